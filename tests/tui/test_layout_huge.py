"""Single blocks of many pages: what is done for them at once, while somebody waits, is little."""

from __future__ import annotations

import random
from typing import Any

import pytest
from rich.cells import cell_len

from readlater.model import Block, BlockKind, Document
from readlater.tui.layout import Layout, Options, bidi, code, display, table
from readlater.tui.layout.contents import Contents
from readlater.tui.plain import is_blank
from readlater.tui.widgets.reader_view import ReaderHeading, ReaderView
from tests.tui.structures import table as make_table
from tests.tui.test_reader_view import ReaderApp

K = BlockKind
SOURCE = "\n".join(f"def light_{n}(lamp):\n    return lamp.on({n})  # lamp {n}" for n in range(2000))


def lines(layout: Layout) -> list[str]:
    return ["".join(piece.text for piece in layout.pieces(y)) for y in range(layout.height)]


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """What a function is given from now on, its first argument."""
    given: list[Any] = []
    function = getattr(module, name)

    def count(first: Any, *rest: Any, **named: Any) -> Any:
        given.append(first)
        return function(first, *rest, **named)

    monkeypatch.setattr(module, name, count)
    return given


def test_the_cells_of_a_long_table_that_fit_are_not_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = counted(monkeypatch, table, "wrap")
    rows = [[f"Pier {n}", str(n), "a ferry" if n != 7 else "a ferry of more words than fit " * 3] for n in range(500)]
    layout = Layout(Document((make_table(["Pier", "Number", "What"], *rows),)), Options(width=40, room=40))
    assert layout.height > 500
    assert len(wrapped) <= 3
    assert max(map(cell_len, lines(layout))) == 40


def test_a_long_table_that_is_too_wide_is_not_measured_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ranges: list[object] = []
    monkeypatch.setattr(
        table.TableBox, "_range", lambda self, cell, own=table.TableBox._range: ranges.append(cell) or own(self, cell)
    )
    rows = [["lighthouse", "keepers", "harbours", "ferries"] * 3 for _ in range(500)]
    layout = Layout(Document((make_table([f"Column {n}" for n in range(12)], *rows),)), Options(width=40, room=40))
    assert len(ranges) < 200
    assert layout.height > 500 * 12  # set as a list
    assert "Column 11  ferries" in lines(layout)[-2]


@pytest.mark.parametrize("width", [24, 40, 72, 120])
def test_a_table_looks_the_same_whether_its_letters_are_of_one_cell_or_not(width: int) -> None:
    rows = [["North mole", "12", "a\tlamp"], ["South", "8.5", "two lamps, one of which is red and out of order"]]
    plain = lines(Layout(Document((make_table(["Where", "Metres", "What"], *rows),)), Options(width=width, room=width)))
    wide = [["Where", "Metres", "What"], *rows, ["灯台の丘", "9", "a lamp"]]
    with_wide = lines(Layout(Document((make_table(*wide),)), Options(width=width, room=width)))
    assert len({cell_len(line) for line in plain if "│" in line}) <= 1
    assert len({cell_len(line) for line in with_wide if "│" in line}) <= 1


def test_the_order_of_a_long_paragraph_is_worked_out_around_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["שלום", "עולם", "english", "two words", "123", "1,5", "(x)", "עברית,", "-", "«a»", "٣٤", "عربي."]
    chosen = random.Random(3)
    document = Document((Block(K.PARAGRAPH, " ".join(chosen.choice(words) for _ in range(5000))),))
    options = Options(width=60, room=60, reorder=True)
    given = counted(monkeypatch, bidi, "levels")
    in_parts = lines(Layout(document, options))
    assert len(given) > 5
    assert max(map(len, given)) < 4000
    monkeypatch.setattr(display, "_STRETCH", len(document.text))
    assert in_parts == lines(Layout(document, options))


def test_long_code_is_coloured_bit_by_bit() -> None:
    box = code.CodeBox(Block(K.CODE, SOURCE[:50_000], language="python"), Options())
    steps = 0
    while not box.colour(0.0):
        assert box.wants_colour
        steps += 1
    assert steps > 1000
    assert not box.wants_colour
    assert any("Token.Keyword" in piece.roles[-1] for piece in box.line(1))


async def test_long_code_in_sight_gets_its_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "_tokens", {})
    monkeypatch.setattr(code, "_lexers", {})
    app = ReaderApp()
    async with app.run_test(size=(80, 24)) as pilot:
        reader = app.query_one(ReaderView)
        reader.show(Document((Block(K.CODE, SOURCE[:50_000], language="python"),)), heading=ReaderHeading("Lamps"))
        layout = reader._layout_lines
        assert layout is not None
        assert list(layout.code_between(0, 20))
        for _ in range(2000):
            if not list(layout.code_between(0, 20)):
                break
            await pilot.pause(0.005)
        assert any("Token.Keyword" in piece.roles[-1] for y in range(12) for piece in layout.pieces(y) if piece.roles)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u200b \u2060\ufeff", "\xad\xad", "\u200e"])
def test_what_nobody_can_see_takes_no_lines(text: str) -> None:
    assert is_blank(text)
    document = Document((Block(K.HEADING, text, level=2), Block(K.PARAGRAPH, "The keeper."), Block(K.PARAGRAPH, text)))
    layout = Layout(document, Options())
    assert Contents(document, show_cut=False).headings == []
    assert lines(layout) == ["The keeper.", ""]


@pytest.mark.parametrize("text", ["a", "\u200ba", "\u0301", "日", "\u200d👩", "."])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)
