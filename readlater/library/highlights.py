"""Highlights: passages that the reader marked."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Any

from readlater.errors import NotFoundError, UsageError
from readlater.language.safe import safe_line, safe_text
from readlater.library import documents
from readlater.library.columns import Value
from readlater.library.noting import noted
from readlater.library.steps import Highlighted
from readlater.library.times import from_ms
from readlater.model import Highlight

CONTEXT = 48
"""Code points kept before and after the passage, by which it is found again in another extraction."""

_COLUMNS = 'uuid, article_id, start, "end", quote, prefix, suffix, note, colour, created, updated'


def add(
    connection: sqlite3.Connection, article_id: int, start: int, end: int, note: str, colour: str, now: int
) -> tuple[Highlight, Highlighted]:
    """Marks code points ``start`` to ``end`` of an article's text; returns the highlight and the step.

    Raises:
        NotFoundError: no such article.
        UsageError: the passage is empty or not within the text.
    """
    text = documents.text(connection, article_id)
    if not 0 <= start < end <= len(text):
        raise UsageError(f"A highlight from {start} to {end} is not within the text of {len(text)} characters.")
    row: dict[str, Value] = {
        "uuid": str(uuid.uuid4()),
        "article_id": article_id,
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "note": safe_text(note).strip(),
        "colour": safe_line(colour),
        "created": now,
        "updated": now,
    }
    step = _done(connection, Highlighted(row, True), now)
    return get(connection, str(row["uuid"])), step


def get(connection: sqlite3.Connection, highlight: str) -> Highlight:
    """The highlight with that UUID.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(f"SELECT {_COLUMNS} FROM highlight WHERE uuid = ?", (highlight,)).fetchone()
    if row is None:
        raise NotFoundError(f"There is no highlight {highlight}.")
    return _highlight(row)


def of(connection: sqlite3.Connection, article_id: int) -> list[Highlight]:
    """The highlights of an article in the order of its text."""
    rows = connection.execute(
        f'SELECT {_COLUMNS} FROM highlight WHERE article_id = ? ORDER BY start, "end", id', (article_id,)
    ).fetchall()
    return [_highlight(row) for row in rows]


def remove(connection: sqlite3.Connection, highlight: str, now: int) -> Highlighted:
    """Takes a highlight away; returns the step.

    Raises:
        NotFoundError: there is none.
    """
    get(connection, highlight)
    cursor = connection.execute(f"SELECT {_COLUMNS} FROM highlight WHERE uuid = ?", (highlight,))
    names = [column[0] for column in cursor.description]
    return _done(connection, Highlighted(dict(zip(names, cursor.fetchone(), strict=True)), False), now)


def _done(connection: sqlite3.Connection, step: Highlighted, now: int) -> Highlighted:
    """Does a step, and keeps what is marked in the index."""
    with noted(connection, step.touched()):
        step.redo(connection, now)
    return step


def _highlight(row: tuple[Any, ...]) -> Highlight:
    uuid, article_id, start, end, quote, prefix, suffix, note, colour, created, updated = row
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
    )
