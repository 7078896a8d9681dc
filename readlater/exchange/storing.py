"""Where an import's articles go: into the library, or, in a dry run, nowhere."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from readlater.errors import LibraryBusyError, LibraryError, NotFoundError
from readlater.model import Draft, LedgerLine, Outcome

if TYPE_CHECKING:
    from readlater.library import Added, Library
    from readlater.library.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article on its way into the library, with its name in the ledger."""

    item: str
    article: Prepared

    @property
    def draft(self) -> Draft:
        """What is known about it."""
        return self.article.new.draft


class Store(Protocol):
    """What an import does with what it has read."""

    @property
    def run(self) -> int:
        """The import's number in the library; 0 for a dry run."""

    def known(self, address: bytes) -> list[tuple[str, str]]:
        """UUID and title of the articles of a page, by the SHA-256 of its bytes, if it need not be read again."""

    def add(self, articles: Sequence[Incoming]) -> list[LedgerLine]:
        """Stores the articles; a line for each, in order."""

    def note(self, lines: Sequence[LedgerLine]) -> None:
        """Keeps the lines of items that are no articles."""

    def finish(self) -> None:
        """The import is at its end."""


HELD = 0.04
"""For about so many seconds a transaction keeps other programs from writing: a key pressed there waits no longer…"""

FIRST = 8
"""…but it has at least so many articles, for each transaction also waits for the disk."""

TOGETHER = 500
"""Articles of one transaction at most."""


class Storing:
    """Stores in a library, in transactions that are short enough for others to write in between."""

    def __init__(self, library: Library, what: str) -> None:
        """Begins the run; ``what`` says in words what is imported."""
        self._library = library
        self._run = library.start_import(what)
        self._together = FIRST

    @property
    def run(self) -> int:
        """The import's number in the library."""
        return self._run

    def known(self, address: bytes) -> list[tuple[str, str]]:
        """What the library has of a page, if its newest readers have read it."""
        return _known(self._library, address)

    def add(self, articles: Sequence[Incoming]) -> list[LedgerLine]:
        """Stores the articles, several together; if that fails, one by one, so that only what is at fault fails.

        Raises LibraryError when nothing at all can be written.
        """
        lines: list[LedgerLine] = []
        while len(lines) < len(articles):
            part = articles[len(lines) : len(lines) + self._together]
            began = time.monotonic()
            lines += self._add(part)
            passed = max(1e-6, time.monotonic() - began)
            self._together = max(FIRST, min(TOGETHER, 2 * self._together, int(len(part) * HELD / passed)))
        return lines

    def _add(self, articles: Sequence[Incoming]) -> list[LedgerLine]:
        new = [_new(one, self._run) for one in articles]
        try:
            return list(map(_line, articles, self._library.add_all(new)))
        except LibraryBusyError:
            raise
        except LibraryError:
            if len(new) == 1:
                raise
        lines: list[LedgerLine] = []
        for incoming, one in zip(articles, new, strict=True):
            try:
                [added] = self._library.add_all([one])
                lines.append(_line(incoming, added))
            except LibraryBusyError:
                raise
            except LibraryError as error:
                lines.append(LedgerLine(incoming.item, Outcome.FAILED, title=incoming.draft.title, message=str(error)))
                # Where not even this can be written (a full disk), the error leaves from here.
                self._library.record_lines(self._run, lines[-1:])
        return lines

    def note(self, lines: Sequence[LedgerLine]) -> None:
        """Keeps the lines with the run."""
        self._library.record_lines(self._run, lines)

    def finish(self) -> None:
        """Ends the run."""
        self._library.finish_import(self._run)


class Foresight:
    """Stores nothing and says what would become of each article.

    The articles go into a throw-away library, so that two of them that are the same are told as they would be; whether
    one is already in the real library is looked up there by its UUID, which is the same everywhere.
    """

    def __init__(self, library: Library | None) -> None:
        """``library``: the real one, or None if it does not exist yet."""
        self._real = library
        self._folder = TemporaryDirectory(prefix="readlater-")
        self._trial: Library | None = None

    def __enter__(self) -> Self:
        from pathlib import Path

        from readlater.library import Library

        self._trial = Library.open(Path(self._folder.name) / "library")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._trial is not None:
            self._trial.close()
        self._folder.cleanup()

    @property
    def run(self) -> int:
        """There is none."""
        return 0

    def known(self, address: bytes) -> list[tuple[str, str]]:
        """What the real library has of a page."""
        return _known(self._real, address) if self._real is not None else []

    def add(self, articles: Sequence[Incoming]) -> list[LedgerLine]:
        """What would become of the articles."""
        assert self._trial is not None
        added = self._trial.add_all([_new(one, 0) for one in articles])
        return [self._told(_line(incoming, one)) for incoming, one in zip(articles, added, strict=True)]

    def _told(self, line: LedgerLine) -> LedgerLine:
        if self._real is None or line.outcome is not Outcome.NEW:
            return line
        try:
            row = self._real.row(self._real.find_id(line.uuid))
        except NotFoundError:
            return line
        return LedgerLine(line.item, Outcome.MERGED, row.uuid, line.title, f"already in the library (“{row.title}”)")

    def note(self, lines: Sequence[LedgerLine]) -> None:
        """Nothing to keep."""

    def finish(self) -> None:
        """Nothing to end."""


def _known(library: Library, address: bytes) -> list[tuple[str, str]]:
    from readlater.pages.extractors import CURRENT

    return library.known_originals([address], CURRENT).get(address, [])


def _new(incoming: Incoming, run: int) -> Prepared:
    article = incoming.article
    return replace(article, new=replace(article.new, item=incoming.item, run=run))


def _line(incoming: Incoming, added: Added) -> LedgerLine:
    """The line for an article that was added; a page that is no article says so."""
    message = added.message or incoming.draft.failed
    return LedgerLine(incoming.item, added.outcome, added.uuid, incoming.draft.title, message, added.copies)
