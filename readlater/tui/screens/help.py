"""Help: every command with its keys, made of the registry; typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.tui.commands import AREAS, COMMANDS, Command
from readlater.tui.keymap import Keymap
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, wrap

_KEYS = 20
_TITLE = 26


def help_lines(keymap: Keymap, width: int, words: str = "", *, ascii: bool = False) -> list[Line]:  # noqa: A002
    """The commands that hold all the ``words``, by area: keys, title, help."""
    wanted = words.casefold().split()
    lines: list[Line] = []
    for area, title in AREAS.items():
        commands = [command for command in _merged(area) if _holds(command, keymap, title, wanted)]
        if not commands:
            continue
        if lines:
            lines.append(())
        lines.append([Piece(f" {title}", "current")])
        for command in commands:
            lines += _command_lines(command, keymap, width, ascii)
    return lines or [[Piece(" No command is called that.", "dim")]]


def _merged(area: str) -> Iterable[Command]:
    return (command for command in COMMANDS if command.area == area and not command.id.startswith("sidebar.open-"))


def _holds(command: Command, keymap: Keymap, area: str, wanted: list[str]) -> bool:
    text = f"{command.id} {command.title} {command.help} {area} {' '.join(keymap.keys(command.id))}".casefold()
    return all(word in text for word in wanted)


def _command_lines(command: Command, keymap: Keymap, width: int, ascii_: bool) -> list[Line]:
    keys = keymap.labels(command.id, ascii=ascii_) or "-"
    if command.id == "sidebar.open":
        keys += " 1-9"
    where = "" if len(command.where) == 3 or command.area in command.where else f" ({', '.join(command.where)})"
    if width < 90:
        head = [Piece(f"   {keys}", "key"), Piece(" " * max(1, 16 - cell_len(keys))), Piece(command.title)]
        return [head, *([Piece(" " * 19 + line, "dim")] for line in wrap(command.help, max(10, width - 20)))]
    left = f"   {keys}" + " " * max(1, _KEYS - 3 - cell_len(keys))
    title = command.title + " " * max(2, _TITLE - cell_len(command.title))
    used = cell_len(left) + cell_len(title)
    first, *rest = wrap(command.help + where, max(10, width - used - 2))
    lines: list[Line] = [[Piece(left, "key"), Piece(title), Piece(first, "dim")]]
    return lines + [[Piece(" " * used + line, "dim")] for line in rest]


class HelpLines(Drawn, ScrollView, can_focus=True):
    """The lines of help."""

    DEFAULT_CSS = """
    HelpLines {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    def __init__(self, keymap: Keymap, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._keymap = keymap
        self._ascii = ascii
        self._words = ""
        self._lines: list[Line] = []

    def narrow(self, words: str) -> None:
        """Shows the commands that hold these words."""
        self._words = words
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines = help_lines(self._keymap, max(20, self.size.width), self._words, ascii=self._ascii)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        return self.draw(self._lines[number] if number < len(self._lines) else (), self.size.width)


class HelpFoot(LineWidget):
    """What was typed, or what can be."""

    DEFAULT_CSS = """
    HelpFoot { background: $panel; }
    """

    words = ""

    def show(self, words: str) -> None:
        """Shows what was typed."""
        self.words = words
        self.refresh()

    def lines(self, width: int) -> list[Line]:
        """One line."""
        if self.words:
            return [[Piece(" find ", "key"), Piece(self.words, "strong"), Piece("  esc clears", "dim")]]
        return [
            [
                Piece(" type to search", "dim"),
                Piece("   arrows, space ", "key"),
                Piece("scroll   ", "dim"),
                Piece("? enter esc ", "key"),
                Piece("close", "dim"),
            ]
        ]


class HelpScreen(Screen[None]):
    """All commands; letters narrow the list, arrows scroll, Enter or Escape closes."""

    AUTO_FOCUS = "HelpLines"

    def __init__(self, keymap: Keymap, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._lines = HelpLines(keymap, ascii=ascii)
        self._foot = HelpFoot()
        self._words = ""

    def compose(self) -> ComposeResult:
        """The lines and a foot."""
        yield self._lines
        yield self._foot

    def on_key(self, event: events.Key) -> None:
        """Scrolls, narrows, or closes."""
        page = max(1, self._lines.size.height - 2)
        steps = {"down": 1, "up": -1, "space": page, "pagedown": page, "pageup": -page}
        key = event.key
        if key in ("enter", "f1") or event.character == "?" or (key == "escape" and not self._words):
            self.dismiss()
        elif key == "escape":
            self._narrow("")
        elif key in ("backspace", "ctrl+h"):
            if not self._words:
                self.dismiss()
            self._narrow(self._words[:-1])
        elif key in steps and not (key == "space" and self._words):
            self._lines.scroll_relative(y=steps[key], animate=False)
        elif key in ("home", "end"):
            self._lines.scroll_to(y=0 if key == "home" else self._lines.max_scroll_y, animate=False)
        elif event.character and event.character.isprintable():
            self._narrow(self._words + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _narrow(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._foot.show(words)
            self._lines.narrow(words)
