"""The full-text table: what of an article is searched, how its parts weigh, and how it gets in and out.

``search`` is a contentless FTS5 table of stems (`readlater.language.terms`), a column for each part of an article. The
row number is the article's. Removing a row needs the very tokens that went in; they are made again from what is stored
(`readlater.library.index`), and not kept: that would cost a quarter of the text's size for something rare.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from readlater.language.stemming import stem_words
from readlater.language.terms import pieces, stems

TITLE_WEIGHT = 10.0
"""What a word in the title weighs, one in the text weighing 1."""

KEYWORDS_WEIGHT = 1.0
"""What a word weighs more that is a keyword of the article. Questions find their paragraph best with 0.5 to 1 (MRR .936
in the mean of 13 languages; .935 with 0, .933 with 6)."""

BYLINE_WEIGHT = 4.0

NOTES_WEIGHT = 5.0
"""What a word weighs more that the reader marked or wrote: a highlight, a note."""

MERGED_PAGES = 12
"""How many pages of the table are merged for each article that is added. Left to itself FTS5 puts this off and then
merges hundreds of pages within one save."""

_TOKENIZE = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"

SCHEMA: tuple[str, ...] = (
    f"""
CREATE VIRTUAL TABLE search USING fts5(
    title, keywords, byline, notes, text, content='', tokenize="{_TOKENIZE}"
)
""",
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",  # see MERGED_PAGES
    "INSERT INTO search (search, rank) VALUES ('rank',"
    f" 'bm25({TITLE_WEIGHT}, {KEYWORDS_WEIGHT}, {BYLINE_WEIGHT}, {NOTES_WEIGHT}, 1.0)')",
)
"""The DDL, statement by statement."""

_BATCH = 400
"""Values in one ``IN (…)``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The stems of an article's parts, each a text of stems with spaces between them."""

    title: str
    keywords: str
    byline: str
    notes: str
    text: str

    @property
    def checksum(self) -> int:
        """CRC-32 of all of it: tells whether it is what went in."""
        return zlib.crc32("\n".join(astuple(self)).encode())


def add(connection: sqlite3.Connection, rows: Iterable[tuple[int, Entry]], *, merge: bool = True) -> None:
    """Puts articles into the table; without ``merge`` its segments stay as they come, as when all is made anew."""
    count = 0
    for number, entry in rows:
        connection.execute(
            "INSERT INTO search (rowid, title, keywords, byline, notes, text) VALUES (?, ?, ?, ?, ?, ?)",
            (number, *astuple(entry)),
        )
        count += 1
    if merge:
        connection.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (MERGED_PAGES * count,))


def remove(connection: sqlite3.Connection, article_id: int, entry: Entry) -> None:
    """Takes an article out; ``entry`` has to be what went in."""
    connection.execute(
        "INSERT INTO search (search, rowid, title, keywords, byline, notes, text) VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        (article_id, *astuple(entry)),
    )


def clear(connection: sqlite3.Connection) -> None:
    """Empties the table."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the table is what FTS5 expects it to be; within a write transaction."""
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        return False
    return True


def notes(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """What the reader marked and wrote: article → its note, its highlights and their notes, for those that have any."""
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        marks = ",".join("?" * len(part))
        for number, *texts in connection.execute(
            f"SELECT id, note, '' FROM article WHERE id IN ({marks}) AND note <> ''"
            f" UNION ALL SELECT * FROM (SELECT article_id, quote, note FROM highlight WHERE article_id IN ({marks})"
            " ORDER BY article_id, uuid)",
            (*part, *part),
        ):
            found.setdefault(number, []).extend(filter(None, texts))
    return {number: "\n".join(texts) for number, texts in found.items()}


def words(text: str, language: str) -> set[tuple[str, str]]:
    """The words of a text as they may be typed, each with its stem; not the runs of scripts without spaces."""
    found: set[tuple[str, str]] = set()
    for spaceless, some in pieces(text):
        if not spaceless:
            found.update(pair for pair in stem_words(some, language) if pair[1])
    return found


def stemmed(texts: Iterable[str], language: str) -> str:
    """Texts as they stand in an `Entry`."""
    return " ".join(stem for text in texts for stem in stems(text, language))
