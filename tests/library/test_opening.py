"""Opening: what is ours, what is not, what is too new, and who may read it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.errors import ForeignLibraryError, LibraryError, NewerLibraryError, NotFoundError
from readlater.library import Library, migrations, opening, readings, schema, schema_originals
from readlater.model import Original
from tests.factories import draft
from tests.library.older import to_version_2, to_version_3

ROOT = Path(__file__).parents[2]


def filled(folder: Path) -> Path:
    with Library.open(folder) as library:
        library.add(draft("T", "Text. " * 3000), Original(b"page" * 5000, "text/html"))
    return folder / "library.db"


def test_a_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no library"):
        Library.open(tmp_path / "deep" / "l", create=False)
    assert not (tmp_path / "deep").exists()
    with Library.open(tmp_path / "deep" / "l") as library:
        assert list(library.ids()) == []
        assert library.counts().total == 0
    with Library.open(tmp_path / "deep" / "l", create=False) as library:
        assert library.check() == []


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = tmp_path / "l"
        with Library.open(folder) as library:
            library.add(draft(), Original(b"x", "text/html"))
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        assert names.keys() >= {"library.db", "library.db-wal", "library.db-shm", "originals.db", "originals.db-wal"}
        assert set(names.values()) == {0o600}
        (folder / "library.db").chmod(0o644)
        Library.open(folder).close()
        assert stat.S_IMODE((folder / "library.db").stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_closing_leaves_no_log_behind(tmp_path: Path) -> None:
    filled(tmp_path / "l")
    assert {path.name for path in (tmp_path / "l").iterdir()} == {"library.db", "originals.db", "library.lock"}


@pytest.mark.parametrize("content", [b"", b"Dear diary, today I", b"SQLite format 3\0" + b"\0" * 200])
def test_a_foreign_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    with pytest.raises(ForeignLibraryError, match=r"left as it is") as told:
        Library.open(tmp_path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == content
    assert {p.name for p in tmp_path.iterdir()} == {"library.db"}


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.db")
    connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY)")
    connection.close()
    before = (tmp_path / "library.db").read_bytes()
    with pytest.raises(ForeignLibraryError, match="not a readlater library"):
        Library.open(tmp_path)
    assert (tmp_path / "library.db").read_bytes() == before


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_truncated_file_is_told(tmp_path: Path, share: float) -> None:
    path = filled(tmp_path / "l")
    size = path.stat().st_size
    os.truncate(path, int(size * share))
    with pytest.raises(ForeignLibraryError, match=r"damaged|not a readlater library"):
        Library.open(tmp_path / "l")
    assert path.stat().st_size == int(size * share)


def test_damaged_pages_are_told_when_they_are_met(tmp_path: Path) -> None:
    path = filled(tmp_path / "l")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(ForeignLibraryError, match="damaged"), Library.open(tmp_path / "l") as library:
        library.rows(library.ids())


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "l")
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibraryError, match="newer readlater"):
        Library.open(tmp_path / "l")


def test_an_older_library_that_can_only_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    to_version_2(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(LibraryError, match="older readlater and can only be read"):
        Library.open(tmp_path)


def test_an_unknown_migration_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "l")
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('readlater.library', 'm999_future')"
    )
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()
    with pytest.raises(NewerLibraryError, match="m999_future"):
        Library.open(tmp_path / "l")


def test_newer_originals_are_refused(tmp_path: Path) -> None:
    filled(tmp_path / "l")
    connection = sqlite3.connect(tmp_path / "l" / "originals.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with Library.open(tmp_path / "l") as library:
        assert library.row(1).title == "T"
        with pytest.raises(NewerLibraryError, match=r"originals\.db"):
            library.original(1)


def test_a_migration_runs_once_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "l")
    more = migrations.Migrations("readlater.library")
    more()(migrations.m001_library)
    more()(migrations.m002_approximate)
    more()(migrations.m003_find)
    more()(migrations.m004_stayed)

    @more()
    def m005_colour(db: migrations.Database) -> None:
        db.conn.execute("ALTER TABLE article ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        if fail:
            raise sqlite3.OperationalError("no more")

    monkeypatch.setattr(migrations, "library", more)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    fail = True
    with pytest.raises(LibraryError):
        Library.open(tmp_path / "l")
    fail = False
    failures: list[BaseException] = []

    def opened() -> None:
        try:
            with Library.open(tmp_path / "l") as library:
                assert library.row(1).title == "T"
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=opened) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    connection = sqlite3.connect(tmp_path / "l" / "library.db")
    assert connection.execute("SELECT colour FROM article").fetchall() == [("",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    connection.close()


def test_the_version_is_the_number_of_migrations() -> None:
    assert len(migrations._names(migrations.library)) == schema.VERSION
    assert len(migrations._names(migrations.originals)) == schema_originals.VERSION


def test_an_old_sqlite_is_refused() -> None:
    opening.check_sqlite((3, 37, 0))
    with pytest.raises(LibraryError, match=r"3\.37\.0 or newer"):
        opening.check_sqlite((3, 36, 9))


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="not a folder"):
        Library.open(tmp_path / "file" / "l")


def test_many_programs_may_make_the_library_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from readlater.library import Library; "
        "Library.open(Path(sys.argv[1])).close()"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "l")], stderr=subprocess.PIPE, cwd=ROOT)
        for _ in range(4)
    ]
    for program in programs:
        assert program.communicate()[1] == b""
    with Library.open(tmp_path / "l", create=False) as library:
        assert library.check() == []


def test_half_a_new_library_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "library.db.new").write_bytes(b"half")
    (tmp_path / "library.db.new-wal").write_bytes(b"half")
    with Library.open(tmp_path) as library:
        assert library.check() == []
    assert not list(tmp_path.glob("*.new*"))


@pytest.fixture
def for_nobody() -> Iterator[Path]:
    """A folder that another user, who is not root, may enter; root may write everywhere."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path("/var/tmp") / f"readlater-test-{os.getpid()}"
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("log", [False, True])
def test_a_write_protected_library_can_be_read(for_nobody: Path, log: bool) -> None:
    folder = for_nobody / "l"
    filled(folder)
    if log:  # a program that was killed left its write-ahead log
        script = (
            "import os, sys; from pathlib import Path; from readlater.library import Library\n"
            "library = Library.open(Path(sys.argv[1])); library.set_setting('a', 'b'); os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", script, str(folder)], check=False, cwd=ROOT)
        assert (folder / "library.db-wal").exists()
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    # The interpreter's own files may be closed to that user: everything is imported before.
    script = """
import importlib, os, pkgutil, sys
from pathlib import Path
import readlater.library
for module in pkgutil.iter_modules(readlater.library.__path__, "readlater.library."):
    importlib.import_module(module.name)
import readlater.language.analysis
from readlater.errors import LibraryError
from readlater.library import Library
from tests.factories import draft

readlater.language.analysis.analyse(draft())
os.setuid(65534)
library = Library.open(Path(sys.argv[1]))
assert library.read_only
print([row.title for row in library.rows(library.ids())], library.original(1).mime)
for act in (lambda: library.archive([1]), lambda: library.add(draft()), lambda: library.set_setting("a", "b")):
    try:
        act()
    except LibraryError as error:
        print("can only be read" in str(error))
one = library.begin_reading(1)
one.progress(10, 1.0, True)
one.save()
print(one.finish())
library.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.stdout.splitlines() == ["['T'] text/html", "True", "True", "True", "None"], done.stderr


def test_a_library_of_schema_3_gets_what_stayed(tmp_path: Path) -> None:
    """Highlights can be searched, sittings have words, and what is new is there and empty."""
    with Library.open(tmp_path) as library:
        number = library.add(draft("T", "Text of the Économie. " * 100)).id
        library.add_highlight(number, 12, 20, note="Für später")
        with library._database.write() as connection:
            readings.add(
                connection, uuid="u", article_id=number, device="d", started=1, ended=9000, active_seconds=8.0,
                progress_from=0.25, progress_to=0.75, place=0, place_quote="", counted=False,
            )  # fmt: skip
    to_version_3(tmp_path)
    with Library.open(tmp_path) as library, library._database.read() as connection:
        assert connection.execute("SELECT folded FROM highlight").fetchall() == [("economie fur spater",)]
        assert connection.execute("SELECT words FROM reading").fetchall() == [(200,)]
        assert library.saved_searches() == []
        assert library.row(number).snoozed is None
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            connection.execute("UPDATE reading SET words = 0")
        assert library.check() == []
