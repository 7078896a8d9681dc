"""What finding gives out: saved searches, the lines of the drawer, groups of a list, titles that were found."""

from __future__ import annotations

from array import array
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from readlater.model.values import dataclass

if TYPE_CHECKING:
    from readlater.model.article import Category


class Grouping(StrEnum):
    """By what a list can be grouped."""

    DAY = "day"
    CATEGORY = "category"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that is kept as a list of its own.

    ``name`` may nest with ``/``; ``query`` is as it was typed, a ``sort:`` and all. ``count`` is how many articles it
    finds, where that was asked for.
    """

    uuid: str
    name: str
    query: str
    created: datetime
    updated: datetime
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Shelves:
    """What stands in the drawer, each with the number of its articles; what is in the trash is not counted.

    Attributes:
        smart: built-in list (its name in `readlater.language.lists`) → how many articles it holds.
        searches: the saved searches by name.
        categories: all categories by id, each with what is in it and below it.
        tags, sites: the most frequent first.
        loose: articles without a category, and without a tag.
    """

    smart: tuple[tuple[str, int], ...]
    searches: tuple[SavedSearch, ...]
    categories: tuple[Category, ...]
    tags: tuple[tuple[str, int], ...]
    sites: tuple[tuple[str, int], ...]
    loose: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A list in groups: the articles in order, and for each group its title and the position of its first article.

    The first group begins at 0, no group is empty, and the positions rise.
    """

    ids: array[int]
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """An article whose title fits what was typed.

    ``marks``: the (start, end) of what fits, in code points of ``title``; ``score``: higher fits better.
    """

    id: int
    title: str
    marks: tuple[tuple[int, int], ...]
    score: float
