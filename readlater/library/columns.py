"""Changing many articles by few statements: a batch at a time, and whoever waits is told how far it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from readlater.library import categories, noted

Value = str | int | float | bytes | None

Told = Callable[[int], object]
"""Gets how many articles were written so far; what it raises undoes the whole change."""

BATCH = 500
"""Articles of one statement. More are hardly faster, and nobody would hear how far it is."""

ARTICLE_COLUMNS = frozenset(
    {
        "url", "title", "byline", "site", "category_id", "language", "direction", "published", "modified", "created",
        "word_count", "minutes", "archived", "favourite", "deleted", "read_base", "last_read_base", "unread_since",
        "failed", "snoozed", "summary_source", "note", "edited", "content_hash", "original", "published_approximate",
    }
)  # fmt: skip
DOCUMENT_COLUMNS = frozenset({"format", "extractor", "url_original", "lead_image", "summary", "structure", "text"})

INDEXED_COLUMNS = frozenset({"title", "byline", "language", "note", "structure", "text"})
"""What the index of an article is made from."""

_told: ContextVar[Told | None] = ContextVar("told", default=None)
_written: ContextVar[int] = ContextVar("written", default=0)


@contextmanager
def telling(told: Told) -> Iterator[None]:
    """Has ``told`` hear of what is changed within, in this thread."""
    before = _told.set(told)
    count = _written.set(0)
    try:
        yield
    finally:
        _told.reset(before)
        _written.reset(count)


def wrote(count: int) -> None:
    """So many articles more were written."""
    if (told := _told.get()) is not None:
        _written.set(_written.get() + count)
        told(_written.get())


def batches(ids: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    """The articles in parts, each with the question marks that stand for it in a statement."""
    numbers = ids if isinstance(ids, list) else list(ids)
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        yield ",".join("?" * len(part)), part


def existing(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """Those of the articles that have not been purged, in the order given."""
    found: list[int] = []
    for marks, part in batches(ids):
        rows = connection.execute(f"SELECT id FROM article WHERE id IN ({marks})", part).fetchall()
        alive = {number for (number,) in rows}
        found += [number for number in part if number in alive]
    return found


def touch(connection: sqlite3.Connection, ids: Iterable[int], now: int) -> None:
    """Says that articles were changed now, by something that stands beside their row."""
    for marks, part in batches(ids):
        connection.execute(f"UPDATE article SET updated = ?, changed = ? WHERE id IN ({marks})", (now, now, *part))


def set_column(
    connection: sqlite3.Connection,
    column: str,
    ids: Iterable[int],
    value: Value,
    now: int,
    *,
    only_where: Value,
) -> None:
    """Sets a column of articles (or of their documents) where it has the value ``only_where``."""
    if column in DOCUMENT_COLUMNS:
        for marks, part in batches(ids):
            rows = connection.execute(
                f"UPDATE document SET {column} = ? WHERE article_id IN ({marks}) AND {column} IS ?"
                " RETURNING article_id",
                (value, *part, only_where),
            ).fetchall()
            touch(connection, [number for (number,) in rows], now)
            wrote(len(part))
        return
    if column not in ARTICLE_COLUMNS:
        raise ValueError(f"{column} is no column that a step may set")
    if column == "category_id" and isinstance(value, str):
        categories.ensure(connection, value, now)
    also = ", title_key = ?" if column == "title" else ""
    key = [noted.title_key(str(value))] if also else []
    if (
        column == "url"
        and value is not None
        and connection.execute("SELECT 1 FROM article WHERE url = ?", (value,)).fetchone()
    ):
        return  # another article has taken the address since
    for marks, part in batches(ids):
        connection.execute(
            f"UPDATE article SET {column} = ?, updated = ?, changed = ?{also} WHERE id IN ({marks}) AND {column} IS ?",
            (value, now, now, *key, *part, only_where),
        )
        wrote(len(part))


def grouped(connection: sqlite3.Connection, column: str, ids: Sequence[int]) -> dict[Value, list[int]]:
    """The articles by the value that they have in a column."""
    table, key = ("document", "article_id") if column in DOCUMENT_COLUMNS else ("article", "id")
    groups: dict[Value, list[int]] = {}
    for marks, part in batches(ids):
        for number, value in connection.execute(
            f"SELECT {key}, {column} FROM {table} WHERE {key} IN ({marks})", part
        ).fetchall():
            groups.setdefault(value, []).append(number)
    return groups


def all_are(connection: sqlite3.Connection, ids: Iterable[int], condition: str) -> bool:
    """Whether a condition holds for all of these articles."""
    return not any(
        connection.execute(
            f"SELECT 1 FROM article WHERE id IN ({marks}) AND NOT ({condition}) LIMIT 1", part
        ).fetchone()
        for marks, part in batches(ids)
    )
