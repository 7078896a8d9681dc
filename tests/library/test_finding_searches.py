"""Saved searches and what stands in the drawer."""

from __future__ import annotations

import pytest

from readlater.errors import NotFoundError, QueryError, UsageError
from readlater.language.lists import BY_NAME, LISTS
from readlater.language.query import parse
from readlater.library import Library, NewArticle
from readlater.library.searches import LONGEST_NAME
from tests.factories import draft


def names(library: Library) -> list[str]:
    return [one.name for one in library.saved_searches()]


def test_a_search_is_saved_changed_and_forgotten(library: Library) -> None:
    assert (
        library.save_search(" Work /  Short ", "is:unread  words:<500 sort:oldest") == "saved the search “Work/Short”"
    )
    (one,) = library.saved_searches()
    assert (one.name, one.query, one.count) == ("Work/Short", "is:unread words:<500 sort:oldest", None)
    assert library.saved_search("work/short") == one
    assert library.save_search("Work/Short", "is:unread words:<500 sort:oldest") == "nothing to change"
    assert library.save_search("work/short", "words:<900") == "changed the search “work/short”"
    (other,) = library.saved_searches()
    assert (other.uuid, other.name, other.query) == (one.uuid, "work/short", "words:<900")
    assert library.delete_search("WORK/short") == "deleted the search “work/short”"
    assert names(library) == []
    for expected in ([other], [one], []):
        library.undo()
        assert library.saved_searches() == expected
    for expected in ([one], [other], []):
        library.redo()
        assert library.saved_searches() == expected


@pytest.mark.parametrize("name", ["", "  ", "/", "a//b", "x" * (LONGEST_NAME + 1)])
def test_a_name_must_be_one(library: Library, name: str) -> None:
    with pytest.raises(UsageError):
        library.save_search(name, "a")


def test_a_query_must_be_one(library: Library) -> None:
    with pytest.raises(UsageError):
        library.save_search("a", "  ")
    with pytest.raises(QueryError, match="unred"):
        library.save_search("a", "is:unred")
    with pytest.raises(UsageError):
        library.save_search("a", "word " * 500)
    assert names(library) == []


def test_control_characters_are_cleaned(library: Library) -> None:
    library.save_search("a\x1b[2Jb", "zorb\n\x07quix")
    (one,) = library.saved_searches()
    assert "\x1b" not in one.name
    assert one.query == "zorb quix"


def test_a_branch_moves_and_goes_as_a_whole(library: Library) -> None:
    for name in ("work", "work/short", "Work/long", "workshop", "home"):
        library.save_search(name, "a")
    assert names(library) == ["home", "work", "Work/long", "work/short", "workshop"]
    assert library.rename_search("work/", "work/now") == "renamed “work” to “work/now” (3 searches)"
    assert names(library) == ["home", "work/now", "work/now/long", "work/now/short", "workshop"]
    library.rename_search("work/now", "work")
    assert names(library) == ["home", "work", "work/long", "work/short", "workshop"]
    assert library.delete_search("work") == "deleted the search “work”"
    assert library.delete_search("work/") == "deleted the 2 searches in “work”"
    assert names(library) == ["home", "workshop"]
    library.undo()
    assert names(library) == ["home", "work/long", "work/short", "workshop"]


def test_a_name_is_given_once(library: Library) -> None:
    library.save_search("a", "zorb")
    library.save_search("b", "quix")
    with pytest.raises(UsageError, match="“b”"):
        library.rename_search("a", "B")
    assert library.rename_search("a", "A") == "renamed the search “a” to “A”"
    with pytest.raises(NotFoundError, match="Did you mean “b”"):
        library.rename_search("bb", "c")
    with pytest.raises(NotFoundError):
        library.delete_search("nothing")


def test_undoing_leaves_what_came_later(library: Library) -> None:
    """A name that was taken since, or a search that was changed since, stays as it is."""
    library.save_search("a", "zorb")
    library.delete_search("a")
    undone = library.history(1)[0].id
    library.save_search("a", "quix")
    with library._database.write() as connection:
        connection.execute("DELETE FROM action WHERE id > ?", (undone,))
    library.undo()
    assert [one.query for one in library.saved_searches()] == ["quix"]


def test_the_drawer_counts_what_the_lists_show(library: Library) -> None:
    added = library.add_all(
        [
            NewArticle(
                draft(
                    f"Title {n}",
                    f"word {n} " * (n + 1),
                    site=("Nature", "NATURE", "Echo", "")[n % 4],
                    category_id=("tech", "tech/storage", "", "art")[n % 4],
                    tags=("all", "odd") if n % 2 else ("all",) if n % 3 else (),
                )
            )
            for n in range(12)
        ]
    )
    ids = [one.id for one in added]
    library.delete(ids[:1])
    library.archive(ids[1:2])
    library.add_highlight(ids[2], 0, 4)
    library.save_search("few", "words:<9")
    library.save_search("few/archived", "is:archived sort:title")
    library.save_search("said", '"word 3"')
    with library._database.write() as connection:  # what an older or newer version understood
        connection.execute("INSERT INTO saved_search VALUES (99, 'u', 'odd', 'colour:<5 nofield:3', 1, 1)")
    shelves = library.shelves()
    assert dict(shelves.smart) == {one.name: len(library.ids(parse(one.query))) for one in LISTS}
    assert dict(shelves.smart)["highlighted"] == 1
    for one in shelves.searches:
        if one.name == "odd":
            assert one.count is None
        else:
            assert one.count == library.search(parse(one.query), limit=-1).total
            assert one.count
    assert shelves.searches == tuple(library.saved_searches(count=True))
    assert [(one.id, one.count) for one in shelves.categories] == [("art", 3), ("tech", 5), ("tech/storage", 3)]
    assert dict(shelves.tags) == {name: len(library.ids(parse(f"tag:{name}"))) for name in ("all", "odd")}
    assert [(site.lower(), count) for site, count in shelves.sites] == [("nature", 5), ("echo", 3)]
    for site, count in shelves.sites:
        assert library.count(parse(f'site:="{site}"')) == count
    assert shelves.loose == (library.count(parse("category:none")), library.count(parse("tag:none")))
    assert library.count(parse("is:trashed")) == 1


def test_the_drawer_of_an_empty_library(library: Library) -> None:
    shelves = library.shelves()
    assert shelves.smart == tuple((name, 0) for name in BY_NAME)
    assert (shelves.searches, shelves.categories, shelves.tags, shelves.sites, shelves.loose) == (
        (),
        (),
        (),
        (),
        (0, 0),
    )


def test_a_tag_is_renamed_for_all_that_have_it(library: Library) -> None:
    first, second, third = (library.add(draft(f"T{n}", f"Text {n}.", tags=("linux",))).id for n in range(3))
    library.tag([second], "bsd")
    library.delete([third])
    assert library.rename_tag("Linux", "bsd") == "renamed the tag linux to bsd"
    assert library.tags() == [("bsd", 2)]
    assert library.article(third).tags == ("bsd",)
    library.undo()
    assert library.tags() == [("linux", 2), ("bsd", 1)]
    assert library.article(second).tags == ("bsd", "linux")
    library.rename_tag("linux", "Linux")
    assert library.article(first).tags == ("Linux",)
    with pytest.raises(NotFoundError):
        library.rename_tag("nothing", "else")
