"""The import: order, limits, faults, what is stored and what is told."""

from __future__ import annotations

import os
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readlater.errors import LibraryBusyError, LibraryError, PageError
from readlater.exchange import importer
from readlater.exchange.importer import ImportOptions, Progress, import_paths
from readlater.exchange.prepare import Refused
from readlater.exchange.samples import sample_folder
from readlater.exchange.sources import sources
from readlater.language.query import parse
from readlater.library import Added, Library
from readlater.library.prepared import Prepared
from readlater.model import LedgerLine, Outcome
from readlater.pages.containers import Member
from readlater.pages.extractors import CURRENT
from tests.exchange import handlers

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
    def results(self: importer._Import, *_: object) -> Iterator[tuple[int, Refused] | None]:
        self._items = {number: str(number) for number in range(3)}
        yield 1, Refused(Outcome.SKIPPED, "1")
        time.sleep(0.02)
        yield None
        yield 2, Refused(Outcome.SKIPPED, "2")
        yield 0, Refused(Outcome.SKIPPED, "0")

    monkeypatch.setattr(importer._Import, "_results", results)
    monkeypatch.setattr(importer, "LATE", 0.01)
    ledger = import_paths(library, pages(tmp_path / "p", 3))
    assert [line.message for line in ledger.lines] == ["1", "2", "0"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hang", "not done after 2 seconds"),
        ("stuck", "not done after 0.5 seconds of computing"),
        ("crash", "the process that read it died"),
        ("eat", "the page needs more memory than there is"),
        ("bug", "a bug in readlater: ZeroDivisionError: oh no"),
    ],
)
def test_a_page_that_breaks_its_reader_is_kept(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path, name: str, why: str
) -> None:
    monkeypatch.setattr(importer, "pack_page", handlers.pack)
    [first, second] = pages(tmp_path / "p", 2)
    bad = tmp_path / "p" / f"{name}.html"
    bad.write_text("<html><head><title>So &amp; so \x1b[31m</title></head><body>text</body></html>")
    limit = 0.5 if name in ("hang", "stuck") else 20
    ledger = import_paths(library, [first, bad, second], options=ImportOptions(workers=1, time_limit=limit))
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW] * 3
    if name == "stuck" and "computing" not in ledger.lines[1].message:
        why = "not done after 2 seconds"  # the machine is so busy that it got less than a quarter of the time
    assert ledger.lines[1].message == f"{why}; the page was kept without its text; readlater refresh tries it again"
    [found] = library.ids(parse("is:failed"))
    row = library.row(found)
    assert row.title == "So & so"
    assert row.failed.startswith(why)
    original = library.original(found)
    assert original is not None
    assert original.data == bad.read_bytes()
    assert found in library.outdated(CURRENT)


