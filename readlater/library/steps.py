"""Steps: the changes that an action is made of. Each knows how it is taken back and done again.

A step is undone only where what it set still stands: a field changed since by someone else keeps the later value. So
actions can be undone in any order, by any program, without harming what came after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from readlater.library import anchors, noted, passages, readings, tags
from readlater.library.columns import INDEXED_COLUMNS, Value, existing, set_column, touch
from readlater.library.packing import Step, pack, unpack


@dataclass(frozen=True)
class SetField(Step):
    """A column of some articles (or of their documents) went from one value to another."""

    kind = "set"
    column: str
    before: Value
    after: Value
    ids: tuple[int, ...]

    def touched(self) -> Sequence[int]:
        """These articles."""
        return self.ids

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """These articles, if it is a column that is indexed."""
        return self.ids if self.column in INDEXED_COLUMNS else ()

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        old, new = (self.before, self.after) if forward else (self.after, self.before)
        set_column(connection, self.column, self.ids, new, now, only_where=old)
        return self


@dataclass(frozen=True)
class Tagged(Step):
    """Some articles got a tag (``on``) or lost it."""

    kind = "tag"
    name: str
    on: bool
    ids: tuple[int, ...]

    def touched(self) -> Sequence[int]:
        """These articles."""
        return self.ids

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        if forward == self.on:
            touch(connection, tags.add(connection, self.name, existing(connection, self.ids)), now)
        else:
            touch(connection, tags.remove(connection, self.name, self.ids), now)
        return self


@dataclass(frozen=True)
class MarkedRead(Step):
    """Some articles were marked read: a counted reading was added to each. Readings stay; they are made void."""

    kind = "read"
    uuids: tuple[str, ...]
    ids: tuple[int, ...]
    at: int

    def touched(self) -> Sequence[int]:
        """These articles."""
        return self.ids

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        if not forward:
            readings.void(connection, self.uuids, now)
            return self
        alive = tuple(existing(connection, self.ids))
        return MarkedRead(tuple(readings.mark_all(connection, alive, self.at)), alive, self.at)


@dataclass(frozen=True)
class Highlighted(Step):
    """A row of ``highlight`` was added (``on``) or removed."""

    kind = "highlight"
    row: dict[str, Value]
    on: bool

    def touched(self) -> Sequence[int]:
        """Its article."""
        return (int(self.row["article_id"] or 0),)

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """Its article: what is marked is searched."""
        return self.touched()

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        if forward != self.on:
            connection.execute("DELETE FROM highlight WHERE uuid = ?", (self.row["uuid"],))
        elif existing(connection, self.touched()):
            # Steps of older versions know nothing of what is made of the row.
            row = {**self.row, "folded": passages.folded(str(self.row["quote"]), str(self.row["note"]))}
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR IGNORE INTO highlight ({names}) VALUES ({marks})", [*row.values()])
        touch(connection, self.touched(), now)
        return self


@dataclass(frozen=True)
class ChangedHighlight(Step):
    """Columns of a highlight that belong together (the note; the colour; where it is and how it reads) changed."""

    kind = "highlighting"
    uuid: str
    article_id: int
    before: dict[str, Value]
    after: dict[str, Value]

    def touched(self) -> Sequence[int]:
        """Its article."""
        return (self.article_id,)

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """Its article, unless only the colour changed: what is marked, and what is noted on it, is searched."""
        return self.touched() if self.after.keys() - {"colour"} else ()

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        old, new = (self.before, self.after) if forward else (self.after, self.before)
        assignments = ", ".join(f'"{name}" = ?' for name in new)
        stands = " AND ".join(f'"{name}" = ?' for name in old)
        row = connection.execute(
            f"UPDATE highlight SET {assignments}, updated = ? WHERE uuid = ? AND {stands} RETURNING quote, note",
            (*new.values(), now, self.uuid, *old.values()),
        ).fetchone()
        if row is not None:
            folded = passages.folded(*row)
            connection.execute("UPDATE highlight SET folded = ? WHERE uuid = ?", (folded, self.uuid))
        touch(connection, self.touched(), now)
        return self


@dataclass(frozen=True)
class NamedCategory(Step):
    """A category's name went from one to another; None where it did not exist."""

    kind = "category"
    id: str
    before: str | None
    after: str | None

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        name = self.after if forward else self.before
        if name is not None:
            connection.execute(
                "INSERT INTO category VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name,"
                " updated = excluded.updated",
                (self.id, name, now),
            )
        return self


