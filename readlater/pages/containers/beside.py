"""What lies beside a page in an archive: its pictures, and the files that are no pages."""

from __future__ import annotations

import mimetypes
import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from readlater.errors import PageError
from readlater.language.safe import safe_line
from readlater.model import Part
from readlater.pages.clues.wordset import word_set

if TYPE_CHECKING:
    from readlater.pages.containers.zips import Archive

MAX_PART = 10 * 1024 * 1024
"""Bytes of one picture."""

MAX_PARTS_BYTES = 40 * 1024 * 1024
"""Bytes of all pictures of a page."""

MAX_PARTS = 200

_PAGE_NAMES = (".html", ".htm", ".xhtml", ".xht")

_RESOURCES = word_set(
    "css js mjs map json5 woff woff2 ttf otf eot png jpg jpeg jpe gif webp avif svg svgz ico bmp tif tiff heic jxl "
    "mp3 mp4 m4a m4v webm ogg ogv oga opus wav flac avi mov mkv mpg mpeg ts m3u8 swf wasm lnk url webloc ini db torrent"
)
"""File name endings of what pages are made of and of what is no page at all."""

_REFERENCE = re.compile(
    rb"""\b(?:src|data-src|data-original|srcset|data-srcset|poster)\s{0,9}=\s{0,9}(?:"([^"<>]{1,8000})"|'([^'<>]{1,8000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
_MARKDOWN_PICTURE = re.compile(rb"!\[[^\[\]\n]{0,500}\]\(\s{0,3}<?([^)>\s]{1,1000})|!\[\[([^\]|\n]{1,500})")


def has_pictures(path: str) -> bool:
    """Whether a file is called like one that refers to pictures beside it: an HTML page, or Markdown."""
    return path.lower().endswith((*_PAGE_NAMES, ".md", ".markdown"))


def is_page_name(path: str) -> bool:
    """Whether a file is called like an HTML page."""
    return path.lower().endswith(_PAGE_NAMES)


def is_resource(path: str) -> bool:
    """Whether a file is hidden, or of a kind that pages are made of (styles, scripts, pictures, fonts)."""
    pieces = path.split("/")
    if any((piece.startswith(".") and piece not in (".", "..")) or piece == "__MACOSX" for piece in pieces):
        return True
    return pieces[-1].rpartition(".")[2].lower() in _RESOURCES and "." in pieces[-1]


def is_companion_of(path: str, pages: set[str]) -> bool:
    """Whether a file lies in a folder that a browser saved beside a page; ``pages`` are paths without their ending."""
    from readlater.pages.forms.kept import COMPANION

    folder = posixpath.dirname(path)
    while folder:
        match = COMPANION.search(folder)
        if match and folder[: match.start()] in pages:
            return True
        parent = posixpath.dirname(folder)
        if parent == folder:
            break
        folder = parent
    return False


class Beside:
    """The pictures of an archive, to be found by what a page calls them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def parts(self, path: str, markup: bytes) -> tuple[Part, ...]:
        """The pictures of the archive that a page refers to, within the limits; those that can't be read left out."""
        folder = posixpath.dirname(path)
        found: dict[str, Part] = {}
        room = MAX_PARTS_BYTES
        for written in references(markup):
            name = f"part:{written}"
            target = self._target(folder, written)
            if name in found or target is None:
                continue
            try:
                data = self.archive.read(target, min(MAX_PART, room))
            except PageError:
                continue
            room -= len(data)
            found[name] = Part(name, mime_of(target), data)
            if len(found) >= MAX_PARTS or room <= 0:
                break
        return tuple(found.values())

    def _target(self, folder: str, written: str) -> str | None:
        """The entry of a picture by its relative address."""
        plain = written.split("#", 1)[0]
        for address in (plain, unquote(plain), unquote(plain.split("?", 1)[0])):
            target = posixpath.normpath(posixpath.join(folder, address.replace("\\", "/")))
            if target in self.archive.entries and (mime_of(target).startswith("image/") or _is_frame(target)):
                return target
        return None


def _is_frame(path: str) -> bool:
    """Whether a page is part of another one: it lies in a companion folder."""
    from readlater.pages.forms.kept import COMPANION

    return is_page_name(path) and bool(COMPANION.search(posixpath.dirname(path)))


def references(markup: bytes) -> list[str]:
    """The relative addresses of pictures as a page has them, in its order."""
    found: dict[str, None] = {}
    for match in _MARKDOWN_PICTURE.finditer(markup):
        written = unquote((match.group(1) or match.group(2)).decode("utf-8", "replace"))
        if not _ABSOLUTE.match(written) and safe_line(written) == written:
            found.setdefault(written)
    for match in _REFERENCE.finditer(markup):
        value = unescape((match.group(1) or match.group(2) or match.group(3)).decode("utf-8", "replace")).strip()
        several = "srcset" in match.group(0)[:14].decode("ascii", "replace").lower()
        pieces = [piece.split()[0] for piece in value.split(",") if piece.strip()] if several else [value]
        for piece in pieces:
            if piece and not _ABSOLUTE.match(piece) and safe_line(piece) == piece:
                found.setdefault(piece)
    return list(found)


def mime_of(path: str) -> str:
    """The media type of a file by its name."""
    if path.lower().endswith((".webp", ".avif", ".heic")):  # not known everywhere
        return f"image/{path.lower().rpartition('.')[2]}"
    return mimetypes.guess_type(path, strict=False)[0] or "application/octet-stream"
