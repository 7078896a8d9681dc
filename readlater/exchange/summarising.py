"""A summary by the reader's own command (the setting ``summary_command``): a local model, a script, a client.

The command is run without a shell. It receives the article's text on its standard input, finds the title and the like
in its environment and prints the summary. It is run when the reader asks for it and never by itself.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING

from readlater.errors import ReadlaterError, UsageError
from readlater.language.safe import safe_line
from readlater.language.summary import cut

if TYPE_CHECKING:
    from readlater.model import Article

TIMEOUT = 120.0
"""Seconds that the command may take if nothing else is said."""

LONGEST = 1_200
"""Characters of the summary; what is longer is cut at a word."""

_MOST_OUTPUT = 1_000_000  # bytes, after which the command is stopped: it prints something else than a summary
_MOST_ERRORS = 10_000
_CHUNK = 65_536
_LINGER = 5.0
"""Seconds that what was printed may take to arrive once the command has ended."""


def summarise_with(command: str, article: Article, text: str, timeout: float = TIMEOUT) -> str:
    """Return the summary that a command makes of an article, on one line and safe to show.

    Args:
        command: the command and its arguments, as a shell would part them.
        article: what it is told in the environment: ``READLATER_TITLE``, ``_BYLINE``, ``_SITE``, ``_URL``,
            ``_LANGUAGE`` and ``_ID`` (the UUID).
        text: what it gets on its standard input, in UTF-8.
        timeout: seconds after which it is stopped.

    Raises:
        UsageError: the command is empty or its quotation marks don't match.
        ReadlaterError: it can't be run, fails, takes too long, or prints nothing.
    """
    arguments = _arguments(command)
    name = arguments[0]
    try:
        process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # a buffered stream can't be closed while a thread still reads it
            env=os.environ | _environment(article),
            start_new_session=True,  # so that what it starts is stopped with it
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadlaterError(
            f"summary_command: there is no program '{name}'; give its path, or the name of one that is on the PATH"
        ) from error
    except OSError as error:
        raise ReadlaterError(f"summary_command: '{name}' can't be run: {error.strerror or error}") from error
    with process:
        try:
            output, errors = _converse(process, text.encode("utf-8", "replace"), timeout)
        except subprocess.TimeoutExpired:
            raise ReadlaterError(
                f"summary_command: '{name}' took longer than {timeout:g} seconds and was stopped;"
                " summary_timeout says how long it may take"
            ) from None
        finally:
            if process.poll() is None:
                _stop(process)
    said = safe_line(errors.decode("utf-8", "replace"))
    if len(output) > _MOST_OUTPUT:
        raise ReadlaterError(f"summary_command: '{name}' printed over {_MOST_OUTPUT:,} bytes and was stopped")
    if process.returncode:
        how = f"failed (exit code {process.returncode})" if process.returncode > 0 else "was killed"
        raise ReadlaterError(f"summary_command: '{name}' {how}" + (f": {cut(said, 300)}" if said else ""))
    summary = safe_line(output.decode("utf-8-sig", "replace"))
    if not summary:
        raise ReadlaterError(f"summary_command: '{name}' printed nothing" + (f": {cut(said, 300)}" if said else ""))
    return cut(summary, LONGEST)


def _arguments(command: str) -> list[str]:
    try:
        arguments = shlex.split(command, posix=os.name == "posix")
    except ValueError as error:
        raise UsageError(f"summary_command: {command!r}: {str(error).lower()}; check its quotation marks") from error
    if not arguments:
        raise UsageError(
            "summary_command is not set; 'readlater config --path' names the file in which it can be, such as"
            " summary_command = \"llm --system 'Summarise this in two sentences.'\""
        )
    with suppress(RuntimeError):
        arguments[0] = str(Path(arguments[0]).expanduser()) if arguments[0].startswith("~") else arguments[0]
    return arguments


def _environment(article: Article) -> dict[str, str]:
    told = {
        "TITLE": article.title,
        "BYLINE": article.byline,
        "SITE": article.site,
        "URL": article.url,
        "LANGUAGE": article.language,
        "ID": article.uuid,
    }
    return {f"READLATER_{name}": value.replace("\0", "") for name, value in told.items()}


def _converse(process: subprocess.Popen[bytes], text: bytes, timeout: float) -> tuple[bytes, bytes]:
    """Gives the process the text and takes what it prints, until it ends or prints too much."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    output, errors = bytearray(), bytearray()
    threads = [
        threading.Thread(target=_give, args=(process.stdin, text), daemon=True),
        threading.Thread(target=_take, args=(process.stderr, errors, _MOST_ERRORS, None), daemon=True),
        threading.Thread(target=_take, args=(process.stdout, output, _MOST_OUTPUT, process), daemon=True),
    ]
    for thread in threads:
        thread.start()
    process.wait(timeout)
    _stop(process)  # what it left running in the background would keep its output open
    # A program that went away from it all (setsid) may hold the output open for ever: what is there by then, is there.
    until = monotonic() + _LINGER
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
    return bytes(output), bytes(errors)


def _give(stream: IO[bytes], text: bytes) -> None:
    with suppress(OSError, ValueError):  # it need not read all of it
        left = memoryview(text)
        while left:
            left = left[stream.write(left) :]
    with suppress(OSError, ValueError):
        stream.close()


def _take(stream: IO[bytes], into: bytearray, most: int, stopped: subprocess.Popen[bytes] | None) -> None:
    """Reads to the end and keeps the beginning; the process ``stopped`` is stopped if there is more."""
    with suppress(OSError, ValueError):
        while chunk := stream.read(_CHUNK):
            if len(into) <= most:
                into += chunk
            if stopped is not None and len(into) > most:
                _stop(stopped)
                return


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and all that it started."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
