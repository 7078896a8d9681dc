"""The part of the `Library` that knows what stayed: highlights of all articles, and reviews of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlater.library.core import Core
from readlater.library.times import midnight, to_ms

if TYPE_CHECKING:
    from readlater.model import Marked, Query

REVIEWED = 5
"""Highlights that are reviewed in a day."""


class Remembering(Core):
    """Highlights across articles: found by a query, and seen again."""

    def marked(self, query: Query | None = None, *, limit: int | None = None, article: int = 0) -> list[Marked]:
        """The highlights that a query finds, the newest first or as its ``sort:`` says; those of an article in order.

        Args:
            query: words are looked for in the passages and the notes on them; ``marked:``, ``colour:``, ``note:`` and
                ``has:note`` are about the highlight, other fields about its article. None: all.
            limit: how many at most.
            article: only those of this article.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        return [*self.marked_at(self.marked_ids(query, limit=limit, article=article)).values()]

    def marked_ids(self, query: Query | None = None, *, limit: int | None = None, article: int = 0) -> array[int]:
        """The same, as numbers for `marked_at`: a list of thousands shows few of them.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        from readlater.library import marked
        from readlater.model import Query

        with self._database.read() as connection:
            return marked.ids(
                connection, query or Query(), now=datetime.now(UTC), zone=self.zone, limit=limit, article=article
            )

    def marked_at(self, numbers: Sequence[int]) -> dict[int, Marked]:
        """The highlights of these numbers, in this order, by number; those that are gone are left out."""
        from readlater.library import marked

        with self._database.read() as connection:
            return marked.values(connection, numbers)

    def review(self, count: int = REVIEWED, now: datetime | None = None) -> list[Marked]:
        """Highlights of the past to be seen again, at most ``count``: those that were seen longest ago first.

        One of an article if that gives enough, and none of today unless there is no other. They are the same for the
        whole day, except that what was seen does not come again on it.
        """
        from readlater.library import marked, reviews

        with self._database.read() as connection:
            return [*marked.values(connection, reviews.due(connection, count, self._midnight(now))).values()]

    def reviewed(self, now: datetime | None = None) -> int:
        """How many highlights were seen in a review today."""
        from readlater.library import reviews

        with self._database.read() as connection:
            return reviews.seen_since(connection, self._midnight(now))

    def to_review(self, now: datetime | None = None) -> int:
        """How many highlights of the past, not of today, are to be reviewed today; 0 as soon as one was."""
        from readlater.library import reviews

        midnight = self._midnight(now)
        with self._database.read() as connection:
            if reviews.seen_since(connection, midnight):
                return 0
            return reviews.waiting(connection, REVIEWED, midnight)

    def seen(self, uuids: Sequence[str], now: datetime | None = None) -> None:
        """Notes that these highlights were seen in a review. That is nothing to be undone."""
        from readlater.library import highlights

        with self._database.write(durable=False) as connection:
            highlights.see(connection, uuids, to_ms(now or datetime.now(UTC), self.zone))

    def _midnight(self, now: datetime | None) -> int:
        """When the day began, in the library's zone."""
        today = (now or datetime.now(UTC)).astimezone(self.zone).date()
        return midnight(today, self.zone)
