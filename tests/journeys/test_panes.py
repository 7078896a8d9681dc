"""Making the screen one's own: widths by key and mouse, the reader alone, reading on, every size."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.library import Library
from readlater.model import State
from readlater.tui.commands import Pane
from readlater.tui.widgets.edge import Edge
from tests.factories import draft
from tests.tui.books import book
from tests.tui.driving import ARTICLES, Driver, driving, make_library


def width(driver: Driver, pane: Pane) -> int:
    """The columns that a pane takes."""
    return driver.main.plan.width(pane)


def joints(driver: Driver) -> list[int]:
    """The columns of the lines between the panes; the same in the rule and in every row below it."""
    rule = [x for x, character in enumerate(driver.rows[1]) if character == "┬"]
    for pane, edge in driver.main.edges.items():
        if edge.display:
            assert edge.region.x in rule, pane
    return rule


async def drag(driver: Driver, column: int, to: int) -> None:
    """Drags the line in a column to another one."""
    await driver.pilot.mouse_down(offset=(column, 8))
    for x in (column + (1 if to > column else -1), to):
        await driver.pilot.hover(offset=(x, 8))
    await driver.pilot.mouse_up(offset=(to, 8))
    await driver.settle()


# --- widths


async def test_widths_by_key_survive_a_restart(library: Library) -> None:
    async with driving(library) as driver:
        usual = width(driver, Pane.LIST)
        await driver.press("ctrl+w", ">")
        assert width(driver, Pane.LIST) == usual + 4
        await driver.press("tab", "1", "0", "ctrl+w", ">")  # in the list a number is a view
        assert width(driver, Pane.LIST) == usual - 6
        assert f"reader: {120 - 32 - usual + 6} columns" in driver.rows[-1]
        await driver.press("w", "ctrl+w", ">")
        assert joints(driver) == [usual - 6, 120 - 36]
    async with driving(library) as driver:
        assert joints(driver) == [usual - 6, 120 - 36]
        await driver.press("ctrl+w", "=")
        assert joints(driver) == [usual, 120 - 32]
    async with driving(library) as driver:
        assert joints(driver) == [usual, 120 - 32]


async def test_the_reader_becomes_wider_where_its_neighbour_becomes_narrower(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter")
        before = driver.main.reader.size.width
        await driver.press("ctrl+w", ">")
        assert driver.main.reader.size.width == before + 4


async def test_no_pane_takes_what_the_reader_needs(library: Library) -> None:
    async with driving(library, (100, 30)) as driver:
        await driver.press("tab", "9", "9", "ctrl+w", "<")
        assert driver.main.reader.region.width == 100 - 70 - 1
        await driver.press("ctrl+w", "<")
        assert "it can't be narrower" in driver.rows[-1]
        await driver.press("9", "9", "ctrl+w", ">")
        assert width(driver, Pane.LIST) == 20
        await driver.press("ctrl+w", ">")
        assert "it can't be wider" in driver.rows[-1]
    async with driving(library, (60, 20)) as driver:
        await driver.press("ctrl+w", ">")
        assert "there is one pane" in driver.rows[-1]


async def test_what_was_chosen_in_a_large_window_gives_way_in_a_small_one_and_comes_back(library: Library) -> None:
    async with driving(library, (200, 40)) as driver:
        await driver.press("tab", "8", "0", "ctrl+w", "<")
        await driver.until(lambda: width(driver, Pane.LIST) == 126)
        await driver.pilot.resize_terminal(120, 40)
        await driver.until(lambda: driver.main.size.width == 120)
        await driver.settle()
        await driver.until(lambda: 29 <= driver.main.reader.region.width < 120)
        await driver.pilot.resize_terminal(200, 40)
        await driver.until(lambda: driver.main.size.width == 200)
        await driver.until(lambda: width(driver, Pane.LIST) == 126)


async def test_edges_are_dragged_with_the_mouse(library: Library) -> None:
    async with driving(library) as driver:
        first, second = joints(driver)
        await driver.press("g", "enter")
        assert driver.main.pane is Pane.READER
        await drag(driver, first, first + 7)
        assert joints(driver) == [first + 7, second]
        await drag(driver, second, second - 5)
        assert joints(driver) == [first + 7, second - 5]
        assert driver.main.pane is Pane.READER  # the pane with the keys keeps them
        assert driver.main.get_selected_text() in (None, "")
        await drag(driver, first + 7, 2)
        assert joints(driver)[0] == 20
    async with driving(library) as driver:
        assert joints(driver) == [20, second - 5]
        await driver.pilot.click(offset=(20, 8), times=2)
        await driver.settle()
        assert joints(driver) == [first, second - 5]


async def test_the_edge_of_the_outline_is_dragged_too(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", (*ARTICLES, book())) as library:
        async with driving(library, (200, 40)) as driver:
            await driver.press("g", "enter", "O")
            a, b, c = joints(driver)
            await drag(driver, b, b - 6)
            assert joints(driver) == [a, b - 6, c]
            await drag(driver, a, a + 3)
            assert joints(driver) == [a + 3, b - 3, c]
        async with driving(library, (200, 40)) as driver:
            assert joints(driver) == [a + 3, b - 3, c]


async def test_the_edge_under_the_mouse_shows_itself_in_ascii_too(library: Library) -> None:
    async with driving(library, ascii=True) as driver:
        edge = driver.main.edges[Pane.LIST]
        assert driver.rows[8][edge.region.x] == "|"
        await driver.pilot.hover(offset=(edge.region.x, 8))
        await driver.settle()
        assert driver.rows[8][edge.region.x] == "#"


async def test_many_movements_of_the_mouse_are_one(library: Library) -> None:
    edge = Edge(Pane.LIST)
    newer, older, done = Edge.Dragged(edge, 3, False), Edge.Dragged(edge, 2, False), Edge.Dragged(edge, 2, True)
    assert older.can_replace(newer)
    assert not older.can_replace(done)


async def test_nonsense_that_was_kept_is_no_width(library: Library) -> None:
    for name, value in (("list", "-3"), ("sidebar", "many"), ("outline", "9" * 30)):
        library.set_setting(f"screen.{name}-width", value)
    async with driving(library) as driver:
        assert joints(driver) == [36, 120 - 32]


# --- what a restart shows


async def test_a_restart_shows_what_was_there(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("w", "w", "S")
        await driver.press("j", "enter")
        await driver.press("0", "G", "enter", "T", "j", "enter", "q")
        last, sort = driver.main.desk.shown_id, driver.main.browsing.sort
        theme, panes = driver.app.theme, driver.main.shown_panes
        assert panes == (Pane.LIST, Pane.READER)
    async with driving(library) as driver:
        main = driver.main
        assert (main.articles.current_id, main.browsing.sort, main.browsing.view.name) == (last, sort, "all")
        assert (driver.app.theme, main.shown_panes) == (theme, panes)


async def test_a_restart_finds_the_cursor_where_it_was(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "q", "j")
        here = driver.main.articles.current_id
        assert here != driver.main.library.ids()[0]
    async with driving(library) as driver:
        assert driver.main.articles.current_id == here
        await driver.press("slash")
        await driver.type("lighthouse")
        await driver.press("enter")
        assert driver.main.articles.current_id != here
    async with driving(library) as driver:
        assert driver.main.articles.current_id == here  # a search is not kept


# --- titles


async def test_a_click_on_a_title_gives_the_keys_and_one_on_the_order_asks_for_it(library: Library) -> None:
    async with driving(library) as driver:
        first, second = joints(driver)
        for column, pane in (
            (second + 5, Pane.SIDEBAR),
            (first + 5, Pane.READER),
            (2, Pane.LIST),
            (second - 2, Pane.READER),
        ):
            await driver.pilot.click(offset=(column, 1))
            await driver.settle()
            assert driver.main.pane is pane
        await driver.pilot.click(offset=(driver.rows[1].index("newest"), 1))
        await driver.settle()
        assert "Order of the list" in driver.frame


async def click(driver: Driver, text: str, row: int) -> None:
    """Clicks on a text in a row of the screen."""
    await driver.pilot.click(offset=(driver.rows[row].index(text) + 1, row if row >= 0 else len(driver.rows) + row))
    await driver.settle()


async def test_what_is_asked_does_not_stay_without_the_keys(library: Library) -> None:
    async with driving(library) as driver:
        before = driver.main.browsing.sort
        await driver.press("S")
        await click(driver, "Troops leave", 4)
        assert not driver.main.foot.is_open
        assert driver.main.browsing.sort is before
        await driver.press("g", "slash")
        await driver.type("kazakhstan")
        await click(driver, "Alliance", 4)
        assert not driver.main.foot.is_open
        assert len(driver.main.articles.source) == 2  # the search stays
        assert driver.main.articles.index == 1
        await driver.press("escape", "t")
        await driver.type("sea")
        await click(driver, "newest first", 1)
        assert driver.main.foot.is_open  # nothing that was typed is lost
        assert driver.main.foot.prompt.field.value == "sea"


async def test_the_hints_at_the_foot_can_be_clicked(library: Library) -> None:
    async with driving(library) as driver:
        await click(driver, "/ search", -1)
        assert driver.main.foot.is_open
        await driver.type("alliance withdrawing")
        await driver.press("enter", "escape", "A")
        assert driver.main.foot.is_open
        await click(driver, "esc leave", -1)
        assert not driver.main.foot.is_open
        await driver.press("S", "j")
        await click(driver, "choose", -1)
        assert "oldest first" in driver.rows[1]
        await driver.press("S")
        await click(driver, "q leave", -1)
        assert not driver.main.foot.is_open
        await click(driver, "read", -1)
        assert driver.main.desk.is_open
        await click(driver, "q back", -1)
        assert driver.main.pane is Pane.LIST
        await click(driver, "Unread", 0)
        assert driver.main.browsing.view.name == "unread"


# --- zen


async def test_zen_from_the_list_opens_the_article_and_comes_back_to_the_list(library: Library) -> None:
    async with driving(library) as driver:
        for key in ("z", "q", "escape"):
            await driver.press("g", "z")
            assert driver.main.desk.is_open
            assert driver.main.shown_panes == (Pane.READER,)
            assert "readlater" not in driver.frame
            assert "The lighthouse keeper of the harbour" in driver.frame
            await driver.press(key)
            assert driver.main.pane is Pane.LIST
            assert not driver.main.desk.is_open
            assert driver.main.shown_panes == (Pane.LIST, Pane.READER, Pane.SIDEBAR)
            assert driver.rows[0].startswith(" readlater")


async def test_zen_from_the_reader_keeps_article_and_place(library: Library) -> None:
    async with driving(library) as driver:
        await driver.press("g", "enter", "space", "z")
        place = driver.main.reader.place
        assert place > 0
        text = driver.rows[0]
        left = len(text) - len(text.lstrip())
        assert abs(left - (120 - 72) // 2) <= 1  # the column is in the middle
        await driver.press("q")
        assert driver.main.pane is Pane.READER
        assert driver.main.desk.is_open
        assert driver.main.reader.place == place
        await driver.press("z", "w")
        assert driver.main.pane is Pane.SIDEBAR
        assert Pane.LIST in driver.main.shown_panes
        await driver.press("z", "z")
        assert driver.main.pane is Pane.SIDEBAR
    async with driving(library) as driver:
        assert driver.main.shown_panes == (Pane.LIST, Pane.READER, Pane.SIDEBAR)  # not remembered


async def test_zen_needs_an_article(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", ARTICLES[:1]) as library:
        async with driving(library) as driver:
            await driver.press("4", "z")
            assert "there is no article to read" in driver.rows[-1]
            assert driver.main.shown_panes[0] is Pane.LIST


# --- reading on


def three(paragraphs: int) -> tuple[object, ...]:
    """Three articles of so many paragraphs."""
    text = "\n\n".join(
        f"Part {n}. Ferries and lighthouses, harbours and keepers, islands. " * 5 for n in range(paragraphs)
    )
    return tuple(draft(name, f"{text} {name}", url=f"https://example.org/{name}") for name in ("One", "Two", "Three"))


@pytest.mark.parametrize("paragraphs", [1, 30])
async def test_space_reads_on_through_the_article_to_the_next_one(tmp_path: Path, paragraphs: int) -> None:
    with make_library(tmp_path / "library", three(paragraphs)) as library:  # type: ignore[arg-type]
        async with driving(library) as driver:
            await driver.press("g", "enter")
            first = driver.main.desk.shown_id
            presses = 0
            while not driver.main.reader.at_end:
                await driver.press("space")
                presses += 1
            assert (presses > 2) == (paragraphs == 30)
            await driver.press("space")
            assert "the end" in driver.rows[-1]
            assert driver.main.desk.shown_id == first
            await driver.press("space")
            assert driver.main.desk.shown_id != first
            assert driver.main.desk.is_open
            assert driver.main.reader.place == 0
            assert driver.main.articles.current_id == driver.main.desk.shown_id


async def test_the_end_is_said_again_after_going_up(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", three(30)) as library:  # type: ignore[arg-type]
        async with driving(library) as driver:
            await driver.press("g", "enter", "G", "space", "b", "G")
            first = driver.main.desk.shown_id
            await driver.press("space")
            assert "the end" in driver.rows[-1]
            assert driver.main.desk.shown_id == first


async def test_reading_on_from_a_preview_and_after_the_last_one(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", three(1)) as library:  # type: ignore[arg-type]
        async with driving(library) as driver:
            await driver.press("g", "tab")
            assert not driver.main.desk.is_open
            await driver.press("space", "space")
            assert driver.main.desk.is_open
            assert driver.main.articles.index == 1
            await driver.press("space", "space", "space", "space")
            assert driver.main.articles.index == 2
            assert "no more unread" in driver.rows[-1]


async def test_reading_on_from_a_similar_reading_that_is_not_in_the_list(tmp_path: Path) -> None:
    with make_library(tmp_path / "library") as library:
        async with driving(library) as driver:
            await driver.press("G", "enter")
            other = next(one.row.id for one in library.similar(driver.main.desk.shown_id, 5))
            await driver.press("q")
            await driver.press("slash")
            await driver.type("withdrawing")
            await driver.press("enter")
            waiting = driver.main.articles.current_id
            assert library.row(waiting).state is State.UNREAD
            driver.main.desk.open(other)
            await driver.settle()
            assert driver.main.articles.current_id == waiting != other
            await driver.press("G", "space", "space")
            assert driver.main.desk.shown_id == waiting


# --- sizes

SIZES = [(40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (200, 50), (300, 100), (20, 6), (10, 3), (1, 1)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    with make_library(tmp_path / "library", (*ARTICLES, book())) as library:
        async with driving(library, size) as driver:
            for keys in (
                ("g",),
                ("enter",),
                ("O",),
                ("j", "enter"),
                ("w",),
                ("q",),
                ("z",),
                ("z",),
                ("slash", "a"),
                ("escape",),
            ):
                await driver.press(*keys)
                check_regions(driver, size)
            for keys in (("q",), ("T",), ("q",), ("question_mark",), ("q",), ("ctrl+w", ">"), ("1", "0", "j")):
                await driver.press(*keys)
                assert len(driver.rows) == size[1]


def check_regions(driver: Driver, size: tuple[int, int]) -> None:
    """Nothing overlaps, and the panes fill the window from left to right."""
    main = driver.main
    assert len(driver.rows) == size[1]
    widgets = [*(widget for _, widget in main._widgets), *main.edges.values()]
    regions = sorted((one.region for one in widgets if one.display), key=lambda region: region.x)
    at = 0
    for region in regions:
        assert region.x == at, driver.frame
        at = region.right
    assert at == size[0]
    if size[1] > 1:
        assert regions[0].height >= 1
    if size[0] >= 80 and Pane.READER in main.shown_panes:
        assert main.reader.region.width >= 29


async def test_resizing_while_something_is_open(tmp_path: Path) -> None:
    sizes = [(120, 40), (40, 12), (200, 50), (1, 1), (80, 24), (300, 100), (10, 3)]
    with make_library(tmp_path / "library", (*ARTICLES, book())) as library:
        async with driving(library) as driver:
            await driver.press("g", "enter")
            for opened, closed in (
                (("O",), ("q",)),
                (("slash", "f"), ("escape",)),
                (("T",), ("q",)),
                (("question_mark",), ("q",)),
                (("w",), ("q",)),
                (("z",), ("z",)),
            ):
                await driver.press(*opened)
                for columns, rows in sizes if opened in (("O",), ("w",)) else sizes[1::2]:
                    await driver.pilot.resize_terminal(columns, rows)
                    await driver.until(lambda: len(driver.rows) == rows)  # noqa: B023
                    await driver.settle()
                    assert driver.app.screen.size == (columns, rows)
                await driver.press(*closed)
                assert driver.main.desk.is_open
                assert driver.main.pane is Pane.READER
            assert driver.main.reader.measure == 72
