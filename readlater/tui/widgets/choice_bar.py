"""A short list at the foot of the screen from which one thing is chosen: an order, a theme, a link."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.widgets.lines import Drawn, Piece, fit

_MOST_OF_SCREEN = 45
"""Percent of the rows that choices may take; with ``max-height`` the room for all of them would be kept free below."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: its value, how it is called, and a note behind it."""

    value: str
    title: str
    note: str = ""


class ChoiceBar(Drawn, ScrollView, can_focus=True):
    """A titled list as wide as the screen; hidden until `ask`."""

    DEFAULT_CSS = """
    ChoiceBar {
        display: none;
        height: auto;
        overflow-y: auto;
        background: $panel;
        scrollbar-size-vertical: 1;
    }
    """

    class Pointed(Message):
        """The cursor is on another choice."""

        def __init__(self, kind: str, value: str) -> None:
            super().__init__()
            self.kind = kind
            self.value = value

    class Chosen(Message):
        """A choice was made; ``value`` is empty if none was."""

        def __init__(self, kind: str, value: str) -> None:
            super().__init__()
            self.kind = kind
            self.value = value

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._kind = ""
        self._title = ""
        self._choices: Sequence[Choice] = ()
        self._cursor = 0

    @property
    def kind(self) -> str:
        """What is being chosen; empty while the list is hidden."""
        return self._kind

    def ask(self, kind: str, title: str, choices: Sequence[Choice], current: str = "") -> None:
        """Opens the list with the cursor on ``current``."""
        self._kind, self._title, self._choices = kind, title, choices
        self._cursor = next((n for n, choice in enumerate(choices) if choice.value == current), 0)
        self.display = True
        self.virtual_size = Size(self.size.width, len(choices) + 1)
        self.refresh(layout=True)
        self.focus()
        self.call_after_refresh(self._reveal)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and a line for each choice, less on a low screen: what is below must not be pushed out of it."""
        return min(len(self._choices) + 1, max(2, viewport.height * _MOST_OF_SCREEN // 100))

    def close(self) -> None:
        """Hides the list."""
        self._kind = ""
        self.display = False

    def on_resize(self) -> None:
        """Keeps the width of the lines that of the widget, and the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._choices) + 1)
        self._reveal()

    def _reveal(self) -> None:
        top = int(self.scroll_offset.y)
        height = max(1, self.size.height)
        line = self._cursor + 1
        if self._cursor == 0:
            self.scroll_to(y=0, animate=False)
        elif line < top + 1:
            self.scroll_to(y=line - 1, animate=False)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Moves, chooses, or gives up; digits choose at once."""
        key = event.key
        last = len(self._choices) - 1
        moves = {
            "down": 1,
            "j": 1,
            "tab": 1,
            "up": -1,
            "k": -1,
            "shift+tab": -1,
            "pagedown": 8,
            "space": 8,
            "pageup": -8,
        }
        if key in ("escape", "q", "backspace", "h"):
            self._finish("")
        elif key in ("enter", "l"):
            self._finish(self._choices[self._cursor].value if self._choices else "")
        elif key in ("g", "home"):
            self._move_to(0)
        elif event.character == "G" or key == "end":
            self._move_to(last)
        elif key in moves:
            self._move_to(max(0, min(last, self._cursor + moves[key])))
        elif event.character and event.character.isdigit() and 1 <= int(event.character) <= min(9, last + 1):
            self._finish(self._choices[int(event.character) - 1].value)
        elif key in ("ctrl+q", "ctrl+c"):
            return
        event.stop()
        event.prevent_default()

    def _move_to(self, cursor: int) -> None:
        if cursor != self._cursor and self._choices:
            self._cursor = cursor
            self._reveal()
            self.refresh()
            self.post_message(self.Pointed(self._kind, self._choices[cursor].value))

    def _finish(self, value: str) -> None:
        self.post_message(self.Chosen(self._kind, value))

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        number = offset.y + int(self.scroll_offset.y) - 1
        if 0 <= number < len(self._choices):
            event.stop()
            self._finish(self._choices[number].value)

    def render_line(self, y: int) -> Strip:
        """The title, then a line for each choice."""
        width = self.size.width
        number = y + int(self.scroll_offset.y) - 1
        if number < 0:
            return self.draw([Piece(f" {self._title}", "current")], width)
        if number >= len(self._choices):
            return self.draw((), width)
        choice = self._choices[number]
        here = number == self._cursor
        mark = (">" if self._ascii else "▌") if here else " "
        digit = str(number + 1) if number < 9 else " "
        ellipsis = "..." if self._ascii else "…"
        title = fit(choice.title, max(4, width - 6), ellipsis)
        note = fit(choice.note, max(0, width - 8 - cell_len(title)), ellipsis)
        pieces = [Piece(mark), Piece(f"{digit} ", "" if here else "key"), Piece(title), Piece(f"  {note}", "dim")]
        return self.draw(pieces, width, cursor=here)
