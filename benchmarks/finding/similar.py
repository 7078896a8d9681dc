"""How good similar readings are, set by set, beside comparing all with all and beside FTS5's "more like this"."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.finding import baselines, sets
from benchmarks.report import Row
from readlater.library import Library
from readlater.library.adding import NewArticle
from readlater.model import Analysis

FIRST = 5
QUERIES = 400
"""At most so many articles of a set are asked for."""

_POINTS = 2.0  # of 100 that a set may be below comparing all with all

Ranking = dict[int, list[int]]
"""Place of a record in its set → places of the nearest, the nearest first."""


def rows() -> Iterator[Row]:
    """nDCG@5 of every set in points of 100; the mean must be above the exact one, and no set far below it."""
    means: Counter[str] = Counter()
    for name in sets.SETS:
        records = sets.load(name)
        asked = _asked(records)
        analyses = [analysis for _, analysis in sets.analysed(name)]
        label = [record.get("cat", record.get("group")) for record in records]
        with sets.library_of(name) as (library, numbers):
            ours = _found(library, list(numbers.values()), asked)
        scores = {
            "ours": 100 * ndcg(ours, label),
            "exact": 100 * ndcg(_ranked(baselines.exact(analyses), asked), label),
            "exact, df ≥ 2": 100 * ndcg(_ranked(baselines.exact(_frequent(analyses)), asked), label),
            "FTS5": 100 * ndcg(_ranked(baselines.more_like_this(analyses), asked), label),
        }
        means.update(scores)
        yield Row(
            f"similar readings, {name}: nDCG@5",
            scores["ours"],
            "points",
            None,
            f"df ≥ 2 {scores['exact, df ≥ 2']:.1f}, FTS5 {scores['FTS5']:.1f}, exact",
            scores["exact"],
            limit=round(scores["exact"] - _POINTS, 1),
            at_least=True,
        )
    mean = {what: total / len(sets.SETS) for what, total in means.items()}
    yield Row(
        "similar readings, mean: nDCG@5",
        mean["ours"],
        "points",
        None,
        f"df ≥ 2 {mean['exact, df ≥ 2']:.1f}, FTS5 {mean['FTS5']:.1f}, exact",
        mean["exact"],
        limit=round(mean["exact"], 2),
        at_least=True,
    )
    yield _lee()


def ndcg(ranking: Ranking, label: Sequence[Any]) -> float:
    """The mean nDCG@5 of those of whose kind there are others."""
    sizes = Counter(label)
    ideal = [sum(1 / math.log2(place + 2) for place in range(n)) for n in range(FIRST + 1)]
    values = [
        sum(1 / math.log2(rank + 2) for rank, other in enumerate(near[:FIRST]) if label[other] == label[place])
        / ideal[min(FIRST, sizes[label[place]] - 1)]
        for place, near in ranking.items()
        if sizes[label[place]] > 1
    ]
    return sum(values) / len(values)


def _asked(records: Sequence[Any]) -> list[int]:
    """Places of records, evenly over the set."""
    return list(range(0, len(records), max(1, len(records) // QUERIES)))[:QUERIES]


def _ranked(ranking: baselines.Ranking, asked: Sequence[int]) -> Ranking:
    return {place: ranking(place) for place in asked}


def _found(library: Library, numbers: Sequence[int], asked: Sequence[int]) -> Ranking:
    place_of = {number: place for place, number in enumerate(numbers)}
    return {place: [place_of[one.row.id] for one in library.similar(numbers[place], FIRST)] for place in asked}


def _frequent(analyses: Sequence[Analysis]) -> list[Analysis]:
    """The analyses without the stems that only one of them has."""
    df = Counter(stem for one in analyses for stem in one.counts)
    return [replace(one, counts={stem: n for stem, n in one.counts.items() if df[stem] > 1}) for one in analyses]


def _lee() -> Row:
    """The mean rating that people gave the first five, beside the best that any ranking could reach."""
    rated = sets.load("lee")
    items = [NewArticle(draft, analysis=analysis) for name in ("lee", "lee_background")
             for draft, analysis in sets.analysed(name)]  # fmt: skip
    with TemporaryDirectory(prefix="readlater-set-") as folder, Library.open(Path(folder)) as library:
        place_of = {one.id: place for place, one in enumerate(library.add_all(items))}
        got = best = 0.0
        for number, place in place_of.items():
            if place < len(rated):
                sims = {int(other["id"]): rated[place]["sims"][int(other["id"])] for other in rated}
                del sims[int(rated[place]["id"])]
                # The background has no ratings: the first five of those that have.
                near = [place_of[one.row.id] for one in library.similar(number, 30)]
                rating = [sims[int(rated[other]["id"])] for other in near if other < len(rated)]
                got += sum(rating[:FIRST])
                best += sum(nlargest(FIRST, sims.values()))
    return Row("similar readings, lee: rating of the first five", 100 * got / best, "%", None, "best possible", 100.0)
