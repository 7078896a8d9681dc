"""The undo journal: every change made by the user, with what it takes to take it back. It survives a restart."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from readlater.errors import NotFoundError
from readlater.library import copies, indexing
from readlater.library.steps import Imported, Paired, Step, pack, unpack
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


def undo(connection: sqlite3.Connection, now: int) -> tuple[str, set[int]] | None:
    """Takes the last action back; returns its label and the articles that it had changed. None: nothing to undo."""
    row = connection.execute(
        "SELECT id, label, steps FROM action WHERE state = 'done' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else _undo(connection, row, now)


def redo(connection: sqlite3.Connection, now: int) -> tuple[str, set[int]] | None:
    """Does the last undone action again; returns its label and its articles. None: nothing to do again."""
    row = connection.execute(
        "SELECT id, label, steps FROM action WHERE state = 'undone' ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    number, label, packed = row
    steps = unpack(packed)
    done = _apply(connection, steps, lambda step: step.redo(connection, now))
    _save(connection, number, done, "done")
    return label, _touched(steps) | _touched(done)


def undo_import(connection: sqlite3.Connection, run: int, now: int) -> tuple[str, set[int]]:
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
    rows = connection.execute("SELECT id, at, label, state FROM action ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [Action(number, from_ms(at), label, state == "undone") for number, at, label, state in rows]


def relabel(connection: sqlite3.Connection, number: int, label: str) -> None:
    """Gives an action another label."""
    connection.execute("UPDATE action SET label = ? WHERE id = ?", (label, number))


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Takes an action that turned out to have changed nothing out of the journal."""
    connection.execute("DELETE FROM action WHERE id = ?", (number,))


def seal_merges(connection: sqlite3.Connection, gone: Collection[int]) -> None:
    """Takes merges out of the journal that gave up an article which is now gone for ever.

    Taken back, they would take tags and highlights from the article that has them now, and give them to none.
    """
    for number, packed in connection.execute("SELECT id, steps FROM action WHERE state = 'done'").fetchall():
        merges = [step for step in unpack(packed) if isinstance(step, Paired) and step.is_merge]
        if any(not set(gone).isdisjoint(step.touched()) for step in merges):
            forget(connection, number)


def _undo(connection: sqlite3.Connection, row: tuple[int, str, bytes], now: int) -> tuple[str, set[int]]:
    number, label, packed = row
    steps = unpack(packed)
    undone = _apply(connection, steps[::-1], lambda step: step.undo(connection, now))[::-1]
    _save(connection, number, undone, "undone")
    return label, _touched(steps) | _touched(undone)


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


def _save(connection: sqlite3.Connection, number: int, steps: list[Step], state: str) -> None:
    connection.execute("UPDATE action SET steps = ?, state = ? WHERE id = ?", (pack(steps), state, number))
