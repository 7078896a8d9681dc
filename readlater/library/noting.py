"""Keeps what the reader marks and writes in the index, without analysing the whole article anew.

Only the column of notes changes. But the full-text table takes a row out only together with all that went into it, so
the stems of the text are made again, once, for taking out and putting in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from readlater.library import fulltext, indexing, vocabulary
from readlater.library.fulltext import Entry
from readlater.library.postings import raise_state


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What is in the index of an article, known to the letter."""

    entry: Entry
    language: str
    text: str
    """Title, byline and text."""


@contextmanager
def noted(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[None]:
    """Within it notes and highlights of articles may be changed, and nothing else of what is indexed."""
    numbers = [*ids]
    before = fulltext.notes(connection, numbers)
    known = {number: _indexed(connection, number, before.get(number, "")) for number in numbers}
    unknown = [number for number, one in known.items() if one is None]
    indexing.forget(connection, unknown)
    yield
    indexing.renew(connection, unknown)
    after = fulltext.notes(connection, numbers)
    for number, one in known.items():
        had, has = before.get(number, ""), after.get(number, "")
        if one is not None and had != has:
            _change(connection, number, one, had, has)


def _indexed(connection: sqlite3.Connection, article_id: int, notes: str) -> _Indexed | None:
    """What is in the index of an article; None if there is nothing, or another analyser made it."""
    row = connection.execute(
        "SELECT v.language, v.checksum, a.title, a.byline, d.text FROM vector v JOIN article a ON a.id = v.article_id"
        " JOIN document d ON d.article_id = v.article_id WHERE v.article_id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    language, checksum, title, byline, text = row
    keywords = connection.execute("SELECT text FROM keyword WHERE article_id = ? ORDER BY rank", (article_id,))
    entry = Entry(
        title=fulltext.stemmed([title], language),
        keywords=fulltext.stemmed((keyword for (keyword,) in keywords.fetchall()), language),
        byline=fulltext.stemmed([byline], language),
        notes=fulltext.stemmed([notes], language),
        text=fulltext.stemmed([text], language),
    )
    return _Indexed(entry, language, f"{title}\n{byline}\n{text}") if entry.checksum == checksum else None


def _change(connection: sqlite3.Connection, article_id: int, known: _Indexed, before: str, after: str) -> None:
    """Puts an article's notes in the place of those that were there before."""
    new = replace(known.entry, notes=fulltext.stemmed([after], known.language))
    fulltext.remove(connection, article_id, known.entry)
    fulltext.add(connection, [(article_id, new)])
    connection.execute("UPDATE vector SET checksum = ? WHERE article_id = ?", (new.checksum, article_id))
    had, has = (fulltext.words(text, known.language) for text in (before, after))
    elsewhere = fulltext.words(known.text, known.language) if had ^ has else set()
    vocabulary.count(connection, dict.fromkeys(sorted(has - had - elsewhere), 1), article_id)
    vocabulary.discount(connection, had - has - elsewhere, article_id)
    raise_state(connection, generation=1)
