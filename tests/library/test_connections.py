"""Threads, transactions, interruptions, and the length of the write-ahead log."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from readlater.errors import InterruptedQueryError, LibraryBusyError, LibraryError
from readlater.library import Library, NewArticle, connections, failures
from tests.factories import draft

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_every_thread_has_its_own_connection(library: Library) -> None:
    seen: list[sqlite3.Connection] = []

    def look() -> None:
        with library._database.read() as connection:
            seen.append(connection)

    look()
    look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen[0] is seen[1]
    assert seen[2] is not seen[0]


def test_connections_of_threads_that_ended_are_closed(library: Library) -> None:
    for _ in range(20):
        thread = threading.Thread(target=library.counts)
        thread.start()
        thread.join()
    assert len(library._database._connections) <= 2


def test_a_running_read_can_be_interrupted(library: Library) -> None:
    raised: list[BaseException] = []
    started = threading.Event()

    def look() -> None:
        started.set()
        try:
            with library._database.read() as connection:
                connection.execute(ENDLESS).fetchone()
        except BaseException as error:
            raised.append(error)
        assert library.counts().total == 0

    thread = threading.Thread(target=look)
    thread.start()
    started.wait()
    ident = thread.ident
    assert ident is not None
    deadline = time.monotonic() + 10
    while thread.is_alive() and time.monotonic() < deadline:
        library.interrupt(ident)
        time.sleep(0.01)
    thread.join(1)
    assert [type(error) for error in raised] == [InterruptedQueryError]


def test_a_read_that_takes_long_is_given_up_where_it_is_to_be_brief(library: Library) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT count(*) FROM n"
    with library._database.read() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        with library.briefly(1000):
            assert connection.execute("SELECT 2").fetchone() == (2,)
            with pytest.raises(InterruptedQueryError), library._database.read() as same:
                same.execute(many).fetchone()
        assert connection.execute(many).fetchone() == (20000,)


def test_interrupting_nobody_does_nothing(library: Library) -> None:
    library.interrupt(12345)
    library.interrupt(threading.get_ident())
    assert library.counts().total == 0
    library.add(draft())
    library.interrupt(threading.get_ident())
    library.close()
    assert not (library.folder / "library.db-wal").exists()


def test_closing_ends_the_reads_of_other_threads(library: Library) -> None:
    raised: list[BaseException] = []
    inside = threading.Event()

    def look() -> None:
        try:
            with library._database.read() as connection:
                inside.set()
                connection.execute(ENDLESS).fetchone()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    inside.wait()
    time.sleep(0.05)
    began = time.monotonic()
    library.close()
    thread.join(5)
    assert time.monotonic() - began < 2
    assert [type(error) for error in raised] == [InterruptedQueryError]
    with pytest.raises(LibraryError, match="is closed"):
        library.counts()
    library.close()


def test_a_transaction_that_fails_leaves_nothing(library: Library) -> None:
    def failing() -> None:
        with library._database.write() as connection:
            connection.execute("INSERT INTO setting VALUES ('a', 'b', 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert library.setting("a") == ""
    with library._database.write() as connection, library._database.write() as same:
        assert same is connection
        same.execute("INSERT INTO setting VALUES ('a', 'b', 1)")
    assert library.setting("a") == "b"


def test_a_busy_library_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(library.folder / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.1)
    with pytest.raises(LibraryBusyError, match="another program"):
        library.set_setting("a", "b")
    assert library.counts().total == 0
    other.execute("COMMIT")
    other.close()
    library.set_setting("a", "b")


def test_the_settings_of_a_connection(library: Library) -> None:
    with library._database.read() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "trusted_schema", "busy_timeout", "page_size")
        }
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "trusted_schema": 0,
        "busy_timeout": 60000,
        "page_size": 4096,
    }
    with library._database.write(durable=False) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)
    with library._database.read() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_log_stays_short(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    if sqlite3.sqlite_version_info >= connections._AUTOMATIC_CHECKPOINTS_SINCE:
        pytest.skip("this SQLite does it by itself")
    monkeypatch.setattr(connections, "WAL_LIMIT", 200_000)
    library.counts()
    log = library.folder / "library.db-wal"
    longest = 0
    for batch in range(20):
        library.add_all([NewArticle(draft(f"T {batch} {n}", f"Text {batch} {n} " + "word " * 400)) for n in range(10)])
        longest = max(longest, log.stat().st_size)
    assert 0 < longest < 1_500_000


def test_a_reader_in_the_way_only_delays_the_shortening(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    if sqlite3.sqlite_version_info >= connections._AUTOMATIC_CHECKPOINTS_SINCE:
        pytest.skip("this SQLite does it by itself")
    monkeypatch.setattr(connections, "WAL_LIMIT", 100_000)
    library.add(draft())
    reader = sqlite3.connect(library.folder / "library.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM article").fetchone()
    log = library.folder / "library.db-wal"
    for n in range(60):
        library.add(draft(f"T {n}", f"Text {n} " + "word " * 900))
    grown = log.stat().st_size
    assert grown > 100_000
    reader.close()
    for n in range(60, 80):
        library.add(draft(f"T {n}", f"Text {n} " + "word " * 900))
    assert log.stat().st_size < grown
    assert library.check() == []


def test_a_file_that_was_replaced_is_not_written(library: Library, tmp_path: Path) -> None:
    library.add(draft())
    path = library.folder / "library.db"
    path.rename(tmp_path / "moved.db")
    with pytest.raises(LibraryError, match="moved or replaced"):
        library.archive([1])
    path.write_bytes((tmp_path / "moved.db").read_bytes())
    with pytest.raises(LibraryError, match="moved or replaced"):
        library.archive([1])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_READONLY, "write-protected"),
        (sqlite3.SQLITE_NOTADB, "left as it is"),
        (sqlite3.SQLITE_IOERR, "Check the disk"),
        (sqlite3.SQLITE_CANTOPEN, "can't be opened"),
        (sqlite3.SQLITE_ERROR, "library.db"),
    ],
)
def test_errors_say_what_to_do(code: int, words: str) -> None:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    message = str(failures.translate(error, Path("/somewhere/library.db")))
    assert words in message
    assert "/somewhere/library.db" in message
    assert "\n" not in message


def test_two_threads_write_without_errors(library: Library) -> None:
    errors: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(25):
                library.add(draft(f"{name} {n}", f"Text {name} {n}"))
                library.set_setting(name, str(n))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(library.ids()) == 75
    assert library.check() == []
