"""Similar readings: the articles nearest to one, to several or to a text by keywords, and what they share.

Two stages, for which some hundred small reads suffice however large the library is:

1. *Candidates.* The strongest stems, by log tf × idf, name the articles in whose postings they stand, and the next ones
   tell which of these are best. The newest articles, which are not posted yet, are
   looked at one by one.
2. *Comparing.* The best candidates' whole vectors are compared by cosine, log tf × idf with the document frequencies of
   now. So the score is exact, whatever the first stage did.

A score is the cosine of two keyword vectors, 0 to 1, and means the same for every article: about 0.9 and more for the
same text with changes, 0.3 to 0.6 for the same event or subject, 0.15 for the same field, under 0.1 for articles that
merely share some words. What is below a floor is never shown: see `FLOOR` and `CHANCE`.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter, mul

from readlater.library import candidates, frequencies, reasons
from readlater.library.candidates import ALIKE, CANDIDATES, STEMS, Subject
from readlater.library.frequencies import Frequencies, grade_of
from readlater.library.vectors import LEVEL_SQUARE, LEVEL_TF, Vector, unpack_vector

COMPARED = 24
"""How many of these are compared exactly."""

FLOOR = 0.03
"""Cosine below which articles are never called similar."""

CHANCE = 1500
"""Two articles share words by chance, the more the longer they are. So the floor is the geometric mean of their numbers
of stems divided by this, but at most `HIGHEST`."""

HIGHEST = 0.06
"""A higher floor costs more than it saves (nDCG@5 of passages −0.6 points at 0.08, −2.4 at 0.10)."""

UNKNOWN = (0.0155, 7.2)
"""In a small library it isn't known yet which words are common, and long articles share everyday words: there the floor
is at least the root of the mean number of stems times the first, or times the square of the second divided by the
articles, if that is less. Of 58 pages on eight subjects three in four false neighbours fall below it, and one real one
in forty; it doesn't matter from 110 articles on."""

SHORTEST = 600
"""But at most that number divided by this: short texts, such as passages, share less."""

COMMON = (0.15, 12)
"""A stem that more than this part of the articles has, and more than so many of them, is not named as shared while
others can be."""

WEAK = 0.12
"""Nor is one that contributes less than this part of what the strongest does."""


