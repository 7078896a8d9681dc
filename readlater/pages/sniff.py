"""What a file is, by its content and never by its name.

A name is only looked at where the content can't tell: Markdown without front matter is plain text to a machine.
"""

from __future__ import annotations

import json
import re

from readlater.errors import PageError
from readlater.pages.decode import decode
from readlater.pages.tracker import is_tracker

HTML = "html"
SINGLEFILE = "singlefile"
SAVED = "saved-page"
MHTML = "mhtml"
MARKDOWN = "markdown"
TRACKER = "tracker"
TEXT = "text"

FORMATS = (HTML, SINGLEFILE, SAVED, MHTML, MARKDOWN, TRACKER, TEXT)
"""The forms of pages that readlater reads, by the names that `Draft.format` and ``--as`` use."""

HEAD = 64 * 1024
"""How many bytes are looked at to tell markup, archives and binary files apart."""

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"%PDF-", 0, "PDF"),
    (b"PK\x03\x04", 0, "zip archives"),
    (b"PK\x05\x06", 0, "zip archives"),
    (b"\x1f\x8b", 0, "gzip files"),
    (b"BZh", 0, "bzip2 files"),
    (b"\xfd7zXZ\x00", 0, "xz files"),
    (b"\x28\xb5\x2f\xfd", 0, "zstd files"),
    (b"7z\xbc\xaf\x27\x1c", 0, "7z archives"),
    (b"Rar!\x1a\x07", 0, "rar archives"),
    (b"bplist00", 0, "Safari web archives"),
    (b"WARC/", 0, "WARC files"),
    (b"\x89PNG\r\n\x1a\n", 0, "images"),
    (b"\xff\xd8\xff", 0, "images"),
    (b"GIF87a", 0, "images"),
    (b"GIF89a", 0, "images"),
    (b"BM", 0, "images"),
    (b"II*\x00", 0, "images"),
    (b"MM\x00*", 0, "images"),
    (b"\x00\x00\x01\x00", 0, "images"),
    (b"WEBP", 8, "images"),
    (b"ftypavif", 4, "images"),
    (b"ftypheic", 4, "images"),
    (b"ftyp", 4, "videos"),
    (b"\x1aE\xdf\xa3", 0, "videos"),
    (b"OggS", 0, "sound files"),
    (b"ID3", 0, "sound files"),
    (b"fLaC", 0, "sound files"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "old Office documents"),
    (b"{\\rtf", 0, "RTF"),
    (b"SQLite format 3\x00", 0, "databases"),
    (b"\x7fELF", 0, "programs"),
    (b"mozLz40\x00", 0, "Firefox bookmark backups"),
)

_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|div|p|article|section|main|header|h[1-6]|table|ul|ol|span|"
    r"script|style|iframe|center|font|blockquote|pre|img|a|figure|nav|footer|form|template)\b[^<]*>",
    re.IGNORECASE,
)
_CLOSING_TAG = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,15}\s*>")
_HEADER = re.compile(r"[!-9;-~]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*")
_MHTML_MARK = re.compile(r"snapshot-content-location:|multipart/related|<saved by ", re.IGNORECASE)
_XML_FEEDS = re.compile(r"<(opml|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MARKDOWN_LINE = re.compile(
    (
        r"^(?:#{1,6} \S|```|~~~|[-*+] \[[ xX]\] |> \S|\|[ :-]*-{3}[ :|-]*\||\[[^\]\n]+\]: \S)|\]\([^)\s]+\)|"
        r"(?<!\w)\*\*\S[^*\n]*\*\*"
    ),
    re.MULTILINE,
)


def sniff(data: bytes, name: str = "") -> str:
    """The form of a page: one of `FORMATS`.

    ``name`` is the file's name; it serves the message of an error and decides only between Markdown without front
    matter and plain text.

    Raises:
        PageError: the content is empty, binary, or of a form that readlater does not read.
    """
    what = name or "The page"
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise PageError(f"{what} is empty; save the page again.")
    _refuse_binary(data, what)
    text = decode(data[:HEAD]).text.lstrip("\ufeff")
    found = _by_markup(text, what)
    if found:
        return found
    if _binary_text(text):
        raise PageError(f"{what} is a binary file, not a page; save the page as HTML or text.")
    return _by_text(data, text, name, what)


def _refuse_binary(data: bytes, what: str) -> None:
    """Raises PageError for the known forms that are no pages."""
    for signature, offset, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            if signature == b"BM" and len(data) != int.from_bytes(data[2:6], "little"):
                continue  # a text that begins with these letters
            if signature == b"ID3" and (len(data) < 10 or data[3] > 4):
                continue
            if signature == b"PK\x03\x04" and b"mimetypeapplication/epub+zip" in data[:200]:
                kind = "EPUB"
            raise PageError(f"{what}: readlater does not read {kind} yet; save the page as HTML or text.")


