"""The pictures of an article, found again in what was kept of its page.

An image block says by its source where the bytes of its picture are: in the page itself (``data:``), in a part of the
same file (``cid:``, ``part:``, an address on the web that was saved with the page), or in a file that was kept beside
it.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from readlater.errors import PageError
from readlater.model import Original, Part
from readlater.pages.decode import decode
from readlater.pages.forms.datauris import data_uris, is_short_name, short_name
from readlater.pages.forms.gzipped import unpacked
from readlater.pages.forms.kept import PART

if TYPE_CHECKING:
    from readlater.pages.forms.mhtml import MhtmlFile
    from readlater.pages.forms.webarchive import WebArchive

MAX_PICTURE = 64 * 1024 * 1024
"""Bytes of a picture above which it is not given out."""

MAX_CHAPTERS = 64 * 1024 * 1024
"""Bytes of a book's chapters that are searched for pictures within them."""

_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)
"""What damaged zip files make their reader raise."""

_DATA = re.compile(r"data:([\w.+/-]{0,120})((?:;[^,;]{0,200}){0,8}?)(;\s*base64)?,", re.IGNORECASE)
_SIGNATURES: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png", ".png"),
    (b"\xff\xd8\xff", 0, "image/jpeg", ".jpg"),
    (b"GIF8", 0, "image/gif", ".gif"),
    (b"WEBP", 8, "image/webp", ".webp"),
    (b"ftypavif", 4, "image/avif", ".avif"),
    (b"ftypavis", 4, "image/avif", ".avif"),
    (b"ftypheic", 4, "image/heic", ".heic"),
    (b"ftypmif1", 4, "image/heic", ".heic"),
    (b"\xff\x0a", 0, "image/jxl", ".jxl"),
    (b"JXL \r\n\x87\n", 4, "image/jxl", ".jxl"),
    (b"II*\x00", 0, "image/tiff", ".tif"),
    (b"MM\x00*", 0, "image/tiff", ".tif"),
    (b"\x00\x00\x01\x00", 0, "image/x-icon", ".ico"),
    (b"BM", 0, "image/bmp", ".bmp"),
)
_SVG = re.compile(
    rb"\A\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,400}\?>|<!--.{0,4000}?-->|<!DOCTYPE svg[^>]{0,2000}>|\s)*<svg\b", re.DOTALL
)


def find_picture(original: Original, form: str, source: str) -> Part | None:
    """The picture that an image block of an article calls ``source``, from the original of its page.

    ``form`` is one of `readlater.pages.sniff.FORMATS`, or empty to find it out. None if the picture was not saved.
    """
    return Pictures(original, form).find(source)


def picture_kind(data: bytes) -> tuple[str, str]:
    """The media type of a picture and the ending of its file name, by its bytes; empty strings if it is no picture."""
    for signature, offset, mime, suffix in _SIGNATURES:
        if data.startswith(signature, offset):
            return mime, suffix
    return ("image/svg+xml", ".svg") if _SVG.match(data[:16_384]) else ("", "")


