"""What is read aloud of an article, sentence by sentence."""

from __future__ import annotations

from itertools import pairwise

from readlater.model import Block, BlockKind, Document, Span, SpanKind
from readlater.model.document import Cut
from readlater.tui.spoken import Sentence, Spoken

NOTED = "It ended.1 Then it began.[2]"

DOCUMENT = Document(
    (
        Block(BlockKind.IMAGE, "A picture", source="https://a.example/x.png"),
        Block(BlockKind.HEADING, "The beginning", level=1),
        Block(BlockKind.PARAGRAPH, "Subscribe now.", cut=Cut.ACTION),
        Block(
            BlockKind.PARAGRAPH,
            NOTED,
            (Span(9, 10, SpanKind.NOTE, "1"), Span(25, 28, SpanKind.NOTE, "2")),
        ),
        Block(BlockKind.CODE, "x = 1. y = 2."),
        Block(BlockKind.TABLE, "a\nb", cells=(((0, 1),), ((2, 3),))),
        Block(BlockKind.ITEM, "An item", marker="1."),
        Block(BlockKind.ITEM, "* * *", marker="2."),
        Block(BlockKind.PARAGRAPH, "蜂蜜。とても\u200b甘い。"),
        Block(BlockKind.FOOTNOTE, "A note.", marker="1"),
    )
)


def all_of(spoken: Spoken) -> list[Sentence]:
    found = []
    sentence = spoken.at(0)
    while sentence is not None:
        found.append(sentence)
        sentence = spoken.after(sentence)
    return found


def test_the_sentences_in_order() -> None:
    found = all_of(Spoken(DOCUMENT))
    assert [sentence.said for sentence in found] == [
        "The beginning",
        "It ended.",
        "Then it began.",
        "An item",
        "蜂蜜。",
        "とても\u200b甘い。",
    ]
    text = DOCUMENT.text
    assert [text[one.start : one.end] for one in found] == [one.said for one in found]


def test_back_from_everywhere() -> None:
    spoken = Spoken(DOCUMENT)
    found = all_of(spoken)
    for before, after in pairwise(found):
        assert spoken.before(after.start) == before
        assert spoken.at(before.end) == after
        assert spoken.at(after.end - 1) == after
    assert spoken.before(0) is None
    assert spoken.before(len(DOCUMENT.text)) == found[-1]
    assert spoken.at(len(DOCUMENT.text)) is None


def test_a_document_without_anything_to_say() -> None:
    for document in (Document(), Document((Block(BlockKind.CODE, "x"),)), Document((Block(BlockKind.RULE),))):
        assert Spoken(document).at(0) is None
        assert Spoken(document).before(9) is None


def test_a_sentence_is_found_again_in_a_text_that_was_changed() -> None:
    before = Spoken(DOCUMENT)
    last = all_of(before)[-1]
    longer = Spoken(Document((Block(BlockKind.PARAGRAPH, "New words. " * 50), *DOCUMENT.blocks)))
    found = longer.same(last.said, 0)
    assert found is not None
    assert found.said == last.said
    assert found.start > last.start
    assert longer.same(last.said, len(longer.document.text)) == found  # it stands before the place
    assert longer.same("Nobody said this.", 3) is None
