"""The days that a query names: a year, month or day, ``today``, ``yesterday``, or so long ago (``7d 2w 6m 1y``)."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII)


def date_span(value: str, today: date) -> tuple[date, date]:
    """Return (first day, day after the last) of a day value of a query: a year, a month, a day, or one day long ago.

    Raises:
        ValueError: ``value`` is no day of the grammar, or there is no such day.
    """
    value = value.lower()
    if value in ("today", "yesterday"):
        first = today - timedelta(days=value == "yesterday")
        return first, first + timedelta(days=1)
    ago = _AGO.fullmatch(value)
    if ago:
        first = _ago(int(ago[1]), ago[2], today)
        return first, first + timedelta(days=1)
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no day")
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    first = date(year, month, day)
    if year > 9000:
        raise ValueError(f"{value!r} is too far away")
    if found[3]:
        return first, first + timedelta(days=1)
    if found[2]:
        return first, date(year + month // 12, month % 12 + 1, 1)
    return first, date(year + 1, 1, 1)


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
