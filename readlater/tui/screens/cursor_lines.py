"""Scrolled lines with a cursor on one of them: the history, the trail, the articles to jump to."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.message import Message

from readlater.tui.screens.scrolled import ScrolledLines

FAR = 10**6
"""More lines than there are."""


class CursorLines(ScrolledLines):
    """Lines that are drawn when they are seen, by `render_line`; how many there are, `count` says."""

    AT_ONCE = False
    """Whether one click chooses a line; else the first one moves the cursor there."""

    class Clicked(Message):
        """The line under the cursor was chosen by a click."""

    def __init__(self, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(ascii=ascii)
        self._cursor = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def cursor(self) -> int:
        """The number of the line under the cursor, from 0."""
        return self._cursor

    def make(self, width: int) -> None:
        """Nothing is made beforehand."""
        self.virtual_size = Size(width, self.count)
        self._reveal()

    def move(self, step: int) -> None:
        """Moves the cursor by so many lines."""
        if self.count:
            self._cursor = max(0, min(self.count - 1, self._cursor + step))
            self._reveal()
            self.refresh()

    def can_be_chosen(self, line: int) -> bool:
        """Whether the cursor can stand on a line that there is."""
        return True

    def _first_shown(self) -> int:
        """The line that is to be in sight above the cursor, if there is room for it."""
        return self._cursor

    def _reveal(self) -> None:
        """Scrolls as little as shows the cursor."""
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if (first := self._first_shown()) < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor, or chooses."""
        line = event.y + int(self.scroll_offset.y)
        if 0 <= line < self.count and self.can_be_chosen(line):
            event.stop()
            chosen = self.AT_ONCE or line == self._cursor
            self.move(line - self._cursor)
            if chosen:
                self.post_message(self.Clicked())
