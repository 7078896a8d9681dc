"""What the environment says about the terminal, before anything is drawn on it. Imports nothing heavy."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from readlater.errors import UsageError

SERVED_DRIVER = "readlater.tui.served:ServedDriver"
"""What ``TEXTUAL_DRIVER`` says where ``readlater serve`` started this program."""

_NO_SCREEN = ("dumb", "unknown", "emacs")
"""Terminals in which nothing can be drawn in place."""

_FEW_SIGNS = ("linux", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi", "pcansi", "cons25", "sun")
"""Terminals whose fonts lack our signs: the console of Linux holds 256 or 512 characters."""


def ascii_wanted(environ: Mapping[str, str] | None = None) -> bool:
    """Whether the screen should be drawn with ASCII characters only, as far as the environment tells.

    That is so in a terminal with few signs, and where the locale says that text is not UTF-8.
    """
    environ = os.environ if environ is None else environ
    if served(environ):
        return False
    if environ.get("TERM", "").partition("-")[0] in _FEW_SIGNS:
        return True
    if sys.platform in ("win32", "darwin"):  # UTF-8 whatever the locale says
        return False
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    name, _, encoding = locale.partition("@")[0].partition(".")
    if encoding:
        return encoding.lower().replace("-", "") != "utf8"
    # Without a locale at all nobody said anything: containers and cron jobs are like that, in terminals that can.
    return name in ("C", "POSIX")


def served(environ: Mapping[str, str] | None = None) -> bool:
    """Whether the screen is not in a terminal but in a browser (``readlater serve``)."""
    return (os.environ if environ is None else environ).get("TEXTUAL_DRIVER", "") == SERVED_DRIVER


def check(environ: Mapping[str, str] | None = None) -> None:
    """Refuses a terminal in which the screen would only be a heap of characters.

    Raises:
        UsageError: says which variable speaks of which terminal, and what works in it.
    """
    environ = os.environ if environ is None else environ
    term = environ.get("TERM", "")
    if term in _NO_SCREEN and not served(environ):
        raise UsageError(
            f"the screen can't be drawn in a terminal of the kind '{term}' (the variable TERM); "
            "'readlater list' and 'readlater show' work in any"
        )
