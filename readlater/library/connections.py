"""Connections to one SQLite file: one for each thread, one way to read, one way to write."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from readlater.errors import LibraryError
from readlater.library.failures import BUSY_SECONDS, translate

CACHE_KB = 512
"""Page cache of a connection. Every thread has one, and the open program must stay small: see `Database.bulk`."""

BULK_CACHE_KB = 32768

WAL_LIMIT = 32 * 2**20
"""Bytes of write-ahead log after which it is copied into the database."""

_PATIENCE_MS = 15
"""How long SQLite waits by itself for the write lock, looking after 1, 3 and 8 ms, before it is asked again."""

_AUTOMATIC_CHECKPOINTS_SINCE = (3, 51, 3)
"""Before this version two connections that checkpoint and write in the same instant can damage the file (the
"WAL-reset bug" of SQLite's release notes): there checkpoints are made here only, under a lock of our own."""


@dataclass
class _Connection:
    """A thread's connection; ``lock`` is held while it is used, so that another thread can close it in between."""

    sqlite: sqlite3.Connection
    thread: weakref.ref[threading.Thread]
    lock: threading.RLock = field(default_factory=threading.RLock)
    writing: bool = False


class Database:
    """The connections of this program to one file.

    Args:
        path: the file; it exists and is known to be ours.
        lock_path: the file whose lock is held while the write-ahead log is copied into the database.
        read_only: nothing can be written: the folder or the file is write-protected.
    """

    def __init__(self, path: Path, lock_path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._lock_path = lock_path
        self._connections: dict[int, _Connection] = {}
        self._guard = threading.Lock()
        self._closed = False
        self._identity = _identity(path)
        self._copying: threading.Thread | None = None
        self._put_off = 0  # length of the log below which it is not tried again: a reader was in the way

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """The thread's connection, for statements that only read. Fetch everything: an open cursor holds up others.

        Raises:
            LibraryError: or one of its children, for every error of SQLite.
        """
        mine = self._mine()
        with mine.lock:
            self._check_open()
            try:
                yield mine.sqlite
            except sqlite3.Error as error:
                raise translate(error, self.path) from error

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """The thread's connection within a transaction that is committed at the end, or undone if anything fails.

        Within another `write` of the same thread it is part of that one. ``durable=False`` leaves out the wait for the
        disk: what a loss of power may then take is only the last moments (for the reader's place, saved every second).

        Raises:
            LibraryBusyError: another program wrote for longer than `BUSY_SECONDS`.
            LibraryError: or one of its children, for every other error of SQLite.
        """
        mine = self._mine()
        with mine.lock:
            self._check_open()
            try:
                if mine.sqlite.in_transaction:
                    yield mine.sqlite
                    return
                self._check_writable()
                with self._transaction(mine, durable):
                    yield mine.sqlite
            except sqlite3.Error as error:
                raise translate(error, self.path) from error
            self._bound_log()

    @contextmanager
    def _transaction(self, mine: _Connection, durable: bool) -> Iterator[None]:
        connection = mine.sqlite
        if not durable:
            connection.execute("PRAGMA synchronous = NORMAL")
        try:
            begin(connection)
            mine.writing = True
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()  # does nothing where SQLite has already done it (disk full)
                raise
        finally:
            mine.writing = False
            if not durable:
                connection.execute("PRAGMA synchronous = FULL")

    def bulk(self) -> None:
        """Gives this thread's connection a large page cache: for adding, as one article touches hundreds of pages."""
        with self.read() as connection:
            connection.execute(f"PRAGMA cache_size = -{BULK_CACHE_KB}")

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Gives this thread's connection a large page cache for a while: for what changes thousands of articles."""
        self.bulk()
        try:
            yield
        finally:
            with self.read() as connection:
                connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
                connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def briefly(self, steps: int) -> Iterator[None]:
        """Ends each read of this thread that takes more than so many steps of SQLite's machine, as if interrupted."""
        with self.read() as connection:
            connection.set_progress_handler(lambda: 1, steps)
            try:
                yield
            finally:
                connection.set_progress_handler(None, 0)

    def interrupt(self, thread: int) -> None:
        """Ends the running read of the thread with that `threading.get_ident`; writes and idle threads go on."""
        with self._guard:
            other = self._connections.get(thread)
        if other is not None and not other.writing:
            other.sqlite.interrupt()

    def close(self) -> None:
        """Closes the connections of all threads; running reads are interrupted, running writes end first."""
        self._closed = True
        if self._copying is not None:
            self._copying.join()
        with self._guard:
            connections = list(self._connections.values())
            self._connections.clear()
        for other in connections:
            if not other.lock.acquire(blocking=False):
                if not other.writing:
                    other.sqlite.interrupt()
                other.lock.acquire()
            try:
                # An interrupt outlasts the statement that it ended, until the next one begins: it would also end the
                # copying of the write-ahead log that closing does.
                other.sqlite.execute("SELECT 1").fetchone()
                other.sqlite.close()
            finally:
                other.lock.release()

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError(f"The library {self.path.parent} is closed.")

    def _check_writable(self) -> None:
        if self.read_only:
            raise LibraryError(
                f"The library can only be read, its folder or file is write-protected for you: {self.path.parent}"
            )
        if _identity(self.path) != self._identity:
            # SQLite would go on writing into the file that nobody will ever open again.
            raise LibraryError(
                f"The library was moved or replaced while it was open. Start readlater again: {self.path.parent}"
            )

    def _mine(self) -> _Connection:
        ident = threading.get_ident()
        mine = self._connections.get(ident)
        if mine is None or mine.thread() is not threading.current_thread():
            mine = self._connect()
            with self._guard:
                for other, connection in list(self._connections.items()):
                    owner = connection.thread()
                    if owner is None or not owner.is_alive() or other == ident:
                        self._connections.pop(other).sqlite.close()
                self._connections[ident] = mine
        return mine

    def _connect(self) -> _Connection:
        self._check_open()
        try:
            connection = connect(self.path, read_only=self.read_only)
        except sqlite3.Error as error:
            raise translate(error, self.path) from error
        return _Connection(connection, weakref.ref(threading.current_thread()))

    def _bound_log(self) -> None:
        """Has the write-ahead log copied into the database when it has grown long.

        That is done by a thread, so that whoever wrote need not wait for it (some 60 ms); in place if the log grows
        faster than that thread gets hold of the write lock.
        """
        if sqlite3.sqlite_version_info >= _AUTOMATIC_CHECKPOINTS_SINCE:
            return
        try:
            size = Path(f"{self.path}-wal").stat().st_size
        except FileNotFoundError:
            return
        if size < max(WAL_LIMIT, self._put_off):
            return
        with self._guard:
            if self._closed or (self._copying is not None and self._copying.is_alive()):
                return
            self._copying = threading.Thread(target=self._copy_log, args=(size,), name="readlater-log")
            self._copying.start()
            copying = self._copying
        if size > 2 * WAL_LIMIT:
            copying.join()

    def _copy_log(self, size: int) -> None:
        """Copies the write-ahead log into the database and empties it, in one program at a time."""
        with file_lock(self._lock_path, wait=False) as locked:
            if not locked:
                return
            busy = 1
            try:
                with closing(connect(self.path)) as connection:
                    # TRUNCATE holds the write lock: nothing is written meanwhile. It is not to wait long for a reader:
                    # what can't be emptied now is emptied after a later change.
                    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
                    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.Error:
                pass  # the changes themselves are safe in the log
            self._put_off = size + WAL_LIMIT // 4 if busy else 0


def begin(connection: sqlite3.Connection) -> None:
    """Begins a transaction that writes, as soon as no other program does.

    Immediate: a transaction that reads first and writes later fails at once if another program wrote in between. And
    asked for again and again: SQLite's own waiting soon looks only ten times a second whether the lock is free, and
    beside a busy importer it may miss every gap for seconds.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A new connection to the existing file ``path`` with the settings that every connection has.

    Raises:
        sqlite3.Error: as it comes; callers translate it.
    """
    connection = _connect_read_only(path) if read_only else _open(path, "mode=rw")
    automatic = sqlite3.sqlite_version_info >= _AUTOMATIC_CHECKPOINTS_SINCE
    # No ANALYZE and no `PRAGMA optimize`: without statistics the plans of the lists stay the ones that are tested.
    for pragma in (
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "synchronous = FULL",
        f"cache_size = -{CACHE_KB}",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        f"journal_size_limit = {2 * WAL_LIMIT}",
        f"wal_autocheckpoint = {1000 if automatic else 0}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level=None: transactions are begun by `Database.write` and nowhere else. Threads share no connection;
    # check_same_thread=False lets another thread close and interrupt it.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _connect_read_only(path: Path) -> sqlite3.Connection:
    connection = _open(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # A write-protected folder without the files of the write-ahead log: nobody can be writing there.
        connection = _open(path, "mode=ro&immutable=1")
    return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


@contextmanager
def file_lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """Holds the lock of the file ``path``, made if need be; gives False if another has it and it is not to ``wait``."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)
