"""The records of a web archive, one after the other, whether it is packed or not, damaged or not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from readlater.pages.containers.member import TooLargeError

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_CHUNK = 64 * 1024
_MEMBER = b"\x1f\x8b\x08"
"""How a piece begins that was packed by itself."""

_UNPACKED_RATIO = 60
"""How many times its packed size an archive may grow, once it is larger than `_UNPACKED_FROM`."""

_UNPACKED_FROM = 512 * 1024 * 1024
_BEGINS = re.compile(rb"WARC/\d|[a-z][a-z0-9+.-]*:\S* \S+ \d{8,14} \S+ (?:\S+ ){0,5}\d+\s*$", re.IGNORECASE)
"""The first line of a record: of WARC, or the only head line of one of ARC."""

Opener = Callable[[], BinaryIO]
"""Opens an archive from its start; it is read twice."""


def records_of(opener: Opener, size: int) -> Iterator[tuple[int, ArcWarcRecord]]:
    """The records of an archive, numbered; packed or not is found out here."""
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """Finds the next record behind one of a wrong length, without writing about it to the terminal."""

        def _consume_blanklines(self) -> tuple[bytes | None, int]:
            skipped = 0
            while line := self.reader.readline(_CHUNK):
                if _BEGINS.match(line):
                    return line, skipped
                skipped += len(line)
            return None, skipped

    raw = opener()
    head = raw.read(2)
    raw.seek(0)
    unpacked = _Unpacked(raw, size) if head == b"\x1f\x8b" else None
    yield from enumerate(Quiet(unpacked or raw, arc2warc=True))
    if unpacked is not None and unpacked.broken:
        raise EOFError


class _Unpacked:
    """The unpacked bytes of a gzip file, also of one that is damaged or cut off: then `broken` is set.

    Behind damage it goes on with the next piece that was packed by itself, as each record should be.
    """

    def __init__(self, raw: BinaryIO, packed: int) -> None:
        self.raw = raw
        self.left = max(_UNPACKED_FROM, _UNPACKED_RATIO * packed)
        self.offset = 0
        self.broken = False
        self._waiting = b""
        self._unpacker = zlib.decompressobj(31)
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        limit = size if size > 0 else _CHUNK
        while True:
            packed = self._waiting or self.raw.read(_CHUNK)
            if not packed:
                self.broken = self.broken or self._begun
                return b""
            data = self._next(packed, limit)
            if data:
                self.offset += len(data)
                self.left -= len(data)
                if self.left < 0:
                    raise TooLargeError("grows beyond all measure")
                return data

    def _next(self, packed: bytes, limit: int) -> bytes:
        """What the next bytes unpack to."""
        if not self._begun:
            packed = packed.lstrip(b"\0")
        try:
            data = self._unpacker.decompress(packed, limit)
        except zlib.error:
            self.broken = True
            found = packed.find(_MEMBER, 1)
            self._waiting = packed[found:] if found >= 0 else b""
            self._restart()
            return b""
        self._begun = True
        self._waiting = self._unpacker.unconsumed_tail
        if self._unpacker.eof:
            self._waiting = self._unpacker.unused_data
            self._restart()
        return data

    def _restart(self) -> None:
        self._unpacker = zlib.decompressobj(31)
        self._begun = False

    def tell(self) -> int:
        """How many bytes were given."""
        return self.offset
