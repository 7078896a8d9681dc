"""Watched folders: what a browser saves there is in the library a second or two later. The files stay where they are.

A change wakes the watch, which then looks at the whole folder: what the system tells of single files differs from one
system to the next, and from one way of saving to the next. A page is imported when it and what lies beside it have not
changed for a moment, and again when they change later; one that failed is told once.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from readlater.errors import LibraryBusyError
from readlater.exchange.importer import ImportOptions, ImportStopped, Progress, import_paths
from readlater.exchange.seen import Seen, Stamp
from readlater.exchange.sources import natural, sources
from readlater.exchange.stopping import Stopping
from readlater.model import Ledger, LedgerLine, Outcome
from readlater.pages.forms.kept import COMPANION

if TYPE_CHECKING:
    from readlater.library import Library

SETTLED = 0.5
"""Seconds that a page must not have changed: then it is complete."""

BESIDE = 3.0
"""Seconds that a page waits for the folder that it says its pictures are in."""

STEP_MS = 100
"""How long changes are gathered."""

TURN_MS = 250
"""How often there is a look at pages that are not complete, and at whether the folders are still there."""

IDLE = 60.0
"""Seconds without a page after which the processes that read them are ended."""

RETRY = 5.0
"""Seconds until there is another try when the library was busy."""

UNFINISHED = re.compile(
    r"(?i)(?:\.(?:part|partial|crdownload|opdownload|download|tmp|temp|swp|swx|unconfirmed)|~)$|^\.|^~\$|^Unconfirmed "
)
"""Names of files that a browser or an editor is still writing."""

_HTML_NAMES = (".html", ".htm", ".xhtml", ".xht")


@dataclass(frozen=True, slots=True)
class Watcher:
    """What is done for a watch.

    Attributes:
        library: where to.
        folders: the folders; one that is not there is waited for.
        options: how to import.
        progress: called with every line of every import, as by `import_paths`.
        imported: called with the ledger of every import.
        told: called with what is to be known of the folders, in words.
        begun: called when all is imported that was there before.
        goes_on: asked again and again whether there is still somebody for whom to watch.
    """

    library: Library
    folders: Sequence[Path]
    options: ImportOptions
    progress: Callable[[Progress], None] = lambda progress: None
    imported: Callable[[Ledger], None] = lambda ledger: None
    told: Callable[[str], None] = lambda text: None
    begun: Callable[[], None] = lambda: None
    goes_on: Callable[[], bool] = lambda: True


@dataclass(slots=True)
class _Pending:
    """A page that is not complete, or not known to be."""

    stamp: Stamp
    since: float
    first: float
    waits: bool | None = None
    """Whether it says that there is a folder beside it; None: not looked at yet."""


def watch(watcher: Watcher) -> None:
    """Imports what is in the folders and what comes, until Ctrl-C or another signal to end.

    Raises:
        LibraryError: the library can't be written.
    """
    # KeyboardInterrupt: what watchfiles makes of our `Stopped`, which is one too, as `ImportStopped` is.
    with Stopping() as stopping, contextlib.suppress(KeyboardInterrupt):
        _Watch(watcher, stopping).run()


class _Watch:
    def __init__(self, watcher: Watcher, stopping: Stopping) -> None:
        self._watcher = watcher
        self._stopping = stopping
        self._folders = [Path(os.path.abspath(folder)) for folder in watcher.folders]
        self._seen = Seen(watcher.library.folder)
        self._pending: dict[str, _Pending] = {}
        self._there: dict[Path, tuple[int, int] | None] = {}
        self._told: set[str] = set()
        self._busy = time.monotonic()
        self._has_workers = False

    def run(self) -> None:
        self._look_for_folders()
        self._scan(at_once=True)
        self._import()
        self._watcher.begun()
        while self._watcher.goes_on():
            for changed in self._changes():
                if changed:
                    self._scan()
                if self._pending:
                    self._import()
                elif self._has_workers and time.monotonic() - self._busy > IDLE:
                    self._end_workers()
                if self._look_for_folders():
                    self._scan()
                    break  # the watch is over other folders now
                if not self._watcher.goes_on():
                    break

    def _changes(self) -> Iterator[bool]:
        """Whether something changed in the folders, again and again."""
        there = [folder for folder, identity in self._there.items() if identity is not None]
        if not there:
            with self._stopping.here():
                time.sleep(1.0)
            yield False
            return
        for polling in (None, True):
            try:
                yield from self._watched(there, polling)
            except (OSError, RuntimeError) as error:
                # A folder that is gone just now; or the system can't watch so many: then we look ourselves.
                if polling or not all(folder.is_dir() for folder in there):
                    return
                self._watcher.told(f"the system can't watch the folders ({error}); looking for changes instead")
            else:
                return

    def _watched(self, folders: Sequence[Path], polling: bool | None) -> Iterator[bool]:
        from watchfiles import watch as changes

        found = changes(
            *folders,
            watch_filter=None,
            debounce=STEP_MS,
            step=STEP_MS,
            rust_timeout=TURN_MS,
            yield_on_timeout=True,
            force_polling=polling,
            ignore_permission_denied=True,
        )
        begun = False
        with contextlib.closing(found):
            while True:
                with self._stopping.here():
                    changed = next(found, None)
                if changed is None:
                    return
                # What came before the system began to watch is found by looking once more.
                yield bool(changed) or not begun
                begun = True

    def _look_for_folders(self) -> bool:
        """Sees which folders are there; returns whether that changed."""
        before, self._there = self._there, {folder: _identity(folder) for folder in self._folders}
        for folder, identity in self._there.items():
            if identity is None and before.get(folder, True) is not None:
                self._watcher.told(f"{folder} is not there; waiting for it")
            elif identity is not None and before and before[folder] is None:
                self._watcher.told(f"{folder} is back")
        return bool(before) and before != self._there

    # --- pages

    def _scan(self, *, at_once: bool = False) -> None:
        """Finds the pages that are not dealt with. ``at_once``: those that were last changed long ago are complete."""
        now = time.monotonic()
        found: dict[str, _Pending] = {}
        beside = _Beside()
        gone = {str(folder) for folder in self._folders}.__contains__  # that is told by `_look_for_folders`
        for source in sources([folder for folder, identity in self._there.items() if identity is not None]):
            if source.path is None:
                if source.problem is not None and source.problem.outcome is Outcome.FAILED and not gone(source.item):
                    self._tell_once(source.problem)
                continue
            path = str(source.path)
            stamp = beside.stamp(source.path)
            if stamp is None or UNFINISHED.search(source.path.name) or self._seen.get(path) == stamp:
                continue
            before = self._pending.get(path)
            if before is not None and before.stamp == stamp:
                found[path] = before
            else:
                old = at_once and time.time() - stamp[1] / 1e9 > BESIDE
                since = now - BESIDE if old else now
                found[path] = _Pending(stamp, since, min(since, before.first if before else since))
        self._pending = found

    def _tell_once(self, line: LedgerLine) -> None:
        text = f"{line.item}: {line.message}"
        if text not in self._told:
            self._told.add(text)
            self._watcher.told(text)

    def _import(self) -> None:
        """Imports the pages that are complete."""
        complete = self._complete()
        if not complete:
            return
        again = {path for path in complete if self._only_beside(path, complete[path])}
        known = {path for path in complete if path not in again and self._is_known(path)}
        self._deal_with(complete, known)
        self._import_now(complete, complete.keys() - known - again, self._watcher.options)
        self._import_now(complete, again, replace(self._watcher.options, again=True))
        self._busy = time.monotonic()

    def _import_now(self, stamps: Mapping[str, Stamp], paths: AbstractSet[str], options: ImportOptions) -> None:
        if not paths:
            return
        watcher = self._watcher
        self._has_workers = True
        try:
            given: list[str | Path] = [*sorted(paths, key=natural)]
            ledger = import_paths(watcher.library, given, options=options, progress=watcher.progress)
        except LibraryBusyError as error:
            watcher.told(f"{error} Trying again.")
            for path in paths:  # soon, and not at once
                self._pending[path].since = time.monotonic() + RETRY
        except ImportStopped as stopped:
            watcher.imported(stopped.ledger)
            raise
        else:
            watcher.imported(ledger)
            self._deal_with(stamps, paths)

    def _deal_with(self, stamps: Mapping[str, Stamp], paths: AbstractSet[str]) -> None:
        """These are done."""
        self._seen.add({path: stamps[path] for path in paths})
        for path in paths:
            self._pending.pop(path, None)

    def _complete(self) -> dict[str, Stamp]:
        now = time.monotonic()
        complete: dict[str, Stamp] = {}
        beside = _Beside()
        for path, pending in list(self._pending.items()):
            stamp = beside.stamp(Path(path))
            if stamp is None:
                del self._pending[path]
            elif stamp != pending.stamp:
                self._pending[path] = _Pending(stamp, now, pending.first)
            elif now - pending.since >= SETTLED and not self._waits(path, pending, beside):
                complete[path] = stamp
        return complete

    def _waits(self, path: str, pending: _Pending, beside: _Beside) -> bool:
        """Whether a page says that there is a folder beside it that is not there yet."""
        if time.monotonic() - pending.first >= BESIDE or beside.folder(Path(path)) is not None:
            return False
        if pending.waits is None:
            pending.waits = _names_companion(Path(path))
        return pending.waits

    def _only_beside(self, path: str, stamp: Stamp) -> bool:
        """Whether a page is the one that was imported, and only what lies beside it changed."""
        before = self._seen.get(path)
        return before is not None and before[:2] == stamp[:2]

    def _is_known(self, path: str) -> bool:
        """Whether a file's page is in the library already: then there is nothing to tell of it."""
        if self._watcher.options.reads_known:
            return False
        from readlater.pages.extractors import CURRENT

        try:
            if os.path.getsize(path) > self._watcher.options.size_limit:
                return False
            address = sha256(Path(path).read_bytes()).digest()
        except OSError:
            return False
        return bool(self._watcher.library.known_originals([address], CURRENT))

    def _end_workers(self) -> None:
        from readlater.exchange.workers import stop_server

        stop_server()
        self._has_workers = False


