"""What the library and its readings amount to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from readlater.library import rows
from readlater.library.times import from_ms, to_ms
from readlater.model import Counts

DAYS = 30
TOP = 10

_VALID = "uuid NOT IN (SELECT uuid FROM reading_void)"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Totals of the library.

    Attributes:
        counts: articles in each state.
        words, minutes: of all articles that are not in the trash.
        minutes_unread: of those that are unread and not archived.
        read_count: how often articles were read, imported counts too.
        readings: sittings recorded in this library.
        minutes_reading: active time of these sittings.
        highlights: passages marked.
        categories, sites: the ten with the most articles, each with their number.
        days: the last 30 days, the oldest first, each with its sittings and their active minutes.
        streak: days in a row, up to today or yesterday, with a sitting.
    """

    counts: Counts
    words: int
    minutes: float
    minutes_unread: float
    read_count: int
    readings: int
    minutes_reading: float
    highlights: int
    categories: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int, float], ...]
    streak: int


def statistics(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> Statistics:
    """The statistics at the aware time ``now``; days begin and end in ``zone`` (None: the system's)."""
    words, minutes, minutes_unread, read_count = connection.execute(
        "SELECT coalesce(sum(word_count), 0), coalesce(sum(minutes), 0),"
        " coalesce(sum(minutes) FILTER (WHERE state = 'unread' AND archived = 0), 0), coalesce(sum(read_count), 0)"
        " FROM article WHERE deleted IS NULL"
    ).fetchone()
    readings, seconds = connection.execute(
        f"SELECT count(*), coalesce(sum(active_seconds), 0) FROM reading WHERE {_VALID}"
    ).fetchone()
    return Statistics(
        counts=rows.counts(connection),
        words=words,
        minutes=minutes,
        minutes_unread=minutes_unread,
        read_count=read_count,
        readings=readings,
        minutes_reading=seconds / 60,
        highlights=connection.execute("SELECT count(*) FROM highlight").fetchone()[0],
        categories=_top(connection, "category_id"),
        sites=_top(connection, "site"),
        days=_days(connection, now, zone),
        streak=_streak(connection, now, zone),
    )


def _top(connection: sqlite3.Connection, column: str) -> tuple[tuple[str, int], ...]:
    found = connection.execute(
        f"SELECT {column}, count(*) AS articles FROM article WHERE deleted IS NULL AND {column} <> ''"
        f" GROUP BY {column} ORDER BY articles DESC, {column} LIMIT ?",
        (TOP,),
    ).fetchall()
    return tuple((str(name), int(count)) for name, count in found)


def _days(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> tuple[tuple[date, int, float], ...]:
    today = now.astimezone(zone).date()
    days: dict[date, tuple[int, float]] = {today - timedelta(days=back): (0, 0.0) for back in reversed(range(DAYS))}
    since = to_ms(now - timedelta(days=DAYS + 1))
    for started, seconds in connection.execute(
        f"SELECT started, active_seconds FROM reading WHERE started >= ? AND {_VALID}", (since,)
    ).fetchall():
        day = from_ms(started).astimezone(zone).date()
        if day in days:
            sittings, minutes = days[day]
            days[day] = (sittings + 1, minutes + seconds / 60)
    return tuple((day, *values) for day, values in days.items())


def _streak(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> int:
    today = now.astimezone(zone).date()
    streak = 0
    for later, earlier in pairwise((today, *_reading_days(connection, now, zone))):
        # The first step may be none (read today) or one (read yesterday): today is not over.
        if (later - earlier).days > 1:
            break
        streak += 1
    return streak


def _reading_days(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> Iterator[date]:
    """The days with a sitting, the latest first; a month at a time, as most streaks are short."""
    until = to_ms(now) + 1
    last: date | None = None
    while True:
        found = connection.execute(
            f"SELECT started FROM reading WHERE started < ? AND {_VALID} ORDER BY started DESC LIMIT 500", (until,)
        ).fetchall()
        if not found:
            return
        for (started,) in found:
            day = from_ms(started).astimezone(zone).date()
            if day != last:
                last = day
                yield day
        until = found[-1][0]
