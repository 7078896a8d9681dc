"""Going from place to place, in the article that is open and from one to another, and back again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from readlater.tui.trail import Range, Step, Trail, Visit

if TYPE_CHECKING:
    from readlater.tui.reading import Desk
    from readlater.tui.screens.main import MainScreen


class Travelling:
    """Goes from place to place; what is gone to is a step of the trail. `Desk` opens the articles."""

    def __init__(self, screen: MainScreen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk
        self.trail = Trail()
        screen.sidebar.trail = self.beside

    def jump(self, to: int | Callable[[], object], *, mark: Range | None = None) -> None:
        """Goes elsewhere in the article that is shown; if it is open, that is a step of the trail.

        What was not read on the way there does not count as read.

        Args:
            to: an offset into its text, or what goes there.
            mark: the link that leads there: pointed at on coming back.
        """
        reader = self._screen.reader
        self.note_place()
        before = reader.spot
        with reader.looking():
            if callable(to):
                to()
            else:
                reader.go_to(to)
        if self._desk.is_open and (mark is not None or reader.spot != before):
            self.trail.mark(mark)
            self.trail.jump()
            self.note_place()
            self._screen.sidebar.renew_trail()

    def visit(self, article_id: int, place: int) -> None:
        """Goes to a place in an article, which is opened if it is not."""
        if self._desk.is_open and article_id == self._desk.shown_id:
            self._screen.focus_pane_reader()
            self.jump(place)
        else:
            self._desk.open(article_id, place=place)

    def leave_by(self, mark: Range | None) -> None:
        """Notes the link by which the article is about to be left; from a preview the way back leads to it, too."""
        if not self._desk.is_open and self._desk.shown_id:
            self.trail.open(self._desk.shown_id, self._desk.shown_title)
        self.note_place(preview=True)
        self.trail.mark(mark)

    def go(self, steps: int) -> None:
        """Back (or forward) through what was opened and the places that were gone to within it."""
        self.note_place()
        step = self.trail.go(steps)
        if step is None:
            self._screen.status.tell("nothing to go back to" if steps < 0 else "nothing to go forward to")
            return
        self._desk.open(step.article, place=step.place, trail=False, then=partial(self._return_to, step))

    def go_to(self, visit: Visit) -> None:
        """To any place of the trail; back and forward lead along the way to it from then on."""
        self.note_place()
        step = self.trail.go_to(visit)
        self._desk.open(step.article, place=step.place, trail=False, then=partial(self._return_to, step))

    def _return_to(self, step: Step) -> None:
        reader = self._screen.reader
        with reader.looking():
            reader.return_to(step.place, step.spot)
        if step.mark is not None:
            reader.mark_passage(*step.mark)
        self._screen.sidebar.renew_trail()

    def beside(self) -> list[tuple[int, str]]:
        """The other articles before and after the open one on the trail: (steps to it, its title)."""
        here = self.trail.current
        if here is None or not self._desk.is_open or here.article != self._desk.shown_id:
            return []
        found = (self.trail.to_other(-1), self.trail.to_other(1))
        return [(steps, visit.title) for steps, visit in filter(None, found)]

    def go_beside(self, direction: int) -> None:
        """To the next other article on the trail, forward (1) or back (-1)."""
        found = self.trail.to_other(direction)
        self.go(found[0] if found is not None else direction)

    def note_place(self, *, preview: bool = False) -> None:
        """Notes in the trail where the reader is."""
        if self._desk.is_open or preview:
            reader = self._screen.reader
            self.trail.leave(self._desk.shown_id, reader.place, reader.spot)
