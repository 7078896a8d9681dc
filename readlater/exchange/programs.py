"""Commands of the reader's own, as programs that run beside us: started without a shell, fed, listened to, stopped.

What a command is told of an article stands in its environment: ``READLATER_TITLE``, ``_BYLINE``, ``_SITE``, ``_URL``,
``_LANGUAGE`` and ``_ID`` (the UUID).
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from readlater.errors import ReadlaterError, UsageError
from readlater.language.safe import safe_line

if TYPE_CHECKING:
    from readlater.model import Article

MOST_ERRORS = 10_000
"""Bytes that are kept of what a command writes to its standard error."""

_CHUNK = 65_536


def arguments_of(command: str, setting: str, example: str) -> list[str]:
    """The program and its arguments, parted as a shell would part them.

    Args:
        command: the value of the setting.
        setting: its name, with which messages begin.
        example: a value that it may have.

    Raises:
        UsageError: the command is empty or its quotation marks don't match.
    """
    try:
        arguments = shlex.split(command, posix=os.name == "posix")
    except ValueError as error:
        raise UsageError(f"{setting}: {command!r}: {str(error).lower()}; check its quotation marks") from error
    if not arguments:
        raise UsageError(
            f"{setting} is not set; 'readlater config --path' names the file in which it can be, such as"
            f" {setting} = {example}"
        )
    with suppress(RuntimeError):
        arguments[0] = str(Path(arguments[0]).expanduser()) if arguments[0].startswith("~") else arguments[0]
    return arguments


def environment_of(article: Article) -> dict[str, str]:
    """What a command is told of an article."""
    told = {
        "TITLE": article.title,
        "BYLINE": article.byline,
        "SITE": article.site,
        "URL": article.url,
        "LANGUAGE": article.language,
        "ID": article.uuid,
    }
    return {f"READLATER_{name}": value.replace("\0", "") for name, value in told.items()}


def start(
    arguments: Sequence[str], setting: str, environment: Mapping[str, str], *, listen: bool = True
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, so that what it starts is stopped with it.

    Args:
        arguments: it and its arguments.
        setting: what messages begin with.
        environment: what it finds in its environment besides our own.
        listen: whether what it prints is of interest; what it writes to its standard error always is.

    Raises:
        ReadlaterError: it can't be run.
    """
    name = arguments[0]
    try:
        return subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if listen else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,  # a buffered stream can't be closed while a thread still reads it
            env=os.environ | dict(environment),
            start_new_session=True,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadlaterError(
            f"{setting}: there is no program '{name}'; give its path, or the name of one that is on the PATH"
        ) from error
    except OSError as error:
        raise ReadlaterError(f"{setting}: '{name}' can't be run: {error.strerror or error}") from error


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and all that it started, whatever they think of it."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def give(stream: IO[bytes], parts: Iterable[bytes]) -> None:
    """Writes to a program, which need not read all of it, and closes."""
    with suppress(OSError, ValueError):
        for part in parts:
            left = memoryview(part)
            while left:
                left = left[stream.write(left) :]
    with suppress(OSError, ValueError):
        stream.close()


def take(stream: IO[bytes], more: Callable[[bytes], bool]) -> None:
    """Reads what a program writes until it ends, or until ``more`` of what it got says that it has enough."""
    with suppress(OSError, ValueError):
        while chunk := stream.read(_CHUNK):
            if not more(chunk):
                return


def keep(into: bytearray, most: int) -> Callable[[bytes], bool]:
    """For `take`: keeps a little more than ``most`` bytes, and reads on."""

    def more(chunk: bytes) -> bool:
        if len(into) <= most:
            into.extend(chunk)
        return True

    return more


def how_it_ended(code: int) -> str:
    """``failed (exit code 2)``, or that it was killed."""
    return f"failed (exit code {code})" if code > 0 else "was killed"


def first_line(errors: bytes) -> str:
    """The first line that is not empty of what a program wrote to its standard error, safe to show."""
    lines = (safe_line(line) for line in errors.decode("utf-8", "replace").splitlines())
    return next((line for line in lines if line), "")