def _by_markup(text: str, what: str) -> str:
    """The form of markup and mail-like archives, or an empty string."""
    head = text[: 16 * 1024]
    if _is_mhtml(head):
        return MHTML
    start = head.lstrip()[:2048]
    if re.match(r"<!doctype\s+netscape-bookmark", start, re.IGNORECASE):
        raise PageError(f"{what}: readlater does not read bookmark files yet; import the saved pages themselves.")
    body = re.sub(
        r"\A(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->|<!doctype(?!\s+html)[^>]{0,300}>)*", "", head, flags=re.DOTALL
    )
    feed = _XML_FEEDS.match(body)
    if feed:
        raise PageError(
            f"{what}: readlater does not read {feed.group(1).upper()} feeds; import the saved pages themselves."
        )
    if re.match(r"<svg\b", body, re.IGNORECASE):
        raise PageError(f"{what}: readlater does not read images yet; save the page as HTML or text.")
    if not _is_html(head, body):
        return ""
    if re.search(r"<!--\s*(?:Page saved with|Archive processed by) SingleFile", head, re.IGNORECASE):
        return SINGLEFILE
    if re.search(r"<!--\s*saved from url=", head[:4096], re.IGNORECASE):
        return SAVED
    return HTML


def _is_mhtml(head: str) -> bool:
    """Whether a text begins with mail headers that only a saved page has."""
    position, headers = 0, 0
    head = head.lstrip("\r\n\ufeff ")
    while headers < 60:
        match = _HEADER.match(head, position)
        if not match:
            break
        position = match.end()
        headers += 1
    block = head[:position]
    if headers < 2 or not _MHTML_MARK.search(block):
        return False
    return bool(
        re.search(r"^(?:mime-version|content-type|snapshot-content-location):", block, re.IGNORECASE | re.MULTILINE)
    )


def _is_html(head: str, body: str) -> bool:
    """Whether a text is markup and not a text (or Markdown) that mentions a tag."""
    if re.match(r"<(?:!doctype\s+html|html|head|body)\b", body, re.IGNORECASE):
        return True
    tags = _HTML_TAG.findall(head)
    closing = _CLOSING_TAG.findall(head)
    if body.startswith("<") and _HTML_TAG.match(body) and (len(tags) >= 2 or closing):
        return True
    fenced = re.sub(r"^(```|~~~).*?^\1|`[^`\n]*`", "", head, flags=re.DOTALL | re.MULTILINE)
    if re.search(r"<html\b[^<]*>.*<body\b|<head\b[^<]*>.*</head>", fenced, re.IGNORECASE | re.DOTALL):
        return True
    marks = len(_HTML_TAG.findall(fenced)) + len(_CLOSING_TAG.findall(fenced))
    return marks >= 6 and marks * 400 > len(head) and not _has_front_matter(head)


def _has_front_matter(text: str) -> bool:
    """Whether a text begins with a block between ``---`` lines that holds ``key: value`` lines."""
    match = re.match(
        r"---[ \t]*\r?\n(.{0,60000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", text.lstrip("\ufeff"), re.DOTALL
    )
    return bool(match and re.search(r"^[\w .-]+:", match.group(1), re.MULTILINE))


def _binary_text(text: str) -> bool:
    """Whether decoded text has so many control or undecodable characters that it is no writing."""
    sample = text[:8192]
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ue000-\uf8ff]", sample))
    return odd > max(3, len(sample) * 0.05)


def _is_json(text: str) -> bool:
    """Whether a text is an object or an array of JSON."""
    if not re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d])", text) or not re.search(r"[}\]]\s*\Z", text[-200:]):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _by_text(data: bytes, text: str, name: str, what: str) -> str:
    """The form of a text without markup."""
    if _has_front_matter(text):
        return MARKDOWN
    whole = text if len(data) <= HEAD else decode(data).text
    if _is_json(whole):
        raise PageError(f"{what}: readlater does not read JSON yet; import the saved pages themselves.")
    if is_tracker(whole):
        return TRACKER
    lines = max(1, text.count("\n"))
    marks = {match.group()[:3] for match in _MARKDOWN_LINE.finditer(text)}
    count = sum(1 for _ in _MARKDOWN_LINE.finditer(text))
    strong = re.match(r"\s*# \S", text) is not None or re.search(r"^(?:```|~~~)", text, re.MULTILINE) is not None
    named = name.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    if named or (strong and count >= 2) or (len(marks) >= 2 and count >= 4 and count * 25 > lines):
        return MARKDOWN
    return TEXT
