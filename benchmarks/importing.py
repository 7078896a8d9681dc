"""The rows about importing saved pages: one page from its bytes to the library, and many on two cores.

The pages are real ones where they are at hand (``../shared/bench/extraction`` beside the checkout), else made here.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.report import Row, percentile
from benchmarks.texts import article_text
from benchmarks.timing import milliseconds
from readlater.exchange.importer import TIME_LIMIT, ImportOptions, import_paths
from readlater.exchange.packing import pack_page
from readlater.exchange.prepare import Task
from readlater.exchange.workers import Workers
from readlater.language.analysis import analyse
from readlater.library import Library, NewArticle
from readlater.model import Original
from readlater.pages.read import read_page

PAGES = 320
WORDS = 1_500
TURNS = 3

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "bench" / "extraction"

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


def real_pages() -> list[bytes]:
    """The real pages, or made ones."""
    found = [gzip.decompress(path.read_bytes()) for path in sorted(REAL.rglob("*.html.gz"))]
    return found or [page(number) for number in range(PAGES)]


def _imported(pages: Path, library: Path, workers: int) -> float:
    """Seconds that the import of all pages takes."""
    with Library.open(library) as opened:
        return _again(pages, opened, workers)


def _again(pages: Path, library: Library, workers: int) -> float:
    began = time.perf_counter()
    import_paths(library, [pages], options=ImportOptions(workers=workers))
    return time.perf_counter() - began


def _imported_by_one(pages: Path, library: Path) -> float:
    """Seconds that this process alone takes for the same: reading, analysing, storing in transactions of 50."""
    with Library.open(library) as opened:
        began = time.perf_counter()
        batch: list[NewArticle] = []
        for path in sorted(pages.iterdir()):
            data = path.read_bytes()
            batch += [
                NewArticle(draft, Original(data, "text/html"), analyse(draft))
                for draft in read_page(data, name=path.name)
            ]
            if len(batch) >= 50:
                opened.add_all(batch)
                batch.clear()
        opened.add_all(batch)
        return time.perf_counter() - began


def _alone(read: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    """CPU milliseconds a page that a reader takes in the mean; what it can't read counts all the same."""
    began = time.process_time()
    for one in pages:
        try:
            read(one)
        except Exception:
            continue
    return (time.process_time() - began) / len(pages) * 1e3


def _readability(data: bytes) -> object:
    from readability import Document

    return Document(data.decode("utf-8", "replace")).summary()


def _trafilatura(data: bytes) -> object:
    from trafilatura import bare_extraction

    return bare_extraction(data, with_metadata=True)


def _lxml(data: bytes) -> object:
    from lxml import html

    return html.document_fromstring(data)


def _in_a_worker(paths: Sequence[Path]) -> tuple[float, float]:
    """CPU milliseconds a page in a worker, all included, and the megabytes that it had at most."""
    tasks = (
        (number, Task(path.name, str(path), None, None, ImportOptions().size_limit))
        for number, path in enumerate(paths)
    )
    with Workers(1, time_limit=TIME_LIMIT, handler=pack_page) as workers:
        for _ in workers.results(tasks):
            pass
        return workers.seconds / len(paths) * 1e3, workers.peak / 2**20


def rows(_: Path) -> Iterator[Row]:
    """One page saved; what a worker needs beside the libraries; the rates of imports by two processes and by one."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        yield from _one_page(root)
        data = real_pages()
        pages = root / "pages"
        pages.mkdir()
        for number, one in enumerate(data):
            (pages / f"{number:04}.html").write_bytes(one)
        paths = sorted(pages.iterdir())

        for name, read in (("lxml's parse", _lxml), ("readability-lxml", _readability), ("trafilatura", _trafilatura)):
            read(data[0])
            yield Row(f"{name} alone, CPU a page, mean of {len(data)}", _alone(read, data))
        cpu, peak = _in_a_worker(paths)
        theirs = _alone(_trafilatura, data)
        yield Row("a worker: read, analyse, pack; CPU a page", cpu, "ms", None, "trafilatura", theirs, 45)
        ordinary = sorted(paths, key=lambda path: path.stat().st_size)[: len(paths) * 9 // 10]
        yield Row("a worker: memory, ordinary pages", _in_a_worker(ordinary)[1], "MB", limit=100)
        yield Row("a worker: memory, all pages", peak, "MB")

        alone, single, together = [], [], []
        for turn in range(TURNS):
            alone.append(len(data) / _imported_by_one(pages, root / f"alone-{turn}"))
            single.append(len(data) / _imported(pages, root / f"single-{turn}", 1))
            together.append(len(data) / _imported(pages, root / f"together-{turn}", 2))
        one = percentile(alone, 50)
        yield Row("import, one worker", percentile(single, 50), "pages/s", None, "one process", one)
        yield Row("import, two workers", percentile(together, 50), "pages/s", 1.7, "one process", one, at_least=True)
        with Library.open(root / "together-0") as library:
            again = len(data) / _again(pages, library, 2)
        yield Row(
            "import of the same again", again, "pages/s", 20, "two workers", percentile(together, 50), at_least=True
        )


def _one_page(root: Path) -> Iterator[Row]:
    data = [page(number) for number in range(40)]
    with Library.open(root / "one") as library:

        def save(number: int) -> None:
            draft = read_page(data[number])[0]
            library.add_all([NewArticle(draft, analysis=analyse(draft))])

        save(0)
        ours = milliseconds(save, range(1, 40))
    theirs = milliseconds(_readability, data)
    yield Row(
        "save one page, from its bytes, p50",
        percentile(ours, 50),
        "ms",
        limit=60,
        baseline_name="readability-lxml alone",
        baseline=percentile(theirs, 50),
    )
