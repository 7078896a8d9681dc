"""Which files a watched folder's pages were imported from: so that each is read once, also after a restart.

Kept as lines of JSON in ``watched.jsonl`` beside the library, which several watchers may write to at once; it belongs
to this device, and the library does not need it. A file is the same while its size and its time are.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

Stamp = tuple[int, ...]
"""What is seen of a file from outside: its size and time, and those of what was saved beside it."""

NAME = "watched.jsonl"

_ROOM = 1000
"""So many outdated lines the file may have, besides as many as there are others."""


class Seen:
    """The files that were dealt with, each with the stamp that it had."""

    def __init__(self, folder: Path) -> None:
        """``folder``: of the library."""
        self._path = folder / NAME
        self._stamps: dict[str, Stamp] = {}
        lines = 0
        with contextlib.suppress(OSError), open(self._path, encoding="utf-8") as file:
            for line in file:
                lines += 1
                with contextlib.suppress(ValueError, TypeError, KeyError):
                    entry = json.loads(line)
                    self._stamps[entry["path"]] = tuple(int(number) for number in entry["stamp"])
        if lines > 2 * len(self._stamps) + _ROOM:
            self._rewrite()

    def get(self, path: str) -> Stamp | None:
        """The stamp that a file had when it was dealt with; None if it was not."""
        return self._stamps.get(path)

    def add(self, stamps: Mapping[str, Stamp]) -> None:
        """Remembers files. Where that can't be written down, they are read once more after a restart."""
        new = {path: stamp for path, stamp in stamps.items() if self._stamps.get(path) != stamp}
        self._stamps.update(new)
        if new:
            with contextlib.suppress(OSError), open(self._path, "a", encoding="utf-8", opener=_private) as file:
                file.write(_lines(new))

    def _rewrite(self) -> None:
        """Leaves out lines that are outdated, and files that are gone."""
        self._stamps = {path: stamp for path, stamp in self._stamps.items() if os.path.exists(path)}
        passing = self._path.with_name(f"{NAME}.{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            with open(passing, "w", encoding="utf-8", opener=_private) as file:
                file.write(_lines(self._stamps))
            passing.replace(self._path)


def _lines(stamps: Mapping[str, Stamp]) -> str:
    return "".join(json.dumps({"path": path, "stamp": stamp}) + "\n" for path, stamp in stamps.items())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
