"""Watched folders, while the screen is open: another process of this program imports what is saved there.

There is one such process. It writes what it does in lines of JSON, ends when the screen ends, however that happens, and
is started again if it ends before, after a pause that grows. Between pages it costs nothing here.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from readlater.model import Outcome
from readlater.tui.formatting import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlater.tui.screens.main import MainScreen

START_AFTER = 0.5
"""Seconds after the start of the screen: its first frames come first."""

PAUSES = (2.0, 10.0, 60.0, 300.0)
"""Seconds until the process is started again, when it ended by itself for the first time, the second…"""

STEADY = 600.0
"""Seconds that it has to run for the pauses to begin anew."""

_LINE_LIMIT = 1 << 20


class Watching:
    """Keeps the watching process going, and tells in the status line what it saves."""

    def __init__(self, screen: MainScreen, folders: Sequence[str]) -> None:
        self._screen = screen
        self._folders = folders
        self._process: asyncio.subprocess.Process | None = None
        self._saved = 0
        self._ended = False
        self._noted = ""

    @property
    def pid(self) -> int:
        """The number of the process; 0 while there is none."""
        return 0 if self._process is None else self._process.pid

    async def run(self) -> None:
        """Watches until the screen ends."""
        await asyncio.sleep(START_AFTER)
        failures = 0
        while not self._ended:
            began = time.monotonic()
            said = await self._watch()
            if self._ended:
                return
            failures = 1 if time.monotonic() - began > STEADY else failures + 1
            pause = PAUSES[min(failures, len(PAUSES)) - 1]
            self._screen.status.warn(f"the watch over folders ended: {said or 'without a word'}")
            await asyncio.sleep(pause)

    async def _watch(self) -> str:
        """Starts the process and follows what it says, to its end; returns its last words."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "readlater", "--library", str(self._screen.library.folder)),
            *("import", "--watch", "--while-parent", "--json-lines", "--", *self._folders),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # the Ctrl-C of this terminal is a key here
            limit=_LINE_LIMIT,
        )
        self._process = process
        assert process.stdout is not None
        assert process.stderr is not None
        errors = asyncio.ensure_future(process.stderr.read())
        try:
            if self._ended:  # the screen ended while it was started
                self.stop()
            async for line in process.stdout:
                with contextlib.suppress(ValueError):
                    event = json.loads(line)
                    if isinstance(event, dict):
                        self._tell(event)
            said = (await errors).decode(errors="replace").strip().splitlines()
            await process.wait()
            return said[-1].removeprefix("readlater: ") if said else ""
        finally:
            self.stop()
            errors.cancel()
            self._process = None

    def _tell(self, event: dict[str, Any]) -> None:
        status = self._screen.status
        kind = event.get("event")
        if kind == "start":
            self._saved = 0
        elif kind == "item" and event.get("outcome") == Outcome.NEW.value:
            self._saved += 1
            if event.get("copies"):
                from readlater.tui.adding import copy_words

                status.tell(f"+1 saved, {copy_words(event['copies'][0])}: {event.get('title')}")
            elif self._saved == 1:
                status.tell(f"+1 saved: {event.get('title') or event.get('item')}")
            else:
                status.tell(f"+{plural(self._saved, 'page')} saved, the latest: {event.get('title')}")
            self._screen.refresh_all()
        elif kind == "item" and event.get("outcome") == Outcome.FAILED.value:
            status.warn(f"{event.get('item')}: {event.get('message')}")
        elif kind == "note" and event.get("message") != self._noted:
            self._noted = str(event.get("message"))
            status.warn(self._noted)

    def stop(self) -> None:
        """Ends the process; what it had saved is kept."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()

    def end(self) -> None:
        """Ends the watch for good."""
        self._ended = True
        self.stop()
