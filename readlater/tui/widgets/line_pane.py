"""A pane of lines with a cursor on one of them: what drawer and outline have in common."""

from __future__ import annotations

from textual.geometry import Size

from readlater.tui.widgets.lines import Drawn
from readlater.tui.widgets.scrolling import Scrolling


class LinePane(Drawn, Scrolling, can_focus=True, inherit_bindings=False):
    """The lines; it has no keys of its own. How many there are, `count` says."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinePane {
        height: 1fr;
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._cursor = 0

    @property
    def count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    @property
    def cursor(self) -> int:
        """The number of the line under the cursor, from 0."""
        return self._cursor

    # --- the cursor

    def move(self, n: int) -> None:
        """Moves the cursor ``n`` lines down, up if negative."""
        self._jump(self._cursor + n, 1 if n > 0 else -1)

    def page(self, n: float) -> None:
        """Moves the cursor by windows; 0.5 is half of one."""
        lines = round(n * max(1, self._window - 1))
        self.move(lines or (1 if n > 0 else -1))

    def first(self) -> None:
        """Moves the cursor to the first line."""
        self._jump(0)

    def last(self) -> None:
        """Moves the cursor to the last line."""
        self._jump(self.count - 1)

    def _jump(self, cursor: int, way: int = 1) -> None:
        if self.count:
            self._cursor = self._near(max(0, min(cursor, self.count - 1)), way)
            self._reveal()
            self.refresh()
            self._moved()

    def _near(self, at: int, way: int) -> int:
        """A line on which the cursor can stand: this one, or the next one that way."""
        return at

    def _moved(self) -> None:
        """The cursor was moved."""

    # --- in sight

    def _reveal(self) -> None:
        """Scrolls as little as shows the cursor with a line above and below it."""
        top, window = int(self.scroll_offset.y), self._window
        around = 1 if window >= 4 else 0
        if self._cursor - around < top:
            top = self._cursor - around
        elif self._cursor + around >= top + window:
            top = self._cursor + around - window + 1
        top = max(0, min(top, self.count - window))
        if top != int(self.scroll_offset.y):
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _size_lines(self) -> None:
        self.set_extent(Size(self._width, self.count))

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._size_lines()
        self._reveal()
