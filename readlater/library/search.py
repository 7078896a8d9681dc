"""Full-text search: the best articles of a query, soon while it is typed and well ranked when it is done.

Ranks cost what they cost in a large library, so there are three ways to order what is found:

* While the last word has one or two letters, there are too many hits to rank: the newest come first.
* While typing, BM25 ranks the newest `RECENT` hits. A beginning stands for the most frequent words that begin so; where
  these don't fill the page, for all of them.
* When the query is done, BM25 ranks the newest `ALL_HITS`; where there are more, those with the words in the title come
  before them.

A list order may take the place of the rank. How the parts of an article weigh stands in `readlater.library.fulltext`.
Quoted phrases are found by their stems and then looked for literally in what is given out. Where no article has all of
many words, those come that are nearest to having them (`readlater.library.partly`).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from readlater.language.scripts import SPACELESS_RUN
from readlater.language.terms import runs
from readlater.library import filters, matching, partly, ranking, rows, verifying
from readlater.library.filters import Condition
from readlater.library.snippets import Snippet, snippet
from readlater.model import And, Field, Node, Or, Phrase, Query, Sort, Word

__all__ = ["SearchResult", "Snippet", "search", "snippet"]

RECENT = 500
"""How many of the newest hits are ranked while typing."""

ALL_HITS = 10_000
"""How many of the newest hits are ranked when the query is done."""

TITLED = 3000
"""How many of the newest articles with the words in the title are ranked when there are more hits than that."""

SOME_HITS = 2000
"""How many of them where the words that rank cost more than `DONE_EFFORT`."""

TYPED_EFFORT = 60_000
"""In how many articles, added up, the words that rank may stand while typing."""

DONE_EFFORT = 200_000
"""In how many when the query is done…"""

MOST_EFFORT = 800_000
"""…and in how many at most: the hits of an OR of a dozen of the commonest words come newest first."""

VERIFIED = 1000
"""In how many hits a phrase is looked for, to know how many there are."""

TYPED_SPREAD = 40_000
"""In how many articles, added up, words with a beginning may stand for all of them to be searched while typing…"""

DONE_SPREAD = 120_000
"""…and when the query is done."""

_SHORT = 2  # letters of a beginning that are too few for ranking


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found.

    Attributes:
        ids: the ids (``array("q")``) of the best articles, the best first.
        total: how many there are in all; None if they were not counted, for there are more than were looked at.
        at_least: so many there are at least.
        partial: no article has all the words; these are the nearest to having them.
    """

    ids: array[int]
    total: int | None
    at_least: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class _Search:
    """A search under way: what all its steps need to know."""

    connection: sqlite3.Connection
    limit: int
    typing: bool
    now: datetime
    zone: tzinfo | None
    order: Sort | None

    def compile(self, query: Query, *, complete: bool | None = None) -> Condition:
        return filters.compile(
            self.connection, query, now=self.now, zone=self.zone, typing=self.typing, complete=complete
        )


