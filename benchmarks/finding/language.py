"""How often the language of a text is told over the evaluation sets, by whole texts, sentences and titles."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.finding import sets
from benchmarks.report import Row
from readlater.language.detect import detect_language
from readlater.language.sentences import sentences

TEXTS = 400
"""Texts of each set that are looked at."""

SHORTEST = 20
"""Characters of the shortest sentence that is looked at; the shortest paragraph has five times as many."""

_PARAGRAPH = 5 * SHORTEST


def rows() -> Iterator[Row]:
    """For each set the share of texts whose language is told, and of those for which a wrong one is; milliseconds."""
    spent = 0.0
    looked = 0
    for name in sets.SETS:
        records = sets.load(name)[:TEXTS]
        language = records[0]["lang"]
        texts = [record["text"] for record in records]
        lines = [line for text in texts for line in text.split("\n") if len(line.strip()) >= _PARAGRAPH]
        spoken = [text[start:end] for text in texts for start, end in sentences(text, 20) if end - start >= SHORTEST]
        began = time.process_time()
        told = _told(texts)
        spent, looked = spent + time.process_time() - began, looked + len(texts)
        yield from _share(f"language, {name}: texts", told, language, 0.99)
        yield from _share(f"language, {name}: paragraphs", _told(lines), language, 0.99)
        yield from _share(f"language, {name}: sentences", _told(spoken), language)
        titles = [record["title"] for record in records if record["title"]]
        if titles:
            yield from _share(f"language, {name}: titles", _told(titles), language)
    yield Row("language of a text", spent / looked * 1e3)


def _told(texts: Sequence[str]) -> Counter[str]:
    return Counter(map(detect_language, texts))


def _share(what: str, told: Counter[str], language: str, least: float | None = None) -> Iterator[Row]:
    total = max(1, told.total())
    wrong = told.total() - told[language] - told[""]
    note = f"wrong {wrong / total:.2%} of {told.total():,}"
    yield Row(what, told[language] / total, "", limit=least, at_least=True, note=note)
