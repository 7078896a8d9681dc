"""The sidebar: similar readings, of which one is under the cursor, and what is known about the open article."""

from __future__ import annotations

from datetime import tzinfo

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.tui.formatting import DEFAULT_SPEED
from readlater.tui.widgets.lines import Drawn
from readlater.tui.widgets.sidebar_lines import About, Lines, Manner, about_lines


class Sidebar(Drawn, ScrollView, can_focus=True):
    """Lines about an article; the cursor moves over the similar readings and then over the rest."""

    DEFAULT_CSS = """
    Sidebar {
        scrollbar-size-vertical: 0;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    class Chosen(Message):
        """The reader wants to open this similar reading."""

        def __init__(self, article_id: int) -> None:
            super().__init__()
            self.id = article_id

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
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._ascii = ascii
        self._zone = zone
        self._speed = speed
        self._about: About | None = None
        self._lines = Lines()
        self._cursor = 0
        self._section = ""

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
        """Moves the cursor over the similar readings; past the last one, the lines scroll."""
        last = self._items - 1
        if self.has_focus and ((n > 0 and self._cursor < last) or (n < 0 and self._cursor > 0 and self._on_screen())):
            self._cursor = max(0, min(last, self._cursor + n))
            self._reveal()
            self.refresh()
        else:
            self.scroll_relative(y=n, animate=False)

    def page(self, n: float) -> None:
        """Scrolls by pages."""
        self.scroll_relative(y=int(n * max(1, self.size.height - 1)), animate=False)

    def first(self) -> None:
        """To the first similar reading."""
        self._cursor = 0
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def last(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def choose(self, number: int | None = None) -> bool:
        """Opens similar reading ``number`` (from 0; None: the one under the cursor); whether there is one."""
        index = self._cursor if number is None else number
        similar = self._about.similar if self._about else None
        if not similar or not 0 <= index < len(similar):
            return False
        self.post_message(self.Chosen(similar[index].row.id))
        return True

    @property
    def _items(self) -> int:
        return len(self._about.similar or ()) if self._about else 0

    def _on_screen(self) -> bool:
        top = int(self.scroll_offset.y)
        return any(item == self._cursor for item in self._lines.items[top : top + self.size.height])

    def _reveal(self) -> None:
        numbers = [line for line, item in enumerate(self._lines.items) if item == self._cursor]
        if not numbers:
            return
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if numbers[0] < top:
            self.scroll_to(y=numbers[0], animate=False)
        elif numbers[-1] >= top + height:
            self.scroll_to(y=min(numbers[0], numbers[-1] - height + 1), animate=False)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        manner = Manner(max(10, width), self._ascii, self._zone, self._speed)
        self._lines = about_lines(self._about, manner) if self._about else Lines()
        self.virtual_size = Size(width, len(self._lines.lines))
        self._cursor = max(0, min(self._cursor, self._items - 1))
        self._tell_section()
        self.refresh()

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
        """Wraps the lines anew."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Opens the similar reading that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y + int(self.scroll_offset.y)
        item = self._lines.items[line] if line < len(self._lines.items) else -1
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
        here = self.has_focus and self._lines.items[number] == self._cursor
        return self.draw(line, width, cursor=here)
