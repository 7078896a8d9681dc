"""What the list holds, looked up in a thread: a view, what a search found in it, in an order, perhaps in groups."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from readlater.model import And, Field, Node, Or, Phrase, Query, Sort, Word
from readlater.tui import formatting

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Grouping

FOUND_WHILE_TYPING = 200
FOUND_AT_MOST = 5000
"""Results of a search that the list holds: while typing, and when Enter asked for all."""

FIRST_PAGE = 64
"""Articles that are looked up before the first paint; the rest follows from a thread."""

_SOON = frozenset((Sort.NEWEST, Sort.OLDEST, Sort.PUBLISHED, Sort.TITLE, Sort.SITE, Sort.SHORTEST, Sort.LONGEST))
"""The orders of which the first page comes at once from an index."""

_SOON_BY_DAY = frozenset((Sort.NEWEST, Sort.OLDEST))
"""Those of which the first page in groups by day does, too."""

AT_ONCE = 250_000
"""Steps of SQLite's machine that the first frame waits for: 5 ms, in which it goes through 10,000 articles."""

Groups = tuple[tuple[str, int], ...]
"""For each group of a list its title and the position of its first article."""


def has_rank(node: Node) -> bool:
    """Whether a query's results can be ordered by how well they fit: it asks for words, or for similar articles."""
    return _asks_for(node, ("text", "note", "similar"))


def has_words(node: Node) -> bool:
    """Whether a query asks for words, which then stand somewhere in what it finds."""
    return _asks_for(node, ("text", "note"))


def _asks_for(node: Node, fields: Collection[str]) -> bool:
    """Whether a query asks for words, or for one of these fields."""
    if isinstance(node, Field):
        return node.name in fields
    if isinstance(node, And | Or):
        return any(_asks_for(part, fields) for part in node.parts)
    return isinstance(node, Word | Phrase)


class Found:
    """What was found.

    Attributes:
        ids: the articles in order.
        total: how many there are in all; None: more than are here.
        nearest: no article has all the words; these have the most of them.
        instead: queries that would find something, where this one found nothing.
        groups: the groups that they are in, if they are.
    """

    def __init__(
        self,
        ids: array[int],
        total: int | None,
        nearest: bool = False,
        instead: Sequence[str] = (),
        groups: Groups = (),
    ) -> None:
        self.ids = ids
        self.total = total
        self.nearest = nearest
        self.instead = instead
        self.groups = groups

    @property
    def words(self) -> str:
        """``1,204 found``, ``200+ found``, ``20 nearest``."""
        if self.nearest:
            return f"{formatting.number(len(self.ids))} nearest"
        if self.total is None:
            return f"{formatting.number(len(self.ids))}+ found"
        return f"{formatting.number(self.total)} found"


def first_page(library: Library, query: Query, sort: Sort, grouping: Grouping | None) -> Found:
    """The first articles of a view, where they come at once from an index: in 4 ms at most; else none.

    Raises:
        LibraryError: the library can't be read.
    """
    if grouping is None and sort in _SOON:
        return Found(library.ids(query, sort, FIRST_PAGE), None)
    if grouping == "day" and sort in _SOON_BY_DAY:
        grouped = library.grouped(query, sort, grouping, limit=FIRST_PAGE)
        return Found(grouped.ids, None, groups=grouped.groups)
    return Found(array("q"), None)


def all_at_once(library: Library, look_up: LookUp) -> Found:
    """All that is looked up, if that takes a few ms; else none. For the first frame: no key waits for it.

    Raises:
        LibraryError: the library can't be read, or it took longer.
    """
    if look_up.ranked:
        return Found(array("q"), None)
    with library.briefly(AT_ONCE):
        return look_up(library)


class LookUp:
    """What is to be looked up; called with the library, it gives what was found.

    Attributes:
        query: the articles.
        text: what is searched, as typed; empty when nothing is.
        sort: the order; None while words are being typed: the first ones soon.
        ranked: whether they can be ordered by how well they fit.
        grouping: by what they are to be grouped.
        parts: the parts of the list, where it has some: for each its title and its articles in their order.
        given: the articles of a list that is no query, in their order.
    """

    def __init__(
        self,
        query: Query,
        text: str,
        sort: Sort | None,
        ranked: bool,
        grouping: Grouping | None = None,
        parts: tuple[tuple[str, Query], ...] = (),
        given: array[int] | None = None,
    ) -> None:
        self.query = query
        self.text = text
        self.sort = sort
        self.ranked = ranked
        self.grouping = grouping
        self.parts = parts
        self.given = given

    def __call__(self, library: Library) -> Found:
        """Looks it up.

        Raises:
            QueryError: the query holds a value that its field can't have.
            InterruptedQueryError: something newer is looked up.
        """
        if self.given is not None:
            return self._of_given(library, self.given)
        if self.parts:
            return self._in_parts(library)
        if self.ranked and (self.sort in (None, Sort.RANK) or self.grouping is None):
            return self._ranked(library)
        sort = None if self.sort is Sort.RANK else self.sort
        if self.grouping is not None:
            grouped = library.grouped(self.query, sort, self.grouping)
            return Found(grouped.ids, len(grouped.ids), groups=grouped.groups)
        ids = library.ids(self.query, sort)
        return Found(ids, len(ids))

    def _ranked(self, library: Library) -> Found:
        if self.sort is None:
            result = library.search(self.query, limit=FOUND_WHILE_TYPING, typing=True)
        else:
            result = library.search(self.query, limit=FOUND_AT_MOST, sort=self.sort)
        total = result.total
        if total is None and len(result.ids) < FOUND_WHILE_TYPING:
            total = len(result.ids)
        wrong = self.text and self.sort is not None and not len(result.ids)
        return Found(result.ids, total, result.partial, library.spelling(self.text) if wrong else ())

    def _in_parts(self, library: Library) -> Found:
        ids: array[int] = array("q")
        groups: list[tuple[str, int]] = []
        for title, part in self.parts:
            found = library.ids(Query(And((part.root, self.query.root))), part.sort)
            if len(found):
                groups.append((title, len(ids)))
                ids.extend(found)
        return Found(ids, len(ids), groups=tuple(groups))

    def _of_given(self, library: Library, given: array[int]) -> Found:
        here = [row.id for row in library.rows(given) if row.deleted is None]
        if self.text or self.sort not in (None, Sort.RANK):
            wanted = set(here)
            found = library.ids(self.query, self.sort if self.sort is not Sort.RANK else None)
            if self.sort in (None, Sort.RANK):
                answering = wanted.intersection(found)
                here = [number for number in here if number in answering]
            else:
                here = [number for number in found if number in wanted]
        return Found(array("q", here), len(here))
