"""``readlater import --watch``."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readlater.cli.importing import print_end, print_event, print_sums
from readlater.cli.output import line, note, print_json_line
from readlater.cli.session import Session
from readlater.errors import UsageError

if TYPE_CHECKING:
    from readlater.exchange.importer import ImportOptions, Progress
    from readlater.model import Ledger

NICE = 3
"""How much a watch stands back for whatever else the computer does; more, and a page waits while others compute."""


def watch_folders(
    session: Session, paths: Sequence[Any], options: ImportOptions, form: str | None, *, while_parent: bool
) -> None:
    """Imports what is in the folders and what comes, until a signal to end; says at the end what was done."""
    from readlater.exchange.watching import Watcher, watch

    if options.dry_run or form == "json":
        raise UsageError("--watch goes with --json-lines, and not with --json or --dry-run")
    folders = [Path(path).expanduser() for path in paths]
    for folder in folders:
        if str(folder) == "-" or folder.is_file():
            raise UsageError(f"--watch takes folders, and '{folder}' is none")
    os.nice(NICE)
    parent = os.getppid()
    telling = _Telling(as_json=form == "json-lines", folders=folders)
    watch(
        Watcher(
            session.make_library(),
            folders,
            options,
            progress=telling.progress,
            imported=telling.imported,
            told=telling.told,
            begun=telling.begun,
            goes_on=lambda: not while_parent or os.getppid() == parent,
        )
    )
    telling.end()


class _Telling:
    """Says what happens: as lines of JSON, or for people."""

    def __init__(self, *, as_json: bool, folders: Sequence[Path]) -> None:
        self._as_json = as_json
        self._folders = [os.path.abspath(folder) for folder in folders]
        self._since = time.monotonic()
        self._lines: list[Any] = []

    def progress(self, progress: Progress) -> None:
        if self._as_json:
            if progress.line is None:
                self._since = time.monotonic()
            print_event(progress)
        elif progress.line is not None:
            one = progress.line
            line(f"{one.outcome:<8} {one.title or one.item}{f': {one.message}' if one.message else ''}")
            sys.stdout.flush()

    def imported(self, ledger: Ledger) -> None:
        if self._as_json:
            print_end(ledger, "json-lines", False, time.monotonic() - self._since)
        else:
            self._lines += ledger.lines

    def told(self, text: str) -> None:
        if self._as_json:
            print_json_line({"event": "note", "message": text})
        else:
            note(text)

    def begun(self) -> None:
        if self._as_json:
            print_json_line({"event": "watching", "folders": self._folders})
        else:
            note(f"watching {', '.join(self._folders)}; Ctrl-C ends it")

    def end(self) -> None:
        """The sums, for people: every line was there before."""
        if not self._as_json:
            from readlater.model import Ledger

            print_sums(Ledger(0, tuple(self._lines)))
