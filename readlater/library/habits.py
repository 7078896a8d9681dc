"""What was read in a time, and when: categories, sites, articles, hours, weekdays; and how fast."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from statistics import median

from readlater.library.activity import VALID, bounds, stretches
from readlater.library.times import from_ms

TOP = 10

PACE_SITTINGS = 200
"""The pace is that of so many sittings, the last ones: some months of reading, and not the pace of long ago."""

_FEWEST_SITTINGS = 10
"""With fewer the pace is not known."""

SLOWEST, FASTEST = 60, 800
"""Words a minute between which a sitting tells a pace."""

_HONEST = f"words >= 50 AND active_seconds >= 20 AND words * 60 / active_seconds BETWEEN {SLOWEST} AND {FASTEST}"
"""Sittings that tell a pace: most adults read non-fiction at 175 to 300 words a minute (Brysbaert 2019).
Who is far slower did something else meanwhile, who is far faster looked for something."""

_HOUR_MS = 3600 * 1000
_EPOCH_WEEKDAY = date(1970, 1, 1).weekday()


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read of a category (``name`` is its id) or of a site: readings, words, active minutes."""

    name: str
    readings: int
    words: int
    minutes: float


@dataclass(frozen=True, slots=True)
class MostRead:
    """An article and how much it was read: how often that counted, sittings, words, active minutes."""

    id: int
    uuid: str
    title: str
    site: str
    times: int
    readings: int
    words: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Habits:
    """What was read in a time.

    Attributes:
        hours: the active minutes that began in each hour of the day, from midnight.
        weekdays: the active minutes of each, from Monday.
        categories, sites: the ten on which most time was spent.
        most_read: the ten articles that were read most often, of those the longest.
        opened: articles with a sitting or a mark in this time.
        finished: how many of them were finished in it.
    """

    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    categories: tuple[Amount, ...]
    sites: tuple[Amount, ...]
    most_read: tuple[MostRead, ...]
    opened: int
    finished: int

    @property
    def finish_rate(self) -> float | None:
        """The share of the opened articles that were finished, 0 to 1; None if none was opened."""
        return self.finished / self.opened if self.opened else None


@dataclass(frozen=True, slots=True)
class ReadOn:
    """What was read of an article on a day: when it began, sittings, active minutes, words, from and to which progress.

    ``finished``: whether a reading of that day counted.
    """

    id: int
    uuid: str
    title: str
    site: str
    started: datetime
    readings: int
    minutes: float
    words: int
    progress_from: float
    progress_to: float
    finished: bool


def habits(connection: sqlite3.Connection, since: date | None, until: date | None, zone: tzinfo | None) -> Habits:
    """What was read from ``since`` to ``until``, both included (None: from the first day, to the last)."""
    start, end = bounds(since, until, zone)
    opened, finished = connection.execute(
        "SELECT count(*), coalesce(sum(finished), 0) FROM (SELECT max(counted) AS finished FROM reading"
        f" WHERE started >= ? AND started < ? AND {VALID} GROUP BY article_id)",
        (start, end),
    ).fetchone()
    by_category, by_site = _amounts(connection, start, end)
    hours, weekdays = _clock(connection, since, until, zone)
    return Habits(
        hours, weekdays, _top(by_category), _top(by_site), _most_read(connection, start, end), opened, finished
    )


def _amounts(connection: sqlite3.Connection, start: int, end: int) -> tuple[list[Amount], list[Amount]]:
    """What was read of each category, and of each site."""
    categories: dict[str, list[float]] = {}
    sites: dict[str, list[float]] = {}
    for category, site, *values in connection.execute(
        "SELECT coalesce(category_id, ''), site, sum(readings), sum(words), sum(seconds) / 60 FROM"
        " (SELECT article_id, count(*) AS readings, sum(words) AS words, sum(active_seconds) AS seconds FROM reading"
        f" WHERE started >= ? AND started < ? AND {VALID} GROUP BY article_id)"
        " JOIN article ON article.id = article_id GROUP BY category_id, site",
        (start, end),
    ).fetchall():
        for kind, name in ((categories, category), (sites, site)):
            if name:
                kind[name] = [had + has for had, has in zip(kind.get(name, (0, 0, 0.0)), values, strict=True)]
    return _amounts_of(categories), _amounts_of(sites)


def _amounts_of(found: dict[str, list[float]]) -> list[Amount]:
    return [Amount(name, int(readings), int(words), minutes) for name, (readings, words, minutes) in found.items()]


def _top(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    return tuple(sorted(amounts, key=lambda one: (-one.minutes, -one.words, one.name))[:TOP])


def _clock(
    connection: sqlite3.Connection, since: date | None, until: date | None, zone: tzinfo | None
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The active minutes of each hour of the day, and of each weekday; where clocks are changed, by those of noon."""
    minutes: Counter[int] = Counter()
    for part in stretches(connection, since, until, zone):
        for hour, spent in connection.execute(
            f"SELECT (started + {part.offset}) / {_HOUR_MS} % 168 AS hour, sum(active_seconds) / 60 FROM reading"
            f" WHERE started >= ? AND started < ? AND {VALID} GROUP BY hour",
            (part.start, part.end),
        ).fetchall():
            minutes[hour] += spent
    hours = tuple(sum(minutes[day * 24 + hour] for day in range(7)) for hour in range(24))
    days = [sum(minutes[day * 24 + hour] for hour in range(24)) for day in range(7)]
    return hours, tuple(days[(weekday - _EPOCH_WEEKDAY) % 7] for weekday in range(7))


def _most_read(connection: sqlite3.Connection, start: int, end: int) -> tuple[MostRead, ...]:
    rows = connection.execute(
        "SELECT id, uuid, title, site, times, readings, words, spent FROM (SELECT article_id, sum(counted) AS times,"
        " count(*) AS readings, sum(words) AS words, sum(active_seconds) / 60 AS spent FROM reading"
        f" WHERE started >= ? AND started < ? AND {VALID} GROUP BY article_id"
        " ORDER BY times DESC, spent DESC, article_id LIMIT ?) JOIN article ON article.id = article_id"
        " ORDER BY times DESC, spent DESC, article_id",
        (start, end, TOP),
    ).fetchall()
    return tuple(MostRead(*row) for row in rows)


def read_on(connection: sqlite3.Connection, day: date, zone: tzinfo | None) -> tuple[ReadOn, ...]:
    """The articles that were read on a day, in the order in which they were begun."""
    rows = connection.execute(
        "SELECT article.id, article.uuid, title, site, min(started), count(*), sum(active_seconds) / 60, sum(words),"
        " min(progress_from), max(progress_to), max(counted) FROM reading JOIN article ON article.id = article_id"
        f" WHERE started >= ? AND started < ? AND {VALID} GROUP BY article.id ORDER BY min(started), article.id",
        bounds(day, day, zone),
    ).fetchall()
    return tuple(
        ReadOn(number, uuid, title, site, from_ms(started), readings, minutes, words, low, high, bool(finished))
        for number, uuid, title, site, started, readings, minutes, words, low, high, finished in rows
    )


def pace(connection: sqlite3.Connection) -> int | None:
    """The reader's own pace in words a minute: the median of the last sittings; None if there are too few."""
    rows = connection.execute(
        f"SELECT words * 60 / active_seconds FROM reading WHERE {_HONEST} AND {VALID} ORDER BY started DESC LIMIT ?",
        (PACE_SITTINGS,),
    ).fetchall()
    return round(median(value for (value,) in rows)) if len(rows) >= _FEWEST_SITTINGS else None
