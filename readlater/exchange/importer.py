"""The import: files in, articles and a ledger out.

Every item gets exactly one line, so that the sums add up: new, merged, skipped and why, failed and why. A line is given
out only when its article is safely stored; killing the program at any moment loses nothing that was given out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readlater.exchange.categories import category_for
from readlater.exchange.prepare import Ready, Refused, Task, prepare_in_time, read_limited
from readlater.exchange.sources import STDIN, Source, printable, sources
from readlater.exchange.storing import Foresight, Incoming, Store, Storing
from readlater.model import Ledger, LedgerLine

if TYPE_CHECKING:
    from readlater.library import Library

Result = Ready | Refused | LedgerLine

BATCH = 50
"""Articles that are stored in one transaction, at most."""
BATCH_SECONDS = 0.5
"""How long a finished article waits for others before it is stored."""
LATE = 3.0
"""Seconds that finished pages wait for an unfinished one before them, to be stored in the order given."""
HERE = 12
"""Up to so many pages are read in this process: starting others takes longer than they would save."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        category: category id for every article; empty: the page's own, a rule's, or the host's.
        tags: tags that every article gets besides its own.
        as_format: one of `readlater.pages.sniff.FORMATS` for every page in place of looking at the content.
        dry_run: say what would be done and do nothing.
        rules: host pattern → category id; see `category_for`.
        workers: processes that read pages; 0: one for each core, or none for a few pages.
        time_limit: seconds that a page may take.
        size_limit: bytes that a page may have.
    """

    category: str = ""
    tags: tuple[str, ...] = ()
    as_format: str | None = None
    dry_run: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)
    workers: int = 0
    time_limit: float = 60.0
    size_limit: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: ``done`` of ``total`` pages, and the line that was added, None at the start."""

    total: int
    done: int
    line: LedgerLine | None = None


class ImportStopped(KeyboardInterrupt):
    """The import was stopped by the user; ``ledger`` has what was done until then, all of which is kept."""

    def __init__(self, ledger: Ledger, total: int) -> None:
        super().__init__()
        self.ledger = ledger
        self.total = total


def import_paths(
    library: Library | None,
    paths: Sequence[str | Path],
    *,
    options: ImportOptions | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    stdin: BinaryIO | None = None,
) -> Ledger:
    """Imports files, folders with all below them, and standard input (the path ``-``).

    Args:
        library: where to; may be None for a dry run into a library that does not exist yet.
        paths: what to import.
        options: how.
        progress: called with every line when it is final, and once before the first.
        stdin: what ``-`` reads; without it the process's own.

    Raises:
        LibraryError: the library can't be written (busy, full, read-only). What was stored before is kept.
        ImportStopped: Ctrl-C.
    """
    options = options or ImportOptions()
    found = sources(paths)
    return _Import(library, options, progress, found).run(_named(paths), stdin)


def _named(paths: Sequence[str | Path]) -> str:
    """What is imported, in words: for the ledger and for undo."""
    names = ["standard input" if str(path) == STDIN else printable(path) for path in paths[:3]]
    more = len(paths) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


