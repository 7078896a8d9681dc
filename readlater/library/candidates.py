"""Candidates for similar readings: the articles in whose postings the strongest stems of a subject stand."""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from readlater.library.frequencies import Frequencies
from readlater.library.postings import ENTRY_BYTES, PART_BITS, WEIGHT_STEPS, entries, entry

STEMS = 64
"""Of how many stems the postings are read."""

NAMING = (8, 2_000)
"""Whom the lists name of the first so many stems, and as many more as have so many postings together, is a candidate;
the other lists only tell which candidates are best. (What is near is in the first lists, too: recall is the same.)"""

ENTRIES = 20_000
"""How many postings are read in all: some 0.05 µs each."""

LIST_ENTRIES = 3_000
"""How many postings are read of one stem: its strongest."""

CANDIDATES = 120
"""How many articles' vectors are multiplied with the subject's."""

ALIKE = (24, 4)
"""Of so many strongest stems articles that are alike share so many: of a copy that was cut to its first 40 % there are
some ten."""

_READ_TOGETHER = 8  # lists of postings: a statement costs as much as a short one of these


@dataclass(frozen=True, slots=True)
class Subject:
    """That for which similar articles are wanted, weighed: term id → log tf × idf², and its vector's length."""

    slots: frozenset[int]
    """Of the articles that it is made of."""
    weights: dict[int, float]
    length: float
    size: int
    """How many terms it has."""
    strongest: list[tuple[float, int]]
    """The `STEMS` terms with the greatest log tf × idf, the greatest first: (log tf × idf², term)."""


def named(
    connection: sqlite3.Connection,
    subject: Subject,
    state: Frequencies,
    count: int,
    among: Collection[int] | None = None,
) -> list[int]:
    """The slots that share most with the strongest stems, as far as the postings tell, and those waiting tell.

    ``among``: the slots that are wanted; None: any.
    """
    parts: dict[int, dict[int, float]] = {}
    read = 0
    for place, (weight, rows) in enumerate(_lists(connection, subject)):
        naming = place < NAMING[0] or read < NAMING[1]
        size = sum(len(blob) for _, blob in rows) // ENTRY_BYTES
        for part, blob in rows:
            slots, strengths = entries(blob)
            chosen: Iterable[tuple[int, int]] = zip(slots, strengths, strict=True)
            if size > LIST_ENTRIES:
                chosen = _strong(chosen, strengths, size)
            scores = parts.setdefault(part, {})
            if naming:
                get = scores.get
                for slot, strength in chosen:
                    scores[slot] = get(slot, 0.0) + weight * strength
            else:
                for slot, strength in chosen:
                    if slot in scores:
                        scores[slot] += weight * strength
        read += min(size, LIST_ENTRIES)
        if read >= ENTRIES:
            break
    for slot in subject.slots:
        parts.get(slot >> PART_BITS, {}).pop(slot & (1 << PART_BITS) - 1, None)
    _add_waiting(parts, subject, state)
    if among is not None:
        parts = {
            part: {slot: score for slot, score in scores.items() if part << PART_BITS | slot in among}
            for part, scores in parts.items()
        }
    return _best(parts, count)


def _lists(connection: sqlite3.Connection, subject: Subject) -> Iterator[tuple[float, list[tuple[int, bytes]]]]:
    """The strongest stems, the strongest first: weight, and the parts of the list of postings."""
    for start in range(0, len(subject.strongest), _READ_TOGETHER):
        some = subject.strongest[start : start + _READ_TOGETHER]
        found: dict[int, list[tuple[int, bytes]]] = {}
        marks = ",".join("?" * len(some))
        for term, part, blob in connection.execute(
            f"SELECT term, part, entries FROM posting WHERE term IN ({marks})", [term for _, term in some]
        ).fetchall():
            found.setdefault(term, []).append((part, blob))
        for weight, term in some:
            rows = found.get(term, [])
            if not rows and not subject.slots:
                rows = _single(connection, term)
            yield weight, rows


def sharing(connection: sqlite3.Connection, subject: Subject, state: Frequencies, count: int) -> list[int]:
    """The slots that share most of the strongest stems, at least `ALIKE` of them; common stems tell nothing of that."""
    parts: dict[int, Counter[int]] = {}
    strong = frozenset(term for _, term in subject.strongest)
    for term in strong:
        for part, blob in connection.execute("SELECT part, entries FROM posting WHERE term = ?", (term,)).fetchall():
            if len(blob) <= LIST_ENTRIES * ENTRY_BYTES:
                parts.setdefault(part, Counter()).update(entries(blob)[0])
    shared = {slot: len(strong.intersection(terms)) for slot, terms in state.waiting}
    for part, counts in parts.items():
        shared.update({part << PART_BITS | slot: times for slot, times in counts.items() if times >= ALIKE[1]})
    found = [(times, slot) for slot, times in shared.items() if times >= ALIKE[1] and slot not in subject.slots]
    return [slot for _, slot in heapq.nlargest(count, found)]


def _single(connection: sqlite3.Connection, term: int) -> list[tuple[int, bytes]]:
    """What ``posting`` would have of a term that has no row there, for only one article has it."""
    found = connection.execute("SELECT first_slot, first_weight FROM term WHERE id = ?", (term,)).fetchone()
    return [] if found is None else [(found[0] >> PART_BITS, entry(*found))]


def _add_waiting(parts: dict[int, dict[int, float]], subject: Subject, state: Frequencies) -> None:
    """Scores the articles that are not posted yet as their postings would."""
    strong = {term: weight * WEIGHT_STEPS for weight, term in subject.strongest}
    for slot, terms in state.waiting:
        shared = terms.intersection(strong)
        if shared and slot not in subject.slots:
            score = sum([strong[term] for term in shared]) / math.sqrt(len(terms))
            parts.setdefault(slot >> PART_BITS, {})[slot & (1 << PART_BITS) - 1] = score


def _strong(postings: Iterable[tuple[int, int]], strengths: bytes, size: int) -> Iterator[tuple[int, int]]:
    """The strongest postings of a part of a list of ``size``, about as many as are its share of `LIST_ENTRIES`."""
    sample = sorted(strengths[:: max(1, len(strengths) // 200)], reverse=True)
    least = sample[len(sample) * LIST_ENTRIES // size]
    return (posting for posting in postings if posting[1] >= least)


def _best(parts: Mapping[int, Mapping[int, float]], count: int) -> list[int]:
    """The ``count`` slots with the highest scores."""
    every = sorted(chain.from_iterable(scores.values() for scores in parts.values()), reverse=True)
    least = every[count - 1] if len(every) > count else 0.0
    ranked = [
        (score, part << PART_BITS | slot)
        for part, scores in parts.items()
        for slot, score in scores.items()
        if score >= least
    ]
    return [slot for _, slot in sorted(ranked, reverse=True)[:count]]
