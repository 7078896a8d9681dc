"""The places that were gone to in this session, in order, with going back and forward as in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_KEPT = 200

Range = tuple[int, int]


class Spot(NamedTuple):
    """Exactly where a window over an article stands.

    Attributes:
        block: the block of its top line.
        offset: where in the block's text that line begins.
        shift: how many lines further down the top is, less than 0 in the space above a block.
        size: blocks and characters of the article: in another text of the same article the spot means nothing.
    """

    block: int
    offset: int
    shift: int
    size: tuple[int, int]


class Step(NamedTuple):
    """A place that was gone to.

    Attributes:
        article: the article's number.
        place: where in its text it was left.
        spot: the same exactly, as long as the text stays as it is.
        mark: the link by which it was left: pointed at when somebody comes back.
    """

    article: int
    place: int = 0
    spot: Spot | None = None
    mark: Range | None = None


class Trail:
    """A list of steps and which of them the reader is at.

    Opening an article is a step, and so is going to another place within it by a link, the outline, a mark or a search.
    """

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._at = -1

    @property
    def current(self) -> Step | None:
        """The step that the reader is at."""
        return self._steps[self._at] if self._at >= 0 else None

    @property
    def previous(self) -> Step | None:
        """The step before."""
        return self._steps[self._at - 1] if self._at > 0 else None

    def open(self, article: int) -> None:
        """Goes on to an article; what lay forward is forgotten, as after a link in a browser."""
        if self.current is None or self.current.article != article:
            self._add(Step(article))

    def jump(self) -> None:
        """Goes on to another place in the same article."""
        if self.current is not None:
            self._add(Step(self.current.article))

    def _add(self, step: Step) -> None:
        del self._steps[self._at + 1 :]
        self._steps.append(step)
        del self._steps[:-_KEPT]
        self._at = len(self._steps) - 1

    def leave(self, article: int, place: int, spot: Spot | None = None) -> None:
        """Remembers where the reader is in the article, unless the trail is at another one."""
        step = self.current
        if step is not None and step.article == article:
            mark = step.mark if (place, spot) == (step.place, step.spot) else None
            self._steps[self._at] = Step(article, place, spot, mark)

    def mark(self, mark: Range | None) -> None:
        """Remembers the link by which the place is about to be left."""
        if self._at >= 0:
            self._steps[self._at] = self._steps[self._at]._replace(mark=mark)

    def places(self, article: int) -> list[int]:
        """The places of an article to which the trail leads."""
        return [step.place for step in self._steps if step.article == article]

    def move(self, article: int, places: Mapping[int, int]) -> None:
        """The article has another text now, in which its places are these."""
        self._steps = [
            Step(article, places.get(step.place, 0)) if step.article == article else step for step in self._steps
        ]

    def go(self, steps: int) -> Step | None:
        """Goes ``steps`` forward (or back, if negative) and says where that is; None if there is nothing."""
        at = self._at + steps
        if not 0 <= at < len(self._steps):
            return None
        self._at = at
        return self._steps[at]
