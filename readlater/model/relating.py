"""How articles relate to each other: similar readings, what to read next, copies, suggestions."""

from __future__ import annotations

from typing import Literal

from readlater.model.article import ArticleRow
from readlater.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar reading: the article, how near it is and why.

    Attributes:
        row: the similar article.
        score: 0 to 1; the cosine of the two articles' keyword vectors. 0 when only noted.
        shared: the shared keywords as they stand in the text, the strongest first.
        noted: whether the page itself named this article as similar.
    """

    row: ArticleRow
    score: float
    shared: tuple[str, ...]
    noted: bool = False


@dataclass(frozen=True, slots=True)
class NextReading:
    """An article to read next.

    Attributes:
        row: the article.
        because: the article that leads to it.
        kind: what the reader did with that one lately: ``read``, ``marked`` a passage, or made it a ``favourite``.
        score: 0 to 1; the cosine of the two articles' keyword vectors.
        shared: the keywords that they share, as they stand in the text, the strongest first.
    """

    row: ArticleRow
    because: ArticleRow
    kind: Literal["read", "marked", "favourite"]
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that may be the same as another one: saved twice, syndicated, or cut short at a paywall.

    Attributes:
        row: the other article.
        containment: 0 to 1; how much of the shorter text stands in the longer one.
        certain: whether that is enough to call it saved already, or only to say that it looks like a copy.
    """

    row: ArticleRow
    containment: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category or a tag that the similar readings of an article have.

    Attributes:
        kind: which of the two.
        value: the category's id, or the tag.
        confidence: 0 to 1; how often such a suggestion is right.
        support: how many of the similar readings have it; 0 if a rule of the settings says so.
        readings: those that have it, the nearest first.
    """

    kind: Literal["category", "tag"]
    value: str
    confidence: float
    support: int
    readings: tuple[int, ...] = ()
