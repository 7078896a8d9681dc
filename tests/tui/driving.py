"""Driving the screen in tests: a real library in a folder, the real app, keys, and frames as text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from readlater.config import Config
from readlater.library import Library
from readlater.model import Draft
from readlater.tui.app import ReadlaterApp
from readlater.tui.screens.main import MainScreen
from tests.factories import draft

LONG = "\n\n".join(
    f"Paragraph {n} " + "tells of the harbour, the ferry and the lighthouse keeper. " * 6 for n in range(40)
)
SAVED = datetime(2022, 1, 14, 8, 51, tzinfo=UTC)

ARTICLES: tuple[Draft, ...] = (
    draft(
        "Alliance begins withdrawing its forces",
        "The CSTO alliance began withdrawing peacekeepers from Kazakhstan after the unrest. " * 4,
        url="https://example.org/alliance",
        site="World Service",
        published="2022-01-14",
        category_id="world",
        created=SAVED,
    ),
    draft(
        "Troops leave Kazakhstan after unrest",
        "Peacekeepers of the CSTO alliance leave Kazakhstan, where they put down unrest. " * 4,
        url="https://example.org/troops",
        site="Business Daily",
        byline="Lee Hyun-woo",
        published="2022-01-13",
        category_id="business",
        created=SAVED + timedelta(hours=1),
        tags=("war",),
    ),
    draft(
        "The lighthouse keeper of the harbour",
        LONG,
        url="https://example.org/lighthouse",
        site="Essays",
        published="2021",
        category_id="essays",
        created=SAVED + timedelta(hours=2),
    ),
)
"""Three articles: two about the same matter, one long enough to be scrolled. The last one is the newest."""


def make_library(folder: Path, drafts: Sequence[Draft] = ARTICLES) -> Library:
    """A library with these articles, the first of which is number 1."""
    library = Library.open(folder, zone=UTC)
    for one in drafts:
        library.add(one)
    return library


@dataclass
class Driver:
    """A running app and what a person would do with it."""

    app: ReadlaterApp
    pilot: Pilot[None]

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        return self.app.main

    async def press(self, *keys: str) -> None:
        """Presses keys, and lets what they start come to its end."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Types a text."""
        await self.press(*("space" if character == " " else character for character in text))

    async def settle(self) -> None:
        """Waits until nothing is going on but the watch over the library."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            quiet = 0
            while quiet < 3 and all(worker.group == "watch" or worker.is_finished for worker in self.app.workers):
                await self.pilot.pause()
                quiet += 1
            if quiet == 3:
                return
            await asyncio.sleep(0.002)
        raise AssertionError([worker for worker in self.app.workers if not worker.is_finished])

    async def until(self, holds: Callable[[], object], seconds: float = 5.0) -> None:
        """Waits until something holds; fails after so many seconds."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"not within {seconds} s:\n{self.frame}"
            await self.pilot.pause()
            await asyncio.sleep(0.005)

    @property
    def rows(self) -> list[str]:
        """What is on the screen, a text per row, without spaces at its end."""
        strips = self.app.screen._compositor.render_strips()
        # A screen that is just being shown has none yet.
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips] or [""]

    @property
    def frame(self) -> str:
        """What is on the screen."""
        return "\n".join(self.rows) + "\n"


def make_config(library: Library, **settings: object) -> Config:
    """A configuration for tests: times in UTC."""
    return Config(library=library.folder, **{"time_zone": "UTC", **settings})  # type: ignore[arg-type]


async def _soon(*_: float) -> None:
    """In the place of Textual's waiting for a quiet processor, which on a busy machine is a second for every key."""
    await asyncio.sleep(0.001)


@asynccontextmanager
async def driving(library: Library, size: tuple[int, int] = (120, 40), **settings: object) -> AsyncIterator[Driver]:
    """The app over a library, as it looks once everything is there. Leaving quits it as Q does."""
    app = ReadlaterApp(library, make_config(library, **settings))
    with (
        patch("textual.app.wait_for_idle", _soon),
        patch("textual.pilot.wait_for_idle", _soon),
        patch("readlater.tui.reading.PREVIEW_PAUSE", 0.0),
        patch("readlater.tui.reading.SIMILAR_PAUSE", 0.0),
        patch("readlater.tui.searching.ONE_LETTER_PAUSE", 0.0),
        patch("readlater.tui.searching.SPELLING_PAUSE", 0.0),
        patch("readlater.tui.searching.WHY_PAUSE", 0.0),
    ):
        try:
            async with app.run_test(size=size) as pilot:
                driver = Driver(app, pilot)
                await driver.settle()
                yield driver
                await app.action_quit()
                await pilot.pause()
        finally:
            app.close()
