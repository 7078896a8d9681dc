"""Where links stand: in the lines of a window, and in the whole article. Knows nothing of Textual.

A note is a link too: its reference leads to ``#note:`` and its label, and the label before the note leads back, to
``#ref:`` and itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from readlater.model import Block, BlockKind, Document, SpanKind
from readlater.model.values import dataclass
from readlater.tui.plain import plain
from readlater.tui.wrap import cells

if TYPE_CHECKING:
    from readlater.tui.layout import Layout, Piece

NOTE = "#note:"
REFERENCE = "#ref:"

_LINK_ROLES = ("link", "note-reference")


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A link that is in sight.

    Attributes:
        block: the number of its block.
        start: where it begins in the block's text.
        end: where it ends there; the same as ``start`` for the label of a note.
        target: where it leads.
        text: what it says, on one line.
        row: the first line in sight that it stands on.
        cell: where it begins on that line, from the beginning of the line.
        after_space: whether an empty cell is before it.
        offset: where the piece of it that stands on this line begins in the block's text.
        left: the first cell of that piece.
        width: how many cells the piece takes.
    """

    block: int
    start: int
    end: int
    target: str
    text: str
    row: int = 0
    cell: int = 0
    after_space: bool = False
    offset: int = 0
    left: int = 0
    width: int = 0


def links_between(layout: Layout, first: int, last: int) -> list[LinkPlace]:
    """The links and references that stand on these lines, both included, each where it begins on the first of them."""
    found: dict[tuple[int, int, str], LinkPlace] = {}
    for row in range(first, last + 1):
        for place in _links_on(layout, row):
            key = (place.block, place.start, place.target)
            if key not in found or (found[key].row == row and place.offset < found[key].offset):
                found[key] = place
    return sorted(found.values(), key=lambda place: (place.row, place.cell))


def link_at(layout: Layout, row: int, cell: int) -> LinkPlace | None:
    """The link at a cell of a line."""
    return next((place for place in _links_on(layout, row) if place.left <= cell < place.left + place.width), None)


def _links_on(layout: Layout, row: int) -> Iterator[LinkPlace]:
    """The pieces of links on a line, each as a place of its own."""
    pieces = layout.pieces(row)
    number = layout.block_at(row)
    if number < 0 or not any(piece.target for piece in pieces):
        return
    block = layout.document.blocks[number]
    left = 0
    before = " "
    for piece in pieces:
        width = cells(piece.text)
        if piece.target and (shown := piece.text.lstrip()):
            start, end = _extent(block, piece)
            if start >= 0:
                indent = len(piece.text) - len(shown)
                if before == "[" and piece.target.startswith(NOTE):  # set in before the digits of a reference
                    indent -= 1
                after_space = indent > 0 or (not indent and before == " ")
                yield LinkPlace(
                    number,
                    start,
                    end,
                    piece.target,
                    plain(block.text[start:end]) or plain(shown),
                    row,
                    left + indent,
                    after_space,
                    max(0, piece.start),
                    left,
                    width,
                )
        left += width
        before = piece.text[-1:] if width else before


def _extent(block: Block, piece: Piece) -> tuple[int, int]:
    """Where the link of which this piece is a part begins and ends in its block; -1 if it is none."""
    if piece.target.startswith(REFERENCE) and piece.start < 0:
        return 0, 0
    if piece.start < 0 or not any(role in _LINK_ROLES for role in piece.roles):
        return -1, -1
    touched = (-1, -1)
    for span in block.spans:
        if _target(span.kind, span.target) == piece.target and span.start <= piece.start <= span.end:
            if piece.start < span.end:
                return span.start, span.end
            touched = span.start, span.end
    return touched


def _target(kind: SpanKind, target: str) -> str:
    if kind is SpanKind.NOTE:
        return NOTE + target
    return target if kind is SpanKind.LINK else ""


# --- in the article


def is_web(target: str) -> bool:
    """Whether a link leads to a page of the web."""
    return target.lower().startswith(("http://", "https://"))


def web_targets(document: Document) -> frozenset[str]:
    """The addresses of the web to which an article's links lead."""
    return frozenset(
        span.target
        for block in document.blocks
        for span in block.spans
        if span.kind is SpanKind.LINK and is_web(span.target)
    )


