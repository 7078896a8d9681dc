"""Suggestions: the category and the tags that an article's similar readings have, when that is reason enough.

The nearest articles that have a category (or tags) vote, each with the cube of its cosine: an article twice as near
counts for eight. The share of the votes that a category gets, some weight of doubt counted against it, says how often
such a category is right (`_RIGHT`, measured by leaving one article out at a time). Nothing is suggested below `LEAST`,
nor by a library in which too few articles are sorted, nor what the reader took away from the article.

A category that is only named after the site of its article (``nhk`` for a page of nhk.or.jp) is where the article came
from and not what it is about: it has no vote, and an article that has such a one may be suggested another.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from readlater.library import similar, tags
from readlater.library.packing import unpack
from readlater.library.steps import SetField, Tagged
from readlater.model import Suggestion

VOTERS = 20
"""How many similar readings vote at most."""

NEIGHBOURS = 40
"""Among how many of the nearest articles these are looked for: not all have a category or tags."""

LEAST = 0.85
"""The confidence from which on a suggestion is shown."""

ENOUGH = 20
"""How many articles of the library must have a category (or tags) before one is suggested."""

SUPPORT = 2
"""How many of the voters must agree: a single article is no pattern."""

TAGS = 5
"""How many tags are suggested at most."""

_DOUBT = 0.01
# Votes of nobody: what a reading at a cosine of .215 has. Few and distant readings give no confidence. Less of it would
# cover more articles, but also more of those for which the library has no category at all (.005: 23 % of them, .01:
# 14 %, at the same share).
_POWER = 3
_LARGEST = 100_000  # bytes of an action that is looked into: larger ones concern thousands of articles

_RIGHT = (
    (0.0, 0.0), (0.08, 0.36), (0.18, 0.52), (0.27, 0.69), (0.37, 0.78), (0.42, 0.83), (0.5, 0.88), (0.6, 0.925),
    (0.7, 0.955), (0.85, 0.985), (1.0, 1.0),
)  # fmt: skip
"""Share of the votes → how often the category with most votes was right, over sets of news, encyclopaedia paragraphs
and blogs in 14 languages, with all articles sorted and with only 100, 300 or 1000 of them."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What the similar readings say of one category or tag: their share of the votes, and which they are."""

    value: str
    share: float
    readings: tuple[int, ...]

    @property
    def confidence(self) -> float:
        """How often a suggestion with such a share of the votes is right."""
        at = min(len(_RIGHT) - 1, bisect_right(_RIGHT, (self.share, 2.0)))
        (low, less), (high, more) = _RIGHT[at - 1], _RIGHT[at]
        return less + (more - less) * (self.share - low) / (high - low)


