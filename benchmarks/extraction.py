"""How much of an article is found in a page, beside the libraries alone: ``python -m benchmarks.extraction``.

The pages are those of public benchmarks: 85 of the article-extraction-benchmark (MIT) and 240 of the web content
extraction benchmark (CC BY 4.0; with title, author and date). They belong to their publishers and are not part of
readlater: without them there is nothing to measure, and the command says so.

The figure is that of the article-extraction-benchmark: word 4-grams with their counts, precision and recall of every
page, and F1 of their means. A title or an author is right if it shares four words in five with the true one (F1 of
words), a date if it is the same day. Times are CPU time, and those of the stages are taken on the same pages; a stage's
figure is what one core does in a second.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import logging
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lxml.html import document_fromstring

from benchmarks.report import Row, print_table
from readlater.model import Draft
from readlater.pages.clues.lines import count_words
from readlater.pages.decode import decode
from readlater.pages.guard import guard
from readlater.pages.html import aside, voters
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.choose import choose
from readlater.pages.html.clean import clean, weigh
from readlater.pages.html.ending import find_ending
from readlater.pages.html.parse import parse
from readlater.pages.html.tidy import tidy
from readlater.pages.html.writer import is_text
from readlater.pages.metadata.reading import read_metadata
from readlater.pages.read import read_page

PAGES = Path(__file__).resolve().parents[2] / "shared" / "bench" / "extraction"
"""Where the pages are looked for: beside the checkout."""

BUDGETS = {"": 0.977, "wcxb": 0.952}
"""Sets of pages (folders below `PAGES`) with the least F1 of each."""

FIELDS = (("title", "title", 90.0), ("author", "byline", 68.0), ("published", "published", 89.0))
"""Fields of the truth, the attributes of a draft that answer them, and the least share of right ones in per cent."""

MOST_TIME = 45.0
"""CPU milliseconds that a page may take in the mean."""

MOST_MEMORY = 100.0
"""Megabytes that reading all pages of a set may add to the process."""

Truth = Mapping[str, Mapping[str, Any]]
Answer = TypeVar("Answer")


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


def trafilatura_text(data: bytes) -> str:
    """What trafilatura alone takes for the article, as it does by default."""
    from trafilatura import extract

    return extract(decode(data).text) or ""


def trafilatura_fields(data: bytes) -> Mapping[str, str]:
    """Title, author and date as trafilatura reads them (the date is htmldate's)."""
    from trafilatura import extract_metadata

    found = extract_metadata(decode(data).text)
    return {"title": found.title or "", "author": found.author or "", "published": found.date or ""}


def htmldate_date(data: bytes) -> str:
    """The date that htmldate alone finds."""
    from htmldate import find_date

    return find_date(decode(data).text, original_date=True) or ""


def _timed(call: Callable[[bytes], Answer], pages: Mapping[str, bytes]) -> tuple[dict[str, Answer], float]:
    """The answer for every page, and the mean time of a page in CPU milliseconds.

    The first page is read twice, so that what is done once in a process is not counted.
    """
    answers: dict[str, Answer] = {}
    call(next(iter(pages.values())))
    began = time.process_time()
    for name, data in pages.items():
        answers[name] = call(data)
    return answers, (time.process_time() - began) * 1e3 / len(pages)


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def rows(folder: Path, budget: float, label: str) -> Iterator[Row]:
    """The figures of one set of pages."""
    truth: Truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in truth}
    before = _memory()
    drafts, ours = _timed(lambda data: read_page(data)[0], pages)
    memory = _memory() - before
    texts = {name: draft.document.text for name, draft in drafts.items()}
    libraries = {
        "readability-lxml": _timed(readability_text, pages),
        "trafilatura": _timed(trafilatura_text, pages),
    }
    found = _scores(truth, texts)
    for number, (name, (theirs, _)) in enumerate(libraries.items()):
        limit = budget if not number else None
        yield Row(f"{label}: F1", f1(found), "", None, f"{name} alone", f1(_scores(truth, theirs)), limit, True)
    for number, (name, (_, time_of_theirs)) in enumerate(libraries.items()):
        limit = MOST_TIME if not number else None
        yield Row(f"{label}: CPU time of a page, mean", ours, "ms", None, f"{name} alone", time_of_theirs, limit)
    empty = {name: _count_empty(truth, theirs) for name, (theirs, _) in libraries.items()}
    note = ", ".join(f"{name} alone {count}" for name, count in empty.items())
    yield Row(f"{label}: articles without a text", _count_empty(truth, texts), "", limit=0, note=note)
    yield Row(f"{label}: memory that reading adds", memory, "MB", limit=MOST_MEMORY)
    if any("title" in entry for entry in truth.values()):
        fields, _ = _timed(trafilatura_fields, pages)
        dates, _ = _timed(htmldate_date, pages)
        for field, attribute, least in FIELDS:
            beside = {"trafilatura": {name: fields[name][field] for name in truth}}
            if field == "published":
                beside["htmldate"] = dates
            yield from _field(truth, drafts, (field, attribute, least), beside, label)
    yield from _stages(pages, label)


