"""Bringing pages in: another process of this program does it, and tells what it does in lines of JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlater.errors import ReadlaterError
from readlater.model import Outcome
from readlater.tui.formatting import number, plural

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen

_LINE_LIMIT = 1 << 20


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


def summary(counts: Counter[str]) -> str:
    """``3 new, 1 merged``: what an import did, in words."""
    parts = [f"{number(counts[outcome.value])} {outcome.value}" for outcome in Outcome if counts[outcome.value]]
    return ", ".join(parts) or "nothing found"


async def events(
    library: Path, path: Path, started: Callable[[asyncio.subprocess.Process], None]
) -> AsyncIterator[dict[str, Any]]:
    """What the importing process tells, one event at a time.

    Raises:
        ReadlaterError: it failed; with the last line that it wrote.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "readlater", "--library", str(library), "import", str(path), "--json-lines"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE_LIMIT,
    )
    started(process)
    assert process.stdout is not None
    assert process.stderr is not None
    errors = asyncio.ensure_future(process.stderr.read())
    failed = 0
    async for line in process.stdout:
        with contextlib.suppress(ValueError):
            event = json.loads(line)
            if isinstance(event, dict):
                failed += event.get("outcome") == Outcome.FAILED.value
                yield event
    said = (await errors).decode(errors="replace").strip().splitlines()
    code = await process.wait()
    if code and not (code == 1 and failed):
        raise ReadlaterError(said[-1] if said else f"the import ended with code {code}")


class Importing:
    """Imports what the reader names, and tells in the status line how far it is."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._process: asyncio.subprocess.Process | None = None

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
        if self._process is not None:
            self._screen.status.warn("an import is already running; wait for its end")
        elif not path.exists():
            self._screen.status.warn(f"there is no file or folder '{path}'")
        else:
            self._screen.work(partial(self._bring, path), "import")

    async def _bring(self, path: Path) -> None:
        status = self._screen.status
        status.tell(f"importing {path.name}…", keep=True)
        counts: Counter[str] = Counter()
        total = 0
        try:
            async for event in events(self._screen.library.folder, path, self._started):
                if event.get("event") == "start":
                    total = int(event.get("total") or 0)
                elif event.get("event") == "item":
                    counts[str(event.get("outcome"))] += 1
                    of = f" of {plural(total, 'page')}" if total else ""
                    status.tell(f"importing {path.name}: {number(counts.total())}{of} · {summary(counts)}", keep=True)
        finally:
            self._process = None
        status.tell(f"imported {path.name}: {summary(counts)}")
        self._screen.refresh_all()

    def _started(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def stop(self) -> None:
        """Ends the importing process; what it had acknowledged is kept."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
