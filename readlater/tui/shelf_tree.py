"""What stands in the drawer, as a tree, and the lines of it that are shown. No Textual here.

The tree is made in a thread, of everything that the library has; the lines are made of it at every key, and are never
more than fit for that: of categories, tags and sites those with the most articles, unless more are wanted.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from enum import StrEnum

from readlater.language.lists import LISTS
from readlater.language.printing import format_query
from readlater.model import Category, Field, Query, SavedSearch, Shelves
from readlater.model.values import dataclass
from readlater.tui.formatting import number

MOST_NAMES = 10
"""Topmost categories, tags, or sites, that are shown until more are wanted."""

MOST_FOUND = 100
"""Lines of a section that are shown while the drawer is filtered: more than anyone looks through."""

CATEGORIES = "categories"
TAGS = "tags"
SITES = "sites"
"""The names of the sections of which not everything is shown at first."""


_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
"""What makes no difference between the names of saved searches: ``Work/a`` and ``work/b`` are in one folder."""


class Kind(StrEnum):
    """What a line of the drawer is."""

    SECTION = "section"
    LIST = "list"
    SEARCH = "search"
    FOLDER = "folder"
    CATEGORY = "category"
    TAG = "tag"
    SITE = "site"
    NONE = "none"
    """The articles without a category, or without a tag."""
    MORE = "more"
    """Stands for what is not shown."""
    NOTE = "note"
    """A remark, on which nothing can be done."""
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Node:
    """Something in the drawer.

    Attributes:
        kind: what it is.
        name: its whole name: that of a built-in list, the path of a search or category; ``work/`` for a folder.
        title: how it is shown, the last part of a path.
        query: what it shows in the list; empty for what only holds others.
        count: how many articles that is; None if it is not known.
        help: what it is, in a few words.
        parts: what stands below it.
        sought: what a filter looks in, without capitals.
    """

    kind: Kind
    name: str
    title: str
    query: str = ""
    count: int | None = None
    help: str = ""
    parts: tuple[Node, ...] = ()
    sought: str = ""

    @property
    def key(self) -> str:
        """What sets it apart from all others, also after the library was changed."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line: what it shows, how deep it stands, and whether what is below it is hidden (None: there is nothing)."""

    node: Node
    depth: int
    folded: bool | None = None


GAP = Row(Node(Kind.GAP, "", ""), 0)


# --- the tree


def make_tree(shelves: Shelves | None, save_key: str = "") -> tuple[Node, ...]:
    """The sections with all that is in them; None: those that need no library, without numbers.

    Args:
        shelves: what the library says.
        save_key: the key that keeps a search; it is told where there is none yet.
    """
    counts = dict(shelves.smart) if shelves is not None else {}
    lists = [
        Node(Kind.LIST, one.name, one.title, one.query, counts.get(one.name), one.help, sought=one.title.casefold())
        for one in LISTS
    ]
    tree = [_section("lists", "Lists", lists)]
    if shelves is None:
        return tuple(tree)
    note = Node(Kind.NOTE, "searches", f"{save_key} keeps a search here" if save_key else "none yet")
    tree.append(_section("searches", "Saved searches", search_nodes(shelves.searches) or [note]))
    without_category, without_tag = shelves.loose
    categories = _with_rest(_category_nodes(shelves.categories), "category", without_category)
    tags = _with_rest(_named(Kind.TAG, "tag", shelves.tags), "tag", without_tag)
    sites = _named(Kind.SITE, "site", shelves.sites)
    for name, nodes in ((CATEGORIES, categories), (TAGS, tags), (SITES, sites)):
        if nodes:
            tree.append(_section(name, name.capitalize(), nodes))
    return tuple(tree)


def _section(name: str, title: str, parts: Iterable[Node]) -> Node:
    return Node(Kind.SECTION, name, title, parts=tuple(parts))


def search_nodes(searches: Iterable[SavedSearch]) -> list[Node]:
    """Saved searches as a tree: what stands before a ``/`` in a name is a folder, or the search of that name."""
    found = {
        one.name.translate(_SMALL): Node(
            Kind.SEARCH, one.name, _last(one.name), one.query, one.count, one.query, sought=one.name.casefold()
        )
        for one in searches
    }
    nodes: dict[str, Node] = {}
    for node in found.values():
        for path in _paths(node.name):
            key = path.translate(_SMALL)
            nodes.setdefault(key, found.get(key) or _folder(path))
    return _nested(nodes)


def _folder(path: str) -> Node:
    return Node(Kind.FOLDER, f"{path}/", _last(path), sought=path.casefold())


def _category_nodes(categories: Iterable[Category]) -> list[Node]:
    found = {
        one.id: Node(
            Kind.CATEGORY,
            one.id,
            one.name or _last(one.id),
            _query("category", one.id),
            one.count,
            one.id,
            sought=f"{one.id} {one.name}".casefold(),
        )
        for one in categories
    }
    for path in [above for one in found for above in _paths(one) if above not in found]:
        query = _query("category", path)
        found[path] = Node(Kind.CATEGORY, path, _last(path), query, help=path, sought=path.casefold())
    return _nested(found)


