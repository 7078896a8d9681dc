"""Highlights: passages that the reader marked, as they are kept. What changes them is in `highlighting`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from readlater.errors import NotFoundError
from readlater.library.columns import Value
from readlater.library.times import from_ms, maybe_from_ms
from readlater.model import Highlight

NAMES = ("uuid", "article_id", "start", "end", "quote", "prefix", "suffix", "note", "colour", "created", "updated",
         "seen")  # fmt: skip
"""The columns of a `Highlight`, in its order."""

_COLUMNS = ", ".join(f'"{name}"' for name in NAMES)


def get(connection: sqlite3.Connection, highlight: str) -> Highlight:
    """The highlight with that UUID.

    Raises:
        NotFoundError: there is none.
    """
    return highlight_of([*row_of(connection, highlight).values()])


def of(connection: sqlite3.Connection, article_id: int) -> list[Highlight]:
    """The highlights of an article in the order of its text."""
    rows = connection.execute(
        f'SELECT {_COLUMNS} FROM highlight WHERE article_id = ? ORDER BY start, "end", id', (article_id,)
    ).fetchall()
    return [highlight_of(row) for row in rows]


def see(connection: sqlite3.Connection, highlights: Iterable[str], now: int) -> None:
    """Notes that these highlights were seen in a review; one that is gone is passed over."""
    connection.executemany(
        "UPDATE highlight SET seen = ? WHERE uuid = ? AND coalesce(seen, 0) < ?",
        [(now, highlight, now) for highlight in highlights],
    )


def row_of(connection: sqlite3.Connection, highlight: str) -> dict[str, Value]:
    """The columns `NAMES` of the highlight with that UUID.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(f"SELECT {_COLUMNS} FROM highlight WHERE uuid = ?", (highlight,)).fetchone()
    if row is None:
        raise NotFoundError("The highlight is gone.")
    return dict(zip(NAMES, row, strict=True))


def highlight_of(row: Sequence[Any]) -> Highlight:
    """A row of the columns `NAMES` as a value."""
    uuid, article_id, start, end, quote, prefix, suffix, note, colour, created, updated, seen = row
    return Highlight(
        uuid=uuid,
        article_id=article_id,
        start=start,
        end=end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        note=note,
        colour=colour,
        created=from_ms(created),
        updated=from_ms(updated),
        seen=maybe_from_ms(seen),
    )
