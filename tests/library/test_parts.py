"""Files that were saved beside a page, and libraries of before there were any."""

import sqlite3

import pytest

from readlater.errors import LibraryError
from readlater.library import Library
from readlater.model import Original, Part
from tests.factories import draft

PICTURE = Part("Title_files/lake.png", "image/png", b"\x89PNG" * 50)


def test_parts_are_kept_with_their_original_and_go_with_it(library: Library) -> None:
    page = Original(b"<p>page</p>", "text/html", etag='"v1"', last_modified="Sat, 01 Jan 2022 00:00:00 GMT")
    added = library.add(draft(title="A lake"), page)
    # The same page saved again, this time with its pictures.
    library.add(draft(title="A lake"), Original(page.data, "text/html", parts=(PICTURE,)))
    kept = library.original(added.id)
    assert kept is not None
    assert kept.parts == (PICTURE,)
    assert (kept.etag, kept.last_modified) == ('"v1"', page.last_modified)
    library.delete([added.id])
    library.purge_trash(0)
    with sqlite3.connect(library.folder / "originals.db") as connection:
        assert connection.execute("SELECT count(*) FROM part").fetchone() == (0,)


def test_a_damaged_part_is_noticed(library: Library) -> None:
    added = library.add(draft(), Original(b"page", "text/html", parts=(PICTURE,)))
    with sqlite3.connect(library.folder / "originals.db") as connection:
        connection.execute("UPDATE part SET data = x'00', codec = 'none'")
    with pytest.raises(LibraryError, match="damaged"):
        library.original(added.id)
    assert any("original" in finding for finding in library.check())
