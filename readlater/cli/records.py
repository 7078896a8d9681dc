"""The JSON records of the command line, and the same facts as words for people.

**An article** has these keys; ``list`` and ``search`` leave out those marked * unless ``--full`` asks for them:

=================  ====================================================================================================
``id``             UUID
``url``            canonical URL, or ``""``
``url_original``   the URL as it was found
``title``          string
``byline``         who wrote it
``site``           who published it
``category_id``    such as ``nhk`` or ``tech/storage``
``category``       its name
``tags``           array of strings
``language``       ISO 639 code
``direction``      ``ltr`` or ``rtl``
``published``      ISO 8601, as much of it as is known: ``2022``, ``2022-01``, ``2022-01-14``, or with time
``published_approximate``  whether ``published`` was guessed from weak signs
``modified``       when the page says it was changed; like ``published``
``created``        time when it was saved
``updated``        time when it was last changed in the library
``last_read``      time or null
``read_count``     how many readings counted
``word_count``     words as a person counts them
``minutes``        time to read at the reading speed of the settings, with one decimal
``progress``       0 to 1 of the text
``state``          ``unread``, ``reading`` or ``read``
``archived``       boolean
``favourite``      boolean
``deleted``        time when it went to the trash, or null
``failed``         why the page is no article, or ``""``
``summary``        at most about 300 characters
``summary_source`` ``page``, ``text`` (sentences of the article), ``reader`` (written by hand) or ``command`` (made by
                   the reader's own)
``note``           the reader's own
``lead_image``     URL
``extractor``      name and version of the reader that made it
``original``       SHA-256 of the kept original
``keywords``       array of {``text``, ``score``}, the most telling first
``similar`` *      array of {``id``, ``title``, ``url``, ``score``, ``shared``, ``noted``}: similar readings, nearest
                   first, with the keywords they share; ``noted``: the page itself named it
``noted`` *        array of {``title``, ``id``}: what the page listed as similar; ``id`` null if it is not here
``copies`` *       array of {``id``, ``title``, ``url``, ``containment``, ``certain``}: what may be the same article
``text`` *         the plain text
=================  ====================================================================================================

``search`` adds ``snippet`` {``text``, ``marks``}: a passage with the words that were sought, ``marks`` the (start, end)
of each in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readlater.cli.session import Session
    from readlater.model import Article, Copy, Keyword, LedgerLine, Similar


def article_record(session: Session, article: Article, *, full: bool) -> dict[str, Any]:
    """The record of an article; ``full`` adds similar readings and text."""
    library = session.library
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
        "created": session.iso(article.created),
        "updated": session.iso(article.updated),
        "last_read": session.iso(article.last_read),
        "read_count": article.read_count,
        "word_count": article.word_count,
        "minutes": round(session.config.minutes(article.minutes), 1),
        "progress": round(article.progress, 4),
        "state": str(article.state),
        "archived": article.archived,
        "favourite": article.favourite,
        "deleted": session.iso(article.deleted),
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
        record["noted"] = noted_records(session, article.id)
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
    }


def noted_records(session: Session, article_id: int) -> list[dict[str, Any]]:
    """The titles that the page listed as similar, each with the UUID of the article of that title, if it is here."""
    noted = session.library.noted_similar(article_id)
    known = {row.id: row.uuid for row in session.library.rows([found for _, found in noted if found is not None])}
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


def ledger_record(line: LedgerLine) -> dict[str, Any]:
    """A line of a ledger.

    Keys: ``item``, ``outcome`` (new, merged, skipped, failed), ``uuid``, ``title``, ``message``, ``copies`` (articles
    that a new one is like).
    """
    return {
        "item": line.item,
        "outcome": str(line.outcome),
        "uuid": line.uuid,
        "title": line.title,
        "message": line.message,
        "copies": [copy_record(one) for one in line.copies],
    }


def short_id(uuid: str) -> str:
    """The prefix of a UUID that tables show; enough to be told apart in most libraries."""
    return uuid[:8]


def minutes_words(minutes: float) -> str:
    """``12 min``, ``2 h 5 min``; at least ``1 min``."""
    whole = max(1, round(minutes))
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60} min"
