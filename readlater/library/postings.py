"""Postings and document frequencies: what similar readings are found by.

* ``posting`` lists for a stem the articles of which it is among the strongest: candidates for similar readings. Each
  entry has the stem's weight in the article, so the strong ones of a long list can be told from the rest.
* ``term_df`` counts in how many articles each stem occurs, in few large rows: a query needs all of them at once.

Both are made from the vectors, and in a large library not at once but for some articles together: they change more
pages than all the rest of a save. The newest articles wait (`waiting`) and are always compared, so they are found all
the same; they wait in the library, not in memory, so no crash can lose them.

Postings name an article by its *slot*, a number that is given anew whenever the article is analysed anew. So nothing is
ever taken out of a list: a slot without a vector is dead and is left out when candidates are compared. Rebuilding the
index drops the dead ones.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from struct import Struct

from readlater.library.vectors import LEVEL_TF, idf, uint16s, uint32_bytes, uint32s, unpack_vector, vector_terms

LAYOUT = 2
"""How the blobs of ``vector`` and ``posting`` are made; ``index_state`` says which way an index has."""

POSTED_TERMS = 64
"""How many of an article's strongest stems get a posting; more hardly helps (nDCG@5 −2.3 points at 64 on *both* sides,
none where only the candidates come from postings and the whole vectors are compared)."""

POSTED_EARLY = 256
"""As many in the library's first `EARLY` articles, when it isn't known yet which stems will be rare."""

EARLY = 1000

TERMS_PER_CHUNK = 1000
"""Document frequencies in one row of ``term_df``: 4 bytes each, so that a row just fits a page of 4096."""

PART_BITS = 16
"""Slots of one row of ``posting`` have all but so many low bits in common: an entry keeps these alone, and new entries
are appended to the row of their part, so rows stay short."""

ENTRY_BYTES = 3

WEIGHT_STEPS = 512
"""The weight of an entry is log tf in a vector of length 1, in steps of 1/512: 1 to 255."""

WAITING = 48
"""So many articles may wait: each is a further candidate whenever similar readings are looked for…"""

WAITING_SHARE = 64
"""…but only one in so many of a library: in a small one every article counts at once."""

TOGETHER = 40
"""When there are more, so many are posted together: it takes some 50 ms, and others may wait to write."""

_BATCH = 400
"""Values in one ``IN (…)``."""

_ENTRY = Struct("<HB")


def state(connection: sqlite3.Connection) -> dict[str, int]:
    """The counters of ``index_state`` by name."""
    return dict(connection.execute("SELECT name, value FROM index_state"))


def raise_state(connection: sqlite3.Connection, **differences: int) -> None:
    """Adds to counters of ``index_state``."""
    connection.executemany(
        "UPDATE index_state SET value = value + ? WHERE name = ?",
        [(difference, name) for name, difference in differences.items()],
    )


def entry(slot: int, weight: int) -> bytes:
    """The entry of an article in the row of its part of ``posting``."""
    return _ENTRY.pack(slot & (1 << PART_BITS) - 1, weight)


def entries(blob: bytes) -> tuple[array[int], bytes]:
    """The low bits of the slots, and the weights, of a row of ``posting``."""
    if len(blob) % ENTRY_BYTES:  # damaged: what is left over is for `readlater.library.index.check` to tell
        blob = blob[: len(blob) // ENTRY_BYTES * ENTRY_BYTES]
    slots = bytearray(len(blob) // ENTRY_BYTES * 2)
    slots[::2], slots[1::2] = blob[::3], blob[1::3]
    return uint16s(bytes(slots)), blob[2::3]


def strongest(blob: bytes, inverse: Mapping[int, float] | Sequence[float], articles: int) -> list[tuple[int, int]]:
    """The stems of a packed vector that get a posting, the strongest first: (term id, weight of the entry).

    ``inverse`` has the `idf` of each of its terms in a library of ``articles``; 0 for those that get no posting.
    """
    vector = unpack_vector(blob)
    step = WEIGHT_STEPS / math.sqrt(vector.square() or 1.0)
    ranked = [(inverse[term], term, 1) for term in vector.once]
    ranked += [
        (LEVEL_TF[level] * inverse[term], term, level) for term, level in zip(vector.often, vector.levels, strict=True)
    ]
    best = heapq.nlargest(POSTED_TERMS if articles > EARLY else POSTED_EARLY, ranked)
    return [(term, _weight(step * LEVEL_TF[level])) for strength, term, level in best if strength > 0]


def weights_of(blob: bytes) -> dict[int, int]:
    """The weight that each term of a packed vector has, or would have, in an entry of ``posting``."""
    vector = unpack_vector(blob)
    step = WEIGHT_STEPS / math.sqrt(vector.square() or 1.0)
    weights = dict.fromkeys(vector.once, _weight(step))
    weights.update((term, _weight(step * tf)) for term, tf in vector.weighed() if tf > 1.0)
    return weights


def _weight(value: float) -> int:
    return max(1, min(255, round(value)))


def waiting(connection: sqlite3.Connection, posted: int) -> list[tuple[int, bytes]]:
    """The articles after the slot ``posted``: slot and packed vector, the oldest first."""
    return connection.execute("SELECT slot, terms FROM vector WHERE slot > ? ORDER BY slot", (posted,)).fetchall()


def settle(connection: sqlite3.Connection) -> None:
    """Posts articles that wait, if there are too many."""
    counters = state(connection)
    limit = min(WAITING, counters["articles"] // WAITING_SHARE)
    if counters["slots"] - counters["posted"] <= limit:
        return
    vectors = waiting(connection, counters["posted"])
    if len(vectors) <= limit:  # some were removed since
        return
    due = vectors[: max(len(vectors) - limit, min(len(vectors), TOGETHER))]
    _post(connection, due, counters["articles"])
    connection.execute("UPDATE index_state SET value = ? WHERE name = 'posted'", (due[-1][0],))


def _post(connection: sqlite3.Connection, vectors: Sequence[tuple[int, bytes]], articles: int) -> None:
    """Writes postings and frequencies of articles.

    A stem of a single article leads nowhere and gets no posting; as soon as a second article has it, the first one is
    posted as well, or it could never be found by it.
    """
    stems: Counter[int] = Counter()
    for _, blob in vectors:
        stems.update(vector_terms(blob))
    before = change_frequencies(connection, stems)
    inverse = {term: idf(df + before[term], articles) if df + before[term] > 1 else 0.0 for term, df in stems.items()}
    fresh = {term for term, df in before.items() if df == 0}
    firsts: dict[int, tuple[int, int]] = {}
    posted: dict[tuple[int, int], dict[int, int]] = {}
    for slot, blob in vectors:
        if new := fresh.intersection(vector_terms(blob)):
            weights = weights_of(blob)
            firsts.update((term, (slot, weights[term])) for term in new)
            fresh -= new
        for term, weight in strongest(blob, inverse, articles):
            posted.setdefault((term, slot >> PART_BITS), {})[slot] = weight
    _post_firsts(connection, posted, inverse, before, firsts)
    connection.executemany(
        "INSERT INTO posting (term, part, entries) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)",
        [(*key, b"".join(entry(slot, weight) for slot, weight in posted[key].items())) for key in sorted(posted)],
    )


def _post_firsts(
    connection: sqlite3.Connection,
    posted: dict[tuple[int, int], dict[int, int]],
    inverse: Mapping[int, float],
    before: Mapping[int, int],
    firsts: Mapping[int, tuple[int, int]],
) -> None:
    """Notes the first article of a stem that had none, and posts the first one where now there is a second."""
    wanted = sorted(term for term, df in before.items() if df == 0 or (df == 1 and inverse[term]))
    changed = []
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for term, *noted in connection.execute(
            f"SELECT id, first_slot, first_weight FROM term WHERE id IN ({','.join('?' * len(part))})", part
        ):
            slot, weight = firsts.get(term, noted)
            if [slot, weight] != noted:
                changed.append((slot, weight, term))
            if inverse[term]:
                posted.setdefault((term, slot >> PART_BITS), {}).setdefault(slot, weight)
    connection.executemany("UPDATE term SET first_slot = ?, first_weight = ? WHERE id = ?", changed)


def frequencies(connection: sqlite3.Connection, terms: Iterable[int]) -> dict[int, int]:
    """In how many posted articles these terms occur."""
    found: dict[int, int] = {}
    for chunk, members in _chunks(terms).items():
        row = connection.execute("SELECT df FROM term_df WHERE chunk = ?", (chunk,)).fetchone()
        if row is not None:
            df = uint32s(row[0])
            found.update((term, df[term % TERMS_PER_CHUNK]) for term in members)
    return found


def change_frequencies(connection: sqlite3.Connection, changes: Mapping[int, int]) -> dict[int, int]:
    """Adds ``changes`` (term id → difference) to the document frequencies; returns what these were before."""
    before = {}
    rows = []
    for chunk, members in sorted(_chunks(changes).items()):
        found = connection.execute("SELECT df FROM term_df WHERE chunk = ?", (chunk,)).fetchone()
        df = uint32s(found[0]) if found else array("I", bytes(4 * TERMS_PER_CHUNK))
        for term in members:
            place = term % TERMS_PER_CHUNK
            before[term] = old = df[place]
            df[place] = max(0, old + changes[term])
        rows.append((chunk, uint32_bytes(df)))
    connection.executemany("INSERT OR REPLACE INTO term_df (chunk, df) VALUES (?, ?)", rows)
    return before


def _chunks(terms: Iterable[int]) -> dict[int, list[int]]:
    """The terms by the row of ``term_df`` in which they are counted."""
    chunks: dict[int, list[int]] = {}
    for term in terms:
        chunks.setdefault(term // TERMS_PER_CHUNK, []).append(term)
    return chunks


def all_frequencies(connection: sqlite3.Connection) -> array[int]:
    """In how many posted articles every term occurs, by its id. The newest terms may be missing at the end."""
    df = array("I")
    for chunk, blob in connection.execute("SELECT chunk, df FROM term_df ORDER BY chunk"):
        df.frombytes(bytes(4 * max(0, chunk * TERMS_PER_CHUNK - len(df))))  # a chunk of terms that were never posted
        df += uint32s(blob[: len(blob) // 4 * 4])
    return df
