"""The part of the `Library` that finds what to read next: saved searches, the drawer, groups, titles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlater.library.changing import Changing

if TYPE_CHECKING:
    from readlater.library.titles import Titles
    from readlater.model import Grouped, Grouping, Query, SavedSearch, Shelves, Sort


class Finding(Changing):
    """Saved searches, what stands in the drawer, lists in groups, articles by a part of their title."""

    # --- saved searches

    def saved_searches(self, count: bool = False) -> list[SavedSearch]:
        """The saved searches by name; with ``count`` each says how many articles it finds."""
        from readlater.library import searches, tallying

        with self._database.read() as connection:
            found = searches.every(connection)
            if not count:
                return found
            queries = [searches.understood(one.query) for one in found]
            return searches.numbered(found, tallying.counts(connection, queries, self.zone))

    def saved_search(self, name: str) -> SavedSearch:
        """The saved search of a name; capitals make no difference.

        Raises:
            NotFoundError: there is none.
        """
        from readlater.library import searches

        with self._database.read() as connection:
            return searches.get(connection, name)

    def save_search(self, name: str, query: str) -> str:
        """Keeps a query, as it was typed, by a name, which may nest with ``/``; in the place of the one that had it.

        Raises:
            UsageError: the name or the query is empty or too long.
            QueryError: the query can't be understood.
        """
        from readlater.library import searches

        return self._act(lambda connection, now: searches.save(connection, name, query, now))

    def rename_search(self, name: str, new: str) -> str:
        """Gives a saved search another name; those whose names begin with it and a ``/`` move along.

        Raises:
            NotFoundError: there is none of that name, and none below it.
            UsageError: the new name is empty or too long, or another search has it.
        """
        from readlater.library import searches

        return self._act(lambda connection, now: searches.rename(connection, name, new, now))

    def delete_search(self, name: str) -> str:
        """Forgets a saved search; by a name that only others begin with (``work/``…), all of these.

        Raises:
            NotFoundError: there is none.
        """
        from readlater.library import searches

        return self._act(lambda connection, now: searches.delete(connection, name, now))

    # --- lists

    def shelves(self) -> Shelves:
        """What stands in the drawer, with numbers: built-in lists, saved searches, categories, tags, sites."""
        from readlater.library import shelves

        with self._database.read() as connection:
            return shelves.shelves(connection, self.zone)

    def count(self, query: Query) -> int:
        """How many articles meet a query; what is in the trash counts only if it asks for it.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        from readlater.library import tallying

        with self._database.read() as connection:
            return tallying.count(connection, query, self.zone)

    def grouped(
        self,
        query: Query | None,
        sort: Sort | None,
        by: Grouping,
        *,
        limit: int | None = None,
        now: datetime | None = None,
    ) -> Grouped:
        """The articles of a query (None: all) in groups, within each in an order (None: the query's, else the newest).

        Days come newest first, by when articles were saved, or last read or published where that is the order;
        categories and sites by name; what has none last. With a ``limit`` only so many of the first articles of the
        order are grouped: for days, the beginning of the whole.

        Raises:
            QueryError: the query holds a value that its field can't have.
        """
        from readlater.library import grouping

        with self._database.read() as connection:
            return grouping.grouped(connection, query, sort, by, now or datetime.now(UTC), self.zone, limit)

    def shuffle(self) -> None:
        """Makes another random order (`Sort.RANDOM`); until then it stays the same while the program runs."""
        from readlater.library import rows

        rows.shuffle()

    def titles(self) -> Titles:
        """All titles, to find any by a part of it; they are read by `Titles.read`, and let go with the object."""
        from readlater.library.titles import Titles

        return Titles(self._database)

    # --- what is put off

    def snooze(self, ids: Sequence[int], until: datetime | None) -> str:
        """Puts articles off until a time (naive: in the library's zone), out of the archive too; None brings them back.

        Raises:
            NotFoundError: an article does not exist.
            UsageError: the time is over.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.snooze(connection, ids, until, now, self.zone), ids)

    def back_next(self, now: datetime | None = None) -> datetime | None:
        """When the next of the articles that are put off comes back; None if there is none."""
        from readlater.library import snoozing

        with self._database.read() as connection:
            return snoozing.back_next(connection, now or datetime.now(UTC))

    def came_back(self, since: datetime, now: datetime | None = None) -> list[int]:
        """The articles outside archive and trash whose time came after ``since``, the first that came back first."""
        from readlater.library import snoozing

        with self._database.read() as connection:
            return snoozing.came_back(connection, since, now or datetime.now(UTC))
