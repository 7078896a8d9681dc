"""The registry's default keys and the reader's own, checked, as one map from a key in a pane to a command.

Imports the standard library only, so that the command line can print and check the map.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from readlater.errors import ConfigError
from readlater.tui.commands import BY_ID, COMMANDS, PREFIXES, Command, Pane

KEY_NAMES = frozenset(
    {"space", "enter", "escape", "backspace", "delete", "insert", "tab", "comma"}
    | {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
    | {f"f{n}" for n in range(1, 25)}
)
"""The keys that have names; every other key is written as the one character that it types."""

DEFAULT = "default"
"""The name of the keys that the registry gives."""

_MODIFIERS = ("ctrl", "alt", "shift", "super")
_SYMBOLS = {"enter": "⏎", "up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "⌫"}
_SHORT = {
    "comma": ",",
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "shift+tab": "shift tab",
}
_SAME_KEY = {"i": "tab", "m": "enter", "j": "enter", "h": "backspace", "[": "escape"}
"""What terminals send for ctrl and these signs; under another name such a key would never come."""

_NAMED_CHARACTERS = {",": "comma", " ": "space"}


def normalise(key: str) -> str:
    """The one spelling of a key: modifiers in order, names in lower case.

    Raises:
        ConfigError: there is no such key; the message names it and one that is near.
    """
    if len(key) > 1 and not key.isascii():  # an accent that was written as a sign of its own
        import unicodedata

        key = unicodedata.normalize("NFC", key)
    if len(key) == 1 and key.isprintable():
        return _NAMED_CHARACTERS.get(key, key)
    *modifiers, name = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    modifiers = [modifier.lower() for modifier in modifiers]
    wrong = next((modifier for modifier in modifiers if modifier not in _MODIFIERS), "")
    if len(name) > 1:
        name = name.lower()
        if name not in KEY_NAMES:
            wrong = wrong or name
    if not key.isprintable() or (modifiers == ["shift"] and len(name) == 1 and not name.isalpha()):
        wrong = wrong or "\0"  # nothing is near to it
    if wrong or not name:
        near = difflib.get_close_matches(wrong or key, [*KEY_NAMES, *_MODIFIERS], 1)
        advice = (
            f"; did you mean '{near[0]}'?" if near else ": write the character it types, or a name such as pagedown"
        )
        shown = key if key.isprintable() else ascii(key)[1:-1]
        raise ConfigError(f"[keys] there is no key '{shown}'{advice}")
    if modifiers == ["shift"] and len(name) == 1:
        return name.upper()
    if modifiers == ["ctrl"] and (same := _SAME_KEY.get(name)):
        return same
    return "+".join([*sorted(set(modifiers), key=_MODIFIERS.index), name])


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of a ``[keys]`` value: separated by commas, those of a sequence by spaces (``g g, home``).

    None for empty text. Raises ConfigError.
    """
    sequences = (" ".join(normalise(key) for key in part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(sequence for sequence in sequences if sequence))


def key_label(key: str, *, ascii: bool = False) -> str:  # noqa: A002
    """How the screen writes a key: ``⏎`` for enter (``enter`` in ASCII), ``^D`` for ctrl+d, ``gg`` for a sequence."""
    if " " in key:
        labels = [key_label(part, ascii=ascii) for part in key.split()]
        return ("" if all(len(label) == 1 for label in labels) else " ").join(labels)
    if key.startswith("ctrl+") and len(key) == 6:
        return f"^{key[-1].upper()}"
    short = _SHORT.get(key, key)
    return short if ascii else _SYMBOLS.get(key, short)


def spelled_out(keys: str, *, ascii: bool = False) -> str:  # noqa: A002
    """A key or sequence as it is written where there is room: ``y m`` and not ``ym``."""
    return " ".join(key_label(key, ascii=ascii) for key in keys.split())


class Keymap:
    """Which key does what in which pane.

    Args:
        changes: command id → keys as text, from ``[keys]``; empty text takes a command's keys away. ``preset`` names
            the keys to start from.

    Raises:
        ConfigError: a preset, command or key that doesn't exist, a key with two meanings in one pane, or a key with
            which the keys of another command begin.
    """

    def __init__(self, changes: Mapping[str, str] | None = None) -> None:
        changes = dict(changes or {})
        self.preset: str = changes.pop("preset", DEFAULT)
        """The name of the keys that this map began with."""
        self._titles = dict(PREFIXES)
        self._keys: dict[str, tuple[str, ...]] = {command.id: command.keys for command in COMMANDS}
        if self.preset != DEFAULT:
            self._take_preset()
        for command_id, text in changes.items():
            if command_id not in BY_ID:
                near = difflib.get_close_matches(command_id, BY_ID, 1, 0.5)
                advice = f"; did you mean '{near[0]}'?" if near else "; `readlater --keys` lists them"
                raise ConfigError(f"[keys] there is no command '{command_id}'{advice}")
            self._keys[command_id] = split_keys(text)
        self._commands: dict[tuple[Pane, str], Command] = {}
        self._prefixes: dict[tuple[Pane, str], list[tuple[str, Command]]] = {}
        for command in COMMANDS:
            for keys in self._keys[command.id]:
                self._bind(command, keys)

    def _take_preset(self) -> None:
        from readlater.tui.presets import PRESETS

        preset = PRESETS.get(self.preset)
        if preset is None:
            near = difflib.get_close_matches(self.preset.lower(), PRESETS, 1, 0.5)
            advice = f"; did you mean '{near[0]}'?" if near else f"; there are {', '.join(PRESETS)}"
            raise ConfigError(f"[keys] there is no preset '{self.preset}'{advice}")
        self._keys |= {command_id: split_keys(text) for command_id, text in preset.keys.items()}
        self._titles |= preset.prefixes

    def _bind(self, command: Command, keys: str) -> None:
        """Takes a key, or a sequence of keys, for a command."""
        for pane in command.where:
            if other := self._commands.get((pane, keys)):
                raise self._clash(keys, other, command, pane)
            if begun := self._prefixes.get((pane, keys)):
                raise self._blocked(keys, command, begun[0][1], f"{keys} {begun[0][0]}", pane)
            for end in [at for at, character in enumerate(keys) if character == " "]:
                if shorter := self._commands.get((pane, keys[:end])):
                    raise self._blocked(keys[:end], shorter, command, keys, pane)
                self._prefixes.setdefault((pane, keys[:end]), []).append((keys[end + 1 :], command))
            self._commands[pane, keys] = command

    @property
    def _where_from(self) -> str:
        return "" if self.preset == DEFAULT else f" (preset {self.preset})"

    def _clash(self, keys: str, first: Command, second: Command, pane: Pane) -> ConfigError:
        return ConfigError(
            f"[keys] '{keys}' is the key of both {first.id} and {second.id} in the {pane}{self._where_from}: "
            "give one of them another key"
        )

    def _blocked(self, key: str, command: Command, other: Command, keys: str, pane: Pane) -> ConfigError:
        return ConfigError(
            f"[keys] '{key}' is the key of {command.id} and begins '{keys}', that of {other.id}, in the "
            f"{pane}{self._where_from}: give one of them another key"
        )

    def command(self, keys: str, pane: Pane) -> Command | None:
        """What this key, or sequence of keys with spaces between them, does in this pane; None if nothing."""
        return self._commands.get((pane, keys))

    def continuations(self, keys: str, pane: Pane) -> list[tuple[str, Command]]:
        """The keys that may follow these in this pane, each with the command that they complete; none: no prefix."""
        return list(self._prefixes.get((pane, keys), ()))

    def following(self, keys: str, pane: Pane) -> list[tuple[str, str]]:
        """The single keys that may follow these in this pane, each with what it does or what it leads to."""
        found: dict[str, str] = {}
        for rest, command in self._prefixes.get((pane, keys), ()):
            key, _, more = rest.partition(" ")
            found.setdefault(key, self.title(f"{keys} {key}") + "…" if more else command.title)
        return list(found.items())

    def title(self, prefix: str) -> str:
        """What the commands whose keys begin so have in common; empty if that has no name."""
        return self._titles.get(prefix, "")

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command, the most important first."""
        return self._keys[command_id]

    def label(self, command_id: str, *, ascii: bool = False) -> str:  # noqa: A002
        """The first key of a command as the screen writes it; empty if it has none."""
        keys = self._keys[command_id]
        return key_label(keys[0], ascii=ascii) if keys else ""

    def labels(self, command_id: str, *, ascii: bool = False) -> list[str]:  # noqa: A002
        """All keys of a command as the screen writes them, sequences with spaces between their keys."""
        return [spelled_out(keys, ascii=ascii) for keys in self._keys[command_id]]
