"""Frames of the screen as text, compared with those that were found good.

A frame is what a person sees, a line per row. Set ``READLATER_UPDATE_FRAMES=1`` to write the frames anew, and read what
changed in the difference before keeping it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

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
