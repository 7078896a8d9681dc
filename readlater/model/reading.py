"""Readings and highlights."""

from __future__ import annotations

from datetime import datetime

from readlater.model.values import dataclass


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
