"""Bringing the index up to date while the screen is open: other processes work, the status line tells how far."""

from __future__ import annotations

import asyncio
import contextlib
import io
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from readlater.errors import LibraryBusyError, ReadlaterError

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

ASK_AGAIN = 5.0
"""Seconds until it is asked again whether another program that brings the index up to date is done."""


class _Stopped(ReadlaterError):
    """The program ends: the index stays as it is."""


class Indexing:
    """Makes the index anew, once."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._loop = asyncio.get_running_loop()
        self._percent = -1

    async def run(self) -> None:
        """Works until the index is up to date, here or in another program."""
        screen = self._screen
        self._show(0)
        try:
            while not screen.leaving:
                try:
                    await screen.background.apart(self._rebuild)
                    break
                except LibraryBusyError:
                    await asyncio.sleep(ASK_AGAIN)
                if not await screen.background.read(lambda library: library.outdated_index()):
                    break
        except _Stopped:
            return
        finally:
            screen.status.show_work("", self)
        screen.status.tell("the index is up to date")
        screen.refresh_all()

    def _rebuild(self) -> None:
        # What keeps track of other processes would be given the number of the stderr that Textual has put there: -1.
        with contextlib.redirect_stderr(io.StringIO()):
            resource_tracker.ensure_running()
        self._screen.library.rebuild(self._progress)

    def _progress(self, done: int, total: int) -> None:
        """Called in the thread that waits for the work."""
        if self._screen.leaving:
            raise _Stopped("stopped")
        percent = 100 * done // max(1, total)
        if percent != self._percent:
            self._percent = percent
            self._loop.call_soon_threadsafe(self._show, percent)

    def _show(self, percent: int) -> None:
        if not self._screen.leaving:
            ellipsis = "..." if self._screen.config.ascii else "…"
            self._screen.status.show_work(f"Bringing the index up to date{ellipsis} {percent} %", self)
