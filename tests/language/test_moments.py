"""Times to come, as they are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.language.moments import CHOICES, moment, spoken_day, spoken_time

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 27, 13, 30, tzinfo=ZONE)
"""A Friday; two days later the clocks are set forward."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tonight", "2026-03-27 18:00"),
        ("This Evening", "2026-03-27 18:00"),
        ("tomorrow", "2026-03-28 06:00"),
        ("weekend", "2026-03-28 06:00"),
        ("next week", "2026-03-30 06:00"),
        ("next-month", "2026-04-01 06:00"),
        ("next year", "2027-01-01 06:00"),
        ("friday", "2026-04-03 06:00"),
        ("on mon", "2026-03-30 06:00"),
        ("next sunday 18:15", "2026-03-29 18:15"),
        ("today at 20:00", "2026-03-27 20:00"),
        ("13:00", "2026-03-28 13:00"),
        ("14:00", "2026-03-27 14:00"),
        ("3 hours", "2026-03-27 16:30"),
        ("in 3 days", "2026-03-30 06:00"),
        ("2w", "2026-04-10 06:00"),
        ("a month", "2026-04-27 06:00"),
        ("1y", "2027-03-27 06:00"),
        ("march", "2027-03-01 06:00"),
        ("in may", "2026-05-01 06:00"),
        ("winter", "2026-12-01 06:00"),
        ("5 april", "2026-04-05 06:00"),
        ("April 1st", "2026-04-01 06:00"),
        ("29 february", "2028-02-29 06:00"),
        ("2026-12", "2026-12-01 06:00"),
        ("2026-12-24 17:00", "2026-12-24 17:00"),
        ("24 december 2027", "2027-12-24 06:00"),
    ],
)
def test_times_to_come(text: str, expected: str) -> None:
    found = moment(text, NOW, ZONE)
    assert found is not None
    assert f"{found.astimezone(ZONE):%Y-%m-%d %H:%M}" == expected
    assert moment(text, NOW.astimezone(UTC), ZONE) == found


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "last week", "7 days ago", "2020", "today", "13:00 today", "soon", "0d", "25:00", "30 february",
     "friday 24:61", "99999 years", "winter 2024", "2026-03-27", "x" * 100],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert moment(text, NOW, ZONE) is None


def test_the_choices_are_understood_at_any_time_of_day() -> None:
    for hour in range(24):
        now = NOW.replace(hour=hour)
        for value, label in CHOICES:
            assert label
            if value != "tonight" or hour < 18:
                assert moment(value, now, ZONE)
    assert moment("tonight", NOW.replace(hour=19), ZONE) is None


@given(st.text(max_size=30), st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_whatever_is_typed_lies_ahead_or_is_none(text: str, now: datetime) -> None:
    found = moment(text, now, ZONE)
    assert found is None or found > now


def test_how_times_are_told() -> None:
    today = NOW.date()
    days = [spoken_day(today + timedelta(days=n), today) for n in (-2, -1, 0, 1, 2)]
    assert days == ["Wed 25 Mar 2026", "Yesterday", "Today", "Tomorrow", "Sun 29 Mar 2026"]
    assert spoken_time(datetime(2026, 3, 29, 4, tzinfo=UTC), ZONE) == "Sun 29 Mar 2026"
    assert spoken_time(datetime(2026, 3, 27, 17, tzinfo=UTC), ZONE) == "Fri 27 Mar 2026, 18:00"
