"""The rows about the command line: from start to end, beside an interpreter that imports what it needs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.report import Row


def rows(folder: Path, runs: int = 11) -> Iterator[Row]:
    """``readlater list --json`` and the baseline, taking turns."""
    program = [sys.executable, "-m", "readlater", "--library", str(folder), "list", "--json", "--limit", "20"]
    bare = [sys.executable, "-c", "import click, sqlite3"]
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(_timed(bare))
        ours.append(_timed(program))
    yield Row(
        "readlater list --json, start to end",
        statistics.median(ours) * 1e3,
        "ms",
        2,
        "python -c 'import click, sqlite3'",
        statistics.median(theirs) * 1e3,
    )


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
