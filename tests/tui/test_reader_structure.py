"""Structure in the reader, at 80 columns and 24 lines: pictures, wide tables, formulas, notes that one can go to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.tui.link_places import block_named
from tests.factories import draft
from tests.tui.driving import driving, make_library
from tests.tui.test_layout import table

FILLER = tuple(Block(BlockKind.PARAGRAPH, f"Paragraph {n} tells of the harbour and its ferry. " * 4) for n in range(12))
WIDE = [f"Column number {n}" for n in range(12)]
ARTICLE = Document(
    (
        Block(BlockKind.PARAGRAPH, "The ferry leaves late.1", (Span(22, 23, SpanKind.NOTE, "1"),)),
        Block(BlockKind.IMAGE, "The quay", source="data:image/png;sha256=0011223344556677,"),
        Block(BlockKind.CAPTION, "The quay at low tide", cut=Cut.CAPTION),
        Block(BlockKind.PARAGRAPH, r"It takes \frac{V}{q} minutes.", (Span(9, 20, SpanKind.MATH, r"\frac{V}{q}"),)),
        table(WIDE, [f"value {n}" for n in range(12)]),
        *FILLER,
        Block(BlockKind.FOOTNOTE, "Because of the coffee.", marker="1"),
    )
)


async def test_it_is_readable_at_eighty_columns(tmp_path: Path) -> None:
    with make_library(tmp_path / "library", [replace(draft("The ferry"), document=ARTICLE)]) as library:
        async with driving(library, (80, 24)) as driver:
            await driver.press("enter")
            rows = [row.strip() for row in driver.rows]
            assert any("▧ The quay · not kept" in row for row in rows)
            assert any("The quay at low tide" in row for row in rows)
            assert any("It takes V/q minutes." in row for row in rows)
            assert any("Column number 0" in row for row in rows)
            assert any("value 0" in row for row in rows)
            assert not any("Because of the coffee." in row for row in rows)
            reader = driver.main.reader
            assert reader.cut_count == 0
            reader.show_block(block_named(reader.document, "#note:1"))
            await driver.settle()
            assert any("1. Because of the coffee." in row for row in driver.rows)