class _Import:
    """One run of an import."""

    def __init__(
        self,
        library: Library | None,
        options: ImportOptions,
        progress: Callable[[Progress], None],
        found: list[Source],
    ) -> None:
        self._library = library
        self._options = options
        self._progress = progress
        self._sources = found
        self._lines: list[LedgerLine] = []
        self._done = 0
        self._run = 0
        self._batch: list[tuple[str, Ready]] = []
        self._articles_waiting = 0
        self._since = 0.0

    def run(self, what: str, stdin: BinaryIO | None) -> Ledger:
        """Does it all."""
        with ExitStack() as stack:
            store: Store
            if self._options.dry_run:
                store = stack.enter_context(Foresight(self._library))
            elif self._library is not None:
                store = Storing(self._library, what)
            else:
                raise ValueError("an import that is no dry run needs a library")
            self._progress(Progress(len(self._sources), 0))
            try:
                results = stack.enter_context(closing(self._in_order(stdin)))
                for arrived in results:
                    if arrived is not None:
                        self._take(store, *arrived)
                    if self._is_due():
                        self._flush(store)
                self._flush(store)
            except KeyboardInterrupt:
                raise ImportStopped(self._ledger(store), len(self._sources)) from None
            return self._ledger(store)

    def _ledger(self, store: Store) -> Ledger:
        store.finish()
        return Ledger(store.run, tuple(self._lines))

    # --- reading

    def _results(self, stdin: BinaryIO | None) -> Generator[tuple[int, Result] | None, None, None]:
        """A result for every source, in whatever order; None when nothing came for a while."""
        tasks: list[tuple[int, Task]] = []
        for at, source in enumerate(self._sources):
            if source.problem is not None:
                yield at, source.problem
            elif source.path is None:
                yield at, self._from_stdin(stdin)
            else:
                tasks.append((at, self._task(source.path, None)))
        count = self._options.workers
        if not count and len(tasks) > HERE:
            from readlater.exchange.workers import cores

            count = cores()
        if not count:
            for at, task in tasks:
                yield at, prepare_in_time(task, self._options.time_limit)
            return
        from readlater.exchange.workers import Workers

        with Workers(min(count, len(tasks)), time_limit=self._options.time_limit) as workers:
            yield from workers.results(iter(tasks))

    def _in_order(self, stdin: BinaryIO | None) -> Generator[tuple[int, Result] | None, None, None]:
        """The results in the order of the sources, but none waits longer than `LATE` for one before it."""
        held: dict[int, Result] = {}
        following = 0
        waiting = 0.0
        with closing(self._results(stdin)) as results:
            for result in results:
                if result is not None:
                    if not held:
                        waiting = time.monotonic()
                    held[result[0]] = result[1]
                if held and time.monotonic() - waiting > LATE:
                    following = max(held)
                # What is behind `following` was given up waiting for; it goes as soon as it comes.
                for at in sorted(at for at in held if at < following):
                    yield at, held.pop(at)
                while following in held:
                    yield following, held.pop(following)
                    following += 1
                    waiting = time.monotonic()
                yield None
        for at in sorted(held):
            yield at, held[at]

    def _task(self, path: Path | None, data: bytes | None) -> Task:
        options = self._options
        item = STDIN if path is None else printable(path)
        return Task(item, "" if path is None else str(path), data, options.as_format, options.size_limit)

    def _from_stdin(self, stdin: BinaryIO | None) -> Ready | Refused:
        data = read_limited(sys.stdin.buffer if stdin is None else stdin, self._options.size_limit)
        return prepare_in_time(self._task(None, data), self._options.time_limit)

    # --- storing

    def _take(self, store: Store, at: int, result: Result) -> None:
        """Puts a page into the batch, or its line into the ledger."""
        item = self._sources[at].item
        if isinstance(result, Ready):
            if not self._batch:
                self._since = time.monotonic()
            self._batch.append((item, result))
            self._articles_waiting += len(result.articles)
            return
        if isinstance(result, Refused):
            result = LedgerLine(item, result.outcome, message=result.message)
        self._flush(store)  # the lines stay in order
        self._done += 1
        store.note(result)
        self._tell(result)

    def _is_due(self) -> bool:
        late = bool(self._batch) and time.monotonic() - self._since > BATCH_SECONDS
        return late or self._articles_waiting >= BATCH

    def _flush(self, store: Store) -> None:
        """Stores the batch and gives out its lines."""
        batch, self._batch, self._articles_waiting = self._batch, [], 0
        if not batch:
            return
        articles = [one for item, ready in batch for one in self._articles(item, ready)]
        lines = iter(store.add(articles))
        for _, ready in batch:
            self._done += 1
            for _ in ready.articles:
                self._tell(next(lines))

    def _articles(self, item: str, ready: Ready) -> Iterator[Incoming]:
        """The articles of a page with category and tags; several are numbered in the ledger."""
        options = self._options
        several = len(ready.articles) > 1
        for number, (draft, analysis, original) in enumerate(ready.articles, 1):
            yield Incoming(
                item=f"{item}#{draft.item or number}" if several else item,
                draft=replace(
                    draft,
                    category_id=category_for(draft, given=options.category, rules=options.rules),
                    tags=tuple(dict.fromkeys((*draft.tags, *options.tags))),
                ),
                original=original,
                analysis=analysis,
            )

    def _tell(self, line: LedgerLine) -> None:
        self._lines.append(line)
        self._progress(Progress(len(self._sources), self._done, line))
