"""stats: what was read, by year, as text and as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from readlater.cli.counting import calendar
from readlater.cli.screen import open_screen
from readlater.cli.session import Session
from readlater.library import Library
from tests.cli.running import Cli
from tests.library.sitting import sat


def test_what_was_read_in_a_year(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    with Library.open(filled.library) as library:
        for day in range(12):
            sat(library, 1, now - timedelta(days=day), 2.0, words=500)
        sat(library, 2, datetime(2020, 2, 29, 12, tzinfo=UTC), 4.0, end=0.5, words=100)
        minutes = library.statistics().minutes_waiting
    found = filled("stats", "--json").json
    assert (found["readings"], found["finished"], found["words_read"], found["pace"]) == (13, 12, 6100, 250)
    assert (found["streak"], found["longest_streak"], found["waiting"]) == (12, 12, 2)
    assert sum(day["minutes"] for day in found["days"]) == 24.0
    assert sum(week["words"] for week in found["weeks"]) == sum(month["words"] for month in found["months"]) == 6100
    assert (found["opened"], found["opened_finished"], found["finish_rate"]) == (2, 1, 0.5)
    assert [(one["times"], one["minutes"]) for one in found["most_read"]] == [(12, 24.0), (0, 4.0)]
    assert found["backlog"][-1]["articles"] == found["waiting"]
    # What waits is told at the reader's own pace.
    assert found["minutes_waiting"] == pytest.approx(minutes * 238 / 250, abs=0.06)
    assert found["minutes_unread"] <= found["minutes_waiting"]  # what is unread waits
    assert " at your pace\n" in filled("stats").out
    year = filled("stats", "--year", "2020", "--json").json
    assert len(year["days"]) == 366
    assert [day["date"] for day in year["days"] if day["readings"]] == ["2020-02-29"]
    assert (sum(year["hours"]), year["weekdays"][5]) == (4.0, 4.0)
    assert [year[key] for key in ("readings", "finished", "words_read", "minutes_reading")] == [1, 0, 100, 4.0]
    shown = filled("stats", "--year", "2020").out
    assert "Read in 2020  1 sitting, 4 min, 100 words" in shown
    assert "Jan" in shown
    assert "░" in shown
    assert "12 sittings" not in shown
    assert "13 sittings" in filled("stats").out
    # Of a year without a reading nothing is told that is of other years.
    assert "Sites" not in filled("stats", "--year", "2019").out
    # Where the terminal has no other characters, it is told in ASCII.
    monkeypatch.setenv("READLATER_ASCII", "true")
    plain = filled("stats").out
    assert ": to 2" in plain
    assert plain.isascii()
    # The reading speed can be one's own.
    before = filled("stats", "--json").json["minutes"]
    monkeypatch.setenv("READLATER_READING_SPEED", "own")
    assert filled("stats", "--json").json["minutes"] == pytest.approx(before * 238 / 250, abs=0.1)


def test_the_screen_knows_the_own_pace(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(filled.library) as library:
        for day in range(12):
            sat(library, 1, datetime.now(UTC) - timedelta(days=day), 2.0, words=500)
    speeds: list[int] = []
    monkeypatch.setattr("readlater.cli.screen.need_terminal", lambda: None)
    monkeypatch.setattr("readlater.tui.app.run", lambda library, config: speeds.append(config.reading_speed))
    monkeypatch.setenv("READLATER_READING_SPEED", "own")
    session = Session(str(filled.library))
    open_screen(session)
    session.close()
    assert speeds == [250]


def test_the_signs_of_the_calendar_are_told_as_far_as_there_are_any() -> None:
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert calendar({date(2020, 2, 29): 4.0}, *year, 80)[-1] == "    · none"
    assert calendar({date(2025, 2, 28): 4.0}, *year, 80)[-1] == "    · none  ░ to 4  █ more minutes"
