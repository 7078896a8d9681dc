"""What the library and its readings amount to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from readlater.library import activity, backlog, habits, rows
from readlater.library.activity import Streaks
from readlater.library.times import to_ms
from readlater.model import Counts

DAYS = 30
TOP = 10


@dataclass(frozen=True, slots=True)
class Statistics:
    """Totals of the library.

    Attributes:
        counts: articles in each state.
        words, minutes: of all articles that are not in the trash.
        minutes_unread: of those that are unread, not archived and not put off.
        read_count: how often articles were read, imported counts too.
        readings: sittings recorded in this library.
        finished: how many of them counted.
        words_read: words that they went through.
        minutes_reading: active time of these sittings.
        highlights: passages marked.
        categories, sites: the ten with the most articles, each with their number.
        days: the last 30 days, the oldest first, each with its sittings and their active minutes.
        streaks: days in a row with a sitting.
        pace: the reader's own, in words a minute; None as long as there are too few sittings to tell.
        waiting, minutes_waiting: articles that are neither read nor archived, and what is left of them.
    """

    counts: Counts
    words: int
    minutes: float
    minutes_unread: float
    read_count: int
    readings: int
    finished: int
    words_read: int
    minutes_reading: float
    highlights: int
    categories: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int, float], ...]
    streaks: Streaks
    pace: int | None
    waiting: int
    minutes_waiting: float


def statistics(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None) -> Statistics:
    """The statistics at the aware time ``now``; days begin and end in ``zone`` (None: the system's)."""
    words, minutes, minutes_unread, read_count = connection.execute(
        "SELECT coalesce(sum(word_count), 0), coalesce(sum(minutes), 0),"
        " coalesce(sum(minutes) FILTER (WHERE state = 'unread' AND archived = 0 AND coalesce(snoozed, 0) <= ?), 0),"
        " coalesce(sum(read_count), 0) FROM article WHERE deleted IS NULL",
        (to_ms(now),),
    ).fetchone()
    readings, finished, words_read, seconds = connection.execute(
        "SELECT count(*), coalesce(sum(counted), 0), coalesce(sum(words), 0), coalesce(sum(active_seconds), 0)"
        f" FROM reading WHERE {activity.VALID}"
    ).fetchone()
    today = now.astimezone(zone).date()
    waiting, minutes_waiting = backlog.waiting(connection)
    return Statistics(
        counts=rows.counts(connection),
        words=words,
        minutes=minutes,
        minutes_unread=minutes_unread,
        read_count=read_count,
        readings=readings,
        finished=finished,
        words_read=words_read,
        minutes_reading=seconds / 60,
        highlights=connection.execute("SELECT count(*) FROM highlight").fetchone()[0],
        categories=_top(connection, "category_id"),
        sites=_top(connection, "site"),
        days=_days(connection, today, zone),
        streaks=activity.streaks(activity.reading_days(connection, zone), today),
        pace=habits.pace(connection),
        waiting=waiting,
        minutes_waiting=minutes_waiting,
    )


def _top(connection: sqlite3.Connection, column: str) -> tuple[tuple[str, int], ...]:
    found = connection.execute(
        f"SELECT {column}, count(*) AS articles FROM article WHERE deleted IS NULL AND {column} <> ''"
        f" GROUP BY {column} ORDER BY articles DESC, {column} LIMIT ?",
        (TOP,),
    ).fetchall()
    return tuple((str(name), int(count)) for name, count in found)


def _days(connection: sqlite3.Connection, today: date, zone: tzinfo | None) -> tuple[tuple[date, int, float], ...]:
    since = today - timedelta(days=DAYS - 1)
    read = {day.date: day for day in activity.days(connection, since, today, zone)}
    every = (since + timedelta(days=number) for number in range(DAYS))
    return tuple((day, read[day].readings, read[day].minutes) if day in read else (day, 0, 0.0) for day in every)
