"""How the text is set: spacing, alignment, width, every structure, and a long article that is laid out bit by bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from readlater.model import Block, BlockKind, Document
from readlater.tui.layout import Layout, Options
from readlater.tui.link_places import block_named
from readlater.tui.widgets.reader_lines import LONG
from tests.factories import draft
from tests.tui.driving import SAVED, driving, make_library
from tests.tui.frames import check_frame
from tests.tui.structures import EVERYTHING
from tests.tui.test_reader_view import HEADING, ReaderApp, long_document

K = BlockKind
SIZES = ((40, 12), (80, 24), (120, 40), (200, 50))


def lay(*blocks: Block, width: int = 20, **options: Any) -> Layout:
    return Layout(Document(blocks), Options(**({"width": width, "room": width} | options)))


def shown(layout: Layout) -> list[str]:
    return ["".join(piece.text for piece in layout.pieces(y)).rstrip() for y in range(layout.height)]


def paragraph(text: str, **fields: Any) -> Block:
    return Block(K.PARAGRAPH, text, **fields)


# --- spacing


def test_running_text_is_spaced_and_nothing_else() -> None:
    layout = lay(
        Block(K.HEADING, "A heading that is longer than its line", level=2),
        paragraph("some words of a line"),
        Block(K.ITEM, "an item", marker="•"),
        Block(K.ITEM, "another", marker="•"),
        Block(K.CODE, "a\nb"),
        spacing=2,
        bars=True,
    )
    assert shown(layout) == [
        *("A heading that is", "longer than its line", "", "", "some words of a line", "", "", "• an item", ""),
        *("• another", "", "", "▏ a", "▏ b", ""),
    ]
    spaced = shown(lay(paragraph("word " * 8), spacing=3))
    assert spaced == ["word word word word", "", "", "word word word word", ""]


def test_a_quotation_has_its_bar_on_empty_lines_too() -> None:
    assert shown(lay(paragraph("word " * 6, quote=1), spacing=2)) == ["▎ word word word", "▎", "▎ word word word", ""]


def test_an_empty_line_between_is_of_the_line_below() -> None:
    layout = lay(paragraph("word " * 12), spacing=3)
    assert [layout.locate(y)[1] for y in range(7)] == [0, 20, 20, 20, 40, 40, 40]
    assert [layout.end_at(y) for y in range(7)] == [20, 20, 20, 40, 40, 40, 60]
    assert [layout.row_of(place) for place in (0, 19, 20, 45)] == [0, 0, 3, 6]


# --- the window


async def test_text_stands_in_the_middle_or_at_the_left() -> None:
    app = ReaderApp(align="left")
    async with app.run_test(size=(121, 30)) as pilot:
        app.reader.show(long_document(), heading=HEADING)
        await pilot.pause()
        assert app.frame()[1] == "  A title"
        app.reader.set_align("centre")
        assert app.frame()[1] == " " * 24 + "A title"


@pytest.mark.parametrize("change", ["measure", "align", "spacing"])
async def test_the_place_is_kept_however_the_text_is_set(change: str) -> None:
    app = ReaderApp()
    document = long_document()
    place = document.text.index("lazy", 3000) + 2
    async with app.run_test(size=(100, 20)) as pilot:
        app.reader.show(document, heading=HEADING, place=place)
        await pilot.pause()
        first = app.frame()[0].split()[0]
        values: dict[str, list[Any]] = {"measure": [40, 90, 72], "align": ["left", "centre"], "spacing": [2, 3, 1]}
        for value in values[change]:
            getattr(app.reader, f"set_{change}")(value)
            await pilot.pause()
            assert app.reader.place == place
            top = app.reader._layout_lines.place_at(app.reader.scroll_offset.y)  # type: ignore[union-attr]
            assert top <= place < app.reader._layout_lines.end_at(app.reader.scroll_offset.y)  # type: ignore[union-attr]
        assert app.frame()[0].split()[0] == first
        assert [by_reader for _place, _reached, by_reader in app.moves] == [False] * len(app.moves)


# --- a long article


def very_long() -> Document:
    document = Document((*long_document(120).blocks, *long_document(120).blocks))
    assert len(document.text) > LONG
    return document


async def test_a_long_article_is_shown_before_all_of_it_is_laid_out() -> None:
    app = ReaderApp()
    document = very_long()
    place = document.text.index("Paragraph 80.")
    async with app.run_test(size=(60, 20)) as pilot:
        reader = app.reader
        reader.show(document, heading=HEADING, place=place)
        assert not reader.settled
        first = app.frame()
        assert first[0].strip().startswith("Paragraph 80.")
        percent, reached = reader.percent, reader.reached
        while not reader.settled:
            await pilot.pause(0.002)
            assert app.frame() == first
        assert (reader.place, reader.percent, reader.reached) == (place, percent, reached)
        assert [move[2] for move in app.moves] == [False] * len(app.moves)


@pytest.mark.parametrize("go", ["bottom", "pages", "up", "anchor", "find"])
async def test_keys_that_come_before_a_long_article_is_laid_out_go_where_they_go_after(go: str) -> None:
    document = very_long()

    async def frame(*, wait: bool) -> list[str]:
        app = ReaderApp()
        async with app.run_test(size=(60, 20)) as pilot:
            reader = app.reader
            reader.show(document, heading=HEADING, place=document.text.index("Paragraph 60."))
            while wait and not reader.settled:
                await pilot.pause(0.002)
            assert reader.settled is wait
            if go == "bottom":
                reader.bottom()
                assert reader.at_end
            elif go == "pages":
                reader.scroll_pages(30)
            elif go == "up":
                reader.scroll_pages(-12.0)
            elif go == "anchor":
                reader.show_block(block_named(document, "#end"))
            else:
                assert reader.find("Paragraph 33.") == 2
            now = app.frame()
            while not reader.settled:
                await pilot.pause(0.002)
                assert app.frame() == now
            return now

    assert await frame(wait=False) == await frame(wait=True)


async def test_a_long_article_is_folded_for_the_search_before_it_comes() -> None:
    app = ReaderApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.reader.show(very_long(), heading=HEADING)
        app.reader.prepare_finding()
        finder = app.reader._finder
        assert finder is not None
        while not finder.prepare(0.0):
            await pilot.pause(0.002)
        assert app.reader.find("the end") == 2
        assert app.reader._finder is finder


# --- every structure


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_structure(tmp_path: Path, size: tuple[int, int]) -> None:
    one = replace(draft("Harbours", created=SAVED, updated=SAVED, published="2022"), document=EVERYTHING)
    with make_library(tmp_path / "library", [one]) as library:
        async with driving(library, size) as driver:
            await driver.press("enter", "z")
            reader = driver.main.reader
            frames: list[str] = []
            while True:
                frames += [reader.render_line(y).text.rstrip() for y in range(reader.size.height)]
                if reader.at_end:
                    break
                reader.scroll_lines(reader.size.height)
                await driver.settle()
            # Marks that are not seen would only puzzle who looks at the frame.
            frame = "\n".join(frames).translate(str.maketrans("", "", "\u200e\u200f"))
            check_frame(f"structures-{size[0]}x{size[1]}", frame + "\n")
