"""The outline: the headings of the open article, with the one that is being read marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.formatting import number
from readlater.tui.widgets.line_pane import LinePane
from readlater.tui.widgets.lines import Line, Piece, fit, wrap

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


class OutlinePane(LinePane, can_focus=True, inherit_bindings=False):
    """The headings, a line each."""

    class Chosen(Message):
        """The reader wants to go to a heading."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(ascii=ascii, id=id)
        self._entries: Sequence[Entry] = ()
        self._offsets: list[int] = []
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
    def count(self) -> int:
        """How many headings there are."""
        return len(self._entries)

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

    def point_at_current(self) -> None:
        """Moves the cursor to the heading that is being read."""
        self._jump(max(0, self._current))

    def choose(self) -> bool:
        """Chooses the heading under the cursor; whether there is one."""
        if not self._entries:
            return False
        self.post_message(self.Chosen(self._entries[self._cursor]))
        return True

    # --- painting

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
