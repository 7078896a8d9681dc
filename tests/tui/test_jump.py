"""The lines of the list of titles: what is marked, what is cut, and how they fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.tui.screens.jump import title_pieces
from readlater.tui.wrap import cells
from tests.factories import draft
from tests.tui.driving import driving, make_library


def parts(title: str, marks: list[tuple[int, int]], room: int) -> list[tuple[str, bool]]:
    return [(piece.text, piece.role == "current") for piece in title_pieces(title, marks, room, "…")]


@pytest.mark.parametrize(
    ("title", "marks", "room", "shown"),
    [
        ("The ferry", [(4, 7)], 20, [("The ", False), ("fer", True), ("ry", False)]),
        ("The ferry", [], 5, [("The…", False)]),
        ("The ferry of the north", [(4, 9)], 12, [("The ", False), ("ferry", True), (" o…", False)]),
        ("The ferry of the cold north", [(22, 27)], 16, [("…", False), ("cold ", False), ("north", True)]),
        ("東京の図書館", [(3, 6)], 9, [("…", False), ("図書館", True)]),
    ],
)
def test_what_fits_is_marked_and_in_sight(
    title: str, marks: list[tuple[int, int]], room: int, shown: list[tuple[str, bool]]
) -> None:
    assert parts(title, marks, room) == shown


@given(
    st.text("ab 東e\u0301👍", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=3),
    st.integers(1, 60),
)
def test_titles_fit(title: str, places: list[tuple[int, int]], room: int) -> None:
    marks: list[tuple[int, int]] = []
    for start, length in sorted(places):
        if (not marks or start > marks[-1][1]) and start + length <= len(title):
            marks.append((start, start + length))
    pieces = title_pieces(title, marks, room, "…")
    assert cells("".join(piece.text for piece in pieces)) <= max(2, room)
    if cells(title) <= room:
        assert [piece.text for piece in pieces if piece.role == "current"] == [title[start:end] for start, end in marks]


@pytest.mark.parametrize(("size", "ascii_"), [((40, 12), False), ((80, 24), True), ((200, 50), False)])
async def test_it_fits_the_screen(tmp_path: Path, size: tuple[int, int], ascii_: bool) -> None:
    drafts = [
        draft(f"The {word} of a long and cold winter in the far north", f"Text {word}.", site="A site")
        for word in "abcdefghijklmn"
    ]
    with make_library(tmp_path / "library", drafts) as library:
        library.mark_read([1])
        async with driving(library, size, ascii=ascii_) as driver:
            await driver.press("ctrl+k")
            await driver.type("winter")
            await driver.until(lambda: "14 of 14" in driver.rows[0])
            await driver.press("up", "pagedown", "end")
            assert len(driver.rows) <= size[1]
            assert all(cells(row) <= size[0] for row in driver.rows)
            assert any("winter" in row and row.startswith(">" if ascii_ else "▌") for row in driver.rows)
            assert any(("." if ascii_ else "✓") in row[:3] for row in driver.rows[1:-1])
            if ascii_:
                assert "\n".join(driver.rows).isascii()