@dataclass(frozen=True)
class SwappedDocument(Step):
    """An article's document was put in the place of another one; ``other`` is the one that is not in place now."""

    kind = "document"
    id: int
    other: dict[str, Value]

    def touched(self) -> Sequence[int]:
        """The article."""
        return (self.id,)

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The article."""
        return (self.id,)

    def retold(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The article."""
        return (self.id,)

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        names = list(self.other)
        row = connection.execute(f"SELECT {', '.join(names)} FROM document WHERE article_id = ?", (self.id,)).fetchone()
        if row is None:
            return self
        assignments = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f"UPDATE document SET {assignments} WHERE article_id = ?", [*self.other.values(), self.id])
        return SwappedDocument(self.id, dict(zip(names, row, strict=True)))


@dataclass(frozen=True)
class Anchored(Step):
    """The highlights of an article and the reader's place were found again in another text.

    ``highlights`` are UUID, start and end before, start and end after; ``place`` and ``progress`` before and after.
    """

    kind = "anchors"
    id: int
    highlights: tuple[tuple[str, int, int, int, int], ...]
    place: tuple[int, int]
    progress: tuple[float, float]

    def touched(self) -> Sequence[int]:
        """The article."""
        return (self.id,)

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        for uuid, *ends in self.highlights:
            old, new = (ends[:2], ends[2:]) if forward else (ends[2:], ends[:2])
            connection.execute(
                'UPDATE highlight SET start = ?, "end" = ? WHERE uuid = ? AND start = ? AND "end" = ?',
                (*new, uuid, *old),
            )
        before, after = (0, 1) if forward else (1, 0)
        connection.execute(
            "UPDATE article SET place = ?, progress = ?, changed = ? WHERE id = ? AND place = ?",
            (self.place[after], self.progress[after], now, self.id, self.place[before]),
        )
        return self


@dataclass(frozen=True)
class NotedTitles(Step):
    """Similar titles were added to those that an article has noted."""

    kind = "noted"
    id: int
    titles: tuple[str, ...]

    def touched(self) -> Sequence[int]:
        """The article."""
        return (self.id,)

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        if not forward:
            keys = [(self.id, noted.title_key(title)) for title in self.titles]
            connection.executemany("DELETE FROM noted WHERE article_id = ? AND title_key = ?", keys)
        elif existing(connection, (self.id,)):
            noted.add(connection, self.id, self.titles)
        return self


