"""Making the index anew: what comes out, what happens meanwhile, and what is left when it is broken off."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlater.errors import LibraryBusyError, LibraryError
from readlater.language.query import parse
from readlater.library import Library, NewArticle, building, gathering, rebuilding
from tests.factories import draft
from tests.faults import children
from tests.library.older import make_stale, to_version_2

TEXTS = (
    "Glaciers in the Alps are melting faster. Melting glaciers feed rivers.",
    "The rivers of the Alps carry less water each summer.",
    "A compiler translates source code. Compilers optimise code.",
    "東京の経済は成長しています。経済の見通し。",
    "카자흐스탄에서 철군이 시작됐다. 카자흐스탄 정부.",
    "",
)


def fill(folder: Path, count: int = 12) -> Library:
    library = Library.open(folder)
    library.add_all(
        [NewArticle(draft(f"T {n}", f"{TEXTS[n % len(TEXTS)]} Number {n}.", language="")) for n in range(count)]
    )
    return library


def found(library: Library, text: str) -> set[str]:
    return {row.title for row in library.rows(library.search(parse(text)).ids)}


def scores(library: Library) -> list[list[float]]:
    """How near the similar readings of each article are; of several that are as near any may be shown."""
    return [[round(one.score, 6) for one in library.similar(number)] for number in library.ids()]


def contents(folder: Path) -> dict[str, object]:
    """Everything in the index, but for the numbers that only it knows."""
    connection = sqlite3.connect(folder / "library.db")
    said: dict[str, object] = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in ("vocab", "keyword", "search_docsize")
    }
    said["stems"] = sorted(connection.execute("SELECT stem FROM term").fetchall())
    said["vectors"] = connection.execute(
        "SELECT article_id, language, checksum, length(terms) FROM vector ORDER BY article_id"
    ).fetchall()
    connection.close()
    return said


def leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith(building.FILE)}


@pytest.mark.parametrize("apart", [False, True])
def test_it_is_what_adding_the_articles_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool) -> None:
    if apart:
        monkeypatch.setattr(rebuilding, "FEW", 0)
    with fill(tmp_path) as library:
        library.add_highlight(1, 0, 8, note="cold mountains")
        before = contents(tmp_path)
        similar = scores(library)
        told: list[tuple[int, int]] = []
        library.rebuild(lambda done, total: told.append((done, total)))
        assert told[-1] == (12, 12)
        assert contents(tmp_path) == before
        assert scores(library) == similar
        assert found(library, "cold mountains") == {"T 0"}
        assert found(library, "経済") == {"T 3", "T 9"}
        assert library.check() == []
        assert not leftovers(tmp_path)
        library.add(draft("One more", "A glacier that came later."))
        library.edit([1], title="Another title")
        assert "One more" in found(library, "glacier")
        assert found(library, "another") == {"Another title"}
        assert library.check() == []


def test_many_words_are_put_aside_and_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.library.bulk._WORDS_IN_MEMORY", 5)
    monkeypatch.setattr(building, "CHUNK", 2)
    with fill(tmp_path) as library:
        before = contents(tmp_path)
        library.rebuild()
        assert contents(tmp_path)["vocab"] == before["vocab"]


def test_an_empty_library(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.rebuild()
        assert library.check() == []
        assert library.outdated_index() == 0


@pytest.mark.parametrize("apart", [False, True])
def test_what_is_changed_meanwhile_is_in_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    if apart:
        monkeypatch.setattr(rebuilding, "FEW", 0)
    monkeypatch.setattr(building, "CHUNK", 12)
    with fill(tmp_path) as library, Library.open(tmp_path) as other:
        changed = False

        def meanwhile(done: int, total: int) -> None:
            nonlocal changed
            if not changed:
                changed = True
                assert found(other, "compiler") == {"T 2", "T 8"}, "the old index is searched"
                other.edit([1], title="Edited meanwhile")
                other.add_highlight(2, 0, 6, note="marginalia")
                other.edit([3], note="remarkable")
                other.add(draft("Added meanwhile", "A glacier came down."))
                other.delete([5])
                other.purge_trash(0)
                other.tag([6], "tagged")

        library.rebuild(meanwhile)
        assert changed
        assert library.check() == []
        assert found(library, "meanwhile") == {"Edited meanwhile", "Added meanwhile"}
        assert found(library, "marginalia") == {"T 1"}
        assert found(library, "remarkable") == {"T 2"}
        assert "Added meanwhile" in found(library, "glacier")
        assert library.search(parse("t")).ids
        connection = sqlite3.connect(tmp_path / "library.db")
        state = dict(connection.execute("SELECT name, value FROM index_state").fetchall())
        connection.close()
        assert state["stale"] == 0
        assert state["articles"] == 12


@pytest.mark.parametrize("at", [0, 1, 12])
def test_broken_off_it_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr(building, "CHUNK", 1)
    with fill(tmp_path) as library:
        before = contents(tmp_path)

        def stop(done: int, total: int) -> None:
            if done >= at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.rebuild(stop)
        assert contents(tmp_path) == before
        assert library.check() == []
        assert not leftovers(tmp_path)
        library.rebuild()
        assert contents(tmp_path) == before


def test_broken_off_while_it_is_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fill(tmp_path) as library:
        before = contents(tmp_path)
        real = building._put_in_place

        def stop(connection: sqlite3.Connection, progress: Callable[[float], None]) -> None:
            real(connection, progress)
            raise sqlite3.OperationalError("disk I/O error")

        monkeypatch.setattr(building, "_put_in_place", stop)
        with pytest.raises(LibraryError):
            library.rebuild()
        assert contents(tmp_path) == before
        assert library.check() == []


def test_whoever_asked_for_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "FEW", 0)
    fill(tmp_path).close()
    before = contents(tmp_path)

    def work(acknowledge: Callable[[str], None]) -> None:
        with Library.open(tmp_path) as library:
            library.rebuild(lambda done, total: acknowledge(f"{done}"))

    for _ in range(3):
        child = children.start(work)
        child.wait_for(1)
        child.kill()
    with Library.open(tmp_path) as library:
        _until(lambda: not library.check() and contents(tmp_path) == before)
        _until(lambda: _rebuilds(library))
        assert contents(tmp_path) == before
        assert not leftovers(tmp_path)


def test_the_process_that_writes_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "FEW", 0)
    with fill(tmp_path) as library:
        before = contents(tmp_path)

        def kill(done: int, total: int) -> None:
            for line in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
                if b"spawn_main" in Path(f"/proc/{line}/cmdline").read_bytes():
                    os.kill(int(line), signal.SIGKILL)

        with pytest.raises(LibraryError, match="The old index is as it was"):
            library.rebuild(kill)
        assert contents(tmp_path) == before
        assert not leftovers(tmp_path)
        assert library.check() == []


def test_two_at_once(tmp_path: Path) -> None:
    with fill(tmp_path) as library, Library.open(tmp_path) as other:
        told: list[str] = []

        def meanwhile(done: int, total: int) -> None:
            with pytest.raises(LibraryBusyError) as error:
                other.rebuild()
            told.append(str(error.value))

        library.rebuild(meanwhile)
        assert "Another program" in told[0]
        assert library.check() == []


def test_what_was_left_by_a_crash_is_taken_away(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        (tmp_path / building.FILE).write_bytes(b"half")
        library.rebuild()
        assert not leftovers(tmp_path)
        assert library.check() == []


def test_an_article_that_can_hardly_be_read(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        connection = sqlite3.connect(tmp_path / "library.db")
        connection.execute("UPDATE document SET structure = x'00' WHERE article_id = 3")
        connection.execute("DELETE FROM document WHERE article_id = 4")
        connection.commit()
        connection.close()
        library.rebuild()
        assert "T 2" in found(library, "compiler")
        assert any("1 articles are missing" in finding for finding in library.check())


def test_a_library_of_schema_2(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        whole = contents(tmp_path)
    to_version_2(tmp_path)
    with Library.open(tmp_path) as library:
        assert library.outdated_index() == 12
        assert library.similar(1) == []
        assert found(library, "compiler") == set()
        library.add(draft("Saved meanwhile", "Compilers again."))
        assert found(library, "compiler") == {"Saved meanwhile"}
        library.edit([1], title="Edited meanwhile")
        assert any("older readlater" in finding for finding in library.check())

        def stop(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.rebuild(stop)
    with Library.open(tmp_path) as library:
        assert library.outdated_index() == 13
        library.rebuild()
        assert library.outdated_index() == 0
        assert found(library, "compiler") == {"Saved meanwhile", "T 2", "T 8"}
        assert found(library, "meanwhile") == {"Saved meanwhile", "Edited meanwhile"}
        assert library.check() == []
        library.delete([13])
        library.purge_trash(0)
        library.edit([1], title="T 0")
        library.rebuild()
    assert contents(tmp_path) == whole
    connection = sqlite3.connect(tmp_path / "library.db")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    assert not [name for name in names if name.startswith(building.PUT_ASIDE)]


def test_an_older_analyser(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        assert library.outdated_index() == 0
        make_stale(tmp_path)
        assert library.outdated_index() == 12
        assert found(library, "compiler") == {"T 2", "T 8"}, "the old index is used until then"
        library.rebuild()
        assert library.outdated_index() == 0
    Library.open(tmp_path / "new").close()
    with Library.open(tmp_path / "new") as library:
        assert library.outdated_index() == 0


def test_an_index_with_other_tables(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        before = contents(tmp_path)
        connection = sqlite3.connect(tmp_path / "library.db")
        connection.execute("DROP TABLE posting")
        connection.execute("CREATE TABLE posting (term INTEGER PRIMARY KEY, articles TEXT)")
        connection.execute("DROP INDEX vocab_stem")
        connection.execute("ALTER TABLE vocab ADD COLUMN more TEXT")
        connection.close()
        library.rebuild()
        assert library.check() == []
        assert contents(tmp_path) == before
        assert library.similar(1)


def test_a_gatherer_sees_what_it_saw_at_first(tmp_path: Path) -> None:
    with fill(tmp_path) as library:
        gatherer = gathering.Gatherer(tmp_path / "library.db")
        first = gatherer.gather([1, 2, 99])
        library.edit([1], title="Another")
        assert gatherer.gather([1, 2, 99]) == first
        articles, words = gathering.unpack(first)
        assert [one.id for one in articles] == [1, 2]
        assert words["glaciers glacier"] == 1
        gatherer.close()


def _rebuilds(library: Library) -> bool:
    try:
        library.rebuild()
    except LibraryBusyError:  # what was begun before has not noticed yet that nobody listens
        return False
    return True


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
