"""`Library`: the only door to the store. Methods are named as a reader would say them and give out frozen values.

A library may be used from any thread: every thread has its own connection. Methods that change something write to the
disk and may wait for another program, up to ten seconds: call them from a worker where that matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from readlater.errors import LibraryError
from readlater.library.adding import Added, NewArticle
from readlater.library.changing import Changing
from readlater.library.counting import Counting
from readlater.library.finding import Finding
from readlater.library.looking import Looking
from readlater.library.relating import Relating
from readlater.library.remembering import Remembering
from readlater.library.times import now_ms

if TYPE_CHECKING:
    from readlater.library.ledger import Import
    from readlater.library.prepared import Prepared
    from readlater.library.refreshing import Renewal
    from readlater.library.sitting import Sitting
    from readlater.model import Analysis, Draft, Ledger, LedgerLine, Original, Refreshed


class Library(Looking, Counting, Finding, Remembering, Relating, Changing):
    """A reader's articles and everything known about them. See `open`."""

    # --- adding -----------------------------------------------------------------------------------------------------

    def add(
        self,
        draft: Draft,
        original: Original | None = None,
        *,
        analysis: Analysis | None = None,
        item: str = "",
        run: int = 0,
    ) -> Added:
        """Adds one article; see `add_all`."""
        return self.add_all([NewArticle(draft, original, analysis, item, run)])[0]

    def add_all(self, items: Sequence[NewArticle | Prepared]) -> list[Added]:
        """Adds articles in one transaction, their originals in one before it; returns what became of each, in order.

        An article that is in the library already (by UUID, canonical URL or content) is merged into: nothing of it is
        lost, and the same thing added again changes nothing. Outside an import the whole is one action in the journal.
        What `pack` made is only written down.

        Raises:
            LibraryError: nothing was added.
        """
        from readlater.library import articles, originals, undo
        from readlater.library.prepared import Prepared
        from readlater.library.steps import SetField
        from readlater.model import Outcome

        try:
            prepared = [item if isinstance(item, Prepared) else articles.prepare(item) for item in items]
            with self._database.read() as connection:
                kept = articles.originals_of(connection, prepared)
            if kept and (store := self._originals()) is not None:
                packed = articles.compressed(kept)
                with store.write() as connection:
                    originals.add(connection, packed, self.zone)
            self._database.bulk()
            with self._database.write() as connection:
                added, steps = articles.add_all(connection, prepared, self.zone)
                new = tuple(
                    one.id
                    for one, item in zip(added, prepared, strict=True)
                    if one.outcome is Outcome.NEW and not item.new.run
                )
                if new:
                    steps = [SetField("deleted", now_ms(), None, new), *steps]
                if steps:
                    undo.record(connection, _added_label(prepared, added), steps, now_ms())
        except UnicodeEncodeError as error:
            raise LibraryError("An article holds characters that can't be stored (lone surrogates).") from error
        return added

    def refresh(self, items: Sequence[Renewal], *, dry_run: bool = False) -> list[Refreshed]:
        """Puts new extractions in the place of articles' documents; returns what became of each, in order.

        What the reader did stays: edited fields, category, tags, readings; highlights and places are found again. All
        that changed is one action in the journal. With ``dry_run`` nothing is changed.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import articles, copies, originals, refreshing, undo
        from readlater.library.packing import Step

        try:
            prepared = [articles.prepare(NewArticle(one.draft, one.original, one.analysis)) for one in items]
        except UnicodeEncodeError as error:
            raise LibraryError("An article holds characters that can't be stored (lone surrogates).") from error
        if dry_run:
            with self._database.read() as connection:
                return [
                    refreshing.refresh(connection, one.id, item, 0, dry=True)[0]
                    for one, item in zip(items, prepared, strict=True)
                ]
        newer = [(one.id, item) for one, item in zip(items, prepared, strict=True) if item.address is not None]
        if newer and (store := self._originals()) is not None:
            uuids = {row.id: row.uuid for row in self.rows([number for number, _ in newer])}
            packed = originals.compressed(
                (item.new.original, item.address, uuids.get(number, item.uuid))
                for number, item in newer
                if item.new.original is not None and item.address is not None
            )
            with store.write() as connection:
                originals.add(connection, packed, self.zone)
        steps: list[Step] = []
        done: list[Refreshed] = []
        with self._database.write() as connection:
            now = now_ms()
            for one, item in zip(items, prepared, strict=True):
                result, changed = refreshing.refresh(connection, one.id, item, now)
                done.append(result)
                steps += changed
            copies.renew(connection, sorted({number for step in steps for number in step.retold(connection)}))
            if steps:
                undo.record(connection, _refreshed_label(done), steps, now)
        return done

    def start_import(self, source: str) -> int:
        """Begins an import from ``source`` (as people know it) and returns its number."""
        from readlater.library import ledger

        with self._database.write() as connection:
            return ledger.start(connection, source, now_ms())

    def record_lines(self, run: int, lines: Sequence[LedgerLine]) -> None:
        """Writes lines into the ledger for items that `add_all` did not get: skipped, failed, known."""
        from readlater.library import ledger

        with self._database.write(durable=False) as connection:
            for line in lines:
                ledger.write(connection, run, line)

    def finish_import(self, run: int) -> Ledger:
        """Ends an import and returns its ledger.

        Raises:
            NotFoundError: there is no such import.
        """
        from readlater.library import ledger

        with self._database.write() as connection:
            return ledger.finish(connection, run, now_ms())

    def ledger(self, run: int) -> Ledger:
        """The ledger of an import.

        Raises:
            NotFoundError: there is no such import.
        """
        from readlater.library import ledger

        with self._database.read() as connection:
            return ledger.get(connection, run)

    def imports(self) -> list[Import]:
        """All imports, the newest first."""
        from readlater.library import ledger

        with self._database.read() as connection:
            return ledger.imports(connection)

    # --- reading and the rest ---------------------------------------------------------------------------------------

    def begin_reading(self, article_id: int, *, now: datetime | None = None, count: str = "end") -> Sitting:
        """Opens an article for reading. ``count`` says what counts: ``end``, ``open`` or ``manual``.

        Raises:
            NotFoundError: there is no such article.
            UsageError: ``count`` is none of these.
        """
        from readlater.library.sitting import Sitting

        sitting = Sitting(self._database, article_id, now, count)
        self._sittings = [*(one for one in self._sittings if not one.finished), sitting]
        return sitting

    def set_setting(self, key: str, value: str) -> None:
        """Keeps a value with the library."""
        from readlater.library import settings

        with self._database.write() as connection:
            settings.put(connection, key, value, now_ms())

    def check(self) -> list[str]:
        """What is wrong with the library, a sentence each; empty if nothing is. Reads everything."""
        from readlater.library import check

        with self._database.read() as connection:
            findings = check.check(connection)
        if findings and findings[-1] == check.RESTORE:
            return findings
        if not self.read_only:  # the index is tested by writing a command into it
            with self._database.write() as connection:
                findings += check.check_index(connection)
        with self._database.read() as connection:
            kept = self._originals()
            if kept is None:
                return findings + check.check_originals(connection, None)
            with kept.read() as originals:
                return findings + check.check_originals(connection, originals)

    def outdated_index(self) -> int:
        """How many articles there are, if an older version of readlater made the index; 0 if it is up to date.

        Until `rebuild` is done, articles may be missing from what is searched and compared.
        """
        from readlater.library import outdated

        with self._database.read() as connection:
            return outdated.articles(connection)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Makes all that is made from the articles anew: search, vocabulary, similar readings, keywords.

        Processes of their own do it, on all cores. The library can be read and changed meanwhile, but for the last
        moments (5 seconds with 100,000 articles), when changes wait. Until then, and whatever ends it (an exception out
        of ``progress``, Ctrl-C, kill), the old index stays as it is.

        Args:
            progress: told a few times a second, in this thread, how many articles are done, and of how many.

        Raises:
            LibraryBusyError: another program is at it, or writes for very long.
            LibraryError: the library can only be read, the disk is full…
        """
        from readlater.library import rebuilding

        rebuilding.rebuild(self._database, progress)


def _refreshed_label(done: Sequence[Refreshed]) -> str:
    from readlater.model import RefreshOutcome

    changed = [one for one in done if one.outcome is RefreshOutcome.CHANGED]
    if len(changed) != 1:
        return f"extracted {len(changed)} articles again"
    title = changed[0].title
    return f"extracted “{title if len(title) <= 60 else title[:59].rstrip() + '…'}” again"


def _added_label(items: Sequence[Prepared], added: Sequence[Added]) -> str:
    from readlater.model import Outcome

    if len(added) != 1:
        return f"added {len(added)} articles"
    verb = "saved" if added[0].outcome is Outcome.NEW else "merged"
    title = items[0].new.draft.title
    return f"{verb} “{title if len(title) <= 60 else title[:59].rstrip() + '…'}”"
