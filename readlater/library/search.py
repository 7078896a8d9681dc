"""Full-text search: the best articles of a query, soon while it is typed and well ranked when it is done.

Three ways to rank, by what they cost in a large library:

* While the last word has one or two letters, there are too many hits to rank: the newest come first.
* While typing, BM25 ranks the newest `RECENT` hits; the row number is the order of saving, so these come at once.
* When the query is done, BM25 ranks all hits if there are at most `ALL_HITS`; of more, those with the words in the
  title and the newest `RECENT_DONE`.

How the parts of an article weigh stands in `readlater.library.fulltext`. Quoted phrases are found by their stems and
then looked for literally in what is given out.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from readlater.errors import NotFoundError
from readlater.language.terms import runs
from readlater.library import filters, matching, rows
from readlater.library.filters import Condition
from readlater.library.marking import fold_in_place, pattern
from readlater.model import And, Node, Query, Sort, Word

__all__ = ["SearchResult", "Snippet", "search", "snippet"]

RECENT = 500
"""How many of the newest hits are ranked while typing."""

ALL_HITS = 20_000
"""Up to how many hits all are ranked when the query is done."""

RECENT_DONE = 1000
"""How many of the newest hits are ranked when there are more than `ALL_HITS`."""

_SHORT = 2  # letters of a beginning that are too few for ranking
_VERIFIED = 3  # times the page: how many hits are looked at for a phrase
_MARKS = 200  # places of a text that are looked at for its snippet
_SNIPPET_LIMIT = 400_000  # characters of a text that are searched for its snippet
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The ids (``array("q")``) of the best articles, the best first, and how many there are in all, if counted.

    ``total`` counts phrases by their stems, so it may be a little too high for these.
    """

    ids: array[int]
    total: int | None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a text on one line, and where in it (start, end) the words of the query stand."""

    text: str
    marks: tuple[tuple[int, int], ...]


def search(
    connection: sqlite3.Connection,
    query: Query,
    *,
    limit: int = 60,
    typing: bool = False,
    now: datetime | None = None,
    zone: tzinfo | None = None,
) -> SearchResult:
    """Finds the articles that fit a query best.

    Args:
        connection: to the library.
        query: what to find; one without words gives the newest first, one with an order of its own that order.
        limit: how many ids at most.
        typing: the query is still being typed: nothing is counted, and only the newest hits are ranked.
        now: what dates such as ``7d`` are counted from; None: the present.
        zone: in whose days dates are meant; None: the system's.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    condition = filters.compile(connection, query, now=now or datetime.now(UTC), zone=zone, typing=typing)
    ordered = query.sort is not None and query.sort is not Sort.RANK
    wanted = limit * _VERIFIED if condition.phrases else limit
    if not condition.match or ordered:
        order = query.sort if query.sort is not None else Sort.NEWEST
        found: Sequence[int] = rows.ids(connection, condition.where, condition.params, order, wanted)
    elif typing and _is_short(query.root):
        found = _newest(connection, condition, wanted)
    elif typing:
        found = _ranked_recent(connection, condition, max(RECENT, wanted))[:wanted]
    elif condition.rarest <= ALL_HITS:
        found = _ranked(connection, condition.match, condition, wanted)
    else:
        # Every word in the title and, as always, the whole expression: the first part only narrows the second.
        titled = _ranked(connection, f"{{title}} : ({condition.match}) AND ({condition.match})", condition, wanted)
        recent = _ranked_recent(connection, condition, max(RECENT_DONE, wanted))
        found = list(dict.fromkeys([*titled, *recent]))[:wanted]
    complete = len(found) < wanted
    for phrase in condition.phrases:
        found = _having(connection, found, phrase)
    ids = array("q", found[:limit])
    if typing:
        return SearchResult(ids, None)
    return SearchResult(ids, len(found) if complete else _count(connection, condition))


def _is_short(node: Node) -> bool:
    """Whether a query holds a beginning of so few letters that it stands for too many words."""
    match node:
        case Word():
            return node.prefix and all(
                len(run.surface) <= _SHORT and not run.spaceless for run in [*runs(node.text)][-1:]
            )
        case And():
            return any(map(_is_short, node.parts))
        case _:
            return False


def _from(condition: Condition) -> tuple[str, tuple[object, ...]]:
    """The tables and the condition of a statement over the hits that may be shown; the parameters after the match."""
    if condition.filtered:
        # CROSS JOIN: the index gives its rows in order, and `article` is asked about one after the other.
        return (
            f"search CROSS JOIN article ON article.id = search.rowid WHERE search MATCH ? AND {condition.rest}",
            condition.rest_params,
        )
    # Without the table, whose rows are long: the trash is small.
    return (
        "search WHERE search MATCH ? AND search.rowid NOT IN (SELECT id FROM article WHERE deleted IS NOT NULL)",
        (),
    )


