"""What a block becomes: which boxes, what hangs before them, how much space is above.

Every block is arranged by itself, whenever it is asked for: it depends on what stands before it in the document, not on
how that is laid out. That is what lets a long document be shown before all of it is laid out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from readlater.exchange.render.captions import is_shown
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.tui.layout import bidi
from readlater.tui.layout.code import CodeBox
from readlater.tui.layout.contents import shown_blocks
from readlater.tui.layout.display import Display
from readlater.tui.layout.lists import LEAST_TEXT, Lists
from readlater.tui.layout.media import MediaBox
from readlater.tui.layout.pieces import Box, Heading, Options, Piece, Roles
from readlater.tui.layout.table import TableBox, TableListBox
from readlater.tui.layout.text import HeadingBox, RuleBox, TextBox, TitleBox
from readlater.tui.plain import plain
from readlater.tui.wrap import cells, fit

_MEDIA = frozenset((BlockKind.IMAGE, BlockKind.VIDEO))
_CAPTIONED = _MEDIA | {BlockKind.TABLE, BlockKind.CODE, BlockKind.MATH}
_RUNNING = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TERM, BlockKind.DEFINITION, BlockKind.FOOTNOTE)
)  # fmt: skip
"""What the reader's line spacing is for."""
_LEFT = frozenset((BlockKind.CODE, BlockKind.MATH, BlockKind.RULE))
"""What never runs from right to left."""

_CUT_NAMES = {
    Cut.CAPTION: "caption",
    Cut.ACTION: "call to action",
    Cut.BIOGRAPHY: "biography",
    Cut.REPETITION: "repetition",
    Cut.CHROME: "around the article",
    Cut.COMMENT: "comments",
}
"""What hidden blocks are called where they are shown."""


class Part(NamedTuple):
    """A box and where it stands.

    Attributes:
        box: the box.
        gap: empty lines above it.
        prefix: what is before every line of it.
        gap_prefix: what is before the empty lines.
        width: cells of the lines without the prefix.
        right: whether it is set at the right, with the prefix after it.
        mixed: whether something in it runs from right to left.
    """

    box: Box
    gap: int
    prefix: tuple[Piece, ...]
    gap_prefix: tuple[Piece, ...]
    width: int
    right: bool
    mixed: bool


class _Line(Box):
    """A line that stands for nothing in the text: above hidden blocks, above the notes at the end."""

    height = 1

    def __init__(self, text: str, role: str) -> None:
        self._piece = Piece(text, (role,))

    def line(self, row: int) -> list[Piece]:
        return [self._piece]


