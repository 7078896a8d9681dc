"""Which panes a window shows and how wide they are: always the one with the keys, and a reader that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.tui.commands import Pane
from readlater.tui.panes import (
    DRAWER_BESIDE_LIST,
    LEAST,
    LEAST_READER,
    OUTLINE_BESIDE_LIST,
    THREE_PANES,
    TWO_PANES,
    arrange,
    most_columns,
    stands_beside,
    usual_width,
)

DRAWER, LIST, OUTLINE, READER, SIDEBAR = Pane
columns = st.integers(1, 400)
widths = st.dictionaries(st.sampled_from(list(LEAST)), st.integers(1, 500))


@given(columns, st.sampled_from(Pane), st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_the_pane_with_the_keys_is_shown_unless_zen_hides_the_list(
    width: int, focus: Pane, sidebar: bool, zen: bool, outline: bool, headings: bool, drawer: bool
) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=zen, outline=outline, headings=headings, drawer=drawer)
    assert plan.shown
    assert focus in plan.shown or (zen and plan.shown == (READER,))
    assert list(plan.shown) == [pane for pane in Pane if pane in plan.shown]


@given(st.integers(TWO_PANES, 400), st.sampled_from(Pane), st.booleans(), st.booleans(), st.booleans())
def test_the_reader_keeps_a_readable_width(width: int, focus: Pane, sidebar: bool, outline: bool, drawer: bool) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=False, outline=outline, drawer=drawer)
    assert width - sum(taken for _, taken in plan.widths) >= 42


@given(
    st.integers(TWO_PANES, 400),
    st.sampled_from(Pane),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    widths,
)
def test_whatever_widths_were_chosen_the_reader_keeps_its_least_and_so_do_the_others(
    width: int, focus: Pane, sidebar: bool, outline: bool, drawer: bool, zen: bool, chosen: dict[Pane, int]
) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=zen, outline=outline, drawer=drawer, chosen=chosen)
    assert width - sum(taken for _, taken in plan.widths) >= LEAST_READER
    assert all(taken >= LEAST[pane] for pane, taken in plan.widths)
    for pane, taken in plan.widths:
        assert most_columns(plan, pane, width) >= taken
        fits = {
            one: chosen.get(one) or usual_width(one, width, beside_list=stands_beside(one, plan.shown)) for one in LEAST
        }
        wanted = sum(max(LEAST[one], fits[one]) for one, _ in plan.widths)
        if wanted <= width - LEAST_READER:
            assert taken == max(LEAST[pane], fits[pane])


@given(st.integers(TWO_PANES, 400), st.sampled_from(Pane), st.booleans(), st.booleans(), st.booleans())
def test_panes_begin_where_the_ones_before_them_end(
    width: int, focus: Pane, sidebar: bool, outline: bool, drawer: bool
) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=False, outline=outline, drawer=drawer)
    at = 0
    for pane in plan.shown:
        assert plan.left(pane, width) == at
        at += plan.width(pane) or width - sum(taken for _, taken in plan.widths)
    assert at == width


@pytest.mark.parametrize(
    ("width", "focus", "sidebar", "shown"),
    [
        (THREE_PANES, LIST, True, (LIST, READER, SIDEBAR)),
        (THREE_PANES, LIST, False, (LIST, READER)),
        (THREE_PANES - 1, LIST, True, (LIST, READER)),
        (THREE_PANES - 1, SIDEBAR, True, (READER, SIDEBAR)),
        (TWO_PANES, READER, False, (LIST, READER)),
        (TWO_PANES - 1, READER, True, (READER,)),
        (20, SIDEBAR, True, (SIDEBAR,)),
    ],
)
def test_panes_by_width(width: int, focus: Pane, sidebar: bool, shown: tuple[Pane, ...]) -> None:
    assert arrange(width, focus, sidebar=sidebar, zen=False).shown == shown


@pytest.mark.parametrize(
    ("width", "focus", "sidebar", "headings", "shown"),
    [
        (TWO_PANES - 1, OUTLINE, False, True, (OUTLINE,)),
        (TWO_PANES - 1, READER, False, True, (READER,)),
        (TWO_PANES, OUTLINE, False, True, (OUTLINE, READER)),
        (TWO_PANES, READER, False, True, (OUTLINE, READER)),
        (TWO_PANES, READER, False, False, (LIST, READER)),
        (TWO_PANES, LIST, False, True, (LIST, READER)),
        (THREE_PANES, READER, True, True, (OUTLINE, READER, SIDEBAR)),
        (OUTLINE_BESIDE_LIST - 1, READER, False, True, (OUTLINE, READER)),
        (OUTLINE_BESIDE_LIST, READER, False, True, (LIST, OUTLINE, READER)),
        (OUTLINE_BESIDE_LIST, LIST, False, False, (LIST, OUTLINE, READER)),
        (OUTLINE_BESIDE_LIST, READER, True, True, (OUTLINE, READER, SIDEBAR)),
        (200, READER, True, True, (LIST, OUTLINE, READER, SIDEBAR)),
    ],
)
def test_panes_with_the_outline(
    width: int, focus: Pane, sidebar: bool, headings: bool, shown: tuple[Pane, ...]
) -> None:
    assert arrange(width, focus, sidebar=sidebar, zen=False, outline=True, headings=headings).shown == shown


@pytest.mark.parametrize(
    ("width", "focus", "sidebar", "outline", "shown"),
    [
        (TWO_PANES - 1, DRAWER, True, False, (DRAWER,)),
        (TWO_PANES - 1, LIST, True, False, (LIST,)),
        (TWO_PANES, DRAWER, False, False, (DRAWER, READER)),
        (TWO_PANES, LIST, False, False, (LIST, READER)),
        (DRAWER_BESIDE_LIST - 1, READER, True, True, (OUTLINE, READER)),
        (DRAWER_BESIDE_LIST, DRAWER, True, False, (DRAWER, LIST, READER)),
        (DRAWER_BESIDE_LIST, READER, True, False, (DRAWER, LIST, READER)),
        (DRAWER_BESIDE_LIST, READER, True, True, (DRAWER, OUTLINE, READER)),
        (DRAWER_BESIDE_LIST, DRAWER, True, True, (DRAWER, LIST, READER)),
        (DRAWER_BESIDE_LIST, SIDEBAR, True, False, (LIST, READER, SIDEBAR)),
        (200, LIST, True, False, (DRAWER, LIST, READER, SIDEBAR)),
        (200, READER, True, True, (DRAWER, OUTLINE, READER, SIDEBAR)),
    ],
)
def test_panes_with_the_drawer(width: int, focus: Pane, sidebar: bool, outline: bool, shown: tuple[Pane, ...]) -> None:
    assert arrange(width, focus, sidebar=sidebar, zen=False, outline=outline, drawer=True).shown == shown


def test_a_drawer_in_the_list_s_place_is_as_wide_as_the_list() -> None:
    before = arrange(100, LIST, sidebar=False, zen=False, drawer=True)
    after = arrange(100, DRAWER, sidebar=False, zen=False, drawer=True)
    assert before.left(READER, 100) == after.left(READER, 100)


@given(st.integers(TWO_PANES, OUTLINE_BESIDE_LIST - 1), st.booleans())
def test_the_text_does_not_move_when_the_outline_takes_the_list_s_place(width: int, sidebar: bool) -> None:
    before = arrange(width, READER, sidebar=sidebar, zen=False)
    after = arrange(width, READER, sidebar=sidebar, zen=False, outline=True)
    assert before.left(READER, width) == after.left(READER, width)


def test_the_outline_is_in_the_reader_s_own_room_in_zen() -> None:
    assert arrange(200, OUTLINE, sidebar=True, zen=True, outline=True).shown == (OUTLINE, READER)
    assert arrange(200, READER, sidebar=True, zen=True, outline=True).shown == (READER,)


def test_a_large_window_has_wider_panes() -> None:
    assert usual_width(LIST, 300) > usual_width(LIST, 200) > usual_width(LIST, 80)
    assert usual_width(SIDEBAR, 300) > usual_width(SIDEBAR, 200) > usual_width(SIDEBAR, 120)
