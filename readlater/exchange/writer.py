"""The one thread of an import that writes, so that the workers never wait for the disk."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from queue import Empty, Full, Queue, SimpleQueue
from types import TracebackType
from typing import Self

from readlater.exchange.storing import Incoming, Store
from readlater.model import LedgerLine

Entry = LedgerLine | list[Incoming]
"""What an item of an import has come to: a line, or the articles that are to be stored."""

WAITING = 2
"""Batches that may wait to be written: who reads faster than can be written has to wait."""


class Writer:
    """Writes batches in their order; a context manager that ends with what it is at, and forgets what waits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._batches: Queue[list[Entry] | None] = Queue(WAITING)
        self._done: SimpleQueue[list[LedgerLine]] = SimpleQueue()
        self._error: BaseException | None = None
        self._given_up = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def is_idle(self) -> bool:
        """Whether everything it was given is written, and was taken note of."""
        return not self._batches.unfinished_tasks and self._done.empty()

    def put(self, batch: list[Entry]) -> None:
        """Gives it entries to write; waits while there are enough. Raises what went wrong before."""
        while True:
            self._check()
            with contextlib.suppress(Full):
                self._batches.put(batch, timeout=0.5)
                return

    def written(self, seconds: float | None = None) -> list[list[LedgerLine]]:
        """The lines of what was written since the last call, one list an entry; waits for some if ``seconds`` says so.

        Raises what went wrong while writing, once all lines written before are taken.
        """
        found: list[list[LedgerLine]] = []
        try:
            if seconds:
                found.append(self._done.get(timeout=seconds))
            while True:
                found.append(self._done.get_nowait())
        except Empty:
            pass
        if not found:
            self._check()
        return found

    def end(self) -> None:
        """Lets it finish the batch that it is at, and forgets the others."""
        self._given_up = True
        with contextlib.suppress(Empty):
            while True:
                self._batches.get_nowait()
        with contextlib.suppress(Full):  # nobody else puts anything now
            self._batches.put_nowait(None)
        self._thread.join()

    def _check(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while (batch := self._batches.get()) is not None:
                if self._given_up:
                    return
                self._write(batch)
                self._batches.task_done()
        except BaseException as error:  # it belongs to whoever gave the batch
            self._error = error

    def _write(self, batch: list[Entry]) -> None:
        """Writes neighbours of the same kind together."""
        entries = deque(batch)
        while entries:
            if isinstance(entries[0], LedgerLine):
                lines: list[LedgerLine] = []
                while entries and isinstance(line := entries[0], LedgerLine):
                    lines.append(line)
                    entries.popleft()
                self._store.note(lines)
                for line in lines:
                    self._done.put([line])
            else:
                groups: list[list[Incoming]] = []
                while entries and isinstance(group := entries[0], list):
                    groups.append(group)
                    entries.popleft()
                told = iter(self._store.add([one for group in groups for one in group]))
                for group in groups:
                    self._done.put([next(told) for _ in group])
