"""The tables behind search and similar readings, and how an article gets into and out of them.

Everything here runs inside the caller's transaction, so an article and its terms are stored together or not at all.

* ``search`` holds the stems of what is searched (`readlater.library.fulltext`); ``vocab`` maps typed words to stems
  (`readlater.library.vocabulary`).
* ``term`` numbers the stems; ``vector`` keeps an article's stems and how often each occurs.
* ``term_df`` counts in how many articles each stem occurs, and ``posting`` names for a stem the articles of which it is
  among the strongest. They follow a little later (`readlater.library.postings`).

What was put into ``search`` is made again from the stored text when an article is removed. A checksum tells if the
analyser has changed meanwhile; such an article leaves tokens behind that match nothing visible (`check` counts them).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readlater.library import fulltext, postings, vocabulary
from readlater.library.postings import raise_state, state
from readlater.library.vectors import pack_vector, vector_terms
from readlater.model import Analysis, Block, BlockKind, Document, Draft

VECTOR_TERMS = 1024
"""The most stems of an article that are kept for comparing: all of them up to about 5,000 words."""

SCHEMA: tuple[str, ...] = (
    *fulltext.SCHEMA,
    """
CREATE TABLE vocab (                                   -- words as they are typed, folded → stems they are indexed under
    surface TEXT NOT NULL,
    stem TEXT NOT NULL,
    df INTEGER NOT NULL,                               -- articles in which the surface has this stem; see vocabulary
    PRIMARY KEY (surface, stem)
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX vocab_stem ON vocab(stem)",
    """
CREATE TABLE term (
    id INTEGER PRIMARY KEY,                            -- 1, 2, 3… without gaps
    stem TEXT NOT NULL UNIQUE,
    first_slot INTEGER NOT NULL,                       -- the first article that has it: posted when a second one comes
    first_weight INTEGER NOT NULL                      -- and with this weight
) STRICT
""",
    """
CREATE TABLE term_df (
    chunk INTEGER PRIMARY KEY,                         -- term.id // 1000
    df BLOB NOT NULL                                   -- 1000 × uint32, little-endian: posted articles that have it
) STRICT
""",
    """
CREATE TABLE posting (
    term INTEGER NOT NULL,
    part INTEGER NOT NULL,                             -- slot >> 16
    entries BLOB NOT NULL,                             -- postings.entry() of each article
    PRIMARY KEY (term, part)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE vector (
    slot INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL,                            -- by whose rules the text was analysed
    checksum INTEGER NOT NULL,                         -- fulltext.Entry.checksum
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
    f"""
INSERT INTO index_state (name, value) VALUES
    ('articles', 0),                                   -- that are indexed
    ('slots', 0),                                      -- given so far
    ('terms', 0),                                      -- rows of term
    ('posted', 0),                                     -- the last slot that is in term_df and posting
    ('stale', 0),                                      -- removed, with tokens left behind in search
    ('generation', 0),                                 -- raised by every change
    ('layout', {postings.LAYOUT}),                     -- of the blobs
    ('identity', abs(random() / 2))                    -- of this index
""",
)
"""The DDL, statement by statement."""

_MANY_DEAD = 100_000
"""So many entries of articles that are gone are no matter for any library: they are read in a few milliseconds."""

_BATCH = 400
"""Values in one ``IN (…)``."""


def add(connection: sqlite3.Connection, article_id: int, analysis: Analysis) -> None:
    """Puts an article into the index. Its row and its document may come before or after, in the same transaction."""
    add_all(connection, [(article_id, analysis)])


def add_all(connection: sqlite3.Connection, items: Sequence[tuple[int, Analysis]]) -> None:
    """Puts articles into the index, each of which is not in it yet; far cheaper together than one by one."""
    if not items:
        return
    notes = fulltext.notes(connection, [number for number, _ in items])
    vocabulary.add(connection, [with_notes(one, notes.get(number, "")) for number, one in items], items[0][0])
    counters = state(connection)
    stems: Counter[str] = Counter()
    for _, analysis in items:
        stems.update(analysis.counts.keys())
    known = numbers_of(connection, stems)
    new = {stem: number for number, stem in enumerate(sorted(stems.keys() - known.keys()), counters["terms"] + 1)}
    keywords = _keywords(connection, items, known, stems, counters["articles"] + len(items))
    entries = {number: entry(one, keywords[number], notes.get(number, "")) for number, one in items}
    fulltext.add(connection, entries.items())
    numbers = known | new
    firsts: dict[int, tuple[int, int]] = {}  # of the new terms: slot and weight
    rows = []
    unseen = set(new.values())
    for slot, (article_id, analysis) in enumerate(items, counters["slots"] + 1):
        counts = {numbers[stem]: count for stem, count in analysis.counts.items()}
        blob = pack_vector(strongest(counts))
        if fresh := unseen & counts.keys():
            weights = postings.weights_of(blob)
            firsts.update((term, (slot, weights.get(term, 1))) for term in fresh)
            unseen -= fresh
        rows.append((slot, article_id, analysis.language, entries[article_id].checksum, blob))
    connection.executemany(
        "INSERT INTO vector (slot, article_id, language, checksum, terms) VALUES (?, ?, ?, ?, ?)", rows
    )
    connection.executemany(
        "INSERT INTO term (id, stem, first_slot, first_weight) VALUES (?, ?, ?, ?)",
        [(number, stem, *firsts[number]) for stem, number in new.items()],
    )
    raise_state(connection, articles=len(items), slots=len(items), terms=len(new), generation=1)
    postings.settle(connection)


def numbers_of(connection: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    """The ids of those stems that ``term`` has."""
    numbers: dict[str, int] = {}
    wanted = sorted(stems)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        marks = ",".join("?" * len(part))
        numbers.update(connection.execute(f"SELECT stem, id FROM term WHERE stem IN ({marks})", part).fetchall())
    return numbers


def _keywords(
    connection: sqlite3.Connection,
    items: Sequence[tuple[int, Analysis]],
    known: dict[str, int],
    stems: Counter[str],
    articles: int,
) -> dict[int, list[str]]:
    """Ranks and writes the keywords, by how many articles have a stem, these among them; returns them by article."""
    from readlater.language.keywords import rank

    wanted = {stem for _, analysis in items for one in analysis.candidates for stem in one.stems}
    before = postings.frequencies(connection, (known[stem] for stem in wanted & known.keys()))
    frequency = {stem: stems[stem] + before.get(known.get(stem, 0), 0) or 1 for stem in wanted}.__getitem__
    ranked = {article_id: rank(analysis.candidates, frequency, articles) for article_id, analysis in items}
    connection.executemany(
        "INSERT INTO keyword (article_id, rank, text, score) VALUES (?, ?, ?, ?)",
        [
            (article_id, place, keyword.text, keyword.score)
            for article_id, keywords in ranked.items()
            for place, keyword in enumerate(keywords)
        ],
    )
    return {article_id: [keyword.text for keyword in keywords] for article_id, keywords in ranked.items()}


def remove(
    connection: sqlite3.Connection, article_id: int, analysis: Analysis | None = None, notes: str | None = None
) -> None:
    """Takes an article out of the index; nothing happens if it is not in it.

    To be called while ``article``, ``document`` and ``highlight`` still hold what was indexed; ``analysis`` is that of
    the article as it was indexed, and ``notes`` what `fulltext.notes` gave for it, if the caller has them.
    """
    found = connection.execute(
        "SELECT v.slot, v.language, v.checksum, v.terms, a.title, a.byline, d.text FROM vector v"
        " LEFT JOIN article a ON a.id = v.article_id LEFT JOIN document d ON d.article_id = v.article_id"
        " WHERE v.article_id = ?",
        (article_id,),
    ).fetchone()
    if found is None:
        return
    slot, language, checksum, terms, title, byline, text = found
    analysis = analysis or _analyse_again(language, title or "", byline or "", text or "")
    keywords = connection.execute("SELECT text FROM keyword WHERE article_id = ? ORDER BY rank", (article_id,))
    if notes is None:
        notes = fulltext.notes(connection, [article_id]).get(article_id, "")
    indexed = entry(analysis, [keyword for (keyword,) in keywords.fetchall()], notes)
    if indexed.checksum == checksum:
        fulltext.remove(connection, article_id, indexed)
        vocabulary.remove(connection, with_notes(analysis, notes), article_id)
    else:
        raise_state(connection, stale=1)
    if slot <= state(connection)["posted"]:
        postings.change_frequencies(connection, dict.fromkeys(vector_terms(terms), -1))
    connection.execute("DELETE FROM vector WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM keyword WHERE article_id = ?", (article_id,))
    raise_state(connection, articles=-1, generation=1)


def clear(connection: sqlite3.Connection) -> None:
    """Empties the index, for building it anew with `add_all`."""
    fulltext.clear(connection)
    for table in ("vocab", "term", "term_df", "posting", "vector", "keyword"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE index_state SET value = 0 WHERE name NOT IN ('generation', 'identity', 'layout')")
    raise_state(connection, generation=1)


_COUNTERS = {"articles", "posted", "slots", "stale", "terms"}
"""What the check needs of the state."""


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the index, a sentence each; empty if nothing is. `clear` and `add_all` mend all of it."""
    problems = []
    if not fulltext.is_sound(connection):
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
    if not counters.keys() >= _COUNTERS:
        return [*problems, "The search index has lost its counters."]
    if counters["stale"]:
        problems.append(f"{counters['stale']} articles left words behind in the search index.")
    if counters["articles"] != connection.execute("SELECT count(*) FROM vector").fetchone()[0]:
        problems.append("The search index counts its articles wrongly.")
    if counters.get("layout") != postings.LAYOUT:
        return [*problems, "The index of similar readings was made by an older readlater."]
    return problems + _check_vectors(connection, counters)


def _check_vectors(connection: sqlite3.Connection, counters: dict[str, int]) -> list[str]:
    """What is wrong with the vectors, and with the frequencies and postings that are made of them."""
    df: Counter[int] = Counter()
    live: dict[int, bytes] = {}
    damaged = 0
    for slot, blob in connection.execute("SELECT slot, terms FROM vector"):
        try:
            terms = vector_terms(blob)
        except ValueError:
            terms = [0]
        if terms and not 0 < min(terms) <= max(terms) <= counters["terms"]:
            damaged += 1
        elif slot <= counters["posted"]:
            live[slot] = blob
            df.update(terms)
    if damaged:
        return [f"{damaged} articles can't be compared with others: their keyword vectors are damaged."]
    problems = []
    known, last = connection.execute("SELECT count(*), max(id) FROM term").fetchone()
    if not known == (last or 0) == counters["terms"]:
        problems.append("The search index has lost words.")
    counted = postings.all_frequencies(connection)
    if df != {term: count for term, count in enumerate(counted) if count}:
        problems.append("The index counts wrongly in how many articles its words occur.")
    return problems + _check_postings(connection, counters, df, live)


def _check_postings(
    connection: sqlite3.Connection, counters: dict[str, int], df: Counter[int], live: dict[int, bytes]
) -> list[str]:
    posted: Counter[int] = Counter()
    for part, blob in connection.execute("SELECT part, entries FROM posting"):
        slots, weights = postings.entries(blob)
        if len(blob) % postings.ENTRY_BYTES or not all(weights):
            return ["The lists of similar readings are damaged."]
        posted.update(slot | part << postings.PART_BITS for slot in slots)
    if any(slot > counters["slots"] for slot in posted):
        return ["The lists of similar readings are damaged."]
    lacking = sum(any(df[term] > 1 for term in vector_terms(live[slot])) for slot in live.keys() - posted.keys())
    if lacking:
        return [f"{lacking} articles are missing from the lists of similar readings."]
    dead = posted.total() - sum(posted[slot] for slot in live)
    if dead > max(_MANY_DEAD, posted.total() // 2):
        return ["More than half of the lists of similar readings is about articles that are gone."]
    return []


def strongest(counts: dict[int, int]) -> dict[int, int]:
    """The `VECTOR_TERMS` of the terms that occur most often, those in most articles' vectors first among equals."""
    if len(counts) <= VECTOR_TERMS:
        return counts
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VECTOR_TERMS])


def entry(analysis: Analysis, keywords: Sequence[str], notes: str) -> fulltext.Entry:
    """What of an article goes into the full-text index."""
    language = analysis.language
    return fulltext.Entry(
        title=analysis.title_stems,
        keywords=fulltext.stemmed(keywords, language),
        byline=analysis.byline_stems,
        notes=fulltext.stemmed([notes], language) if notes else "",
        text=analysis.text_stems,
    )


def with_notes(analysis: Analysis, notes: str) -> Analysis:
    """An analysis whose ``surfaces`` hold the words of an article's notes and highlights, too: they can be typed."""
    if not notes:
        return analysis
    return replace(analysis, surfaces=analysis.surfaces | fulltext.words(notes, analysis.language))


def _analyse_again(language: str, title: str, byline: str, text: str) -> Analysis:
    from readlater.language.analysis import analyse

    draft = Draft(Document((Block(BlockKind.PARAGRAPH, text),)), "", "", title=title, byline=byline, language=language)
    return analyse(draft, summary=False, keyword_candidates=False)
