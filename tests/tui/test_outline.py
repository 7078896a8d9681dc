"""The outline pane: headings with a cursor and a mark, at every size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui.commands import COMMANDS, Pane
from readlater.tui.widgets.outline_pane import Entry, OutlinePane
from tests.tui.books import SECTIONS, book
from tests.tui.driving import ARTICLES, Driver, driving, make_library
from tests.tui.frames import comes_to
from tests.tui.test_frames import SIZES, dated, named


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    """A library whose newest article has headings."""
    with make_library(tmp_path / "library", [dated(one) for one in (*ARTICLES, book())]) as library:
        yield library


def outline(driver: Driver) -> OutlinePane:
    """The outline that is on the screen."""
    pane = driver.main.outline
    assert pane is not None
    assert Pane.OUTLINE in driver.main.shown_panes
    return pane


def current(driver: Driver) -> str:
    """The heading that is marked as being read."""
    pane = outline(driver)
    return pane.entries[pane.current].text if pane.current >= 0 else ""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_frames(shelf: Library, size: tuple[int, int]) -> None:
    async with driving(shelf, size) as driver:
        await driver.press("g", "enter", "O", "3", "j")
        await comes_to(named("outline", size), lambda: driver.frame)
        await driver.press("enter")
        await comes_to(named("outline-reader", size), lambda: driver.frame)


async def test_in_ascii(shelf: Library) -> None:
    async with driving(shelf, (120, 30), ascii=True) as driver:
        await driver.press("g", "enter", "O", "2", "j", "enter")
        drawn = driver.frame.replace(SECTIONS[5][1], "").replace(SECTIONS[6][1], "")
        assert drawn.isascii(), sorted(set(drawn) - set(map(chr, range(128))))
        assert any(line.startswith(" *   Wicks") for line in driver.rows)
        assert "Oil, from whales and l... 226" in driver.frame


async def test_it_costs_nothing_before_it_is_wanted(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "space")
        assert driver.main.outline is None
        assert driver.main.made("outlining") is None


async def test_depth_and_words(tmp_path: Path) -> None:
    sections = [(3, "a"), (6, "b"), (3, "c"), (1, "d"), (6, "e")]
    with make_library(tmp_path / "library", [book(sections, introduction=0)]) as library:
        async with driving(library) as driver:
            await driver.press("enter", "O")
            entries = outline(driver).entries
            assert [(entry.text, entry.depth) for entry in entries] == [
                ("a", 1),
                ("b", 2),
                ("c", 1),
                ("d", 0),
                ("e", 2),
            ]
            a, b, c, d, e = (entry.words for entry in entries)
            article = driver.main.desk.article
            assert article is not None
            assert a > b > 0
            assert d > e > 0
            assert abs(a + c + d - article.word_count) <= 3


async def test_no_headings_no_pane(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "O")
        assert "this article has no headings" in driver.rows[-1]
        assert driver.main.pane is Pane.READER
        assert driver.main.outline is None


async def test_two_hundred_headings(tmp_path: Path) -> None:
    sections = [(2 + n % 3, f"Chapter {n} of the book") for n in range(200)]
    with make_library(tmp_path / "library", [book(sections, paragraphs=1)]) as library:
        async with driving(library, (100, 20)) as driver:
            await driver.press("enter", "O", "G")
            assert "Chapter 199" in driver.frame
            assert outline(driver).cursor == 199
            await driver.press("b")
            assert outline(driver).cursor == 199 - (driver.main.outline.size.height - 1)  # type: ignore[union-attr]
            await driver.press("ctrl+u", "g", "1", "0", "0", "j", "enter")
            assert current(driver) == "Chapter 100 of the book"
            assert "▸" in driver.frame
            for _ in range(8):
                await driver.press("pagedown")
                assert "▸" in driver.frame  # kept in sight while the article is read


async def test_odd_headings(tmp_path: Path) -> None:
    sections = [(2, "  two\tspaces  "), (2, "العنوان الأول"), (6, "👨‍👩‍👧 family"), (2, "x" * 300)]
    with make_library(tmp_path / "library", [book(sections)]) as library:
        async with driving(library, (80, 20)) as driver:
            await driver.press("enter", "O")
            assert [len(row) <= 80 for row in driver.rows]
            assert "two spaces" in driver.frame
            assert "العنوان الأول" in driver.frame


async def test_the_heading_of_a_place_is_marked(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O")
        pane = outline(driver)
        pane.show([Entry(0, "a", 10), Entry(0, "b", 20)])
        marked = []
        for place in (0, 10, 19, 20, 999):
            pane.follow(place)
            marked.append(pane.current)
        assert marked == [-1, 0, 0, 1, 1]
        assert pane.cursor == 0  # the keys are here: the cursor stays


async def test_hidden_parts_come_into_the_outline_when_they_are_shown(shelf: Library) -> None:
    async with driving(shelf) as driver:
        await driver.press("g", "enter", "O")
        before = outline(driver).entries
        driver.main.reader.set_show_cut(True)
        await driver.settle()
        assert outline(driver).entries == before  # nothing of it is hidden, nothing is lost
        await driver.press("q", "J")
        assert not driver.main.reader.outline()


async def test_every_command_of_the_outline_can_be_carried_out(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.outside.open_page", lambda *_: None)
    monkeypatch.setattr("readlater.tui.outside.copy", lambda _: True)
    skipped = {"app.quit", "app.samples"}
    async with driving(shelf) as driver:
        for command in COMMANDS:
            if command.id in skipped or Pane.OUTLINE not in command.where or not command.keys:
                continue
            driver.main.desk.open(4)
            await driver.settle()
            await driver.press("O")
            assert driver.main.pane is Pane.OUTLINE, command.id
            driver.main.perform(command.id)
            await driver.settle()
            while driver.app.screen is not driver.main:
                driver.app.pop_screen()
                await driver.settle()
            while driver.main.foot.is_open:
                await driver.press("escape")
            await driver.press("escape", "u")
            assert driver.app.is_running, command.id
