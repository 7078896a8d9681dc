"""Texts as sets of shingles, the short runs of words that they are made of: by these two texts are compared.

A shingle is `WORDS` words that follow each other, or `CHARACTERS` characters of scripts without spaces between words
(and of Korean, where endings cling to words). Only letters, digits and marks count, and capitals are small: so two
savings of one text agree, whatever became of its markup, spaces and quotation signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set

from readlater.language.scripts import MARKS, SPACELESS_RUN

WORDS = 3
CHARACTERS = 6

PASSAGE = 16
"""Shingles of words, or twice as many of characters, of a passage that is another text's own. Where one word in ten was
changed, hardly ever so many in a row have a changed one in them."""

Shingle = str | tuple[str, ...]

_WORD = re.compile(rf"[\w{MARKS}]+")
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])


def shingles(text: str) -> frozenset[Shingle]:
    """The shingles of a text; none if it is shorter than one. 0.2 ms for a thousand characters."""
    words, characters = _in_order(text)
    return frozenset[Shingle](words).union(characters)


def containment(first: Set[Shingle], second: Set[Shingle]) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1: 1 also for a copy that was cut short."""
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def own_passages(text: str, other: Set[Shingle]) -> float:
    """How much of a text are whole passages of which nothing stands in the ``other`` one, 0 to 1.

    What a text ends with doesn't count: that may be what a site puts below all of its pages.
    """
    words, characters = _in_order(text)
    total = len(words) + len(characters)
    return (_own(words, other, PASSAGE) + _own(characters, other, 2 * PASSAGE)) / total if total else 0.0


def _own(run: Sequence[Shingle], other: Set[Shingle], least: int) -> int:
    """How many shingles of a run are in rows of at least so many that are not in ``other``; without the last row."""
    own = length = 0
    for shingle in run:
        if shingle not in other:
            length += 1
            continue
        own += length if length >= least else 0
        length = 0
    return own


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE)


def _in_order(text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The shingles of words and those of characters, in the order of the text."""
    folded = text.casefold() if text.isascii() else _folded(text)
    characters = "" if folded.isascii() else "".join(SPACELESS_RUN.findall(folded))
    if characters:
        folded = SPACELESS_RUN.sub(" ", folded)
    words = _WORD.findall(folded)
    return (
        list(zip(words, words[1:], words[2:], strict=False)),
        [characters[at : at + CHARACTERS] for at in range(len(characters) - CHARACTERS + 1)],
    )
