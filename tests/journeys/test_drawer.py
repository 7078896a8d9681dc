"""The drawer: lists, saved searches, categories, tags and sites at the left, by key and by mouse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readlater.library import Library
from readlater.tui.commands import COMMANDS, Pane
from readlater.tui.shelf_tree import Kind
from readlater.tui.widgets.drawer import Drawer
from tests.tui.driving import ARTICLES, Driver, driving, make_library
from tests.tui.frames import comes_to
from tests.tui.test_frames import dated, named


def shelf(folder: Path) -> Library:
    """A library with nested categories, tags and a saved search."""
    categories = ("world/asia", "world/asia", "essays")
    tagged = [
        replace(dated(one), category_id=category, tags=("war",) * (number < 2) + ("later",))
        for number, (one, category) in enumerate(zip(ARTICLES, categories, strict=True))
    ]
    library = make_library(folder, tagged)
    library.save_search("sea/harbour", "lighthouse")
    return library


def drawer(driver: Driver) -> Drawer:
    """The drawer that is on the screen."""
    assert Pane.DRAWER in driver.main.shown_panes
    assert driver.main.drawer is not None
    return driver.main.drawer


def line(driver: Driver, title: str) -> str:
    """The line of the drawer that begins with a title, as it is on the screen; empty if there is none."""
    width = drawer(driver).region.width
    lines = (row[:width].strip("▌ ▾▸•") for row in driver.rows[2:-1])
    return " ".join(next((one for one in lines if one.startswith(title)), "").split())


def row_of(driver: Driver, text: str) -> int:
    """The row of the screen in which the drawer says this."""
    return next(number for number, row in enumerate(driver.rows) if text in row[:25])


async def go_to(driver: Driver, title: str) -> None:
    """Moves the cursor of the drawer to a line."""
    nodes = [row.node for row in drawer(driver).rows if row.node.kind is not Kind.GAP]
    await driver.press("g", *"j" * [node.title for node in nodes].index(title))
    node = drawer(driver).node
    assert node is not None
    assert node.title == title


def titles(driver: Driver) -> list[str]:
    """The titles in the list."""
    source = driver.main.articles.source
    rows = [source.row(index) for index in range(len(source))]
    return sorted(row.title.split()[0] for row in rows if row is not None)


async def test_choosing_what_the_list_shows(tmp_path: Path) -> None:
    with shelf(tmp_path / "library") as library:
        async with driving(library) as driver:
            assert driver.main.drawer is None  # nothing of it is made before it is wanted
            await driver.press("W")
            await driver.until(lambda: "0 articles" in driver.rows[-1])
            assert driver.main.pane.value == "drawer"
            assert line(driver, "war") == "war 2"
            assert line(driver, "harbour") == "harbour 1"
            await comes_to(named("drawer", (120, 40)), lambda: driver.frame)

            # as wide as is wanted, by key and by mouse
            await driver.press("ctrl+w", ">")
            assert driver.main.plan.width(Pane.DRAWER) == 32
            await driver.pilot.mouse_down(offset=(32, 8))
            await driver.pilot.hover(offset=(26, 8))
            await driver.pilot.mouse_up(offset=(26, 8))
            await driver.until(lambda: driver.main.plan.width(Pane.DRAWER) == 26)

            await go_to(driver, "world")
            await driver.press("enter")
            await driver.until(lambda: titles(driver) == ["Alliance", "Troops"])
            assert driver.main.pane is Pane.LIST
            assert "•" in next(row for row in driver.rows if "world" in row[:25] and "▾" in row[:25])

            await driver.press("h", "f")  # the pane to the left, then find
            await driver.type("harb")
            await driver.until(lambda: len(drawer(driver).rows) == 3)
            await driver.press("enter")
            await driver.until(lambda: titles(driver) == ["The"])
            assert driver.main.browsing.title == "sea/harbour"
            await driver.press("q")
            await driver.until(lambda: len(titles(driver)) == 3)

            # what changes is counted anew, and so is what is undone
            await driver.press("W", "W", "W")
            await go_to(driver, "war")
            await driver.press("enter")
            await driver.until(lambda: len(titles(driver)) == 2)
            await driver.press("d")
            await driver.until(lambda: line(driver, "war") == "war 1")
            await driver.press("u")
            await driver.until(lambda: line(driver, "war") == "war 2")

            # by mouse: a line is shown, the sign before it folds
            await driver.pilot.click(offset=(1, row_of(driver, "Categories")))
            await driver.until(lambda: not line(driver, "world"))
            await driver.pilot.click(offset=(8, row_of(driver, "  later")))
            await driver.until(lambda: len(titles(driver)) == 3 and driver.main.pane is Pane.LIST)
            await driver.press("h", "q")
            assert driver.main.pane is Pane.LIST
            assert Pane.DRAWER in driver.main.shown_panes

        # it is there again, and folded as it was
        async with driving(library, (100, 24), ascii=True) as driver:
            assert Pane.DRAWER not in driver.main.shown_panes
            await driver.press("h")
            await driver.until(lambda: "+ Categories" in driver.frame and "war" in driver.frame)
            assert driver.main.shown_panes == (Pane.DRAWER, Pane.READER)
            assert driver.frame.isascii(), set(driver.frame)
            await driver.press("W")
            assert driver.main.shown_panes == (Pane.LIST, Pane.READER)


async def test_saving_renaming_changing_and_deleting(tmp_path: Path) -> None:
    with shelf(tmp_path / "library") as library:

        def saved() -> dict[str, str]:
            return {one.name: one.query for one in library.saved_searches()}

        async with driving(library, (140, 40)) as driver:
            await driver.press("+")
            assert "nothing is searched" in driver.rows[-1]
            await driver.press("slash")
            await driver.type("csto OR ferry")
            await driver.press("enter", "+")
            await driver.type("sea/both")
            await driver.press("enter")
            await driver.until(lambda: "sea/both" in saved())
            query = saved()["sea/both"]
            assert "csto OR ferry" in query  # in the inbox, where it was searched
            assert "-is:archived" in query
            await driver.press("q", "1", "W")
            await driver.until(lambda: line(driver, "both") == "both 3")
            node = drawer(driver).node
            assert node is not None
            assert node.name == "sea/both"  # the cursor is on what was just kept

            await driver.press("E", "ctrl+u")
            await driver.type("csto (")
            await driver.press("enter")
            await driver.until(lambda: "parenthesis" in driver.rows[-1])
            await driver.press("backspace", "enter")
            await driver.until(lambda: line(driver, "both") == "both 2")
            assert saved()["sea/both"] == "csto"

            await go_to(driver, "sea")
            await driver.press("e", "ctrl+u")
            await driver.type("land")
            await driver.press("enter")
            await driver.until(lambda: set(saved()) == {"land/both", "land/harbour"})
            await driver.until(lambda: line(driver, "land"))
            await go_to(driver, "both")
            await driver.press("e", "ctrl+u")
            await driver.type("land/harbour")
            await driver.press("enter")
            await driver.until(lambda: "already" in driver.rows[-1])  # and what was typed is still there
            assert driver.main.foot.is_open
            await driver.press("escape", "d")
            await driver.until(lambda: set(saved()) == {"land/harbour"})
            await driver.press("u")
            await driver.until(lambda: set(saved()) == {"land/both", "land/harbour"})

            await go_to(driver, "war")
            await driver.press("e", "ctrl+u")
            await driver.type("peace")
            await driver.press("enter")
            await driver.until(lambda: line(driver, "peace") == "peace 2")
            await driver.press("u")
            await driver.until(lambda: line(driver, "war") == "war 2")

            # what the list shows goes on being shown under its new name
            await go_to(driver, "asia")
            await driver.press("enter", "W")
            await go_to(driver, "world")
            await driver.press("e", "ctrl+u")
            await driver.type("earth")
            await driver.press("enter")
            await driver.until(lambda: driver.main.browsing.listed == "category:earth/asia")
            await driver.until(lambda: len(titles(driver)) == 2)
            assert driver.main.pane is Pane.DRAWER
            node = drawer(driver).node
            assert node is not None
            assert node.name == "earth"  # and so does the cursor
            await driver.press("u")
            await driver.until(lambda: line(driver, "world") == "world 2")
            await go_to(driver, "harbour")
            await driver.press("enter", "W", "e", "ctrl+u")
            await driver.type("port")
            await driver.press("enter")
            await driver.until(lambda: driver.main.browsing.title == "port")
            await driver.until(lambda: library.setting("screen.view") == "saved:port")
            await driver.press("u")
            await driver.until(lambda: driver.main.browsing.title == "land/harbour")
            await go_to(driver, "essays")
            await driver.press("e", "ctrl+u")
            await driver.type("world/essays")
            await driver.press("enter")
            await driver.until(lambda: line(driver, "world") == "world 3")
            await driver.press("d")
            assert "only saved searches" in driver.rows[-1]

            # a folder that is found is looked into
            await driver.press("f")
            await driver.type("lan")
            await driver.press("enter")
            await driver.until(lambda: len(drawer(driver).rows) > 5)
            assert line(driver, "harbour")
            assert driver.main.pane is Pane.DRAWER

            # what narrows a saved search is likely to take its place
            await driver.press("f")
            await driver.type("both")
            await driver.press("enter")
            await driver.until(lambda: driver.main.browsing.listed == "csto")
            await driver.press("slash")
            await driver.type("unrest")
            await driver.press("enter", "+", "enter")
            await driver.until(lambda: saved()["land/both"] == "csto unrest")

            # and so does its order, where that is not the one that it has anyway
            await driver.press("slash")
            await driver.type("forces")
            await driver.press("enter", "S")
            assert "2 newest first" in driver.frame
            await driver.press("2", "+")
            await driver.type("forces")
            await driver.press("enter")
            await driver.until(lambda: "sort:newest" in saved().get("forces", ""))


async def test_no_command_fails_in_the_drawer(tmp_path: Path) -> None:
    skipped = {"app.quit", "app.samples", "drawer.toggle"}
    with shelf(tmp_path / "library") as library:
        async with driving(library, (40, 12)) as driver:
            for command in COMMANDS:
                if command.id in skipped or Pane.DRAWER not in command.where or not command.keys:
                    continue
                if driver.main.pane is not Pane.DRAWER:
                    await driver.press("W")
                assert driver.main.shown_panes == (Pane.DRAWER,), command.id
                driver.main.perform(command.id)
                await driver.settle()
                while driver.app.screen is not driver.main or driver.main.foot.is_open:
                    await driver.press("escape")
                assert driver.app.is_running, command.id
