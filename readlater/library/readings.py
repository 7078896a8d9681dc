"""Readings: rows that are only ever added. Triggers derive read count, last read, progress and state from them."""

from __future__ import annotations

import platform
import sqlite3
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from readlater.errors import NotFoundError
from readlater.library.times import from_ms
from readlater.model import Reading

_COLUMNS = (
    "uuid, article_id, device, started, ended, active_seconds, progress_from, progress_to, place, place_quote, counted"
)


@cache
def this_device() -> str:
    """The name of this device, as it is written into readings."""
    return platform.node() or "this device"


def add(
    connection: sqlite3.Connection,
    *,
    uuid: str,
    article_id: int,
    device: str,
    started: int,
    ended: int,
    active_seconds: float,
    progress_from: float,
    progress_to: float,
    place: int,
    place_quote: str,
    counted: bool,
) -> None:
    """Adds a reading; one that is there already (by UUID) stays as it is."""
    connection.execute(
        f"INSERT OR IGNORE INTO reading ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            uuid,
            article_id,
            device,
            started,
            max(started, ended),
            active_seconds,
            progress_from,
            progress_to,
            place,
            place_quote,
            int(counted),
        ),
    )


def mark(connection: sqlite3.Connection, article_id: int, now: int) -> str:
    """Adds a counted reading of no length, where the reader is; returns its UUID.

    Raises:
        NotFoundError: no such article.
    """
    row = connection.execute(
        "SELECT progress, place, place_quote, unread_since FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    progress, place, quote, unread_since = row
    # A clock that was set back must not leave the article unread.
    when = max(now, unread_since or 0)
    number = str(uuid.uuid4())
    add(
        connection,
        uuid=number,
        article_id=article_id,
        device=this_device(),
        started=when,
        ended=when,
        active_seconds=0.0,
        progress_from=progress,
        progress_to=progress,
        place=place,
        place_quote=quote,
        counted=True,
    )
    return number


def void(connection: sqlite3.Connection, uuids: Iterable[str], now: int) -> None:
    """Takes readings back: they stay, but nothing is derived from them any more."""
    connection.executemany(
        "INSERT OR IGNORE INTO reading_void SELECT uuid, ? FROM reading WHERE uuid = ?", [(now, u) for u in uuids]
    )


def of(connection: sqlite3.Connection, article_id: int) -> list[Reading]:
    """The readings of an article, the oldest first, without those that were taken back."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM reading WHERE article_id = ?"
        " AND uuid NOT IN (SELECT uuid FROM reading_void) ORDER BY started, uuid",
        (article_id,),
    ).fetchall()
    return [_reading(row) for row in rows]


def _reading(row: tuple[Any, ...]) -> Reading:
    uuid, article_id, device, started, ended, active, progress_from, progress_to, place, quote, counted = row
    return Reading(
        uuid=uuid,
        article_id=article_id,
        device=device,
        started=from_ms(started),
        ended=from_ms(ended),
        active_seconds=active,
        progress_from=progress_from,
        progress_to=progress_to,
        place=place,
        place_quote=quote,
        counted=bool(counted),
    )