def search(
    connection: sqlite3.Connection,
    query: Query,
    *,
    limit: int = 60,
    typing: bool = False,
    sort: Sort | None = None,
    now: datetime | None = None,
    zone: tzinfo | None = None,
) -> SearchResult:
    """Finds the articles that fit a query best.

    Args:
        connection: to the library.
        query: what to find; one without words gives the newest first, or the most similar if it asks for likeness.
        limit: how many ids at most; negative: all.
        typing: the query is still being typed: only what is quick to tell is counted and ranked.
        sort: the order; None: the query's own, else the rank.
        now: what dates such as ``7d`` are counted from; None: the present.
        zone: in whose days dates are meant; None: the system's.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    order = sort or query.sort
    if limit < 0:
        limit = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    order = None if order is Sort.RANK else order
    under_way = _Search(connection, limit, typing, now or datetime.now(UTC), zone, order)
    complete = not typing and _spread(under_way, _beginnings(query.root)) <= DONE_SPREAD
    condition = under_way.compile(query, complete=complete)
    begun = [] if complete else _begun(query, condition)
    result = _found(under_way, query, condition, counted=not begun)
    if begun and typing and len(result.ids) < limit:
        return _completed(under_way, query, begun, result)
    if not result.ids and not typing and condition.match and (nearest := partly.query(connection, query)) is not None:
        ids = _found(under_way, nearest, under_way.compile(nearest), counted=False).ids
        return SearchResult(ids, None, len(ids), partial=bool(ids))
    return result


def _found(under_way: _Search, query: Query, condition: Condition, *, counted: bool) -> SearchResult:
    """What a compiled query finds; unless ``counted``, there may be more than are known of."""
    connection, limit = under_way.connection, under_way.limit
    if not condition.match or under_way.order is not None:
        found, known = _listed(under_way, condition)
    elif under_way.typing:
        found, known = _while_typing(under_way, query, condition)
    else:
        found, known = _done(under_way, query, condition)
    if condition.phrases:
        looked_at = found[: _wanted(under_way, condition)]
        enough = limit if under_way.typing else len(looked_at)
        found, complete = verifying.having(connection, looked_at, condition.phrases, enough)
        known = len(found) if complete and known == len(looked_at) else None
    at_least = max(len(found), known or 0)
    return SearchResult(array("q", found[:limit]), known if counted else None, at_least)


def _wanted(under_way: _Search, condition: Condition) -> int:
    """How many hits to fetch: more than are given out where some may not have a phrase."""
    if not condition.phrases:
        return under_way.limit
    return under_way.limit * 2 if under_way.typing else max(under_way.limit, VERIFIED)


def _listed(under_way: _Search, condition: Condition) -> tuple[Sequence[int], int | None]:
    """In the order of a list (of likeness, if that is asked for), and how many there are."""
    connection, wanted = under_way.connection, _wanted(under_way, condition)
    if condition.near and under_way.order is None and not condition.match:
        fitting = set(rows.ids(connection, condition.where, condition.params, Sort.NEWEST, None))
        near = [number for number in condition.near if number in fitting]
        return near[:wanted], len(near)
    order = under_way.order or Sort.NEWEST
    where, params = condition.where, condition.params
    if condition.match:
        # The words first: else every article of the list would be looked up in the index.
        hits = ranking.hits(connection, condition)
        shown = "article.deleted IS NULL AND " * ("deleted IS NULL" in condition.rest)
        where, params = f"{shown}+article.id IN (SELECT search.rowid FROM {hits.tables})", (hits.match, *hits.params)
    found = rows.ids(connection, where, params, order, wanted)
    if len(found) < wanted:
        return found, len(found)
    return found, None if under_way.typing else _count(connection, condition)


def _while_typing(under_way: _Search, query: Query, condition: Condition) -> tuple[Sequence[int], int | None]:
    connection, wanted = under_way.connection, _wanted(under_way, condition)
    telling = None if _is_short(query.root) else ranking.telling(connection, condition, query.root, TYPED_EFFORT)
    if telling is None or telling.effort > TYPED_EFFORT:
        found, complete = ranking.newest(connection, condition, wanted, wanted)
        return found, len(found) if complete else None
    found, complete = ranking.newest(connection, condition, wanted, max(RECENT, wanted))
    return ranking.ranked(connection, found, telling.expression), len(found) if complete else None


def _done(under_way: _Search, query: Query, condition: Condition) -> tuple[Sequence[int], int | None]:
    connection, wanted = under_way.connection, _wanted(under_way, condition)
    telling = ranking.telling(connection, condition, query.root, DONE_EFFORT)
    hits = ranking.hits(connection, condition)
    if telling.effort > MOST_EFFORT:
        found = hits.newest(connection, wanted)
        return found, len(found) if len(found) < wanted else None
    cheap = telling.effort <= DONE_EFFORT
    among = max(VERIFIED if condition.phrases else ALL_HITS if cheap else SOME_HITS, wanted)
    found = hits.best(connection, among, telling.expression)
    if len(found) < among:
        return found, len(found)
    if condition.phrases:
        return found, None
    if cheap and telling.expression == condition.match:
        # Every word in the title and, as always, the whole expression: the first part only narrows the second.
        titled = f"{{title}} : ({condition.match}) AND ({condition.match})"
        best = hits.best(connection, max(TITLED, wanted), telling.expression, titled)
        found = list(dict.fromkeys([*best, *found]))
    return found, hits.count(connection)


def _count(connection: sqlite3.Connection, condition: Condition) -> int:
    if condition.match:
        return ranking.hits(connection, condition).count(connection)
    statement = f"SELECT count(*) FROM article WHERE {condition.where}"
    return int(connection.execute(statement, condition.params).fetchone()[0])


def _completed(under_way: _Search, query: Query, begun: list[str], result: SearchResult) -> SearchResult:
    """A search whose most frequent completions don't fill the page, with all of them.

    Where too many words begin so, the beginning is left out if nothing was found otherwise: the next letter tells.
    """
    if _spread(under_way, begun) <= TYPED_SPREAD:
        return _found(under_way, query, under_way.compile(query, complete=True), counted=True)
    rest = Query(_without_beginnings(query.root), query.sort)
    if result.ids or rest.root == And(()):
        return result
    ids = _found(under_way, rest, under_way.compile(rest), counted=False).ids
    return SearchResult(ids, None, 0)


def _begun(query: Query, condition: Condition) -> list[str]:
    """The beginnings of words that a compiled query completes only with the most frequent words."""
    told = {_text(node): any(term.cut for term in terms) for node, terms in condition.words}
    # Of those that don't stand by themselves nothing is told.
    return _beginnings(query.root, lambda node: told.get(_text(node), True))


def _text(node: Word | Phrase | Field) -> str:
    return node.value if isinstance(node, Field) else node.text


def _beginnings(node: Node, wanted: Callable[[Word | Phrase | Field], bool] = lambda _: True) -> list[str]:
    """The folded beginnings of words that a query holds."""
    match node:
        case Word(prefix=True) | Phrase(prefix=True) | Field(operator="*"):
            return [run.surface for run in [*runs(_text(node))][-1:]] if wanted(node) else []
        case And() | Or():
            return [beginning for part in node.parts for beginning in _beginnings(part, wanted)]
        case _:
            return []


def _spread(under_way: _Search, beginnings: Sequence[str]) -> int:
    """In how many articles the words with some beginnings stand, added up."""
    return sum(matching.spread(under_way.connection, beginning) for beginning in beginnings)


def _is_short(node: Node) -> bool:
    """Whether a query holds a beginning of so few letters that it stands for too many words."""
    return any(len(beginning) <= _SHORT and not SPACELESS_RUN.match(beginning) for beginning in _beginnings(node))


def _without_beginnings(node: Node) -> Node:
    """A query without the words that are only begun."""
    match node:
        case Word() if node.prefix:
            return And(())
        case And():
            return And(tuple(part for part in map(_without_beginnings, node.parts) if part != And(())))
        case _:
            return node
