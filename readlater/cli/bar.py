"""The progress bar of an import, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readlater.cli.output import console

if TYPE_CHECKING:
    from readlater.exchange.importer import Progress


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """A bar with what is done, the rate and the time left; gone at the end. Gives the function that moves it."""
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
        TextColumn("Importing"),
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

        def show(progress: Progress) -> None:
            nonlocal problems
            if progress.line is not None and progress.line.outcome == "failed":
                problems += 1
            bar.update(
                task,
                total=progress.total,
                completed=progress.done,
                failed=f"{problems:,} failed" if problems else "",
            )

        yield show
