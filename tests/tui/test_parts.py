"""The parts of a text by which a passage is marked, and the passage that goes by them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.tui.parts import Parts, Unit
from readlater.tui.stretch import Stretch


def of(*texts: str) -> Parts:
    return Parts(Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)))


def every(parts: Parts, unit: Unit) -> list[str]:
    """All parts of a kind, from the first on."""
    found, part = [], parts.at(unit, 0)
    while part is not None:
        found.append(parts.document.text[slice(*part)])
        part = parts.after(unit, part[0])
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It isn't well-known: 3.14 – “so” they say.", ["It", "isn't", "well-known", "3.14", "so", "they", "say"]),
        ("write(fd, buf);", ["write", "fd", "buf"]),
        ("fsyncを信じすぎない。", ["fsync", "を", "信", "じすぎない"]),
        ("咖啡山上的第三代", ["咖啡", "山上", "的第", "三代"]),
        ("네모 안의 글자", ["네모", "안의", "글자"]),
        ("أسماء النجوم", ["أسماء", "النجوم"]),
        ("रात भर में", ["रात", "भर", "में"]),
        ("inter\u00adnational", ["inter\u00adnational"]),
        ("—…!", []),
    ],
)  # fmt: skip
def test_words_in_many_scripts(text: str, words: list[str]) -> None:
    assert every(of(text), Unit.WORD) == words


def test_characters_are_what_a_reader_sees() -> None:
    assert every(of("e\u0301a👩\u200d🚀b\u00adc"), Unit.CHARACTER) == ["e\u0301", "a", "👩\u200d🚀", "b\u00ad", "c"]


def test_sentences_end_before_a_footnote_and_lines_of_code_and_rows_are_sentences() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "It is so.1 Dr. Low knows.", (Span(9, 10, SpanKind.NOTE, "1"),)),
        Block(BlockKind.PARAGRAPH, "Subscribe now.", cut=Cut.ACTION),
        Block(BlockKind.CODE, "a = 1\nb = 2"),
        Block(BlockKind.TABLE, "x\ty\n1\t2", cells=(((0, 1), (2, 3)), ((4, 5), (6, 7)))),
    )
    parts = Parts(Document(blocks))
    assert every(parts, Unit.SENTENCE) == ["It is so.", "Dr. Low knows.", "a = 1", "b = 2", "x\ty", "1\t2"]
    assert every(parts, Unit.PARAGRAPH) == [block.text for block in blocks if block.cut is None]


def test_a_passage_has_no_spaces_at_its_ends_and_no_half_of_a_formula() -> None:
    parts = Parts(Document((Block(BlockKind.PARAGRAPH, "so x^2+1 it is", (Span(3, 8, SpanKind.MATH),)),)))
    assert parts.whole(2, 9) == (3, 8)
    assert parts.whole(5, 11) == (3, 11)
    assert parts.whole(0, 4) == (0, 8)
    assert parts.whole(2, 3) == (2, 2)
    assert parts.whole(-5, 99) == (0, 14)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("ab. \n'é中か👩\u200d\u0301ก", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=4),
    st.integers(1, 8),
    st.sampled_from(Unit),
)
def test_going_on_and_back_comes_by_the_same_parts(texts: list[str], repeated: int, unit: Unit) -> None:
    """Also where a block is so long that it is looked at in pieces."""
    parts = of(*(text * (repeated * 20 if number == 0 else 1) for number, text in enumerate(texts)))
    length = len(parts.document.text)
    forward, part = [], parts.at(unit, 0)
    while part is not None:
        assert 0 <= part[0] < part[1] <= length
        assert not forward or part[0] >= forward[-1][1] or unit is Unit.PARAGRAPH
        assert parts.at(unit, part[0]) == part
        assert parts.end_after(unit, part[0]) == part[1]
        forward.append(part)
        part = parts.after(unit, part[0])
    backward, place = [], length + 1
    while (part := parts.before(unit, place)) is not None:
        backward.append(part)
        place = part[0]
    assert backward[::-1] == forward
    if unit is not Unit.WORD:
        found = "".join(parts.document.text[a:b] for a, b in forward)
        assert "".join(found.split()) == "".join(parts.document.text.split())


TEXT = "One bee wakes. Two bees sing. Three bees sleep."


def said(stretch: Stretch) -> str:
    return stretch.parts.document.text[slice(*stretch.passage)]


def test_a_passage_goes_about_and_then_one_of_its_ends() -> None:
    parts = of(TEXT, "The end.")
    stretch = Stretch(parts, (0, 14))
    assert stretch.move(Unit.SENTENCE, 1)
    assert said(stretch) == "Two bees sing."
    assert stretch.move(Unit.WORD, 1)
    assert said(stretch) == "bees"
    assert not stretch.is_held
    stretch.hold()
    assert stretch.move(Unit.SENTENCE, 1)
    assert said(stretch) == "bees sing."
    assert stretch.move(Unit.WORD, 1)
    assert said(stretch) == "bees sing. Three"
    assert stretch.move(Unit.WORD, -1)
    assert said(stretch) == "bees sing"
    assert stretch.move(Unit.PARAGRAPH, 1)
    assert said(stretch) == "bees sing. Three bees sleep."
    for _ in range(3):
        assert stretch.move(Unit.SENTENCE, -1)
    assert said(stretch) == "Two bees"  # what was held stays in it, and its beginning goes now
    assert stretch.caret == TEXT.index("Two")
    assert stretch.move(Unit.WORD, -1)
    assert said(stretch) == "wakes. Two bees"
    stretch.swap()
    assert stretch.caret == TEXT.index("bees sing") + 3
    assert stretch.move(Unit.WORD, 1)
    assert said(stretch) == "wakes. Two bees sing"
    stretch.swap()
    for _ in range(9):
        stretch.move(Unit.WORD, 1)
    assert said(stretch) == "sing"  # never nothing
    stretch.release()
    assert stretch.move(Unit.PARAGRAPH, 1)
    assert said(stretch) == "The end."
    assert not stretch.move(Unit.SENTENCE, 1)


def test_the_end_of_what_was_selected_by_hand_goes_back_into_it() -> None:
    stretch = Stretch(of(TEXT), (4, 28))
    stretch.hold_start()
    assert stretch.move(Unit.WORD, -1)
    assert said(stretch) == "bee wakes. Two bees"
    stretch.go_to(0)
    assert said(stretch) == "One"
    stretch.go_to(TEXT.index("Three"))
    assert said(stretch) == "bee wakes. Two bees sing. Three"
