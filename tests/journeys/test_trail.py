"""Within an article: to notes, parts and places that are found, and back; and where it is resumed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from readlater.language.analysis import analyse
from readlater.library import Library
from readlater.library.refreshing import Renewal
from readlater.model import Block, BlockKind, Document
from tests.journeys.linking import MANY, drafts, line_with, paragraph, read
from tests.tui.driving import driving, make_library

# --- within the article


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_to_a_note_and_back(linked: Library, size: tuple[int, int]) -> None:
    async with driving(linked, size) as driver:
        await read(driver)
        before = driver.rows[2:-1]
        await driver.press("f", "4")
        assert "A spaniel." in driver.frame
        pointed = driver.main.reader.pointed
        assert pointed is not None
        assert MANY.text[slice(*pointed)] == "A spaniel."
        note = driver.main.reader.scroll_offset.y
        await driver.press("[")
        assert [row[:88] for row in driver.rows[2:-1]] == [row[:88] for row in before]
        assert driver.main.reader.scroll_offset.y == 0
        pointed = driver.main.reader.pointed
        assert pointed is not None
        assert MANY.text[pointed[0] - 3 : pointed[1]] == "dog2"
        await driver.press("]")
        assert driver.main.reader.scroll_offset.y == note
        await driver.press("[", "[")
        assert "nothing to go back to" in driver.rows[-1]


async def test_a_note_leads_back_to_where_the_reader_came_from(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("f", "5")
        assert "They rise" in driver.frame
        at_tides = driver.main.reader.scroll_offset.y
        await driver.press("f", "1")
        assert "A spaniel." in driver.frame
        y = next(y for y, row in enumerate(driver.rows) if "2. A spaniel" in row)
        await driver.pilot.click(offset=(driver.rows[y].index("2. A"), y))
        await driver.settle()
        assert driver.main.reader.scroll_offset.y == at_tides, "the second of two references"
        await driver.press("[")
        assert driver.main.reader.scroll_offset.y == 0


async def test_a_note_that_was_scrolled_to_leads_to_its_reference(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("G", "f", "2")
        assert driver.main.reader.pointed is not None
        start, end = driver.main.reader.pointed
        assert MANY.text[start - 3 : end] == "dog2"
        assert "The keeper" in driver.frame
        await driver.press("[")
        assert driver.main.reader.at_end


async def test_a_search_is_a_step_and_a_link_forward_is_forgotten(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("space", "j")
        here = driver.main.reader.scroll_offset.y
        await driver.press("slash")
        await driver.type("Elias")
        await driver.press("enter", "[")
        assert driver.main.reader.scroll_offset.y == here
        await driver.press("]")
        assert "Elias" in driver.frame
        await driver.press("[", "g", "f", "5")
        await driver.press("]")
        assert "nothing to go forward to" in driver.rows[-1]


async def test_links_to_nowhere_are_told(tmp_path: Path) -> None:
    document = Document(
        (
            paragraph("Here, there[7] and file.", ("Here", "#gone"), ("file", "file:///etc/passwd")),
            Block(BlockKind.FOOTNOTE, "Unused.", marker="8"),
        )
    )
    with make_library(tmp_path / "library", drafts(document)) as library:
        async with driving(library) as driver:
            await read(driver)
            for keys, told in (("1", "'#gone' is not in the article"), ("2", "note 7 is not in the article"),
                               ("3", "no web address"), ("4", "does not refer to this note")):  # fmt: skip
                await driver.press("f", keys)
                assert told in driver.rows[-1]


# --- finding


async def test_find_counts_wraps_and_escape_goes_back(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        await driver.press("space")
        here = driver.main.reader.scroll_offset.y
        await driver.press("slash")
        await driver.type("paragraph 1")
        assert line_with(driver, " of 11")
        assert driver.main.reader.match > 1, "the first one from here on"
        await driver.press("escape")
        assert driver.main.reader.scroll_offset.y == here
        assert driver.main.reader.matches == 0
        await driver.press("slash")
        await driver.type("Paragraph 1")
        await driver.press("escape", "g", "slash")
        await driver.type("Paragraph 1")
        await driver.press("enter")
        assert driver.rows[-1].startswith(" 1 of 11 · n N next, previous")
        await driver.press("N")
        assert " 11 of 11 · on from the end" in driver.rows[-1]
        await driver.press("n")
        assert " 1 of 11 · on from the beginning" in driver.rows[-1]
        await driver.press("3", "n")
        assert " 4 of 11" in driver.rows[-1]
        await driver.press("slash")
        await driver.type("paragraph 1")
        await driver.press("enter")
        assert " of 11" in driver.rows[-1], "small letters find large ones"
        await driver.press("slash")
        await driver.type("PARAGRAPH 1")
        await driver.press("enter")
        assert "'PARAGRAPH 1' is not in it" in driver.rows[-1]


async def test_enter_alone_finds_the_last_words_again_or_those_of_the_list(linked: Library) -> None:
    async with driving(linked) as driver:
        await driver.press("slash")
        await driver.type("spaniel elias")
        await driver.press("enter", "enter", "slash", "enter")
        assert " 1 of 2" in driver.rows[-1]
        assert "Elias" in driver.frame
        await driver.press("n")
        assert " 2 of 2" in driver.rows[-1]
        await driver.press("slash")
        await driver.type("tide")
        await driver.press("enter", "escape", "slash", "enter")
        count = MANY.text.casefold().count("tide")
        assert f" of {count}" in driver.rows[-1]


# --- the place


async def test_the_place_survives_every_change_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.library.sitting.SETTLED", -1.0)
    folder = tmp_path / "library"
    words = "Afterwards 3"
    with make_library(folder, drafts()) as library:
        async with driving(library) as driver:
            await read(driver)
            driver.main.desk.travelling.jump(MANY.text.index(words))
            await driver.settle()
            place = driver.main.reader.place
            for width in (60, 40, 150, 80, 120):
                await driver.pilot.resize_terminal(width, 30)
                await driver.settle()
                assert driver.main.reader.place == place
                assert line_with(driver, words)
            for keys in (("less_than_sign",), ("V", "s"), ("V", "a"), ("V", "s"), ("greater_than_sign",)):
                await driver.press(*keys)
                assert driver.main.reader.place == place, keys
                assert line_with(driver, words), keys
            await driver.pilot.press("j", "k")
            await driver.settle()
    with Library.open(folder) as library:
        async with driving(library, (70, 24)) as driver:
            await driver.press("enter")
            assert "resumed at" in driver.rows[-1]
            assert line_with(driver, words)


async def test_the_trail_of_another_width_leads_to_the_same_words(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        driver.main.desk.travelling.jump(MANY.text.index("Afterwards 3"))
        await driver.settle()
        place = driver.main.reader.place
        driver.main.desk.travelling.jump(0)
        await driver.settle()
        await driver.pilot.resize_terminal(60, 20)
        await driver.settle()
        await driver.press("[")
        assert line_with(driver, "Afterwards 3")
        assert driver.main.reader.place == place
        await driver.press("[")
        assert driver.main.reader.place == 0


async def test_progress_and_minutes_left_follow_the_text(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        assert driver.main.desk.article is not None
        minutes = driver.main.desk.article.minutes
        assert minutes > 5
        await driver.press("g")
        percents, left = [], []
        while not driver.main.reader.at_end:
            words = driver.rows[-1].split()
            percents.append(int(words[0]))
            left.append(int(words[3]) if words[2] == "·" else 0)
            await driver.press("space")
        assert percents == sorted(percents)
        assert left == sorted(left, reverse=True)
        assert abs(left[0] - minutes) <= minutes * percents[0] / 100 + 1
        assert driver.rows[-1].startswith(" 100 % ")
        assert "left" not in driver.rows[-1]


async def test_looking_at_a_note_is_no_reading_up_to_it(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        reached = driver.main.reader.reached
        await driver.press("f", "4")
        assert "A spaniel." in driver.frame
        await driver.press("[", "slash")
        await driver.type("Elias")
        await driver.press("enter", "[")
        assert driver.main.reader.reached == reached < 0.5
        article = driver.main.desk.shown_id
        await driver.press("q")
        assert linked.row(article).read_count == 0
        await driver.press("enter", "f", "4", "j")
        assert driver.main.reader.reached == 1.0


async def test_the_place_and_the_trail_survive_another_text(linked: Library) -> None:
    async with driving(linked) as driver:
        await read(driver)
        driver.main.desk.travelling.jump(MANY.text.index("Paragraph 7"))
        await driver.settle()
        driver.main.desk.travelling.jump(MANY.text.index("Afterwards 3"))
        await driver.settle()
        article = driver.main.desk.shown_id
        more = Document((paragraph("A first paragraph that was not found before. " * 9), *MANY.blocks))
        with Library.open(linked.folder) as other:
            renewed = replace(drafts(more)[1], extractor="text/2")
            other.refresh([Renewal(article, renewed, analyse(renewed))])
        await driver.until(lambda: driver.main.reader.document == more)
        await driver.settle()
        assert driver.main.desk.shown_id == article
        assert driver.main.reader.place == more.text.index("Afterwards 3")
        assert line_with(driver, "Afterwards 3")
        await driver.press("[")
        assert driver.main.reader.place == more.text.index("Paragraph 7")
        await driver.press("[")
        assert driver.main.reader.place == 0


async def test_keys_that_are_typed_while_a_long_article_is_fetched_are_for_it(
    linked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readlater.tui.reading.LONG", 10)
    async with driving(linked) as driver:
        await driver.press("G")
        monkeypatch.setattr("readlater.tui.reading.PREVIEW_PAUSE", 60.0)
        await driver.pilot.press("g")
        assert driver.main.desk.article is not None
        assert driver.main.desk.article.title == "The letter"
        driver.main.desk.open(driver.main.articles.current_id)
        for key in "Gf2":
            driver.main.post_message(events.Key(key, key))
        await driver.settle()
        assert driver.main.reader.pointed is not None
        start, end = driver.main.reader.pointed
        assert MANY.text[start - 3 : end] == "dog2", "which is where the second note at the end leads"
