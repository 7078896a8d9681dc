"""Setting the text as one likes it: the same sentence stays at the top, and it is so the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from readlater.library import Library
from tests.factories import draft
from tests.tui.driving import Driver, driving, make_library


def top_words(driver: Driver) -> str:
    """The first words of the line at the top of the reader."""
    line = driver.main.reader.render_line(0).text
    return " ".join(line.split()[:3])


def sentence(driver: Driver) -> str:
    """The text from the place on where the reader is."""
    reader = driver.main.reader
    assert reader.document is not None
    return reader.document.text[reader.place : reader.place + 60]


async def test_width_alignment_and_spacing_keep_the_sentence_and_survive(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with make_library(folder) as library:
        async with driving(library, (120, 30)) as driver:
            await driver.press("g", "enter", "z", "space", "space")
            before = sentence(driver)
            for keys, said in (
                (("less_than_sign",), "lines of 68 columns"),
                (("3", "less_than_sign"), "lines of 56 columns"),
                (("2", "greater_than_sign"), "lines of 64 columns"),
                (("V", "a"), "at the left of the pane"),
                (("V", "s"), "an empty line between lines"),
                (("V", "s"), "two empty lines between lines"),
                (("2", "V", "s"), "an empty line between lines"),
            ):
                await driver.press(*keys)
                assert said in driver.rows[-1]
                assert sentence(driver) == before
            reader = driver.main.reader
            assert (reader.measure, reader.align, reader.spacing) == (64, "left", 2)
            assert top_words(driver)
            assert not reader.render_line(1).text.strip()
    with Library.open(folder) as library:
        async with driving(library, (120, 30)) as driver:
            reader = driver.main.reader
            assert (reader.measure, reader.align, reader.spacing) == (64, "left", 2)
            await driver.press("g", "enter", "V", "a", "V", "s", "V", "s")
            assert "lines close together" in driver.rows[-1]
            assert (reader.align, reader.spacing) == ("centre", 1)


async def test_there_and_back_again_is_where_it_was(tmp_path: Path) -> None:
    with make_library(tmp_path / "library") as library:
        async with driving(library, (120, 30)) as driver:
            await driver.press("g", "enter", "z", "space", "space", "j")
            frame = driver.frame.splitlines()[:-1]
            await driver.press("greater_than_sign", "V", "s", "V", "a", "less_than_sign", "V", "s", "V", "s", "V", "a")
            assert driver.frame.splitlines()[:-1] == frame


async def test_the_settings_file_says_how_it_is_at_first(library: Library) -> None:
    async with driving(library, (120, 30), align="left", spacing=2) as driver:
        assert (driver.main.reader.align, driver.main.reader.spacing) == ("left", 2)


async def test_the_pane_says_when_it_has_no_room_for_longer_lines(library: Library) -> None:
    async with driving(library, (60, 20)) as driver:
        await driver.press("g", "enter", "greater_than_sign")
        assert "lines of 76 columns; the pane has room for 5" in driver.rows[-1]
        await driver.press("less_than_sign")
        assert driver.main.reader.measure < 56  # shorter than what was to be seen


@pytest.mark.parametrize("bidi", ["terminal", "reorder"])
async def test_a_hebrew_article_is_read_from_right_to_left(tmp_path: Path, bidi: str) -> None:
    text = "שומר המגדלור מדליק את המנורה בכל ערב. " * 30
    one = draft("המגדלור של הנמל", text, language="he", direction="rtl")
    with make_library(tmp_path / "library", [one]) as library:
        async with driving(library, (80, 24), bidi=bidi) as driver:
            await driver.press("enter")
            reader = driver.main.reader
            lines = [reader.render_line(y).text.rstrip() for y in range(5, 12)]
            assert all(line.startswith("  ") for line in lines)
            first = lines[0].translate(str.maketrans("", "", "\u200e\u200f")).strip()
            words = first if bidi == "terminal" else first[::-1]
            assert words.startswith("שומר המגדלור")
            await driver.press("slash", *"המנורה")
            assert "1 of 30" in driver.frame
            await driver.press("enter")
            assert reader.document is not None
            assert reader.matches == 30
