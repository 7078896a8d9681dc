"""The lines of an article in a window that scrolls: laying them out, standing where the reader stood, painting."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.strip import Strip

from readlater.tui.layout.pieces import TITLE, Options
from readlater.tui.layout.pieces import Heading as ReaderHeading
from readlater.tui.widgets.reader_painter import ReaderPainter
from readlater.tui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from readlater.model import Document
    from readlater.tui.layout import Layout

LONG = 24_000
"""Characters of a text that is not laid out at once, but first where the window stands."""
SLICE = 0.003
"""Seconds of work at a time, for what is long."""
PAUSE = 0.002
"""Seconds between two such times, for keys and frames."""
_STRIPS_KEPT = 512


class ReaderLines(Scrolling, can_focus=True, inherit_bindings=False):
    """The lines of an article, and which of them are in sight."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    ReaderLines {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, empty_text: str, id: str | None, classes: str | None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty_text = empty_text
        self._document: Document | None = None
        self._heading = ReaderHeading("")
        self._layout_lines: Layout | None = None
        self._shown_width = 0
        self._left = 0
        self._anchor: tuple[int, int] = (TITLE, 0)
        """The block of the top line and the offset into its text, the exact one that was last asked for."""
        self._waiting: int | None = None
        """A place to go to as soon as the size is known."""
        self._settling = False
        self._colouring = False
        """Whether more of the code in sight will be coloured in a moment."""
        self._painter = ReaderPainter(self)
        self._strips: LRUCache[int, Strip] = LRUCache(_STRIPS_KEPT)

    # --- for those who know what is shown

    def _options(self) -> Options:
        """How the article is to be laid out; sets ``_left``."""
        raise NotImplementedError

    def _needs_laying_out(self, layout: Layout) -> bool:
        """Whether another height of the window needs other lines."""
        return False

    def _arrived(self, *, by_reader: bool) -> None:
        """The window stands somewhere: what is near it is laid out, and its code coloured after it was painted."""
        layout = self._layout_lines
        if layout is None or self._document is None:
            return
        self._look_around(layout)
        self.call_after_refresh(self._colour_code)

    # --- layout

    def _lay_out(self) -> None:
        """Break the article into lines anew and stand where the window stood."""
        self._strips.clear()
        self._shown_width = self._width
        if self._document is None or not self._shown_width:
            self.refresh()
            return
        if self in self.screen.selections:
            self.screen.clear_selection()
        from readlater.tui.layout import Layout

        lazy = len(self._document.text) > LONG
        layout = Layout(self._document, self._options(), self._heading, lazy=lazy)
        self._layout_lines = layout
        if self._waiting is not None:
            row = layout.row_of(self._waiting) if self._waiting else 0
            block, offset = layout.locate(row)
            if self._waiting and self._document.blocks and block != TITLE:
                offset = max(offset, self._waiting - self._document.starts[block])
            self._anchor = (block, offset)
            self._waiting = None
        row = layout.row_at(*self._anchor)
        layout.stand(row)
        if layout.height - row < self._window:
            layout.look_at_end(self._window)
        layout.changed = self._follow
        self._follow()
        self._arrived(by_reader=False)
        if not layout.complete:
            self.set_timer(PAUSE, partial(self._lay_out_more, layout))

    def _lay_out_more(self, layout: Layout) -> None:
        """Lay out some more of a long article."""
        if layout is not self._layout_lines:
            return
        layout.proceed(SLICE)
        if not layout.complete:
            self.set_timer(PAUSE, partial(self._lay_out_more, layout))

    @property
    def settled(self) -> bool:
        """Whether all of the article is laid out."""
        return self._layout_lines is None or self._layout_lines.complete

    def _follow(self) -> None:
        """Lines have other numbers now: stand where the line is that was at the top."""
        layout = self._layout_lines
        if layout is None:
            return
        self._strips.clear()
        self._set_height(layout.height)
        self._settle(layout.line)
        self.refresh()

    def _look_around(self, layout: Layout) -> None:
        """Lay out what is in the window, and enough around it for the next step."""
        layout.stand(self.scroll_offset.y)
        if layout.complete:
            return
        window = self._window
        layout.look(self.scroll_offset.y, self.scroll_offset.y + window)
        layout.look_up(window)
        if layout.height - self.scroll_offset.y < window:
            layout.look_at_end(window)

    def _set_height(self, height: int) -> None:
        """Set how many lines there are, which may move the window if there are fewer than before."""
        self._settling = True
        try:
            self.set_extent(Size(self._width, height))
        finally:
            self._settling = False

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # A larger window at the end of the article is moved up by Textual: that is not the reader's doing.
        self._settling = True
        try:
            return super()._size_updated(size, virtual_size, container_size, layout)
        finally:
            self._settling = False

    def _settle(self, y: int) -> None:
        """Put the window somewhere without the reader having moved."""
        self._settling = True
        try:
            self._scroll_to(y=y, animate=False, force=True)
        finally:
            self._settling = False

    def _move_to(self, y: int) -> None:
        """Move the window for the reader."""
        before = self.scroll_offset.y
        self._scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, force=True)
        if self.scroll_offset.y == before:
            self._arrived(by_reader=True)

    def _move_by(self, lines: int) -> None:
        """Move the window so many lines down for the reader, up if negative."""
        layout = self._layout_lines
        if layout is not None and not layout.complete:
            if lines < 0:
                layout.look_up(-lines)
            else:
                layout.look(self.scroll_offset.y, self.scroll_offset.y + lines + self._window)
        self._move_to(self.scroll_offset.y + lines)

    def _move_to_end(self) -> None:
        """Move the window to the end for the reader."""
        if self._layout_lines is not None:
            self._layout_lines.look_at_end(self._window)
        self._move_to(self.max_scroll_y)

    def _colour_code(self) -> None:
        """Colour the code in the window, after it was painted once without; what is long, between keys and frames."""
        layout = self._layout_lines
        if layout is None:
            return
        first = self.scroll_offset.y
        for box, top, height in list(layout.code_between(first, first + self._window - 1)):
            if not box.is_ready:
                self._colour_later(asyncio.to_thread(box.prepare))
                return
            if box.colour(SLICE):
                for y in range(top, top + height):
                    self._strips.discard(y)
                self.refresh_lines(top, height)
            elif box.wants_colour:
                self._colour_later(asyncio.sleep(PAUSE))
                return

    def _colour_later(self, awaited: Coroutine[object, object, object]) -> None:
        """Colour more of the code after this, if that is not going to happen already."""

        async def colour() -> None:
            await awaited
            self._colouring = False
            self._colour_code()

        if self._colouring:
            awaited.close()
            return
        self._colouring = True
        self.run_worker(colour(), group="colour")

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width; for a new height only, see how far the window's bottom is now."""
        layout = self._layout_lines
        if self._width != self._shown_width or layout is None or self._needs_laying_out(layout):
            self._lay_out()
        elif self._document is not None:
            self._settle(layout.row_at(*self._anchor))
            self._arrived(by_reader=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the window, whoever moved it: a key, the wheel or the scroll bar."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value) and not self._settling:
            self._arrived(by_reader=True)

    def notify_style_update(self) -> None:
        """Forget what was painted in the old theme."""
        super().notify_style_update()
        self._strips.clear()
        self._painter.forget_styles()
        layout = self._layout_lines
        if layout is not None and layout.options.bars != (layout.options.signs or self.app.native_ansi_color):
            self.call_next(self._lay_out)

    # --- painting

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        width = self._width
        layout = self._layout_lines
        if layout is None:
            return self._painter.message(self.empty_text, y, width, self._window)
        y += self.scroll_offset.y
        strip = self._strips.get(y)
        if strip is None:
            selection = self.text_selection
            selected = selection.get_span(y) if selection is not None else None
            strip = self._strips[y] = self._painter.line(layout, y, self._left, width, selected)
        return strip
