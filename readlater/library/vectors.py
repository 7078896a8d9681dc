"""Articles as vectors of stems: how stems weigh, and how vectors and lists of numbers are packed into blobs."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

_LOG_TF = [0.0] + [1.0 + math.log(count) for count in range(1, 64)]


def log_tf(count: int) -> float:
    """The weight of a stem that occurs ``count`` times: ``1 + ln(count)``."""
    return _LOG_TF[count] if count < 64 else 1.0 + math.log(count)


def idf(df: int, articles: int) -> float:
    """Inverse document frequency, smooth: more than 0 also where every article has the term, as in small libraries."""
    return math.log((1.0 + articles) / (1.0 + df)) + 1.0


def uint32s(blob: bytes) -> array[int]:
    """The little-endian unsigned 32-bit integers of ``blob``."""
    values = array("I")
    values.frombytes(blob)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def uint32_bytes(values: Iterable[int]) -> bytes:
    """The integers as little-endian unsigned 32-bit ones."""
    packed = array("I", values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def pack_vector(groups: Mapping[int, Sequence[int]]) -> bytes:
    """Packs count → ids of terms that occur so often: number of groups, ``count << 16 | size`` for each, the ids."""
    values = [len(groups)]
    values += [min(count, 0xFFFF) << 16 | len(terms) for count, terms in groups.items()]
    for terms in groups.values():
        values += terms
    return uint32_bytes(values)


def unpack_vector(packed: bytes | array[int]) -> Iterator[tuple[int, array[int]]]:
    """The inverse of `pack_vector`: (count, ids of the terms that occur so often). Takes a blob or its `uint32s`."""
    values = uint32s(packed) if isinstance(packed, bytes) else packed
    position = values[0] + 1
    for head in values[1:position]:
        size = head & 0xFFFF
        yield head >> 16, values[position : position + size]
        position += size


def vector_terms(values: array[int]) -> array[int]:
    """The ids of all terms of a packed vector, given as `uint32s`."""
    return values[values[0] + 1 :]