def suggestions(connection: sqlite3.Connection, article_id: int) -> list[Suggestion]:
    """The category and the tags that an article should probably have, the category first, then the surest tag.

    Empty if there is no such article, or nothing to be sure of.
    """
    row = connection.execute("SELECT category_id, url FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        return []
    category, url = row[0] or "", row[1] or ""
    mine = {tag.casefold() for tag in tags.of(connection, article_id)}
    enough = [kind for kind in ("category", "tag") if _enough(connection, kind)]
    near = nearest(connection, article_id) if enough else []
    if not near:
        return []
    taken = refused(connection, article_id)
    found: list[Suggestion] = []
    if "category" in enough:
        vote = category_vote(connection, near)
        fits = not category or is_of_site(category, url) or (vote and vote.value.startswith(f"{category}/"))
        if vote and fits and vote.value != category and ("category", vote.value.casefold()) not in taken:
            found += _shown("category", [vote])
    if "tag" in enough:
        votes = tag_votes(connection, near)
        fresh = [v for v in votes if v.value.casefold() not in mine and ("tag", v.value.casefold()) not in taken]
        found += _shown("tag", fresh)[:TAGS]
    return found


def category_vote(connection: sqlite3.Connection, near: Sequence[tuple[int, float]]) -> Vote | None:
    """What the nearest articles, given with their cosines, say of the category; None if none of them has one.

    Articles in ``tech/storage`` vote for ``tech``, too; of those that are sure enough the deepest is taken.
    """
    marks = ",".join("?" * len(near))
    rows = connection.execute(
        f"SELECT id, category_id, url FROM article WHERE id IN ({marks}) AND category_id IS NOT NULL",
        [number for number, _ in near],
    )
    paths = {number: _paths(path) for number, path, url in rows if not is_of_site(path, url or "")}
    votes = _count(near, paths)
    sure = [vote for vote in votes if vote.confidence >= LEAST and len(vote.readings) >= SUPPORT]
    return max(sure or votes[:1], key=lambda vote: (vote.value.count("/"), vote.share), default=None)


def tag_votes(connection: sqlite3.Connection, near: Sequence[tuple[int, float]]) -> list[Vote]:
    """What the nearest articles, given with their cosines, say of tags, the surest first."""
    marks = ",".join("?" * len(near))
    tagged: dict[int, list[str]] = {}
    for number, name in connection.execute(
        f"SELECT article_id, name FROM article_tag JOIN tag ON tag.id = tag_id WHERE article_id IN ({marks})",
        [number for number, _ in near],
    ):
        tagged.setdefault(number, []).append(name)
    return _count(near, tagged)


def is_of_site(category: str, url: str) -> bool:
    """Whether a category is only named after the site of an article at ``url``."""
    host = url.lower().partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return category.rpartition("/")[2].lower() in host.split(".")


def _count(near: Iterable[tuple[int, float]], values: dict[int, list[str]]) -> list[Vote]:
    """The votes of the nearest articles that have values, the most voted first."""
    voters = [(number, score**_POWER) for number, score in near if number in values][:VOTERS]
    whole = _DOUBT + sum(weight for _, weight in voters)
    weights: dict[str, float] = {}
    readings: dict[str, list[int]] = {}
    for number, weight in voters:
        for value in values[number]:
            weights[value] = weights.get(value, 0.0) + weight
            readings.setdefault(value, []).append(number)
    ranked = sorted(weights, key=lambda value: (-weights[value], value))
    return [Vote(value, weights[value] / whole, tuple(readings[value])) for value in ranked]


def _shown(kind: Literal["category", "tag"], votes: Iterable[Vote]) -> list[Suggestion]:
    return [
        Suggestion(kind, vote.value, vote.confidence, len(vote.readings), vote.readings)
        for vote in votes
        if vote.confidence >= LEAST and len(vote.readings) >= SUPPORT
    ]


def _paths(category: str) -> list[str]:
    """A category and those that it stands in: ``tech/storage``, ``tech``."""
    parts = category.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _enough(connection: sqlite3.Connection, kind: str) -> bool:
    """Whether `ENOUGH` articles have a category, or tags."""
    sorted_ones = {
        "category": "SELECT 1 FROM article WHERE deleted IS NULL AND category_id > ''",
        "tag": "SELECT DISTINCT article_id FROM article_tag",
    }[kind]
    count: int = connection.execute(f"SELECT count(*) FROM ({sorted_ones} LIMIT {ENOUGH})").fetchone()[0]
    return count >= ENOUGH


def nearest(connection: sqlite3.Connection, article_id: int) -> list[tuple[int, float]]:
    """The articles that may vote on an article, with their cosines, the nearest first; none of the trash."""
    near = similar.nearest(connection, article_id, NEIGHBOURS)
    marks = ",".join("?" * len(near))
    # The plus keeps SQLite from walking over an index that begins with `deleted`.
    gone = f"SELECT id FROM article WHERE id IN ({marks}) AND +deleted IS NOT NULL"
    trashed = {number for (number,) in connection.execute(gone, [number for number, _ in near])}
    return [(number, score) for number, score in near if number not in trashed]


def refused(connection: sqlite3.Connection, article_id: int) -> set[tuple[str, str]]:
    """The categories and tags, in small letters, that the reader took away from an article, as far as the journal goes.

    What was undone since was not taken away.
    """
    taken: set[tuple[str, str]] = set()
    rows = connection.execute(
        "SELECT steps FROM action WHERE state = 'done' AND label LIKE 'took %' AND length(steps) < ? ORDER BY id",
        (_LARGEST,),
    )
    for (packed,) in rows:
        for step in unpack(packed):
            if article_id not in step.touched():
                continue
            if isinstance(step, Tagged) and not step.on:
                taken.add(("tag", step.name.casefold()))
            elif isinstance(step, SetField) and step.column == "category_id" and not step.after:
                taken |= {("category", path) for path in _paths(str(step.before).casefold())}
    return taken
