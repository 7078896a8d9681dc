"""The rows about importing saved pages: one page from its bytes to the library, and many on two cores."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Row, percentile
from benchmarks.texts import article_text
from benchmarks.timing import milliseconds
from readlater.exchange.importer import ImportOptions, import_paths
from readlater.language.analysis import analyse
from readlater.library import Library, NewArticle
from readlater.model import Original, Outcome
from readlater.pages.read import read_page

PAGES = 320
WORDS = 1_500

_CHROME = "".join(f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(40))


def page(number: int) -> bytes:
    """A page of `WORDS` words with what sites put around them."""
    title = f"Benchmark page {number}"
    text = "".join(f"<p>{part}</p>" for part in article_text(number, WORDS).split("\n\n"))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Bench</title>
<meta name="author" content="Ada Bench"><meta property="og:site_name" content="The Bench">
<link rel="canonical" href="https://bench.example/{number}"></head><body><nav><ul>{_CHROME}</ul></nav>
<main><article><h1>{title}</h1><p class="byline">By Ada Bench</p>{text}</article></main>
<aside class="related"><ul>{_CHROME}</ul></aside><footer>© The Bench. All rights reserved.</footer>
</body></html>""".encode()


def _imported_by_two(pages: Path, library: Path) -> float:
    """Seconds that the import of all pages takes with two processes that read."""
    with Library.open(library) as opened:
        began = time.perf_counter()
        ledger = import_paths(opened, [pages], options=ImportOptions(workers=2), progress=lambda progress: None)
        seconds = time.perf_counter() - began
    if ledger.count(Outcome.NEW) != PAGES:
        raise RuntimeError("the benchmark's pages were not all imported")
    return seconds


def _imported_by_one(pages: Path, library: Path) -> float:
    """Seconds that this process alone takes for the same: reading, analysing, storing in transactions of 50."""
    with Library.open(library) as opened:
        began = time.perf_counter()
        batch: list[NewArticle] = []
        for path in sorted(pages.iterdir()):
            data = path.read_bytes()
            draft = read_page(data)[0]
            batch.append(NewArticle(draft, Original(data, "text/html"), analyse(draft)))
            if len(batch) == 50:
                opened.add_all(batch)
                batch.clear()
        opened.add_all(batch)
        return time.perf_counter() - began


def rows(_: Path) -> Iterator[Row]:
    """One page saved; and the rate of an import by two processes beside one, the median of three in turn."""
    from readability import Document

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pages = root / "pages"
        pages.mkdir()
        data = [page(number) for number in range(PAGES)]
        for number, one in enumerate(data):
            (pages / f"{number}.html").write_bytes(one)

        with Library.open(root / "one") as library:

            def save(number: int) -> None:
                draft = read_page(data[number])[0]
                library.add_all([NewArticle(draft, analysis=analyse(draft))])

            save(0)
            ours = milliseconds(save, range(1, 40))
        theirs = milliseconds(lambda number: Document(data[number].decode()).summary(), range(40))
        yield Row(
            "save one page, from its bytes, p50",
            percentile(ours, 50),
            "ms",
            limit=60,
            baseline_name="readability-lxml alone",
            baseline=percentile(theirs, 50),
        )

        alone, together = [], []
        for turn in range(3):
            alone.append(PAGES / _imported_by_one(pages, root / f"alone-{turn}"))
            together.append(PAGES / _imported_by_two(pages, root / f"together-{turn}"))
        yield Row(
            "import of saved pages, two processes",
            percentile(together, 50),
            "pages/s",
            1.7,
            "one process",
            percentile(alone, 50),
            at_least=True,
        )
