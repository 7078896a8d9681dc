"""The days that a query names.

A year, month or day: ``2024``, ``2024-03``, ``2024-03-01`` (also with ``/`` or ``.``), ``march 2024``,
``1 march 2024``, ``march`` (the latest), ``last-march`` (the latest that is over). Seasons likewise: ``winter``,
``last-winter``, ``winter 2024`` (the one that began in December 2024). They are those of the northern half of the
world, by whole months: spring is March to May. Seen from today: ``today``, ``yesterday``, ``tomorrow``, ``monday`` (the
latest, may be today), ``last-monday`` (before today), ``weekend`` (the latest, Saturday and Sunday), ``last-weekend``
(the latest that is over), ``this-week``, ``last-week``, ``next-week`` (from Monday), and so with ``month`` and
``year``. So long ago: ``7d 2w 6m 1y``, ``7 days``, ``two weeks ago``, ``-7d``, ``past week``, ``last 7 days``.
Spaces and hyphens are the same.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
SHORT_WEEKDAYS, SHORT_MONTHS = (tuple(name[:3].capitalize() for name in names) for names in (WEEKDAYS, MONTHS))
"""``Mon``, ``Jan``: by our own names, as those of `strftime` are of the system's language."""

PERIODS = ("week", "month", "year")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season → the month with which it begins; each has three. ``fall`` is kept as ``autumn``."""

RELATIVE: tuple[tuple[str, str], ...] = (
    ("today", "since midnight"),
    ("yesterday", "the day before today"),
    ("this-week", "since Monday"),
    ("last-week", "Monday to Sunday before this week"),
    ("this-month", "since the first"),
    ("last-month", "the month before this one"),
    ("this-year", "since 1 January"),
    ("last-year", "the year before this one"),
    ("last-weekend", "Saturday and Sunday before today"),
    ("last-winter", "December to February; spring, summer, autumn as well"),
    ("last-march", "the latest March that is over; any month"),
    ("7d", "in the last 7 days; 2w, 6m, 1y as well"),
)
"""The words for days, each with what it means, that completion offers."""

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d\d?)(?:\2(\d\d?))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)
_LONG_AGO = re.compile(
    r"-?(?:(last|past|previous)-)?(\d{1,4})-?(d|days?|w|wks?|weeks?|m|mo|mos|months?|y|yrs?|years?)(?:-ago)?", re.ASCII
)
_NUMBERED = re.compile(
    r"((?:(?:last|past|previous)-)?)(an?|one|two|three|four|five|six)-(days?|weeks?|months?|years?)(-ago)?"
)
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""Numbers that are often written as words."""

