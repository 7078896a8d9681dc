"""How often suggested categories and tags are right, by leaving one article out at a time, and what they cost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.finding import sets
from benchmarks.report import Row, percentile
from readlater.library import Library, suggesting

TOLD = (("bbc", "cat"), ("livedoor", "cat"), ("korquad", "group"), *((name, "group") for name in sets.SETS[3:]))
"""The sets, and what of their records says which belong together."""

MOST = 1000
"""Articles of a set that are left out, one at a time; the others vote."""

FEW = 300
"""A library in which only so many articles are sorted."""

_BANDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01)


def rows(large: Path | None = None) -> Iterator[Row]:
    """Accuracy, coverage and calibration per set; ``large``: a library to take times in, which is not changed."""
    said: list[tuple[float, bool]] = []
    for name, field in TOLD:
        with sets.library_of(name) as (library, numbers):
            classes = {numbers[record["id"]]: str(record[field]).replace("/", "-") for record in sets.load(name)}
            result = _left_out(library, classes, set(classes))
            said += result
            yield from _quality(f"suggested category, {name}", result, 0.9 if field == "cat" else None)
            if len(classes) > 3 * FEW:
                some = set(random.Random(7).sample(sorted(classes), FEW))
                yield from _quality(f"suggested category, {name}, {FEW} sorted", _left_out(library, classes, some))
    for low, high in pairwise(_BANDS):
        band = [(vote, right) for vote, right in said if low <= vote < high]
        if band:
            mean = sum(vote for vote, _ in band) / len(band)
            right = sum(right for _, right in band) / len(band)
            yield Row(f"right where {low:.2f} to {min(high, 1):.2f} is said", right, "", note=f"mean {mean:.3f}")
    if large is not None:
        yield from _times(large)


def _left_out(library: Library, classes: dict[int, str], sorted_ones: set[int]) -> list[tuple[float, bool]]:
    """For each article the confidence in the category of its neighbours, and whether that is its own one."""
    library.set_category(list(classes), "")
    named: dict[str, list[int]] = {}
    for number in sorted_ones:
        named.setdefault(classes[number], []).append(number)
    library.sort_into(named, {})
    result = []
    with library._database.read() as connection:
        for number in random.Random(3).sample(sorted(classes), min(MOST, len(classes))):
            near = suggesting.nearest(connection, number)
            vote = suggesting.category_vote(connection, near) if near else None
            sure = vote.confidence if vote and len(vote.readings) >= suggesting.SUPPORT else 0.0
            result.append((sure, vote is not None and vote.value == classes[number]))
    return result


def _quality(what: str, result: list[tuple[float, bool]], least: float | None = None) -> Iterator[Row]:
    shown = [right for vote, right in result if vote >= suggesting.LEAST]
    accuracy = sum(right for _, right in result) / len(result)
    precision = sum(shown) / max(1, len(shown))
    yield Row(f"{what}: shown ones right", precision, "", limit=least, at_least=True, note=f"all {accuracy:.3f}")
    yield Row(f"{what}: coverage", len(shown) / len(result), "")


def _times(folder: Path) -> Iterator[Row]:
    with Library.open(folder) as library:
        numbers = random.Random(7).sample(list(library.ids()), 200)
        library.suggestions(numbers[0])
        taken = []
        for number in numbers:
            began = time.thread_time()
            library.suggestions(number)
            taken.append((time.thread_time() - began) * 1e3)
        yield Row(f"suggestions, {len(library.ids()):,} articles, CPU p50", percentile(taken, 50))
        yield Row(f"suggestions, {len(library.ids()):,} articles, CPU p95", percentile(taken, 95), limit=15)
