"""Quotations in Markdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from readlater.exchange.render.head import Head
from readlater.exchange.render.quotation import quotation, quotation_of_highlight, quotation_of_text
from readlater.model import Block, BlockKind, Document, Highlight, Span, SpanKind

HEAD = Head(title="On [bees]", url="https://hive.example/a b", byline="Ann", site="The Hive")
SOURCE = "> — [On \\[bees\\]](<https://hive.example/a b>), Ann, The Hive\n"


def test_a_part_of_a_paragraph_keeps_its_marks_and_loses_its_notes() -> None:
    text = "Bees sleep.1 They do *not* dream."
    spans = (Span(0, 4, SpanKind.STRONG), Span(11, 12, SpanKind.NOTE, "1"), Span(13, 17, SpanKind.EMPHASIS))
    document = Document((Block(BlockKind.PARAGRAPH, text, spans),))
    assert quotation(document, 2, len(text), HEAD) == (f"> **es** sleep. *They* do \\*not\\* dream.\n>\n{SOURCE}")


def test_over_several_blocks() -> None:
    blocks = (
        Block(BlockKind.HEADING, "Winter", level=2),
        Block(BlockKind.PARAGRAPH, "Hidden"[:0]),
        Block(BlockKind.ITEM, "Honey", level=1, marker="•"),
        Block(BlockKind.CODE, "buzz()\n", language="python"),
    )
    document = Document(blocks)
    assert quotation(document, 0, len(document.text), HEAD) == (
        f"> Winter\n>\n> - Honey\n>\n> ```python\n> buzz()\n> ```\n>\n{SOURCE}"
    )


def test_a_text_and_a_source_of_which_little_is_known() -> None:
    assert quotation_of_text("One # two\n\nthree", Head()) == "> One # two\n>\n> three\n"
    assert quotation_of_text("One", Head(title="T")) == "> One\n>\n> — T\n"
    assert quotation_of_text("One", Head(url="https://a.example")) == (
        "> One\n>\n> — [https://a.example](https://a.example)\n"
    )


def test_a_highlight_as_it_is_set_or_as_it_was_if_the_text_is_another() -> None:
    document = Document((Block(BlockKind.ITEM, "Honey", marker="•"), Block(BlockKind.CODE, "while wet:\n    wait()")))
    when = datetime(2026, 3, 10, tzinfo=UTC)
    highlight = Highlight("u", 1, 0, len(document.text), document.text, "", "", "", "", when, when)
    assert quotation_of_highlight(highlight, document, Head()) == (
        "> - Honey\n>\n> ```\n> while wet:\n>     wait()\n> ```\n"
    )
    moved = replace(highlight, quote="Wax\n\nand honey")
    assert quotation_of_highlight(moved, document, Head(title="T")) == "> Wax\n>\n> and honey\n>\n> — T\n"
    assert quotation_of_highlight(moved, None, Head()) == "> Wax\n>\n> and honey\n"
