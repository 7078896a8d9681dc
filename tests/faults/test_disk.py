"""A disk that is full, and two programs that want to write at the same time."""

from __future__ import annotations

import itertools
import resource
from collections.abc import Callable
from pathlib import Path

from readlater.errors import LibraryError
from readlater.library import Library
from readlater.model import Original
from tests.factories import draft
from tests.faults import children


def words(name: str) -> str:
    return f"The article {name}. " + "Some words of it. " * 200


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(draft("Old", words("old")), Original(b"x" * 100, "text/html"))

    def work(acknowledge: Callable[[str], None]) -> None:
        with Library.open(tmp_path) as library:
            limit = 700_000  # bytes that a file may have: reached by the write-ahead log soon
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            for number in itertools.count():
                try:
                    library.add(draft(f"T {number}", words(str(number))))
                except LibraryError as error:
                    acknowledge(f"? {error}")
                    break
                acknowledge(f"T {number}")
            acknowledge(f"reads {len(library.ids())} {library.article(1).title}")
            try:
                library.archive([1])
            except LibraryError as error:
                acknowledge(f"? {error}")

    lines = children.start(work).end()
    messages = [line for line in lines if line.startswith("? ")]
    saved = [line for line in lines if line.startswith("T ")]
    assert messages
    assert saved
    assert all(str(tmp_path / "library.db") in message for message in messages), messages
    assert all("disk" in message for message in messages), messages
    assert f"reads {len(saved) + 1} Old" in lines
    with Library.open(tmp_path) as library:
        assert {row.title for row in library.rows(library.ids())} >= {*saved, "Old"}
        assert library.check() == []
        library.add(draft("After", "There is space again."))


def test_two_programs_write_at_once_without_errors(tmp_path: Path) -> None:
    Library.open(tmp_path).close()

    def importing(name: str, batch: int) -> Callable[[Callable[[str], None]], None]:
        def work(acknowledge: Callable[[str], None]) -> None:
            from readlater.library import NewArticle

            with Library.open(tmp_path) as library:
                for number in range(12):
                    library.add_all(
                        [NewArticle(draft(f"{name} {number} {n}", words(f"{name} {number} {n}"))) for n in range(batch)]
                    )
                    library.tag([1], name)
                    library.archive([1], number % 2 == 0)
                    acknowledge(f"{name} {number}")

        return work

    writers = [children.start(importing(name, batch)) for name, batch in (("a", 1), ("b", 5), ("c", 1))]
    for writer in writers:
        lines = writer.end()
        assert len(lines) == 12, lines
        assert not [line for line in lines if line.startswith("!")], lines
    with Library.open(tmp_path) as library:
        assert len(library.ids()) == 12 * 7
        assert library.check() == []
