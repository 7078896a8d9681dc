"""How much of an article is found in text pasted from a browser: ``python -m benchmarks.pasted``.

The pages are those of `benchmarks.extraction`. Each is made into plain text in the ways in which text comes out of a
browser: by w3m without a margin and at 80 columns, as one block a line, and as a selection of everything looks when it
is pasted (no bullets, cells behind tabs). Beside our answer stand all lines, the lines of at least 100 columns, and
trafilatura on a page with a paragraph a line.

The pages are divided into two halves, so that a rule that was made on one of them can be seen on the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.extraction import PAGES, Truth, _timed, f1, is_right, precision_recall
from benchmarks.report import Row, print_table
from readlater.model import Draft
from readlater.pages.clues.lines import width
from readlater.pages.clues.wordset import word_set
from readlater.pages.decode import decode
from readlater.pages.read import read_page
from readlater.pages.sniff import TEXT

BUDGET = 0.88
"""The least F1 of every kind of dump."""

TITLES = 80.0
"""The least share of right titles in per cent."""

WIDE = 100
"""Columns of a line that the simplest rule takes for the article's."""

_SILENT = word_set("script style noscript template svg head title select option textarea iframe object math")
_BLOCK = word_set(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul br"
)
_SPACED = word_set("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote table pre")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


def w3m_text(data: bytes, columns: int) -> str:
    """The page as w3m prints it within ``columns``."""
    page = decode(data).text.encode("utf-8", "replace")
    command = ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", str(columns)]
    return subprocess.run(command, input=page, capture_output=True, check=True, timeout=60).stdout.decode()


def block_text(data: bytes) -> str:
    """Every block of the page on a line of its own."""
    return "\n".join(line for line in (" ".join(part.split()) for part in "".join(_parts(data)).split("\n")) if line)


def selected_text(data: bytes) -> str:
    """The page as everything selected is pasted: cells behind tabs, empty lines around paragraphs, nothing hidden."""
    lines = [re.sub(r"[^\S\t]+", " ", part).strip(" ") for part in "".join(_parts(data, pasted=True)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parts(data: bytes, *, pasted: bool = False) -> Iterator[str]:
    """The texts of the page's elements with line ends around its blocks."""
    from lxml import html

    page = html.document_fromstring(
        decode(data).text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
    )
    yield from _parts_of(page, pasted)


def _parts_of(element: Any, pasted: bool) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    hidden = pasted and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""))
    if tag and tag not in _SILENT and not hidden:
        edge = "\n\n" if pasted and tag in _SPACED else "\n" if tag in _BLOCK else ""
        if pasted and tag in ("td", "th"):
            edge = "\t"
        yield edge
        yield re.sub(r"\s+", " ", element.text or "") if tag != "pre" else element.text or ""
        for child in element:
            yield from _parts_of(child, pasted)
        yield edge if edge != "\t" else ""
    yield re.sub(r"\s+", " ", element.tail or "")


KINDS: dict[str, Callable[[bytes], str]] = {
    "w3m, no margin": lambda data: w3m_text(data, 10_000),
    "w3m, 80 columns": lambda data: w3m_text(data, 80),
    "block text": block_text,
    "selection": selected_text,
}
"""The ways in which pages are made into text."""


def wide_lines(text: str) -> str:
    """The lines of at least `WIDE` columns."""
    return "\n".join(line for line in text.split("\n") if width(line.strip()) >= WIDE)


def of_trafilatura(text: str) -> str:
    """What trafilatura takes for the article in a page with a paragraph a line."""
    import trafilatura

    page = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return trafilatura.extract(f"<html><body>{page}</body></html>", include_comments=False) or ""


def rows(folder: Path, label: str, every: int, half: int | None, baselines: bool) -> Iterator[Row]:
    """The figures of one set of pages."""
    truth: Truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    names = sorted(truth)[::every]
    names = [name for place, name in enumerate(names) if half is None or place % 2 == half]
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in names}
    titles = {name: truth[name].get("title") or read_page(data)[0].title for name, data in pages.items()}
    for kind, make in KINDS.items():
        dumps = {name: make(data) for name, data in pages.items()}
        yield from _kind(truth, dumps, titles, f"{label}, {kind}", baselines)


def _kind(
    truth: Truth, dumps: Mapping[str, str], titles: Mapping[str, str], label: str, baselines: bool
) -> Iterator[Row]:
    """The figures of one set of pages dumped in one way."""
    encoded = {name: text.encode() for name, text in dumps.items()}
    drafts: dict[str, Draft]
    drafts, median = _timed(lambda data: read_page(data, as_format=TEXT)[0], encoded)
    pairs = [precision_recall(truth[name]["articleBody"], drafts[name].document.text) for name in dumps]
    beside = {"all lines": str, f"lines ≥ {WIDE} columns": wide_lines, "trafilatura": of_trafilatura}
    figures = {
        name: f1([precision_recall(truth[page]["articleBody"], call(text)) for page, text in dumps.items()])
        for name, call in (beside if baselines else {}).items()
    }
    mean = [sum(pair[place] for pair in pairs) / len(pairs) for place in (0, 1)]
    best = max(figures, key=lambda name: figures[name], default="")
    rest = ", ".join(f"{name} {value:.3f}" for name, value in figures.items() if name != best)
    note = f"P {mean[0]:.3f} R {mean[1]:.3f}" + (f" ({rest})" if rest else "")
    yield Row(f"{label}: F1", f1(pairs), "", None, best, figures.get(best), limit=BUDGET, at_least=True, note=note)
    if best:
        print(f"    {note}")
    right = sum(is_right("title", titles[name], drafts[name].title) for name in dumps)
    note = f"median {median:.0f} ms of CPU a page"
    yield Row(f"{label}: title right", 100 * right / len(dumps), "%", limit=TITLES, at_least=True, note=note)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures what is found of articles in text pasted from a browser.")
    parser.add_argument("--folder", type=Path, default=PAGES, help=f"where the pages are (default: {PAGES})")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every second page")
    parser.add_argument("--every", type=int, default=4, help="of the second set every n-th page (default: 4)")
    parser.add_argument("--alone", action="store_true", help="without the baselines")
    chosen = parser.parse_args()
    folder: Path = chosen.folder
    if not (folder / "ground-truth.json").is_file():
        print(f"Skipped: the pages to measure with are not here ({folder}); name their folder with --folder.")
        return
    if not shutil.which("w3m"):
        print("Skipped: w3m, which makes the pages into text, is not installed.")
        return
    logging.disable(logging.CRITICAL)
    sets = [("", "articles", 1), ("wcxb", "wcxb", chosen.every)]
    print_table(
        row
        for name, label, every in sets
        if (folder / name / "ground-truth.json").is_file()
        for row in rows(folder / name, label, every, chosen.half, not chosen.alone)
    )


if __name__ == "__main__":
    main()
