"""Worker processes that read pages: as many at once as there are cores, none of which can stop the import.

`multiprocessing.Pool` and `concurrent.futures` wait for ever for a worker that hangs, and break as a whole when one
dies; both leave their workers behind when the parent is killed. Here every worker has a pipe of its own: one that dies
costs the page that it was at, and when the parent is gone every worker reads the end of its pipe and leaves.

A worker sets its own limits, and the kernel keeps them: timers that end the process, also in the middle of C code that
never comes back, and the most memory that it may have. The parent sees by what it died.

The workers are forked by a server that has read the parsers' code once and has no threads (``forkserver``): a new one,
in the place of one that died, is there at once, and forking this process, which has threads, could hang.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import connection, forkserver, get_all_start_methods, get_context, resource_tracker
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from readlater.exchange.prepare import Refused
from readlater.model import Outcome

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess, SpawnProcess

Given = TypeVar("Given")
"""What a worker is given."""
Made = TypeVar("Made")
"""What it makes of it, if nothing goes wrong."""

AHEAD = 2
"""Tasks that a worker has at a time: the one it is at and the next one, so that it never waits for us."""

START_LIMIT = 60.0
"""Seconds that a worker may take to start: importing the parsers on a busy machine."""

PATIENCE = 4
"""How many times its time limit, which is CPU time, a page may take by the clock: a busy machine is not its fault."""

GRACE = 10.0
"""Seconds more until we end a worker that did not end itself, because it was stopped."""

MEMORY_LIMIT = 1536 * 2**20
"""Bytes that a worker may have."""

LARGE = 400 * 2**20
"""A worker that has needed so many bytes for a page makes room for a new one: what it has it may never give back."""

PRELOADED = ["readlater.exchange.warm"]
"""What the server of several workers imports before it makes the first of them."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def serve(pipe: Connection, handler: Callable[[Any], Any], time_limit: float) -> None:
    """What a worker does: a task in, a result out, until the pipe ends. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    _limit_memory()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            number, task = pipe.recv()
            began = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, time_limit)
            signal.setitimer(signal.ITIMER_REAL, time_limit * PATIENCE)
            result = _done(handler, task)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            peak = _peak()
            pipe.send((number, result, time.process_time() - began, peak))
            if peak > LARGE:
                return


def _done(handler: Callable[[Any], Any], task: Any) -> Any:
    try:
        return handler(task)
    except MemoryError:
        return Refused(Outcome.FAILED, "the page needs more memory than there is", broke=True)
    except Exception as error:
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return Refused(Outcome.FAILED, f"a bug in readlater: {text}", broke=True)


def _limit_memory() -> None:
    """Sets `MEMORY_LIMIT`, where the system has such a limit and nobody set a lower one."""
    kind = getattr(resource, "RLIMIT_DATA" if sys.platform == "linux" else "RLIMIT_AS", None)
    if kind is None:
        return
    _, hard = resource.getrlimit(kind)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (limit, hard))


def _peak() -> int:
    """The most bytes of memory that this process has had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


