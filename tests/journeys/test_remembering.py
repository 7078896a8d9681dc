"""What stayed: highlights are found again, changed, gone back to, and seen once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from readlater.library import Library
from readlater.tui.screens.highlights import HighlightsScreen
from readlater.tui.screens.review import ReviewScreen
from tests.tui.driving import Driver, driving

FERRY = "tells of the harbour, the ferry and the lighthouse keeper."


def mark(library: Library, article: int, text: str, note: str = "", colour: str = "", *, days: int = 0) -> str:
    """Marks the last passage of an article that reads so, some days ago."""
    start = library.text(article).rindex(text)
    made = library.add_highlight(article, start, start + len(text), note, colour)
    created = datetime.now(UTC) - timedelta(days=days)
    with library._database.write() as connection:
        connection.execute(
            "UPDATE highlight SET created = ? WHERE uuid = ?", (int(created.timestamp() * 1000), made.uuid)
        )
    return made.uuid


def fill(library: Library) -> None:
    mark(library, 1, "The CSTO alliance began withdrawing peacekeepers", "Compare with 2014", "green", days=3)
    mark(library, 2, "where they put down unrest", days=2)
    mark(library, 3, "Paragraph 39", days=4)
    mark(library, 3, FERRY, "the keeper\nand his lamp", "blue", days=1)


async def listed(driver: Driver, count: int) -> HighlightsScreen:
    """The list, once it shows so many."""
    await driver.until(lambda: isinstance(driver.app.screen, HighlightsScreen))
    shown = driver.app.screen
    assert isinstance(shown, HighlightsScreen)
    await driver.until(lambda: len(shown._list) == count)
    return shown


async def test_a_passage_is_found_again_and_gone_back_to(library: Library, copied: list[str]) -> None:
    fill(library)
    async with driving(library) as driver:
        await driver.press('"', '"')
        await listed(driver, 4)
        await driver.until(lambda: "1 of 4 highlights" in driver.rows[0])
        assert "▎ tells of the harbour" in driver.rows[1]
        assert "and his lamp" in driver.frame  # the one under the cursor is shown whole
        assert "Essays · yesterday · blue" in driver.frame
        assert "✎ Compare with 2014" in driver.frame
        # Searched as one types, with the language of queries.
        await driver.press("/")
        await driver.type("peace")
        await driver.until(lambda: "1 found" in driver.rows[0])
        await driver.press(*["backspace"] * 5)
        await driver.type("has:note forces")
        await driver.until(lambda: "1 found" in driver.rows[0])  # in the title
        await driver.press(*["backspace"] * 6)
        await driver.until(lambda: "1 of 2 found" in driver.rows[0])
        await driver.press("enter")
        await driver.until(lambda: "has:note" in driver.rows[0])
        await driver.press("y")
        await driver.until(lambda: copied)
        assert copied[0].startswith("> tells of the harbour")
        assert "[The lighthouse keeper" in copied[0]
        # There it is, far down in its article.
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.main and driver.main.desk.shown_id == 3)
        place = library.highlights(3)[1].start
        await driver.until(lambda: driver.main.reader.percent > 80)
        assert library.text(3)[place:].startswith("tells of the harbour")
        # And the list is as it was left: first the search is given up, then the list.
        await driver.press("escape", '"', '"')
        await listed(driver, 2)
        await driver.press("q")
        await listed(driver, 4)
        await driver.press("q")
        await driver.until(lambda: driver.app.screen is driver.main)


async def test_highlights_are_changed_where_they_are_listed(library: Library) -> None:
    fill(library)
    async with driving(library, (80, 24)) as driver:
        await driver.press("g", '"', "a")
        await listed(driver, 2)
        await driver.until(lambda: "The lighthouse keeper of the harbour" in driver.rows[0])
        await driver.press("j", "n")
        shown = await listed(driver, 2)
        await driver.until(lambda: shown.prompt.kind == "note")
        assert shown.prompt.field.value == "the keeper⏎and his lamp"
        await driver.type("s")
        await driver.press("enter")
        await driver.until(lambda: "changed the note" in driver.rows[0])
        assert library.highlights(3)[1].note == "the keeper\nand his lamps"
        await driver.press("c")
        await driver.until(lambda: library.highlights(3)[1].colour == "pink")
        await driver.press("2")
        await driver.until(lambda: "made a highlight green" in driver.rows[0])
        # From the article's to all and back, the cursor on the same one.
        await driver.press("tab")
        await listed(driver, 4)
        await driver.until(lambda: "1 of 4" in driver.rows[0])
        await driver.press("d")
        await listed(driver, 3)
        await driver.until(lambda: "removed a highlight" in driver.rows[0])
        await driver.press("u")
        await listed(driver, 4)
        assert library.highlights(3)[1].note == "the keeper\nand his lamps"
        await driver.press("/")
        await driver.type("has:no")
        await driver.until(lambda: "note" in driver.rows[-1])
        await driver.press("tab")
        await driver.until(lambda: "1 of 2 found" in driver.rows[0] and "esc all again" in driver.rows[-1])
        await driver.type(" zzz")
        await driver.until(lambda: "No highlight fits" in driver.frame)
        await driver.press("escape")
        await listed(driver, 4)
        # What another program took away is gone here as soon as it is to be changed.
        library.remove_highlight(library.highlights(1)[0].uuid)
        await driver.press("G", "k", "3")
        await listed(driver, 3)
        assert "The highlight is gone." in driver.rows[0]
        await driver.press("G", "tab")
        await listed(driver, 2)
        await driver.press("/")
        await driver.type("words:many x")
        await driver.press("enter")
        await driver.until(lambda: "number" in driver.rows[-1])  # what is wrong, and the search goes on
        assert isinstance(driver.app.screen, HighlightsScreen)


async def test_some_are_seen_again_each_day(library: Library) -> None:
    fill(library)
    async with driving(library, (100, 30)) as driver:
        await driver.until(lambda: "4 highlights of the past to see again" in driver.rows[-1])
        assert driver.main.made("remembering") is None  # a start does without it
        await driver.press('"', "r")
        await driver.until(lambda: isinstance(driver.app.screen, ReviewScreen))
        await driver.until(lambda: "1 of 4" in driver.rows[0])
        assert "Paragraph 39" in driver.frame  # marked longest ago
        await driver.press("space")
        await driver.until(lambda: "2 of 4" in driver.rows[0] and library.reviewed() == 1)
        assert "Compare with 2014" in driver.frame
        await driver.press("n")
        await driver.type("!")
        await driver.press("enter")
        await driver.until(lambda: "Compare with 2014!" in driver.frame and "changed the note" in driver.rows[0])
        await driver.press("d")
        await driver.until(lambda: "2 of 3" in driver.rows[0])
        await driver.press("u")  # it comes back where it was
        await driver.until(lambda: "2 of 4" in driver.rows[0] and "Compare with 2014!" in driver.frame)
        await driver.press("d")
        await driver.until(lambda: "2 of 3" in driver.rows[0])
        assert "where they put down unrest" in driver.frame
        await driver.press("q")
        await driver.until(lambda: driver.app.screen is driver.main)
        await driver.press('"', "r")  # what was not seen comes again
        await driver.until(lambda: "1 of 2" in driver.rows[0])
        await driver.press("space", "d")
        await driver.until(lambda: "1 of 1" in driver.rows[0])
        await driver.press("d")
        await driver.until(lambda: "That was all" in driver.frame)
        await driver.press("u")  # at the end, too
        await driver.until(lambda: "1 of 1" in driver.rows[0])
        await driver.press("u")
        await driver.until(lambda: "2 of 2" in driver.rows[0])
        await driver.press("space")
        await driver.until(lambda: "That was all for today" in driver.frame and library.reviewed() == 3)
        await driver.press("space")
        await driver.until(lambda: "There are no more" in driver.frame)
        await driver.press("q", '"', "r")
        await driver.until(lambda: "all highlights were seen today" in driver.rows[-1])
        assert driver.app.screen is driver.main


async def test_there_are_none_yet_and_signs_are_plain(library: Library) -> None:
    async with driving(library, (60, 20), ascii=True) as driver:
        await driver.press('"', "r")
        await driver.until(lambda: "no highlights to be seen again yet" in driver.rows[-1])
        await driver.press('"', '"')
        await driver.until(lambda: "There are no highlights yet. In an article v begins one." in driver.frame)
        await driver.press("d", "n", "enter", "j", "G", "q")  # of nothing
        await driver.until(lambda: driver.app.screen is driver.main)
        mark(library, 1, "The CSTO alliance", "why?", days=2)
        await driver.press('"', '"')
        await listed(driver, 1)
        await driver.until(lambda: "| The CSTO alliance" in driver.frame)
        assert "+ why?" in driver.frame
        assert driver.frame.replace("·", "").isascii()
