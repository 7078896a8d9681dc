"""Where the program begins. What opens the screen goes straight there; everything else is the command line's.

``readlater`` and ``readlater --library DIR`` are what a reader waits for most often, and they need no parser.
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
    folder = screen_folder(sys.argv[1:])
    if folder is None or _COMPLETION in os.environ:
        from readlater.cli import main as command_line

        command_line()
    else:
        from readlater.cli.screen import main as screen

        screen(folder or None)


def screen_folder(arguments: list[str]) -> str | None:
    """The library that the screen is to show (empty: the usual one); None if the arguments say anything else."""
    if not arguments:
        return ""
    if len(arguments) == 2 and arguments[0] == "--library" and arguments[1].strip():
        return arguments[1]
    if len(arguments) == 1 and arguments[0].startswith("--library=") and arguments[0][10:].strip():
        return arguments[0][10:]
    return None
