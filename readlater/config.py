"""Where things are and how the reader likes them: ``config.toml`` and the environment become a `Config`.

The file is ``readlater/config.toml`` in the platform's configuration folder (``readlater config --path`` prints it), or
the one that ``READLATER_CONFIG`` names. It need not exist. A complete one, with the defaults::

    library = "~/.local/share/readlater/library"   # the folder of the library
    theme = "ink"                 # a theme of the screen; the palette lists them
    width = 72                    # the widest line of the reader, in columns, 20 to 200
    count_reading = "end"         # what counts as a reading: "end" (90 % reached, or half the time spent),
                                  # "open" (any opening over five seconds) or "manual" (only marking as read)
    reading_speed = 238           # words a minute, 50 to 2000 (238: silent reading of non-fiction, Brysbaert 2019)
    browser = ""                  # the command that opens a URL; empty: the system's own
    time_zone = ""                # such as "Europe/Berlin"; empty: the system's own
    trash_days = 30               # how long the trash keeps what was deleted; 0: for ever
    summary_command = ""          # a command that reads an article's text and prints a summary, for the asking; its
                                  # environment has READLATER_TITLE, _BYLINE, _SITE, _URL, _LANGUAGE and _ID
    summary_timeout = 120         # seconds that it may take, 1 to 3600
    ascii = false                 # draw the screen with ASCII characters only
    mouse = true                  # whether the screen listens to the mouse

    [keys]                        # command = its keys; `readlater config --keys` lists the commands
    "article.archive" = "e"

    [import]
    watch = ["~/Downloads/saved"] # folders whose pages come into the library by themselves while the screen is open

    [categories]                  # host = category for imported pages; * stands for anything
    "*.nhk.or.jp" = "nhk"

    [tags]                        # host = tags for imported pages
    "*.arxiv.org" = ["paper", "science"]

    [fetch]                       # what `readlater add` may do
    allow_private = false         # whether to fetch from this machine and its own network, too
    timeout = 20                  # seconds that fetching a page may take, 1 to 600
    max_megabytes = 20            # the largest page, 1 to 500
    user_agent = ""               # what servers are told; empty: the program's name and version

Every setting but the tables can also be given as an environment variable: ``READLATER_`` and its name in capitals,
such as ``READLATER_WIDTH=80``. The environment goes before the file, and ``--library`` before both.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from datetime import tzinfo
from pathlib import Path
from typing import Any, Literal

from readlater.errors import ConfigError
from readlater.model.values import dataclass

COUNT_READING = ("end", "open", "manual")
"""The values of ``count_reading``."""

PREFIX = "READLATER_"

STANDARD_SPEED = 238
"""Words a minute for which the minutes of articles are counted (`readlater.language.words.WORDS_PER_MINUTE`)."""

FETCH: dict[str, Any] = {"allow_private": False, "timeout": 20, "max_megabytes": 20, "user_agent": ""}
"""The settings of ``[fetch]`` with their defaults."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their values. Each is described in the module's text.

    Attributes:
        library: the folder of the library; absolute, ``~`` resolved.
        theme: name of the screen's theme.
        width: widest line of the reader, in columns.
        keys: command id → keys as written, several separated by commas.
        count_reading: ``end``, ``open`` or ``manual``.
        reading_speed: words a minute.
        browser: command that opens a URL, or empty.
        time_zone: IANA name, or empty for the system's own; see `zone`.
        trash_days: days that the trash keeps an article; 0 for ever.
        summary_command: command that summarises a text, or empty; run when asked for only, and without a shell.
        summary_timeout: seconds that it may take.
        ascii: whether the screen is drawn with ASCII characters only.
        mouse: whether the screen listens to the mouse.
        watch: folders that the screen watches; absolute.
        categories: host, or pattern with ``*``, → category id.
        tags: host, or pattern with ``*``, → tags.
        fetch: the settings of `FETCH`, those with another value than the default.
        origins: setting → where its value comes from: ``default``, ``--library``, the variable or the file.
    """

    library: Path
    theme: str = "ink"
    width: int = 72
    keys: dict[str, str] = field(default_factory=dict)
    count_reading: str = "end"
    reading_speed: int = STANDARD_SPEED
    browser: str = ""
    time_zone: str = ""
    trash_days: int = 30
    summary_command: str = ""
    summary_timeout: int = 120
    ascii: bool = False
    mouse: bool = True
    watch: tuple[str, ...] = ()
    categories: dict[str, str] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fetch: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> tzinfo | None:
        """The reader's time zone; None is the system's own, which is what `datetime.astimezone` takes None for."""
        if not self.time_zone:
            return None
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    def minutes(self, counted: float) -> float:
        """Minutes to read as they are counted, at `STANDARD_SPEED`, as minutes at the reader's own speed."""
        return counted * STANDARD_SPEED / self.reading_speed

    def with_library(self, folder: Path, origin: str = "--library") -> Config:
        """The same settings with another library."""
        return replace(self, library=_absolute(folder), origins={**self.origins, "library": origin})