class Pictures:
    """All pictures of an original; made once for several, since the page has to be taken apart to find them."""

    def __init__(self, original: Original, form: str = "") -> None:
        self._original = original
        self._form = form

    def find(self, source: str) -> Part | None:
        """The picture that an image block calls ``source``, or None."""
        source = source.strip()
        if not source:
            return None
        data = self._beside(source)
        if data is None and source[:5].lower() == "data:":
            uri = self._inline.get(source, "") if is_short_name(source) else source
            data = _from_data_uri(uri) if uri else None
        elif data is None:
            data = self._within(source)
        if not data or len(data) > MAX_PICTURE:
            return None
        mime, _ = picture_kind(data)
        return Part(source, mime, data) if mime else None

    def _beside(self, source: str) -> bytes | None:
        """The bytes of a file that was kept beside the page."""
        for part in self._original.parts:
            if part.name == source:
                return part.data
        wanted = _same_file(source)
        return next((part.data for part in self._original.parts if _same_file(part.name) == wanted), None)

    @cached_property
    def _data(self) -> bytes:
        try:
            return unpacked(self._original.data, "The page")
        except PageError:
            return b""

    @cached_property
    def _kind(self) -> str:
        from readlater.pages.sniff import sniff

        if self._form:
            return self._form
        try:
            return sniff(self._data, self._original.name)
        except PageError:
            return ""

    def _within(self, source: str) -> bytes | None:
        """The bytes of a picture that is a part of the page's own file."""
        if self._kind == "mhtml":
            part = self._mhtml.find(source.removeprefix(PART))
            return part.content() if part is not None else None
        if self._kind == "mail":
            return self._attached(source)
        if self._kind == "webarchive":
            resource = self._webarchive.find(source) if self._webarchive is not None else None
            return resource.data if resource is not None else None
        return self._zipped(source.removeprefix(PART)) if source.startswith(PART) else None

    @cached_property
    def _mhtml(self) -> MhtmlFile:
        from readlater.pages.forms.mhtml import open_mhtml

        return open_mhtml(self._data)

    @cached_property
    def _webarchive(self) -> WebArchive | None:
        from readlater.pages.forms.webarchive import open_webarchive

        try:
            return open_webarchive(self._data)
        except PageError:
            return None

    def _attached(self, source: str) -> bytes | None:
        """A picture that came with a message."""
        from readlater.language.safe import safe_line
        from readlater.pages.forms.bodies import is_picture
        from readlater.pages.forms.letter import open_letter
        from readlater.pages.forms.mime import leaves

        wanted = unquote(re.sub(r"(?i)^cid:", "", source))
        parts = leaves(open_letter(self._data).whole)
        for part in parts:
            if wanted in (part.identity, unquote(part.headers.get("content-location", "").strip())):
                return part.content()
        for part in parts:
            if is_picture(part) and wanted == safe_line(part.filename)[:200]:
                return part.content()
        return None

    def _zipped(self, path: str) -> bytes | None:
        """A member of the zip file that the page is, such as a book's picture."""
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                for name in (path, unquote(path), _same_file(path)):
                    try:
                        entry = archive.getinfo(name)
                    except KeyError:
                        continue
                    if entry.file_size > MAX_PICTURE or entry.flag_bits & 1:
                        return None
                    with archive.open(entry) as file:
                        return file.read(MAX_PICTURE + 1)
        except _ZIP_ERRORS:
            return None
        return None

    @cached_property
    def _inline(self) -> dict[str, str]:
        """Short name → data address, of all large ones in the page."""
        found: dict[str, str] = {}
        for markup in self._markups():
            for start, end in data_uris(markup):
                uri = markup[start:end]
                found.setdefault(short_name(uri), uri)
        return found

    def _markups(self) -> Iterator[str]:
        """The markup of the page and of what stands in its frames or chapters."""
        if self._kind == "mhtml":
            for part in self._mhtml.parts:
                if "html" in part.kind:
                    yield self._mhtml.markup(part)
        elif self._kind == "mail":
            from readlater.pages.forms.bodies import markup_of
            from readlater.pages.forms.letter import open_letter

            yield markup_of(open_letter(self._data).html)
        elif self._kind == "webarchive":
            if self._webarchive is not None:
                yield self._webarchive.main.markup
                yield from (frame.markup for frame in self._webarchive.frames.values())
        elif self._data.startswith(b"PK"):
            yield from self._chapters()
        else:
            yield decode(self._data, self._original.charset).text

    def _chapters(self) -> Iterator[str]:
        left = MAX_CHAPTERS
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                for entry in archive.infolist():
                    if entry.filename.lower().endswith((".xhtml", ".html", ".htm", ".xml")) and entry.file_size <= left:
                        left -= entry.file_size
                        with archive.open(entry) as file:
                            yield decode(file.read(entry.file_size)).text
        except _ZIP_ERRORS:
            return


def _same_file(name: str) -> str:
    """A file's name, however it is written: percent-encoded, with backslashes, beginning with ``./``."""
    path = unquote(name.removeprefix(PART)).replace("\\", "/")
    return re.sub(r"\A(?:\./+)+", "", path.split("#", 1)[0])


def _from_data_uri(uri: str) -> bytes | None:
    """The bytes of a data address; None if it has none."""
    match = _DATA.match(uri)
    if not match:
        return None
    payload = uri[match.end() :]
    if not match.group(3):
        return unquote_to_bytes(payload)
    raw = re.sub(r"[^A-Za-z0-9+/]", "", unquote(payload).replace("-", "+").replace("_", "/"))
    if len(raw) % 4 == 1:
        raw = raw[:-1]
    try:
        return base64.b64decode(raw + "=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return None
