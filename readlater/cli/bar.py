"""The progress bar of what reads many pages, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from readlater.cli.output import console

Show = Callable[[int, int, bool], None]
"""Shows how many are done, of how many, and whether the last one failed."""


@contextmanager
def progress_bar(what: str) -> Iterator[Show]:
    """A bar, named ``what``, with what is done, the rate and the time left. Gives the function that moves it."""
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        """Pages a second, over the last seconds."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.0f}/s" if speed else "", style="dim")

    screen = console(stderr=True)
    bar = Bar(
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[failed]}", style="red", markup=False),
        console=screen,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, failed="")
        problems = 0

        def show(done: int, total: int, failed: bool) -> None:
            nonlocal problems
            problems += failed
            bar.update(task, total=total, completed=done, failed=f"{problems:,} failed" if problems else "")

        yield show
