"""Where the program begins. What opens the screen goes straight there; everything else is the command line's.

``readlater``, with ``--library DIR`` and ``--config-dir DIR`` if need be, is what a reader waits for most often, and it
needs no parser.
"""

from __future__ import annotations

import gc
import os
import sys

_COMPLETION = "_READLATER_COMPLETE"
"""The variable with which a shell asks for completions."""


def main() -> None:
    """Runs the program and ends the process."""
    # Nothing of what is imported now is garbage; to look for some would be a tenth of the start.
    gc.disable()
    folders = screen_folders(sys.argv[1:])
    if folders is None or _COMPLETION in os.environ:
        from readlater.cli import main as command_line

        command_line()
    else:
        from readlater.cli.screen import main as screen

        screen(*folders)


def screen_folders(arguments: list[str]) -> tuple[str | None, str | None] | None:
    """The library and the configuration that the screen is to have (None: the usual one); None if it is not asked for.

    What is not plain (an option twice, an empty name, any other argument) is the parser's, which says what is wrong.
    """
    given: dict[str, str] = {}
    left = list(arguments)
    while left:
        option, equals, folder = left.pop(0).partition("=")
        if option not in ("--library", "--config-dir") or option in given or not (equals or left):
            return None
        given[option] = folder if equals else left.pop(0)
        if not given[option].strip():
            return None
    return given.get("--library"), given.get("--config-dir")
