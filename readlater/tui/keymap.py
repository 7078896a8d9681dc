"""The registry's default keys and the reader's own, checked, as one map from a key in a pane to a command.

Imports the standard library only, so that the command line can print and check the map.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from readlater.errors import ConfigError
from readlater.tui.commands import BY_ID, COMMANDS, Command, Pane

KEY_NAMES = frozenset(
    {"space", "enter", "escape", "backspace", "delete", "insert", "tab", "comma"}
    | {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
    | {f"f{n}" for n in range(1, 25)}
)
"""The keys that have names; every other key is written as the one character that it types."""

_MODIFIERS = ("ctrl", "alt", "shift", "super")
_SYMBOLS = {"enter": "⏎", "up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "⌫"}
_SHORT = {
    "comma": ",",
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "delete": "Del",
    "shift+tab": "shift tab",
}
_NAMED_CHARACTERS = {",": "comma", " ": "space"}


def normalise(key: str) -> str:
    """The one spelling of a key: modifiers in order, names in lower case.

    Raises:
        ConfigError: there is no such key; the message names it and one that is near.
    """
    if len(key) == 1:
        return _NAMED_CHARACTERS.get(key, key)
    *modifiers, name = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    modifiers = [modifier.lower() for modifier in modifiers]
    wrong = next((modifier for modifier in modifiers if modifier not in _MODIFIERS), "")
    if len(name) > 1:
        name = name.lower()
        if name not in KEY_NAMES:
            wrong = wrong or name
    if wrong or not name:
        near = difflib.get_close_matches(wrong or key, [*KEY_NAMES, *_MODIFIERS], 1)
        advice = (
            f"; did you mean '{near[0]}'?" if near else ": write the character it types, or a name such as pagedown"
        )
        raise ConfigError(f"[keys] there is no key '{key}'{advice}")
    if modifiers == ["shift"] and len(name) == 1:
        return name.upper()
    return "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), name])


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of a ``[keys]`` value: separated by spaces or commas; none for empty text. Raises ConfigError."""
    parts = text.split() if "," not in text else [part.strip() for part in text.split(",")]
    return tuple(dict.fromkeys(normalise(part) for part in parts if part))


def key_label(key: str, *, ascii: bool = False) -> str:  # noqa: A002
    """How the screen writes a key: ``⏎`` for enter (``enter`` in ASCII), ``^D`` for ctrl+d, ``,`` for comma."""
    if key.startswith("ctrl+") and len(key) == 6:
        return f"^{key[-1].upper()}"
    short = _SHORT.get(key, key)
    return short if ascii else _SYMBOLS.get(key, short)


class Keymap:
    """Which key does what in which pane.

    Args:
        changes: command id → keys as text, from ``[keys]``; empty text takes a command's keys away.

    Raises:
        ConfigError: a command or key that doesn't exist, or a key with two meanings in one pane.
    """

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        self._keys: dict[str, tuple[str, ...]] = {command.id: command.keys for command in COMMANDS}
        for command_id, text in (changes or {}).items():
            if command_id not in BY_ID:
                near = difflib.get_close_matches(command_id, BY_ID, 1, 0.5)
                advice = f"; did you mean '{near[0]}'?" if near else "; `readlater config --keys` lists them"
                raise ConfigError(f"[keys] there is no command '{command_id}'{advice}")
            self._keys[command_id] = split_keys(text)
        self._commands: dict[tuple[Pane, str], Command] = {}
        for command in COMMANDS:
            for key in self._keys[command.id]:
                self._bind(command, key)

    def _bind(self, command: Command, key: str) -> None:
        for pane in command.where:
            other = self._commands.get((pane, key))
            if other is not None:
                raise ConfigError(
                    f"[keys] '{key}' is the key of both {other.id} and {command.id} in the {pane}: "
                    "give one of them another key"
                )
            self._commands[pane, key] = command

    def command(self, key: str, pane: Pane) -> Command | None:
        """What this key does in this pane; None if nothing."""
        return self._commands.get((pane, key))

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command, the most important first."""
        return self._keys[command_id]

    def label(self, command_id: str, *, ascii: bool = False) -> str:  # noqa: A002
        """The first key of a command as the screen writes it; empty if it has none."""
        keys = self._keys[command_id]
        return key_label(keys[0], ascii=ascii) if keys else ""

    def labels(self, command_id: str, *, ascii: bool = False) -> str:  # noqa: A002
        """All keys of a command as the screen writes them, separated by spaces."""
        return " ".join(key_label(key, ascii=ascii) for key in self._keys[command_id])
