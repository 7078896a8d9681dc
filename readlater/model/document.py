"""The document: an article's structure, the one stored form of which every output is a rendering.

A document is a sequence of blocks; a block has text and spans over it. All offsets count code points, from 0, end
exclusive. Offsets of spans and cells point into their block's text; offsets of progress and highlights point into
`Document.text`, the plain rendering of all blocks that are part of the body.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from readlater.model.values import dataclass


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    IMAGE = "image"
    CAPTION = "caption"
    VIDEO = "video"
    MATH = "math"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    RULE = "rule"


class SpanKind(StrEnum):
    """What a span of a block's text is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"  # target: absolute URL, or "#anchor" within the article
    NOTE = "note"  # a reference to a footnote; target: the footnote's marker
    MARK = "mark"
    DELETED = "deleted"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    KEYBOARD = "keyboard"
    MATH = "math"
    RUBY = "ruby"  # target: the reading written above


class Cut(StrEnum):
    """Why a block is hidden: it stood in the page's article but is no part of the body."""

    CAPTION = "caption"
    ACTION = "action"
    BIOGRAPHY = "biography"
    REPETITION = "repetition"
    CHROME = "chrome"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` of a block's text are of this ``kind``."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table… of a document.

    Attributes:
        kind: what it is.
        text: its text. Newlines only where the line break is meant (``<br>``, code, the rows of a table).
            An image's text is its alternative text, a rule's is empty.
        spans: emphasis, links… sorted by start; they may nest and never cross.
        level: heading 1 to 6; list item: depth of nesting, from 0; otherwise 0.
        quote: how many quotations it stands in.
        marker: list item: ``•`` or ``1.``; footnote: its label.
        language: of code, lower case (``python``), or empty.
        source: image and video: absolute URL or ``cid:``/``data:`` reference; math: its TeX if known.
        cells: table: rows of cells as (start, end) in ``text``.
        header_rows: table: how many of the first rows are its header.
        anchor: the page's own id for it, for links within the article.
        cut: None for the body; else why it is hidden.
    """

    kind: BlockKind
    text: str = ""
    spans: tuple[Span, ...] = ()
    level: int = 0
    quote: int = 0
    marker: str = ""
    language: str = ""
    source: str = ""
    cells: tuple[tuple[tuple[int, int], ...], ...] = ()
    header_rows: int = 0
    anchor: str = ""
    cut: Cut | None = None

    @property
    def is_body(self) -> bool:
        """Whether its text is part of the article's text (searched, counted, summarised)."""
        return self.cut is None and bool(self.text) and self.kind not in _NOT_TEXT


_NOT_TEXT = frozenset({BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE, BlockKind.CAPTION})
_TIGHT = frozenset({BlockKind.ITEM, BlockKind.TERM, BlockKind.DEFINITION, BlockKind.FOOTNOTE})


def separator(before: Block, after: Block) -> str:
    """What stands between two neighbouring body blocks in the plain text: a newline within a list, else two."""
    return "\n" if before.kind in _TIGHT and after.kind in _TIGHT else "\n\n"


@dataclasses.dataclass(frozen=True)
class Document:
    """The blocks of an article in reading order, cut ones included."""

    blocks: tuple[Block, ...] = field(default=())

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """For every block its offset in `text`; a block that is not body has the offset where it would stand."""
        starts: list[int] = []
        position = 0
        previous: Block | None = None
        for block in self.blocks:
            if not block.is_body:
                starts.append(position)
                continue
            if previous is not None:
                position += len(separator(previous, block))
            starts.append(position)
            position += len(block.text)
            previous = block
        return tuple(starts)

    @cached_property
    def text(self) -> str:
        """The plain rendering of the body: what is searched, counted and summarised, and what offsets point into."""
        parts: list[str] = []
        previous: Block | None = None
        for block in self.body():
            if previous is not None:
                parts.append(separator(previous, block))
            parts.append(block.text)
            previous = block
        return "".join(parts)

    def body(self) -> Iterator[Block]:
        """The blocks whose text is part of the article's text."""
        return (block for block in self.blocks if block.is_body)
