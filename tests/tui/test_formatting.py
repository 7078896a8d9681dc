"""Dates, numbers and times as the screen writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from readlater.tui import formatting


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2022", "2022"),
        ("2022-01", "Jan 2022"),
        ("2022-01-14", "Jan 14, 2022"),
        ("2022-01-14T08:51:00+09:00", "Jan 14, 2022"),
        ("", ""),
        ("sometime", "sometime"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(published: str, written: str) -> None:
    assert formatting.day(published) == written


def test_a_time_is_written_in_the_reader_s_zone() -> None:
    time = datetime(2022, 1, 13, 23, 51, tzinfo=UTC)
    assert formatting.moment(time, timezone(timedelta(hours=9))) == "Jan 14, 2022 08:51"
    assert formatting.moment(None) == "never"


def test_minutes_follow_the_reader_s_pace() -> None:
    assert formatting.minutes(10.0) == "10 min"
    assert formatting.minutes(10.0, 476) == "5 min"
    assert formatting.minutes(0.0) == "1 min"


def test_the_position_says_what_is_left() -> None:
    assert formatting.position(37, 5.0) == "37 % · 3 min left"
    assert formatting.position(100, 5.0) == "100 %"


def test_a_bar_shows_any_likeness_at_all() -> None:
    assert formatting.bar(0.0, 5) == "▱▱▱▱▱"
    assert formatting.bar(0.01, 5, ascii=True) == "#...."
    assert formatting.bar(1.0, 5, ascii=True) == "#####"
