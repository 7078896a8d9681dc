"""What was read on which day, habits, pace, what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.library import Library
from readlater.library.activity import Day, Streaks, days, level, month_of, steps, streaks, together, week_of
from tests.factories import draft
from tests.library.sitting import sat

BERLIN = ZoneInfo("Europe/Berlin")

ZONES = ("Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca")
"""With and without changes of the clocks, by an hour and by half of one."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Library]:
    """A library in Berlin with four articles of 400 words each, saved on the first four days of 2026."""
    with Library.open(tmp_path / "library", zone=BERLIN) as opened:
        for number in range(1, 5):
            opened.add(
                draft(
                    f"Article {number}",
                    f"word{number} " * 400,
                    url=f"https://example.org/{number}",
                    site="Sea" if number < 3 else "Land",
                    category_id="sea/deep" if number < 3 else "",
                    created=datetime(2026, 1, number, 12, tzinfo=UTC),
                )
            )
        yield opened


def test_a_day_begins_at_midnight_where_the_reader_is(reader: Library) -> None:
    sat(reader, 1, datetime(2026, 3, 27, 22, 59, tzinfo=UTC), 2)
    sat(reader, 1, datetime(2026, 3, 27, 23, 1, tzinfo=UTC), 3, end=0.5)
    sat(reader, 2, datetime(2026, 3, 28, 22, 30, tzinfo=UTC), 4)
    # The clocks go forward on the 29th: the next midnight is an hour earlier in UTC.
    sat(reader, 2, datetime(2026, 3, 29, 21, 59, tzinfo=UTC))
    sat(reader, 2, datetime(2026, 3, 29, 22, 1, tzinfo=UTC))
    assert reader.activity() == [
        Day(date(2026, 3, 27), 1, 1, 1, 400, 2.0),
        Day(date(2026, 3, 28), 2, 2, 1, 600, 7.0),
        Day(date(2026, 3, 29), 1, 1, 1, 400, 1.0),
        Day(date(2026, 3, 30), 1, 1, 1, 400, 1.0),
    ]
    # And back on the 25th of October, which has 25 hours.
    sat(reader, 3, datetime(2026, 10, 24, 22, 30, tzinfo=UTC))
    sat(reader, 3, datetime(2026, 10, 25, 22, 30, tzinfo=UTC))
    assert [(day.date.day, day.readings) for day in reader.activity(date(2026, 10, 1))] == [(25, 2)]
    assert [day.date.day for day in reader.activity(date(2026, 3, 28), date(2026, 3, 29))] == [28, 29]
    assert reader.years_read() == [2026]
    assert [one.id for one in reader.read_on(date(2026, 3, 28))] == [1, 2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3 * 366 * 24 * 60), max_size=30), st.sampled_from(ZONES))
def test_days_are_those_of_the_calendar_in_every_zone(reader: Library, minutes: list[int], name: str) -> None:
    reader.zone = zone = ZoneInfo(name)
    with reader._database.write() as connection:
        connection.execute("DELETE FROM reading")
    times = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=one) for one in minutes]
    for time in times:
        sat(reader, 1, time)
    expected = Counter(time.astimezone(zone).date() for time in times)
    assert {day.date: day.readings for day in reader.activity()} == expected
    assert sum(reader.habits().weekdays) == pytest.approx(len(times))
    assert reader.years_read() == sorted({day.year for day in expected})


def test_what_was_taken_back_is_not_counted(reader: Library) -> None:
    sat(reader, 1, datetime(2026, 3, 1, 9, tzinfo=UTC))
    reader.mark_read([2])
    reader.undo()
    assert [day.readings for day in reader.activity()] == [1]
    assert reader.habits().opened == 1
    assert reader.statistics().readings == 1


def test_streaks() -> None:
    march = [date(2026, 3, day) for day in (1, 2, 3, 6, 7, 9)]
    assert streaks(march, date(2026, 3, 9)) == Streaks(1, 3, date(2026, 3, 3))
    assert streaks(march, date(2026, 3, 8)) == Streaks(2, 3, date(2026, 3, 3))  # today is not over
    assert streaks(march, date(2026, 3, 11)).current == 0
    assert streaks(march[:5], date(2026, 3, 7)).current == 2
    assert streaks([], date(2026, 3, 7)) == Streaks()


def test_marking_read_is_no_day_of_a_streak(reader: Library) -> None:
    now = datetime.now(UTC)
    sat(reader, 1, now - timedelta(days=1))
    reader.mark_read([2, 3])
    found = reader.statistics(now)
    assert (found.streaks.current, found.streaks.longest) == (1, 1)
    assert (found.readings, found.finished, found.words_read) == (3, 3, 400)


