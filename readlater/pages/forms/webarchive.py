"""Safari's web archive: a property list with the page, its pictures and styles, and the pages of its frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urljoin

from readlater.errors import PageError
from readlater.language.safe import safe_line
from readlater.model import Draft
from readlater.pages.decode import decode
from readlater.pages.urls import canonical_url

MAX_FRAMES = 200
MAX_DEPTH = 6
MAX_RESOURCES = 5000

LEAST_PICTURE = 1024
"""Bytes of a picture below which it only holds the place of one that scripts would load."""

_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_PLIST = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE|<!--|<plist)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a web archive."""

    url: str
    mime: str
    charset: str
    data: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML; of one that does not say what it is, the bytes tell."""
        return self.mime in _PAGES or (not self.mime and _MARKUP.match(self.data) is not None)

    @property
    def markup(self) -> str:
        """Its text."""
        return decode(self.data, self.charset).text


@dataclass(slots=True)
class WebArchive:
    """A web archive taken apart: the page, the pages of its frames, and all other files, by address."""

    main: Resource
    frames: dict[str, Resource] = field(default_factory=dict)
    others: dict[str, Resource] = field(default_factory=dict)

    def find(self, address: str) -> Resource | None:
        """The file, not the page of a frame, that an address in the page means."""
        return _by_address(self.others, self.main.url, address)

    def frame(self, address: str, base: str) -> Resource | None:
        """The page of a frame; ``base`` is the address of the page that the frame stands in."""
        return _by_address(self.frames, base or self.main.url, address)


def read_webarchive(data: bytes, what: str = "The page") -> list[Draft]:
    """The drafts of a web archive: one, or those of the file in it if that is no HTML page (a PDF, a text).

    Raises:
        PageError: it is damaged, or what it holds is no page.
    """
    archive = open_webarchive(data, what)
    main = archive.main
    url = safe_line(main.url)
    if main.is_page:
        return [_read_html(archive, url if canonical_url(url) else "")]
    if main.mime.startswith(("image/", "video/", "audio/")):
        kind = {"image": "a picture", "video": "a video", "audio": "a sound"}[main.mime.split("/")[0]]
        raise PageError(f"{what} is a web archive of {kind}, not of an article; save the page that it stands in.")
    if _is_plist(main.data):
        raise PageError(f"{what} is a web archive within a web archive; open it in Safari and save the page itself.")
    from readlater.pages.read import read_page

    name = unquote(url.split("#")[0].split("?")[0].rpartition("/")[2]) or what
    try:
        drafts = read_page(main.data, name=name, url=url, charset=main.charset)
    except PageError as error:
        raise PageError(f"{what} is a web archive of a file that is no page: {error}") from error
    return [replace(draft, format="webarchive") for draft in drafts]


def _read_html(archive: WebArchive, url: str) -> Draft:
    from readlater.pages.forms.frames import Frame, with_frames
    from readlater.pages.html.extract import read_html

    def frame(address: str, base: str) -> Frame | None:
        found = archive.frame(address, base)
        return Frame(found.markup, found.url) if found is not None and found.is_page else None

    def kept(address: str) -> str:
        found = archive.find(address)
        if found is None or len(found.data) < LEAST_PICTURE or not found.mime.startswith("image/"):
            return ""
        return found.url if canonical_url(found.url) else ""

    return read_html(with_frames(archive.main.markup, frame, archive.main.url), "webarchive", url, kept)


def open_webarchive(data: bytes, what: str = "The page") -> WebArchive:
    """The files of a web archive.

    Raises:
        PageError: it is damaged or holds no page.
    """
    damaged = PageError(f"{what} is a damaged web archive; save the page again.")
    tree = _tree(data, damaged)
    main = _resource(tree.get("WebMainResource")) if isinstance(tree, dict) else None
    if main is None:
        raise damaged
    if not main.data.strip():
        raise PageError(f"{what} is a web archive without a page in it; save the page again.")
    archive = WebArchive(main)
    _collect(archive, tree)
    return archive


def _is_plist(data: bytes) -> bool:
    return data.startswith(b"bplist") or (_PLIST.match(data) is not None and b"WebMainResource" in data)


def _tree(data: bytes, damaged: PageError) -> Any:
    """The property list as Python objects."""
    import plistlib

    try:
        return plistlib.loads(data)
    # A hostile list makes the parser fail in many ways: wrong offsets, endless nesting, numbers beyond all measure.
    except Exception as error:
        raise damaged from error


def _resource(entry: object) -> Resource | None:
    """A file of the archive, or None for an entry that is none."""
    if not isinstance(entry, dict):
        return None
    data = entry.get("WebResourceData")
    if isinstance(data, str):  # written by other programs
        data = data.encode("utf-8", "replace")
    if not isinstance(data, bytes):
        return None

    def text(name: str) -> str:
        value = entry.get(name)
        return value.strip() if isinstance(value, str) else ""

    mime = text("WebResourceMIMEType").split(";")[0].strip().lower()
    return Resource(text("WebResourceURL"), mime, text("WebResourceTextEncodingName"), data)


def _collect(archive: WebArchive, tree: dict[str, Any]) -> None:
    """Puts the files and the frames of an archive, and of the archives of its frames, to it."""
    pending = [(tree, 0)]
    seen = 0
    while pending:
        one, depth = pending.pop()
        for entry in _list(one, "WebSubresources"):
            resource = _resource(entry)
            if resource is not None and len(archive.others) < MAX_RESOURCES:
                archive.others.setdefault(_key(resource.url), resource)
        for inner in _list(one, "WebSubframeArchives") if depth < MAX_DEPTH else ():
            seen += 1
            if not isinstance(inner, dict) or seen > MAX_FRAMES:
                continue
            page = _resource(inner.get("WebMainResource"))
            if page is not None:
                archive.frames.setdefault(_key(page.url), page)
                pending.append((inner, depth + 1))


def _list(tree: dict[str, Any], name: str) -> Iterator[object]:
    value = tree.get(name)
    return iter(value[:MAX_RESOURCES]) if isinstance(value, list) else iter(())


def _by_address(resources: dict[str, Resource], base: str, address: str) -> Resource | None:
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return None
    return resources.get(_key(whole)) or resources.get(_key(address.strip()))


def _key(url: str) -> str:
    """An address for comparing: percent-encoded or not, without its fragment."""
    return unquote(url.split("#", 1)[0])
