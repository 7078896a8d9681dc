"""The rows about summaries: ROUGE beside the first characters and the first sentences, and what a summary costs."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.finding import sets
from benchmarks.report import Row, percentile
from readlater.language.sentences import sentences
from readlater.language.summary import LIMIT, places, summarise

_WORD = re.compile(r"\w+")


def rouge(said: str, wanted: str) -> tuple[float, float, float]:
    """F1 of ROUGE-1, ROUGE-2 and ROUGE-L, of words in any script, without regard to case and unstemmed."""
    own, right = (_WORD.findall(text.lower()) for text in (said, wanted))
    one, two = (_f1(_overlap(own, right, size), len(own) - size + 1, len(right) - size + 1) for size in (1, 2))
    return one, two, _f1(_common(own, right), len(own), len(right))


def _f1(hits: int, own: int, right: int) -> float:
    return 2 * hits / (own + right) if hits else 0.0


def _overlap(own: Sequence[str], right: Sequence[str], size: int) -> int:
    counts = [Counter(zip(*(words[i:] for i in range(size)), strict=False)) for words in (own, right)]
    return (counts[0] & counts[1]).total()


def _common(own: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest common subsequence; by Hyyrö's bits, a word of ``own`` at a time."""
    places_of: dict[str, int] = {}
    for place, word in enumerate(right):
        places_of[word] = places_of.get(word, 0) | 1 << place
    full = (1 << len(right)) - 1
    row = full
    for word in own:
        matches = row & places_of.get(word, 0)
        row = (row + matches | row - matches) & full
    return (row ^ full).bit_count()


def lead(text: str) -> str:
    """The first characters of a text, cut off."""
    return " ".join(text.split())[:LIMIT]


def lead_sentences(text: str) -> str:
    """The first whole sentences that fit."""
    said = ""
    for start, end in sentences(text):
        longer = f"{said} {' '.join(text[start:end].split())}".strip()
        if len(longer) > LIMIT:
            break
        said = longer
    return said


def rows() -> Iterator[Row]:
    """ROUGE on news with reference summaries (these have 40 % of the text, so 300 characters can't hold them)."""
    if not sets.available():
        return
    records = [record for record in sets.load("bbc") if record.get("summary")]
    ours = _mean(records, lambda record: summarise(record["text"], record["title"], language=record["lang"]))
    first = _mean(records, lambda record: lead(record["text"]))
    whole = _mean(records, lambda record: lead_sentences(record["text"]))
    for place, name in enumerate(("1", "2", "L")):
        what = f"summary: ROUGE-{name}, BBC news"
        yield Row(what, ours[place], "", 1.0, "first 300 characters", first[place], at_least=True)
        yield Row(what, ours[place], "", 1.0, "first whole sentences", whole[place], at_least=True)
    times, finding = [], []
    for record in records[:300]:
        began = time.thread_time()
        summary = summarise(record["text"], record["title"], language=record["lang"])
        middle = time.thread_time()
        places(summary, record["text"])
        finding.append((time.thread_time() - middle) * 1e3)
        times.append((middle - began) * 1e3)
    yield Row("summary of news, p95", percentile(times, 95), "ms", limit=3, note="CPU time")
    yield Row("places of a summary, p95", percentile(finding, 95), "ms", limit=1, note="CPU time")


def _mean(records: Sequence[dict[str, Any]], make: Callable[[dict[str, Any]], str]) -> tuple[float, float, float]:
    scores = [rouge(make(record), record["summary"]) for record in records]
    one, two, longest = (sum(values) / len(scores) for values in zip(*scores, strict=True))
    return one, two, longest
