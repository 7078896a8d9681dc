"""A part of a block: its text and the spans that lie in it."""

from __future__ import annotations

from readlater.model import Block, Span, SpanKind


def without_notes(block: Block, start: int, end: int) -> tuple[str, tuple[Span, ...]]:
    """The text from ``start`` to ``end`` of a block and its spans, without the references to footnotes in it."""
    notes = sorted(
        (max(start, span.start), min(end, span.end))
        for span in block.spans
        if span.kind is SpanKind.NOTE and span.start < end and span.end > start
    )
    kept: list[tuple[int, int]] = []
    at = start
    for first, last in notes:
        kept.append((at, max(at, first)))
        at = max(at, last)
    kept.append((at, end))

    def moved(offset: int) -> int:
        return sum(max(0, min(offset, last) - first) for first, last in kept)

    text = "".join(block.text[first:last] for first, last in kept)
    spans = [
        Span(moved(span.start), moved(span.end), span.kind, span.target)
        for span in block.spans
        if span.kind is not SpanKind.NOTE
    ]
    return text, tuple(span for span in spans if span.start < span.end)
