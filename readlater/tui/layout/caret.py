"""From a place in the text to the cell where it is painted and back, for a cursor that goes from line to line."""

from __future__ import annotations

from collections.abc import Iterator

from readlater.tui.layout.document import Layout
from readlater.tui.layout.pieces import TITLE, Piece
from readlater.tui.wrap import cells, char_widths

Range = tuple[int, int]


def cell_of(layout: Layout, place: int) -> tuple[int, int]:
    """(line, cell) at which an offset into `Document.text` is painted; the end of its line if it is not painted."""
    y = layout.row_of(place)
    block = layout.block_at(y)
    offset = place - layout.document.starts[block] if block != TITLE else 0
    last = 0
    for cell, piece in _placed(layout, y):
        if piece.start <= offset < piece.end:
            return y, cell + (cells(piece.text[: offset - piece.start]) if _exact(piece) else 0)
        last = cell + cells(piece.text)
    return y, last


def place_at(layout: Layout, y: int, cell: int) -> int | None:
    """The offset into `Document.text` that is painted nearest to a cell of a line; None where nothing is."""
    best: tuple[int, int] | None = None
    for left, piece in _placed(layout, y):
        width = cells(piece.text)
        inside = min(max(cell, left), left + max(0, width - 1))
        away = abs(cell - inside)
        if best is None or away < best[0]:
            best = away, piece.start + (_character_at(piece.text, inside - left) if _exact(piece) else 0)
    return None if best is None else layout.document.starts[layout.block_at(y)] + best[1]


def place_under(layout: Layout, y: int, cell: int) -> int | None:
    """The offset into `Document.text` that is painted at a cell of a line; None where there is nothing of it."""
    for left, piece in _placed(layout, y):
        if left <= cell < left + cells(piece.text):
            return place_at(layout, y, cell)
    return None


def line_at(layout: Layout, y: int) -> Range | None:
    """(start, end) in `Document.text` of what of it a line shows; None where there is nothing of it."""
    pieces = [piece for _, piece in _placed(layout, y)]
    if not pieces:
        return None
    base = layout.document.starts[layout.block_at(y)]
    return base + min(piece.start for piece in pieces), base + max(piece.end for piece in pieces)


def _placed(layout: Layout, y: int) -> Iterator[tuple[int, Piece]]:
    """(cell, piece) of what a line shows of the text, from left to right."""
    pieces = layout.pieces(y)
    block = layout.block_at(y)
    if block == TITLE or not layout.document.blocks[block].is_body:
        return
    cell = 0
    for piece in pieces:
        if 0 <= piece.start < piece.end:
            yield cell, piece
        cell += cells(piece.text)


def _exact(piece: Piece) -> bool:
    """Whether the characters of a piece are those of the text, one by one."""
    return piece.end - piece.start == len(piece.text)


def _character_at(text: str, cell: int) -> int:
    """The number of the character at a cell of a text: the first code point of it."""
    widths = char_widths(text)
    for number, width in enumerate(widths):
        if width and cell < width:
            return number
        cell -= width
    return max(0, len(text) - 1)
