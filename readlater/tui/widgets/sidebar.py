"""The sidebar: similar readings and what else is known about the open article, with a cursor on what can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from readlater.model import NextReading
from readlater.tui.formatting import DEFAULT_SPEED
from readlater.tui.widgets.lines import Drawn, Piece, in_ascii, plain
from readlater.tui.widgets.scrolling import Scrolling
from readlater.tui.widgets.sidebar_lines import about_lines
from readlater.tui.widgets.sidebar_parts import About, Item, Lines, Manner


class Sidebar(Drawn, Scrolling, can_focus=True):
    """Lines about an article; the cursor moves over what can be chosen in them."""

    DEFAULT_CSS = """
    Sidebar {
        scrollbar-size-vertical: 0;
        overflow-x: hidden;
        overflow-y: scroll;  /* not auto: a bar without width that comes and goes lays out the screen */
        scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """The reader wants what this item offers."""

        def __init__(self, item: Item) -> None:
            super().__init__()
            self.item = item

    class SectionChanged(Message):
        """Another section is at the top of the sidebar."""

        def __init__(self, title: str) -> None:
            super().__init__()
            self.title = title

    def __init__(
        self,
        *,
        ascii: bool = False,  # noqa: A002
        zone: tzinfo | None = None,
        speed: int = DEFAULT_SPEED,
        keys: Mapping[str, str] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``keys``: what the keys of commands are called, by the commands' ids."""
        super().__init__(id=id)
        self._keys = keys or {}
        self._ascii = ascii
        self._zone = zone
        self._speed = speed
        self._about: About | None = None
        self.suggested: Mapping[int, NextReading] = {}
        """What is suggested to be read next, by the article's number: shown as why, where one of them is shown."""
        self.trail: Callable[[], Sequence[tuple[int, str]]] = tuple
        """Tells the other articles before and after the one that is shown; see `About.trail`."""
        self._beside: Sequence[tuple[int, str]] = ()
        self._lines = Lines()
        self._cursor = 0
        self._section = ""
        self._wrapped_for = 0

    @property
    def about(self) -> About | None:
        """What is shown."""
        return self._about

    @property
    def section(self) -> str:
        """The title of the section at the top."""
        return self._section

    def show(self, about: About | None) -> None:
        """Shows what is known about an article; the place is kept if it is the same article."""
        same = about is not None and self._about is not None and about.article.id == self._about.article.id
        self._about = about
        if not same:
            self._cursor = 0
            self.scroll_to(y=0, animate=False)
        self._lay_out()

    def move(self, n: int) -> None:
        """Moves the cursor over the items; past the last one, or where none is in sight, the lines scroll."""
        last = self._items - 1
        goes_on = self._cursor < last if n > 0 else self._cursor > 0
        if self.has_focus and goes_on and self._on_screen():
            self._cursor = max(0, min(last, self._cursor + n))
            self._reveal()
            self.refresh()
        else:
            self._scroll(n)

    def page(self, n: float) -> None:
        """Scrolls by pages."""
        self._scroll(int(n * max(1, self.size.height - 1)))

    def _scroll(self, n: int) -> None:
        """Scrolls; the cursor comes along: Enter chooses nothing that is not seen, and the next key never jumps."""
        below = n > 0
        self.scroll_relative(y=n, animate=False, immediate=True)
        if not self._on_screen():
            seen = [number for number in range(self._items) if self._on_screen(number)]
            if seen:
                self._cursor = seen[0] if below else seen[-1]
            self.refresh()

    def first(self) -> None:
        """To the first item."""
        self._cursor = 0
        self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()

    def last(self) -> None:
        """To the last line."""
        self._scroll(max(1, len(self._lines.lines)))

    def choose(self) -> bool:
        """Chooses the item under the cursor; whether there is one. One that is out of sight is shown first."""
        if not self._on_screen():
            self._reveal()
            return False
        return self._choose(self._cursor)

    def choose_similar(self, index: int) -> bool:
        """Opens the similar reading at ``index`` (from 0); whether there is one."""
        return self._choose(self._lines.number_of_similar(index))

    def _choose(self, number: int) -> bool:
        if not 0 <= number < self._items:
            return False
        self.post_message(self.Chosen(self._lines.items[number]))
        return True

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self._lines.items[self._cursor] if 0 <= self._cursor < self._items else None

    @property
    def _items(self) -> int:
        return len(self._lines.items)

    def _on_screen(self, number: int | None = None) -> bool:
        """Whether an item (None: that under the cursor) is in sight."""
        top = int(self.scroll_offset.y)
        lines = self._lines.lines_of(self._cursor if number is None else number)
        return any(top <= line < top + self.size.height for line in lines)

    def _reveal(self) -> None:
        numbers = self._lines.lines_of(self._cursor)
        if not numbers:
            return
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if numbers[0] < top:
            self.scroll_to(y=numbers[0], animate=False, immediate=True)
        elif numbers[-1] >= top + height:
            self.scroll_to(y=min(numbers[0], numbers[-1] - height + 1), animate=False, immediate=True)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        self._wrapped_for = self.size.width
        manner = Manner(max(10, width), self._ascii, self._zone, self._speed, self._keys)
        self._lines = about_lines(self._completed(self._about), manner) if self._about else Lines()
        self.set_extent(Size(width, len(self._lines.lines)))
        self._cursor = max(0, min(self._cursor, self._items - 1))
        self._tell_section()
        self.refresh()

    def _completed(self, about: About) -> About:
        """What is known of an article, with what the screen knows of it."""
        self._beside = self.trail()
        return replace(about, suggested=self.suggested.get(about.article.id), trail=self._beside)

    def renew_trail(self) -> None:
        """The reader went elsewhere on the trail: says what now lies before and after."""
        if self._about is not None and self.trail() != self._beside:
            self._lay_out()

    def _tell_section(self) -> None:
        section = self._lines.section_at(int(self.scroll_offset.y))
        if section != self._section:
            self._section = section
            self.post_message(self.SectionChanged(section))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follows which section is at the top."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_section()

    def on_resize(self) -> None:
        """Wraps the lines anew if the width is another one: a prompt below changes the height only."""
        if self.size.width != self._wrapped_for:
            self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        item = self._lines.item_at(offset.y + int(self.scroll_offset.y), offset.x)
        if item >= 0:
            self._cursor = item
            self.choose()

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        width = self.size.width
        if number >= len(self._lines.lines):
            return self.draw((), width)
        line = self._lines.lines[number]
        whole = self.has_focus and self._items > 0 and self._lines.whole[number] == self._cursor
        target = str(self._cursor)
        if whole or not self.has_focus or all(piece.target != target for piece in line):
            return self.draw(self._marked(line) if whole else line, width, cursor=whole)
        written = in_ascii if self._ascii else plain
        segments = [
            Segment(written(piece.text), self.role_style(piece.role, piece.target == target))
            for piece in self._marked(line)
        ]
        return Strip(segments).adjust_cell_length(width, self.role_style(""))

    def _marked(self, line: list[Piece]) -> list[Piece]:
        """The line with a mark in its first cell: where the cursor is, does not depend on colour."""
        mark = Piece(">" if self._ascii else "▌", "accent")
        return [mark, Piece(line[0].text[1:], line[0].role, line[0].target), *line[1:]] if line else line
