"""SQLite's errors as errors that say what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from readlater.errors import ForeignLibraryError, InterruptedQueryError, LibraryBusyError, LibraryError

BUSY_SECONDS = 60.0
"""How long a program waits for another one's write to end: four times what marking 100,000 articles read takes, and
putting a new index in place. A program that ends, however it does, holds up nobody any more."""


def translate(error: sqlite3.Error, path: Path) -> LibraryError:
    """The `LibraryError` that tells a person what ``error``, met while using the file ``path``, means."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            f"The library is busy: another program has been writing to {path} for over {BUSY_SECONDS:.0f} seconds. "
            "Try again in a moment."
        )
    if code == sqlite3.SQLITE_INTERRUPT:
        return InterruptedQueryError("The query was interrupted.")
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"The disk is full: {path} could not be written and is as it was before. Free some space.")
    if code == sqlite3.SQLITE_READONLY:
        return LibraryError(f"The library can only be read, its file or folder is write-protected: {path}")
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB:  # FTS5 is the only one that says so
        return LibraryError(
            f"The search index in {path} is damaged ({error}). It is made from the articles: "
            "'readlater doctor --rebuild' makes it anew."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return ForeignLibraryError(
            f"{path} is damaged or not a readlater library ({error}). It was left as it is: "
            "move it away and restore a backup."
        )
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError(f"{path} could not be read or written ({error}). Check the disk and the space on it.")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"{path} can't be opened ({error}). Check that it exists and that you may read it.")
    return LibraryError(f"{path}: {error}")
