"""Which highlights are shown again: some a day, those that were seen longest ago first."""

from __future__ import annotations

import sqlite3

_SHOWN = "article_id NOT IN (SELECT id FROM article WHERE deleted IS NOT NULL)"
_LAST = "coalesce(seen, created)"
"""When a highlight was before the reader's eyes: in a review, or else when it was made."""


def due(connection: sqlite3.Connection, count: int, midnight: int) -> list[int]:
    """The numbers of at most ``count`` highlights that were not seen since ``midnight`` (in ms), in their order.

    One of an article, as long as that gives enough; none that is younger than ``midnight``, unless there is nothing
    else. They stay the same for a day, but for those that are seen.
    """
    found = [number for number, _ in _oldest(connection, count, f"{_LAST} < ?", (midnight,))]
    if len(found) < count:
        found += _others(connection, count - len(found), found, f"{_LAST} < ?", (midnight,))
    if not found:
        found = [number for number, _ in _oldest(connection, count, "coalesce(seen, 0) < ?", (midnight,))]
    return found


def seen_since(connection: sqlite3.Connection, midnight: int) -> int:
    """How many highlights a review has shown since then."""
    number: int = connection.execute("SELECT count(*) FROM highlight WHERE seen >= ?", (midnight,)).fetchone()[0]
    return number


def waiting(connection: sqlite3.Connection, count: int, midnight: int) -> int:
    """How many highlights older than ``midnight`` `due` would give; it is asked at every start, so it only counts."""
    number: int = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM highlight WHERE created < ? AND {_LAST} < ? AND {_SHOWN} LIMIT ?)",
        (midnight, midnight, count),
    ).fetchone()[0]
    return number


def _oldest(
    connection: sqlite3.Connection, count: int, condition: str, params: tuple[object, ...]
) -> list[tuple[int, int]]:
    """Of each article the highlight that was seen longest ago: its number, and when. The oldest of them first."""
    # SQLite gives the row that has the minimum for a column that stands beside min(). The index holds all that is
    # asked; left to itself SQLite would read the row of each, with its passage, to have them by article.
    return connection.execute(
        f"SELECT id, min({_LAST}) AS last FROM highlight INDEXED BY highlight_created WHERE {condition} AND {_SHOWN}"
        " GROUP BY article_id ORDER BY last, id LIMIT ?",
        (*params, count),
    ).fetchall()


def _others(
    connection: sqlite3.Connection, count: int, taken: list[int], condition: str, params: tuple[object, ...]
) -> list[int]:
    marks = ",".join("?" * len(taken))
    rows = connection.execute(
        f"SELECT id FROM highlight WHERE {condition} AND {_SHOWN} AND id NOT IN ({marks}) ORDER BY {_LAST}, id LIMIT ?",
        (*params, *taken, count),
    )
    return [number for (number,) in rows.fetchall()]
