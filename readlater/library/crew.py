"""Processes that gather articles for a rebuild: as many as there are cores, each with its own look at the library.

Chunks are given out in turn and their results taken in turn, so the index comes out the same whatever the number of
processes. A thread for each takes in what its process sends, so that none waits for the one who writes.
"""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from collections import deque
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from readlater.errors import LibraryError
from readlater.library.gathering import Gatherer
from readlater.model import Analysis

AHEAD = 3
"""Chunks that a process has been given and that were not taken: it never waits for the next one."""

SELDOM = (100_000, 50, 100)
"""`gc.set_threshold` for a process that makes thousands of small values and hardly a cycle: a tenth of the time."""

Task = list[int] | int
"""A chunk of articles to gather, or an article to analyse again."""


class Crew:
    """A context manager that ends its processes."""

    def __init__(self, path: Path, count: int) -> None:
        # Not forked: a fork would hold the other pipes of this process open, whose end tells everyone to leave.
        context = get_context("spawn")
        self._members = [_Member(context, path) for _ in range(count)]
        self._by_article: dict[int, _Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            member.process.kill()
            member.process.join()

    def gather(self, chunks: Iterator[list[int]]) -> Iterator[bytes]:
        """See `readlater.library.building.Gatherers`."""
        given: deque[_Member] = deque()
        turn = 0
        more = True
        while more or given:
            while more and len(given) < AHEAD * len(self._members):
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                    break
                member = self._members[turn % len(self._members)]
                turn += 1
                member.pipe.send(chunk)
                given.append(member)
                self._by_article.update(dict.fromkeys(chunk, member))
            if given:
                yield given.popleft().take()

    def again(self, number: int) -> tuple[Analysis, str] | None:
        """See `readlater.library.building.Gatherers`."""
        member = self._by_article.get(number)
        if member is None:
            return None
        member.pipe.send(number)
        found: tuple[Analysis, str] | None = member.take()
        return found


class _Member:
    """A process and what has come from it."""

    def __init__(self, context: Any, path: Path) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, path), daemon=True)
        self.process.start()
        theirs.close()
        self._results: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._results.put(self.pipe.recv())
        self._results.put(_Ended())

    def take(self) -> Any:
        """The next result."""
        result = self._results.get()
        if isinstance(result, _Ended):
            raise LibraryError(
                "A process that analyses articles ended: perhaps there was not enough memory. Try again."
            )
        if isinstance(result, Exception):
            raise result
        return result


class _Ended:
    """In the place of a result: there will be none."""


def _serve(pipe: Connection, path: Path) -> None:
    """What a process does: a task in, a result out, until the pipe ends. Ctrl-C is for others to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gatherer = Gatherer(path)
    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = pipe.recv()
            try:
                result: object = gatherer.again(task) if isinstance(task, int) else gatherer.gather(task)
            except Exception as error:
                result = LibraryError(f"Articles can't be analysed: {type(error).__name__}: {error}")
            pipe.send(result)
