"""The part of the `Library` that relates articles to each other: similar readings, keywords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.library import rows
from readlater.library.core import Core

if TYPE_CHECKING:
    from readlater.model import Keyword, Similar


class Relating(Core):
    """What an article is about, and which others are about the same."""

    def similar(self, article_id: int, limit: int = 5) -> list[Similar]:
        """The similar readings of an article, the nearest first, each with what is shared.

        Articles that its page names as similar come too, marked as noted.
        """
        from readlater.library import noted, similar
        from readlater.model import Similar

        with self._database.read() as connection:
            found = similar.similar(connection, article_id, limit)
            named = [number for _, number in noted.resolved(connection, article_id) if number is not None]
            near = {neighbour.id: neighbour for neighbour in found}
            shown = [neighbour.id for neighbour in found] + [number for number in named if number not in near]
            listed = rows.rows(connection, shown)
        return [
            Similar(row, near[row.id].score, near[row.id].shared, row.id in named)
            if row.id in near
            else Similar(row, 0.0, (), True)
            for row in listed
        ]

    def keywords(self, article_id: int, limit: int = 10) -> list[Keyword]:
        """The keywords of an article, the most telling first."""
        from readlater.library import keywords

        with self._database.read() as connection:
            return keywords.of(connection, article_id, limit)

    def noted_similar(self, article_id: int) -> list[tuple[str, int | None]]:
        """The titles that the article's page lists as similar, each with the article of that title, if there is one."""
        from readlater.library import noted

        with self._database.read() as connection:
            return noted.resolved(connection, article_id)
