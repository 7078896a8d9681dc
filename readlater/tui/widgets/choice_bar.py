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
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Drawn, Piece, fit

_MOST_OF_SCREEN = 45
"""Percent of the rows that choices may take; with ``max-height`` the room for all of them would be kept free below."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: its value, how it is called, and a note behind it."""

    value: str
    title: str
    note: str = ""


_PAGE = 8
_MOVES = {
    "down": 1,
    "ctrl+n": 1,
    "tab": 1,
    "up": -1,
    "ctrl+p": -1,
    "shift+tab": -1,
    "pagedown": _PAGE,
    "pageup": -_PAGE,
}
"""Keys that always move; the keymap has more, as long as no letters are being typed."""

_ACTS = {
    Act.DOWN: 1,
    Act.UP: -1,
    Act.PAGE_DOWN: _PAGE,
    Act.PAGE_UP: -_PAGE,
    Act.HALF_DOWN: _PAGE // 2,
    Act.HALF_UP: -_PAGE // 2,
}


class ChoiceBar(Drawn, ScrollView, can_focus=True):
    """A titled list as wide as the screen; hidden until `ask`.

    The title stays in sight. After ``/`` letters narrow the list to what has all the words that were typed.
    """

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

    def __init__(self, keys: SideKeys, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys = keys
        self._ascii = ascii
        self._kind = ""
        self._title = ""
        self._all: Sequence[Choice] = ()
        self._choices: Sequence[Choice] = ()
        self._widest = 0
        self._cursor = 0
        self._typed: str | None = None
        self._late: list[events.Key] | None = None

    @property
    def kind(self) -> str:
        """What is being chosen; empty while the list is hidden."""
        return self._kind

    def ask(self, kind: str, title: str, choices: Sequence[Choice], current: str = "") -> None:
        """Opens the list with the cursor on ``current``."""
        self._kind, self._title, self._all, self._typed = kind, title, choices, None
        self._late = None
        self.display = True
        self._show(choices, current)
        self.refresh(layout=True)
        self.focus()
        self.call_after_refresh(self._reveal)

    @property
    def filter(self) -> str | None:
        """What was typed to narrow the list; None while letters are commands."""
        return self._typed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and a line for each choice, less on a low screen: what is below must not be pushed out of it."""
        return min(len(self._all) + 1, max(2, viewport.height * _MOST_OF_SCREEN // 100))

    def close(self) -> None:
        """Hides the list."""
        self._kind = ""
        self._typed = None
        self.display = False

    def on_resize(self) -> None:
        """Keeps the width of the lines that of the widget, and the cursor in sight."""
        self._measure()
        self._reveal()

    def _show(self, choices: Sequence[Choice], current: str) -> None:
        """Lists these choices with the cursor on ``current``, or else on the first one."""
        self._choices = choices
        self._widest = max((cell_len(choice.title) for choice in self._all if choice.note), default=0)
        self._cursor = next((n for n, choice in enumerate(choices) if choice.value == current), 0)
        self._measure()
        self._reveal()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._choices) + 1)

    def _reveal(self) -> None:
        top = int(self.scroll_offset.y)
        rows = max(1, self.size.height - 1)
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False)
        elif self._cursor >= top + rows:
            self.scroll_to(y=self._cursor - rows + 1, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Moves, chooses, narrows, or gives up; digits choose at once."""
        if event.key == "ctrl+q":
            return
        if self._late is not None:  # typed fast: it is for what the choice leads to
            self._late.append(event)
            event.stop()
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            if self._choices or self._typed is None:
                self._finish(self._choices[self._cursor].value if self._choices else "")
        elif event.key in _MOVES:
            self._move_by(_MOVES[event.key])
        elif event.key == "home":
            self._move_to(0)
        elif event.key == "end":
            self._move_to(len(self._choices) - 1)
        elif self._typed is None:
            self._command(event)
        else:
            self._type(event, self._typed)

    def _command(self, event: events.Key) -> None:
        """A key while letters are commands."""
        character = event.character or ""
        if character.isdecimal() and 1 <= int(character) <= min(9, len(self._choices)):
            self._finish(self._choices[int(character) - 1].value)
            return
        act = self._keys.act(event.key, event.character)
        if act in (Act.CLOSE, Act.LEFT):
            self._finish("")
        elif act in (Act.OPEN, Act.RIGHT):
            self._finish(self._choices[self._cursor].value if self._choices else "")
        elif act is Act.SEARCH:
            self._narrow("")
        elif act in (Act.TOP, Act.BOTTOM):
            self._move_to(0 if act is Act.TOP else len(self._choices) - 1)
        elif act in _ACTS:
            self._move_by(_ACTS[act])
        elif act is Act.QUIT:
            self.app.call_later(self.app.run_action, "quit")

    def _type(self, event: events.Key, typed: str) -> None:
        """A key while the list is being narrowed."""
        if event.key in ("escape", "ctrl+g", "ctrl+c") or (event.key == "backspace" and not typed):
            self._narrow(None)
        elif event.key == "backspace":
            self._narrow(typed[:-1])
        elif event.key == "ctrl+u":
            self._narrow("")
        elif event.is_printable and event.character:
            self._narrow(typed + event.character)

    def _narrow(self, typed: str | None) -> None:
        """Lists what has all the words, and keeps the cursor where it is if that is among it."""
        before = self._choices[self._cursor].value if self._choices else ""
        self._typed = typed
        words = (typed or "").casefold().split()
        found = [one for one in self._all if all(word in f"{one.title} {one.note}".casefold() for word in words)]
        self._show(found if words else self._all, before)
        if self._choices and self._choices[self._cursor].value != before:
            self._point()

    def _move_by(self, step: int) -> None:
        self._move_to(max(0, min(len(self._choices) - 1, self._cursor + step)))

    def _move_to(self, cursor: int) -> None:
        if cursor != self._cursor and self._choices:
            self._cursor = cursor
            self._reveal()
            self.refresh()
            self._point()

    def _point(self) -> None:
        self.post_message(self.Pointed(self._kind, self._choices[self._cursor].value))

    def take_late(self) -> Sequence[events.Key]:
        """The keys that came after a choice was made and before it was heard of."""
        late, self._late = self._late or (), None
        return late

    def _finish(self, value: str) -> None:
        self._late = []
        self.post_message(self.Chosen(self._kind, value))

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        number = offset.y - 1 + int(self.scroll_offset.y)
        if offset.y > 0 and number < len(self._choices):
            event.stop()
            self._finish(self._choices[number].value)

    def on_paste(self, event: events.Paste) -> None:
        """Takes what is pasted as typed while the list is being narrowed."""
        event.stop()
        if self._typed is not None:
            self._narrow(self._typed + " ".join(event.text.split()))

    def render_line(self, y: int) -> Strip:
        """The title, then a line for each choice."""
        width = self.size.width
        if y == 0:
            return self._title_line(width)
        number = y - 1 + int(self.scroll_offset.y)
        if number >= len(self._choices):
            text = "   nothing has all these letters" if y == 1 and not self._choices else ""
            return self.draw([Piece(fit(text, width, "..." if self._ascii else "…"), "dim")], width)
        choice = self._choices[number]
        here = number == self._cursor
        mark = (">" if self._ascii else "▌") if here else " "
        digit = str(number + 1) if number < 9 and self._typed is None else " "
        ellipsis = "..." if self._ascii else "…"
        # A long title leaves a third of the line for what is told of it.
        beside = min(cell_len(choice.note), width // 3) + 2 if choice.note else 0
        title = fit(choice.title, max(4, width - 6 - beside), ellipsis)
        if choice.note:
            title += " " * (min(self._widest, width * 2 // 5) - cell_len(title))  # the notes stand below each other
        note = fit(choice.note, max(0, width - 8 - cell_len(title)), ellipsis)
        pieces = [Piece(mark), Piece(f"{digit} ", "" if here else "key"), Piece(title), Piece(f"  {note}", "dim")]
        return self.draw(pieces, width, cursor=here)

    def _title_line(self, width: int) -> Strip:
        """The title, and what was typed with how much is left."""
        if self._typed is None:
            return self.draw([Piece(f" {self._title}", "current")], width)
        caret = "_" if self._ascii else "▏"
        return self.draw(
            [
                Piece(f" {self._title} ", "current"),
                Piece("/", "key"),
                Piece(self._typed),
                Piece(caret, "accent"),
                Piece(f"  {len(self._choices)} of {len(self._all)}", "dim"),
            ],
            width,
        )
