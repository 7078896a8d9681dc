"""A block's text as it is shown: readings of ruby, small digits and such set in, styles as flat runs."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from readlater.model import Block, Span, SpanKind
from readlater.tui.layout import bidi
from readlater.tui.layout.formula import readable
from readlater.tui.layout.pieces import Options, Piece, Roles
from readlater.tui.plain import clean
from readlater.tui.wrap import SOFT_HYPHEN

_SUPERSCRIPT = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

_ROLES = {
    SpanKind.EMPHASIS: "emphasis",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.LINK: "link",
    SpanKind.NOTE: "note-reference",
    SpanKind.MARK: "mark",
    SpanKind.DELETED: "deleted",
    SpanKind.SUPERSCRIPT: "superscript",
    SpanKind.SUBSCRIPT: "subscript",
    SpanKind.KEYBOARD: "keyboard",
    SpanKind.MATH: "math",
    SpanKind.RUBY: "",
}
_SIGNS = {
    SpanKind.CODE: ("`", "`"),
    SpanKind.KEYBOARD: ("[", "]"),
    SpanKind.MARK: ("==", "=="),
    SpanKind.DELETED: ("~~", "~~"),
}
"""What stands around a span where neither colour nor background shows it."""

_STRETCH = 1000
_BESIDE = 300
"""Characters of a long paragraph whose order is worked out at a time, and of those beside them that it hangs on."""


class Run(NamedTuple):
    """Text of a block in one style: from ``start`` of the shown text to the next run."""

    start: int
    roles: Roles
    target: str
    inserted: bool


class Display:
    """The shown text of a block and its way back to the block's own text.

    Args:
        block: the block.
        options: how it is laid out.

    Attributes:
        text: the shown text.
    """

    def __init__(self, block: Block, options: Options) -> None:
        self.block = block
        self.options = options
        self._levels: dict[int, tuple[int, list[int]]] = {}
        source = clean(block.text)
        edits = _edits(block.spans, source, options) if block.spans else []
        self._shown: list[int] | None = None
        self._source: list[int] = []
        self._runs: tuple[list[int], list[Run]] | None = None
        if not edits:
            self.text = source
            return
        parts: list[str] = []
        shown: list[int] = []
        position = length = 0
        for at, end, text in edits:
            # Stretches alternate: own text, edited text; each is noted by where it begins in both.
            shown += [length, length + at - position]
            self._source += [position, at]
            parts += [source[position:at], text]
            length += at - position + len(text)
            position = end
        shown.append(length)
        self._source.append(position)
        parts.append(source[position:])
        self._shown = shown
        self.text = "".join(parts)

    def to_source(self, offset: int) -> int:
        """The offset into the block's own text of this offset into the shown text."""
        if self._shown is None:
            return offset
        at = max(0, bisect_right(self._shown, offset) - 1)
        source = self._source[at] + offset - self._shown[at]
        return min(source, self._source[at + 1]) if at + 1 < len(self._source) else min(source, len(self.block.text))

    def to_shown(self, offset: int) -> int:
        """The offset into the shown text of this offset into the block's own text."""
        if self._shown is None:
            return offset
        at = max(0, bisect_right(self._source, offset) - 1)
        shown = self._shown[at] + offset - self._source[at]
        return min(shown, self._shown[at + 1]) if at + 1 < len(self._shown) else min(shown, len(self.text))

    def pieces(self, start: int, end: int, roles: Roles) -> list[Piece]:
        """The shown text from ``start`` to ``end`` as pieces; ``roles`` are the styles around it."""
        if start >= end:
            return []
        starts, runs = self._flat()
        pieces: list[Piece] = []
        at = max(0, bisect_right(starts, start) - 1)
        while start < end:
            run = runs[at]
            stop = min(end, starts[at + 1]) if at + 1 < len(starts) else end
            text = self.text[start:stop]
            styles = (*roles, *run.roles) if run.roles else roles
            if run.inserted:
                source = self.to_source(start)
                pieces.append(Piece(text, styles, source, source, run.target))
            else:
                _add_piece(pieces, text, styles, self.to_source(start), run.target)
            start = stop
            at += 1
        if self.text[end - 1] == SOFT_HYPHEN and self.text[end : end + 1] not in ("", "\n"):
            last = self.to_source(end)
            pieces.append(Piece("-", (*roles, *runs[at - 1].roles), last, last))
        return pieces

    def line(
        self, start: int, end: int, roles: Roles, *, right: bool, paragraph: tuple[int, int] | None = None
    ) -> list[Piece]:
        """The same as a line is painted: in visual order, if that is not the terminal's work.

        Args:
            start: where in the shown text the line begins.
            end: where it ends.
            roles: the styles around it.
            right: whether its paragraph runs from right to left.
            paragraph: (start, end) of the paragraph if that is not what stands between two line breaks.
        """
        pieces = self.pieces(start, end, roles)
        if not self.options.reorder or not pieces or not (right or bidi.has_right(self.text)):
            return pieces
        base = paragraph[0] if paragraph else self.text.rfind("\n", 0, start) + 1
        stop = paragraph[1] if paragraph else self.text.find("\n", end)
        first, levels = self._levels_of(base, stop if stop >= 0 else len(self.text), start, end, right=right)
        known = [levels[at - first] for at in range(start, end) if self.text[at] != SOFT_HYPHEN]
        known += known[-1:] * (sum(len(piece.text) for piece in pieces) - len(known))  # a hyphen
        return bidi.reordered(pieces, known, right=right)

    def _levels_of(self, base: int, stop: int, start: int, end: int, *, right: bool) -> tuple[int, list[int]]:
        """The levels of the paragraph from ``base`` to ``stop``, at least of a line of it; where they begin.

        Of a paragraph of many pages that is the part around the line: which way a character runs hangs on the words
        beside it.
        """
        if stop - base > 2 * _STRETCH:
            first = base + (start - base) // _STRETCH * _STRETCH
            stop = min(stop, max(first + _STRETCH, end) + _BESIDE)
            base = max(base, first - _BESIDE)
        if base not in self._levels or end > base + len(self._levels[base][1]):
            self._levels[base] = base, bidi.levels(self.text[base:stop], right=right)
        return self._levels[base]

    def _flat(self) -> tuple[list[int], list[Run]]:
        """The nested spans as runs one after another; made once, when the block is first seen."""
        if self._runs is not None:
            return self._runs
        cuts: set[int] = {0}
        spans = [(self.to_shown(span.start), self._shown_end(span.end), span) for span in self.block.spans]
        for start, end, _span in spans:
            cuts.update((start, end))
        inserted: set[int] = set()
        if self._shown is not None:
            # Every second stretch is an edit; one of the same length replaces text and is not set in.
            for at in range(1, len(self._shown) - 1, 2):
                cuts.update((self._shown[at], self._shown[at + 1]))
                if self._shown[at + 1] - self._shown[at] != self._source[at + 1] - self._source[at]:
                    inserted.add(self._shown[at])
        starts = sorted(cut for cut in cuts if cut < len(self.text)) or [0]
        runs: list[Run] = []
        waiting = 0
        ordered = sorted(spans, key=lambda item: (item[0], -item[1]))
        open_spans: list[tuple[int, Span]] = []
        for start in starts:
            open_spans = [(end, span) for end, span in open_spans if end > start]
            while waiting < len(ordered) and ordered[waiting][0] <= start:
                _start, end, span = ordered[waiting]
                if end > start:
                    open_spans.append((end, span))
                waiting += 1
            roles = tuple(role for _end, span in open_spans if (role := _ROLES[span.kind]))
            target = ""
            for _end, span in open_spans:
                if span.kind is SpanKind.LINK:
                    target = span.target
                elif span.kind is SpanKind.NOTE:
                    target = "#note:" + span.target
            if start in inserted:
                roles = (*roles, "inserted")
            runs.append(Run(start, roles, target, start in inserted))
        self._runs = (starts, runs)
        return self._runs

    def _shown_end(self, offset: int) -> int:
        """Where a span that ends at ``offset`` of the block's text ends in the shown text: before what follows it."""
        return self.to_shown(offset - 1) + 1 if offset > 0 else 0


