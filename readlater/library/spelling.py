"""Did you mean: the words of the vocabulary that are nearest to those that no article has.

Near is what takes few slips of the fingers: a letter left out, put in, taken for another, or two that changed places.
Words are compared with those that begin with the same letter and are about as long; the first letter is only wrong in
ways that can be looked up one by one.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from itertools import product

from readlater.language.terms import Run, runs
from readlater.library import matching

LENGTHS = (3, 8)
"""Words that are shorter have no near ones; from the second length on two slips are allowed."""

WORDS = 3
"""Proposals for each word."""

QUERIES = 5
"""Proposals for a query."""

_LONGEST = 40
_QUOTED_VALUE = re.compile(r'\w:"[^"]*"?')
_LAST = "\U0010ffff"


def spelling(connection: sqlite3.Connection, text: str) -> list[str]:
    """What may have been meant by a query that finds nothing: the whole text with other words, the likeliest first.

    Empty if all its words are known, or none is near to one that isn't. Fields and what stands in no words stay.
    """
    wrong: list[tuple[Run, list[str]]] = []
    for run in _searched(text):
        if not run.spaceless and not _is_known(connection, run.surface):
            near = nearest(connection, run.surface)
            if not near:
                return []
            wrong.append((run, near))
    if not wrong:
        return []
    # The first proposals of all words come first, then those that differ from them least.
    choices = sorted(product(*(range(len(near)) for _, near in wrong)), key=lambda places: (sum(places), places))
    return [_replaced(text, wrong, places) for places in choices[:QUERIES]]


def _searched(text: str) -> Iterator[Run]:
    """The words of a query that are searched for, not the names and values of its fields."""
    text = _QUOTED_VALUE.sub(lambda found: found[0].replace(" ", ":"), text)  # a value is one piece
    for run in runs(text):
        start = run.start
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        if ":" not in text[start : run.end + 1] and text[start] != "#" and run.surface not in ("or", "and", "not"):
            yield run


def _is_known(connection: sqlite3.Connection, surface: str) -> bool:
    return any(matching.frequency(connection, term) for term in matching.terms(connection, surface, guess=True))


def _replaced(text: str, wrong: list[tuple[Run, list[str]]], places: tuple[int, ...]) -> str:
    parts, end = [], 0
    for (run, near), place in zip(wrong, places, strict=True):
        parts += [text[end : run.start], near[place]]
        end = run.end
    return "".join([*parts, text[end:]])


def nearest(connection: sqlite3.Connection, surface: str, limit: int = WORDS) -> list[str]:
    """The words of the vocabulary nearest to a folded one, of those as near the most frequent first."""
    shortest, long = LENGTHS
    if not shortest <= len(surface) <= _LONGEST:
        return []
    most = 1 if len(surface) < long else 2
    rows = connection.execute(
        "SELECT surface, sum(df) FROM vocab WHERE surface >= ? AND surface < ? AND length(surface) BETWEEN ? AND ?"
        " GROUP BY surface",
        (surface[0], surface[0] + _LAST, len(surface) - most, len(surface) + most),
    ).fetchall()
    letters = set(surface)
    found: list[tuple[int, int, int, str]] = []
    for word, count in [*rows, *_with_another_first(connection, surface)]:
        # Every slip changes two letters at most.
        if len(letters.symmetric_difference(word)) <= 2 * most and (slips := distance(surface, word, most)) <= most:
            # A first letter is seldom wrong, and one that is doubled or not often is.
            found.append((2 * slips + (word[0] != surface[0]) - (letters == set(word)), slips, -count, word))
    return [word for *_, word in sorted(found)[:limit]]


def _with_another_first(connection: sqlite3.Connection, surface: str) -> list[tuple[str, int]]:
    """Known words that differ in the first letter only: it is missing, too many, another, or in the second place."""
    alphabet = [
        first
        for (first,) in connection.execute(
            "WITH RECURSIVE letter(c) AS (SELECT min(substr(surface, 1, 1)) FROM vocab UNION ALL"
            " SELECT (SELECT substr(surface, 1, 1) FROM vocab WHERE surface >= c || ? ORDER BY surface LIMIT 1)"
            " FROM letter WHERE c IS NOT NULL) SELECT c FROM letter WHERE c IS NOT NULL LIMIT 400",
            (_LAST,),
        )
    ]
    others = {surface[1:], surface[1] + surface[0] + surface[2:]}
    for first in alphabet:
        others |= {first + surface, first + surface[1:]}
    found = []
    for other in others - {surface}:
        count = connection.execute("SELECT sum(df) FROM vocab WHERE surface = ?", (other,)).fetchone()[0]
        if count and other[0] != surface[0]:
            found.append((other, count))
    return found


def distance(first: str, second: str, most: int, *, beginning: bool = False) -> int:
    """How many slips make ``second`` out of ``first``; a number above ``most`` if it takes more than that.

    With ``beginning`` the beginning of ``second`` counts that takes fewest.
    """
    if beginning:
        second = second[: len(first) + most]
    if (len(first) - len(second) if beginning else abs(len(first) - len(second))) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row) if beginning else row[-1]
