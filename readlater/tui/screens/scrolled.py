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

from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, fit, line_width

Result = TypeVar("Result")

Keys = Sequence[tuple[Act, str]]
"""(what can be done, how the foot calls it); which key does it is the keymap's."""

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

    def put(self, keys: SideKeys, told: Keys, moving: str = "scroll") -> None:
        """Shows the keys for what is told, (what can be done, how it is called), and what those do that move."""
        pieces = [Piece(" ")]
        for act, does in told:
            label = keys.label(act, ascii=self._ascii)
            pieces += [Piece(f"{label} ", "key", act), Piece(f"{does}   ", "dim", act)]
        if moving:
            move = " ".join(keys.label(act, ascii=self._ascii) for act in (Act.DOWN, Act.UP, Act.PAGE_DOWN))
            pieces += [Piece(f"{move} ", "key"), Piece(f"{moving}   ", "dim")]
        self.show(pieces)

    def lines(self, width: int) -> list[Line]:
        """One line."""
        shown = [*self._pieces]
        while len(shown) > 3 and line_width(shown) > width + 3:  # the last three cells are empty
            del shown[-2:]
        return [shown]


class ScrolledScreen(Screen[Result], Generic[Result]):
    """Head, lines and foot. `done` does what is the screen's own; what the foot tells can be clicked, too."""

    AUTO_FOCUS = "ScrolledLines"

    def __init__(
        self,
        lines: ScrolledLines,
        heading: Line,
        told: Keys,
        keys: SideKeys,
        *,
        ascii: bool = False,  # noqa: A002
    ) -> None:
        super().__init__()
        self._lines = lines
        self._keys = keys
        self._head = _Bar(heading, ascii=ascii)
        self._foot = _KeyBar((), ascii=ascii)
        self._foot.put(keys, told)

    def compose(self) -> ComposeResult:
        """Head, lines and foot."""
        yield self._head
        yield self._lines
        yield self._foot

    def show_heading(self, heading: Line) -> None:
        """Says what this is."""
        self._head.show(heading)

    def show_keys(self, told: Keys, moving: str = "scroll") -> None:
        """Says what the keys do; ``moving``: those that move, of which nothing is said if it is empty."""
        self._foot.put(self._keys, told, moving)

    def done(self, act: Act) -> bool:
        """Does what is the screen's own; whether it was."""
        raise NotImplementedError

    @on(LineWidget.Clicked)
    def _clicked(self, message: LineWidget.Clicked) -> None:
        message.stop()
        self.done(Act(message.target))

    def on_key(self, event: events.Key) -> None:
        """What the key means for the screen's own, or scrolling."""
        act = self._keys.act(event.key, event.character)
        if act is None or not (act is Act.WAIT or self.done(act) or self.scrolled(act) or self._quit(act)):
            return
        event.stop()
        event.prevent_default()

    def _quit(self, act: Act) -> bool:
        if act is Act.QUIT:
            self.app.call_later(self.app.run_action, "quit")
        return act is Act.QUIT

    def scrolled(self, act: Act) -> bool:
        """Scrolls; whether that was meant."""
        if act in (Act.TOP, Act.BOTTOM):
            self._lines.scroll_to(y=0 if act is Act.TOP else self._lines.max_scroll_y, animate=False)
        elif step := self.steps().get(act, 0):
            self._lines.scroll_relative(y=step, animate=False)
        else:
            return False
        return True

    def steps(self) -> dict[Act, int]:
        """By how many lines is moved."""
        page = max(1, self._lines.size.height - 2)
        half = max(1, self._lines.size.height // 2)
        return {
            Act.DOWN: 1,
            Act.OPEN: 1,
            Act.UP: -1,
            Act.PAGE_DOWN: page,
            Act.PAGE_UP: -page,
            Act.HALF_DOWN: half,
            Act.HALF_UP: -half,
        }
