"""Reading by headings: the outline, going from heading to heading, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui.commands import Pane
from tests.tui.books import book
from tests.tui.driving import ARTICLES, Driver, driving, make_library


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    """A library whose newest article has headings."""
    with make_library(tmp_path / "library", (*ARTICLES, book())) as library:
        yield library


def marked(driver: Driver) -> str:
    """The heading that the screen marks as being read."""
    lines = [row for row in driver.rows if "▸" in row]
    assert len(lines) <= 1, driver.frame
    return lines[0].partition("▸")[2].split("│")[0].strip().rstrip("0123456789, ") if lines else ""


def top(driver: Driver) -> str:
    """The heading at the place of the reader."""
    place = driver.main.reader.place
    return next((text for _, text, offset in driver.main.reader.outline() if offset == place), "")


async def test_open_the_outline_choose_a_heading_and_come_back(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "space")
        place = driver.main.reader.place
        await driver.press("O")
        assert driver.main.pane is Pane.OUTLINE
        assert Pane.LIST not in driver.main.shown_panes  # it has the list's place
        await driver.press("G", "k", "enter")
        assert driver.main.pane is Pane.READER
        assert top(driver) == "Тросы и канаты"
        assert marked(driver) == "Тросы и канаты"
        await driver.press("[")
        assert driver.main.reader.place == place
        await driver.press("]")
        assert top(driver) == "Тросы и канаты"


async def test_the_mark_goes_along_with_the_text_and_the_cursor_does_not_move_it(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O")
        place = driver.main.reader.place
        await driver.press("3", "j")
        assert driver.main.reader.place == place
        assert marked(driver) == ""
        await driver.press("tab")
        seen = []
        for _ in range(60):
            await driver.press("4", "j")
            if (heading := marked(driver)) not in seen:
                seen.append(heading)
        assert seen[:3] == ["", "The lamp", "Oil, from whales and lat…"]
        await driver.press("G")
        assert marked(driver) == "The crew"
        await driver.press("g")
        assert marked(driver) == ""


async def test_looking_through_the_outline_is_no_reading(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O", "G", "q", "q")
        article = driver.main.articles.current_id
    assert shelf.row(article).read_count == 0
    assert shelf.row(article).progress < 0.5


async def test_it_is_hidden_by_the_same_key_and_by_q(shelf: Library) -> None:
    async with driving(shelf) as driver:
        for key in ("O", "q", "escape"):
            await driver.press("g", "enter", "O")
            assert Pane.OUTLINE in driver.main.shown_panes
            await driver.press(key)
            assert driver.main.shown_panes == (Pane.LIST, Pane.READER, Pane.SIDEBAR)
            assert driver.main.pane is Pane.READER
            assert driver.main.desk.is_open


async def test_it_stays_for_the_next_article_and_the_next_day(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O", "enter")
        await driver.press("J")  # this one has no headings: the list is more use
        assert driver.main.shown_panes[0] is Pane.LIST
        await driver.press("K")
        assert driver.main.shown_panes[0] is Pane.OUTLINE
        await driver.press("h")
        assert driver.main.pane is Pane.OUTLINE
        await driver.press("h")
        assert driver.main.pane is Pane.LIST
        assert not driver.main.desk.is_open
    async with driving(shelf) as driver:
        assert driver.main.shown_panes[0] is Pane.LIST
        await driver.press("g", "enter")
        await driver.until(lambda: driver.main.shown_panes[0] is Pane.OUTLINE)
    async with driving(shelf, (200, 50)) as driver:
        assert driver.main.shown_panes == (Pane.LIST, Pane.OUTLINE, Pane.READER, Pane.SIDEBAR)
        await driver.press("g", "enter", "O", "O")
    async with driving(shelf, (200, 50)) as driver:
        assert driver.main.shown_panes == (Pane.LIST, Pane.READER, Pane.SIDEBAR)


async def test_the_outline_is_there_before_the_article_has_lines(shelf: Library) -> None:
    async with driving(shelf, (40, 12)) as driver:
        await driver.press("g")
        driver.main.perform("list.open")
        driver.main.perform("reader.outline")  # a key that came at once: the reader's pane has no width yet
        await driver.settle()
        assert driver.main.shown_panes == (Pane.OUTLINE,)


async def test_one_pane_at_a_time_in_a_narrow_window(shelf: Library) -> None:
    async with driving(shelf, (40, 12)) as driver:
        await driver.press("g", "enter", "O")
        assert driver.main.shown_panes == (Pane.OUTLINE,)
        assert "Тросы и канаты" in driver.frame
        await driver.press("4", "j", "l")
        assert driver.main.shown_panes == (Pane.READER,)
        assert top(driver) == "The bell"
        assert "The bell" in driver.rows[2]
        await driver.press("O", "G", "enter")
        assert "The crew" in driver.frame
        await driver.press("O", "q", "q")
        assert driver.main.pane is Pane.LIST


async def test_by_mouse(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O", "tab")
        row = next(y for y, text in enumerate(driver.rows) if "The bell" in text)
        await driver.pilot.click(offset=(8, row))
        await driver.settle()
        assert driver.main.pane is Pane.READER
        assert top(driver) == "The bell"
        await driver.press("[")
        assert driver.main.reader.place == 0


async def test_from_heading_to_heading(shelf: Library) -> None:
    async with driving(shelf, (120, 16)) as driver:
        await driver.press("g", "enter")
        went = []
        for _ in range(8):
            await driver.press("}")
            went.append(top(driver))
        assert went[:3] == ["The lamp", went[1], "Wicks"]
        assert went[1].startswith("Oil")
        assert len(set(went)) == 8
        assert went[-1] == "The crew"
        await driver.press("}")
        assert "no heading below" in driver.rows[-1]
        await driver.press("2", "{")
        assert top(driver) == "灯台の歴史と港の夜"
        await driver.press("j", "{")
        assert top(driver) == "灯台の歴史と港の夜"
        await driver.press("8", "{")
        assert driver.main.reader.place == 0
        await driver.press("{")
        assert "no heading above" in driver.rows[-1]
        await driver.press("[")
        assert "nothing to go back to" in driver.rows[-1]  # moving by headings is scrolling: no step to come back from


async def test_headings_at_the_very_beginning_and_in_sight_at_the_end(tmp_path: Path) -> None:
    sections = [(2, "First"), (2, "Second"), (2, "Last but one"), (2, "Last")]
    one = book(sections, introduction=0, paragraphs=1)
    with make_library(tmp_path / "library", [one]) as library:
        async with driving(library, (100, 46)) as driver:
            await driver.press("enter")
            assert driver.main.reader.max_scroll_y < 9  # the last ones can't come to the top
            await driver.press("O", "O")
            for heading in ("Second", "Last but one", "Last"):
                await driver.press("}")
                assert (
                    driver.main.outlining._here
                    == driver.main.reader.outline()[["First", "Second", "Last but one", "Last"].index(heading)][2]
                )
            await driver.press("}")
            assert "no heading below" in driver.rows[-1]
            await driver.press("{", "{", "{")
            assert driver.main.reader.place == 0
            await driver.press("{")
            assert "no heading above" in driver.rows[-1]


async def test_no_headings_to_go_to(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "}")
        assert "this article has no headings" in driver.rows[-1]
