"""Similar readings: the articles nearest to one by keywords, and the keywords that they share.

Two stages, for which some hundred small reads suffice however large the library is:

1. *Candidates.* The strongest stems of the article, by log tf × idf, name the articles in whose postings they stand;
   the lists are read from the strongest stem on, and each from its strong end, until `ENTRIES` entries were read. The
   newest articles, which are not posted yet, are candidates too.
2. *Comparing.* The best candidates' whole vectors are compared with the article's by cosine, log tf × idf with the
   document frequencies of now.

The frequencies of all stems (4 bytes each) are kept between calls and read anew when the index has changed.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from readlater.language.scripts import SPACELESS_RUN
from readlater.library.marking import common_word, fold_in_place, whole_words
from readlater.library.postings import state, waiting
from readlater.library.vectors import idf, log_tf, uint32s, unpack_vector, vector_terms

STEMS = 64
"""Of how many of the article's stems the postings are read."""

ENTRIES = 8_000
"""How many postings are read in all: 0.2 µs each."""

LIST_ENTRIES = 1_000
"""How many postings are read of one stem."""

CANDIDATES = 64
"""How many articles' vectors are multiplied with the article's."""

COMPARED = 20
"""How many of these are compared exactly."""

FLOOR = 0.05
"""Cosine below which articles are not called similar."""

SINGLE = 10.0
"""The size of a library from which on stems of a single article count less in the length of a vector."""

SHARED = 8
"""How many shared keywords are given with a similar reading."""

_BAND_WEIGHT = (0.25, 0.15, 0.09, 0.05)
"""A stem's usual weight in the articles of each of `readlater.library.postings.BANDS`."""

_CONSIDERED = 12  # shared stems of which the keywords are made: some have no spelling in common
_TEXT_LIMIT = 30_000  # characters of a text in which spellings are looked for


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar article: its id, the cosine (0 to 1), and shared keywords that stand in both texts, strongest first."""

    id: int
    score: float
    shared: tuple[str, ...]


class _Squares(dict[int, float]):
    """Document frequency → squared idf, worked out as needed; less and less of it for the stems of a single article.

    In a large library such stems only blur the comparison (nDCG@5 +1 point without them). In a library of a few
    articles nearly all stems are of this kind, and without them any two articles would seem to be the same.
    """

    def __init__(self, articles: int) -> None:
        super().__init__()
        self.articles = max(1, articles)

    def __missing__(self, df: int) -> float:
        share = 1.0 if df > 1 else min(1.0, SINGLE / self.articles)
        value = self[df] = share * idf(max(1, df), self.articles) ** 2
        return value


@dataclass(frozen=True, slots=True)
class _Frequencies:
    """The document frequencies of all stems, by term id, as of one state of one index."""

    version: tuple[str, int, int]
    df: array[int]
    squares: _Squares
    waiting: tuple[int, ...]
    """The slots that are not posted yet."""


_kept: _Frequencies | None = None


def _frequencies(connection: sqlite3.Connection) -> _Frequencies:
    """The frequencies as they are now. Threads may share them: they are replaced, never changed."""
    global _kept
    counters = state(connection)
    path = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    version = (path, counters["identity"], counters["generation"])
    kept = _kept
    if kept is not None and kept.version == version:
        return kept
    df = uint32s(b"".join(blob for (blob,) in connection.execute("SELECT df FROM term_df ORDER BY chunk")))
    # The newest terms may have no row of ``term_df`` yet.
    df.frombytes(bytes(df.itemsize * max(0, counters["terms"] + 1 - len(df))))
    slots = []
    for slot, packed in waiting(connection, counters["posted"]):
        slots.append(slot)
        for term in vector_terms(packed):
            df[term] += 1
    kept = _kept = _Frequencies(version, df, _Squares(counters["articles"]), tuple(slots))
    return kept


@dataclass(frozen=True, slots=True)
class _Subject:
    """The article for which similar ones are wanted, weighed: term id → log tf × idf², and its vector's length."""

    slot: int
    weights: dict[int, float]
    length: float
    strongest: list[tuple[float, int]]
    """The `STEMS` terms with the greatest log tf × idf: (log tf × idf², term)."""


