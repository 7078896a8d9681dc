"""The articles opened in this session, in order, with going back and forward as in a browser."""

from __future__ import annotations

_KEPT = 200


class Trail:
    """A list of steps (article id and the place in it when it was left) and where in it the reader stands."""

    def __init__(self) -> None:
        self._steps: list[list[int]] = []
        self._at = -1

    def open(self, article_id: int) -> None:
        """Goes on to an article; what lay forward is forgotten, as after a link in a browser."""
        if self._at >= 0 and self._steps[self._at][0] == article_id:
            return
        del self._steps[self._at + 1 :]
        self._steps.append([article_id, 0])
        del self._steps[:-_KEPT]
        self._at = len(self._steps) - 1

    def leave(self, place: int) -> None:
        """Remembers the place at which the article that is open was left."""
        if self._at >= 0:
            self._steps[self._at][1] = place

    def go(self, steps: int) -> tuple[int, int] | None:
        """Goes ``steps`` forward (or back, if negative): the article and its place; None if there is nothing."""
        at = self._at + steps
        if not 0 <= at < len(self._steps):
            return None
        self._at = at
        article_id, place = self._steps[at]
        return article_id, place

    @property
    def can_go_back(self) -> bool:
        """Whether an article was opened before this one."""
        return self._at > 0
