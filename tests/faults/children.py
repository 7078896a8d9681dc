"""Children for fault tests: forked, so that they start at once, and killed without mercy."""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Child:
    """A forked child that writes lines into a pipe."""

    pid: int
    pipe: int
    received: bytes = b""

    def lines(self) -> list[str]:
        """The whole lines received so far."""
        return self.received.decode().split("\n")[:-1]

    def wait_for(self, count: int, seconds: float = 20) -> None:
        """Reads until ``count`` lines are there, the child is done, or the time is over."""
        deadline = time.monotonic() + seconds
        while len(self.lines()) < count and time.monotonic() < deadline and self._read(0.05):
            pass

    def kill(self) -> list[str]:
        """Kills it with SIGKILL; returns all lines that it wrote."""
        os.kill(self.pid, signal.SIGKILL)
        return self.end()

    def end(self) -> list[str]:
        """Waits for its end; returns all lines that it wrote."""
        while self._read(None):
            pass
        os.close(self.pipe)
        os.waitpid(self.pid, 0)
        return self.lines()

    def _read(self, seconds: float | None) -> bool:
        ready, _, _ = select.select([self.pipe], [], [], seconds)
        if not ready:
            return True
        part = os.read(self.pipe, 65536)
        self.received += part
        return bool(part)


def start(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Starts ``work`` in a child; it is given a function that writes a line to the parent at once."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of forking beside threads: the child execs nothing of theirs
        pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    try:
        os.close(reading)
        work(lambda line: (os.write(writing, line.encode() + b"\n"), None)[1])
        os._exit(0)
    except BaseException:
        os.write(writing, b"! " + traceback.format_exc().replace("\n", " | ").encode() + b"\n")
        os._exit(1)
