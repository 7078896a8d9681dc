"""Times to come, as they are said: until when an article is put off.

``tomorrow``, ``tonight`` (or ``this evening``), ``weekend``, ``next week`` (Monday), ``next month``, ``friday`` (the
next one), ``in 3 days``, ``2w``, ``6m``, ``1y``, ``a week``, ``3 hours``, ``5 march``, ``march``, ``2027-01-05``,
``2027-01``; a time of day may stand behind a day: ``friday 18:00``. Without one it is the morning.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from readlater.language.days import (
    MONTHS,
    NUMBERS,
    SEASONS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    add_months,
    date_span,
    day_value,
    named,
)

MORNING = time(6)
"""When an article is back that was put off until a day: before the reader gets up."""

EVENING = time(18)

CHOICES: tuple[tuple[str, str], ...] = (
    ("tonight", "this evening"),
    ("tomorrow", "tomorrow"),
    ("weekend", "at the weekend"),
    ("next-week", "next week"),
    ("next-month", "next month"),
)
"""What is offered first, each with how it is called."""

_LENGTH = re.compile(
    r"(?:in-)?(\d{1,4}|[a-z]+)-?(h|hours?|d|days?|w|weeks?|m|months?|y|years?)(?:-from-now)?", re.ASCII
)
_CLOCK = re.compile(r"(.*?)-?(?:at-)?(\d{1,2}):(\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?-([a-z]{3,9})|([a-z]{3,9})-(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_WEEKDAY = re.compile(r"(?:next-|on-|in-|this-)?([a-z]{3,9})", re.ASCII)
_LONGEST = 60


def moment(text: str, now: datetime, zone: tzinfo | None = None) -> datetime | None:
    """The time to come that ``text`` says, aware; None if it says none, or one that is over.

    Args:
        text: what was typed; capitals, and spaces or hyphens, make no difference.
        now: an aware time, from which it is counted.
        zone: in which days are meant; None: the system's.
    """
    value = re.sub(r"[\s_-]+", "-", text.strip().lower()[: _LONGEST + 1]).strip("-")
    if not value or len(value) > _LONGEST:
        return None
    here = now.astimezone(zone)
    try:
        found = _moment(value, here)
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    # Out of wall time into the zone anew: there may be a change of the clocks in between.
    aware = found.replace(tzinfo=zone) if zone is not None else found.replace(tzinfo=None).astimezone()
    return aware if aware > now else None


def _moment(value: str, now: datetime) -> datetime | None:
    today = now.date()
    clock = MORNING
    length = _LENGTH.fullmatch(value)
    if length and (count := _count(length[1])):
        unit = length[2][0]
        if unit == "h":
            return now + timedelta(hours=count)
        if unit in "dw":
            return datetime.combine(today + timedelta(days=count * (7 if unit == "w" else 1)), clock)
        return datetime.combine(add_months(today, count * (12 if unit == "y" else 1)), clock)
    if value in ("tonight", "evening", "this-evening"):
        return datetime.combine(today, EVENING)
    if timed := _CLOCK.fullmatch(value):
        clock = time(int(timed[2]), int(timed[3]))
        if not timed[1]:
            at = datetime.combine(today, clock)
            return at if at > now.replace(tzinfo=None) else at + timedelta(days=1)
        value = timed[1]
    day = _day(value, today)
    return None if day is None else datetime.combine(day, clock)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS.get(text, 0)


def _day(value: str, today: date) -> date | None:
    """The first day of what is said that lies ahead."""
    one = timedelta(days=1)
    if value == "today":
        return today
    if value == "tomorrow":
        return today + one
    if value in ("weekend", "this-weekend", "next-weekend", "the-weekend"):
        return _next_weekday(5, today)
    if value in ("next-week", "next-month", "next-year"):
        return date_span(value, today)[0]
    if found := _WEEKDAY.fullmatch(value):
        weekday = named(found[1], WEEKDAYS)
        if weekday:
            return _next_weekday(WEEKDAYS.index(weekday), today)
        if month := named(found[1], MONTHS):
            return _next_month(MONTHS.index(month) + 1, today)
        if found[1] in SEASONS:
            return _next_month(SEASONS[found[1]], today)
    if found := _DAY_MONTH.fullmatch(value):
        month = named(found[2] or found[3], MONTHS)
        if month:
            return _next_date(MONTHS.index(month) + 1, int(found[1] or found[4]), today)
    canonical = day_value(value)
    if canonical is None or not canonical[:1].isdigit() or canonical[-1].isalpha():
        return None  # a day that was
    return date_span(canonical, today)[0]


def _next_weekday(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next_month(month: int, today: date) -> date:
    return date(today.year + (month <= today.month), month, 1)


def _next_date(month: int, day: int, today: date) -> date:
    """The next day of that date; 29 February may be some years ahead."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    raise ValueError(f"there is no day {day} in the month {month}")


def spoken_day(day: date, today: date) -> str:
    """A day as groups and labels name it: ``Today``, ``Yesterday``, ``Tomorrow``, ``Mon 16 Nov 2026``."""
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((day - today).days)
    return near or written_day(day)


def spoken_time(when: datetime, zone: tzinfo | None = None) -> str:
    """A time in the reader's zone that stays true: ``Mon 16 Nov 2026``, with the time of day unless it is `MORNING`."""
    local = when.astimezone(zone)
    clock = "" if local.time() == MORNING else f", {local:%H:%M}"
    return f"{written_day(local.date())}{clock}"


def written_day(day: date) -> str:
    """``Mon 16 Nov 2026``."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"
