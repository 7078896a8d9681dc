"""Conditions on flags alone, as SQL: the views of the screen, without the compiler of queries and all it imports."""

from __future__ import annotations

from readlater.model import And, Field, Node, Not, Sort

_FLAGS = {
    "unread": ("article.state = 'unread'", ""),
    "reading": ("article.state = 'reading'", ""),
    "read": ("article.state = 'read'", ""),
    "archived": ("article.archived = 1", "article.archived = 0"),
    "favourite": ("article.favourite = 1", "article.favourite = 0"),
}
"""What ``is:`` and ``-is:`` mean; the same as in `filters`, so that the same indexes are used."""


def condition(root: Node) -> str:
    """SQL over ``article`` for a query of nothing but flags, the trash left out; empty for any other query."""
    found = ["article.deleted IS NULL"]
    for part in root.parts if isinstance(root, And) else (root,):
        negative = isinstance(part, Not)
        flag = part.part if isinstance(part, Not) else part
        if not isinstance(flag, Field) or flag.name != "is":
            return ""
        meaning = _FLAGS.get(flag.value, ("", ""))[negative]
        if not meaning:
            return ""
        found.append(meaning)
    return " AND ".join(found)


def in_order(where: str, order: Sort | None) -> str:
    """A condition, put so that all of its articles come soon in an order that none of its own indexes has.

    The articles are found first, and then taken from the index of the order: neither reads a row of the table. Left to
    itself SQLite would walk over the index of the order and read every article's row to test it.
    """
    if order in (None, Sort.NEWEST, Sort.OLDEST, Sort.RANK) or not where.startswith("article.deleted IS NULL AND "):
        return where
    return f"article.deleted IS NULL AND +article.id IN (SELECT id FROM article WHERE {where})"
