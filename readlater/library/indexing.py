"""Keeps the index in step with the articles that are changed after they were saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from readlater.library import index
from readlater.library.gathering import analysed_again


def forget(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Takes articles out of the index. Call it before a title, byline, language or text is changed."""
    for number in ids:
        index.remove(connection, number)


def renew(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Analyses articles as they now are and puts them into the index; after `forget` and the change."""
    analysed = [(number, analysis) for number in ids if (analysis := analysed_again(connection, number)) is not None]
    index.add_all(connection, analysed)
    connection.executemany(
        "UPDATE document SET analyser = ? WHERE article_id = ?", [(a.version, number) for number, a in analysed]
    )
