"""The tables behind search and similar readings, and how an article gets into and out of them.

Everything here runs inside the caller's transaction, so an article and its terms are stored together or not at all.

* ``search`` is a contentless FTS5 table of stems (`readlater.language.terms`); ``vocab`` maps typed words to stems.
* ``vector`` keeps an article's stems and how often each occurs; ``term`` numbers the stems; ``term_df`` counts in how
  many articles each occurs, in few large rows, because a query needs all of them at once.
* ``posting`` lists for a stem the articles of which it is among the 64 strongest: candidates for similar readings. The
  entries are in bands by the stem's weight in the article, so that a long list is read from its strong end.

Postings name an article by its *slot*, a number that is given anew whenever the article is analysed anew. So nothing is
ever taken out of a list: a slot without a vector is dead and is left out when candidates are compared. `compact` drops
the dead ones.

Removing an article from a contentless FTS5 table needs the very tokens that went in. They are made again from the
stored text, and not stored: that would cost a quarter of the text's size for something rare. A checksum of the tokens
tells if the analyser has changed meanwhile; such an article leaves tokens behind that match nothing visible (`check`
counts such articles).
"""

from __future__ import annotations

import math
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from readlater.language.scripts import SPACELESS_RUN
from readlater.library.vectors import idf, log_tf, pack_vector, uint32_bytes, uint32s, unpack_vector
from readlater.model import Analysis, Block, BlockKind, Document, Draft

POSTED_TERMS = 64
"""How many of an article's strongest stems get a posting; more hardly helps (nDCG@5 −2.3 points at 64 on *both* sides,
none where only the candidates come from postings and the whole vectors are compared)."""

VECTOR_TERMS = 1024
"""The most stems of an article that are kept for comparing: all of them up to about 5,000 words."""

TERMS_PER_CHUNK = 1000
"""Document frequencies in one row of ``term_df``: 4 bytes each, so that a row just fits a page of 4096."""

SLOTS_PER_PART = 32768
"""Slots of one row of ``posting``: new entries are appended to the row of their part, so rows stay short."""

BANDS = (0.20, 0.12, 0.07, 0.0)
"""Lower bounds of a stem's weight, log tf in a vector of length 1, in the bands 0, 1, 2 and 3 of ``posting``."""

TITLE_WEIGHT = 10.0
"""What a word in the title weighs, one in the text weighing 1 (and one in the byline `BYLINE_WEIGHT`)."""

BYLINE_WEIGHT = 4.0

