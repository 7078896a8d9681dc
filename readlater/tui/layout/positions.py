"""From a character or a cell of a line to where it stands in the document, and the text between two such places."""

from __future__ import annotations

import re

from readlater.exchange.render.captions import is_shown
from readlater.model import Block, Document
from readlater.model.document import separator
from readlater.tui.layout.document import Layout
from readlater.tui.layout.pieces import TITLE, Piece
from readlater.tui.wrap import SOFT_HYPHEN, cells

Position = tuple[int, int]
"""A block (`TITLE` for what stands above the article) and an offset into its text."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def position_at(layout: Layout, y: int, x: int) -> Position:
    """Where the ``x``-th character of a line stands; decoration counts as the text that follows it."""
    block, offset = layout.locate(y)
    for piece in layout.pieces(y):
        if piece.start >= 0:
            if x < len(piece.text):
                inside = max(0, x) if piece.end - piece.start == len(piece.text) else 0
                return block, piece.start + inside
            offset = piece.end
        x -= len(piece.text)
    return block, offset


def edge_of(layout: Layout, y: int, first: int, last: int, *, end: bool) -> Position:
    """Where what stands from the ``first`` to the ``last`` character of a line begins in the text, or ends.

    In a line in visual order that is not where the left-most or the right-most of them stands.
    """
    covered: list[int] = []
    x = 0
    for piece in layout.pieces(y):
        a, b = max(0, first - x), min(len(piece.text), last - x)
        if piece.start >= 0 and a < b:
            exact = piece.end - piece.start == len(piece.text)
            covered += (piece.start + a, piece.start + b) if exact else (piece.start, piece.end)
        x += len(piece.text)
    if not covered:
        return position_at(layout, y, last if end else first)
    return layout.block_at(y), max(covered) if end else min(covered)


def last_position(layout: Layout) -> Position:
    """Where the article ends."""
    block = layout.block_at(layout.height - 1)
    return (TITLE, 0) if block == TITLE else (block, len(layout.document.blocks[block].text))


def piece_at(layout: Layout, y: int, cell: int) -> Piece | None:
    """The piece at a cell of a line; None beside all of them."""
    if cell < 0:
        return None
    for piece in layout.pieces(y):
        cell -= cells(piece.text)
        if cell < 0:
            return piece
    return None


def word_at(layout: Layout, y: int, cell: int) -> tuple[int, int] | None:
    """(first, last + 1) character of the word at a cell of a line; None where there is none."""
    text = "".join(piece.text for piece in layout.pieces(y))
    for match in _WORD.finditer(text):
        if cells(text[: match.start()]) <= cell < cells(text[: match.end()]):
            return match.span()
    return None


def place_of(document: Document, position: Position) -> int:
    """The offset into `Document.text` of a position."""
    block, offset = position
    if block == TITLE:
        return 0
    return document.starts[block] + (offset if document.blocks[block].is_body else 0)


def text_between(document: Document, first: Position, last: Position, title: str, *, show_cut: bool) -> str:
    """The article's own text between two positions, its title too if the first stands there."""
    parts: list[str] = []
    if first[0] == TITLE and title and (last[0] > TITLE or last[1] > first[1]):
        parts.append(title)
    previous: Block | None = None
    for index in range(max(first[0], 0), last[0] + 1):
        block = document.blocks[index]
        if not (show_cut or is_shown(document.blocks, index)):
            continue
        start = first[1] if index == first[0] else 0
        text = block.text[start : last[1] if index == last[0] else len(block.text)].replace(SOFT_HYPHEN, "")
        if not text:
            continue
        if parts:
            parts.append(separator(previous, block) if previous is not None else "\n\n")
        parts.append(text)
        previous = block
    return "".join(parts)
