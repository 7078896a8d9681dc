"""What the reader does to articles, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from readlater.library import Library
from readlater.model import Field, Query
from tests.tui.driving import driving

TRASH = Query(Field("is", ":", "trashed"))


async def test_archive_leaves_the_inbox_and_undo_brings_it_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "a")
        assert "archived" in driver.rows[-1]
        assert "u undoes" in driver.rows[-1]
        assert "Inbox 2" in driver.rows[0]
        assert "Archive 1" in driver.rows[0]
        assert len(driver.main.articles.source) == 2
        await driver.press("u")
        assert "Inbox 3" in driver.rows[0]
        assert len(driver.main.articles.source) == 3
        await driver.press("ctrl+r")
        assert "Archive 1" in driver.rows[0]


async def test_the_cursor_goes_to_the_next_article_when_one_leaves(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "j")
        middle = driver.main.articles.current_id
        await driver.press("a")
        assert driver.main.articles.index == 1
        assert driver.main.articles.current_id != middle
        assert driver.main.desk.shown_id == driver.main.articles.current_id


async def test_delete_goes_to_the_trash_and_d_there_brings_it_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        article = driver.main.articles.current_id
        await driver.press("d")
        assert list(library.ids(TRASH)) == [article]
        assert "Trash 1" in driver.rows[0]
        await driver.press("6", "d")
        assert list(library.ids(TRASH)) == []
        assert "The trash is empty." in driver.frame


async def test_delete_and_undo(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "d", "u")
        assert list(library.ids(TRASH)) == []
        assert len(driver.main.articles.source) == 3


async def test_deleting_from_the_reader_goes_back_to_the_list(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "d")
        assert driver.main.articles.has_focus
        assert not driver.main.desk.is_open
        assert len(library.ids(TRASH)) == 1


async def test_tags_are_completed_set_and_taken_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "t")
        await driver.type("w")
        assert driver.rows[-1].startswith(" war")
        await driver.press("tab")
        await driver.type(", sea")
        await driver.press("enter")
        article = driver.main.articles.current_id
        assert set(library.article(article).tags) == {"war", "sea"}
        assert "Tags       " in driver.frame
        await driver.press("u")
        assert library.article(article).tags == ()


async def test_a_tag_is_removed_by_removing_its_name(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "j", "t")
        assert driver.main.foot.prompt.field.value == "war, "
        await driver.press(*["backspace"] * 5, "enter")
        assert library.article(driver.main.articles.current_id).tags == ()
        await driver.press("u")
        assert library.article(driver.main.articles.current_id).tags == ("war",)


async def test_category_and_undo(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "c")
        assert driver.main.foot.prompt.field.value == "essays"
        await driver.press("ctrl+u")
        await driver.type("wo")
        await driver.press("tab", "enter")
        article = driver.main.articles.current_id
        assert library.article(article).category_id == "world"
        await driver.press("u")
        assert library.article(article).category_id == "essays"


async def test_the_title_is_edited(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", "t", "ctrl+u")
        await driver.type("Keepers")
        await driver.press("enter")
        assert library.row(driver.main.articles.current_id).title == "Keepers"
        assert "Keepers" in driver.rows[2]
        assert "Keepers" in driver.rows[3]


async def test_escape_gives_a_prompt_up(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "e", "t")
        await driver.type("x")
        await driver.press("escape")
        assert library.row(driver.main.articles.current_id).title == "The lighthouse keeper of the harbour"
        assert driver.main.articles.has_focus


async def test_several_at_once(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "x", "x")
        assert "2 selected" in driver.rows[-1]
        await driver.press("s")
        assert "Favourites 2" in driver.rows[0]
        assert driver.main.articles.selected == set()
        await driver.press("u")
        assert "Favourites 0" in driver.rows[0]


async def test_the_browser_gets_web_addresses_only(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("readlater.tui.outside.subprocess.Popen", lambda command, **_: opened.append(command[-1]))
    async with driving(library, browser="firefox") as driver:
        await driver.press("g", "o")
        assert opened == ["https://example.org/lighthouse"]
        assert "opened in the browser: https://example.org/lighthouse" in driver.rows[-1]
        driver.main.follow("file:///etc/passwd")
        await driver.settle()
        assert opened == ["https://example.org/lighthouse"]
        assert "is no web address" in driver.rows[-1]


async def test_addresses_are_copied(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr("readlater.tui.outside.copy", copied.append)
    async with driving(library) as driver:
        await driver.press("g", "y", "y", "Y")
    assert copied == [
        "https://example.org/lighthouse",
        "[The lighthouse keeper of the harbour](https://example.org/lighthouse)",
    ]


async def test_a_failed_change_is_told_and_shown_as_it_is(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from readlater.errors import LibraryBusyError

    def busy(*_: object) -> str:
        raise LibraryBusyError("the library is busy: try again")

    async with driving(library) as driver:
        monkeypatch.setattr(library, "favourite", busy, raising=False)
        await driver.press("g", "s")
        assert "the library is busy: try again" in driver.rows[-1]
        row = driver.main.articles.current_row
        assert row is not None
        assert not row.favourite


async def test_what_is_selected_meanwhile_stays_selected(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go, archive = threading.Event(), Library.archive

    def slowly(self: Library, ids: Sequence[int], on: bool = True) -> str:
        go.wait(10)
        return archive(self, ids, on)

    monkeypatch.setattr(Library, "archive", slowly)
    async with driving(library) as driver:
        await driver.press("0", "g", "x")
        for key in "ax":  # the other program writes for long
            driver.main.dispatch.key(key, key)
        chosen = driver.main.articles.selected
        assert len(chosen) == 1
        go.set()
        await driver.until(lambda: "archived" in driver.rows[-1])
        await driver.settle()
        assert driver.main.articles.selected == chosen


async def test_what_is_done_in_the_reader_leaves_the_selection(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("0", "g", "x", "x", "enter", "s")
        assert "favourite" in driver.rows[-1]
        assert len(driver.main.articles.selection) == 2
