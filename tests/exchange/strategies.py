"""Documents of every kind, for the property tests of the renderings."""

from __future__ import annotations

from hypothesis import strategies as st

from readlater.model import Block, BlockKind, Document, Span, SpanKind

WORDS = st.text(
    alphabet=st.sampled_from("abz ABé漢字かאب09.,!?*_`#[]()<>&|~=$^+-:;'\"\\/ \n"), min_size=1, max_size=40
).filter(lambda text: bool(text.strip()))

TARGETS = st.sampled_from(
    ["https://example.org/a(b)?c=d&e", "#there", "mailto:a@example.org", "javascript:alert(1)", "x\"y'z<", ""]
)


@st.composite
def nested_spans(draw: st.DrawFn, start: int, end: int, depth: int = 2) -> list[Span]:
    """Spans that nest and never cross."""
    found: list[Span] = []
    at = start
    while at < end and draw(st.booleans()):
        first = draw(st.integers(at, end - 1))
        last = draw(st.integers(first + 1, end))
        found.append(Span(first, last, draw(st.sampled_from(SpanKind)), draw(TARGETS)))
        if depth:
            found += draw(nested_spans(first, last, depth - 1))
        at = last
    return found


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Any block."""
    kind = draw(st.sampled_from(BlockKind))
    quote = draw(st.integers(0, 2))
    if kind is BlockKind.RULE:
        return Block(kind, quote=quote)
    text = draw(WORDS)
    if kind is BlockKind.TABLE:
        cut = draw(st.integers(0, len(text)))
        return Block(
            kind, text, cells=(((0, cut), (cut, len(text))),), header_rows=draw(st.integers(0, 1)), quote=quote
        )
    spans = () if kind in (BlockKind.CODE, BlockKind.IMAGE) else tuple(draw(nested_spans(0, len(text))))
    return Block(
        kind,
        text,
        spans=spans,
        level=draw(st.integers(0, 3)) if kind in (BlockKind.ITEM, BlockKind.HEADING) else 0,
        quote=quote,
        marker=draw(st.sampled_from(["•", "1.", "12.", "a"])) if kind in (BlockKind.ITEM, BlockKind.FOOTNOTE) else "",
        source=draw(TARGETS) if kind in (BlockKind.IMAGE, BlockKind.VIDEO) else "",
        anchor=draw(st.sampled_from(["", "there", 'x"y'])),
    )


def documents() -> st.SearchStrategy[Document]:
    """Documents of up to six blocks of any kind."""
    return st.lists(blocks(), max_size=6).map(lambda found: Document(tuple(found)))
