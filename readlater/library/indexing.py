"""Keeps the index in step with the articles that are changed after they were saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from readlater.library import documents, index
from readlater.model import Analysis, Draft


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


def analysed_again(connection: sqlite3.Connection, article_id: int) -> Analysis | None:
    """The analysis of an article as it stands in the library; None if there is no such article."""
    row = connection.execute(
        "SELECT title, byline, language, format, extractor, structure, text"
        " FROM article JOIN document ON article_id = article.id WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    from readlater.language.analysis import analyse

    title, byline, language, form, extractor, structure, text = row
    document = documents.unpack(structure, text)
    return analyse(Draft(document, form, extractor, title=title, byline=byline, language=language))


def rebuild(connection: sqlite3.Connection, batch: int = 200) -> Iterator[int]:
    """Makes the whole index anew, within the caller's transaction; gives the number of articles done so far."""
    index.clear(connection)
    numbers = [number for (number,) in connection.execute("SELECT id FROM article ORDER BY id").fetchall()]
    for start in range(0, len(numbers), batch):
        renew(connection, numbers[start : start + batch])
        yield min(start + batch, len(numbers))
