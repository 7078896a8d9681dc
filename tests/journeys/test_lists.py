"""Choosing what to read next: lists, groups, putting off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual import events

from readlater.library import Library
from readlater.model import Draft
from readlater.tui.browsing import Browsing
from readlater.tui.returning import next_midnight
from tests.factories import draft
from tests.journeys.test_finding import titles
from tests.tui.driving import Driver, driving, make_library

NOW = datetime.now(UTC)


def _article(title: str, days: int, words: int, category: str, site: str) -> Draft:
    return draft(
        title,
        f"About {title} and storage. " + " ".join(f"{title[:3]}{number * days} engine" for number in range(words // 2)),
        url=f"https://example.org/{title.replace(' ', '-')}",
        site=site,
        category_id=category,
        created=NOW - timedelta(days=days),
    )


SHELF = (
    _article("Oldest essay", 200, 3000, "tech/storage", "Essays"),
    _article("Half an essay", 100, 2400, "tech/storage", "Essays"),
    _article("Old news", 2, 240, "world", "World Service"),
    _article("More news", 1, 480, "world", "World Service"),
    _article("Late news", 0, 120, "", "World Service"),
    _article("A manual", 0, 9000, "tech", "Manuals"),
)
"""Number 1 is the oldest; two are of today."""


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    """Six articles, of which number 2 is half read."""
    with make_library(tmp_path / "shelf", SHELF) as library:
        _half_read(library, 2)
        yield library


def _half_read(library: Library, number: int) -> None:
    at = NOW - timedelta(hours=2)
    sitting = library.begin_reading(number, now=at)
    length = len(library.text(number))
    sitting.progress(length // 2, 0.6, moved=True, now=at + timedelta(seconds=60))
    sitting.finish(now=at + timedelta(seconds=90))


def listed(driver: Driver) -> list[str]:
    """The lines of the list that are headings, and the titles."""
    width = driver.main.articles.size.width
    return [row[:width].strip("▌● ◐✓☾").partition(" ──")[0] for row in driver.rows[2:-1]]


@pytest.mark.parametrize(
    ("now", "zone", "midnight"),
    [
        ("2026-11-22T13:00", "UTC", "2026-11-23T00:00"),
        ("2026-11-22T23:30", "Asia/Seoul", "2026-11-23T15:00"),
        ("2026-10-24T23:00", "Europe/Berlin", "2026-10-25T23:00"),  # a day of 25 hours
    ],
)
def test_when_the_next_day_begins(now: str, zone: str, midnight: str) -> None:
    begins = next_midnight(datetime.fromisoformat(now).replace(tzinfo=UTC), ZoneInfo(zone))
    assert begins == datetime.fromisoformat(midnight).replace(tzinfo=UTC)


async def test_a_list_in_groups(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(shelf) as driver:
        articles = driver.main.articles
        await driver.press("j", "j", "x", "V", "g")
        assert "Group the list by" in driver.frame
        await driver.press("2")
        await driver.until(lambda: articles.groups)
        assert [title for title, _ in articles.groups][:2] == ["Today", "Yesterday"]
        assert "Today ─" in driver.rows[2]
        assert driver.rows[2].partition("│")[0].rstrip().endswith(" 2")
        # The cursor is where it was, and so is what is selected.
        assert articles.current_id == 3
        assert articles.selected == {4}
        # At midnight today becomes yesterday: the list is looked up anew.
        looked_up = articles.source
        monkeypatch.setattr("readlater.tui.returning.next_midnight", lambda now, _: now + timedelta(milliseconds=20))
        driver.main.returning.expect_day(True)
        monkeypatch.undo()
        await driver.until(lambda: articles.source is not looked_up and articles.groups)
        assert articles.selected == {4}
        await driver.press("right_curly_bracket")
        assert articles.current_id == 2
        await driver.press(*["left_curly_bracket"] * 4)
        assert articles.index == 0
        assert "this is the first group" in driver.rows[-1]
        # By site, under the fields of a search, too; what is found by words has the best first.
        await driver.press("V", "g", "4")
        await driver.until(lambda: [title for title, _ in articles.groups] == ["Essays", "Manuals", "World Service"])
        await driver.press("slash")
        await driver.type("is:reading")
        await driver.press("enter")
        await driver.until(lambda: [title for title, _ in articles.groups] == ["Essays"])
        await driver.press("slash", "ctrl+u")
        await driver.type("news")
        await driver.press("enter")
        await driver.until(lambda: len(articles.source) == 3 and not articles.groups)
        assert "best match first" in driver.rows[1]
        await driver.press("right_curly_bracket")
        assert "in no groups" in driver.rows[-1]
        await driver.press("S")
        await driver.press("2")
        await driver.until(lambda: [title for title, _ in articles.groups] == ["World Service"])
        await driver.press("escape")
        await driver.until(lambda: len(articles.groups) == 3)
        # Another program takes an article away, and adds one to a group of its own; the cursor stays.
        await driver.press("G")
        here = articles.current_id
        with Library.open(shelf.folder) as other:
            other.delete([6])
            other.add(_article("A letter", 3, 100, "mail", "Letters"))
        await driver.until(lambda: [title for title, _ in articles.groups] == ["Essays", "Letters", "World Service"])
        assert articles.current_id == here
    async with driving(shelf) as driver:
        await driver.until(lambda: len(driver.main.articles.groups) == 3)
        assert driver.main.articles.current_id == here
        await driver.press("V", "g", "1")
        await driver.until(lambda: not driver.main.articles.groups)
        await driver.press("right_curly_bracket")
        assert "Vg makes some" in driver.rows[-1]


async def test_lists_to_pick_from(shelf: Library) -> None:
    async with driving(shelf) as driver:
        articles, browsing = driver.main.articles, driver.main.browsing
        await driver.press("j", "j")
        here = articles.current_id
        await driver.press("P", "c")
        await driver.until(lambda: titles(driver) == ["Half an essay"])
        assert "Continue reading 1" in driver.rows[0]
        assert driver.rows[1].startswith("▌Continue reading ─")
        await driver.pilot.click(offset=(driver.rows[0].index("Continue"), 0))
        assert titles(driver) == ["Half an essay"]
        assert "leave the list" in driver.rows[-1]
        # Searching looks in there; what goes back leaves the search, then the list, for where that was opened.
        await driver.press("slash")
        await driver.type("news")
        await driver.press("enter")
        await driver.until(lambda: not titles(driver))
        assert "Nothing found in Continue" in driver.frame
        await driver.press("q")
        await driver.until(lambda: titles(driver) == ["Half an essay"])
        await driver.press("q")
        await driver.until(lambda: len(titles(driver)) == 6)
        assert driver.rows[1].startswith("▌Inbox")
        assert articles.current_id == here
        # What is typed in one burst is for the list that it opens.
        for key in ("P", "c", "enter"):
            driver.main.on_key(events.Key(key, key if len(key) == 1 else None))
        await driver.until(lambda: driver.main.desk.shown_id == 2)
        await driver.press("q", "q")
        await driver.until(lambda: len(titles(driver)) == 6)
        # What is similar to an article of a short list is looked for in all of the view.
        await driver.press("P", "c")
        await driver.until(lambda: titles(driver) == ["Half an essay"])
        await driver.press("M")
        await driver.until(lambda: driver.rows[1].startswith("▌Inbox") and "similar:" in driver.rows[0])
        await driver.press("q")
        await driver.until(lambda: len(titles(driver)) == 6)
        # What is long unread, the oldest first: an order of the list, which another one takes the place of only there.
        await driver.press("P", "f")
        await driver.until(lambda: titles(driver) == ["Oldest essay"])
        await driver.press("S", "5")
        await driver.until(lambda: "Forgotten · by title" in driver.rows[1])
        await driver.press("P", "d")
        await driver.until(lambda: "Nothing is there twice." in driver.frame)
        await driver.press("1")
        await driver.until(lambda: len(titles(driver)) == 6)
        assert "Inbox · newest first" in driver.rows[1]
        # An order that stands in what is searched is told, and another one can be chosen for it.
        await driver.press("slash")
        await driver.type("is:unread sort:oldest")
        await driver.press("enter")
        await driver.until(lambda: "Inbox · oldest first" in driver.rows[1])
        await driver.press("S", "8")
        await driver.until(lambda: titles(driver)[0] == "A manual")
        assert "Inbox · longest first" in driver.rows[1]
        await driver.press("q")
        await driver.until(lambda: "Inbox · newest first" in driver.rows[1] and len(titles(driver)) == 6)
        # What fits into the time that there is: what is begun first, then the longest that fits.
        await driver.press("P", "m")
        await driver.type("5 min")
        await driver.press("enter")
        await driver.until(lambda: len(titles(driver)) == 4)
        assert titles(driver) == ["Half an essay", "More news", "Old news", "Late news"]
        assert listed(driver)[0] == "To finish"
        assert "In 5 minutes" in driver.rows[1]
        await driver.press("P", "m", "enter")
        await driver.until(lambda: driver.main.foot.is_open is False and len(titles(driver)) == 4)
        await driver.press("P", "m", "x", "enter")
        assert "a number of minutes" in driver.rows[-1]
        await driver.press("escape")
        # A list that somebody else gives: in its order, with a word about each.
        browsing.show_ids("Next", [3, 1, 99], "nearest first", notes={1: "because of the essays"})
        await driver.until(lambda: titles(driver) == ["Old news", "Oldest essay"])
        assert "Next · nearest first" in driver.rows[1]
        await driver.press("j")
        await driver.until(lambda: "because of the essays" in driver.rows[-1])
        await driver.press("slash")
        await driver.type("storage is:unread")
        await driver.press("enter")
        await driver.until(lambda: "2 found" in driver.rows[0])
        assert titles(driver) == ["Old news", "Oldest essay"]
        await driver.press("d")
        await driver.until(lambda: titles(driver) == ["Oldest essay"] or titles(driver) == ["Old news"])
        browsing.show_list("Wrong", "is:purple")
        await driver.until(lambda: "Wrong:" in driver.rows[-1])
        assert browsing.view.title == "Next"
        # One that asks for words has the best first, and tells where they stand.
        browsing.show_list("News", "news storage")
        await driver.until(lambda: "News · best match first" in driver.rows[1] and len(titles(driver)) == 2)
        await driver.press("j")
        await driver.until(lambda: "About " in driver.rows[-1])
        shelf.save_search("work/storage", "category:tech sort:longest")
        browsing.show_list("storage", "category:tech sort:longest", name="saved:work/storage")
        await driver.until(lambda: titles(driver)[:1] == ["A manual"])
        assert browsing.listed == "category:tech sort:longest"
    # The list is there again at the next start, unless it is no more.
    async with driving(shelf) as driver:
        await driver.until(lambda: titles(driver)[:1] == ["A manual"])
        assert "work/storage · longest first" in driver.rows[1]
        # A random one that is not read: every one of them once, before one comes again.
        met = set()
        for _ in titles(driver):
            await driver.press("P", "r")
            met.add(driver.main.articles.current_id)
        assert len(met) == len(titles(driver))
    shelf.delete_search("work/storage")
    async with driving(shelf) as driver:
        assert driver.rows[1].startswith("▌Inbox")


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ({"group": "site"}, ["Essays", "Half an essay"]),
        ({"view": "continue"}, ["Half an essay"]),
        ({"sort": "most-read"}, ["A manual"]),
    ],
)
async def test_the_first_frame_shows_what_was_shown_last(
    shelf: Library, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], first: list[str]
) -> None:
    for name, value in settings.items():
        shelf.set_setting(f"screen.{name}", value)
    monkeypatch.setattr(Browsing, "load", lambda *_, **named: None)  # what comes after it
    async with driving(shelf) as driver:
        assert listed(driver)[: len(first)] == first


async def test_putting_off(shelf: Library) -> None:
    async with driving(shelf) as driver:
        articles = driver.main.articles
        gone = titles(driver)[0]
        await driver.press("Z")
        assert "Put off until" in driver.frame
        await driver.type("/tomorrow")
        await driver.press("enter")
        await driver.until(lambda: len(titles(driver)) == 5)
        assert gone not in titles(driver)
        assert "Inbox 5" in driver.rows[0]
        assert "u undoes" in driver.rows[-1]
        await driver.press("u")
        await driver.until(lambda: len(titles(driver)) == 6)
        # Several at once, until a time that is typed; what it means stands beside it.
        await driver.press("x", "j", "x", "Z")
        assert "Put 2 articles off until" in driver.frame
        await driver.type("/another")
        await driver.press("enter")
        await driver.type("never")
        await driver.press("enter")
        assert "no time to come" in driver.rows[-1]
        await driver.press("ctrl+u")
        await driver.type("in 2 weeks")
        day = (NOW + timedelta(days=14)).day
        assert f" {day} " in driver.rows[-2]
        await driver.press("enter")
        await driver.until(lambda: len(titles(driver)) == 4)
        assert not articles.selection
        await driver.press("P", "z")
        await driver.until(lambda: len(titles(driver)) == 2)
        assert "☾" in driver.rows[2]
        assert "until " in driver.rows[3]
        # From the reader: back to the list. Again: not any more.
        await driver.press("Z")
        await driver.until(lambda: len(titles(driver)) == 1)
        await driver.press("1", "enter", "Z", "2")
        await driver.until(lambda: len(titles(driver)) == 4 and driver.main.in_list)
        # One whose time comes while the program is open is back by itself.
        here = articles.current_id
        soon = datetime.now(UTC) + timedelta(milliseconds=150)
        await driver.main.background.write(lambda library: library.snooze([1], soon))
        driver.main.after_change([1])
        await driver.until(lambda: "Oldest essay" in driver.rows[-1] and "back" in driver.rows[-1])
        await driver.until(lambda: "Oldest essay" in titles(driver))
        assert articles.current_id == here
        # A change that comes while the list is looked up leaves it the article on which it is to stand.
        driver.main.browsing.load(keep=1)
        driver.main.browsing.load()
        await driver.until(lambda: articles.current_id == 1)
