"""The keywords that articles were given when they were saved. Imports nothing heavy: the command line lists them."""

from __future__ import annotations

import sqlite3

from readlater.model import Keyword


def of(connection: sqlite3.Connection, article_id: int, limit: int = 10) -> list[Keyword]:
    """Returns the article's keywords, the most telling first, as ranked when it was saved."""
    rows = connection.execute(
        "SELECT text, score FROM keyword WHERE article_id = ? ORDER BY rank LIMIT ?", (article_id, limit)
    )
    return [Keyword(text, score) for text, score in rows]
