"""MHTML: a page and its parts in one mail-like file, as browsers save it.

The root is found by rule and never by size: advertisements and frames may well be larger than the page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urljoin

from readlater.errors import PageError
from readlater.language.safe import safe_line
from readlater.model import Draft, Found
from readlater.pages.decode import decode
from readlater.pages.forms.mime import MimePart, header_text, header_time, leaves, read_part, text_of
from readlater.pages.urls import canonical_url

LEAST_PICTURE = 1024
"""Bytes of a picture below which it only holds the place of one that scripts would load."""

_PAGES = ("text/html", "application/xhtml+xml")
_SHADOW = re.compile(r"(<template\b[^>]{0,300}?\s)shadowmode(?==)", re.IGNORECASE)


@dataclass(slots=True)
class MhtmlFile:
    """An MHTML file taken apart.

    Attributes:
        whole: the file with its own headers.
        parts: its parts, in order.
        root: the page itself; None if there is none.
        location: the address that the page was saved from, whatever kind of address that is.
    """

    whole: MimePart
    parts: list[MimePart]
    root: MimePart | None
    location: str
    _by_identity: dict[str, MimePart] = field(default_factory=dict)
    _by_location: dict[str, MimePart] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in self.parts:
            if part.identity:
                self._by_identity.setdefault(part.identity, part)
            written = part.headers.get("content-location", "").strip()
            if written:
                base = part.headers.get("content-base", "") or self.whole.headers.get("content-base", "")
                self._by_location.setdefault(_address(written), part)
                self._by_location.setdefault(_address(joined(base or self.location, written)), part)

    def find(self, address: str, base: str = "") -> MimePart | None:
        """The part that an address in the markup means; ``base`` is that of the page that it stands in."""
        address = address.strip()
        if address[:4].lower() == "cid:":
            wanted = address[4:].split("#", 1)[0]
            return self._by_identity.get(wanted) or self._by_identity.get(unquote(wanted))
        for way in (joined(base or self.location, address), address):
            for key in (_address(way), _address(unquote(way))):
                if key in self._by_location:
                    return self._by_location[key]
        return None

    def markup(self, part: MimePart) -> str:
        """The text of a part that is a page."""
        text = text_of(part)
        return _SHADOW.sub(r"\1shadowrootmode", text) if "shadowmode" in text else text


def read_mhtml(data: bytes, what: str = "The page") -> Draft:
    """The draft of an MHTML file. Its address is the one it was saved from, its date that of saving.

    Raises:
        PageError: no HTML page is in the file.
    """
    from readlater.pages.forms.frames import Frame, with_frames
    from readlater.pages.html.extract import read_html

    file = open_mhtml(data)
    if file.root is None:
        raise PageError(f"{what} is an MHTML file without a page in it; save the page again.")

    def frame(address: str, base: str) -> Frame | None:
        part = file.find(address, base)
        if part is None or part is file.root or part.kind not in _PAGES:
            return None
        return Frame(file.markup(part), joined(file.location, part.headers.get("content-location", "")))

    def kept(address: str) -> str:
        part = file.find(address)
        if part is None or len(part.body) < LEAST_PICTURE or part.kind in _PAGES:
            return ""
        return source_of(part, file.location)

    url = file.location if canonical_url(file.location) else ""
    markup = with_frames(file.markup(file.root), frame, file.location)
    draft = read_html(markup, "mhtml", url, kept)
    subject = header_text(file.whole.headers.get("subject", ""))
    found = dict(draft.found)
    if subject:
        entries = found.get("title", ())
        if all(entry.value != subject for entry in entries):
            found["title"] = (*entries, Found(subject, "subject"))
    return replace(
        draft,
        title=draft.title or subject,
        created=header_time(file.whole.headers.get("date", "")) or draft.created,
        found=found,
    )


def open_mhtml(data: bytes) -> MhtmlFile:
    """The parts of an MHTML file."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # saved again by a text editor
        data = decode(data).text.encode("utf-8", "replace")
    whole = read_part(data.lstrip(b"\r\n \t\xef\xbb\xbf"))
    parts = leaves(whole)
    root = find_root(whole, parts)
    location = safe_line(_snapshot(whole))
    if root is not None and not location:
        written = safe_line(root.headers.get("content-location", ""))
        location = joined(root.headers.get("content-base", "") or whole.headers.get("content-base", ""), written)
    if not location:
        location = safe_line(whole.headers.get("content-location", ""))
    return MhtmlFile(whole, parts, root, location)


def find_root(whole: MimePart, parts: list[MimePart]) -> MimePart | None:
    """The page itself among the parts, or None if there is none.

    It is the one at the address that was saved, else the one that the file names as its start, else the first HTML.
    """
    pages = [part for part in parts if part.kind in _PAGES]
    wanted = _address(_snapshot(whole))
    for part in pages:
        if wanted and _address(part.headers.get("content-location", "")) == wanted:
            return part
    start = whole.parameter("start").strip("<> ")
    for part in pages:
        if start and part.identity == start:
            return part
    return pages[0] if pages else None


def _snapshot(whole: MimePart) -> str:
    """The address that was saved, as browsers name it; old ones put an ``X-`` before the header."""
    headers = whole.headers
    return headers.get("snapshot-content-location", "") or headers.get("x-snapshot-content-location", "")


def source_of(part: MimePart, location: str) -> str:
    """By what a picture of the file is found again: its identity, its address on the web, or what the file calls it."""
    from readlater.pages.forms.kept import PART

    written = part.headers.get("content-location", "").strip()
    address = joined(location, written) if written else ""
    if address[:4].lower() == "http" or not (part.identity or written):
        return address
    return f"cid:{part.identity}" if part.identity else PART + safe_line(written)


def joined(base: str, address: str) -> str:
    """An address seen from another one; as it is if they can't be joined."""
    try:
        return urljoin(base.strip(), address.strip()) if base else address.strip()
    except ValueError:
        return address.strip()


def _address(value: str) -> str:
    """An address without its fragment and whatever whitespace a folded header put into it."""
    return re.sub(r"\s+", "", value).split("#", 1)[0]
