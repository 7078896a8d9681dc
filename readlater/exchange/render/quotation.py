"""A passage of an article as a quotation in Markdown, with where it is from."""

from __future__ import annotations

from dataclasses import replace

from readlater.exchange.render.head import Head
from readlater.exchange.render.markdown import body
from readlater.exchange.render.spans import without_notes
from readlater.model import Block, BlockKind, Document, Highlight, Span, SpanKind


def quotation(document: Document, start: int, end: int, head: Head) -> str:
    """The passage from ``start`` to ``end`` of `Document.text`, quoted: ``> …`` and ``> — [title](url), author, site``.

    What is emphasised, a link, code or an item of a list stays that; references to footnotes are left out.
    """
    return _sourced(_quoted(_parts(document, start, end)), head)


def quotation_of_text(text: str, head: Head) -> str:
    """A text, its paragraphs parted by empty lines, quoted like `quotation`."""
    return _sourced(_quoted(_paragraphs(text)), head)


def quotation_of_highlight(highlight: Highlight, document: Document | None, head: Head) -> str:
    """A highlight's passage, quoted like `quotation`; as plain text if it is no longer in the document."""
    return _sourced(highlight_blocks(highlight, document), head)


def highlight_blocks(highlight: Highlight, document: Document | None) -> list[Block]:
    """A highlight's passage as it is set in its article, each block of it quoted; or else as plain text."""
    start, end = highlight.start, highlight.end
    if document is not None and document.text[start:end] == highlight.quote:
        return _quoted(_parts(document, start, end))
    return _quoted(_paragraphs(highlight.quote))


def _parts(document: Document, start: int, end: int) -> list[Block]:
    return [
        _part(block, max(0, start - base), min(len(block.text), end - base))
        for block, base in zip(document.blocks, document.starts, strict=True)
        if block.is_body and base < end and base + len(block.text) > start
    ]


def _paragraphs(text: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, " ".join(part.split())) for part in text.split("\n\n")]


def _part(block: Block, start: int, end: int) -> Block:
    whole = (start, end) == (0, len(block.text))
    if whole and block.kind is BlockKind.TABLE:
        return block
    text, spans = without_notes(block, start, end)
    cut = len(text) - len(text.lstrip())
    text = text.strip()
    spans = tuple(
        replace(span, start=max(0, span.start - cut), end=min(len(text), span.end - cut))
        for span in spans
        if span.end > cut and span.start - cut < len(text)
    )
    kept = block.kind in (BlockKind.ITEM, BlockKind.CODE)
    # A part of a heading or of a table is not one; a quotation has no heading at all.
    return Block(
        block.kind if kept else BlockKind.PARAGRAPH,
        text,
        () if block.kind in (BlockKind.TABLE, BlockKind.MATH) else spans,
        level=block.level if block.kind is BlockKind.ITEM else 0,
        marker=block.marker if block.kind is BlockKind.ITEM else "",
        language=block.language if block.kind is BlockKind.CODE else "",
    )


def _quoted(parts: list[Block]) -> list[Block]:
    blocks = [replace(part, quote=1) for part in parts if part.text]
    least = min((block.level for block in blocks if block.kind is BlockKind.ITEM), default=0)
    return [replace(block, level=max(0, block.level - least)) for block in blocks]


def _sourced(blocks: list[Block], head: Head) -> str:
    source = _source(head)
    return body(Document((*blocks, source) if source.text else tuple(blocks))).strip() + "\n"


def _source(head: Head) -> Block:
    title = " ".join(head.title.split()) or head.url
    said = [title, *(" ".join(fact.split()) for fact in (head.byline, head.site) if fact and fact != title)]
    text = f"— {', '.join(said)}" if title else ""
    spans = (Span(2, 2 + len(title), SpanKind.LINK, head.url),) if head.url and title else ()
    return Block(BlockKind.PARAGRAPH, text, spans, quote=1)
