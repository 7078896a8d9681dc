"""What all parts of the `Library` stand on: its files, opening and closing, and word of what others wrote."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from readlater.library.connections import Database
from readlater.library.opening import open_library, open_originals

if TYPE_CHECKING:
    from readlater.library.sitting import Sitting


class Core:
    """An open library folder.

    Attributes:
        folder: where it is.
        zone: the time zone of naive times and of days; None: the system's.
    """

    def __init__(self, folder: Path, database: Database, zone: tzinfo | None) -> None:
        self.folder = folder
        self.zone = zone
        self._database = database
        self._kept: Database | None = None
        self._kept_guard = threading.Lock()
        self._sittings: list[Sitting] = []

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, zone: tzinfo | None = None) -> Self:
        """Opens the library in a folder; makes one there if there is none, unless ``create`` is false.

        Sittings of programs that were killed become readings. In a write-protected folder the library can only be read.

        Raises:
            NotFoundError: there is none and ``create`` is false.
            ForeignLibraryError: its file is empty, damaged or another program's; it was left as it is.
            NewerLibraryError: it was written by a newer readlater.
            LibraryBusyError: another program holds its write lock.
            LibraryError: it can't be made or opened, or this Python's SQLite is too old.
        """
        database = open_library(folder, create=create)
        try:
            with database.read() as connection:
                left = connection.execute("SELECT process, seen FROM sitting").fetchall()
            if left and not database.read_only:
                from readlater.library import sitting

                sitting.recover(database, left)
        except BaseException:
            database.close()
            raise
        return cls(folder, database, zone)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, because the folder or the file is write-protected."""
        return self._database.read_only

    def close(self) -> None:
        """Ends open sittings and closes the connections of all threads; any later call raises LibraryError."""
        for open_sitting in self._sittings:
            open_sitting.finish()
        self._sittings.clear()
        self._database.close()
        with self._kept_guard:
            if self._kept is not None:
                self._kept.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def version(self) -> int:
        """A number that changes when another connection (of another program or thread) has written. Costs microseconds.

        Compare it with what it was in the same thread.
        """
        with self._database.read() as connection:
            version: int = connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    @contextmanager
    def briefly(self, steps: int) -> Iterator[None]:
        """Within it a statement of this thread is given up after so many steps of SQLite's machine, 10 to 40 ns each.

        What asked for it raises `InterruptedQueryError`. A look into the index of words is one step, however long.
        """
        with self._database.briefly(steps):
            yield

    def interrupt(self, thread: int) -> None:
        """Interrupts the running read of the thread with that ``threading.get_ident()``.

        There it raises `InterruptedQueryError`. A thread that writes, or does nothing, goes on.
        """
        self._database.interrupt(thread)

    def _originals(self) -> Database | None:
        """The file of originals, opened when it is first needed; None if there is none and none can be made."""
        with self._kept_guard:
            if self._kept is None:
                self._kept = open_originals(self.folder, read_only=self._database.read_only)
            return self._kept
