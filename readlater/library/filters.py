"""Queries as SQL: conditions over ``article``, words through the full-text index.

Articles in the trash are found only by a query that asks for them with ``is:trashed``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from readlater.errors import AmbiguousError, NotFoundError, QueryError
from readlater.library import matching, rows
from readlater.library.facts import Facts, Sql, is_flag, opposite
from readlater.library.matching import Term
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Word

_COLUMNS = {"title": "title", "author": "byline", "text": "text", "note": "notes"}

_WRITTEN = "title byline notes text"

NEAR = 100
"""How many articles are near to another one at most, for ``similar:``."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled query.

    Attributes:
        where: SQL over ``article`` that says all of it (words by their stems; phrases are not verified).
        params: the parameters of ``where``.
        match: the FTS5 expression of the words that every article found must have, or empty.
        rest: SQL over ``article`` for what ``match`` doesn't say.
        rest_params: the parameters of ``rest``.
        filtered: whether ``rest`` says more than that the article isn't in the trash.
        phrases: texts that must stand in the title, byline or text literally.
        rarest: in about how many articles the rarest of the words in ``match`` stands, at most.
        words: the words, phrases and text fields that every article found must have, with their terms.
        near: the articles that are asked for by likeness, the most similar first.
    """

    where: str
    params: tuple[object, ...]
    match: str
    rest: str
    rest_params: tuple[object, ...]
    filtered: bool
    phrases: tuple[str, ...]
    rarest: int
    words: tuple[tuple[Word | Phrase | Field, tuple[Term, ...]], ...] = ()
    near: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """What the full-text index can tell by itself; ``negative`` when it must not hold."""

    expression: str
    negative: bool = False


_Part = _Words | Sql


@dataclass
class _Compiler:
    connection: sqlite3.Connection
    now: datetime
    zone: tzinfo | None
    typing: bool
    complete: bool
    found: dict[str, list[Term]] = field(default_factory=dict)
    near: dict[Field, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts = Facts(self.connection, self.now, self.zone)

    def node(self, node: Node) -> _Part | None:
        """What a node says; None if it says nothing at all."""
        match node:
            case Word():
                return self.words(node.text, prefix=node.prefix)
            case Phrase():
                return self.words(node.text, prefix=node.prefix)
            case Field():
                return self.field(node)
            case Not():
                return _negated(self.node(node.part))
            case And():
                return _conjunction([part for part in map(self.node, node.parts) if part is not None])
            case Or():
                return _disjunction([part for part in map(self.node, node.parts) if part is not None])

    def words(self, text: str, *, prefix: bool = False, column: str = "") -> _Words | None:
        found = matching.terms(self.connection, text, prefix=prefix, guess=not self.typing, complete=self.complete)
        if not found:
            return None
        self.found[text] = found
        expression = matching.expression(found)
        if not column and (len(found) > 1 or any(" " in one for one in found[0].alternatives)):
            # In the column of keywords words stand next to each other that do not do so in the text.
            column = _WRITTEN
        return _Words(f"{{{column}}} : {expression}" if column else expression)

    def frequency(self, text: str) -> int:
        """In about how many articles a word or phrase stands that was compiled before."""
        return min((matching.frequency(self.connection, term) for term in self.found.get(text, ())), default=2**31)

    def field(self, field: Field) -> _Part | None:
        if field.name == "similar":
            return self.similar(field)
        if field.name in _COLUMNS and (field.value or field.name != "author"):
            return self.words(field.value, prefix=field.operator == "*", column=_COLUMNS[field.name])
        return self.facts.condition(field)

    def similar(self, field: Field) -> Sql | None:
        """The articles near to those with the IDs; the library of similar readings is asked before the statement."""
        from readlater.library import similar

        try:
            articles = [rows.find_id(self.connection, key) for key in field.value.split(",")]
        except (NotFoundError, AmbiguousError) as error:
            if self.typing:
                return None
            raise QueryError(f"{str(error).rstrip('.')} (position {field.position + 1}).", field.position) from None
        near = tuple(number for number, _ in similar.near(self.connection, articles, NEAR))
        self.near[field] = near
        return Sql(f"article.id IN ({','.join('?' * len(near))})", near)


def compile(  # noqa: A001 - the name says it, and the module is used with its name before it
    connection: sqlite3.Connection,
    query: Query,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    typing: bool = False,
    complete: bool | None = None,
) -> Condition:
    """Compiles a query for this library.

    Args:
        connection: to the library, whose vocabulary tells how words are indexed.
        query: what to find.
        now: what ``today`` and ``7d`` are counted from.
        zone: in whose days dates are meant; None: the system's.
        typing: no stemmer is asked, and an article that is not there is not asked for.
        complete: beginnings stand for all words that begin so, not only for the most frequent; None: unless typing.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    compiler = _Compiler(connection, now, zone, typing, not typing if complete is None else complete)
    nodes = list(_side_by_side(query.root))
    parts = [(node, part) for node in nodes if (part := compiler.node(node)) is not None]
    words = [part for _, part in parts if isinstance(part, _Words)]
    match = _joined(words) if any(not part.negative for part in words) else ""
    tables = [part for _, part in parts if isinstance(part, Sql)] + ([] if match else [_as_sql(part) for part in words])
    tables.sort(key=lambda part: not is_flag(part))  # what is quick to tell first, for each article of a walk
    plain = tuple(node.text for node, _ in parts if isinstance(node, Word | Phrase))
    shown = [] if _asks_for_trash(query.root, True) else ["article.deleted IS NULL"]
    rest = " AND ".join(shown + [part.text for part in tables]) or "1"
    rest_params = tuple(param for part in tables for param in part.params)
    return Condition(
        where=f"{rest} AND {_as_sql(_Words(match)).text}" if match else rest,
        params=(*rest_params, match) if match else rest_params,
        match=match,
        rest=rest,
        rest_params=rest_params,
        filtered=bool(tables) or not shown,
        phrases=tuple(node.text for node, _ in parts if isinstance(node, Phrase) and not node.prefix),
        rarest=min(map(compiler.frequency, plain), default=2**31),
        words=tuple(
            (node, tuple(compiler.found.get(node.value if isinstance(node, Field) else node.text, ())))
            for node, part in parts
            if isinstance(node, Word | Phrase | Field) and isinstance(part, _Words)
        ),
        near=next((compiler.near[node] for node, _ in parts if isinstance(node, Field) and node in compiler.near), ()),
    )


