"""The threads behind the screen: reads, writes and searches that must not hold up a key.

Three small executors, because they are three different promises: reads may overtake each other; writes happen one
after the other, in the order of the keys that asked for them; of searches only the newest matters, so a new one
interrupts the old.

Whether *another* program changed the library is asked on the thread that writes: SQLite's ``data_version`` tells a
connection of every commit but its own, so that our own changes never look like somebody else's.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from readlater.errors import ReadlaterError

if TYPE_CHECKING:
    from readlater.library import Library

Result = TypeVar("Result")

WATCH_SECONDS = 0.25
"""How often it is looked whether another program wrote to the library."""

INTERRUPT_AGAIN = 0.01
"""Seconds after which a search that still runs is interrupted again."""


class Background:
    """Runs work on a library in threads; await its methods on the UI's event loop.

    Each method takes a function of the library and gives what it returns, or raises what it raised.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._threads: set[int] = set()
        self._searcher = 0
        self._search: Future[object] | None = None
        self._reads = ThreadPoolExecutor(2, "reads", initializer=self._remember)
        self._searches = ThreadPoolExecutor(1, "search", initializer=self._remember_searcher)
        self._writes = ThreadPoolExecutor(1, "writes")
        self._watched = [str(library.folder / name) for name in ("library.db", "library.db-wal")]
        self._stamps: list[tuple[int, int]] = []
        self.closed = False
        self._ended = threading.Event()

    def _remember(self) -> None:
        self._threads.add(threading.get_ident())

    def _remember_searcher(self) -> None:
        self._searcher = threading.get_ident()
        self._remember()

    async def read(self, work: Callable[[Library], Result]) -> Result:
        """Reads from the library."""
        return await asyncio.wrap_future(self._reads.submit(work, self.library))

    async def write(self, work: Callable[[Library], Result]) -> Result:
        """Changes the library, after all changes asked for before; done even if the one who waits is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(self._writes.submit(work, self.library)))

    async def search(self, work: Callable[[Library], Result]) -> Result:
        """Searches, after interrupting the search that still runs (which raises InterruptedQueryError there)."""
        if self._search is not None and not self._search.cancel():
            self._interrupt(self._search)
        future = self._searches.submit(work, self.library)
        self._search = future  # type: ignore[assignment]
        return await asyncio.wrap_future(future)

    def _interrupt(self, search: Future[object]) -> None:
        """Interrupts a search until it ends: SQLite forgets an interrupt that comes between two of its statements."""
        if not search.done() and self._searcher and not self.closed:
            self.library.interrupt(self._searcher)
            asyncio.get_running_loop().call_later(INTERRUPT_AGAIN, self._interrupt, search)

    async def apart(self, work: Callable[[], Result]) -> Result:
        """Does what may take long and has nothing to do with the library; at the program's end it is not waited for."""
        future: Future[Result] = Future()

        def run() -> None:
            try:
                result = work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=run, name="apart", daemon=True).start()
        return await asyncio.shield(asyncio.wrap_future(future))

    def aside(self, work: Callable[[Callable[[float], bool]], object], done: Callable[[], object]) -> None:
        """Does work that nobody waits for in a thread, then calls ``done`` on the event loop.

        The work gets a function that waits so many seconds and says whether the program ends.
        """
        loop = asyncio.get_running_loop()

        def run() -> None:
            work(self._ended.wait)
            if not self._ended.is_set():
                with contextlib.suppress(RuntimeError):  # the loop was closed in this moment
                    loop.call_soon_threadsafe(done)

        threading.Thread(target=run, name="aside", daemon=True).start()

    def watch(self, touched: Callable[[], object]) -> None:
        """Calls ``touched`` on the event loop whenever the library's files may have been written to, from now on.

        A thread looks, not the loop: to wake that one four times a second takes five times as much as to look.
        """
        loop = asyncio.get_running_loop()

        def look() -> None:
            # Not by waiting for the end, which makes a lock each time: nobody waits for this thread.
            while not self._ended.is_set():
                time.sleep(WATCH_SECONDS)
                if self._touched():
                    with contextlib.suppress(RuntimeError):  # the loop was closed in this moment
                        loop.call_soon_threadsafe(touched)

        threading.Thread(target=look, name="watch", daemon=True).start()

    def _touched(self) -> bool:
        """Whether the library's files were written to since this was last asked, or in the last second.

        A look at two files costs a hundredth of asking SQLite. In the last second: what is written twice within a tick
        of the file system's clock looks as if it were written once.
        """
        stamps = []
        for name in self._watched:
            try:
                status = os.stat(name)
            except OSError:
                stamps.append((0, 0))
            else:
                stamps.append((status.st_mtime_ns, status.st_size))
        before, self._stamps = self._stamps, stamps
        return stamps != before or max(stamps)[0] > time.time_ns() - 10**9

    async def version(self) -> int:
        """A number that changes when another program has written to the library."""
        return await self.write(lambda library: library.version())

    def close(self) -> None:
        """Interrupts what reads and waits for what writes: the library is as the last key left it.

        What reads is not waited for. Its next statement fails when the library is closed, which nobody hears of.
        """
        if self.closed:
            return
        self.closed = True
        self._ended.set()
        self._reads.shutdown(wait=False, cancel_futures=True)
        self._searches.shutdown(wait=False, cancel_futures=True)
        for thread in self._threads:
            with contextlib.suppress(ReadlaterError):
                self.library.interrupt(thread)
        self._writes.shutdown(wait=True)
