"""Long articles with headings, for tests of what goes by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from readlater.model import Block, BlockKind, Document, Draft
from tests.factories import draft

SECTIONS: tuple[tuple[int, str], ...] = (
    (2, "The lamp"),
    (3, "Oil, from whales and later from the ground, and what it cost the keepers of the coast"),
    (3, "Wicks"),
    (4, "How they are cut"),
    (2, "The bell"),
    (2, "灯台の歴史と港の夜"),
    (3, "Тросы и канаты"),
    (2, "The crew"),
)
"""Levels and texts of headings: long ones, several scripts, three levels."""

WHEN = datetime(2022, 1, 20, 8, 51, tzinfo=UTC)


def book(
    sections: Sequence[tuple[int, str]] = SECTIONS,
    *,
    title: str = "The harbour book",
    introduction: int = 2,
    paragraphs: int = 3,
    **fields: object,
) -> Draft:
    """An article with these headings and some paragraphs below each; the newest one beside those of `driving`."""

    def paragraph(n: int) -> Block:
        words = f"Paragraph {n} tells of the harbour, the ferry and the keeper of the lighthouse. " * 5
        return Block(BlockKind.PARAGRAPH, words.strip())

    blocks = [paragraph(n) for n in range(introduction)]
    for level, text in sections:
        blocks.append(Block(BlockKind.HEADING, text, level=level))
        blocks += [paragraph(n) for n in range(paragraphs)]
    values: dict[str, object] = {"url": "https://example.org/book", "site": "Harbour Press", "created": WHEN} | fields
    return replace(draft(title, "", **values), document=Document(tuple(blocks)), updated=WHEN)
