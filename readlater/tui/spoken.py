"""What of an article is read aloud: its sentences in order, without code, tables, formulas and footnotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from readlater.language.sentences import sentences
from readlater.model import Block, BlockKind, Document, SpanKind
from readlater.model.values import dataclass
from readlater.tui.plain import plain

_UNSPOKEN = frozenset({BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH, BlockKind.FOOTNOTE})
"""Blocks that can't be understood by ear, or that belong elsewhere."""

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: (start, end) in `Document.text`, and what is to be said."""

    start: int
    end: int
    said: str


class Spoken:
    """The sentences of a document. They are found block by block when they are asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[int, list[Sentence]] = {}

    def at(self, place: int) -> Sentence | None:
        """The sentence at a place, or the first after it."""
        blocks = self._block_at(place)
        for number in range(blocks, len(self.document.blocks)):
            for sentence in self._of(number):
                if sentence.end > place:
                    return sentence
        return None

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence that follows."""
        return self.at(sentence.end)

    def before(self, place: int) -> Sentence | None:
        """The last sentence that begins before a place."""
        for number in range(self._block_at(place), -1, -1):
            for sentence in reversed(self._of(number)):
                if sentence.start < place:
                    return sentence
        return None

    def same(self, said: str, place: int) -> Sentence | None:
        """The sentence that says this, in a text that was changed: the next one from a place on, else the first."""
        sentence = self.at(place)
        while sentence is not None and sentence.said != said:
            sentence = self.after(sentence)
        return sentence if sentence is not None or not place else self.same(said, 0)

    def _block_at(self, place: int) -> int:
        """The first block that may hold the place: blocks that are not body begin where the next one does."""
        starts = self.document.starts
        number = max(0, bisect_right(starts, place) - 1)
        while number > 0 and starts[number - 1] == starts[number]:
            number -= 1
        return min(number, len(starts) - 1)

    def _of(self, number: int) -> list[Sentence]:
        if number < 0:
            return []
        if number not in self._known:
            self._known[number] = list(_sentences(self.document.blocks[number], self.document.starts[number]))
        return self._known[number]


def _sentences(block: Block, base: int) -> Iterator[Sentence]:
    if not block.is_body or block.kind in _UNSPOKEN:
        return
    # Where a footnote is referred to stands a space: a digit after a full stop would hide the sentence's end.
    text = block.text
    for span in block.spans:
        if span.kind is SpanKind.NOTE:
            text = text[: span.start] + " " * (min(span.end, len(text)) - span.start) + text[span.end :]
    for start, end in sentences(text):
        said = plain(text[start:end])
        if _WORD.search(said):
            yield Sentence(base + start, base + end, said)
