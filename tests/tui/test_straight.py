"""Lines that are painted without Textual's styling: the same cells as with it."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.widget import Widget

from readlater.library import Library
from readlater.tui.widgets.straight import Straight
from tests.tui.driving import driving


def cells_of(strips: list) -> list[list[tuple[str, str, str]]]:
    """Every character with its colours, however the strips are cut into segments."""
    rows = []
    for strip in strips:
        row = []
        for segment in strip:
            style = segment.style
            colours = (str(style.color), str(style.bgcolor)) if style is not None else ("None", "None")
            row += [(character, *colours) for character in segment.text]
        rows.append(row)
    return rows


@pytest.mark.parametrize("settings", [{}, {"ascii": True}, {"theme": "paper"}, {"theme": "ansi-dark"}])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)])
async def test_the_cells_are_those_that_textual_would_paint(
    library: Library, size: tuple[int, int], settings: dict[str, object]
) -> None:
    origins = {"origins": {"theme": "test"}} if "theme" in settings else {}
    async with driving(library, size=size, **settings, **origins) as driver:
        await driver.press("j", "enter")
        seen = 0
        for widget in driver.main._compositor.visible_widgets:
            if not isinstance(widget, Straight):
                continue
            seen += 1
            whole = Region(0, 0, widget.region.width, widget.region.height)
            ours = widget.render_lines(whole)
            assert cells_of(ours) == cells_of(Widget.render_lines(widget, whole)), widget
            part = Region(1, 0, max(1, whole.width - 2), whole.height)
            assert cells_of(widget.render_lines(part)) == [row[1 : 1 + part.width] for row in cells_of(ours)]
        assert seen >= 4
