"""The undo journal: every change made by the user, with what it takes to take it back. It survives a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from readlater.errors import NotFoundError
from readlater.library import copies, indexing
from readlater.library import searches as searches  # its step must be known before one is unpacked
from readlater.library.columns import batches, existing
from readlater.library.packing import Step, pack, unpack
from readlater.library.steps import Imported, Paired
from readlater.library.times import from_ms

KEPT = 1000
"""Actions that can be undone; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the journal: what was done, when, and whether it is undone at present."""

    id: int
    at: datetime
    label: str
    undone: bool


def record(connection: sqlite3.Connection, label: str, steps: Sequence[Step], now: int) -> int:
    """Writes an action that has just been done into the journal; returns its number. What was undone is now final."""
    connection.execute("DELETE FROM action WHERE state = 'undone'")
    number: int = connection.execute(
        "INSERT INTO action (at, label, steps) VALUES (?, ?, ?) RETURNING id", (now, label, pack(steps))
    ).fetchone()[0]
    if number % 50 == 0:
        connection.execute(
            "DELETE FROM action WHERE id <= (SELECT id FROM action ORDER BY id DESC LIMIT 1 OFFSET ?)", (KEPT,)
        )
    return number


@dataclass(frozen=True, slots=True)
class Stepped:
    """What going one action back or forth did: its label and its articles.

    ``gone``: nothing, as these were deleted for ever; the action is no longer in the journal.
    """

    label: str
    ids: set[int]
    gone: bool = False


def undo(connection: sqlite3.Connection, now: int, after: int = 0, until: int | None = None) -> Stepped | None:
    """Takes the last action back, if it is later than ``after`` and no later than ``until``. None: it is not."""
    row = connection.execute(
        "SELECT id, label, steps FROM action WHERE state = 'done' AND id > ? ORDER BY id DESC LIMIT 1", (after,)
    ).fetchone()
    if row is None or (until is not None and row[0] > until):
        return None
    return _undo(connection, row, now)


def redo(connection: sqlite3.Connection, now: int, until: int | None = None) -> Stepped | None:
    """Does the last undone action again, if it is none later than ``until``. None: there is nothing to do again."""
    row = connection.execute(
        "SELECT id, label, steps FROM action WHERE state = 'undone' AND id <= ? ORDER BY id LIMIT 1",
        (2**62 if until is None else until,),
    ).fetchone()
    if row is None:
        return None
    steps = unpack(row[2])
    return _stepped(connection, row, steps, _apply(connection, steps, lambda step: step.redo(connection, now)), "done")


def undo_import(connection: sqlite3.Connection, run: int, now: int) -> Stepped:
    """Takes an import back, wherever in the journal it stands.

    Raises:
        NotFoundError: the journal holds no import of that number that is done.
    """
    for row in connection.execute(
        "SELECT id, label, steps FROM action WHERE state = 'done' ORDER BY id DESC"
    ).fetchall():
        if any(isinstance(step, Imported) and step.run == run for step in unpack(row[2])):
            return _undo(connection, row, now)
    raise NotFoundError(f"There is no import number {run} that could be undone.")


def history(connection: sqlite3.Connection, limit: int) -> list[Action]:
    """The latest actions, the newest first."""
    # The state stands behind the steps, which may be long: it is asked of the index.
    undone = {number for (number,) in connection.execute("SELECT id FROM action WHERE state = 'undone'").fetchall()}
    rows = connection.execute("SELECT id, at, label FROM action ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [Action(number, from_ms(at), label, number in undone) for number, at, label in rows]


def articles_of(connection: sqlite3.Connection, number: int, limit: int) -> tuple[int, list[str]]:
    """How many articles an action changed, and the titles of the first of them that are still there.

    Raises:
        NotFoundError: the journal has no such action any more.
    """
    row = connection.execute("SELECT steps FROM action WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFoundError("This change is no longer in the history.")
    steps = unpack(row[0])
    touched = _touched(steps)
    for step in steps:
        if isinstance(step, Imported):
            touched.update(step.brought(connection))
    titles: list[str] = []
    for marks, part in batches(sorted(touched)):
        found = connection.execute(
            f"SELECT coalesce(nullif(title, ''), url, '') FROM article WHERE id IN ({marks}) LIMIT ?", (*part, limit)
        ).fetchall()
        titles += [title for (title,) in found]
        if len(titles) >= limit:
            break
    return len(touched), titles[:limit]


def relabel(connection: sqlite3.Connection, number: int, label: str) -> None:
    """Gives an action another label."""
    connection.execute("UPDATE action SET label = ? WHERE id = ?", (label, number))


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Takes an action that turned out to have changed nothing out of the journal."""
    connection.execute("DELETE FROM action WHERE id = ?", (number,))


def were_merged(connection: sqlite3.Connection, ids: Collection[int]) -> bool:
    """Whether one of these articles, which are about to be deleted for ever, was ever united with another."""
    return any(
        connection.execute(
            f"SELECT 1 FROM copy WHERE dismissed <> 0 AND (article_id IN ({marks}) OR other_id IN ({marks}))",
            (*part, *part),
        ).fetchone()
        for marks, part in batches(ids)
    )


def seal_merges(connection: sqlite3.Connection, gone: Collection[int]) -> None:
    """Takes merges out of the journal that gave up an article which is now gone for ever.

    Taken back, they would take tags and highlights from the article that has them now, and give them to none. Only
    articles that `were_merged` need this: all of the journal is read.
    """
    for number, packed in connection.execute("SELECT id, steps FROM action WHERE state = 'done'").fetchall():
        merges = [step for step in unpack(packed) if isinstance(step, Paired) and step.is_merge]
        if any(not set(gone).isdisjoint(step.touched()) for step in merges):
            forget(connection, number)


def _undo(connection: sqlite3.Connection, row: tuple[int, str, bytes], now: int) -> Stepped:
    steps = unpack(row[2])
    undone = _apply(connection, steps[::-1], lambda step: step.undo(connection, now))[::-1]
    return _stepped(connection, row, steps, undone, "undone")


def _stepped(
    connection: sqlite3.Connection, row: tuple[int, str, bytes], before: list[Step], after: list[Step], state: str
) -> Stepped:
    """Keeps an action as it now stands, unless all that it was about is gone for ever."""
    number, label, _ = row
    touched = _touched(before) | _touched(after)
    imports = [step for step in after if isinstance(step, Imported)]
    concerned = touched.union(*(step.brought(connection) for step in imports))
    if (concerned or imports) and not any(existing(connection, part) for _, part in batches(concerned)):
        forget(connection, number)
        return Stepped(label, touched, gone=True)
    connection.execute("UPDATE action SET steps = ?, state = ? WHERE id = ?", (pack(after), state, number))
    return Stepped(label, touched)


def _apply(connection: sqlite3.Connection, steps: list[Step], apply: Callable[[Step], Step]) -> list[Step]:
    """Applies steps, with the index following; returns them as they then stand."""
    stale = sorted({number for step in steps for number in step.reindexed(connection)})
    indexing.forget(connection, stale)
    retold = sorted({number for step in steps for number in step.retold(connection)})
    applied = [apply(step) for step in steps]
    indexing.renew(connection, stale)
    copies.renew(connection, retold)
    return applied


def _touched(steps: Iterable[Step]) -> set[int]:
    return {number for step in steps for number in step.touched()}
