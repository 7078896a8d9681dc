"""The rows about the store: lists, saving, importing, space on disk."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.generated import Generator
from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.language.analysis import analyse
from readlater.language.query import parse
from readlater.library import Library, NewArticle
from readlater.model import Draft, Original, Sort

_SAVED, _IMPORTED, _BATCH = 150, 2000, 200
_PAGE = 60


def rows(folder: Path) -> Iterator[Row]:
    """Lists of the library in ``folder``, and what it takes to add to a copy of it."""
    with Library.open(folder) as library:
        library.ids()
        times = milliseconds(lambda sort: library.ids(sort=sort), [sort for sort in Sort for _ in range(3)])
        yield Row("all ids in an order of the list, p95", percentile(times, 95), limit=100)
        queries = [parse(text) for text in ("is:unread", "is:read -is:archived", "words:<500", "lang:de", "#tag3")] * 4
        yield Row("all ids of a filter, p95", percentile(milliseconds(library.ids, queries), 95), limit=100)
        every = library.ids()
        pages = [every[start : start + _PAGE] for start in range(0, len(every) - _PAGE, max(1, len(every) // 200))]
        yield Row(f"{_PAGE} rows anywhere in the list, p95", percentile(milliseconds(library.rows, pages), 95), limit=5)
        yield Row("counts, p95", percentile(milliseconds(lambda _: library.counts(), range(20)), 95), limit=20)
    yield from _space(folder)
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "library"
        copy.mkdir()
        shutil.copy(folder / "library.db", copy / "library.db")
        yield from _adding(copy)


def _space(folder: Path) -> Iterator[Row]:
    connection = sqlite3.connect(f"file:{folder / 'library.db'}?mode=ro", uri=True)
    articles, text = connection.execute("SELECT count(*), sum(length(CAST(text AS BLOB))) FROM document").fetchone()
    size = (folder / "library.db").stat().st_size
    connection.close()
    yield Row(
        "disk per article, without originals",
        size / articles / 1000,
        "kB",
        None,
        "its text",
        text / articles / 1000,
        14,
    )


def _adding(folder: Path) -> Iterator[Row]:
    generator = Generator(seed=2)
    drafts = [generator.article(number).draft for number in range(_SAVED)]
    analysing = milliseconds(analyse, drafts)
    analyses = [analyse(draft) for draft in drafts]
    pages = [_page(draft) for draft in drafts]
    parsing = milliseconds(_parsed, pages)
    with Library.open(folder) as library:
        new = [
            NewArticle(draft, Original(page, "text/html"), analysis)
            for draft, page, analysis in zip(drafts, pages, analyses, strict=True)
        ]
        library.add_all(new[:1])
        storing = []
        for one, page in zip(new[1:], pages[1:], strict=True):
            _parsed(page)  # as always before a page is saved; what the store does in the background has that time
            analyse(one.draft)
            storing += milliseconds(lambda one: library.add_all([one]), [one])
        parse_name = "lxml parse of the page"
        yield Row(
            "save one page: the store, p50",
            percentile(storing, 50),
            "ms",
            None,
            parse_name,
            percentile(parsing, 50),
            10,
        )
        yield Row(
            "save one page: the store, p95",
            percentile(storing, 95),
            "ms",
            None,
            parse_name,
            percentile(parsing, 95),
            15,
        )
        yield Row("save one page: analysing its text, p50", percentile(analysing, 50))
        ids = [library.find_id(one.uuid) for one in library.rows(library.ids(parse("saved:2014"), limit=20))]
        yield Row("re-index an article (title edited), p95", percentile(milliseconds(partial(_edit, library), ids), 95))
        yield from _importing(library, generator)


def _edit(library: Library, number: int) -> None:
    library.edit([number], title=f"Another title {number}")


def _importing(library: Library, generator: Generator) -> Iterator[Row]:
    made = [generator.article(number) for number in range(_SAVED, _SAVED + _IMPORTED)]
    new = [NewArticle(one.draft, Original(_page(one.draft), "text/html"), one.analysis) for one in made]
    began = time.perf_counter()
    cpu = time.process_time()
    for start in range(0, len(new), _BATCH):
        library.add_all(new[start : start + _BATCH])
    passed, cpu = time.perf_counter() - began, time.process_time() - cpu
    yield Row("import: the store, with originals", len(new) / passed, "articles/s", limit=1000, at_least=True)
    yield Row("import: the store, with originals, of CPU time", len(new) / cpu, "articles/s")


def _page(draft: Draft) -> bytes:
    paragraphs = "".join(f"<p>{block.text}</p>\n" for block in draft.document.blocks)
    chrome = "".join(f'<li class="menu-item"><a href="/{n}">Section {n}</a></li>\n' for n in range(120))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{draft.title}</title></head>"
        f"<body><nav><ul>{chrome}</ul></nav><article><h1>{draft.title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def _parsed(page: bytes) -> None:
    from lxml import html

    html.fromstring(page)
