"""Recording how the article that is open is read: how far, and whether somebody is there."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.library.sitting import Sitting
    from readlater.tui.screens.main import MainScreen

SAVE_PAUSE = 1.0
"""Seconds after a movement until the place is saved."""


class Recording:
    """The reading that is going on; the library keeps what became of it, written beside the keys."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._sitting: Sitting | None = None
        self._saving = False
        self._ending: set[int] = set()
        self._moved_early = False

    def is_ending(self, article_id: int) -> bool:
        """Whether the end of a reading of this article is still being written."""
        return article_id in self._ending

    def expect(self) -> None:
        """An article is shown the reading of which is about to begin."""
        self._moved_early = False

    def begin(self, sitting: Sitting) -> None:
        """The reading begins; where the reader has gone since `expect` is part of it."""
        self._sitting = sitting
        self.note(by_reader=self._moved_early)

    def note(self, *, by_reader: bool) -> None:
        """Notes where the window stands; ``by_reader``: because the reader moved it."""
        reader = self._screen.reader
        if self._sitting is None:
            self._moved_early |= by_reader  # told to the sitting as soon as there is one
            return
        self._sitting.progress(reader.place, reader.reached, by_reader)
        if by_reader and not self._saving:
            self._saving = True
            self._screen.set_timer(SAVE_PAUSE, self._save)

    def _save(self) -> None:
        self._saving = False
        sitting = self._sitting
        if sitting is not None:
            now = datetime.now(UTC)
            self._screen.work(lambda: self._screen.background.write(lambda _: sitting.save(now)), "save")

    def touch(self) -> None:
        """A key was pressed: somebody is reading."""
        if self._sitting is not None:
            self._sitting.touch(datetime.now(UTC))

    def end(self, article_id: int) -> None:
        """Ends the reading now; it is recorded in a moment."""
        sitting, self._sitting = self._sitting, None
        if sitting is not None:
            self._ending.add(article_id)
            self._screen.work(partial(self._record, article_id, sitting), f"finish-{article_id}", exclusive=False)

    async def finish(self, article_id: int) -> None:
        """Ends the reading, if there is one, and records it."""
        sitting, self._sitting = self._sitting, None
        if sitting is not None:
            await self._record(article_id, sitting)

    async def _record(self, article_id: int, sitting: Sitting) -> None:
        now = datetime.now(UTC)
        try:
            await self._screen.background.write(lambda _: sitting.finish(now))
        finally:
            self._ending.discard(article_id)
        self._screen.after_change([article_id])
