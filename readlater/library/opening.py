"""Opening a library's folder: made if need be, checked, brought up to date, readable by its owner alone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from readlater.errors import ForeignLibraryError, LibraryError, NewerLibraryError, NotFoundError
from readlater.library import schema, schema_originals
from readlater.library.connections import Database, connect, file_lock
from readlater.library.failures import translate

LIBRARY = "library.db"
ORIGINALS = "originals.db"
LOCK = "library.lock"

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables."""

_HEADER = 100  # bytes; sqlite.org/fileformat2.html section 1.3


def open_library(folder: Path, *, create: bool) -> Database:
    """The library's main file, ready to be used.

    Raises:
        NotFoundError: there is none and ``create`` is false.
        ForeignLibraryError: the file is empty, damaged or another program's; it was left as it is.
        NewerLibraryError: it was written by a newer readlater.
        LibraryError: it can't be made or opened.
    """
    check_sqlite(sqlite3.sqlite_version_info)
    path = folder / LIBRARY
    if not path.exists():
        if not create:
            raise NotFoundError(f"There is no library in {folder}. Import something to make one.")
        _make_folder(folder)
        _make(path, folder / LOCK)
    return _open(path, folder / LOCK, schema.APPLICATION_ID, schema.VERSION)


def open_originals(folder: Path, *, read_only: bool) -> Database | None:
    """The file of originals, made if need be; None if there is none and none can be made.

    Raises:
        LibraryError: as `open_library`.
    """
    path = folder / ORIGINALS
    if not path.exists():
        if read_only:
            return None
        _make(path, folder / LOCK)
    return _open(path, folder / LOCK, schema_originals.APPLICATION_ID, schema_originals.VERSION)


def check_sqlite(version: tuple[int, ...]) -> None:
    """Refuses a SQLite that is too old.

    Raises:
        LibraryError: older than `OLDEST_SQLITE`.
    """
    if version < OLDEST_SQLITE:
        raise LibraryError(
            f"readlater needs SQLite {'.'.join(map(str, OLDEST_SQLITE))} or newer; this Python has "
            f"{'.'.join(map(str, version))}. Use a newer Python."
        )


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise LibraryError(f"{folder} is not a folder. Choose another place with --library.") from None
    except OSError as error:
        raise LibraryError(
            f"The folder {folder} can't be made: {error.strerror}. Choose another with --library."
        ) from error


def _make(path: Path, lock: Path) -> None:
    """Makes a new file beside its place and moves it there when it is whole: nobody ever sees half of one."""
    try:
        with file_lock(lock, wait=True):
            if path.exists():  # another program was faster
                return
            new = path.with_name(path.name + ".new")
            for leftover in (new, Path(f"{new}-wal"), Path(f"{new}-shm")):
                leftover.unlink(missing_ok=True)
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
            with closing(connect(new)) as connection:
                connection.execute("PRAGMA page_size = 4096")
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, path)
            new.rename(path)
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except OSError as error:
        raise LibraryError(f"{path} can't be made: {error.strerror}.") from error


def _open(path: Path, lock: Path, application_id: int, version: int) -> Database:
    _check_header(path, application_id)
    read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    database = Database(path, lock, read_only=read_only)
    try:
        with database.read() as connection:
            # Reading the schema is what finds a file whose first pages are damaged.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > version:
            raise NewerLibraryError(
                f"{path} was written by a newer readlater (its schema is {found}, this one knows {version}). "
                "Update readlater to open it."
            )
        if found < version and read_only:
            raise LibraryError(
                f"{path} was written by an older readlater and can only be read: its file or folder is "
                "write-protected. It has to be brought up to date first: get the right to write, or open a copy."
            )
        if found < version:
            with file_lock(lock, wait=True), database.write() as connection:
                _migrate(connection, path, begun=True)
    except BaseException:
        database.close()
        raise
    if not read_only:
        _keep_private(path)
    return database


def _migrate(connection: sqlite3.Connection, path: Path, *, begun: bool = False) -> None:
    from readlater.library import migrations

    if not begun:
        connection.execute("BEGIN IMMEDIATE")
    if path.name == LIBRARY:
        migrations.migrate(connection, path, migrations.library, schema.VERSION)
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    else:
        migrations.migrate(connection, path, migrations.originals, schema_originals.VERSION)
        connection.execute(f"PRAGMA application_id = {schema_originals.APPLICATION_ID}")
    if not begun:
        connection.execute("COMMIT")


def _check_header(path: Path, application_id: int) -> None:
    """Refuses what is not ours before SQLite touches it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise LibraryError(f"{path} can't be read: {error.strerror}.") from error
    if size == 0:
        raise ForeignLibraryError(
            f"{path} is empty (0 bytes), which a library never is. It was left as it is: "
            "move it away and restore a backup, or start a new library elsewhere."
        )
    if len(header) < _HEADER or header[:16] != b"SQLite format 3\0" or header[68:72] != application_id.to_bytes(4):
        raise ForeignLibraryError(
            f"{path} is not a readlater library. It was left as it is: choose another folder with --library."
        )
    page_size = int.from_bytes(header[16:18]) or 1
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32])
    log = Path(f"{path}-wal")
    # With a write-ahead log the file may rightly be shorter than it says: SQLite will complete it from the log.
    if size < pages * page_size and not (log.exists() and log.stat().st_size):
        raise ForeignLibraryError(
            f"{path} is damaged: {pages * page_size:,} bytes long by its own account, but only {size:,} are there. "
            "It was left as it is: move it away and restore a backup."
        )


def _keep_private(path: Path) -> None:
    """Takes away others' access to the file, if anything gave it (a copy made under another umask)."""
    status = path.stat()
    if status.st_mode & 0o077 and status.st_uid == os.geteuid():
        path.chmod(0o600)
