"""Saved searches: queries that are kept by a name, which may nest with ``/``; each change is a step."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from readlater.errors import NotFoundError, QueryError, UsageError
from readlater.language.safe import safe_line
from readlater.library.columns import Value
from readlater.library.packing import Step
from readlater.library.times import from_ms
from readlater.model import Field, Query, SavedSearch

LONGEST_NAME = 120
"""Characters of a name."""

LONGEST_QUERY = 2000
"""Characters of a query."""

Done = tuple[str, list[Step]]

_COLUMNS = "uuid, name, query, created, updated"


@dataclass(frozen=True)
class KeptSearch(Step):
    """A row of ``saved_search`` went from one state to another; None where there was none, or is none any more."""

    kind = "search"
    uuid: str
    before: dict[str, Value] | None
    after: dict[str, Value] | None

    def _apply(self, connection: sqlite3.Connection, forward: bool, now: int) -> Step:
        old, new = (self.before, self.after) if forward else (self.after, self.before)
        stands = _row(connection, self.uuid)
        if stands != old:  # changed since: the later value stays
            return self
        if new is None:
            connection.execute("DELETE FROM saved_search WHERE uuid = ?", (self.uuid,))
        elif old is None:
            connection.execute(
                "INSERT OR IGNORE INTO saved_search (uuid, name, query, created, updated) VALUES (?, ?, ?, ?, ?)",
                (self.uuid, new["name"], new["query"], new["created"], new["updated"]),
            )
        else:  # a name that another one has taken since is left to that one
            connection.execute(
                "UPDATE OR IGNORE saved_search SET name = ?, query = ?, updated = ? WHERE uuid = ?",
                (new["name"], new["query"], new["updated"], self.uuid),
            )
        return self


def clean(name: str) -> str:
    """The name of a saved search as it is stored: parts between single slashes, without space around them.

    Raises:
        UsageError: it is empty, has an empty part, or is too long.
    """
    parts = [part.strip() for part in safe_line(name).split("/")]
    if not all(parts):
        raise UsageError("A saved search needs a name; a part of a name with / can't be empty either.")
    path = "/".join(parts)
    if len(path) > LONGEST_NAME:
        raise UsageError(f"The name of a saved search can't be longer than {LONGEST_NAME} characters.")
    return path


def every(connection: sqlite3.Connection) -> list[SavedSearch]:
    """All saved searches by name, part by part; none is counted."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM saved_search").fetchall()
    searches = [
        SavedSearch(number, name, query, from_ms(created), from_ms(updated))
        for number, name, query, created, updated in found
    ]
    return sorted(searches, key=lambda one: [part.casefold() for part in one.name.split("/")])


def numbered(searches: Sequence[SavedSearch], counts: Sequence[int | None]) -> list[SavedSearch]:
    """Saved searches with how many articles each finds."""
    return [replace(one, count=number) for one, number in zip(searches, counts, strict=True)]


def understood(text: str) -> Query:
    """The query of a saved search; one that is no longer understood is a query that nothing counts."""
    from readlater.language.query import parse

    try:
        return parse(text)
    except QueryError:
        return Query(Field("", ":", text))


def get(connection: sqlite3.Connection, name: str) -> SavedSearch:
    """The saved search of a name; capitals make no difference.

    Raises:
        NotFoundError: there is none; the message names the nearest that there is.
    """
    row = connection.execute(f"SELECT {_COLUMNS} FROM saved_search WHERE name = ?", (clean(name),)).fetchone()
    if row is None:
        raise NotFoundError(_missing(connection, name))
    number, called, query, created, updated = row
    return SavedSearch(number, called, query, from_ms(created), from_ms(updated))


