"""Queries as values: what `readlater.language.query.parse` returns and the library compiles to SQL."""

from __future__ import annotations

from enum import StrEnum

from readlater.model.values import dataclass


class Sort(StrEnum):
    """An order of the list. Ties are broken by the newest first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PUBLISHED = "published"
    LAST_READ = "last-read"
    TITLE = "title"
    SHORTEST = "shortest"
    LONGEST = "longest"
    MOST_READ = "most-read"
    SITE = "site"
    LEFT = "left"
    MARKED = "marked"
    SNOOZED = "snoozed"
    RANDOM = "random"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found in the text, title or byline; ``prefix`` when it may be the beginning of a longer one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand next to each other; ``prefix`` when the last may be the beginning of a longer one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on a field.

    Attributes:
        name: the field.
        operator: ``: < <= > >= ..``, ``*`` when the value may be the beginning of a longer one, or ``=`` when a name is
            to be just this one, neither a part of it nor one below it.
        value: in the form of `readlater.language.query`; empty: the article has none.
        upper: the end of a range.
        position: where it stands in the query, as an offset.
    """

    name: str
    operator: str
    value: str
    upper: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All parts must hold; no parts: everything."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part at least must hold."""

    parts: tuple[Node, ...]


Node = Word | Phrase | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its condition and, if it says so, its order."""

    root: Node = And(())
    sort: Sort | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on with a query that is being typed: ``text`` in the place of the code points ``start`` to ``end``.

    ``help`` says what it is, in a few words; ``count`` how many articles have it, where that is known.
    """

    text: str
    start: int
    end: int
    help: str = ""
    count: int | None = None