def config_path(environ: Mapping[str, str] | None = None) -> Path:
    """The configuration file: that of ``READLATER_CONFIG``, else the platform's. It need not exist."""
    named = (os.environ if environ is None else environ).get(f"{PREFIX}CONFIG", "")
    if named:
        return _absolute(Path(named))
    return _platform_folder("config") / "config.toml"


def default_library() -> Path:
    """The library's folder when nothing else is said: ``readlater/library`` in the platform's data folder."""
    return _platform_folder("data") / "library"


def _platform_folder(kind: Literal["config", "data"]) -> Path:
    """Our folder for configuration or data where this platform wants it, as `platformdirs` says.

    On Linux that is the XDG Base Directory Specification, which is two lines; importing platformdirs for them would be
    a fifth of what ``readlater list --json`` costs.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        variable, usual = {"config": ("XDG_CONFIG_HOME", "~/.config"), "data": ("XDG_DATA_HOME", "~/.local/share")}[
            kind
        ]
        return Path(os.environ.get(variable, "").strip() or os.path.expanduser(usual)) / "readlater"
    import platformdirs

    return platformdirs.user_config_path("readlater") if kind == "config" else platformdirs.user_data_path("readlater")


def load(path: Path | None = None, environ: Mapping[str, str] | None = None, library: Path | None = None) -> Config:
    """The configuration.

    Args:
        path: the file; without it `config_path`. A file that does not exist is an empty one.
        environ: the environment; without it this process's own.
        library: the folder given on the command line, which goes before all else.

    Raises:
        ConfigError: the file or a variable is not understood; names the file, the setting and what is possible.
    """
    environ = os.environ if environ is None else environ
    path = config_path(environ) if path is None else path
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, value in _read_file(path).items():
        values[name] = _checked(name, value, f"{path}: '{name}'", path.parent)
        origins[name] = str(path)
    for name in _SCALARS:
        variable = PREFIX + name.upper()
        text = environ.get(variable, "")
        if text:
            values[name] = _checked(name, _from_text(name, text, variable), variable, Path.cwd)
            origins[name] = variable
    if folders := environ.get(f"{PREFIX}WATCH", ""):
        named = [folder for folder in folders.split(os.pathsep) if folder]
        values["watch"], origins["watch"] = _folders(named, f"{PREFIX}WATCH", Path.cwd), f"{PREFIX}WATCH"
    if library is not None:
        values["library"] = _absolute(library)
        origins["library"] = "--library"
    if "library" not in values:
        values["library"] = default_library()
    return Config(**values, origins={name: origins.get(name, "default") for name in NAMES})


def _read_file(path: Path) -> dict[str, Any]:
    """The file's settings; only the names are checked."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from error
    import tomllib

    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    for name in found:
        if name not in _IN_FILE:
            raise ConfigError(f"{path}: there is no setting '{name}'{nearest(name, _IN_FILE)}")
    return _without_import(found, path)


