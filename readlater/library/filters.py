"""Queries as SQL: conditions over ``article``, words through the full-text index.

Articles in the trash are found only by a query that asks for them with ``is:trashed``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo

from readlater.errors import QueryError
from readlater.language.query import date_span
from readlater.library import categories, matching
from readlater.library.matching import Term
from readlater.library.times import to_ms
from readlater.model import And, Field, Node, Not, Or, Phrase, Query, Word

_STATES = {
    "unread": "article.state = 'unread'",
    "reading": "article.state = 'reading'",
    "read": "article.state = 'read'",
    "archived": "article.archived = 1",
    "favourite": "article.favourite = 1",
    "failed": "article.failed <> ''",
    "trashed": "article.deleted IS NOT NULL",
    "noted": "article.note <> ''",
}
_THINGS = {
    "highlight": "article.id IN (SELECT article_id FROM highlight)",
    "note": "article.note <> ''",
    "original": "article.original IS NOT NULL",
    "summary": "article.summary_source IS NOT NULL",
}
_OPPOSITES = {
    "article.state = 'unread'": "article.state IN ('read', 'reading')",
    "article.state = 'reading'": "article.state IN ('read', 'unread')",
    "article.state = 'read'": "article.state IN ('reading', 'unread')",
    "article.archived = 1": "article.archived = 0",
    "article.favourite = 1": "article.favourite = 0",
    "article.failed <> ''": "article.failed = ''",
    "article.deleted IS NOT NULL": "article.deleted IS NULL",
    "article.note <> ''": "article.note = ''",
    "article.original IS NOT NULL": "article.original IS NULL",
    "article.summary_source IS NOT NULL": "article.summary_source IS NULL",
}
"""What a negated condition says, put so that an index serves. The columns that are compared with a value are never
NULL, so it is the same as NOT."""
_COLUMNS = {"title": "title", "author": "byline", "text": "text"}
_NUMBERS = {
    "words": "article.word_count",
    "minutes": "article.minutes",
    "read": "article.read_count",
    "progress": "round(article.progress * 100)",
}
_DATES = {"saved": "article.created", "lastread": "article.last_read", "published": "article.published"}
_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d?)?", re.ASCII)
_AGO = re.compile(r"\d+[dwmy]", re.ASCII)


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
        rarest: in about how many articles the rarest of the words in ``match`` stands, at most; not told while typing.
    """

    where: str
    params: tuple[object, ...]
    match: str
    rest: str
    rest_params: tuple[object, ...]
    filtered: bool
    phrases: tuple[str, ...]
    rarest: int


@dataclass(frozen=True, slots=True)
class _Words:
    """What the full-text index can tell by itself; ``negative`` when it must not hold."""

    expression: str
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Sql:
    """What the table ``article`` can tell."""

    text: str
    params: tuple[object, ...] = ()


_Part = _Words | _Sql


