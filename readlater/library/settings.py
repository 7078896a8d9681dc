"""Small values that are kept with the library."""

from __future__ import annotations

import sqlite3


def get(connection: sqlite3.Connection, key: str, default: str) -> str:
    """The value of a key, or ``default``."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def put(connection: sqlite3.Connection, key: str, value: str, now: int) -> None:
    """Sets the value of a key."""
    connection.execute(
        "INSERT INTO setting VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated = excluded.updated"
        " WHERE value <> excluded.value",
        (key, value, now),
    )
