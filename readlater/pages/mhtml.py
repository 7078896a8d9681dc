"""MHTML: a page and its parts in one mail-like file, as browsers save it.

The root is found by rule and never by size: advertisements and frames may well be larger than the page. Parts are split
by a plain scan for the boundary, which is fast for large files and indifferent to deep nesting.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

from readlater.errors import PageError
from readlater.language.safe import safe_line
from readlater.model import Draft, Found
from readlater.pages.decode import decode
from readlater.pages.html.extract import read_html
from readlater.pages.urls import canonical_url

MAX_DEPTH = 8
"""Nested multipart bodies below which parts are left alone."""

MAX_PARTS = 5000

_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its headers by lower-case name, and its body as it was sent."""

    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type in lower case, without parameters."""
        return self.headers.get("content-type", "text/plain").split(";")[0].strip().lower()

    def parameter(self, name: str) -> str:
        """A parameter of its media type, or an empty string."""
        match = re.search(
            rf'(?:^|[;\s]){name}\s*=\s*(?:"([^"]*)"|([^\s;"]+))', self.headers.get("content-type", ""), re.IGNORECASE
        )
        return (match.group(1) or match.group(2) or "") if match else ""

    def content(self) -> bytes:
        """Its body without its transfer encoding."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        if encoding == "base64":
            raw = re.sub(rb"[^A-Za-z0-9+/]", b"", self.body)
            try:
                return base64.b64decode(raw + b"=" * (-len(raw) % 4))
            except (binascii.Error, ValueError):
                return b""
        return self.body


def read_mhtml(data: bytes, what: str = "The page") -> Draft:
    """The draft of an MHTML file. Its address is the one it was saved from, its date that of saving.

    Raises:
        PageError: no HTML page is in the file.
    """
    whole = _part(data.lstrip(b"\r\n \xef\xbb\xbf"))
    parts = _leaves(whole, 0) if whole.kind.startswith("multipart/") else [whole]
    root = find_root(whole, parts)
    if root is None:
        raise PageError(f"{what} is an MHTML file without a page in it; save the page again.")
    location = safe_line(whole.headers.get("snapshot-content-location", "")) or safe_line(
        root.headers.get("content-location", "")
    )
    markup = decode(root.content(), root.parameter("charset")).text
    draft = read_html(markup, "mhtml", location if canonical_url(location) else "")
    subject = header_text(whole.headers.get("subject", ""))
    found = dict(draft.found)
    if subject:
        entries = found.get("title", ())
        if all(entry.value != subject for entry in entries):
            found["title"] = (*entries, Found(subject, "subject"))
    return replace(
        draft,
        title=draft.title or subject,
        created=header_time(whole.headers.get("date", "")) or draft.created,
        found=found,
    )


def find_root(whole: Part, parts: list[Part]) -> Part | None:
    """The page itself among the parts, or None if there is none.

    It is the one at the address that was saved, else the one that the file names as its start, else the first HTML.
    """
    pages = [part for part in parts if part.kind in ("text/html", "application/xhtml+xml")]
    wanted = _address(whole.headers.get("snapshot-content-location", ""))
    for part in pages:
        if wanted and _address(part.headers.get("content-location", "")) == wanted:
            return part
    start = whole.parameter("start").strip("<> ")
    for part in pages:
        if start and part.headers.get("content-id", "").strip("<> ") == start:
            return part
    return pages[0] if pages else None


def header_text(value: str) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    try:
        return safe_line(str(make_header(decode_header(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return safe_line(value)


def header_time(value: str) -> datetime | None:
    """The moment of a ``Date`` header; the offset ``-0000`` (unknown) is taken as UTC."""
    try:
        time = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _address(value: str) -> str:
    return value.strip().split("#", 1)[0]


def _part(data: bytes) -> Part:
    """A part's headers and body."""
    match = _HEADER_END.search(data, 0, 256 * 1024)
    if data[:1] in (b"\r", b"\n") or not match:
        return Part({}, data.lstrip(b"\r\n"))
    head = decode(data[: match.start()]).text
    head = re.sub(r"\r?\n[ \t]+", " ", head)
    headers: dict[str, str] = {}
    for line in head.splitlines()[:200]:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.setdefault(name.strip().lower(), value.strip())
    return Part(headers, data[match.end() :])


def _leaves(whole: Part, depth: int) -> list[Part]:
    """The parts that are no containers, in order."""
    boundary = whole.parameter("boundary").encode("utf-8", "replace")
    if not boundary or depth >= MAX_DEPTH:
        return []
    pieces = re.split(
        rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)", whole.body, maxsplit=MAX_PARTS
    )
    parts: list[Part] = []
    for piece in pieces[1:]:
        stripped = re.sub(rb"\A\r?\n", b"", piece)
        if not stripped.strip():
            continue
        part = _part(stripped)
        if part.kind.startswith("multipart/"):
            parts.extend(_leaves(part, depth + 1))
        else:
            parts.append(part)
    return parts
