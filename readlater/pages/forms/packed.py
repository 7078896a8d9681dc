"""What a zip file is: an archive of pages, a book, an office document or a program. All of them are zip files."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

EPUB = "epub"
WACZ = "wacz"
OFFICE = "office documents"
PROGRAM = "programs"

_LOCAL = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_OFFICE_TYPES = re.compile(rb"application/(?:vnd\.oasis|vnd\.sun\.xml|x-vnd\.oasis|vnd\.openxmlformats)")
_PROGRAM_NAMES = re.compile(r"META-INF/MANIFEST\.MF|AndroidManifest\.xml|classes\.dex|Payload/[^/]+\.app/.*")


def zip_kind(data: bytes) -> str:
    """What a zip file is, by the names of its entries: one of the constants here, or empty for an ordinary archive.

    ``data`` may be its beginning only.
    """
    mimetype = _mimetype(data)
    if mimetype.startswith(b"application/epub+zip"):
        return EPUB
    if _OFFICE_TYPES.match(mimetype):
        return OFFICE
    return kind_of_names(_names(data))


def kind_of_names(names: Iterable[str]) -> str:
    """What a zip file with entries of these names is."""
    every = set(names)
    if "META-INF/container.xml" in every:
        return EPUB
    if "[Content_Types].xml" in every or ("content.xml" in every and "META-INF/manifest.xml" in every):
        return OFFICE
    if any(_PROGRAM_NAMES.fullmatch(name) for name in every):
        return PROGRAM
    if any(re.fullmatch(r"archive/[^/]+\.warc(?:\.gz)?", name) for name in every) and (
        "datapackage.json" in every or any(name.startswith(("pages/", "indexes/")) for name in every)
    ):
        return WACZ
    return ""


def _mimetype(data: bytes) -> bytes:
    """The beginning of the first entry, if that is called ``mimetype`` and stored as it is; else nothing."""
    if len(data) < 38 or data[26:28] != b"\x08\x00" or data[30:38] != b"mimetype" or data[8:10] != b"\x00\x00":
        return b""
    start = 38 + int.from_bytes(data[28:30], "little")
    return data[start : start + 100]


def _names(data: bytes) -> list[str]:
    """The names in the local headers, and in the directory at the end if the data go so far."""
    names: list[str] = []
    for mark, length_at, size in ((_LOCAL, 26, 30), (_CENTRAL, 28, 46)):
        position = data.find(mark)
        while 0 <= position <= len(data) - size:
            (length,) = struct.unpack_from("<H", data, position + length_at)
            name = data[position + size : position + size + length]
            if len(name) == length and 0 < length <= 1000 and b"\x00" not in name:
                names.append(name.decode("utf-8", "replace"))
            position = data.find(mark, position + size)
    return names
