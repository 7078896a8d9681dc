"""Making the whole index of a library anew: by processes of their own, so that a screen goes on meanwhile.

One process writes (`readlater.library.building`), as many as there are cores analyse (`readlater.library.crew`), and
the one that asked for it only hears how far they are. When it ends, however it ends, they end too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import time
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path

from readlater.errors import LibraryError, ReadlaterError
from readlater.library import building
from readlater.library.building import Progress
from readlater.library.connections import Database, file_lock

FEW = 300
"""Up to so many articles are done in this process: it takes no longer than starting others would."""

_TOLD_EVERY = 0.1
_LISTEN = 0.5


def rebuild(database: Database, progress: Progress | None = None) -> None:
    """Makes the index anew; see `Library.rebuild`."""
    if database.read_only:
        raise LibraryError(f"The library {database.path.parent} can only be read: its index can't be made anew.")
    tell = progress or (lambda done, total: None)
    with database.read() as connection:
        articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    try:
        if articles <= FEW:
            with contextlib.closing(building.Alone(database.path)) as alone:
                building.build(database.path, alone, tell)
        else:
            _apart(database.path, tell)
    finally:
        _tidy(database.path)
    with database.write():
        pass  # has the long write-ahead log copied into the database


def _tidy(path: Path) -> None:
    """Takes away what a builder that was killed has left."""
    file = path.with_name(building.FILE)
    if file.exists():
        with file_lock(path.with_name(building.LOCK), wait=False) as locked:
            if locked:
                building.clear_away(file)


def _apart(path: Path, progress: Progress) -> None:
    """Has a process do it and passes on what it says. It is ended if ``progress`` raises, or Ctrl-C comes."""
    context = get_context("spawn")
    pipe, theirs = context.Pipe(duplex=False)
    builder = context.Process(target=_build, args=(theirs, path), name="readlater-index")
    # It starts with Ctrl-C blocked, so that it can't die of it with a traceback while it still imports.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        builder.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    said: tuple[int, int] = (0, 0)
    try:
        while True:
            if pipe.poll(_LISTEN):
                message = pipe.recv()
                if message is None:
                    return
                if isinstance(message, Exception):
                    raise message
                said = message
            progress(*said)
    except EOFError:
        raise LibraryError(
            "The process that made the search index anew ended: perhaps there was not enough memory. "
            "The old index is as it was."
        ) from None
    finally:
        builder.kill()
        builder.join()
        builder.close()
        pipe.close()


def _build(pipe: Connection, path: Path) -> None:
    """What the process does that writes: builds, and says how far it is; ends when nobody listens any more."""
    from readlater.library.crew import SELDOM, Crew

    gc.set_threshold(*SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _TOLD_EVERY or done == total:
            pipe.send((done, total))
            last = now

    try:
        with Crew(path, _cores()) as crew:
            building.build(path, crew, tell)
        pipe.send(None)
    except BrokenPipeError:
        pass
    except Exception as error:
        known = isinstance(error, ReadlaterError)
        pipe.send(error if known else LibraryError(f"The index can't be made anew: {type(error).__name__}: {error}"))


def _cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
