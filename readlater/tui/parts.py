"""The parts of a text by which a passage is marked: characters, words, sentences, paragraphs.

A long article is looked at a few thousand characters at a time, so that no key waits for all of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum

from readlater.language.scripts import CJK, HAN, HIRAGANA, KATAKANA, MARKS, SOUTH_EAST, VARIANTS, WORD_CHARACTER
from readlater.language.sentences import sentences
from readlater.model import Block, Document, SpanKind
from readlater.tui.plain import clean
from readlater.tui.wrap import char_widths

Range = tuple[int, int]

_STRETCH = 4000
"""Characters that are looked at at once: some milliseconds."""

_SPACED = rf"(?:(?![{CJK}{SOUTH_EAST}]){WORD_CHARACTER})+"
_WORD = re.compile(
    rf"(?:[{HAN}][{VARIANTS}]*){{1,2}}|[{KATAKANA}]+|[{HIRAGANA}]+|(?:[{SOUTH_EAST}][{MARKS}]*){{1,4}}"
    rf"|{_SPACED}(?:['’.,:·@/‐‑-]{_SPACED})*"
)
"""A word: between spaces, what begins and ends with a letter or digit. In scripts without spaces, where only a
dictionary could tell: a run of kana, two Chinese characters, four of Thai and its neighbours."""

_ENDS = re.compile(r"[.!?…]\s|[。！？｡]|\n")


class Unit(StrEnum):
    """What a passage is made of."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Parts:
    """The parts of a document's text; all offsets are those of `Document.text`.

    A paragraph is a block; in code and tables a line, or a row, ends a sentence. What a footnote's reference stands for
    is no part of a sentence's end.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._blocks = [number for number, block in enumerate(document.blocks) if block.is_body]
        self._starts = [document.starts[number] for number in self._blocks]
        self._stretches: list[tuple[int, int, int]] = []
        """Block, start and end in `Document.text`; a long block is several."""
        for number, base in zip(self._blocks, self._starts, strict=True):
            self._stretches += [(number, base + a, base + b) for a, b in _stretches(document.blocks[number].text)]
        self._firsts = [start for _, start, _ in self._stretches]
        self._known: dict[tuple[Unit, int], list[Range]] = {}

    def at(self, unit: Unit, place: int) -> Range | None:
        """The part that holds a place, else the first after it, else the last; None in an empty text."""
        for part in self._from(unit, place):
            if part[1] > place:
                return part
        return self.before(unit, len(self.document.text) + 1)

    def after(self, unit: Unit, place: int) -> Range | None:
        """The first part that begins after a place."""
        return next((part for part in self._from(unit, place) if part[0] > place), None)

    def before(self, unit: Unit, place: int) -> Range | None:
        """The last part that begins before a place."""
        return next((part for part in self._back_from(unit, place) if part[0] < place), None)

    def end_after(self, unit: Unit, place: int) -> int | None:
        """The first end of a part after a place."""
        return next((end for _, end in self._from(unit, place) if end > place), None)

    def end_before(self, unit: Unit, place: int) -> int | None:
        """The last end of a part before a place."""
        return next((end for _, end in self._back_from(unit, place) if end < place), None)

    def whole(self, start: int, end: int) -> Range:
        """A passage as it is marked: without white space at its ends, and no formula, which is shown whole, cut.

        Start and end are the same if nothing is left.
        """
        text = self.document.text
        start, end = max(0, start), min(len(text), end)
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return (self._formula(start)[0], self._formula(end - 1)[1]) if start < end else (start, start)

    def _formula(self, place: int) -> Range:
        """The formula that holds a place, else the character."""
        at = bisect_right(self._starts, place) - 1
        block, base = self.document.blocks[self._blocks[at]], self._starts[at]
        for span in block.spans:
            if span.kind is SpanKind.MATH and base + span.start <= place < base + span.end:
                return base + span.start, base + min(span.end, len(block.text))
        return place, place + 1

    # --- finding them

    def _from(self, unit: Unit, place: int) -> Iterator[Range]:
        """The parts from the one on that holds a place or ends before it."""
        number = max(0, bisect_right(self._firsts, place) - 1)
        while number < len(self._stretches):
            parts = self._of(unit, number)
            at = max(0, bisect_left(parts, (place,)) - 1)
            yield from parts[at:]
            number = self._next(unit, number, 1)

    def _back_from(self, unit: Unit, place: int) -> Iterator[Range]:
        """The parts before and at a place, the last one first."""
        number = bisect_right(self._firsts, place) - 1
        while number >= 0:
            parts = self._of(unit, number)
            at = bisect_right(parts, (place,))
            yield from reversed(parts[:at])
            number = self._next(unit, number, -1)

    def _next(self, unit: Unit, number: int, step: int) -> int:
        """The next stretch; a paragraph was found in the first of its stretches already."""
        following = number + step
        if unit is Unit.PARAGRAPH:
            here = self._stretches[number][0]
            while 0 <= following < len(self._stretches) and self._stretches[following][0] == here:
                following += step
        return following

    def _of(self, unit: Unit, number: int) -> list[Range]:
        known = self._known.get((unit, number))
        if known is None:
            block, start, end = self._stretches[number]
            if unit is Unit.PARAGRAPH:
                base = self.document.starts[block]
                known = [(base, base + len(self.document.blocks[block].text))]
            else:
                text = self.document.text[start:end]
                found = self._in(unit, text, self.document.blocks[block], start - self.document.starts[block])
                known = [(start + a, start + b) for a, b in found]
            self._known[unit, number] = known
        return known

    @staticmethod
    def _in(unit: Unit, text: str, block: Block, offset: int) -> list[Range]:
        if unit is Unit.WORD:
            return [match.span() for match in _WORD.finditer(text)]
        if unit is Unit.CHARACTER:
            return _characters(text)
        for span in block.spans:  # a digit after a full stop would hide the sentence's end
            a, b = max(0, span.start - offset), min(len(text), span.end - offset)
            if span.kind is SpanKind.NOTE and a < b:
                text = text[:a] + " " * (b - a) + text[b:]
        return sentences(text)


def _stretches(text: str) -> Iterator[Range]:
    """A text in pieces that are not too long, each ending where a sentence does if that can be."""
    start = 0
    while len(text) - start > _STRETCH:
        ends = [match.end() for match in _ENDS.finditer(text, start + _STRETCH // 2, start + _STRETCH)]
        space = text.rfind(" ", start + _STRETCH // 2, start + _STRETCH) + 1
        end = ends[-1] if ends else space or start + _STRETCH
        yield start, end
        start = end
    yield start, len(text)


def _characters(text: str) -> list[Range]:
    """What a reader sees as characters: an accent or a joined sign is a part of the one before."""
    widths = char_widths(clean(text))
    starts = [at for at, width in enumerate(widths) if width or not at or text[at] == "\n"]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
