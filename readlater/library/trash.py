"""Emptying the trash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from readlater.library import indexing, originals, undo
from readlater.library.connections import Database
from readlater.library.times import to_ms

_BATCH = 200
"""Articles removed in one transaction, so that other programs need not wait long."""


def purge(library: Database, open_originals: Callable[[], Database | None], days: float, now: datetime) -> str:
    """Removes for ever what went to the trash ``days`` days before ``now`` or earlier; returns what was done.

    Articles go first and originals after them: an original without an article is harmless. A tombstone for each keeps
    it gone on other devices.
    """
    before = to_ms(now - timedelta(days=days))
    purged = 0
    while True:
        with library.write() as connection:
            found = connection.execute(
                "SELECT id, uuid, original FROM article WHERE deleted IS NOT NULL AND deleted <= ? LIMIT ?",
                (before, _BATCH),
            ).fetchall()
            if not found:
                break
            indexing.forget(connection, [number for number, _, _ in found])
            connection.executemany("DELETE FROM article WHERE id = ?", [(number,) for number, _, _ in found])
            connection.executemany(
                "INSERT OR REPLACE INTO tombstone VALUES (?, ?)", [(uuid, to_ms(now)) for _, uuid, _ in found]
            )
            undo.seal_merges(connection, [number for number, _, _ in found])
            purged += len(found)
        kept = open_originals()
        if kept is None:
            continue
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
    return f"removed {purged} article{'' if purged == 1 else 's'} from the trash for ever"
