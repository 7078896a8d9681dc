"""The import: files in, articles and a ledger out.

Every item gets exactly one line, so that the sums add up: new, merged, skipped and why, failed and why. A line is given
out only when its article is safely stored; killing the program at any moment loses nothing that was given out, and
what is in the library already is not read again: an import that was broken off goes on where it was.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from readlater.exchange.categories import category_for, tags_for
from readlater.exchange.expanding import Expander, Step
from readlater.exchange.packing import Packed, Rescue, pack_page
from readlater.exchange.prepare import Refused, Task
from readlater.exchange.sources import STDIN, Source, printable, sources
from readlater.exchange.stopping import Stopped, Stopping
from readlater.exchange.storing import Foresight, Incoming, Store, Storing
from readlater.exchange.writer import Entry, Writer
from readlater.model import Ledger, LedgerLine

if TYPE_CHECKING:
    from readlater.library import Library

Result = Packed | Refused | LedgerLine

BATCH = 50
"""Articles that are given to be stored together, at most."""
BATCH_SECONDS = 0.5
"""How long a finished article waits for others before it is stored."""
LATE = 3.0
"""Seconds that finished pages wait for an unfinished one before them, to be stored in the order given."""
IN_HAND = 200
"""Items that are being read, or are held for one before them, at most: so much memory an import needs."""
TURN = 0.1
"""Seconds that the workers are waited for before what was written is told."""
FEW = 2
"""Up to so many files, a worker imports the parsers when it needs them."""
TIME_LIMIT = 5.0
"""Seconds of computing that a page may take."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        category: category id for every article; empty: the page's own, a rule's, or the host's.
        tags: tags that every article gets besides its own.
        as_format: one of `readlater.pages.sniff.FORMATS` for every page in place of looking at the content.
        dry_run: say what would be done and do nothing.
        rules: host pattern → category id; see `category_for`.
        tag_rules: host pattern → tags; see `tags_for`.
        workers: processes that read pages; 0: one for each core.
        time_limit: seconds of computing that a page may take; see `readlater.exchange.workers.PATIENCE`.
        size_limit: bytes that a page may have.
        again: read pages that are in the library already, too.
    """

    category: str = ""
    tags: tuple[str, ...] = ()
    as_format: str | None = None
    dry_run: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)
    tag_rules: Mapping[str, Sequence[str]] = field(default_factory=dict)
    workers: int = 0
    time_limit: float = TIME_LIMIT
    size_limit: int = 64 * 2**20
    again: bool = False

    @property
    def reads_known(self) -> bool:
        """Whether a page is read although it is known: when something is to be made of it that it may not be yet."""
        return self.again or bool(self.category or self.tags or self.as_format)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: ``done`` of ``total`` items, and the line that was added, None at the start.

    The total grows while archives are opened.
    """

    total: int
    done: int
    line: LedgerLine | None = None


class ImportStopped(KeyboardInterrupt):
    """The import was stopped; ``ledger`` has what was done until then, all of which is kept."""

    def __init__(self, ledger: Ledger, total: int, number: int) -> None:
        super().__init__()
        self.ledger = ledger
        self.total = total
        self.signal = number


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
        ImportStopped: Ctrl-C, or another signal to end.
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
        self._total = len(found)
        self._done = 0
        self._lines: list[LedgerLine] = []
        self._items: dict[int, str] = {}  # of what is not yet in a batch
        self._batch: list[Entry] = []
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
            self._progress(Progress(self._total, 0))
            stopping = stack.enter_context(Stopping())
            writer = Writer(store)
            try:
                self._work(store, writer, stopping, stdin)
            except Stopped as stopped:
                writer.end()
                self._tell(writer.written())
                raise ImportStopped(self._ledger(store), self._total, stopped.signal) from None
            finally:
                writer.end()
            return self._ledger(store)

    def _ledger(self, store: Store) -> Ledger:
        store.finish()
        return Ledger(store.run, tuple(self._lines))

    def _work(self, store: Store, writer: Writer, stopping: Stopping, stdin: BinaryIO | None) -> None:
        with closing(self._in_order(store, stdin)) as results:
            while True:
                try:
                    with stopping.here():
                        arrived = next(results)
                except StopIteration:
                    break
                if arrived is not None:
                    self._take(*arrived)
                if self._is_due():
                    with stopping.here():
                        writer.put(self._batch)
                    self._batch = []
                self._tell(writer.written())
        if self._batch:
            with stopping.here():
                writer.put(self._batch)
        while not writer.is_idle:
            with stopping.here():
                written = writer.written(0.5)
            self._tell(written)

    # --- reading

    def _steps(self, store: Store, stdin: BinaryIO | None) -> Iterator[Step]:
        """What there is to do, one step after the other; an archive is opened when it is reached."""
        options = self._options
        expander = Expander(
            options.as_format,
            options.size_limit,
            (lambda address: []) if options.reads_known else store.known,
            sys.stdin.buffer if stdin is None else stdin,
        )
        for source in self._sources:
            for number, step in enumerate(expander.steps(source)):
                self._total += number > 0
                yield step

    def _results(self, store: Store, stdin: BinaryIO | None) -> Generator[tuple[int, Result] | None, None, None]:
        """A result for every step, in whatever order; None when nothing came for a while."""
        from readlater.exchange.workers import Workers, cores

        options = self._options
        tasks: dict[int, Task] = {}  # that the workers have
        steps = enumerate(self._steps(store, stdin))
        more = True
        with Workers(
            options.workers or cores(),
            time_limit=options.time_limit,
            handler=pack_page,
            warm=len(self._sources) > FEW,
        ) as workers:
            while more or workers.is_busy:
                if more and workers.has_room and len(self._items) < IN_HAND:
                    at, step = next(steps, (0, None))
                    if step is None:
                        more = False
                    else:
                        self._items[at] = step.item
                        if isinstance(step, LedgerLine):
                            yield at, step
                        else:
                            tasks[at] = step
                            workers.give(at, step)
                if workers.is_busy:
                    for at, result in workers.collect(
                        0 if more and workers.has_room and len(self._items) < IN_HAND else TURN
                    ):
                        task = tasks.pop(at, None)
                        if task is not None and isinstance(result, Refused) and result.broke:
                            workers.give(at, Rescue(task, result.message))
                        else:
                            yield at, result
                yield None

    def _in_order(self, store: Store, stdin: BinaryIO | None) -> Generator[tuple[int, Result] | None, None, None]:
        """The results in the order of the sources, but none waits longer than `LATE` for one before it."""
        held: dict[int, Result] = {}
        following = 0
        waiting = 0.0
        with closing(self._results(store, stdin)) as results:
            for result in results:
                if result is not None:
                    at, made = result
                    if at < following:  # it was given up waiting for
                        yield at, made
                    else:
                        if not held:
                            waiting = time.monotonic()
                        held[at] = made
                if held and time.monotonic() - waiting > LATE:
                    for at in sorted(held):
                        yield at, held[at]
                    following = max(held) + 1
                    held.clear()
                while following in held:
                    yield following, held.pop(following)
                    following += 1
                    waiting = time.monotonic()
                yield None
        for at in sorted(held):
            yield at, held[at]

    # --- storing

    def _take(self, at: int, result: Result) -> None:
        """Puts what became of an item into the batch."""
        item = self._items.pop(at)
        if not self._batch:
            self._since = time.monotonic()
        if isinstance(result, Packed):
            self._batch.append(list(self._articles(item, result)))
        elif isinstance(result, Refused):
            self._batch.append(LedgerLine(item, result.outcome, message=result.message))
        else:
            self._batch.append(result)

    def _is_due(self) -> bool:
        late = bool(self._batch) and time.monotonic() - self._since > BATCH_SECONDS
        return late or sum(len(entry) if isinstance(entry, list) else 0 for entry in self._batch) >= BATCH

    def _articles(self, item: str, packed: Packed) -> Iterator[Incoming]:
        """The articles of a page with category and tags; several are numbered in the ledger."""
        options = self._options
        several = len(packed.articles) > 1
        for number, (name, article) in enumerate(packed.articles, 1):
            draft = article.new.draft
            draft = replace(
                draft,
                category_id=category_for(draft, given=options.category, rules=options.rules),
                tags=tags_for(draft, given=options.tags, rules=options.tag_rules),
            )
            yield Incoming(
                item=f"{item}#{name or number}" if several else item,
                article=replace(article, new=replace(article.new, draft=draft)),
            )

    def _tell(self, written: list[list[LedgerLine]]) -> None:
        for lines in written:
            self._done += 1
            for line in lines:
                self._lines.append(line)
                self._progress(Progress(self._total, self._done, line))
