"""``readlater`` without a command: the screen."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from readlater.cli.session import Session
from readlater.errors import UsageError
from readlater.terminal import check, served

_LONG_LOG = 1 << 20
"""Bytes of write-ahead log that are left to the next program: to copy them into the database may take a second."""


def main(folder: str | None, config_folder: str | None = None) -> NoReturn:
    """Opens the library in ``folder`` on the screen with the configuration in ``config_folder``; ends the process.

    None stands for the usual ones.
    """
    session = None
    try:
        session = Session(folder, config_folder)
        open_screen(session)
    except BaseException as error:
        from readlater.cli.group import end_with

        failure = error

        def fail() -> None:
            try:
                raise failure
            finally:
                if session is not None:
                    session.close()

        end_with(fail)
    leave(session)


def leave(session: Session) -> NoReturn:
    """Ends the process at once, when everything is written and the terminal is as it was.

    Nobody at the prompt should wait for threads that still read, for modules to be taken down, or for SQLite, which
    copies the write-ahead log when the last connection is closed. What is in the log is safe there.
    """
    with suppress(Exception):
        log = Path(session.config.library / "library.db-wal")
        if not log.exists() or log.stat().st_size < _LONG_LOG:
            session.close()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(0)


def open_screen(session: Session) -> None:
    """Opens the library on the screen; raises UsageError where there is none."""
    need_terminal()
    library = session.library_at_once(create=True)
    from readlater.tui.app import run

    run(library, session.config)  # which may say now how fast the reader is
    session.empty_trash()


def need_terminal() -> None:
    """Raises UsageError unless standard input and output are a terminal."""
    if not has_terminal():
        raise UsageError(
            "the screen needs a terminal, but input or output is none; 'readlater list' works without, "
            "'readlater --help' shows all commands"
        )
    check()


def has_terminal() -> bool:
    """Whether both standard input and standard output are a terminal, or the ends of a browser's."""
    return served() or all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
