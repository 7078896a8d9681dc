"""Archives that a web clipper wrote: a folder per page with its address and date beside it, or in its markup."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING

from readlater.errors import PageError
from readlater.language.dates import parse_time
from readlater.language.safe import safe_line
from readlater.pages.decode import decode
from readlater.pages.metadata.savers import saved_by

if TYPE_CHECKING:
    from readlater.pages.containers.zips import Archive

_RDF = "index.rdf"
_RDF_LIMIT = 256 * 1024
_SCRAPBOOK = re.compile(rb"""<html\b[^>]{0,4000}?\bdata-scrapbook-(?:source|create|title)\s*=""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clipping:
    """What a clipper says of a page."""

    url: str = ""
    saved: datetime | None = None
    charset: str = ""


def find_clippings(archive: Archive) -> tuple[dict[str, Clipping], set[str]]:
    """The clipped pages by path, and the paths of all that only belongs to them."""
    pages: dict[str, Clipping] = {}
    folders: dict[str, str] = {}
    for path in archive.entries:
        folder = posixpath.dirname(path)
        found = None
        if posixpath.basename(path) == _RDF:
            found = _maff(archive, path)
        elif path == "index.html":
            found = _scrapbook(archive, path)
        if found is not None:
            page, clipping = found
            pages[page] = clipping
            folders[folder] = page
    claimed = {path for path in archive.entries if path not in pages and _lies_in(path, folders)}
    return pages, claimed


def _lies_in(path: str, folders: dict[str, str]) -> bool:
    folder = posixpath.dirname(path)
    while folder not in folders:
        parent = posixpath.dirname(folder)
        if not folder or parent == folder:
            return False
        folder = parent
    return True


def _maff(archive: Archive, path: str) -> tuple[str, Clipping] | None:
    """The page that an ``index.rdf`` of the Mozilla archive format describes."""
    try:
        text = decode(archive.read(path, _RDF_LIMIT)).text
    except PageError:
        return None
    if "originalurl" not in text:
        return None
    folder = posixpath.dirname(path)
    named = _resource(text, "indexfilename") or "index.html"
    page = posixpath.join(folder, named)
    if page not in archive.entries:
        return None
    saved = _moment(_resource(text, "archivetime"))
    return page, Clipping(_resource(text, "originalurl"), saved, _resource(text, "charset"))


def _moment(written: str) -> datetime | None:
    """A time as mail writes it; an unknown offset is UTC."""
    try:
        time = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_time(written)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _resource(text: str, name: str) -> str:
    """A property of an RDF description: an attribute ``RDF:resource``, or the text of the element."""
    match = re.search(
        rf"""<(?:\w+:)?{name}\b[^>]{{0,200}}?\bresource\s*=\s*(?:"([^"]*)"|'([^']*)')""", text, re.IGNORECASE
    )
    match = match or re.search(rf"<(?:\w+:)?{name}\b[^>]{{0,200}}>([^<]*)()<", text, re.IGNORECASE)
    return safe_line(unescape(match.group(1) or match.group(2) or "")) if match else ""


def _scrapbook(archive: Archive, path: str) -> tuple[str, Clipping] | None:
    """The page of an archive whose ``index.html`` says in its first tag that a clipper wrote it."""
    try:
        data = archive.read(path)
    except PageError:
        return None
    head = data[: 64 * 1024]
    if not _SCRAPBOOK.search(head):
        return None
    saved = saved_by(decode(head).text)
    return path, Clipping(saved.url if saved else "", saved.time if saved else None)
