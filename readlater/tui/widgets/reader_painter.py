"""Paints lines of an article: pieces to strips, with highlights, matches and the selection over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from readlater.tui.layout.pieces import TITLE, Piece
from readlater.tui.widgets import reader_styles
from readlater.tui.widgets.looks import look_style
from readlater.tui.widgets.reader_highlights import ASCII_NOTE, NOTE, Highlights, bracketed, is_noted_on, role_of
from readlater.tui.wrap import cells, wrap

if TYPE_CHECKING:
    from readlater.tui.layout import Layout
    from readlater.tui.link_places import Badge

Range = tuple[int, int]

_UNSAFE = re.compile("[\x00-\x20\x7f-\x9f]")


class ReaderPainter:
    """Paints for one widget, in its theme.

    Attributes:
        matches: (start, end) of what was found, offsets into `Document.text`, in order and never overlapping.
        current: which of them is the current one, -1 for none.
        highlights: the marked passages.
        pointed: (start, end) of the passage that the reader was led to.
        marking: (start, end) of the passage that is being marked.
        caret: the place in it that goes when it is changed, -1 for none.
        known: the targets of links that lead to articles of the library.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, ...], Style] = {}
        self._links: dict[str, Style] = {}
        self.matches: list[Range] = []
        self.current = -1
        self.highlights = Highlights()
        self.pointed: Range | None = None
        self.marking: Range | None = None
        self.caret = -1
        self.known: frozenset[str] = frozenset()

    def forget_styles(self) -> None:
        """Ask the widget for its styles anew."""
        self._styles.clear()

    def line(self, layout: Layout, y: int, left: int, width: int, selected: Range | None) -> Strip:
        """A line of an article, ``left`` cells from the edge.

        Args:
            layout: the article.
            y: which line.
            left: cells of the margin.
            width: cells of the strip.
            selected: (first, last + 1) character that is selected, the margin counted; -1: to the end of the line.
        """
        base = self._style(())
        parts: list[tuple[str, Style]] = []
        drawn = False
        pieces = layout.pieces(y)
        number = layout.block_at(y)
        if pieces:
            pieces = self._overlaid(pieces, layout, number, left)
        for piece in pieces:
            if piece.roles and piece.roles[-1][:1] == "#":
                drawn = True
                parts.append((piece.text, colours(piece.roles[-1])))
                continue
            style = self._style(piece.roles)
            if piece.target in self.known:
                style = self._style((*piece.roles, "link-inside"))
                if layout.options.signs and parts[-1][0].endswith(" ") and _begins(piece, layout, number):
                    sign = ">" if layout.options.ascii else "›"
                    parts[-1:] = [(parts[-1][0][:-1], parts[-1][1]), (sign, style)]
            parts.append((piece.text, style + self._link(piece.target) if piece.target else style))
        if selected is not None:
            over = Style(reverse=True) if self._widget.app.no_color else self._widget.selection_style
            parts = _over(parts, selected[0], selected[1], over)
        segments = [Segment(text, style) for text, style in parts if text]
        strip = Strip(Segment.simplify(segments) if layout.options.reorder else segments)  # there, letter by letter
        strip = strip.adjust_cell_length(width, base)
        # Offsets make a new style of every segment, a thousand for a picture, in which there is nothing to select.
        return strip if drawn else strip.apply_offsets(0, y)

    def with_badges(self, strip: Strip, badges: Sequence[Badge]) -> Strip:
        """A line with numbers over it; a wide character of which one covers a half is gone."""
        parts: list[Strip] = []
        at = 0
        for badge in sorted(badges, key=lambda badge: badge.cell):
            parts += [strip.crop(at, badge.cell), Strip([Segment(badge.text, self._style(("badge",)))])]
            at = badge.cell + len(badge.text)
        return Strip.join([*parts, strip.crop(at)])

    def message(self, text: str, y: int, width: int, height: int) -> Strip:
        """A line of a pane that shows nothing but a text, in its upper half."""
        style = self._style(("empty",))
        lines = wrap(text, max(8, width - 4)) if text else []
        row = y - max(0, (height - len(lines)) // 3)
        if not 0 <= row < len(lines):
            return Strip.blank(width, style)
        shown = text[slice(*lines[row])]
        left = max(0, (width - cells(shown)) // 2)
        return Strip([Segment(" " * left + shown, style)]).adjust_cell_length(width, style)

    def _style(self, roles: tuple[str, ...]) -> Style:
        style = self._styles.get(roles)
        if style is None:
            app = self._widget.app
            found = (reader_styles.look(role, ansi=app.native_ansi_color, no_colour=app.no_color) for role in roles)
            style = self._styles[roles] = look_style(self._widget, [look for look in found if look is not None])
        return style

    def _link(self, target: str) -> Style:
        """The terminal's own link, to the web and to mail only; one object for all the lines of a link."""
        style = self._links.get(target)
        if style is None:
            allowed = target.lower().startswith(("http://", "https://", "mailto:")) and not _UNSAFE.search(target)
            style = self._links[target] = Style(link=target) if allowed else Style.null()
        return style

    def _overlaid(self, pieces: list[Piece], layout: Layout, block: int, left: int) -> list[Piece]:
        """The margin and the pieces, with the highlights, the matches and what else is marked as further roles."""
        margin = [Piece(" " * left)]
        document = layout.document
        placed = [piece for piece in pieces if 0 <= piece.start < piece.end]
        if block == TITLE or not placed or not document.blocks[block].is_body:
            return [*margin, *pieces]
        base = document.starts[block]
        first, last = base + min(piece.start for piece in placed), base + max(piece.end for piece in placed)
        highlights = self.highlights.between(first, last) if len(self.highlights) else []
        marks = [(one.start, one.end, role_of(one)) for one in highlights]
        marks += self._marks(first, last)
        for start, end, role in marks:
            pieces = [part for piece in pieces for part in _marked(piece, start - base, end - base, role)]
        if left and is_noted_on(highlights, first, last):
            sign, at = ASCII_NOTE if layout.options.ascii else NOTE, max(0, left - 2)
            margin = [Piece(" " * at), Piece(sign, ("note-sign",)), Piece(" " * (left - at - 1))]
        if highlights and layout.options.signs and not layout.options.reorder:
            return bracketed([*margin, *pieces], highlights, base)
        return [*margin, *pieces]

    def _marks(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """What lies over highlights between two places: (start, end, role), the lowest first."""
        marks: list[tuple[int, int, str]] = []
        # Matches don't overlap, so that the one before the first that begins here is the only earlier one to look at.
        at = max(0, bisect_right(self.matches, first, key=lambda match: match[0]) - 1)
        while at < len(self.matches) and self.matches[at][0] < last:
            marks.append((*self.matches[at], "match-current" if at == self.current else "match"))
            at += 1
        for passage, role in ((self.pointed, "pointed"), (self.marking, "marking")):
            if passage is not None and passage[0] < last and passage[1] > first:
                marks.append((*passage, role))
        if first <= self.caret < last:
            marks.append((self.caret, self.caret + 1, "marking-caret"))
        return marks


@lru_cache(12_000)
def colours(role: str) -> Style:
    """The style of a picture's cells: ``#rrggbb``, or ``#rrggbb#rrggbb`` with the colour of their ground."""
    return Style(color=role[:7], bgcolor=role[7:] or None)


def _begins(piece: Piece, layout: Layout, number: int) -> bool:
    """Whether a link begins with this piece: it may have begun on a line above."""
    spans = layout.document.blocks[number].spans if number != TITLE else ()
    return any(span.start == piece.start and span.target == piece.target for span in spans)


def _marked(piece: Piece, start: int, end: int, role: str) -> list[Piece]:
    """A piece cut in up to three, the part from ``start`` to ``end`` of the block's text with one role more.

    What is set in, such as the reading of a word, is marked with what is around it.
    """
    roles = (*piece.roles, role)
    if 0 <= piece.start == piece.end and start < piece.start < end:
        return [piece._replace(roles=roles)]
    if piece.start < 0 or piece.end <= start or piece.start >= end or piece.start >= piece.end:
        return [piece]
    if piece.end - piece.start != len(piece.text):
        return [piece._replace(roles=roles)]
    first, last = max(start, piece.start), min(end, piece.end)
    a, b = first - piece.start, last - piece.start
    parts = [
        Piece(piece.text[:a], piece.roles, piece.start, first, piece.target),
        Piece(piece.text[a:b], roles, first, last, piece.target),
        Piece(piece.text[b:], piece.roles, last, piece.end, piece.target),
    ]
    return [part for part in parts if part.text]


def _over(parts: list[tuple[str, Style]], start: int, end: int, style: Style) -> list[tuple[str, Style]]:
    """Lay a style over the characters from ``start`` to ``end``; -1: to the end of the line."""
    result: list[tuple[str, Style]] = []
    position = 0
    for text, old in parts:
        a = max(0, min(len(text), start - position))
        b = len(text) if end < 0 else max(a, min(len(text), end - position))
        result += [(text[:a], old), (text[a:b], old + style), (text[b:], old)]
        position += len(text)
    return result
