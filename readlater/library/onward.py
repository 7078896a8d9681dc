"""What to read next: the unread articles nearest to what was lately finished, marked or favoured, and to which of it.

1. *Leads.* The articles that were last finished, last marked and last favoured. The first of each counts most
   (`FADING`); one that is in several of these lists counts for each of them.
2. *Candidates.* The strongest stems of each lead name the unread articles in which they are strong, too, as for similar
   readings.
3. *Comparing.* Every candidate is compared with every lead by the cosine of similar readings, and only what would be
   called similar counts. Its worth is that of the lead it owes most to, and a part (`OTHERS`) of those of the others:
   what is near to three things that were read is a better guess than what is near to one.
4. *Choosing.* The worthiest first; a lead that has led to one counts less for the next (`SPENT`), so that the list is
   not all about one subject. Of articles that are copies of each other only one is chosen.

The reason that is given is the lead to which the article owes most, with the keywords that they share.

The constants were chosen with simulated readers, on the development halves of the public sets that similar readings are
measured on. They finished some articles on a few subjects and, by accident, some on others; the rest of their subjects
should be suggested to them, and not of one subject alone. ``benchmarks/finding/onward.py`` measures it again, beside
simpler ways. Of the first ten 63 in 100 are right (nDCG), and they touch 80 % of a reader's subjects; of what is
nearest to all that was read, taken as one text, 59 and 69 %; to the last article, 42 and 34 %; of the newest, 17 and
11 %. (On the nine sets of fifteen by which nothing was chosen, 59 are right, and of what is nearest to one text of all
52.) News of few, wide subjects are found a little better by one text of all; paragraphs of many narrow ones are not.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Literal

from readlater.library import candidates, frequencies, reasons, similar
from readlater.library.candidates import Subject
from readlater.library.frequencies import Frequencies
from readlater.library.vectors import LEVEL_TF, Vector

FINISHED, MARKED, FAVOURED = 10, 5, 5
"""How many articles of each kind lead on: the latest."""

FADING = 0.93
"""What an article counts beside the one that was finished (marked, favoured) after it. (At 1.0 four points of
being right are lost, at 0.85 five points of subjects.)"""

OTHERS = 0.5
"""The part of what the other leads give that is added to what the first one gives. (Without them 5 points are lost.)"""

SPENT = 0.65
"""What a lead counts once it has led to an article, beside what it counted before that. (Without it 8 points of
subjects are lost; at 0.5 two more of them are gained for one of being right.)"""

LEAST = 0.1
"""The cosine with some lead below which nothing is suggested: there articles merely share some words. (At 0.12 nothing
is gained, at 0.15 two points of subjects are lost.)"""

FEW = 5000
"""Of so many unread articles at most it is known beforehand which they are: then only these become candidates."""

NAMED = 120
"""Otherwise so many candidates are looked at for each lead, unread or not…"""

COMPARED = 12
"""…and so many unread ones of them, the most promising, are compared."""

STEMS = 24
"""By how many of its strongest stems a lead names candidates: with 64 nothing else is chosen."""

_CONSIDERED = 200  # candidates among which is chosen: the worthiest
_LATELY = 200  # articles last read, and marks last made, among which the leads are looked for
_OPEN = (
    "+article.deleted IS NULL AND article.state = 'unread' AND article.archived = 0 AND article.failed = ''"
    " AND (article.snoozed IS NULL OR article.snoozed <= ?)"
)
"""What can be suggested: unread, not put away and not put off."""


Kind = Literal["read", "marked", "favourite"]


@dataclass(frozen=True, slots=True)
class Lead:
    """An article that leads on to others.

    Attributes:
        id: which.
        kind: why: ``read``, ``marked`` or ``favourite``; of several the one that counts most.
        weight: how much it counts.
    """

    id: int
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class Onward:
    """An article to read next: how much speaks for it, the lead, their cosine and the keywords that they share."""

    id: int
    worth: float
    lead: Lead
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate: its vector, and its cosine with each lead to which it is similar."""

    id: int
    vector: Vector
    scores: Mapping[int, float]


