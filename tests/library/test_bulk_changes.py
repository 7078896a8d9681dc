"""Changes of many articles at once: few statements, told while they run, one action; and deleting for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from readlater.errors import NotFoundError
from readlater.library import Library, columns
from readlater.library.packing import pack, unpack
from readlater.library.steps import MarkedRead, SetField
from readlater.model import State
from tests.factories import draft

COUNT = columns.BATCH + 7
URL = "https://example.org/a"


@pytest.fixture
def many(library: Library) -> list[int]:
    """More articles than one statement is about."""
    return [one.id for one in library.add_all([_new(n) for n in range(COUNT)])]


def _new(number: int) -> Any:
    from readlater.library import NewArticle

    return NewArticle(draft(f"Title {number}", f"Text {number}.", url=f"{URL}{number}", site=f"Site {number % 3}"))


@contextmanager
def statements(library: Library) -> Iterator[list[str]]:
    """The statements that are executed within, those of triggers left out."""
    said: list[str] = []
    with library._database.read() as connection:
        connection.set_trace_callback(lambda text: said.append(text) if not text.startswith("--") else None)
        try:
            yield said
        finally:
            connection.set_trace_callback(None)


CHANGES: dict[str, Any] = {
    "archive": lambda library, ids: library.archive(ids),
    "favourite": lambda library, ids: library.favourite(ids),
    "tag": lambda library, ids: library.tag(ids, "bulk"),
    "retag": lambda library, ids: library.retag(ids, ["bulk"], ["before"]),
    "category": lambda library, ids: library.set_category(ids, "a/b"),
    "site": lambda library, ids: library.edit(ids, site="One site"),
    "date": lambda library, ids: library.edit(ids, published="2024-03"),
    "delete": lambda library, ids: library.delete(ids),
    "read": lambda library, ids: library.mark_read(ids),
}


def seen(library: Library, ids: list[int]) -> list[Any]:
    some = [library.article(number) for number in (ids[0], ids[COUNT // 2], ids[-1])]
    return [
        (a.archived, a.favourite, a.tags, a.category_id, a.site, a.published, a.deleted is None, a.state) for a in some
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_many_is_one_action_taken_back_by_one(library: Library, many: list[int], name: str) -> None:
    library.tag(many, "before")
    before = seen(library, many)
    actions = len(library.history(100))
    told: list[int] = []
    with library.telling(told.append):
        label = CHANGES[name](library, many)
    assert f"{COUNT} articles" in label
    assert told == sorted(told)
    assert told[-1] >= COUNT
    changed = seen(library, many)
    assert all(one != other for one, other in zip(changed, before, strict=True))
    assert len(library.history(100)) == actions + 1
    assert library.undo() == label
    assert seen(library, many) == before
    assert library.redo() == label
    assert seen(library, many) == changed
    assert library.check() == []


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"tag", "retag", "read"}))
def test_it_takes_few_statements(library: Library, many: list[int], name: str) -> None:
    with statements(library) as said:
        CHANGES[name](library, many)
    assert len(said) < 60


def test_who_is_told_can_stop_it_and_nothing_is_changed(library: Library, many: list[int]) -> None:
    class Enough(Exception):
        pass

    def stop(count: int) -> None:
        raise Enough

    with pytest.raises(Enough), library.telling(stop):
        library.archive(many)
    assert not library.article(many[0]).archived
    with library.telling(lambda _: None):
        pass
    library.archive(many)  # nobody is told any more
    assert library.article(many[-1]).archived


def test_whether_all_are(library: Library, many: list[int]) -> None:
    assert not library.all_are(many, "archived")
    library.archive(many[:-1])
    assert not library.all_are(many, "archived")
    library.archive(many)
    assert library.all_are(many, "archived")
    library.mark_read(many[:1])
    assert library.all_are(many[:1], "read")
    assert not library.all_are(many[:2], "read")
    assert not library.all_are(many[:2], "trashed")
    with pytest.raises(KeyError):
        library.all_are(many, "1) OR (1")


def test_long_lists_are_kept_as_ranges() -> None:
    ids = (*range(1, 100_001), 5, 9, 8, 7, 200_000)
    packed = pack([SetField("archived", 0, 1, ids)])
    assert len(packed) < 300
    [step] = unpack(packed)
    assert isinstance(step, SetField)
    assert step.ids == ids
    words = tuple(f"uuid-{number}" for number in range(300))
    assert unpack(pack([MarkedRead(words, (1, 2), 3)])) == [MarkedRead(words, (1, 2), 3)]
    odd = ("a b", *words)
    assert unpack(pack([MarkedRead(odd, (), 3)])) == [MarkedRead(odd, (), 3)]


def test_names_are_counted(library: Library, many: list[int]) -> None:
    assert {name for name, _ in library.names("site")} == {"Site 0", "Site 1", "Site 2"}
    library.edit(many[:5], site="Site 1")
    assert library.names("site")[0][0] == "Site 1"
    assert library.names("byline") == []
    with pytest.raises(ValueError, match="names nothing"):
        library.names("uuid")


def test_tags_given_and_taken_are_one_action(library: Library, many: list[int]) -> None:
    one = many[:1]
    library.tag(one, "old")
    label = library.retag(one, ["new"], ["old"])
    assert label == "changed the tags of “Title 0”"
    assert library.article(one[0]).tags == ("new",)
    library.undo()
    assert library.article(one[0]).tags == ("old",)
    assert library.retag(one, [], ["absent"]) == "nothing to change"


# --- deleting for ever


def test_only_what_is_in_the_trash_is_deleted_for_ever(library: Library, many: list[int]) -> None:
    library.delete(many[:3])
    assert library.purge(many[:5]) == 3
    assert [row.id for row in library.rows(many[:5])] == many[3:5]
    assert library.check() == []
    assert library.purge(many[:5]) == 0


def test_undoing_what_is_gone_says_so_and_the_next_goes_on(library: Library, many: list[int]) -> None:
    library.archive(many[3:4])
    library.favourite(many[:1])
    library.delete(many[:1])
    library.purge(many[:1])
    with pytest.raises(NotFoundError, match=r"can't be undone.*deleted for ever: moved “Title 0” to the trash"):
        library.undo()
    with pytest.raises(NotFoundError, match="favourite"):
        library.undo()
    assert library.undo() == "archived “Title 3”"
    assert library.check() == []


def test_undoing_what_is_gone_in_part_does_the_rest(library: Library, many: list[int]) -> None:
    library.archive(many[:2])
    library.delete(many[:1])
    library.purge(many[:1])
    with pytest.raises(NotFoundError):
        library.undo()
    assert library.undo() == "archived 2 articles"
    assert not library.article(many[1]).archived
    assert library.redo() == "archived 2 articles"
    assert library.article(many[1]).archived


def test_an_import_of_which_nothing_is_left_is_not_called_undone(library: Library) -> None:
    run = library.start_import("pages")
    number = library.add(draft("One", "Text.", url=URL), item="a", run=run).id
    library.finish_import(run)
    library.delete([number])
    library.purge([number])
    for _ in range(2):
        with pytest.raises(NotFoundError, match="deleted for ever"):
            library.undo()
    assert library.undo() is None


# --- the journal


def test_what_an_action_was_about(library: Library, many: list[int]) -> None:
    library.archive(many)
    library.tag(many[2:4], "x")
    tagged, archived, added = library.history(10)
    assert library.action_articles(tagged.id) == (2, ["Title 2", "Title 3"])
    count, titles = library.action_articles(archived.id, 3)
    assert (count, titles) == (COUNT, ["Title 0", "Title 1", "Title 2"])
    assert library.action_articles(added.id, 1) == (COUNT, ["Title 0"])
    library.delete(many[2:4])
    library.purge(many[2:4])
    assert library.action_articles(tagged.id) == (2, [])
    with pytest.raises(NotFoundError):
        library.action_articles(10**6)


def test_an_import_tells_what_it_brought(library: Library) -> None:
    run = library.start_import("pages")
    library.add(draft("One", "Text.", url=URL), item="a", run=run)
    library.finish_import(run)
    assert library.action_articles(library.history(1)[0].id) == (1, ["One"])


def test_going_no_further_than_an_action(library: Library, many: list[int]) -> None:
    for name in ("a", "b", "c"):
        library.tag(many[:1], name)
    first = library.history(3)[-1].id
    assert library.undo(after=first) is not None
    assert library.undo(after=first) is not None
    assert library.undo(after=first) is None
    assert library.article(many[0]).tags == ("a",)
    assert library.redo(until=first) is None
    assert library.redo(until=first + 1) is not None
    assert library.redo(until=first + 1) is None
    assert library.article(many[0]).tags == ("a", "b")


def test_the_history_reads_no_steps(library: Library, many: list[int]) -> None:
    library.archive(many)
    library.undo()
    [undone, done] = library.history(2)
    assert (undone.undone, done.undone) == (True, False)


def test_marking_read_leaves_out_what_is_read(library: Library, many: list[int]) -> None:
    library.mark_read(many[:2])
    library.mark_read(many)
    assert {library.row(number).read_count for number in many[:3]} == {1}
    library.mark_unread(many)
    assert library.row(many[-1]).state is State.UNREAD
    library.undo()
    assert library.row(many[-1]).state is State.READ


def test_a_busy_statement_stays_small(library: Library) -> None:
    """More articles than SQLite takes as parameters of one statement."""
    with library._database.read() as connection:
        assert columns.existing(connection, range(1, 300_000)) == []
        assert isinstance(connection, sqlite3.Connection)