def _newest(connection: sqlite3.Connection, condition: Condition, limit: int) -> list[int]:
    tables, params = _from(condition)
    statement = f"SELECT search.rowid FROM {tables} ORDER BY search.rowid DESC LIMIT ?"
    return [number for (number,) in connection.execute(statement, (condition.match, *params, limit))]


def _ranked_recent(connection: sqlite3.Connection, condition: Condition, recent: int) -> list[int]:
    """The newest hits, the best of them first, of equal ones the newest."""
    tables, params = _from(condition)
    statement = f"SELECT search.rank, -search.rowid FROM {tables} ORDER BY search.rowid DESC LIMIT ?"
    return [-number for _, number in sorted(connection.execute(statement, (condition.match, *params, recent)))]


def _ranked(connection: sqlite3.Connection, match: str, condition: Condition, limit: int) -> list[int]:
    """The best of all hits of ``match``."""
    tables, params = _from(condition)
    statement = f"SELECT search.rank, -search.rowid FROM {tables} ORDER BY search.rank LIMIT ?"
    return [-number for _, number in sorted(connection.execute(statement, (match, *params, limit)))]


def _count(connection: sqlite3.Connection, condition: Condition) -> int:
    if not condition.match:
        statement = f"SELECT count(*) FROM article WHERE {condition.where}"
        return int(connection.execute(statement, condition.params).fetchone()[0])
    tables, params = _from(condition)
    return int(connection.execute(f"SELECT count(*) FROM {tables}", (condition.match, *params)).fetchone()[0])


def _having(connection: sqlite3.Connection, ids: Sequence[int], phrase: str) -> list[int]:
    """Those of ``ids`` whose title, byline or text holds the phrase word for word."""
    wanted = matching.literally(phrase)
    kept = []
    for number in ids:
        row = connection.execute(
            "SELECT title || char(10) || byline || char(10) || text FROM article"
            " JOIN document ON article_id = id WHERE id = ?",
            (number,),
        ).fetchone()
        if row is not None and wanted.search(fold_in_place(row[0])):
            kept.append(number)
    return kept


def snippet(connection: sqlite3.Connection, article_id: int, query: Query, width: int = 160) -> Snippet:
    """Returns the passage of an article that holds most of the query's words, about ``width`` characters.

    The beginning of the text if it holds none of them. An ellipsis stands where the text goes on.

    Raises:
        NotFoundError: there is no such article.
    """
    row = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    text = row[0]
    found = _places(connection, text, query)
    start = _best_start(found, width)
    if start > 0:
        start = _word_start(text, start)
    end = min(len(text), start + width)
    if end < len(text):
        end = _word_end(text, start, end)
    before = _ELLIPSIS if start > 0 else ""
    after = _ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    # Character for character, so that the marks stay where they are.
    passage = "".join(" " if character.isspace() else character for character in text[start:end])
    marks = tuple((first + shift, last + shift) for first, last in found if first >= start and last <= end)
    return Snippet(before + passage + after, marks)


def _places(connection: sqlite3.Connection, text: str, query: Query) -> list[tuple[int, int]]:
    """Where the first words of the query, in whatever form they are indexed, stand in a text."""
    words: set[str] = set()
    beginnings: set[str] = set()
    together: set[str] = set()
    for node in filters.positive(query.root):
        prefix = isinstance(node, Word) and node.prefix
        pieces = list(runs(node.text))
        for run in pieces:
            if run.spaceless:
                together.add(run.surface)
                continue
            if prefix and run is pieces[-1]:
                beginnings.add(run.surface)
            words.add(run.surface)
            for term in matching.terms(connection, run.surface):
                words.update(matching.surfaces(connection, term))
    wanted = pattern(frozenset(words), frozenset(beginnings), frozenset(together))
    if wanted is None:
        return []
    found: list[tuple[int, int]] = []
    for place in wanted.finditer(fold_in_place(text[:_SNIPPET_LIMIT])):
        found.append(place.span())
        if len(found) == _MARKS:
            break
    return found


def _best_start(found: Sequence[tuple[int, int]], width: int) -> int:
    """Where the passage with the most places begins: a third of the room is left before the first of them."""
    best, most = 0, 0
    for index, (start, _) in enumerate(found):
        count = sum(1 for _, end in found[index : index + 12] if end <= start + width * 2 // 3)
        if count > most:
            best, most = max(0, start - width // 3), count
    return best


def _word_start(text: str, position: int) -> int:
    """The next beginning of a word; ``position`` if there is none near, as in scripts without spaces."""
    for place in range(position, min(position + 24, len(text))):
        if text[place - 1].isspace():
            return place
    return position


def _word_end(text: str, start: int, position: int) -> int:
    for place in range(position, max(start, position - 24), -1):
        if text[place].isspace():
            return place
    return position
