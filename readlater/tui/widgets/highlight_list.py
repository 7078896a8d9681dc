"""The list of highlights: each in a few lines, the one under the cursor whole. Only those in sight are made."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from readlater.tui.screens.scrolled import LEAST_WIDTH, ScrolledLines
from readlater.tui.widgets.highlight_lines import HEIGHT, Setting, short_entry, whole_entry
from readlater.tui.widgets.lines import Line, Piece, wrap

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.model import Marked

PAGE = 32
"""Highlights fetched at once: more than a screen holds, in less than a millisecond."""

PAGES_KEPT = 16

Fetch = Callable[[Sequence[int]], Mapping[int, "Marked"]]
"""Gives the highlights of these numbers by number; those that are gone are left out."""


class HighlightList(ScrolledLines):
    """Highlights by their numbers, with a cursor.

    All take `HEIGHT` lines but the one under the cursor, which is shown whole: so the place of every highlight is
    known without looking at any of them.
    """

    class Clicked(Message):
        """The highlight was clicked on which the cursor was already."""

    class Moved(Message):
        """The cursor came upon another highlight."""

    def __init__(self, config: Config, fetch: Fetch) -> None:
        super().__init__(ascii=config.ascii)
        self._zone = config.zone
        self._fetch = fetch
        self._now = datetime.now(UTC)
        self._numbers: array[int] = array("q")
        self._pages: dict[int, Mapping[int, Marked]] = {}
        self._words: Sequence[str] = ()
        self._cursor = 0
        self._unfolded: list[Line] = []
        self._made: dict[int, list[Line]] = {}
        self._nothing = ""

    # --- what is shown

    def put(self, numbers: array[int], words: Sequence[str], cursor: int, nothing: str) -> None:
        """Shows the highlights of these numbers with the cursor on one; ``nothing`` is what an empty list says."""
        self._numbers, self._words, self._nothing = numbers, words, nothing
        self._now = datetime.now(UTC)
        self._pages.clear()
        self._made.clear()
        self._put_cursor(cursor)

    def renew(self) -> None:
        """Fetches what is shown anew: a highlight was changed."""
        self._pages.clear()
        self._made.clear()
        self._put_cursor(self._cursor)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def cursor(self) -> int:
        """On which of them the cursor is, counted from 0."""
        return self._cursor

    @property
    def number(self) -> int:
        """The number of the highlight under the cursor; 0 if there is none."""
        return self._numbers[self._cursor] if len(self._numbers) else 0

    @property
    def marked(self) -> Marked | None:
        """The highlight under the cursor; None if there is none, or it is gone."""
        return self._at(self._cursor) if len(self._numbers) else None

    def _at(self, index: int) -> Marked | None:
        page = index // PAGE
        if page not in self._pages:
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = self._fetch(self._numbers[page * PAGE : (page + 1) * PAGE])
        return self._pages[page].get(self._numbers[index])

    # --- the cursor

    def move(self, step: int) -> None:
        """Moves the cursor by so many highlights."""
        self._put_cursor(self._cursor + step)

    def first(self) -> None:
        """To the first one."""
        self._put_cursor(0)

    def last(self) -> None:
        """To the last one."""
        self._put_cursor(len(self._numbers))

    def page(self, share: float) -> None:
        """Moves by a share of what is in sight."""
        step = max(1, int(abs(share) * self.size.height / HEIGHT))
        self.move(step if share > 0 else -step)

    def _lines_of(self, index: int) -> list[Line]:
        """A highlight in `HEIGHT` lines, made once."""
        if index not in self._made:
            if len(self._made) >= PAGE * PAGES_KEPT:
                self._made.clear()
            marked = self._at(index)
            gone: list[Line] = [[Piece("   no longer there", "dim")], *([()] * (HEIGHT - 1))]
            self._made[index] = gone if marked is None else short_entry(marked, self._setting())
        return self._made[index]

    def _put_cursor(self, cursor: int) -> None:
        before = self._cursor
        self._cursor = max(0, min(cursor, len(self._numbers) - 1))
        self._unfold()
        self._reveal()
        self.refresh()
        if self._cursor != before:
            self.post_message(self.Moved())

    def _setting(self) -> Setting:
        return Setting(max(LEAST_WIDTH, self.size.width), self._now, self._zone, self._words, self._ascii)

    def _unfold(self) -> None:
        """Makes the lines of the highlight under the cursor, and says how many lines there are in all."""
        marked = self.marked
        most = max(HEIGHT, self.size.height)
        self._unfolded = whole_entry(marked, self._setting(), most) if marked is not None else [()] * HEIGHT
        others = max(0, len(self._numbers) - 1)
        self.virtual_size = Size(self.size.width, others * HEIGHT + len(self._unfolded))

    def _reveal(self) -> None:
        first, height = self._cursor * HEIGHT, max(1, self.size.height)
        after = first + len(self._unfolded)
        top = int(self.scroll_offset.y)
        if first < top or len(self._unfolded) > height:
            top = first
        elif after > top + height:
            top = after - height
        self.scroll_to(y=min(top, max(0, self.virtual_size.height - height)), animate=False, immediate=True)

    def make(self, width: int) -> None:
        """Nothing is made beforehand."""
        self._made.clear()
        self._unfold()
        self._reveal()

    def entry_at(self, line: int) -> tuple[int, int]:
        """Which highlight a line of the list belongs to, and which of its lines it is."""
        behind = line - self._cursor * HEIGHT
        if behind < len(self._unfolded):
            return (line // HEIGHT, line % HEIGHT) if behind < 0 else (self._cursor, behind)
        behind -= len(self._unfolded)
        return self._cursor + 1 + behind // HEIGHT, behind % HEIGHT

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor; where it is already, chooses."""
        index, _ = self.entry_at(event.y + int(self.scroll_offset.y))
        if index < len(self._numbers):
            event.stop()
            if index == self._cursor:
                self.post_message(self.Clicked())
            else:
                self._put_cursor(index)

    # --- painting

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if not len(self._numbers):
            lines = wrap(self._nothing, max(8, width - 4))
            return self.draw([Piece(f"  {lines[y - 1]}", "dim")] if 1 <= y <= len(lines) else (), width)
        index, number = self.entry_at(y + int(self.scroll_offset.y))
        if index >= len(self._numbers):
            return self.draw((), width)
        if index == self._cursor:
            return self._draw_whole(number, width)
        return self.draw(self._lines_of(index)[number], width)

    def _draw_whole(self, number: int, width: int) -> Strip:
        """A line of the highlight under the cursor; the empty ones below it are not the cursor's."""
        line = self._unfolded[number]
        if not any(self._unfolded[number:]):
            return self.draw((), width)
        mark = Piece(">" if self._ascii else "▌", "accent")
        rest = [Piece(line[0].text[1:], line[0].role), *line[1:]] if line else []
        return self.draw([mark, *rest], width, cursor=True)
