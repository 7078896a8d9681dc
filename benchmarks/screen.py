"""The rows of the table that are measured through a terminal: launch, keys, opening, memory, leaving."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Row, percentile
from benchmarks.terminal import Terminal
from benchmarks.texts import article_text, marker

KEY_RATE = 30
"""Repeats a second of a key that is held down (the usual setting of X11 and macOS is 25 to 33)."""

IDLE_SECONDS = 30
"""For how long the program is watched doing nothing; the clock of processes has ticks of 10 ms."""


def program(library: Path) -> list[str]:
    """The command that opens ``library``."""
    return [sys.executable, "-m", "readlater", "--library", str(library)]


def baseline(name: str, *arguments: str) -> list[str]:
    """The command that runs a small program to compare with."""
    return [sys.executable, "-m", f"benchmarks.baselines.{name}", *arguments]


def launch(command: list[str], text: str, runs: int) -> tuple[list[float], list[float], list[float]]:
    """Starts ``command`` until ``text`` is painted; returns seconds of CPU, seconds of wall time and MB, per run."""
    cpu, wall, memory = [], [], []
    for _ in range(runs):
        with Terminal(command) as terminal:
            painted = terminal.wait_for(text)
            cpu.append(terminal.cpu())
            wall.append(painted - terminal.started)
            terminal.settle(0.5)
            memory.append(terminal.rss())
    return cpu, wall, memory


def held_key(terminal: Terminal, key: str, seconds: float) -> tuple[list[float], float]:
    """Holds ``key`` down; returns the seconds from every key to the next frame, and the lag after the release."""
    delays = []
    start = time.monotonic()
    sent = 0
    while sent < seconds * KEY_RATE:
        due = start + sent / KEY_RATE
        while time.monotonic() < due:
            terminal.pump(max(0.0, due - time.monotonic()))
        before = len(terminal.output)
        at = time.monotonic()
        terminal.send(key)
        delays.append(terminal.wait_frame(before) - at)
        sent += 1
    released = time.monotonic()
    return delays, max(0.0, terminal.settle(0.2) - released)


def openings(terminal: Terminal, count: int) -> list[float]:
    """Seconds from ``J`` to the first frame that shows the next text, for texts 1 to ``count - 1``."""
    delays = []
    for number in range(1, count):
        before = len(terminal.output)
        at = time.monotonic()
        terminal.send("J")
        delays.append(terminal.wait_for(marker(number), since=before) - at)
        terminal.settle(0.3)
    return delays


def library_of_texts(folder: Path, words: int, count: int) -> None:
    """A library of ``count`` articles of ``words`` words; text 0 is the newest."""
    from readlater.language.analysis import analyse
    from readlater.library import Library, NewArticle
    from readlater.model import Block, BlockKind, Document, Draft

    with Library.open(folder) as library:
        for number in reversed(range(count)):
            parts = article_text(number, words).split("\n\n")
            document = Document(tuple(Block(BlockKind.PARAGRAPH, part) for part in parts))
            draft = Draft(document, "text", "text/1", title=f"Text {number}", language="en")
            library.add_all([NewArticle(draft, analysis=analyse(draft))])


def rows(large: Path, large_text: str, small: Path, small_text: str, runs: int = 7) -> Iterator[Row]:
    """The rows of the screen.

    Args:
        large: the library of 100,000 articles.
        large_text: what its list shows first.
        small: a library of 100.
        small_text: what its list shows first.
        runs: launches of each program; they take turns, so that all see the same machine.
    """
    hello_cpu, large_cpu, small_cpu = [], [], []
    hello_wall, large_wall = [], []
    hello_memory, large_memory = [], []
    for _ in range(runs):
        cpu, wall, memory = launch(baseline("hello"), "hello-world", 1)
        hello_cpu += cpu
        hello_wall += wall
        hello_memory += memory
        cpu, wall, memory = launch(program(large), large_text, 1)
        large_cpu += cpu
        large_wall += wall
        large_memory += memory
        small_cpu += launch(program(small), small_text, 1)[0]
    median = statistics.median
    yield Row("launch to list, CPU", median(large_cpu) * 1e3, "ms", 1.3, "bare Textual app", median(hello_cpu) * 1e3)
    yield Row(
        "launch to list, CPU", median(large_cpu) * 1e3, "ms", 1.1, "the same, 100 articles", median(small_cpu) * 1e3
    )
    yield Row(
        "launch to list, wall", median(large_wall) * 1e3, "ms", None, "bare Textual app", median(hello_wall) * 1e3
    )
    yield Row("memory of the open program", median(large_memory), "MB", 1.5, "bare Textual app", median(hello_memory))

    with Terminal(program(large)) as terminal:
        terminal.wait_for(large_text)
        terminal.settle(1.0)
        delays, lag = held_key(terminal, "j", 3.0)
        yield Row("key held in the list, p95", percentile(delays, 95) * 1e3, "ms", limit=16)
        yield Row("key held in the list, median", percentile(delays, 50) * 1e3, "ms")
        terminal.settle(5.0)
        spent = terminal.cpu()
        terminal.pump_for(IDLE_SECONDS)
        yield Row("idle, CPU", (terminal.cpu() - spent) / IDLE_SECONDS * 100, "%", limit=0.1)
        yield Row("lag after 3 s of repeat", lag * 1e3, "ms", limit=250, note="the preview's debounce is part of it")
        before = time.monotonic()
        terminal.send("Q")
        yield Row("leaving, to the prompt", (terminal.wait_end() - before) * 1e3, "ms", limit=300)

    for words, limit, count in ((2_000, 30, 20), (50_000, 60, 8)):
        with tempfile.TemporaryDirectory() as folder:
            library_of_texts(Path(folder) / "library", words, count)
            with Terminal(program(Path(folder) / "library")) as terminal:
                terminal.wait_for(marker(0))
                terminal.settle(0.5)
                terminal.send("\r")
                terminal.settle(0.5)
                ours = openings(terminal, count)
        with Terminal(baseline("markdown", str(words), str(min(count, 5)))) as terminal:
            terminal.wait_for(marker(0))
            terminal.settle(1.0)
            theirs = openings(terminal, min(count, 5))
        yield Row(
            f"open an article of {words:,} words, p95",
            percentile(ours, 95) * 1e3,
            "ms",
            baseline_name="Textual's Markdown widget",
            baseline=percentile(theirs, 95) * 1e3,
            limit=limit,
        )