@dataclass
class _Compiler:
    connection: sqlite3.Connection
    now: datetime
    zone: tzinfo | None
    typing: bool
    found: dict[str, list[Term]] = field(default_factory=dict)

    def node(self, node: Node) -> _Part | None:
        """What a node says; None if it says nothing at all."""
        match node:
            case Word():
                return self.words(node.text, prefix=node.prefix)
            case Phrase():
                return self.words(node.text)
            case Field():
                return self.field(node)
            case Not():
                return _negated(self.node(node.part))
            case And():
                return _conjunction([part for part in map(self.node, node.parts) if part is not None])
            case Or():
                return _disjunction([part for part in map(self.node, node.parts) if part is not None])

    def words(self, text: str, *, prefix: bool = False, column: str = "") -> _Words | None:
        found = matching.terms(self.connection, text, prefix=prefix, guess=not self.typing)
        if not found:
            return None
        self.found[text] = found
        expression = matching.expression(found)
        return _Words(f"{{{column}}} : {expression}" if column else expression)

    def frequency(self, text: str) -> int:
        """In about how many articles a word or phrase stands that was compiled before."""
        return min((matching.frequency(self.connection, term) for term in self.found.get(text, ())), default=2**31)

    def field(self, field: Field) -> _Part | None:
        name, value = field.name, field.value
        if name in _COLUMNS:
            return self.words(value, prefix=self.typing, column=_COLUMNS[name])
        if name in _NUMBERS:
            return _number(field)
        if name in _DATES:
            return self.day(field)
        if name == "site":
            contains = f"%{_escaped(value)}%"
            return _Sql(
                "(article.site LIKE ? ESCAPE '\\' OR substr(article.url, 1, instr(substr(article.url, 9), '/') + 8)"
                " LIKE ? ESCAPE '\\')",
                (contains, contains),
            )
        if name == "category":
            return self.category(value)
        if name == "tag":
            test, value = ("LIKE ? ESCAPE '\\'", _escaped(value) + "%") if self.typing else ("= ?", value)
            return _Sql(
                f"article.id IN (SELECT article_id FROM article_tag JOIN tag ON tag.id = tag_id WHERE tag.name {test})",
                (value,),
            )
        if name == "lang":
            code = value.lower()
            return _Sql("(lower(article.language) = ? OR lower(article.language) GLOB ?)", (code, f"{code}-*"))
        known = {"is": _STATES, "has": _THINGS}.get(name, {})
        if value in known:
            return _Sql(known[value])
        raise QueryError(f'Unknown condition "{name}:{value}" at position {field.position + 1}', field.position)

    def category(self, value: str) -> _Sql:
        if value in ("", "none", "-", '""'):
            return _Sql("article.category_id IS NULL")
        text, params = categories.within(value)
        return _Sql(f"({text})", tuple(params))

    def day(self, field: Field) -> _Sql:
        """A condition on a point in time (by whole days in the reader's zone) or a date of publication (as text)."""
        column, published = _DATES[field.name], field.name == "published"
        local = self.now.astimezone(self.zone).date() if self.now.tzinfo else self.now.date()

        def bounds(value: str) -> tuple[object, object]:
            try:
                first, after = date_span(value, local)
            except ValueError:
                raise QueryError(
                    f'"{value}" at position {field.position + 1} isn\'t a day such as 2024-03-01 or 7d', field.position
                ) from None
            if published:
                size = len(_ISO_PARTS[value.count("-")]) if _YEAR_OR_MONTH.fullmatch(value) else 10
                return first.isoformat()[:size], after.isoformat()[:size]
            return self.midnight(first), self.midnight(after)

        known = f"{column} <> ''" if published else f"{column} IS NOT NULL"
        if field.operator == "..":
            parts, params = [known], []
            if field.value:
                parts.append(f"{column} >= ?")
                params.append(bounds(field.value)[0])
            if field.upper:
                parts.append(f"{column} < ?")
                params.append(bounds(field.upper)[1])
            return _Sql(f"({' AND '.join(parts)})", tuple(params))
        first, after = bounds(field.value)
        if field.operator == ":" and not _AGO.fullmatch(field.value.lower()):
            return _Sql(f"({column} >= ? AND {column} < ?)", (first, after))
        test = {":": (">=", first), ">=": (">=", first), ">": (">=", after), "<": ("<", first), "<=": ("<", after)}
        sign, bound = test[field.operator]
        return _Sql(f"({known} AND {column} {sign} ?)", (bound,))

    def midnight(self, day: date) -> int:
        return to_ms(datetime.combine(day, time()), self.zone)


_ISO_PARTS = ("2000", "2000-01")


def compile(  # noqa: A001 - the name says it, and the module is used with its name before it
    connection: sqlite3.Connection,
    query: Query,
    *,
    now: datetime,
    zone: tzinfo | None = None,
    typing: bool = False,
) -> Condition:
    """Compiles a query for this library.

    Args:
        connection: to the library, whose vocabulary tells how words are indexed.
        query: what to find.
        now: what ``today`` and ``7d`` are counted from.
        zone: in whose days dates are meant; None: the system's.
        typing: values of text fields may be beginnings, and no stemmer is asked.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    compiler = _Compiler(connection, now, zone, typing)
    nodes = query.root.parts if isinstance(query.root, And) else (query.root,)
    parts = [(node, part) for node in nodes if (part := compiler.node(node)) is not None]
    words = [part for _, part in parts if isinstance(part, _Words)]
    match = _joined(words) if any(not part.negative for part in words) else ""
    tables = [part for _, part in parts if isinstance(part, _Sql)] + ([] if match else [_sql(part) for part in words])
    plain = () if typing else tuple(node.text for node, _ in parts if isinstance(node, Word | Phrase))
    shown = [] if _asks_for_trash(query.root) else ["article.deleted IS NULL"]
    rest = " AND ".join(shown + [part.text for part in tables]) or "1"
    rest_params = tuple(param for part in tables for param in part.params)
    return Condition(
        where=f"{rest} AND {_sql(_Words(match)).text}" if match else rest,
        params=(*rest_params, match) if match else rest_params,
        match=match,
        rest=rest,
        rest_params=rest_params,
        filtered=bool(tables) or not shown,
        phrases=tuple(node.text for node, _ in parts if isinstance(node, Phrase)),
        rarest=min(map(compiler.frequency, plain), default=2**31),
    )


def positive(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases of a query that articles are found by; those of text fields too."""
    match node:
        case Word() | Phrase():
            yield node
        case Field() if node.name in _COLUMNS:
            yield Phrase(node.value) if " " in node.value else Word(node.value)
        case And() | Or():
            for part in node.parts:
                yield from positive(part)
        case _:
            return


