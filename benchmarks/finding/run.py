"""Prints how well and how fast articles are found.

``python -m benchmarks.finding.run [--only quality,latency,changes] [--sizes 1000,10000,100000]``. Quality is measured
on the evaluation sets, beside exact TF-IDF and FTS5's "more like this" where they apply; time, space and the cost of
changes on generated libraries, which are made when they are first needed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from random import Random
from typing import TypeVar

from benchmarks import make_library
from benchmarks.generated import Generator
from benchmarks.report import Row, percentile, print_table
from benchmarks.searching import typed_words
from readlater.language.analysis import analyse
from readlater.language.query import parse
from readlater.library import Library, NewArticle

Value = TypeVar("Value")

QUALITY = ("baselines", "similar", "copies", "search", "keywords", "summary", "suggest", "onward", "language")
"""Modules of this package with ``rows()``."""

PAGE = 60
INDEX_BUDGET = 5.5
_SAVED = 120


def quality(names: list[str]) -> Iterator[Row]:
    """The rows of the modules of this package; one that isn't there, or whose sets aren't, is said in a line."""
    for name in names:
        try:
            module = import_module(f"benchmarks.finding.{name}")
        except ModuleNotFoundError:
            yield Row(f"{name}: no such measurement", 0, "", note="skipped")
            continue
        available = getattr(module, "available", None) or import_module("benchmarks.finding.sets").available
        if not available():
            yield Row(f"{name}: the sets are not there", 0, "", note="skipped")
            continue
        if any(one.default is one.empty for one in signature(module.rows).parameters.values()):
            raise TypeError(f"benchmarks.finding.{name}.rows() must do without arguments")
        yield from module.rows()


def latency(articles: int) -> Iterator[Row]:
    """How long a reader waits at a library of so many articles: similar readings, typing, Enter, completions."""
    folder = make_library.make(make_library.default_folder(articles), articles)
    size = f" at {articles:,}"
    with _copy(folder) as copy, Library.open(copy) as library:
        if library.outdated_index():
            library.rebuild()
        numbers = Random(5).sample(list(library.ids()), min(300, articles))
        library.similar(numbers[0])
        yield from _percentiles(f"similar readings{size}", lambda number: library.similar(number, 5), numbers, {95: 10})
        words = _words(copy)
        _show(library, True, words[0])
        for name, lengths, limit in (("1 letter", (1,), 12), ("2 letters", (2,), 12), ("3 or more", (3, 4, 6, 30), 10)):
            typed = sorted({word[:length] for word in words for length in lengths if len(word) >= min(length, 7)})
            yield from _percentiles(f"typing, {name}{size}", partial(_show, library, True), typed, {95: limit})
        several = [f"{first} {second[:4]}" for first, second in zip(words, words[7:], strict=False)]
        yield from _percentiles(f"typing, several words{size}", partial(_show, library, True), several, {95: 15})
        yield from _percentiles(f"Enter{size}", partial(_show, library, False), words + several, {95: 100})
        yield from _others(library, numbers[:60], words, size)


def _others(library: Library, numbers: list[int], words: list[str], size: str) -> Iterator[Row]:
    """Doors that come after the first look: completions of a query, suggestions for an article."""
    if hasattr(library, "completions"):
        typed = [f"is:unread {word[:2]}" for word in words[:40]] + ["si", "tag:t", "category:te", "is:"]
        yield from _percentiles(f"completions of a query{size}", partial(_complete, library), typed, {})
    if hasattr(library, "suggestions"):
        yield from _percentiles(f"suggestions when opened{size}", library.suggestions, numbers, {})
    if hasattr(library, "next_readings"):
        yield from _percentiles(f"ten articles to read next{size}", library.next_readings, [10] * 20, {95: 100})


def _complete(library: Library, text: str) -> None:
    library.completions(text, len(text))


def _percentiles(
    what: str, call: Callable[[Value], object], values: Iterable[Value], limits: dict[int, float]
) -> Iterator[Row]:
    """The percentiles of the time that a call takes; beside it those of its CPU time, which a busy machine leaves."""
    passed, used = [], []
    for value in values:
        began, before = time.perf_counter(), time.thread_time()
        call(value)
        used.append((time.thread_time() - before) * 1e3)
        passed.append((time.perf_counter() - began) * 1e3)
    for percent in (50, 95, 99):
        cpu, limit = percentile(used, percent), limits.get(percent)
        yield Row(f"{what}, p{percent}", percentile(passed, percent), "ms", None, "CPU", cpu, limit)


def changes(articles: int) -> Iterator[Row]:
    """What it costs to put an article into the index and to take it out, and to make the whole index anew."""
    folder = make_library.make(make_library.default_folder(articles), articles)
    generator = Generator(seed=2)
    new = [generator.article(number).draft for number in range(_SAVED)]
    analyses = [analyse(draft) for draft in new]
    size = f" at {articles:,}"
    with _copy(folder) as copy, Library.open(copy) as library:
        began, before = time.perf_counter(), _cpu()
        library.rebuild()
        yield Row(f"index made anew{size}", time.perf_counter() - began, "s", limit=300)
        yield Row(f"index made anew{size}, of CPU time", _cpu() - before, "s")
        yield from sizes(copy, size)
        items = [NewArticle(draft, analysis=one) for draft, one in zip(new, analyses, strict=True)]
        yield from _percentiles(f"add an article{size}", lambda one: library.add_all([one]), items, {50: 15})
        ids = [row.id for row in library.rows(library.ids(limit=_SAVED))]
        connection = sqlite3.connect(copy / "library.db", isolation_level=None)
        connection.execute("PRAGMA synchronous = OFF")
        yield from _percentiles(f"take an article out{size}", partial(_removed, connection), ids, {50: 3})
        connection.close()


def _removed(connection: sqlite3.Connection, number: int) -> None:
    from readlater.library import index

    connection.execute("BEGIN")
    index.remove(connection, number)
    connection.execute("COMMIT")


def sizes(folder: Path, size: str) -> Iterator[Row]:
    """What the tables of the index take on disk, for each article; the rest of the library beside it."""
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    groups = {
        "search": "search\\_%",
        "vocabulary": "vocab%",
        "terms": "%term%",
        "postings": "posting%",
        "vectors": "%vector%",
        "keywords": "keyword%",
    }
    total = 0.0
    for name, pattern in groups.items():
        query = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ? ESCAPE '\\' AND aggregate = TRUE"
        kilobytes = connection.execute(query, (pattern,)).fetchone()[0] / articles / 1000
        total += kilobytes
        yield Row(f"{name} on disk, an article{size}", kilobytes, "kB")
    text = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()[0] / articles / 1000
    connection.close()
    limit = INDEX_BUDGET if articles >= 100_000 else None
    yield Row(f"index on disk, an article{size}", total, "kB", None, "its text", text, limit)


def _cpu() -> float:
    """CPU seconds of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    """A copy that may be changed, warm in memory."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("READLATER_BENCH_TMP")) as temporary:
        copy = Path(temporary) / "library"
        copy.mkdir()
        shutil.copy(folder / "library.db", copy / "library.db")
        yield copy


def _words(folder: Path) -> list[str]:
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    try:
        return typed_words(connection, 60)
    finally:
        connection.close()


def _show(library: Library, typing: bool, text: str) -> None:
    """What happens at a keystroke: the best ids, and the rows of the first page."""
    result = library.search(parse(text, typing=typing), limit=PAGE, typing=typing)
    library.rows(result.ids)


def main() -> None:
    """The command."""
    groups: dict[str, Callable[[int], Iterator[Row]]] = {"latency": latency, "changes": changes}
    parser = argparse.ArgumentParser(description="Measures how well and how fast articles are found.")
    parser.add_argument("--sizes", default="1000,10000,100000", help="sizes of the libraries (default: %(default)s)")
    parser.add_argument(
        "--only", default=f"quality,{','.join(groups)}", help=f"which of quality, {', '.join((*QUALITY, *groups))}"
    )
    options = parser.parse_args()
    names = options.only.split(",")
    unknown = set(names) - {"quality", *QUALITY, *groups}
    if unknown:
        parser.error(f"unknown group {', '.join(sorted(unknown))}")
    measured = list(QUALITY) if "quality" in names else [name for name in names if name in QUALITY]
    print_table(_all(measured, [groups[name] for name in names if name in groups], options.sizes.split(",")))


def _all(measured: list[str], groups: list[Callable[[int], Iterator[Row]]], sizes: list[str]) -> Iterator[Row]:
    yield from quality(measured)
    for size in sizes:
        for group in groups:
            yield from group(int(size))


if __name__ == "__main__":
    main()
