"""Similar titles that a page itself lists: notes, which become similar readings when such articles are in the library.

They are resolved whenever they are asked for, by title without regard to case, accents of width and punctuation. So it
does not matter which of the two articles came first, or that a title was corrected later.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterable

_NOT_LETTERS = re.compile(r"[\W_]+")


def folded(title: str) -> str:
    """A title reduced to its letters and digits, case-folded, in Unicode's compatibility form."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", title).casefold())


def title_key(title: str) -> int:
    """A number of 48 bits for a `folded` title, small enough to be indexed; 0 for a title without letters."""
    letters = folded(title)
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=6).digest()) if letters else 0


def add(connection: sqlite3.Connection, article_id: int, titles: Iterable[str]) -> list[str]:
    """Adds titles to those that an article has noted; returns the ones that were new."""
    rows = connection.execute("SELECT position, title_key FROM noted WHERE article_id = ?", (article_id,)).fetchall()
    known = {0} | {key for _, key in rows}
    position = 1 + max((position for position, _ in rows), default=-1)
    added: list[str] = []
    for title in titles:
        key = title_key(title)
        if key not in known:
            known.add(key)
            connection.execute("INSERT INTO noted VALUES (?, ?, ?, ?)", (article_id, position, title, key))
            position += 1
            added.append(title)
    return added


def resolved(connection: sqlite3.Connection, article_id: int) -> list[tuple[str, int | None]]:
    """The noted titles of an article in the page's order, each with the article that has this title, if there is one.

    An article in the trash is none; of several the newest counts.
    """
    found: list[tuple[str, int | None]] = []
    for title, key in connection.execute(
        "SELECT title, title_key FROM noted WHERE article_id = ? ORDER BY position", (article_id,)
    ).fetchall():
        wanted = folded(title)
        candidates = connection.execute(
            "SELECT id, title FROM article WHERE title_key = ? AND deleted IS NULL AND id <> ? ORDER BY id DESC",
            (key, article_id),
        ).fetchall()
        found.append((title, next((number for number, other in candidates if folded(other) == wanted), None)))
    return found
