"""A saved page that is a zip file as well: it unpacks itself in a browser, and the page is one of the packed files."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

MAX_PAGE = 64 * 1024 * 1024
"""Bytes of the packed page."""

_END = b"PK\x05\x06"
_TAIL = 66 * 1024
"""The end of a zip file's directory stands within so many bytes of the end (the comment behind it can be 64 kB), but
markup may follow, too."""

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|tiff?|heic|jxl)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Packed:
    """The page in such a file, and the names of the pictures that are packed with it."""

    data: bytes
    pictures: tuple[str, ...]


def packed_page(data: bytes) -> Packed | None:
    """The page that is packed in a file that begins as HTML; None for all other files."""
    if data.startswith(b"PK") or data.rfind(_END, max(0, len(data) - 4 * _TAIL)) < 0:
        return None
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            entry = next(
                (archive.getinfo(name) for name in ("index.html", "index.htm", "index.xhtml") if name in names), None
            )
            if entry is None or entry.file_size > MAX_PAGE or entry.flag_bits & 1:
                return None
            with archive.open(entry) as file:
                page = file.read(MAX_PAGE + 1)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return None
    if len(page) > MAX_PAGE or not page.strip():
        return None
    return Packed(page, tuple(name for name in names[:10_000] if _PICTURE.search(name)))
