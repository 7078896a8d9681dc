"""Tags: any number of names per article, the same whether written with capitals or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from readlater.errors import UsageError
from readlater.language.safe import safe_line
from readlater.library.columns import batches, wrote


def clean(names: Iterable[str]) -> list[str]:
    """Tag names as they are stored: one line each, without a leading ``#``, none twice.

    Raises:
        UsageError: nothing is left of a name.
    """
    cleaned: dict[str, str] = {}
    for name in names:
        tag = safe_line(name).lstrip("#").strip()
        if not tag:
            raise UsageError(f"A tag needs a name; {name!r} has none.")
        cleaned.setdefault(tag.casefold(), tag)
    return list(cleaned.values())


def tidy(names: Iterable[str]) -> list[str]:
    """Tags as a page or another program names them, in the form of `clean`: what is no name is left out."""
    return clean(name for name in names if safe_line(name).lstrip("#").strip())


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """The number of a tag, or None if there is no such tag."""
    row = connection.execute("SELECT id FROM tag WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def add(connection: sqlite3.Connection, name: str, ids: Iterable[int]) -> list[int]:
    """Gives articles a tag; returns those that did not have it."""
    number = find(connection, name)
    if number is None:
        number = connection.execute("INSERT INTO tag (name) VALUES (?) RETURNING id", (name,)).fetchone()[0]
    added: list[int] = []
    for marks, part in batches(ids):
        rows = connection.execute(
            f"SELECT article_id FROM article_tag WHERE tag_id = ? AND article_id IN ({marks})", (number, *part)
        ).fetchall()
        have = {article for (article,) in rows}
        new = [article for article in dict.fromkeys(part) if article not in have]
        connection.executemany("INSERT INTO article_tag VALUES (?, ?)", [(article, number) for article in new])
        added += new
        wrote(len(part))
    return added


def remove(connection: sqlite3.Connection, name: str, ids: Iterable[int]) -> list[int]:
    """Takes a tag from articles; returns those that had it. A tag that nothing has is forgotten."""
    number = find(connection, name)
    if number is None:
        return []
    removed: list[int] = []
    for marks, part in batches(ids):
        rows = connection.execute(
            f"DELETE FROM article_tag WHERE tag_id = ? AND article_id IN ({marks}) RETURNING article_id",
            (number, *part),
        ).fetchall()
        removed += [article for (article,) in rows]
        wrote(len(part))
    connection.execute(
        "DELETE FROM tag WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag_id = tag.id)", (number,)
    )
    return removed


def of(connection: sqlite3.Connection, article_id: int) -> tuple[str, ...]:
    """The tags of an article, in the order of the alphabet."""
    rows = connection.execute(
        "SELECT name FROM article_tag JOIN tag ON tag.id = tag_id WHERE article_id = ? ORDER BY name", (article_id,)
    )
    return tuple(name for (name,) in rows)


def counted(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """All tags with the number of their articles that are not in the trash, the most used first."""
    # All of them from the index, less the few in the trash: a fifth of the time of asking every article.
    counts = dict(connection.execute("SELECT tag_id, count(*) FROM article_tag GROUP BY tag_id").fetchall())
    for number, trashed in connection.execute(
        "SELECT tag_id, count(*) FROM article CROSS JOIN article_tag ON article_id = article.id"
        " WHERE deleted IS NOT NULL GROUP BY tag_id"
    ).fetchall():
        counts[number] -= trashed
    names = connection.execute("SELECT id, name FROM tag ORDER BY name").fetchall()
    found = [(name, counts.get(number, 0)) for number, name in names]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])
