"""When an HTML page was published and changed: by its data, the lines by its title, and elements marked up for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from readlater.language.dates import day_first, parse_date
from readlater.language.safe import safe_line
from readlater.model import Found
from readlater.pages.clues.people import dates_in, find_date, is_date_line
from readlater.pages.clues.vocabulary import MODIFIED
from readlater.pages.clues.wordset import word_set
from readlater.pages.metadata.marks import Marks
from readlater.pages.metadata.structured import Candidates, is_article, texts_of, type_of
from readlater.pages.metadata.surroundings import Near, is_aside

_DATE_TAGS = word_set("span div p li em small td h6 abbr b")


_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/_-])")
_PUBLISHED_NAME = re.compile(
    r"(?:^|[.:_-])(?:published|publish|publication|pub|posted|post|issued?)[._-]?(?:date|time|on|at)$"
)
_CHANGED_NAME = re.compile(r"modified|updated|changed|revised|reviewed", re.IGNORECASE)

_MODIFIED_NAME = re.compile(
    r"^last[._-]?(?:modified|updated?|revised)|(?:modified|updated?|revised?|changed|lastmod)[._-]?(?:date|time|on|at)?$"
)
_URL_COMPACT = re.compile(r"/(?:[a-z]{1,3}[_-]?)?(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_-]|t\d+[_-])")
_MARKED = (
    ("datepublished", "published"),
    ("dc:date", "published"),
    ("dc:issued", "published"),
    ("dcterms:issued", "published"),
    ("dc:created", "published"),
    ("dcterms:created", "published"),
    ("datecreated", "published"),
    ("datemodified", "modified"),
    ("dcterms:modified", "modified"),
)
_NO_WORK = re.compile(
    r"comment|rating|product|organi[sz]ation|video|image|event|person|offer|list|website|breadcrumb|collection|episode",
    re.IGNORECASE,
)
"""Types of things whose date is not that of the page that names them."""

OLDEST_DATA, OLDEST = "1800-01-01", "1990-01-01"
"""The first dates that are taken for those of a page, where data names them and where they only stand there."""

_ZEROS = frozenset({"1970-01-01", "1969-12-31", "1900-01-01"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORIGINALLY = re.compile(
    r"\b(?:originally|first) published on ([^.;]{0,12}?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}).{0,12})"
)
_PUBLISHED_LABEL = re.compile(
    r"(?:\b(?:published|posted|publication date|date published|date posted|first published|release date|date)\b"
    r"|\b(?:veröffentlicht|erschienen|publiziert|erstellt|datum|stand)\b|\b(?:publié|paru|mis en ligne|posté)(?:e)?\b"
    r"|\bpublicad[oa]\b|\bfecha(?: de publicación)?\b|\bdata(?: di pubblicazione)?\b|\bpubblicat[oa]\b|\bgepubliceerd\b"
    r"|\bgeplaatst\b|\bopublikowan[oya]\b|\bdodano\b|\bpublicerad\b|\bpubliceret\b|\bpublisert\b|\bjulkaistu\b"
    r"|\bopubl?ikováno\b|\bvydáno\b|\bопубликован[оаы]?\b|\bдата(?: публикации)?\b|\bопубліковано\b"
    r"|\byayın(?:lanma|landı)?(?: tarihi)?\b|\bđăng (?:lúc|ngày)\b|\bngày đăng\b|\bditerbitkan\b"
    r"|تاريخ النشر|نُ?شر(?:ت)?(?: في)?|발행|입력|등록|작성일?|게시일?|公開日?|掲載日?|投稿日?|配信|作成日|発行日"
    r"|发布(?:时间|日期|于)?|發布(?:時間|日期|於)?|发表(?:时间|于)?|發表(?:時間|於)?|時間|时间|日期|प्रकाशित)"
    r"[^\d\n]{0,24}?(?=\d|\b[^\W\d_]{3,10}\.? \d{1,2},? (?:19|20)\d\d)",
    re.IGNORECASE,
)
"""Words that say that the date behind them is that of publication."""

MAX_TEXTS, MAX_ELEMENTS = 400, 20_000
"""Texts with a year in them, and elements, among which a labelled date is looked for."""

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
    marks: Marks,
    near: Sequence[Near] = (),
) -> None:
    """When it was published and changed. ``near`` are the lines by the title.

    A date that is called that of a change is never taken for that of publication.
    """
    dayfirst = _day_first(found.values("language"))

    def add(name: str, value: str, source: str) -> None:
        date = parse_date(value.strip(), dayfirst=dayfirst) or (find_date(value) or ("", False))[0]
        if is_possible(date, OLDEST_DATA if source in ("json-ld", "meta", "itemprop") else OLDEST):
            found.add(name, date, source)

    _from_data(items, found, add)
    for name in (*_PUBLISHED, *sorted(name for name in metas if _PUBLISHED_NAME.search(name))):
        for value in metas.get(name, [])[:1]:
            add("published", value, "meta")
    for name in (*_MODIFIED, *sorted(name for name in metas if _MODIFIED_NAME.search(name))):
        for value in metas.get(name, [])[:1]:
            add("modified", value, "meta")
    unmarked = _time_elements(page, found, add)
    for name, field in _MARKED:
        for element in marks.properties.get(name, [])[:2]:
            if not is_aside(element):
                value = element.get("content") or element.get("datetime") or "".join(element.itertext())
                add(field, value, "itemprop")
    _shown(_near_title(near, unmarked, found, dayfirst), found)
    if not found.best("published"):
        for value in unmarked[:1]:
            found.add("published", value, "time")
    if not found.best("published"):
        _date_elements(marks, found)
    if not found.best("published"):
        _labelled(page, found, dayfirst)
    _original(page, found)
    _from_url(url, found)


def is_possible(date: str, oldest: str) -> bool:
    """Whether a page can have been published on a date: from ``oldest`` to now, and not at the zero of a clock."""
    latest = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    return bool(date) and oldest <= date[:10] <= latest and date[:10] not in _ZEROS


def _day_first(languages: Sequence[str]) -> bool | None:
    """Whether the page writes ``3/4/2022`` for the third of April, by the first of its languages that says so."""
    return next((first for first in map(day_first, languages) if first is not None), None)


def _from_data(items: list[dict[str, Any]], found: Candidates, add: Callable[[str, str, str], None]) -> None:
    """The dates of JSON-LD: those of articles first, then those of other works, if there is only one."""
    for thing in items:
        if is_article(thing):
            for key, name in (("datePublished", "published"), ("dateModified", "modified")):
                for value in list(texts_of(thing.get(key), "@value"))[:1]:
                    add(name, value, "json-ld")
            if not found.best("published"):
                for value in list(texts_of(thing.get("dateCreated") or thing.get("uploadDate"), "@value"))[:1]:
                    add("published", value, "json-ld")
    works = [thing for thing in items if not is_article(thing) and not _NO_WORK.search(type_of(thing))]
    dates = {value for thing in works for value in texts_of(thing.get("datePublished"), "@value")}
    if len(dates) == 1 and not found.best("published"):
        add("published", dates.pop(), "json-ld")


def _from_url(url: str, found: Candidates) -> None:
    """The date in the address."""
    match = _URL_DATE.search(url) or _URL_COMPACT.search(url)
    if not match:
        return
    said = "-".join(part for part in match.groups() if part)
    if not is_possible(said, OLDEST) or (len(said) == 10 and not parse_date(said)):
        return
    found.add("published", said, "url")
    _prefer_day(said, found)


def _prefer_day(day: str, found: Candidates) -> None:
    """Puts a day that address or title show before the same time in UTC, in which it may be the day before or after."""
    best = found.best("published")
    if len(day) < 10 or not best.endswith("+00:00") or day[:10] == best[:10]:
        return
    if abs((datetime.fromisoformat(day[:10]) - datetime.fromisoformat(best[:10])).days) == 1:
        entries = found.by_field["published"]
        entries.sort(key=lambda entry: entry.value[:10] != day[:10])


def _original(page: HtmlElement, found: Candidates) -> None:
    """The date of a sentence such as *This article was originally published on …*, before one that is only shown."""
    entries = found.by_field.get("published", [])
    if entries and entries[0].source not in ("title", "time", "element"):
        return
    for element in page.xpath("//p[contains(., 'riginally published on') or contains(., 'irst published on')]")[:2]:
        match = _ORIGINALLY.search(" ".join("".join(element.itertext()).split())[:400])
        date = find_date(match.group(1)) if match else None
        if date and len(date[0]) >= 10 and is_possible(date[0], OLDEST):
            found.by_field["published"] = [
                Found(date[0], "text"),
                *(entry for entry in entries if entry.value != date[0]),
            ]
            return


def _labelled(page: HtmlElement, found: Candidates, dayfirst: bool | None) -> None:
    """The date behind words such as *Published on*, wherever it stands, if all such dates of the page are the same."""
    dates: dict[str, bool] = {}
    for text, parent in islice(_texts_with_years(page), MAX_TEXTS):
        around = parent if _PUBLISHED_LABEL.search(text) else parent.getparent()
        said = " ".join("".join(islice(around.itertext(), 12)).split()) if around is not None else ""
        match = _PUBLISHED_LABEL.search(said[:300])
        date = next(iter(dates_in(said[match.end() : match.end() + 60], dayfirst)), None) if match else None
        if date and is_possible(date[0], OLDEST) and not date[1] and not is_aside(parent):
            dates[date[0]] = True
    if len(dates) == 1:
        found.add("published", next(iter(dates)), "text")


def _texts_with_years(page: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The short texts that have a year in them, each with the element that holds it."""
    body = page.find("body")
    for element in islice(body.iter(etree.Element), MAX_ELEMENTS) if body is not None else ():
        if element.tag in ("script", "style", "noscript"):
            continue
        for text, parent in ((element.text, element), (element.tail, element.getparent())):
            if text and len(text) <= 400 and ("20" in text or "199" in text) and _YEAR.search(text):
                yield text, parent


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
            if is_possible(date, OLDEST):
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