def _without_import(found: dict[str, Any], path: Path) -> dict[str, Any]:
    """The settings of the file with those of its table ``[import]`` among them."""
    table = found.pop("import", {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: 'import' must be a table, not {table!r}")
    for name in table:
        if name not in _IMPORT:
            raise ConfigError(f"{path}: there is no setting '{name}' in [import]{nearest(name, _IMPORT)}")
    return found | table


def nearest(name: str, known: tuple[str, ...] | list[str]) -> str:
    """``; did you mean 'theme'?`` for the known name nearest to ``name``, else the list of all."""
    import difflib

    close = difflib.get_close_matches(name.lower(), known, 1, 0.6)
    return f"; did you mean '{close[0]}'?" if close else f"; there are: {', '.join(known)}"


def _absolute(folder: Path, base: Path | None = None) -> Path:
    """``folder`` with ``~`` resolved, made absolute from ``base`` or the current folder; links are left as they are."""
    try:
        folder = folder.expanduser()
    except RuntimeError as error:
        raise ConfigError(f"'{folder}': whose home folder that is can't be found") from error
    return Path(os.path.abspath(base / folder if base else folder))


def _from_text(name: str, text: str, variable: str) -> Any:
    """The value of an environment variable in the type of its setting."""
    kind = _SCALARS[name]
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise ConfigError(f"{variable}: must be a whole number, not '{text}'") from None
    if kind is bool:
        lowered = text.strip().lower()
        if lowered in ("1", "true", "yes", "on"):
            return True
        if lowered in ("0", "false", "no", "off"):
            return False
        raise ConfigError(f"{variable}: must be 1 or 0, not '{text}'")
    return text


def _checked(name: str, value: Any, where: str, base: Path | Callable[[], Path]) -> Any:
    """``value`` if the setting may have it; paths become absolute, tables flat."""
    if name in ("keys", "categories"):
        return _table(value, where)
    if name == "tags":
        return {host: _names(tags) for host, tags in _table(value, where).items()}
    if name == "fetch":
        return _fetch(value, where)
    if name == "watch":
        return _folders(value, where, base)
    kind = _SCALARS[name]
    # Not isinstance: in Python True is a whole number; in the file it is a mistake.
    if type(value) is not kind:
        raise ConfigError(f"{where} must be {_KINDS[kind]}, not {value!r}")
    if name == "library":
        if not value:
            raise ConfigError(f"{where} must name a folder")
        return _absolute(Path(value), base() if callable(base) else base)
    if name in _RANGES and not _RANGES[name][0] <= value <= _RANGES[name][1]:
        raise ConfigError(f"{where} must be from {_RANGES[name][0]} to {_RANGES[name][1]}, not {value}")
    if name == "count_reading" and value not in COUNT_READING:
        raise ConfigError(f"{where} must be one of {', '.join(COUNT_READING)}, not '{value}'")
    if name == "time_zone" and value:
        _check_zone(value, where)
    return value


def _folders(value: Any, where: str, base: Path | Callable[[], Path]) -> tuple[str, ...]:
    """A list of folders, made absolute."""
    named = [value] if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(folder, str) and folder for folder in named):
        raise ConfigError(f"{where} must be a list of folders in quotes, not {value!r}")
    start = base() if callable(base) else base
    return tuple(dict.fromkeys(str(_absolute(Path(folder), start)) for folder in named))


def _table(value: Any, where: str) -> dict[str, str]:
    """A table of texts. ``a.b = "c"`` without quotes is TOML for a table in a table: it is made flat again."""
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
            flat[name] = ",".join(part)
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
            raise ConfigError(f"{where}: '{name}' must be {_KINDS[kind]}, not {one!r}")
        low, high = _RANGES.get(f"fetch.{name}", (0, 0))
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


_SCALARS: dict[str, type[Any]] = {
    "library": str,
    "theme": str,
    "width": int,
    "count_reading": str,
    "reading_speed": int,
    "browser": str,
    "time_zone": str,
    "trash_days": int,
    "summary_command": str,
    "summary_timeout": int,
    "ascii": bool,
    "mouse": bool,
}
_KINDS: dict[type, str] = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
_RANGES = {
    "width": (20, 200),
    "reading_speed": (50, 2000),
    "trash_days": (0, 36_500),
    "summary_timeout": (1, 3600),
    "fetch.timeout": (1, 600),
    "fetch.max_megabytes": (1, 500),
}

NAMES = tuple(one.name for one in fields(Config) if one.name != "origins")
"""The names of all settings."""

_IMPORT = ("watch",)
"""Those that stand in the file's table ``[import]``."""

_IN_FILE = (*(name for name in NAMES if name not in _IMPORT), "import")
