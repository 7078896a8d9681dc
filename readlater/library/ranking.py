"""The hits of a compiled query in the full-text index, the newest or the best of them first.

The row number of an article is the order of saving, so the newest hits come at once however many there are. To rank
them costs about a millisecond for a thousand, and once for each word and thousand articles that have it 40 µs.

A filter is combined with the words in the way that is cheap for both: few hits are looked up in the table one after the
other; so are the newest of many, and if most of them answer to the filter they soon fill a page; and where few articles
answer to it, these are found first and the hits compared with them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readlater.library import matching, postings
from readlater.library.filters import Condition
from readlater.library.matching import Term
from readlater.model import And, Field, Node, Or, Word

FEW_HITS = 4000
"""Up to so many hits are looked up in the table of articles one by one."""

FEW_ARTICLES = 10_000
"""Up to so many articles that answer to a filter are compared with the hits."""

NEWEST_HITS = 1000
"""So many of the newest hits are looked up first while typing: nearly always they fill a page."""

_SHOWN = "search.rowid NOT IN (SELECT id FROM article WHERE deleted IS NOT NULL)"
"""Without the table of articles, whose rows are long: the trash is small."""
_HAS_JSON = sqlite3.sqlite_version_info >= (3, 38)  # before, it could be left out when SQLite was built


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of a query that may be shown, as a part of a statement that comes after ``FROM``."""

    tables: str
    """``search`` and what restricts it; its first parameter is an FTS5 expression."""
    params: tuple[object, ...]
    """The parameters after the expression."""
    match: str
    """The expression."""

    def newest(self, connection: sqlite3.Connection, limit: int) -> list[int]:
        """The hits saved last, the newest first."""
        statement = f"SELECT search.rowid FROM {self.tables} ORDER BY search.rowid DESC LIMIT ?"
        return [number for (number,) in connection.execute(statement, (self.match, *self.params, limit)).fetchall()]

    def best(self, connection: sqlite3.Connection, among: int, telling: str, match: str = "") -> list[int]:
        """The newest ``among`` hits, the best first, of equal ones the newest.

        Args:
            connection: to the library.
            among: how many are ranked.
            telling: the expression that ranks them.
            match: a narrower expression in the place of the hits' own.
        """
        match = match or self.match
        recent = f"FROM {self.tables} ORDER BY search.rowid DESC LIMIT ?"
        params: tuple[object, ...] = (match, *self.params, among)
        if telling == self.match:
            inner = f"SELECT search.rowid AS id, search.rank AS score {recent}"
        else:
            inner = (
                "SELECT rowid AS id, rank AS score FROM search WHERE search MATCH ?"
                f" AND +rowid IN (SELECT * FROM (SELECT search.rowid {recent}))"
            )
            params = (telling, *params)
        # With the LIMIT inside, the order outside is SQLite's own sorting: half the time of FTS5's, and ties in order.
        statement = f"SELECT id FROM ({inner}) ORDER BY score, id DESC"
        return [number for (number,) in connection.execute(statement, params).fetchall()]

    def count(self, connection: sqlite3.Connection) -> int:
        """How many there are."""
        statement = f"SELECT count(*) FROM {self.tables}"
        return int(connection.execute(statement, (self.match, *self.params)).fetchone()[0])


def hits(connection: sqlite3.Connection, condition: Condition) -> Hits:
    """The hits of a condition that has words."""
    if not condition.filtered:
        return Hits(f"search WHERE search MATCH ? AND {_SHOWN}", (), condition.match)
    if condition.rarest > FEW_HITS and (few := _few(connection, condition)) is not None:
        return _among(condition, few)
    return _looked_up(condition)