def test_a_page_that_breaks_even_the_one_who_keeps_it_has_failed(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    monkeypatch.setattr(importer, "pack_page", handlers.break_twice)
    ledger = import_paths(library, pages(tmp_path / "p", 2), options=ImportOptions(time_limit=0.5))
    assert [(line.outcome, line.message) for line in ledger.lines] == [
        (Outcome.FAILED, "the process that read it died")
    ] * 2


def test_a_page_that_is_too_large(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text("word " * 500_000)
    [line] = import_paths(library, [path, Path("/dev/null")], options=ImportOptions(size_limit=2**20)).lines[:1]
    assert (line.outcome, line.message) == (Outcome.FAILED, "larger than 1 MB; save the page again without its videos")


def test_an_article_that_can_not_be_stored_fails_alone(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    real = Library.add_all

    def add_all(self: Library, items: Sequence[Prepared]) -> list[Added]:
        if any(item.new.draft.title == "Number 1" for item in items):
            raise LibraryError("it does not fit")
        return real(self, items)

    monkeypatch.setattr(Library, "add_all", add_all)
    ledger = import_paths(library, pages(tmp_path / "p", 3))
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert ledger.lines[1].message == "it does not fit"
    assert library.ledger(ledger.run).count(Outcome.FAILED) == 1


def test_a_busy_library_ends_the_import(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    def busy(self: Library, items: Sequence[Prepared]) -> list[Added]:
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
    monkeypatch.setattr(importer, "pack_page", handlers.two_of_each)
    [path] = pages(tmp_path / "p", 1)
    ledger = import_paths(library, [path])
    assert ledger.lines == (
        LedgerLine(f"{path}#1", Outcome.NEW, ledger.lines[0].uuid, "Number 0"),
        LedgerLine(f"{path}#second", Outcome.NEW, ledger.lines[1].uuid, "Number 0, again"),
    )
    [known, other] = import_paths(library, [path]).lines
    assert (known.outcome, known.uuid) == (Outcome.MERGED, ledger.lines[0].uuid)
    assert (other.outcome, other.uuid) == (Outcome.MERGED, ledger.lines[1].uuid)


# --- again


def test_what_is_known_is_not_read_again(monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path) -> None:
    found = pages(tmp_path / "p", 3)
    first = import_paths(library, found)
    monkeypatch.setattr(importer, "pack_page", handlers.break_twice)
    progress: list[Progress] = []
    again = import_paths(library, found, progress=progress.append)
    assert [(line.item, line.outcome, line.uuid) for line in again.lines] == [
        (str(path), Outcome.MERGED, line.uuid) for path, line in zip(found, first.lines, strict=True)
    ]
    assert again.lines[0].message == "already in the library (the same file as “Number 0”)"
    assert library.ledger(again.run) == again
    assert progress[-1] == Progress(3, 3, again.lines[-1])
    dry = import_paths(library, found, options=ImportOptions(dry_run=True))
    assert dry.lines == again.lines
    assert len(library.history()) == 1, "nothing was changed: there is nothing to undo"


@pytest.mark.parametrize(
    "options", [ImportOptions(tags=("x",)), ImportOptions(category="y"), ImportOptions(again=True)]
)
def test_what_is_known_is_read_again_when_something_is_to_be_made_of_it(
    library: Library, tmp_path: Path, options: ImportOptions
) -> None:
    found = pages(tmp_path / "p", 1)
    import_paths(library, found)
    [line] = import_paths(library, found, options=options).lines
    assert line.outcome is Outcome.MERGED
    assert "the same file" not in line.message
    article = library.article(library.find_id(line.uuid))
    assert (article.tags, article.category_id) == (options.tags, options.category)


def test_what_is_in_the_trash_comes_back(library: Library, tmp_path: Path) -> None:
    found = pages(tmp_path / "p", 1)
    [line] = import_paths(library, found).lines
    library.delete([library.find_id(line.uuid)])
    [line] = import_paths(library, found).lines
    assert "restored from the trash" in line.message
    assert len(library.ids()) == 1


def test_a_file_that_changed_is_read_again(library: Library, tmp_path: Path) -> None:
    [path] = pages(tmp_path / "p", 1)
    import_paths(library, [path])
    path.write_text(PAGE.format("0 and more"))
    [line] = import_paths(library, [path]).lines
    assert line.outcome is Outcome.NEW


# --- archives


def archive(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in entries.items():
            file.writestr(f"{name}.md", text)
    return path


def test_the_pages_of_an_archive_are_items_of_their_own(library: Library, tmp_path: Path) -> None:
    path = archive(tmp_path / "saved.zip", **{f"page{number}": PAGE.format(number) for number in range(5)})
    progress: list[Progress] = []
    ledger = import_paths(library, [path, *pages(tmp_path / "p", 1)], progress=progress.append)
    assert [(line.item, line.title) for line in ledger.lines[:5]] == [
        (f"{path} › page{number}.md", f"Number {number}") for number in range(5)
    ]
    assert ledger.lines[5].outcome is Outcome.MERGED
    assert progress[0] == Progress(2, 0)
    assert progress[-1] == Progress(6, 6, ledger.lines[-1])
    again = import_paths(library, [path])
    assert {line.outcome for line in again.lines} == {Outcome.MERGED}
    assert "the same file" in again.lines[0].message


def test_an_archive_from_standard_input(library: Library, tmp_path: Path) -> None:
    path = archive(tmp_path / "saved.zip", one=PAGE.format(1), two=PAGE.format(2))
    with path.open("rb") as file:
        ledger = import_paths(library, ["-"], stdin=file)
    assert [line.item for line in ledger.lines] == ["- › one.md", "- › two.md"]
    assert ledger.count(Outcome.NEW) == 2


def test_the_form_that_is_named_is_that_of_the_pages(library: Library, tmp_path: Path) -> None:
    path = archive(tmp_path / "saved.zip", one=PAGE.format(1))
    import_paths(library, [path], options=ImportOptions(as_format="text"))
    assert library.article(1).extractor.startswith("text/")


def test_archives_without_pages_and_damaged_ones(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    def broken(file: object, name: str) -> Iterator[Member]:
        yield Member("a.md", PAGE.format(1).encode())
        yield Member("b.md", b"", problem="locked with a password")
        raise PageError(f"{name} is cut off.") if name == "cut.zip" else ValueError("what\nis this")

    empty = archive(tmp_path / "empty.zip")
    ledger = import_paths(library, [empty])
    assert [(line.outcome, line.message) for line in ledger.lines] == [(Outcome.SKIPPED, "an archive without pages")]
    monkeypatch.setattr("readlater.pages.containers.members", broken)
    monkeypatch.setattr(importer, "LATE", 60)  # on a busy machine, too, the lines come in their order
    cut, odd = (archive(tmp_path / name, x="x") for name in ("cut.zip", "odd.zip"))
    ledger = import_paths(library, [cut, odd])
    assert [(line.item, line.outcome) for line in ledger.lines] == [
        (f"{cut} › a.md", Outcome.NEW),
        (f"{cut} › b.md", Outcome.FAILED),
        (str(cut), Outcome.FAILED),
        (f"{odd} › a.md", Outcome.MERGED),
        (f"{odd} › b.md", Outcome.FAILED),
        (str(odd), Outcome.FAILED),
    ]
    assert ledger.lines[2].message == "is cut off. (the pages before that were imported)"
    assert "what is this" in ledger.lines[5].message


def test_an_archive_is_opened_no_faster_than_its_pages_are_read(
    monkeypatch: pytest.MonkeyPatch, library: Library, tmp_path: Path
) -> None:
    told = 0
    ahead: list[int] = []

    def many(file: object, name: str) -> Iterator[Member]:
        for number in range(300):
            ahead.append(number - told)
            yield Member(f"{number}.md", PAGE.format(number).encode())

    def count(progress: Progress) -> None:
        nonlocal told
        told = progress.done

    monkeypatch.setattr("readlater.pages.containers.members", many)
    monkeypatch.setattr(importer, "BATCH", 10)
    monkeypatch.setattr(importer, "IN_HAND", 20)
    path = archive(tmp_path / "saved.zip", x="x")
    ledger = import_paths(library, [path], options=ImportOptions(workers=2), progress=count)
    assert ledger.count(Outcome.NEW) == 300
    # Besides what is in hand: a batch that is made, two that wait, and one that is written.
    assert max(ahead) <= importer.IN_HAND + 4 * importer.BATCH


# --- files as they come


def test_files_that_can_not_be_read(library: Library, tmp_path: Path) -> None:
    found = pages(tmp_path / "p", 3)
    vanishing = sources([tmp_path / "p"])
    found[1].unlink()
    ledger = importer._Import(library, ImportOptions(), lambda progress: None, vanishing).run("p", None)
    assert [line.outcome for line in ledger.lines] == [Outcome.NEW, Outcome.FAILED, Outcome.NEW]
    assert ledger.lines[1].message == "there is no such file or folder"


def test_a_pipe_that_is_named_is_read(library: Library, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=lambda: pipe.write_text(PAGE.format(1)))
    writing.start()
    [line] = import_paths(library, [pipe]).lines
    writing.join()
    assert (line.outcome, line.title) == (Outcome.NEW, "Number 1")


@pytest.mark.parametrize("workers", [1, 2])
def test_very_many_files(library: Library, tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    for number in range(2000):
        (folder / f"{number}.txt").touch()
    ledger = import_paths(library, [folder, *pages(tmp_path / "q", 3)], options=ImportOptions(workers=workers))
    assert (ledger.count(Outcome.SKIPPED), ledger.count(Outcome.NEW)) == (2000, 3)
    assert [line.item for line in ledger.lines[:3]] == [str(folder / f"{number}.txt") for number in range(3)]


def test_the_samples_are_here() -> None:
    assert len([path for path in sample_folder().rglob("*") if path.is_file()]) >= 40
