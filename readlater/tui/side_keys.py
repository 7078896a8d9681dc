"""What the keys mean on the screens that open over the main one, and in the list of choices: the reader's own keys.

Who moves with ``ctrl+n`` and leaves with ``ctrl+g`` does so everywhere. Arrows, page keys, enter and escape work under
every preset, so that nobody is ever caught on such a screen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum, auto

from readlater.tui.commands import Pane
from readlater.tui.dispatch import key_name
from readlater.tui.keymap import Keymap, key_label


class Act(StrEnum):
    """What can be done on such a screen."""

    DOWN = auto()
    UP = auto()
    PAGE_DOWN = auto()
    PAGE_UP = auto()
    HALF_DOWN = auto()
    HALF_UP = auto()
    TOP = auto()
    BOTTOM = auto()
    LEFT = auto()
    RIGHT = auto()
    NEXT = auto()
    PREVIOUS = auto()
    OPEN = auto()
    OUTSIDE = auto()
    SEARCH = auto()
    UNDO = auto()
    REDO = auto()
    COPY = auto()
    NOTE = auto()
    COLOUR = auto()
    DELETE = auto()
    SIMILAR = auto()
    TURN = auto()
    """To the other half of what there is."""
    MEASURE = auto()
    """To another of what can be counted."""
    CLOSE = auto()
    QUIT = auto()
    WAIT = auto()
    """The key begins others: the next one says what is meant."""


_COMMANDS: dict[str, Act] = {
    "move.down": Act.DOWN,
    "move.up": Act.UP,
    "move.page-down": Act.PAGE_DOWN,
    "reader.read-on": Act.PAGE_DOWN,
    "move.page-up": Act.PAGE_UP,
    "move.half-down": Act.HALF_DOWN,
    "move.half-up": Act.HALF_UP,
    "move.top": Act.TOP,
    "move.bottom": Act.BOTTOM,
    "screen.left": Act.LEFT,
    "screen.right": Act.RIGHT,
    "reader.next-match": Act.NEXT,
    "move.next-article": Act.NEXT,
    "move.previous-unread": Act.PREVIOUS,
    "reader.previous-match": Act.PREVIOUS,
    "move.previous-article": Act.PREVIOUS,
    "list.open": Act.OPEN,
    "article.browser": Act.OUTSIDE,
    "list.search": Act.SEARCH,
    "reader.find": Act.SEARCH,
    "app.undo": Act.UNDO,
    "app.redo": Act.REDO,
    "app.back": Act.CLOSE,
    "app.cancel": Act.CLOSE,
    "app.quit": Act.QUIT,
}
"""Where commands of the main screen have the same meaning here."""

_ALWAYS: dict[str, Act] = {
    "down": Act.DOWN,
    "up": Act.UP,
    "pagedown": Act.PAGE_DOWN,
    "space": Act.PAGE_DOWN,
    "pageup": Act.PAGE_UP,
    "home": Act.TOP,
    "end": Act.BOTTOM,
    "left": Act.LEFT,
    "right": Act.RIGHT,
    "enter": Act.OPEN,
    "escape": Act.CLOSE,
    "backspace": Act.CLOSE,
    "ctrl+c": Act.CLOSE,
    "/": Act.SEARCH,
}
"""What keys mean that have no other meaning."""

_FIRM = ("enter", "escape", "ctrl+c")
"""Keys that always have it."""


class SideKeys:
    """The meaning of keys on one such screen; it remembers the keys that begin others.

    Args:
        keymap: the keys in force.
        pane: the pane of the main screen whose keys these are like.
        also: commands with a meaning on this screen only, and what that is.
        own: what no command has keys for → letters for it, of which the first that moves nothing is taken.
        without: what can't be done on this screen; its keys are free.
    """

    def __init__(
        self,
        keymap: Keymap,
        pane: Pane = Pane.READER,
        *,
        also: Mapping[str, Act] | None = None,
        own: Mapping[Act, str] | None = None,
        without: Collection[Act] = (),
    ) -> None:
        self._acts: dict[str, Act] = {}
        self._first: dict[Act, str] = {}
        for command, act in {**_COMMANDS, **(also or {})}.items():
            if act in without:
                continue
            for keys in keymap.keys(command):
                at = keymap.command(keys, pane)
                # A key of another pane counts unless this pane has other plans with it.
                if keys not in _FIRM and (at is None or at.id == command or at.id not in _COMMANDS):
                    self._acts.setdefault(keys, act)
                    self._first.setdefault(act, keys)
        for act, letters in (own or {}).items():
            free = next((letter for letter in letters if letter not in self._acts), "")
            if free and act not in self._first:
                self._acts[free] = act
                self._first[act] = free
        for key, act in _ALWAYS.items():
            if key in _FIRM:
                self._acts[key] = act
            else:
                self._acts.setdefault(key, act)
            if act in (Act.LEFT, Act.RIGHT) and self._acts[key] is act:
                self._first[act] = key  # where it leads is seen at once
            self._first.setdefault(act, key)
        self._pending = ""

    def act(self, key: str, character: str | None) -> Act | None:
        """What a key means, after those that were pressed before it; None if nothing."""
        name = key_name(key, character)
        keys = f"{self._pending} {name}".strip()
        begun, self._pending = bool(self._pending), ""
        if (act := self._acts.get(keys)) is not None:
            return act
        if any(other.startswith(f"{keys} ") for other in self._acts):
            self._pending = keys
            return Act.WAIT
        return Act.WAIT if begun else None

    def key(self, act: Act) -> str:
        """The key that the screen tells for it; empty if there is none."""
        return self._first.get(act, "")

    def label(self, act: Act, *, ascii: bool = False) -> str:  # noqa: A002
        """That key as the screen writes it."""
        key = self.key(act)
        return key_label(key, ascii=ascii) if key else ""
