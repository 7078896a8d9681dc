"""What a rendering says about an article besides its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from readlater.model import Analysis, Article, Draft


@dataclass(frozen=True, slots=True)
class Head:
    """The facts that stand at the head of a rendering; times are ISO 8601 text, what is not known is empty.

    The fields from ``state`` on are of articles in a library; a draft has ``state`` empty.
    """

    title: str = ""
    url: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    created: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    uuid: str = ""
    category: str = ""
    language: str = ""
    direction: str = ""
    words: int = 0
    minutes: float = 0.0
    state: str = ""
    archived: bool = False
    favourite: bool = False
    progress: float = 0.0
    read_count: int = 0
    last_read: str = ""
    note: str = ""


def head_of(article: Article, zone: tzinfo | None = None) -> Head:
    """The head of an article, its times in ``zone`` (None: the system's own)."""
    return Head(
        title=article.title,
        url=article.url,
        byline=article.byline,
        site=article.site,
        published=article.published,
        created=_iso(article.created, zone),
        summary=article.summary,
        tags=article.tags,
        uuid=article.uuid,
        category=article.category_id,
        language=article.language,
        direction=article.direction,
        words=article.word_count,
        minutes=round(article.minutes, 1),
        state=str(article.state),
        archived=article.archived,
        favourite=article.favourite,
        progress=round(article.progress, 4),
        read_count=article.read_count,
        last_read=_iso(article.last_read, zone),
        note=article.note,
    )


def head_of_draft(draft: Draft, analysis: Analysis, zone: tzinfo | None = None) -> Head:
    """The head of an article that is in no library."""
    from readlater.language.descriptions import without_boilerplate

    return Head(
        title=draft.title,
        url=draft.url,
        byline=draft.byline,
        site=draft.site,
        published=draft.published,
        created=_iso(draft.created, zone),
        summary=without_boilerplate(draft, analysis).summary or analysis.summary,
        tags=draft.tags,
        uuid=draft.uuid,
        category=draft.category_id,
        language=draft.language or analysis.language,
        direction=draft.direction,
        words=analysis.word_count,
        minutes=round(analysis.minutes, 1),
        read_count=draft.read_count,
        last_read=_iso(draft.last_read, zone),
    )


def _iso(time: datetime | None, zone: tzinfo | None) -> str:
    """ISO 8601 with the offset of ``zone``; a naive time is local to it already."""
    if time is None:
        return ""
    if time.tzinfo is None and zone is not None:
        time = time.replace(tzinfo=zone)
    return time.astimezone(zone).isoformat(timespec="seconds")
