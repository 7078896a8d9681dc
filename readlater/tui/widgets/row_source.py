"""Rows of a long list by position: pages of rows fetched by id, the least recently used ones forgotten."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from readlater.model import ArticleRow

PAGE = 64
"""Rows fetched at once: more than a screen holds, and one query by ids costs less than 0.1 ms."""

PAGES_KEPT = 16
"""Pages in memory: a thousand rows, which is further than a reader moves back and forth."""

_NEAR = 64

Fetch = Callable[[Sequence[int]], list[ArticleRow]]
"""Gives the rows of these article ids, in any order; articles that are gone are left out."""


def fetch_nothing(_ids: Sequence[int]) -> list[ArticleRow]:
    """There are no rows."""
    return []


class RowSource:
    """The rows behind a list of article ids.

    Holding the ids of 100,000 articles costs 800 kB; rows are fetched only where somebody looks.
    """

    def __init__(self, ids: array[int], fetch: Fetch) -> None:
        self.ids = ids
        self._fetch = fetch
        self._pages: OrderedDict[int, dict[int, ArticleRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, index: int) -> ArticleRow | None:
        """The row at this position, counted from 0; None beyond the ends and for an article that is gone."""
        if not 0 <= index < len(self.ids):
            return None
        return self._page(index // PAGE).get(self.ids[index])

    def patch(self, row: ArticleRow) -> bool:
        """Take a changed row in the place of the one with its id; whether that one was in memory."""
        for page in self._pages.values():
            if row.id in page:
                page[row.id] = row
                return True
        return False

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Fetch the rows of these articles anew when they are next asked for; None: all rows."""
        if ids is None:
            self._pages.clear()
            return
        gone = set(ids)
        for number in [number for number, page in self._pages.items() if not gone.isdisjoint(page)]:
            del self._pages[number]

    def index_of(self, article_id: int, near: int = 0) -> int:
        """The position of an article, -1 if it isn't in the list; looks around ``near`` first, then everywhere."""
        start = max(0, near - _NEAR)
        try:
            return self.ids.index(article_id, start, start + 2 * _NEAR)
        except ValueError:
            pass
        try:
            return self.ids.index(article_id)
        except ValueError:
            return -1

    def _page(self, number: int) -> dict[int, ArticleRow]:
        page = self._pages.get(number)
        if page is None:
            wanted = self.ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = {row.id: row for row in self._fetch(wanted)}
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