def _scores(truth: Truth, texts: Mapping[str, str]) -> list[tuple[float, float]]:
    return [precision_recall(entry["articleBody"], texts[name]) for name, entry in truth.items()]


def _count_empty(truth: Truth, texts: Mapping[str, str]) -> int:
    """Pages without a text that have one in truth."""
    return sum(not texts[name].strip() for name, entry in truth.items() if entry["articleBody"].strip())


def _stages(pages: Mapping[str, bytes], label: str) -> Iterator[Row]:
    """Pages a second of every stage of reading a page, beside what lxml needs to parse it."""
    times: dict[str, float] = defaultdict(float)

    def take(stage: str, call: Callable[..., Any], *given: Any) -> Any:
        began = time.process_time()
        answer = call(*given)
        times[stage] += time.process_time() - began
        return answer

    for data in pages.values():
        markup = decode(data).text
        take("lxml's parse", document_fromstring, markup.encode("utf-8", "replace"))
        take("guard", guard, markup)
        page = take("guard and parse", parse, markup)
        meta = take("metadata", read_metadata, page, markup)
        own, blocks = take("clean and blocks", _blocks, page, meta.base)
        candidates = aside.part_from_asides(own, blocks)
        plain = aside.without_asides(own)
        votes = [take(_name(voter), voter, plain, candidates) for voter in voters.VOTERS]
        take("choose and tidy", _decide, blocks, candidates, votes, meta.title)
    lxml = len(pages) / times.pop("lxml's parse")
    for stage, seconds in times.items():
        yield Row(f"{label}: {stage}", len(pages) / seconds, "pages/s", None, "lxml's parse", lxml)


def _name(voter: voters.Voter) -> str:
    return str(getattr(voter, "__name__", "")).replace("_", " ")


def _blocks(page: Any, base: str) -> tuple[Any, list[Any]]:
    own = copy.deepcopy(page)
    clean(own, weigh(own))
    blocks = BlockBuilder(base).build(own)
    for block in blocks:
        block.words = count_words(block.block.text) if is_text(block) else 0
    return own, blocks


def _decide(blocks: list[Any], candidates: list[Any], votes: list[voters.Vote], title: str) -> None:
    choose(candidates, votes, title)
    find_ending(candidates)
    tidy(candidates, title)
    aside.hide_rest(blocks)


def _field(
    truth: Truth,
    drafts: Mapping[str, Draft],
    what: tuple[str, str, float],
    beside: Mapping[str, Mapping[str, str]],
    label: str,
) -> Iterator[Row]:
    """How often a field is right where the page has it, and how often it is given where the page has none."""
    field, attribute, least = what
    has = {name: entry[field] for name, entry in truth.items() if entry.get(field)}
    if not has:
        return
    right = sum(is_right(field, said, getattr(drafts[name], attribute)) for name, said in has.items())
    without = [name for name, entry in truth.items() if not entry.get(field)]
    given = sum(bool(getattr(drafts[name], attribute)) for name in without)
    invented = f" (given on {given} of {len(without)} pages without)" if without else ""
    limit: float | None = least
    for name, found in beside.items():
        theirs = 100 * sum(is_right(field, said, found[page]) for page, said in has.items()) / len(has)
        yield Row(
            f"{label}: {field} right", 100 * right / len(has), "%", None, f"{name}{invented}", theirs, limit, True
        )
        limit = None


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures what is found of articles beside the libraries alone.")
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