def _shown(date: str, found: Candidates) -> None:
    """Adds the date that is shown by the title: where the page's data has several, that which is shown goes first."""
    entries = found.by_field.get("published", [])
    if date and not entries:
        found.add("published", date, "title")
    elif date:
        if any(entry.value[:10] == date[:10] for entry in entries):
            entries.sort(key=lambda entry: entry.value[:10] != date[:10])
        found.add("published", date, "title")
        _prefer_day(date, found)


def _near_title(near: Sequence[Near], times: Sequence[str], found: Candidates, dayfirst: bool | None) -> str:
    """The date that stands on a line by the title; with its time of day, if a ``<time>`` of the same day gives it.

    Lines of many dates are a list of things with a date each.
    """
    label = ""
    dated = [dates_in(line.text, dayfirst) if is_date_line(line.text) else [] for line in near]
    if len({date for dates in dated for date, _ in dates}) > MAX_DATES or sum(map(bool, dated)) > MAX_DATES + 1:
        return ""
    for line, dates in zip(near, dated, strict=True):
        for date, changed in dates:
            if not is_possible(date, OLDEST):
                continue
            if changed or MODIFIED.search(label):
                found.add("modified", date, "title")
                continue
            return next((time for time in times if time[:10] == date[:10]), date)
        label = line.text if len(line.text) <= LABEL else ""
    return ""


def _date_elements(marks: Marks, found: Candidates) -> None:
    """A date in an element that is named for it, in document order.

    Where elements of one name hold several dates they are those of a list of things, none of which is the page.
    """
    by_class: dict[str, list[tuple[str, bool]]] = {}
    for element, names in marks.dates:
        if element.tag not in _DATE_TAGS:
            continue
        said = " ".join("".join(element.itertext()).split()) if len(element) < 12 else ""
        if not 6 <= len(said) <= 160 or is_aside(element):
            continue
        if sum(map(len, by_class.values())) > 60:
            break
        date = find_date(said)
        if date and is_possible(date[0], OLDEST):
            changed = date[1] or _is_changed(element)
            by_class.setdefault(element.get("class") or names, []).append((date[0], changed))
    for dates in by_class.values():
        first, changed = dates[0]
        if changed:
            found.add("modified", first, "element")
        elif len({other for other, _ in dates}) == 1 and first not in found.values("modified"):
            found.add("published", first, "element")
            return
