"""In how many articles every stem occurs, kept in memory between calls: a byte each."""

from __future__ import annotations

import re
import sqlite3
import sys
from bisect import bisect
from dataclasses import dataclass

from readlater.library import postings
from readlater.library.vectors import idf, vector_terms

SINGLE = 10.0
"""The size of a library from which on stems of a single article count less in the length of a vector."""

_EXACT, _STEP = 100, 1.06
GRADES = (*range(_EXACT + 1), *(round(_EXACT * _STEP**step) for step in range(1, 256 - _EXACT)))
"""Grade → document frequency, for 256 grades: up to 100 each frequency has its own, above that they are 6 % apart (as
far as 838,000), by which no idf differs by more than 0.03: a score by less than 0.001."""

_GRADE_OF_BYTE = bytes(min(bisect(GRADES, df) - 1, 255) for df in range(256))
_NOT_ZERO = re.compile(rb"[^\0]")
_DRIFT = 1.1
"""By what factor a library may have grown or shrunk, within a transaction, before they are read anew."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The document frequencies, by term id, as of one state of one index."""

    version: tuple[str, int, int]
    articles: int
    grades: bytearray
    """The grade of each term's frequency: 0 for none, 1 for a single article."""
    squares: tuple[float, ...]
    """Grade → squared idf. Less and less of it for the stems of a single article: in a large library they only blur the
    comparison (nDCG@5 +1 point without them). In a library of a few articles nearly all stems are of this kind, and
    without them any two articles would seem to be the same."""
    waiting: tuple[tuple[int, frozenset[int]], ...]
    """The articles that are not posted yet: slot and terms."""


_kept: Frequencies | None = None
_uncommitted: Frequencies | None = None
"""Read within a transaction, for use within this or others: what is left of one that failed does no harm there."""
_latest: tuple[tuple[object, ...], Frequencies] | None = None
"""What was last made of it, and from which state of the index."""


def read(connection: sqlite3.Connection) -> Frequencies | None:
    """The frequencies as they are now; None if the index is of another layout, so that nothing can be compared.

    Threads may share what this returns: it is replaced, never changed. Within a transaction those of shortly before
    will do, as they change little with each article.
    """
    global _kept
    counters = postings.state(connection)
    if counters.get("layout") != postings.LAYOUT:
        return None
    path = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    version = (path, counters["identity"], counters["generation"])
    kept = _kept
    if kept is not None and kept.version == version:
        return kept
    if connection.in_transaction:
        return _within(connection, counters, version)
    kept = _kept = _read(connection, counters, version)
    return kept


def grade_of(df: int) -> int:
    """The grade of a document frequency."""
    return bisect(GRADES, df) - 1


def squares(articles: int) -> tuple[float, ...]:
    """`Frequencies.squares` of a library of so many articles."""
    single = min(1.0, SINGLE / max(1, articles)) * idf(1, articles) ** 2
    return (single, single, *(idf(df, articles) ** 2 for df in GRADES[2:]))


def _read(connection: sqlite3.Connection, counters: dict[str, int], version: tuple[str, int, int]) -> Frequencies:
    grades = _grades(postings.all_frequencies(connection).tobytes())
    grades += bytes(max(0, counters["terms"] + 1 - len(grades)))
    waiting = _waiting(connection, counters)
    for _, terms in waiting:
        for term in terms:
            if term < len(grades) and grades[term] < _EXACT:
                grades[term] += 1
    return Frequencies(version, counters["articles"], grades, squares(counters["articles"]), waiting)


def _grades(packed: bytes) -> bytearray:
    """The grades of packed uint32s: byte by byte at once, and one by one only for those that need more than a byte."""
    low, *higher = (packed[place::4] for place in (range(4) if sys.byteorder == "little" else (3, 2, 1, 0)))
    grades = bytearray(low.translate(_GRADE_OF_BYTE))
    for plane in higher:
        for found in _NOT_ZERO.finditer(plane):
            term = found.start()
            df = low[term] | sum(part[term] << 8 * (at + 1) for at, part in enumerate(higher))
            grades[term] = grade_of(df)
    return grades


def _within(connection: sqlite3.Connection, counters: dict[str, int], version: tuple[str, int, int]) -> Frequencies:
    global _uncommitted, _latest
    now = (version, counters["terms"], counters["slots"], counters["posted"])
    if _latest is not None and _latest[0] == now:
        return _latest[1]
    articles = counters["articles"]
    for kept in (_uncommitted, _kept):
        if (
            kept is not None
            and kept.version[:2] == version[:2]
            and articles / _DRIFT < kept.articles < articles * _DRIFT
        ):
            break
    else:
        _uncommitted = kept = _read(connection, counters, version)
        return kept
    # Stems that are new since then are hardly ever of several articles.
    grades = kept.grades + bytes(max(0, counters["terms"] + 1 - len(kept.grades)))
    made = Frequencies(version, articles, grades, kept.squares, _waiting(connection, counters))
    _latest = (now, made)
    return made


def _waiting(connection: sqlite3.Connection, counters: dict[str, int]) -> tuple[tuple[int, frozenset[int]], ...]:
    found = postings.waiting(connection, counters["posted"])
    return tuple((slot, frozenset(vector_terms(blob))) for slot, blob in found)
