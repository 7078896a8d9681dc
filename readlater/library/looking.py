"""The part of the `Library` that only looks."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlater.library import rows
from readlater.library.core import Core
from readlater.library.times import to_ms
from readlater.model import And, Query, Sort

if TYPE_CHECKING:
    from readlater.library.search import SearchResult, Snippet
    from readlater.model import (
        Article,
        ArticleRow,
        Category,
        Completion,
        Counts,
        Document,
        Highlight,
        Keyword,
        Original,
        Reading,
    )


class Looking(Core):
    """Reads: none of these changes anything."""

    def find_id(self, key: str) -> int:
        """The id of the article whose UUID is ``key`` or begins with it (at least 4 hex digits); trash included.

        Raises:
            NotFoundError: no article has such a UUID.
            AmbiguousError: several have.
        """
        with self._database.read() as connection:
            return rows.find_id(connection, key)

    def article(self, article_id: int) -> Article:
        """Everything about an article but its text.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._database.read() as connection:
            return rows.article(connection, article_id)

    def row(self, article_id: int) -> ArticleRow:
        """What the list shows of an article.

        Raises:
            NotFoundError: there is no such article.
        """
        with self._database.read() as connection:
            return rows.row(connection, article_id)

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """What the list shows of these articles, in this order; articles that are gone are left out."""
        with self._database.read() as connection:
            return rows.rows(connection, ids)

    def document(self, article_id: int) -> Document:
        """The blocks of an article.

        Raises:
            NotFoundError: there is no such article.
            ForeignLibraryError: the stored document is damaged.
        """
        from readlater.library import documents

        with self._database.read() as connection:
            return documents.get(connection, article_id)

    def text(self, article_id: int) -> str:
        """The text of an article, into which progress and highlights point.

        Raises:
            NotFoundError: there is no such article.
        """
        from readlater.library import documents

        with self._database.read() as connection:
            return documents.text(connection, article_id)

    def original(self, article_id: int) -> Original | None:
        """The page as it was saved, proved by its hash; None if none was kept.

        Raises:
            NotFoundError: there is no such article.
            LibraryError: the kept bytes are damaged.
        """
        from readlater.library import originals

        address = self.article(article_id).original
        kept = self._originals() if address else None
        if kept is None:
            return None
        with kept.read() as connection:
            return originals.get(connection, bytes.fromhex(address))

    def known_originals(
        self, addresses: Sequence[bytes], extractors: Collection[str] | None = None
    ) -> dict[bytes, list[tuple[str, str]]]:
        """Which pages are in the library already, by the SHA-256 of their bytes.

        Args:
            addresses: the digests to look for.
            extractors: names and versions of readers; a page that another one has read is not known. None: any.

        Returns:
            For each page that is known the UUID and title of its articles. Pages that are no article, and those with an
            article in the trash, are not known.
        """
        with self._database.read() as connection:
            return rows.known_originals(connection, addresses, extractors)

    def outdated(self, extractors: frozenset[str]) -> list[int]:
        """The articles whose page was kept and that none of these readers has made, or in whose page none was found."""
        from readlater.library import refreshing

        with self._database.read() as connection:
            return refreshing.outdated(connection, extractors)

    def validators(self, url: str) -> tuple[int, str, str] | None:
        """The article at a canonical URL, with the ETag and the Last-Modified date that a server gave its page.

        These are empty if there are none. None if no article outside the trash is at the URL.
        """
        from readlater.library import originals

        with self._database.read() as connection:
            row = connection.execute(
                "SELECT id, original FROM article WHERE url = ? AND deleted IS NULL", (url,)
            ).fetchone()
        if row is None:
            return None
        kept = self._originals() if row[1] else None
        if kept is None:
            return row[0], "", ""
        with kept.read() as connection:
            return row[0], *originals.validators(connection, row[1])

    def all_are(self, ids: Sequence[int], what: str) -> bool:
        """Whether all of these articles are ``archived``, ``favourite``, ``read`` or ``trashed``."""
        from readlater.library import columns

        condition = {
            "archived": "archived",
            "favourite": "favourite",
            "read": "state = 'read'",
            "trashed": "deleted IS NOT NULL",
        }[what]
        with self._database.read() as connection:
            return columns.all_are(connection, ids, condition)

    def ids_at(self, urls: Collection[str]) -> dict[str, int]:
        """The articles at these canonical URLs, by URL; those in the trash are left out."""
        with self._database.read() as connection:
            return rows.ids_at(connection, urls)

    def counts(self) -> Counts:
        """How many articles are in each state."""
        with self._database.read() as connection:
            return rows.counts(connection)

    def categories(self) -> list[Category]:
        """The categories that hold articles, in the order of their paths; counts include what lies below."""
        from readlater.library import categories

        with self._database.read() as connection:
            return categories.counted(connection)

    def tags(self) -> list[tuple[str, int]]:
        """The tags with their number of articles, the most used first."""
        from readlater.library import tags

        with self._database.read() as connection:
            return tags.counted(connection)

    def names(self, field: str) -> list[tuple[str, int]]:
        """The values of ``byline``, ``site`` or ``category_id`` with their number of articles, the most used first."""
        with self._database.read() as connection:
            return rows.names(connection, field)

    def at_url(self, url: str) -> int | None:
        """The article at a canonical URL, in the trash or not; None if there is none."""
        with self._database.read() as connection:
            found = connection.execute("SELECT id FROM article WHERE url = ?", (url,)).fetchone()
        return found[0] if found else None

    def keywords_of_query(self, query: Query, limit: int = 20) -> list[Keyword]:
        """What sets the articles that meet a query apart from the rest, such as those of a category.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        from readlater.library import keywords

        ids = self.ids(query)
        with self._database.read() as connection:
            return keywords.of_selection(connection, ids, limit)

    def ids(self, query: Query | None = None, sort: Sort | None = None, limit: int | None = None) -> array[int]:
        """The ids (``array("q")``) of the articles that meet a query, in order.

        Args:
            query: what to find; None: all. Articles in the trash come only if it asks for them.
            sort: the order; None: the query's, else the newest first, or the most similar if it asks for likeness.
                `Sort.RANK` is for `search`.
            limit: how many at most.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        query = query or Query()
        order = sort or query.sort
        with self._database.read() as connection:
            if query.root == And(()):
                return rows.ids(connection, "deleted IS NULL", (), order or Sort.NEWEST, limit)
            from readlater.library import selecting

            chosen = selecting.choose(connection, query, order, self.zone, first_page=bool(limit))
            if chosen.near and order in (None, Sort.RANK):
                found = set(rows.ids(connection, chosen.where, chosen.params, Sort.NEWEST, None))
                return array("q", [number for number in chosen.near if number in found][:limit])
            return rows.ids(connection, chosen.where, chosen.params, order or Sort.NEWEST, limit)

    def search(self, query: Query, *, limit: int = 60, typing: bool = False, sort: Sort | None = None) -> SearchResult:
        """The articles that fit a query best.

        Args:
            query: what to find.
            limit: how many at most; negative: all.
            typing: the query is being typed: the first page soon rather than the best ranking of all.
            sort: an order of the list for what is found; None: the query's, else the best first.

        Raises:
            InterruptedQueryError: another thread called `interrupt`.
        """
        from readlater.library import search

        with self._database.read() as connection:
            return search.search(
                connection, query, limit=limit, typing=typing, sort=sort, now=datetime.now(UTC), zone=self.zone
            )

    def snippet(self, article_id: int, query: Query, width: int = 160) -> Snippet:
        """The passage of an article that shows best why it was found, about ``width`` characters."""
        from readlater.library import search

        with self._database.read() as connection:
            return search.snippet(connection, article_id, query, width)

    def completions(self, text: str, cursor: int) -> list[Completion]:
        """Ways to go on with a query that is being typed, at the cursor: fields, their values, names and words in it.

        The likeliest first. Costs some milliseconds in a large library.
        """
        from readlater.library import completing

        with self._database.read() as connection:
            return completing.completions(connection, text, cursor)

    def spelling(self, text: str) -> list[str]:
        """What may have been meant by a query that finds nothing: whole queries, the likeliest first, often none."""
        from readlater.library import spelling

        with self._database.read() as connection:
            return spelling.spelling(connection, text)

    def readings(self, article_id: int) -> list[Reading]:
        """The readings of an article, the oldest first."""
        from readlater.library import readings

        with self._database.read() as connection:
            return readings.of(connection, article_id)

    def highlights(self, article_id: int) -> list[Highlight]:
        """The highlights of an article in the order of its text."""
        from readlater.library import highlights

        with self._database.read() as connection:
            return highlights.of(connection, article_id)

    def setting(self, key: str, default: str = "") -> str:
        """A value kept with the library."""
        from readlater.library import settings

        with self._database.read() as connection:
            return settings.get(connection, key, default)

    def changed_since(self, when: datetime) -> list[int]:
        """The articles that were written at or after a time (naive: in the library's zone), the latest first."""
        with self._database.read() as connection:
            return rows.changed_since(connection, to_ms(when, self.zone))