def similar(connection: sqlite3.Connection, article_id: int, limit: int = 5) -> list[Neighbour]:
    """Returns at most ``limit`` similar articles, the nearest first.

    Articles in the trash and the article itself are left out, as is all below `FLOOR` and what shares no whole word.
    Empty if the article is not in the index.
    """
    frequencies = _frequencies(connection)
    subject = _subject(connection, article_id, frequencies)
    if subject is None or not subject.weights:
        return []
    nearest = _compare(connection, subject, _candidates(connection, subject, frequencies), frequencies, limit)
    return _explain(connection, article_id, subject, nearest)


def _subject(connection: sqlite3.Connection, article_id: int, frequencies: _Frequencies) -> _Subject | None:
    found = connection.execute("SELECT slot, terms FROM vector WHERE article_id = ?", (article_id,)).fetchone()
    if found is None:
        return None
    df, squares = frequencies.df, frequencies.squares
    weights: dict[int, float] = {}
    ranked: list[tuple[float, int]] = []
    square = 0.0
    for count, terms in unpack_vector(found[1]):
        tf = log_tf(count)
        for term in terms:
            inverse = squares[df[term]]
            square += tf * tf * inverse
            if df[term] > 1:
                weights[term] = tf * inverse
                ranked.append((tf * tf * inverse, term))
    strongest = [(weights[term], term) for _, term in heapq.nlargest(STEMS, ranked)]
    return _Subject(found[0], weights, math.sqrt(square), strongest)


def _candidates(connection: sqlite3.Connection, subject: _Subject, frequencies: _Frequencies) -> list[int]:
    """The slots that share most with the subject's strongest stems, as far as the postings tell, and those waiting."""
    scores: dict[int, float] = {}
    get = scores.get
    left = ENTRIES
    for weight, term in subject.strongest:
        room = min(left, LIST_ENTRIES)
        for band, blob in connection.execute(
            "SELECT band, slots FROM posting WHERE term = ? ORDER BY band, part", (term,)
        ):
            slots = uint32s(blob)
            add = weight * _BAND_WEIGHT[band]
            for slot in slots:
                scores[slot] = get(slot, 0.0) + add
            room -= len(slots)
            left -= len(slots)
            if room <= 0:
                break
        if left <= 0:
            break
    scores.pop(subject.slot, None)
    best = [slot for slot, _ in heapq.nlargest(CANDIDATES, scores.items(), key=itemgetter(1))]
    return best + [slot for slot in frequencies.waiting if slot != subject.slot and slot not in scores]


def _compare(
    connection: sqlite3.Connection, subject: _Subject, slots: Sequence[int], frequencies: _Frequencies, limit: int
) -> list[tuple[float, int, bytes]]:
    """The nearest of the candidates: (cosine, article id, packed vector), at most ``limit``, the nearest first.

    The length of a candidate's vector is the dearest part, so it is worked out only for those that come first when the
    length of their log tf stands in for it.
    """
    marks = ",".join("?" * len(slots))
    rows = connection.execute(
        f"SELECT article_id, terms FROM vector WHERE slot IN ({marks})"
        " AND article_id NOT IN (SELECT id FROM article WHERE deleted IS NOT NULL)",
        slots,
    ).fetchall()
    weight, mine = subject.weights.__getitem__, subject.weights.keys()
    promising = []
    for article_id, blob in rows:
        product = length = 0.0
        groups = [(log_tf(count), terms) for count, terms in unpack_vector(blob)]
        for tf, terms in groups:
            product += tf * sum(map(weight, mine & terms.tolist()))
            length += tf * tf * len(terms)
        if product:
            promising.append((product / math.sqrt(length), article_id, product, groups, blob))
    promising = heapq.nlargest(max(COMPARED, 4 * limit), promising, key=itemgetter(0, 1))
    df, squared = frequencies.df.__getitem__, frequencies.squares.__getitem__
    compared = []
    for _, article_id, product, groups, blob in promising:
        square = sum(tf * tf * sum(map(squared, map(df, terms))) for tf, terms in groups)
        cosine = min(1.0, product / (subject.length * math.sqrt(square)))
        if cosine >= FLOOR:
            compared.append((cosine, article_id, blob))
    return heapq.nlargest(limit, compared, key=itemgetter(0, 1))


