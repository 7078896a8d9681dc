"""A new index for a library, built in a file of its own and then put in the place of the old one.

The file holds the same tables as the index in the library, which is attached: so the code that writes an index writes
this one, and finds articles and highlights in the library. The library is only read meanwhile; programs that have it
open read and write as always. What they change is found by its place in the old index, which is another one
whenever an article is indexed again: it is done again in the end, while the library is locked. Then the new tables are
copied over the old ones, within the same transaction.

That takes 5 seconds for 100,000 articles (560 MB of index), during which others wait to write; where that is too long
for them they say so. Making the tables under other names in the library and renaming them would lock it for
a moment only, but it would leave the file a third larger than before for good.

Whatever ends this, the old index stays as it was until the last moment, and what is left of the file is taken away by
the next one who builds. A lock sees to it that nobody else builds at the same time.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Protocol

from readlater.errors import LibraryBusyError
from readlater.language.version import ANALYSER_VERSION
from readlater.library import index
from readlater.library.bulk import Bulk
from readlater.library.connections import begin, connect, file_lock
from readlater.library.failures import translate
from readlater.library.gathering import STAMP, Gatherer, analysed_again, unpack
from readlater.model import Analysis

FILE = "index.new"
LOCK = "index.lock"

PUT_ASIDE = "old_"
"""How the names of tables begin that a migration has put aside, to be dropped with the old index."""

CHUNK = 64
"""Articles that are gathered together: a second's work at most, also where they are books."""

_CACHE_KB = 65536
_SETTINGS = "SELECT * FROM library.search_config ORDER BY k"
"""The settings of the full-text table. Its structure record begins with four bytes that change with them: programs that
have the table open read the settings anew when these bytes are others, and the query that finds that out fails."""

_KIND = re.compile(r"CREATE (TABLE|INDEX) ")
_FINISHING = 0.12
"""The share of the time that is left when all articles are in, as measured with 100,000."""

Progress = Callable[[int, int], None]
"""Is told how many articles are done, and of how many; the last ones include the work at the end."""


class Gatherers(Protocol):
    """Whoever gathers articles, in this process or in others."""

    def gather(self, chunks: Iterator[list[int]]) -> Iterator[bytes]:
        """What `Gatherer.gather` gives for each chunk of articles, in order."""

    def again(self, number: int) -> tuple[Analysis, str] | None:
        """What `Gatherer.again` gives, by the one who gathered that article."""


class Alone:
    """Gathers in this process."""

    def __init__(self, path: Path) -> None:
        self._gatherer = Gatherer(path)

    def gather(self, chunks: Iterator[list[int]]) -> Iterator[bytes]:
        """See `Gatherers`."""
        return map(self._gatherer.gather, chunks)

    def again(self, number: int) -> tuple[Analysis, str] | None:
        """See `Gatherers`."""
        return self._gatherer.again(number)

    def close(self) -> None:
        """Ends the look at the library."""
        self._gatherer.close()


def build(path: Path, gatherers: Gatherers, progress: Progress) -> None:
    """Makes the index of the library at ``path`` anew.

    Raises:
        LibraryBusyError: another program is at it, or wrote for very long.
        LibraryError: the disk is full, or anything else of the kind; the library is as it was.
    """
    with file_lock(path.with_name(LOCK), wait=False) as locked:
        if not locked:
            raise LibraryBusyError("Another program is making the search index anew just now.")
        file = path.with_name(FILE)
        try:
            clear_away(file)
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
            with closing(_connect(file, path)) as connection:
                _build(connection, gatherers, progress)
        except sqlite3.Error as error:
            raise translate(error, path) from error
        finally:
            clear_away(file)


def clear_away(file: Path) -> None:
    """Takes a half-made index away; by who holds its lock."""
    for leftover in (file, Path(f"{file}-journal"), Path(f"{file}-wal"), Path(f"{file}-shm")):
        leftover.unlink(missing_ok=True)


def _connect(file: Path, library: Path) -> sqlite3.Connection:
    """A connection whose own file is the new index; the library is attached."""
    connection = connect(file)
    connection.execute("PRAGMA journal_mode = OFF")  # if anything goes wrong the file is thrown away
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute("ATTACH ? AS library", (f"{library.absolute().as_uri()}?mode=rw",))
    connection.execute("PRAGMA library.synchronous = FULL")
    connection.execute(f"PRAGMA library.cache_size = -{_CACHE_KB}")
    return connection


