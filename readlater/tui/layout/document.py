"""A whole document as lines: which box each block becomes, what hangs before it, how much space is above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from readlater.exchange.render.captions import is_shown
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.tui.layout.code import CodeBox
from readlater.tui.layout.display import Display
from readlater.tui.layout.pieces import TITLE, Box, Heading, Options, Piece, Roles
from readlater.tui.layout.table import TableBox, TableListBox
from readlater.tui.layout.text import HeadingBox, MediaBox, RuleBox, TextBox, TitleBox
from readlater.tui.plain import plain
from readlater.tui.wrap import cells, fit

_LEAST_TEXT = 16
"""Cells that indents and quotation bars leave for the text however deep they go."""

_MEDIA = (BlockKind.IMAGE, BlockKind.VIDEO)
_WITHOUT_TEXT = (*_MEDIA, BlockKind.RULE)
_WITHIN_ITEMS = (*_MEDIA, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.CODE, BlockKind.MATH)
_CAPTIONED = (*_MEDIA, BlockKind.TABLE, BlockKind.CODE, BlockKind.MATH)


_CUT_NAMES = {
    Cut.CAPTION: "caption",
    Cut.ACTION: "call to action",
    Cut.BIOGRAPHY: "biography",
    Cut.REPETITION: "repetition",
    Cut.CHROME: "around the article",
    Cut.COMMENT: "comments",
}
"""What hidden blocks are called where they are shown."""


class _CutLabel(Box):
    """The line above hidden blocks that says what they are."""

    height = 1

    def __init__(self, cut: Cut, options: Options) -> None:
        self._piece = Piece(fit(_CUT_NAMES[cut], options.width, options.marks.ellipsis), ("cut-label",))

    def line(self, row: int) -> list[Piece]:
        return [self._piece]


class _NoteRule(Box):
    """The short line above the notes at the end."""

    height = 1

    def __init__(self, options: Options) -> None:
        self._piece = Piece(options.marks.rule * min(12, options.width), ("rule",))

    def line(self, row: int) -> list[Piece]:
        return [self._piece]


class Layout:
    """The lines of a document at one width.

    Blocks are wrapped when this is made (10 ms for 50,000 words); pieces of a line are made when asked for.

    Attributes:
        document: what is laid out.
        options: how.
        height: how many lines there are.
    """

    def __init__(self, document: Document, options: Options, heading: Heading | None = None) -> None:
        self.document = document
        self.options = options
        self._boxes: list[Box] = []
        self._blocks: list[int] = []
        self._prefixes: list[tuple[Piece, ...]] = []
        self._gap_prefixes: list[tuple[Piece, ...]] = []
        self._tops: list[int] = []
        self._gaps: list[int] = []
        self.height = 0
        self._numbers: dict[int, dict[tuple[int, int], int]] = {}
        self._links: list[tuple[int, str, str, int]] = []
        if heading is not None:
            self._add(TitleBox(heading, options), TITLE, 0)
        self._number_links()
        self._lay_out()
        self._body = [i for i, block in enumerate(self._blocks) if block != TITLE and document.blocks[block].is_body]
        self._body_starts = [document.starts[self._blocks[i]] for i in self._body]

    # --- lines

    def pieces(self, y: int) -> list[Piece]:
        """The pieces of a line; none where it is empty or beyond the end."""
        at, row = self._find(y)
        if at < 0:
            return []
        if row < 0:
            return list(self._gap_prefixes[at])
        if row >= self._boxes[at].height:
            return []
        return [*self._prefixes[at], *self._boxes[at].line(row)]

    def block_at(self, y: int) -> int:
        """The number of the block whose line this is (the space above a block is part of it); `TITLE` above all."""
        at, _row = self._find(y)
        return self._blocks[at] if at >= 0 else TITLE

    def place_at(self, y: int) -> int:
        """Where in `Document.text` the line begins."""
        block, offset = self.locate(y)
        if block == TITLE:
            return 0
        return self.document.starts[block] + (offset if self.document.blocks[block].is_body else 0)

    def end_at(self, y: int) -> int:
        """Where in `Document.text` the line ends: how far somebody has read who has read it."""
        if y >= self.height - 1:
            return len(self.document.text)
        at, row = self._find(y)
        if at < 0 or self._blocks[at] == TITLE:
            return 0
        block = self._blocks[at]
        start = self.document.starts[block]
        if row < 0 or not self.document.blocks[block].is_body:
            return start
        return start + self._boxes[at].end_at(row)

    def row_of(self, place: int) -> int:
        """The line that shows this offset into `Document.text`."""
        if not self._body:
            return 0
        at = self._body[max(0, bisect_right(self._body_starts, place) - 1)]
        return self._tops[at] + self._boxes[at].row_of(place - self.document.starts[self._blocks[at]])

    def locate(self, y: int) -> tuple[int, int]:
        """The block of a line and the offset into its text at which the line begins."""
        at, row = self._find(y)
        if at < 0:
            return TITLE, 0
        row = max(0, min(row, self._boxes[at].height - 1))
        return self._blocks[at], row if self._blocks[at] == TITLE else self._boxes[at].offset_at(row)

    def row_at(self, block: int, offset: int) -> int:
        """The line that shows an offset of a block, 0 for a block that isn't shown."""
        if block == TITLE:
            return min(offset, max(0, self._boxes[0].height - 1)) if self._boxes else 0
        at = bisect_left(self._blocks, block)
        if at >= len(self._blocks):
            return max(0, self.height - 1)
        while at + 1 < len(self._blocks) and self._blocks[at + 1] == block:
            at += 1  # the line above notes and the note are of one block: the note is meant
        if self._blocks[at] != block:
            return self._tops[at]
        return self._tops[at] + self._boxes[at].row_of(offset)

    def code_between(self, first: int, last: int) -> Iterator[tuple[CodeBox, int, int]]:
        """The boxes of code between two lines that aren't coloured yet, each with its first line and its height."""
        at = max(0, self._find(first)[0])
        while at < len(self._boxes) and self._tops[at] - self._gaps[at] <= last:
            box = self._boxes[at]
            if isinstance(box, CodeBox) and box.wants_colour:
                yield box, self._tops[at], box.height
            at += 1

    # --- what is in the document

    def links(self) -> list[tuple[int, str, str]]:
        """(number, text, target) of every link that is shown, in reading order from 1."""
        return [(number, text, target) for number, text, target, _block in self._links]

    def links_between(self, first: int, last: int) -> list[tuple[int, str, str]]:
        """The links that stand on these lines, both included."""
        found: list[tuple[int, str, str]] = []
        for number, text, target, block in self._links:
            span = next(span for span, value in self._numbers[block].items() if value == number)
            start, end = self.row_at(block, span[0]), self.row_at(block, max(span[0], span[1] - 1))
            if end >= first and start <= last:
                found.append((number, text, target))
        return found

    def outline(self) -> list[tuple[int, str, int]]:
        """(level, text, offset into `Document.text`) of every heading that is shown."""
        blocks = self.document.blocks
        return [
            (blocks[block].level, blocks[block].text, self.document.starts[block])
            for block in self._blocks
            if block != TITLE and blocks[block].kind is BlockKind.HEADING
        ]

    def anchor_row(self, name: str) -> int:
        """The line of the block with this anchor (``note:`` and a marker: of that footnote), -1 if there is none."""
        marker = name.removeprefix("note:") if name.startswith("note:") else None
        for index, block in enumerate(self.document.blocks):
            if (
                marker is not None
                and block.kind is BlockKind.FOOTNOTE
                and block.marker.strip("[]. ") == marker.strip("[]. ")
            ):
                return self.row_at(index, 0)
            if marker is None and name and block.anchor == name:
                return self.row_at(index, 0)
        return -1

    # --- laying out

    def _find(self, y: int) -> tuple[int, int]:
        """The box of a line and the row within it; (-1, 0) beyond the ends.

        The row is negative in the space above a box, and the box's height in the empty line at the very end.
        """
        if not 0 <= y < self.height:
            return -1, 0
        at = bisect_right(self._tops, y) - 1
        if at + 1 < len(self._boxes) and (at < 0 or y >= self._tops[at] + self._boxes[at].height):
            at += 1
        return at, y - self._tops[at]

    def _add(
        self, box: Box, block: int, gap: int, prefix: tuple[Piece, ...] = (), gap_prefix: tuple[Piece, ...] = ()
    ) -> None:
        self._boxes.append(box)
        self._blocks.append(block)
        self._prefixes.append(prefix)
        self._gap_prefixes.append(gap_prefix)
        self._gaps.append(gap)
        self._tops.append(self.height + gap)
        self.height += gap + box.height

    def _is_shown(self, index: int) -> bool:
        block = self.document.blocks[index]
        if block.cut is not None and not self.options.show_cut and not is_shown(self.document.blocks, index):
            return False
        empty = not block.text.strip() and block.kind not in _WITHOUT_TEXT
        return not empty or (block.kind is BlockKind.MATH and bool(block.source.strip()))

    def _number_links(self) -> None:
        number = 0
        for index, block in enumerate(self.document.blocks):
            if not block.spans or not self._is_shown(index):
                continue
            for span in block.spans:
                text = " ".join(block.text[span.start : span.end].split())
                if span.kind is SpanKind.LINK and is_followed(span.target) and text:
                    number += 1
                    self._numbers.setdefault(index, {})[span.start, span.end] = number
                    self._links.append((number, text, span.target, index))

    def _lay_out(self) -> None:
        blocks = self.document.blocks
        previous: Block | None = None
        told: Cut | None = None  # what the hidden blocks before are
        lists = _ListShape(self)
        for index, block in enumerate(blocks):
            if not self._is_shown(index):
                continue
            lists.enter(index)
            is_cut = block.cut is not None and not is_shown(blocks, index)
            depth = min(block.quote, max(0, (self.options.width - _LEAST_TEXT) // 2))
            prefix = self._bars(depth, is_cut)
            indent = lists.indent(block)
            if indent:
                prefix = (*prefix, Piece(indent))
            taken = sum(cells(piece.text) for piece in prefix)
            options = (
                replace(self.options, width=self.options.width - taken, room=self.options.room - taken)
                if taken
                else self.options
            )
            gap = 0 if previous is None else _gap(previous, block, lists.loose)
            shared = min(depth, previous.quote if previous is not None else 0)
            between = self._bars(shared, False) if shared else ()
            if is_cut and block.cut is not None and block.cut is not told:
                self._add(_CutLabel(block.cut, options), index, gap, prefix, between)
                gap = 0
            told = block.cut if is_cut else None
            if block.kind is BlockKind.FOOTNOTE and (previous is None or previous.kind is not BlockKind.FOOTNOTE):
                self._add(_NoteRule(options), index, gap, prefix, between)
                gap = 0
            roles: Roles = ("cut",) if is_cut else ("quote",) if depth else ()
            self._add(self._box(index, block, previous, options, roles, lists), index, gap, prefix, between)
            previous = block
        if self._boxes:
            self.height += 1  # the article doesn't end at the window's very edge

    def _bars(self, depth: int, cut: bool) -> tuple[Piece, ...]:
        marks = self.options.marks
        bars = (Piece(f"{marks.cut} ", ("cut-bar",)),) if cut else ()
        return (*bars, Piece(f"{marks.quote} " * depth, ("quote-bar",))) if depth else bars

    def _box(
        self, index: int, block: Block, previous: Block | None, options: Options, roles: Roles, lists: _ListShape
    ) -> Box:
        kind = block.kind
        if kind is BlockKind.RULE:
            return RuleBox(options)
        if kind in _MEDIA:
            following = self.document.blocks[index + 1] if index + 1 < len(self.document.blocks) else None
            repeated = following is not None and following.kind is BlockKind.CAPTION and following.text == block.text
            return MediaBox(block, options, video=kind is BlockKind.VIDEO, repeated=repeated)
        if kind is BlockKind.CODE:
            return CodeBox(block, options)
        if kind is BlockKind.MATH:
            text = block.text or block.source
            block = replace(block, text=text, spans=(Span(0, len(text), SpanKind.MATH),))
        display = Display(block, options, self._numbers.get(index))
        if kind is BlockKind.HEADING:
            return (
                TextBox(display, options.width, (*roles, "strong")) if "cut" in roles else HeadingBox(display, options)
            )
        if kind is BlockKind.TABLE and any(block.cells):
            return TableBox(display, options) if TableBox.fits(display, options) else TableListBox(display, options)
        lead: tuple[Piece, ...] = ()
        hang: tuple[Piece, ...] = ()
        if kind is BlockKind.ITEM:
            before, marker = lists.marker(block)
            lead = (Piece(before), Piece(marker + " ", (*roles, "marker")))
        elif kind is BlockKind.FOOTNOTE:
            lead = (Piece(lists.note_marker(block) + " ", (*roles, "marker")),)
            roles = (*roles, "footnote")
        elif kind in (BlockKind.DEFINITION, BlockKind.MATH):
            lead = (Piece(" " * (4 if options.width >= 40 else 2)),)
            roles = (*roles, "math") if kind is BlockKind.MATH else roles
        elif kind is BlockKind.CAPTION:
            if previous is not None and previous.kind in _MEDIA:
                lead = (Piece(" " * (2 if not options.ascii else 0)),)
            roles = (*roles, "caption")
        elif kind is BlockKind.TERM:
            roles = (*roles, "term")
        if lead:
            hang = (Piece(" " * sum(cells(piece.text) for piece in lead)),)
        width = options.width - (cells(hang[0].text) if hang else 0)
        return TextBox(display, width, roles, lead, hang)


class _ListShape:
    """How the list that an item belongs to is set: how far each level is indented, how wide its markers are."""

    def __init__(self, layout: Layout) -> None:
        self._blocks = layout.document.blocks
        self._options = layout.options
        self._shown = layout._is_shown
        self._end = 0
        self._inside = 0
        self._index = 0
        self._widths: dict[int, int] = {}
        self.loose = False

    def enter(self, index: int) -> None:
        """Look at the whole list (or the run of notes) that begins at this block, unless it is known."""
        kind = self._blocks[index].kind
        self._index = index
        if index < self._end or kind not in (BlockKind.ITEM, BlockKind.FOOTNOTE):
            return
        run: list[Block] = []
        self._end = index
        while self._end < len(self._blocks) and _is_of_list(self._blocks[self._end], kind):
            if self._shown(self._end) and self._blocks[self._end].kind is kind:
                run.append(self._blocks[self._end])
            self._end += 1
        self._inside = self._end if kind is BlockKind.ITEM else 0
        self._widths = {}
        for block in run:
            width = cells(self._sign(block))
            self._widths[block.level] = max(width, self._widths.get(block.level, 0))
        self.loose = (
            kind is BlockKind.ITEM and sum(len(block.text) for block in run) > 1.2 * len(run) * self._options.width
        )

    def marker(self, block: Block) -> tuple[str, str]:
        """The indent and the marker of an item, numbers set to the right of their column."""
        base = 2 if self._options.width >= 40 else 0
        indent = base + sum(self._widths.get(level, 1) + 1 for level in range(block.level))
        width = self._widths.get(block.level, 1)
        indent = max(0, min(indent, self._options.width - 2 * block.quote - width - 1 - _LEAST_TEXT))
        sign = self._sign(block)
        return " " * indent, " " * (width - cells(sign)) + sign

    def indent(self, block: Block) -> str:
        """What is to the left of a block that stands in an item: it begins where the item's text does."""
        if block.kind not in _WITHIN_ITEMS or not block.level or self._index >= self._inside:
            return ""
        base = 2 if self._options.width >= 40 else 0
        indent = base + sum(self._widths.get(level, 1) + 1 for level in range(block.level))
        return " " * max(0, min(indent, self._options.width - 2 * block.quote - 1 - _LEAST_TEXT))

    def note_marker(self, block: Block) -> str:
        """The marker of a note, set to the right of its column."""
        sign = self._sign(block)
        return " " * (self._widths.get(block.level, 1) - cells(sign)) + sign

    def _sign(self, block: Block) -> str:
        marker = plain(block.marker)
        if block.kind is BlockKind.FOOTNOTE:
            return marker if not marker.isalnum() else f"{marker}."
        if marker in ("", "•", "-", "*", "+", "◦", "▪", "‣", "·"):
            bullets = self._options.marks.bullets
            return bullets[block.level % len(bullets)] if marker else ""
        return marker


def _is_of_list(block: Block, kind: BlockKind) -> bool:
    """Whether a block is of a run of items or notes, or stands in such an item."""
    return block.kind is kind or (kind is BlockKind.ITEM and block.kind in _WITHIN_ITEMS and block.level > 0)


def is_followed(target: str) -> bool:
    """Whether a link may be followed: to the web, to mail, or within the article."""
    return target.lower().startswith(("http://", "https://", "mailto:", "#")) and len(target) > 1


def _gap(before: Block, block: Block, loose: bool) -> int:
    """The empty lines between two blocks."""
    kind = block.kind
    if kind is BlockKind.HEADING:
        return 1 if block.level > 2 or before.kind is BlockKind.HEADING else 2
    if before.kind is BlockKind.HEADING:
        return 0 if before.level > 2 else 1
    if kind is BlockKind.CAPTION:
        return 0 if before.kind in _CAPTIONED else 1
    if kind is BlockKind.ITEM and before.kind is BlockKind.ITEM:
        return 1 if loose else 0
    if kind is BlockKind.DEFINITION and before.kind in (BlockKind.TERM, BlockKind.DEFINITION):
        return 0
    if kind is BlockKind.TERM and before.kind is BlockKind.TERM:
        return 0
    if kind is BlockKind.FOOTNOTE and before.kind is BlockKind.FOOTNOTE:
        return 0
    return 1
