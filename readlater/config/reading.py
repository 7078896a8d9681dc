"""Reading the configuration: the file, then the environment, then what the command line says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from readlater.config.checking import checked, folders, from_text, nearest
from readlater.config.places import PREFIX, absolute, config_path, default_library
from readlater.config.settings import AUTO, IMPORT, IN_FILE, NAMES, SCALARS, Config
from readlater.errors import ConfigError
from readlater.terminal import ascii_wanted


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
        values[name] = checked(name, value, f"{path}: '{name}'", path.parent)
        origins[name] = str(path)
    for name in SCALARS:
        variable = PREFIX + name.upper()
        text = environ.get(variable, "")
        if text:
            values[name] = checked(name, from_text(name, text, variable), variable, Path.cwd)
            origins[name] = variable
    if watched := environ.get(f"{PREFIX}WATCH", ""):
        named = [folder for folder in watched.split(os.pathsep) if folder]
        values["watch"], origins["watch"] = folders(named, f"{PREFIX}WATCH", Path.cwd), f"{PREFIX}WATCH"
    if library is not None:
        values["library"] = absolute(library)
        origins["library"] = "--library"
    if values.get("ascii", AUTO) == AUTO:
        values["ascii"] = ascii_wanted(environ)
    if "library" not in values:
        values["library"] = default_library()
    return Config(**values, path=path, origins={name: origins.get(name, "default") for name in NAMES})


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
        if name not in IN_FILE:
            raise ConfigError(f"{path}: there is no setting '{name}'{nearest(name, IN_FILE)}")
    return _without_import(found, path)


def _without_import(found: dict[str, Any], path: Path) -> dict[str, Any]:
    """The settings of the file with those of its table ``[import]`` among them."""
    table = found.pop("import", {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: 'import' must be a table, not {table!r}")
    for name in table:
        if name not in IMPORT:
            raise ConfigError(f"{path}: there is no setting '{name}' in [import]{nearest(name, IMPORT)}")
    return found | table
