"""A date for a page that does not say when it was published: guessed, and marked as such.

What is guessed is never exact: it is the day from which on the page is known to have been there. Pages without any
such sign stay without a date.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.lines import count_words
from readlater.pages.clues.people import dates_in, is_date_line
from readlater.pages.clues.vocabulary import LEGAL
from readlater.pages.clues.wordset import word_set
from readlater.pages.metadata.dating import OLDEST, is_possible
from readlater.pages.metadata.structured import Candidates
from readlater.pages.metadata.surroundings import is_aside

MAX_STATE = 2 * 1024 * 1024
"""Characters of a page's source that are searched for the data that its scripts are given."""

MAX_DATES = 50
"""Dates in that data that are looked at."""

MAX_ELEMENTS = 20_000
"""Elements of a page above which the general date finder is not asked."""

PROSE = 12
"""Words of a paragraph from which a date in it may be one that it tells of."""

_DATELINE = re.compile(
    r"[^.!?]{0,40}?(?:\d{4}-\d\d-\d\d|\d{4}(?![\d-])|\d{4}年\d{1,2}月\d{1,2}日)\)?,?\s?(?:\([^()]{1,40}\)\s?)?"
    r"(?:[–—:|·/)）】]|-\s)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+")

_QUOTE = r"""(?:\\{0,4}["']|&quot;|&#34;)"""
_STATE = re.compile(
    rf"(?:[pP]ubli(?:sh|cation)|pubDate)\w{{0,12}}{_QUOTE}\s{{0,3}}:\s{{0,3}}(?:\[0,)?{_QUOTE}"
    r"((?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?)"
)
_LISTS = word_set(
    "related comment comments recommended recommendations sidebar latest recent trending popular feed teaser card "
    "cards copyright footer widget"
)


def date_in_state(markup: str) -> str:
    """The day of publication that the data for the page's scripts gives, if all of it gives the same; else nothing.

    What the page says of itself in JSON-LD is not looked at: that is read elsewhere.
    """
    days: dict[str, str] = {}
    for match in islice(_STATE.finditer(markup, 0, MAX_STATE), MAX_DATES):
        script = markup.rfind("<script", 0, match.start())
        if script >= 0 and "ld+json" in markup[script : markup.find(">", script)]:
            continue
        days.setdefault(match.group(1)[:10], match.group(1))
        if len(days) > 1:
            return ""
    return next((date for date in days.values() if is_possible(date, OLDEST)), "")


def guess_published(page: HtmlElement, found: Candidates, url: str, saved: datetime | None) -> bool:
    """Adds a guessed date of publication, if the page has none; whether it did.

    The date of the page's last change, if it says one; else what the general date finder finds, if it can't be shown
    to be something else: the date of a copyright, a comment, another article, or the day on which the page was saved.
    """
    if found.best("published"):
        return False
    changed = found.best("modified")
    if changed:
        found.add("published", changed, "modified")
        return True
    date = _from_finder(page, url)
    if date and _is_credible(page, date, saved):
        found.add("published", date, "htmldate")
        return True
    return False


def _from_finder(page: HtmlElement, url: str) -> str:
    """The date that htmldate finds without searching the whole text, where it takes years of copyright for dates."""
    if sum(1 for _ in islice(page.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        return ""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    latest = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
    try:
        date = find_date(page, extensive_search=False, original_date=True, url=url or None, max_date=latest)
    except Exception:  # a parser of anything: whatever it stumbles over, the page has no date then
        return ""
    return date or ""


def _is_credible(page: HtmlElement, date: str, saved: datetime | None) -> bool:
    """Whether a date stands in the page where a date of the page itself can stand."""
    if saved is not None and date == saved.strftime("%Y-%m-%d"):
        return False
    body = page.find("body")
    if body is None:
        return False
    year = date[:4]
    for text in body.xpath("(.//text()[contains(., $year)])[position() <= 200]", year=year):
        element = text.getparent()
        if element is None or element.tag in ("script", "style", "noscript", "a") or len(text) > 2000:
            continue
        line = safe_line("".join(islice(element.itertext(), 20)))[:400]
        if LEGAL.search(line) or is_aside(element) or _in_list(element):
            continue
        if any(said[:10] == date for said, _ in dates_in(line)) and not _is_told(line):
            return True
    return False


def _is_told(line: str) -> bool:
    """Whether a date stands in the middle of prose: the article tells of that day, it does not date itself.

    A paragraph may begin with place and day, or end with them.
    """
    if count_words(line) < PROSE or _DATELINE.match(line):
        return False
    return not is_date_line(_SENTENCE_END.split(line.rstrip(" .)"))[-1])


def _in_list(element: HtmlElement) -> bool:
    """Whether an element stands in a list of other articles, among comments, or in a link."""
    for ancestor in element.iterancestors():
        if ancestor.tag == "body":
            return False
        if ancestor.tag in ("a", "footer", "nav", "aside"):
            return True
        names = re.split(r"[\s_-]+", f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".lower())
        if not _LISTS.isdisjoint(names):
            return True
    return False
