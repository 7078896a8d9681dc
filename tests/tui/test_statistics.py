"""The lines of the statistics: the calendar, columns and bars, in every width."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlater.library.activity import Day
from readlater.library.backlog import Week
from readlater.library.habits import Amount, Habits, MostRead, ReadOn
from readlater.model import Reading
from readlater.tui import calendar, charts
from readlater.tui.counted import Counted, Manner, Measure, Period, hours, periods
from readlater.tui.screens.readings import reading_lines
from readlater.tui.statistics_lines import statistics_lines
from readlater.tui.widgets.lines import line_width
from tests.tui.driving import make_config, make_library

TODAY = date(2026, 3, 14)


def counted(period: Period, cursor: date = TODAY) -> Counted:
    """What is known once everything is counted, with names that are long and wide."""
    days = {
        day: Day(day, 3, 2, 1, 700 * number, 3.0 * number)
        for number in range(0, 360, 3)
        if period.since <= (day := TODAY - timedelta(days=number)) <= period.until
    }
    amounts = (Amount("灯台/" * 20, 3, 2000, 130.0), Amount("a", 1, 1, 0.1))
    most = MostRead(7, "u", "A\x1b[31m title " * 20, "サイト" * 9, 3, 4, 2000, 12.0)
    start = TODAY - timedelta(days=TODAY.weekday())
    weeks = [Week(start - timedelta(weeks=back), 1, 2, 3.0, 4.0, 9, 6000.0 + back) for back in range(30, -1, -1)]
    read = ReadOn(7, "u", "題" * 90, "", None, 1, 12.0, 900, 0.0, 1.0, True)  # type: ignore[arg-type]
    habits = Habits((1.0,) * 24, (2.0,) * 7, amounts, amounts, (most,), 9, 4)
    return Counted(period, TODAY, cursor, Measure.MINUTES, days, habits, (read,) * 9, None, weeks)


@pytest.mark.parametrize("ascii_", [False, True])
@pytest.mark.parametrize("width", [20, 40, 79, 80, 119, 200])
def test_every_line_fits(width: int, ascii_: bool) -> None:
    for period in periods([2025, 2026], TODAY):
        lines = statistics_lines(counted(period), Manner(width, ascii_))
        # The names of articles and sites stay as they are written.
        assert max(map(line_width, lines)) <= width
        text = "".join(piece.text for line in lines for piece in line)
        assert "\x1b" not in text
        if ascii_:
            assert not set(text) & set(calendar.SIGNS[1:] + "━▁█◆✓…")


@pytest.mark.parametrize("width", [30, 62, 118, 180])
def test_a_day_stands_where_its_week_and_weekday_meet(width: int) -> None:
    period = Period(2025, date(2025, 1, 1), date(2025, 12, 31))
    cursor = date(2025, 11, 12)
    shown = calendar.grid(period.since, period.until, cursor, width)
    lines = calendar.calendar_lines({}, shown, period.since, period.until, cursor)
    assert len({line_width(line) for line in lines}) == 1
    assert line_width(lines[0]) < width
    for weekday, line in enumerate(lines):
        found = [date.fromisoformat(piece.target[4:]) for piece in line if piece.target]
        assert {day.weekday() for day in found} == {weekday}
    [here] = [piece for piece in lines[cursor.weekday()] if piece.role == "here"]
    assert here.target == "day:2025-11-12"
    assert shown.weeks == 53 or (shown.cell, shown.weeks) == (1, width - calendar.GUTTER - 1)


def test_a_month_is_told_in_what_the_calendar_shows() -> None:
    for measure, told in (
        (Measure.MINUTES, "Mar: "),
        (Measure.WORDS, " words"),
        (Measure.ARTICLES, "Mar: 10 articles"),
    ):
        known = replace(counted(Period(2026, date(2026, 1, 1), date(2026, 12, 31))), measure=measure)
        [month] = [
            piece.text
            for line in statistics_lines(known, Manner(120))
            for piece in line
            if piece.target == "month:2026-03"
        ]
        assert told in month


def test_more_is_told_by_the_sign_too() -> None:
    days = {date(2025, 3, number): float(number) for number in range(1, 21)}
    shown = calendar.grid(date(2025, 1, 1), date(2025, 12, 31), TODAY, 62)
    lines = calendar.calendar_lines(days, shown, date(2025, 1, 1), date(2025, 12, 31), None)
    signs = {piece.target: (piece.text, piece.role) for line in lines for piece in line if piece.target}
    assert [signs[f"day:2025-03-{number:02}"] for number in (1, 10, 15, 20)] == [
        ("░", "heat-1"), ("▒", "heat-2"), ("▓", "heat-3"), ("█", "heat-4"),
    ]  # fmt: skip
    assert signs["day:2025-04-01"] == ("·", "heat-0")
    # Where days are alike the legend says it once.
    alike = {date(2025, 3, number): 3.0 for number in range(1, 9)}
    told = "".join(piece.text for piece in calendar.legend(alike, "minutes a day"))
    assert (told.count("to 3"), told.count("█")) == (1, 2)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60), st.integers(1, 8), st.booleans())
def test_columns_are_as_high_as_their_values(values: list[float], height: int, ascii_: bool) -> None:
    lines = charts.columns(values, height, ascii=ascii_)
    assert [cell_len(line) for line in lines] == [len(values)] * height
    for at, value in enumerate(values):
        column = [line[at] for line in lines]
        assert (column[-1] != " ") == (value > 0)
        if value == max(values) > 0:
            assert column[0] != " "


@given(st.floats(-1, 2), st.integers(1, 60), st.booleans())
def test_a_bar_is_as_long_as_its_share(share: float, width: int, ascii_: bool) -> None:
    full, rest = charts.bar(share, width, ascii=ascii_)
    assert cell_len(full + rest) == width
    assert bool(full) == (share > 0)
    if 0 < share <= 1:
        assert abs(len(full) - share * width) <= 1


def test_names_from_right_to_left_end_where_they_end() -> None:
    name = charts.name_in("مدينة تبحث", 14)
    assert name == "مدينة تبحث\u200e    "
    assert (
        cell_len(name)
        == cell_len(charts.name_in("灯台の番人たち", 14))
        == cell_len(charts.name_in("灯台の番人たちの話", 14))
    )


def test_no_year_to_come_can_be_looked_at() -> None:
    assert [one.title for one in periods((2024, 2026, 2031), date(2026, 3, 14))] == ["12 months", "2026", "2024", "all"]
    assert [one.title for one in periods((2031,), date(2026, 3, 14))] == ["12 months"]


def test_times_in_words() -> None:
    assert [hours(value) for value in (0, 0.2, 1, 59.4, 90, 6060)] == [
        "0 min", "12 s", "1 min", "59 min", "1 h 30 min", "101 h",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [36, 40, 44, 50, 60, 95, 96, 120])
def test_a_sitting_says_from_where_to_where_in_any_width(width: int, tmp_path: Path) -> None:
    with make_library(tmp_path / "library") as library:
        begun = datetime(2022, 9, 14, 22, 51, tzinfo=UTC)
        sitting = Reading("1", 1, "laptop", begun, begun, 62.0, 0.18, 0.41, 0, "", False, 150)
        config = make_config(library)
        lines = reading_lines(library.article(1), [sitting], width, config)
    text = ["".join(piece.text for piece in line) for line in lines]
    assert any("Sep 14, 2022 22:51" in line and "18 to  41 %" in line for line in text), text
    assert any("1 sitting" in line for line in text)
    assert max(map(line_width, lines)) <= width
