"""The rows about keywords: quality on pages whose authors chose keywords, beside plain TF-IDF, and what it costs."""

from __future__ import annotations

import gzip
import html
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from random import Random

from benchmarks.finding import sets
from benchmarks.report import Row, percentile
from benchmarks.timing import milliseconds
from readlater.language.analysis import analyse
from readlater.language.keywords import rank
from readlater.language.terms import stems
from readlater.library import Library
from readlater.model import Analysis, Block, BlockKind, Document, Draft

FOLDER = sets.FOLDER.parents[1] / "extraction"
_LEAST_CHOSEN = 3  # keywords that must stand in the text for a page to be one of the set
_LEAST_TEXT = 800
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_LINKED = re.compile(r'"keywords"\s*:\s*(\[[^\]]*\]|"[^"]*")')
_NAMED = re.compile(r'(?:name|property)=["\']?(?:keywords|news_keywords|article:tag|sailthru\.tags)\b', re.IGNORECASE)
_CONTENT = re.compile(r'content=(?:"([^"]*)"|\'([^\']*)\')', re.IGNORECASE)
_ODD = re.compile(r"[:_@{}]")


def available() -> bool:
    """Whether there are pages to measure with."""
    return (FOLDER / "ground-truth.json").is_file()


@lru_cache(maxsize=1)
def chosen() -> tuple[tuple[Draft, frozenset[str]], ...]:
    """Pages as drafts with the text that people marked as the article, and the stems of the keywords of their authors.

    A rough set: authors choose categories and slogans, too. Pages of which less than three keywords, or less than a
    third, stand in the text are left out.
    """
    found = []
    for folder in (FOLDER, FOLDER / "wcxb"):
        truth = json.loads((folder / "ground-truth.json").read_text("utf8"))
        for name, record in sorted(truth.items()):
            path = folder / "html" / f"{name}.html.gz"
            if path.is_file() and len(record["articleBody"]) > _LEAST_TEXT:
                page = gzip.decompress(path.read_bytes()).decode("utf8", "replace")
                keywords = {_stemmed(keyword) for keyword in _keywords(page)} - {""}
                draft = _draft(page, record["articleBody"])
                text = f" {_stemmed(f'{draft.title} {draft.document.text}')} "
                present = sum(f" {keyword} " in text for keyword in keywords)
                if present >= max(_LEAST_CHOSEN, len(keywords) / 3):
                    found.append((draft, frozenset(keywords)))
    return tuple(found)


def _keywords(page: str) -> list[str]:
    parts = []
    for tag in _META.findall(page):
        content = _CONTENT.search(tag)
        if content and _NAMED.search(tag):
            parts += (content[1] or content[2] or "").split(",")
    for linked in _LINKED.findall(page):
        parts += re.findall(r'"([^"]*)"', linked) if linked[0] == "[" else linked.strip('"').split(",")
    parts = [html.unescape(part).strip() for part in parts]
    return [part for part in parts if 1 < len(part) < 50 and len(part.split()) <= 5 and not _ODD.search(part)]


def _draft(page: str, text: str) -> Draft:
    title = re.search(r"<title[^>]*>([^<]*)", page, re.IGNORECASE)
    language = re.search(r'<html[^>]*\blang=["\']?([a-zA-Z]{2})', page)
    blocks = tuple(Block(BlockKind.PARAGRAPH, line.strip()) for line in text.split("\n") if line.strip())
    shown = html.unescape(title[1]).strip() if title else ""
    return Draft(Document(blocks), "html", "html/1", title=shown, language=language[1].lower() if language else "en")


def _stemmed(text: str) -> str:
    return " ".join(stems(text, "en"))


def score(ranked: Sequence[Sequence[str]], wanted: Sequence[frozenset[str]]) -> tuple[float, float, float]:
    """F1 of the first five and of the first ten, and precision of the first five, by exact match of stems."""
    sums = [0.0, 0.0, 0.0]
    for keywords, right in zip(ranked, wanted, strict=True):
        found = list(dict.fromkeys(map(_stemmed, keywords)))
        for place, limit in enumerate((5, 10)):
            hits = len(right.intersection(found[:limit]))
            sums[place] += 2 * hits / (len(found[:limit]) + len(right)) if hits else 0.0
        sums[2] += len(right.intersection(found[:5])) / 5
    return sums[0] / len(ranked), sums[1] / len(ranked), sums[2] / len(ranked)


def rows(folder: Path | None = None) -> Iterator[Row]:
    """Quality and cost of an article's keywords; of a selection's, if ``folder`` holds a large library."""
    if available():
        yield from _quality()
    if sets.available():
        yield from _cost()
    if folder is not None:
        yield from _selection(folder)


def _quality() -> Iterator[Row]:
    pages = chosen()
    wanted = [keywords for _, keywords in pages]
    analyses = [analyse(draft) for draft, _ in pages]
    df = Counter(stem for one in analyses for stem in one.counts)
    ours = [[word.text for word in rank(one.candidates, df.__getitem__, len(analyses))] for one in analyses]
    measured = zip(
        score(ours, wanted), score([_plain(one, df, len(analyses)) for one in analyses], wanted), strict=True
    )
    for name, (value, plain) in zip(("F1 of 5", "F1 of 10", "P of 5"), measured, strict=True):
        yield Row(f"keywords: {name}, {len(pages)} pages", value, "", 1.0, "TF-IDF of stems", plain, at_least=True)


def _plain(analysis: Analysis, df: Counter[str], articles: int) -> list[str]:
    weight = {stem: (1 + log(n)) * log((1 + articles) / (1 + df[stem])) for stem, n in analysis.counts.items()}
    return sorted(weight, key=lambda stem: -weight[stem])[:10]


def _cost() -> Iterator[Row]:
    analysed = sets.analysed("bbc")
    df = Counter(stem for _, one in analysed for stem in one.counts)
    times, whole = [], []
    for draft, known in analysed[:300]:
        began = time.thread_time()
        analyse(draft, summary=False)
        middle = time.thread_time()
        rank(known.candidates, df.__getitem__, len(analysed))
        whole.append((time.thread_time() - began) * 1e3)
        times.append((time.thread_time() - middle) * 1e3)
    yield Row("keywords: analysis and ranking of news, p50", percentile(whole, 50), "ms", limit=3, note="CPU time")
    yield Row("keywords: ranking alone, p95", percentile(times, 95), "ms", note="CPU time")


def _selection(folder: Path) -> Iterator[Row]:
    with Library.open(folder) as library:
        ids = list(library.ids())
        choice = Random(9)
        chosen_ids = [choice.sample(ids, min(1000, len(ids))) for _ in range(20)]
        library.keywords_of(chosen_ids[0])
        times = milliseconds(library.keywords_of, chosen_ids)
    yield Row("keywords of 1,000 articles, p95", percentile(times, 95), "ms", limit=50)
