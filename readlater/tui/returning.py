"""What the clock changes in the list while the program is open: articles come back, and today becomes yesterday."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from readlater.tui import formatting

if TYPE_CHECKING:
    from textual.timer import Timer

    from readlater.tui.screens.main import MainScreen

LOOK_AGAIN = 60.0
"""Seconds after which it is looked at the clock again: a computer that slept has timers that are late."""


class Returning:
    """Shows the list anew when the time of an article that was put off has come, or a day begins."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._back: datetime | None = None
        self._midnight: datetime | None = None

    def expect(self, back: datetime | None) -> None:
        """Shows the list anew when the next article comes back; None: none will."""
        self._back = back
        self._wait()

    def expect_day(self, wanted: bool) -> None:
        """Shows the list anew when the next day begins, or not: only a list by days says which is today."""
        self._midnight = next_midnight(datetime.now(UTC), self._screen.library.zone) if wanted else None
        self._wait()

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        due = [one for one in (self._back, self._midnight) if one is not None]
        if due:
            seconds = (min(due) - datetime.now(UTC)).total_seconds()
            self._timer = self._screen.set_timer(max(0.01, min(seconds, LOOK_AGAIN)), self._look)

    def _look(self) -> None:
        now = datetime.now(UTC)
        if self._back is not None and self._back <= now:
            self._screen.work(self._come_back, "back")
        elif self._midnight is not None and self._midnight <= now:
            self._screen.browsing.refresh()
        else:
            self._wait()

    async def _come_back(self) -> None:
        screen, back = self._screen, self._back
        if back is None:
            return
        before = back - timedelta(milliseconds=1)
        rows = await screen.background.read(lambda library: library.rows(library.came_back(before)))
        if len(rows) == 1:
            screen.status.tell(f"back: {rows[0].title or rows[0].url}")
        elif rows:
            screen.status.tell(f"{formatting.plural(len(rows), 'article')} are back")
        screen.browsing.refresh()


def next_midnight(now: datetime, zone: tzinfo | None) -> datetime:
    """When the next day begins after an aware time, in a zone (None: the system's)."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    # Out of wall time into the zone anew: the clocks may change before.
    return datetime.combine(day, time(), zone).astimezone(UTC)
