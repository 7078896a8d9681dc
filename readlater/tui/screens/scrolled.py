"""A full-width screen of lines that are scrolled, a line above that says what it is, and one below with the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.tui.keymap import key_label
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, fit, line_width

Result = TypeVar("Result")

Keys = Sequence[tuple[str, str]]
"""(key, what it does); the key by its name of one character, or a name of Textual's."""

LEAST_WIDTH = 20
_LEAST = 8
"""Cells of a piece that is shortened."""


class ScrolledLines(Drawn, ScrollView, can_focus=True):
    """Lines, scrolled; override `make`."""

    DEFAULT_CSS = """
    ScrolledLines {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    def __init__(self, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._ascii = ascii
        self._lines: Sequence[Line] = ()

    def make(self, width: int) -> Sequence[Line] | None:
        """The lines for a width; None if they come later, with `show`."""
        raise NotImplementedError

    def show(self, lines: Sequence[Line]) -> None:
        """Shows these lines."""
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()

    def on_resize(self) -> None:
        """Wraps anew."""
        lines = self.make(max(LEAST_WIDTH, self.size.width))
        if lines is not None:
            self.show(lines)

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        return self.draw(self._lines[number] if number < len(self._lines) else (), self.size.width)


class _Bar(LineWidget):
    """A line above or below."""

    DEFAULT_CSS = """
    _Bar { background: $panel; }
    """

    def __init__(self, pieces: Line, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._ascii = ascii
        self._pieces = pieces

    def show(self, pieces: Line) -> None:
        """Shows these pieces."""
        self._pieces = pieces
        self.refresh()

    def lines(self, width: int) -> list[Line]:
        """One line; the longest piece is shortened if they don't all fit."""
        too_much = line_width(self._pieces) - width
        if too_much <= 0:
            return [self._pieces]
        longest = max(self._pieces, key=lambda piece: cell_len(piece.text))
        room = max(_LEAST, cell_len(longest.text) - too_much)
        short = Piece(fit(longest.text, room, "..." if self._ascii else "…"), longest.role, longest.target)
        return [[short if piece is longest else piece for piece in self._pieces]]


class _KeyBar(_Bar):
    """The line with the keys: as many as fit."""

    def put(self, keys: Keys) -> None:
        """Shows these keys; (key, what it does)."""
        pieces = [Piece(" ")]
        for key, does in keys:
            pieces += [Piece(f"{key_label(key, ascii=self._ascii)} ", "key", key), Piece(f"{does}   ", "dim", key)]
        self.show([*pieces, Piece("j k space ", "key"), Piece("scroll", "dim")])

    def lines(self, width: int) -> list[Line]:
        """One line."""
        shown = [*self._pieces]
        while len(shown) > 3 and line_width(shown) > width + 3:  # the last three cells are empty
            del shown[-2:]
        return [shown]


class ScrolledScreen(Screen[Result], Generic[Result]):
    """Head, lines and foot. `pressed` says what keys of its own do; those in the foot can be clicked, too."""

    AUTO_FOCUS = "ScrolledLines"

    def __init__(self, lines: ScrolledLines, heading: Line, keys: Keys, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._lines = lines
        self._head = _Bar(heading, ascii=ascii)
        self._foot = _KeyBar((), ascii=ascii)
        self._foot.put(keys)

    def compose(self) -> ComposeResult:
        """Head, lines and foot."""
        yield self._head
        yield self._lines
        yield self._foot

    def show_heading(self, heading: Line) -> None:
        """Says what this is."""
        self._head.show(heading)

    def show_keys(self, keys: Keys) -> None:
        """Says what the keys do."""
        self._foot.put(keys)

    def pressed(self, key: str) -> bool:
        """Does what a key means here; whether it means anything but scrolling."""
        raise NotImplementedError

    @on(LineWidget.Clicked)
    def _clicked(self, message: LineWidget.Clicked) -> None:
        message.stop()
        self.pressed(message.target)

    def on_key(self, event: events.Key) -> None:
        """A key of the screen's own, or scrolling."""
        if not (self.pressed(event.key) or self._scrolled(event.key, event.character)):
            return
        event.stop()
        event.prevent_default()

    def _scrolled(self, key: str, character: str | None) -> bool:
        page = max(1, self._lines.size.height - 2)
        half = max(1, self._lines.size.height // 2)
        steps = {
            "down": 1, "j": 1, "enter": 1, "up": -1, "k": -1, "space": page, "pagedown": page, "ctrl+f": page,
            "b": -page, "pageup": -page, "ctrl+b": -page, "ctrl+d": half, "ctrl+u": -half,
        }  # fmt: skip
        if key in steps:
            self._lines.scroll_relative(y=steps[key], animate=False)
        elif key in ("home", "end", "g") or character == "G":
            top = key in ("home", "g") and character != "G"
            self._lines.scroll_to(y=0 if top else self._lines.max_scroll_y, animate=False)
        else:
            return False
        return True
