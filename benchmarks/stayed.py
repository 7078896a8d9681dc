"""The rows about what to read next and what stayed: the drawer, the calendar, highlights, groups, jumping by title."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks import lived
from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.language.query import parse
from readlater.library import Library
from readlater.model import Grouping

_AGAIN = 20
_PAGE = 200
"""Highlights that the list asks for at once."""

_SEARCHED = ("lisis", "note:fsync", "colour:green", "marked:>60d lisis", "has:note is:favourite", "of -lisis")
_TITLES = 60


def rows(folder: Path) -> Iterator[Row]:
    """What is asked of the library in ``folder``, which is lived with first if need be."""
    with Library.open(folder) as library:
        articles = len(library.ids())
    # As many as a reader has who saved a hundred thousand articles.
    lived.add(folder, articles // 2, articles // 5)
    with Library.open(folder) as library:
        totals = library.statistics()
        amounts = f"{totals.readings:,} readings, {totals.highlights:,} highlights"
        library.shelves()
        again = range(_AGAIN)
        drawer = _p95(lambda: library.shelves(), again)
        yield Row("drawer: every list and its number, p95", drawer, limit=50, note=amounts)
        yield from _statistics(library, again)
        yield from _highlights(library, again)
        for by in Grouping:
            first = _p95(lambda by=by: library.grouped(None, None, by, limit=_PAGE), again)
            yield Row(f"the list by {by}: its beginning, p95", first, limit=50)
            yield Row(f"the list by {by}: all of it, p95", _p95(lambda by=by: library.grouped(None, None, by), again))
        yield from _jumping(library)


def _p95(call: object, again: range) -> float:
    return percentile(milliseconds(lambda _: call(), again), 95)  # type: ignore[operator]


def _statistics(library: Library, again: range) -> Iterator[Row]:
    today = datetime.now(UTC).date()
    since = today - timedelta(days=370)
    yield Row("calendar of a year, p95", _p95(lambda: library.activity(since, today), again), limit=50)
    read = [day.date for day in library.activity(since, today)][:_AGAIN]
    yield Row("articles of a day of it, p95", percentile(milliseconds(library.read_on, read), 95), limit=10)
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in library.years_read()]
    each = milliseconds(lambda year: library.activity(*year), years)
    yield Row("calendar of another year, p95", percentile(each, 95), limit=50)
    yield Row("calendar of all time, p95", _p95(lambda: library.activity(), again))
    yield Row("hours, sites, most read of a year, p95", _p95(lambda: library.habits(since, today), again))
    yield Row("totals, streaks, pace, p95", _p95(lambda: library.statistics(), again))
    yield Row("what waits, week by week, p95", _p95(lambda: library.backlog(), again))


def _highlights(library: Library, again: range) -> Iterator[Row]:
    yield Row("highlights: the first page, p95", _p95(lambda: library.marked(limit=_PAGE), again), limit=50)
    # The first one imports the query compiler and fills the cache of its connection.
    first = milliseconds(lambda query: library.marked(query, limit=_PAGE), [parse(_SEARCHED[0])])
    yield Row("highlights: the very first search", percentile(first, 50))
    queries = [parse(text) for text in _SEARCHED for _ in range(3)]
    searched = milliseconds(lambda query: library.marked(query, limit=_PAGE), queries)
    yield Row("highlights: searched, the first page, p95", percentile(searched, 95), limit=50)
    yield Row("highlights of a review, p95", _p95(lambda: library.review(), again), limit=50)


def _jumping(library: Library) -> Iterator[Row]:
    """Titles typed letter by letter, some with a slip."""
    titles = library.titles()
    yield Row("jump: all titles are read", percentile(milliseconds(lambda _: titles.read(), range(1)), 50))
    random = Random(1)
    typed = []
    every = library.ids()
    for row in library.rows(random.sample(every, min(len(every), _TITLES))):
        words = row.title.split()
        text = " ".join(word[:4] for word in words[:3]) if random.random() < 0.5 else row.title[:18]
        if random.random() < 0.3 and len(text) > 8:
            at = random.randrange(4, len(text) - 1)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        typed += [text[:end] for end in range(1, len(text) + 1)]
    times = milliseconds(titles.find, typed)
    yield Row("jump: a key, p50", percentile(times, 50))
    yield Row("jump: a key, p95", percentile(times, 95), limit=30)
