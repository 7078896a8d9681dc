"""What an import is given becomes a list of single pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readlater.exchange.sources import natural, sources
from readlater.model import Outcome


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(folder: Path) -> list[str]:
    return [os.path.relpath(one.item, folder) for one in sources([folder])]


def test_files_stay_in_the_order_given(tmp_path: Path) -> None:
    touch(tmp_path, "b.html", "a.html")
    given = [tmp_path / "b.html", "-", str(tmp_path / "a.html")]
    found = sources(given)
    assert [one.item for one in found] == [str(given[0]), "-", given[2]]
    assert found[1].path is None
    assert all(one.problem is None for one in found)


def test_a_folder_is_walked_in_natural_order_its_own_files_first(tmp_path: Path) -> None:
    touch(tmp_path, "page 10.html", "page 2.html", "a/z.txt", "b/c/d.md")
    assert names(tmp_path) == ["page 2.html", "page 10.html", "a/z.txt", "b/c/d.md"]


def test_what_is_hidden_or_belongs_to_a_page_is_passed_over(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "page.html",
        "page_files/advert.html",
        "Seite.htm",
        "Seite-Dateien/x.js",
        "my_files/kept.html",
        ".hidden/x.html",
        ".DS_Store",
        "__MACOSX/page.html",
    )
    assert names(tmp_path) == ["page.html", "Seite.htm", "my_files/kept.html"]


def test_a_companion_folder_that_is_named_outright_is_walked(tmp_path: Path) -> None:
    touch(tmp_path, "page.html", "page_files/frame.html")
    assert names(tmp_path / "page_files") == ["frame.html"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    touch(tmp_path, "a/page.html")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "a", target_is_directory=True)
    assert names(tmp_path) == ["a/page.html"]


def test_a_linked_file_and_a_linked_folder_are_read(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere", "page.html", "folder/other.html")
    here = tmp_path / "here"
    here.mkdir()
    (here / "link.html").symlink_to(tmp_path / "elsewhere" / "page.html")
    (here / "linked").symlink_to(tmp_path / "elsewhere" / "folder", target_is_directory=True)
    assert names(here) == ["link.html", "linked/other.html"]


def test_problems_become_lines(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "broken.html").symlink_to(tmp_path / "gone")
    os.mkfifo(folder / "pipe")
    found = sources([tmp_path / "missing.html", tmp_path / "nothing", folder, "a\0b"])
    problems = [(one.problem.outcome, one.problem.message) for one in found if one.problem]
    assert problems == [
        (Outcome.FAILED, "there is no such file or folder"),
        (Outcome.SKIPPED, "a folder without pages"),
        (Outcome.SKIPPED, "a link to nothing"),
        (Outcome.SKIPPED, "not a file but a device, pipe or socket"),
        (Outcome.FAILED, "no file has such a name"),
    ]
    assert all(one.item == one.problem.item for one in found if one.problem)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    touch(tmp_path, "closed/page.html")
    (tmp_path / "closed").chmod(0)
    try:
        [found] = sources([tmp_path])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert found.problem is not None
    assert found.problem.outcome is Outcome.FAILED


def test_a_very_deep_tree(tmp_path: Path) -> None:
    folder = tmp_path / "/".join("d" * 150)
    folder.mkdir(parents=True)
    (folder / "page").write_text("x")
    assert len(sources([tmp_path])) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"plain \xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80.html", "plain é 日 😀.html"),
        (b"bad\xff\xfe.html", r"bad\xff\xfe.html"),
        (b"two\nlines.html", r"two\nlines.html"),
        (b"\x1b[31mred\x07.html", r"\x1b[31mred\x07.html"),
        ("\u202eltr.html".encode(), r"\u202eltr.html"),
    ],
)
def test_any_file_name_can_be_stored_and_shown(tmp_path: Path, name: bytes, shown: str) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    path.write_text("x")
    for given in ([tmp_path], [path], [str(path)]):
        [found] = sources(given)
        assert found.item == f"{tmp_path}/{shown}"
        assert found.path == path
    [gone] = sources([f"{path}gone"])
    assert gone.item == f"{tmp_path}/{shown}gone"


def test_natural_order_takes_any_digits() -> None:
    assert sorted(["²", "10", "9", "٣", "a"], key=natural)


def test_an_empty_name_is_not_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "page.html")
    monkeypatch.chdir(tmp_path)
    [found] = sources([""])
    assert found.problem is not None
    assert "name a file or folder" in found.problem.message
