"""Extracting articles again: another process of this program does it; what changed is shown and can be undone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlater.errors import ReadlaterError
from readlater.model import RefreshOutcome
from readlater.tui.formatting import number, plural

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_LINE_LIMIT = 1 << 26
"""Bytes of one line of the other process: it holds how a text changed."""


async def results(
    library: Path, uuids: Sequence[str], started: Callable[[asyncio.subprocess.Process], None]
) -> AsyncIterator[dict[str, Any]]:
    """What became of the articles, one at a time, as ``readlater refresh --json-lines`` tells it.

    Raises:
        ReadlaterError: it failed; with the last line that it wrote.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "readlater", "--library", str(library), "refresh", "--id", "-", "--json-lines"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE_LIMIT,
    )
    started(process)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write("".join(f"{uuid}\n" for uuid in uuids).encode())
    process.stdin.close()
    errors = asyncio.ensure_future(process.stderr.read())
    told = 0
    async for line in process.stdout:
        with contextlib.suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict) and event.get("event") == "item":
                told += 1
                yield event
    said = (await errors).decode(errors="replace").strip().splitlines()
    code = await process.wait()
    if code and told < len(uuids):
        raise ReadlaterError(said[-1] if said else f"extracting again ended with code {code}")


class Refreshing:
    """Extracts the articles again that a command is for."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._process: asyncio.subprocess.Process | None = None

    def refresh(self) -> None:
        """Extracts the selected articles, or the one under the cursor, again."""
        rows = self._screen.changing.rows()
        if self._process is not None:
            self._screen.status.warn("articles are already being extracted again; wait for the end")
        elif rows:
            self._screen.work(partial(self._refresh, [row.uuid for row in rows]), "refresh")

    async def _refresh(self, uuids: Sequence[str]) -> None:
        screen = self._screen
        screen.status.tell("extracting again…", keep=True)
        counts: Counter[str] = Counter()
        last: dict[str, Any] = {}
        try:
            async for last in results(screen.library.folder, uuids, self._started):
                counts[str(last.get("outcome"))] += 1
                if len(uuids) > 1:
                    screen.status.tell(f"extracted again: {number(counts.total())} of {number(len(uuids))}", keep=True)
        finally:
            self._process = None
        screen.articles.selected = set()
        screen.refresh_all()
        if len(uuids) > 1:
            said = ", ".join(f"{number(counts[str(one)])} {one}" for one in RefreshOutcome if counts[str(one)])
            screen.status.tell(f"extracted again: {said}{self._way_back(counts)}")
        else:
            self._tell_one(last, counts)

    def _tell_one(self, result: dict[str, Any], counts: Counter[str]) -> None:
        """What became of one article; how it changed is a screen of its own."""
        status = self._screen.status
        outcome = result.get("outcome")
        if outcome == RefreshOutcome.CHANGED:
            from readlater.tui.screens.changes import ChangesScreen

            status.tell(f"extracted again{self._way_back(counts)}")
            shown = ChangesScreen(result, ascii=self._screen.config.ascii)
            self._screen.app.push_screen(shown, self._decided)
        elif outcome == RefreshOutcome.SAME:
            status.tell("extracted again: nothing changed")
        else:
            status.warn(str(result.get("message") or "extracting again failed"))

    def _decided(self, take_back: bool | None) -> None:
        if take_back:
            self._screen.changing.undo()

    def _way_back(self, counts: Counter[str]) -> str:
        key = self._screen.keymap.label("app.undo")
        return f" · {key} undoes" if key and counts[RefreshOutcome.CHANGED] else ""

    def _started(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def stop(self) -> None:
        """Ends the other process; what it has stored is kept."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()


def in_words(result: dict[str, Any]) -> str:
    """How many words an article had and has: ``812 → 840 words``."""
    before, after = int(result.get("words_before") or 0), int(result.get("words_after") or 0)
    return plural(after, "word") if before == after else f"{number(before)} → {plural(after, 'word')}"