def onward(
    connection: sqlite3.Connection, now: int, limit: int = 10, among: Collection[int] | None = None
) -> list[Onward]:
    """What to read next, the best first; nothing while nothing was read, marked or favoured.

    Args:
        connection: to the library.
        now: milliseconds since 1970; what is put off until later is left out.
        limit: how many at most.
        among: the articles that are wanted; None: all that are unread.
    """
    state = frequencies.read(connection)
    leads = leads_of(connection)
    if state is None or not leads:
        return []
    subjects = {
        lead.id: subject
        for lead in leads
        if (subject := similar.subject_of(connection, [lead.id], state, STEMS)) is not None
    }
    slots = _candidates(connection, subjects, state, now, among)
    hidden = similar.copies_of(connection, list(subjects)) | set(subjects)
    found = [one for one in _compared(connection, subjects, slots, state) if one.id not in hidden]
    chosen = _chosen(connection, found, [lead for lead in leads if lead.id in subjects], 2 * limit)
    return _explained(connection, chosen, subjects, state)[:limit]


def leads_of(connection: sqlite3.Connection) -> list[Lead]:
    """The articles that lead on to others, those that count most first."""
    lists: dict[Kind, list[int]] = {
        "marked": _marked(connection),
        "favourite": _favoured(connection),
        "read": _finished(connection),
    }
    weights: dict[int, float] = {}
    kinds: dict[int, tuple[float, Kind]] = {}
    for kind, numbers in lists.items():
        for place, number in enumerate(numbers):
            weight = FADING**place
            weights[number] = weights.get(number, 0.0) + weight
            if number not in kinds or weight > kinds[number][0]:
                kinds[number] = (weight, kind)
    leads = [Lead(number, kinds[number][1], weight) for number, weight in weights.items()]
    return sorted(leads, key=lambda lead: (-lead.weight, -lead.id))


def _finished(connection: sqlite3.Connection) -> list[int]:
    """The articles that were read last, the latest first."""
    return _numbers(
        connection.execute(
            "SELECT id FROM (SELECT id, state, failed FROM article WHERE deleted IS NULL AND last_read IS NOT NULL"
            " ORDER BY last_read DESC LIMIT ?) WHERE state = 'read' AND failed = '' LIMIT ?",
            (_LATELY, FINISHED),
        )
    )


def _marked(connection: sqlite3.Connection) -> list[int]:
    """The articles in which something was marked last, the latest first."""
    numbers = _numbers(
        connection.execute("SELECT article_id FROM highlight ORDER BY created DESC, id DESC LIMIT ?", (_LATELY,))
    )
    latest = list(dict.fromkeys(numbers))
    marks = ",".join("?" * len(latest))
    there = set(
        _numbers(connection.execute(f"SELECT id FROM article WHERE id IN ({marks}) AND +deleted IS NULL", latest))
    )
    return [number for number in latest if number in there][:MARKED]


def _favoured(connection: sqlite3.Connection) -> list[int]:
    """The favourites that were read last, then those that were saved last: when they became that is not known."""
    read = connection.execute(
        "SELECT id FROM (SELECT id, favourite FROM article WHERE deleted IS NULL AND last_read IS NOT NULL"
        " ORDER BY last_read DESC LIMIT ?) WHERE favourite = 1 LIMIT ?",
        (_LATELY, FAVOURED),
    )
    saved = connection.execute(
        "SELECT id FROM article WHERE deleted IS NULL AND favourite = 1 ORDER BY created DESC LIMIT ?", (FAVOURED,)
    )
    return list(dict.fromkeys([*_numbers(read), *_numbers(saved)]))[:FAVOURED]


def _numbers(rows: Iterable[tuple[int]]) -> list[int]:
    return [number for (number,) in rows]


# --- candidates


def _candidates(
    connection: sqlite3.Connection,
    subjects: Mapping[int, Subject],
    state: Frequencies,
    now: int,
    among: Collection[int] | None,
) -> list[int]:
    """The slots of the unread articles that may be near to a lead."""
    wanted = _wanted(connection, now, among)
    named = [
        candidates.named(connection, subject, state, NAMED if wanted is None else COMPARED, wanted)
        for subject in subjects.values()
    ]
    if wanted is None:
        every = json.dumps(list({slot for slots in named for slot in slots}))
        unread = set(
            _numbers(
                connection.execute(
                    "SELECT slot FROM vector JOIN article ON article.id = article_id"
                    f" WHERE slot IN (SELECT value FROM json_each(?)) AND {_OPEN}",
                    (every, now),
                )
            )
        )
        named = [[slot for slot in slots if slot in unread][:COMPARED] for slots in named]
    return sorted({slot for slots in named for slot in slots})


