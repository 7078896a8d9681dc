"""Help: every command with its keys, made of the registry and the keymap in force; typing narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.command import ANYWHERE
from readlater.tui.commands import AREAS, BY_ID, COMMANDS, Command, Pane
from readlater.tui.dispatch import key_name
from readlater.tui.keymap import DEFAULT, Keymap
from readlater.tui.presets import PRESETS
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Drawn, Line, LineWidget, Piece, fit, line_width, wrap

_WIDE = 90
_ROOMY = 120
_KEYS, _TITLE = 20, 26
"""Cells of the columns of keys and titles where there is room."""
_FEW_KEYS, _SHORT_TITLE = 14, 22
"""And where there is less: what is longer takes another line."""
_FIRST, _LAST = "sidebar.open-1", "sidebar.open-9"
"""Commands that are told in one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of help and the command that it tells about; empty for headings."""

    line: Line
    command: str = ""


def help_rows(
    keymap: Keymap,
    width: int,
    words: str = "",
    pane: Pane | None = None,
    *,
    ascii: bool = False,  # noqa: A002
) -> list[Row]:
    """The commands (of a pane) that the ``words`` name, by area: keys, title, help. Words may also be a key."""
    rows: list[Row] = []
    known = [command for command in COMMANDS if not _is_told_elsewhere(command) and pane in (None, *command.where)]
    keyed = [command for command in known if _has_key(command, keymap, words)]
    if keyed:
        rows.append(Row([Piece(f" The key {words.strip()}", "current")]))
        for command in keyed:
            rows += _command_rows(command, keymap, width, ascii)
    wanted = words.casefold().split()
    if not wanted and keymap.preset != DEFAULT:
        rows += [Row([Piece(f" {line}", "dim")]) for line in wrap(PRESETS[keymap.preset].about, max(10, width - 2))]
    if keyed and all(len(word) == 1 for word in wanted):
        return rows  # letters that are a key stand in almost every text
    for area, title in AREAS.items():
        commands = [one for one in known if one.area == area and one not in keyed and _holds(one, keymap, wanted)]
        if commands:
            rows += [Row(())] if rows else []
            rows.append(Row([Piece(f" {title}", "current")]))
            for command in commands:
                rows += _command_rows(command, keymap, width, ascii)
    return rows or [Row([Piece(" No command is called that.", "dim")])]


def _is_told_elsewhere(command: Command) -> bool:
    return command.id.startswith("sidebar.open-") and command.id != _FIRST


def _has_key(command: Command, keymap: Keymap, words: str) -> bool:
    """Whether what was typed is a key of the command, or the beginning of one."""
    typed = " ".join(words.split())
    written = {*keymap.keys(command.id), *keymap.labels(command.id, ascii=True)}
    return bool(typed) and any(f"{keys} ".startswith(f"{typed} ") for keys in written)


def _holds(command: Command, keymap: Keymap, wanted: Sequence[str]) -> bool:
    keys = " ".join((*keymap.keys(command.id), *keymap.labels(command.id, ascii=True)))
    text = f"{command.id} {command.title} {command.help} {AREAS[command.area]} {keys}".casefold()
    return all(word in text for word in wanted)


def _labels(command: Command, keymap: Keymap, ascii_: bool) -> list[str]:
    labels = keymap.labels(command.id, ascii=ascii_)
    if command.id == _FIRST and labels:
        last = keymap.labels(_LAST, ascii=ascii_)
        return [f"{labels[0]} {'...' if ascii_ else '…'} {last[0]}"] if last else labels
    return labels or ["-"]


def _packed(labels: Sequence[str], width: int) -> list[str]:
    """The keys with commas between them, on as many lines as it takes."""
    lines: list[str] = []
    for label in labels:
        if lines and cell_len(lines[-1]) + cell_len(label) + 2 < width:
            lines[-1] += f", {label}"
        else:
            lines.append(label)
    return [*(f"{line}," for line in lines[:-1]), *lines[-1:]]


def _command_rows(command: Command, keymap: Keymap, width: int, ascii_: bool) -> list[Row]:
    title, about = (
        ("By its number", "Opens that similar reading.") if command.id == _FIRST else (command.title, command.help)
    )
    about = about.replace("…", "...") if ascii_ else about
    wide = width >= _WIDE
    key_width, title_width = (_KEYS, _TITLE) if width >= _ROOMY else (min(_FEW_KEYS, width // 3), _SHORT_TITLE)
    keys = _packed(_labels(command, keymap, ascii_), key_width)
    where = "" if set(ANYWHERE) <= set(command.where) else f" ({', '.join(command.where)})"
    used = 3 + key_width + (title_width if wide else 0)
    texts = wrap(about + (where if wide else ""), max(10, width - used - 2))
    titles = wrap(title, max(10, title_width - 2 if wide else width - used - 1))
    rights = list(zip_longest(titles, texts, fillvalue=""))
    if not wide:
        rights = [*((line, "") for line in titles), *(("", text) for text in texts)]
    rows: list[Row] = []
    for number in range(max(len(keys), len(rights))):
        key = keys[number] if number < len(keys) else ""
        name, text = rights[number] if number < len(rights) else ("", "")
        line = [Piece(f"   {key}" + " " * max(1, key_width - cell_len(key)), "key")]
        if wide:
            line.append(Piece(name + " " * (title_width - cell_len(name))))
        elif name:
            line.append(Piece(name))
        rows.append(Row([*line, Piece(text, "dim")], command.id))
    return rows


class HelpLines(Drawn, ScrollView, can_focus=True):
    """The lines of help, with a cursor on a command once it is asked for."""

    DEFAULT_CSS = """
    HelpLines {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """

    class Chosen(Message):
        """A command was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, keymap: Keymap, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._keymap = keymap
        self._ascii = ascii
        self._words = ""
        self._pane: Pane | None = None
        self._rows: list[Row] = []
        self.current = ""
        """The command under the cursor, or empty."""

    def narrow(self, words: str, pane: Pane | None) -> None:
        """Shows the commands that these words name in this pane; the cursor is on the one that is called so."""
        self._words, self._pane = words, pane
        self._lay_out()
        self.scroll_to(y=0, animate=False)
        found = list(dict.fromkeys(row.command for row in self._rows if row.command)) if words.strip() else []
        wanted = words.casefold().split()
        called = (one for one in found if all(word in BY_ID[one].title.casefold() for word in wanted))
        self.current = next(called, found[0] if found else "")
        if self.current:
            self._reveal()

    def on_resize(self) -> None:
        """Wraps anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(20, self.size.width)
        self._rows = help_rows(self._keymap, width, self._words, self._pane, ascii=self._ascii)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def move(self, step: int) -> None:
        """Moves the cursor to the command below, or above; the first in sight if there was none."""
        commands = list(dict.fromkeys(row.command for row in self._rows if row.command))
        if not commands:
            return
        if self.current in commands:
            self.current = commands[max(0, min(len(commands) - 1, commands.index(self.current) + step))]
        else:
            top = int(self.scroll_offset.y)
            self.current = next((row.command for row in self._rows[top:] if row.command), commands[0])
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        lines = [number for number, row in enumerate(self._rows) if row.command == self.current]
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if lines[0] < top:
            # With the heading above it, which else would never come into sight again.
            heading = lines[0] > 0 and not self._rows[lines[0] - 1].command
            self.scroll_to(y=lines[0] - heading, animate=False)
        elif lines[-1] >= top + height:
            self.scroll_to(y=min(lines[0], lines[-1] - height + 1), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Chooses what was clicked."""
        offset = event.get_content_offset(self)
        number = offset.y + int(self.scroll_offset.y) if offset is not None else len(self._rows)
        if number < len(self._rows) and self._rows[number].command:
            event.stop()
            self.post_message(self.Chosen(self._rows[number].command))

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        row = self._rows[number] if number < len(self._rows) else Row(())
        return self.draw(row.line, self.size.width, cursor=bool(row.command) and row.command == self.current)


class HelpBar(LineWidget):
    """A line above or below help: a text on the left and one on the right, before which the left one gives way."""

    DEFAULT_CSS = """
    HelpBar { background: $panel; }
    """

    left: Line = ()
    right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        """Shows the texts."""
        self.left, self.right = left, right
        self.refresh()

    def lines(self, width: int) -> list[Line]:
        """One line."""
        room = width - line_width(self.right)
        left = self.left
        if line_width(left) > room:
            left = [Piece(fit("".join(piece.text for piece in left), max(0, room - 1), "..."), left[-1].role)]
        return [[*left, Piece(" " * max(0, room - line_width(left))), *self.right]]


class HelpScreen(Screen[str]):
    """All commands; letters narrow the list, arrows point at a command, Enter carries it out, Escape closes.

    It is dismissed with the id of the command to carry out, or with nothing.
    """

    AUTO_FOCUS = "HelpLines"

    def __init__(self, keymap: Keymap, *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__()
        self._keymap = keymap
        self._keys = SideKeys(keymap)
        self._head = HelpBar()
        self._lines = HelpLines(keymap, ascii=ascii)
        self._foot = HelpBar()
        self._words = ""
        self._pane: Pane | None = None

    def compose(self) -> ComposeResult:
        """What is shown, the lines and a foot."""
        self._tell()
        yield self._head
        yield self._lines
        yield self._foot

    def on_key(self, event: events.Key) -> None:
        """Points, scrolls, narrows, carries out, or closes."""
        page = max(1, self._lines.size.height - 2)
        pages = {"space": page, "pagedown": page, "pageup": -page}
        key = event.key
        if key == "enter":
            self.dismiss(self._lines.current)
        elif key == "ctrl+c" or self._hides(event) or (key in ("escape", "ctrl+g") and not self._words):
            self.dismiss("")
        elif key in ("escape", "ctrl+g"):
            self._narrow("")
        elif key in ("backspace", "ctrl+h"):
            if not self._words:
                self.dismiss("")
            self._narrow(self._words[:-1])
        elif key in ("down", "up", "ctrl+n", "ctrl+p"):
            self._lines.move(1 if key in ("down", "ctrl+n") else -1)
            self._tell()
        elif key in ("tab", "shift+tab"):
            self._turn(1 if key == "tab" else -1)
        elif key in pages and not (key == "space" and self._words):
            self._lines.scroll_relative(y=pages[key], animate=False)
        elif key in ("home", "end"):
            self._lines.scroll_to(y=0 if key == "home" else self._lines.max_scroll_y, animate=False)
        elif event.character and event.character.isprintable():
            self._narrow(self._words + event.character)
        elif not self._moved(self._keys.act(key, event.character)):
            return
        event.stop()
        event.prevent_default()

    def _hides(self, event: events.Key) -> bool:
        """Whether the key is one that shows help, and no letter, which is looked for."""
        name = key_name(event.key, event.character)
        return name in self._keymap.keys("app.help") and not (len(name) == 1 and name.isalnum())

    def _moved(self, act: Act | None) -> bool:
        """Does what a key means that types nothing, such as ``ctrl+v`` in emacs; whether it means anything."""
        page = max(1, self._lines.size.height - 2)
        steps = {Act.PAGE_DOWN: page, Act.PAGE_UP: -page, Act.HALF_DOWN: page // 2, Act.HALF_UP: -page // 2}
        if act in steps:
            self._lines.scroll_relative(y=steps[act], animate=False)
        elif act in (Act.TOP, Act.BOTTOM):
            self._lines.scroll_to(y=0 if act is Act.TOP else self._lines.max_scroll_y, animate=False)
        elif act in (Act.DOWN, Act.UP):
            self._lines.move(1 if act is Act.DOWN else -1)
            self._tell()
        elif act is Act.CLOSE:
            self.dismiss("")
        elif act is Act.QUIT:
            self.app.call_later(self.app.run_action, "quit")
        else:
            return act is Act.WAIT
        return True

    def on_help_lines_chosen(self, message: HelpLines.Chosen) -> None:
        """Carries out what was clicked."""
        self.dismiss(message.command)

    def _narrow(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._lines.narrow(words, self._pane)
            self._tell()

    def _turn(self, step: int) -> None:
        """Shows the keys of the next pane, or of all."""
        panes: list[Pane | None] = [None, *Pane]
        self._pane = panes[(panes.index(self._pane) + step) % len(panes)]
        self._lines.narrow(self._words, self._pane)
        self._tell()

    def _tell(self) -> None:
        """Writes which keys are shown, and what can be typed."""
        preset = "" if self._keymap.preset == DEFAULT else f" of {self._keymap.preset}"
        where = "everywhere" if self._pane is None else f"in the {self._pane}"
        self._head.show(
            [Piece(f" Keys{preset} ", "strong"), Piece(where, "accent")],
            [Piece("tab ", "key"), Piece("by pane ", "dim")],
        )
        does = [Piece("enter ", "key"), Piece("does it ", "dim")] if self._lines.current else []
        if self._words:
            self._foot.show(
                [Piece(" find ", "key"), Piece(self._words, "strong")],
                [*does, Piece(" esc ", "key"), Piece("clear ", "dim")],
            )
        else:
            self._foot.show([Piece(" type to search ", "dim")], [*does, Piece(" esc ", "key"), Piece("close ", "dim")])
