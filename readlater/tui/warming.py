"""Importing, beside the keys, what the first frame did not need: the first use of a command is as quick as the second.

Left to first use, these modules are up to twenty milliseconds on the event loop at the first ``/`` or ``?``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from importlib import import_module

WARM_AFTER = 1.0
"""Seconds after the start: the first frame and the first keys go before."""

PAUSE = 0.03
"""Seconds between two modules: keys and frames don't wait for more than one."""

MODULES = (
    "layout.find",
    "layout.positions",
    "typesetting",
    "selecting",
    "widgets.which_key",
    "hints",
    "marking",
    "editing",
    "listed",
    "picking",
    "relating",
    "screens.help",
    "palette",
    "outlining",
    "highlighting",
    "mark_mode",
    "layout.caret",
    "remembering",
    "screens.highlights",
    "screens.review",
    "jumping",
    "screens.jump",
    "tracing",
    "screens.trail",
    "counting",
    "screens.statistics",
    "screens.readings",
    "widgets.drawer",
    "shelving",
    "journal",
    "screens.history",
    "screens.output",
    "piping",
)
"""In ``readlater.tui``, what is likeliest to be needed first; what takes long neither to import nor to do is not here:
every module costs memory, too."""


def warm(wait: Callable[[float], bool]) -> None:
    """Imports them; ``wait`` waits so many seconds and says whether the program ends."""
    for name in MODULES:
        if wait(PAUSE):
            return
        with contextlib.suppress(ImportError):  # told when it is needed
            import_module(f"readlater.tui.{name}")
