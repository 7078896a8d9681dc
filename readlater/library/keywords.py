"""The keywords that articles were given when they were saved. Imports nothing heavy: the command line lists them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import log

from readlater.model import Keyword

SAMPLED = 500
"""Of so many articles of a selection, evenly spread, the keywords are looked at: a larger one is no clearer."""

_CONSIDERED = 300  # the most frequent keywords of a selection, which are compared with the rest of the library
_BATCH = 500


def of(connection: sqlite3.Connection, article_id: int, limit: int = 10) -> list[Keyword]:
    """Returns the article's keywords, the most telling first, as ranked when it was saved."""
    rows = connection.execute(
        "SELECT text, score FROM keyword WHERE article_id = ? ORDER BY rank LIMIT ?", (article_id, limit)
    )
    return [Keyword(text, score) for text, score in rows]


class _Gathered:
    """What is known of one keyword of a selection."""

    __slots__ = ("article", "articles", "spellings", "weight")

    def __init__(self, article: int) -> None:
        self.article = article
        self.articles = 0
        self.weight = 0.0
        self.spellings: dict[str, int] = {}

    def add(self, other: _Gathered) -> None:
        """Takes in another spelling or form of the same keyword."""
        self.articles += other.articles
        self.weight += other.weight
        for text, count in other.spellings.items():
            self.spellings[text] = self.spellings.get(text, 0) + count

    @property
    def text(self) -> str:
        """Its most frequent spelling."""
        return max(self.spellings.items(), key=lambda pair: (pair[1], pair[0]))[0]


def of_selection(connection: sqlite3.Connection, ids: Sequence[int], limit: int = 20) -> list[Keyword]:
    """Returns what sets these articles apart from the rest of the library, the most telling first.

    A keyword counts in each article by how telling it is there. It is worth ``sum × n / (n + 1) × ln(1 + lift)``,
    ``n`` being how many of these articles have it, ``lift`` how much more of them than of all do. Of more than
    `SAMPLED` articles an even sample is looked at.
    """
    if len(ids) > SAMPLED:
        step = len(ids) / SAMPLED
        ids = [ids[int(place * step)] for place in range(SAMPLED)]
    gathered = _gathered(connection, ids)
    best = sorted(gathered.values(), key=lambda one: -one.weight)[:_CONSIDERED]
    grouped = _by_stems(connection, best)
    total, frequencies = _frequencies(connection, {stem for stems in grouped for stem in stems})
    scored: list[tuple[float, str]] = []
    for stems, one in grouped.items():
        everywhere = max(min((frequencies.get(stem, 0) for stem in stems), default=0), one.articles)
        lift = (one.articles / len(ids)) / (everywhere / max(total, len(ids)))
        together = one.articles / (one.articles + 1)  # what a single article has says little of all
        scored.append((one.weight * together * log(1 + lift), one.text))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [Keyword(text, score) for score, text in scored[:limit]]


def _gathered(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[str, _Gathered]:
    """The keywords of articles without regard to case, each weighed by its score beside the article's best."""
    found: dict[str, _Gathered] = {}
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        rows = connection.execute(
            "SELECT article_id, text, score FROM keyword"
            f" WHERE article_id IN ({','.join('?' * len(part))}) ORDER BY article_id, rank",
            [*part],
        )
        article, best = 0, 1.0
        for number, text, score in rows:
            if number != article:
                article, best = number, score or 1.0
            key = text.casefold()
            one = found.get(key)
            if one is None:
                one = found[key] = _Gathered(number)
            one.articles += 1
            one.weight += score / best
            one.spellings[text] = one.spellings.get(text, 0) + 1
    return found


def _by_stems(connection: sqlite3.Connection, found: Sequence[_Gathered]) -> dict[tuple[str, ...], _Gathered]:
    """The same by stems, so that forms of one word are one keyword."""
    from readlater.language.terms import stems

    articles = sorted({one.article for one in found})
    marks = ",".join("?" * len(articles))
    languages = dict(connection.execute(f"SELECT id, language FROM article WHERE id IN ({marks})", articles))
    grouped: dict[tuple[str, ...], _Gathered] = {}
    for one in found:
        key = tuple(stems(one.text, languages.get(one.article, "")))
        if not key:
            continue
        if key in grouped:
            grouped[key].add(one)
        else:
            grouped[key] = one
    return grouped


def _frequencies(connection: sqlite3.Connection, stems: set[str]) -> tuple[int, dict[str, int]]:
    """How many articles there are, and how many have each of these stems."""
    from readlater.library import index, postings

    numbers = index.numbers_of(connection, stems)
    counted = postings.frequencies(connection, numbers.values())
    return postings.state(connection)["articles"], {stem: counted.get(number, 0) for stem, number in numbers.items()}
