"""Phrases, looked for literally in what the index found by their stems."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from readlater.language.terms import runs
from readlater.library import fulltext, matching
from readlater.library.marking import fold_in_place


def having(
    connection: sqlite3.Connection, ids: Sequence[int], phrases: Sequence[str], enough: int
) -> tuple[list[int], bool]:
    """Those of ``ids`` that hold all phrases word for word, up to ``enough`` of them, and whether all were looked at.

    A phrase may stand in the title, the byline, the text, or what the reader wrote or marked.
    """
    doubtful = [matching.literally(phrase) for phrase in phrases if _is_doubtful(connection, phrase)]
    if not doubtful:
        return list(ids), True
    notes = fulltext.notes(connection, ids)
    kept: list[int] = []
    for number in ids:
        if len(kept) >= enough:
            return kept, False
        text = _searched(connection, number, notes.get(number, ""))
        if all(wanted.search(text) for wanted in doubtful):
            kept.append(number)
    return kept, True


def _is_doubtful(connection: sqlite3.Connection, phrase: str) -> bool:
    """Whether the stems of a phrase also stand for other words; else whatever has the stems has the phrase."""
    for run in runs(phrase):
        if not run.spaceless:
            for term in matching.terms(connection, run.surface):
                if any(surface != run.surface for surface in matching.surfaces(connection, term)):
                    return True
    return False


def _searched(connection: sqlite3.Connection, article_id: int, notes: str) -> str:
    """All of an article that is searched, folded."""
    row = connection.execute(
        "SELECT title || char(10) || byline || char(10) || text FROM article JOIN document ON article_id = id"
        " WHERE id = ?",
        (article_id,),
    ).fetchone()
    return fold_in_place(f"{row[0] if row else ''}\n{notes}")
