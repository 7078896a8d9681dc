"""What the reader does to articles: archive, tag, delete… shown at once, written in a thread, undone by one key.

A few articles are shown as they will be before they are written. Of many nothing is looked at here: their numbers are
found out, and whether all of them are archived, in the thread that writes; the list then shows what is in sight.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from readlater.model import ArticleRow, State
from readlater.tui.formatting import number
from readlater.tui.widgets.selection import Targets, rebased

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

Write = Callable[["Library", Sequence[int]], str]
Patch = Callable[[ArticleRow], ArticleRow]

FEW = 64
"""Articles whose rows are looked up before they are changed; a page of the list: 0.1 ms."""

MOST_ROWS = 1000
"""Articles whose rows a command may ask for: some 3 ms."""

_TELL_SECONDS = 0.1
"""How often it is told how far a change is."""


class Changing:
    """Carries out the commands that act on articles: on the selection, or the one under the cursor or in the reader."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    # --- on which articles

    @property
    def targets(self) -> Targets:
        """The articles that a command is for."""
        screen = self._screen
        if screen.in_list:
            return screen.articles.targets
        shown = screen.desk.shown_id
        return Targets(screen.articles.source.ids, False, frozenset((shown,) if shown else ()))

    def rows(self) -> list[ArticleRow]:
        """The rows of these articles, for commands that look at each; none, said why, if there are too many."""
        return self.rows_of(self.targets)

    def rows_of(self, targets: Targets) -> list[ArticleRow]:
        """The rows of these; none, said why, if there are too many."""
        screen = self._screen
        if len(targets) > MOST_ROWS:
            text = f"{number(len(targets))} articles are selected; this takes {number(MOST_ROWS)} at most"
            screen.call_later(screen.status.warn, text)  # after what the command says of no article
            return []
        current = screen.articles.current_row
        if screen.in_list and current is not None and len(targets) == 1 and current.id in targets:
            return [current]
        return screen.library.rows(self._ordered(targets)) if len(targets) else []

    def _ordered(self, targets: Targets) -> list[int]:
        if not targets.everything and len(targets) == 1:  # also one that is in the reader and not in the list
            return list(targets.some)
        return targets.ids()

    # --- changing them

    def change(
        self, what: Sequence[ArticleRow] | Targets, write: Write, patch: Patch | None = None, doing: str = "changing"
    ) -> None:
        """Changes articles: shown at once as ``patch`` makes their rows, written in a thread, told with its undo."""
        if isinstance(what, Targets) and len(what) > FEW:
            self._clear_selected()
            self._screen.work(partial(self._write_many, what, write, doing), "change", exclusive=False)
            return
        rows = self.rows_of(what) if isinstance(what, Targets) else what
        if rows:
            selected = self._unselect([row.id for row in rows])
            self._screen.work(partial(self._write, rows, write, patch, selected), "change", exclusive=False)

    async def _write(
        self, rows: Sequence[ArticleRow], write: Write, patch: Patch | None, selected: Targets | None
    ) -> None:
        screen = self._screen
        ids = [row.id for row in rows]
        if patch is not None:
            for row in rows:
                screen.articles.patch(patch(row))
        try:
            label = await screen.background.write(lambda library: write(library, ids))
        except Exception:
            screen.articles.forget(ids)
            if selected is not None:
                self._select_again(selected)
            raise
        self._tell(label)
        screen.after_change(ids)

    def _unselect(self, ids: Sequence[int]) -> Targets | None:
        """What is selected, if it is these articles; it is no longer."""
        articles = self._screen.articles
        selected = articles.selection.chosen()
        if not selected or len(selected) != len(ids) or not all(number in selected for number in ids):
            return None
        self._clear_selected()
        return selected

    def _clear_selected(self) -> None:
        """At once: the next key may select others."""
        self._screen.articles.clear_selected()
        self._screen.show_position()

    async def _write_many(self, targets: Targets, write: Write, doing: str) -> None:
        screen = self._screen
        try:
            label = await self._told(f"{doing} {{}}", len(targets), lambda library: write(library, targets.ids()))
        except Exception:
            self._select_again(targets)
            raise
        self._tell(label)
        screen.after_change([])

    def _select_again(self, targets: Targets) -> None:
        """What could not be changed is selected as it was, unless the list or the selection is another one now."""
        articles = self._screen.articles
        if not articles.selection and targets.listed is articles.source.ids:
            articles.selection.take_from(rebased(targets, targets.listed))
            articles.refresh()

    async def _told(self, text: str, total: int, write: Callable[[Library], str]) -> str:
        """What ``write`` gives; beside the position stands how far it is: ``{}`` in the text."""
        loop, status = asyncio.get_running_loop(), self._screen.status
        of = f" of {number(total)} articles" if total else " articles"
        said = time.monotonic()
        job = object()

        def told(count: int) -> None:
            nonlocal said
            if time.monotonic() - said >= _TELL_SECONDS:
                said = time.monotonic()
                shown = number(min(count, total) if total else count)
                loop.call_soon_threadsafe(status.show_work, text.format(shown + of), job)

        def work(library: Library) -> str:
            with library.telling(told):
                return write(library)

        if total:
            status.show_work(text.format(f"{number(total)} articles"), job)
        try:
            return await self._screen.background.write(work)
        finally:
            loop.call_soon(status.show_work, "", job)  # after what the thread has still said

    def _tell(self, label: str) -> None:
        changed = not label.startswith("nothing ")  # else it would undo what came before
        self._screen.status.tell(self.with_undo(label) if changed else label)

    def with_undo(self, label: str) -> str:
        """What was done, with the key that takes it back."""
        undo = self._screen.keymap.label("app.undo", ascii=self._screen.config.ascii)
        return f"{label} · {undo} undoes" if undo else label

    # --- flags

    def archive(self) -> None:
        """Archives, or brings back when all of them are archived."""
        self._flag("archived", lambda library, ids, on: library.archive(ids, on), "archiving")

    def favourite(self) -> None:
        """Marks as favourites, or takes the mark away when all of them have it."""
        self._flag("favourite", lambda library, ids, on: library.favourite(ids, on), "marking")

    def _flag(self, name: str, write: Callable[[Library, Sequence[int], bool], str], doing: str) -> None:
        """Sets a flag of articles, or takes it away when all of them have it."""
        targets = self.targets
        if len(targets) > FEW:
            self.change(targets, lambda library, ids: write(library, ids, not library.all_are(ids, name)), doing=doing)
            return
        rows = self.rows()
        on = not all(getattr(row, name) for row in rows)
        self.change(
            rows,
            lambda library, ids: write(library, ids, on),
            lambda row: replace(row, **{name: on}),  # type: ignore[arg-type]
        )

    def mark_read(self) -> None:
        """Marks as read, or as unread when all of them are read."""
        targets = self.targets
        if len(targets) > FEW:
            self.change(targets, _mark_read, doing="marking")
            return
        rows = self.rows()
        state = State.UNREAD if all(row.state is State.READ for row in rows) else State.READ
        progress = float(state is State.READ)
        self.change(rows, _mark_read, lambda row: replace(row, state=state, progress=progress))

    def delete(self) -> None:
        """Moves to the trash; what is in the trash comes back."""
        targets = self.targets
        if len(targets) > FEW:
            self.change(
                targets,
                lambda library, ids: library.restore(ids) if library.all_are(ids, "trashed") else library.delete(ids),
                doing="moving",
            )
            return
        rows = self.rows()
        if rows and all(row.deleted is not None for row in rows):
            self.change(rows, lambda library, ids: library.restore(ids))
            return
        now = datetime.now(UTC)
        if not self._screen.in_list:
            self._screen.back_to_list()
        self.change(rows, lambda library, ids: library.delete(ids), lambda row: replace(row, deleted=now))

    # --- undo

    def undo(self) -> None:
        """Takes back the last change."""
        self._step(lambda library: library.undo(), "undone", "nothing to undo")

    def redo(self) -> None:
        """Makes a change again that was taken back."""
        self._step(lambda library: library.redo(), "done again", "nothing to redo")

    def _step(self, step: Callable[[Library], str | None], done: str, nothing: str) -> None:
        async def stepping() -> None:
            label = await self._told(f"{done}: {{}}", 0, lambda library: step(library) or "")
            self._screen.status.tell(f"{done}: {label}" if label else nothing)
            if label:
                self._screen.after_change([])

        self._screen.work(stepping, "undo", exclusive=False)


def _mark_read(library: Library, ids: Sequence[int]) -> str:
    return library.mark_unread(ids) if library.all_are(ids, "read") else library.mark_read(ids)
