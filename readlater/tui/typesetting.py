"""How the text is set: length of lines, alignment, spacing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

MEASURE_STEP = 4
"""Columns by which lines become longer or shorter."""

_SPACINGS = {1: "lines close together", 2: "an empty line between lines", 3: "two empty lines between lines"}


class Typesetting:
    """Changes how the text is set, and remembers it with the library. The line at the top stays there."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def widen(self, steps: int) -> None:
        """Makes the lines of the reader longer, or shorter; as often as the number before the key says."""
        reader = self._screen.reader
        steps *= self._screen.dispatch.times
        # From what is seen: a pane that is narrower than the lines might be has nothing to show for a while else.
        now = min(reader.measure, reader.column) if steps < 0 else reader.measure
        measure = reader.set_measure(now + steps * MEASURE_STEP)
        self._screen.remember("measure", str(measure))
        if reader.column < measure:
            self._screen.status.tell(f"lines of {measure} columns; the pane has room for {reader.column}")
        else:
            self._screen.status.tell(f"lines of {measure} columns")

    def align(self) -> None:
        """Sets the text in the middle, or at the left."""
        reader = self._screen.reader
        reader.set_align("left" if reader.align == "centre" else "centre")
        self._screen.remember("align", reader.align)
        where = "at the left of the pane" if reader.align == "left" else "in the middle of the pane"
        self._screen.status.tell(f"text {where}")

    def space(self) -> None:
        """Sets the lines further apart, after the third step close together; a number before the key says how far."""
        reader, dispatch = self._screen.reader, self._screen.dispatch
        reader.set_spacing(dispatch.times if dispatch.counted else reader.spacing % len(_SPACINGS) + 1)
        self._screen.remember("spacing", str(reader.spacing))
        self._screen.status.tell(_SPACINGS[reader.spacing])
