"""Documents come out of the library as they went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.errors import ForeignLibraryError, NotFoundError
from readlater.library import Library, documents
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from tests.factories import draft

LETTERS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[Span, ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, length))
        end = draw(st.integers(start, length))
        found.append(Span(start, end, draw(st.sampled_from(SpanKind)), draw(LETTERS)))
    return tuple(sorted(found, key=lambda span: span.start))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(LETTERS)
    cell = st.tuples(st.integers(0, 40), st.integers(0, 40))
    return Block(
        kind=draw(st.sampled_from(BlockKind)),
        text=text,
        spans=draw(spans(len(text))),
        level=draw(st.integers(0, 6)),
        quote=draw(st.integers(0, 3)),
        marker=draw(st.sampled_from(("", "•", "12."))),
        language=draw(st.sampled_from(("", "python"))),
        source=draw(LETTERS),
        cells=draw(st.lists(st.lists(cell, max_size=3).map(tuple), max_size=3).map(tuple)),
        header_rows=draw(st.integers(0, 2)),
        anchor=draw(LETTERS),
        cut=draw(st.none() | st.sampled_from(Cut)),
    )


@given(st.lists(blocks(), max_size=8))
def test_a_document_survives_packing(some: list[Block]) -> None:
    whole = Document(tuple(some))
    unpacked = documents.unpack(documents.pack(whole), whole.text)
    assert unpacked == whole
    assert unpacked.text == whole.text
    assert unpacked.starts == whole.starts


def test_every_kind_has_a_number() -> None:
    assert set(documents._KINDS) == set(BlockKind)
    assert set(documents._SPANS) == set(SpanKind)
    assert set(documents._CUTS) == set(Cut)


def test_the_structure_does_not_repeat_the_text() -> None:
    words = "Every word of this paragraph stands in the text once and nowhere else. " * 60
    whole = Document(tuple(Block(BlockKind.PARAGRAPH, f"{number} {words}".strip()) for number in range(20)))
    assert len(documents.pack(whole)) < 200


def test_a_cut_block_keeps_its_own_text() -> None:
    whole = Document(
        (
            Block(BlockKind.PARAGRAPH, "Body."),
            Block(BlockKind.PARAGRAPH, "Subscribe!", cut=Cut.ACTION),
            Block(BlockKind.IMAGE, "A hill", source="https://example.org/hill.jpg"),
            Block(BlockKind.ITEM, "One", marker="•"),
            Block(BlockKind.ITEM, "Two", marker="•"),
        )
    )
    assert whole.text == "Body.\n\nOne\nTwo"
    assert documents.unpack(documents.pack(whole), whole.text) == whole


@pytest.mark.parametrize("text", ["", "Body", "Body. and more"])
def test_text_and_structure_that_do_not_belong_together_are_told(text: str) -> None:
    whole = Document((Block(BlockKind.PARAGRAPH, "Body."),))
    with pytest.raises(ForeignLibraryError, match="damaged"):
        documents.unpack(documents.pack(whole), text)


def test_the_library_gives_the_document_back(library: Library) -> None:
    given_draft = draft("T", "First paragraph.\n\nSecond one.")
    number = library.add(given_draft).id
    assert library.document(number) == given_draft.document
    assert library.text(number) == "First paragraph.\n\nSecond one."


def test_a_document_that_is_not_there(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.document(7)
    with pytest.raises(NotFoundError):
        library.text(7)