def _named(kind: Kind, field: str, names: Iterable[tuple[str, int]]) -> list[Node]:
    return [Node(kind, name, name, _query(field, name), count, name, sought=name.casefold()) for name, count in names]


def _query(field: str, value: str) -> str:
    """What shows the articles of a name: of a site this one only, and none that has its name in its own.

    The language has no way to write a name with a quotation mark in it: it is asked for by what stands before that.
    """
    before, mark, _ = value.partition('"')
    if mark:
        return format_query(Query(Field(field, "*", before.strip() or value.replace('"', " ").strip())))
    return format_query(Query(Field(field, "=" if field == "site" else ":", value)))


def _with_rest(nodes: list[Node], field: str, count: int) -> list[Node]:
    """With a line for the articles that have no category, or no tag, if there are any."""
    if nodes and count:
        title = f"without a {field}"
        query = format_query(Query(Field(field, ":", "")))
        nodes.append(Node(Kind.NONE, field, title, query, count, sought=title))
    return nodes


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _paths(path: str) -> Iterator[str]:
    """A path and all above it, the topmost first."""
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _nested(nodes: dict[str, Node]) -> list[Node]:
    """Nodes by their paths, as a tree; those beside each other by title."""
    below: dict[str, list[str]] = {}
    for path in nodes:
        below.setdefault(path.rpartition("/")[0] if "/" in path else "", []).append(path)

    def made(above: str) -> list[Node]:
        found = [replace(nodes[path], parts=tuple(made(path))) for path in below.get(above, ())]
        return sorted(found, key=lambda one: (one.title.casefold(), one.title))

    return made("")


# --- the lines


def rows(tree: Sequence[Node], turned: Set[str], sought: str = "", always: Set[str] = frozenset()) -> list[Row]:
    """The lines that are shown.

    Args:
        tree: the sections.
        turned: the keys of what is not as usual: folded, or for a line that stands for more, shown.
        sought: words that must all stand in what is shown, with what it stands in; empty: everything is shown.
        always: the keys of what is shown also where there is not room for all.
    """
    if words := sought.casefold().split():
        return _found_rows(tree, words)
    lines: list[Row] = []
    for section in tree:
        if lines:
            lines.append(GAP)
        folded = section.key in turned
        lines.append(Row(section, 0, folded))
        if not folded:
            lines += _section_rows(section, turned, always)
    return lines


def _section_rows(section: Node, turned: Set[str], always: Set[str]) -> Iterator[Row]:
    parts = section.parts
    rest = parts[-1:] if parts[-1].kind is Kind.NONE else ()
    names = parts[: len(parts) - len(rest)]
    if section.name not in (CATEGORIES, TAGS, SITES) or len(names) <= MOST_NAMES + 1:
        return _rows(parts, 1, turned)
    if f"{Kind.MORE}:{section.name}" in turned:
        return _rows((*names, _more(section, "fewer"), *rest), 1, turned)
    largest = set(sorted(range(len(names)), key=lambda at: -(names[at].count or 0))[:MOST_NAMES])
    shown = [one for at, one in enumerate(names) if at in largest or (always and _holds(one, always))]
    return _rows((*shown, _more(section, f"{number(len(names) - len(shown))} more"), *rest), 1, turned)


def _holds(node: Node, keys: Set[str]) -> bool:
    """Whether one of the keys is the node's, or that of something below it."""
    return node.key in keys or any(_holds(part, keys) for part in node.parts)


def _more(section: Node, title: str) -> Node:
    return Node(Kind.MORE, section.name, title)


def _rows(nodes: Iterable[Node], depth: int, turned: Set[str]) -> Iterator[Row]:
    for node in nodes:
        folded = node.key in turned if node.parts else None
        yield Row(node, depth, folded)
        if folded is False:
            yield from _rows(node.parts, depth + 1, turned)


def _found_rows(tree: Sequence[Node], words: Sequence[str]) -> list[Row]:
    lines: list[Row] = []
    for section in tree:
        found = list(_matching(section.parts, 1, words, MOST_FOUND))
        if not found:
            continue
        if lines:
            lines.append(GAP)
        lines.append(Row(section, 0, False))
        lines += found
    return lines


def _matching(nodes: Iterable[Node], depth: int, words: Sequence[str], most: int) -> Iterator[Row]:
    """What holds the words, with what it stands in, ``most`` lines at most."""
    for node in nodes:
        below = list(_matching(node.parts, depth + 1, words, most)) if node.parts else []
        if below or (node.sought and all(word in node.sought for word in words)):
            yield Row(node, depth, False if below else None)
            yield from below
            most -= 1 + len(below)
            if most <= 0:
                return


def nodes_of(tree: Iterable[Node]) -> Iterator[Node]:
    """All that is in the drawer, from top to bottom."""
    for node in tree:
        yield node
        yield from nodes_of(node.parts)


def with_query(tree: Iterable[Node], query: str) -> str:
    """The key of the first line that shows a query; empty if there is none."""
    return next((node.key for node in nodes_of(tree) if node.query == query), "") if query else ""
