"""What was read, when and how fast, and the readings of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from readlater.errors import ReadlaterError
from readlater.language.moments import written_day
from readlater.tui.counted import Counted, Measure, Period, periods
from readlater.tui.formatting import MONTHS

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.library.activity import Day
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.screens.statistics import StatisticsScreen


class Counting:
    """Shows the statistics; each part is counted in a thread and shown when it is there."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._shown: StatisticsScreen | None = None
        self._left: tuple[Counted, Sequence[Period]] | None = None

    def show(self) -> None:
        """Opens the statistics at once, with what is known without counting: the calendar's lines.

        If they were left for what was read on some day, that day is returned to.
        """
        from readlater.tui.screens.statistics import StatisticsScreen

        today = self.now().astimezone(self._screen.config.zone).date()
        if self._left is not None and self._left[0].today == today:
            counted, known = self._left
        else:
            known = periods((), today)
            counted = Counted(known[0], today, today, Measure.MINUTES, speed=self._screen.config.reading_speed)
        self._shown = StatisticsScreen(self, self._screen.keymap, self._screen.config, counted, known)
        self._screen.app.push_screen(self._shown, self._closed)
        self._count_period()
        self._screen.work(self._count_all, "count-all")

    def now(self) -> datetime:
        """The time as of which is counted."""
        return datetime.now(UTC)

    def choose(self, period: Period, day: date | None = None) -> None:
        """Shows another time, with the cursor on a day of it, or on its last one."""
        shown = self._shown
        if shown is not None:
            cursor = day or min(period.until, shown.counted.today)
            shown.put(replace(shown.counted, period=period, cursor=cursor, days=None, habits=None, read=None))
            self._count_period()

    def count_day(self) -> None:
        """Counts what was read on the day under the cursor."""
        self._screen.work(self._count_day, "count-day")

    def _count_period(self) -> None:
        self._screen.work(self._count_days, "count-days")
        self.count_day()

    # --- counting

    async def _count_days(self) -> None:
        shown = self._shown
        if shown is None:
            return
        period = shown.counted.period
        days: Sequence[Day] = await self._read(lambda library: library.activity(period.since, period.until))
        self._put(period, days={day.date: day for day in days})
        self._put(period, habits=await self._read(lambda library: library.habits(period.since, period.until)))

    async def _count_day(self) -> None:
        shown = self._shown
        if shown is None:
            return
        day = shown.counted.cursor
        read = await self._read(lambda library: library.read_on(day))
        if self._shown is shown and shown.counted.cursor == day:
            self._put(shown.counted.period, read=read)

    async def _count_all(self) -> None:
        """What does not depend on the time that is looked at."""
        shown = self._shown
        if shown is None:
            return
        years = await self._read(lambda library: library.years_read())
        shown.periods = periods(years, shown.counted.today)
        now = self.now()
        self._put(None, totals=await self._read(lambda library: library.statistics(now)))
        self._put(None, backlog=await self._read(lambda library: library.backlog(now=now)))

    async def _read(self, work: Callable[[Library], Any]) -> Any:
        return await self._screen.background.read(work)

    def _put(self, period: Period | None, **known: Any) -> None:
        """Shows what became known, unless another time is looked at meanwhile."""
        shown = self._shown
        if shown is not None and shown.is_attached and period in (None, shown.counted.period):
            shown.put(replace(shown.counted, **known))

    # --- leaving

    def _closed(self, target: str | None) -> None:
        """Goes to what was chosen."""
        shown, self._shown = self._shown, None
        self._left = (shown.counted, shown.periods) if shown is not None and target else None
        kind, _, name = (target or "").partition(":")
        if kind in ("day", "list"):
            day = date.fromisoformat(name)
            self._screen.browsing.show_list(f"Read on {written_day(day)}", f"readon:{name} sort:last-read")
        elif kind == "month":
            first = date.fromisoformat(f"{name}-01")
            title = f"Read in {MONTHS[first.month - 1]} {first.year}"
            self._screen.browsing.show_list(title, f"readon:{name} sort:last-read")
        elif kind in ("category", "site"):
            from readlater.language.printing import format_query
            from readlater.model import Field, Query

            self._screen.browsing.show_list(name, format_query(Query(Field(kind, ":", name))))
        elif kind == "article":
            self._screen.desk.open(int(name))

    # --- the readings of an article

    def readings(self) -> None:
        """Lists every sitting with the article."""
        screen = self._screen
        article_id = screen.articles.current_id if screen.in_list else screen.desk.shown_id
        if article_id:
            screen.work(partial(self._readings, article_id), "readings")

    async def _readings(self, article_id: int) -> None:
        from readlater.tui.screens.readings import ReadingsScreen

        screen = self._screen
        try:
            article, found = await screen.background.read(
                lambda library: (library.article(article_id), library.readings(article_id))
            )
        except ReadlaterError as error:
            screen.status.warn(str(error))
            return
        screen.app.push_screen(ReadingsScreen(article, found, screen.keymap, screen.config))
