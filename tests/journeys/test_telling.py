"""What the screen tells while it is used: the keys that help in this state, and where one is."""

from __future__ import annotations

from pathlib import Path

from readlater.library import Library
from readlater.tui.link_places import LinkPlace, Numbers, badges
from readlater.tui.printed import Printed
from tests.tui.driving import Driver, driving, make_library
from tests.tui.test_frames import structured


def foot(driver: Driver) -> str:
    """The last line of the screen."""
    return driver.rows[-1]


async def test_the_foot_tells_what_helps_in_the_state_of_the_list(library: Library) -> None:
    async with driving(library) as driver:
        assert "archive" in foot(driver)
        assert "unselect" not in foot(driver)
        await driver.press("x")
        assert "tags" in foot(driver)
        assert "q unselect" in foot(driver)
        await driver.press("q")
        assert "unselect" not in foot(driver)
        await driver.press("d", "6")
        assert "d restore" in foot(driver)
        assert "archive" not in foot(driver)
        await driver.press("1", "slash", *"csto", "enter")
        assert "q end search" in foot(driver)
        await driver.press("q")
        assert "end search" not in foot(driver)


async def test_where_nothing_is_found_the_foot_tells_the_way_out(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash", *"zzzqq", "enter")
        assert "q end search" in foot(driver)
        assert "0 everything" in foot(driver)
        assert "archive" not in foot(driver)
        await driver.press("q", "5")
        assert "1 inbox" in foot(driver)
        assert "end search" not in foot(driver)


async def test_a_title_that_is_out_of_sight_stands_in_the_rule(tmp_path: Path) -> None:
    with make_library(tmp_path / "harbour", [structured()]) as library:
        async with driving(library, (80, 16)) as driver:
            await driver.press("enter")
            assert "Harbour Review" in driver.rows[1]
            await driver.press("space")
            assert "Lamps, bells" in driver.rows[1]
            assert "Harbour Review" not in driver.rows[1]
            await driver.press("g")
            assert "Harbour Review" in driver.rows[1]


def test_a_badge_leaves_nothing_of_a_short_mark() -> None:
    note = LinkPlace(0, 0, 3, "#note:1", "note 1", cell=4, width=3)
    (badge,) = badges([note], Numbers(1), left=0, width=80, signs=False)
    assert badge.text == " 1 "


def test_lines_that_were_broken_are_counted_once() -> None:
    printed = Printed()
    printed.wrap(10)
    printed.add(b"a line of more than ten cells\nand one\n", last=True)
    assert printed.count == 2
    assert len(printed.lines) > 2
