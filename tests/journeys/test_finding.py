"""Searching, views and orders."""

from __future__ import annotations

from textual import events

from readlater.library import Library
from tests.tui.driving import Driver, driving


def titles(driver: Driver) -> list[str]:
    """The titles in the list, in order."""
    source = driver.main.articles.source
    return [row.title for number in range(len(source)) if (row := source.row(number)) is not None]


async def test_the_list_is_filtered_while_typing(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("kazakh")
        assert len(titles(driver)) == 2
        assert "2 found" in driver.rows[-2]
        await driver.press("enter")
        assert driver.main.articles.has_focus
        assert len(titles(driver)) == 2
        assert "kazakh" in driver.rows[0]
        assert driver.main.foot.prompt.display is False


async def test_escape_shows_everything_again(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("kazakhstan")
        await driver.press("escape")
        assert len(titles(driver)) == 3
        await driver.press("slash")
        await driver.type("kazakhstan")
        await driver.press("enter", "escape")
        assert len(titles(driver)) == 3
        assert driver.main.is_running


async def test_escape_from_what_found_nothing_goes_back_to_where_the_search_began(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("j", "j")
        before = driver.main.articles.current_id
        await driver.press("slash")
        await driver.type("qqqzzz")
        await driver.press("escape")
        assert driver.main.articles.current_id == before
        await driver.press("slash")
        await driver.type("qqqzzz")
        await driver.press("enter", "escape")
        assert driver.main.articles.current_id == before


async def test_the_cursor_moves_while_typing(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("kazakhstan")
        await driver.press("down")
        assert driver.main.articles.index == 1
        assert driver.main.foot.prompt.field.has_focus


async def test_fields_and_words(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("is:unread lighthouse")
        await driver.press("enter")
        assert titles(driver) == ["The lighthouse keeper of the harbour"]


async def test_a_query_that_can_t_be_understood_says_why(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("is:purple")
        await driver.press("enter")
        assert driver.main.foot.prompt.field.has_focus
        assert "purple" in driver.rows[-1]
        assert "unread" in driver.rows[-1] or "is:" in driver.rows[-1]
        await driver.press("escape")
        assert len(titles(driver)) == 3


async def test_nothing_found_says_so(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("slash")
        await driver.type("xylophone")
        await driver.press("enter")
        assert "Nothing found in Inbox" in driver.frame
        assert "0 found" in driver.rows[0]


async def test_views(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "s", "j", "a")
        await driver.press("4")
        assert titles(driver) == ["The lighthouse keeper of the harbour"]
        await driver.press("5")
        assert titles(driver) == ["Troops leave Kazakhstan after unrest"]
        await driver.press("6")
        assert "The trash is empty." in driver.frame
        await driver.press("0")
        assert len(titles(driver)) == 3
        await driver.press("1")
        assert len(titles(driver)) == 2
    async with driving(library) as driver:
        assert driver.main.browsing.view.name == "inbox"


async def test_the_view_and_the_order_are_remembered(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("2", "S")
        assert "Order of the list" in driver.frame
        await driver.press("5")
        assert titles(driver)[0] == "Alliance begins withdrawing its forces"
    async with driving(library) as driver:
        assert "Unread · by title" in driver.rows[1]
        assert titles(driver)[0] == "Alliance begins withdrawing its forces"


async def test_views_can_be_clicked(library: Library) -> None:
    async with driving(library) as driver:
        x = driver.rows[0].index("Trash")
        await driver.pilot.click("#header", offset=(x + 1, 0))
        await driver.settle()
        assert driver.main.browsing.view.name == "trash"


async def test_the_palette_finds_commands_and_articles(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("colon")
        await driver.pilot.press(*"lighth")
        await driver.until(lambda: "The lighthouse keeper of the harbour" in driver.frame)
        await driver.pilot.pause(0.3)
        await driver.press("enter")
        await driver.until(lambda: driver.main.desk.is_open)
        assert driver.main.desk.shown_id == 3


async def test_what_is_typed_in_one_go_with_the_key_that_asks_is_not_lost(library: Library) -> None:
    async with driving(library) as driver:
        app = driver.app
        for character in "/lighthouse":
            app.post_message(events.Key("slash" if character == "/" else character, character))
        await driver.until(lambda: driver.main.foot.is_open and driver.main.foot.prompt.field.value == "lighthouse")
        await driver.settle()
        assert len(driver.main.articles.source) == 1
