"""The part of the `Library` that does what a reader asks for: each change is one action that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError
from readlater.library.core import Core
from readlater.library.times import now_ms

if TYPE_CHECKING:
    from readlater.library.changes import Done
    from readlater.library.undo import Action, Stepped
    from readlater.model import Highlight


_MANY = 1000
"""Articles from which a change touches so many pages of the file that a large cache halves its time."""


class Changing(Core):
    """Changes: each returns a label that says what was done, fit for a status line."""

    def edit(self, ids: Sequence[int], **fields: str) -> str:
        """Sets fields of articles.

        The fields are title, byline, site, url, published, modified, language, direction, summary, note, lead_image.

        Raises:
            UsageError: a field is unknown, or a value is not one that it can have.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.edit(connection, ids, fields, now), ids)

    def set_summary(self, article_id: int, text: str) -> str:
        """Puts a summary that the reader's command made in the place of the present one; refreshing keeps it.

        Raises:
            UsageError: the summary is empty.
            NotFoundError: there is no such article.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.set_summary(connection, article_id, text, now))

    def set_category(self, ids: Sequence[int], category: str) -> str:
        """Puts articles into a category (made if need be); ``""`` takes them out of theirs.

        Raises:
            UsageError: the path has an empty part.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.set_category(connection, ids, category, now), ids)

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

        return self._act(lambda connection, now: changes.tag(connection, ids, names, now), ids)

    def untag(self, ids: Sequence[int], *names: str) -> str:
        """Takes tags from articles.

        Raises:
            UsageError: a name is empty.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.untag(connection, ids, names, now), ids)

    def retag(self, ids: Sequence[int], added: Sequence[str], removed: Sequence[str]) -> str:
        """Gives articles tags and takes others from them, as one action.

        Raises:
            UsageError: a name is empty.
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.retag(connection, ids, added, removed, now), ids)

    def rename_tag(self, old: str, new: str) -> str:
        """Gives a tag another name; where there is one of that name already, the two become one.

        Raises:
            NotFoundError: there is no such tag.
            UsageError: the new name is empty.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.rename_tag(connection, old, new, now))

    def sort_into(self, categories: Mapping[str, Sequence[int]], tags: Mapping[str, Sequence[int]]) -> str:
        """Puts articles into categories and gives them tags, as one action: category → articles, tag → articles.

        Raises:
            UsageError: a path has an empty part, or a tag no name.
            NotFoundError: an article does not exist.
        """
        from readlater.library import sorting

        return self._act(lambda connection, now: sorting.sort_into(connection, categories, tags, now))

    def archive(self, ids: Sequence[int], on: bool = True) -> str:
        """Archives articles, or takes them out of the archive.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.flag(connection, ids, "archived", on, now), ids)

    def favourite(self, ids: Sequence[int], on: bool = True) -> str:
        """Makes articles favourites, or no longer.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.flag(connection, ids, "favourite", on, now), ids)

    def mark_read(self, ids: Sequence[int]) -> str:
        """Marks articles read: a counted reading is added to each that was not.

        A sitting that is open with one of them then doesn't count a second time.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.mark_read(connection, ids, now), ids)

    def mark_unread(self, ids: Sequence[int]) -> str:
        """Marks articles unread; readings, read count and place stay.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.mark_unread(connection, ids, now), ids)

    def delete(self, ids: Sequence[int]) -> str:
        """Moves articles to the trash.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.delete(connection, ids, now), ids)

    def restore(self, ids: Sequence[int]) -> str:
        """Takes articles out of the trash.

        Raises:
            NotFoundError: an article does not exist.
        """
        from readlater.library import changes

        return self._act(lambda connection, now: changes.restore(connection, ids, now), ids)

    def unite(self, keep: int, drop: int, *, take_text: bool = False) -> str:
        """Makes one article of two: what the reader did with ``drop`` goes to ``keep``, and ``drop`` to the trash.

        Readings, imported counts, tags, notes, highlights and the mark of a favourite; category, address and other
        fields where ``keep`` has none. Its text stays, unless ``take_text`` or it is a page without an article.

        Raises:
            NotFoundError: an article does not exist.
            UsageError: they are the same one, or one is in the trash.
        """
        from readlater.library import uniting

        return self._act(lambda connection, now: uniting.unite(connection, keep, drop, now, take_text=take_text))

    def not_copies(self, first: int, second: int) -> str:
        """Notes that two articles are different ones: they are not called copies of each other any more.

        Raises:
            NotFoundError: an article does not exist.
            UsageError: it is one article.
        """
        from readlater.library import uniting

        return self._act(lambda connection, now: uniting.not_copies(connection, first, second, now))

    def purge_trash(self, days: float = 30, *, now: datetime | None = None) -> str:
        """Removes for ever what has been in the trash for ``days`` days, originals too. This can't be undone."""
        from readlater.library import trash

        return trash.purge_old(self._database, self._originals, days, now or datetime.now(UTC))

    def purge(self, ids: Sequence[int]) -> int:
        """Removes for ever those of these articles that are in the trash, originals too; returns how many.

        This can't be undone. Some milliseconds for each: those who have many call it with some at a time.
        """
        from readlater.library import trash

        return trash.purge(self._database, self._originals, ids, datetime.now(UTC))

    def add_highlight(self, article_id: int, start: int, end: int, note: str = "", colour: str = "") -> Highlight:
        """Marks the code points ``start`` to ``end`` of an article's text.

        Raises:
            NotFoundError: there is no such article.
            UsageError: the passage is empty or not within the text, or there is no such colour.
        """
        from readlater.library import highlighting, undo

        with self._database.write() as connection:
            now = now_ms()
            highlight, step = highlighting.add(connection, article_id, start, end, note, colour, now)
            undo.record(connection, f"highlighted {highlighting.cited(highlight.quote)}", [step], now)
        return highlight

    def edit_highlight(
        self,
        uuid: str,
        *,
        note: str | None = None,
        colour: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> str:
        """Changes what is given of a highlight: its note, its colour, where in the article's text it begins and ends.

        Raises:
            NotFoundError: there is no such highlight.
            UsageError: the passage is empty or not within the text, or there is no such colour.
        """
        from readlater.library import highlighting

        return self._act(lambda connection, now: highlighting.edit(connection, uuid, note, colour, start, end, now))

    def remove_highlight(self, uuid: str) -> str:
        """Takes a highlight away.

        Raises:
            NotFoundError: there is no such highlight.
        """
        from readlater.library import highlighting

        return self._act(lambda connection, now: ("removed a highlight", [highlighting.remove(connection, uuid, now)]))

    def undo(self, after: int = 0, until: int | None = None) -> str | None:
        """Takes the last action back and returns its label; None if there is nothing to undo.

        ``after``: only if it is a later one than the action of this number; ``until``: only if it is this one or an
        earlier one, and nothing was done since.

        Raises:
            NotFoundError: all articles of that action were deleted for ever; the next call undoes the one before it.
        """
        from readlater.library import undo

        with self._database.roomy(), self._database.write() as connection:
            done = undo.undo(connection, now_ms(), after, until)
        return _label(done, "undone")

    def redo(self, until: int | None = None) -> str | None:
        """Does the last undone action again and returns its label; None if there is none.

        ``until``: only if it is the action of this number or an earlier one.

        Raises:
            NotFoundError: all articles of that action were deleted for ever; the next call redoes the one after it.
        """
        from readlater.library import undo

        with self._database.roomy(), self._database.write() as connection:
            done = undo.redo(connection, now_ms(), until)
        return _label(done, "done again")

    def undo_import(self, run: int) -> str:
        """Takes an import back: its new articles go to the trash, its merges are undone.

        Raises:
            NotFoundError: there is no such import, or it was undone before.
        """
        from readlater.library import undo

        with self._database.roomy(), self._database.write() as connection:
            done = undo.undo_import(connection, run, now_ms())
        return _label(done, "undone") or ""

    def history(self, limit: int = 20) -> list[Action]:
        """The latest actions, the newest first."""
        from readlater.library import undo

        with self._database.read() as connection:
            return undo.history(connection, limit)

    def action_articles(self, number: int, limit: int = 10) -> tuple[int, list[str]]:
        """How many articles an action of the `history` changed, and the titles of the first of them.

        Raises:
            NotFoundError: the journal has no such action any more.
        """
        from readlater.library import undo

        with self._database.read() as connection:
            return undo.articles_of(connection, number, limit)

    @staticmethod
    def telling(told: Callable[[int], object]) -> AbstractContextManager[None]:
        """Has ``told`` hear how many articles are written, while they are changed within, in this thread.

        What it raises undoes the change.
        """
        from readlater.library import columns

        return columns.telling(told)

    def _act(self, change: Callable[[Connection, int], Done], ids: Sequence[int] = ()) -> str:
        """Does a change, to these articles, and writes it into the journal, unless it changed nothing."""
        from readlater.library import undo

        room = self._database.roomy() if len(ids) > _MANY else nullcontext()
        with room, self._database.write() as connection:
            now = now_ms()
            label, steps = change(connection, now)
            if steps:
                undo.record(connection, label, steps, now)
        # Said as it is: who then undoes would take back what came before.
        return label if steps else "nothing to change"


def _label(stepped: Stepped | None, what: str) -> str | None:
    if stepped is not None and stepped.gone:
        raise NotFoundError(f"can't be {what}, its articles were deleted for ever: {stepped.label}")
    return None if stepped is None else stepped.label
