"""Marking passages by key and by mouse: what is marked is what was seen, and everything can be changed and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from readlater.language.analysis import analyse
from readlater.language.query import parse
from readlater.library import Library
from readlater.library.refreshing import Renewal
from readlater.model import Block, BlockKind, Cut, Document, Highlight, SpanKind
from tests.factories import document, draft
from tests.tui.driving import LONG, Driver, driving, make_library
from tests.tui.frames import comes_to
from tests.tui.structures import block, table

BEES = Document(
    (
        block(BlockKind.PARAGRAPH, "One bee wakes.1 Two bees sing. Three bees sleep.", ("1", SpanKind.NOTE, "1")),
        Block(BlockKind.PARAGRAPH, "Read our other stories.", cut=Cut.ACTION),
        block(BlockKind.ITEM, "honey and wax", marker="•"),
        block(BlockKind.ITEM, "a link to the hive", ("link", SpanKind.LINK, "https://example.org/hive"), marker="•"),
        Block(BlockKind.CODE, "bees = 3\nwake(bees)", language="python"),
        table(["bee", "sings"], ["first", "never"], ["second", "at noon"]),
        Block(BlockKind.PARAGRAPH, "蜂は眠る。花は咲く。"),
        Block(BlockKind.FOOTNOTE, "They were asked.", marker="1"),
    )
)


def bees(folder: Path) -> Library:
    """A library of an article of every kind of block, and a long one."""
    library = make_library(folder / "library", (draft("Wasps", LONG), draft("Bees", "x")))
    library.add(replace(draft("Bees in all forms"), document=BEES))
    return library


def marked(library: Library, article: int = 3) -> list[tuple[str, str, str]]:
    """(passage, colour, note) of the highlights of an article."""
    return [(one.quote, one.colour, one.note) for one in library.highlights(article)]


def grounds(driver: Driver, words: str) -> set[str]:
    """The background colours of words in the reader, which stand together in one line."""
    reader = driver.main.reader
    for y in range(reader.size.height):
        strip = reader.render_line(y)
        at = strip.text.find(words)
        if at >= 0:
            cells = strip.crop(at, at + len(words))
            return {str(segment.style.bgcolor) for segment in cells if segment.style is not None}
    raise AssertionError(f"{words!r} is not in sight:\n{driver.frame}")


def cell(driver: Driver, words: str, inside: int = 0) -> tuple[int, int]:
    """Where words stand on the screen."""
    region = driver.main.reader.region
    for y, row in enumerate(driver.rows):
        at = row.find(words, region.x)
        if at >= 0:
            return at + inside, y
    raise AssertionError(f"{words!r} is not on the screen")


async def open_article(driver: Driver, title: str) -> None:
    [number] = driver.main.library.ids(parse(f'title:"{title}"'))
    driver.main.desk.open(number)
    await driver.settle()


async def drag(driver: Driver, start: tuple[int, int], end: tuple[int, int]) -> None:
    await driver.pilot.mouse_down(offset=start)
    await driver.pilot.hover(offset=end)
    await driver.pilot.mouse_up(offset=end)
    await driver.pilot.pause()


async def test_marking_by_keys(tmp_path: Path) -> None:
    with bees(tmp_path) as library:
        async with driving(library, (120, 44)) as driver:
            await open_article(driver, "Bees in all forms")
            reader = driver.main.reader
            plain = grounds(driver, "One bee wakes.")
            # The first sentence in sight is taken; it goes about by sentence until it is marked.
            await driver.press("v")
            assert reader.marking == (0, 14)
            assert "mark" in driver.rows[-1]
            await driver.press("right_parenthesis")
            assert BEES.text[slice(*reader.marking)] == "Two bees sing."
            await driver.press("enter")
            await driver.until(lambda: marked(library) == [("Two bees sing.", "", "")])
            assert reader.marking is None
            yellow = grounds(driver, "Two bees sing.")
            assert yellow.isdisjoint(plain)
            assert len(yellow) == 1
            assert grounds(driver, "Three bees") == plain
            assert "undoes" in driver.rows[-1]
            # From here on by words, in another colour; what is begun beside a highlight is one of its own.
            await driver.press("v", "w", "v", "w")
            assert BEES.text[slice(*reader.marking)] == "bees sleep"
            await driver.press("2")
            await driver.until(lambda: len(marked(library)) == 2)
            assert marked(library)[1] == ("bees sleep", "green", "")
            assert grounds(driver, "sleep").isdisjoint(plain | yellow)
            # By paragraph over what is hidden, to items, code, a row of a table and a footnote; with a note.
            seen = []
            await driver.press("v")
            for _ in range(6):
                seen.append(BEES.text[slice(*reader.marking)])
                await driver.press("right_curly_bracket")
            code, rows = "bees = 3\nwake(bees)", "bee\tsings\nfirst\tnever\nsecond\tat noon"
            assert seen == [
                "honey and wax",
                "a link to the hive",
                code,
                rows,
                "蜂は眠る。花は咲く。",
                "They were asked.",
            ]
            await driver.press("n")
            await driver.type("by whom?")
            await driver.press("enter")
            await driver.until(lambda: len(marked(library)) == 3)
            assert marked(library)[2] == ("They were asked.", "green", "by whom?")
            assert any("✎" in row and "They were asked." in row for row in driver.rows)
            # A word of a script without spaces; a line of code is a sentence; leaving marks nothing.
            await driver.press("v", "left_curly_bracket", "w")
            assert BEES.text[slice(*reader.marking)] == "は"
            await driver.press("left_curly_bracket", "left_curly_bracket", "left_curly_bracket", "right_parenthesis")
            assert BEES.text[slice(*reader.marking)] == "wake(bees)"
            await driver.press("k")
            assert BEES.text[slice(*reader.marking)] == "bees"
            await driver.press("escape", "v", "v", "a", "d", "escape")  # no key of the reader's does its work meanwhile
            assert reader.marking is None
            assert len(marked(library)) == 3
            assert library.rows([3])[0].archived is False
            assert driver.main.desk.is_open
            # Undoing takes it away at once on the screen.
            await driver.press("u")
            await driver.until(lambda: len(marked(library)) == 2)
            await driver.until(lambda: len(reader.highlights) == 2)
            assert not any("✎" in row for row in driver.rows)


async def test_changing_what_is_marked(tmp_path: Path) -> None:
    with bees(tmp_path) as library:
        text = library.text(3)
        for words in ("Two bees sing.", "honey"):
            at = text.index(words)
            library.add_highlight(3, at, at + len(words))
        async with driving(library, (120, 44)) as driver:
            await open_article(driver, "Bees in all forms")
            reader = driver.main.reader
            await driver.until(lambda: len(reader.highlights) == 2)
            await driver.press("quotation_mark", "n")
            assert BEES.text[slice(*reader.marking)] == "Two bees sing."
            assert "yellow" in driver.rows[-1]
            await driver.press("4")
            await driver.until(lambda: marked(library)[0] == ("Two bees sing.", "pink", ""))
            await driver.press("quotation_mark", "n")
            assert BEES.text[slice(*reader.marking)] == "honey"
            assert "2 of 2" in driver.rows[-1]
            await driver.press("tab")
            assert BEES.text[slice(*reader.marking)] == "Two bees sing."  # round the end
            await driver.press("shift+tab", "v", "right_curly_bracket", "enter")
            await driver.until(lambda: marked(library)[1] == ("honey and wax", "", ""))
            # What overlaps one makes it grow; with Enter on it, it is chosen instead.
            await driver.press("g", "v", "w", "v", "right_parenthesis", "right_parenthesis", "enter")
            await driver.until(lambda: marked(library)[0] == ("bee wakes.1 Two bees sing.", "pink", ""))
            await driver.press("g", "v", "left_parenthesis", "enter")
            chosen = driver.main.highlighting.mode.chosen
            assert chosen is not None
            assert chosen.colour == "pink"
            await driver.press("n")
            await driver.type("why")
            await driver.press("enter")
            await driver.until(lambda: marked(library)[0][2] == "why")
            # Removed, and brought back by undoing.
            await driver.press("quotation_mark", "n", "tab", "d")
            await driver.until(lambda: marked(library) == [("honey and wax", "", "")])
            await driver.press("u")
            await driver.until(lambda: len(reader.highlights) == 2)
            # Another key means what it always does.
            await driver.press("quotation_mark", "p", "s")
            await driver.until(lambda: library.rows([3])[0].favourite)


async def test_marking_with_the_mouse(tmp_path: Path) -> None:
    with bees(tmp_path) as library:
        async with driving(library, (120, 44)) as driver:
            await open_article(driver, "Bees in all forms")
            reader = driver.main.reader
            x, y = cell(driver, "Two bees")
            await drag(driver, (x, y), (x + 7, y))
            assert reader.selected_range() == (16, 24)
            assert "mark" in driver.rows[-1]
            await driver.press("enter")
            await driver.until(lambda: marked(library) == [("Two bees", "", "")])
            assert reader.text_selection is None
            # Across what is not text: what is marked is the text that was seen between.
            await drag(driver, cell(driver, "wax"), cell(driver, "a link", 5))
            await driver.press("3")
            await driver.until(lambda: len(marked(library)) == 2)
            assert marked(library)[1][:2] == ("wax\na link", "blue")
            # The item's sign between them is no part of it.
            assert len(grounds(driver, "• a link")) == 2
            # A click on one chooses it; a link in one is followed all the same.
            await driver.pilot.click(offset=cell(driver, "Two bees", 2))
            await driver.pilot.pause()
            assert driver.main.highlighting.mode.chosen is not None
            # It stays chosen when its colour is changed: the next key is not for the article.
            await driver.press("2")
            await driver.until(lambda: marked(library)[0][:2] == ("Two bees", "green"))
            await driver.settle()
            assert driver.main.highlighting.mode.chosen is not None
            await driver.press("d")
            await driver.until(lambda: [one[0] for one in marked(library)] == ["wax\na link"])
            # A passage that was dragged is changed by keys before it is marked.
            await drag(driver, cell(driver, "Three"), cell(driver, "Three bees", 9))
            await driver.press("v", "w", "o", "b", "5")
            await driver.until(lambda: ("sing. Three bees sleep", "purple", "") in marked(library))
            # What is hidden, the title and what is beside the text can't be marked, and nothing is offered for them.
            await driver.press("full_stop")
            x, y = cell(driver, "Read our other")
            await drag(driver, (x, y), (x + 5, y))
            assert reader.text_selection is not None
            await driver.press("enter")
            assert "no part of the article's text" in driver.main.status.message
            assert len(marked(library)) == 2
            # Going elsewhere with the mouse gives the keys back.
            await driver.press("v")
            assert reader.marking is not None
            await driver.pilot.click(offset=(5, 5))
            await driver.until(lambda: reader.marking is None)


async def test_a_long_article_opened_at_a_highlight_and_what_is_pointed_at(tmp_path: Path) -> None:
    with bees(tmp_path) as library:
        text = library.text(1)
        at = text.index("Paragraph 30")
        one = library.add_highlight(1, at, at + 12, note="half way", colour="blue")
        async with driving(library, (100, 30)) as driver:
            reader = driver.main.reader
            driver.main.highlighting.open(1, one)
            await driver.until(lambda: reader.marking == (one.start, one.end))
            assert any("Paragraph 30" in row for row in driver.rows)
            assert "half way" in driver.rows[-1]
            assert "blue" in driver.rows[-1]
            # A sentence that is pointed at is marked by Enter; what was found is held by v.
            await driver.press("escape", *["right_parenthesis"] * 3)
            assert reader.pointed is not None
            pointed = text[slice(*reader.pointed)]
            await driver.press("enter")
            await driver.until(lambda: len(library.highlights(1)) == 2)
            assert pointed in [quote for quote, _, _ in marked(library, 1)]
            await driver.press("slash", *"graph", "space", "3", "5", "enter", "v", "left_parenthesis", "enter")
            await driver.until(lambda: len(library.highlights(1)) == 3)
            quote = library.highlights(1)[-1].quote
            assert quote.endswith("graph 35")
            # Going on beyond the window brings along what is in it.
            await driver.press("v", *["right_curly_bracket"] * 4)
            assert reader.marking is not None
            assert reader.shows(*reader.marking)
            await driver.press("G")
            assert reader.marking is not None
            assert reader.marking[1] == len(text.rstrip())
            await driver.press("escape")
            # A paragraph that goes about the text is all in sight, for one to see what would be marked.
            await driver.press("escape", *"gv", *["right_curly_bracket"] * 3)
            start, end = reader.marking
            assert text[start:end].startswith("Paragraph 3")
            assert reader.shows(start, start + 1)
            assert reader.shows(end - 1, end)
            await driver.press("escape")
            # In another text of the article they are where their passages are now; what is gone is told.
            quotes = [quote for quote, _, _ in marked(library, 1)]
            other = replace(draft("Wasps"), document=document(LONG.partition("Paragraph 9")[2]))
            library.refresh([Renewal(1, other, analyse(other))])
            driver.main.refresh_all()
            await driver.until(lambda: reader.document is not None and reader.document.text == library.text(1) != text)
            await driver.until(lambda: len(reader.highlights) == len(quotes))
            now = library.text(1)
            assert [now[highlight.start : highlight.end] for highlight in reader.highlights] == quotes
            lost = Highlight("x", 1, 5, 5, "Not there", "", "", "", "", one.created, one.updated)
            driver.main.highlighting.open(1, lost)
            await driver.settle()
            assert "no longer in the text: Not there" in driver.main.status.message


async def test_the_keys_are_told_in_ascii_and_can_be_clicked(tmp_path: Path) -> None:
    with bees(tmp_path) as library:
        async with driving(library, (80, 24), ascii=True) as driver:
            [one] = library.ids(parse('title:"in all forms"'))
            at = BEES.text.index("link")
            library.add_highlight(one, at, at + 4, note="where to?", colour="green")
            await open_article(driver, "Bees in all forms")
            await driver.press("z", "v", "right_parenthesis", "v", "w")
            await comes_to("marking-80x24", lambda: driver.frame)
            await driver.press("v", "left_parenthesis", "left_parenthesis")
            assert driver.rows[-1].isascii()
            assert all(len(row) <= 80 for row in driver.rows)
            # All keys are told, and the next one is for the passage; leaving that is not leaving the passage.
            await driver.press("question_mark")
            assert "sentence back" in driver.frame
            await driver.press("escape")
            assert "sentence back" not in driver.frame
            assert "mark" in driver.rows[-1]
            await driver.press("question_mark", "right_parenthesis", "left_parenthesis")
            x = driver.rows[-1].index("mark")
            await driver.pilot.click(offset=(x, 23))
            await driver.until(lambda: marked(library)[0] == ("One bee wakes.", "", ""))
            assert any("[One bee wakes." in row for row in driver.rows)


async def test_what_can_not_be_kept_is_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with bees(tmp_path) as library:
        at = BEES.text.index("link")
        library.add_highlight(3, at, at + 4, note="where to?", colour="green")
        async with driving(library, (40, 12)) as driver:
            await open_article(driver, "Bees in all forms")
            await driver.until(lambda: len(driver.main.reader.highlights) == 1)
            # On the smallest screen there is room for the note and the key that changes it.
            await driver.press("quotation_mark", "n")
            assert "green  where" in driver.rows[-1]
            assert "n note" in driver.rows[-1]
            # Another text came while a note was typed: that is told, for the note is lost.
            await driver.press("n")
            await driver.type(" now")
            driver.main.desk.open(1)
            await driver.until(lambda: driver.main.desk.shown_id == 1)
            await driver.press("enter")
            assert "not highlighted: another text" in driver.main.status.message
            # Where nothing can be written no note is asked for, here and in the list.
            monkeypatch.setattr(type(library), "read_only", property(lambda self: True))
            await open_article(driver, "Bees in all forms")
            await driver.press("quotation_mark", "n", "n")
            assert not driver.main.foot.is_open
            assert "not highlighted: the library can't" in driver.rows[-1]
            await driver.press("quotation_mark", "a")
            await driver.until(lambda: "1 highlight" in driver.rows[0])
            await driver.press("n")
            assert "the library can't be" in driver.rows[0]
            assert "accept" not in driver.rows[-1]
