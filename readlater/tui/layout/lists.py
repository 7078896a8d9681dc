"""Lists and notes: how far each level is indented, how wide its markers are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readlater.model import Block, BlockKind
from readlater.tui.layout.pieces import Options
from readlater.tui.plain import plain
from readlater.tui.wrap import cells

LEAST_TEXT = 16
"""Cells that indents and quotation bars leave for the text however deep they go."""

_WITHIN_ITEMS = frozenset(
    (BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE, BlockKind.MATH)
)
_BULLETS = frozenset(("", "•", "-", "*", "+", "◦", "▪", "‣", "·"))


class Run(NamedTuple):
    """Items, or notes, that follow one another.

    Attributes:
        first: the first block.
        end: the block after the last.
        widths: for every level the cells of its widest marker.
        loose: whether the items are long, and set apart.
    """

    first: int
    end: int
    widths: dict[int, int]
    loose: bool


_NONE = Run(0, 0, {}, False)


class Lists:
    """The lists of a document, looked at when one of their blocks is first asked for.

    Args:
        blocks: the document's.
        shown: which of them are shown.
        options: how they are laid out.
    """

    def __init__(self, blocks: Sequence[Block], shown: Sequence[bool], options: Options) -> None:
        self._blocks = blocks
        self._shown = shown
        self._options = options
        self._runs: dict[int, Run] = {}

    def run(self, index: int) -> Run:
        """The list that a block belongs to; one without widths if to none."""
        found = self._runs.get(index)
        if found is not None:
            return found
        kind = self._blocks[index].kind
        if kind is not BlockKind.FOOTNOTE:
            kind = BlockKind.ITEM
        if not _is_of_list(self._blocks[index], kind):
            return _NONE
        first = index
        while first and _is_of_list(self._blocks[first - 1], kind):
            first -= 1
        end = index + 1
        while end < len(self._blocks) and _is_of_list(self._blocks[end], kind):
            end += 1
        outside = first
        while first < end and self._blocks[first].kind is not kind:
            first += 1  # a picture before the first item is in no item
        self._runs.update(dict.fromkeys(range(outside, first), _NONE))
        while first < end:
            stop = self._end_of_list(first, end)
            run = self._measure(first, stop, kind)
            self._runs.update(dict.fromkeys(range(first, stop), run))
            first = stop
        return self._runs[index]

    def _end_of_list(self, first: int, end: int) -> int:
        """Where another list begins right after this one: bullets after numbers, or numbers after bullets."""
        bullets: bool | None = None
        for index in range(first, end):
            block = self._blocks[index]
            if block.kind is BlockKind.ITEM and block.level == 0 and block.marker:
                if bullets not in (None, block.marker in _BULLETS):
                    return index
                bullets = block.marker in _BULLETS
        return end

    def _measure(self, first: int, end: int, kind: BlockKind) -> Run:
        widths: dict[int, int] = {}
        count = length = 0
        for index in range(first, end):
            block = self._blocks[index]
            if block.kind is not kind or not self._shown[index]:
                continue
            count += 1
            length += len(block.text)
            width = cells(self._sign(block))
            if width >= widths.get(block.level, 0):
                widths[block.level] = width
        loose = kind is BlockKind.ITEM and length > 1.2 * count * self._options.width
        return Run(first, end, widths, loose)

    def marker(self, index: int) -> tuple[str, str]:
        """The indent and the marker of an item, numbers set to the right of their column."""
        block, widths = self._blocks[index], self.run(index).widths
        width = widths.get(block.level, 1)
        most = self._options.width - 2 * block.quote - width - 1 - LEAST_TEXT
        sign = self._sign(block)
        return " " * max(0, min(self._indent(block, widths), most)), " " * (width - cells(sign)) + sign

    def indent(self, index: int) -> str:
        """What is to the left of a block that stands in an item: it begins where the item's text does."""
        block = self._blocks[index]
        if block.kind not in _WITHIN_ITEMS or not block.level or (run := self.run(index)) is _NONE:
            return ""
        most = self._options.width - 2 * block.quote - 1 - LEAST_TEXT
        return " " * max(0, min(self._indent(block, run.widths), most))

    def note_marker(self, index: int) -> str:
        """The marker of a note, set to the right of its column."""
        block = self._blocks[index]
        sign = self._sign(block)
        return " " * (self.run(index).widths.get(block.level, 1) - cells(sign)) + sign

    def _indent(self, block: Block, widths: dict[int, int]) -> int:
        base = 2 if self._options.width >= 40 else 0
        return base + sum(widths.get(level, 1) + 1 for level in range(block.level))

    def _sign(self, block: Block) -> str:
        if block.kind is BlockKind.ITEM and block.marker in _BULLETS:
            bullets = self._options.marks.bullets
            return bullets[block.level % len(bullets)] if block.marker else ""
        marker = plain(block.marker)
        if block.kind is BlockKind.FOOTNOTE and marker.isalnum():
            return f"{marker}."
        return marker


def _is_of_list(block: Block, kind: BlockKind) -> bool:
    """Whether a block is of a run of items or notes, or stands in such an item."""
    return block.kind is kind or (kind is BlockKind.ITEM and block.kind in _WITHIN_ITEMS and block.level > 0)
