"""Unpacking what a server sent packed, a piece at a time: a bomb is stopped before it is memory.

A few hundred bytes can unpack to gigabytes. What unpacks a whole piece of input at once, as HTTP libraries do, notices
too late; here every step gives out at most `PIECE` bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from readlater.errors import FetchError

PIECE = 2**16
ACCEPTED = "gzip, deflate, br, zstd"
"""The ``Accept-Encoding`` header: what `unpacked` can do."""

MOST_LAYERS = 3
"""Packed more often than this is an attack, not a page."""

_ZSTD_WINDOW = 2**23
"""The largest window that RFC 8878 wants supported: 8 MB."""

_ZSTD_STEP = 64

Pieces = Iterator[bytes]


def unpacked(pieces: Iterable[bytes], encoding: str) -> Pieces:
    """What the pieces of a body are when every coding of a ``Content-Encoding`` header is taken off.

    Raises:
        FetchError: a coding is unknown, or the body is damaged or ends too soon.
    """
    codings = [name.strip().lower() for name in encoding.split(",")]
    codings = [name for name in codings if name and name != "identity"]
    unknown = [name for name in codings if name not in _UNPACKERS]
    if unknown or len(codings) > MOST_LAYERS:
        raise FetchError(f"the server packed the page in a way that is not understood ({encoding[:40]})")
    body: Pieces = iter(pieces)
    for name in reversed(codings):
        body = _guarded(_UNPACKERS[name](body))
    return body


def _guarded(body: Pieces) -> Pieces:
    """The pieces, with the unpackers' errors in words. Errors of the network pass: they come from further below."""
    try:
        yield from body
    except FetchError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("zlib", "brotli", "zstd", "zstandard"):
            raise
        raise FetchError("what the server sent is damaged: it can't be unpacked") from error


def _gzip(body: Pieces) -> Pieces:
    """One or more gzip members. A body that is not packed at all, whatever its header says, stays as it is."""
    first = next(body, b"")
    if first and not b"\x1f\x8b".startswith(first[:2]):
        yield first
        yield from body
        return
    unpacker = zlib.decompressobj(31)
    for piece in _after(first, body):
        data = piece
        while data:
            yield unpacker.decompress(data, PIECE)
            if not unpacker.eof:
                data = unpacker.unconsumed_tail
                continue
            data = unpacker.unused_data
            if data and not b"\x1f\x8b".startswith(data[:2]):  # what some servers write after the end
                return
            if data:
                unpacker = zlib.decompressobj(31)
        yield from _rest(unpacker)
    if first and not unpacker.eof:
        raise _cut_off()


def _deflate(body: Pieces) -> Pieces:
    """Deflate with the head of zlib, as it should be, or without, as some servers have it."""
    first = next(body, b"")
    is_zlib = len(first) > 1 and first[0] & 15 == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    unpacker = zlib.decompressobj(15 if is_zlib else -15)
    for piece in _after(first, body):
        data = piece
        while data and not unpacker.eof:
            yield unpacker.decompress(data, PIECE)
            data = unpacker.unconsumed_tail
        yield from _rest(unpacker)
    if first and not unpacker.eof:
        raise _cut_off()


def _rest(unpacker: Any) -> Pieces:
    """What zlib holds back although it has taken all of its input."""
    while not unpacker.eof and (more := unpacker.decompress(b"", PIECE)):
        yield more


def _brotli(body: Pieces) -> Pieces:
    import brotli  # type: ignore[import-untyped]

    unpacker = brotli.Decompressor()
    began = False
    for piece in body:
        began = True
        yield unpacker.process(piece, output_buffer_limit=PIECE)
        while not unpacker.can_accept_more_data():
            yield unpacker.process(b"", output_buffer_limit=PIECE)
    while began and not unpacker.is_finished():
        more = unpacker.process(b"", output_buffer_limit=PIECE)
        if not more and not unpacker.is_finished():
            raise _cut_off()
        yield more


def _zstd(body: Pieces) -> Pieces:
    """One or more frames. A block unpacks to 128 kB at most and takes four bytes at least: hence the small steps."""
    import zstandard

    frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    unpacker = frames.decompressobj()
    fresh = True
    for piece in body:
        for start in range(0, len(piece), _ZSTD_STEP):
            data = piece[start : start + _ZSTD_STEP]
            while data:
                if unpacker.eof:
                    unpacker, fresh = frames.decompressobj(), True
                yield unpacker.decompress(data)
                data, fresh = unpacker.unused_data, False
    if not fresh and not unpacker.eof:
        raise _cut_off()


def _after(first: bytes, body: Pieces) -> Pieces:
    yield first
    yield from body


def _cut_off() -> FetchError:
    return FetchError("the page broke off before its end", passing=True)


_UNPACKERS: dict[str, Callable[[Pieces], Pieces]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
