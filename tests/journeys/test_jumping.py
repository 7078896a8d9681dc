"""To any article by a part of its title."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from readlater.library import Library
from readlater.library.titles import Titles
from readlater.model import TitleMatch
from readlater.tui.commands import Pane
from readlater.tui.screens.jump import JumpScreen
from tests.factories import draft
from tests.tui.driving import ARTICLES, LONG, Driver, driving, make_library

MORE = (
    draft("Résumé of the harbour", "Text.", url="https://example.org/resume", site="Essays"),
    draft("新しい図書館", "図書館の話。", url="https://example.org/library"),
    draft("Ferries [bold]of[/] the north", f"Another one.\n\n{LONG}", url="https://example.org/ferries"),
)


@pytest.fixture
def titled(tmp_path: Path) -> Iterator[Library]:
    """A library of six articles."""
    with make_library(tmp_path / "library", (*ARTICLES, *MORE)) as library:
        yield library


def jump(driver: Driver) -> JumpScreen:
    shown = driver.app.screen
    assert isinstance(shown, JumpScreen)
    return shown


def offered(driver: Driver) -> list[str]:
    """The lines below what is typed, without their signs."""
    return [row.lstrip("▌●◐✓ ") for row in driver.rows[1:-1] if row.strip()]


async def look(driver: Driver, text: str) -> list[str]:
    """Types a text in the place of what was typed, and waits for the answer."""
    await driver.press("ctrl+u")
    await driver.type(text)
    await driver.until(lambda: f"Jump to {text}▏" in driver.rows[0] and " of 6 articles" in driver.rows[0])
    return offered(driver)


async def test_typing_finds_any_article_and_enter_opens_it(titled: Library) -> None:
    async with driving(titled) as driver:
        await driver.press("ctrl+k")
        assert jump(driver).text == ""
        assert len(offered(driver)) == 6  # what was read last, and all else behind it
        assert (await look(driver, "light kee"))[0].startswith("The lighthouse keeper of the harbour")
        assert (await look(driver, "tlko"))[0].startswith("The lighthouse keeper")
        assert (await look(driver, "alliacne beg"))[0].startswith("Alliance begins")
        assert (await look(driver, "resume"))[0].startswith("Résumé of the harbour")
        assert (await look(driver, "図書"))[0].startswith("新しい図書館")
        assert (await look(driver, "ferries bold"))[0].startswith("Ferries [bold]of[/] the north")
        assert await look(driver, "qqqzzz") == ["No title is like that."]
        await driver.press("enter")  # there is nothing to open
        assert jump(driver)
        assert [line.split("  ")[0] for line in await look(driver, "harbour")] == [
            "Résumé of the harbour",
            "The lighthouse keeper of the harbour",
        ]
        await driver.press("ctrl+k", "enter")  # the key that opened it goes on to the next one
        await driver.until(lambda: driver.main.desk.shown_id == 3)
        assert driver.main.desk.is_open
        assert driver.main.pane is Pane.READER


async def test_from_an_open_article_it_is_a_step_of_the_trail(titled: Library) -> None:
    async with driving(titled) as driver:
        driver.main.desk.open(3)
        await driver.settle()
        await driver.press("space")
        place = driver.main.reader.place
        assert place > 0
        await driver.press("ctrl+k")
        await driver.until(lambda: offered(driver))
        assert all("lighthouse keeper" not in line for line in offered(driver))  # it is open
        await look(driver, "ferries")
        await driver.press("enter")
        await driver.until(lambda: driver.main.desk.shown_id == 6)
        await driver.press("[")
        await driver.until(lambda: driver.main.desk.shown_id == 3)
        assert driver.main.reader.place == place
        await driver.press("]")
        await driver.until(lambda: driver.main.desk.shown_id == 6)
        await driver.press("ctrl+k")  # nothing typed: where one was before
        assert "The lighthouse keeper" in offered(driver)[0]
        await driver.press("escape")
        assert driver.app.screen is driver.main
        assert driver.main.desk.is_open
        assert driver.main.pane is Pane.READER


async def test_tab_shows_it_in_the_list(titled: Library) -> None:
    titled.archive([1])
    async with driving(titled) as driver:
        await driver.press("ctrl+k")
        await look(driver, "troops")
        await driver.press("tab")
        assert driver.main.articles.current_id == 2
        assert driver.main.in_list
        assert not driver.main.desk.is_open
        driver.main.desk.open(3)
        await driver.settle()
        await driver.press("ctrl+k")
        await look(driver, "alliance")
        await driver.press("tab")  # archived, and so not in this view
        await driver.until(lambda: driver.main.articles.current_id == 1)
        assert driver.main.browsing.view.name == "all"
        assert driver.main.in_list


async def test_what_is_typed_in_one_burst_is_not_lost(titled: Library) -> None:
    """All of it came to the main screen before the list was there, and what is for the article before that is open."""
    async with driving(titled) as driver:
        for key in ("ctrl+k", "f", "e", "r", "enter", "space"):
            character = {"space": " "}.get(key, key if len(key) == 1 else None)
            driver.main.post_message(events.Key(key, character))
        await driver.until(lambda: driver.main.desk.shown_id == 6 and driver.main.reader.place > 0)


async def test_an_older_answer_never_takes_the_place_of_a_newer(
    titled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, free = Titles.find, threading.Event()
    asked: list[str] = []

    def slow(self: Titles, text: str, limit: int, going_on: Callable[[], bool]) -> list[TitleMatch]:
        asked.append(text)
        if text == "f":
            free.wait(5)
            return find(self, text, limit)
        return find(self, text, limit, going_on)

    monkeypatch.setattr(Titles, "find", slow)
    async with driving(titled) as driver:
        await driver.press("ctrl+k")
        await driver.pilot.press("f")
        await driver.until(lambda: asked == ["f"])
        await driver.pilot.press("backspace", "t", "r")  # the keys don't wait
        await driver.until(lambda: offered(driver) and offered(driver)[0].startswith("Troops"))
        free.set()
        await driver.settle()
        assert offered(driver)[0].startswith("Troops")
        assert "Jump to tr▏" in driver.rows[0]


async def test_enter_waits_for_the_answer_to_what_was_typed(titled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    find, free = Titles.find, threading.Event()

    def slow(self: Titles, text: str, limit: int, going_on: Callable[[], bool]) -> list[TitleMatch]:
        free.wait(5)
        return find(self, text, limit, going_on)

    monkeypatch.setattr(Titles, "find", slow)
    async with driving(titled) as driver:
        await driver.press("ctrl+k")
        await driver.pilot.press("f", "e", "enter")
        assert jump(driver)
        free.set()
        await driver.until(lambda: driver.main.desk.shown_id == 6)


async def test_the_titles_are_let_go(titled: Library) -> None:
    async with driving(titled) as driver:
        await driver.press("ctrl+k")
        await look(driver, "ferries")
        for key in ("ctrl+w", "backspace"):
            await driver.press(key)
        assert driver.app.screen is driver.main
        assert driver.main.jumping._titles is None
        assert driver.main.articles.has_focus
        await driver.press("j")  # keys are the list's again
        assert driver.main.articles.index == 1


async def test_the_mouse_opens_what_is_clicked(titled: Library) -> None:
    async with driving(titled, (80, 24)) as driver:
        await driver.press("ctrl+k")
        await look(driver, "harbour")
        await driver.pilot.click("JumpLines", offset=(10, 1))
        await driver.until(lambda: driver.main.desk.shown_id == 3)
        await driver.press("ctrl+k")
        await driver.pilot.click(offset=(1, 23))  # what the foot tells of
        await driver.until(lambda: driver.main.desk.shown_id == 4 or driver.app.screen is driver.main)
