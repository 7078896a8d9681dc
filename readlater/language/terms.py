"""The one analyser: text → stems, for the index, for similar readings and for keywords.

Runs of letters are split by script. Han and Kana, Hangul, Thai, Lao, Khmer and Burmese become overlapping bigrams (a
single character stays as it is); every other run is a word, cut to its stem by the article's language. Stems hold
letters, digits and marks only, case-folded and without accents, so FTS5's tokenizer ``unicode61 remove_diacritics 2
categories 'L* N* Co M*'`` takes each as one token and leaves it as it is. Apostrophes part words (``l'été``: ``l``,
``été``) but for the possessive ``'s``, which is dropped, and inside Cyrillic words, where they are letters. A single
letter with ``++`` or ``#`` is the name of a programming language and one word (``cplusplus``, ``csharp``); all else
between letters and digits parts words, so that ``F-16`` and ``node.js`` are found as phrases of their parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from readlater.language.scripts import SPACELESS_RUN, WORD_CHARACTER
from readlater.language.stemming import fold, stem_words, surface_of
from readlater.language.version import ANALYSER_VERSION

__all__ = ["ANALYSER_VERSION", "Run", "bigrams", "fold", "pieces", "query_stems", "query_terms", "runs", "stems"]

_LANGUAGE_NAME = r"[A-Za-z](?:\+\+|#)(?![\w+#])"
_WORD = re.compile(rf"{_LANGUAGE_NAME}|{WORD_CHARACTER}+(?:['’](?:[sS](?!\w)|[\u0400-\u052f]+))*")
_ASCII_WORD = re.compile(rf"{_LANGUAGE_NAME}|\w+(?:'[sS](?!\w))*")
"""The same for texts of ASCII characters, in less than half the time."""


class Run(NamedTuple):
    """A word, or a run of a script without spaces: its folded surface, where it stands, and whether it has bigrams."""

    surface: str
    start: int
    end: int
    spaceless: bool


def bigrams(run: str) -> list[str]:
    """The overlapping bigrams of a folded run; of a single character itself."""
    if len(run) < 2:
        return [run] if run else []
    return [run[i : i + 2] for i in range(len(run) - 1)]


def pieces(text: str) -> list[tuple[bool, list[str]]]:
    """Split ``text`` into stretches: (False, words as they stand) and (True, [one run of a script without spaces])."""
    text = text.replace("_", " ")
    if text.isascii():
        return [(False, _ASCII_WORD.findall(text))]
    parts = SPACELESS_RUN.split(text)  # every other one is a run
    return [(True, [part]) if at % 2 else (False, _WORD.findall(part)) for at, part in enumerate(parts) if part]


def stretches(text: str, breaks: re.Pattern[str]) -> Iterator[tuple[bool, list[str]]]:
    """The `pieces` of the parts of a text between ``breaks``, those without words left out."""
    if not text.isascii() and SPACELESS_RUN.search(text):
        for part in breaks.split(text):
            yield from ((spaceless, words) for spaceless, words in pieces(part) if words)
        return
    for part in breaks.split(text.replace("_", " ")):
        words = (_ASCII_WORD if part.isascii() else _WORD).findall(part)
        if words:
            yield False, words


def stems(text: str, language: str = "") -> list[str]:
    """Return the stems of ``text`` in order, stop words kept. ``language`` is an ISO 639-1 code or empty."""
    found: list[str] = []
    for spaceless, words in pieces(text):
        if spaceless:
            found += bigrams(fold(words[0]))
        else:
            found += [stem for _, stem in stem_words(words, language) if stem]
    return found


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of ``text`` from left to right, for marking what a query found.

    ``start`` and ``end`` are offsets into ``text``. In a run with bigrams, the bigram at ``i`` stands at ``start + i``
    to ``start + i + 2`` if ``len(surface) == end - start``; else (rare forms that fold to another length) mark all.
    """
    text = text.replace("_", " ")
    position = 0
    for found in SPACELESS_RUN.finditer(text):
        yield from _words(text, position, found.start())
        surface = fold(found[0])
        if surface:
            yield Run(surface, found.start(), found.end(), True)
        position = found.end()
    yield from _words(text, position, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Run]:
    for found in _WORD.finditer(text, start, end):
        surface = surface_of(found[0])
        if surface:
            yield Run(surface, found.start(), found.end(), False)


def query_terms(word: str) -> list[str]:
    """Return what a typed word or phrase becomes: folded surfaces to look up in the vocabulary, and bigrams.

    In order; more than one means that they must stand next to each other. Bigrams are their own stems.
    """
    terms: list[str] = []
    for run in runs(word):
        terms += bigrams(run.surface) if run.spaceless else [run.surface]
    return terms


def query_stems(word: str, language: str = "") -> list[str]:
    """Return the stems that ``word`` has in texts of ``language``: a guess for words not in the vocabulary yet."""
    return stems(word, language)
