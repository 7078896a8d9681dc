"""The rows about jumping to an article by its title: every key of what people type, beside reading the titles once."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.library import Library
from readlater.library.fitting import fold_title
from readlater.library.titles import Titles

BUDGET = 30
"""Milliseconds that a key may take."""


def rows(folder: Path, count: int = 25) -> Iterator[Row]:
    """The time of each key while ``count`` titles are typed in each way."""
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    wanted = [
        fold_title(title)
        for (title,) in connection.execute("SELECT title FROM article WHERE deleted IS NULL AND title <> ''").fetchall()
    ]
    connection.close()
    random = Random(7)
    chosen = random.sample(wanted, count)
    with Library.open(folder) as library:
        gc.collect()
        before = _held()
        titles = library.titles()
        began = perf_counter()
        titles.read()
        yield Row("jump: reading all titles, beside the keys", 1e3 * (perf_counter() - began))
        yield Row("jump: what they hold of memory", _held() - before, "MB", limit=12)
        every: list[float] = []
        for name, texts in _ways(chosen, random).items():
            times = milliseconds(
                partial(_find, titles), [text[:end] for text in texts for end in range(1, len(text) + 1)]
            )
            every += times
            yield Row(f"jump: a key, {name}, p95", percentile(times, 95), limit=BUDGET)
        yield Row("jump: a key, all of these, p50", percentile(every, 50))
        yield Row("jump: a key, all of these, p95", percentile(every, 95), limit=BUDGET)


def _ways(titles: Sequence[str], random: Random) -> dict[str, list[str]]:
    """What is typed to find these titles."""
    return {
        "the beginning of a title": [title[:24] for title in titles],
        "words of it": [" ".join(random.sample(title.split(), min(2, len(title.split())))) for title in titles],
        "a word from within": [max(title.split(), key=len)[2:] for title in titles],
        "the initials": ["".join(word[0] for word in title.split()) for title in titles],
        "beginnings of its words": ["".join(word[:2] for word in title.split())[:12] for title in titles],
        "with a slip": [_slipped(max(title.split(), key=len), random) for title in titles],
        "what no title has": ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=8)) for _ in titles],
    }


def _slipped(word: str, random: Random) -> str:
    """A word with two of its letters exchanged."""
    at = random.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _find(titles: Titles, text: str) -> None:
    titles.find(text)


def _held() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
