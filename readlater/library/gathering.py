"""What goes into the index of articles that are in the library already, worked out beside the process that writes it.

A `Gatherer` sees the library as it stood when it first looked, however long the rebuild takes: so what it gave once it
can give again, for taking an article out of the new index that was changed meanwhile. What travels between processes is
made of plain tuples and strings, which `marshal` packs several times faster than `pickle` packs an `Analysis` (0.1
beside 0.9 ms an article for both ways).
"""

from __future__ import annotations

import marshal
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from readlater.errors import ForeignLibraryError
from readlater.library import documents, fulltext
from readlater.library.connections import connect
from readlater.library.index import with_notes
from readlater.library.vocabulary import typed
from readlater.model import Analysis, Block, BlockKind, Candidate, Document, Draft

STAMP = "vector.slot << 32 | vector.checksum"
"""Another number (SQL) whenever an article is indexed anew: it gets another slot, or only its notes are others."""

_plain = attrgetter(*(field.name for field in fields(Candidate)))


class Gathered(NamedTuple):
    """An article as the index wants it.

    Attributes:
        id: the article.
        stamp: `STAMP` of its vector in the old index; 0 if it had none.
        version: of the analyser.
        language: by whose rules the text was analysed.
        title, byline, notes, text: stems, as in `fulltext.Entry`.
        stems, counts: what it is compared by, and how often each occurs.
        candidates: the fields of its possible keywords.
    """

    id: int
    stamp: int
    version: int
    language: str
    title: str
    byline: str
    notes: str
    text: str
    stems: list[str]
    counts: list[int]
    candidates: list[tuple[object, ...]]


class Gatherer:
    """Reads and analyses articles of the library at ``path``."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._connection.execute("PRAGMA query_only = ON")
        self._connection.execute("BEGIN")

    def gather(self, ids: Sequence[int]) -> bytes:
        """What goes into the index of these articles, for `unpack`; those that are gone are left out."""
        words: Counter[str] = Counter()
        gathered = []
        notes = fulltext.notes(self._connection, ids)
        for number in ids:
            found = self._analysed(number)
            if found is not None:
                stamp, analysis = found
                said = notes.get(number, "")
                words.update([f"{surface} {stem}" for surface, stem in typed(with_notes(analysis, said))])
                gathered.append(tuple(_gathered(number, stamp, analysis, said)))
        return marshal.dumps((gathered, dict(words)))

    def again(self, number: int) -> tuple[Analysis, str] | None:
        """The analysis of an article, and what was marked and written in it; None if there is no such article."""
        found = self._analysed(number)
        return None if found is None else (found[1], fulltext.notes(self._connection, [number]).get(number, ""))

    def close(self) -> None:
        """Lets the library go on without this look at it."""
        self._connection.close()

    def _analysed(self, number: int) -> tuple[int, Analysis] | None:
        row = self._connection.execute(f"SELECT {STAMP} FROM vector WHERE article_id = ?", (number,)).fetchone()
        analysis = analysed_again(self._connection, number)
        return None if analysis is None else (row[0] if row else 0, analysis)


def unpack(packed: bytes) -> tuple[list[Gathered], dict[str, int]]:
    """What `Gatherer.gather` packed: the articles, and how many of them have each ``surface stem`` pair."""
    gathered, words = marshal.loads(packed)
    return [Gathered(*one) for one in gathered], words


def analysed_again(connection: sqlite3.Connection, article_id: int) -> Analysis | None:
    """The analysis of an article as it stands in the library, as far as the index needs it; None if there is none.

    Of a damaged document the text is analysed as it is.
    """
    row = connection.execute(
        "SELECT title, byline, language, format, extractor, structure, text"
        " FROM article JOIN document ON article_id = article.id WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    from readlater.language.analysis import analyse

    title, byline, language, form, extractor, structure, text = row
    try:
        document = documents.unpack(structure, text)
    except ForeignLibraryError:
        document = Document((Block(BlockKind.PARAGRAPH, text),))
    draft = Draft(document, form, extractor, title=title, byline=byline, language=language)
    return analyse(draft, summary=False)


def _gathered(number: int, stamp: int, analysis: Analysis, notes: str) -> Gathered:
    return Gathered(
        number,
        stamp,
        analysis.version,
        analysis.language,
        analysis.title_stems,
        analysis.byline_stems,
        fulltext.stemmed([notes], analysis.language) if notes else "",
        analysis.text_stems,
        list(analysis.counts),
        list(analysis.counts.values()),
        [_plain(candidate) for candidate in analysis.candidates],
    )
