"""A single page packed with gzip: ``page.html.gz``, or what a server sent and a program saved as it came."""

from __future__ import annotations

import zlib

from readlater.errors import PageError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of an unpacked page."""

_MAX_RATIO = 200
_RATIO_FROM = 8 * 1024 * 1024

_MAGIC = b"\x1f\x8b"


def unpacked(data: bytes, what: str) -> bytes:
    """``data``, unpacked once if it is a gzip file.

    Raises:
        PageError: the file is damaged, or grows beyond all measure.
    """
    if not data.startswith(_MAGIC):
        return data
    limit = min(MAX_UNPACKED, max(_RATIO_FROM, _MAX_RATIO * len(data)))
    out: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(_MAGIC):  # several members, one after the other, are one file
        unpacker = zlib.decompressobj(31)
        try:
            piece = unpacker.decompress(rest, limit - size + 1)
        except zlib.error as error:
            raise PageError(f"{what} is a damaged gzip file; save or copy it again.") from error
        out.append(piece)
        size += len(piece)
        if size > limit:
            raise PageError(f"{what} is a gzip file of more than {limit // 2**20} MB; it is not read.")
        if not unpacker.eof:
            raise PageError(f"{what} is a gzip file that was cut off; save or copy it again.")
        rest = unpacker.unused_data.lstrip(b"\x00")
    return b"".join(out)
