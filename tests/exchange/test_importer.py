"""The import: order, limits, faults, what is stored and what is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readlater.errors import LibraryBusyError, LibraryError
from readlater.exchange import importer, prepare
from readlater.exchange.importer import ImportOptions, Progress, import_paths
from readlater.exchange.prepare import Ready, Refused, Task
from readlater.exchange.samples import sample_folder
from readlater.library import Added, Library, NewArticle
from readlater.model import LedgerLine, Outcome

PAGE = "---\ntitle: Number {0}\n---\n\nSomething was said about the number {0}, and it was not much more than this.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def pages(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    found = [folder / f"{number}.md" for number in range(count)]
    for number, path in enumerate(found):
        path.write_text(PAGE.format(number))
    return found


def test_every_line_is_told_once_in_order_and_kept(library: Library, tmp_path: Path) -> None:
    told: list[Progress] = []
    ledger = import_paths(library, [*pages(tmp_path / "p", 3), tmp_path / "gone"], progress=told.append)
    assert told[0] == Progress(4, 0)
    assert [one.line for one in told[1:]] == list(ledger.lines)
    assert [one.done for one in told[1:]] == [1, 2, 3, 4]
    assert library.ledger(ledger.run) == ledger
    assert [line.title for line in ledger.lines] == ["Number 0", "Number 1", "Number 2", ""]


def test_a_file_name_of_any_bytes_is_imported(library: Library, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m"))
    folder.mkdir()
    [page] = pages(folder, 1)
    (folder / os.fsdecode(b"empty\xfe\n.html")).touch()
    ledger = import_paths(library, [folder, page])
    shown = rf"{tmp_path}/\xff\x1b[31m"
    assert [(line.item, line.outcome) for line in ledger.lines] == [
        (f"{shown}/0.md", Outcome.NEW),
        (rf"{shown}/empty\xfe\n.html", Outcome.SKIPPED),
        (f"{shown}/0.md", Outcome.MERGED),
    ]
    assert library.ledger(ledger.run) == ledger


def test_a_line_is_told_only_when_its_article_is_stored(library: Library, tmp_path: Path) -> None:
    def check(progress: Progress) -> None:
        if progress.line is not None:
            with Library.open(tmp_path / "library") as other:
                other.find_id(progress.line.uuid)

    assert import_paths(library, pages(tmp_path / "p", 3), progress=check).count(Outcome.NEW) == 3


def test_pages_are_stored_in_the_order_given(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    monkeypatch.setattr(importer, "LATE", 60.0)
    ledger = import_paths(library, pages(tmp_path / "p", 20), options=ImportOptions(workers=2))
    assert [line.title for line in ledger.lines] == [f"Number {number}" for number in range(20)]


def test_a_late_page_holds_nothing_up(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    def results(self: object, stdin: object) -> Iterator[tuple[int, Refused] | None]:
        yield 1, Refused(Outcome.SKIPPED, "1")
        time.sleep(0.02)
        yield None
        yield 2, Refused(Outcome.SKIPPED, "2")
        yield 0, Refused(Outcome.SKIPPED, "0")

    monkeypatch.setattr(importer._Import, "_results", results)
    monkeypatch.setattr(importer, "LATE", 0.01)
    ledger = import_paths(library, pages(tmp_path / "p", 3))
    assert [line.message for line in ledger.lines] == ["1", "2", "0"]


def test_a_page_that_takes_too_long_has_failed(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    real = prepare.prepare

    def slow(task: Task) -> Ready | Refused:
        if task.item.endswith("1.md"):
            try:
                time.sleep(30)
            except Exception:  # what a parser might catch is not the alarm
                return Refused(Outcome.SKIPPED, "caught")
        return real(task)

    monkeypatch.setattr(prepare, "prepare", slow)
    ledger = import_paths(library, pages(tmp_path / "p", 3), options=ImportOptions(time_limit=0.2))
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert ledger.lines[1].message.startswith("not done after")


def test_a_bug_in_a_reader_fails_one_page(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    def broken(*_: object, name: str, **__: object) -> list[object]:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("readlater.pages.read.read_page", broken)
    ledger = import_paths(library, pages(tmp_path / "p", 2))
    assert [line.message for line in ledger.lines] == ["a bug in readlater: ZeroDivisionError: oh no"] * 2


def test_a_page_that_is_too_large(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text("word " * 500_000)
    [line] = import_paths(library, [path, Path("/dev/null")], options=ImportOptions(size_limit=2**20)).lines[:1]
    assert (line.outcome, line.message) == (Outcome.FAILED, "larger than 1 MB")


def test_an_article_that_can_not_be_stored_fails_alone(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    real = Library.add_all

    def add_all(self: Library, items: Sequence[NewArticle]) -> list[Added]:
        if any(item.draft.title == "Number 1" for item in items):
            raise LibraryError("it does not fit")
        return real(self, items)

    monkeypatch.setattr(Library, "add_all", add_all)
    ledger = import_paths(library, pages(tmp_path / "p", 3))
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert ledger.lines[1].message == "it does not fit"
    assert library.ledger(ledger.run).count(Outcome.FAILED) == 1


def test_a_busy_library_ends_the_import(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    def busy(self: Library, items: Sequence[NewArticle]) -> list[Added]:
        raise LibraryBusyError("busy")

    monkeypatch.setattr(Library, "add_all", busy)
    with pytest.raises(LibraryBusyError):
        import_paths(library, pages(tmp_path / "p", 3))


def test_the_time_of_the_file_is_believed_only_of_a_page_that_a_browser_saved(library: Library, tmp_path: Path) -> None:
    words = "<p>It was told at some length what happened, and who was there to see it happen.</p>" * 5
    page = f"<html><head><title>{{0}}</title></head><body><article><h1>{{0}}</h1>{words}</article></body></html>"
    saved = tmp_path / "saved.html"
    saved.write_text("<!-- saved from url=(0022)https://example.org/a/ -->\n" + page.format("Saved"))
    plain = tmp_path / "plain.html"
    plain.write_text(page.format("Plain").replace("length", "great length"))
    then = datetime(2020, 5, 4, 3, 2, 1, tzinfo=UTC)
    for path in (saved, plain):
        os.utime(path, (then.timestamp(), then.timestamp()))
    import_paths(library, [saved, plain])
    created = {row.title: row.created for row in library.rows(library.ids())}
    assert created["Saved"] == then
    assert created["Plain"] > datetime(2021, 1, 1, tzinfo=UTC)


def test_a_dry_run_needs_no_library_and_an_import_does(tmp_path: Path) -> None:
    found = pages(tmp_path / "p", 2)
    ledger = import_paths(None, [*found, *found], options=ImportOptions(dry_run=True))
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW] * 2 + [Outcome.MERGED] * 2
    with pytest.raises(ValueError, match="needs a library"):
        import_paths(None, found)


def test_lines_of_one_file_with_several_articles_are_numbered(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    real = prepare.prepare

    def twice(task: Task) -> Ready | Refused:
        first, second = (
            real(Task(p, p, None, None, task.size_limit)) for p in (task.path, str(tmp_path / "q" / "1.md"))
        )
        assert isinstance(first, Ready)
        assert isinstance(second, Ready)
        return Ready(first.articles + second.articles)

    pages(tmp_path / "q", 2)
    monkeypatch.setattr(prepare, "prepare", twice)
    [path] = pages(tmp_path / "p", 1)
    ledger = import_paths(library, [path])
    assert ledger.lines == (
        LedgerLine(f"{path}#1", Outcome.NEW, ledger.lines[0].uuid, "Number 0"),
        LedgerLine(f"{path}#2", Outcome.NEW, ledger.lines[1].uuid, "Number 1"),
    )


def test_the_samples_are_here() -> None:
    assert len([path for path in sample_folder().rglob("*") if path.is_file()]) >= 40
