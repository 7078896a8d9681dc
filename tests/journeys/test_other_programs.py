"""What other programs write to the library while it is open on the screen."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui.background import WATCH_SECONDS
from tests.factories import draft
from tests.tui.driving import driving, make_library


async def test_a_new_article_shows_within_half_a_second(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "j")
        current = driver.main.articles.current_id
        with Library.open(library.folder) as other:
            other.add(draft("Just saved elsewhere", url="https://example.org/new"))
        begun = time.monotonic()
        await driver.until(lambda: "Just saved elsewhere" in driver.frame)
        assert time.monotonic() - begun < 2 * WATCH_SECONDS + 1.0  # on a busy machine; 0.3 s on an idle one
        await driver.settle()
        assert driver.main.articles.current_id == current
        assert "Inbox 4" in driver.rows[0]


async def test_the_open_article_follows_and_the_place_stays(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "space")
        place = driver.main.reader.place
        article = driver.main.desk.shown_id
        with Library.open(library.folder) as other:
            other.edit([article], title="Renamed elsewhere")
            other.tag([article], "elsewhere")
        await driver.until(lambda: "elsewhere" in "".join(driver.rows[20:]))
        await driver.settle()
        assert "Renamed elsewhere" in driver.rows[2]
        assert driver.main.reader.place == place
        assert driver.main.desk.is_open


async def test_our_own_changes_are_not_taken_for_those_of_others(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(library) as driver:
        refreshed: list[int] = []
        monkeypatch.setattr(driver.main, "refresh_all", lambda: refreshed.append(1))
        await driver.press("g", "s", "a", "u")
        await driver.pilot.pause(2.5 * WATCH_SECONDS)
        assert not refreshed


async def test_an_article_deleted_elsewhere_leaves_the_list_and_stays_in_the_reader(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter")
        with Library.open(library.folder) as other:
            other.delete([driver.main.desk.shown_id])
        await driver.until(lambda: "Trash 1" in driver.rows[0])
        await driver.settle()
        assert "The lighthouse keeper of the harbour" in driver.frame
        assert len(driver.main.articles.source) == 2


async def test_the_first_article_ends_the_welcome(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", ()) as library:
        async with driving(library) as driver:
            assert "Your library is empty." in driver.frame
            with Library.open(library.folder) as other:
                other.add(draft("The very first"))
            await driver.until(lambda: "The very first" in driver.frame)
            await driver.settle()
            assert "Your library is empty." not in driver.frame
            assert driver.main.articles.has_focus
