"""The outline: the headings of the open article, with the one that is being read marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.formatting import number
from readlater.tui.widgets.lines import Drawn, Line, Piece, fit, wrap
from readlater.tui.widgets.scrolling import Scrolling

_INDENT = 2
_DEEPEST = 4
"""Levels that are indented; a heading further down stands below these."""

_ROOM_FOR_WORDS = 26
"""Columns of the pane from which the words of each section are told."""

_BESIDE = 2
"""Columns of the pane that are no text: the line before it and the scroll bar."""

_LEAST_TITLE = 12
"""Columns that a heading keeps: with less the words of its section are not told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: how deep it is (from 0), its text, its offset into the article, the words until the next like it."""

    depth: int
    text: str
    offset: int
    words: int = 0


class OutlinePane(Drawn, Scrolling, can_focus=True, inherit_bindings=False):
    """The headings, a line each, with a cursor; it has no keys of its own."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OutlinePane {
        height: 1fr;
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    class Chosen(Message):
        """The reader wants to go to a heading."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._entries: Sequence[Entry] = ()
        self._offsets: list[int] = []
        self._cursor = 0
        self._current = -1
        self._empty_text = ""

    # --- what is shown

    @property
    def entries(self) -> Sequence[Entry]:
        """The headings."""
        return self._entries

    @property
    def current(self) -> int:
        """The number of the heading that is being read, from 0; -1 above the first one."""
        return self._current

    @property
    def cursor(self) -> int:
        """The number of the heading under the cursor, from 0."""
        return self._cursor

    def shows_words(self, columns: int) -> bool:
        """Whether there is room for the words of the sections in a pane of ``columns``."""
        return columns >= _ROOM_FOR_WORDS and any(entry.words for entry in self._entries)

    def show(self, entries: Sequence[Entry], *, empty_text: str = "") -> None:
        """Shows these headings, or ``empty_text`` if there are none."""
        self._empty_text = empty_text
        if entries == self._entries:
            return
        self._entries = entries
        self._offsets = [entry.offset for entry in entries]
        self._cursor, self._current = 0, -1
        self._size_lines()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def follow(self, place: int) -> None:
        """Marks the heading of this place of the article; while the keys are elsewhere, the cursor goes there, too."""
        current = bisect_right(self._offsets, place) - 1
        if current == self._current and (self.has_focus or self._cursor == max(0, current)):
            return
        self._current = current
        if not self.has_focus:
            self._cursor = max(0, current)
            self._reveal()
        self.refresh()

    # --- the cursor

    def move(self, n: int) -> None:
        """Moves the cursor ``n`` headings down, up if negative."""
        self._jump(self._cursor + n)

    def page(self, n: float) -> None:
        """Moves the cursor by windows; 0.5 is half of one."""
        lines = round(n * max(1, self._window - 1))
        self._jump(self._cursor + (lines or (1 if n > 0 else -1)))

    def first(self) -> None:
        """Moves the cursor to the first heading."""
        self._jump(0)

    def last(self) -> None:
        """Moves the cursor to the last heading."""
        self._jump(len(self._entries) - 1)

    def point_at_current(self) -> None:
        """Moves the cursor to the heading that is being read."""
        self._jump(max(0, self._current))

    def choose(self) -> bool:
        """Chooses the heading under the cursor; whether there is one."""
        if not self._entries:
            return False
        self.post_message(self.Chosen(self._entries[self._cursor]))
        return True

    def _jump(self, cursor: int) -> None:
        if self._entries:
            self._cursor = max(0, min(cursor, len(self._entries) - 1))
            self._reveal()
            self.refresh()

    # --- painting

    def _reveal(self) -> None:
        """Scrolls as little as shows the cursor with a heading above and below it."""
        top, window = int(self.scroll_offset.y), self._window
        around = 1 if window >= 4 else 0
        if self._cursor - around < top:
            top = self._cursor - around
        elif self._cursor + around >= top + window:
            top = self._cursor + around - window + 1
        top = max(0, min(top, len(self._entries) - window))
        if top != int(self.scroll_offset.y):
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _size_lines(self) -> None:
        self.set_extent(Size(self._width, len(self._entries)))

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._size_lines()
        self._reveal()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Paints the cursor, or paints it no more."""
        super().watch_has_focus(has_focus)
        if not has_focus and self._entries:
            self._cursor = max(0, self._current)
            self._reveal()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A heading, or a line of what is said where there are none."""
        width = self._width
        if not self._entries:
            lines = wrap(self._empty_text, max(4, width - 2)) if self._empty_text else []
            return self.draw([Piece(f" {lines[y]}", "dim")] if y < len(lines) else (), width)
        index = y + int(self.scroll_offset.y)
        if index >= len(self._entries):
            return self.draw((), width)
        return self.draw(self._line(index, width), width, cursor=self.has_focus and index == self._cursor)

    def _line(self, index: int, width: int) -> Line:
        entry = self._entries[index]
        bar, arrow, ellipsis = (">", "*", "...") if self._ascii else ("▌", "▸", "…")
        current = index == self._current
        cursor = self.has_focus and index == self._cursor
        indent = " " * (_INDENT * min(entry.depth, _DEEPEST))
        words = number(entry.words) if entry.words and width + _BESIDE >= _ROOM_FOR_WORDS else ""
        room = width - 3 - len(indent) - 1
        if words and room - len(words) - 1 < _LEAST_TITLE:
            words = ""
        text = fit(entry.text, max(1, room - (len(words) + 1 if words else 0)), ellipsis)
        gap = " " * max(1, room - cell_len(text) - len(words))
        return [
            Piece(bar if cursor else " ", "accent"),
            Piece(f"{arrow} " if current else "  ", "current"),
            Piece(indent),
            Piece(text, "current" if current else ""),
            Piece(gap),
            Piece(words, "dim"),
        ]

    # --- mouse

    def on_click(self, event: events.Click) -> None:
        """Goes to what was clicked."""
        offset = event.get_content_offset(self)
        index = offset.y + int(self.scroll_offset.y) if offset is not None else -1
        if 0 <= index < len(self._entries):
            event.stop()
            self._jump(index)
            self.choose()
