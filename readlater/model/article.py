"""Articles as the library gives them out.

Times are aware datetimes in UTC unless said otherwise; the outputs turn them into the reader's time zone. Dates of
publication may be partial and are kept as ISO 8601 text of the length that is known: ``2022``, ``2022-01``,
``2022-01-14`` or ``2022-01-14T08:51:00+09:00``.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from readlater.model.values import dataclass


class State(StrEnum):
    """How far the reader has come with an article. Archived and favourite are separate flags."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


class SummarySource(StrEnum):
    """Where a summary comes from."""

    PAGE = "page"  # the page, its author or the program it was exported from
    TEXT = "text"  # sentences of the article itself
    READER = "reader"  # written by hand
    COMMAND = "command"  # made by the reader's own command


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a line of the list shows. ``id`` is the number within this library file, ``uuid`` the one for the world."""

    id: int
    uuid: str
    title: str
    byline: str
    site: str
    url: str
    category_id: str
    published: str
    created: datetime
    last_read: datetime | None
    word_count: int
    minutes: float
    read_count: int
    progress: float
    state: State
    archived: bool
    favourite: bool
    deleted: datetime | None
    failed: str
    """Why the page is no article, or empty."""
    snoozed: datetime | None = None
    """Until when it was put off; a time that has passed means nothing any more."""


@dataclass(frozen=True, slots=True)
class Article:
    """Everything about one article but its text (see `Library.document`) and its neighbours (`Library.similar`)."""

    id: int
    uuid: str
    url: str
    url_original: str
    title: str
    byline: str
    site: str
    category_id: str
    category: str
    tags: tuple[str, ...]
    language: str
    direction: str
    published: str
    modified: str
    created: datetime
    updated: datetime
    last_read: datetime | None
    read_count: int
    word_count: int
    minutes: float
    progress: float
    place: int
    """Offset into the text where the reader stopped; `place_quote` finds it again after re-extraction."""
    place_quote: str
    state: State
    archived: bool
    favourite: bool
    deleted: datetime | None
    failed: str
    summary: str
    summary_source: SummarySource
    note: str
    lead_image: str
    extractor: str
    """Name and version of the reader that made the document, such as ``html/1``."""
    original: str
    """SHA-256 (hex) of the kept original, or empty."""
    published_approximate: bool = False
    """Whether the date of publication was guessed from weak signs."""
    snoozed: datetime | None = None
    """Until when it was put off; a time that has passed means nothing any more."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword as it stands in the text, with its weight (higher is more telling; comparable within one article)."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Category:
    """A category: ``id`` is a path such as ``nhk`` or ``tech/storage``; ``count`` the articles in it and below it."""

    id: str
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles are in each state.

    Archived articles are counted only as archived, those that are put off only as snoozed, deleted ones as trashed.
    """

    unread: int
    reading: int
    read: int
    archived: int
    favourite: int
    trashed: int
    snoozed: int = 0

    @property
    def total(self) -> int:
        """All articles that are not in the trash."""
        return self.unread + self.reading + self.read + self.archived + self.snoozed
