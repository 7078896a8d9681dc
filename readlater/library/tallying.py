"""How many articles queries find. The drawer counts many at once, so each is put as an index counts best.

* What only an ``IN`` says (tags, highlights, words) is counted where it stands, less the few that are in the trash.
* ``-is:snoozed`` is all, less the few that are put off.
* An ``OR`` of states is a sum.
* What is left walks over `schema.FACTS`: all such conditions together, in one walk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from readlater.errors import QueryError
from readlater.library import rows, verifying
from readlater.library.selecting import choose
from readlater.library.times import now_ms
from readlater.model import And, Field, Node, Not, Or, Query, Sort
from readlater.model.values import dataclass

VERIFIED = 1000
"""Articles in which phrases are looked for when they are counted; of more, those are counted that have the stems."""

_SHOWN = "article.deleted IS NULL AND "
_AMONG = f"{_SHOWN}article.id IN ("
_FAVOURITE = f"{_SHOWN}article.favourite = 1"
_WALK = "SEARCH article USING COVERING INDEX article_facts (deleted=?)"
_SNOOZED = Field("is", ":", "snoozed")
_STATES = ("unread", "reading", "read")


@dataclass(frozen=True, slots=True)
class _Term:
    """A statement that counts articles, which are added (``sign`` 1) or taken away (-1); a number that is known.

    ``where``: its condition, if it asks for no more than the articles that meet it; ``state``: the only one that these
    are in, if it is known.
    """

    sign: int = 1
    statement: str = ""
    params: tuple[object, ...] = ()
    where: str = ""
    state: str = ""
    number: int = 0


def count(connection: sqlite3.Connection, query: Query, zone: tzinfo | None) -> int:
    """How many articles meet a query; days are meant in ``zone`` (None: the system's).

    Raises:
        QueryError: the query holds a value that its field can't have.
    """
    return sum(term.sign * _value(connection, term) for term in _terms(connection, query, zone))


def counts(connection: sqlite3.Connection, queries: Sequence[Query], zone: tzinfo | None) -> list[int | None]:
    """The same of several queries at once, which is quicker; None for one with a value that its field can't have."""
    found: list[int | None] = []
    walked: list[tuple[int, _Term]] = []
    for place, query in enumerate(queries):
        try:
            terms = list(_terms(connection, query, zone))
        except QueryError:
            found.append(None)
            continue
        later = [term for term in terms if term.where and _walks(connection, term)]
        walked += [(place, term) for term in later]
        found.append(sum(term.sign * _value(connection, term) for term in terms if term not in later))
    if walked:
        each = ", ".join(f"count(*) FILTER (WHERE {term.where.removeprefix(_SHOWN)})" for _, term in walked)
        params = tuple(param for _, term in walked for param in term.params)
        # Most articles are in a state that no list asks for: one test instead of all.
        asked = {term.state for _, term in walked}
        unasked = "" if "" in asked else "".join(f" AND state <> '{state}'" for state in _STATES if state not in asked)
        numbers = connection.execute(
            f"SELECT {each} FROM article INDEXED BY article_facts WHERE deleted IS NULL{unasked}", params
        ).fetchone()
        for (place, term), number in zip(walked, numbers, strict=True):
            found[place] = (found[place] or 0) + term.sign * number
    return found


def _terms(connection: sqlite3.Connection, query: Query, zone: tzinfo | None) -> Iterator[_Term]:
    parts = _side_by_side(query.root)
    if any(_bare(part) == Not(_SNOOZED) for part in parts):
        rest = Query(And(tuple(part for part in parts if _bare(part) != Not(_SNOOZED))))
        yield from _terms(connection, rest, zone)
        chosen = choose(connection, rest, None, zone)
        if connection.execute("SELECT 1 FROM article WHERE snoozed > ? LIMIT 1", (now_ms(),)).fetchone():
            few = f"SELECT count(*) FROM article INDEXED BY article_snoozed WHERE snoozed > ? AND {chosen.where}"
            yield _Term(-1, few, (now_ms(), *chosen.params))
        return
    for part in parts:
        if isinstance(part, Or) and _exclude_each_other(part.parts):
            rest = Query(And(tuple(other for other in parts if other is not part)))
            for one in part.parts:
                yield from _terms(connection, Query(And((rest.root, one))), zone)
            return
    chosen = choose(connection, query, None, zone)
    where, params = chosen.where, chosen.params
    if chosen.phrases:
        ids = rows.ids(connection, where, params, Sort.NEWEST, VERIFIED + 1)
        if len(ids) <= VERIFIED:
            yield _Term(number=len(verifying.having(connection, ids, chosen.phrases, len(ids))[0]))
            return
    if where == _FAVOURITE:
        yield _Term(1, f"SELECT count(*) FROM article INDEXED BY article_favourite WHERE {where}")
    elif where.startswith(_AMONG) and _is_one(among := where.removeprefix(_AMONG)):
        yield _Term(1, f"SELECT count(*) FROM (SELECT DISTINCT * FROM ({among})", params)
        yield _Term(-1, f"SELECT count(*) FROM article WHERE deleted IS NOT NULL AND +id IN ({among}", params)
    else:
        yield _Term(1, f"SELECT count(*) FROM article WHERE {where}", params, where, _state(parts))


def _value(connection: sqlite3.Connection, term: _Term) -> int:
    if not term.statement:
        return term.number
    number: int = connection.execute(term.statement, term.params).fetchone()[0]
    return number


def _walks(connection: sqlite3.Connection, term: _Term) -> bool:
    """Whether a statement is carried out by a walk over the index of facts alone."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {term.statement}", term.params).fetchall()
    return term.where.startswith(_SHOWN) and [step[3] for step in plan] == [_WALK]


def _is_one(text: str) -> bool:
    """Whether a text, which an opening parenthesis stands before, goes on to the one that closes it and no further."""
    depth = 1
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def _side_by_side(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, And):
        return (node,)
    return tuple(inner for part in node.parts for inner in _side_by_side(part))


def _bare(node: Node) -> Node:
    """A condition without where it stands in its query, so that it can be compared."""
    match node:
        case Field(name, operator, value, upper):
            return Field(name, operator, value, upper)
        case Not(part):
            return Not(_bare(part))
    return node


def _state(parts: Sequence[Node]) -> str:
    """The state that all of these conditions together ask for; empty if it is none, or not one."""
    asked = [one.value for one in parts if isinstance(one, Field) and one.name == "is" and one.value in _STATES]
    return asked[0] if len(asked) == 1 else ""


def _exclude_each_other(parts: Sequence[Node]) -> bool:
    """Whether no article meets two of these: each asks for another state."""
    asked = {_state(_side_by_side(part)) for part in parts}
    return "" not in asked and len(asked) == len(parts)
