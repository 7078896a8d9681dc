"""The statistics, and the readings of an article."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui.counted import Measure
from readlater.tui.screens.statistics import StatisticsScreen
from tests.factories import draft
from tests.library.sitting import sat
from tests.tui.driving import Driver, driving, make_library
from tests.tui.frames import comes_to

NOW = datetime(2026, 3, 14, 20, tzinfo=UTC)


def lived_in(folder: Path) -> Library:
    """A library that was read in for three months, on some days more than on others."""
    drafts = [
        draft(
            title,
            f"Of the sea, of the land, and of {title}. " * 40,
            url=f"https://example.org/{number}",
            site=("Essays", "World Service", "海の新聞")[number % 3],
            category_id=("essays", "world/sea")[number % 2],
            created=NOW - timedelta(days=200 - 20 * number),
        )
        for number, title in enumerate(
            ("The lighthouse keeper", "Ferries of the north", "灯台の番人", "A [red]herring[/red]", "Never opened")
        )
    ]
    library = make_library(folder, drafts)
    for day in range(100):
        for number in range(day % 4 * (day % 7 != 3)):
            when = NOW - timedelta(days=day, hours=number, minutes=7 * day % 50)
            sat(library, 1 + (day + number) % 4, when, 1.5 + number, end=1.0 if day % 3 else 0.4)
    return library


def shown(driver: Driver) -> StatisticsScreen:
    screen = driver.app.screen
    assert isinstance(screen, StatisticsScreen)
    return screen


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The statistics are those of 14 March 2026."""
    monkeypatch.setattr("readlater.tui.counting.Counting.now", lambda _: NOW)


@pytest.mark.usefixtures("today")
async def test_looking_at_a_year_of_reading(tmp_path: Path) -> None:
    with lived_in(tmp_path / "library") as library:
        async with driving(library) as driver:
            await driver.press("U")
            await driver.until(lambda: None not in (shown(driver).counted.backlog, shown(driver).counted.habits))
            await comes_to("statistics-120x40", lambda: driver.frame)
            # The cursor goes over the days, and says what was read on each.
            assert "Sat 14 Mar 2026   nothing was read" in driver.frame
            await driver.press("k", "h")
            await driver.until(lambda: "Fri 6 Mar 2026" in driver.frame)
            assert shown(driver).counted.cursor == date(2026, 3, 6)
            await driver.press("j", "k", "l", "k")
            await driver.until(lambda: "Read on Thu 12 Mar 2026" in driver.frame and "herring" in driver.frame)
            assert "A [red]herring[/red]" in driver.frame
            # By the mouse, too: the Sunday below is the last line of the calendar.
            at = next(number for number, row in enumerate(driver.rows) if row.startswith(" Sun"))
            await driver.pilot.click("StatisticsLines", offset=(driver.rows[at].rindex("░"), at - 1))
            await driver.until(lambda: "Read on Sun 1 Mar 2026" in driver.frame)
            # Another measure, another year.
            await driver.press("m")
            assert shown(driver).counted.measure is Measure.WORDS
            assert "Words a week" in driver.frame
            await driver.press("n", "n")
            await driver.until(lambda: "[2025]" in driver.rows[0] and "Read on Wed 31 Dec 2025" in driver.frame)
            await driver.press("l")  # past the end of the year is the next one
            await driver.until(lambda: "[2026]" in driver.rows[0] and "Wed 7 Jan 2026" in driver.frame)
            await driver.press("h")
            await driver.until(lambda: "[2025]" in driver.rows[0] and "Read on Wed 31 Dec 2025" in driver.frame)
            await driver.press("n")
            await driver.until(lambda: "[all]" in driver.rows[0])
            await driver.until(lambda: shown(driver).counted.days is not None)
            assert min(shown(driver).counted.days or ()) == date(2025, 12, 5)
            # Enter lists what was read on a day.
            day = next(day for day in sorted(shown(driver).counted.days or (), reverse=True))
            while shown(driver).counted.cursor > day:
                await driver.press("k")
            await driver.press("enter")
            await driver.until(lambda: driver.app.screen is driver.main and "Read on" in driver.rows[0])
            expected = {one.id for one in library.read_on(day)}
            await driver.until(lambda: set(driver.main.articles.source.ids) == expected)
            # Back where they were left; from there to all that was read in that month.
            await driver.press("U")
            await driver.until(lambda: "[all]" in driver.rows[0] and bool(shown(driver).counted.read))
            assert shown(driver).counted.cursor == day
            await driver.press("tab")
            assert "⏎ go there" in driver.rows[-1]
            await driver.press("enter")
            await driver.until(lambda: "Read in Mar 2026" in driver.rows[0])
            month = {one.id for number in range(1, 15) for one in library.read_on(date(2026, 3, number))}
            await driver.until(lambda: set(driver.main.articles.source.ids) == month)
            # Closed and not left for anything, they begin with today again.
            await driver.press("U", "q", "U")
            await driver.until(lambda: "[12 months]" in driver.rows[0])
            assert "the day's articles" not in driver.rows[-1], "nothing was read today"
            assert "year after" not in driver.rows[-1]


@pytest.mark.usefixtures("today")
async def test_going_on_from_the_statistics(tmp_path: Path) -> None:
    with lived_in(tmp_path / "library") as library:
        async with driving(library, (80, 24), ascii=True) as driver:
            await driver.press("U")
            await driver.until(lambda: shown(driver).counted.backlog is not None)
            await driver.press("k", "k")
            await driver.until(lambda: bool(shown(driver).counted.read))
            await comes_to("statistics-80x24", lambda: driver.frame)
            assert all(character.isascii() for row in driver.rows[:14] for character in row)
            # Tab goes to what is below the calendar: articles, categories, sites.
            await driver.press("tab")
            lines = driver.app.screen.query_one("StatisticsLines")
            first = lines.chosen  # type: ignore[attr-defined]
            assert first == "month:2026-03"
            await driver.press("j")
            first = lines.chosen  # type: ignore[attr-defined]
            assert first == f"article:{(shown(driver).counted.read or ())[0].id}"
            while not lines.chosen.startswith("category:"):  # type: ignore[attr-defined]
                await driver.press("j")
            await driver.press("k", "j", "enter")
            await driver.until(
                lambda: driver.app.screen is driver.main and len(driver.main.articles.source.ids) in (2, 3)
            )
            # An article is opened, and every sitting with it is listed.
            await driver.press("U")
            await driver.until(lambda: bool(shown(driver).counted.read))
            await driver.press("tab", "j", "enter")
            await driver.until(lambda: driver.main.desk.shown_id == int(first.removeprefix("article:")))
            await driver.press("V", "r")
            await driver.until(lambda: driver.rows[0].startswith(" Readings"))
            number = driver.main.desk.shown_id
            assert f"{len(library.readings(number))} sittings" in driver.frame
            assert "0 to  40 %" in driver.frame
            await driver.press("q")
            assert driver.app.screen is driver.main


async def test_nothing_was_read_yet(library: Library) -> None:
    async with driving(library, (40, 12)) as driver:
        await driver.press("U")
        await driver.until(lambda: shown(driver).counted.backlog is not None)
        await driver.press("h", "tab", "enter", "G", "space")
        await driver.until(lambda: "Nothing was read" in driver.frame)
        await driver.press("q", "V", "r")
        await driver.until(lambda: "It was not read yet." in driver.frame)