@dataclass(frozen=True)
class Imported(Step):
    """An import: its new articles go to the trash, what it merged into others is taken back.

    While it is undone, ``ids`` are the articles that this put into the trash and ``at`` when. ``merged`` are the steps
    of its merges as they then stand; before the first undo they are in the ledger.
    """

    kind = "import"
    run: int
    ids: tuple[int, ...] = ()
    at: int = 0
    merged: bytes = b""

    def touched(self) -> Sequence[int]:
        """What its undoing put into the trash."""
        return self.ids

    def reindexed(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The articles that it merged something indexed into."""
        return [number for step in self._merges(connection) for number in step.reindexed(connection)]

    def retold(self, connection: sqlite3.Connection) -> Sequence[int]:
        """The articles to which it gave another text."""
        return [number for step in self._merges(connection) for number in step.retold(connection)]

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        merges = self._merges(connection)
        if forward:
            set_column(connection, "deleted", self.ids, None, now, only_where=self.at)
            return Imported(self.run, (), 0, pack([step.redo(connection, now) for step in merges]))
        undone = [step.undo(connection, now) for step in reversed(merges)]
        ids = tuple(self._new(connection))
        set_column(connection, "deleted", ids, now, now, only_where=None)
        return Imported(self.run, ids, now, pack(undone[::-1]))

    def brought(self, connection: sqlite3.Connection) -> list[int]:
        """The articles that came new, or that something was merged into."""
        rows = connection.execute(
            "SELECT DISTINCT article.id FROM import_line JOIN article USING (uuid)"
            " WHERE run = ? AND outcome IN ('new', 'merged') ORDER BY article.id",
            (self.run,),
        )
        return [number for (number,) in rows.fetchall()]

    def _new(self, connection: sqlite3.Connection) -> list[int]:
        rows = connection.execute(
            "SELECT DISTINCT article.id FROM import_line JOIN article USING (uuid)"
            " WHERE run = ? AND outcome = 'new' AND deleted IS NULL ORDER BY article.id",
            (self.run,),
        )
        return [number for (number,) in rows.fetchall()]

    def _merges(self, connection: sqlite3.Connection) -> list[Step]:
        if self.merged:
            return unpack(self.merged)
        rows = connection.execute(
            "SELECT steps FROM import_line WHERE run = ? AND steps IS NOT NULL ORDER BY id", (self.run,)
        ).fetchall()
        return [step for (packed,) in rows for step in unpack(packed)]


@dataclass(frozen=True)
class MovedReadings(Step):
    """The readings of one article became another one's.

    ``uuids`` are those of the source; ``moved`` are the UUIDs that they had there and have at the target, while they
    are there. ``stood`` is where the reader stood in both before.
    """

    kind = "readings"
    source: int
    target: int
    uuids: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()
    stood: tuple[readings.Standing, ...] = ()

    def touched(self) -> Sequence[int]:
        """Both."""
        return (self.source, self.target)

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        both = (self.source, self.target)
        if len(existing(connection, both)) < 2:  # one is purged: what was read must not be lost
            return self
        if forward:
            stood = tuple(readings.standing(connection, number) for number in both)
            read, other = (_text(connection, number) for number in both)
            place = None if read == other else partial(anchors.place_again, read, other)
            # All that are there now: a mark as read that was undone and done again is another reading than before.
            uuids = tuple(reading.uuid for reading in readings.of(connection, self.source))
            moved = tuple(readings.move(connection, uuids, self.target, now, place))
            readings.stand(connection, self.target, stood[1])
            return replace(self, uuids=uuids, moved=moved, stood=stood)
        uuids = tuple(readings.give_back(connection, self.moved, self.source, now))
        for number, stood_there in zip(both, self.stood, strict=True):
            readings.stand(connection, number, stood_there)
        return replace(self, uuids=uuids, moved=(), stood=())


@dataclass(frozen=True)
class Paired(Step):
    """What is known of two articles that may be copies went from one value of ``copy.dismissed`` to another.

    None: there was no such pair.
    """

    kind = "pair"
    article_id: int
    other_id: int
    containment: float
    before: int | None
    after: int | None

    @property
    def is_merge(self) -> bool:
        """Whether one of them was given up for the other (`readlater.library.copies.UNITED`)."""
        return self.after is not None and self.after < 0

    def touched(self) -> Sequence[int]:
        """Both."""
        return (self.article_id, self.other_id)

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        old, new = (self.before, self.after) if forward else (self.after, self.before)
        pair = (self.article_id, self.other_id)
        if new is None:
            connection.execute("DELETE FROM copy WHERE article_id = ? AND other_id = ? AND dismissed = ?", (*pair, old))
        elif old is not None:
            connection.execute(
                "UPDATE copy SET dismissed = ? WHERE article_id = ? AND other_id = ? AND dismissed = ?",
                (new, *pair, old),
            )
        elif len(existing(connection, pair)) == 2:
            connection.execute("INSERT OR IGNORE INTO copy VALUES (?, ?, ?, ?)", (*pair, self.containment, new))
        touch(connection, pair, now)
        return self


def _text(connection: sqlite3.Connection, article_id: int) -> str:
    text: str = connection.execute("SELECT text FROM document WHERE article_id = ?", (article_id,)).fetchone()[0]
    return text