class Worker(Generic[Given]):
    """One process and what it has been given."""

    def __init__(self, handler: Callable[[Given], Any], time_limit: float, *, warm: bool) -> None:
        context: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        if warm:
            context.set_forkserver_preload(PRELOADED)
        self.pipe, theirs = context.Pipe()
        self.process: ForkServerProcess | SpawnProcess = context.Process(
            target=serve, args=(theirs, handler, time_limit), daemon=True
        )
        # The child, and the server that makes it, start with Ctrl-C blocked, so that they can't die of it with a
        # traceback while they still import. The tracker is started before, since its start would take the block away.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        self.tasks: deque[tuple[int, Given]] = deque()
        self.ready = False
        self.since = time.monotonic()
        """When it began with the first of its tasks, or was started."""

    def give(self, number: int, task: Given) -> None:
        """Hands it a task; raises OSError if it is dead."""
        if not self.tasks and self.ready:
            self.since = time.monotonic()
        self.tasks.append((number, task))
        self.pipe.send((number, task))

    def end(self) -> int | None:
        """Ends the process at once, if it hasn't ended; returns its exit code."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.pipe.close()
        self.process.close()
        return code


class Workers(Generic[Given, Made]):
    """Does tasks in several processes at once; a context manager that ends them.

    Args:
        count: how many processes, at most: each is started when there is something to do for it.
        time_limit: seconds of computing that one task may take before its worker is killed; by the clock it may take
            `PATIENCE` times as long.
        handler: what a worker does with a task; a function of a module.
        warm: every worker is to know all parsers before its first task; for few tasks it is not worth the while.
    """

    def __init__(
        self,
        count: int,
        *,
        time_limit: float,
        handler: Callable[[Given], Made | Refused],
        warm: bool = True,
    ) -> None:
        self._count = count
        self._time_limit = time_limit
        self._handler = handler
        self._warm = warm
        self._workers: list[Worker[Given]] = []
        self._waiting: deque[tuple[int, Given]] = deque()
        self._failed_starts = 0
        self.seconds = 0.0
        """CPU time that the tasks done so far have taken."""
        self.peak = 0
        """The most bytes of memory that a worker has had."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends all workers; nothing that they hold is worth waiting for."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes."""
        return [worker.process.pid or 0 for worker in self._workers]

    @property
    def has_room(self) -> bool:
        """Whether another task would soon be begun."""
        given = len(self._waiting) + sum(len(worker.tasks) for worker in self._workers)
        return given < self._count * AHEAD

    @property
    def is_busy(self) -> bool:
        """Whether there are tasks without a result."""
        return bool(self._waiting) or any(worker.tasks for worker in self._workers)

    def give(self, number: int, task: Given) -> None:
        """Takes a task; its result comes out of `collect` with the same number."""
        self._waiting.append((number, task))
        self._feed()

    def results(self, tasks: Iterator[tuple[int, Given]]) -> Iterator[tuple[int, Made | Refused] | None]:
        """The numbered results as they come, in whatever order; None about twice a second when none came.

        Each task gets exactly one result: `Refused`, with outcome failed and ``broke``, if its worker hung or died.
        """
        more = True
        while True:
            while more and self.has_room:
                following = next(tasks, None)
                if following is None:
                    more = False
                else:
                    self.give(*following)
            if not self.is_busy:
                return
            silent = True
            for outcome in self.collect(0.5):
                silent = False
                yield outcome
            if silent:
                yield None

    def collect(self, seconds: float) -> Iterator[tuple[int, Made | Refused]]:
        """What has come from the workers; waits at most so long for it."""
        self._feed()
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in connection.wait(list(by_pipe), timeout=seconds):
            worker = by_pipe[pipe]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            worker.since = time.monotonic()
            if message is None:
                worker.ready = True
                self._failed_starts = 0
                continue
            number, result, took, peak = message
            self.seconds += took
            self.peak = max(self.peak, peak)
            worker.tasks = deque(one for one in worker.tasks if one[0] != number)
            if peak > LARGE:
                self._dismiss(worker)
            self._feed()  # before the result is dealt with: its worker shall not wait for that
            yield number, result
        now = time.monotonic()
        for worker in list(self._workers):
            # A worker ends itself; this is for one that can't.
            limit = self._time_limit * PATIENCE + GRACE if worker.ready else START_LIMIT
            if worker.tasks and now - worker.since > limit:
                yield from self._bury(worker)

    def _feed(self) -> None:
        """Gives the workers what waits, starting those that are missing."""
        while self._waiting:
            idle = min(self._workers, key=lambda one: len(one.tasks), default=None)
            if (idle is None or idle.tasks) and len(self._workers) < self._count:
                idle = Worker(self._handler, self._time_limit, warm=self._warm)
                self._workers.append(idle)
            if idle is None or len(idle.tasks) >= AHEAD:
                return
            try:
                idle.give(*self._waiting.popleft())
            except OSError:  # it is dead: found and dealt with by `collect`
                return

    def _dismiss(self, worker: Worker[Given]) -> None:
        """Takes a worker away that is about to leave; what it was given goes to the next."""
        self._workers.remove(worker)
        self._waiting.extendleft(reversed(worker.tasks))
        worker.end()

    def _bury(self, worker: Worker[Given]) -> Iterator[tuple[int, Made | Refused]]:
        """Takes a worker away that died or hangs. The task it was at has failed, the others go to the next worker."""
        self._workers.remove(worker)
        tasks = list(worker.tasks)
        started = worker.ready
        worker.process.join(1.0)
        code = worker.end()
        if not started:
            # It was not the page: nothing was read yet. If no worker can be started at all, nothing ever will be.
            self._failed_starts += 1
            if self._failed_starts > self._count + 1:
                raise RuntimeError("no worker process can be started")
            self._waiting.extendleft(reversed(tasks))
            return
        self._waiting.extendleft(reversed(tasks[1:]))
        if tasks:
            yield tasks[0][0], Refused(Outcome.FAILED, self._why(code), broke=True)

    def _why(self, code: int | None) -> str:
        """What a worker died of, in words."""
        if code == -signal.SIGPROF:
            return f"not done after {_seconds(self._time_limit)} of computing"
        if code == -signal.SIGALRM:
            return f"not done after {_seconds(self._time_limit * PATIENCE)}"
        if code == -signal.SIGKILL:
            return "the process that read it was killed; perhaps there was not enough memory"
        return "the process that read it died"


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"


def stop_server() -> None:
    """Ends the process that makes workers, to give back its memory; the next worker starts it again."""
    server = getattr(forkserver, "_forkserver", None)
    stop = getattr(server, "_stop", None)
    if stop is not None:
        with contextlib.suppress(OSError):
            stop()
