"""The rows about search: every keystroke of words being typed, beside the same prefix asked of FTS5 alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.language.query import parse
from readlater.library import Library

PAGE = 60


def rows(folder: Path, count: int = 60) -> Iterator[Row]:
    """The times of typing ``count`` words, as frequent as words of articles are, and of finished queries."""
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    words = typed_words(connection, count)
    with Library.open(folder) as library:
        _show(library, True, words[0])
        for name, lengths, limit in (("1 letter", (1,), 12), ("2 letters", (2,), 12), ("3 or more", (3, 4, 6, 30), 10)):
            beginnings = sorted({word[:length] for word in words for length in lengths if len(word) >= min(length, 7)})
            raw = milliseconds(partial(_raw, connection), beginnings[:40])
            times = milliseconds(partial(_show, library, True), beginnings)
            baseline = percentile(raw, 95)
            yield Row(f"search as you type, {name}, p50", percentile(times, 50), "ms")
            yield Row(
                f"search as you type, {name}, p95", percentile(times, 95), "ms", None, "FTS5 by rank", baseline, limit
            )
        pairs = [f"{first} {second[:4]}" for first, second in zip(words, words[7:], strict=False)]
        yield Row(
            "search as you type, second word, p95",
            percentile(milliseconds(partial(_show, library, True), pairs), 95),
            limit=10,
        )
        for name, queries in (
            ("one word", words),
            ("two words", [f"{a} {b}" for a, b in zip(words, words[5:], strict=False)]),
        ):
            done = milliseconds(partial(_show, library, False), queries)
            yield Row(f"search when done, {name}, p50", percentile(done, 50))
            yield Row(f"search when done, {name}, p95", percentile(done, 95))
        common = milliseconds(partial(_show, library, False), ["the", "of", "the of"])
        yield Row("search when done, the commonest words, worst", max(common))
        snippets = milliseconds(partial(_snippets, library), words[:20])
        yield Row("snippets of a page of 20, p95", percentile(snippets, 95))
    connection.close()


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
