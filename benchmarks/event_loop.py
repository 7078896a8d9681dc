"""How long the event loop was held up: every callback timed by the processor time of its thread.

Processor time, not the clock: on a shared machine the clock tells what the neighbours do.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType


@dataclass(frozen=True, slots=True)
class Stall:
    """A callback that held the loop: seconds, and the step of the journey in which it ran."""

    seconds: float
    step: str


@dataclass(slots=True)
class Recorder:
    """Times all callbacks of all loops while it is entered; set ``step`` to tell what is going on."""

    step: str = ""
    stalls: list[Stall] = field(default_factory=list)
    _usual: object = None

    def __enter__(self) -> Recorder:
        usual = asyncio.Handle._run  # type: ignore[attr-defined]
        self._usual = usual
        stalls = self.stalls

        def timed(handle: asyncio.Handle) -> None:
            began = time.thread_time()
            try:
                usual(handle)
            finally:
                stalls.append(Stall(time.thread_time() - began, self.step))

        asyncio.Handle._run = timed  # type: ignore[attr-defined]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.Handle._run = self._usual  # type: ignore[attr-defined]

    def longest(self) -> dict[str, float]:
        """The longest stall of every step, in seconds, in the order of the steps."""
        found: dict[str, float] = {}
        for stall in self.stalls:
            found[stall.step] = max(found.get(stall.step, 0.0), stall.seconds)
        return found
