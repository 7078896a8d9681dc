"""The highlights of the article that is shown: which of them a line has to paint, and the signs that belong to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from readlater.model import HIGHLIGHT_COLOURS, Highlight
from readlater.tui.layout.pieces import Piece

NOTE, ASCII_NOTE = "✎", "*"
"""What stands in the margin of the line where a highlight with a note begins."""

OPENS, CLOSES = "[", "]"
"""What stands around a highlight, in the place of the spaces there, where signs are wanted."""


class Highlights:
    """Highlights in the order of the text; those of which the passage is no longer there are left out."""

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        there = (one for one in highlights if one.start < one.end)
        self._all = sorted(there, key=lambda one: (one.start, -one.end))
        self._ends = list(accumulate((one.end for one in self._all), max))

    def __iter__(self) -> Iterator[Highlight]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def between(self, first: int, last: int) -> list[Highlight]:
        """Those of which something stands between two offsets into `Document.text`."""
        found: list[Highlight] = []
        for at in range(bisect_right(self._ends, first), len(self._all)):
            one = self._all[at]
            if one.start >= last:
                break
            if one.end > first:
                found.append(one)
        return found

    def at(self, place: int) -> Highlight | None:
        """The one that holds a place; the shortest, if several do."""
        return min(self.between(place, place + 1), key=lambda one: one.end - one.start, default=None)

    def holding(self, start: int, end: int) -> Highlight | None:
        """The shortest that holds a whole passage."""
        around = (one for one in self.between(start, end) if one.start <= start and one.end >= end)
        return min(around, key=lambda one: one.end - one.start, default=None)


def role_of(highlight: Highlight) -> str:
    """The role in which a highlight is painted."""
    return f"highlight-{highlight.colour if highlight.colour in HIGHLIGHT_COLOURS else HIGHLIGHT_COLOURS[0]}"


def is_noted_on(highlights: Iterable[Highlight], first: int, last: int) -> bool:
    """Whether one with a note begins between two offsets."""
    return any(one.note and first <= one.start < last for one in highlights)


def bracketed(pieces: list[Piece], highlights: Iterable[Highlight], base: int) -> list[Piece]:
    """The pieces of a line with the spaces around highlights made brackets; no cell is added.

    Args:
        pieces: of one line, cut where highlights begin and end.
        highlights: those on the line.
        base: where in `Document.text` the block of the line begins.
    """
    starts = {one.start - base for one in highlights}
    ends = {one.end - base for one in highlights}
    result = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.start < 0 or piece.start >= piece.end:
            continue
        if piece.start in starts and at and result[at - 1].text.endswith(" "):
            result[at - 1] = _replaced(result[at - 1], -1, OPENS)
        if piece.end in ends:
            if at + 1 == len(pieces):
                result.append(Piece(CLOSES))
            elif pieces[at + 1].text.startswith(" "):
                result[at + 1] = _replaced(result[at + 1], 0, CLOSES)
    return result


def _replaced(piece: Piece, at: int, sign: str) -> Piece:
    """A piece with its first or last character replaced."""
    return piece._replace(text=piece.text[:-1] + sign if at else sign + piece.text[1:])
