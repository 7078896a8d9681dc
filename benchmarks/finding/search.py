"""How well search finds: terms as they are typed, and questions, in every language of the sets, beside plain FTS5.

*Terms*: words of the texts, as frequent as they are there; in scripts without spaces pieces of two to five characters.
Recall is the share of the texts with that word (the piece, anywhere) that are found; precision the share of what is
found that has it, or a word with the same stem. *Questions*: what was asked about a paragraph has to bring it up; MRR
is the mean of one through its place among the first ten. The baseline is a table of FTS5 with its own tokenizer
``unicode61`` over the texts as they are: terms in quotation marks, questions as words joined by OR, ranked by bm25.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean
from tempfile import TemporaryDirectory

from benchmarks.finding import sets
from benchmarks.report import Row
from readlater.language.terms import runs, stems
from readlater.library import Library, NewArticle
from readlater.library.marking import fold_in_place
from readlater.model import And, Query, Word

LANGUAGES = {
    "ko": "korquad", "ja": "livedoor", "zh": "xquad_zh", "th": "xquad_th", "ar": "xquad_ar", "de": "xquad_de",
    "el": "xquad_el", "en": "xquad_en", "es": "xquad_es", "hi": "xquad_hi", "ro": "xquad_ro", "ru": "xquad_ru",
    "tr": "xquad_tr", "vi": "xquad_vi",
}  # fmt: skip
"""Language → the set it is measured on; the Japanese one has no questions."""

SPACELESS = ("ko", "ja", "zh", "th")
TERMS, QUESTIONS, TEXTS = 300, 400, 500
PAGE = 10
_WORD = re.compile(r"\w+")

Find = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1; ``mrr`` is None for a set without questions."""

    recall: float
    precision: float
    mrr: float | None


def rows() -> Iterator[Row]:
    """Recall, precision and MRR of every language, beside plain FTS5, and their means."""
    ours: list[Quality] = []
    plain: list[Quality] = []
    for language in LANGUAGES:
        for found, into in zip(measured(language), (ours, plain), strict=True):
            into.append(found)
        yield from _rows(language, ours[-1], plain[-1])
    yield from _rows("mean", _mean(ours), _mean(plain), judged=True)


def _rows(name: str, ours: Quality, plain: Quality, *, judged: bool = False) -> Iterator[Row]:
    for what, value, baseline, limit in (
        ("recall of terms", ours.recall, plain.recall, 0.98),
        ("precision of terms", ours.precision, plain.precision, 0.95),
        ("questions, MRR", ours.mrr, plain.mrr, 0.93),
    ):
        if value is not None and baseline is not None:
            yield Row(
                f"search, {what}, {name}", value, "", None, "FTS5", baseline, limit if judged else None, at_least=True
            )


def _mean(found: Sequence[Quality]) -> Quality:
    return Quality(
        fmean(one.recall for one in found),
        fmean(one.precision for one in found),
        fmean(one.mrr for one in found if one.mrr is not None),
    )


def measured(language: str) -> tuple[Quality, Quality]:
    """The quality of the program's search and of plain FTS5 for one language."""
    records = sets.load(LANGUAGES[language])[:TEXTS]
    with (
        TemporaryDirectory(prefix="readlater-set-") as folder,
        Library.open(Path(folder)) as library,
        closing(sqlite3.connect(":memory:")) as connection,
    ):
        connection.execute("CREATE VIRTUAL TABLE plain USING fts5(title, text)")
        texts: dict[int, str] = {}
        questions: list[tuple[str, int]] = []
        added = library.add_all([NewArticle(sets.draft_of(record)) for record in records])
        for record, article in zip(records, added, strict=True):
            if article.id not in texts:  # a few texts are in a set twice, and in a library once
                texts[article.id] = f"{record['title']}\n{record['text']}"
                values = (article.id, record["title"], record["text"])
                connection.execute("INSERT INTO plain (rowid, title, text) VALUES (?, ?, ?)", values)
            questions += [(one["q"], article.id) for one in record.get("qs", ())]
        asked = Random(1).sample(questions, min(QUESTIONS, len(questions)))
        terms = _terms(texts, language)
        return (
            Quality(
                *_of_terms(lambda term: library.search(Query(Word(term)), limit=len(texts)).ids, terms),
                _mrr(lambda text: library.search(question(text), limit=PAGE).ids, asked),
            ),
            Quality(
                *_of_terms(lambda term: _plain(connection, [term], len(texts)), terms),
                _mrr(lambda text: _plain(connection, _WORD.findall(text), PAGE), asked),
            ),
        )


def question(text: str) -> Query:
    """A question as it is asked in the search line: all of its words."""
    return Query(And(tuple(Word(word) for word in text.split() if any(map(str.isalnum, word)))))


def _plain(connection: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    expression = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
    found = connection.execute(
        "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?", (expression or '""', limit)
    )
    return [number for (number,) in found]


def _terms(texts: Mapping[int, str], language: str) -> list[tuple[str, set[int], set[int]]]:
    """Terms with the articles that hold them, and those that may be found by them as well."""
    random = Random(2)
    ids = sorted(texts)
    if language in SPACELESS:
        folded = {number: fold_in_place(text) for number, text in texts.items()}
        pieces: list[tuple[str, set[int], set[int]]] = []
        while len(pieces) < TERMS:
            run = random.choice([run for run in runs(texts[random.choice(ids)]) if run.spaceless]).surface
            start = random.randrange(len(run))
            piece = run[start : start + random.randint(2, 5)]
            if len(piece) > 1:
                found = {number for number, text in folded.items() if piece in text}
                pieces.append((piece, found, found))
        return pieces
    words = {number: [run.surface for run in runs(text)] for number, text in texts.items()}
    holding: dict[str, set[int]] = {}
    related: dict[str, set[int]] = {}
    stem_of: dict[str, str] = {}
    for number, surfaces in words.items():
        for surface in surfaces:
            stem = stem_of.setdefault(surface, "".join(stems(surface, language)))
            holding.setdefault(surface, set()).add(number)
            related.setdefault(stem, set()).add(number)
    chosen = [random.choice(words[random.choice(ids)]) for _ in range(TERMS)]
    return [(word, holding[word], holding[word] | related[stem_of[word]]) for word in chosen]


def _of_terms(find: Find, terms: Sequence[tuple[str, set[int], set[int]]]) -> tuple[float, float]:
    """The mean recall and precision; a term that finds nothing has no precision."""
    recalls, precisions = [], []
    for term, holding, related in terms:
        found = set(find(term))
        recalls.append(len(found & holding) / len(holding))
        if found:
            precisions.append(len(found & related) / len(found))
    return fmean(recalls), fmean(precisions)


def _mrr(find: Find, questions: Sequence[tuple[str, int]]) -> float | None:
    if not questions:
        return None
    scores = []
    for text, number in questions:
        found = list(find(text))[:PAGE]
        scores.append(1 / (found.index(number) + 1) if number in found else 0.0)
    return fmean(scores)
