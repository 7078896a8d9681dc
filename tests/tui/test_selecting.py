"""What is selected: in the list that is shown, in another order of it, after it was looked up anew."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.selection import Selection, rebased
from tests.tui.test_article_list import ListApp, ids


def listed(*numbers: int) -> array[int]:
    return array("q", numbers)


def test_all_is_as_cheap_as_one() -> None:
    selection = Selection(array("q", range(100_000)))
    selection.select_all()
    assert len(selection) == 100_000
    assert selection.is_everything
    assert 5 in selection
    assert not selection._some
    selection.select((5,), False)
    assert (5 in selection, len(selection), selection.is_everything) == (False, 99_999, False)
    assert not selection.chosen().some ^ {5}
    selection.clear()
    assert not selection


numbers = st.lists(st.integers(0, 30), unique=True)


@given(numbers, numbers, st.lists(st.tuples(st.sampled_from(["all", "none", "on", "off"]), numbers)))
def test_a_selection_is_a_set_of_what_is_listed(
    before: list[int], after: list[int], acts: list[tuple[str, list[int]]]
) -> None:
    selection, model = Selection(array("q", before)), set[int]()
    for act, some in acts:
        here = [number for number in some if number in before]
        if act == "all":
            selection.select_all()
            model = set(before)
        elif act == "none":
            selection.clear()
            model = set()
        else:
            selection.select(here, act == "on")
            model = model | set(here) if act == "on" else model - set(here)
    assert {number for number in before if number in selection} == model
    assert len(selection) == len(model)
    assert selection.chosen().ids() == [number for number in before if number in model]
    moved = rebased(selection.chosen(), array("q", after))
    assert set(moved.chosen().ids()) == model & set(after)
    assert len(moved) == len(model & set(after))


def test_what_comes_into_a_list_is_not_selected() -> None:
    selection = Selection(listed(1, 2, 3))
    selection.select_all()
    moved = rebased(selection.chosen(), listed(3, 2, 1, 4))
    assert moved.chosen().ids() == [3, 2, 1]
    assert not moved.is_everything


# --- the widget


async def test_a_range_goes_from_the_last_toggled_to_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.list.show(ids(1, 100))
        assert not app.list.select_range()
        app.list.jump(5)
        app.list.toggle_selected()
        app.list.jump(2)
        assert app.list.select_range()
        assert app.list.selected == {3, 4, 5, 6}
        app.list.jump(7)
        app.list.select_range()
        assert app.list.selected == {3, 4, 5, 6, 7, 8}
        app.list.clear_selected()
        assert not app.list.select_range()


async def test_a_number_selects_as_many() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.list.show(ids(1, 10))
        app.list.jump(7)
        app.list.toggle_selected(5)
        assert app.list.selected == {8, 9, 10}
        app.list.toggle_selected(2)
        assert app.list.selected == {10}


async def test_the_mouse_selects_with_ctrl_and_shift() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)) as pilot:
        app.list.show(ids(1, 100))
        await pilot.click(ArticleList, offset=(5, 8), shift=True)
        assert app.list.selected == {1, 2, 3, 4, 5}
        app.list.clear_selected()
        await pilot.click(ArticleList, offset=(5, 4), control=True)
        await pilot.click(ArticleList, offset=(5, 12), shift=True)
        assert app.list.selected == {3, 4, 5, 6, 7}
        assert app.list.current_id == 7
        await pilot.click(ArticleList, offset=(5, 8), control=True)
        assert app.list.selected == {3, 4, 6, 7}


@pytest.mark.parametrize("ascii_", [False, True])
async def test_what_is_selected_has_a_sign(ascii_: bool) -> None:
    class Plain(App[None]):
        def compose(self) -> ComposeResult:
            yield ArticleList(ascii=ascii_)

    app = Plain()
    async with app.run_test(size=(40, 21)):
        from tests.tui.test_article_list import article

        shown = app.query_one(ArticleList)
        shown.set_fetch(lambda numbers: [article(number) for number in numbers])
        shown.show(ids(1, 5))
        shown.select_all()
        strips = app.screen._compositor.render_strips()
        facts = ["".join(segment.text for segment in strip) for strip in strips][1:10:2]
        assert [line[1] for line in facts] == ["+" if ascii_ else "◆"] * 5


async def test_the_selection_stays_through_sorting_and_leaves_what_left() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 21)):
        app.list.show(ids(1, 100))
        app.list.select_all()
        app.list.toggle_selected()
        app.list.show(array("q", range(99, 0, -1)), keep=50)
        assert len(app.list.selection) == 98
        app.list.show(array("q", [5, 6, 1, 200]))
        assert app.list.selected == {5, 6}
