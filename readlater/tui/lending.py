"""Lending the terminal to another program: a pager, an editor, a browser for it. The screen waits meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.app import App, SuspendNotSupported

from readlater.errors import ReadlaterError


def shell(command: str) -> list[str]:
    """A shell command for `lend`. The shell lives as long as what it runs, which Ctrl+C is meant for."""
    return ["sh", "-c", f"trap : INT QUIT\n{command}"]


def lend(
    app: App[Any], arguments: Sequence[str], data: bytes | None = None, told: Mapping[str, str] | None = None
) -> int:
    """Runs a program that has the terminal to itself, and returns its exit code.

    Nothing else happens on the screen until it ends: two programs can't have one terminal.

    Args:
        app: the screen.
        arguments: the program and its arguments.
        data: what it gets on standard input; None: the terminal.
        told: what it finds in its environment besides our own.

    Raises:
        ReadlaterError: it can't be run, or there is no terminal (as in a web browser).
    """
    code, failed = 0, ""
    try:
        with app.suspend(), _signals():
            # Nothing may be raised in here: the screen would not come back.
            try:
                code = _run(arguments, data, told or {})
            except OSError as error:
                failed = error.strerror or str(error)
            except Exception as error:
                failed = str(error)
    except SuspendNotSupported as error:
        raise ReadlaterError(f"'{arguments[0]}' needs a terminal, which is not to be had here") from error
    if failed:
        raise ReadlaterError(f"'{arguments[0]}' can't be run: {failed}")
    return code


def _run(arguments: Sequence[str], data: bytes | None, told: Mapping[str, str]) -> int:
    process = subprocess.Popen(arguments, stdin=None if data is None else subprocess.PIPE, env=os.environ | dict(told))
    process.communicate(data)  # a program that does not read all of it is no failure
    if process.returncode:
        print(f"\n[ended with code {process.returncode}: enter goes back to readlater] ", end="", flush=True)
        if sys.__stdin__ is not None:
            sys.__stdin__.readline()
    return process.returncode


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Ctrl+C is the other program's and not ours; Ctrl+Z stops us both, so that the shell has the terminal."""
    kept = {}
    for name, handler in (
        ("SIGINT", _nothing),  # and not SIG_IGN, which the program would inherit
        ("SIGQUIT", _nothing),
        ("SIGTSTP", signal.SIG_DFL),
        ("SIGCONT", signal.SIG_DFL),
    ):
        number = getattr(signal, name, None)
        if number is not None:
            kept[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, before in kept.items():
            if before is not None:  # None: it was not set by Python
                signal.signal(number, before)


def _nothing(*_: object) -> None:
    """Does nothing."""