def block_named(document: Document, target: str) -> int:
    """The block to which a link within the article leads; -1 if there is none."""
    blocks = document.blocks
    if target.startswith(NOTE):
        label = _label(target.removeprefix(NOTE))
        notes = (n for n, one in enumerate(blocks) if one.kind is BlockKind.FOOTNOTE and _label(one.marker) == label)
        return next(notes, -1)
    name = target.removeprefix("#")
    for wanted in (name, unquote(name)):
        for number, block in enumerate(blocks):
            if wanted and block.anchor == wanted:
                return number
    return -1


def references(document: Document, target: str) -> list[LinkPlace]:
    """Where a note (``#ref:`` and its label) is referred to, in reading order."""
    label = _label(target.removeprefix(REFERENCE))
    return [
        LinkPlace(number, span.start, span.end, NOTE + span.target, plain(block.text[span.start : span.end]))
        for number, block in enumerate(document.blocks)
        for span in block.spans
        if span.kind is SpanKind.NOTE and _label(span.target) == label
    ]


def _label(marker: str) -> str:
    return marker.strip("[]. ")


def passage_of(document: Document, place: LinkPlace) -> tuple[int, int] | None:
    """(start, end) of a link in `Document.text`; None if its block is not part of that."""
    block = document.blocks[place.block]
    if not block.is_body:
        return None
    start = document.starts[place.block]
    return start + place.start, start + max(place.end, place.start + 1)


# --- numbers


class Numbers:
    """Numbers from 1 on, of which one is typed digit by digit.

    Args:
        count: the highest number.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.typed = ""

    def type(self, digit: str) -> int:
        """Takes a digit; the number, if that is what is meant because no higher one begins with it, else 0.

        A digit after which no number could be meant is not taken.
        """
        typed = self.typed + digit
        if typed.startswith("0") or int(typed) > self.count:
            return 0
        self.typed = typed
        return self.number if self.number * 10 > self.count else 0

    def back(self) -> bool:
        """Takes the last digit back; whether there was one."""
        was = bool(self.typed)
        self.typed = self.typed[:-1]
        return was

    @property
    def number(self) -> int:
        """The number that is typed; 0 if none is."""
        return int(self.typed or 0)

    def is_possible(self, number: int) -> bool:
        """Whether what is typed may become this number."""
        return str(number).startswith(self.typed)


@dataclass(frozen=True, slots=True)
class Badge:
    """A number over the text: its line, where on it, what it says."""

    row: int
    cell: int
    text: str

    def moved(self, rows: int) -> Badge:
        """The same some rows further down."""
        return Badge(self.row + rows, self.cell, self.text)

    @property
    def number(self) -> int:
        """The number."""
        return int(self.text.strip("[]"))

    def covers(self, row: int, cell: int) -> bool:
        """Whether it is painted over this cell."""
        return row == self.row and self.cell <= cell < self.cell + len(self.text)


def badges(places: Sequence[LinkPlace], numbers: Numbers, *, left: int, width: int, signs: bool) -> list[Badge]:
    """The numbers of links over their beginnings, none over another.

    A number takes the empty cell before its link, if there is one, so that it covers less of the text; and there is a
    cell between it and the next, where they could be read as one.

    Args:
        places: the links, from 1 on, by line and cell.
        numbers: which numbers may still be meant; the others are not shown.
        left: the cells of the margin.
        width: the cells of a line, the margin counted.
        signs: write ``[3]``, which can be told from the text without colour.
    """
    made: list[Badge] = []
    row, free = -1, 0
    for number, place in enumerate(places, 1):
        if not numbers.is_possible(number):
            continue
        text = f"[{number}]" if signs else str(number)
        if place.target.startswith(NOTE) and not signs:
            text = text.center(place.width)  # over all of ``[1]``: what is left of it would be read with the number
        if place.row != row:
            row, free = place.row, 0
        cell = max(left + place.cell - place.after_space, free)
        cell = min(cell, width - len(text))
        made.append(Badge(row, cell, text))
        free = cell + len(text) + (not signs)
    return made
