"""Extracting articles again from their originals: pages out of the library, through the readers, and back.

The pages are read in worker processes, like those of an import, and each only once however many articles it holds. What
became of them is stored as soon as a page is done; killing the program loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readlater.errors import LibraryError
from readlater.exchange.importer import ImportOptions
from readlater.exchange.prepare import Ready, Refused, Task, prepare
from readlater.model import Analysis, Article, Draft, Original, Refreshed, RefreshOutcome

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.library.refreshing import Renewal

BATCH = 50
"""Articles whose new extraction is stored together, and undone together."""

Extracted = tuple[Draft, Analysis, Original]

NO_ORIGINAL = "no page was kept to extract it from"
NO_PAGE_YET = "only its address is here: readlater add fetches the page"


@dataclass(frozen=True, slots=True)
class RefreshOptions:
    """How to extract again.

    Attributes:
        dry_run: say what would change and change nothing.
        as_format: read every page as this form, one of `readlater.pages.sniff.FORMATS`.
        workers: processes that read pages; 0: one for each core.
        time_limit, size_limit: of a page; see `ImportOptions`.
    """

    dry_run: bool = False
    as_format: str | None = None
    workers: int = 0
    time_limit: float = field(default_factory=lambda: ImportOptions().time_limit)
    size_limit: int = field(default_factory=lambda: ImportOptions().size_limit)


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """How far a refresh is: ``done`` of ``total`` articles, and what became of the last one; None at the start."""

    total: int
    done: int
    result: Refreshed | None = None


class RefreshStopped(KeyboardInterrupt):
    """The refresh was stopped by the user; ``results`` is what was done until then, all of which is kept."""

    def __init__(self, results: list[Refreshed]) -> None:
        super().__init__()
        self.results = results


def refresh(
    library: Library,
    ids: Sequence[int],
    *,
    options: RefreshOptions | None = None,
    progress: Callable[[RefreshProgress], None] = lambda progress: None,
) -> list[Refreshed]:
    """Extracts articles again from the pages that were kept; returns what became of each.

    Args:
        library: whose articles.
        ids: which articles.
        options: how.
        progress: called with every result when it is final, and once before the first.

    Raises:
        LibraryError: the library can't be written. What was stored before is kept.
        RefreshStopped: Ctrl-C.
    """
    return _Refresh(library, options or RefreshOptions(), progress, len(ids)).run(ids)


class _Refresh:
    def __init__(
        self, library: Library, options: RefreshOptions, progress: Callable[[RefreshProgress], None], total: int
    ) -> None:
        self._library = library
        self._options = options
        self._progress = progress
        self._total = total
        self._results: list[Refreshed] = []
        self._batch: list[Renewal] = []

    def run(self, ids: Sequence[int]) -> list[Refreshed]:
        self._progress(RefreshProgress(self._total, 0))
        try:
            groups = self._groups(ids)
            tasks = self._tasks(groups)
            from readlater.exchange.workers import Workers, cores

            count = min(self._options.workers or cores(), max(1, len(groups)))
            with Workers(count, time_limit=self._options.time_limit, handler=prepare) as workers:
                for arrived in workers.results(tasks):
                    if arrived is not None:
                        at, result = arrived
                        self._take(groups[at], result)
                    if len(self._batch) >= BATCH:
                        self._flush()
            self._flush()
        except KeyboardInterrupt:
            raise RefreshStopped(self._results) from None
        return self._results

    def _groups(self, ids: Sequence[int]) -> list[list[Article]]:
        """The articles by the page that they come from; those without one are told at once."""
        groups: dict[str, list[Article]] = {}
        for number in ids:
            article = self._library.article(number)
            if article.original:
                groups.setdefault(article.original, []).append(article)
            elif article.failed and article.url:
                self._tell(_untouched(article, RefreshOutcome.KEPT, NO_PAGE_YET))
            else:
                self._tell(_untouched(article, RefreshOutcome.FAILED, NO_ORIGINAL))
        return list(groups.values())

    def _tasks(self, groups: Sequence[Sequence[Article]]) -> Iterator[tuple[int, Task]]:
        for at, group in enumerate(groups):
            try:
                original = self._library.original(group[0].id)
            except LibraryError as error:
                self._refuse(group, str(error))
                continue
            if original is None:
                self._refuse(group, NO_ORIGINAL)
                continue
            yield at, task_of(original, self._options)

    def _refuse(self, group: Sequence[Article], message: str) -> None:
        for article in group:
            self._tell(_untouched(article, RefreshOutcome.FAILED, message))

    def _take(self, group: Sequence[Article], result: Ready | Refused) -> None:
        from readlater.library.refreshing import Renewal

        if isinstance(result, Refused):
            self._refuse(group, result.message)
            return
        for article in group:
            found = pick(article, result.articles)
            if found is None:
                self._tell(_untouched(article, RefreshOutcome.KEPT, "its page no longer gives this article"))
            else:
                self._batch.append(Renewal(article.id, found[0], found[1]))

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            for result in self._library.refresh(batch, dry_run=self._options.dry_run):
                self._tell(result)

    def _tell(self, result: Refreshed) -> None:
        self._results.append(result)
        self._progress(RefreshProgress(self._total, len(self._results), result))


def task_of(original: Original, options: RefreshOptions) -> Task:
    """The task of reading a kept page again, with all that is known about it from outside."""
    return Task(
        item=original.name or original.url or "the page",
        path="",
        data=original.data,
        as_format=options.as_format,
        size_limit=max(options.size_limit, len(original.data)),
        name=original.name,
        url=original.url,
        saved=original.fetched,
        charset=original.charset,
        etag=original.etag,
        last_modified=original.last_modified,
        parts=original.parts,
    )


def pick(article: Article, extracted: Sequence[Extracted]) -> Extracted | None:
    """Which of the articles of a page is this one: by ID, by address, by title; the only one anyway.

    None if there are several and it is none of them.
    """
    if len(extracted) == 1:
        return extracted[0]
    tests: tuple[Callable[[Draft], bool], ...] = (
        lambda draft: bool(draft.uuid) and draft.uuid.lower() == article.uuid,
        lambda draft: bool(draft.url) and draft.url == article.url,
        lambda draft: bool(draft.title) and draft.title == article.title,
    )
    for is_same in tests:
        found = [one for one in extracted if is_same(one[0])]
        if found:
            return found[0]
    return None


def _untouched(article: Article, outcome: RefreshOutcome, message: str) -> Refreshed:
    return Refreshed(article.uuid, article.title or article.url, outcome, message, extractor=article.extractor)
