"""The rows about search: every keystroke of words being typed, beside the same prefix asked of FTS5 alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle, pairwise
from pathlib import Path
from random import Random

from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.language.query import parse
from readlater.language.scripts import SPACELESS_RUN
from readlater.library import Library

PAGE = 60
FILTERS = ("is:unread", "tag:tag1", "tag:tag9", "site:nhk", "words:<500", "words:>2000", "saved:2020-03", "saved:2021")
"""Conditions of all kinds: that most articles answer to, or few."""


def rows(folder: Path, count: int = 60) -> Iterator[Row]:
    """The times of typing ``count`` words, as frequent as words of articles are, and of finished queries."""
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    words = typed_words(connection, count)
    common = [
        word
        for (word,) in connection.execute("SELECT surface FROM vocab GROUP BY surface ORDER BY sum(df) DESC LIMIT 20")
    ]
    with Library.open(folder) as library:
        _show(library, True, words[0])
        yield from _single(library, connection, words)
        yield from _several(library, words, common)
        yield from _pieces(library, connection)
        yield from _filtered(library, words, common)
        yield from _done(library, words, common)
        snippets = milliseconds(partial(_snippets, library), words[:20])
        yield Row("snippets of a page of 20, p95", percentile(snippets, 95))
    connection.close()


def _single(library: Library, connection: sqlite3.Connection, words: Sequence[str]) -> Iterator[Row]:
    for name, lengths, limit in (("1 letter", (1,), 12), ("2 letters", (2,), 12), ("3 or more", (3, 4, 6, 30), 10)):
        beginnings = sorted({word[:length] for word in words for length in lengths if len(word) >= min(length, 7)})
        raw = milliseconds(partial(_raw, connection), beginnings[:40])
        times = milliseconds(partial(_show, library, True), beginnings)
        baseline = percentile(raw, 95)
        yield Row(f"search as you type, {name}, p50", percentile(times, 50), "ms")
        yield Row(
            f"search as you type, {name}, p95", percentile(times, 95), "ms", None, "FTS5 by rank", baseline, limit
        )


def _several(library: Library, words: Sequence[str], common: Sequence[str]) -> Iterator[Row]:
    """Two and three words, of which the last is being typed; some are among the commonest."""
    starts = [*words, *common]
    for name, queries in (
        (
            "second word",
            [f"{one} {two[:end]}" for one, two in zip(starts, words[7:], strict=False) for end in (1, 2, 4)],
        ),
        (
            "third word",
            [
                f"{one} {two} {three[:end]}"
                for one, two, three in zip(words, cycle(common), words[3:], strict=False)
                for end in (1, 3, 5)
            ],
        ),
    ):
        yield Row(
            f"search as you type, {name}, p95",
            percentile(milliseconds(partial(_show, library, True), queries), 95),
            limit=15,
        )


def _pieces(library: Library, connection: sqlite3.Connection) -> Iterator[Row]:
    """Chinese, Japanese and Korean, a character more with every keystroke."""
    texts = connection.execute(
        "SELECT text FROM document JOIN article ON id = article_id WHERE language IN ('ja', 'ko', 'zh') LIMIT 40"
    ).fetchall()
    random = Random(5)
    runs = [
        run[0] for (text,) in texts if (found := [*SPACELESS_RUN.finditer(text)]) for run in random.choices(found, k=3)
    ]
    queries = [run[:length] for run in runs for length in (1, 2, 3, 5) if len(run) >= length]
    if queries:
        times = milliseconds(partial(_show, library, True), queries)
        yield Row("search as you type, CJK, p95", percentile(times, 95), limit=10)


def _filtered(library: Library, words: Sequence[str], common: Sequence[str]) -> Iterator[Row]:
    queries = [f"{condition} {word}" for condition in FILTERS for word in (*words[:8], *common[:4])]
    for typing, name, limit in ((True, "as you type", 15), (False, "when done", 100)):
        times = milliseconds(partial(_show, library, typing), queries)
        yield Row(f"search {name}, with a filter, p50", percentile(times, 50))
        yield Row(f"search {name}, with a filter, p95", percentile(times, 95), limit=limit)


def _done(library: Library, words: Sequence[str], common: Sequence[str]) -> Iterator[Row]:
    for name, queries in (
        ("one word", words),
        ("two words", [f"{a} {b}" for a, b in zip(words, words[5:], strict=False)]),
        ("the commonest words", [*common, *(f"{a} {b}" for a, b in pairwise(common))]),
        ("a question", [" ".join([*words[n : n + 4], *common[n % 10 : n % 10 + 4]]) for n in range(20)]),
    ):
        done = milliseconds(partial(_show, library, False), queries)
        yield Row(f"search when done, {name}, p50", percentile(done, 50))
        yield Row(f"search when done, {name}, p95", percentile(done, 95), limit=100)


def typed_words(connection: sqlite3.Connection, count: int) -> list[str]:
    """Words of the library, each the more likely the more articles have it, but no more than 1 in 5 of them."""
    articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    found = connection.execute(
        "SELECT surface, df FROM vocab WHERE df BETWEEN 5 AND ? AND length(surface) > 3 ORDER BY surface",
        (articles // 5,),
    ).fetchall()
    return Random(3).choices([word for word, _ in found], [df for _, df in found], k=count)


def _show(library: Library, typing: bool, text: str) -> None:
    """What happens at a keystroke: the best ids, and the rows of the first page."""
    result = library.search(parse(text, typing=typing), limit=PAGE, typing=typing)
    library.rows(result.ids)


def _raw(connection: sqlite3.Connection, beginning: str) -> None:
    statement = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"
    connection.execute(statement, (f'"{beginning}"*', PAGE)).fetchall()


def _snippets(library: Library, word: str) -> None:
    query = parse(word)
    for number in library.search(query, limit=20, typing=True).ids:
        library.snippet(number, query)
