"""A Textual program of three panes of lines that does nothing: what any program pays for painting its screen anew."""

from __future__ import annotations

import statistics

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.scroll_view import ScrollView
from textual.strip import Segment, Strip

from benchmarks.event_loop import Recorder


class Lines(ScrollView):
    """A pane."""

    def render_line(self, y: int) -> Strip:
        """A line of it."""
        return Strip([Segment(f"line {y} ".ljust(self.size.width))])


class Panes(App[None]):
    """The program."""

    CSS = "Lines { width: 1fr; }"

    def compose(self) -> ComposeResult:
        """Three panes side by side."""
        with Horizontal():
            yield Lines()
            yield Lines()
            yield Lines()


async def repaint(size: tuple[int, int], times: int = 7) -> float:
    """Seconds of processor time in which it lays out and paints a screen of this size anew, the median."""
    found = []
    app = Panes()
    async with app.run_test(size=size) as pilot:
        for _ in range(times):
            with Recorder() as recorder:
                app.screen.refresh(layout=True)
                for widget in app.query(Lines):
                    widget.refresh()
                await pilot.pause(0.1)
            found.append(max(recorder.longest.values()))
    return statistics.median(found)
