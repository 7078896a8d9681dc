"""What is put off until a time: it is not in the inbox before it, and is back by itself then.

Nothing has to happen at that time: the column ``snoozed`` holds it, and a time that has passed means nothing any more.
Who shows a list looks it up again when `back_next` has come.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from readlater.library.times import maybe_from_ms, to_ms


def back_next(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the next article comes back; None if none is put off."""
    row = connection.execute(
        "SELECT min(snoozed) FROM article WHERE snoozed > ? AND +deleted IS NULL", (to_ms(now),)
    ).fetchone()
    return maybe_from_ms(row[0])


def came_back(connection: sqlite3.Connection, since: datetime, now: datetime) -> list[int]:
    """The articles whose time came after ``since`` and up to ``now``, neither archived nor in the trash."""
    rows = connection.execute(
        "SELECT id FROM article WHERE snoozed > ? AND snoozed <= ? AND +deleted IS NULL AND +archived = 0"
        " ORDER BY snoozed, id",
        (to_ms(since), to_ms(now)),
    ).fetchall()
    return [number for (number,) in rows]