def _add_piece(pieces: list[Piece], text: str, roles: Roles, source: int, target: str) -> None:
    """Add text that corresponds to the block's own, without its soft hyphens."""
    if SOFT_HYPHEN not in text:
        pieces.append(Piece(text, roles, source, source + len(text), target))
        return
    for part in text.split(SOFT_HYPHEN):
        if part:
            pieces.append(Piece(part, roles, source, source + len(part), target))
        source += len(part) + 1


def _edits(spans: tuple[Span, ...], text: str, options: Options) -> list[tuple[int, int, str]]:
    """What is shown otherwise than it stands: (start, end, shown text), in order, never overlapping."""
    edits: list[tuple[int, int, int, str]] = []  # start, rank at the same place, end, text
    for span in spans:
        start, end = span.start, min(span.end, len(text))
        if start >= end:
            continue
        if span.kind is SpanKind.RUBY and span.target:
            edits.append((end, 1, end, f"({clean(span.target)})"))
        elif span.kind is SpanKind.SUPERSCRIPT or span.kind is SpanKind.SUBSCRIPT:
            raised = span.kind is SpanKind.SUPERSCRIPT
            shown = _small(text[start:end], text[start - 1 : start], raised, options.ascii)
            if shown != text[start:end]:
                edits.append((start, 2, end, shown) if len(shown) == end - start else (start, 2, start, shown[0]))
        elif span.kind is SpanKind.NOTE and text[start:end].isdecimal() and text[start:end].isascii():
            if options.ascii:
                edits += [(start, 3, start, "["), (end, 0, end, "]")]
            else:
                edits.append((start, 2, end, text[start:end].translate(_SUPERSCRIPT)))
        elif (
            span.kind is SpanKind.MATH and not options.ascii and (said := readable(text[start:end])) != text[start:end]
        ):
            edits.append((start, 2, end, said))
        elif options.signs and span.kind in _SIGNS:
            before, after = _SIGNS[span.kind]
            edits += [(start, 3, start, before), (end, 0, end, after)]
    edits.sort(key=lambda edit: edit[:2])
    kept: list[tuple[int, int, str]] = []
    for start, _rank, end, shown in edits:
        if kept and start == kept[-1][0] == kept[-1][1] == end:  # two things set in at one place
            kept[-1] = (start, end, kept[-1][2] + shown)
        elif not kept or start >= kept[-1][1]:
            kept.append((start, end, shown))
    return kept


def _small(text: str, before: str, raised: bool, ascii_only: bool) -> str:
    """Raised or lowered text: by Unicode's small digits where it can, else a caret before a variable (``eˣ``: e^x)."""
    table = _SUPERSCRIPT if raised else _SUBSCRIPT
    if not ascii_only and all(ord(character) in table for character in text):
        return text.translate(table)
    ordinal = before.isdigit() and text.isalpha() and len(text) == 2
    if raised and before.isalnum() and not ordinal and (len(text) == 1 or any(map(str.isdigit, text))):
        return "^" + text
    return text
