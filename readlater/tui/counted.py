"""What is known for the statistics screen, how it is drawn, and how times are written. No Textual here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from readlater.model.values import dataclass
from readlater.tui.formatting import DEFAULT_SPEED

if TYPE_CHECKING:
    from readlater.library.activity import Day
    from readlater.library.backlog import Week
    from readlater.library.habits import Habits, ReadOn
    from readlater.library.statistics import Statistics


class Measure(StrEnum):
    """What the calendar shows of a day: fields of a `Day`."""

    MINUTES = "minutes"
    WORDS = "words"
    ARTICLES = "articles"

    def of(self, day: Day) -> float:
        """So much of it."""
        return float(getattr(day, self))


LATELY, EVER = 0, -1
"""The years of times that are none."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time that is looked at, both days in it: a year up to this week (`LATELY`), a calendar year, or `EVER`."""

    year: int
    since: date
    until: date

    @property
    def title(self) -> str:
        """How it is called."""
        return {LATELY: "12 months", EVER: "all"}.get(self.year) or str(self.year)


@dataclass(frozen=True, slots=True)
class Counted:
    """All that the screen shows; None: it is still counted.

    Attributes:
        period: the time that is looked at.
        today: what day it is.
        cursor: the day that is pointed at.
        measure: what the calendar shows.
        days: what was read on each day of the period.
        habits: what was read in it.
        read: the articles of the day that is pointed at.
        totals: the numbers of the whole library.
        backlog: what waited, week by week.
        speed: the reading speed that was set, in words a minute.
    """

    period: Period
    today: date
    cursor: date
    measure: Measure
    days: Mapping[date, Day] | None = None
    habits: Habits | None = None
    read: Sequence[ReadOn] | None = None
    totals: Statistics | None = None
    backlog: Sequence[Week] | None = None
    speed: int = DEFAULT_SPEED


@dataclass(frozen=True, slots=True)
class Manner:
    """How lines are drawn: in how many cells, and whether in ASCII."""

    width: int
    ascii: bool = False

    @property
    def ellipsis(self) -> str:
        """What stands for what does not fit."""
        return "..." if self.ascii else "…"


def periods(years: Sequence[int], today: date) -> list[Period]:
    """The times to choose from: the last 53 weeks, the years with a reading, the latest first, and all of them.

    What a wrong clock put into a year to come is left out.
    """
    years = [year for year in years if year <= today.year]
    monday = today - timedelta(days=today.weekday())
    found = [Period(LATELY, monday - timedelta(weeks=52), today)]
    found += [Period(year, date(year, 1, 1), date(year, 12, 31)) for year in sorted({*years}, reverse=True)]
    return [*found, Period(EVER, date(min(years), 1, 1), today)] if len(years) > 1 else found


def hours(minutes: float) -> str:
    """``40 s``, ``45 min``, ``12 h 30 min``; from a hundred hours on without minutes."""
    if 0 < minutes < 1:
        return f"{max(1, round(minutes * 60))} s"
    whole = round(minutes)
    if whole < 60:
        return f"{whole} min"
    return f"{round(whole / 60):,} h" if whole >= 6000 else f"{whole // 60} h {whole % 60} min"
