"""Which panes a window shows: three, two, or one, and always the one with the keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readlater.tui.commands import Pane
from readlater.tui.panes import THREE_PANES, TWO_PANES, arrange


@given(st.integers(1, 400), st.sampled_from(Pane), st.booleans(), st.booleans())
def test_the_pane_with_the_keys_is_shown_unless_zen_hides_the_list(
    width: int, focus: Pane, sidebar: bool, zen: bool
) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=zen)
    assert plan.shown
    assert focus in plan.shown or (zen and plan.shown == (Pane.READER,))
    assert list(plan.shown) == [pane for pane in Pane if pane in plan.shown]


@given(st.integers(TWO_PANES, 400), st.sampled_from(Pane), st.booleans())
def test_the_reader_keeps_a_readable_width(width: int, focus: Pane, sidebar: bool) -> None:
    plan = arrange(width, focus, sidebar=sidebar, zen=False)
    taken = (plan.list_width if Pane.LIST in plan.shown else 0) + (
        plan.sidebar_width if Pane.SIDEBAR in plan.shown else 0
    )
    assert width - taken >= 42


@pytest.mark.parametrize(
    ("width", "focus", "sidebar", "shown"),
    [
        (THREE_PANES, Pane.LIST, True, (Pane.LIST, Pane.READER, Pane.SIDEBAR)),
        (THREE_PANES, Pane.LIST, False, (Pane.LIST, Pane.READER)),
        (THREE_PANES - 1, Pane.LIST, True, (Pane.LIST, Pane.READER)),
        (THREE_PANES - 1, Pane.SIDEBAR, True, (Pane.READER, Pane.SIDEBAR)),
        (TWO_PANES, Pane.READER, False, (Pane.LIST, Pane.READER)),
        (TWO_PANES - 1, Pane.READER, True, (Pane.READER,)),
        (20, Pane.SIDEBAR, True, (Pane.SIDEBAR,)),
    ],
)
def test_panes_by_width(width: int, focus: Pane, sidebar: bool, shown: tuple[Pane, ...]) -> None:
    assert arrange(width, focus, sidebar=sidebar, zen=False).shown == shown
