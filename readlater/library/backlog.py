"""What waits to be read, and how that grew and shrank."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from readlater.library.activity import DAY_MS, VALID, week_of
from readlater.library.times import to_ms


@dataclass(frozen=True, slots=True)
class Week:
    """A week of what waits to be read.

    Attributes:
        start: its Monday.
        saved, finished: articles that came in this week, and that left by being read.
        saved_minutes, finished_minutes: theirs, at the standard pace.
        articles, minutes: what waited at its end.
    """

    start: date
    saved: int
    finished: int
    saved_minutes: float
    finished_minutes: float
    articles: int
    minutes: float


def waiting(connection: sqlite3.Connection) -> tuple[int, float]:
    """How many articles are neither read nor archived nor in the trash, and the minutes that are left of them.

    Those that are put off wait, too.
    """
    count, minutes = connection.execute(
        "SELECT count(*), coalesce(sum(minutes * (1 - progress)), 0) FROM article"
        " WHERE deleted IS NULL AND archived = 0 AND state <> 'read'"
    ).fetchone()
    return int(count), float(minutes)


def backlog(connection: sqlite3.Connection, now: datetime, zone: tzinfo | None, weeks: int) -> tuple[Week, ...]:
    """The last ``weeks`` weeks, the earliest first, this week included; none before the first article was saved.

    Counted are the articles that are in the library now and not archived, as nobody knows when others left. An article
    waits from its saving to the first reading that counted, and of one that was begun only what is left; one that was
    read elsewhere, before it was imported, never waited. The hour by which clocks are changed is left out of account.
    """
    ahead = now.astimezone(zone).utcoffset() or timedelta()
    # Weeks begin on Mondays, and 1970 began on a Thursday.
    shift = int(ahead.total_seconds() * 1000) + 3 * DAY_MS
    this = (to_ms(now) + shift) // (7 * DAY_MS)
    saved, saved_minutes = _weekly(
        connection,
        shift,
        "SELECT created AS at, minutes * (CASE state WHEN 'read' THEN 1 ELSE 1 - progress END) AS minutes FROM article"
        " WHERE deleted IS NULL AND archived = 0 AND (state <> 'read' OR id IN (SELECT article_id FROM reading"
        f" WHERE counted = 1 AND {VALID}))",
    )
    finished, finished_minutes = _weekly(
        connection,
        shift,
        "SELECT max(at, created) AS at, minutes FROM (SELECT article_id, min(started) AS at FROM reading"
        f" WHERE counted = 1 AND {VALID} GROUP BY article_id) JOIN article ON article.id = article_id"
        " WHERE deleted IS NULL AND archived = 0 AND state = 'read'",
    )
    if not saved:
        return ()
    found: list[Week] = []
    articles, minutes = 0, 0.0
    monday = week_of(now.astimezone(zone).date())
    for week in range(min(saved), this + 1):
        articles += saved[week] - finished[week]
        minutes += saved_minutes[week] - finished_minutes[week]
        if week > this - weeks:
            found.append(
                Week(
                    monday - timedelta(weeks=this - week),
                    saved[week],
                    finished[week],
                    saved_minutes[week],
                    finished_minutes[week],
                    articles,
                    max(0.0, minutes),
                )
            )
    return tuple(found)


def _weekly(connection: sqlite3.Connection, shift: int, articles: str) -> tuple[Counter[int], dict[int, float]]:
    """How many of these articles fall into each week, and their minutes."""
    counts: Counter[int] = Counter()
    minutes: defaultdict[int, float] = defaultdict(float)
    for week, count, spent in connection.execute(
        f"SELECT (at + {shift}) / {7 * DAY_MS} AS week, count(*), sum(minutes) FROM ({articles}) GROUP BY week"
    ).fetchall():
        counts[week] = count
        minutes[week] = spent
    return counts, minutes
