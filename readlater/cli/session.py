"""What all commands of one call share: the configuration, the library, the articles that the IDs mean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from readlater.config import Config, config_path, load
from readlater.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from readlater.library import Library


class Session:
    """One call of the command line. The library is opened when a command first asks for it, and closed at the end."""

    def __init__(self, folder: str | None = None, config_folder: str | None = None) -> None:
        """``folder``: what ``--library`` said; ``config_folder``: what ``--config-dir`` said."""
        for option, given in (("--library", folder), ("--config-dir", config_folder)):
            if given is not None and not given.strip():
                raise UsageError(f"{option} needs the name of a folder")
        if config_folder is not None and not Path(config_folder).expanduser().is_dir():
            raise UsageError(f"--config-dir: there is no folder '{config_folder}'")
        self._folder = folder
        self._config_folder = config_folder
        self._config: Config | None = None
        self._library: Library | None = None

    @property
    def config(self) -> Config:
        """The settings; raises ConfigError."""
        if self._config is None:
            self._config = load(self.config_path, library=Path(self._folder) if self._folder else None)
        return self._config

    @property
    def config_path(self) -> Path:
        """The configuration file; it need not exist."""
        return config_path(folder=Path(self._config_folder) if self._config_folder else None)

    @property
    def repeated(self) -> list[str]:
        """The options with which another readlater works on the same library with the same settings."""
        options = ["--library", str(self.config.library)]
        return [*options, "--config-dir", str(self.config.folder)] if self._config_folder else options

    def use_library(self, folder: Path) -> None:
        """Goes on with another library."""
        self.close()
        self._config = self.config.with_library(folder)

    @property
    def zone(self) -> tzinfo | None:
        """The reader's time zone; None is the system's own."""
        return self.config.zone

    @property
    def library(self) -> Library:
        """The library; raises NotFoundError where there is none, for a mistyped folder must not become one."""
        return self._library or self._open(create=False)

    def make_library(self) -> Library:
        """The library, made if it is not there: for commands that put something in."""
        return self._library or self._open(create=True)

    def library_at_once(self, *, create: bool = False) -> Library:
        """The library, also if an older readlater made its index: for who brings that up to date later, or says so."""
        return self._library or self._open(create=create, update=False)

    def _open(self, *, create: bool, update: bool = True) -> Library:
        from readlater.library import Library

        self._library = Library.open(self.config.library, create=create, zone=self.zone)
        if not self.config.reading_speed:
            self._config = self.config.with_pace(self._library.pace())
        if update and self._library.outdated_index():
            from readlater.cli.indexing import bring_up_to_date

            bring_up_to_date(self._library)
        return self._library

    @property
    def has_library(self) -> bool:
        """Whether the folder already holds a library (or something in its place)."""
        return self._library is not None or (self.config.library / "library.db").exists()

    def article_id(self, key: str) -> int:
        """The article that a UUID or a prefix of one means; raises NotFoundError, AmbiguousError."""
        return self.library.find_id(key.strip())

    def article_ids(self, keys: Iterable[str]) -> list[int]:
        """The articles that the keys mean, each once and in this order; ``-`` stands for those on standard input."""
        wanted: list[str] = []
        for key in keys:
            wanted.extend(_keys_from_input() if key == "-" else [key])
        if not wanted:
            raise UsageError("no ID was given on standard input")
        return list(dict.fromkeys(self.article_id(key) for key in wanted))

    def empty_trash(self) -> None:
        """Removes for ever what was in the trash for longer than ``trash_days``; a busy library can wait."""
        if self.config.trash_days:
            with suppress(LibraryError):
                self.library.purge_trash(self.config.trash_days)

    def local(self, time: datetime) -> datetime:
        """``time`` in the reader's time zone."""
        return time.astimezone(self.zone)

    def iso(self, time: datetime | None) -> str | None:
        """``time`` as the JSON output has it: ISO 8601 with offset, to the second."""
        return None if time is None else self.local(time).isoformat(timespec="seconds")

    def close(self) -> None:
        """Closes the library if it was opened."""
        if self._library is not None:
            self._library.close()
            self._library = None


def _keys_from_input() -> list[str]:
    """The first word of every line of standard input."""
    return [line.split()[0] for line in sys.stdin if line.strip()]


Given = ParamSpec("Given")
Result = TypeVar("Result")


def pass_session(command: Callable[Concatenate[Session, Given], Result]) -> Callable[Given, Result]:
    """Gives a command the `Session` as its first argument."""

    @wraps(command)
    def with_session(*args: Given.args, **options: Given.kwargs) -> Result:
        import click  # not above: the screen has a session too, and needs no parser

        session = click.get_current_context().find_object(Session)
        assert session is not None
        return command(session, *args, **options)

    return with_session
