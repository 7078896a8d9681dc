"""Many articles into many categories and tags at once: one action of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from readlater.library import changes
from readlater.library.packing import Step


def sort_into(
    connection: sqlite3.Connection,
    categories: Mapping[str, Sequence[int]],
    tags: Mapping[str, Sequence[int]],
    now: int,
) -> changes.Done:
    """Puts articles into categories and gives them tags: category → articles, tag → articles.

    Raises:
        UsageError: a path has an empty part, or a tag no name.
        NotFoundError: an article does not exist.
    """
    moved: list[Step] = []
    tagged: list[Step] = []
    for category, ids in categories.items():
        moved += changes.set_category(connection, ids, category, now)[1]
    for name, ids in tags.items():
        tagged += changes.tag(connection, ids, [name], now)[1]
    said = [f"{done} {_articles(steps)}" for done, steps in (("moved", moved), ("tagged", tagged)) if steps]
    return " and ".join(said) or "nothing to sort: all articles are where they belong", [*moved, *tagged]


def _articles(steps: Sequence[Step]) -> str:
    count = len({number for step in steps for number in step.touched()})
    return f"{count} article{'s' * (count != 1)}"
