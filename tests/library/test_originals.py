"""Originals are kept as they were saved."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import LibraryError, NotFoundError
from readlater.library import Library, NewArticle
from readlater.model import Original
from tests.factories import draft


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2000) | st.binary(max_size=20).map(lambda part: part * 500))
def test_bytes_survive(library: Library, data: bytes) -> None:
    added = library.add(draft("T", f"Text {data.hex()}"), Original(data, "application/octet-stream"))
    original = library.original(added.id)
    assert original is not None
    assert original.data == data


def test_text_is_compressed_and_noise_is_not(library: Library) -> None:
    library.add(draft("A", "Text a."), Original(b"<p>same</p>" * 1000, "text/html"))
    library.add(draft("B", "Text b."), Original(os.urandom(5000), "image/png"))
    connection = sqlite3.connect(library.folder / "originals.db")
    found = connection.execute("SELECT codec, size, length(data) FROM original ORDER BY id").fetchall()
    connection.close()
    assert found[0][0] == "zlib"
    assert found[0][2] < 200
    assert found[1] == ("none", 5000, 5000)


def test_the_same_bytes_are_kept_once(library: Library) -> None:
    page = Original(b"an archive of two articles", "multipart/related")
    library.add_all([NewArticle(draft("A", "Text a."), page), NewArticle(draft("B", "Text b."), page)])
    connection = sqlite3.connect(library.folder / "originals.db")
    assert connection.execute("SELECT count(*) FROM original").fetchone() == (1,)
    connection.close()
    assert library.original(1) == library.original(2)


def test_an_article_without_one(library: Library) -> None:
    assert library.original(library.add(draft()).id) is None
    assert library.check() == []


def test_a_damaged_original_is_told(library: Library) -> None:
    number = library.add(draft(), Original(b"<p>page</p>" * 50, "text/html")).id
    connection = sqlite3.connect(library.folder / "originals.db")
    connection.execute("UPDATE original SET data = zeroblob(length(data))")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="damaged"):
        library.original(number)
    assert any("1 originals are damaged" in finding for finding in library.check())


def test_a_lost_original_is_told(library: Library) -> None:
    library.add(draft(), Original(b"<p>page</p>", "text/html"))
    connection = sqlite3.connect(library.folder / "originals.db")
    connection.execute("DELETE FROM original")
    connection.commit()
    connection.close()
    assert any("have lost their original" in finding for finding in library.check())


def step(undo: Callable[[], str | None]) -> str | None:
    """A step through the journal; what it says of articles that are gone is passed over."""
    try:
        return undo()
    except NotFoundError as error:
        return str(error)


def test_purging_takes_what_has_been_in_the_trash_for_long(library: Library) -> None:
    shared = Original(b"an archive of two", "multipart/related")
    one = library.add(draft("A", "Text a.", similar_titles=("B",), tags=("t",)), shared).id
    two = library.add(draft("B", "Text b."), shared).id
    three = library.add(draft("C", "Text c."), Original(b"c", "text/html")).id
    library.add_highlight(one, 0, 2)
    library.mark_read([one])
    library.delete([one, three])
    assert library.purge_trash(30) == "removed 0 articles from the trash for ever"
    later = datetime.now(UTC) + timedelta(days=31)
    assert library.purge_trash(30, now=later) == "removed 2 articles from the trash for ever"
    assert list(library.ids()) == [two]
    assert library.counts().trashed == 0
    assert library.original(two) == shared
    connection = sqlite3.connect(library.folder / "originals.db")
    assert connection.execute("SELECT count(*) FROM original").fetchone() == (1,)
    connection.close()
    assert library.check() == []
    with pytest.raises(NotFoundError, match="deleted for ever: moved 2 articles"):
        library.undo()
    while step(library.undo) is not None:
        pass
    while step(library.redo) is not None:
        pass
    assert list(library.ids()) == [two]
    assert library.check() == []
    assert library.add(draft("C", "Text c.")).id not in (one, two, three)
