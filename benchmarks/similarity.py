"""The rows about similar readings: beside comparing with every article of the library."""

from __future__ import annotations

import heapq
import math
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.library import Library, postings, similar
from readlater.library.vectors import Vector, idf, unpack_vector

FIRST = 5
_COMPARED = 40  # articles for which the exact answer is worked out


def rows(folder: Path, count: int = 300) -> Iterator[Row]:
    """How long the similar readings of ``count`` articles take, reasons and all, and how near they come to the exact.

    The processor's time stands beside the clock's: that of a machine which others use, too, tells little.
    """
    with Library.open(folder) as library:
        numbers = Random(5).sample(list(library.ids()), count)
        library.similar(numbers[0])
        times = milliseconds(lambda number: library.similar(number, FIRST), numbers)
        began = time.thread_time()
        found = {number: {one.row.id: one.score for one in library.similar(number, FIRST)} for number in numbers}
        worked = (time.thread_time() - began) * 1e3 / count
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    sample = numbers[:_COMPARED]
    began = time.perf_counter()
    exact(connection, sample[:1])
    alone = (time.perf_counter() - began) * 1e3
    best = exact(connection, sample)
    connection.close()
    yield Row("similar readings, p50", percentile(times, 50), "ms", None, "exact cosine over all", alone)
    yield Row("similar readings, p95", percentile(times, 95), "ms", None, "exact cosine over all", alone, limit=10)
    yield Row("similar readings, processor time, mean", worked, "ms")
    hits = sum(len(found[number].keys() & best[number].keys()) for number in sample)
    yield Row(
        "similar readings: recall of the exact five",
        100 * hits / max(1, sum(map(len, best.values()))),
        "%",
        limit=95,
        at_least=True,
    )
    reached = sum(sum(found[number].values()) for number in sample)
    yield Row(
        "similar readings: sum of scores of the exact five",
        100 * reached / max(1e-9, sum(sum(one.values()) for one in best.values())),
        "%",
        limit=98,
        at_least=True,
    )


def exact(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, dict[int, float]]:
    """The `FIRST` nearest of all articles by cosine (log tf × idf; stems of one article left out), with the cosine."""
    articles = connection.execute("SELECT count(*) FROM vector").fetchone()[0]
    df = postings.all_frequencies(connection)
    df.extend([1] * (postings.state(connection)["terms"] + 1 - len(df)))
    squares = [idf(count, articles) ** 2 if count > 1 else 0.0 for count in range(max(df) + 1)]
    subjects = []
    for number in numbers:
        blob = connection.execute("SELECT terms FROM vector WHERE article_id = ?", (number,)).fetchone()[0]
        vector = unpack_vector(blob)
        weights = {term: tf * squares[df[term]] for term, tf in vector.weighed()}
        subjects.append((number, weights, _length(vector, df, squares)))
    nearest: dict[int, list[tuple[float, int]]] = {number: [] for number in numbers}
    query = "SELECT article_id, terms FROM vector JOIN article ON id = article_id WHERE deleted IS NULL ORDER BY slot"
    for other, blob in connection.execute(query):
        vector = unpack_vector(blob)
        tfs = dict(vector.weighed())
        length = _length(vector, df, squares)
        for number, weights, own in subjects:
            if other == number or not length:
                continue
            product = sum([weights[term] * tfs[term] for term in weights.keys() & tfs.keys()])
            if product:
                entry = (product / (own * length), other)
                if len(nearest[number]) < FIRST:
                    heapq.heappush(nearest[number], entry)
                else:
                    heapq.heappushpop(nearest[number], entry)
    return {
        number: {other: cosine for cosine, other in best if cosine >= similar.FLOOR} for number, best in nearest.items()
    }


def _length(vector: Vector, df: Sequence[int], squares: Sequence[float]) -> float:
    return math.sqrt(sum(tf * tf * squares[df[term]] for term, tf in vector.weighed()))
