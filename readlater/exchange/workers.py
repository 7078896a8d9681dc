"""Worker processes that prepare pages: as many at once as there are cores, none of which can stop the import.

`multiprocessing.Pool` and `concurrent.futures` wait for ever for a worker that hangs, and break as a whole when one
dies; both leave their workers behind when the parent is killed. Here every worker has a pipe of its own: a worker whose
page takes too long is killed and replaced, one that dies costs the page that it was at, and when the parent is gone
every worker reads the end of its pipe and leaves.

The workers are fresh interpreters (``spawn``): forking a process that has threads can hang the child.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import connection, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from readlater.exchange.prepare import Ready, Refused, Task, prepare
from readlater.model import Outcome

Handler = Callable[[Task], Ready | Refused]

AHEAD = 3
"""Tasks that a worker has at a time: the one it is at and the next ones, so that it never waits for us."""

START_LIMIT = 60.0
"""Seconds that a worker may take to start: importing the parsers on a busy machine."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def serve(pipe: Connection, handler: Handler, time_limit: float) -> None:
    """What a worker does: a task in, a result out, until the pipe ends. Ctrl-C is the parent's to handle.

    A page that takes too long is the parent's to notice, too; the alarm is for a parent that was killed meanwhile.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(EOFError, OSError):
        _warm_up(handler)
        pipe.send(None)
        while True:
            number, task = pipe.recv()
            signal.alarm(int(time_limit) + 10)
            result = handler(task)
            signal.alarm(0)
            pipe.send((number, result))


def _warm_up(handler: Handler) -> None:
    """Imports what the handler will need before the clock of the first page runs."""
    if handler is prepare:
        import readlater.language.analysis
        import readlater.pages.read  # noqa: F401


class Worker:
    """One process and what it has been given."""

    def __init__(self, handler: Handler, time_limit: float) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, handler, time_limit), daemon=True)
        # The child starts with Ctrl-C blocked, so that it can't die of it with a traceback while it still imports. The
        # tracker is started before, since its start would take the block away.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.tasks: deque[tuple[int, Task]] = deque()
        self.ready = False
        self.since = time.monotonic()
        """When it began with the first of its tasks, or was started."""

    def give(self, number: int, task: Task) -> None:
        """Hands it a task; raises OSError if it is dead."""
        if not self.tasks and self.ready:
            self.since = time.monotonic()
        self.tasks.append((number, task))
        self.pipe.send((number, task))

    def kill(self) -> None:
        """Ends the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.process.close()


class Workers:
    """Prepares tasks in several processes at once; a context manager that ends them.

    Args:
        count: how many processes.
        time_limit: seconds that one page may take before its worker is killed.
        handler: what a worker does with a task; a function of a module.
    """

    def __init__(self, count: int, *, time_limit: float, handler: Handler = prepare) -> None:
        self._count = count
        self._time_limit = time_limit
        self._handler = handler
        self._workers: list[Worker] = []
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends all workers; nothing that they hold is worth waiting for."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def results(self, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Ready | Refused] | None]:
        """The numbered results as they come, in whatever order; None about twice a second when none came.

        Each task gets exactly one result: `Refused` with outcome failed if its worker hung or died.
        """
        waiting: deque[tuple[int, Task]] = deque()
        more = True
        while True:
            while more and len(waiting) < self._count:
                following = next(tasks, None)
                if following is None:
                    more = False
                else:
                    waiting.append(following)
            if not waiting and not any(worker.tasks for worker in self._workers):
                return
            self._feed(waiting, tasks)
            silent = True
            for outcome in self._collect(waiting):
                silent = False
                yield outcome
            if silent:
                yield None

    def _feed(self, waiting: deque[tuple[int, Task]], tasks: Iterator[tuple[int, Task]]) -> None:
        """Gives every worker enough to do, starting those that are missing."""
        while len(self._workers) < min(self._count, len(waiting) + len(self._workers)):
            self._workers.append(Worker(self._handler, self._time_limit))
        for worker in sorted(self._workers, key=lambda one: len(one.tasks)):
            while len(worker.tasks) < AHEAD:
                following = waiting.popleft() if waiting else next(tasks, None)
                if following is None:
                    return
                try:
                    worker.give(*following)
                except OSError:  # it is dead: found and dealt with by `_collect`
                    break

    def _collect(self, waiting: deque[tuple[int, Task]]) -> Iterator[tuple[int, Ready | Refused]]:
        """What has come from the workers; waits half a second for it."""
        busy = {worker.pipe: worker for worker in self._workers}
        for pipe in connection.wait(list(busy), timeout=0.5):
            worker = busy[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker, waiting, "the process that read it died")
                continue
            worker.since = time.monotonic()
            if message is None:
                worker.ready = True
                self._failed_starts = 0
                continue
            number, result = message
            worker.tasks = deque(one for one in worker.tasks if one[0] != number)
            yield number, result
        now = time.monotonic()
        for worker in list(self._workers):
            limit = self._time_limit if worker.ready else START_LIMIT
            if worker.tasks and now - worker.since > limit:
                yield from self._bury(worker, waiting, f"not done after {limit:.0f} seconds")

    def _bury(
        self, worker: Worker, waiting: deque[tuple[int, Task]], why: str
    ) -> Iterator[tuple[int, Ready | Refused]]:
        """Takes a worker away. The task it was at has failed, the others go to the next worker."""
        self._workers.remove(worker)
        tasks = list(worker.tasks)
        started = worker.ready
        worker.kill()
        if not started:
            # It was not the page: nothing was read yet. If no worker can be started at all, nothing ever will be.
            self._failed_starts += 1
            if self._failed_starts > self._count + 1:
                raise RuntimeError("no worker process can be started")
            waiting.extendleft(reversed(tasks))
            return
        waiting.extendleft(reversed(tasks[1:]))
        if tasks:
            yield tasks[0][0], Refused(Outcome.FAILED, why)
