"""Where in a list of two lines for each article, and one over each group, an article stands. No Textual here."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

LINES = 2
"""Lines of an article."""

HEADING = -1
"""In the place of an article's line: the heading of a group."""


class Places:
    """The lines of a list: of 100,000 articles in 10,000 groups, found in a microsecond.

    Args:
        count: how many articles there are.
        groups: for each group its title and the position of its first article; none: there are no headings.
    """

    def __init__(self, count: int, groups: Sequence[tuple[str, int]] = ()) -> None:
        self.count = count
        self.groups = groups if count else ()
        self._starts = array("q", (start for _, start in self.groups))
        self._tops = array("q", (start * LINES + number for number, start in enumerate(self._starts)))

    @property
    def lines(self) -> int:
        """All lines there are; with groups one more, so that the end, too, can be scrolled to below a heading."""
        return self.count * LINES + len(self._starts) + self.lead

    @property
    def lead(self) -> int:
        """The lines of the window that are not for articles: 1 for the heading of a group, which stays in sight."""
        return 1 if self._starts else 0

    def top(self, index: int) -> int:
        """The line at which the article at a position begins."""
        return index * LINES + bisect_right(self._starts, index)

    def at(self, line: int) -> tuple[int, int]:
        """What stands on a line: (position of the article, 0 or 1), or (number of the group, `HEADING`).

        Below the end it is a position that there isn't.
        """
        if not self._tops:
            return divmod(line, LINES)
        group = max(0, bisect_right(self._tops, line) - 1)
        below = line - self._tops[group] - 1
        if below < 0:
            return group, HEADING
        index, part = divmod(below, LINES)
        return self._starts[group] + index, part

    def aligned(self, line: int) -> int:
        """The line or the next, so that no title is cut off from its article by the window's top, or by the heading."""
        return line + (self.at(line)[1] == 1 - self.lead)

    def article_at(self, line: int) -> int:
        """The position of the article on a line; of a heading, that of the first article below it."""
        number, part = self.at(line)
        return self._starts[number] if part == HEADING else number

    def group_of(self, index: int) -> int:
        """The number of the group of the article at a position; -1 if there are no groups."""
        return bisect_right(self._starts, index) - 1

    def first_of(self, group: int) -> int:
        """The position of a group's first article."""
        return self._starts[group]

    def size_of(self, group: int) -> int:
        """How many articles are in a group."""
        end = self._starts[group + 1] if group + 1 < len(self._starts) else self.count
        return end - self._starts[group]

    # --- going about

    def paged(self, index: int, n: int, window: int) -> int:
        """The position that is ``n`` windows of so many lines below another, above if negative; maybe past the end."""
        if not self._starts:
            return index + n * max(1, window // LINES - 1)
        found = self.article_at(max(0, self.top(index) + n * max(LINES, window - LINES - 1)))
        return found if found != index else index + (1 if n > 0 else -1)

    def stepped(self, index: int, n: int) -> int:
        """The position of the first article of the ``n``-th group below, above if negative; there must be groups.

        Within a group, the first step up is to its own first article.
        """
        group = self.group_of(index)
        if n < 0 and index > self.first_of(group):
            n += 1
        return self.first_of(max(0, min(group + n, len(self._starts) - 1)))

    def revealed(self, index: int, around: int, top: int, window: int) -> int:
        """The top line of a window that shows an article, and ``around`` others on both sides where there is room.

        It is as near as can be to ``top``.
        """
        around = around if window >= 4 * LINES else 0
        first = self.top(max(0, index - around)) - self.lead
        last = self.top(min(self.count - 1, index + around)) + LINES
        if first < top:
            return first
        return self.aligned(last - window) if last > top + window else top