def test_weeks_and_months() -> None:
    found = [Day(date(2026, 2, day), 1, 1, 0, 100, 1.5) for day in (27, 28)] + [Day(date(2026, 3, 2), 2, 1, 1, 50, 1.0)]
    assert together(found, week_of) == [
        Day(date(2026, 2, 23), 2, 2, 0, 200, 3.0),
        Day(date(2026, 3, 2), 2, 1, 1, 50, 1.0),
    ]
    assert [(month.date, month.words) for month in together(found, month_of)] == [
        (date(2026, 2, 1), 200),
        (date(2026, 3, 1), 50),
    ]


def test_levels_are_quarters_of_the_days_with_reading() -> None:
    marks = steps([0.0, *map(float, range(1, 101))])
    counted = Counter(level(float(value), marks) for value in range(1, 101))
    assert counted == {1: 25, 2: 25, 3: 25, 4: 25}
    assert level(0.0, marks) == 0
    assert level(7.0, steps([7.0])) == 1


def test_habits(reader: Library) -> None:
    for day in (2, 9):
        sat(reader, 1, datetime(2026, 3, day, 20, 30, tzinfo=BERLIN), 3)
    sat(reader, 2, datetime(2026, 3, 3, 7, 15, tzinfo=BERLIN), 2, end=0.4)
    sat(reader, 3, datetime(2025, 12, 31, 23, 59, tzinfo=BERLIN), 9)
    found = reader.habits(date(2026, 1, 1), date(2026, 12, 31))
    assert (found.hours[20], found.hours[7], sum(found.hours)) == (6.0, 2.0, 8.0)
    assert found.weekdays == (6.0, 2.0, 0, 0, 0, 0, 0)
    assert [(one.name, one.readings, one.words, one.minutes) for one in found.categories] == [("sea/deep", 3, 960, 8.0)]
    assert [one.name for one in found.sites] == ["Sea"]
    assert [(one.id, one.times, one.readings) for one in found.most_read] == [(1, 2, 2), (2, 0, 1)]
    assert (found.opened, found.finished, found.finish_rate) == (2, 1, 0.5)
    assert reader.habits(date(2024, 1, 1), date(2024, 12, 31)).finish_rate is None
    assert [one.name for one in reader.habits().sites] == ["Land", "Sea"]


def test_the_pace_is_that_of_honest_sittings(reader: Library) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    for number in range(9):
        sat(reader, 1, start + timedelta(days=number), 2.0, words=2 * (200 + 10 * number))
    assert reader.pace() is None
    sat(reader, 1, start + timedelta(days=10), 2.0, words=500)
    assert reader.pace() == 245
    for number in range(20):  # leafed through, left open, hardly begun
        sat(reader, 1, start + timedelta(days=20 + number), 0.2, words=4000)
        sat(reader, 1, start + timedelta(days=40 + number), 60, words=400)
        sat(reader, 1, start + timedelta(days=60 + number), 0.5, words=20)
    assert reader.pace() == 245
    assert reader.statistics().pace == 245


def test_what_waits_grows_by_saving_and_shrinks_by_reading(reader: Library) -> None:
    now = datetime(2026, 1, 28, 12, tzinfo=UTC)
    each = reader.row(1).minutes
    sat(reader, 1, datetime(2026, 1, 6, 12, tzinfo=UTC))
    sat(reader, 1, datetime(2026, 1, 26, 12, tzinfo=UTC))  # again: it left before
    sat(reader, 2, datetime(2026, 1, 20, 12, tzinfo=UTC), end=0.5)
    reader.archive([4])
    weeks = reader.backlog(now=now)
    assert [week.start for week in weeks] == [date(2025, 12, 29) + timedelta(weeks=number) for number in range(5)]
    assert [(week.saved, week.finished, week.articles) for week in weeks] == [
        (3, 0, 3),
        (0, 1, 2),
        (0, 0, 2),
        (0, 0, 2),
        (0, 0, 2),
    ]
    assert weeks[-1].minutes == pytest.approx(1.5 * each)
    found = reader.statistics(now)
    assert (found.waiting, found.minutes_waiting) == (2, pytest.approx(1.5 * each))
    assert len(reader.backlog(2, now)) == 2
    assert reader.backlog(2, now)[-1] == weeks[-1]


def test_an_empty_library_has_no_statistics(library: Library) -> None:
    assert library.activity() == []
    assert library.years_read() == []
    assert library.backlog() == ()
    assert library.pace() is None
    assert library.read_on(date(2026, 1, 1)) == ()
    assert library.habits().most_read == ()


def test_the_calendar_is_made_of_an_index_alone(reader: Library) -> None:
    sat(reader, 1, datetime(2026, 3, 20, tzinfo=UTC))
    asked: list[str] = []
    with reader._database.read() as connection:
        connection.set_trace_callback(asked.append)
        days(connection, date(2026, 1, 1), date(2026, 12, 31), BERLIN)
        connection.set_trace_callback(None)
        counted = [sql for sql in asked if "count(DISTINCT" in sql]
        assert counted
        for sql in counted:
            plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert plan[0].startswith("SEARCH reading USING COVERING INDEX reading_when"), plan
