"""The days that a query names.

A year, month or day: ``2024``, ``2024-03``, ``2024-03-01`` (also with ``/`` or ``.``), ``march 2024``,
``1 march 2024``, ``march`` (the latest). Seen from today: ``today``, ``yesterday``, ``monday`` (the latest, may be
today), ``last-monday`` (before today), ``this-week``, ``last-week`` (from Monday), ``this-month``, ``last-month``,
``this-year``, ``last-year``. So long ago: ``7d 2w 6m 1y``, ``7 days``, ``7 days ago``, ``-7d``, ``past week``,
``last 7 days``.
Spaces and hyphens are the same.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
PERIODS = ("week", "month", "year")

RELATIVE: tuple[tuple[str, str], ...] = (
    ("today", "since midnight"),
    ("yesterday", "the day before today"),
    ("this-week", "since Monday"),
    ("last-week", "Monday to Sunday before this week"),
    ("this-month", "since the first"),
    ("last-month", "the month before this one"),
    ("this-year", "since 1 January"),
    ("last-year", "the year before this one"),
    ("7d", "in the last 7 days; 2w, 6m, 1y as well"),
)
"""The words for days, each with what it means, that completion offers."""

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d\d?)(?:\2(\d\d?))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_LONG_AGO = re.compile(
    r"-?(?:(last|past|previous)-)?(\d{1,4})-?(d|days?|w|wks?|weeks?|m|mo|mos|months?|y|yrs?|years?)(?:-ago)?", re.ASCII
)
_LAST_UNIT = re.compile(r"past-(day|week|month|year)", re.ASCII)
_OF_NOW = re.compile(r"(this|current|last|previous|past)-?([a-z]+)", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"(?:(\d\d?)-)?([a-z]{3,9})-(\d{4})", re.ASCII)
_MONTH_DAY_YEAR = re.compile(r"([a-z]{3,9})-(\d\d?),?-(\d{4})", re.ASCII)
_LONGEST = 40


def day_value(text: str) -> str | None:
    """A day as it is kept in a query: lower case, in one form for all ways to say the same. None if it is no day."""
    value = re.sub(r"[\s_-]+", "-", text.strip().lower()[: _LONGEST + 1])
    if not value or len(value) > _LONGEST:
        return None
    canonical = _canonical(value)
    if canonical is None:
        return None
    try:
        date_span(canonical, date(2024, 1, 1))
    except ValueError:
        return None
    return canonical


def _canonical(value: str) -> str | None:
    if value in ("today", "yesterday"):
        return value
    if value == "now":
        return "today"
    if found := _ISO.fullmatch(value):
        return "-".join(part.zfill(2) for part in found.group(1, 3, 4) if part)
    if found := _LONG_AGO.fullmatch(value):
        return f"{int(found[2])}{found[3][0]}"
    if found := _LAST_UNIT.fullmatch(value):
        return f"1{found[1][0]}"
    if found := _OF_NOW.fullmatch(value):
        return _of_now(found[1], found[2])
    if found := _DAY_MONTH_YEAR.fullmatch(value):
        return _of_year(found[3], found[2], found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(value):
        return _of_year(found[3], found[1], found[2])
    return _named(value, WEEKDAYS) or _named(value, MONTHS)


def _of_now(which: str, unit: str) -> str | None:
    which = "this" if which in ("this", "current") else "last"
    if unit in PERIODS:
        return f"{which}-{unit}"
    weekday = _named(unit, WEEKDAYS)
    if weekday is not None:
        return f"last-{weekday}" if which == "last" else weekday
    return None


def _of_year(year: str, month: str, day: str | None) -> str | None:
    name = _named(month, MONTHS)
    if name is None:
        return None
    value = f"{year}-{MONTHS.index(name) + 1:02}"
    return f"{value}-{int(day):02}" if day else value


def _named(value: str, names: tuple[str, ...]) -> str | None:
    """The name that ``value`` is, or its beginning of three letters at least."""
    return next((name for name in names if len(value) > 2 and name.startswith(value)), None)


def is_length(value: str) -> bool:
    """Whether a day from `day_value` was told by how long ago it is: by itself it means "since then"."""
    return _AGO.fullmatch(value) is not None


def date_span(value: str, today: date) -> tuple[date, date]:
    """Return (first day, day after the last) of a day from `day_value`.

    Raises:
        ValueError: ``value`` is no such day.
    """
    day = timedelta(days=1)
    if value in ("today", "yesterday"):
        first = today - day * (value == "yesterday")
        return first, first + day
    if ago := _AGO.fullmatch(value):
        first = _ago(int(ago[1]), ago[2], today)
        return first, first + day
    if value in WEEKDAYS:
        first = today - day * ((today.weekday() - WEEKDAYS.index(value)) % 7)
        return first, first + day
    if value in MONTHS:
        month = MONTHS.index(value) + 1
        return _month(today.year - (month > today.month), month)
    which, _, unit = value.partition("-")
    if which in ("this", "last") and unit in PERIODS:
        return _period(which == "last", unit, today)
    if which == "last" and unit in WEEKDAYS:
        first = today - day * ((today.weekday() - WEEKDAYS.index(unit) - 1) % 7 + 1)
        return first, first + day
    return _written(value)


def _written(value: str) -> tuple[date, date]:
    found = _ISO.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no day")
    year, month, day = int(found[1]), int(found[3] or 1), int(found[4] or 1)
    first = date(year, month, day)
    if year > 9000:
        raise ValueError(f"{value!r} is too far away")
    if found[4]:
        return first, first + timedelta(days=1)
    if found[3]:
        return _month(year, month)
    return first, date(year + 1, 1, 1)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _period(last: bool, unit: str, today: date) -> tuple[date, date]:
    if unit == "week":
        first = today - timedelta(days=today.weekday() + 7 * last)
        return first, first + timedelta(days=7)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - last
        return _month(months // 12, months % 12 + 1)
    return date(today.year - last, 1, 1), date(today.year - last + 1, 1, 1)


def _ago(number: int, unit: str, today: date) -> date:
    """The day that lies ``number`` days, weeks, months or years before ``today`` (the last of the month if need be)."""
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    if months < 12:
        return date.min
    for day in range(today.day, 27, -1):
        try:
            return date(months // 12, months % 12 + 1, day)
        except ValueError:
            continue
    return date(months // 12, months % 12 + 1, min(today.day, 28))
