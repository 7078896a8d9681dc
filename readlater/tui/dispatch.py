"""From keys to commands: one key or several one after the other, with a count before them."""

from __future__ import annotations

import string
from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from readlater.tui.commands import BY_ID, Command, Pane
from readlater.tui.handlers import Handlers, make_handlers
from readlater.tui.keymap import normalise, spelled_out
from readlater.tui.views import TRASH

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_MOST = 9999
_DIGITS = frozenset("0123456789")
_ALT_SECONDS = 0.1
"""What comes so soon after an escape is a key with alt."""

_LEAVING = ("escape", "ctrl+c", "ctrl+g", "backspace")
"""The keys that give up keys that were begun, unless they go on with them."""

Awaited = Callable[[str], object]


class Dispatch:
    """Carries out the commands of the main screen; knows the count and the keys that were typed before one."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._count = ""
        self._counting = False
        self._pending = ""
        self._pane = Pane.LIST
        self._escaped = 0.0
        self._awaited: Awaited | None = None
        self._left: Callable[[], object] | None = None
        self._diverted: Callable[[str], bool] | None = None
        self.handlers: Handlers = make_handlers(screen, self)

    @property
    def times(self) -> int:
        """The number that was typed before the command, else 1."""
        return int(self._count) if self._count else 1

    @property
    def counted(self) -> bool:
        """Whether a number was typed before the command."""
        return bool(self._count)

    def is_part(self, key: str, character: str | None) -> bool:
        """Whether a key only begins others, or ends what was begun: ``y`` and the ``q`` after it."""
        name = key_name(key, character)
        return bool(self._pending) or (self._command(name) is None and bool(self._following(name)))

    def key(self, key: str, character: str | None) -> bool:
        """Does what a key means in the pane that has the keys; whether it means anything."""
        name = self._with_alt(key_name(key, character))
        if not name:
            return True
        if name == "ctrl+c" and self._screen.get_selected_text():
            return False
        if self._awaited is None and self._diverted is not None and self._diverted(name):
            return True
        return self.press(name)

    def _with_alt(self, name: str) -> str:
        """The key with the alt that was held, if one was; empty for the sign by which that is told.

        Most terminals send an escape before the key, and Textual knows that as alt; but of those that come fast after
        another it makes a ``^`` and the key. Without this, alt+d twice would delete.
        """
        now = monotonic()
        before, self._escaped = self._escaped, 0.0
        if now - before < _ALT_SECONDS:
            return f"alt+{name}"
        if name == "^" and not self._pending and self._awaited is None and self._command(name) is None:
            self._escaped = now
            return ""
        return name

    def press(self, name: str) -> bool:
        """Does what a key means, by the name that the registry uses; a click on an offered key comes here, too."""
        if self._awaited is not None:
            return self._give(name)
        if self._pane is not self._screen.pane:  # a click gave another pane the keys: what was begun is given up
            self._end()
            self._pane = self._screen.pane
        if self._screen.empty and not self._pending and self._is_for_samples(name):
            self.perform("app.samples")
            return True
        keys = f"{self._pending} {name}".strip()
        if (self._count or self._counting) and keys in _LEAVING:
            return self._leave(name, keys)
        command = self._command(keys)
        if command is not None:
            self._carry_out(command)
            return True
        if following := self._following(keys):
            self._pending = keys
            self._screen.show_continuations(self._title(keys), following)
            return True
        if not self._pending and self._is_digit(name):
            self._add_digit(name)
            return True
        return self._leave(name, keys)

    def _command(self, keys: str) -> Command | None:
        """The command of these keys, unless they are a number's."""
        if not self._pending and (self._count or self._counting) and keys in _DIGITS:
            return None
        command = self._screen.keymap.command(keys, self._where)
        return command if command is None or self._works(command) else None

    def _following(self, keys: str) -> list[tuple[str, str]]:
        """The keys that may follow these, each with what it does."""
        keymap, where = self._screen.keymap, self._where
        if not any(self._works(command) for _, command in keymap.continuations(keys, where)):
            return []
        return keymap.following(keys, where)

    @property
    def _where(self) -> Pane:
        return Pane.LIST if self._screen.empty else self._screen.pane

    def _works(self, command: Command) -> bool:
        """Whether the command can be meant now: an empty library has little to work on."""
        return not self._screen.empty or command.area == "app" or command.id == "screen.theme"

    def _is_for_samples(self, name: str) -> bool:
        return name == "enter" or name in self._screen.keymap.keys("list.sort")

    def _title(self, keys: str) -> str:
        label = spelled_out(keys, ascii=self._screen.config.ascii)
        return f"{label} {self._screen.keymap.title(keys)}".strip()

    def _carry_out(self, command: Command) -> None:
        self._counting = False
        if self._pending:
            self._pending = ""
            self._screen.foot.hide_keys()
        self._screen.status.clear()
        self.perform(command.id)
        self._count = ""

    def _leave(self, name: str, keys: str) -> bool:
        """A key that means nothing here, or gives up what was begun; whether something was."""
        begun = bool(self._pending or self._count or self._counting)
        if name == "backspace" and self._count and not self._pending:
            self._count = self._count[:-1]
            self._tell_count()
            return True
        unknown = bool(self._pending) and name not in _LEAVING
        self._end()
        if unknown:
            self._screen.status.tell(f"{spelled_out(keys, ascii=self._screen.config.ascii)} means nothing here")
        return begun

    def give_up(self) -> None:
        """Forgets the keys that were begun, and the command that waits for one."""
        if self._pending or self._awaited is not None:
            self._pending = ""
            self._awaited = None
            self._screen.foot.hide_keys()

    def _end(self) -> None:
        """Forgets the keys and the number that were typed."""
        if self._pending:
            self._screen.foot.hide_keys()
        if self._count or self._counting:
            self._screen.status.clear()
        self._pending = self._count = ""
        self._counting = False

    # --- numbers

    def count(self) -> None:
        """Takes the digits that are typed next as a number, also where they are keys."""
        self._counting = True
        self._screen.status.tell("a number, then a command", keep=True)

    def _is_digit(self, name: str) -> bool:
        return name in _DIGITS and (bool(self._count) or self._counting or name != "0")

    def _add_digit(self, name: str) -> None:
        self._count = str(min(_MOST, int(self._count + name)))
        self._tell_count()

    def _tell_count(self) -> None:
        if self._count:
            self._screen.status.tell(self._count, keep=True)
        else:
            self._screen.status.clear()

    # --- a key that a command waits for

    def await_key(
        self, title: str, choices: list[tuple[str, str]], then: Awaited, *, left: Callable[[], object] | None = None
    ) -> None:
        """Gives the next key to ``then``; the foot says ``title`` and the (key, meaning) that may be typed.

        A key that only leaves is not given to it; ``left`` is called instead.
        """
        self._awaited, self._left = then, left
        self._screen.show_continuations(title, choices, at_once=True)

    def _give(self, name: str) -> bool:
        then, self._awaited = self._awaited, None
        self._screen.foot.hide_keys()
        if then is not None and name not in _LEAVING:
            then(name)
        elif self._left is not None:
            self._left()
        return True

    def divert(self, to: Callable[[str], bool] | None) -> None:
        """Gives every key to ``to`` first, until None is given; False from it: the key means what it always does."""
        self._diverted = to

    def perform(self, command_id: str) -> None:
        """Carries out a command; KeyError if there is none of this id."""
        self.handlers[command_id]()

    def hint(self, command_id: str) -> str:
        """What the foot of the screen calls a command here."""
        if command_id == "drawer.toggle" and self._screen.pane is Pane.DRAWER:
            return "hide"
        if command_id == "app.back" and self._screen.pane in (Pane.DRAWER, Pane.SIDEBAR, Pane.OUTLINE):
            return "close"
        if command_id == "app.back" and self._screen.in_list:
            if len(self._screen.articles.selection):
                return "unselect"
            return "end search" if self._screen.browsing.text else "leave the list"
        if command_id == "article.delete" and self._screen.browsing.view is TRASH:
            return "restore"
        return BY_ID[command_id].hint or BY_ID[command_id].title.lower()


def key_name(key: str, character: str | None) -> str:
    """The name that the registry uses for a key, from what the terminal says."""
    typed = character is not None and len(character) == 1 and character.isprintable() and character != " "
    if typed and character and not key.startswith("alt+"):
        return normalise(character)
    key = {"ctrl+h": "backspace", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+i": "tab"}.get(key, key)
    modifiers, plus, name = key.rpartition("+")
    return f"{modifiers}+{_signs().get(name, name)}" if plus and len(name) > 1 else key


@cache
def _signs() -> dict[str, str]:
    """Signs by the names that Textual has for them (``less_than_sign``), as the registry writes them."""
    from textual.keys import _character_to_key

    return {_character_to_key(sign): normalise(sign) for sign in string.punctuation}
