"""The tree of the drawer and the lines of it that are shown."""

from __future__ import annotations

import string
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from readlater.language.query import parse
from readlater.model import Category, Field, SavedSearch, Shelves
from readlater.tui.shelf_tree import MOST_NAMES, Kind, Row, make_tree, nodes_of, rows, search_nodes, with_query

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


def search(name: str, query: str = "sea", count: int = 1) -> SavedSearch:
    """A saved search."""
    return SavedSearch(name, name, query, WHEN, WHEN, count)


def shelves(
    *,
    searches: tuple[SavedSearch, ...] = (),
    categories: tuple[Category, ...] = (),
    tags: tuple[tuple[str, int], ...] = (),
    sites: tuple[tuple[str, int], ...] = (),
    loose: tuple[int, int] = (0, 0),
) -> Shelves:
    """What a library says."""
    return Shelves((("continue", 3), ("forgotten", 0)), searches, categories, tags, sites, loose)


def drawn(lines: list[Row]) -> list[str]:
    """Lines as they stand below each other."""
    signs = {None: "  ", False: "▾ ", True: "▸ "}
    return [
        "" if one.node.kind is Kind.GAP else f"{'  ' * one.depth}{signs[one.folded]}{one.node.title}" for one in lines
    ]


def test_searches_nest_by_their_names_and_a_name_may_be_both_search_and_folder() -> None:
    tree = make_tree(shelves(searches=(search("Work"), search("work/wal"), search("a/b/c"), search("zoo"))), "+")
    assert drawn(rows(tree[1:], set())) == [
        "▾ Saved searches",
        "  ▾ a",
        "    ▾ b",
        "        c",
        "  ▾ Work",
        "      wal",
        "    zoo",
    ]
    folder, work = tree[1].parts[:2]
    assert (folder.kind, folder.name, folder.query) == (Kind.FOLDER, "a/", "")
    assert (work.kind, work.name, work.query) == (Kind.SEARCH, "Work", "sea")
    assert drawn(rows(tree[1:], {work.key, folder.key}))[1:] == ["  ▸ a", "  ▸ Work", "    zoo"]


def test_a_library_without_anything_has_the_lists_and_says_how_to_save() -> None:
    assert drawn(rows(make_tree(shelves(), "+"), set()))[-2:] == ["▾ Saved searches", "    + keeps a search here"]
    assert [node.count for node in make_tree(None)[0].parts] == [None] * 6
    assert [node.count for node in make_tree(shelves())[0].parts][:2] == [3, 0]


def test_every_line_shows_what_it_counts() -> None:
    tree = make_tree(
        shelves(
            categories=(Category("tech", "Technology", 5), Category("tech/a b", "a b", 2)),
            tags=(("none", 3), ("c++", 2)),
            sites=(("The Times", 4),),
            loose=(7, 9),
        )
    )
    asked = {node.key: parse(node.query).root for node in nodes_of(tree) if node.query}
    for key, field, value in (
        ("category:tech", "category", "tech"),
        ("category:tech/a b", "category", "tech/a b"),
        ("tag:none", "tag", "none"),
        ("tag:c++", "tag", "c++"),
        ("site:The Times", "site", "The Times"),
        ("none:category", "category", ""),
        ("none:tag", "tag", ""),
    ):
        found = asked[key]
        assert isinstance(found, Field)
        assert (found.name, found.value) == (field, value)
    assert [node.title for node in nodes_of(tree) if node.kind is Kind.CATEGORY] == ["Technology", "a b"]
    assert with_query(tree, "tag:c++") == "tag:c++"
    assert not with_query(tree, "")


def test_of_many_the_largest_are_shown_and_what_is_wanted_always() -> None:
    many = tuple((f"tag{n:02}", 100 - n) for n in range(40))
    tree = make_tree(shelves(tags=many, loose=(0, 1)))
    tags = [one.node for one in rows(tree, set())][-13:]
    assert [one.title for one in tags] == [
        "Tags",
        *(f"tag{n:02}" for n in range(MOST_NAMES)),
        "30 more",
        "without a tag",
    ]
    more = tags[-2]
    assert len(rows(tree, {more.key})) == len(rows(tree, set())) + 30
    shown = [one.node.title for one in rows(tree, set(), always={"tag:tag37"})]
    assert shown[-3:] == ["tag37", "29 more", "without a tag"]


def test_filtering_shows_what_holds_all_words_with_what_it_stands_in() -> None:
    tree = make_tree(
        shelves(searches=(search("work/storage/wal"), search("zoo")), tags=(("Storage", 2), ("sea", 1))), "+"
    )
    folded = {node.key for node in nodes_of(tree) if node.parts}
    assert drawn(rows(tree, folded, "STOR")) == [
        "▾ Saved searches",
        "  ▾ work",
        "    ▾ storage",
        "        wal",
        "",
        "▾ Tags",
        "    Storage",
    ]
    assert not rows(tree, set(), "stor sea")
    assert rows(tree, set(), "  ") == rows(tree, set())


SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
names = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=4)


@given(st.lists(st.lists(names, min_size=1, max_size=4), max_size=12))
def test_every_search_is_there_once(paths: list[list[str]]) -> None:
    found = {"/".join(path).translate(SMALL): "/".join(path) for path in paths}
    tree = search_nodes(search(name) for name in found.values())
    assert sorted(one.name for one in nodes_of(tree) if one.kind is Kind.SEARCH) == sorted(found.values())
    keys = [one.key for one in nodes_of(tree)]
    assert len(keys) == len(set(keys))


def test_a_query_of_a_tree_is_one_of_the_language() -> None:
    names = ('Say "hi"', '"x"', "a (b)", "x*", "none", "=x", "a,b")
    tree = make_tree(shelves(sites=tuple((name, 1) for name in names), tags=tuple((name, 1) for name in names)))
    for node in nodes_of(tree):
        if node.kind in (Kind.SITE, Kind.TAG):
            assert isinstance(parse(node.query).root, Field), node.name
