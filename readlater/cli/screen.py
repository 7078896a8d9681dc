"""``readlater`` without a command: the screen."""

from __future__ import annotations

import sys

from readlater.cli.session import Session
from readlater.errors import UsageError


def open_screen(session: Session) -> None:
    """Opens the library on the screen; raises UsageError where there is none."""
    need_terminal()
    # First, so that a mistake in it is told before anything is drawn.
    config = session.config
    library = session.library
    from readlater.tui.app import run

    run(library, config)
    session.empty_trash()


def need_terminal() -> None:
    """Raises UsageError unless standard input and output are a terminal."""
    if not has_terminal():
        raise UsageError(
            "the screen needs a terminal, but input or output is none; 'readlater list' works without, "
            "'readlater --help' shows all commands"
        )


def has_terminal() -> bool:
    """Whether both standard input and standard output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
