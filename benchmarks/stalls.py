"""The rows of the table about the event loop: the longest stall in every step of a journey through the program.

What every Textual program pays for painting a screen of this size anew stands beside it.
"""

from __future__ import annotations

import asyncio
import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.baselines import panes
from benchmarks.event_loop import Recorder
from benchmarks.report import Row
from benchmarks.screen import library_of_texts

SIZE = (120, 40)
LIMIT = 10.0
"""Milliseconds that nothing on the event loop should take."""

BEFORE_KEYS = "until the first frame"
"""The step with no such limit: nothing can wait for it yet, and how long it is has a row and a budget of its own."""

Step = tuple[str, tuple[str, ...], float]
"""What it is called, the keys, and the seconds until it has come to its end."""

BIG_LIBRARY: tuple[Step, ...] = (
    ("j 30 times", ("j",) * 30, 0.5),
    ("a page of the list", ("pagedown",) * 5, 0.5),
    ("the end of the list", ("G",), 0.5),
    ("its beginning", ("g",), 0.5),
    ("another view", ("0",), 1.5),
    ("back to the inbox", ("1",), 1.5),
    ("type a search", ("slash", "w", "a", "t", "e"), 1.0),
    ("search", ("enter",), 1.0),
    ("clear the search", ("escape",), 1.0),
    ("open an article", ("enter",), 1.0),
    ("read on", ("space",) * 5, 0.5),
    ("wider lines", (">",), 0.5),
    ("find", ("slash", "e", "enter"), 0.5),
    ("next match", ("n",) * 3, 0.5),
    ("back to the list", ("q", "q"), 0.8),
    ("archive", ("a",), 1.5),
    ("undo", ("u",), 1.5),
    ("the sidebar", ("w",), 0.5),
    ("leave it", ("q",), 0.5),
    ("select everything", ("*",), 1.0),
    ("archive everything", ("a",), 30.0),
    ("undo that", ("u",), 30.0),
    ("the drawer", ("W",), 1.5),
    ("down the drawer", ("j",) * 12, 0.5),
    ("fold and unfold in it", ("space", "space"), 0.5),
    ("the drawer goes", ("W",), 1.0),
    ("groups by day", ("V", "g", "2"), 1.5),
    ("the next groups", ("right_curly_bracket",) * 5, 0.5),
    ("the end of the groups", ("G",), 0.5),
    ("groups by site", ("V", "g", "4"), 1.5),
    ("no groups", ("V", "g", "1"), 1.5),
    ("jump by a title", ("ctrl+k", "w", "a", "t"), 2.0),
    ("leave the jump", ("escape",), 0.5),
    ("a built-in list", ("P", "f"), 2.0),
    ("suggestions", ("P", "n"), 5.0),
    ("leave the list", ("escape",), 1.0),
    ("snooze", ("Z", "enter"), 2.0),
    ("undo the snooze", ("u",), 2.0),
    ("all highlights", ("quotation_mark", "quotation_mark"), 2.0),
    ("down the highlights", ("j",) * 20, 0.5),
    ("the end of the highlights", ("G",), 1.0),
    ("search the highlights", ("slash", "l", "i", "s", "enter"), 1.5),
    ("leave the highlights", ("escape", "q"), 1.0),
    ("review", ("quotation_mark", "r"), 1.5),
    ("leave the review", ("escape",), 1.0),
    ("statistics", ("U",), 3.0),
    ("over the calendar", ("k",) * 10, 0.5),
    ("leave the statistics", ("q",), 1.0),
    ("the trail", ("ctrl+o",), 1.0),
    ("leave the trail", ("escape",), 0.5),
    ("readings", ("V", "r"), 1.0),
    ("leave the readings", ("escape",), 0.5),
)
LONG_ARTICLE: tuple[Step, ...] = (
    ("open 50,000 words", ("enter",), 2.0),
    ("to the end of it", ("G",), 0.5),
    ("to its beginning", ("g",), 0.5),
    ("wider lines of it", (">",), 1.0),
    ("find in it", ("slash", "a", "r", "enter"), 1.0),
    ("next match in it", ("n",) * 3, 0.5),
    ("begin to mark", ("v",), 0.5),
    ("mark more", ("w",) * 5 + ("s", "p", "j", "j"), 0.5),
    ("mark to the end", ("G",), 0.5),
    ("a highlight of all of it", ("enter",), 1.0),
    ("undo the highlight", ("u",), 1.0),
    ("the next one", ("J",), 2.0),
    ("back from it", ("q",), 1.0),
)


def rows(folder: Path) -> Iterator[Row]:
    """The rows; ``folder`` is the library of 100,000 articles, which is copied because the journey changes it."""
    floor = asyncio.run(panes.repaint(SIZE)) * 1e3
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "large"
        shutil.copytree(folder, copy)
        yield from _rows(asyncio.run(_journey(copy, BIG_LIBRARY)), floor)
    with tempfile.TemporaryDirectory() as temporary:
        library_of_texts(Path(temporary) / "long", 50_000, 4)
        yield from _rows(asyncio.run(_journey(Path(temporary) / "long", LONG_ARTICLE)), floor)


def _rows(longest: dict[str, float], floor: float) -> Iterator[Row]:
    for step, seconds in longest.items():
        yield Row(
            f"longest stall: {step}",
            seconds * 1e3,
            "ms",
            limit=None if step == BEFORE_KEYS else LIMIT,
            baseline_name="a bare Textual app paints anew",
            baseline=floor,
        )


async def _journey(folder: Path, steps: tuple[Step, ...]) -> dict[str, float]:
    """Opens the library and takes the steps; the longest stall of each, in seconds."""
    from readlater.config import Config
    from readlater.library import Library
    from readlater.tui.app import SWITCH_SECONDS, ReadlaterApp

    sys.setswitchinterval(SWITCH_SECONDS)
    with Library.open(folder) as library:
        app = ReadlaterApp(library, Config(library=folder))
        try:
            with Recorder(BEFORE_KEYS) as recorder:
                gc.freeze()
                gc.disable()  # as `readlater.tui.app.run` does
                async with app.run_test(size=SIZE) as pilot:
                    recorder.step = "the seconds after it"
                    await pilot.pause(2.5)
                    for name, keys, pause in steps:
                        recorder.step = name
                        for key in keys:
                            await pilot.press(key)
                        await _quiet(app, pause)
                    recorder.step = "leaving"
        finally:
            app.close()
            gc.enable()
            gc.unfreeze()
    return recorder.longest


async def _quiet(app: Any, seconds: float) -> None:
    """Waits until nothing is going on, at least a fifth of a second and at most ``seconds``."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    await asyncio.sleep(0.2)
    while loop.time() < end and any(not one.is_finished and one.group != "watch" for one in app.workers):
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
