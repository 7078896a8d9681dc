"""Marking passages, and changing and taking away what is marked: each is a step, and the index hears of it."""

from __future__ import annotations

import sqlite3
import uuid
from typing import TypeVar

from readlater.errors import UsageError
from readlater.language.safe import safe_line, safe_text
from readlater.library import documents
from readlater.library.columns import Value
from readlater.library.highlights import get, row_of
from readlater.library.noting import noted
from readlater.library.packing import Step
from readlater.library.steps import ChangedHighlight, Highlighted
from readlater.model import HIGHLIGHT_COLOURS, Highlight, kept_colour

CONTEXT = 48
"""Code points kept before and after the passage, by which it is found again in another extraction."""

_CITED = 60


def add(
    connection: sqlite3.Connection, article_id: int, start: int, end: int, note: str, colour: str, now: int
) -> tuple[Highlight, Highlighted]:
    """Marks code points ``start`` to ``end`` of an article's text; returns the highlight and the step.

    Raises:
        NotFoundError: no such article.
        UsageError: the passage is empty or not within the text, or there is no such colour.
    """
    row: dict[str, Value] = {
        "uuid": str(uuid.uuid4()),
        "article_id": article_id,
        **_passage(documents.text(connection, article_id), start, end),
        "note": safe_text(note).strip(),
        "colour": _colour(colour),
        "created": now,
        "updated": now,
    }
    step = _done(connection, Highlighted(row, True), now)
    return get(connection, str(row["uuid"])), step


def cited(quote: str) -> str:
    """A passage as a label names it: by its first words."""
    line = safe_line(quote)
    return f"“{line if len(line) <= _CITED else line[: _CITED - 1].rstrip() + '…'}”"


def remove(connection: sqlite3.Connection, highlight: str, now: int) -> Highlighted:
    """Takes a highlight away; returns the step.

    Raises:
        NotFoundError: there is none.
    """
    return _done(connection, Highlighted(row_of(connection, highlight), False), now)


def edit(
    connection: sqlite3.Connection,
    highlight: str,
    note: str | None,
    colour: str | None,
    start: int | None,
    end: int | None,
    now: int,
) -> tuple[str, list[Step]]:
    """Changes what is given of a highlight; returns what was done and the steps, a step for each thing changed.

    Raises:
        NotFoundError: there is none.
        UsageError: the passage is empty or not within the text, or there is no such colour.
    """
    had = row_of(connection, highlight)
    article_id = int(had["article_id"] or 0)
    wanted: list[tuple[str, dict[str, Value]]] = []
    if start is not None or end is not None:
        ends = [int(had[name] or 0) if given is None else given for name, given in (("start", start), ("end", end))]
        wanted.append(("changed what a highlight marks", _passage(documents.text(connection, article_id), *ends)))
    if colour is not None:
        chosen = _colour(colour)
        wanted.append((f"made a highlight {chosen or HIGHLIGHT_COLOURS[0]}", {"colour": chosen}))
    if note is not None:
        text = safe_text(note).strip()
        wanted.append(("changed the note on a highlight" if text else "took the note from a highlight", {"note": text}))
    label = ""
    steps: list[Step] = []
    for what, after in wanted:
        before = {name: had[name] for name in after}
        if before != after:
            step = ChangedHighlight(highlight, article_id, before, after)
            steps.append(_done(connection, step, now))
            label = what if not label else "changed a highlight"
    return label, steps


def _passage(text: str, start: int, end: int) -> dict[str, Value]:
    """What is kept of the passage from ``start`` to ``end``: where it is, how it reads, what stands around it."""
    if not 0 <= start < end <= len(text):
        raise UsageError(f"A highlight from {start} to {end} is not within the text of {len(text)} characters.")
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def _colour(name: str) -> str:
    """A colour as it is kept: lower case; empty for the usual one."""
    colour = safe_line(name).lower()
    if colour and colour not in HIGHLIGHT_COLOURS:
        raise UsageError(f'There is no colour "{colour}" for a highlight; there are {", ".join(HIGHLIGHT_COLOURS)}.')
    return kept_colour(colour)


_Done = TypeVar("_Done", bound=Step)


def _done(connection: sqlite3.Connection, step: _Done, now: int) -> _Done:
    """Does a step, and keeps what is marked in the index."""
    with noted(connection, step.reindexed(connection)):
        step.redo(connection, now)
    return step