def _asks_for_trash(node: Node) -> bool:
    match node:
        case Field():
            return node.name == "is" and node.value == "trashed"
        case And() | Or():
            return any(map(_asks_for_trash, node.parts))
        case _:
            return False


def _negated(part: _Part | None) -> _Part | None:
    match part:
        case None:
            return None
        case _Words():
            return _Words(part.expression, not part.negative)
        case _Sql() if part.text in _OPPOSITES:
            return _Sql(_OPPOSITES[part.text])
        case _Sql():
            return _Sql(f"NOT coalesce({part.text}, 0)", part.params)


def _conjunction(parts: Sequence[_Part]) -> _Part | None:
    words = [part for part in parts if isinstance(part, _Words)]
    tables = [part for part in parts if isinstance(part, _Sql)]
    if not parts:
        return None
    if not tables and any(not part.negative for part in words):
        return _Words(_joined(words))
    if not tables:
        # All are negative: none of them may stand.
        return _Words(_either([part.expression for part in words]), negative=True)
    every = [*tables, *map(_sql, words)]
    return _Sql(f"({' AND '.join(part.text for part in every)})", tuple(p for part in every for p in part.params))


def _disjunction(parts: Sequence[_Part]) -> _Part | None:
    if not parts:
        return None
    if all(isinstance(part, _Words) and not part.negative for part in parts):
        return _Words(_either([part.expression for part in parts if isinstance(part, _Words)]))
    every = [_sql(part) for part in parts]
    return _Sql(f"({' OR '.join(part.text for part in every)})", tuple(p for part in every for p in part.params))


def _joined(words: Sequence[_Words]) -> str:
    """The expression for all of ``words``, of which one at least is positive."""
    wanted = [f"({part.expression})" for part in words if not part.negative]
    unwanted = [part.expression for part in words if part.negative]
    # Always with an AND: FTS5 takes none beside a parenthesis as an error. NOT has two sides in FTS5.
    joined = " AND ".join(wanted)
    return f"({joined}) NOT {_either(unwanted)}" if unwanted else joined


def _either(expressions: Sequence[str]) -> str:
    return "(" + " OR ".join(f"({expression})" for expression in expressions) + ")"


def _sql(part: _Part) -> _Sql:
    if isinstance(part, _Sql):
        return part
    sign = "NOT IN" if part.negative else "IN"
    return _Sql(f"article.id {sign} (SELECT rowid FROM search WHERE search MATCH ?)", (part.expression,))


def _number(field: Field) -> _Sql:
    column = _NUMBERS[field.name]

    def value(text: str) -> float:
        return float(text.removesuffix("%"))

    if field.operator == "..":
        bounds = [(">=", field.value), ("<=", field.upper)]
        tests = [(f"{column} {sign} ?", value(text)) for sign, text in bounds if text]
        return _Sql(f"({' AND '.join(test for test, _ in tests)})", tuple(bound for _, bound in tests))
    wanted = value(field.value)
    if field.operator == ":":
        if field.name == "minutes":  # a started minute counts as one
            return _Sql(f"({column} > ? AND {column} <= ?)", (wanted - 1, wanted))
        return _Sql(f"{column} = ?", (wanted,))
    return _Sql(f"{column} {field.operator} ?", (wanted,))


def _escaped(text: str) -> str:
    """``text`` for LIKE, with the backslash as the escape character."""
    return re.sub(r"([\\%_])", r"\\\1", text)
