"""Painting without the detour: lines that a widget makes whole need no styling of each cell by Textual.

Textual pads, borders and tints every line of a widget again whenever it was resized, and a prompt that opens resizes
all panes. Our panes make whole lines themselves and keep them; all that is left to add is the edge between two panes.
A screen of 120 × 40 is painted anew in a third of the time.
"""

from __future__ import annotations

from functools import cached_property

from rich.segment import Segment
from textual._border import get_box
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class Straight(Widget):
    """A widget whose `render_line` gives lines as wide as its content, in colours of their own.

    Of its CSS only a left border, padding at the sides, its background and its size matter: no outline, no tint.
    """

    @cached_property
    def _wholes(self) -> dict[int, tuple[Strip, Segment | None, int, Strip]]:
        return {}  # one for each row of the window

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region of the widget."""
        height, width = self.content_region.height, self.region.width
        edge = self._edge()
        render = self.render_line
        empty = Strip.blank(0)
        strips = [self._whole(y, render(y) if y < height else empty, edge, width) for y in crop.line_range]
        filters = self.get_line_filters()
        if filters:
            background = self.background_colors[1]
            for one in filters:
                strips = [strip.apply_filter(one, background) for strip in strips]
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _edge(self) -> Segment | None:
        """The cell of the left border, as Textual draws it; None without one."""
        kind, colour = self.styles.border_left
        if not kind:
            return None
        beneath, background = self.background_colors
        inner, outer = Style(background=beneath + background), Style(background=beneath)
        edge: Segment = get_box(kind, inner, outer, Style(foreground=beneath + colour))[1][0]
        return edge

    def _whole(self, y: int, line: Strip, edge: Segment | None, width: int) -> Strip:
        """The line with the edge before it and, where room is kept for a scroll bar, space behind it.

        The same object as long as the line is the same, for all that Textual keeps with it.
        """
        padding = self.styles.padding.left
        length = line.cell_length + (edge is not None) + padding
        if length == width and length == line.cell_length:
            return line
        kept = self._wholes.get(y)
        if kept is not None and kept[0] is line and kept[1] == edge and kept[2] == width:
            return kept[3]
        beneath, background = self.background_colors
        space = Style(background=beneath + background).rich_style
        segments = [] if edge is None else [edge]
        if padding:
            segments.append(Segment(" " * padding, space))
        segments += line
        if length < width:
            segments.append(Segment(" " * (width - length), space))
        whole = Strip(segments, max(width, length))
        self._wholes[y] = (line, edge, width, whole)
        return whole
