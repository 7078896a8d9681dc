"""Where the configuration and the library are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from readlater.errors import ConfigError

PREFIX = "READLATER_"
"""What the names of our environment variables begin with."""

FILE = "config.toml"
"""What the configuration file is called in its folder."""


def config_path(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Path:
    """The configuration file; it need not exist.

    Args:
        environ: the environment, in which ``READLATER_CONFIG`` may name the file and ``READLATER_CONFIG_DIR`` its
            folder; without it this process's own.
        folder: the folder that the command line names, which goes before both.
    """
    environ = os.environ if environ is None else environ
    if folder is not None:
        return absolute(folder) / FILE
    if named := environ.get(f"{PREFIX}CONFIG", ""):
        return absolute(Path(named))
    if named := environ.get(f"{PREFIX}CONFIG_DIR", ""):
        return absolute(Path(named)) / FILE
    return _platform_folder("config") / FILE


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


def absolute(folder: Path, base: Path | None = None) -> Path:
    """``folder`` with ``~`` resolved, made absolute from ``base`` or the current folder; links are left as they are."""
    try:
        folder = folder.expanduser()
    except RuntimeError as error:
        raise ConfigError(f"'{folder}': whose home folder that is can't be found") from error
    return Path(os.path.abspath(base / folder if base else folder))
