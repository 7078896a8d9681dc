"""Libraries as older versions of readlater left them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

INDEX_2 = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, byline, text, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'")""",
    """CREATE TABLE vocab (surface TEXT NOT NULL, stem TEXT NOT NULL, df INTEGER NOT NULL,
        PRIMARY KEY (surface, stem)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX vocab_stem ON vocab(stem)",
    """CREATE TABLE term (id INTEGER PRIMARY KEY, stem TEXT NOT NULL UNIQUE, first_slot INTEGER NOT NULL,
        first_band INTEGER NOT NULL) STRICT""",
    "CREATE TABLE term_df (chunk INTEGER PRIMARY KEY, df BLOB NOT NULL) STRICT",
    """CREATE TABLE posting (term INTEGER NOT NULL, band INTEGER NOT NULL, part INTEGER NOT NULL, slots BLOB NOT NULL,
        PRIMARY KEY (term, band, part)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE vector (slot INTEGER PRIMARY KEY, article_id INTEGER NOT NULL UNIQUE, language TEXT NOT NULL,
        checksum INTEGER NOT NULL, terms BLOB NOT NULL) STRICT""",
    """CREATE TABLE keyword (article_id INTEGER NOT NULL, rank INTEGER NOT NULL, text TEXT NOT NULL,
        score REAL NOT NULL, PRIMARY KEY (article_id, rank)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE index_state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO index_state VALUES ('articles', 0), ('slots', 0), ('terms', 0), ('generation', 0)",
)
"""The tables of an index in a library of schema 2."""


def to_version_3(folder: Path) -> None:
    """Makes a library what it would have been under schema 3: without what is put off, saved, or known of readings."""
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    for statement in (
        "DROP INDEX article_snoozed",
        "DROP INDEX highlight_created",
        "DROP INDEX reading_when",
        "DROP TABLE saved_search",
        "ALTER TABLE article DROP COLUMN snoozed",
        "ALTER TABLE highlight DROP COLUMN seen",
        "ALTER TABLE highlight DROP COLUMN folded",
        "ALTER TABLE reading DROP COLUMN words",
        "CREATE INDEX reading_started ON reading(started)",
        "DELETE FROM _sqlite_migrations WHERE name = 'm004_stayed'",
        "PRAGMA user_version = 3",
    ):
        connection.execute(statement)
    connection.close()


def to_version_2(folder: Path) -> None:
    """Makes a library what it would have been under schema 2: its index in other tables, without what came later."""
    to_version_3(folder)
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    for name in ("search", "vocab", "term", "term_df", "posting", "vector", "keyword", "index_state", "copy"):
        connection.execute(f"DROP TABLE {name}")
    for name in ("article_facts", "article_noted"):
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    for statement in INDEX_2:
        connection.execute(statement)
    for number, title, text in connection.execute(
        "SELECT id, title, text FROM article JOIN document ON article_id = id"
    ).fetchall():
        connection.execute("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", (number, title, text))
        connection.execute("INSERT INTO vector VALUES (?, ?, 'en', 7, x'00000000')", (number, number))
        connection.execute("INSERT INTO vocab VALUES (?, ?, 1)", (f"word{number}", f"stem{number}"))
        connection.execute("INSERT INTO keyword VALUES (?, 0, 'old', 1.0)", (number,))
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_find'")
    connection.execute("PRAGMA user_version = 2")
    connection.close()


def make_stale(folder: Path) -> None:
    """Makes the index of a library that of an older analyser."""
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    connection.execute("UPDATE index_state SET value = 1 WHERE name = 'analyser'")
    connection.close()
