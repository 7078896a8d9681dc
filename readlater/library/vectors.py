"""Articles as vectors of stems: how stems weigh, and how vectors and lists of numbers are packed into blobs."""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_EXACT_COUNTS = 200
_STEP = 1.08

LEVELS = (*range(_EXACT_COUNTS + 1), *(round(_EXACT_COUNTS * _STEP**step) for step in range(1, 256 - _EXACT_COUNTS)))
"""Level → count, for 256 levels: up to 200 each count has its own, above that they are 8 % apart (as far as 13,750)."""

LEVEL_TF = (0.0, *(1.0 + math.log(count) for count in LEVELS[1:]))
"""Level → `log_tf` of its count."""

LEVEL_SQUARE = tuple(tf * tf for tf in LEVEL_TF)
"""Level → square of `LEVEL_TF`."""

_SMALL = 1 << 16  # ids below take two bytes, others four: most stems of an article are among the first that were seen
_HEAD = 8


class Vector(NamedTuple):
    """An article's stems: the ids of those that occur once, of those that occur more often, and the latter's levels."""

    once: list[int]
    often: list[int]
    levels: bytes

    def square(self) -> float:
        """The squared length of the vector of log tf."""
        return len(self.once) + sum(map(LEVEL_SQUARE.__getitem__, self.levels))

    def weighed(self) -> Iterable[tuple[int, float]]:
        """(id, log tf) of every stem."""
        yield from ((term, 1.0) for term in self.once)
        yield from zip(self.often, map(LEVEL_TF.__getitem__, self.levels), strict=True)


def log_tf(count: int) -> float:
    """The weight of a stem that occurs ``count`` times: ``1 + ln(count)``."""
    return 1.0 + math.log(count)


def idf(df: int, articles: int) -> float:
    """Inverse document frequency, smooth: more than 0 also where every article has the term, as in small libraries."""
    return math.log((1.0 + articles) / (1.0 + df)) + 1.0


def uint32s(blob: bytes) -> array[int]:
    """The little-endian unsigned 32-bit integers of ``blob``."""
    return _numbers("I", blob)


def uint32_bytes(values: Iterable[int]) -> bytes:
    """The integers as little-endian unsigned 32-bit ones."""
    return _bytes("I", values)


def uint16s(blob: bytes) -> array[int]:
    """The little-endian unsigned 16-bit integers of ``blob``."""
    return _numbers("H", blob)


def level_of(count: int) -> int:
    """The level whose count is next to ``count``."""
    if count <= _EXACT_COUNTS:
        return count
    above = min(bisect(LEVELS, count), len(LEVELS) - 1)
    return above if LEVELS[above] - count < count - LEVELS[above - 1] else above - 1


def pack_vector(counts: Mapping[int, int]) -> bytes:
    """Packs term id → how often it occurs, for `unpack_vector`.

    Four uint16: how many small ids occur once, how many more often, and the same of the large ones; the small ids in
    this order as uint16, the large ones as uint32; a level each for those that occur more than once.
    """
    parts: list[list[int]] = [[], [], [], []]
    for term in sorted(counts):
        parts[2 * (term >= _SMALL) + (counts[term] > 1)].append(term)
    levels = bytes(level_of(counts[term]) for term in (*parts[1], *parts[3]))
    return b"".join(
        (_bytes("H", map(len, parts)), _bytes("H", parts[0] + parts[1]), _bytes("I", parts[2] + parts[3]), levels)
    )


def unpack_vector(blob: bytes) -> Vector:
    """The inverse of `pack_vector`. Raises ValueError for what it can't have made."""
    if len(blob) < _HEAD:
        raise ValueError("too short for a vector")
    once_small, often_small, once_large, often_large = _numbers("H", blob[:_HEAD])
    middle = _HEAD + 2 * (once_small + often_small)
    end = middle + 4 * (once_large + often_large)
    levels = blob[end:]
    if len(levels) != often_small + often_large:
        raise ValueError("a vector of another length than it says")
    small, large = _numbers("H", blob[_HEAD:middle]), _numbers("I", blob[middle:end])
    return Vector([*small[:once_small], *large[:once_large]], [*small[once_small:], *large[once_large:]], levels)


def vector_terms(blob: bytes) -> list[int]:
    """The ids of all terms of a packed vector."""
    vector = unpack_vector(blob)
    return vector.once + vector.often


def _numbers(kind: str, blob: bytes) -> array[int]:
    values = array(kind)
    values.frombytes(blob)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _bytes(kind: str, values: Iterable[int]) -> bytes:
    packed = array(kind, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
