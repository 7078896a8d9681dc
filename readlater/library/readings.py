"""Readings: rows that are only ever added. Triggers derive read count, last read, progress and state from them."""

from __future__ import annotations

import platform
import sqlite3
import uuid
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from readlater.library.columns import BATCH, batches, wrote
from readlater.library.times import from_ms
from readlater.model import Reading

_COLUMNS = (
    "uuid, article_id, device, started, ended, active_seconds, progress_from, progress_to, place, place_quote, counted,"
    " words"
)

_BETWEEN = "SELECT CAST(round(max(0, ?) * word_count) AS INTEGER) FROM article WHERE id = ?"
"""The words of a share of an article."""

Standing = tuple[str, int, float]
"""The UUID of the last reading, place and progress."""

_FAMILY = 18
"""A reading that is moved to another article keeps so much of its UUID: 60 random bits. So it is known what it was."""

_AS_GOOD_AS_ALL = 0.9


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
    words: int | None = None,
) -> None:
    """Adds a reading; one that is there already (by UUID) stays as it is.

    ``words`` is how many words it went through; None: those between the two progresses, of all that the article has.
    """
    connection.execute(
        f"INSERT OR IGNORE INTO reading ({_COLUMNS})"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, ({_BETWEEN}), 0))",
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
            words,
            progress_to - progress_from,
            article_id,
        ),
    )


def mark_all(connection: sqlite3.Connection, ids: Iterable[int], now: int) -> list[str]:
    """Adds a counted reading of no length to each of these articles, where the reader is; returns the UUIDs."""
    marked: list[str] = []
    for marks, part in batches(ids):
        numbers = {number: str(uuid.uuid4()) for number in part}
        # A clock that was set back must not leave the article unread.
        rows = connection.execute(
            f"SELECT id, max(?, coalesce(unread_since, 0)), progress, place, place_quote FROM article"
            f" WHERE id IN ({marks})",
            (now, *part),
        ).fetchall()
        connection.executemany(
            f"INSERT INTO reading ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, 0.0, ?, ?, ?, ?, 1, 0)",
            [
                (numbers[number], number, this_device(), when, when, progress, progress, place, quote)
                for number, when, progress, place, quote in rows
            ],
        )
        marked += [numbers[number] for number, *_ in rows]
        wrote(len(part))
    return marked


def void(connection: sqlite3.Connection, uuids: Iterable[str], now: int) -> None:
    """Takes readings back, wherever they were moved to: they stay, but nothing is derived from them any more."""
    families = [_family(number) for number in uuids]
    for start in range(0, len(families), BATCH):
        part = families[start : start + BATCH]
        connection.executemany(
            "INSERT OR IGNORE INTO reading_void SELECT uuid, ? FROM reading WHERE uuid >= ? AND uuid < ?",
            [(now, family, f"{family}~") for family in part],
        )
        wrote(len(part))


def move(
    connection: sqlite3.Connection, uuids: Iterable[str], target: int, now: int, place: Callable[[int], int] | None
) -> list[tuple[str, str]]:
    """Makes readings those of the article ``target``; gives the UUID of each that was not void, and its new one.

    As readings are only ever added, each is added again and made void where it was. ``place`` gives for a place in the
    text that was read the one in the text of ``target``; None: the texts are the same, or the readings come back.
    """
    moved: list[tuple[str, str]] = []
    lengths = connection.execute("SELECT length(text) FROM document WHERE article_id = ?", (target,)).fetchone()
    for old in uuids:
        row = connection.execute(
            f"SELECT {_COLUMNS}, length(text) FROM reading JOIN document USING (article_id)"
            " WHERE uuid = ? AND uuid NOT IN (SELECT uuid FROM reading_void)",
            (old,),
        ).fetchone()
        if row is None:
            continue
        *values, length = row
        reading = dict(zip(_COLUMNS.split(", "), values, strict=True))
        new = _family(old) + str(uuid.uuid4())[_FAMILY:]
        if place is not None:
            for name in ("progress_from", "progress_to"):
                reading[name] = _share(reading[name], length, lengths[0], place)
            reading["place"] = place(reading["place"])
        add(connection, **{**reading, "uuid": new, "article_id": target})
        connection.execute("INSERT INTO reading_void VALUES (?, ?)", (old, now))
        moved.append((old, new))
    return moved


def give_back(connection: sqlite3.Connection, moved: Iterable[tuple[str, str]], source: int, now: int) -> list[str]:
    """Takes back what `move` did to those that are not void since; gives the UUIDs that they have now at ``source``.

    One that was moved on from there meanwhile, and came back, has another UUID of its family.
    """
    returned: list[str] = []
    for old, new in moved:
        here = connection.execute(
            "SELECT uuid FROM reading WHERE uuid >= ? AND uuid < ? AND uuid NOT IN (SELECT uuid FROM reading_void)"
            " AND article_id = (SELECT article_id FROM reading WHERE uuid = ?)",
            (_family(new), f"{_family(new)}~", new),
        ).fetchone()
        if here is None:
            continue
        values = connection.execute(f"SELECT {_COLUMNS} FROM reading WHERE uuid = ?", (old,)).fetchone()
        if values is None:
            continue
        again = _family(old) + str(uuid.uuid4())[_FAMILY:]
        add(connection, **{**dict(zip(_COLUMNS.split(", "), values, strict=True)), "uuid": again, "article_id": source})
        connection.execute("INSERT INTO reading_void VALUES (?, ?)", (here[0], now))
        returned.append(again)
    return returned


def standing(connection: sqlite3.Connection, article_id: int) -> Standing:
    """Where the reader is in an article; a refresh may have moved that away from where its last reading ended."""
    place, progress = connection.execute("SELECT place, progress FROM article WHERE id = ?", (article_id,)).fetchone()
    return _latest(connection, article_id), place, progress


def stand(connection: sqlite3.Connection, article_id: int, at: Standing) -> None:
    """Puts the reader back there, if the last reading is the same one as then."""
    latest, place, progress = at
    if _family(_latest(connection, article_id)) == _family(latest):
        connection.execute("UPDATE article SET place = ?, progress = ? WHERE id = ?", (place, progress, article_id))


def _latest(connection: sqlite3.Connection, article_id: int) -> str:
    row = connection.execute(
        "SELECT uuid FROM reading WHERE article_id = ? AND uuid NOT IN (SELECT uuid FROM reading_void)"
        " ORDER BY started DESC, uuid DESC LIMIT 1",
        (article_id,),
    ).fetchone()
    return row[0] if row else ""


def _share(progress: float, length: int, other: int, place: Callable[[int], int]) -> float:
    """How far in another text one is who has come to ``progress`` of a text of ``length``."""
    if not length or not other or progress <= 0:
        return float(progress)
    share = place(round(progress * length)) / other
    # The place of the last line is its beginning.
    return 1.0 if progress >= 1 and share >= _AS_GOOD_AS_ALL else min(1.0, share)


def _family(reading: str) -> str:
    return reading[:_FAMILY]


def of(connection: sqlite3.Connection, article_id: int) -> list[Reading]:
    """The readings of an article, the oldest first, without those that were taken back."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM reading WHERE article_id = ?"
        " AND uuid NOT IN (SELECT uuid FROM reading_void) ORDER BY started, uuid",
        (article_id,),
    ).fetchall()
    return [_reading(row) for row in rows]


def _reading(row: tuple[Any, ...]) -> Reading:
    uuid, article_id, device, started, ended, active, progress_from, progress_to, place, quote, counted, words = row
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
        words=words,
    )
