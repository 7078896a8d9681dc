"""Watched folders: what is saved there comes in, once, whole, and again when it changes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readlater.exchange import watching
from readlater.exchange.importer import ImportOptions, Progress
from readlater.exchange.seen import NAME, Seen
from readlater.exchange.watching import UNFINISHED, Watcher, watch
from readlater.library import Library
from readlater.model import LedgerLine, Outcome

TEXT = "Something was told of {0}, at some length, and nobody who was there ever forgot what was said about {0}."
PAGE = "---\ntitle: {0}\n---\n\n" + TEXT + "\n"
HTML = "<html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"


class Watched:
    """A watch in a thread, and what it told."""

    def __init__(self, library: Library, *folders: Path, options: ImportOptions | None = None) -> None:
        self.lines: list[LedgerLine] = []
        self.notes: list[str] = []
        self.begun = threading.Event()
        self.errors: list[BaseException] = []
        self._ended = threading.Event()
        self._watcher = Watcher(
            library,
            folders,
            options or ImportOptions(workers=1),
            progress=self._hear,
            told=self.notes.append,
            begun=self.begun.set,
            goes_on=lambda: not self._ended.is_set(),
        )
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            watch(self._watcher)
        except BaseException as error:
            self.errors.append(error)

    def _hear(self, progress: Progress) -> None:
        if progress.line is not None:
            self.lines.append(progress.line)

    def __enter__(self) -> Watched:
        self._thread.start()
        assert self.begun.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join(30)
        assert not self._thread.is_alive()
        assert not self.errors

    @property
    def titles(self) -> list[str]:
        return [line.title for line in self.lines]

    def until(self, holds: Callable[[], object], seconds: float = 20.0) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, (self.lines, self.notes, self.errors)
            time.sleep(0.02)

    def quiet(self) -> None:
        """Long enough for anything that was going to happen."""
        time.sleep(watching.SETTLED + 3 * watching.TURN_MS / 1000)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watching, "SETTLED", 0.2)
    monkeypatch.setattr(watching, "TURN_MS", 50)
    monkeypatch.setattr(watching, "STEP_MS", 20)
    made = tmp_path / "saved"
    made.mkdir()
    return made


def test_what_is_there_and_what_comes(library: Library, folder: Path) -> None:
    (folder / "a.md").write_text(PAGE.format("Ada"))
    with Watched(library, folder) as watched:
        watched.until(lambda: watched.titles == ["Ada"])
        (folder / "b.md").write_text(PAGE.format("Bea"))
        watched.until(lambda: watched.titles == ["Ada", "Bea"])
        (folder / "below").mkdir()
        (folder / "below" / "c.md").write_text(PAGE.format("Cid"))
        watched.until(lambda: watched.titles == ["Ada", "Bea", "Cid"])
        elsewhere = folder.parent / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "d.md").write_text(PAGE.format("Dot"))
        elsewhere.rename(folder / "moved")
        watched.until(lambda: watched.titles == ["Ada", "Bea", "Cid", "Dot"])
    assert sorted(path.name for path in folder.rglob("*.md")) == ["a.md", "b.md", "c.md", "d.md"]
    assert {one.source for one in library.imports()} >= {str(folder / "a.md"), str(folder / "b.md")}


def test_a_page_is_imported_once_also_after_a_restart(library: Library, folder: Path) -> None:
    (folder / "a.md").write_text(PAGE.format("Ada"))
    with Watched(library, folder) as watched:
        watched.until(lambda: watched.titles == ["Ada"])
    library.delete(list(library.ids()))
    with Watched(library, folder) as watched:
        os.utime(folder)
        watched.quiet()
        assert watched.lines == []
    assert len(library.ids()) == 0, "what the reader deleted does not come back"
    assert len(library.imports()) == 1


def test_what_was_imported_otherwise_is_not_told(library: Library, folder: Path) -> None:
    from readlater.exchange.importer import import_paths

    (folder / "a.md").write_text(PAGE.format("Ada"))
    import_paths(library, [folder])
    with Watched(library, folder) as watched:
        watched.quiet()
        assert watched.lines == []
    assert len(library.imports()) == 1


def test_a_page_that_failed_is_told_once_and_tried_again_when_it_changes(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        page = folder / "a.md"
        page.touch()
        watched.until(lambda: len(watched.lines) == 1)
        (folder / "b.md").write_text(PAGE.format("Bea"))
        watched.until(lambda: len(watched.lines) == 2)
        page.write_text(PAGE.format("Ada"))
        watched.until(lambda: len(watched.lines) == 3)
    assert [line.outcome for line in watched.lines] == [Outcome.SKIPPED, Outcome.NEW, Outcome.NEW]


def test_a_page_is_complete_when_it_no_longer_grows(library: Library, folder: Path) -> None:
    with Watched(library, folder) as watched:
        with (folder / "a.md").open("w") as file:
            for part in PAGE.format("Ada").split(" "):
                file.write(part + " ")
                file.flush()
                time.sleep(0.04)
            assert watched.lines == []
        watched.until(lambda: watched.titles == ["Ada"])
        (folder / "b.md.part").write_text(PAGE.format("Bea"))
        watched.quiet()
        (folder / "b.md.part").rename(folder / "b.md")
        watched.until(lambda: watched.titles == ["Ada", "Bea"])


@pytest.mark.parametrize(
    "name", ["a.html.part", "a.crdownload", "Unconfirmed 123.crdownload", "a.html~", ".a.html", "~$a"]
)
def test_names_of_files_that_are_not_finished(name: str) -> None:
    assert UNFINISHED.search(name)
    assert not UNFINISHED.search("part.html")
    assert not UNFINISHED.search("A tmp of mine.html")


def test_pictures_that_come_after_their_page(library: Library, folder: Path) -> None:
    words = "".join(f"<p>{TEXT.format(name)}</p>" for name in ("the ferry", "the harbour", "the keeper", "the lamp"))
    page = HTML.format("Ada", f"<p><img src='Ada_files/x.png' alt='A picture of it'></p>{words}")
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0" + b"\0" * 300
    with Watched(library, folder) as watched:
        (folder / "Ada.html").write_text(page)
        watched.quiet()
        assert watched.lines == [], "it says that there are pictures: they are waited for"
        (folder / "Ada_files").mkdir()
        (folder / "Ada_files" / "x.png").write_bytes(png)
        watched.until(lambda: watched.titles == ["Ada"])
        watched.quiet()
        assert len(watched.lines) == 1
    original = library.original(1)
    assert original is not None
    assert [part.data for part in original.parts] == [png]


def test_pictures_that_never_come_are_not_waited_for_long(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "BESIDE", 0.6)
    with Watched(library, folder) as watched:
        (folder / "Ada.html").write_text(HTML.format("Ada", f"<img src=Ada_files/x.png><p>{TEXT.format('it') * 9}</p>"))
        watched.until(lambda: watched.titles == ["Ada"])


def test_a_folder_that_goes_and_comes_back(library: Library, folder: Path) -> None:
    away = folder.parent / "away"
    with Watched(library, folder, folder.parent / "never") as watched:
        assert watched.notes == [f"{folder.parent / 'never'} is not there; waiting for it"]
        (folder / "a.md").write_text(PAGE.format("Ada"))
        watched.until(lambda: watched.titles == ["Ada"])
        folder.rename(away)
        watched.until(lambda: f"{folder} is not there; waiting for it" in watched.notes)
        (away / "b.md").write_text(PAGE.format("Bea"))
        away.rename(folder)
        watched.until(lambda: watched.titles == ["Ada", "Bea"])
        (folder / "c.md").write_text(PAGE.format("Cid"))
        watched.until(lambda: watched.titles == ["Ada", "Bea", "Cid"])
    assert watched.notes[-1] == f"{folder} is back"


def test_two_watches_at_once_do_no_harm(library: Library, folder: Path) -> None:
    with Watched(library, folder) as one, Watched(library, folder) as other:
        for number in range(5):
            (folder / f"{number}.md").write_text(PAGE.format(f"Number {number}"))
        one.until(lambda: len({line.title for line in (*one.lines, *other.lines)}) == 5)
        one.quiet()
    assert len(library.ids()) == 5
    told = [line for line in (*one.lines, *other.lines) if line.outcome is Outcome.NEW]
    assert len(told) == 5
    assert library.check() == []


def test_a_library_that_is_busy_is_tried_again(library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readlater.errors import LibraryBusyError

    real = Library.start_import
    tries = 0

    def busy(self: Library, source: str) -> int:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise LibraryBusyError("Another program is writing.")
        return real(self, source)

    monkeypatch.setattr(watching, "RETRY", 0.1)
    monkeypatch.setattr(Library, "start_import", busy)
    with Watched(library, folder) as watched:
        (folder / "a.md").write_text(PAGE.format("Ada"))
        watched.until(lambda: watched.titles == ["Ada"])
    assert watched.notes == ["Another program is writing. Trying again."]


def test_what_was_seen_is_kept_in_few_lines(tmp_path: Path) -> None:
    odd = str(tmp_path / os.fsdecode(b"\xff\n.html"))
    there = tmp_path / "there.html"
    there.touch()
    seen = Seen(tmp_path)
    for number in range(1200):
        seen.add({str(there): (number, 1)})
    seen.add({odd: (1, 2, 3)})
    with (tmp_path / NAME).open("a") as file:
        file.write('nonsense\n{"path": 3}\n[]\n')
    again = Seen(tmp_path)
    assert (again.get(str(there)), again.get(odd)) == ((1199, 1), None), "what is gone is forgotten then"
    assert len((tmp_path / NAME).read_text().splitlines()) == 1
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    Seen(tmp_path / "nowhere").add({"x": (1,)})
