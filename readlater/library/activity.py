"""What was read on each day, from the readings: the calendar, weeks, months, streaks.

Days are those of the library's time zone. SQLite adds up the readings of each day, over an index that holds all it
needs (`schema.STAYED`), between two changes of the clocks at a time: 8 ms for a year of 20,000 readings.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import groupby, pairwise

from readlater.library.times import from_ms, midnight

VALID = "reading.id NOT IN (SELECT reading.id FROM reading_void JOIN reading USING (uuid))"
"""What holds of readings that were not taken back, without a look at their rows."""

DAY_MS = 24 * 3600 * 1000
_FORTNIGHT = 14 * DAY_MS
"""No time zone changes its clocks back and forth within less."""

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Day:
    """What was read on a day, or in a week or month that begins with it.

    Attributes:
        date: the day, or the first one.
        readings: sittings, and articles marked read by hand.
        articles: different articles; in a week or month those of each day, added up.
        finished: readings that counted.
        words: words gone through.
        minutes: active time.
    """

    date: date
    readings: int = 0
    articles: int = 0
    finished: int = 0
    words: int = 0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Streaks:
    """Days in a row with some reading.

    Attributes:
        current: up to today, or yesterday as long as today is not over.
        longest: the most there ever were.
        ended: the last day of those; None if there are none.
    """

    current: int = 0
    longest: int = 0
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a change of the clocks, from midnight to midnight; or a day with one (``odd``).

    ``start`` and ``end`` (not in it) are milliseconds, ``offset`` those that are added to UTC; at noon of an odd day.
    """

    start: int
    end: int
    offset: int
    odd: bool = False


def bounds(since: date | None, until: date | None, zone: tzinfo | None) -> tuple[int, int]:
    """The first millisecond of ``since`` and the first after ``until``; None: of all time."""
    first = -(2**62) if since is None else midnight(since, zone)
    return first, 2**62 if until is None or until == date.max else midnight(until + timedelta(days=1), zone)


def stretches(
    connection: sqlite3.Connection, since: date | None, until: date | None, zone: tzinfo | None
) -> Iterator[Stretch]:
    """The time in which there are readings, between these days (both included), in parts."""
    start, end = bounds(since, until, zone)
    first, last = connection.execute(
        "SELECT min(started), max(started) FROM reading WHERE started >= ? AND started < ?", (start, end)
    ).fetchone()
    if first is None:
        return
    start, end = midnight(_day(first, zone), zone), midnight(_day(last, zone) + timedelta(days=1), zone)
    odd = sorted({_day(change, zone) for change in _changes(start, end, zone)})
    for day in odd:
        begin, over = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        if start < begin:
            yield Stretch(start, begin, _offset(start, zone))
        yield Stretch(begin, over, _offset(begin + DAY_MS // 2, zone), odd=True)
        start = over
    if start < end:
        yield Stretch(start, end, _offset(start, zone))


def _day(ms: int, zone: tzinfo | None) -> date:
    return from_ms(ms).astimezone(zone).date()


def _offset(ms: int, zone: tzinfo | None) -> int:
    """How many milliseconds local time is ahead of UTC."""
    ahead = from_ms(ms).astimezone(zone).utcoffset()
    return int((ahead or timedelta()).total_seconds() * 1000)


def _changes(start: int, end: int, zone: tzinfo | None) -> Iterator[int]:
    """The milliseconds at which the clocks were changed."""
    for low, high in pairwise([*range(start, end, _FORTNIGHT), end]):
        before = _offset(low, zone)
        if before != _offset(high, zone):
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
            yield high


def _day_number(part: Stretch, zone: tzinfo | None) -> str:
    """The SQL for how many days after the beginning of 1970 a reading began."""
    if part.odd:  # a day of 23 or 25 hours
        return str(_day(part.start, zone).toordinal() - _EPOCH)
    return f"(started + {part.offset}) / {DAY_MS}"


def days(connection: sqlite3.Connection, since: date | None, until: date | None, zone: tzinfo | None) -> list[Day]:
    """The days with a reading from ``since`` to ``until`` (None: from the first, to the last), the earliest first."""
    found: list[Day] = []
    for part in stretches(connection, since, until, zone):
        rows = connection.execute(
            f"SELECT {_day_number(part, zone)} AS day, count(*), count(DISTINCT article_id), sum(counted), sum(words),"
            f" sum(active_seconds) / 60 FROM reading WHERE started >= ? AND started < ? AND {VALID} GROUP BY day",
            (part.start, part.end),
        ).fetchall()
        found += [Day(date.fromordinal(number + _EPOCH), *values) for number, *values in rows]
    return found


def reading_days(connection: sqlite3.Connection, zone: tzinfo | None) -> list[date]:
    """The days on which something was read, and not only marked read, the earliest first."""
    found: list[date] = []
    for part in stretches(connection, None, None, zone):
        rows = connection.execute(
            f"SELECT DISTINCT {_day_number(part, zone)} FROM reading"
            f" WHERE started >= ? AND started < ? AND active_seconds > 0 AND {VALID}",
            (part.start, part.end),
        ).fetchall()
        found += sorted(date.fromordinal(number + _EPOCH) for (number,) in rows)
    return found


def years(connection: sqlite3.Connection, zone: tzinfo | None) -> list[int]:
    """The years with a reading, the earliest first."""
    found: list[int] = []
    start = -(2**62)
    while True:
        (first,) = connection.execute(
            f"SELECT min(started) FROM reading WHERE started >= ? AND {VALID}", (start,)
        ).fetchone()
        if first is None:
            return found
        found.append(_day(first, zone).year)
        start = midnight(date(found[-1] + 1, 1, 1), zone)


def streaks(days: Sequence[date], today: date) -> Streaks:
    """The streaks among different days, the earliest first. A day after today counts for none."""
    longest, ended, length = 0, None, 0
    last: date | None = None
    for day in days:
        if day > today:
            break
        length = length + 1 if last is not None and (day - last).days == 1 else 1
        last = day
        if length >= longest:
            longest, ended = length, day
    current = length if last is not None and (today - last).days <= 1 else 0
    return Streaks(current, longest, ended)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def together(days: Iterable[Day], start_of: Callable[[date], date]) -> list[Day]:
    """Days (the earliest first) added up to weeks (`week_of`) or months (`month_of`); those with a reading."""
    found = []
    for start, some in groupby(days, lambda day: start_of(day.date)):
        part = [*some]
        found.append(
            Day(
                start,
                sum(day.readings for day in part),
                sum(day.articles for day in part),
                sum(day.finished for day in part),
                sum(day.words for day in part),
                sum(day.minutes for day in part),
            )
        )
    return found


def steps(values: Iterable[float]) -> tuple[float, float, float]:
    """The greatest values of the first three of the four levels: quarters of the days with any."""
    every = sorted(value for value in values if value > 0)
    if not every:
        return (0.0, 0.0, 0.0)
    last = len(every) - 1
    return every[last // 4], every[last // 2], every[last * 3 // 4]


def told_steps(marks: tuple[float, float, float]) -> list[tuple[int, int]]:
    """The levels with what they go up to, in whole numbers; of some that go up to the same the first."""
    highest: dict[int, int] = {}
    for much, most in enumerate(marks, 1):
        highest.setdefault(round(most), much)
    return [(much, most) for most, much in highest.items()]


def level(value: float, marks: tuple[float, float, float]) -> int:
    """How much that is, 0 (nothing) to 4."""
    return 0 if value <= 0 else 1 + bisect_left(marks, value)
