"""The ledger: what every import did, a line per item."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from readlater.errors import NotFoundError
from readlater.library import undo
from readlater.library.packing import Step, pack, unpack
from readlater.library.steps import Imported
from readlater.library.times import from_ms, maybe_from_ms
from readlater.model import Ledger, LedgerLine, Outcome


@dataclass(frozen=True, slots=True)
class Import:
    """One import: its number, what was imported, when, and how many items had each outcome.

    ``finished`` is None while it goes on, and for ever if it was broken off.
    """

    run: int
    source: str
    started: datetime
    finished: datetime | None
    new: int
    merged: int
    skipped: int
    failed: int


def start(connection: sqlite3.Connection, source: str, now: int) -> int:
    """Begins an import; it is in the journal from the beginning, so that one that is broken off can be undone too."""
    run: int = connection.execute(
        "INSERT INTO import_run (source, started) VALUES (?, ?) RETURNING id", (source, now)
    ).fetchone()[0]
    undo.record(connection, f"imported {source}", [Imported(run)], now)
    return run


def write(connection: sqlite3.Connection, run: int, line: LedgerLine, steps: Sequence[Step] = ()) -> None:
    """Writes a line; ``steps`` are what a merge changed."""
    connection.execute(
        "INSERT INTO import_line (run, item, outcome, uuid, title, message, steps) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (run, line.item, line.outcome.value, line.uuid, line.title, line.message, pack(steps) if steps else None),
    )


def finish(connection: sqlite3.Connection, run: int, now: int) -> Ledger:
    """Ends an import. One that changed nothing is no longer in the journal.

    Raises:
        NotFoundError: no such import.
    """
    ledger = get(connection, run)
    connection.execute("UPDATE import_run SET finished = ? WHERE id = ?", (now, run))
    changed = connection.execute(
        "SELECT count(*) FROM import_line WHERE run = ? AND steps IS NOT NULL", (run,)
    ).fetchone()[0]
    new = ledger.count(Outcome.NEW)
    for number, packed in connection.execute("SELECT id, steps FROM action WHERE state = 'done'").fetchall():
        if any(isinstance(step, Imported) and step.run == run for step in unpack(packed)):
            if new or changed:
                undo.relabel(connection, number, _label(connection, run, new))
            else:
                undo.forget(connection, number)
    return ledger


def get(connection: sqlite3.Connection, run: int) -> Ledger:
    """The ledger of an import.

    Raises:
        NotFoundError: no such import.
    """
    if connection.execute("SELECT 1 FROM import_run WHERE id = ?", (run,)).fetchone() is None:
        raise NotFoundError(f"There is no import number {run}.")
    rows = connection.execute(
        "SELECT item, outcome, uuid, title, message FROM import_line WHERE run = ? ORDER BY id", (run,)
    ).fetchall()
    return Ledger(run, tuple(LedgerLine(item, Outcome(outcome), *rest) for item, outcome, *rest in rows))


def imports(connection: sqlite3.Connection) -> list[Import]:
    """All imports, the newest first."""
    rows = connection.execute(
        "SELECT import_run.id, source, started, finished, "
        + ", ".join(f"coalesce(sum(outcome = '{outcome.value}'), 0)" for outcome in Outcome)
        + " FROM import_run LEFT JOIN import_line ON run = import_run.id"
        " GROUP BY import_run.id ORDER BY import_run.id DESC"
    ).fetchall()
    return [
        Import(run, source, from_ms(started), maybe_from_ms(finished), *counts)
        for run, source, started, finished, *counts in rows
    ]


def _label(connection: sqlite3.Connection, run: int, new: int) -> str:
    """What the journal calls an import: by what is new, or by its source where it only added to what was there."""
    source = connection.execute("SELECT source FROM import_run WHERE id = ?", (run,)).fetchone()[0]
    return f"imported {new} article{'' if new == 1 else 's'} from {source}" if new else f"what was new in {source}"