def _explain(
    connection: sqlite3.Connection, article_id: int, subject: _Subject, nearest: Sequence[tuple[float, int, bytes]]
) -> list[Neighbour]:
    """Names what the subject and each of the nearest share."""
    if not nearest:
        return []
    strongest = {}
    for _, other, blob in nearest:
        products = [
            (log_tf(count) * subject.weights[term], term)
            for count, terms in unpack_vector(blob)
            for term in terms
            if term in subject.weights
        ]
        strongest[other] = [term for _, term in heapq.nlargest(_CONSIDERED, products)]
    stems = _stems(connection, {term for terms in strongest.values() for term in terms})
    spellings = _spellings(connection, stems.values())
    texts = _texts(connection, [article_id, *strongest])
    mine = _Text(texts.get(article_id, ""))
    explained = (
        Neighbour(
            other,
            score,
            _shared([stems[term] for term in strongest[other]], spellings, mine, _Text(texts.get(other, ""))),
        )
        for score, other, _ in nearest
    )
    # What shares only pieces of words (bigrams that straddle two of them) has no reason that could be shown.
    return [neighbour for neighbour in explained if neighbour.shared]


def _shared(stems: Sequence[str], spellings: dict[str, list[str]], first: _Text, second: _Text) -> tuple[str, ...]:
    """For each stem its most usual spelling that stands in both texts; none is a part of another."""
    shared: list[str] = []
    for stem in stems:
        if stem not in spellings and SPACELESS_RUN.match(stem):
            word = common_word(stem, first.text, second.text)
        else:
            word = next((one for one in spellings.get(stem, [stem]) if first.holds(one) and second.holds(one)), "")
        if word and not any(word in other or other in word for other in shared):
            shared.append(word)
            if len(shared) == SHARED:
                break
    return tuple(shared)


class _Text:
    """A folded text that is asked for the same words again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, bool] = {}

    def holds(self, word: str) -> bool:
        """Whether ``word`` stands in the text as a whole word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = next(whole_words(self.text, word), None) is not None
        return known


def _stems(connection: sqlite3.Connection, terms: Collection[int]) -> dict[int, str]:
    marks = ",".join("?" * len(terms))
    return dict(connection.execute(f"SELECT id, stem FROM term WHERE id IN ({marks})", tuple(terms)))


def _spellings(connection: sqlite3.Connection, stems: Collection[str]) -> dict[str, list[str]]:
    """Stem → the surfaces that it stands for, the most frequent first."""
    marks = ",".join("?" * len(stems))
    spellings: dict[str, list[str]] = {}
    for stem, surface in connection.execute(
        f"SELECT stem, surface FROM vocab WHERE stem IN ({marks}) ORDER BY df DESC, surface", tuple(stems)
    ):
        spellings.setdefault(stem, []).append(surface)
    return spellings


def _texts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The folded titles and texts, as far as `_TEXT_LIMIT`."""
    marks = ",".join("?" * len(ids))
    return {
        number: fold_in_place(f"{title}\n{text}")
        for number, title, text in connection.execute(
            f"SELECT a.id, a.title, substr(d.text, 1, {_TEXT_LIMIT}) FROM article a"
            f" JOIN document d ON d.article_id = a.id WHERE a.id IN ({marks})",
            ids,
        )
    }
