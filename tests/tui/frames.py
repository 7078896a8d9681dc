"""Frames of the screen as text, compared with those that were found good.

A frame is what a person sees, a line per row. Set ``READLATER_UPDATE_FRAMES=1`` to write the frames anew, and read what
changed in the difference before keeping it.
"""

from __future__ import annotations

import asyncio
import difflib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

FOLDER = Path(__file__).parent / "snapshots"


def check_frame(name: str, frame: str) -> None:
    """Fails if the frame is not the one that was found good, and shows where they differ."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("READLATER_UPDATE_FRAMES"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(frame, "utf-8")
        return
    good = path.read_text("utf-8") if path.exists() else ""
    if frame != good:
        lines = difflib.unified_diff(good.splitlines(), frame.splitlines(), f"{name} as it was", "as it is", "", "", 1)
        raise AssertionError("\n".join(lines))


async def comes_to(name: str, take: Callable[[], str], seconds: float = 5.0) -> None:
    """Waits until the frame is the one that was found good: colours of code, pictures and counts come a moment later.

    Fails as `check_frame` does if it does not become that.
    """
    path = FOLDER / f"{name}.txt"
    good = path.read_text("utf-8") if path.exists() else ""
    updating = bool(os.environ.get("READLATER_UPDATE_FRAMES"))
    end = time.monotonic() + (0.5 if updating else seconds)
    while time.monotonic() < end and (updating or take() != good):
        await asyncio.sleep(0.01)
    check_frame(name, take())


def styled_frame(strips: Iterable[Iterable[Segment]]) -> str:
    """The screen with its colours: below every line of text a line with a letter per cell, and what they stand for.

    A space is the style that most cells have; letters are given in the order in which the others are met.
    """
    screen = [list(strip) for strip in strips]
    cells = Counter[str]()
    for segment in (segment for strip in screen for segment in strip):
        cells[described(segment.style)] += segment.cell_length
    usual = max(cells, key=lambda name: cells[name])
    letters = {usual: " "} | dict(zip([name for name in cells if name != usual], _LETTERS, strict=False))
    rows: list[str] = []
    for strip in screen:
        rows.append("".join(segment.text for segment in strip).rstrip())
        rows.append("".join(letters[described(segment.style)] * segment.cell_length for segment in strip).rstrip())
    return "\n".join([*rows, *(f"{letter!r} {name}" for name, letter in letters.items())]) + "\n"


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&*+=?@^~"


def described(style: Style | None) -> str:
    """A style in words: ``#d8d5cd on #14161a bold``."""
    if style is None:
        return "nothing"
    attributes = ("bold", "dim", "italic", "underline", "reverse", "strike")
    named = [name for name in attributes if getattr(style, name)]
    return " ".join([_named(style.color), "on", _named(style.bgcolor), *named])


def _named(colour: Color | None) -> str:
    return "default" if colour is None or colour.is_default else colour.name
