"""Whether a setting may have a value, and what is said if not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from readlater.config.places import absolute
from readlater.config.settings import AUTO, CHOICES, FETCH, KINDS, OWN, RANGES, SCALARS
from readlater.errors import ConfigError


def nearest(name: str, known: tuple[str, ...] | list[str]) -> str:
    """``; did you mean 'theme'?`` for the known name nearest to ``name``, else the list of all."""
    import difflib

    close = difflib.get_close_matches(name.lower(), known, 1, 0.6)
    return f"; did you mean '{close[0]}'?" if close else f"; there are: {', '.join(known)}"


def from_text(name: str, text: str, variable: str) -> Any:
    """The value of an environment variable in the type of its setting."""
    kind = SCALARS[name]
    if name == "reading_speed" and text.strip().lower() == OWN:
        return OWN
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise ConfigError(f"{variable}: must be a whole number, not '{text}'") from None
    if kind is bool:
        lowered = text.strip().lower()
        if name == "ascii" and lowered == AUTO:
            return AUTO
        if lowered in ("1", "true", "yes", "on"):
            return True
        if lowered in ("0", "false", "no", "off"):
            return False
        raise ConfigError(f"{variable}: must be 1 or 0, not '{text}'")
    return text


def checked(name: str, value: Any, where: str, base: Path | Callable[[], Path]) -> Any:
    """``value`` if the setting may have it; paths become absolute, tables flat."""
    if name == "keys":
        return _table(value, where, {",": "comma"})
    if name == "categories":
        return _table(value, where)
    if name == "tags":
        return {host: _names(tags) for host, tags in _table(value, where).items()}
    if name == "fetch":
        return _fetch(value, where)
    if name == "watch":
        return folders(value, where, base)
    kind = SCALARS[name]
    if name == "ascii" and value == AUTO:
        return value
    if name == "reading_speed" and value == OWN:
        return 0
    # Not isinstance: in Python True is a whole number; in the file it is a mistake.
    if type(value) is not kind:
        raise ConfigError(f"{where} must be {KINDS[kind]}, not {value!r}")
    if name == "library":
        if not value:
            raise ConfigError(f"{where} must name a folder")
        return absolute(Path(value), base() if callable(base) else base)
    if name in RANGES and not RANGES[name][0] <= value <= RANGES[name][1]:
        raise ConfigError(f"{where} must be from {RANGES[name][0]} to {RANGES[name][1]}, not {value}")
    if name in CHOICES and value not in CHOICES[name]:
        raise ConfigError(f"{where} must be one of {', '.join(CHOICES[name])}, not '{value}'")
    if name == "time_zone" and value:
        _check_zone(value, where)
    return value


def folders(value: Any, where: str, base: Path | Callable[[], Path]) -> tuple[str, ...]:
    """A list of folders, made absolute."""
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(folder, str) and folder for folder in named):
        raise ConfigError(f"{where} must be a list of folders in quotes, not {value!r}")
    start = base() if callable(base) else base
    return tuple(dict.fromkeys(str(absolute(Path(folder), start)) for folder in named))


def _table(value: Any, where: str, named: Mapping[str, str] | None = None) -> dict[str, str]:
    """A table of texts; a list of texts becomes one with commas between them, except those that have a name for it.

    ``a.b = "c"`` without quotes is TOML for a table in a table: it is made flat again.
    """
    named = named or {}
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table, not {value!r}")
    flat: dict[str, str] = {}
    pending = [(str(name), part) for name, part in reversed(value.items())]
    while pending:
        name, part = pending.pop()
        if isinstance(part, dict):
            pending.extend((f"{name}.{key}", inner) for key, inner in reversed(part.items()))
        elif isinstance(part, str):
            flat[name] = part
        elif isinstance(part, list) and all(isinstance(one, str) for one in part):
            flat[name] = ",".join(named.get(one, one) for one in part)
        else:
            raise ConfigError(f"{where}: '{name}' must be a text in quotes, not {part!r}")
    return flat


def _names(text: str) -> tuple[str, ...]:
    """The names in a list, or in a text with commas between them."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))


def _fetch(value: Any, where: str) -> dict[str, Any]:
    """The table ``[fetch]``."""
    if not isinstance(value, dict):
        raise ConfigError(f"{where} must be a table, not {value!r}")
    for name, one in value.items():
        if name not in FETCH:
            raise ConfigError(f"{where}: there is no setting '{name}'{nearest(name, list(FETCH))}")
        kind = type(FETCH[name])
        if type(one) is not kind:
            raise ConfigError(f"{where}: '{name}' must be {KINDS[kind]}, not {one!r}")
        low, high = RANGES.get(f"fetch.{name}", (0, 0))
        if kind is int and not low <= one <= high:
            raise ConfigError(f"{where}: '{name}' must be from {low} to {high}, not {one}")
        if kind is str and not (one.isascii() and one.isprintable()):
            raise ConfigError(f"{where}: '{name}' may only hold ASCII characters")
    return dict(value)


def _check_zone(name: str, where: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    # ValueError: a name such as ../x; OSError: a name that is a folder of the database.
    except (KeyError, ValueError, OSError):
        raise ConfigError(
            f"{where}: there is no time zone '{name}'; its name looks like Europe/Berlin or Asia/Seoul"
        ) from None
