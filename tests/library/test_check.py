"""What the check finds, and what rebuilding mends."""

from __future__ import annotations

import sqlite3

import pytest

from readlater.errors import LibraryError
from readlater.language.query import parse
from readlater.library import Library, NewArticle
from readlater.model import Original
from tests.factories import draft


@pytest.fixture
def filled(library: Library) -> Library:
    library.add_all(
        [
            NewArticle(draft(f"T {n}", f"Some text about summit {n}."), Original(b"%d" % n, "text/html"))
            for n in range(5)
        ]
    )
    return library


def spoil(library: Library, *statements: str) -> None:
    connection = sqlite3.connect(library.folder / "library.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_sound_library_has_no_findings(filled: Library) -> None:
    assert filled.check() == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE document SET text = text || '!' WHERE article_id = 2", "damaged document"),
        ("UPDATE document SET structure = x'00' WHERE article_id = 2", "damaged document"),
        ("UPDATE article SET content_hash = x'00' WHERE id = 2", "damaged document"),
        ("DELETE FROM document WHERE article_id = 2", "have no document"),
        ("INSERT INTO article_tag VALUES (1, 77)", "refers to a row"),
        ("DELETE FROM vector WHERE article_id = 2", "search index"),
        ("DELETE FROM index_state", "lost its counters"),
        ("DELETE FROM term", "lost words"),
        ("DELETE FROM term WHERE id = 1", "lost words"),
    ],
)
def test_findings(filled: Library, statement: str, finding: str) -> None:
    spoil(filled, statement)
    assert any(finding in sentence for sentence in filled.check())


@pytest.mark.parametrize("table", ["search_data", "search_idx", "index_state", "term", "term_df"])
def test_a_damaged_index_can_be_rebuilt(filled: Library, table: str) -> None:
    spoil(filled, f"DELETE FROM {table}")
    filled.rebuild()
    assert filled.check() == []
    assert filled.search(parse("summit")).total == 5


def test_a_damaged_index_is_told_from_a_damaged_library(filled: Library) -> None:
    spoil(filled, "DELETE FROM search_data")
    filled.close()
    with Library.open(filled.folder) as library, pytest.raises(LibraryError, match="doctor --rebuild"):
        library.search(parse("summit"))


def test_rebuilding_mends_the_index(filled: Library) -> None:
    before = [(filled.keywords(number), filled.similar(number)) for number in filled.ids()]
    spoil(filled, "DELETE FROM vector", "DELETE FROM keyword", "DELETE FROM vocab", "DELETE FROM posting")
    assert filled.check() != []
    steps: list[tuple[int, int]] = []
    filled.rebuild(lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5, 5)
    assert filled.check() == []
    assert [(filled.keywords(number), filled.similar(number)) for number in filled.ids()] == before


def test_a_missing_file_of_originals_is_told(filled: Library) -> None:
    folder = filled.folder
    filled.close()
    (folder / "originals.db").unlink()
    with Library.open(folder) as library:
        assert any("have lost their original" in finding for finding in library.check())