def save(connection: sqlite3.Connection, name: str, query: str, now: int) -> Done:
    """Keeps a query by a name, in the place of the one that had it; returns label and steps.

    Raises:
        UsageError: the name is empty or too long, or the query is.
        QueryError: the query can't be understood.
    """
    path, text = clean(name), safe_line(query)
    if not text:
        raise UsageError("There is no search to save.")
    if len(text) > LONGEST_QUERY:
        raise UsageError(f"A search that is saved can't be longer than {LONGEST_QUERY} characters.")
    from readlater.language.query import parse

    parse(text)
    key = connection.execute("SELECT uuid FROM saved_search WHERE name = ?", (path,)).fetchone()
    if key is None:
        row: dict[str, Value] = {"name": path, "query": text, "created": now, "updated": now}
        return f"saved the search “{path}”", [_done(connection, KeptSearch(str(uuid.uuid4()), None, row), now)]
    before = _row(connection, key[0])
    assert before is not None
    if (before["name"], before["query"]) == (path, text):
        return f"the search “{path}” is saved already", []
    after = before | {"name": path, "query": text, "updated": now}
    return f"changed the search “{path}”", [_done(connection, KeptSearch(key[0], before, after), now)]


def rename(connection: sqlite3.Connection, name: str, new: str, now: int) -> Done:
    """Gives a saved search another name, and moves those along whose names begin with it and a ``/``.

    Raises:
        NotFoundError: there is none of that name, and none below it.
        UsageError: the new name is empty, too long, or another search has it.
    """
    old, path = clean(name.rstrip("/")), clean(new.rstrip("/"))
    moved = _branch(connection, old)
    if not moved:
        raise NotFoundError(_missing(connection, old))
    wanted = {key: clean(path + called[len(old) :]) for key, called in moved.items()}
    taken = {
        called.casefold(): called
        for key, called in connection.execute("SELECT uuid, name FROM saved_search").fetchall()
        if key not in moved
    }
    for called in wanted.values():
        if called.casefold() in taken:
            raise UsageError(f"There is a saved search “{taken[called.casefold()]}” already.")
    steps: list[Step] = []
    # What moves below itself (a to a/b) makes way from its end, what moves up from its beginning.
    for key in sorted(wanted, key=lambda one: moved[one], reverse=len(path) > len(old)):
        before = _row(connection, key)
        assert before is not None
        if before["name"] != wanted[key]:
            after = before | {"name": wanted[key], "updated": now}
            steps.append(_done(connection, KeptSearch(key, before, after), now))
    if len(moved) == 1:
        return f"renamed the search “{old}” to “{path}”", steps
    return f"renamed “{old}” to “{path}” ({len(moved)} searches)", steps


def delete(connection: sqlite3.Connection, name: str, now: int) -> Done:
    """Forgets the saved search of a name; of a name that only others begin with, or ends with ``/``, these.

    Raises:
        NotFoundError: there is none.
    """
    path = clean(name.rstrip("/"))
    below = _branch(connection, path)
    own = {key: below.pop(key) for key, called in [*below.items()] if called.casefold() == path.casefold()}
    gone = below if name.rstrip().endswith("/") else own or below
    if not gone:
        raise NotFoundError(_missing(connection, path))
    steps: list[Step] = [_done(connection, KeptSearch(key, _row(connection, key), None), now) for key in gone]
    only, *others = gone.values()
    what = f"the {len(gone)} searches in “{path}”" if others else f"the search “{only}”"
    return f"deleted {what}", steps


def _done(connection: sqlite3.Connection, step: KeptSearch, now: int) -> KeptSearch:
    step.redo(connection, now)
    return step


def _branch(connection: sqlite3.Connection, path: str) -> dict[str, str]:
    """The searches of a name and of names below it: UUID → name."""
    wanted = path.casefold()
    rows = connection.execute("SELECT uuid, name FROM saved_search").fetchall()
    return {key: name for key, name in rows if name.casefold() == wanted or name.casefold().startswith(f"{wanted}/")}


def _row(connection: sqlite3.Connection, key: str) -> dict[str, Value] | None:
    cursor = connection.execute("SELECT name, query, created, updated FROM saved_search WHERE uuid = ?", (key,))
    row: tuple[Any, ...] | None = cursor.fetchone()
    return None if row is None else dict(zip(("name", "query", "created", "updated"), row, strict=True))


def _missing(connection: sqlite3.Connection, name: str) -> str:
    import difflib

    names = [called for (called,) in connection.execute("SELECT name FROM saved_search ORDER BY name").fetchall()]
    near = difflib.get_close_matches(name, names, 1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no saved search “{safe_line(name)}”.{hint}"
