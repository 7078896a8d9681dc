"""The list from which one thing is chosen: its cursor, its filter, the mouse."""

from __future__ import annotations

import pytest
from textual import events

from readlater.language.query import parse
from readlater.library import Library
from readlater.tui.widgets.choice_bar import Choice, ChoiceBar
from tests.tui.driving import Driver, driving

NAMES = ("amber", "amaranth", "birch", "cedar", "dune", "ebony", "fern", "grass", "hazel", "ivory", "jade", "karst")

TREES = ("birch", "cedar", "hazel")


class Asked:
    """A choice that was asked for, and what became of it."""

    def __init__(self, driver: Driver, names: tuple[str, ...] = NAMES) -> None:
        self.driver = driver
        self.chosen: list[str] = []
        self.pointed: list[str] = []
        self.left = 0
        choices = [
            Choice(name, name.title(), "a tree" if name in ("birch", "cedar", "hazel") else "") for name in names
        ]
        driver.main.foot.choose(
            "Colour", choices, "cedar", chosen=self.chosen.append, pointed=self.pointed.append, left=self._leave
        )

    def _leave(self) -> None:
        self.left += 1

    @property
    def bar(self) -> ChoiceBar:
        """The list."""
        return self.driver.main.foot.choices

    @property
    def shown(self) -> list[str]:
        """Its lines."""
        region = self.bar.region
        return self.driver.rows[region.y : region.bottom]


async def test_letters_move_until_a_slash(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("j", "down", "k", "ctrl+n", "ctrl+p", "ctrl+p")
        assert asked.pointed == ["dune", "ebony", "dune", "ebony", "dune", "cedar"]
        await driver.press("G")
        assert asked.pointed[-1] == "karst"
        await driver.press("g", "enter")
        assert asked.chosen == ["amber"]


async def test_after_a_slash_letters_narrow(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("slash", *"am")
        assert [line.strip("▌ ") for line in asked.shown if line.strip()] == [
            "Colour /am▏  2 of 12",
            "Amber",
            "Amaranth",
        ]
        assert asked.pointed[-1] == "amber"
        await driver.press(*"ar")
        assert asked.pointed[-1] == "amaranth"
        await driver.press("backspace", "backspace", "down", "enter")
        assert asked.chosen == ["amaranth"]


async def test_notes_are_searched_and_words_may_stand_anywhere(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("slash", *"tree", "space", *"ha", "enter")
        assert asked.chosen == ["hazel"]


async def test_the_cursor_stays_on_what_is_still_there(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("slash", *"e")
        assert asked.pointed == []
        await driver.press("enter")
        assert asked.chosen == ["cedar"]


async def test_escape_clears_what_was_typed_and_then_leaves(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("slash", *"zz")
        assert "nothing has all these letters" in driver.frame
        await driver.press("enter")
        assert (asked.chosen, asked.left) == ([], 0), "nothing is chosen, and nothing given up"
        await driver.press("escape")
        assert asked.bar.filter is None
        assert asked.left == 0
        await driver.press("escape")
        assert asked.left == 1


async def test_digits_choose_at_once_but_are_letters_in_a_filter(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver)
        await driver.press("slash", "3", "escape", "3")
        assert asked.chosen == ["birch"]


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_the_title_stays_and_the_mouse_works(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as driver:
        asked = Asked(driver)
        await driver.press("end")
        assert "Colour" in asked.shown[0]
        assert "Karst" in asked.shown[-1]
        row = next(n for n, line in enumerate(asked.shown) if "Jade" in line)
        await driver.pilot.click(asked.bar, offset=(5, 0))
        assert asked.chosen == []
        await driver.pilot.click(asked.bar, offset=(5, row))
        await driver.settle()
        assert asked.chosen == ["jade"]


async def test_the_wheel_scrolls_and_what_is_under_the_mouse_is_meant(library: Library) -> None:
    async with driving(library, (40, 12)) as driver:
        asked = Asked(driver)
        await driver.settle()
        asked.bar.scroll_to(y=0, animate=False)
        await driver.settle()
        await driver.pilot._post_mouse_events([__import__("textual.events").events.MouseScrollDown], asked.bar, (5, 2))
        await driver.settle()
        first = asked.shown[1]
        assert "Amber" not in first
        await driver.pilot.click(asked.bar, offset=(5, 1))
        await driver.settle()
        assert asked.chosen
        assert asked.chosen[0].title() in first


async def test_a_long_list_of_nothing_is_left_by_enter(library: Library) -> None:
    async with driving(library) as driver:
        asked = Asked(driver, ())
        await driver.press("j", "G", "1", "slash", "a", "escape", "enter")
        assert asked.chosen == []
        assert asked.left == 1


async def test_keys_that_come_fast_are_for_what_follows(library: Library) -> None:
    async with driving(library) as driver:
        entered: list[str] = []

        def chosen(value: str) -> None:
            driver.main.foot.ask(value, "", entered=entered.append)

        driver.main.foot.choose("Colour", [Choice(name, name) for name in NAMES], chosen=chosen)
        for key in ("j", "enter", "a", "b", "enter"):  # before anything has the focus
            driver.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: entered == ["ab"])
        assert driver.main.foot.prompt.kind == "amaranth"


async def test_keys_that_come_while_an_article_is_opened_go_on_to_what_they_ask(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(library) as driver:
        monkeypatch.setattr(driver.main.desk, "_fetch_now", lambda _: None)  # as if it was long
        driver.main.desk.open(1)
        for key in "Z2":  # faster than the article is there
            assert driver.main.desk.hold(key, key)
        await driver.until(lambda: len(library.ids(parse("is:snoozed"))) == 1)
