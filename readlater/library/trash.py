"""Emptying the trash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from readlater.library import indexing, originals, undo
from readlater.library.connections import Database
from readlater.library.times import to_ms

_BATCH = 200
"""Articles removed in one transaction, so that other programs need not wait long."""

_Found = list[tuple[int, str, bytes | None]]
"""Of articles in the trash: number, UUID, address of the original."""

_FOUND = "SELECT id, uuid, original FROM article WHERE deleted IS NOT NULL AND "


def purge_old(library: Database, open_originals: Callable[[], Database | None], days: float, now: datetime) -> str:
    """Removes for ever what went to the trash ``days`` days before ``now`` or earlier; returns what was done."""
    before = to_ms(now - timedelta(days=days))

    def find(connection: sqlite3.Connection) -> _Found:
        return connection.execute(f"{_FOUND} deleted <= ? LIMIT ?", (before, _BATCH)).fetchall()

    purged = 0
    while count := _purge(library, open_originals, find, now):
        purged += count
    return f"removed {purged} article{'' if purged == 1 else 's'} from the trash for ever"


def purge(library: Database, open_originals: Callable[[], Database | None], ids: Sequence[int], now: datetime) -> int:
    """Removes for ever those of these articles that are in the trash; returns how many."""
    purged = 0
    for start in range(0, len(ids), _BATCH):
        part = [*ids[start : start + _BATCH]]
        marks = ",".join("?" * len(part))

        def find(connection: sqlite3.Connection, part: list[int] = part, marks: str = marks) -> _Found:
            return connection.execute(f"{_FOUND} id IN ({marks})", part).fetchall()

        purged += _purge(library, open_originals, find, now)
    return purged


def _purge(
    library: Database,
    open_originals: Callable[[], Database | None],
    find: Callable[[sqlite3.Connection], _Found],
    now: datetime,
) -> int:
    """Removes the articles that ``find`` finds; returns how many.

    Articles go first and originals after them: an original without an article is harmless. A tombstone for each keeps
    it gone on other devices.
    """
    with library.write() as connection:
        found = find(connection)
        if not found:
            return 0
        numbers = [number for number, _, _ in found]
        merged = undo.were_merged(connection, numbers)
        indexing.forget(connection, numbers)
        connection.executemany("DELETE FROM article WHERE id = ?", [(number,) for number in numbers])
        connection.executemany(
            "INSERT OR REPLACE INTO tombstone VALUES (?, ?)", [(uuid, to_ms(now)) for _, uuid, _ in found]
        )
        if merged:
            undo.seal_merges(connection, numbers)
    kept = open_originals()
    if kept is None:
        return len(found)
    with kept.read() as connection:
        addresses = set(originals.addresses_of(connection, [uuid for _, uuid, _ in found]))
    addresses.update(address for _, _, address in found if address is not None)
    with library.read() as connection:
        needed = {
            address
            for address in addresses
            if connection.execute("SELECT 1 FROM article WHERE original = ?", (address,)).fetchone()
        }
    with kept.write() as connection:
        originals.remove(connection, addresses - needed)
    return len(found)
