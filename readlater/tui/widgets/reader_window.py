"""The window on an article: its lines, where in it the window stands, and painting what is seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.tui.layout.pieces import TITLE, Options
from readlater.tui.layout.pieces import Heading as ReaderHeading
from readlater.tui.widgets.reader_painter import ReaderPainter

if TYPE_CHECKING:
    from readlater.model import Document
    from readlater.tui.layout import Finder, Layout

LEAST_MEASURE = 30
MOST_MEASURE = 160
_STRIPS_KEPT = 512
_OVERLAP = 2
"""Lines of the last page that stay in sight when a page is turned."""

Range = tuple[int, int]


class ReaderWindow(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article and keeps its place.

    Places are offsets into `Document.text`; the place of the window is that of its top line, and it is kept when the
    window's size, the measure or what is shown of the article changes.
    """

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    ReaderWindow {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    class Moved(Message):
        """The window stands elsewhere in the article.

        Attributes:
            place: offset of the top line.
            reached: how far the bottom of the window has ever been since the article was shown, 0 to 1.
            by_reader: False when it was only opened, resized or laid out anew.
        """

        def __init__(self, reader: ReaderWindow, place: int, reached: float, by_reader: bool) -> None:
            super().__init__()
            self.reader = reader
            self.place = place
            self.reached = reached
            self.by_reader = by_reader

    def __init__(
        self,
        *,
        measure: int = 72,
        ascii: bool = False,  # noqa: A002
        empty_text: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty_text = empty_text
        self._ascii = ascii
        self._measure = _clamp(measure)
        self._document: Document | None = None
        self._heading = ReaderHeading("")
        self._layout_lines: Layout | None = None
        self._finder: Finder | None = None
        self._shown_width = 0
        self._left = 0
        self._anchor: tuple[int, int] = (TITLE, 0)
        """The block of the top line and the offset into its text, the exact one that was last asked for."""
        self._place = 0
        self._waiting: int | None = None
        """A place to go to as soon as the size is known."""
        self._reached = 0.0
        self._settling = False
        self._show_cut = False
        self._show_links = False
        self._painter = ReaderPainter(self)
        self._strips: LRUCache[int, Strip] = LRUCache(_STRIPS_KEPT)

    # --- the article

    def show(
        self,
        document: Document,
        *,
        heading: ReaderHeading,
        place: int = 0,
        highlights: Sequence[Range] = (),
    ) -> None:
        """Show an article from a place on.

        Args:
            document: the article.
            heading: what stands above it.
            place: offset into `Document.text` to be at the top; 0 shows the heading too.
            highlights: (start, end) of the marked passages.
        """
        self._document = document
        self._heading = heading
        self._finder = None
        self._clear_matches()
        self._painter.highlights = sorted(highlights)
        self._reached = 0.0
        self._show_links = False
        self._anchor = (TITLE, 0)
        self._place = self._waiting = max(0, place)
        if self in self.screen.selections:
            self.screen.clear_selection()
        self._lay_out()

    def clear(self) -> None:
        """Show no article but `empty_text`."""
        self._document = None
        self._layout_lines = None
        self._finder = None
        self._clear_matches()
        self._painter.highlights = []
        self._place, self._reached, self._anchor, self._waiting = 0, 0.0, (TITLE, 0), None
        self._strips.clear()
        self._set_height(0)
        self._settle(0)
        self.refresh()

    @property
    def document(self) -> Document | None:
        """The article that is shown."""
        return self._document

    @property
    def heading(self) -> ReaderHeading:
        """What stands above the article; may be changed while it is shown."""
        return self._heading

    @heading.setter
    def heading(self, heading: ReaderHeading) -> None:
        if heading != self._heading:
            self._heading = heading
            self._lay_out()

    @property
    def measure(self) -> int:
        """The most cells that a line of text takes."""
        return self._measure

    def set_measure(self, measure: int) -> int:
        """Set the measure, kept between 30 and 160, without leaving the place; returns what it is now."""
        measure = _clamp(measure)
        if measure != self._measure:
            self._measure = measure
            self._lay_out()
        return self._measure

    @property
    def show_cut(self) -> bool:
        """Whether the blocks that are no part of the body are shown."""
        return self._show_cut

    def set_show_cut(self, on: bool) -> None:
        """Show or hide the blocks that are no part of the body."""
        if on != self._show_cut:
            self._show_cut = on
            self._lay_out()

    @property
    def cut_count(self) -> int:
        """How many blocks of the article are no part of the body and hidden."""
        from readlater.exchange.render.captions import is_shown

        blocks = self._document.blocks if self._document else ()
        return sum(not is_shown(blocks, index) for index in range(len(blocks)))

    # --- where the window stands

    @property
    def place(self) -> int:
        """Offset into `Document.text` of the top line; the exact one asked for until the reader moves."""
        return self._place

    @property
    def reached(self) -> float:
        """The furthest that the bottom of the window has been since the article was shown, 0 to 1 of its text."""
        return self._reached

    @property
    def percent(self) -> int:
        """How much of the text stands above the bottom of the window, 0 to 100."""
        return round(100 * self._bottom_share())

    def scroll_lines(self, n: int) -> None:
        """Move the window ``n`` lines down, up if negative."""
        self._move_to(self.scroll_offset.y + n)

    def scroll_pages(self, n: float) -> None:
        """Move the window ``n`` pages down, up if negative; 0.5 is half a page. Whole pages overlap by two lines."""
        height = self._window
        lines = height * n if abs(n) < 1 else max(1, height - _OVERLAP) * n
        self._move_to(self.scroll_offset.y + (round(lines) or (1 if n > 0 else -1)))

    def top(self) -> None:
        """Go to the beginning, with the title."""
        self._move_to(0)

    def bottom(self) -> None:
        """Go to the end."""
        self._move_to(self.max_scroll_y)

    def go_to(self, offset: int) -> None:
        """Go to an offset into `Document.text`, with what stands right above it in sight when it begins a block."""
        layout = self._layout_lines
        if layout is None:
            self._place = self._waiting = max(0, offset)
            return
        self._move_to(layout.row_of(offset) if offset > 0 else 0)

    def go_to_anchor(self, name: str) -> bool:
        """Go to the block with the page's own id ``name`` (with or without ``#``); whether there is one."""
        row = self._layout_lines.anchor_row(name.removeprefix("#")) if self._layout_lines else -1
        if row >= 0:
            self._move_to(max(0, row - 1))
        return row >= 0

    # --- layout

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    @property
    def _window(self) -> int:
        return max(1, self.scrollable_content_region.height or self.size.height)

    def _options(self) -> Options:
        width = self._width
        margin = 2 if width >= 46 else 1 if width >= 24 else 0
        column = max(8, min(self._measure, width - 2 * margin))
        self._left = max(0, (width - column) // 2)
        signs = self._ascii or self.app.no_color
        return Options(
            width=column,
            room=max(column, width - self._left - margin),
            ascii=self._ascii,
            signs=signs,
            bars=signs or self.app.native_ansi_color,
            show_cut=self._show_cut,
            number_links=self._show_links,
        )

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

        layout = Layout(self._document, self._options(), self._heading)
        self._layout_lines = layout
        self._set_height(layout.height)
        if self._waiting is not None:
            row = layout.row_of(self._waiting) if self._waiting else 0
            block, offset = layout.locate(row)
            if self._waiting and self._document.blocks and block != TITLE:
                offset = max(offset, self._waiting - self._document.starts[block])
            self._anchor = (block, offset)
            self._waiting = None
        self._settle(layout.row_at(*self._anchor))
        self.refresh()
        self._arrived(by_reader=False)

    def _set_height(self, height: int) -> None:
        """Set how many lines there are, which may move the window if there are fewer than before."""
        self._settling = True
        try:
            self.virtual_size = Size(self._width, height)
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

    def _arrived(self, *, by_reader: bool) -> None:
        """Take note of where the window is and tell."""
        layout = self._layout_lines
        if layout is None or self._document is None:
            return
        if by_reader and self._place != (place := layout.place_at(self.scroll_offset.y)):
            self._place = place
        if by_reader:
            self._anchor = layout.locate(self.scroll_offset.y)
        self._reached = max(self._reached, self._bottom_share())
        self.post_message(self.Moved(self, self._place, self._reached, by_reader))
        self.call_after_refresh(self._colour_code)

    def _bottom_share(self) -> float:
        """How much of the text stands above the bottom of the window, 0 to 1."""
        layout = self._layout_lines
        if layout is None:
            return 0.0
        length = len(layout.document.text)
        bottom = min(layout.height, self.scroll_offset.y + self._window) - 1
        return layout.end_at(bottom) / length if length else 1.0

    def _colour_code(self) -> None:
        """Colour the code in the window, after it was painted once without."""
        layout = self._layout_lines
        if layout is None:
            return
        first = self.scroll_offset.y
        for box, top, height in list(layout.code_between(first, first + self._window - 1)):
            if box.colour():
                for y in range(top, top + height):
                    self._strips.discard(y)
                self.refresh_lines(top, height)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new width; for a new height only, see how far the window's bottom is now."""
        if self._width != self._shown_width or self._layout_lines is None:
            self._lay_out()
        elif self._document is not None:
            self._settle(self._layout_lines.row_at(*self._anchor))
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

    def _clear_matches(self) -> None:
        self._painter.matches, self._painter.current, self._painter.pointed = [], -1, None

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


def _clamp(measure: int) -> int:
    return max(LEAST_MEASURE, min(MOST_MEASURE, measure))
