"""What similar readings are measured beside: exact TF-IDF cosine over all articles, and FTS5's "more like this"."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from random import Random

from benchmarks.finding import sets
from benchmarks.report import Row
from readlater.model import Analysis

FIRST = 5
QUERIES = 300
"""Articles of a set that are looked at, at most."""

LIKE_STEMS = 30
"""Of how many of an article's stems "more like this" makes its query."""

Ranking = Callable[[int], list[int]]
"""The place of an article in its set → the places of the nearest others, the best first."""


def rows() -> Iterator[Row]:
    """nDCG@5 of both for each set that says which articles belong together, and in the mean."""
    means: dict[str, list[float]] = {"exact TF-IDF": [], "FTS5 more like this": []}
    for name in sets.SETS:
        analyses = [analysis for _, analysis in sets.analysed(name)]
        labels = [str(record.get("cat", record.get("group"))) for record in sets.load(name)]
        for what, ranking in (("exact TF-IDF", exact(analyses)), ("FTS5 more like this", more_like_this(analyses))):
            value = quality(ranking, labels)
            means[what].append(value)
            yield Row(f"similar, {name}: {what}", value, "", note="nDCG@5")
    for what, values in means.items():
        yield Row(f"similar, mean: {what}", sum(values) / len(values), "", note="nDCG@5")


def quality(ranking: Ranking, labels: Sequence[str]) -> float:
    """The mean nDCG@5 over `QUERIES` articles that others of the same label stand beside."""
    sizes = Counter(labels)
    ideal = [sum(1 / math.log2(place + 2) for place in range(count)) for count in range(FIRST + 1)]
    values = []
    known = [number for number, label in enumerate(labels) if sizes[label] > 1]
    for number in Random(9).sample(known, min(QUERIES, len(known))):
        label = labels[number]
        right = (labels[other] == label for other in ranking(number)[:FIRST])
        gained = sum(hit / math.log2(place + 2) for place, hit in enumerate(right))
        values.append(gained / ideal[min(FIRST, sizes[label] - 1)])
    return sum(values) / len(values)


def exact(analyses: Sequence[Analysis]) -> Ranking:
    """Cosine of log tf × smooth idf, of every article with every other one."""
    weighed = _weighed(analyses)
    lists: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(weighed):
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for stem, weight in weights.items():
            lists.setdefault(stem, []).append((number, weight / length))
    return partial(_nearest, weighed, lists)


def _nearest(
    weighed: Sequence[Mapping[str, float]], lists: Mapping[str, list[tuple[int, float]]], number: int
) -> list[int]:
    scores: dict[int, float] = {}
    for stem, weight in weighed[number].items():
        for other, share in lists[stem]:
            scores[other] = scores.get(other, 0.0) + weight * share
    scores.pop(number, None)
    return sorted(scores, key=lambda other: (-scores[other], other))[:FIRST]


def more_like_this(analyses: Sequence[Analysis]) -> Ranking:
    """BM25 of the articles that have any of an article's `LIKE_STEMS` strongest stems."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE likeness USING fts5(title, text, content='',"
        " tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co M*'\")"
    )
    connection.executemany(
        "INSERT INTO likeness (rowid, title, text) VALUES (?, ?, ?)",
        [(number, one.title_stems, one.text_stems) for number, one in enumerate(analyses)],
    )
    weighed = _weighed(analyses)

    def nearest(number: int) -> list[int]:
        weights = weighed[number]
        stems = sorted(weights, key=lambda stem: (-weights[stem], stem))[:LIKE_STEMS]
        if not stems:
            return []
        query = " OR ".join(f'"{stem}"' for stem in stems)
        found = connection.execute(
            "SELECT rowid FROM likeness WHERE likeness MATCH ? ORDER BY rank LIMIT ?", (query, FIRST + 1)
        )
        return [other for (other,) in found.fetchall() if other != number]

    return nearest


def _weighed(analyses: Sequence[Analysis]) -> list[dict[str, float]]:
    df = Counter(stem for one in analyses for stem in one.counts)
    inverse = {stem: math.log((1 + len(analyses)) / (1 + count)) + 1 for stem, count in df.items()}
    return [{stem: (1 + math.log(n)) * inverse[stem] for stem, n in one.counts.items()} for one in analyses]
