"""A summary by the reader's own command (the setting ``summary_command``): a local model, a script, a client.

The command is run without a shell. It receives the article's text on its standard input, finds the title and the like
in its environment and prints the summary. It is run when the reader asks for it and never by itself.
"""

from __future__ import annotations

import subprocess
import threading
from time import monotonic
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.exchange import programs
from readlater.language.safe import safe_line
from readlater.language.summary import cut

if TYPE_CHECKING:
    from readlater.model import Article

TIMEOUT = 120.0
"""Seconds that the command may take if nothing else is said."""

LONGEST = 1_200
"""Characters of the summary; what is longer is cut at a word."""

_SETTING = "summary_command"
_EXAMPLE = "\"llm --system 'Summarise this in two sentences.'\""
_MOST_OUTPUT = 1_000_000  # bytes, after which the command is stopped: it prints something else than a summary
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
    arguments = programs.arguments_of(command, _SETTING, _EXAMPLE)
    name = arguments[0]
    process = programs.start(arguments, _SETTING, programs.environment_of(article))
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
                programs.stop(process)
    said = safe_line(errors.decode("utf-8", "replace"))
    if len(output) > _MOST_OUTPUT:
        raise ReadlaterError(f"summary_command: '{name}' printed over {_MOST_OUTPUT:,} bytes and was stopped")
    if process.returncode:
        how = programs.how_it_ended(process.returncode)
        raise ReadlaterError(f"summary_command: '{name}' {how}" + (f": {cut(said, 300)}" if said else ""))
    summary = safe_line(output.decode("utf-8-sig", "replace"))
    if not summary:
        raise ReadlaterError(f"summary_command: '{name}' printed nothing" + (f": {cut(said, 300)}" if said else ""))
    return cut(summary, LONGEST)


def _converse(process: subprocess.Popen[bytes], text: bytes, timeout: float) -> tuple[bytes, bytes]:
    """Gives the process the text and takes what it prints, until it ends or prints too much."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    output, errors = bytearray(), bytearray()

    def more(chunk: bytes) -> bool:
        output.extend(chunk)
        if len(output) > _MOST_OUTPUT:
            programs.stop(process)
        return len(output) <= _MOST_OUTPUT

    keep = programs.keep(errors, programs.MOST_ERRORS)
    threads = [
        threading.Thread(target=programs.give, args=(process.stdin, [text]), daemon=True),
        threading.Thread(target=programs.take, args=(process.stderr, keep), daemon=True),
        threading.Thread(target=programs.take, args=(process.stdout, more), daemon=True),
    ]
    for thread in threads:
        thread.start()
    process.wait(timeout)
    programs.stop(process)  # what it left running in the background would keep its output open
    # A program that went away from it all (setsid) may hold the output open for ever: what is there by then, is there.
    until = monotonic() + _LINGER
    for thread in threads:
        thread.join(max(0.0, until - monotonic()))
    return bytes(output), bytes(errors)
