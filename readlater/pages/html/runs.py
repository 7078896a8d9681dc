"""A run of text being written: white space collapsed as a browser does, with spans over it."""

from __future__ import annotations

import re

from readlater.model import Span, SpanKind

_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_MERGED = frozenset({SpanKind.EMPHASIS, SpanKind.STRONG, SpanKind.CODE, SpanKind.LINK})


class Run:
    """Collects text and spans of one block."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.open_spans: list[tuple[int, SpanKind, str]] = []
        self.last = ""
        self.link_length = 0

    def add(self, text: str, *, exact: bool = False) -> None:
        """Adds text; white space collapses unless ``exact``."""
        if not text:
            return
        if not exact:
            text = _SPACE.sub(" ", text)
            if text[0] == " " and (not self.length or self.last in " \n"):
                text = text[1:]
                if not text:
                    return
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]
        if any(kind is SpanKind.LINK for _, kind, _ in self.open_spans):
            self.link_length += len(text)

    def line_break(self) -> bool:
        """Adds a line break; False if there already is one, which makes it the end of a paragraph."""
        if self.last == "\n":
            return False
        if self.length:
            if self.last == " ":
                self.parts[-1] = self.parts[-1][:-1]
                self.length -= 1
            self.parts.append("\n")
            self.length += 1
            self.last = "\n"
        return True

    def open(self, kind: SpanKind, target: str = "") -> None:
        """Begins a span here."""
        self.open_spans.append((self.length, kind, target))

    def close(self) -> None:
        """Ends the innermost span here."""
        start, kind, target = self.open_spans.pop()
        if self.length > start:
            self.spans.append(Span(start, self.length, kind, target))

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The text without white space at its ends, and its spans, without it at theirs."""
        whole = "".join(self.parts)
        stripped = whole.strip()
        lead = len(whole) - len(whole.lstrip())
        spans: list[Span] = []
        for span in reversed(self.spans):  # of two over the same text the outer one ends last, and comes first
            start, end = max(span.start - lead, 0), min(span.end - lead, len(stripped))
            while start < end and stripped[start].isspace():
                start += 1
            while end > start and stripped[end - 1].isspace():
                end -= 1
            if end > start:
                spans.append(Span(start, end, span.kind, span.target))
        spans.sort(key=lambda span: (span.start, -span.end))
        return stripped, tuple(_merged(spans))


def _merged(spans: list[Span]) -> list[Span]:
    """Spans of one kind that touch or cover each other as one: ``<b>a</b><b>b</b>``, ``<b><strong>a</strong></b>``."""
    out: list[Span] = []
    for span in spans:
        same = next((i for i in range(len(out) - 1, max(-1, len(out) - 4), -1) if out[i].kind is span.kind), None)
        if same is not None and span.kind in _MERGED and out[same].target == span.target:
            other = out[same]
            inside = span.end <= other.end
            touching = span.start == other.end and same == len(out) - 1
            if inside or touching:
                out[same] = Span(other.start, max(other.end, span.end), span.kind, span.target)
                continue
        out.append(span)
    return out


def joined(
    pieces: list[tuple[str, tuple[Span, ...]]], separator: str
) -> tuple[str, tuple[Span, ...], list[tuple[int, int]]]:
    """Several finished runs as one text; also where each stands in it."""
    text: list[str] = []
    spans: list[Span] = []
    places: list[tuple[int, int]] = []
    position = 0
    for index, (piece, own) in enumerate(pieces):
        if index:
            text.append(separator)
            position += len(separator)
        text.append(piece)
        spans.extend(Span(span.start + position, span.end + position, span.kind, span.target) for span in own)
        places.append((position, position + len(piece)))
        position += len(piece)
    return "".join(text), tuple(spans), places