def _wanted(connection: sqlite3.Connection, now: int, among: Collection[int] | None) -> frozenset[int] | None:
    """The slots of the articles that can be suggested, if they are few enough to be told one by one."""
    if among is None:
        rows = connection.execute(
            "SELECT id FROM article WHERE deleted IS NULL AND archived = 0 AND state = 'unread' LIMIT ?", (FEW + 1,)
        )
        among = _numbers(rows)
        if len(among) > FEW:
            return None
    return frozenset(
        _numbers(
            connection.execute(
                "SELECT slot FROM article JOIN vector ON article_id = article.id"
                f" WHERE article.id IN (SELECT value FROM json_each(?)) AND {_OPEN}",
                (json.dumps(list(among)), now),
            )
        )
    )


# --- comparing


def _compared(
    connection: sqlite3.Connection, subjects: Mapping[int, Subject], slots: Sequence[int], state: Frequencies
) -> list[_Found]:
    """The candidates that are similar to a lead, compared with all leads at once: most of the work is their vectors."""
    joint: dict[int, list[tuple[int, float]]] = {}
    for number, subject in subjects.items():
        for term, weight in subject.weights.items():
            joint.setdefault(term, []).append((number, weight / subject.length))
    terms = joint.keys()
    found: list[_Found] = []
    for article_id, blob in connection.execute(
        "SELECT article_id, terms FROM vector WHERE slot IN (SELECT value FROM json_each(?))", (json.dumps(slots),)
    ).fetchall():
        vector = similar.unpacked(blob)
        products: dict[int, float] = {}
        get = products.get
        for term in terms & vector.once:
            for number, weight in joint[term]:
                products[number] = get(number, 0.0) + weight
        for term, level in zip(vector.often, vector.levels, strict=True):
            if term in terms:
                tf = LEVEL_TF[level]
                for number, weight in joint[term]:
                    products[number] = get(number, 0.0) + tf * weight
        length = math.sqrt(similar.square_of(vector, state))
        scores = {
            number: min(1.0, product / length)
            for number, product in products.items()
            if product > similar.FLOOR * length and product >= length * similar.floor(subjects[number], vector, state)
        }
        if max(scores.values(), default=0.0) >= LEAST:
            found.append(_Found(article_id, vector, scores))
    return found


# --- choosing


def _chosen(
    connection: sqlite3.Connection, found: Sequence[_Found], leads: Sequence[Lead], limit: int
) -> list[tuple[_Found, Lead, float]]:
    """The worthiest, one after the other: (candidate, the lead that it owes most to, worth)."""
    weights = {lead.id: lead.weight for lead in leads}
    by_id = {lead.id: lead for lead in leads}
    left = nlargest(_CONSIDERED, found, key=lambda one: (_worth(one, weights), one.id))
    hidden: set[int] = set()
    chosen: list[tuple[_Found, Lead, float]] = []
    while left and len(chosen) < limit:
        worth, best = max(((_worth(one, weights), one) for one in left), key=lambda pair: (pair[0], pair[1].id))
        left.remove(best)
        if best.id in hidden:
            continue
        hidden |= similar.copies_of(connection, [best.id])
        lead = by_id[max(best.scores, key=lambda number: weights[number] * best.scores[number])]
        chosen.append((best, lead, worth))
        weights[lead.id] *= SPENT
    return chosen


def _worth(one: _Found, weights: Mapping[int, float]) -> float:
    """What the leads give together: all of what the strongest gives, and a part of what the others do."""
    given = [weights[number] * score for number, score in one.scores.items()]
    strongest = max(given)
    return strongest + OTHERS * (sum(given) - strongest)


def _explained(
    connection: sqlite3.Connection,
    chosen: Sequence[tuple[_Found, Lead, float]],
    subjects: Mapping[int, Subject],
    state: Frequencies,
) -> list[Onward]:
    """The chosen with what each shares with its lead; what shares no whole word with it is left out."""
    led: dict[int, list[_Found]] = {}
    for one, lead, _ in chosen:
        led.setdefault(lead.id, []).append(one)
    shared: dict[int, tuple[str, ...]] = {}
    for number, some in led.items():
        strongest = {one.id: similar.strongest(subjects[number], one.vector, state) for one in some}
        shared.update(reasons.shared(connection, reasons.of_articles(connection, [number]), strongest))
    return [
        Onward(one.id, worth, lead, one.scores[lead.id], shared[one.id])
        for one, lead, worth in chosen
        if shared[one.id]
    ]
