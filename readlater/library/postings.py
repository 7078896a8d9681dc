"""Postings and document frequencies: what similar readings are found by.

* ``posting`` lists for a stem the articles of which it is among the 64 strongest: candidates for similar readings. The
  entries are in bands by the stem's weight in the article, so that a long list is read from its strong end.
* ``term_df`` counts in how many articles each stem occurs, in few large rows: a query needs all of them at once.

Both are made from the vectors, and in a large library not at once but for some articles together: they change more
pages than all the rest of a save. The newest articles wait (`waiting`) and are always compared, so they are found all
the same; they wait in the library, not in memory, so no crash can lose them.

Postings name an article by its *slot*, a number that is given anew whenever the article is analysed anew. So nothing is
ever taken out of a list: a slot without a vector is dead and is left out when candidates are compared. `compact` drops
the dead ones.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from readlater.library.vectors import idf, log_tf, uint32_bytes, uint32s, unpack_vector, vector_terms

POSTED_TERMS = 64
"""How many of an article's strongest stems get a posting; more hardly helps (nDCG@5 −2.3 points at 64 on *both* sides,
none where only the candidates come from postings and the whole vectors are compared)."""

TERMS_PER_CHUNK = 1000
"""Document frequencies in one row of ``term_df``: 4 bytes each, so that a row just fits a page of 4096."""

SLOTS_PER_PART = 32768
"""Slots of one row of ``posting``: new entries are appended to the row of their part, so rows stay short."""

BANDS = (0.20, 0.12, 0.07, 0.0)
"""Lower bounds of a stem's weight, log tf in a vector of length 1, in the bands 0, 1, 2 and 3 of ``posting``."""

WAITING = 64
"""So many articles may wait: each is a further candidate whenever similar readings are looked for…"""

WAITING_SHARE = 64
"""…but only one in so many of a library: in a small one every article counts at once."""

TOGETHER = 48
"""When there are more, so many are posted together: it takes some 60 ms, and others may wait to write."""

_BATCH = 400
"""Values in one ``IN (…)``."""


def state(connection: sqlite3.Connection) -> dict[str, int]:
    """The counters of ``index_state`` by name."""
    counters = dict(connection.execute("SELECT name, value FROM index_state"))
    counters.setdefault("posted", counters["slots"])  # of an index that was made when no article ever waited
    return counters


def raise_state(connection: sqlite3.Connection, **differences: int) -> None:
    """Adds to counters of ``index_state``."""
    connection.executemany(
        "UPDATE index_state SET value = value + ? WHERE name = ?",
        [(difference, name) for name, difference in differences.items()],
    )


def band_of(weight: float) -> int:
    """The band of `BANDS` in which a stem of that weight is posted."""
    return next(band for band, bound in enumerate(BANDS) if weight >= bound)


def waiting(connection: sqlite3.Connection, posted: int) -> list[tuple[int, array[int]]]:
    """The articles after the slot ``posted``: slot and packed vector (as `uint32s`), the oldest first."""
    rows = connection.execute("SELECT slot, terms FROM vector WHERE slot > ? ORDER BY slot", (posted,))
    return [(slot, uint32s(terms)) for slot, terms in rows]


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


def _post(connection: sqlite3.Connection, vectors: Sequence[tuple[int, array[int]]], articles: int) -> None:
    """Writes postings and frequencies of articles.

    A stem of a single article leads nowhere and gets no posting; as soon as a second article has it, the first one is
    posted as well, or it could never be found by it.
    """
    stems: Counter[int] = Counter()
    for _, packed in vectors:
        stems.update(vector_terms(packed))
    before = change_frequencies(connection, stems)
    weight = {term: idf(df + before[term], articles) for term, df in stems.items() if df + before[term] > 1}
    fresh = {term for term, df in before.items() if df == 0}
    firsts: dict[int, tuple[int, int]] = {}
    entries: dict[tuple[int, int, int], list[int]] = {}
    for slot, packed in vectors:
        part = slot // SLOTS_PER_PART
        groups = [(log_tf(count), terms) for count, terms in unpack_vector(packed)]
        length = math.sqrt(sum(tf * tf * len(terms) for tf, terms in groups)) or 1.0
        strong: list[tuple[float, int, int]] = []
        for tf, terms in groups:
            band = band_of(tf / length)
            strong += [(tf * weight[term], term, band) for term in terms if term in weight]
            firsts.update(dict.fromkeys(fresh.intersection(terms), (slot, band)))
        fresh.difference_update(vector_terms(packed))
        strong.sort(reverse=True)
        for _, term, band in strong[:POSTED_TERMS]:
            entries.setdefault((term, band, part), []).append(slot)
    _post_firsts(connection, entries, weight, before, firsts)
    connection.executemany(
        "INSERT INTO posting (term, band, part, slots) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET slots = CAST(slots || excluded.slots AS BLOB)",
        [(*key, uint32_bytes(entries[key])) for key in sorted(entries)],
    )


def _post_firsts(
    connection: sqlite3.Connection,
    entries: dict[tuple[int, int, int], list[int]],
    weight: Mapping[int, float],
    before: Mapping[int, int],
    firsts: Mapping[int, tuple[int, int]],
) -> None:
    """Notes the first article of a stem that had none, and posts the first one where now there is a second."""
    wanted = sorted(term for term, df in before.items() if df == 0 or (df == 1 and term in weight))
    changed = []
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        for term, *noted in connection.execute(
            f"SELECT id, first_slot, first_band FROM term WHERE id IN ({','.join('?' * len(part))})", part
        ):
            slot, band = firsts.get(term, noted)
            if [slot, band] != noted:
                changed.append((slot, band, term))
            if term in weight:
                slots = entries.setdefault((term, band, slot // SLOTS_PER_PART), [])
                if slot not in slots:
                    slots.append(slot)
    connection.executemany("UPDATE term SET first_slot = ?, first_band = ? WHERE id = ?", changed)


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
