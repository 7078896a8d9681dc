"""A whole document as lines: where its blocks stand, and from a line to a place in the text and back."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from readlater.model import Document
from readlater.tui.layout import bidi
from readlater.tui.layout.arrange import Arranger, Part
from readlater.tui.layout.code import CodeBox
from readlater.tui.layout.pieces import TITLE, Heading, Options, Piece
from readlater.tui.wrap import cells

NEAR = 160
"""Lines above and below one that was asked for that are laid out with it; more than a window has."""


class Layout:
    """The lines of a document at one width.

    Boxes are made from the blocks all at once, or (``lazy``) when they are near to what is asked for, and the rest bit
    by bit with `proceed`; pieces of a line are made when asked for.

    Of a block that isn't laid out yet the height is a guess. So the number of a line may change when something above it
    is laid out. `stand` tells the layout where the window is; it follows its line, and ``changed`` is called. Every
    method gives line numbers as they are when it returns, and whatever it tells of a line is exact.

    Attributes:
        document: what is laid out.
        options: how.
        changed: called when line numbers or the height changed.
    """

    def __init__(
        self, document: Document, options: Options, heading: Heading | None = None, *, lazy: bool = False
    ) -> None:
        self.document = document
        self.options = options
        self.changed: Callable[[], object] = lambda: None
        self._arranger = Arranger(document, options)
        shown = self._arranger.shown
        title = () if heading is None else (self._arranger.title(heading),)
        self._made: list[tuple[Part, ...] | None] = [title, *(None if there else () for there in shown)]
        """For the title and every block its boxes; none for one that isn't shown, None for one not laid out yet."""
        guess = self._arranger.guess
        self._heights = [_height(title), *(guess(index) if there else 0 for index, there in enumerate(shown))]
        self._sums: list[int] | None = None
        self._moved = False
        self._later = False
        """Whether the height changed, and only that, which can be told when all is laid out."""
        self._standing = (0, 0)
        self._ahead: dict[int, tuple[Part, ...]] = {}
        """Boxes that are made already, though their blocks still count as not laid out."""
        self._left = self._made.count(None)
        self._empty = not title and True not in shown
        if not lazy:
            for slot in range(len(self._made)):
                self._make(slot)

    # --- what is laid out

    @property
    def height(self) -> int:
        """How many lines there are; the last is empty, so that the article doesn't end at the window's very edge."""
        return 0 if self._empty else self._tops[-1] + 1

    @property
    def complete(self) -> bool:
        """Whether all of it is laid out, so that nothing changes any more."""
        return not self._left

    @property
    def line(self) -> int:
        """Where the line is now of which `stand` told."""
        slot, row = self._standing
        return self._tops[slot] + row

    def stand(self, y: int) -> None:
        """The window's top line is this one."""
        slot = self._slot(y)
        self._standing = slot, y - self._tops[slot]

    def look(self, first: int, last: int) -> None:
        """Lay out what is between two lines, and what is near them: the first keeps its number."""
        if not self._left:
            return
        slot = self._slot(first)
        y = self._tops[slot]
        while slot < len(self._made) and y <= last + NEAR:
            self._make(slot)
            y += self._heights[slot]
            slot += 1
        self._tell()

    def look_up(self, lines: int) -> None:
        """Lay out at least so many lines above the one of which `stand` told; its number is another then."""
        self._make_above(self._standing[0], lines)
        self._tell()

    def look_at_end(self, lines: int) -> None:
        """Lay out at least so many lines at the end."""
        self._make_above(len(self._made), lines + 1)
        self._tell()

    def proceed(self, seconds: float) -> None:
        """Lay out more for so long: what is below the window, then what is above it, which moves its lines but once."""
        until = time.perf_counter() + seconds
        for slot in self._waiting():
            if slot >= self._standing[0]:
                self._make(slot)
                self._later |= self._moved
                self._moved = False
            else:
                self._ahead[slot] = self._arranger.parts(slot - 1)
            if time.perf_counter() >= until:
                break
        if self._left == len(self._ahead):
            for slot in list(self._ahead):
                self._make(slot)
            self._tell()

    def _waiting(self) -> Iterator[int]:
        """What is not laid out yet, in the order in which it is to be."""
        start = self._standing[0]
        for slot in (*range(start, len(self._made)), *range(start - 1, -1, -1)):
            if self._made[slot] is None and slot not in self._ahead:
                yield slot

    def _make(self, slot: int) -> tuple[Part, ...]:
        """The boxes of the title (0) or of a block."""
        made = self._made[slot]
        if made is None:
            made = self._made[slot] = self._ahead.pop(slot, None) or self._arranger.parts(slot - 1)
            self._left -= 1
            height = _height(made)
            if height != self._heights[slot]:
                self._heights[slot] = height
                self._sums = None
                self._moved = True
        return made

    def _make_near(self, slot: int) -> None:
        """Lay out a block and what is near it."""
        if not self._left:
            return
        self._make_above(slot, NEAR)
        below = -self._heights[slot]
        while slot < len(self._made) and below < NEAR:
            self._make(slot)
            below += self._heights[slot]
            slot += 1
        self._tell()

    def _make_above(self, slot: int, lines: int) -> None:
        while slot and lines > 0 and self._left:
            slot -= 1
            self._make(slot)
            lines -= self._heights[slot]

    def _tell(self) -> None:
        if self._moved or self._later:
            self._moved = self._later = False
            self.changed()

    @property
    def _tops(self) -> list[int]:
        """The first line of every block, the space above it included; the end of the last."""
        if self._sums is None:
            self._sums = list(accumulate(self._heights, initial=0))
            slot, row = self._standing
            self._standing = slot, min(row, max(0, self._heights[slot] - 1))
        return self._sums

    # --- lines

    def pieces(self, y: int) -> list[Piece]:
        """The pieces of a line; none where it is empty or beyond the end."""
        _slot, part, row = self._find(y)
        if part is None or row >= part.box.height:
            return []
        if row < 0:
            bars = part.gap_prefix
            return self._set(part, [], bars, self.options.width - _cells(bars)) if bars else []
        return self._set(part, part.box.line(row), part.prefix, part.width)

    def _set(self, part: Part, content: list[Piece], prefix: tuple[Piece, ...], width: int) -> list[Piece]:
        """A line with what is before it, at the side where its text begins.

        Marks without width keep what stands beside a text from becoming a part of it when the terminal orders it.
        """
        reorder, ordered = self.options.reorder, part.box.ordered
        if reorder and part.mixed and not ordered:
            content = bidi.reordered(content, right=part.right)
        marked = part.mixed and not reorder and bool(content)
        if not part.right:
            return [*prefix, bidi.LEFT, *content, bidi.LEFT] if marked else [*prefix, *content]
        space = Piece(" " * max(0, width - _cells(content)))
        if marked and not ordered:
            content = [bidi.RIGHT, *content, bidi.RIGHT]
        if not marked:
            return [space, *content, *prefix]
        after = (*prefix, bidi.LEFT) if prefix else ()
        return [bidi.LEFT, space, *content, bidi.LEFT, *after]

    def block_at(self, y: int) -> int:
        """The number of the block whose line this is (the space above a block is part of it); `TITLE` above all."""
        slot, part, _row = self._find(y)
        return slot - 1 if part is not None else TITLE

    def place_at(self, y: int) -> int:
        """Where in `Document.text` the line begins."""
        block, offset = self.locate(y)
        if block == TITLE:
            return 0
        return self.document.starts[block] + (offset if self.document.blocks[block].is_body else 0)

    def end_at(self, y: int) -> int:
        """Where in `Document.text` the line ends: how far somebody has read who has read it."""
        slot, part, row = self._find(y)
        if y >= self.height - 1:
            return len(self.document.text)
        if part is None or slot == 0:
            return 0
        start = self.document.starts[slot - 1]
        if row < 0 or not self.document.blocks[slot - 1].is_body:
            return start
        return start + part.box.end_at(row)

    def row_of(self, place: int) -> int:
        """The line that shows this offset into `Document.text`."""
        blocks, shown, starts = self.document.blocks, self._arranger.shown, self.document.starts
        block = last = bisect_right(starts, place) - 1
        while block >= 0 and not (shown[block] and blocks[block].is_body):
            block -= 1
        if block < 0:
            block = max(0, last + 1)
            while block < len(blocks) and not (shown[block] and blocks[block].is_body):
                block += 1
            if block == len(blocks):
                return 0
        return self.row_at(block, place - starts[block])

    def locate(self, y: int) -> tuple[int, int]:
        """The block of a line and the offset into its text at which the line begins."""
        slot, part, row = self._find(y)
        if part is None:
            return TITLE, 0
        row = max(0, min(row, part.box.height - 1))
        return slot - 1, row if slot == 0 else part.box.offset_at(row)

    def row_at(self, block: int, offset: int) -> int:
        """The line that shows an offset of a block; for one that isn't shown that of the next."""
        slot = block + 1
        while slot < len(self._heights) and not self._heights[slot]:
            slot += 1
        if slot >= len(self._heights):
            return 0 if block == TITLE else max(0, self.height - 1)
        self._make_near(slot)
        parts = self._make(slot)
        if block == TITLE:
            return min(offset, max(0, parts[0].box.height - 1)) if slot == 0 else 0
        part = parts[-1]  # the line above notes and the note are of one block: the note is meant
        if slot - 1 != block:
            return self._tops[slot] + parts[0].gap
        return self._tops[slot + 1] - part.box.height + part.box.row_of(offset)

    def code_between(self, first: int, last: int) -> Iterator[tuple[CodeBox, int, int]]:
        """The boxes of code between two lines that aren't coloured yet, each with its first line and its height."""
        slot = self._slot(first)
        while slot < len(self._heights) and self._tops[slot] <= last:
            for part in self._made[slot] or ():
                if isinstance(part.box, CodeBox) and part.box.wants_colour:
                    yield part.box, self._tops[slot + 1] - part.box.height, part.box.height
            slot += 1

    def _slot(self, y: int) -> int:
        """What a line is of: the title (0), or a block."""
        return max(0, min(bisect_right(self._tops, max(0, y)) - 1, len(self._heights) - 1))

    def _find(self, y: int) -> tuple[int, Part | None, int]:
        """What a line is of, the part, and the row within its box; no part beyond the ends.

        The row is negative in the space above a box, and the box's height in the empty line at the very end.
        """
        if not 0 <= y < self.height:
            return 0, None, 0
        slot = self._slot(y)
        while self._made[slot] is None:
            self._make(slot)
            slot = self._slot(y)
        while slot and not self._make(slot):
            slot -= 1  # the empty line at the end, below blocks that aren't shown
        parts = self._make(slot)
        top = self._tops[slot]
        for part in parts:
            top += part.gap
            if y < top + part.box.height or part is parts[-1]:
                if self._moved:
                    self._tell()
                return slot, part, y - top
            top += part.box.height
        return 0, None, 0


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cells(piece.text) for piece in pieces)


def _height(parts: tuple[Part, ...]) -> int:
    return sum(part.gap + part.box.height for part in parts)