_SPARE = 3  # further neighbours, in case that some share no whole word


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar article: its id, the cosine (0 to 1), and shared keywords that stand in both texts, strongest first."""

    id: int
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """An article that was compared."""

    score: float
    id: int
    vector: Vector


def similar(connection: sqlite3.Connection, article_id: int, limit: int = 5) -> list[Neighbour]:
    """Returns at most ``limit`` similar articles, the nearest first.

    The article itself, its copies and the trash are left out, as is all below the floor and what shares no whole word.
    Empty if the article is not in the index.
    """
    return similar_to(connection, [article_id], limit)


def similar_to(connection: sqlite3.Connection, ids: Sequence[int], limit: int = 5) -> list[Neighbour]:
    """Like `similar`, to several articles together: what is shared is shared with any of them."""
    state = frequencies.read(connection)
    subject = None if state is None else subject_of(connection, ids, state)
    if state is None or subject is None:
        return []
    found = _shown(connection, ids, subject, state, limit + _SPARE)
    return _explained(connection, reasons.of_articles(connection, ids), subject, found, state, limit)


def similar_to_text(
    connection: sqlite3.Connection, counts: Mapping[str, int], text: str, language: str, limit: int = 5
) -> list[Neighbour]:
    """Like `similar`, to a text of ``language`` whose analysis says ``counts``; an article of that text is found."""
    state = frequencies.read(connection)
    if state is None:
        return []
    numbers = _numbers(connection, counts)
    tfs = {numbers[stem]: 1.0 + math.log(count) for stem, count in counts.items() if stem in numbers}
    unknown = sum((1.0 + math.log(count)) ** 2 for stem, count in counts.items() if stem not in numbers)
    subject = weighed(frozenset(), tfs, state, unknown * state.squares[0])
    found = _shown(connection, (), subject, state, limit + _SPARE)
    return _explained(connection, reasons.of_text(text, language), subject, found, state, limit)


def compare(connection: sqlite3.Connection, ids: Sequence[int], other: int) -> Neighbour | None:
    """How near an article is to several others together, and what is shared; None if it is below `FLOOR`."""
    state = frequencies.read(connection)
    subject = None if state is None else subject_of(connection, ids, state)
    row = connection.execute("SELECT slot FROM vector WHERE article_id = ?", (other,)).fetchone()
    if state is None or subject is None or row is None:
        return None
    found = next(_nearest(connection, subject, state, 1, [row[0]]), [])
    return next(iter(_explained(connection, reasons.of_articles(connection, ids), subject, found, state, 1)), None)


def near(connection: sqlite3.Connection, ids: Sequence[int], limit: int = 50) -> list[tuple[int, float]]:
    """Like `similar_to`, without what is shared: (article id, score)."""
    state = frequencies.read(connection)
    subject = None if state is None else subject_of(connection, ids, state)
    if state is None or subject is None:
        return []
    return [(one.id, one.score) for one in _shown(connection, ids, subject, state, limit)]


def nearest(
    connection: sqlite3.Connection,
    article_id: int,
    limit: int = 5,
    *,
    alike: bool = False,
) -> list[tuple[int, float]]:
    """The nearest of all other articles, copies and the trash among them: (article id, cosine).

    For use within a transaction, too: articles that were added in it are found. With ``alike`` only articles that have
    some of the very strongest stems in common are looked at: all copies, and several times quicker.
    """
    state = frequencies.read(connection)
    subject = None if state is None else subject_of(connection, [article_id], state, ALIKE[0] if alike else STEMS)
    if state is None or subject is None:
        return []
    slots = candidates.sharing(connection, subject, state, 2 * limit) if alike else None
    found = next(_nearest(connection, subject, state, limit, slots), [])
    return [(one.id, one.score) for one in found[:limit]]


def subject_of(
    connection: sqlite3.Connection, ids: Sequence[int], state: Frequencies, stems: int = STEMS
) -> Subject | None:
    """The joint vector of articles: the sum of theirs, each of length 1. None if none of them is in the index.

    Pages without an article are not counted: of them there is only a title, such as "Just a moment…".
    """
    marks = ",".join("?" * len(ids))
    found = connection.execute(
        f"SELECT slot, terms FROM vector JOIN article ON id = article_id WHERE article_id IN ({marks}) AND failed = ''",
        ids,
    ).fetchall()
    tfs: dict[int, float] = {}
    for _, blob in found:
        vector = unpacked(blob)
        length = math.sqrt(square_of(vector, state))
        for term, tf in vector.weighed() if length else ():
            tfs[term] = tfs.get(term, 0.0) + tf / length
    return weighed(frozenset(slot for slot, _ in found), tfs, state, stems=stems) if found else None


def weighed(
    slots: frozenset[int], tfs: Mapping[int, float], state: Frequencies, square: float = 0.0, stems: int = STEMS
) -> Subject:
    """Weighs terms; ``square`` is what terms that are not in the index add to the squared length."""
    grades, squares = state.grades, state.squares
    weights: dict[int, float] = {}
    ranked: list[tuple[float, int]] = []
    for term, tf in tfs.items():
        grade = grades[term]
        if grade == 1 and not slots:
            grade = 2  # a text that is in no article: with it there are two that have the term
        weight = tf * squares[grade]
        square += tf * weight
        if grade > 1:
            weights[term] = weight
            ranked.append((tf * weight, term))
    strongest = [(weights[term], term) for _, term in heapq.nlargest(stems, ranked)]
    return Subject(slots, weights, math.sqrt(square), len(tfs), strongest)


def _nearest(
    connection: sqlite3.Connection, subject: Subject, state: Frequencies, limit: int, slots: list[int] | None = None
) -> Iterator[list[_Near]]:
    """The nearest articles, some at a time; each time those that are nearest of the candidates that are left.

    ``slots`` are the candidates; None: whom the postings name.
    """
    if not subject.weights:
        return
    if slots is None:
        slots = candidates.named(connection, subject, state, max(CANDIDATES, 3 * limit))
    promising = _multiplied(connection, subject, slots)
    size = max(COMPARED, 2 * limit)
    for start in range(0, len(promising), size):
        compared = []
        for _, product, article_id, vector in promising[start : start + size]:
            square = square_of(vector, state)
            cosine = min(1.0, product / (subject.length * math.sqrt(square))) if square else 0.0
            if cosine >= FLOOR:
                compared.append(_Near(cosine, article_id, vector))
        compared.sort(key=lambda one: (-one.score, -one.id))
        yield compared


def _multiplied(
    connection: sqlite3.Connection, subject: Subject, slots: Sequence[int]
) -> list[tuple[float, float, int, Vector]]:
    """The candidates, the most promising first: (promise, product with the subject, article id, vector).

    The length of a candidate's vector is the dearest part of a cosine. So in the promise the length of its log tf
    stands in for it: of the exact five nearest 99 in 100 are among the 20 most promising (`COMPARED`).
    """
    weights = subject.weights
    weight = weights.__getitem__
    shared = frozenset(weights).intersection
    promising = []
    marks = ",".join("?" * len(slots))
    for article_id, blob in connection.execute(
        f"SELECT article_id, terms FROM vector WHERE slot IN ({marks})", slots
    ).fetchall():
        vector = unpacked(blob)
        once, often, levels = vector
        product = sum(map(weight, shared(once)))
        product += sum([LEVEL_TF[level] * weights[term] for term, level in zip(often, levels) if term in weights])  # noqa: B905
        if product:
            square = len(once) + sum(map(LEVEL_SQUARE.__getitem__, levels))
            promising.append((product * product / square, product, article_id, vector))
    promising.sort(key=itemgetter(0, 2), reverse=True)
    return promising


def square_of(vector: Vector, state: Frequencies) -> float:
    """The squared length of a vector, log tf × idf; 0 if it is damaged."""
    grade, square = state.grades.__getitem__, state.squares.__getitem__
    once, often = map(square, map(grade, vector.once)), map(square, map(grade, vector.often))
    squared: Iterator[float] = map(mul, map(LEVEL_SQUARE.__getitem__, vector.levels), often)
    try:
        return sum(once) + sum(squared)
    except IndexError:
        return 0.0


def unpacked(blob: bytes) -> Vector:
    """The vector; an empty one if it is damaged, which is for `readlater.library.index.check` to tell."""
    try:
        return unpack_vector(blob)
    except ValueError:
        return Vector([], [], b"")


def _shown(
    connection: sqlite3.Connection, ids: Collection[int], subject: Subject, state: Frequencies, limit: int
) -> list[_Near]:
    """The nearest without the trash, pages without an article, copies of ``ids``, and what is below the floor."""
    hidden = copies_of(connection, ids)
    shown: list[_Near] = []
    for some in _nearest(connection, subject, state, limit):
        marks = ",".join("?" * len(some))
        there = {
            number
            for (number,) in connection.execute(  # the + keeps SQLite from reading an index of all that isn't deleted
                f"SELECT id FROM article WHERE id IN ({marks}) AND +deleted IS NULL AND +failed = ''",
                [one.id for one in some],
            )
        }
        for one in some:
            if one.score >= floor(subject, one.vector, state) and one.id in there and one.id not in hidden:
                shown.append(one)
        if len(shown) >= limit:
            break
    return shown[:limit]


def floor(subject: Subject, vector: Vector, state: Frequencies) -> float:
    """The cosine below which an article of that vector is not called similar to the subject."""
    least = min(UNKNOWN[0], (UNKNOWN[1] / max(1, state.articles)) ** 2)
    size = math.sqrt(subject.size * (len(vector.once) + len(vector.often)))
    return max(min(HIGHEST, size / CHANCE), min(least * math.sqrt(size), size / SHORTEST))


def copies_of(connection: sqlite3.Connection, ids: Collection[int]) -> set[int]:
    """The articles that are, or look like, copies of these; not those of which the reader said that they are others."""
    copies: set[int] = set()
    for number in ids:
        copies.update(
            other
            for (other,) in connection.execute(
                "SELECT other_id FROM copy WHERE article_id = ?1 AND dismissed = 0"
                " UNION SELECT article_id FROM copy WHERE other_id = ?1 AND dismissed = 0"
                " UNION SELECT id FROM article WHERE content_hash = (SELECT content_hash FROM article WHERE id = ?1)",
                (number,),
            )
        )
    return copies


def _explained(
    connection: sqlite3.Connection,
    told: reasons.Told,
    subject: Subject,
    found: Sequence[_Near],
    state: Frequencies,
    limit: int,
) -> list[Neighbour]:
    """Names what the subject and each of the nearest share; what shares no whole word is left out."""
    explained: list[Neighbour] = []
    for some in (found[:limit], found[limit:]):  # the second part is hardly ever needed
        if some and len(explained) < limit:
            shared = reasons.shared(connection, told, {one.id: strongest(subject, one.vector, state) for one in some})
            explained += [Neighbour(one.id, one.score, shared[one.id]) for one in some if shared[one.id]]
    return explained[:limit]


def strongest(subject: Subject, vector: Vector, state: Frequencies) -> list[tuple[int, bool]]:
    """The terms that contribute most to the score, the most important first, and whether each tells something.

    Those don't that are common in the library, or contribute little beside the strongest.
    """
    weights = subject.weights
    products = [(weights[term], term) for term in weights.keys() & vector.once]
    products += [
        (LEVEL_TF[level] * weights[term], term)
        for term, level in zip(vector.often, vector.levels, strict=True)
        if term in weights
    ]
    strongest = heapq.nlargest(reasons.CONSIDERED, products)
    common = grade_of(int(max(COMMON[0] * state.articles, COMMON[1])))
    rare = [state.grades[term] <= common for _, term in strongest]
    least = WEAK * max((product for (product, _), tells in zip(strongest, rare, strict=True) if tells), default=0.0)
    return [(term, tells and product >= least) for (product, term), tells in zip(strongest, rare, strict=True)]


def _numbers(connection: sqlite3.Connection, stems: Collection[str]) -> dict[str, int]:
    """The ids of those stems that the index has."""
    from readlater.library.index import numbers_of

    return numbers_of(connection, stems)
