"""The reader: an article in its window, with finding, links and what the mouse selects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from readlater.tui.layout.pieces import TITLE
from readlater.tui.layout.pieces import Heading as ReaderHeading
from readlater.tui.trail import Spot
from readlater.tui.widgets.reader_marks import MarkedReader
from readlater.tui.widgets.reader_window import Range

if TYPE_CHECKING:
    from readlater.model import Document, Highlight
    from readlater.tui.layout import Layout, positions
    from readlater.tui.layout.contents import Contents
    from readlater.tui.link_places import Badge, LinkPlace

__all__ = ["ReaderHeading", "ReaderView"]


class ReaderView(MarkedReader, inherit_bindings=False):
    """The article that is being read.

    It has no keys of its own: whoever uses it binds keys to its methods.
    """

    class LinkChosen(Message):
        """A link was clicked; ``mark``: where it stands in `Document.text`, if it does."""

        def __init__(self, reader: ReaderView, target: str, mark: Range | None = None) -> None:
            super().__init__()
            self.reader = reader
            self.target = target
            self.mark = mark

    class BadgeChosen(Message):
        """A link's number was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class HighlightChosen(Message):
        """A highlight was clicked, or the sign of its note."""

        def __init__(self, highlight: Highlight) -> None:
            super().__init__()
            self.highlight = highlight

    class BadgesLeft(Message):
        """The reader lost the keys while links had numbers, or a passage was being marked."""

    def __init__(self, **options: Any) -> None:
        """``options``: those of `ReaderWindow`."""
        super().__init__(**options)
        self._pressed: Offset | None = None
        self._contents: Contents | None = None
        self._badges: list[Badge] | None = None
        self._is_looking = False
        self._looked_in: Document | None = None
        """The article in which the window stands where something was only looked at."""

    # --- what is in the article

    def outline(self) -> list[tuple[int, str, int]]:
        """(level, text, offset into `Document.text`) of every heading that is shown."""
        return self._list_contents(self._document).headings if self._document is not None else []

    def links(self) -> list[tuple[int, str, str]]:
        """(number, text, target) of every link that is shown and may be followed, from 1."""
        return self._list_contents(self._document).links if self._document is not None else []

    def _list_contents(self, document: Document) -> Contents:
        """The lists of what is shown now; kept, as the outline is asked for at every movement of the window."""
        kept = self._contents
        if kept is None or kept.document is not document or kept.show_cut is not self._show_cut:
            from readlater.tui.layout.contents import Contents

            kept = self._contents = Contents(document, show_cut=self._show_cut)
        return kept

    def links_in_sight(self) -> list[LinkPlace]:
        """The links and the references to notes in the window, from top to bottom."""
        from readlater.tui import link_places

        layout = self._layout_lines
        if layout is None:
            return []
        top = self._top(layout)
        return link_places.links_between(layout, top, top + self._window - 1)

    def show_badges(self, badges: Sequence[Badge]) -> None:
        """Paint numbers over the lines, until `hide_badges`; nothing moves for them. Their rows are the layout's."""
        top = self.scroll_offset.y
        self._badges = [badge.moved(-top) for badge in badges]
        self.refresh()

    def hide_badges(self) -> None:
        """Paint the lines without numbers over them."""
        if self._badges is not None:
            self._badges = None
            self.refresh()

    @property
    def has_badges(self) -> bool:
        """Whether `show_badges` was called and `hide_badges` was not."""
        return self._badges is not None

    @property
    def left(self) -> int:
        """The cells of the margin at the left."""
        return self._left

    @property
    def signs(self) -> bool:
        """Whether what only colours would show is marked with signs."""
        return self._ascii or self.app.no_color

    @property
    def known_targets(self) -> frozenset[str]:
        """The targets of links that look like links into the library; may be set."""
        return self._painter.known

    @known_targets.setter
    def known_targets(self, targets: frozenset[str]) -> None:
        if targets != self._painter.known:
            self._painter.known = targets
            self._repaint()

    # --- exactly where the window stands

    @property
    def spot(self) -> Spot | None:
        """Exactly where the window stands; None without an article."""
        layout = self._layout_lines
        if layout is None:
            return None
        block, offset = layout.locate(self._top(layout))
        row = layout.row_at(block, offset)  # may give the line of the top another number: before asking for that
        return Spot(block, offset, self.scroll_offset.y - row, self._size_of(layout))

    def return_to(self, place: int, spot: Spot | None) -> None:
        """Go where the window stood; to ``place`` if the text is another one now."""
        layout = self._layout_lines
        if layout is None or spot is None or spot.size != self._size_of(layout):
            self.go_to(place)
        else:
            self._move_to(layout.row_at(spot.block, spot.offset) + spot.shift)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """What is gone to in here is looked at: nobody has read as far as that until the window moves again."""
        self._is_looking = True
        try:
            yield
        finally:
            self._is_looking = False

    def _arrived(self, *, by_reader: bool) -> None:
        reached = self._reached
        super()._arrived(by_reader=by_reader)
        if self._is_looking:
            self._looked_in = self._document
        elif by_reader:
            self._looked_in = None
        if self.is_looked_at:
            self._reached = reached

    @property
    def is_looked_at(self) -> bool:
        """Whether something was looked for in the article, and the window was not moved since."""
        return self._looked_in is not None and self._looked_in is self._document

    def show_block(self, number: int, *, stay: bool = False) -> None:
        """Go to a block and mark it until `stop_pointing`; ``stay`` where it is in sight already."""
        layout = self._layout_lines
        if layout is None:
            return
        block = layout.document.blocks[number]
        row = layout.row_at(number, 0)
        top = self._top(layout)
        if not stay or not top <= row < top + self._window:
            self._move_to(max(0, row - 1))
        if block.is_body:
            start = layout.document.starts[number]
            self.mark_passage(start, start + len(block.text))

    def is_hidden(self, number: int) -> bool:
        """Whether a block is no part of the body and not shown now."""
        from readlater.exchange.render.captions import is_shown

        return self._document is not None and not self._show_cut and not is_shown(self._document.blocks, number)

    def _top(self, layout: Layout) -> int:
        """The line at the top, after it and its surroundings were laid out."""
        layout.block_at(self.scroll_offset.y)
        return self.scroll_offset.y

    @staticmethod
    def _size_of(layout: Layout) -> tuple[int, int]:
        return len(layout.document.blocks), len(layout.document.text)

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
        return self._document.text[slice(*self.passage_range())] if self._document is not None else ""

    def passage_range(self) -> Range:
        """(start, end) of `passage` in `Document.text`."""
        if (chosen := self.selected_range()) is not None:
            return chosen
        text = self._document.text if self._document is not None else ""
        current = self._painter.current
        place = self._painter.matches[current][0] if current >= 0 else self._place
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place)
        return start, end if end >= 0 else len(text)

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
        number = next((badge.number for badge in self._badges or () if badge.covers(offset.y, offset.x)), 0)
        if number:
            event.stop()
            self.post_message(self.BadgeChosen(number))
            return
        y, cell = offset.y + self.scroll_offset.y, offset.x - self._left
        if event.chain == 2 and (word := positions.word_at(self._layout_lines, y, cell)) is not None:
            start, end = (Offset(self._left + x, y) for x in word)
            self.screen.selections = {self: Selection(start, end)}
            self.screen.post_message(events.TextSelected())  # as after dragging
        if event.chain > 1:
            return
        piece = positions.piece_at(self._layout_lines, y, cell)
        if piece is None or not piece.target:
            if (highlight := self._highlight_under(y, cell)) is not None:
                event.stop()
                self.post_message(self.HighlightChosen(highlight))
            return
        event.stop()
        from readlater.tui import link_places

        link = link_places.link_at(self._layout_lines, y, cell)
        mark = None if link is None else link_places.passage_of(self._layout_lines.document, link)
        self.post_message(self.LinkChosen(self, piece.target, mark))

    def on_blur(self) -> None:
        """Another pane has the keys; not if it is only another window of the desktop."""
        if (self._badges is not None or self.marking is not None) and self.app.app_focus:
            self.post_message(self.BadgesLeft())

    def render_line(self, y: int) -> Strip:
        """A line of the window, numbers over it."""
        strip = super().render_line(y)
        over = [badge for badge in self._badges or () if badge.row == y]
        return self._painter.with_badges(strip, over) if over else strip

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
        if layout.options.reorder and start is not None and end is not None:
            a, b = start.x - self._left, end.x - self._left
            beyond = max(a, b, 0) + self._width
            first = positions.edge_of(layout, start.y, a, b if start.y == end.y else beyond, end=False)
            return first, positions.edge_of(layout, end.y, a if start.y == end.y else 0, b, end=True)
        return (
            (TITLE, 0) if start is None else positions.position_at(layout, start.y, start.x - self._left),
            positions.last_position(layout)
            if end is None
            else positions.position_at(layout, end.y, end.x - self._left),
        )