_LAST_UNIT = re.compile(r"past-(day|week|month|year)", re.ASCII)
_OF_NOW = re.compile(r"(this|current|last|previous|past|next)-?([a-z]+)", re.ASCII)
_SEASON_YEAR = re.compile(r"(spring|summer|autumn|fall|winter)-(\d{4})(?:[-/]\d{2}(?:\d{2})?)?", re.ASCII)
_DAY_MONTH_YEAR = re.compile(r"(?:(\d\d?)-)?([a-z]{3,9})-(\d{4})", re.ASCII)
_MONTH_DAY_YEAR = re.compile(r"([a-z]{3,9})-(\d\d?),?-(\d{4})", re.ASCII)
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
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
    value = value.removeprefix("the-").removeprefix("in-")
    if value in ("today", "yesterday", "tomorrow", "weekend"):
        return value
    if value == "now":
        return "today"
    if found := _NUMBERED.fullmatch(value):
        value = f"{found[1]}{NUMBERS[found[2]]}-{found[3]}{found[4] or ''}"
    if found := _ISO.fullmatch(value):
        return "-".join(part.zfill(2) for part in found.group(1, 3, 4) if part)
    if found := _LONG_AGO.fullmatch(value):
        return f"{int(found[2])}{found[3][0]}"
    if found := _LAST_UNIT.fullmatch(value):
        return f"1{found[1][0]}"
    if found := _OF_NOW.fullmatch(value):
        return _of_now(found[1], found[2])
    if found := _SEASON_YEAR.fullmatch(value):
        return f"{_season(found[1])}-{found[2]}"
    if found := _DAY_MONTH_YEAR.fullmatch(value):
        return _of_year(found[3], found[2], found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(value):
        return _of_year(found[3], found[1], found[2])
    return named(value, WEEKDAYS) or named(value, MONTHS) or _season(value)


def _of_now(which: str, unit: str) -> str | None:
    which = {"this": "this", "current": "this", "next": "next"}.get(which, "last")
    if unit in PERIODS:
        return f"{which}-{unit}"
    name = "weekend" if unit == "weekend" else named(unit, WEEKDAYS) or named(unit, MONTHS) or _season(unit)
    if name is None or which == "next":
        return None
    return f"last-{name}" if which == "last" else name


def _season(value: str) -> str | None:
    return "autumn" if value == "fall" else value if value in SEASONS else None


def _of_year(year: str, month: str, day: str | None) -> str | None:
    name = named(month, MONTHS)
    if name is None:
        return None
    value = f"{year}-{MONTHS.index(name) + 1:02}"
    return f"{value}-{int(day):02}" if day else value


def named(value: str, names: tuple[str, ...]) -> str | None:
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
    if value in _NEAR:
        first = today + day * _NEAR[value]
        return first, first + day
    if ago := _AGO.fullmatch(value):
        first = _ago(int(ago[1]), ago[2], today)
        return first, first + day
    if value in WEEKDAYS:
        first = today - day * ((today.weekday() - WEEKDAYS.index(value)) % 7)
        return first, first + day
    if value in MONTHS:
        return _latest(MONTHS.index(value) + 1, 1, today)
    if value in SEASONS:
        return _latest(SEASONS[value], 3, today)
    if value == "weekend":
        return _weekend(today - day * ((today.weekday() - 5) % 7))
    which, _, unit = value.partition("-")
    if which in SEASONS:
        return _months(int(unit), SEASONS[which], 3)
    if which in _SHIFTS and unit in PERIODS:
        return _period(_SHIFTS[which], unit, today)
    if which == "last" and unit in WEEKDAYS:
        first = today - day * ((today.weekday() - WEEKDAYS.index(unit) - 1) % 7 + 1)
        return first, first + day
    if which == "last":
        return _last(unit, today)
    return _written(value)


def _last(unit: str, today: date) -> tuple[date, date]:
    """The latest month, season or weekend of a name that is over."""
    if unit == "weekend":
        return _weekend(today - timedelta(days=today.weekday() + 2))
    months = 3 if unit in SEASONS else 1
    if unit not in SEASONS and unit not in MONTHS:
        raise ValueError(f"{unit!r} is no day")
    first, after = _latest(SEASONS.get(unit) or MONTHS.index(unit) + 1, months, today)
    return (first, after) if after <= today else _months(first.year - 1, first.month, months)


def _latest(month: int, months: int, today: date) -> tuple[date, date]:
    """The latest so many months that began with one of that number."""
    return _months(today.year - (month > today.month), month, months)


def _months(year: int, month: int, months: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, add_months(first, months)


def _weekend(saturday: date) -> tuple[date, date]:
    return saturday, saturday + timedelta(days=2)


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
        return _months(year, month, 1)
    return first, date(year + 1, 1, 1)


def _period(shift: int, unit: str, today: date) -> tuple[date, date]:
    """The week, month or year of today, or so many after it."""
    if unit == "week":
        first = today - timedelta(days=today.weekday() - 7 * shift)
        return first, first + timedelta(days=7)
    if unit == "month":
        first = add_months(today.replace(day=1), shift)
        return first, add_months(first, 1)
    return date(today.year + shift, 1, 1), date(today.year + shift + 1, 1, 1)


def _ago(number: int, unit: str, today: date) -> date:
    """The day that lies ``number`` days, weeks, months or years before ``today``."""
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    return add_months(today, -number * (12 if unit == "y" else 1))


def add_months(day: date, number: int) -> date:
    """The day so many months later (negative: before), the last of its month if need be; at least the first of all."""
    months = day.year * 12 + day.month - 1 + number
    if months < 12:
        return date.min
    for last in range(day.day, 27, -1):
        try:
            return date(months // 12, months % 12 + 1, last)
        except ValueError:
            continue
    return date(months // 12, months % 12 + 1, min(day.day, 28))
