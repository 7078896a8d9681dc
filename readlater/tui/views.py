"""The views of the list and its orders: what they are called and which query each one is."""

from __future__ import annotations

from readlater.model import And, Counts, Field, Node, Not, Or, Query, Sort
from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A part of the library that the list can show.

    ``empty`` is what an empty one says, ``sort`` its own order (None: that of the list), ``aside`` one that is no sort.
    """

    name: str
    title: str
    root: Node
    empty: str
    sort: Sort | None = None
    aside: str = ""

    def query(self, more: Query | None = None) -> Query:
        """The view's articles, or those of them that also answer to ``more``."""
        if more is None or more.root == And(()):
            return Query(self.root, more.sort if more else None)
        root = _without(self.root, _NOT_SNOOZED) if _asks_when(more.root) else self.root
        return Query(And((root, more.root)), more.sort)

    def count(self, counts: Counts) -> int | None:
        """How many articles it holds; None if these numbers don't tell it."""
        return {
            "inbox": counts.unread + counts.reading + counts.read,
            "unread": counts.unread,
            "reading": counts.reading,
            "favourites": counts.favourite,
            "archive": counts.archived,
            "trash": counts.trashed,
            "all": counts.total,
        }.get(self.name)


def _is(value: str) -> Field:
    return Field("is", ":", value)


_NOT_ARCHIVED = Not(_is("archived"))
_NOT_SNOOZED = Not(_is("snoozed"))


def _asks_when(node: Node) -> bool:
    """Whether a query says itself what it wants of what is put off."""
    match node:
        case Field(name, _, value):
            return name == "snoozed" or (name == "is" and value == "snoozed")
        case Not(part):
            return _asks_when(part)
        case And(parts) | Or(parts):
            return any(map(_asks_when, parts))
    return False


def _without(root: Node, part: Node) -> Node:
    return And(tuple(one for one in root.parts if one != part)) if isinstance(root, And) else root


VIEWS: tuple[View, ...] = (
    View("inbox", "Inbox", And((_NOT_ARCHIVED, _NOT_SNOOZED)), "Nothing in the inbox."),
    View("unread", "Unread", And((_is("unread"), _NOT_ARCHIVED, _NOT_SNOOZED)), "Nothing unread."),
    View("reading", "Reading", And((_is("reading"), _NOT_ARCHIVED, _NOT_SNOOZED)), "No article is half read."),
    View("favourites", "Favourites", _is("favourite"), "No favourites yet."),
    View("archive", "Archive", _is("archived"), "Nothing is archived."),
    View("trash", "Trash", _is("trashed"), "The trash is empty."),
)
"""In the order of their keys."""

ALL = View("all", "Everything", And(()), "Nothing yet.")
"""Everything that is not in the trash, archived articles too."""

TRASH = VIEWS[-1]

BY_NAME: dict[str, View] = {view.name: view for view in (*VIEWS, ALL)}

SORTS: dict[Sort, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.PUBLISHED: "last published first",
    Sort.LAST_READ: "last read first",
    Sort.TITLE: "by title",
    Sort.SITE: "by site",
    Sort.SHORTEST: "shortest first",
    Sort.LONGEST: "longest first",
    Sort.MOST_READ: "most read first",
    Sort.MARKED: "last marked first",
    Sort.LEFT: "least left first",
    Sort.SNOOZED: "soonest back first",
    Sort.RANDOM: "in random order",
}
"""The orders that the list offers, with their names; the order by rank comes with a search."""
