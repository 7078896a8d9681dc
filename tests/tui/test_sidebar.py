"""The sidebar: what stands in it, that it fits, and what each cell of it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlater.library import Library
from readlater.model import Copy, Keyword, NextReading, Reading, Similar, State, Suggestion
from readlater.tui.widgets.lines import Piece, line_width
from readlater.tui.widgets.sidebar_lines import about_lines
from readlater.tui.widgets.sidebar_parts import (
    About,
    Accept,
    FilterBy,
    Lines,
    Manner,
    OpenArticle,
    Perform,
    ShowPassage,
    Travel,
)
from tests.tui.driving import driving, make_library
from tests.tui.frames import comes_to
from tests.tui.test_frames import SIZES, named
from tests.tui.test_lines import ARTICLE, ROW, TEXTS, text_of

SUMMARY = "The alliance has begun to withdraw. Its troops came a week ago. Nobody says when the last will leave."
KEYS = {"article.accept": "C", "article.merge": "=", "article.not-copy": "!"}


def similar(number: int, title: str, score: float, *shared: str, **fields: object) -> Similar:
    row = replace(ROW, id=number, title=title, **fields)  # type: ignore[arg-type]
    return Similar(row, score, shared)


def everything() -> About:
    """All that the sidebar can say about an article."""
    return About(
        replace(ARTICLE, summary=SUMMARY),
        [
            similar(2, "Troops leave Kazakhstan after unrest", 0.62, "peacekeepers", "Kazakhstan", "CSTO", "unrest"),
            similar(
                3,
                "Armenia absent from the summit of the alliance",
                0.31,
                "collective security",
                "alliance",
                "summit",
                state=State.READING,
                progress=0.43,
                published="2023-11-23",
                site="The Asia Business Daily",
            ),
            similar(4, "카자흐스탄에 파견된 평화유지군 철수", 0.12, "카자흐스탄", "평화유지군", state=State.READ),
        ],
        [("A title that is not here", None)],
        [Keyword(word, 1.0) for word in ("peacekeepers", "Kazakhstan", "collective security", "Almaty", "unrest")],
        [Copy(replace(ROW, id=9, title="Alliance begins withdrawing its forces"), 0.96, True)],
        [Suggestion("category", "world/asia", 0.92, 4), Suggestion("tag", "war", 0.84, 3)],
        [((0, 35), (120, 155)), ((36, 63), (200, 227))],
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path / "library") as opened:
        yield opened


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_that_the_sidebar_says(library: Library, size: tuple[int, int]) -> None:
    async with driving(library, size) as driver:
        await driver.press("w")
        driver.main.sidebar.show(everything())
        await driver.settle()
        await comes_to(named("relating", size), lambda: driver.frame)


async def test_all_that_the_sidebar_says_in_ascii(library: Library) -> None:
    async with driving(library, (120, 40), ascii=True) as driver:
        await driver.press("w")
        driver.main.sidebar.show(everything())
        await driver.press("j", "j", "j")
        assert driver.frame.replace("카자흐스탄에 파견된", "").replace("평화유지군 철수", "").isascii() or any(
            "카자흐스탄" in row for row in driver.rows
        )
        assert any("|>" in row for row in driver.rows)
        await comes_to("relating-ascii-120x40", lambda: driver.frame)


def read_often() -> About:
    """An article with sittings, highlights, a way to it and one onward, put off, and suggested."""
    began = datetime(2022, 3, 1, 8, 30, tzinfo=UTC)
    sittings = [
        Reading(
            str(n), 1, "desk", began + timedelta(days=n), began + timedelta(days=n), 60.0 * n, 0.0, n / 10, 0, "", False
        )
        for n in range(5)
    ]
    seven = replace(ROW, id=7, title="How fsync fails")
    return replace(
        everything(),
        article=replace(ARTICLE, snoozed=datetime(2122, 1, 1, tzinfo=UTC)),
        readings=sittings,
        highlights=3,
        suggested=NextReading(ROW, seven, "marked", 0.4, ("fsync", "write-ahead log")),
        trail=[(-1, "The keeper of the lighthouse at the end of the harbour"), (2, "올라가는 길")],
    )


def test_what_is_known_of_its_reading() -> None:
    keys = {**KEYS, "move.back": "[", "move.forward": "]", "article.readings": "V r", "highlight.here": '" a'}
    lines = about_lines(read_often(), Manner(50, keys=keys, zone=UTC))
    text = "\n".join(text_of(line) for line in lines.lines)
    for part in (
        " [ ‹ The keeper of the lighthouse", " › 올라가는 길", "Suggested: you marked\n   How fsync fails\n   fsync ·",
        "Highlights 3  \" a", "Readings   Mar 5, 2022 08:30, 4 min, to 40 %\n            Mar 4, 2022",
        "and 2 more  V r", "Snoozed    until Jan 1, 2122 00:00",
    ):  # fmt: skip
        assert part in text, (part, text)
    travels = [item for item in lines.items if isinstance(item, Travel)]
    assert travels == [Travel(-1), Travel(1)]
    assert OpenArticle(7) in lines.items
    assert lines.items[lines.number_of_similar(0)] == OpenArticle(2)
    assert {Perform("highlight.here"), Perform("article.readings"), Perform("article.snooze")} <= set(lines.items)


@pytest.mark.parametrize("about", [everything, read_often])
@pytest.mark.parametrize("width", [26, 32, 38, 44, 80])
@pytest.mark.parametrize("ascii_", [True, False])
def test_it_fits(width: int, ascii_: bool, about: Callable[[], About]) -> None:
    lines = about_lines(about(), Manner(width, ascii=ascii_, keys=KEYS))
    assert max(line_width(line) for line in lines.lines) <= width


def test_every_item_stands_somewhere_and_is_found_there() -> None:
    for width in (20, 32, 44):
        lines = about_lines(everything(), Manner(width, keys=KEYS))
        for number in range(len(lines.items)):
            shown = lines.lines_of(number)
            assert shown, lines.items[number]
            columns = [x for x in range(width) if lines.item_at(shown[0], x) == number]
            assert columns, lines.items[number]


def test_what_leads_where() -> None:
    lines = about_lines(everything(), Manner(38, keys=KEYS))
    kinds = [type(item) for item in lines.items]
    assert lines.items[0] == OpenArticle(9)
    assert kinds.index(Accept) > kinds.index(OpenArticle, 1)
    assert lines.items[lines.number_of_similar(1)] == OpenArticle(3)
    assert lines.number_of_similar(3) == -1
    assert ShowPassage(120, 155) in lines.items
    assert FilterBy("collective security") in lines.items
    assert lines.item_at(999, 0) == -1


def test_the_words_of_a_line() -> None:
    text = "\n".join(text_of(line) for line in about_lines(everything(), Manner(44, keys=KEYS)).lines)
    for part in (
        "Already saved: “Alliance begins", "2022-01-14 · 96 % the same", "= merge · ! not a copy",
        "unread · 1 min · NHK · 2022", "43 % · 1 min left", "collective security · alliance · summit",
        " C Category? world/asia · 92 %", "   Tag? war · 84 %", "Keywords   peacekeepers",
    ):  # fmt: skip
        assert part in text, (part, text)


def test_a_rule_of_the_settings_is_no_guess() -> None:
    about = About(ARTICLE, [], suggestions=[Suggestion("category", "nhk", 1.0, 0)])
    text = "\n".join(text_of(line) for line in about_lines(about, Manner(38, keys=KEYS)).lines)
    assert "Category? nhk · by your rule" in text


def test_none_yet() -> None:
    text = "\n".join(text_of(line) for line in about_lines(About(ARTICLE, []), Manner(38)).lines)
    assert "None yet." in text
    assert "Keywords" not in text
    assert "?" not in text


def test_no_keyword_is_broken_and_no_line_too_long() -> None:
    out = Lines()
    out.flow([Piece(word) for word in ("one", "two three", "a very long keyword indeed", "x")], 12)
    assert [text_of(line) for line in out.lines] == [" one", " two three", " a very long…", " x"]


def test_what_has_no_room_in_the_last_line_is_left_out() -> None:
    out = Lines()
    out.flow([Piece(word) for word in ("aaaa", "bbbb", "cccc", "dddd", "eeee")], 12, limit=2)
    assert [text_of(line) for line in out.lines] == [" aaaa · bbbb", " cccc · dddd"]


@given(st.lists(TEXTS.filter(str.strip), max_size=8), st.integers(4, 40), st.integers(0, 3))
def test_flowing_words_fit(words: list[str], width: int, limit: int) -> None:
    out = Lines()
    out.flow([Piece(word) for word in words], width, limit=limit)
    assert all(cell_len(text_of(line)) <= width + 1 for line in out.lines)
    assert not limit or len(out.lines) <= limit


@pytest.mark.parametrize("key", ["G", "space"])
async def test_the_cursor_comes_along_when_the_lines_are_scrolled(library: Library, key: str) -> None:
    async with driving(library, (80, 14)) as driver:
        sidebar = driver.main.sidebar
        await driver.press("w")
        sidebar.show(everything())
        await driver.press(*[key] * (1 if key == "G" else 2))
        top = sidebar.scroll_offset.y
        assert key == "G" or sidebar.current != OpenArticle(9)  # below the last line there is nothing to choose
        await driver.press("j")
        assert top > 0
        assert sidebar.scroll_offset.y >= top  # and not back to the second item, which was out of sight


async def test_what_is_out_of_sight_is_not_chosen_but_shown(library: Library) -> None:
    async with driving(library, (80, 14)) as driver:
        sidebar = driver.main.sidebar
        await driver.press("w")
        sidebar.show(everything())
        await driver.settle()
        sidebar.scroll_to(y=sidebar.max_scroll_y, animate=False, immediate=True)  # as the wheel does
        assert not sidebar.choose()
        assert sidebar.scroll_offset.y == 0
        assert sidebar.choose()
