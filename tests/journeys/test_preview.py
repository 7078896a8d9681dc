"""Going into the preview of an article, and reading on in it."""

from __future__ import annotations

import pytest

from readlater.library import Library
from readlater.model import State
from tests.tui.driving import driving


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.library.sitting.SETTLED", -1.0)


@pytest.mark.parametrize("key", ["j", "space", "ctrl+d"])
async def test_to_move_in_a_preview_is_to_read_it_from_there(library: Library, key: str) -> None:
    async with driving(library) as driver:
        await driver.press("g", "tab")
        desk, reader = driver.main.desk, driver.main.reader
        assert not desk.is_open
        await driver.press(key)
        assert desk.is_open
        stands = reader.scroll_offset.y
        assert stands > 0  # the key did what it always does
        await driver.press("space", "space")
        place = reader.place
        article = desk.shown_id
        assert place > 0
    row = library.row(article)
    assert row.state is State.READING
    assert library.article(article).place == place


async def test_to_go_into_a_preview_and_out_again_reads_nothing(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "tab", "tab", "shift+tab", "shift+tab")
        assert not driver.main.desk.is_open
    assert not any(library.readings(number) for number in (1, 2, 3))


async def test_to_find_words_in_a_preview_is_not_to_read_it(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "tab", "slash", *"lighthouse", "enter", "n", "n")
        assert driver.main.reader.matches
        assert not driver.main.desk.is_open
        await driver.press("j")
        assert driver.main.desk.is_open


async def test_what_the_wheel_moves_beside_the_list_is_not_read(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g")
        driver.main.reader.scroll_lines(3)
        await driver.settle()
        assert not driver.main.desk.is_open


async def test_where_the_last_reading_stopped_is_one_step_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "space", "space", "space")
        place, article = driver.main.reader.place, driver.main.desk.shown_id
        await driver.press("q")
        # Another article is looked at in between: without it the reader stands where the reading stopped.
        await driver.press("j")
        await driver.until(lambda: driver.main.desk.shown_id != article)
        await driver.press("k")
        await driver.until(lambda: driver.main.desk.shown_id == article)
        await driver.press("tab")
        assert not driver.main.desk.is_open
        await driver.press("j")
        assert driver.main.desk.is_open
        assert driver.main.reader.place < place
        assert "reading from here · [ goes to where you were" in driver.rows[-1]
        await driver.press("left_square_bracket")
        assert driver.main.reader.place == place


async def test_what_was_read_once_and_left_halfway_resumes_halfway(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "G")
        await driver.press("g", "space", "q")
        await driver.press("enter")
        percent = driver.main.reader.percent
        assert 0 < percent < 60
        assert f"resumed at {percent} %" in driver.rows[-1]
