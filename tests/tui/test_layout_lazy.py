"""A long document, laid out bit by bit: the same lines in the end, and none that moves in the window on the way."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.model import Document
from readlater.tui.layout import Heading, Layout, Options, Piece
from tests.tui.structures import EVERYTHING


def everything(layout: Layout) -> list[tuple[tuple[int, int], list[Piece]]]:
    return [(layout.locate(y), layout.pieces(y)) for y in range(layout.height)]


def many_blocks() -> Document:
    return Document(tuple(EVERYTHING.blocks) * 6)


@pytest.fixture
def little_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.tui.layout.document.NEAR", 4)


@pytest.mark.usefixtures("little_near")
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_bit_by_bit_comes_to_the_same(share: float) -> None:
    document = many_blocks()
    options = Options(50, 60, spacing=2)
    whole = Layout(document, options, Heading("A title"))
    lazy = Layout(document, options, Heading("A title"), lazy=True)
    lazy.stand(lazy.row_of(int(share * (len(document.text) - 1))))
    before, line = lazy.locate(lazy.line), lazy.line
    told: list[int] = []
    lazy.changed = lambda: told.append(lazy.line)
    while not lazy.complete:
        lazy.proceed(0.0)
        assert lazy.line == (told[-1] if told else line)
        assert lazy.locate(lazy.line) == before
    assert len(told) == 1
    assert lazy.height == whole.height
    assert everything(lazy) == everything(whole)


@pytest.mark.usefixtures("little_near")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_a_window_shows_never_moves_while_the_rest_is_laid_out(data: st.DataObject) -> None:
    document = many_blocks()
    lazy = Layout(document, Options(50, 60), Heading("A title"), lazy=True)
    whole = Layout(document, Options(50, 60), Heading("A title"))
    told: list[int] = []
    lazy.changed = lambda: told.append(lazy.height)
    window = 12
    for _ in range(data.draw(st.integers(1, 6))):
        step = data.draw(st.sampled_from(["place", "up", "down", "end", "more", "anchor"]))
        if step == "place":
            lazy.stand(lazy.row_of(data.draw(st.integers(0, len(document.text)))))
        elif step == "up":
            lazy.look_up(20)
            lazy.stand(max(0, lazy.line - 20))
        elif step == "down":
            lazy.look(lazy.line, lazy.line + 20)
            lazy.stand(min(lazy.line + 20, lazy.height - 1))
        elif step == "end":
            lazy.look_at_end(window)
            lazy.stand(max(0, lazy.height - window))
        elif step == "more":
            lazy.proceed(0.0)
        lazy.look(lazy.line, lazy.line + window)
        top = whole.row_at(*lazy.locate(lazy.line))
        first = lazy.line
        rows = range(min(window, lazy.height - first))
        shift = next(n for n in range(whole.height) if whole.locate(top - n) != whole.locate(top) or n > 20)
        seen = [lazy.pieces(first + n) for n in rows]
        assert lazy.line == first
        exact = [[whole.pieces(top + n + by) for n in rows] for by in range(-shift - 3, 4)]
        assert seen in exact
    assert told or lazy.complete


@pytest.mark.usefixtures("little_near")
def test_the_end_is_the_end_however_much_was_laid_out_before() -> None:
    document = many_blocks()
    whole = Layout(document, Options(50, 60), Heading("A title"))
    for steps in (0, 3, 40, 120):
        lazy = Layout(document, Options(50, 60), Heading("A title"), lazy=True)
        heights = [lazy.height]
        lazy.changed = lambda lazy=lazy, heights=heights: heights.append(lazy.height)  # type: ignore[misc]
        lazy.look(0, 10)
        for _ in range(steps):
            lazy.proceed(0.0)
        lazy.look_at_end(10)
        assert heights[-1] == lazy.height
        assert [lazy.pieces(lazy.height - n) for n in range(1, 11)] == [
            whole.pieces(whole.height - n) for n in range(1, 11)
        ]
