"""Lists that are no view of every library: what a query finds, a list in parts, some articles in a given order."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.language.lists import BY_NAME
from readlater.language.query import parse
from readlater.model import And, Counts, Node, Or, Query
from readlater.model.values import dataclass
from readlater.tui.views import View

if TYPE_CHECKING:
    from readlater.library import Library

SAVED = "saved:"
"""What stands before the name of a saved search where it is remembered which list is shown."""

EMPTY = {
    "continue": "Nothing is half read.",
    "forgotten": "Nothing is forgotten.",
    "duplicates": "Nothing is there twice.",
    "empty": "Every article has a text.",
    "highlighted": "Nothing is marked yet.",
    "snoozed": "Nothing is put off.",
}
"""What the built-in lists say when nothing is in them."""


@dataclass(frozen=True, slots=True)
class Listed(View):
    """A list with a title of its own.

    Attributes:
        text: its query as it was typed, if it is one.
        parts: for each part its title and its articles in their order, if it has parts.
        given: the articles, where no query tells them.
        notes: what is to be told of articles, by their numbers.
        holds: how many articles it holds; None as long as that is not known.
    """

    text: str = ""
    parts: tuple[tuple[str, Query], ...] = ()
    given: array[int] | None = None
    notes: Mapping[int, str] | None = None
    holds: int | None = None

    def count(self, counts: Counts) -> int | None:
        """How many articles it holds; None as long as that is not known."""
        return self.holds


def of_query(title: str, query: str, name: str = "", empty: str = "") -> Listed:
    """The list of what a query finds.

    Args:
        title: what it is called.
        query: as it is typed.
        name: by which it is remembered.
        empty: what is said if there is nothing in it.

    Raises:
        QueryError: the query can't be understood.
    """
    parsed = parse(query)
    return Listed(name, title, parsed.root, empty or f"Nothing in {title}.", parsed.sort, text=query)


def built_in(name: str) -> Listed:
    """A list that every library has; KeyError if there is none of this name."""
    one = BY_NAME[name]
    return of_query(one.title, one.query, name, EMPTY.get(name, ""))


def kept(library: Library, name: str) -> Listed | None:
    """The list that was remembered by a name; None if there is none any more."""
    try:
        if name.startswith(SAVED):
            saved = library.saved_search(name.removeprefix(SAVED))
            return of_query(saved.name, saved.query, name)
        return built_in(name) if name in BY_NAME else None
    except ReadlaterError:
        return None


def of_parts(title: str, parts: Sequence[tuple[str, str]], aside: str, empty: str) -> Listed:
    """A list in parts: for each its title and its query, which an article should answer to of one only.

    Raises:
        QueryError: a query can't be understood.
    """
    parsed = tuple((heading, parse(query)) for heading, query in parts)
    root: Node = Or(tuple(query.root for _, query in parsed))
    return Listed("", title, root, empty, aside=aside, parts=parsed)


def of_ids(title: str, ids: Sequence[int], aside: str = "", notes: Mapping[int, str] | None = None) -> Listed:
    """A list of these articles in this order; those that are in the trash, or gone, are left out."""
    given = array("q", ids)
    return Listed("", title, And(()), f"Nothing in {title}.", None, aside, given=given, notes=notes)


def holding(listed: View, count: int) -> View:
    """The list, which is known to hold so many articles."""
    assert isinstance(listed, Listed)
    return replace(listed, holds=count)
