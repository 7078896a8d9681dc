"""Readings and highlights."""

from __future__ import annotations

from datetime import datetime

from readlater.model.values import dataclass

HIGHLIGHT_COLOURS = ("yellow", "green", "blue", "pink", "purple")
"""The colours that a highlight can have. None (an empty name) means the first of them."""


def kept_colour(colour: str) -> str:
    """A colour as the library keeps it: empty for the first one."""
    return "" if colour == HIGHLIGHT_COLOURS[0] else colour


@dataclass(frozen=True, slots=True)
class Reading:
    """One sitting with one article. Rows are only ever added; read count, last read and progress derive from them.

    Progress is 0 to 1 of the text; ``active_seconds`` leaves out idle time (no key for two minutes); ``counted`` says
    whether it adds one to the read count; ``place`` is the offset into the text at the end.
    """

    uuid: str
    article_id: int
    device: str
    started: datetime
    ended: datetime
    active_seconds: float
    progress_from: float
    progress_to: float
    place: int
    place_quote: str
    counted: bool
    words: int = 0
    """Words that it went through, of those that the article had then."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage that the reader marked: by offset into the text, by quote and by what stands around it."""

    uuid: str
    article_id: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    note: str
    colour: str
    created: datetime
    updated: datetime
    seen: datetime | None = None
    """When it was last shown in a review."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A highlight with what is to be known of its article."""

    highlight: Highlight
    article_uuid: str
    title: str
    byline: str
    site: str
    url: str
    category_id: str
