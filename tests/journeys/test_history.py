"""The history, and going back and forth in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readlater.library import Library
from readlater.tui.screens.history import HistoryLines, HistoryScreen, Row
from readlater.tui.widgets.lines import Line
from tests.factories import draft
from tests.tui.driving import Driver, driving, make_library


def history(driver: Driver) -> HistoryScreen:
    shown = driver.app.screen
    assert isinstance(shown, HistoryScreen)
    return shown


async def settled(driver: Driver) -> None:
    await driver.settle()
    await driver.pilot.pause()


async def test_it_lists_what_was_done_the_newest_first(library: Library) -> None:
    library.archive([1])
    library.tag([2], "sea")
    library.undo()
    async with driving(library) as driver:
        await driver.press("H")
        assert "History   5 changes, 1 undone" in driver.rows[0]
        assert "undone" in driver.rows[1]
        assert "tagged “Troops leave Kazakhstan after unrest” with sea" in driver.rows[1]
        assert "now" in driver.rows[2]
        assert "archived “Alliance" in driver.rows[3]
        assert "saved “The lighthouse" in driver.rows[4]
        assert "before all of these" in driver.rows[7]
        assert "just now" in driver.rows[3]
        await driver.press("q")
        assert driver.main.articles.has_focus


async def test_enter_goes_to_the_state_after_a_change(library: Library) -> None:
    library.archive([1])
    library.favourite([2])
    library.delete([3])
    async with driving(library) as driver:
        await driver.press("H", "j", "j", "enter")
        await settled(driver)
        assert (library.counts().archived, library.counts().favourite, library.counts().trashed) == (1, 0, 0)
        assert "2 changes undone" in driver.rows[0]
        assert [line[1] for line in driver.rows[1:3]] == ["↶", "↶"]
        assert "now" in driver.rows[3]
        assert driver.rows[4].startswith("▌✓")  # the cursor stays on the change
        await driver.press("enter")
        assert "this is how it is now" in driver.rows[0]
        await driver.press("g", "enter")
        await settled(driver)
        assert library.counts().trashed == 1
        assert "2 changes done again" in driver.rows[0]
        await driver.press("q")
        assert "Trash 1" in driver.rows[0]


async def test_back_to_before_everything(library: Library) -> None:
    library.archive([1])
    async with driving(library) as driver:
        await driver.press("H", "G", "enter")
        await settled(driver)
        assert library.counts().total == 0
        await driver.press("g", "enter")
        await settled(driver)
        assert library.counts().archived == 1


async def test_undo_and_redo_work_there(library: Library) -> None:
    library.archive([1])
    async with driving(library) as driver:
        await driver.press("H", "u")
        await settled(driver)
        assert library.counts().archived == 0
        assert "undone: archived" in driver.rows[0]
        await driver.press("ctrl+r")
        await settled(driver)
        assert library.counts().archived == 1
        assert "done again: archived" in driver.rows[0]


async def test_it_can_be_stopped(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abcdef":
        library.tag([1], name)
    async with driving(library) as driver:
        await driver.press("H")
        undo = Library.undo
        done: list[int] = []

        def stopping(self: Library, after: int = 0, until: int | None = None) -> str | None:
            done.append(after)
            if len(done) == 2:
                driver.main.journal.stop()
            return undo(self, after, until)

        monkeypatch.setattr(Library, "undo", stopping)
        await driver.press("G", "enter")
        await settled(driver)
        assert len(library.article(1).tags) == 4
        assert "2 changes undone · stopped" in driver.rows[0]


async def test_what_others_change_meanwhile_is_not_taken_back(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcdef":
        library.tag([1], name)
    async with driving(library) as driver:
        await driver.press("H")
        undo = Library.undo
        done: list[int] = []

        def disturbed(self: Library, after: int = 0, until: int | None = None) -> str | None:
            done.append(after)
            if len(done) == 3:
                with Library.open(library.folder) as other:
                    other.tag([2], "theirs")
            return undo(self, after, until)

        monkeypatch.setattr(Library, "undo", disturbed)
        await driver.press("G", "enter")
        await settled(driver)
        assert library.article(1).tags == ("a", "b", "c", "d")
        assert "theirs" in library.article(2).tags
        assert "2 changes undone · stopped: something else was changed meanwhile" in driver.rows[0]
        assert "with theirs" in driver.rows[2]  # it is in the list now, and can be gone back beyond
        await driver.press("u")
        await settled(driver)
        assert "theirs" not in library.article(2).tags


async def test_an_undo_there_is_of_the_change_that_is_seen(library: Library) -> None:
    library.tag([1], "mine")
    async with driving(library) as driver:
        await driver.press("H")
        with Library.open(library.folder) as other:
            other.tag([2], "theirs")
        await driver.press("u")
        await settled(driver)
        assert "mine" in library.article(1).tags
        assert "theirs" in library.article(2).tags
        assert "stopped: something else was changed meanwhile" in driver.rows[0]


async def test_what_a_change_was_about(library: Library) -> None:
    library.archive([1, 3])
    async with driving(library) as driver:
        await driver.press("H", "right")
        await settled(driver)
        assert "· Alliance begins withdrawing its forces" in driver.rows[3]
        assert "· The lighthouse keeper of the harbour" in driver.rows[4]
        await driver.press("j")
        assert driver.rows[5].startswith("▌")  # the cursor leaves out what is below a change
        await driver.press("left")
        assert "before all" in driver.rows[6]


async def test_the_mouse_chooses(library: Library) -> None:
    library.archive([1])
    library.favourite([2])
    async with driving(library) as driver:
        await driver.press("H")
        await driver.pilot.click("HistoryLines", offset=(20, 2))
        await settled(driver)
        assert library.counts().favourite == 1
        await driver.pilot.click("HistoryLines", offset=(20, 2))
        await settled(driver)
        assert library.counts().favourite == 0
        assert library.counts().archived == 1


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    with make_library(tmp_path / "one", ()) as library:
        run = library.start_import("x")
        library.add(draft("One", "Text."), item="a", run=run)
        library.finish_import(run)
        with library._database.write() as connection:
            connection.execute("DELETE FROM action")
        async with driving(library) as driver:
            await driver.press("H")
            assert "Nothing has been changed yet." in driver.frame
            await driver.press("j", "enter", "right", "u", "q")
            assert driver.main.articles.has_focus


async def test_a_long_history_is_made_where_it_is_seen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(90):
        library.favourite([1], number % 2 == 0)
    async with driving(library) as driver:
        await driver.press("H")
        made: list[Any] = []
        line = HistoryLines.line

        def counted(self: HistoryLines, row: Row, width: int, *, cursor: bool) -> Line:
            made.append(row)
            return line(self, row, width, cursor=cursor)

        monkeypatch.setattr(HistoryLines, "line", counted)
        await driver.press("G")
        assert "before all of these" in driver.frame
        assert len(made) < 90


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
@pytest.mark.parametrize("ascii_", [False, True])
async def test_it_fits(library: Library, size: tuple[int, int], ascii_: bool) -> None:
    library.archive([1])
    library.undo()
    async with driving(library, size, ascii=ascii_) as driver:
        await driver.press("H")
        assert all(len(line) <= size[0] for line in driver.rows)
        assert "undone" in driver.rows[1]
        assert "now" in driver.rows[2]
        if ascii_:
            titles = "".join(driver.rows[1:-1]).replace("“", "").replace("”", "")
            assert titles.isascii()


async def test_what_is_gone_for_ever_is_told(library: Library) -> None:
    library.favourite([1])
    library.delete([1])
    library.archive([2])
    library.purge([1])
    async with driving(library) as driver:
        await driver.press("H", "G", "k", "k", "enter")
        await settled(driver)
        assert "deleted for ever" in driver.rows[0]
        assert library.counts().archived == 0
    assert library.check() == []


# --- undo and redo of everything that the screen changes


CHANGES: dict[str, Callable[[Library], object]] = {
    "archive": lambda library: library.archive([1]),
    "unarchive": lambda library: library.archive([2], False),
    "favourite": lambda library: library.favourite([1]),
    "read": lambda library: library.mark_read([1]),
    "unread": lambda library: library.mark_unread([2]),
    "tags": lambda library: library.retag([2], ["new"], ["war"]),
    "category": lambda library: library.set_category([1], "other"),
    "title": lambda library: library.edit([1], title="Other"),
    "author": lambda library: library.edit([1], byline="Other"),
    "site": lambda library: library.edit([1], site="Other"),
    "date": lambda library: library.edit([1], published="2020"),
    "address": lambda library: library.edit([1], url="https://example.org/other"),
    "delete": lambda library: library.delete([1]),
    "restore": lambda library: library.restore([3]),
    "merge": lambda library: library.unite(1, 2),
    "not a copy": lambda library: library.not_copies(1, 2),
    "suggestions": lambda library: library.sort_into({"other": [1]}, {"other": [1, 2]}),
    "summary": lambda library: library.set_summary(1, "A summary."),
    "highlight": lambda library: library.add_highlight(1, 0, 5),
    "highlight removed": lambda library: library.remove_highlight(library.highlights(2)[0].uuid),
    "added": lambda library: library.add(draft("New", "A new text.", url="https://example.org/new")),
}


def everything(library: Library) -> list[Any]:
    seen: list[Any] = []
    for number in range(1, 5):
        if not library.rows([number]):
            continue
        article = library.article(number)
        fields = {name: getattr(article, name) for name in article.__slots__ if name not in ("updated", "last_read")}
        fields["deleted"] = article.deleted is not None
        if number == 4 and fields["deleted"]:
            continue  # what was added is in the trash
        seen.append((fields, library.highlights(number), [copy.row.id for copy in library.copies(number)]))
    return seen


@pytest.mark.parametrize("name", CHANGES)
async def test_every_change_is_undone_and_done_again_by_keys(library: Library, name: str) -> None:
    library.archive([2])
    library.mark_read([2])
    library.add_highlight(2, 0, 4)
    library.delete([3])
    before = everything(library)
    count = len(library.history(100))
    CHANGES[name](library)
    after = everything(library)
    assert after != before or name == "not a copy"
    assert len(library.history(100)) == count + 1
    async with driving(library) as driver:
        await driver.press("0", "u")
        assert "undone: " in driver.rows[-1]
        assert everything(library) == before
        await driver.press("ctrl+r")
        assert "done again: " in driver.rows[-1]
        assert everything(library) == after
    assert library.check() == []


async def test_an_import_and_a_refresh_are_undone_and_done_again(library: Library, tmp_path: Path) -> None:
    from tests.journeys.test_editing import PAGE

    page = tmp_path / "page.html"
    page.write_text(PAGE)
    async with driving(library) as driver:
        driver.main.importing.bring(page)
        await driver.until(lambda: len(driver.main.articles.source) == 4, 30)
        await driver.settle()
        await driver.press("H")
        assert "imported 1 article from" in driver.rows[2]
        await driver.press("u")
        await settled(driver)
        assert library.counts().trashed == 1
        await driver.press("ctrl+r")
        await settled(driver)
        await driver.press("q")
        assert library.counts().trashed == 0
        new = max(library.ids())
        library.edit([new], title="Half", note="x")
        with library._database.write() as connection:
            connection.execute("UPDATE article SET edited = '' WHERE id = ?", (new,))
        driver.main.refresh_all()
        await driver.settle()
        await driver.press("g")
        assert driver.main.articles.current_id == new
        await driver.press("R")
        await driver.until(lambda: library.row(new).title == "A new ferry", 30)
        await driver.settle()
        await driver.press("u")
        await driver.until(lambda: library.row(new).title == "Half")
        await driver.settle()
        await driver.press("ctrl+r")
        assert library.row(new).title == "A new ferry"
