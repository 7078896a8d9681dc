"""Bringing pages in: another process of this program does it, and tells what it does in lines of JSON."""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter, deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readlater.errors import ReadlaterError
from readlater.model import Outcome
from readlater.tui.child import Child
from readlater.tui.formatting import number, plural

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_MARKS = 40
_MARK_SECONDS = 0.5
"""The rate is that of the last marks: twenty seconds."""


def path_completions(text: str, limit: int = 8) -> list[str]:
    """Files and folders whose names begin as the typed path does, folders first, with a slash at their end."""
    folder, _, name = text.rpartition("/")
    start = Path(f"{folder}/").expanduser() if "/" in text else Path()
    found: list[tuple[bool, str]] = []
    with contextlib.suppress(OSError), os.scandir(start) as entries:
        for entry in entries:
            if entry.name.startswith(name) and (name.startswith(".") or not entry.name.startswith(".")):
                found.append((not entry.is_dir(), entry.name))
    before = f"{folder}/" if "/" in text else ""
    return [before + entry + ("" if is_file else "/") for is_file, entry in sorted(found)[:limit]]


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

    def ask(self) -> None:
        """Asks for a file or folder."""
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
            self.bring(Path(text.strip()).expanduser())

    def samples(self) -> None:
        """Imports the sample pages."""
        from readlater.exchange.samples import sample_folder

        try:
            self.bring(sample_folder())
        except ReadlaterError as error:
            self._screen.status.warn(str(error))

    def bring(self, path: Path) -> None:
        """Imports a file or folder."""
        if self._child is not None:
            self._screen.status.warn("an import is already running; wait for its end")
        elif not path.exists():
            self._screen.status.warn(f"there is no file or folder '{path}'")
        else:
            self._screen.work(partial(self._bring, path), "import")

    async def _bring(self, path: Path) -> None:
        status = self._screen.status
        status.tell(f"importing {path.name}…", keep=True)
        counts: Counter[str] = Counter()
        pace = Pace()
        try:
            self._child = Child(self._screen.library.folder, ["import", str(path), "--json-lines"])
            async for event in self._child.events():
                if event.get("event") == "start":
                    pace.begin(int(event.get("total") or 0))
                elif event.get("event") == "item":
                    counts[str(event.get("outcome"))] += 1
                    counts[_COPIES] += bool(event.get("copies"))
                    pace.count(int(event.get("done") or 0), int(event.get("total") or 0))
                    status.tell(f"importing {path.name}: {pace.words()} · {summary(counts)}", keep=True)
        finally:
            self._child = None
        status.tell(f"imported {path.name}: {summary(counts)}")
        self._screen.refresh_all()

    def stop(self) -> None:
        """Ends the importing process; what it had acknowledged is kept."""
        if self._child is not None:
            self._child.stop()
