"""Bringing pages in: another process of this program does it, and tells what it does in lines of JSON."""

from __future__ import annotations

import time
from collections import Counter, deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.model import Outcome
from readlater.tui.child import Child
from readlater.tui.formatting import number, plural
from readlater.tui.paths import is_there, path_completions, typed_path

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_MARKS = 40
_MARK_SECONDS = 0.5
"""The rate is that of the last marks: twenty seconds."""


_COPIES = "copies"
"""Counts, beside the outcomes, the new articles that may be copies of others."""


def summary(counts: Counter[str]) -> str:
    """``3 new, 1 merged · 1 looks like a copy``: what an import did, in words."""
    parts = [f"{number(counts[outcome.value])} {outcome.value}" for outcome in Outcome if counts[outcome.value]]
    said = ", ".join(parts) or "nothing found"
    copies = counts[_COPIES]
    return f"{said} · {plural(copies, 'looks like a copy', 'look like copies')}" if copies else said


class Pace:
    """How far an import is, how fast, and how long it will go on."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, total: int) -> None:
        """It begins."""
        self._done, self._total = 0, total
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)], maxlen=_MARKS)

    def count(self, done: int, total: int) -> None:
        """So many are done now, of so many."""
        self._done, self._total = done, total
        now = time.monotonic()
        if now - self._marks[-1][0] >= _MARK_SECONDS:
            self._marks.append((now, done))

    def words(self) -> str:
        """``120 of 3,000 pages · 38/s · 1 min left``; rate and time only once they can be told."""
        parts = [f"{number(self._done)} of {plural(self._total, 'page')}" if self._total else number(self._done)]
        began, before = self._marks[0]
        passed = self._marks[-1][0] - began
        rate = (self._marks[-1][1] - before) / passed if passed >= 1 else 0.0
        if rate > 0:
            parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
            if left := self._total - self._done:
                parts.append(_left(left / rate))
        return " · ".join(parts)


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s left"
    return f"{round(seconds / 60)} min left" if seconds < 5400 else f"{seconds / 3600:.1f} h left"


class Importing:
    """Imports what the reader names, and tells in the status line how far it is."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._child: Child | None = None
        self._name = ""  # of what is being imported; empty: nothing is
        self._stopped = False

    def ask(self) -> None:
        """Asks for a file or folder; while one is being imported, whether to stop."""
        if self._name:
            self._ask_to_stop()
            return
        self._screen.foot.ask(
            "import",
            "",
            entered=self._entered,
            complete=path_completions,
            placeholder="a saved page, or a folder of them",
        )

    def _entered(self, text: str) -> None:
        self._screen.foot.close_prompt()
        if text.strip():
            self.bring(typed_path(text))

    def _ask_to_stop(self) -> None:
        from readlater.tui.widgets.choice_bar import Choice

        self._screen.foot.choose(
            f"{self._name} is being imported",
            [
                Choice("go on", "Go on"),
                Choice("stop", "Stop", "what is imported stays; importing it again goes on from there"),
            ],
            "go on",
            chosen=lambda value: self.stop() if value == "stop" else None,
        )

    def samples(self) -> None:
        """Imports the sample pages."""
        from readlater.exchange.samples import sample_folder

        try:
            self.bring(sample_folder())
        except ReadlaterError as error:
            self._screen.status.warn(str(error))

    def bring(self, path: Path) -> None:
        """Imports a file or folder."""
        if self._name:
            self._ask_to_stop()
        elif not is_there(path):
            self._screen.status.warn(f"there is no file or folder '{path}'")
        else:
            path = path.absolute()  # "-" is a file of this name, and not what is read from the terminal
            self._name, self._stopped = path.name or str(path), False
            self._screen.work(partial(self._bring, path, self._name), "import")

    async def _bring(self, path: Path, name: str) -> None:
        status = self._screen.status
        status.tell(f"importing {name}…", keep=True)
        counts: Counter[str] = Counter()
        pace = Pace()
        try:
            self._child = Child(self._screen.library.folder, ["import", "--json-lines", "--", str(path)])
            async for event in self._child.events():
                if event.get("event") == "start":
                    pace.begin(int(event.get("total") or 0))
                elif event.get("event") == "item":
                    counts[str(event.get("outcome"))] += 1
                    counts[_COPIES] += bool(event.get("copies"))
                    pace.count(int(event.get("done") or 0), int(event.get("total") or 0))
                    status.tell(f"importing {name}: {pace.words()} · {summary(counts)}", keep=True)
        except ReadlaterError:
            if not self._stopped:
                raise
        finally:
            self._child, self._name = None, ""
            self._screen.refresh_all()
        said = f"{'stopped importing' if self._stopped else 'imported'} {name}: {summary(counts)}"
        brought = counts[Outcome.NEW.value] + counts[Outcome.MERGED.value]
        status.tell(self._screen.changing.with_undo(said) if brought else said)

    def stop(self) -> None:
        """Ends the importing process; what it had acknowledged is kept."""
        if self._child is not None:
            self._stopped = True
            self._child.stop()
