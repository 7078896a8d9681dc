"""How long the event loop was held up: every callback timed by the processor time of its thread.

Processor time, not the clock: on a shared machine the clock tells what the neighbours do.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType


@dataclass(slots=True)
class Recorder:
    """Times all callbacks of all loops while it is entered; set ``step`` to tell what is going on.

    It keeps the longest of each step only: a recorder that fills the memory would measure the garbage collector.
    """

    step: str = ""
    longest: dict[str, float] = field(default_factory=dict)
    """Seconds, in the order of the steps."""
    _usual: object = None

    def __enter__(self) -> Recorder:
        usual = asyncio.Handle._run  # type: ignore[attr-defined]
        self._usual = usual
        longest = self.longest

        def timed(handle: asyncio.Handle) -> None:
            began = time.thread_time()
            try:
                usual(handle)
            finally:
                spent = time.thread_time() - began
                if spent > longest.get(self.step, 0.0):
                    longest[self.step] = spent

        asyncio.Handle._run = timed  # type: ignore[attr-defined]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.Handle._run = self._usual  # type: ignore[attr-defined]
