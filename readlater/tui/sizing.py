"""How wide the panes are: by key, by dragging their edges, and as it was the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.tui.commands import Pane
from readlater.tui.panes import LEAST, most_columns

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

STEP = 4
"""Columns by which a pane becomes wider with one press, unless a number was typed before it."""


class Sizing:
    """Changes the widths of drawer, list, outline and sidebar, and remembers them with the library."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def widen(self, step: int) -> None:
        """Makes the pane that has the keys wider (1) or narrower (-1), by a few columns or the number typed before."""
        screen = self._screen
        pane, direction = self._pane()
        if pane is None:
            screen.status.tell("there is one pane, and it has all the room")
            return
        dispatch = screen.dispatch
        columns = dispatch.times if dispatch.counted else STEP
        before = screen.plan.width(pane)
        self.set(pane, before + direction * step * columns)
        now = screen.plan.width(pane)
        self._keep(pane)
        if now != before:
            of_reader = screen.columns - sum(taken for _, taken in screen.plan.widths)
            screen.status.tell(f"{screen.pane}: {screen.plan.width(screen.pane) or of_reader} columns")
        else:
            screen.status.tell("it can't be wider" if step > 0 else "it can't be narrower")

    def _pane(self) -> tuple[Pane | None, int]:
        """The pane whose width changes, and which way: the reader has what the pane beside it leaves."""
        screen = self._screen
        shown = screen.shown_panes
        if len(shown) < 2:
            return None, 1
        if screen.pane is not Pane.READER:
            return screen.pane, 1
        at = shown.index(Pane.READER)
        return shown[at - 1 if at else at + 1], -1

    def set(self, pane: Pane, columns: int) -> None:
        """Gives a pane so many columns, as far as the others have enough left."""
        screen = self._screen
        most = most_columns(screen.plan, pane, screen.columns)
        screen.chosen = {**screen.chosen, pane: max(LEAST[pane], min(columns, most))}
        screen.arrange_panes()

    def drag(self, pane: Pane, column: int, *, done: bool) -> None:
        """The edge of a pane was dragged to a column of the screen."""
        screen = self._screen
        if pane not in screen.shown_panes or len(screen.shown_panes) < 2:
            return
        right = pane is Pane.SIDEBAR
        columns = screen.columns - column if right else column - screen.plan.left(pane, screen.columns)
        if columns != screen.plan.width(pane):
            self.set(pane, columns)
        if done:
            self._keep(pane)

    def usual(self, *panes: Pane) -> None:
        """Gives panes (none: all) their usual widths."""
        screen = self._screen
        screen.chosen = {pane: width for pane, width in screen.chosen.items() if panes and pane not in panes}
        screen.arrange_panes()
        for pane in panes or tuple(LEAST):
            self._keep(pane)
        screen.status.tell("the usual widths")

    def _keep(self, pane: Pane) -> None:
        self._screen.remember(f"{pane}-width", str(self._screen.chosen.get(pane, "")))
