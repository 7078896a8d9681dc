"""What the check finds, and what rebuilding mends."""

from __future__ import annotations

import sqlite3

import pytest

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
    ],
)
def test_findings(filled: Library, statement: str, finding: str) -> None:
    spoil(filled, statement)
    assert any(finding in sentence for sentence in filled.check())


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
