"""Groups in the list: which line is what, what stays in sight, what the headings say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from readlater.tui.widgets.article_lines import ASCII, UNICODE, LineOptions, article_line, group_line
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.list_places import HEADING, LINES, Places
from tests.tui.test_article_list import ListApp, article, ids

GROUPS = (("Today", 0), ("Yesterday", 3), ("Mon 16 Nov 2026", 4), ("No date", 30))


@st.composite
def places(draw: st.DrawFn) -> Places:
    """Any list in any groups, or in none."""
    count = draw(st.integers(0, 60))
    starts = sorted({0, *draw(st.lists(st.integers(0, max(0, count - 1)), max_size=12))})
    groups = [(f"Group {number}", start) for number, start in enumerate(starts)]
    return Places(count, groups if draw(st.booleans()) else ())


@given(places())
def test_every_line_is_an_article_s_or_a_heading_s(places: Places) -> None:
    expected = []
    titles = {start: number for number, (_, start) in enumerate(places.groups)}
    for index in range(places.count):
        if index in titles:
            expected.append((titles[index], HEADING))
        assert places.top(index) == len(expected)
        expected += [(index, line) for line in range(LINES)]
    assert [places.at(line) for line in range(len(expected))] == expected
    assert places.at(len(expected))[0] == places.count
    assert places.lines == len(expected) + (1 if places.groups else 0)
    assert [places.article_at(line) for line in range(len(expected))] == sorted(
        places.first_of(number) if line == HEADING else number for number, line in expected
    )


@given(places())
def test_the_groups_hold_all_articles(places: Places) -> None:
    sizes = [places.size_of(group) for group in range(len(places.groups))]
    assert sum(sizes) == (places.count if places.groups else 0)
    of = [places.group_of(index) for index in range(places.count)]
    assert of == [group for group, size in enumerate(sizes) for _ in range(size)] or set(of) <= {-1}


@pytest.mark.parametrize("width", [4, 8, 12, 20, 34, 80])
@pytest.mark.parametrize("title", ["Today", "日本語の記事", "قراءة", "a\x1bb [bold]x[/]", "A very long name " * 5])
def test_headings_are_exactly_as_wide_as_they_should_be(width: int, title: str) -> None:
    for signs in (UNICODE, ASCII):
        text = "".join(part for part, _ in group_line(title, 1234, LineOptions(width, signs, 2026)))
        assert cell_len(text) == width
        assert "\x1b" not in text


def test_what_a_heading_says() -> None:
    text = "".join(part for part, _ in group_line("Today", 1234, LineOptions(24, UNICODE, 2026)))
    assert text == " Today ────────── 1,234 "


async def test_a_list_in_groups() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.list.show(ids(1, 40), groups=GROUPS)
        assert app.frame()[0].startswith(" Today ──")
        assert app.frame()[0].rstrip().endswith(" 3")
        assert app.frame()[1].startswith("▌● Title 1 ")
        assert app.frame()[7].startswith(" Yesterday ──")
        assert app.frame()[10].startswith(" Mon 16 Nov 2026 ")
        # The heading stays in sight while the articles of its group go by, and never covers the cursor.
        for step in (1,) * 39 + (-1,) * 39:
            app.list.move(step)
            frame = app.frame()
            cursor = [y for y, line in enumerate(frame) if line.startswith("▌")]
            assert len(cursor) == 2, app.list.index
            assert cursor[0] > 0
            group = [group for group in GROUPS if group[1] <= app.list.in_sight[0]][-1]
            assert frame[0].startswith(f" {group[0]} ─"), app.list.index
            assert not frame[1].lstrip("▌ ").startswith("nhk"), "a title is cut off"
        assert app.list.scroll_offset.y == 0
        # From group to group.
        assert app.list.step_group(2)
        assert app.list.current_id == 5
        app.list.move(3)
        assert app.list.step_group(-1)
        assert app.list.current_id == 5
        assert app.list.step_group(-1)
        assert app.list.current_id == 4
        assert app.list.step_group(9)
        assert app.list.current_id == 31
        assert not app.list.step_group(1)
        app.list.page(-1)
        assert 20 < app.list.current_id < 31
        # Other groups, the same article at the same height.
        row = next(y for y, line in enumerate(app.frame()) if line.startswith("▌"))
        here = app.list.current_id
        app.list.show(ids(5, 40), keep=here, groups=(("All", 0),))
        assert app.list.current_id == here
        assert next(y for y, line in enumerate(app.frame()) if line.startswith("▌")) == row
        # The mouse: a heading leads to its first article, with Ctrl it selects all of them.
        app.list.show(ids(1, 40), groups=GROUPS)
        await pilot.pause()
        await pilot.click(ArticleList, offset=(5, 8))
        assert app.list.current_id == 4
        await pilot.click(ArticleList, offset=(5, 0))
        assert app.list.current_id == 1
        await pilot.click(ArticleList, offset=(5, 0), control=True)
        assert app.list.selected == {1, 2, 3}
        await pilot.click(ArticleList, offset=(5, 0), control=True)
        assert app.list.selected == set()
        app.list.patch(app.rows([2])[0])
        app.list.show(ids(1, 0), groups=())
        assert any("Nothing here." in line for line in app.frame())


def test_what_the_heading_says_is_not_said_again_below_it() -> None:
    def facts(*headings: str, **fields: str) -> str:
        options = LineOptions(40, UNICODE, 2026, headings=frozenset(headings))
        line = article_line(article(**fields), 1, options, cursor=False, selected=False)
        return "".join(text for text, _ in line).strip()

    assert facts() == "nhk · Jan 14, 2022 · 1 min"
    assert facts("nhk", "world") == "Site · Jan 14, 2022 · 1 min"
    assert facts("nhk", site="") == "Jan 14, 2022 · 1 min"
    assert facts("Site", category_id="") == "Jan 14, 2022 · 1 min"