def _identity(folder: Path) -> tuple[int, int] | None:
    """What a folder is recognised by; None if there is none."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


class _Beside:
    """The folders beside pages, each folder above them read once."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, Path]] = {}

    def folder(self, page: Path) -> Path | None:
        """The folder that a browser saved beside a page, or None."""
        above = page.parent
        if above not in self._folders:
            self._folders[above] = found = {}
            with contextlib.suppress(OSError), os.scandir(above) as entries:
                for entry in entries:
                    match = COMPANION.search(entry.name)
                    if match and entry.is_dir():
                        found[entry.name[: match.start()]] = above / entry.name
        return self._folders[above].get(page.stem)

    def stamp(self, page: Path) -> Stamp | None:
        """Size and time of a file; for a page with a folder beside it also size, time and number of what is in it."""
        try:
            status = os.stat(page)
        except OSError:
            return None
        stamp = (status.st_size, status.st_mtime_ns)
        folder = self.folder(page) if page.name.lower().endswith(_HTML_NAMES) else None
        if folder is None:
            return stamp
        size = latest = count = 0
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    there = entry.stat()
                    size, latest, count = size + there.st_size, max(latest, there.st_mtime_ns), count + 1
        return (*stamp, size, latest, count)


def _names_companion(path: Path) -> bool:
    """Whether an HTML page refers to files in a folder that is called as the page is."""
    if not path.name.lower().endswith(_HTML_NAMES):
        return False
    try:
        data = path.read_bytes()
    except OSError:
        return False
    stem = path.name[: path.name.rindex(".")]
    names = {os.fsencode(stem), quote(os.fsencode(stem)).encode()}
    return any(re.search(re.escape(name) + rb"[ _.-](?:[a-zA-Z]|%|[\x80-\xff]){4,40}/", data) for name in names)
