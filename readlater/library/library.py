"""`Library`: the only door to the store. Methods are named as a reader would say them and give out frozen values.

A library may be used from any thread: every thread has its own connection. Methods that change something write to the
disk and may wait for another program, up to five seconds: call them from a worker where that matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING

from readlater.errors import LibraryError
from readlater.library.adding import Added, NewArticle
from readlater.library.looking import Looking
from readlater.library.times import now_ms

if TYPE_CHECKING:
    from readlater.library.changes import Done
    from readlater.library.ledger import Import
    from readlater.library.prepared import Prepared
    from readlater.library.refreshing import Renewal
    from readlater.library.sitting import Sitting
    from readlater.library.undo import Action
    from readlater.model import Analysis, Draft, Highlight, Ledger, LedgerLine, Original, Refreshed


class Library(Looking):
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
        from readlater.library import articles, originals, refreshing, undo
        from readlater.library.steps import Step

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

    # --- changes: each is one action that can be undone, and returns a label that says what was done ----------------

    def edit(self, ids: Sequence[int], **fields: str) -> str:
        """Sets fields of articles.

        The fields are title, byline, site, url, published, modified, language, direction, summary, note, lead_image.

        Raises:
            UsageError: a field is unknown, or a value is not one that it can have.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.edit(connection, ids, fields, now))

    def set_category(self, ids: Sequence[int], category: str) -> str:
        """Puts articles into a category (made if need be); ``""`` takes them out of theirs.

        Raises:
            UsageError: the path has an empty part.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.set_category(connection, ids, category, now))

    def rename_category(self, category: str, new: str = "", *, name: str = "") -> str:
        """Moves a category and what is below it to the path ``new``, and gives it a ``name`` to be shown by.

        Raises:
            NotFoundError: there is no such category.
            UsageError: the path has an empty part or lies within the category.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.rename_category(connection, category, new, name, now))

    def tag(self, ids: Sequence[int], *names: str) -> str:
        """Gives articles tags.

        Raises:
            UsageError: a name is empty.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.tag(connection, ids, names, now))

    def untag(self, ids: Sequence[int], *names: str) -> str:
        """Takes tags from articles.

        Raises:
            UsageError: a name is empty.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.untag(connection, ids, names, now))

    def archive(self, ids: Sequence[int], on: bool = True) -> str:
        """Archives articles, or takes them out of the archive.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.flag(connection, ids, "archived", on, now))

    def favourite(self, ids: Sequence[int], on: bool = True) -> str:
        """Makes articles favourites, or no longer.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.flag(connection, ids, "favourite", on, now))

    def mark_read(self, ids: Sequence[int]) -> str:
        """Marks articles read: a counted reading is added to each that was not.

        A sitting that is open with one of them then doesn't count a second time.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.mark_read(connection, ids, now))

    def mark_unread(self, ids: Sequence[int]) -> str:
        """Marks articles unread; readings, read count and place stay.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.mark_unread(connection, ids, now))

    def delete(self, ids: Sequence[int]) -> str:
        """Moves articles to the trash.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.delete(connection, ids, now))

    def restore(self, ids: Sequence[int]) -> str:
        """Takes articles out of the trash.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.restore(connection, ids, now))

    def purge_trash(self, days: float = 30, *, now: datetime | None = None) -> str:
        """Removes for ever what has been in the trash for ``days`` days, originals too. This can't be undone."""
        from readlater.library import trash

        return trash.purge(self._database, self._originals, days, now or datetime.now(UTC))

    def add_highlight(self, article_id: int, start: int, end: int, note: str = "", colour: str = "") -> Highlight:
        """Marks the code points ``start`` to ``end`` of an article's text.

        Raises:
            NotFoundError: there is no such article.
            UsageError: the passage is empty or not within the text.
        """
        from readlater.library import highlights, undo

        with self._database.write() as connection:
            now = now_ms()
            highlight, step = highlights.add(connection, article_id, start, end, note, colour, now)
            undo.record(connection, "highlighted a passage", [step], now)
        return highlight

    def remove_highlight(self, uuid: str) -> str:
        """Takes a highlight away.

        Raises:
            NotFoundError: there is no such highlight.
        """
        from readlater.library import highlights

        return self._act(lambda connection, now: ("removed a highlight", [highlights.remove(connection, uuid, now)]))

    def undo(self) -> str | None:
        """Takes the last action back and returns its label; None if there is nothing to undo."""
        from readlater.library import undo

        with self._database.write() as connection:
            done = undo.undo(connection, now_ms())
        return None if done is None else done[0]

    def redo(self) -> str | None:
        """Does the last undone action again and returns its label; None if there is none."""
        from readlater.library import undo

        with self._database.write() as connection:
            done = undo.redo(connection, now_ms())
        return None if done is None else done[0]

    def undo_import(self, run: int) -> str:
        """Takes an import back: its new articles go to the trash, its merges are undone.

        Raises:
            NotFoundError: there is no such import, or it was undone before.
        """
        from readlater.library import undo

        with self._database.write() as connection:
            return undo.undo_import(connection, run, now_ms())[0]

    def history(self, limit: int = 20) -> list[Action]:
        """The latest actions, the newest first."""
        from readlater.library import undo

        with self._database.read() as connection:
            return undo.history(connection, limit)

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

    def rebuild(self, progress: Callable[[int], None] | None = None) -> None:
        """Makes the search index anew from the articles; ``progress`` is told how many are done."""
        from readlater.library import indexing

        self._database.bulk()
        with self._database.write() as connection:
            for done in indexing.rebuild(connection):
                if progress is not None:
                    progress(done)

    def _act(self, change: Callable[[Connection, int], Done]) -> str:
        """Does a change and writes it into the journal, unless it changed nothing."""
        from readlater.library import undo

        with self._database.write() as connection:
            now = now_ms()
            label, steps = change(connection, now)
            if steps:
                undo.record(connection, label, steps, now)
        return label


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
