"""The screen at four sizes, compared with frames that were found good (see `tests.tui.frames`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.scrollbar import ScrollBar, ScrollBarRender

from readlater.library import Library
from readlater.model import Block, BlockKind, Document, Draft, Span, SpanKind
from tests.factories import document, draft
from tests.tui.driving import ARTICLES, driving, make_library
from tests.tui.frames import comes_to, styled_frame

SIZES = ((40, 12), (80, 24), (120, 40), (200, 50))
WHEN = datetime(2022, 1, 14, 8, 51, tzinfo=UTC)


PASSAGES = (
    ("who lights the lamp", "", ""),
    ("The keeper sleeps by day.", "And the bell?", "green"),
    ("夜の海を照らし", "", "blue"),
)
"""What is marked in that article, with which note, in which colour."""


def structured() -> Draft:
    """An article with a bit of everything."""
    text = "Harbours are described by their keepers: who lights the lamp, who rings the bell."
    blocks = (
        Block(BlockKind.PARAGRAPH, text, (Span(0, 8, SpanKind.LINK, "https://e.org"), Span(26, 39, SpanKind.EMPHASIS))),
        Block(BlockKind.HEADING, "The lamp", level=2),
        Block(BlockKind.ITEM, "oil, from whales and later from the ground", marker="•"),
        Block(BlockKind.ITEM, "a wick that is cut every night", marker="•"),
        Block(BlockKind.PARAGRAPH, "The keeper sleeps by day.", quote=1),
        Block(BlockKind.CODE, "def light(lamp):\n    return lamp.on()", language="python"),
        *document("灯台は港の目である。夜の海を照らし、船を導く。\n\n등대는 항구의 눈이다.").blocks,
    )
    return replace(
        draft(
            "Lamps, bells and their keepers 灯台",
            url="https://example.org/lamps",
            site="Harbour Review",
            byline="Ada Keeper",
            published="2022-01",
            created=WHEN + timedelta(days=1),
            updated=WHEN + timedelta(days=2),
            category_id="essays/sea",
            tags=("sea", "light"),
            similar_titles=("A bell that nobody rings",),
            summary="Lamps and bells are kept by people.",
        ),
        document=Document(blocks),
    )


def dated(one: Draft) -> Draft:
    """The article with all its times fixed, so that a frame is the same on every day."""
    return replace(one, updated=one.updated or one.created)


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Library]:
    """A library whose newest article has a bit of everything."""
    with make_library(tmp_path / "library", [dated(one) for one in (*ARTICLES, structured())]) as library:
        yield library


def named(name: str, size: tuple[int, int]) -> str:
    """The name of a frame."""
    return f"{name}-{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_list_reader_and_sidebar(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as driver:
        await comes_to(named("list", size), lambda: driver.frame)
        await driver.press("enter")
        await comes_to(named("reader", size), lambda: driver.frame)
        await driver.press("w")
        await comes_to(named("sidebar", size), lambda: driver.frame)


@pytest.mark.parametrize("size", [(40, 12), (120, 40)], ids=str)
async def test_what_is_asked_at_the_foot(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as driver:
        await driver.press("slash", *"keeper")
        await comes_to(named("search", size), lambda: driver.frame)
        await driver.press("escape", "S")
        await comes_to(named("sort", size), lambda: driver.frame)
        await driver.press("q", "V", "g", "4")
        await comes_to(named("groups", size), lambda: driver.frame)
        await driver.press("V", "g", "1", "t")
        await comes_to(named("tags", size), lambda: driver.frame)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_empty_library(tmp_path: Path, size: tuple[int, int]) -> None:
    with make_library(tmp_path / "empty", ()) as library:
        async with driving(library, size) as driver:
            await comes_to(named("empty", size), lambda: driver.frame)


@pytest.mark.parametrize("size", [(40, 12), (120, 40)], ids=str)
async def test_help(harbour: Library, size: tuple[int, int]) -> None:
    async with driving(harbour, size) as driver:
        await driver.press("question_mark")
        await comes_to(named("help", size), lambda: driver.frame)


@pytest.mark.parametrize("size", [(40, 12), (120, 40)], ids=str)
async def test_highlights_review_and_jump(harbour: Library, size: tuple[int, int]) -> None:
    for number, (passage, note, colour) in enumerate(PASSAGES):
        start = harbour.text(4).index(passage)
        made = harbour.add_highlight(4, start, start + len(passage), note, colour)
        when = int((WHEN + timedelta(days=number)).timestamp() * 1000)
        with harbour._database.write() as connection:
            connection.execute("UPDATE highlight SET created = ? WHERE uuid = ?", (when, made.uuid))
    async with driving(harbour, size) as driver:
        await driver.press('"', '"')
        await comes_to(named("highlights", size), lambda: driver.frame)
        await driver.press("q", '"', "r")
        await comes_to(named("review", size), lambda: driver.frame)
        await driver.press("q", "ctrl+k", *"the")
        await comes_to(named("jump", size), lambda: driver.frame)


async def test_ascii_only(harbour: Library) -> None:
    async with driving(harbour, (120, 40), ascii=True) as driver:
        await driver.press("G", "enter")
        await comes_to("ascii-120x40", lambda: driver.frame)
        drawn = driver.frame.replace("灯台", "")
        assert drawn.isascii(), sorted(set(drawn) - set(map(chr, range(128))))


async def test_ascii_scrollbars(harbour: Library) -> None:
    async with driving(harbour, (80, 10), ascii=True) as driver:
        await driver.press("enter")
        assert driver.main.reader.show_vertical_scrollbar
        assert driver.frame.replace("灯台", "").isascii()
    async with driving(harbour, (80, 10)):
        assert ScrollBar.renderer is ScrollBarRender


async def test_zen(harbour: Library) -> None:
    async with driving(harbour, (120, 40)) as driver:
        await driver.press("enter", "z")
        await comes_to("zen-120x40", lambda: driver.frame)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("look", ["dark", "light", "no-colour", "ascii"])
async def test_looks(harbour: Library, look: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """The main screen with its colours, or what takes their place."""
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    harbour.set_setting("screen.theme", "paper" if look == "light" else "ink")
    async with driving(harbour, size, ascii=look == "ascii") as driver:
        if size[0] < 80:
            await driver.press("enter")
        await comes_to(named(f"look-{look}", size), lambda: styled_frame(driver.app.screen._compositor.render_strips()))
