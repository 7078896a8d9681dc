"""Mail-like files (RFC 822 and MIME): headers and parts, however damaged, nested or hostile.

Parts are split by a plain scan for the boundary, which is fast for large files and indifferent to deep nesting. MHTML
and e-mail are both read with it.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

from readlater.language.safe import safe_line
from readlater.pages.decode import codec_name, decode

MAX_DEPTH = 8
"""Nested multipart bodies below which parts are left alone."""

MAX_PARTS = 5000

MAX_HEAD = 256 * 1024
"""Bytes of a part in which its headers have to end."""

_MAX_HEADERS = 400
_HEADER_END = re.compile(rb"\r\n\r\n|\n\r?\n|\r\r")
_LINE_END = re.compile(r"\r\n|\n|\r")
_FOLD = re.compile(r"(?:\r\n|\n|\r)[ \t]+")
_SOFT_BREAK = re.compile(rb"=[ \t]*(?:\r*\n|\r)")
_FIRST_BOUNDARY = re.compile(rb"(?:\A|[\r\n])--([^\r\n]{1,200}?)[ \t]*[\r\n]")
_SCRIPT_ZONE = re.compile(r"\b(?:GMT|UTC)([+-]\d{2}):?(\d{2})\b")
"""An offset as scripts write it, of which the standard library sees the first three letters only."""

_PARAMETER = re.compile(
    r"""[;\s]\s*+([\w!#$%&'*+.^`{}~-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.){0,4096})"|([^\s;"]{1,4096}))"""
)


@dataclass(frozen=True, slots=True)
class MimePart:
    """One part: its headers by lower-case name, and its body as it was sent."""

    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type in lower case, without parameters; ``text/plain`` if it says none."""
        said = re.split(r"[;\s]", self.headers.get("content-type", "").strip(), maxsplit=1)[0]
        return said.strip('"').lower() or "text/plain"

    @property
    def identity(self) -> str:
        """Its Content-ID without the angle brackets."""
        return self.headers.get("content-id", "").strip().strip("<>")

    @property
    def disposition(self) -> str:
        """``attachment``, ``inline``, or an empty string."""
        return self.headers.get("content-disposition", "").split(";")[0].strip().lower()

    @property
    def filename(self) -> str:
        """The name of the file that it is, or an empty string."""
        return self.parameter("filename", "content-disposition") or self.parameter("name")

    def parameter(self, name: str, header: str = "content-type") -> str:
        """A parameter of a header, such as the boundary; encoded and continued ones (RFC 2231) are put together."""
        pieces: dict[str, str] = {}
        for match in _PARAMETER.finditer(self.headers.get(header, "")):
            quoted, plain = match.group(2), match.group(3)
            pieces.setdefault(match.group(1).lower(), re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain)
        if name in pieces:
            return header_text(pieces[name]) if "=?" in pieces[name] else pieces[name]
        keys = [f"{name}*", *(f"{name}*{number}{mark}" for number in range(50) for mark in ("*", ""))]
        whole = "".join(pieces[key] for key in keys if key in pieces)
        if whole.count("'") >= 2 and f"{name}*0" not in pieces:
            charset, _, rest = whole.split("'", 2)
            return unquote_to_bytes(rest).decode(codec_name(charset) or "utf-8", "replace")
        return whole

    def content(self) -> bytes:
        """Its body without its transfer encoding. What can't be decoded is left as it is."""
        encoding = self.headers.get("content-transfer-encoding", "").split(";")[0].strip().lower()
        if encoding == "quoted-printable":
            # Soft line breaks are undone here: mail programs add spaces and second carriage returns to them.
            return quopri.decodestring(_SOFT_BREAK.sub(b"", self.body))
        if encoding == "base64":
            return _from_base64(self.body)
        return self.body


def text_of(part: MimePart) -> str:
    """The text of a part. Bytes that are UTF-8 are that, whatever the part says: programs declare what they like."""
    content = part.content()
    charset = part.parameter("charset")
    if charset and not content.isascii():
        try:
            return content.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    return decode(content, charset).text


def _from_base64(body: bytes) -> bytes:
    """The bytes of a base64 text; what is no letter of that alphabet is passed over."""
    raw = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    if len(raw) % 4 == 1:  # cut off in the middle
        raw = raw[:-1]
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return b""


def read_part(data: bytes, *, whole: bool = True) -> MimePart:
    """The headers and the body of a file (``whole``) or a part. A text without headers is all body."""
    match = _HEADER_END.search(data, 0, MAX_HEAD)
    if data[:1] in (b"\r", b"\n"):
        return MimePart({}, data.lstrip(b"\r\n"))
    if not match:
        # Cut off within the headers, or no headers at all.
        is_head = len(data) < MAX_HEAD and _is_head(data)
        return MimePart(_headers(data, whole), b"") if is_head else MimePart({}, data)
    return MimePart(_headers(data[: match.start()], whole), data[match.end() :])


def _is_head(data: bytes) -> bool:
    return re.match(rb"[!-9;-~]{1,60}:[^\r\n]*(?:[\r\n]|\Z)", data) is not None


def _headers(data: bytes, whole: bool) -> dict[str, str]:
    """Headers by lower-case name; the first of several counts."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # The character set is guessed for the file only: thousands of parts would take too long.
        text = decode(data).text if whole else data.decode("cp1252", "replace")
    head = _FOLD.sub(" ", text.replace("\x00", ""))
    headers: dict[str, str] = {}
    for line in _LINE_END.split(head)[:_MAX_HEADERS]:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def leaves(whole: MimePart) -> list[MimePart]:
    """The parts of a file that are no containers, in order; of a file without parts, itself."""
    if not whole.kind.startswith("multipart/"):
        return [whole]
    found: list[MimePart] = []
    pending = [(whole, 0)]
    while pending and len(found) < MAX_PARTS:
        part, depth = pending.pop()
        if not part.kind.startswith("multipart/"):
            found.append(part)
        elif depth < MAX_DEPTH:
            pending.extend((inner, depth + 1) for inner in reversed(children(part)))
    return found


def children(part: MimePart) -> list[MimePart]:
    """The parts directly within a multipart body. Its last boundary may be missing; so may the word on what it is."""
    boundary = part.parameter("boundary").encode("utf-8", "replace")
    if not boundary or b"--" + boundary not in part.body:
        match = _FIRST_BOUNDARY.search(part.body[:MAX_HEAD])
        if not match:
            return []
        boundary = match.group(1)
    pieces = re.split(
        rb"(?:\A|\r\n|\n|\r)--" + re.escape(boundary) + rb"(?:--)?[ \t]*(?=[\r\n]|\Z)", part.body, maxsplit=MAX_PARTS
    )
    found: list[MimePart] = []
    for piece in pieces[1:]:
        stripped = re.sub(rb"\A(?:\r\n|\n|\r)", b"", piece)
        if stripped.strip():
            found.append(read_part(stripped, whole=False))
    return found


def header_text(value: str) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    if "=?" not in value:
        return safe_line(value)
    value = re.sub(r"\?=\s+=\?", "?==?", value[:8192])
    try:
        pieces = decode_header(value)
    except (HeaderParseError, UnicodeError, ValueError):
        return safe_line(value)
    return safe_line("".join(one if isinstance(one, str) else _word(one, label) for one, label in pieces))


def _word(data: bytes, label: str | None) -> str:
    """The text of an encoded word, or of what stands between two."""
    charset = codec_name(label) if label else "raw_unicode_escape"
    for name in (charset or "utf-8", "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode(charset or "cp1252", "replace")


def header_time(value: str) -> datetime | None:
    """The moment of a ``Date`` header; the offset ``-0000`` (unknown) is taken as UTC."""
    from email.utils import parsedate_to_datetime

    from readlater.language.dates import parse_time

    value = _SCRIPT_ZONE.sub(r"\1\2", value.strip()[:200])
    try:
        time = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_time(value)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
