"""Panes of lines that scroll, without laying out the screen when the number of their lines changes."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from readlater.tui.widgets.straight import Straight


class Bar(ScrollBar, Straight):
    """Textual's scroll bar, painted like our panes: a screen has two, which were a fifth of painting it."""

    _cells: list[Strip] | None = None

    def _set_dirty(self, *regions: Region) -> None:
        self._cells = None
        super()._set_dirty()

    def render_line(self, y: int) -> Strip:
        """A cell of the bar."""
        if self._cells is None:
            self._cells = self._make_cells()
        return self._cells[y]

    def _make_cells(self) -> list[Strip]:
        """The cells from top to bottom; those that look the same are the same object, with what Textual keeps of it."""
        bar, (width, height) = self.render(), self.size
        assert isinstance(bar, ScrollBarRender)
        colours = bar.style
        assert isinstance(colours, Style)
        assert colours.bgcolor is not None
        assert colours.color is not None
        segments = bar.render_bar(
            height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            width,
            back_color=colours.bgcolor,
            bar_color=colours.color,
        ).segments
        different = {id(segment): segment for segment in segments}
        strips = {number: Strip([segment], width) for number, segment in different.items()}
        return [strips[id(segment)] for segment in segments]


class Scrolling(Straight, ScrollView):
    """A pane of lines, as wide as it is, with room for a scroll bar at all times (``scrollbar-gutter: stable``)."""

    _width_painted = 0
    """The cells of a line, while lines are painted: each asks for it."""

    @property
    def _width(self) -> int:
        """The cells of a line."""
        return self._width_painted or self.scrollable_content_region.width or self.size.width

    @property
    def _window(self) -> int:
        """The lines in sight."""
        return max(1, self.scrollable_content_region.height or self.size.height)

    def _paint_lines(self, crop: Region) -> list[Strip]:
        self._width_painted = self._width
        try:
            return super()._paint_lines(crop)
        finally:
            self._width_painted = 0

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Tells the pane of its new size, whatever made Textual aware of it.

        Textual compares with what it arranged last. If that was only because something scrolled, the pane had its new
        size then already, and nobody was told.
        """
        before = self._size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if before and self._size != before:
            self.post_message(events.Resize(size, virtual_size, container_size))
        return changed

    def set_extent(self, size: Size) -> None:
        """Sets how large the whole is of which the pane shows a part.

        To set ``virtual_size`` is to lay out and paint the whole screen. Only the scroll bar hangs on it, whose room is
        always kept: nothing else has to be arranged anew.
        """
        if size != self.virtual_size:
            self.set_reactive(Scrolling.virtual_size, size)
            self._scroll_update(size)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Paints what shows who has the keys.

        Textual would style the pane and its scroll bar anew, and lay out the screen for that; no rule of ours asks for
        the focus.
        """
        self.refresh()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first needed."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar
