"""Adding pages by their addresses: fetched, read like imported ones, and told in the same ledger.

An address that can't be reached now is kept as an article without its text: who adds a page on a train wants it when
the tunnel ends. One that is in the library already is asked for with what its server said of it the last time, and
merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from readlater.config import FETCH
from readlater.errors import FetchError
from readlater.exchange.categories import category_for, tags_for
from readlater.exchange.importer import FEW, TIME_LIMIT, ImportStopped, Progress
from readlater.exchange.parallel import Errand, Fetches
from readlater.exchange.prepare import Ready, Refused, Task, prepare
from readlater.exchange.sources import printable
from readlater.exchange.stopping import Stopped, Stopping
from readlater.exchange.storing import Incoming, Storing
from readlater.model import Document, Draft, Ledger, LedgerLine, Outcome
from readlater.pages.fetch import Fetched, FetchOptions, fetch
from readlater.pages.typed import typed_url
from readlater.pages.urls import canonical_url, host_label, host_of, without_credentials

if TYPE_CHECKING:
    from readlater.exchange.workers import Workers
    from readlater.library import Library
    from readlater.library.prepared import Prepared
    from readlater.model import Analysis, Original

TURN = 0.05
"""Seconds that workers, or servers, are waited for before the others are looked after."""

NOT_FETCHED = "not fetched"
"""How the reason of a kept address begins."""

_WARMING = -1
_WARM = Task("", "", b"<title>Page</title><article><p>Words.</p><p>More of them.</p></article>", "html", 2**20)
"""What a worker reads while the first server is being waited for: to have imported the parsers by then."""

_MARKDOWN = frozenset(("text/markdown", "text/x-markdown"))


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add pages.

    Attributes:
        category: category id for every article; empty: a rule's, or the host's.
        tags: tags that every article gets besides its own.
        rules: host pattern → category id; see `category_for`.
        tag_rules: host pattern → tags; see `tags_for`.
        keep: keep every address that can't be fetched, also one that is gone or no page.
        again: fetch pages that are in the library as if they were not.
        page: the page itself, as a browser has rendered it, in place of fetching; for a single address.
        time_limit: seconds of computing that a page may take.
        fetch: the limits of fetching.
    """

    category: str = ""
    tags: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    tag_rules: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keep: bool = False
    again: bool = False
    page: bytes | None = None
    time_limit: float = TIME_LIMIT
    fetch: FetchOptions = field(default_factory=FetchOptions)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address to add: as it was given, as it is known by, and what the library has there."""

    item: str
    url: str
    canonical: str
    known: bool = False
    failed: bool = False
    """Whether what the library has is no article."""
    etag: str = ""
    last_modified: str = ""


Outcomes = LedgerLine | list[Incoming]


def add_urls(
    library: Library,
    urls: Sequence[str],
    options: AddOptions | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Ledger:
    """Fetches pages and adds them to the library; the lines of the ledger are in the order of the addresses.

    Args:
        library: where to.
        urls: their addresses, as people write them.
        options: how.
        progress: called with every line when it is final, and once before the first.

    Raises:
        LibraryError: the library can't be written (busy, full, read-only). What was stored before is kept.
        ImportStopped: Ctrl-C, or another signal to end.
    """
    return _Adding(library, options or AddOptions(), progress).run(urls)


class _Adding:
    """One run."""

    def __init__(self, library: Library, options: AddOptions, progress: Callable[[Progress], None]) -> None:
        self._library = library
        self._options = options
        self._progress = progress
        self._total = 0
        self._lines: list[LedgerLine] = []
        self._wanted: dict[int, _Wanted] = {}
        self._tasks: dict[int, Task] = {}
        self._ready: dict[int, Outcomes] = {}
        self._told = 0
        """So many addresses have their line."""
        self._notes: dict[int, str] = {}
        """What is to be said of an article besides."""

    def run(self, urls: Sequence[str]) -> Ledger:
        """Does it all."""
        from readlater.exchange.workers import Workers

        self._total = len(urls)
        store = Storing(self._library, _named(urls))
        self._look_up(urls)
        self._progress(Progress(self._total, 0))
        with ExitStack() as stack:
            stopping = stack.enter_context(Stopping())
            fetches = stack.enter_context(Fetches(self._errands()))
            workers: Workers[Task, Ready | Refused] = stack.enter_context(
                Workers(
                    min(2, len(self._wanted) or 1),
                    time_limit=self._options.time_limit,
                    handler=prepare,
                    warm=self._total > FEW,
                )
            )
            try:
                self._begin(workers)
                while self._told < self._total:
                    with stopping.here():
                        self._turn(fetches, workers)
                    while self._told in self._ready:
                        self._store(store, self._told)
                        self._told += 1
            except Stopped as stopped:
                for at in sorted(self._ready):  # what was fetched before its turn came
                    self._store(store, at)
                raise ImportStopped(self._ledger(store), self._total, stopped.signal) from None
        return self._ledger(store)

    def _ledger(self, store: Storing) -> Ledger:
        store.finish()
        return Ledger(store.run, tuple(self._lines))

    # --- what there is to do

    def _look_up(self, urls: Sequence[str]) -> None:
        """Finds out which addresses are to be fetched; the others have their line already."""
        seen: dict[str, str] = {}
        for at, given in enumerate(urls):
            given = without_credentials(given)
            item = printable(given.strip())
            url = typed_url(given)
            canonical = canonical_url(url)
            if not canonical:
                self._ready[at] = LedgerLine(item, Outcome.FAILED, message=_no_address(given))
            elif canonical in seen:
                self._ready[at] = LedgerLine(item, Outcome.SKIPPED, message=f"the same address as {seen[canonical]}")
            else:
                seen[canonical] = item
                self._wanted[at] = self._known(_Wanted(item, url, canonical))

    def _known(self, wanted: _Wanted) -> _Wanted:
        """With what the library has at the address."""
        found = self._library.validators(wanted.canonical)
        if found is None:
            return wanted
        number, etag, last_modified = found
        failed = bool(self._library.article(number).failed)
        if failed or self._options.again:  # the page itself is wanted
            etag = last_modified = ""
        return replace(wanted, known=True, failed=failed, etag=etag, last_modified=last_modified)

    def _errands(self) -> list[Errand]:
        if self._options.page is not None:
            return []
        return [
            Errand(
                at,
                host_of(wanted.canonical),
                partial(
                    fetch,
                    wanted.url,
                    options=self._options.fetch,
                    etag=wanted.etag,
                    last_modified=wanted.last_modified,
                ),
            )
            for at, wanted in self._wanted.items()
        ]

    def _begin(self, workers: Workers[Task, Ready | Refused]) -> None:
        """The page that was given is read like a fetched one; for others there is time to get ready."""
        if self._options.page is None:
            if self._wanted:
                workers.give(_WARMING, _WARM)
            return
        for at, wanted in self._wanted.items():
            self._give(workers, at, self._task(wanted, self._options.page, wanted.url))

    # --- from an address to articles

    def _turn(self, fetches: Fetches, workers: Workers[Task, Ready | Refused]) -> None:
        """Takes what servers and workers have; waits a little for it."""
        for at, fetched in fetches.arrived(0 if workers.is_busy else 4 * TURN):
            fetches.done()
            self._arrived(workers, at, fetched)
        if workers.is_busy:
            for at, result in workers.collect(TURN):
                if at != _WARMING:
                    self._ready[at] = self._read(at, result)

    def _arrived(self, workers: Workers[Task, Ready | Refused], at: int, fetched: Fetched | FetchError) -> None:
        wanted = self._wanted[at]
        if isinstance(fetched, FetchError):
            self._ready[at] = self._not_fetched(at, fetched)
        elif fetched.not_modified:
            self._notes[at] = "not changed since it was saved"
            self._ready[at] = [self._without_text(wanted)]
        else:
            task = self._task(wanted, fetched.data, fetched.final_url)
            self._give(
                workers,
                at,
                replace(
                    task,
                    as_format="markdown" if fetched.mime in _MARKDOWN else None,
                    saved=fetched.fetched,
                    charset=fetched.charset,
                    etag=fetched.etag,
                    last_modified=fetched.last_modified,
                ),
            )

    def _task(self, wanted: _Wanted, data: bytes, url: str) -> Task:
        parts = urlsplit(url)
        name = printable(unquote(parts.path.rstrip("/").rpartition("/")[2])) or parts.netloc
        return Task(wanted.item, "", data, None, max(len(data), self._options.fetch.size_limit), name=name, url=url)

    def _give(self, workers: Workers[Task, Ready | Refused], at: int, task: Task) -> None:
        self._tasks[at] = task
        workers.give(at, task)

    def _read(self, at: int, result: Ready | Refused) -> Outcomes:
        """The articles of a page that was read, or why there are none."""
        from readlater.exchange.packing import rescue

        wanted, task = self._wanted[at], self._tasks.pop(at)
        if isinstance(result, Ready):
            return self._articles(wanted, result)
        kept = rescue(task, result.message) if result.broke else result
        if not isinstance(kept, Refused):
            return [Incoming(wanted.item, self._filed(article)) for _, article in kept.articles]
        if self._options.keep:
            return self._not_read(at, kept.message)
        return LedgerLine(wanted.item, kept.outcome, message=kept.message)

    def _articles(self, wanted: _Wanted, ready: Ready) -> list[Incoming]:
        """The articles of a page; several are numbered in the ledger."""
        several = len(ready.articles) > 1
        found: list[Incoming] = []
        for number, (draft, analysis, original) in enumerate(ready.articles, 1):
            placed = draft if several else self._placed(draft, wanted)
            item = f"{wanted.item}#{draft.item or number}" if several else wanted.item
            found.append(Incoming(item, self._filed(_packed(placed, analysis, original))))
        return found

    def _placed(self, draft: Draft, wanted: _Wanted) -> Draft:
        """The draft at the address by which the library knows its article.

        A page may be elsewhere than where it was asked for, by a redirect or because it says so. If the library has an
        article at one of these addresses, it is that article.
        """
        if draft.url and self._library.validators(draft.url) is not None:
            return draft
        if wanted.known:
            return replace(draft, url=wanted.canonical)
        named = (canonical_url(found.value) for found in draft.found.get("url", ()) if found.source == "canonical")
        for url in named:
            # One that leads to another site, or to the front page, is a mistake more often than not.
            deep = host_label(url) == host_label(wanted.canonical) and urlsplit(url).path != "/"
            if deep and self._library.validators(url) is not None:
                return replace(draft, url=url)
        return draft

    def _filed(self, article: Prepared) -> Prepared:
        """With category and tags."""
        draft, options = article.new.draft, self._options
        draft = replace(
            draft,
            category_id=category_for(draft, given=options.category, rules=options.rules),
            tags=tags_for(draft, given=options.tags, rules=options.tag_rules),
        )
        return replace(article, new=replace(article.new, draft=draft))

    def _not_fetched(self, at: int, error: FetchError) -> Outcomes:
        """What becomes of an address whose page could not be had."""
        if self._wanted[at].known or self._options.keep or error.passing:
            return self._not_read(at, f"{NOT_FETCHED}: {error}")
        return LedgerLine(self._wanted[at].item, Outcome.FAILED, message=str(error))

    def _not_read(self, at: int, reason: str) -> Outcomes:
        """The address kept without its text, as an article that has failed; or what is there already, as it is."""
        wanted = self._wanted[at]
        if wanted.known:
            self._notes[at] = reason
        return [self._without_text(wanted, "" if wanted.known and not wanted.failed else reason)]

    def _without_text(self, wanted: _Wanted, failed: str = "") -> Incoming:
        """An article of which nothing is new but its category and tags."""
        draft = Draft(Document(), "link", "", url=wanted.canonical, url_original=wanted.url, failed=failed)
        return Incoming(wanted.item, self._filed(_packed(draft)))

    # --- storing

    def _store(self, store: Storing, at: int) -> None:
        """Stores what an address came to, and tells it."""
        outcome = self._ready.pop(at)
        if isinstance(outcome, LedgerLine):
            store.note([outcome])
            lines = [outcome]
        else:
            lines = store.add(outcome)
        note = self._notes.pop(at, "")
        for number, line in enumerate(lines, 1):
            if note:
                line = replace(line, message=f"{line.message}; {note}" if line.message else note)
            self._lines.append(line)
            self._progress(Progress(self._total, at + (number == len(lines)), line))


def _packed(draft: Draft, analysis: Analysis | None = None, original: Original | None = None) -> Prepared:
    from readlater.library import NewArticle, pack

    return pack(NewArticle(draft, original, analysis))


def _named(urls: Sequence[str]) -> str:
    """What is added, in words: for the ledger and for undo."""
    names = [printable(url.strip()) for url in urls[:2]]
    more = len(urls) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")


def _no_address(given: str) -> str:
    """Why what was given is no web address, and what to do about it."""
    scheme = given.strip().partition(":")[0].lower()
    if scheme == "file" or given.strip().startswith(("/", "~", "./")):
        return "a file, no web address: use readlater import"
    return "no web address: it begins with http:// or https://"


def fetch_options(settings: Mapping[str, Any]) -> FetchOptions:
    """The limits of fetching by the table ``[fetch]`` of the configuration (`readlater.config.FETCH`)."""
    whole = {**FETCH, **settings}
    return FetchOptions(
        allow_private=whole["allow_private"],
        timeout=whole["timeout"],
        size_limit=whole["max_megabytes"] * 2**20,
        user_agent=whole["user_agent"],
    )
