"""The part of the `Library` that counts: what was read, when and how fast, and what waits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from readlater.library.core import Core

if TYPE_CHECKING:
    from readlater.library.activity import Day
    from readlater.library.backlog import Week
    from readlater.library.habits import Habits, ReadOn
    from readlater.library.statistics import Statistics


class Counting(Core):
    """Statistics; days are those of the library's time zone."""

    def statistics(self, now: datetime | None = None) -> Statistics:
        """Totals, the top categories and sites, the last 30 days, streaks, pace and what waits."""
        from readlater.library.statistics import statistics

        with self._database.read() as connection:
            return statistics(connection, now or datetime.now(UTC), self.zone)

    def activity(self, since: date | None = None, until: date | None = None) -> list[Day]:
        """The days with a reading between these days, both included, the earliest first; None: all of them."""
        from readlater.library import activity

        with self._database.read() as connection:
            return activity.days(connection, since, until, self.zone)

    def years_read(self) -> list[int]:
        """The years with a reading, the earliest first."""
        from readlater.library import activity

        with self._database.read() as connection:
            return activity.years(connection, self.zone)

    def habits(self, since: date | None = None, until: date | None = None) -> Habits:
        """What was read between these days, both included, and at which hours; None: all of it."""
        from readlater.library import habits

        with self._database.read() as connection:
            return habits.habits(connection, since, until, self.zone)

    def read_on(self, day: date) -> tuple[ReadOn, ...]:
        """The articles that were read on a day, in the order in which they were begun."""
        from readlater.library import habits

        with self._database.read() as connection:
            return habits.read_on(connection, day, self.zone)

    def backlog(self, weeks: int = 104, now: datetime | None = None) -> tuple[Week, ...]:
        """What waited to be read at the end of each of the last weeks, the earliest first; see `backlog.backlog`."""
        from readlater.library import backlog

        with self._database.read() as connection:
            return backlog.backlog(connection, now or datetime.now(UTC), self.zone, weeks)

    def pace(self) -> int | None:
        """The reader's own pace in words a minute, of the last 200 sittings that tell it; None if there are too few."""
        from readlater.library import habits

        with self._database.read() as connection:
            return habits.pace(connection)
