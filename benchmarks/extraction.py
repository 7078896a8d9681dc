"""How much of an article is found in a page, beside readability-lxml alone: ``python -m benchmarks.extraction``.

The pages are those of public benchmarks: 85 of the article-extraction-benchmark (MIT) and 240 of the web content
extraction benchmark (CC BY 4.0; with title, author and date). They belong to their publishers and are not part of
readlater: without them there is nothing to measure, and the command says so.

The figure is that of the article-extraction-benchmark: word 4-grams with their counts, precision and recall of every
page, and F1 of their means. A title or an author is right if it shares four words in five with the true one (F1 of
words), a date if it is the same day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import Row, percentile, print_table
from readlater.model import Draft
from readlater.pages.decode import decode
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.parse import parse
from readlater.pages.html.writer import is_text
from readlater.pages.read import read_page

PAGES = Path(__file__).resolve().parents[2] / "shared" / "bench" / "extraction"
"""Where the pages are looked for: beside the checkout."""

BUDGETS = {"": 0.977, "wcxb": 0.949}
"""Sets of pages (folders below `PAGES`) with the least F1 of each."""

FIELDS = (("title", "title", 90.0), ("author", "byline", 68.0), ("published", "published", 80.0))
"""Fields of the truth, the attributes of a draft that answer them, and the least share of right ones in per cent."""

Truth = Mapping[str, Mapping[str, Any]]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of ``size`` words of a text with their counts; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1)) if words)


def precision_recall(truth: str, found: str) -> tuple[float, float]:
    """How much of what was found is true, and how much of the truth was found: both between 0 and 1."""
    wanted, got = shingles(truth), shingles(found)
    if wanted == got:
        return 1.0, 1.0
    common = (wanted & got).total()
    return common / max(1, got.total()), common / max(1, wanted.total())


def f1(pairs: Sequence[tuple[float, float]]) -> float:
    """F1 of the mean precision and the mean recall."""
    precision = sum(pair[0] for pair in pairs) / len(pairs)
    recall = sum(pair[1] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def is_right(field: str, truth: str, found: str) -> bool:
    """Whether a field is as it should be."""
    if field == "published":
        return truth[:10] == found[:10]
    wanted, got = (Counter(re.findall(r"\w+", text.lower())) for text in (truth, found))
    return 2 * (wanted & got).total() >= 0.8 * max(1, (wanted + got).total())


def readability_text(data: bytes) -> str:
    """What readability-lxml alone takes for the article, its blocks as lines; empty if it fails."""
    from readability import Document
    from readability.readability import Unparseable

    try:
        summary = Document(decode(data).text).summary()
    except Unparseable:
        return ""
    return "\n".join(candidate.block.text for candidate in BlockBuilder("").build(parse(summary)) if is_text(candidate))


def _timed(call: Callable[[bytes], Any], pages: Mapping[str, bytes]) -> tuple[dict[str, Any], float]:
    """The answer for every page, and the median time of a page in CPU milliseconds."""
    answers, times = {}, []
    for name, data in pages.items():
        began = time.process_time()
        answers[name] = call(data)
        times.append((time.process_time() - began) * 1e3)
    return answers, percentile(times, 50)


def rows(folder: Path, budget: float, label: str) -> Iterator[Row]:
    """The figures of one set of pages."""
    truth: Truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    drafts, ours = _timed(lambda data: read_page(data)[0], pages)
    texts, theirs = _timed(readability_text, pages)
    found = [precision_recall(entry["articleBody"], drafts[name].document.text) for name, entry in truth.items()]
    beside = [precision_recall(entry["articleBody"], texts[name]) for name, entry in truth.items()]
    alone = "readability-lxml alone"
    yield Row(f"{label}: F1", f1(found), "", None, alone, f1(beside), limit=budget, at_least=True)
    yield Row(f"{label}: CPU time of a page, median", ours, "ms", None, alone, theirs)
    for field, attribute, least in FIELDS:
        yield from _field(truth, drafts, field, attribute, least, label)


def _field(
    truth: Truth, drafts: Mapping[str, Draft], field: str, attribute: str, least: float, label: str
) -> Iterator[Row]:
    """How often a field is right where the page has it, and how often it is given where the page has none."""
    has = {name: entry[field] for name, entry in truth.items() if entry.get(field)}
    if not has:
        return
    right = sum(is_right(field, said, getattr(drafts[name], attribute)) for name, said in has.items())
    without = [name for name, entry in truth.items() if not entry.get(field)]
    given = sum(bool(getattr(drafts[name], attribute)) for name in without)
    note = f"given on {given} of {len(without)} pages without" if without else ""
    yield Row(f"{label}: {field} right", 100 * right / len(has), "%", limit=least, at_least=True, note=note)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures what is found of articles beside readability-lxml alone.")
    parser.add_argument("--folder", type=Path, default=PAGES, help=f"where the pages are (default: {PAGES})")
    folder: Path = parser.parse_args().folder
    if not (folder / "ground-truth.json").is_file():
        print(f"Skipped: the pages to measure with are not here ({folder}); name their folder with --folder.")
        return
    logging.disable(logging.CRITICAL)
    sets = {name: budget for name, budget in BUDGETS.items() if (folder / name / "ground-truth.json").is_file()}
    print_table(row for name, budget in sets.items() for row in rows(folder / name, budget, name or "articles"))


if __name__ == "__main__":
    main()