SCHEMA: tuple[str, ...] = (
    """
CREATE VIRTUAL TABLE search USING fts5(
    title, byline, text, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
)
""",
    f"INSERT INTO search (search, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, {BYLINE_WEIGHT}, 1.0)')",
    """
CREATE TABLE vocab (                                   -- words as they are typed, folded → stems they are indexed under
    surface TEXT NOT NULL,
    stem TEXT NOT NULL,
    df INTEGER NOT NULL,                               -- articles in which the surface has this stem
    PRIMARY KEY (surface, stem)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX vocab_stem ON vocab(stem)",
    """
CREATE TABLE term (
    id INTEGER PRIMARY KEY,                            -- 1, 2, 3… without gaps
    stem TEXT NOT NULL UNIQUE,
    first_slot INTEGER NOT NULL,                       -- the first article that has it: posted when a second one comes
    first_band INTEGER NOT NULL
) STRICT
""",
    """
CREATE TABLE term_df (
    chunk INTEGER PRIMARY KEY,                         -- term.id // 1000
    df BLOB NOT NULL                                   -- 1000 × uint32, little-endian: articles that have the term
) STRICT
""",
    """
CREATE TABLE posting (
    term INTEGER NOT NULL,
    band INTEGER NOT NULL,                             -- 0 strongest … 3
    part INTEGER NOT NULL,                             -- slot // 32768
    slots BLOB NOT NULL,                               -- uint32, little-endian
    PRIMARY KEY (term, band, part)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE vector (
    slot INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL,                            -- by whose rules the text was analysed
    checksum INTEGER NOT NULL,                         -- CRC-32 of the analysed text
    terms BLOB NOT NULL                                -- pack_vector()
) STRICT
""",
    """
CREATE TABLE keyword (
    article_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    text TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (article_id, rank)
) STRICT, WITHOUT ROWID
""",
    "CREATE TABLE index_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """
INSERT INTO index_state (name, value) VALUES
    ('articles', 0),                                   -- that are indexed
    ('slots', 0),                                      -- given so far
    ('terms', 0),                                      -- rows of term
    ('stale', 0),                                      -- removed, with tokens left behind in search
    ('generation', 0),                                 -- raised by every change
    ('identity', abs(random() / 2))                    -- of this index
""",
)
"""The DDL, statement by statement."""

_BATCH = 400
"""Values in one ``IN (…)``."""


def state(connection: sqlite3.Connection) -> dict[str, int]:
    """The counters of ``index_state`` by name."""
    return dict(connection.execute("SELECT name, value FROM index_state"))


def add(connection: sqlite3.Connection, article_id: int, analysis: Analysis) -> None:
    """Puts an article into the index. Its row and its document may come before or after, in the same transaction."""
    add_all(connection, [(article_id, analysis)])


def add_all(connection: sqlite3.Connection, items: Sequence[tuple[int, Analysis]]) -> None:
    """Puts articles into the index, each of which is not in it yet; far cheaper together than one by one."""
    if not items:
        return
    connection.executemany(
        "INSERT INTO search (rowid, title, byline, text) VALUES (?, ?, ?, ?)",
        [(number, one.title_stems, one.byline_stems, one.text_stems) for number, one in items],
    )
    surfaces: Counter[tuple[str, str]] = Counter()
    for _, analysis in items:
        surfaces.update(_typed(analysis))
    connection.executemany(
        "INSERT INTO vocab (surface, stem, df) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET df = df + excluded.df",
        [(surface, stem, count) for (surface, stem), count in sorted(surfaces.items())],
    )
    _Adding(connection, items).run()


class _Adding:
    """Adds a batch of articles to everything but ``search`` and ``vocab``."""

    def __init__(self, connection: sqlite3.Connection, items: Sequence[tuple[int, Analysis]]) -> None:
        self.connection = connection
        self.items = items
        counters = state(connection)
        self.slot = counters["slots"] + 1
        self.terms = counters["terms"]
        self.articles = counters["articles"] + len(items)
        self.postings: dict[tuple[int, int, int], list[int]] = {}

    def run(self) -> None:
        stems: Counter[str] = Counter()
        for _, analysis in self.items:
            stems.update(analysis.counts.keys())
        known = self._known(stems)
        new = self._number(stems, known)
        self.numbers = {stem: row[0] for stem, row in known.items()}
        before = _change_frequencies(self.connection, {self.numbers[stem]: count for stem, count in stems.items()})
        self.frequency = {stem: before[self.numbers[stem]] + count for stem, count in stems.items()}
        self._vectors(known, new, before)
        self._post()
        self._keywords()
        _raise_state(self.connection, articles=len(self.items), slots=len(self.items), terms=len(new), generation=1)

    def _known(self, stems: Iterable[str]) -> dict[str, tuple[int, int, int]]:
        """The rows of ``term`` (id, first slot, first band) that there are already."""
        known: dict[str, tuple[int, int, int]] = {}
        for part in _parts(sorted(stems)):
            rows = self.connection.execute(
                f"SELECT stem, id, first_slot, first_band FROM term WHERE stem IN ({_marks(part)})", part
            )
            known.update((stem, (number, slot, band)) for stem, number, slot, band in rows)
        return known

    def _number(self, stems: Iterable[str], known: dict[str, tuple[int, int, int]]) -> set[str]:
        """Gives numbers to the stems that are not ``known`` yet; the others' rows stay as they are."""
        new = {stem for stem in stems if stem not in known}
        for number, stem in enumerate(sorted(new), self.terms + 1):
            known[stem] = (number, 0, 0)
        return new

    def _vectors(self, known: dict[str, tuple[int, int, int]], new: set[str], before: dict[int, int]) -> None:
        """Writes the vectors and collects the postings: the strongest stems, and the back-fill.

        A stem of a single article leads nowhere and gets no posting; as soon as a second article has it, the first one
        is posted as well, or it could never be found by it.
        """
        numbers = self.numbers
        inverse = {numbers[stem]: idf(df, self.articles) for stem, df in self.frequency.items() if df > 1}
        fresh = {stem for stem in self.frequency if before[numbers[stem]] == 0}
        firsts: dict[str, tuple[int, int]] = {}
        rows = []
        for slot, (article_id, analysis) in enumerate(self.items, self.slot):
            counts = analysis.counts
            groups: dict[int, list[int]] = {}
            for stem, count in counts.items():
                groups.setdefault(count, []).append(numbers[stem])
            length = math.sqrt(sum(log_tf(count) ** 2 * len(terms) for count, terms in groups.items())) or 1.0
            strong: list[tuple[float, int, int]] = []
            for count, terms in groups.items():
                tf = log_tf(count)
                band = _band(tf / length)
                strong += [(tf * inverse[term], term, band) for term in terms if term in inverse]
            strong.sort(reverse=True)
            for _, term, band in strong[:POSTED_TERMS]:
                self._append(term, band, slot)
            for stem in fresh & counts.keys():
                firsts[stem] = (slot, _band(log_tf(counts[stem]) / length))
            fresh.difference_update(counts)
            if len(counts) > VECTOR_TERMS:
                groups = _strongest(groups)
            rows.append((slot, article_id, analysis.language, _checksum(analysis), pack_vector(groups)))
        self.connection.executemany(
            "INSERT INTO vector (slot, article_id, language, checksum, terms) VALUES (?, ?, ?, ?, ?)", rows
        )
        for stem, df in self.frequency.items():
            number, first, band = known[stem]
            if df > 1 and before[number] == 1:
                self._append(number, band, first)
            elif df > 1 and before[number] == 0:
                self._append(number, firsts[stem][1], firsts[stem][0])
        self.connection.executemany(
            "INSERT INTO term (id, stem, first_slot, first_band) VALUES (?, ?, ?, ?)",
            sorted((known[stem][0], stem, *firsts[stem]) for stem in new),
        )
        self.connection.executemany(
            "UPDATE term SET first_slot = ?, first_band = ? WHERE id = ?",
            [(*first, known[stem][0]) for stem, first in firsts.items() if stem not in new],
        )

    def _append(self, term: int, band: int, slot: int) -> None:
        slots = self.postings.setdefault((term, band, slot // SLOTS_PER_PART), [])
        if slot not in slots[-1:]:
            slots.append(slot)

    def _post(self) -> None:
        self.connection.executemany(
            "INSERT INTO posting (term, band, part, slots) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET slots = CAST(slots || excluded.slots AS BLOB)",
            [(*key, uint32_bytes(slots)) for key, slots in sorted(self.postings.items())],
        )

    def _keywords(self) -> None:
        from readlater.language.keywords import rank

        def frequency(stem: str) -> int:
            return self.frequency.get(stem, 1)

        rows = []
        for article_id, analysis in self.items:
            for place, keyword in enumerate(rank(analysis.candidates, frequency, self.articles)):
                rows.append((article_id, place, keyword.text, keyword.score))
        self.connection.executemany("INSERT INTO keyword (article_id, rank, text, score) VALUES (?, ?, ?, ?)", rows)


def remove(connection: sqlite3.Connection, article_id: int) -> None:
    """Takes an article out of the index; nothing happens if it is not in it.

    To be called while ``article`` and ``document`` still hold the title, byline and text that were indexed.
    """
    found = connection.execute(
        "SELECT v.language, v.checksum, v.terms, a.title, a.byline, d.text FROM vector v"
        " LEFT JOIN article a ON a.id = v.article_id LEFT JOIN document d ON d.article_id = v.article_id"
        " WHERE v.article_id = ?",
        (article_id,),
    ).fetchone()
    if found is None:
        return
    language, checksum, terms, title, byline, text = found
    analysis = _analyse_again(language, title or "", byline or "", text or "")
    frequencies: dict[int, int]
    if _checksum(analysis) == checksum:
        connection.execute(
            "INSERT INTO search (search, rowid, title, byline, text) VALUES ('delete', ?, ?, ?, ?)",
            (article_id, analysis.title_stems, analysis.byline_stems, analysis.text_stems),
        )
        pairs = sorted(_typed(analysis))
        connection.executemany("UPDATE vocab SET df = df - 1 WHERE surface = ? AND stem = ?", pairs)
        connection.executemany("DELETE FROM vocab WHERE surface = ? AND stem = ? AND df < 1", pairs)
        frequencies = dict.fromkeys(_numbers(connection, analysis.counts), -1)
    else:
        frequencies = {term: -1 for _, group in unpack_vector(terms) for term in group}
        _raise_state(connection, stale=1)
    _change_frequencies(connection, frequencies)
    connection.execute("DELETE FROM vector WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM keyword WHERE article_id = ?", (article_id,))
    _raise_state(connection, articles=-1, generation=1)


def clear(connection: sqlite3.Connection) -> None:
    """Empties the index, for building it anew with `add_all`."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for table in ("vocab", "term", "term_df", "posting", "vector", "keyword"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE index_state SET value = 0 WHERE name NOT IN ('generation', 'identity')")
    _raise_state(connection, generation=1)


def compact(connection: sqlite3.Connection) -> int:
    """Drops dead entries from the postings; returns how many. Worth it when a tenth of all slots is dead."""
    live = {slot for (slot,) in connection.execute("SELECT slot FROM vector")}
    dropped = 0
    changed = []
    for term, band, part, blob in connection.execute("SELECT term, band, part, slots FROM posting"):
        slots = uint32s(blob)
        kept = [slot for slot in slots if slot in live]
        if len(kept) < len(slots):
            dropped += len(slots) - len(kept)
            changed.append((uint32_bytes(kept), term, band, part))
    connection.executemany("UPDATE posting SET slots = ? WHERE term = ? AND band = ? AND part = ?", changed)
    connection.execute("DELETE FROM posting WHERE length(slots) = 0")
    return dropped


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the index, a sentence each; empty if nothing is. `clear` and `add_all` mend all of it."""
    problems = []
    try:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError:
        problems.append("The search index is damaged.")
    counters = state(connection)
    missing, foreign = connection.execute(
        "SELECT (SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM vector)),"
        " (SELECT count(*) FROM vector WHERE article_id NOT IN (SELECT id FROM article))"
    ).fetchone()
    if missing:
        problems.append(f"{missing} articles are missing from the search index.")
    if foreign:
        problems.append(f"The search index holds {foreign} articles that the library doesn't.")
    if counters["stale"]:
        problems.append(f"{counters['stale']} articles left words behind in the search index.")
    if counters["articles"] != connection.execute("SELECT count(*) FROM vector").fetchone()[0]:
        problems.append("The search index counts its articles wrongly.")
    return problems


def _typed(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """The pairs for the vocabulary: all but bigrams, which are never completed and are their own stems."""
    for pair in analysis.surfaces:
        if pair[0] != pair[1] or pair[0].isascii() or not SPACELESS_RUN.match(pair[0]):
            yield pair


def _band(weight: float) -> int:
    return next(band for band, bound in enumerate(BANDS) if weight >= bound)


def _strongest(groups: dict[int, list[int]]) -> dict[int, list[int]]:
    """The `VECTOR_TERMS` terms that occur most often."""
    kept: dict[int, list[int]] = {}
    room = VECTOR_TERMS
    for count in sorted(groups, reverse=True):
        kept[count] = groups[count][:room]
        room -= len(kept[count])
        if not room:
            break
    return kept


def _checksum(analysis: Analysis) -> int:
    return zlib.crc32("\n".join((analysis.title_stems, analysis.byline_stems, analysis.text_stems)).encode())


def _analyse_again(language: str, title: str, byline: str, text: str) -> Analysis:
    from readlater.language.analysis import analyse

    document = Document((Block(BlockKind.PARAGRAPH, text),))
    return analyse(Draft(document, "", "", title=title, byline=byline, language=language))


def _numbers(connection: sqlite3.Connection, stems: Iterable[str]) -> Iterator[int]:
    for part in _parts(sorted(stems)):
        for (number,) in connection.execute(f"SELECT id FROM term WHERE stem IN ({_marks(part)})", part):
            yield number


def _change_frequencies(connection: sqlite3.Connection, changes: dict[int, int]) -> dict[int, int]:
    """Adds ``changes`` (term id → difference) to the document frequencies; returns what these were before."""
    chunks: dict[int, list[int]] = {}
    for term in changes:
        chunks.setdefault(term // TERMS_PER_CHUNK, []).append(term)
    before = {}
    rows = []
    for chunk in sorted(chunks):
        found = connection.execute("SELECT df FROM term_df WHERE chunk = ?", (chunk,)).fetchone()
        frequencies = uint32s(found[0]) if found else array("I", bytes(4 * TERMS_PER_CHUNK))
        for term in chunks[chunk]:
            place = term % TERMS_PER_CHUNK
            before[term] = frequencies[place]
            frequencies[place] = max(0, frequencies[place] + changes[term])
        rows.append((chunk, uint32_bytes(frequencies)))
    connection.executemany("INSERT OR REPLACE INTO term_df (chunk, df) VALUES (?, ?)", rows)
    return before


def _raise_state(connection: sqlite3.Connection, **differences: int) -> None:
    connection.executemany(
        "UPDATE index_state SET value = value + ? WHERE name = ?",
        [(difference, name) for name, difference in differences.items()],
    )


def _parts(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
