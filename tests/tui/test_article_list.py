"""The list: what its lines say, where its cursor goes, what it costs."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from readlater.model import ArticleRow, State
from readlater.tui import formatting
from readlater.tui.widgets.article_lines import ASCII, UNICODE, LineOptions, article_line
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.row_source import PAGE

MOMENT = datetime(2026, 1, 14, 8, 51, tzinfo=UTC)


def article(number: int = 1, **fields: Any) -> ArticleRow:
    row = ArticleRow(
        number, f"uuid-{number}", f"Title {number}", "", "Site", "https://example.org/", "nhk", "2022-01-14", MOMENT,
        None, 225, 1.0, 0, 0.0, State.UNREAD, False, False, None, "",
    )  # fmt: skip
    return replace(row, **fields)


def lines(row: ArticleRow | None, width: int = 34, ascii: bool = False, **flags: bool) -> list[str]:  # noqa: A002
    options = LineOptions(width, ASCII if ascii else UNICODE, 2026)
    where = {"cursor": False, "selected": False} | flags
    return ["".join(text for text, _role in article_line(row, line, options, **where)) for line in (0, 1)]


# --- lines


def test_the_two_lines_of_an_article() -> None:
    title, facts = lines(article(title="Russia-led alliance begins withdrawal", read_count=1), cursor=True)
    assert title == "▌● Russia-led alliance begins wi… "
    assert facts == "▌  nhk · 1 min · ×1               "
    assert lines(article(read_count=1), 36)[1] == "   nhk · Jan 14, 2022 · 1 min · ×1  "


def test_the_year_of_today_is_left_out() -> None:
    assert "nhk · Jan 14 · 1 min" in lines(article(published="2026-01-14"))[1]
    assert "nhk · Jan 14, 2022 · 1 min" in lines(article())[1]
    assert "nhk · Mar 2021 · 1 min" in lines(article(published="2021-03"))[1]


def test_state_is_shown_by_signs() -> None:
    assert lines(article())[0].startswith(" ● ")
    assert lines(article(state=State.READING, progress=0.3))[0].startswith(" ◐ ")
    assert lines(article(state=State.READING, progress=0.3))[1].rstrip().endswith("▃ 30%")
    assert lines(article(state=State.READING, progress=1.0))[1].rstrip().endswith("█ 100%")
    assert lines(article(state=State.READ))[0].startswith(" ✓ ")
    assert lines(article(favourite=True, archived=True))[0].endswith(" ★ ▣ ")
    assert lines(article(), selected=True)[1].startswith(" ◆ ")
    failed = lines(article(failed="The page asks for a login"))
    assert failed[0].startswith(" ✗ ")
    assert failed[1].strip() == "The page asks for a login"


def test_what_is_put_off_says_until_when() -> None:
    ahead, over = datetime.now(UTC) + timedelta(days=400), datetime.now(UTC) - timedelta(minutes=1)
    title, facts = lines(article(snoozed=ahead), 40)
    assert title.endswith(" ☾ ")
    assert f"until {formatting.day(ahead.astimezone().date().isoformat())}" in facts
    assert "until" in lines(article(snoozed=ahead, category_id="a-very-long-category/of-many-words"), 34)[1]
    assert lines(article(snoozed=ahead), ascii=True)[0].endswith(" z ")
    assert lines(article(snoozed=over)) == lines(article())


def test_what_is_half_read_says_how_long_it_still_takes() -> None:
    assert " 3 min left" in lines(article(state=State.READING, progress=0.7, minutes=10.0))[1]
    assert " 10 min " in lines(article(progress=0.7, minutes=10.0))[1]


@pytest.mark.parametrize("state", list(State))
def test_ascii_has_a_sign_for_everything(state: State) -> None:
    row = article(state=state, progress=0.5, favourite=True, archived=True, read_count=2, title="A title " * 9)
    shown = lines(row, ascii=True, cursor=True, selected=True)
    assert all(line.isascii() for line in shown)
    assert len({lines(article(state=other), ascii=True)[0][1] for other in State}) == 3


@pytest.mark.parametrize("width", [4, 8, 12, 20, 27, 34, 60, 120])
@pytest.mark.parametrize(
    "title",
    [
        "A short one",
        "カザフスタン ロシア主導の軍事同盟の部隊が撤退を開始した",
        "Why [/etc/passwd] [bold]isn't[/] what you think 👨‍👩‍👧🇰🇿",
        "بدأت القوات التي تقودها روسيا الانسحاب من كازاخستان",
        "",
        "line\nbreak\x1b]0;owned\x07",
    ],
)
def test_lines_are_exactly_as_wide_as_they_should_be(width: int, title: str) -> None:
    for category in ("nhk", "日本語/記事", "أخبار", ""):
        for state in State:
            row = article(title=title, category_id=category, state=state, progress=0.42, read_count=12, favourite=True)
            for line in lines(row, width):
                assert cell_len(line) == max(width, 4)
                assert "\x1b" not in line
                assert "\n" not in line
    for line in lines(None, width):
        assert cell_len(line) == max(width, 4)


def test_numbers_dont_run_into_right_to_left_text() -> None:
    title, facts = lines(article(title="أخبار 2022", category_id="أخبار", published="2022", favourite=True))
    assert "2022\u200e" in title
    assert "أخبار\u200e · 2022" in facts


def test_the_category_gives_way_before_the_date() -> None:
    row = article(category_id="technology/storage", published="2026-11-02", read_count=3)
    assert lines(row, 34)[1].strip() == "technolo… · Nov 2 · 1 min · ×3"
    assert lines(row, 24)[1].strip() == "techno… · 1 min · ×3"


def test_an_untitled_article_is_called_by_its_address() -> None:
    assert "https://example.org/" in lines(article(title=" "))[0]
    assert "Untitled" in lines(article(title="", url=""))[0]


# --- the widget


class Rows:
    def __init__(self) -> None:
        self.asked: list[int] = []
        self.changed: dict[int, ArticleRow] = {}

    def __call__(self, ids: Sequence[int]) -> list[ArticleRow]:
        self.asked.append(len(ids))
        return [self.changed.get(number, article(number)) for number in ids]


class ListApp(App[None]):
    CSS = "ArticleList { width: 40; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows()
        self.messages: list[tuple[str, int, int]] = []

    def compose(self) -> ComposeResult:
        yield ArticleList(empty_text="Nothing here.\nPress a.")

    @property
    def list(self) -> ArticleList:
        return self.query_one(ArticleList)

    def on_mount(self) -> None:
        self.list.set_fetch(self.rows)
        self.list.focus()

    def on_article_list_moved(self, message: ArticleList.Moved) -> None:
        self.messages.append(("moved", message.id, message.index))

    def on_article_list_chosen(self, message: ArticleList.Chosen) -> None:
        self.messages.append(("chosen", message.id, -1))

    def frame(self) -> list[str]:
        return [self.list.render_line(y).text for y in range(self.list.size.height)]


def ids(first: int, last: int) -> array[int]:
    return array("q", range(first, last + 1))


async def test_moving_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)) as pilot:
        app.list.show(ids(1, 1000))
        assert (app.list.index, app.list.current_id) == (0, 1)
        app.list.move(3)
        app.list.move(-1)
        assert app.list.index == 2
        assert app.frame()[4].startswith("▌● Title 3")
        assert [line for line in app.frame() if line.startswith("▌")] == app.frame()[4:6]
        app.list.move(-10)
        assert app.list.index == 0
        app.list.page(1)
        assert app.list.index == 9
        app.list.last()
        assert app.list.current_id == 1000
        assert app.frame()[18].startswith("▌● Title 1000") or app.frame()[19].startswith("▌● Title 1000")
        app.list.first()
        assert app.frame()[0].startswith("▌● Title 1 ")
        app.list.jump(500)
        assert app.list.current_id == 501
        await pilot.pause()
        assert app.messages[0] == ("moved", 1, 0)
        assert app.messages[-1] == ("moved", 501, 500)


async def test_the_cursor_is_always_in_sight() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 7)) as pilot:
        app.list.show(ids(1, 300))
        for n in (1, 1, 1, 1, 50, -3, -3, 200, -1, -1, -1, 999, -999):
            app.list.move(n)
            await pilot.pause()
            shown = [line for line in app.frame() if line.startswith("▌")]
            assert len(shown) == 2, n
        await pilot.resize_terminal(40, 3)
        assert len([line for line in app.frame() if line.startswith("▌")]) == 2


async def test_showing_other_articles_keeps_the_cursor_on_its_article() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)) as pilot:
        app.list.show(ids(1, 100))
        app.list.jump(54)
        app.list.move(-4)
        row_before = next(y for y, line in enumerate(app.frame()) if line.startswith("▌"))
        app.list.show(ids(31, 100), keep=51)
        assert (app.list.current_id, app.list.index) == (51, 20)
        assert next(y for y, line in enumerate(app.frame()) if line.startswith("▌")) == row_before
        app.list.show(array("q", [n for n in range(31, 101) if n != 51]), keep=51)
        assert (app.list.current_id, app.list.index) == (52, 20)
        app.list.show(ids(1, 3), keep=52)
        assert app.list.current_id == 3
        app.list.show(ids(7, 9))
        assert app.list.current_id == 7
        app.list.show(array("q"), keep=7)
        assert (app.list.index, app.list.current_id, app.list.current_row) == (-1, 0, None)
        app.list.move(1)
        app.list.choose()
        await pilot.pause()
        assert app.messages[-1] == ("moved", 0, -1)
        assert any("Nothing here." in line for line in app.frame())


async def test_a_patched_row_is_painted_anew() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.list.show(ids(1, 100))
        assert app.frame()[2].startswith(" ● ")
        app.list.patch(article(2, state=State.READ))
        assert app.frame()[2].startswith(" ✓ ")
        app.rows.changed[3] = article(3, title="A new title")
        app.list.forget([3])
        assert "A new title" in app.frame()[4]


async def test_selecting() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.list.show(ids(1, 100))
        assert app.list.targets.ids() == [1]
        app.list.move(4)
        app.list.toggle_selected()
        app.list.move(-2)
        app.list.toggle_selected()
        app.list.move(1)
        assert app.list.selected == {5, 3}
        assert app.list.targets.ids() == [3, 5]
        assert app.frame()[5].startswith(" ◆")
        app.list.show(ids(4, 100), keep=4)
        assert app.list.selected == {5}
        app.list.move(1)
        app.list.toggle_selected()
        assert app.list.selected == set()


async def test_the_mouse() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)) as pilot:
        app.list.show(ids(1, 100))
        await pilot.click(ArticleList, offset=(5, 7))
        assert app.list.current_id == 4
        assert ("chosen", 4, -1) not in app.messages
        await pilot.click(ArticleList, offset=(5, 6))
        await pilot.pause()
        assert app.messages[-1] == ("chosen", 4, -1)
        app.list.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.click(ArticleList, offset=(5, 0))
        assert app.list.current_id == 11
        await pilot.click(ArticleList, offset=(5, 4), control=True)
        assert app.list.selected == {13}


async def test_the_cost_doesnt_grow_with_the_list() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 41)) as pilot:
        app.list.show(ids(1, 100_000), keep=70_000)
        app.list.jump(69_999)
        app.frame()
        await pilot.pause()
        assert sum(app.rows.asked) <= 4 * PAGE
        asked = len(app.rows.asked)
        for _ in range(20):
            app.list.move(1)
            app.frame()
        assert len(app.rows.asked) - asked <= 1
        app.list.last()
        assert app.list.index == 99_999
        app.frame()
        assert len(app.rows.asked) - asked <= 3


async def test_markup_in_titles_is_text() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.rows.changed[1] = article(1, title="Why [/etc/passwd] [@click=quit]x[/]")
        app.list.show(ids(1, 2))
        assert "Why [/etc/passwd] [@click=quit]" in app.frame()[0]
