"""The migrations of the two files. Imported only when there is one to run: sqlite-utils is slow to import.

A migration is plain DDL. ``table.transform()`` is not used: it drops triggers and generated columns without a word. All
pending migrations of a file run within one transaction that the caller has begun.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database, Migrations

from readlater.errors import NewerLibraryError
from readlater.language.version import ANALYSER_VERSION
from readlater.library import building, index, passages, schema, schema_originals

library = Migrations("readlater.library")
originals = Migrations("readlater.originals")


@library()
def m001_library(db: Database) -> None:
    """The library as it was first made."""
    _run(db, (*schema.TABLES, *schema.INDEXES, *schema.TRIGGERS))
    _make_index(db, ANALYSER_VERSION)


@library()
def m002_approximate(db: Database) -> None:
    """Dates of publication that were guessed."""
    _run(db, (schema.APPROXIMATE,))


@library()
def m003_find(db: Database) -> None:
    """Copies; keywords and notes are searched, too: the index is emptied, and made anew by `Library.rebuild`."""
    _run(db, (*schema.COPIES, *schema.FACTS))
    if "notes" not in db["search"].columns_dict:
        # Put aside, for `Library.rebuild` to drop: to drop half a gigabyte takes seconds, and opening should take none.
        _run(db, ["DROP INDEX vocab_stem"])
        for name in ("search", "vocab", "term", "term_df", "posting", "vector", "keyword", "index_state"):
            _run(db, [f"ALTER TABLE {name} RENAME TO {building.PUT_ASIDE}{name}"])
        _make_index(db, 0 if db["article"].count else ANALYSER_VERSION)


@library()
def m004_stayed(db: Database) -> None:
    """Snoozed articles, saved searches, reviews of highlights, words of readings."""
    _run(db, schema.STAYED)
    rows = db.execute("SELECT id, quote, note FROM highlight").fetchall()
    db.conn.executemany(
        "UPDATE highlight SET folded = ? WHERE id = ?",
        [(passages.folded(quote, note), number) for number, quote, note in rows],
    )


@originals()
def m001_originals(db: Database) -> None:
    """The originals as they were first made."""
    _run(db, schema_originals.TABLES)


@originals()
def m002_parts(db: Database) -> None:
    """Files saved beside a page, and what a server said of it."""
    _run(db, schema_originals.PARTS)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Migrations, version: int) -> None:
    """Brings the file of ``connection`` (``path`` in messages) up to ``version``; within the caller's transaction.

    Raises:
        NewerLibraryError: it holds a migration that this readlater does not know.
    """
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    unknown = {migration.name for migration in migrations.applied(db)} - _names(migrations)
    if unknown:
        raise NewerLibraryError(
            f"{path} was written by a newer readlater ({', '.join(sorted(unknown))}). Update readlater to open it."
        )
    migrations.apply(db)
    connection.execute(f"PRAGMA user_version = {version}")


def _names(migrations: Migrations) -> set[str]:
    """The names of all migrations of a set, in whatever state: those that an empty database still lacks."""
    empty = sqlite3.connect(":memory:")
    try:
        return {m.name for m in migrations.pending(Database(empty, recursive_triggers=False, execute_plugins=False))}
    finally:
        empty.close()


def _make_index(db: Database, analyser: int) -> None:
    """Makes the tables of an index that holds nothing; ``analyser`` is the version whose stems it is said to hold."""
    _run(db, index.SCHEMA)
    db.conn.execute("INSERT INTO index_state (name, value) VALUES ('analyser', ?)", (analyser,))


def _run(db: Database, ddl: Iterable[str]) -> None:
    for statement in ddl:
        db.conn.execute(statement)
