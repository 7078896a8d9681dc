"""The spans of a block as a tree, for renderings that nest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readlater.model import Span


@dataclass(frozen=True, slots=True)
class Inline:
    """A span with what is in it: texts and further spans, in order."""

    span: Span
    parts: tuple[str | Inline, ...]


def tree(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> tuple[str | Inline, ...]:
    """``text[start:end]`` as texts and nested spans.

    Spans that reach over the edges are cut there; a span that crosses another ends where the other does. Nothing of the
    text is lost or doubled, whatever the spans are.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [
        Span(max(span.start, start), min(span.end, end), span.kind, span.target)
        for span in spans
        if max(span.start, start) < min(span.end, end)
    ]
    inside.sort(key=lambda span: (span.start, -span.end))
    return _parts(text, inside, start, end)


def _parts(text: str, spans: list[Span], start: int, end: int) -> tuple[str | Inline, ...]:
    parts: list[str | Inline] = []
    at = start
    index = 0
    while index < len(spans):
        span = spans[index]
        index += 1
        within: list[Span] = []
        while index < len(spans) and spans[index].start < span.end:
            inner = spans[index]
            within.append(Span(inner.start, min(inner.end, span.end), inner.kind, inner.target))
            index += 1
        if at < span.start:
            parts.append(text[at : span.start])
        parts.append(Inline(span, _parts(text, within, span.start, span.end)))
        at = span.end
    if at < end:
        parts.append(text[at:end])
    return tuple(parts)
