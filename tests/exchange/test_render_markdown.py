"""The Markdown rendering: what it holds can be read back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from readlater.exchange.render.front_matter import front_matter, scalar
from readlater.exchange.render.head import Head
from readlater.exchange.render.markdown import body, markdown
from readlater.model import Block, BlockKind, Cut, Document, Span, SpanKind
from readlater.pages.read import read_page
from tests.exchange.strategies import documents

P, ITEM, H = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING


def back(blocks: list[Block]) -> list[Block]:
    """The blocks that the reader makes of the rendering of ``blocks``."""
    text = "---\ntitle: zzz\n---\n\n" + body(Document((Block(P, "some text"), *blocks)))
    [draft] = read_page(text.encode(), name="x.md", as_format="markdown")
    assert draft.document.blocks[0] == Block(P, "some text")
    return list(draft.document.blocks[1:])


PLAIN = st.text(alphabet="abAB é漢,.!?*_`#[]()<>&|~+-:;'\"\\/1", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
TEXTS = PLAIN.filter(lambda text: any(one.isalpha() for one in text))


@st.composite
def held(draw: st.DrawFn) -> Block:
    """A block of a kind that Markdown can hold."""
    kind = draw(st.sampled_from([P, P, H, ITEM, BlockKind.CODE, BlockKind.RULE, BlockKind.TABLE]))
    quote = draw(st.sampled_from([0, 0, 0, 1, 2]))
    if kind is BlockKind.RULE:
        return Block(kind, quote=quote)
    text = draw(TEXTS)
    if kind is H:
        return Block(kind, text, level=draw(st.integers(1, 6)), quote=quote)
    if kind is ITEM:
        return Block(kind, text, marker="•", quote=quote)
    if kind is BlockKind.CODE:
        return Block(kind, text + "\n  " + text, language=draw(st.sampled_from(["", "python"])), quote=quote)
    if kind is BlockKind.TABLE:
        other = draw(TEXTS)
        whole = f"{text}\t{other}\n{other}\t{text}"
        first, second = len(text), len(text) + 1 + len(other)
        cells = (
            ((0, first), (first + 1, second)),
            ((second + 1, second + 1 + len(other)), (len(whole) - len(text), len(whole))),
        )
        return Block(kind, whole, cells=cells, header_rows=1, quote=quote)
    return Block(kind, text, quote=quote)


def told(block: Block) -> tuple[object, ...]:
    """What must come back."""
    cells = [[block.text[start:end] for start, end in row] for row in block.cells]
    text = "" if block.kind is BlockKind.TABLE else block.text
    return (block.kind, text, block.level, block.quote, block.marker, block.language, cells)


@given(st.lists(held(), min_size=1, max_size=5))
def test_blocks_come_back(blocks: list[Block]) -> None:
    assert [told(one) for one in back(blocks)] == [told(one) for one in blocks]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.DELETED, SpanKind.CODE, SpanKind.LINK]),
            st.text(alphabet='ab漢.,*_`"()~<', min_size=1, max_size=6).filter(
                lambda text: any(c.isalpha() for c in text)
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_spans_come_back(parts: list[tuple[SpanKind | None, str]]) -> None:
    text, spans = "", []
    for number, (kind, part) in enumerate(parts):
        start = len(text)
        text += part
        if kind is not None:
            target = f"https://example.org/{number}(x)" if kind is SpanKind.LINK else ""
            spans.append(Span(start, len(text), kind, target))
    [block] = back([Block(P, text, tuple(spans))])
    assert block.text == text
    assert _merged(block.spans) == _merged(tuple(spans))


def _merged(spans: tuple[Span, ...]) -> list[Span]:
    """Spans of one kind that touch are one: nobody can see the difference."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.kind, one.start)):
        if found and found[-1].kind is span.kind and found[-1].end == span.start and found[-1].target == span.target:
            found[-1] = Span(found[-1].start, span.end, span.kind, span.target)
        else:
            found.append(span)
    return found


def test_lists_come_back() -> None:
    items = [("a", 0, "•"), ("b", 1, "1."), ("c", 1, "2."), ("d", 2, "•"), ("e", 0, "•"), ("f", 0, "1."), ("g", 0, "☑")]
    blocks = [Block(ITEM, text, level=level, marker=marker) for text, level, marker in items]
    assert [(one.text, one.level, one.marker) for one in back(blocks)] == items


