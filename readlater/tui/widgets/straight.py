"""Painting without the detour: lines that a widget makes whole need no styling of each cell by Textual.

Textual pads, borders and tints every line of a widget again whenever it was resized, and a prompt that opens resizes
all panes. Our panes make whole lines themselves and keep them; all that is left to add is the edge between two panes.
A screen of 120 × 40 is painted anew in a third of the time.

For one line that changed Textual asks every widget in its columns for all of its lines, and for two that are far apart
every widget between them. What a widget gave is therefore kept until it is refreshed, row by row.
"""

from __future__ import annotations

from functools import cached_property

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual._border import get_box
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class Straight(Widget):
    """A widget whose `render_line` gives lines as wide as its content, in colours of their own.

    Of its CSS only a left border, padding at the sides, its background and its size matter: no outline, no tint.
    """

    @cached_property
    def _given_rows(self) -> dict[int, Strip]:
        return {}  # what was given for a row, until it is refreshed

    _given_manner: tuple[object, ...] = ()
    """The size and the filters with which `_given_rows` were made."""

    _region_painted: Region | None = None
    """Where the widget is, while its lines are painted."""

    @cached_property
    def _wholes(self) -> dict[int, tuple[Strip, Segment | None, int, Strip]]:
        return {}  # one for each row of the window

    @property
    def region(self) -> Region:
        """Where the widget is on the screen.

        Looked up once for all the lines of a painting: each asks how wide it is, and Textual finds the widget among all
        those of the screen for every answer.
        """
        return super().region if self._region_painted is None else self._region_painted

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region of the widget."""
        self._region_painted = self.region
        try:
            return self._paint_lines(crop)
        finally:
            self._region_painted = None

    def _paint_lines(self, crop: Region) -> list[Strip]:
        height, width = self.content_region.height, self.region.width
        filters = self.get_line_filters()
        rows, manner = self._given_rows, (height, width, *filters)
        if manner != self._given_manner:
            rows.clear()
            self._given_manner = manner
        if missing := [y for y in crop.line_range if y not in rows]:
            beneath, background = self.background_colors
            edge = self._edge(beneath, background)
            empty, space = Strip.blank(0), Style(background=beneath + background).rich_style
            padding = self.styles.padding.left
            for y in missing:
                line = self.render_line(y) if y < height else empty
                strip = self._whole(y, line, edge, padding, space, width)
                for one in filters:
                    strip = strip.apply_filter(one, background)
                rows[y] = strip
        strips = [rows[y] for y in crop.line_range]
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _set_dirty(self, *regions: Region) -> None:
        """Forgets the lines that are to be painted anew (none: all of them)."""
        super()._set_dirty(*regions)
        if not regions or sum(region.height for region in regions) >= len(self._given_rows):
            self._given_rows.clear()
        for region in regions:
            for y in region.line_range if self._given_rows else ():
                self._given_rows.pop(y, None)

    def notify_style_update(self) -> None:
        """Another theme, another class: other lines."""
        super().notify_style_update()
        self._given_rows.clear()

    def _edge(self, beneath: Color, background: Color) -> Segment | None:
        """The cell of the left border, as Textual draws it; None without one."""
        kind, colour = self.styles.border_left
        if not kind:
            return None
        inner, outer = Style(background=beneath + background), Style(background=beneath)
        edge: Segment = get_box(kind, inner, outer, Style(foreground=beneath + colour))[1][0]
        return edge

    def _whole(self, y: int, line: Strip, edge: Segment | None, padding: int, space: RichStyle, width: int) -> Strip:
        """The line with the edge before it and, where room is kept for a scroll bar, space behind it.

        The same object as long as the line is the same, for all that Textual keeps with it.
        """
        length = line.cell_length + (edge is not None) + padding
        if length == width and length == line.cell_length:
            return line
        kept = self._wholes.get(y)
        if kept is not None and kept[0] is line and kept[1] == edge and kept[2] == width:
            return kept[3]
        segments = [] if edge is None else [edge]
        if padding:
            segments.append(Segment(" " * padding, space))
        segments += line
        if length < width:
            segments.append(Segment(" " * (width - length), space))
        whole = Strip(segments, max(width, length))
        self._wholes[y] = (line, edge, width, whole)
        return whole
