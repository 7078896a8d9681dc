"""The body of a server's answer as it was before it was packed for sending.

Archives also hold bodies that were unpacked when they were written, while their headers still say otherwise: what can't
be unpacked from its first bytes on is taken as it is.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

Read = Callable[[int], bytes]
"""Gives at most so many bytes, none at the end."""

_CHUNK = 16 * 1024
_PIECE = 1024 * 1024
"""Bytes that are unpacked at a time."""


def body_of(record: ArcWarcRecord) -> Read:
    """What gives the body of a record, without chunks and unpacked."""
    if record.http_headers is None:
        return _reader(record.raw_stream.read)
    stream = record.raw_stream
    if "chunked" in header(record, "transfer-encoding").lower():
        from warcio.bufferedreaders import ChunkedDataReader

        stream = ChunkedDataReader(stream)
    encoding = header(record, "content-encoding").lower().strip()
    unpack = _UNPACKERS.get(encoding)
    return _reader(stream.read) if unpack is None else _Pieces(_unpacked(_reader(stream.read), unpack)).read


def header(record: ArcWarcRecord, name: str) -> str:
    """A header of a server's answer, or an empty string."""
    return str((record.http_headers.get_header(name) if record.http_headers is not None else None) or "")


def _reader(read: Read) -> Read:
    return lambda size: bytes(read(size) or b"")


class _Pieces:
    """Bytes that come in pieces of any size."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""

    def read(self, size: int) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        data, self._left = self._left[:size], self._left[size:]
        return data


def _unpacked(read: Read, unpack: Callable[[Read], Iterator[bytes]]) -> Iterator[bytes]:
    """The pieces that ``unpack`` makes; if it makes none of the beginning, that and the rest as they are."""
    taken = io.BytesIO()

    def remembering(size: int) -> bytes:
        data = read(size)
        if taken.tell() < _PIECE:
            taken.write(data)
        return data

    pieces = unpack(remembering)
    begun = False
    try:
        for piece in pieces:
            begun = begun or bool(piece)
            yield piece
    except Exception:  # each kind of packing has errors of its own
        if begun or taken.getvalue().startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
            raise  # it is packed, and damaged
        yield taken.getvalue()
        while piece := read(_PIECE):
            yield piece


def _gzip(read: Read) -> Iterator[bytes]:
    return _zlib(read, 31)


def _deflate(read: Read) -> Iterator[bytes]:
    """Deflate with its head, as the standard says, or without it, as some servers do."""
    head = read(_CHUNK)
    bare = len(head) < 2 or head[0] & 15 != 8 or int.from_bytes(head[:2], "big") % 31
    waiting = [head]
    return _zlib(lambda size: waiting.pop() if waiting else read(size), -15 if bare else 15)


def _zlib(read: Read, bits: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(bits)
    while not unpacker.eof and (packed := unpacker.unconsumed_tail or read(_CHUNK)):
        yield unpacker.decompress(packed, _PIECE)


def _brotli(read: Read) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]

    unpacker = brotli.Decompressor()
    limited = hasattr(unpacker, "can_accept_more_data")
    while packed := read(_CHUNK):
        if not limited:
            yield unpacker.process(packed)
            continue
        yield unpacker.process(packed, output_buffer_limit=_PIECE)
        while not unpacker.can_accept_more_data():
            yield unpacker.process(b"", output_buffer_limit=_PIECE)
    if not unpacker.is_finished():
        raise ValueError("cut off")


def _zstd(read: Read) -> Iterator[bytes]:
    import zstandard

    class Source:
        def read(self, size: int) -> bytes:
            return read(size)

    source: Any = Source()
    stream = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(source)
    while piece := stream.read(_PIECE):
        yield piece


_UNPACKERS: dict[str, Callable[[Read], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
