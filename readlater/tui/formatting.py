"""How the screen writes dates, numbers and times. No Textual here."""

from __future__ import annotations

import math
from datetime import datetime, tzinfo
from typing import Final

from readlater.model import Article, ArticleRow, State, SummarySource

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DEFAULT_SPEED: Final = 238
"""Words a minute for which the library's minutes are counted."""


_NOT_FETCHED: Final = "not fetched"
"""How the reason begins why there is no article, where only the address was kept (`readlater.exchange.fetching`)."""


def number(value: int) -> str:
    """``12,345``."""
    return f"{value:,}"


def plural(value: int, one: str, many: str = "") -> str:
    """``1 article``, ``2 articles``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def day(published: str) -> str:
    """A date of publication, of which only the year or month may be known: ``2022``, ``Jan 2022``, ``Jan 14, 2022``."""
    parts = published[:10].split("-")
    try:
        month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
        if len(parts) == 1:
            return parts[0]
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{month} {int(parts[2])}, {parts[0]}"
    except (ValueError, IndexError):
        return published


def published(article: Article) -> str:
    """When an article was published, ``Jan 14, 2022``; ``about`` before it where that was only guessed."""
    date = day(article.published)
    return f"about {date}" if date and article.published_approximate else date


def moment(time: datetime | None, zone: tzinfo | None = None) -> str:
    """A time in the reader's zone, ``Jan 14, 2022 08:51``; ``never`` for None."""
    if time is None:
        return "never"
    local = time.astimezone(zone)
    return f"{MONTHS[local.month - 1]} {local.day}, {local.year} {local:%H:%M}"


def ago(time: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """How long ago something was: ``just now``, ``5 min ago``, ``3 h ago``, ``yesterday``, ``6 days ago``; a date."""
    seconds = (now - time).total_seconds()
    days = (now.astimezone(zone).date() - time.astimezone(zone).date()).days
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    if days == 0 or seconds < 6 * 3600:
        return f"{int(seconds // 3600)} h ago"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 30 else day(time.astimezone(zone).date().isoformat())


def minutes(value: float, speed: int = DEFAULT_SPEED) -> str:
    """Reading time in whole minutes, at least one: ``3 min``; ``speed`` is the reader's pace in words a minute."""
    return f"{max(1, math.ceil(value * DEFAULT_SPEED / max(1, speed) - 0.5))} min"


def position(percent: int, total: float, speed: int = DEFAULT_SPEED) -> str:
    """Where the reader is and what is left: ``37 % · 3 min left``, ``100 %``."""
    if percent >= 100:
        return "100 %"
    return f"{percent} % · {minutes(total * (100 - percent) / 100, speed)} left"


def byline(article: Article, speed: int = DEFAULT_SPEED) -> str:
    """The line below a title: ``Lee Hyun-woo · The Asia Business Daily · Jan 14, 2022 · 512 words · 2 min``."""
    site = article.site or article.category
    author = article.byline if article.byline.casefold() != site.casefold() else ""
    length = f"{plural(article.word_count, 'word')} · {minutes(article.minutes, speed)}" if article.word_count else ""
    return " · ".join(part for part in (author, site, published(article), length) if part)


def state_words(row: ArticleRow | Article) -> str:
    """An article's state in words: ``reading, 43 %``, ``read``, ``unread``; with ``archived`` and ``favourite``."""
    parts = [row.state.value]
    if row.state is State.READING:
        parts = [f"reading, {round(row.progress * 100)} %"]
    parts += [word for word, on in (("archived", row.archived), ("favourite", row.favourite)) if on]
    return " · ".join(parts)


SUMMARY_SOURCES: Final = {
    SummarySource.PAGE: "from the page",
    SummarySource.TEXT: "sentences of the article",
    SummarySource.READER: "your own",
    SummarySource.COMMAND: "from your command",
}
"""How the label of a summary says where it comes from."""


def bar(share: float, width: int, *, ascii: bool = False) -> str:  # noqa: A002
    """A bar of ``width`` cells of which ``share`` (0 to 1) are full; a share above 0 fills one cell at least."""
    full = 0 if share <= 0 else min(width, max(1, round(share * width)))
    return ("#" * full + "." * (width - full)) if ascii else ("▰" * full + "▱" * (width - full))


def was_never_fetched(article: Article | ArticleRow) -> bool:
    """Whether only the address of a page is here: there is nothing to extract, but it can be fetched."""
    return bool(article.url) and article.failed.startswith(_NOT_FETCHED)


def notice(article: Article, *, whole: bool) -> str:
    """What has to be known of an article before it is read: that it is in the trash, or why it is none."""
    if article.deleted is not None:
        return "In the trash"
    return why_failed(article, whole=whole)


def why_failed(article: Article, *, whole: bool) -> str:
    """Why a page is no article, as a sentence; ``whole``: there is none of it. Empty if it is one."""
    reason = article.failed
    if not reason:
        return ""
    return f"{reason[0].upper()}{reason[1:]}" if whole else f"Not a whole article: {reason}"
