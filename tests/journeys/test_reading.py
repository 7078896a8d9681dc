"""From opening an article to finding the place again another day."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.library import Library
from readlater.model import State
from tests.factories import draft
from tests.tui.driving import Driver, driving, make_library


async def open_newest(driver: Driver) -> int:
    """Opens the first article of the list and returns its number."""
    await driver.press("g", "enter")
    assert driver.main.desk.is_open
    return driver.main.desk.shown_id


async def test_read_to_the_end_quit_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with make_library(folder) as library:
        async with driving(library) as driver:
            article = await open_newest(driver)
            assert driver.main.desk.article is not None
            assert driver.main.desk.article.title == "The lighthouse keeper of the harbour"
            await driver.press("G")
            assert driver.rows[-1].startswith(" 100 %")
        row = library.row(article)
        assert (row.read_count, row.state, row.progress) == (1, State.READ, 1.0)
        assert row.last_read is not None
    with Library.open(folder) as library:
        async with driving(library) as driver:
            assert driver.main.articles.current_id == article
            assert "×1" in driver.frame
            assert "Read count 1" in driver.frame


async def test_the_place_is_kept_when_half_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.library.sitting.SETTLED", -1.0)
    folder = tmp_path / "library"
    with make_library(folder) as library:
        async with driving(library) as driver:
            article = await open_newest(driver)
            await driver.press("space", "space")
            place, top = driver.main.reader.place, driver.rows[3]
            assert place > 0
    with Library.open(folder) as library:
        row = library.row(article)
        assert (row.read_count, row.state) == (0, State.READING)
        async with driving(library, (140, 30)) as driver:
            await driver.press("enter")
            assert "resumed at" in driver.rows[-1]
            assert "g goes to the top" in driver.rows[-1]
            assert abs(driver.main.reader.place - place) < 80
            assert top.split("│")[1].strip()[:20] in driver.frame


async def test_what_was_read_to_the_end_opens_where_it_was_left(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with make_library(folder) as library:
        async with driving(library) as driver:
            article = await open_newest(driver)
            await driver.press("G")
            place = driver.main.reader.place
            assert place > 0
    with Library.open(folder) as library:
        assert library.row(article).state is State.READ
        async with driving(library) as driver:
            await driver.press("enter")
            assert driver.main.reader.place == place
            assert "resumed at 100 % · g goes to the top" in driver.rows[-1]


async def test_the_count_is_shown_at_once_in_list_and_sidebar(library: Library) -> None:
    async with driving(library) as driver:
        await open_newest(driver)
        await driver.press("G", "q")
        assert not driver.main.desk.is_open
        assert "×1" in driver.rows[3]
        assert "Read count 1" in driver.frame
        assert driver.main.browsing.counts is not None
        assert driver.main.browsing.counts.read == 1


async def test_opening_alone_counts_nothing(library: Library) -> None:
    async with driving(library) as driver:
        article = await open_newest(driver)
        await driver.press("q")
    assert library.row(article).read_count == 0


async def test_a_preview_is_no_reading(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("j", "k", "j")
        assert driver.main.desk.shown_id == driver.main.articles.current_id
        assert not driver.main.desk.is_open
    assert all(not library.readings(number) for number in (1, 2, 3))


async def test_an_article_counts_once_per_opening(library: Library) -> None:
    async with driving(library) as driver:
        article = await open_newest(driver)
        await driver.press("G", "g", "G")
        await driver.press("q", "enter")
        assert driver.main.reader.place > 0
        await driver.press("g", "G")
    assert library.row(article).read_count == 2


@pytest.mark.parametrize(("count", "times"), [("manual", 0), ("end", 1)])
async def test_what_counts_is_the_reader_s_choice(library: Library, count: str, times: int) -> None:
    async with driving(library, count_reading=count) as driver:
        article = await open_newest(driver)
        await driver.press("G", "q")
    assert library.row(article).read_count == times


async def test_marking_read_counts_and_undo_takes_it_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "m")
        article = driver.main.articles.current_id
        assert library.row(article).read_count == 1
        await driver.press("u")
        assert (library.row(article).read_count, library.row(article).state) == (0, State.UNREAD)
        await driver.press("m", "m")
        assert library.row(article).state is State.UNREAD


async def test_similar_readings_and_back(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("G", "enter")
        first = driver.main.desk.shown_id
        assert "Similar Readings (1 item)" in driver.frame
        assert "Kazakhstan" in driver.frame
        await driver.press("w", "1")
        second = driver.main.desk.shown_id
        assert {first, second} == {1, 2}
        assert driver.main.desk.is_open
        assert driver.main.reader.has_focus
        await driver.press("[")
        assert driver.main.desk.shown_id == first
        await driver.press("]")
        assert driver.main.desk.shown_id == second
        await driver.press("]")
        assert "nothing to go forward to" in driver.rows[-1]


async def test_going_back_finds_the_place_where_one_was(tmp_path: Path) -> None:
    long = "\n\n".join(f"Part {n}. Ferries and lighthouses, harbours and keepers, islands. " * 5 for n in range(30))
    articles = (draft("One", long, url="https://example.org/1"), draft("Two", long + "x", url="https://example.org/2"))
    with make_library(tmp_path / "library", articles) as library:
        async with driving(library) as driver:
            await driver.press("G", "enter", "space", "space")
            place = driver.main.reader.place
            assert place > 0
            await driver.press("K")
            await driver.press("[")
            assert driver.main.reader.place == place


async def test_next_and_previous_article_from_the_reader(library: Library) -> None:
    async with driving(library) as driver:
        first = await open_newest(driver)
        await driver.press("J")
        assert driver.main.desk.is_open
        assert driver.main.desk.shown_id == driver.main.articles.current_id != first
        await driver.press("K", "K")
        assert driver.main.desk.shown_id == first
        assert "the first article of the list" in driver.rows[-1]


async def test_find_in_the_article(library: Library) -> None:
    async with driving(library) as driver:
        await open_newest(driver)
        await driver.press("slash")
        await driver.type("paragraph 2")
        await driver.press("enter")
        assert driver.rows[-1].startswith(" 1 of 11 · n N next, previous")
        await driver.press("n")
        assert "2 of 11" in driver.rows[-1]
        await driver.press("N")
        assert "1 of 11" in driver.rows[-1]
        await driver.press("q")
        assert driver.main.desk.is_open
        assert driver.main.reader.matches == 0
        await driver.press("q")
        assert not driver.main.desk.is_open


async def test_a_count_before_a_movement(library: Library) -> None:
    async with driving(library) as driver:
        await open_newest(driver)
        await driver.press("1", "2", "j")
        assert driver.main.reader.scroll_offset.y == 12
        await driver.press("5", "k")
        assert driver.main.reader.scroll_offset.y == 7


async def test_line_length_is_remembered(library: Library) -> None:
    async with driving(library) as driver:
        await open_newest(driver)
        before = driver.main.reader.measure
        await driver.press("less_than_sign")
        assert driver.main.reader.measure < before
        measure = driver.main.reader.measure
    async with driving(library) as driver:
        assert driver.main.reader.measure == measure
