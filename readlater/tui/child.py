"""Another process of this program, which does what must not hold up a key and tells what it does in lines of JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from readlater.errors import ReadlaterError
from readlater.model import Outcome

_LINE_LIMIT = 1 << 26
"""Bytes of one line: it may hold how a text changed."""

_ERROR = "readlater: "
"""What the last words of a command line begin with that could not go on."""


class Child:
    """One command line of this program, run as its own process: ``readlater --library DIR add URL --json-lines``."""

    def __init__(self, library: Path, arguments: Sequence[str], stdin: str = "") -> None:
        """``arguments``: the command and what follows it; ``stdin``: what it can read."""
        self._library = library
        self._command = ("-m", "readlater", "--library", str(library), *arguments)
        self._stdin = stdin
        self._process: asyncio.subprocess.Process | None = None

    async def events(self) -> AsyncIterator[dict[str, Any]]:
        """What it tells, one event at a time.

        Raises:
            ReadlaterError: it failed, and not only some of its items; with the last line that it wrote.
        """
        if not (self._library / "library.db").exists():  # it would begin a new library, which nobody sees here
            raise ReadlaterError(
                f"The library was moved or deleted while it was open. Start readlater again: {self._library}"
            )
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(self._stdin.encode())
        process.stdin.close()
        errors = asyncio.ensure_future(process.stderr.read())
        failed = 0
        async for line in process.stdout:
            with contextlib.suppress(ValueError):
                event = json.loads(line)
                if isinstance(event, dict):
                    failed += event.get("outcome") in (Outcome.FAILED.value, Outcome.SKIPPED.value)
                    yield event
        said = (await errors).decode(errors="replace").strip().splitlines()
        code = await process.wait()
        last = said[-1] if said else ""
        if code and (code != 1 or not failed or last.startswith(_ERROR)):
            raise ReadlaterError(last.removeprefix(_ERROR) or f"the other process ended with code {code}")

    def stop(self) -> None:
        """Ends it; what it had acknowledged is kept."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
