"""Conditions on flags alone, as SQL: the views of the screen, without the compiler of queries and all it imports."""

from __future__ import annotations

import sqlite3

from readlater.library.times import now_ms
from readlater.model import And, Field, Node, Not, Sort

_FLAGS = {
    "unread": ("article.state = 'unread'", ""),
    "reading": ("article.state = 'reading'", ""),
    "read": ("article.state = 'read'", ""),
    "archived": ("article.archived = 1", "article.archived = 0"),
    "favourite": ("article.favourite = 1", "article.favourite = 0"),
}
"""What ``is:`` and ``-is:`` mean; the same as in `filters`, so that the same indexes are used."""

BY_THEMSELVES = frozenset((Sort.NEWEST, Sort.OLDEST, Sort.RANK, Sort.LEFT, Sort.MARKED, Sort.SNOOZED, Sort.RANDOM))
"""The orders for which a condition is best left as it is: that of the lists' indexes, and those that have no index."""


def snoozed(connection: sqlite3.Connection, now: int) -> tuple[str, str]:
    """The condition that an article is put off at that millisecond, and its opposite.

    The opposite is asked of every article of a list, and few are put off, mostly of the latest: where none is, it asks
    nothing, and else it asks those only whose number lies between the first and the last of them.
    """
    few = f"SELECT id FROM article WHERE snoozed > {int(now)}"
    first, last = connection.execute(f"SELECT min(id), max(id) FROM ({few})").fetchone()
    asleep = f"article.id IN ({few})"
    if first is None:
        return asleep, "1"
    return asleep, f"(+article.id NOT BETWEEN {first} AND {last} OR article.id NOT IN ({few}))"


def condition(connection: sqlite3.Connection, root: Node) -> str:
    """SQL over ``article`` for a query of nothing but flags, the trash left out; empty for any other query."""
    found = ["article.deleted IS NULL"]
    for part in root.parts if isinstance(root, And) else (root,):
        negative = isinstance(part, Not)
        flag = part.part if isinstance(part, Not) else part
        if not isinstance(flag, Field) or flag.name != "is":
            return ""
        meanings = snoozed(connection, now_ms()) if flag.value == "snoozed" else _FLAGS.get(flag.value, ("", ""))
        meaning = meanings[negative]
        if not meaning:
            return ""
        found.append(meaning)
    return " AND ".join(found)


def in_order(where: str, order: Sort | None) -> str:
    """A condition, put so that all of its articles come soon in an order that none of its own indexes has.

    The articles are found first, and then taken from the index of the order: neither reads a row of the table. Left to
    itself SQLite would walk over the index of the order and read every article's row to test it.
    """
    if order is None or order in BY_THEMSELVES or not where.startswith("article.deleted IS NULL AND "):
        return where
    return f"article.deleted IS NULL AND +article.id IN (SELECT id FROM article WHERE {where})"
