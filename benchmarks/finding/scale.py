"""A library of a million keyword vectors: ``python -m benchmarks.finding.scale [--sizes 10000,100000,1000000]``.

The vectors are drawn directly, without texts: 254 stems an article in the mean, of a vocabulary that grows by Heaps'
law to the sizes that were measured (62,000 stems at 1,000 articles, 200,000 at 10,000, 429,000 at 100,000) and is used
by Zipf's law, with topics, so that articles have neighbours. Everything else is the library's own.

How cost grows with the number N of articles, on paper:

* *Looking for similar readings*: 64 rows of stems, at most `candidates.ENTRIES` entries of postings (their length grows
  with N, what is read of it does not), `candidates.CANDIDATES` vectors. All bounded: what grows is the depth of the
  B-trees (log N: three to four pages a row) and the chance that a page is not in memory.
* *Document frequencies* are held in memory: 4 bytes for each stem, V ~ N^0.33 to N^0.5: 1.7 MB at 100,000 and some 5 MB
  at a million. They are read once, and those of a changed chunk again.
* *Adding*: 254 stems looked up and counted, 64 postings appended to rows of at most 65,536 entries (192 kB, of the most
  frequent stems only): each is another page, so it is the number of pages touched that counts, not N.
* *Space* grows with N alone: a vector and 64 entries an article; stems and words with V.
* *Making it anew* is N times the analysis of a text, plus N·64 entries sorted in parts: linear.
"""

from __future__ import annotations

import argparse
import math
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.report import Row, percentile, print_table
from readlater.library import Library, index, similar
from readlater.library.bulk import Bulk
from readlater.library.gathering import Gathered
from readlater.model import Analysis

_CHUNK = 500
_TOPICS = 2000
_TOPIC_STEMS = 150
_QUERIES, _ADDED = 300, 100


class Vectors:
    """Draws the stems of article after article, and how often each occurs."""

    def __init__(self, drawn: int = 0) -> None:
        """``drawn``: how many were drawn before."""
        self._random = Random(drawn)
        self._topics = [[self._ranked(20_000) for _ in range(_TOPIC_STEMS)] for _ in range(_TOPICS)]
        self._new = 30_000
        self._drawn = drawn

    def _ranked(self, size: int) -> int:
        """A rank by Zipf's law: each power of ten is as likely as the next one."""
        return int(math.exp(self._random.random() * math.log(size)))

    def one(self) -> dict[str, int]:
        """The stems of the next article."""
        draw = self._random.random
        size = min(900, max(30, round(self._random.lognormvariate(math.log(254) - 0.18, 0.6))))
        topics = [self._topics[int(_TOPICS * draw() ** 1.6)] for _ in range(2)]
        self._drawn += 1
        fresh = self._fresh()
        counts: dict[str, int] = {}
        while len(counts) < size:
            kind = draw()
            if kind < fresh / size:
                self._new += 1
                number = self._new
            elif kind < 0.3:
                number = topics[int(2 * draw())][int(_TOPIC_STEMS * draw() ** 1.5)]
            elif kind < 0.9:
                number = 50 + self._ranked(30_000)
            else:
                number = 30_000 + int((self._new - 29_999) * draw() ** 1.3)
            stem = f"s{number}"
            counts[stem] = counts.get(stem, 0) + 1
        return counts

    def _fresh(self) -> float:
        """Stems that no article had before, in the mean: the slope of Heaps' law as it was measured."""
        if self._drawn < 10_000:
            return 31 * (max(self._drawn, 600) / 1000) ** -0.5
        return 6.6 * (self._drawn / 10_000) ** -0.67


def build(folder: Path, articles: int) -> None:
    """Makes a library of so many bare articles with vectors."""
    vectors = Vectors()
    Library.open(folder).close()
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -131072"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for name in ("search", "vocab", "term", "term_df", "posting", "vector", "keyword", "index_state"):
        connection.execute(f"DROP TABLE {name}")
    bulk = Bulk(connection)
    for start in range(0, articles, _CHUNK):
        numbers = range(start + 1, min(articles, start + _CHUNK) + 1)
        connection.executemany(
            "INSERT INTO article (id, uuid, title, title_key, created, updated, changed)"
            " VALUES (?1, ?2, ?2, ?1, ?1, 0, 0)",
            [(number, f"{number:032x}") for number in numbers],
        )
        bulk.add([_gathered(number, vectors.one()) for number in numbers], {})
    bulk.finish(lambda share: None)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _gathered(number: int, counts: dict[str, int]) -> Gathered:
    return Gathered(number, 0, 1, "en", "", "", "", "", list(counts), list(counts.values()), [])


def rows(articles: int) -> Iterator[Row]:
    """Builds a library of so many vectors and measures in it."""
    size = f" at {articles:,}"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        building = get_context("spawn").Process(target=build, args=(folder, articles))
        building.start()
        building.join()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
        yield Row(f"drawn and made in bulk{size}, CPU", cpu / articles * 1e3, "ms", note="an article")
        yield Row(f"drawn and made in bulk{size}, memory", used.ru_maxrss / 1000, "MB")
        yield from _space(folder, articles, size)
        held = _held()
        with Library.open(folder) as library, library._database.read() as connection:
            picked = Random(5).sample(range(1, articles + 1), min(_QUERIES, articles))
            began = time.perf_counter()
            similar.nearest(connection, picked[0])
            yield Row(f"similar readings, the first{size}", (time.perf_counter() - began) * 1e3)
            yield from _times(f"similar readings{size}", (lambda n=n: similar.nearest(connection, n) for n in picked))
        with Library.open(folder) as library:
            yield from _times(f"adding a vector{size}", _adding(library, Vectors(articles), articles))
        yield Row(f"memory taken meanwhile{size}", _held() - held, "MB", note=f"before: {held:.0f} MB")


def _held() -> float:
    """Megabytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def _adding(library: Library, vectors: Vectors, articles: int) -> Iterator[object]:
    for number in range(articles + 1, articles + _ADDED + 1):
        analysis = Analysis(1, "en", 0, 0.0, "", "", "", vectors.one(), frozenset(), (), "")

        def add(number: int = number, analysis: Analysis = analysis) -> None:
            with library._database.write() as connection:
                index.add(connection, number, analysis)

        yield add


def _space(folder: Path, articles: int, size: str) -> Iterator[Row]:
    connection = sqlite3.connect(folder / "library.db")
    terms = connection.execute("SELECT count(*) FROM term").fetchone()[0]
    yield Row(f"stems{size}", terms, "")
    for name in ("term", "posting", "vector"):
        query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE ? AND aggregate = TRUE"
        taken = connection.execute(query, (f"%{name}%",)).fetchone()[0]
        yield Row(f"{name} on disk{size}", taken / articles, "B", note=f"an article; {taken / 1e6:,.0f} MB")
    connection.close()


def _times(what: str, calls: Iterator[object]) -> Iterator[Row]:
    passed, used = [], []
    for call in calls:
        began, before = time.perf_counter(), time.thread_time()
        call()  # type: ignore[operator]
        used.append((time.thread_time() - before) * 1e3)
        passed.append((time.perf_counter() - began) * 1e3)
    for percent in (50, 95, 99):
        yield Row(f"{what}, p{percent}", percentile(passed, percent), "ms", None, "CPU", percentile(used, percent))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures similar readings among very many vectors.")
    parser.add_argument("--sizes", default="10000,100000,1000000", help="how many vectors (default: %(default)s)")
    options = parser.parse_args()
    print_table(row for size in options.sizes.split(",") for row in rows(int(size)))


if __name__ == "__main__":
    main()
