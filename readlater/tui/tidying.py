"""Collecting garbage while nobody waits for anything.

A full collection holds up the keys for as long as ten milliseconds, and Python makes one whenever enough has been
allocated: in the middle of a paint. Here the small ones stay Python's, and the full one waits for a quiet moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Mapping
from time import thread_time
from typing import Any

THRESHOLDS = (700, 4, 2000)
"""Allocations until a small collection, small ones until a middle one, middle ones until a full one.

Middle ones look at what has come since the last of them: with 4 instead of Python's 10 that is half a millisecond. So
many until a full one is some minutes of a key that is held down without a pause.
"""

QUIET_SECONDS = 1.0
"""How long nothing must have gone on."""

_NOTHING = 0.005
"""Seconds of work in that time that are nothing: less than a frame."""


class Tidying:
    """Collects from `begin` to `end`, on the event loop of the one who begins."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._usual = gc.get_threshold()
        self._planned = False
        self._worked = 0.0

    def begin(self) -> None:
        """What is there now is not garbage, and not looked at again and again."""
        self._loop = asyncio.get_running_loop()
        self._usual = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.callbacks.append(self._collected)
        gc.enable()

    def end(self) -> None:
        """Leaves it to Python again; safe to call twice, and without having begun."""
        if self._loop is not None:
            self._loop = None
            gc.callbacks.remove(self._collected)
            gc.set_threshold(*self._usual)

    def _collected(self, phase: str, info: Mapping[str, Any]) -> None:
        """Enough was allocated for a collection of the middle: what outlived it may be garbage soon."""
        if phase == "stop" and info["generation"] == 1 and not self._planned and self._loop is not None:
            self._planned = True
            with contextlib.suppress(RuntimeError):  # the loop was closed in this moment
                self._loop.call_soon_threadsafe(self._wait)

    def _wait(self) -> None:
        self._worked = thread_time()
        if self._loop is not None:
            self._loop.call_later(QUIET_SECONDS, self._look)

    def _look(self) -> None:
        """Collects if nothing has gone on, else waits on. When nothing is allocated, nothing wakes the loop."""
        if self._loop is None:
            return
        if thread_time() - self._worked > _NOTHING:
            self._wait()
        else:
            gc.collect()
            self._planned = False
