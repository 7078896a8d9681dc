"""The reader: an article in its window, with finding, links and what the mouse selects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from readlater.tui.layout.pieces import TITLE
from readlater.tui.layout.pieces import Heading as ReaderHeading
from readlater.tui.widgets.reader_window import Range, ReaderWindow

if TYPE_CHECKING:
    from readlater.tui.layout import Layout, positions

__all__ = ["ReaderHeading", "ReaderView"]


class ReaderView(ReaderWindow, inherit_bindings=False):
    """The article that is being read.

    It has no keys of its own: whoever uses it binds keys to its methods.
    """

    class LinkChosen(Message):
        """A link out of the article was clicked; links within it the reader follows itself."""

        def __init__(self, reader: ReaderView, target: str) -> None:
            super().__init__()
            self.reader = reader
            self.target = target

    def __init__(self, **options: Any) -> None:
        """``options``: those of `ReaderWindow`."""
        super().__init__(**options)
        self._pressed: Offset | None = None

    # --- find

    def find(self, text: str) -> int:
        """Find words in the article, mark them all and go to the first below the top line; nothing for no words.

        Case and accents count only if ``text`` has any.

        Returns:
            How many places there are.
        """
        self._clear_matches()
        self._repaint()
        if self._document is None or not text.strip():
            return 0
        if self._finder is None:
            from readlater.tui.layout import Finder

            self._finder = Finder(self._document.text)
        self._painter.matches = self._finder.find(text)
        if self._painter.matches:
            below = bisect_right(self._painter.matches, self._place - 1, key=lambda match: match[0])
            self._go_to_match(below if below < len(self._painter.matches) else 0)
        return len(self._painter.matches)

    def point_at(self, start: int, end: int) -> None:
        """Go to a passage of `Document.text`, unless it is in sight, and mark it until `stop_pointing`."""
        layout = self._layout_lines
        if layout is None:
            return
        self._painter.pointed = (start, end)
        self._repaint()
        first, last = layout.row_of(start), layout.row_of(max(start, end - 1))
        top, height = self.scroll_offset.y, self._window
        if first < top or last >= top + height:
            self._move_to(first - height // 3)

    @property
    def pointed(self) -> Range | None:
        """(start, end) of the passage that is marked by `point_at`."""
        return self._painter.pointed

    def stop_pointing(self) -> None:
        """Mark the passage no more."""
        if self._painter.pointed is not None:
            self._painter.pointed = None
            self._repaint()

    @property
    def matches(self) -> int:
        """How many places the last `find` found."""
        return len(self._painter.matches)

    @property
    def match(self) -> int:
        """The number of the current match, from 1; 0 if there is none."""
        return self._painter.current + 1

    def next_match(self) -> int:
        """Go to the next match, after the last to the first; its number from 1, 0 if there is none."""
        return self._go_to_match(self._painter.current + 1)

    def previous_match(self) -> int:
        """Go to the match before, from the first to the last; its number from 1, 0 if there is none."""
        return self._go_to_match(self._painter.current - 1)

    # --- what is in the article

    def outline(self) -> list[tuple[int, str, int]]:
        """(level, text, offset into `Document.text`) of every heading."""
        return self._layout_lines.outline() if self._layout_lines else []

    def links(self) -> list[tuple[int, str, str]]:
        """(number, text, target) of every link, from 1."""
        return self._layout_lines.links() if self._layout_lines else []

    def visible_links(self) -> list[tuple[int, str, str]]:
        """The links in the window."""
        if self._layout_lines is None:
            return []
        y = self.scroll_offset.y
        return self._layout_lines.links_between(y, y + self._window - 1)

    @property
    def show_links(self) -> bool:
        """Whether numbers stand behind the links."""
        return self._show_links

    def set_show_links(self, on: bool) -> None:
        """Show or hide the links' numbers."""
        if on != self._show_links:
            self._show_links = on
            self._lay_out()

    @property
    def highlights(self) -> list[Range]:
        """(start, end) of the marked passages, offsets into `Document.text`; may be set."""
        return list(self._painter.highlights)

    @highlights.setter
    def highlights(self, ranges: Iterable[Range]) -> None:
        self._painter.highlights = sorted(ranges)
        self._repaint()

    def selected_range(self) -> Range | None:
        """(start, end) in `Document.text` of what was selected with the mouse; None if that is nothing of it."""
        from readlater.tui.layout import positions

        selection, layout = self.text_selection, self._layout_lines
        if selection is None or layout is None:
            return None
        first, last = self._selected(layout, selection)
        start, end = positions.place_of(layout.document, first), positions.place_of(layout.document, last)
        return (start, end) if start < end else None

    def passage(self) -> str:
        """The passage that the reader means: what is selected, else the paragraph of the match or of the top line."""
        if self._document is None:
            return ""
        chosen = self.selected_range()
        text = self._document.text
        if chosen is not None:
            return text[slice(*chosen)]
        current = self._painter.current
        place = self._painter.matches[current][0] if current >= 0 else self._place
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        return text[start : end if end >= 0 else len(text)]

    # --- matches

    def _go_to_match(self, number: int) -> int:
        layout = self._layout_lines
        if not self._painter.matches or layout is None:
            return 0
        self._painter.current = number % len(self._painter.matches)
        self._repaint()
        row = layout.row_of(self._painter.matches[self._painter.current][0])
        top, height = self.scroll_offset.y, self._window
        if not top <= row < top + height:
            self._move_to(row - height // 3)
        return self._painter.current + 1

    # --- mouse and selection

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where, to tell a click from the end of a selection."""
        self._pressed = event.screen_offset

    def on_click(self, event: events.Click) -> None:
        """Follow a link; select a word with two clicks."""
        from readlater.tui.layout import positions

        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or self._layout_lines is None or self._pressed != event.screen_offset:
            return
        y, cell = offset.y + self.scroll_offset.y, offset.x - self._left
        if event.chain == 2 and (word := positions.word_at(self._layout_lines, y, cell)) is not None:
            start, end = (Offset(self._left + x, y) for x in word)
            self.screen.selections = {self: Selection(start, end)}
        piece = positions.piece_at(self._layout_lines, y, cell)
        if piece is None or not piece.target or event.chain > 1:
            return
        event.stop()
        if piece.target.startswith("#"):
            self.go_to_anchor(piece.target)
        else:
            self.post_message(self.LinkChosen(self, piece.target))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The article's own text under a selection: lines that were broken to fit are whole again."""
        from readlater.tui.layout import positions

        layout = self._layout_lines
        if layout is None:
            return None
        first, last = self._selected(layout, selection)
        text = positions.text_between(layout.document, first, last, self._heading.title, show_cut=self._show_cut)
        return (text, "\n") if text else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint the selection."""
        self._repaint()

    def _selected(self, layout: Layout, selection: Selection) -> tuple[positions.Position, positions.Position]:
        """Both ends of a selection."""
        from readlater.tui.layout import positions

        start, end = selection.start, selection.end
        return (
            (TITLE, 0) if start is None else positions.position_at(layout, start.y, start.x - self._left),
            positions.last_position(layout)
            if end is None
            else positions.position_at(layout, end.y, end.x - self._left),
        )