def _build(connection: sqlite3.Connection, gatherers: Gatherers, progress: Progress) -> None:
    numbers = [number for (number,) in connection.execute("SELECT id FROM article ORDER BY id").fetchall()]
    total = len(numbers)
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE main.done (article_id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL)")
    bulk = Bulk(connection)
    for packed in gatherers.gather(_chunks(numbers)):
        articles, words = unpack(packed)
        bulk.add(articles, words)
        connection.executemany("INSERT INTO done VALUES (?, ?)", [(one.id, one.stamp) for one in articles])
        progress(int(bulk.articles * (1 - _FINISHING)), total)

    def finishing(share: float) -> None:
        progress(int(total * (1 - _FINISHING + _FINISHING * share)), total)

    bulk.finish(lambda share: finishing(0.6 * share))
    connection.execute("INSERT OR REPLACE INTO index_state VALUES ('analyser', ?)", (ANALYSER_VERSION,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA main.journal_mode = MEMORY")
    connection.execute("BEGIN")  # sees what was written to the library by now
    _catch_up(connection, gatherers)
    connection.execute("COMMIT")
    begin(connection)
    try:
        _catch_up(connection, gatherers)
        _put_in_place(connection, finishing)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    progress(total, total)


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    following = iter(numbers)
    while chunk := list(islice(following, CHUNK)):
        yield chunk


def _catch_up(connection: sqlite3.Connection, gatherers: Gatherers) -> None:
    """Does again what was changed since it was gathered, in the new index."""
    stamp = f"coalesce({STAMP}, 0)"
    changed = connection.execute(
        "SELECT done.article_id, NULL FROM done LEFT JOIN article ON id = article_id WHERE id IS NULL"
        " UNION ALL"
        f" SELECT id, {stamp} FROM article LEFT JOIN library.vector AS vector ON vector.article_id = id"
        f" LEFT JOIN done ON done.article_id = id WHERE done.stamp IS NOT {stamp}"
    ).fetchall()
    for number, now in changed:
        before = gatherers.again(number)
        if before is not None:
            index.remove(connection, number, *before)
        connection.execute("DELETE FROM done WHERE article_id = ?", (number,))
        after = None if now is None else analysed_again(connection, number)
        if after is not None:
            index.add(connection, number, after)
            connection.execute("INSERT INTO done VALUES (?, ?)", (number, now))


def _put_in_place(connection: sqlite3.Connection, progress: Callable[[float], None]) -> None:
    """Copies the new tables over those of the library; within a transaction that has locked it."""
    connection.execute("DELETE FROM search_config WHERE k IN ('hashsize', 'crisismerge')")  # for building only
    new, old = (
        dict(
            connection.execute(
                f"SELECT name, sql FROM {name}.sqlite_schema WHERE sql IS NOT NULL AND type = 'table'"
                " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%' AND name <> 'done'"
            ).fetchall()
        )
        for name in ("main", "library")
    )
    settings = connection.execute(_SETTINGS).fetchall()
    cookie = connection.execute("SELECT substr(block, 1, 4) FROM library.search_data WHERE id = 10").fetchone()
    for (name,) in connection.execute(
        "SELECT name FROM library.sqlite_schema WHERE type = 'table' AND substr(name, 1, ?) = ?"
        " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC",  # takes its own tables with it
        (len(PUT_ASIDE), PUT_ASIDE),
    ).fetchall():
        connection.execute(f"DROP TABLE IF EXISTS library.{name}")
    for place, (name, statement) in enumerate(new.items()):
        if old.get(name) != statement:
            _make_again(connection, name, statement)
        connection.execute(f"DELETE FROM library.{name}")
        connection.execute(f"INSERT INTO library.{name} SELECT * FROM main.{name}")
        progress(0.6 + 0.4 * (place + 1) / len(new))
    if cookie is not None and settings == connection.execute(_SETTINGS).fetchall():
        connection.execute(
            "UPDATE library.search_data SET block = CAST(? || substr(block, 5) AS BLOB) WHERE id = 10", cookie
        )


def _make_again(connection: sqlite3.Connection, name: str, statement: str) -> None:
    """Makes a table of the library anew, with its indexes: an older index had other columns."""
    made = connection.execute(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (name,)
    ).fetchall()
    connection.execute(f"DROP TABLE IF EXISTS library.{name}")
    for sql in (statement, *(sql for (sql,) in made)):
        connection.execute(_KIND.sub(r"\g<0>library.", sql, count=1))
