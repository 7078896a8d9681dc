"""Captions: no part of the body, but shown by what they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from readlater.model import Block, BlockKind, Cut

_SHOWN_ABOVE = frozenset({BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.TABLE, BlockKind.CODE, BlockKind.MATH})
_SHOWN_BELOW = frozenset({BlockKind.TABLE, BlockKind.VIDEO})


def is_shown(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is shown: one of the body, or the caption of a picture, film, table or listing of it."""
    block = blocks[index]
    if block.cut is None:
        return True
    if block.cut is not Cut.CAPTION or block.kind is not BlockKind.CAPTION:
        return False
    before = index - 1
    while before >= 0 and blocks[before].kind is BlockKind.CAPTION:
        before -= 1
    if before >= 0 and blocks[before].cut is None and blocks[before].kind in _SHOWN_ABOVE:
        return True
    after = index + 1
    while after < len(blocks) and blocks[after].kind is BlockKind.CAPTION:
        after += 1
    return after < len(blocks) and blocks[after].cut is None and blocks[after].kind in _SHOWN_BELOW


def is_told_above(blocks: Sequence[Block], index: int) -> bool:
    """Whether a caption only says what the alternative text of the picture above it says."""
    above = blocks[index - 1] if index else None
    return (
        blocks[index].kind is BlockKind.CAPTION
        and above is not None
        and above.kind is BlockKind.IMAGE
        and " ".join(above.text.split()).lower() == " ".join(blocks[index].text.split()).lower()
    )
