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
``snoozed``        time until which it is put off (or was, if that is over), or null
``failed``         why the page is no article, or ``""``
``summary``        at most about 300 characters
``summary_source`` ``page``, ``text`` (sentences of the article), ``reader`` (written by hand) or ``command`` (made by
                   the reader's own)
``note``           the reader's own
``lead_image``     URL
``extractor``      name and version of the reader that made it
``original``       SHA-256 of the kept original
``keywords``       array of {``text``, ``score``}, the most telling first
``similar`` *      array of {``id``, ``title``, ``url``, ``score``, ``shared``, ``noted``, ``state``, ``progress``}:
                   similar readings, nearest first, with the keywords they share; ``noted``: the page itself named it
``noted`` *        array of {``title``, ``id``}: what the page listed as similar; ``id`` null if it is not here
``copies`` *       array of {``id``, ``title``, ``url``, ``containment``, ``certain``}: what may be the same article
``text`` *         the plain text
=================  ====================================================================================================

``search`` adds ``snippet`` {``text``, ``marks``}: a passage with the words that were sought, ``marks`` the (start, end)
of each in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readlater.exchange.render import record
from readlater.exchange.render.record import copy_record, keyword_records, next_record, similar_record

if TYPE_CHECKING:
    from readlater.cli.session import Session
    from readlater.model import Article, LedgerLine

__all__ = [
    "article_record",
    "copy_record",
    "keyword_records",
    "ledger_record",
    "minutes_words",
    "next_record",
    "short_id",
    "similar_record",
]


def article_record(session: Session, article: Article, *, full: bool) -> dict[str, Any]:
    """The record of an article; ``full`` adds similar readings and text."""
    return record.article_record(session.library, article, full=full, zone=session.zone, minutes=session.config.minutes)


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
