"""The plain rendering, and the tree of spans under the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readlater.exchange.render.inline import Inline, tree
from readlater.exchange.render.text import plain, wrapped
from readlater.model import Block, BlockKind, Document, Span, SpanKind
from tests.exchange.strategies import documents


@given(documents())
def test_plain_text_is_the_document_s_own(document: Document) -> None:
    assert plain(document) == document.text


@given(documents(), st.integers(1, 80))
def test_wrapping_adds_only_line_breaks(document: Document, width: int) -> None:
    assert "".join(wrapped(document, width).split()) == "".join(document.text.split())


def test_wrapping_leaves_code_alone() -> None:
    code = "a_very_long_line = of_code + that_is(wider, than_the_width)"
    document = Document((Block(BlockKind.PARAGRAPH, "one two three four"), Block(BlockKind.CODE, code)))
    assert wrapped(document, 10) == f"one two\nthree four\n\n{code}"


def flat(parts: tuple[str | Inline, ...]) -> str:
    return "".join(part if isinstance(part, str) else flat(part.parts) for part in parts)


SPANS = st.lists(
    st.builds(lambda a, b: Span(min(a, b), max(a, b), SpanKind.EMPHASIS), st.integers(-2, 14), st.integers(-2, 14))
)


@given(st.text(max_size=12), SPANS, st.integers(0, 12), st.integers(0, 12))
def test_the_tree_holds_the_text_once_whatever_the_spans(text: str, spans: list[Span], start: int, end: int) -> None:
    assert flat(tree(text, spans)) == text
    assert flat(tree(text, spans, start, end)) == text[start:end]


def test_spans_nest_and_are_cut_at_the_edges() -> None:
    outer, inner = Span(0, 8, SpanKind.LINK, "#x"), Span(2, 4, SpanKind.STRONG)
    [link, rest] = tree("abcdefghij", [inner, outer])
    assert isinstance(link, Inline)
    assert rest == "ij"
    assert [part if isinstance(part, str) else part.span.kind for part in link.parts] == ["ab", "strong", "efgh"]
    [cut] = tree("abcdefghij", [outer], 3, 6)
    assert isinstance(cut, Inline)
    assert (cut.span.start, cut.span.end) == (3, 6)
