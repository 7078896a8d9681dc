"""The whole index written at once: the same tables as `readlater.library.index` fills, in a tenth of the time.

Stems are numbered in memory, words are counted in memory and written in their order, and postings are made in the end,
by one look at all vectors, when it is known in how many articles each stem occurs.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import groupby, repeat
from operator import itemgetter
from zlib import compress, decompress

from readlater.library import fulltext, index, postings
from readlater.library.gathering import Gathered
from readlater.library.postings import PART_BITS, TERMS_PER_CHUNK
from readlater.library.vectors import idf, pack_vector, uint32_bytes
from readlater.model import Candidate

_WORDS_IN_MEMORY = 250_000
"""Different words that are counted in memory (some 50 MB) before the counts are put aside."""

_HASH_BYTES = 48 * 2**20
"""What FTS5 collects in memory before it writes a segment. Segments are not merged: a dozen are searched as fast as one
(1.42 beside 1.41 ms), and saving articles merges them by and by."""

_TOGETHER = 1 << PART_BITS - 2
"""Articles whose postings are collected in memory, some 60 MB; all of them in the same part of ``posting``."""

_KNOWN = 1000
"""The first articles are held back until so many are counted: or their keywords would be chosen without knowing which
words are rare (with 50 articles F1 is .187 where it is .202 with many)."""

_INDEX = "CREATE INDEX"


class Bulk:
    """Fills the tables of an index, which it makes first; nothing is complete before `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in index.SCHEMA:
            if not statement.lstrip().startswith(_INDEX):
                connection.execute(statement)
        for name, value in (("hashsize", _HASH_BYTES), ("crisismerge", 1999)):
            connection.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (name, value))
        self._slots = 0
        self._numbers = _Numbers()
        self._df = array("I", [0])
        self._firsts = array("Q", [0])  # slot << 8 | weight
        self._words = _Counts()
        self._held: list[tuple[tuple[int, bytes], Gathered]] = []

    @property
    def articles(self) -> int:
        """How many are in it."""
        return self._slots

    def add(self, articles: Sequence[Gathered], words: dict[str, int]) -> None:
        """Puts articles into the index; ``words`` counts in how many of them each pair of surface and stem occurs."""
        self._words.add(words)
        self._held += zip(
            (self._vector(slot, one) for slot, one in enumerate(articles, self._slots + 1)), articles, strict=True
        )
        self._slots += len(articles)
        if self._slots >= _KNOWN:
            self._write()

    def _write(self) -> None:
        """Writes the articles that are held back."""
        vectors, articles = [vector for vector, _ in self._held], [one for _, one in self._held]
        self._held.clear()
        keywords = [self._keywords(one) for one in articles]
        entries = [_entry(one, texts) for one, texts in zip(articles, keywords, strict=True)]
        fulltext.add(
            self._connection, ((one.id, entry) for one, entry in zip(articles, entries, strict=True)), merge=False
        )
        self._connection.executemany(
            "INSERT INTO vector (slot, article_id, language, checksum, terms) VALUES (?, ?, ?, ?, ?)",
            [
                (slot, one.id, one.language, entry.checksum, packed)
                for (slot, packed), one, entry in zip(vectors, articles, entries, strict=True)
            ],
        )

    def _vector(self, slot: int, one: Gathered) -> tuple[int, bytes]:
        """The slot and the packed vector; counts and numbers its stems."""
        known = len(self._numbers)
        ids = [*map(self._numbers.__getitem__, one.stems)]
        counts = index.strongest(dict(zip(ids, one.counts, strict=True)))
        packed = pack_vector(counts)
        fresh = len(self._numbers) - known
        if fresh:
            self._df.extend(repeat(0, fresh))
            weights = postings.weights_of(packed)
            self._firsts.extend(slot << 8 | weights.get(number, 1) for number in range(known + 1, known + fresh + 1))
        df = self._df
        for number in counts:
            df[number] += 1
        return slot, packed

    def _keywords(self, one: Gathered) -> list[str]:
        """Ranks and writes the keywords by the articles that are in so far, and returns them."""
        from readlater.language.keywords import rank

        number, df = self._numbers.get, self._df
        found = [Candidate(*values) for values in one.candidates]  # type: ignore[arg-type]
        ranked = rank(found, lambda stem: df[number(stem, 0)] or 1, self._slots)
        self._connection.executemany(
            "INSERT INTO keyword (article_id, rank, text, score) VALUES (?, ?, ?, ?)",
            [(one.id, place, keyword.text, keyword.score) for place, keyword in enumerate(ranked)],
        )
        return [keyword.text for keyword in ranked]

    def finish(self, progress: Callable[[float], None]) -> None:
        """Writes what could only be written in the end; ``progress`` is told how far it is, from 0 to 1."""
        connection = self._connection
        self._write()
        self._words.write(connection)
        progress(0.25)
        terms = len(self._numbers)
        connection.executemany(
            "INSERT INTO term (id, stem, first_slot, first_weight) VALUES (?, ?, ?, ?)",
            ((n, stem, self._firsts[n] >> 8, self._firsts[n] & 0xFF) for n, stem in enumerate(self._numbers, 1)),
        )
        self._numbers.clear()
        connection.executemany(
            "INSERT INTO term_df (chunk, df) VALUES (?, ?)",
            (
                (start // TERMS_PER_CHUNK, uint32_bytes(self._df[start : start + TERMS_PER_CHUNK]).ljust(4000, b"\0"))
                for start in range(0, len(self._df), TERMS_PER_CHUNK)
            ),
        )
        progress(0.35)
        self._post(lambda share: progress(0.35 + 0.6 * share))
        for statement in index.SCHEMA:
            if statement.lstrip().startswith(_INDEX):
                connection.execute(statement)
        counters = {"articles": self._slots, "slots": self._slots, "posted": self._slots, "terms": terms}
        connection.executemany(
            "UPDATE index_state SET value = ? WHERE name = ?", [(value, name) for name, value in counters.items()]
        )

    def _post(self, progress: Callable[[float], None]) -> None:
        """Writes the postings, those of some articles at a time."""
        inverse = array("d", bytes(8 * len(self._df)))
        known: dict[int, float] = {}
        for number, df in enumerate(self._df):
            if df > 1:
                inverse[number] = known.get(df) or known.setdefault(df, idf(df, self._slots))
        for start in range(0, self._slots + 1, _TOGETHER):
            entries: dict[int, bytearray] = {}
            rows = self._connection.execute(
                "SELECT slot, terms FROM vector WHERE slot BETWEEN ? AND ? ORDER BY slot",
                (start, start + _TOGETHER - 1),
            )
            for slot, packed in rows:
                if slot % 1024 == 0:
                    progress(slot / self._slots)
                for term, weight in postings.strongest(packed, inverse, self._slots):
                    entry = postings.entry(slot, weight)
                    if term in entries:
                        entries[term] += entry
                    else:
                        entries[term] = bytearray(entry)
            self._connection.executemany(
                "INSERT INTO posting (term, part, entries) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)",
                ((term, start >> PART_BITS, bytes(entries[term])) for term in sorted(entries)),
            )


class _Numbers(dict[str, int]):
    """Numbers stems as they come, from 1."""

    def __missing__(self, stem: str) -> int:
        number = self[stem] = len(self) + 1
        return number


class _Counts:
    """Counts words, most of which occur once: in memory, and when there are many in sorted runs that are merged."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._runs: list[bytes] = []

    def add(self, words: dict[str, int]) -> None:
        """Adds counts."""
        self._counts.update(words)
        if len(self._counts) > _WORDS_IN_MEMORY:
            self._runs.append(
                compress("\n".join(f"{word} {n}" for word, n in sorted(self._counts.items())).encode(), 1)
            )
            self._counts.clear()

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes the vocabulary in the order of its key, and forgets it."""
        connection.executemany("INSERT INTO vocab (surface, stem, df) VALUES (?, ?, ?)", self._rows())
        self._counts.clear()
        self._runs.clear()

    def _rows(self) -> Iterator[tuple[str, str, int]]:
        runs = [_unpacked(run) for run in self._runs]
        for word, found in groupby(merge(sorted(self._counts.items()), *runs), itemgetter(0)):
            surface, stem = word.split(" ")
            yield surface, stem, sum(count for _, count in found)


def _unpacked(run: bytes) -> Iterator[tuple[str, int]]:
    for line in decompress(run).decode().split("\n"):
        word, _, count = line.rpartition(" ")
        yield word, int(count)


def _entry(one: Gathered, keywords: Sequence[str]) -> fulltext.Entry:
    return fulltext.Entry(
        title=one.title,
        keywords=fulltext.stemmed(keywords, one.language),
        byline=one.byline,
        notes=one.notes,
        text=one.text,
    )