def _side_by_side(node: Node) -> Iterator[Node]:
    """The parts that must all hold: those of the outermost conjunction and of conjunctions in it."""
    if isinstance(node, And):
        for part in node.parts:
            yield from _side_by_side(part)
    else:
        yield node


def positive(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases of a query that articles are found by; those of text fields too."""
    match node:
        case Word() | Phrase():
            yield node
        case Field() if node.name in _COLUMNS and node.value:
            kind = Phrase if " " in node.value else Word
            yield kind(node.value, node.operator == "*")
        case And() | Or():
            for part in node.parts:
                yield from positive(part)
        case _:
            return


def _asks_for_trash(node: Node, wanted: bool) -> bool:
    """Whether a part of a query that is ``wanted`` (or negated: not) asks for articles in the trash."""
    match node:
        case Field():
            return wanted and node.name == "is" and node.value == "trashed"
        case Not():
            return _asks_for_trash(node.part, not wanted)
        case And() | Or():
            return any(_asks_for_trash(part, wanted) for part in node.parts)
        case _:
            return False


def _negated(part: _Part | None) -> _Part | None:
    match part:
        case None:
            return None
        case _Words():
            return _Words(part.expression, not part.negative)
        case Sql():
            return opposite(part)


def _conjunction(parts: Sequence[_Part]) -> _Part | None:
    words = [part for part in parts if isinstance(part, _Words)]
    tables = [part for part in parts if isinstance(part, Sql)]
    if not parts:
        return None
    if not tables and any(not part.negative for part in words):
        return _Words(_joined(words))
    if not tables:
        # All are negative: none of them may stand.
        return _Words(_either([part.expression for part in words]), negative=True)
    every = [*tables, *map(_as_sql, words)]
    return Sql(f"({' AND '.join(part.text for part in every)})", tuple(p for part in every for p in part.params))


def _disjunction(parts: Sequence[_Part]) -> _Part | None:
    if not parts:
        return None
    if all(isinstance(part, _Words) and not part.negative for part in parts):
        return _Words(_either([part.expression for part in parts if isinstance(part, _Words)]))
    every = [_as_sql(part) for part in parts]
    return Sql(f"({' OR '.join(part.text for part in every)})", tuple(p for part in every for p in part.params))


def _joined(words: Sequence[_Words]) -> str:
    """The expression for all of ``words``, of which one at least is positive."""
    wanted = [f"({part.expression})" for part in words if not part.negative]
    unwanted = [part.expression for part in words if part.negative]
    # Always with an AND: FTS5 takes none beside a parenthesis as an error. NOT has two sides in FTS5.
    joined = " AND ".join(wanted)
    return f"({joined}) NOT {_either(unwanted)}" if unwanted else joined


def _either(expressions: Sequence[str]) -> str:
    return "(" + " OR ".join(f"({expression})" for expression in expressions) + ")"


def _as_sql(part: _Part) -> Sql:
    if isinstance(part, Sql):
        return part
    sign = "NOT IN" if part.negative else "IN"
    return Sql(f"article.id {sign} (SELECT rowid FROM search WHERE search MATCH ?)", (part.expression,))
