"""What of a document is shown, and what can be listed of that: its headings, its links. Needs no lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from readlater.exchange.render.captions import is_shown
from readlater.model import Block, BlockKind, Document, SpanKind
from readlater.tui.plain import is_blank

_WITHOUT_TEXT = frozenset((BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE))


def shown_blocks(blocks: Sequence[Block], *, show_cut: bool) -> list[bool]:
    """For every block whether it is shown; ``show_cut``: also what is no part of the body."""
    return [
        (block.cut is None or show_cut or is_shown(blocks, index))
        and (
            not is_blank(block.text)
            or block.kind in _WITHOUT_TEXT
            or (block.kind is BlockKind.MATH and not block.source.isspace() and block.source != "")
        )
        for index, block in enumerate(blocks)
    ]


class Contents:
    """Lists of what is shown of a document, made when they are asked for.

    A pane that has just been opened has no lines yet, and the next key may already ask for the outline.
    """

    def __init__(self, document: Document, *, show_cut: bool) -> None:
        self.document = document
        self.show_cut = show_cut

    @cached_property
    def _shown(self) -> list[bool]:
        return shown_blocks(self.document.blocks, show_cut=self.show_cut)

    @cached_property
    def headings(self) -> list[tuple[int, str, int]]:
        """(level, text, offset into `Document.text`) of every heading."""
        document = self.document
        return [
            (block.level, block.text, document.starts[index])
            for index, block in enumerate(document.blocks)
            if block.kind is BlockKind.HEADING and self._shown[index]
        ]

    @cached_property
    def links(self) -> list[tuple[int, str, str]]:
        """(number, text, target) of every link that may be followed, in reading order from 1."""
        links: list[tuple[int, str, str]] = []
        for block, there in zip(self.document.blocks, self._shown, strict=True):
            for span in block.spans if there else ():
                if span.kind is SpanKind.LINK and is_followed(span.target):
                    text = " ".join(block.text[span.start : span.end].split())
                    if text:
                        links.append((len(links) + 1, text, span.target))
        return links


def is_followed(target: str) -> bool:
    """Whether a link may be followed: to the web, to mail, or within the article."""
    return target.lower().startswith(("http://", "https://", "mailto:", "#")) and len(target) > 1