def test_a_further_paragraph_of_an_item_stays_in_it() -> None:
    blocks = [Block(ITEM, "first", marker="•"), Block(ITEM, "more of it", marker=""), Block(ITEM, "second", marker="•")]
    assert [(one.kind, one.text, one.marker) for one in back(blocks)] == [
        (ITEM, one.text, one.marker) for one in blocks
    ]


def test_quotations_come_back() -> None:
    blocks = [Block(P, text, quote=quote) for text, quote in (("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0))]
    assert [(one.text, one.quote) for one in back(blocks)] == [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]


def test_notes_marks_pictures_and_breaks_come_back() -> None:
    blocks = [
        Block(P, "first\nsecond see1", (Span(16, 17, SpanKind.NOTE, "1"),)),
        Block(P, "a mark and a key", (Span(2, 6, SpanKind.MARK), Span(13, 16, SpanKind.KEYBOARD))),
        Block(BlockKind.IMAGE, "A cat", source="https://example.org/a (1).png"),
        Block(BlockKind.FOOTNOTE, "the note", marker="1"),
    ]
    found = back(blocks)
    assert [one.kind for one in found] == [one.kind for one in blocks]
    assert found[0].text.startswith("first\nsecond see")
    assert [span.kind for span in found[0].spans] == [SpanKind.NOTE]
    assert found[1].spans == blocks[1].spans
    assert (found[2].text, found[3].text, found[3].marker) == ("A cat", "the note", "1")


@given(documents())
def test_any_document_has_a_rendering(document: Document) -> None:
    text = body(document)
    assert text == "" or text.endswith("\n")
    assert body(document) == text


def test_what_was_cut_stays_out() -> None:
    assert body(Document((Block(P, "kept"), Block(P, "Subscribe!", cut=Cut.ACTION)))) == "kept\n"
    assert body(Document()) == ""


def test_front_matter_is_yaml_that_says_what_is_known() -> None:
    head = Head(
        title='He said: "no" # really',
        url="https://example.org/a?b=c",
        byline="Ann: O'Hara",
        published="2022-01",
        created="2022-01-14T08:51:00+00:00",
        tags=("a b", "yes", "42", "c"),
        uuid="61e0bb0c-0058-4856-94ba-021035ed5dbd",
        words=225,
        minutes=0.9,
        state="read",
        favourite=True,
        progress=0.5,
    )
    found = yaml.safe_load(front_matter(head).strip().strip("-"))
    assert found["title"] == head.title
    assert found["source"] == head.url
    assert found["author"] == head.byline
    assert found["published"] == "2022-01"
    assert found["created"] == datetime(2022, 1, 14, 8, 51, tzinfo=UTC)
    assert found["tags"] == ["a b", "yes", "42", "c"]
    assert (found["id"], found["words"], found["minutes"]) == (head.uuid, 225, 0.9)
    assert (found["archived"], found["favourite"], found["progress"]) == (False, True, 0.5)
    assert "site" not in found


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=40
    )
)
def test_any_text_is_a_scalar(text: str) -> None:
    if "\u2028" in text or "\u2029" in text or any(ord(one) % 0x10000 >= 0xFFFE for one in text):
        return  # not in safe text; YAML takes them for line breaks or refuses them
    found = yaml.safe_load(f"x: {scalar(text)}\n")["x"]
    assert str(found) == text or scalar(text)[0].isdigit()


@pytest.mark.parametrize("word", ["true", "No", "null", "on", "~", "", "- x", "a: b", "12", "1e3", "0x1f"])
def test_texts_that_yaml_would_take_for_something_else(word: str) -> None:
    assert yaml.safe_load(f"x: {scalar(word)}\n")["x"] == word


def test_a_whole_file_is_read_back() -> None:
    document = Document((Block(H, "Part *one*", level=2), Block(P, "It begins here, and goes on for a while.")))
    head = Head(
        title="On: *bread*", url="https://example.org/b", byline="Ann Baker", tags=("food",), published="2022-01-14"
    )
    [draft] = read_page(markdown(document, head).encode(), name="b.md")
    assert (draft.title, draft.url, draft.byline, draft.tags) == (head.title, head.url, head.byline, head.tags)
    assert draft.published == "2022-01-14"
    assert [one.text for one in draft.document.blocks if one.cut is None] == [one.text for one in document.blocks]
