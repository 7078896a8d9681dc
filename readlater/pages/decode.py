"""From bytes to text: which character set a page is written in.

The order is: byte order mark; the pattern of NUL bytes of UTF-16; what the container says (a MIME part); strict UTF-8;
what the page declares, read by the labels of the WHATWG Encoding Standard; a guess from the bytes; windows-1252.
A character set copied into metadata is never believed against the bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from readlater.pages.clues.wordset import word_set


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the Python name of its character set, and how that was found (``bom``, ``meta``, …)."""

    text: str
    charset: str
    source: str


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LABELS = {
    **dict.fromkeys(
        word_set("iso-8859-1 iso8859-1 latin1 latin-1 l1 ascii us-ascii cp1252 x-cp1252 ansi"),
        "cp1252",
    ),
    **dict.fromkeys(["iso-8859-9", "latin5", "iso8859-9", "cp1254"], "cp1254"),
    **dict.fromkeys(["iso-8859-11", "tis-620", "dos-874", "windows-874"], "cp874"),
    **dict.fromkeys(
        word_set("euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cp949 uhc"),
        "cp949",
    ),
    **dict.fromkeys(word_set("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932"), "cp932"),
    **dict.fromkeys(word_set("gb2312 gb_2312-80 gbk x-gbk chinese gb18030 cp936 iso-ir-58"), "gb18030"),
    **dict.fromkeys(["big5", "big5-hkscs", "cn-big5", "x-x-big5", "big-5"], "big5hkscs"),
    **dict.fromkeys(["x-mac-roman", "macintosh", "mac"], "mac_roman"),
    **dict.fromkeys(["x-euc-jp", "euc-jp"], "euc_jp"),
    **dict.fromkeys(["koi8", "koi", "koi8_r", "koi8-r"], "koi8_r"),
    **dict.fromkeys(word_set("utf8 unicode-1-1-utf-8 unicode utf-16 utf-16le utf-16be"), "utf-8"),
}
"""Labels whose Python codec differs from the one the WHATWG standard prescribes (a page that can say ``utf-16`` in
its own ASCII text is not written in it)."""

_META = re.compile(rb"""<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_PROLOG = re.compile(rb"""^\s{0,9}<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_SAMPLE = 1 << 16
_ASCII = bytes(range(0x80))
_DAMAGE = 0.01
"""How much of a text may be undecodable before a declared character set is not believed: a damaged byte here and there
is usual in old pages."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``; ``declared`` is the character set that its container (a MIME part) gives, if any.

    Never fails: bytes that no character set explains become U+FFFD.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(charset, "replace"), charset, "bom")
    charset = _utf16(data)
    if charset:
        return Decoded(data.decode(charset, "replace"), charset, "nul-bytes")
    if declared:
        found = _as_declared(data, declared, "container")
        if found:
            return found
    head = data[:_SAMPLE]
    match = _PROLOG.search(head[:300]) or _META.search(head)
    meta = match.group(1).decode("ascii", "replace") if match else ""
    if _ISO_2022_JP.search(head):
        found = _as_declared(data, "iso-2022-jp", "escapes")
        if found:
            return found
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    if meta:
        found = _as_declared(data, meta, "meta")
        if found:
            return found
    found = _as_declared(data, "utf-8", "utf-8")
    if found:
        return found
    return _guessed(data)


def codec_name(label: str) -> str:
    """The Python codec for a character set's label as pages write it, or an empty string if there is none."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    forbidden = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
    is_text: bool = getattr(info, "_is_text_encoding", True)  # base64, rot13… are codecs too, but of no text
    return info.name if is_text and info.name not in forbidden and not info.name.endswith("escape") else ""


def _utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark, by where its NUL bytes are; empty if it is not UTF-16."""
    head = data[:4096]
    if len(head) < 8:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    # Scripts without ASCII letters have NUL bytes only in their spaces and line ends; no other text has any.
    for odd_bytes, other, charset in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if odd_bytes >= 2 and other <= odd_bytes * 0.34:
            try:
                sample = head[: half * 2 - 2].decode(charset)
            except UnicodeDecodeError:
                continue
            if sum(character.isalpha() or character.isspace() for character in sample) > 0.7 * len(sample):
                return charset
    return ""


def _as_declared(data: bytes, label: str, source: str) -> Decoded | None:
    """The text by a declared character set, or None if the bytes speak against it."""
    charset = codec_name(label)
    if not charset:
        return None
    try:
        text = data.decode(charset, "replace")
    except (UnicodeError, LookupError):
        return None
    damage = text.count("\ufffd")
    head = data[:_SAMPLE]
    foreign = len(head.translate(None, delete=_ASCII)) * len(data) / max(1, len(head))
    if damage > max(2.0, _DAMAGE * foreign) and charset != "cp1252":
        return None
    if damage > 0.05 * max(20.0, foreign):
        return None
    return Decoded(text, charset, source)


def _guessed(data: bytes) -> Decoded:
    """The text by the most likely character set."""
    from charset_normalizer import from_bytes

    # The parts with letters outside ASCII tell; markup tells nothing and costs time.
    sample = b" ".join(re.findall(rb"[^<>]*[\x80-\xff][^<>]*", data[: 1 << 20]))[: _SAMPLE // 2] or data[:_SAMPLE]
    best = from_bytes(sample).best()
    charset = codec_name(best.encoding) if best is not None else ""
    if charset:
        text = data.decode(charset, "replace")
        if text.count("\ufffd") <= max(2, len(text) // 200):
            return Decoded(text, charset, "guess")
    return Decoded(data.decode("cp1252", "replace"), "cp1252", "fallback")