def newest(connection: sqlite3.Connection, condition: Condition, wanted: int, enough: int) -> tuple[list[int], bool]:
    """Some of the newest hits, and whether these are all: ``wanted`` if there are so many, and ``enough`` at most."""
    if not condition.filtered or condition.rarest <= FEW_HITS:
        found = hits(connection, condition).newest(connection, enough)
        return found, len(found) < enough
    found = _newest_looked_up(connection, condition, NEWEST_HITS)
    likely = 3 * NEWEST_HITS * wanted // (2 * len(found)) if found else 0
    if NEWEST_HITS < likely <= FEW_HITS:
        found = _newest_looked_up(connection, condition, likely)
    if len(found) >= wanted:
        return found[:enough], False
    few = _few(connection, condition)
    if few is None:
        found = _looked_up(condition).newest(connection, enough)
        return found, len(found) < enough
    articles = postings.state(connection)["articles"]
    recent = few[: 2 * wanted * articles // max(1, condition.rarest) + wanted]  # so many should do
    found = _among(condition, recent).newest(connection, enough)
    if len(found) < wanted and len(recent) < len(few):
        recent = few
        found = _among(condition, few).newest(connection, enough)
    return found, len(recent) == len(few) and len(found) < enough


def ranked(connection: sqlite3.Connection, ids: Sequence[int], match: str) -> list[int]:
    """Those of some hits (a few hundred) that ``match`` finds, the best first, of equal ones the newest."""
    if not ids:
        return []
    # The plus keeps SQLite from asking the index for each of them by itself.
    statement = (
        "SELECT rank, -rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
        f" AND +rowid IN ({','.join('?' * len(ids))})"
    )
    found = connection.execute(statement, (match, min(ids), max(ids), *ids)).fetchall()
    return [-number for _, number in sorted(found)]


def _looked_up(condition: Condition) -> Hits:
    # CROSS JOIN: the index gives its rows in order, and `article` is asked about one after the other.
    return Hits(
        f"search CROSS JOIN article ON article.id = search.rowid WHERE search MATCH ? AND {condition.rest}",
        condition.rest_params,
        condition.match,
    )


def _newest_looked_up(connection: sqlite3.Connection, condition: Condition, among: int) -> list[int]:
    """Those of the newest hits that answer to the filter."""
    statement = (
        "SELECT hit.id FROM (SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) AS hit"
        f" CROSS JOIN article ON article.id = hit.id WHERE {condition.rest} ORDER BY hit.id DESC"
    )
    params = (condition.match, among, *condition.rest_params)
    return [number for (number,) in connection.execute(statement, params).fetchall()]


def _few(connection: sqlite3.Connection, condition: Condition) -> list[int] | None:
    """The articles that answer to the filter, the newest first; None if these are many."""
    rest = condition.rest
    if "article.id IN (" in rest:
        # Else SQLite, which has no statistics, walks through all that are not in the trash.
        rest = rest.replace("article.deleted IS NULL", "+article.deleted IS NULL", 1)
    statement = f"SELECT id FROM article WHERE {rest} LIMIT ?"
    found = connection.execute(statement, (*condition.rest_params, FEW_ARTICLES + 1)).fetchall()
    return sorted((number for (number,) in found), reverse=True) if len(found) <= FEW_ARTICLES else None


def _among(condition: Condition, ids: Sequence[int]) -> Hits:
    """The hits among some articles that answer to the filter, the newest of them first."""
    if _HAS_JSON:
        listed = "SELECT value FROM json_each(?)"
        params: tuple[object, ...] = (json.dumps(ids),)
    else:
        listed, params = f"SELECT id FROM article WHERE {condition.rest}", condition.rest_params
    bounds = (ids[-1], ids[0]) if ids else (1, 0)
    return Hits(
        f"search WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? AND +search.rowid IN ({listed})",
        (*bounds, *params),
        condition.match,
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """What ranks hits: an FTS5 expression, and in how many articles its words stand, added up."""

    expression: str
    effort: int


def telling(connection: sqlite3.Connection, condition: Condition, query: Node, effort: int) -> Telling:
    """What ranks the hits of a query: all of its words, or where these cost more than ``effort`` the rarest of them.

    A word that half of the articles have adds nothing to BM25, but each of its articles would be counted.
    """
    counted = sorted(
        (_frequency(connection, terms), place, isinstance(node, Field))
        for place, (node, terms) in enumerate(condition.words)
    )
    alone = {node for node, _ in condition.words}
    others = sum(
        _frequency(connection, matching.terms(connection, word.text, prefix=word.prefix))
        for word in words(query)
        if word not in alone
    )
    total = others + sum(count for count, *_ in counted)
    if total <= effort or not counted:
        return Telling(condition.match, total)
    half = postings.state(connection)["articles"] / 2
    chosen: list[str] = []
    total = 0
    for count, place, in_field in counted:
        if in_field:  # in one column only: it weighs the same in every hit
            continue
        if not chosen or (count <= half and total + count <= effort):
            chosen.append(matching.expression(condition.words[place][1]))
            total += count
    everything = not chosen or (len(chosen) == len(counted) and not others)
    return Telling(condition.match if everything else " AND ".join(chosen), total)


def words(node: Node) -> Iterator[Word]:
    """The words of a query that are searched for, wherever they stand."""
    match node:
        case Word():
            yield node
        case And() | Or():
            for part in node.parts:
                yield from words(part)
        case _:
            return


def _frequency(connection: sqlite3.Connection, terms: Sequence[Term]) -> int:
    return min((matching.frequency(connection, term) for term in terms), default=0)
