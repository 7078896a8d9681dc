"""An article as an object for JSON; the command line's `readlater.cli.records` says what its keys mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Article, Copy, Keyword, NextReading, Similar


def article_record(
    library: Library,
    article: Article,
    *,
    full: bool,
    zone: tzinfo | None = None,
    minutes: Callable[[float], float] = float,
) -> dict[str, Any]:
    """The record of an article.

    Args:
        library: where it is.
        article: which.
        full: similar readings and text too.
        zone: of its times (None: the system's own).
        minutes: minutes as they are counted to minutes at the reader's own speed.
    """

    def iso(time: datetime | None) -> str | None:
        return None if time is None else time.astimezone(zone).isoformat(timespec="seconds")

    record: dict[str, Any] = {
        "id": article.uuid,
        "url": article.url,
        "url_original": article.url_original,
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "category_id": article.category_id,
        "category": article.category,
        "tags": list(article.tags),
        "language": article.language,
        "direction": article.direction,
        "published": article.published,
        "published_approximate": article.published_approximate,
        "modified": article.modified,
        "created": iso(article.created),
        "updated": iso(article.updated),
        "last_read": iso(article.last_read),
        "read_count": article.read_count,
        "word_count": article.word_count,
        "minutes": round(minutes(article.minutes), 1),
        "progress": round(article.progress, 4),
        "state": str(article.state),
        "archived": article.archived,
        "favourite": article.favourite,
        "deleted": iso(article.deleted),
        "snoozed": iso(article.snoozed),
        "failed": article.failed,
        "summary": article.summary,
        "summary_source": str(article.summary_source),
        "note": article.note,
        "lead_image": article.lead_image,
        "extractor": article.extractor,
        "original": article.original,
        "keywords": keyword_records(library.keywords(article.id)),
    }
    if full:
        record["similar"] = [similar_record(one) for one in library.similar(article.id)]
        record["noted"] = noted_records(library, article.id)
        record["copies"] = [copy_record(one) for one in library.copies(article.id)]
        record["text"] = library.text(article.id)
    return record


def keyword_records(keywords: Sequence[Keyword]) -> list[dict[str, Any]]:
    """The records of keywords."""
    return [{"text": keyword.text, "score": round(keyword.score, 4)} for keyword in keywords]


def similar_record(similar: Similar) -> dict[str, Any]:
    """The record of a similar reading; ``score`` is the cosine of the two articles' keyword vectors."""
    return {
        "id": similar.row.uuid,
        "title": similar.row.title,
        "url": similar.row.url,
        "score": round(similar.score, 4),
        "shared": list(similar.shared),
        "noted": similar.noted,
        "state": str(similar.row.state),
        "progress": round(similar.row.progress, 4),
    }


def next_record(reading: NextReading, *, minutes: float) -> dict[str, Any]:
    """The record of an article that is suggested to be read next.

    ``because`` is the article that leads to it, with what the reader did with that one lately: ``read``, ``marked`` or
    ``favourite``; ``score`` is the cosine of their keyword vectors.
    """
    return {
        "id": reading.row.uuid,
        "title": reading.row.title,
        "url": reading.row.url,
        "site": reading.row.site,
        "state": str(reading.row.state),
        "minutes": minutes,
        "score": round(reading.score, 4),
        "shared": list(reading.shared),
        "because": {"id": reading.because.uuid, "title": reading.because.title, "did": reading.kind},
    }


def noted_records(library: Library, article_id: int) -> list[dict[str, Any]]:
    """The titles that the page listed as similar, each with the UUID of the article of that title, if it is here."""
    noted = library.noted_similar(article_id)
    known = {row.id: row.uuid for row in library.rows([found for _, found in noted if found is not None])}
    return [{"title": title, "id": known.get(found) if found is not None else None} for title, found in noted]


def copy_record(copy: Copy) -> dict[str, Any]:
    """The record of an article that may be the same as another one.

    ``containment`` says how much of the shorter one stands in the longer one, ``certain`` whether that is enough.
    """
    return {
        "id": copy.row.uuid,
        "title": copy.row.title,
        "url": copy.row.url,
        "containment": round(copy.containment, 4),
        "certain": copy.certain,
    }
