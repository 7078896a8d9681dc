"""What a container gives, and how much of it is read at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from readlater.model import Part

MAX_MEMBER = 50 * 1024 * 1024
"""Bytes of a page within a container, unpacked."""

MAX_TOTAL = 2 * 1024 * 1024 * 1024
"""Bytes that are unpacked of one container, all in all."""

MAX_MEMBERS = 200_000
"""Entries of one container."""

MAX_RATIO = 200
"""How many times its packed size an entry may grow, once it is larger than `RATIO_FROM`."""

RATIO_FROM = 1024 * 1024

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One page of a container.

    Attributes:
        name: what it is called there: a path or an address; unique within the container and the same every time.
        data: its bytes; empty if there is a problem.
        url: where it was saved from, if the container says so.
        saved: when, if the container says so.
        charset: the character set that came with it (a server's header), or empty.
        mime: its media type, if the container says so.
        parts: pictures of the page that lie in the container too.
        problem: why it can't be read, or empty.
    """

    name: str
    data: bytes
    url: str = ""
    saved: datetime | None = None
    charset: str = ""
    mime: str = ""
    parts: tuple[Part, ...] = ()
    problem: str = ""

    def within(self, name: str) -> Member:
        """The same page as one of an archive of this name."""
        return replace(self, name=f"{name}/{self.name}")


class TooLargeError(Exception):
    """Something in a container is larger than it may be; the message says what."""


class SpentError(TooLargeError):
    """So much of the container was unpacked that the rest is left alone."""


class Budget:
    """How much of a container may still be unpacked; shared with the containers in it."""

    def __init__(self, total: int = MAX_TOTAL) -> None:
        self.left = total

    def spend(self, size: int) -> None:
        """Takes ``size`` bytes off.

        Raises:
            SpentError: there are not so many left.
        """
        self.left -= size
        if self.left < 0:
            raise SpentError(f"more than {MAX_TOTAL // 2**30} GB in the archive; divide it")

    def read(self, read: Callable[[int], bytes], packed: int | None = None, limit: int = MAX_MEMBER) -> bytes:
        """All that ``read`` gives, counted while it is read: what a header says of a size is not believed.

        Args:
            read: gives at most so many bytes, none at the end.
            packed: how many bytes it has in the container, if it is compressed there.
            limit: the most bytes that it may give.

        Raises:
            TooLargeError: it is larger than ``limit``, or grows more than `MAX_RATIO` times.
            SpentError: the whole container is too large.
        """
        pieces: list[bytes] = []
        size = 0
        while piece := read(_CHUNK):
            size += len(piece)
            self.spend(len(piece))
            if size > limit:
                raise TooLargeError(f"larger than {limit // 2**20} MB")
            if packed is not None and size > RATIO_FROM and size > MAX_RATIO * max(packed, 1):
                raise TooLargeError(f"grows more than {MAX_RATIO} times when it is unpacked")
            pieces.append(piece)
        return b"".join(pieces)
