"""The places that were gone to in this session, with going back and forward as in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

_KEPT = 200
"""How many steps are remembered."""

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


class Visit:
    """A step of the trail and when it was made; from which it was made, and to which it last led.

    Attributes:
        step: the place.
        title: what the article was called then.
        time: when somebody went there.
        back: the visit before it; None for the first.
        onward: the visit to which going forward leads; None at the end.
        others: those to which it led before: what was left aside when somebody went back and then elsewhere.
    """

    __slots__ = ("back", "onward", "others", "step", "time", "title")

    def __init__(self, step: Step, title: str, time: datetime, back: Visit | None) -> None:
        self.step = step
        self.title = title
        self.time = time
        self.back = back
        self.onward: Visit | None = None
        self.others: list[Visit] = []


class Row(NamedTuple):
    """A line of the trail: a visit, and how many times the way to it was left aside: 0 for the way that is gone now."""

    visit: Visit
    depth: int


class Trail:
    """The steps that were made, as a tree, and which of them the reader is at.

    Opening an article is a step, and so is going to another place within it by a link, the outline, a mark or a search.
    Back and forward lead along one way, as in a browser; the ways that were left aside are kept, to be looked up.
    """

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at: Visit | None = None

    @property
    def here(self) -> Visit | None:
        """The visit that the reader is at."""
        return self._at

    @property
    def current(self) -> Step | None:
        """The step that the reader is at."""
        return self._at.step if self._at is not None else None

    @property
    def previous(self) -> Step | None:
        """The step before."""
        return self._at.back.step if self._at is not None and self._at.back is not None else None

    def open(self, article: int, title: str = "") -> None:
        """Goes on to an article; what lay forward is left aside, as after a link in a browser."""
        if self.current is None or self.current.article != article:
            self._add(Step(article), title)

    def jump(self) -> None:
        """Goes on to another place in the same article."""
        if self._at is not None:
            self._add(Step(self._at.step.article), self._at.title)

    def _add(self, step: Step, title: str) -> None:
        before = self._at
        self._at = Visit(step, title, datetime.now(UTC), before)
        if before is not None:
            if before.onward is not None:
                before.others.append(before.onward)
            before.onward = self._at
        self._visits.append(self._at)
        if len(self._visits) > _KEPT:
            self._forget(self._visits.pop(0))

    def _forget(self, oldest: Visit) -> None:
        for visit in self._visits:
            if visit.back is oldest:
                visit.back = None

    def leave(self, article: int, place: int, spot: Spot | None = None) -> None:
        """Remembers where the reader is in the article, unless the trail is at another one."""
        step = self.current
        if self._at is not None and step is not None and step.article == article:
            mark = step.mark if (place, spot) == (step.place, step.spot) else None
            self._at.step = Step(article, place, spot, mark)

    def mark(self, mark: Range | None) -> None:
        """Remembers the link by which the place is about to be left."""
        if self._at is not None:
            self._at.step = self._at.step._replace(mark=mark)

    def places(self, article: int) -> list[int]:
        """The places of an article to which the trail leads."""
        return [visit.step.place for visit in self._visits if visit.step.article == article]

    def move(self, article: int, places: Mapping[int, int]) -> None:
        """The article has another text now, in which its places are these."""
        for visit in self._visits:
            if visit.step.article == article:
                visit.step = Step(article, places.get(visit.step.place, 0))

    def go(self, steps: int) -> Step | None:
        """Goes ``steps`` forward (or back, if negative) and says where that is; None if there is nothing."""
        visit = self._at
        for _ in range(abs(steps)):
            if visit is None:
                return None
            visit = visit.onward if steps > 0 else visit.back
        if visit is None:
            return None
        self._at = visit
        return visit.step

    def go_to(self, visit: Visit) -> Step:
        """Goes to a visit; from now on back and forward lead along the way to it."""
        self._at = visit
        after, before = visit, visit.back
        while before is not None:
            if before.onward is not after:
                before.others = [one for one in (*before.others, before.onward) if one not in (None, after)]
                before.onward = after
            after, before = before, before.back
        return visit.step

    def to_other(self, direction: int) -> tuple[int, Visit] | None:
        """The nearest visit to another article, back (-1) or forward (1), and how many steps it is to it."""
        visit, steps = self._at, 0
        while visit is not None:
            if self._at is not None and visit.step.article != self._at.step.article:
                return steps, visit
            visit, steps = visit.onward if direction > 0 else visit.back, steps + direction
        return None

    def rows(self) -> list[Row]:
        """All visits, the first one first; what was left aside stands behind the place where that was."""
        rows: list[Row] = []
        stack = [Row(visit, 0) for visit in reversed(self._visits) if visit.back is None]
        while stack:
            row = stack.pop()
            rows.append(row)
            if row.visit.onward is not None:
                stack.append(Row(row.visit.onward, row.depth))
            stack += [Row(other, row.depth + 1) for other in reversed(row.visit.others)]
        return rows
