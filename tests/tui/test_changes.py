"""What scrolls: what extracting again changed, help, and many choices."""

from __future__ import annotations

from typing import Any

import pytest

from readlater.library import Library
from readlater.tui.screens.changes import ChangesScreen
from readlater.tui.screens.help import HelpLines
from readlater.tui.widgets.choice_bar import Choice
from tests.tui.driving import driving


def result(lines: int) -> dict[str, Any]:
    """What ``readlater refresh`` says of an article to which so many lines came."""
    diff = [f"+line {number}" for number in range(lines)]
    return {"title": "Salt", "words_before": 1, "words_after": 2, "extractor": "html/2", "fields": [], "diff": diff}


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_long_changes_are_scrolled_to_their_end(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size=size) as driver:
        driver.app.push_screen(ChangesScreen(result(80), driver.app.keymap))
        await driver.until(lambda: "line 1" in driver.frame)
        assert "line 79" not in driver.frame
        await driver.press("space")
        assert "Salt" not in driver.frame
        await driver.press("G")
        assert "line 79" in driver.frame
        await driver.press("g")
        assert "Salt" in driver.frame


async def test_help_is_scrolled_to_its_end(library: Library) -> None:
    async with driving(library, size=(40, 12)) as driver:
        driver.app.action_help()
        await driver.until(lambda: driver.app.screen is not driver.main)
        await driver.settle()
        lines = driver.app.screen.query_one(HelpLines)
        await driver.press("end")
        await driver.until(lambda: lines.scroll_offset.y == lines.max_scroll_y > 0)


async def test_details_are_scrolled_to_their_end(library: Library) -> None:
    async with driving(library, size=(80, 12)) as driver:
        await driver.press("w")
        sidebar = driver.main.sidebar
        assert sidebar.max_scroll_y > 0
        await driver.press("G")
        assert sidebar.scroll_offset.y == sidebar.max_scroll_y


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 6)], ids=str)
async def test_many_choices_leave_the_foot_at_the_bottom(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as driver:
        choices = [Choice(str(number), f"choice {number}") for number in range(60)]
        driver.main.foot.choose("Many", choices, chosen=lambda _: None)
        await driver.settle()
        foot = driver.main.foot
        assert foot.region.bottom == size[1]
        assert foot.status.region.bottom == size[1]
        assert foot.choices.size.height >= 2
        await driver.press("G")
        assert any("choice 59" in row for row in driver.rows)
        await driver.pilot.resize_terminal(100, 30)
        await driver.until(lambda: foot.status.region.bottom == 30)
        await driver.settle()
        assert any("choice 59" in row for row in driver.rows)
