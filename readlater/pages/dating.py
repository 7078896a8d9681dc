"""When an HTML page was published and changed: by its data, the lines by its title, and elements marked up for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from readlater.language.dates import parse_date
from readlater.language.safe import safe_line
from readlater.pages.people import dates_in, find_date, is_date_line
from readlater.pages.structured import Candidates, is_article, texts_of
from readlater.pages.surroundings import Near, is_aside
from readlater.pages.vocabulary import MODIFIED
from readlater.pages.wordset import word_set

_DATE_CLASS = re.compile(r"date|time|publish|posted|byline|meta", re.IGNORECASE)


_DATE_TAGS = word_set("span div p li em small td h6 abbr b")


_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/_-])")
_PUBLISHED_NAME = re.compile(
    r"(?:^|[.:_-])(?:published|publish|publication|pub|posted|post|issued?)[._-]?(?:date|time|on|at)$"
)
_CHANGED_NAME = re.compile(r"modified|updated|changed|revised|reviewed", re.IGNORECASE)

LABEL = 40
"""Characters before a date that may say what it is the date of."""
MAX_TIMES = 300
"""``<time>`` elements that are looked at."""

MAX_DATES = 3
"""Dates by a title that can be those of one page: published, changed, reviewed."""

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "published",
    "publication_date",
    "date",
    "article.published",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "rnews:datepublished",
    "article_date_original",
    "date_published",
    "datecreated",
    "release_date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "article:modified",
    "revised",
    "updated",
)


def read_dates(
    page: HtmlElement,
    metas: dict[str, list[str]],
    items: list[dict[str, Any]],
    found: Candidates,
    url: str,
    near: Sequence[Near] = (),
) -> None:
    """When it was published and changed. ``near`` are the lines by the title.

    A date that is called that of a change is never taken for that of publication.
    """

    def add(name: str, value: str, source: str) -> None:
        date = parse_date(value.strip()) or (find_date(value) or ("", False))[0]
        if date and "1990" <= date[:4] <= "2099":
            found.add(name, date, source)

    for thing in items:
        if is_article(thing):
            for key, name in (("datePublished", "published"), ("dateModified", "modified")):
                for value in list(texts_of(thing.get(key), "@value"))[:1]:
                    add(name, value, "json-ld")
            if not found.best("published"):
                for value in list(texts_of(thing.get("dateCreated") or thing.get("uploadDate"), "@value"))[:1]:
                    add("published", value, "json-ld")
    for name in (*_PUBLISHED, *sorted(name for name in metas if _PUBLISHED_NAME.search(name))):
        for value in metas.get(name, [])[:1]:
            add("published", value, "meta")
    for name in _MODIFIED:
        for value in metas.get(name, [])[:1]:
            add("modified", value, "meta")
    unmarked = _time_elements(page, found, add)
    for element in page.xpath("//*[@itemprop='datePublished' or @itemprop='dateCreated']")[:2]:
        add("published", element.get("content") or element.get("datetime") or "".join(element.itertext()), "itemprop")
    for element in page.xpath("//*[@itemprop='dateModified']")[:2]:
        add("modified", element.get("content") or element.get("datetime") or "".join(element.itertext()), "itemprop")
    if not found.best("published"):
        _near_title(near, unmarked, found)
    if not found.best("published"):
        for value in unmarked[:1]:
            found.add("published", value, "time")
    if not found.best("published"):
        _date_elements(page, found)
    match = _URL_DATE.search(url)
    if match:
        found.add("published", "-".join(part for part in match.groups() if part), "url")


def _time_elements(page: HtmlElement, found: Candidates, add: Callable[[str, str, str], None]) -> list[str]:
    """Adds what ``<time>`` elements say they are; returns the dates of those that do not say it."""
    unmarked: list[str] = []
    for element in islice(page.iter("time"), MAX_TIMES):
        names = " ".join(filter(None, (element.get("itemprop"), element.get("class"), element.get("pubdate")))).lower()
        value = element.get("datetime") or element.get("content") or safe_line("".join(element.itertext()))
        if is_aside(element):
            continue
        if "modified" in names or "updated" in names:
            add("modified", value, "time")
        elif "publish" in names or "pubdate" in names or element.get("pubdate") is not None or "entry-date" in names:
            add("published", value, "time")
        elif _is_changed(element):
            add("modified", value, "time")
        elif len(unmarked) < 20:
            date = parse_date(value.strip())
            if date and "1990" <= date[:4] <= "2099":
                unmarked.append(date)
    return unmarked


def _is_changed(element: HtmlElement) -> bool:
    """Whether the words before a date, or the class of what holds them, say that it is that of a change."""
    if _CHANGED_NAME.search(element.get("class") or ""):
        return True
    before = ""
    node = element
    for _ in range(3):
        for sibling in islice(node.itersiblings(preceding=True), 4):
            before = f"{''.join(islice(sibling.itertext(), 20))} {sibling.tail or ''} {before}"
            if len(before.strip()) > LABEL:
                break
        parent = node.getparent()
        if before.strip() or parent is None or parent.tag in ("body", "article", "main", "section", "header"):
            break
        if parent.text and parent.text.strip():
            before = parent.text
            break
        if _CHANGED_NAME.search(parent.get("class") or ""):
            return True
        node = parent
    return bool(MODIFIED.search(safe_line(before)[-LABEL:]))


def _near_title(near: Sequence[Near], times: Sequence[str], found: Candidates) -> None:
    """The date that stands on a line by the title; with its time of day, if a ``<time>`` of the same day gives it.

    Lines of many dates are a list of things with a date each.
    """
    label = ""
    dated = [dates_in(line.text) if is_date_line(line.text) else [] for line in near]
    if len({date for dates in dated for date, _ in dates}) > MAX_DATES:
        return
    for line, dates in zip(near, dated, strict=True):
        for date, changed in dates:
            if not "1990" <= date[:4] <= "2099":
                continue
            if changed or MODIFIED.search(label):
                found.add("modified", date, "title")
                continue
            found.add("published", next((time for time in times if time[:10] == date[:10]), date), "title")
            return
        label = line.text if len(line.text) <= LABEL else ""


def _date_elements(page: HtmlElement, found: Candidates) -> None:
    """A date in an element that is named for it, in document order.

    Where elements of one name hold several dates they are those of a list of things, none of which is the page.
    """
    by_class: dict[str, list[tuple[str, bool]]] = {}
    for element in page.iter(*_DATE_TAGS):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) < 5 or not _DATE_CLASS.search(names):
            continue
        said = " ".join("".join(element.itertext()).split()) if len(element) < 12 else ""
        if not 6 <= len(said) <= 160 or is_aside(element):
            continue
        if sum(map(len, by_class.values())) > 60:
            break
        date = find_date(said)
        if date and "1990" <= date[0][:4] <= "2099":
            changed = date[1] or _is_changed(element)
            by_class.setdefault(element.get("class") or names, []).append((date[0], changed))
    for dates in by_class.values():
        first, changed = dates[0]
        if changed:
            found.add("modified", first, "element")
        elif len({other for other, _ in dates}) == 1 and first not in found.values("modified"):
            found.add("published", first, "element")
            return
