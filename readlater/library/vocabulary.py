"""The vocabulary: words as they are typed, the stems under which they are indexed, and about how often they occur."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from readlater.language.scripts import SPACELESS_RUN
from readlater.model import Analysis

EXACT = 64
"""Up to so many articles are counted one by one."""

STEPS = (8, 64)
"""Of the articles with a word that is in `EXACT` or more (in 16 times as many or more), one in eight (in 64) is
counted, eight (64) times. Nearly all words of an article are such words, each in a row on another page; the count only
says which completion comes first and how to search, for which a tenth more or less is no matter."""


def add(connection: sqlite3.Connection, analyses: Sequence[Analysis], seed: int) -> None:
    """Counts the words of articles; ``seed`` is another number for other articles."""
    words: Counter[tuple[str, str]] = Counter()
    for analysis in analyses:
        words.update(typed(analysis))
    count(connection, words, seed)


def count(connection: sqlite3.Connection, words: Mapping[tuple[str, str], int], seed: int) -> None:
    """Adds to the number of articles with words, each with its stem."""
    connection.executemany(
        "INSERT INTO vocab (surface, stem, df) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
        f" SET df = df + CASE WHEN df < {EXACT} THEN ?3 WHEN df < {16 * EXACT} THEN ?4 ELSE ?5 END"
        f" WHERE CASE WHEN df < {EXACT} THEN 1 WHEN df < {16 * EXACT} THEN ?4 ELSE ?5 END",
        [(*pair, count, *_sampled(pair[0], count, seed)) for pair, count in sorted(words.items())],
    )


def remove(connection: sqlite3.Connection, analysis: Analysis, seed: int) -> None:
    """Counts the words of an article no longer. A word that is not counted exactly stays, whatever becomes of it."""
    discount(connection, typed(analysis), seed)


def discount(connection: sqlite3.Connection, words: Iterable[tuple[str, str]], seed: int) -> None:
    """Takes one from the number of articles with these words, each with its stem."""
    pairs = sorted(words)
    connection.executemany(
        "UPDATE vocab SET df = CASE"
        f" WHEN df < {EXACT} THEN df - 1 ELSE max({EXACT}, df - iif(df < {16 * EXACT}, ?3, ?4)) END"
        f" WHERE surface = ?1 AND stem = ?2"
        f" AND CASE WHEN df < {EXACT} THEN 1 WHEN df < {16 * EXACT} THEN ?3 ELSE ?4 END",
        [(*pair, *_sampled(pair[0], 1, seed)) for pair in pairs],
    )
    connection.executemany("DELETE FROM vocab WHERE surface = ? AND stem = ? AND df < 1", pairs)


def _sampled(surface: str, count: int, seed: int) -> tuple[int, int]:
    """What is added for ``count`` articles in each of the `STEPS`; on average it is ``count``."""
    chance = crc32(surface.encode()) + seed * 2654435761 & 0xFFFFFFFF
    small, large = STEPS
    return (count + (chance >> 8) % small) // small * small, (count + (chance >> 16) % large) // large * large


def typed(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The pairs for the vocabulary: all but bigrams, which are never completed and are their own stems."""
    for pair in analysis.surfaces:
        if pair[0] != pair[1] or pair[0].isascii() or not SPACELESS_RUN.match(pair[0]):
            yield pair