class Arranger:
    """Makes the boxes of a document's blocks.

    Attributes:
        shown: for every block whether it is shown.
    """

    def __init__(self, document: Document, options: Options) -> None:
        self._blocks = blocks = document.blocks
        self._options = options
        self.shown = shown_blocks(blocks, show_cut=options.show_cut)
        self._lists = Lists(blocks, self.shown, options)
        self._right: dict[int, bool] = {}

    def guess(self, index: int) -> int:
        """About how many lines a block will take, at least 1; quick, for a scroll bar that is about right."""
        block = self._blocks[index]
        if block.kind is BlockKind.CODE:
            return block.text.count("\n") + 3
        if block.kind is BlockKind.TABLE:
            return 2 * len(block.cells) + 4
        return (len(block.text) // self._options.width + 1) * self._options.spacing + 1

    def title(self, heading: Heading) -> Part:
        """What stands above the article."""
        right = bool(bidi.runs_right(plain(heading.title), self._options.direction))
        mixed = bidi.has_right(f"{heading.title} {heading.byline} {heading.note} {heading.advice}")
        return Part(TitleBox(heading, self._options), 0, (), (), self._options.width, right, mixed)

    def parts(self, index: int) -> tuple[Part, ...]:
        """The boxes of a block that is shown, from above to below."""
        block = self._blocks[index]
        before = self._before(index)
        previous = self._blocks[before] if before >= 0 else None
        is_cut = self._is_cut(index)
        right = self._runs_right(index)
        depth = min(block.quote, max(0, (self._options.width - LEAST_TEXT) // 2))
        prefix = self._bars(depth, is_cut, right)
        indent = self._lists.indent(index)
        if indent:
            prefix = (Piece(indent), *prefix) if right else (*prefix, Piece(indent))
        options = self._options
        if prefix:
            taken = sum(cells(piece.text) for piece in prefix)
            options = replace(options, width=options.width - taken, room=options.room - taken)
        gap = 0 if previous is None else self._gap(index, before)
        shared = min(depth, previous.quote if previous is not None else 0)
        between = self._bars(shared, False, right) if shared else ()
        mixed = right or bidi.has_right(block.text)
        parts: list[Part] = []

        def add(box: Box) -> None:
            space = gap if not parts else 0
            parts.append(Part(box, space, prefix, between, options.width, right, mixed))

        if is_cut and block.cut is not None and not (before >= 0 and self._told(before) is block.cut):
            add(_Line(fit(_CUT_NAMES[block.cut], options.width, options.marks.ellipsis), "cut-label"))
        if block.kind is BlockKind.FOOTNOTE and (previous is None or previous.kind is not BlockKind.FOOTNOTE):
            add(_Line(options.marks.rule * min(12, options.width), "rule"))
        roles: Roles = ("cut",) if is_cut else ("quote",) if depth else ()
        add(self._box(index, previous, options, roles, right))
        return tuple(parts)

    def _is_cut(self, index: int) -> bool:
        return self._blocks[index].cut is not None and not is_shown(self._blocks, index)

    def _told(self, index: int) -> Cut | None:
        """What hidden blocks are said to be, if this is one of them."""
        return self._blocks[index].cut if self._is_cut(index) else None

    def _runs_right(self, index: int) -> bool:
        """Whether a block runs from right to left; one without letters, as what is before it."""
        if self._blocks[index].kind in _LEFT:
            return False
        at = index
        right: bool | None = None
        while at >= 0:
            right = self._right.get(at)
            if right is None and self._blocks[at].kind not in _LEFT:
                right = bidi.runs_right(self._blocks[at].text, self._options.direction)
            if right is not None:
                break
            at -= 1
        if right is None:
            right = self._options.direction == "rtl"
        self._right.update(dict.fromkeys(range(max(0, at), index + 1), right))
        return right

    def _before(self, index: int) -> int:
        """The block that is shown before one; -1 if there is none."""
        index -= 1
        while index >= 0 and not self.shown[index]:
            index -= 1
        return index

    def _gap(self, index: int, before: int) -> int:
        """The empty lines above a block: between running text at least as many as between its lines."""
        block, previous = self._blocks[index], self._blocks[before]
        loose = block.kind is BlockKind.ITEM and self._lists.run(index).loose
        gap = _gap(previous, block, loose)
        if previous.kind is BlockKind.CAPTION and block.kind is BlockKind.TABLE and gap:
            above = self._before(before)
            if above < 0 or self._blocks[above].kind not in _CAPTIONED:
                return 0  # a caption above its table
        running = block.kind in _RUNNING, previous.kind in _RUNNING
        return gap + self._options.spacing - 1 if all(running) or (gap and any(running)) else gap

    def _bars(self, depth: int, cut: bool, right: bool) -> tuple[Piece, ...]:
        marks = self._options.marks
        bars = (Piece(f"{marks.cut} ", ("cut-bar",)),) if cut else ()
        bars = (*bars, Piece(f"{marks.quote} " * depth, ("quote-bar",))) if depth else bars
        return bidi.mirrored(bars, self._options) if right else bars

    def _box(self, index: int, previous: Block | None, options: Options, roles: Roles, right: bool) -> Box:
        block = self._blocks[index]
        kind = block.kind
        if kind is BlockKind.RULE:
            return RuleBox(options)
        if kind in _MEDIA:
            following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
            repeated = following is not None and following.kind is BlockKind.CAPTION and following.text == block.text
            return MediaBox(block, options, video=kind is BlockKind.VIDEO, repeated=repeated)
        if kind is BlockKind.CODE:
            return CodeBox(block, options)
        if kind is BlockKind.MATH:
            text = block.text or block.source
            block = replace(block, text=text, spans=(Span(0, len(text), SpanKind.MATH),))
        display = Display(block, options)
        if kind is BlockKind.HEADING:
            if "cut" in roles:
                return TextBox(display, options.width, (*roles, "strong"), right=right)
            return HeadingBox(display, options, right=right)
        if kind is BlockKind.TABLE and any(block.cells):
            table = TableBox(display, options, right=right)
            return table if table.fits else TableListBox(display, options)
        lead: tuple[Piece, ...] = ()
        hang: tuple[Piece, ...] = ()
        if kind is BlockKind.ITEM:
            before, marker = self._lists.marker(index)
            lead = (Piece(before), Piece(marker + " ", (*roles, "marker")))
        elif kind is BlockKind.FOOTNOTE:
            back = f"#ref:{block.marker}" if block.marker else ""
            lead = (Piece(self._lists.note_marker(index) + " ", (*roles, "marker"), target=back),)
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
        spacing = options.spacing if kind in _RUNNING else 1
        return TextBox(display, width, roles, lead, hang, spacing=spacing, right=right)


def _gap(before: Block, block: Block, loose: bool) -> int:
    """The empty lines between two blocks whose lines are as close as can be."""
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
