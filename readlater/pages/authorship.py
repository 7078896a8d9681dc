"""Who wrote an HTML page, and when: by its data, its ``<meta>`` elements and the elements marked up for it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from readlater.language.dates import parse_date
from readlater.pages.people import clean_name, find_date, is_name
from readlater.pages.structured import Candidates, is_article, texts_of, unescaped
from readlater.pages.vocabulary import fold
from readlater.pages.wordset import word_set

_BYLINE_CLASSES = (
    ("byline", "author"),
    (
        "byline-name",
        "byline__name",
        "author-name",
        "author__name",
        "article-author",
        "post-author",
        "entry-author",
        "byline-author",
        "writer",
        "reporter",
    ),
)
"""Class names of elements that hold the byline, the surest first."""


_BYLINE_WORDS = frozenset({"byline", "author", "authors", "writer", "contributor", "authorname"})
_NOT_BYLINE_WORDS = word_set(
    "bio avatar image img photo picture description desc box social about follow title job role date time count link"
)

_DATE_CLASS = re.compile(r"date|time|publish|posted|byline|meta", re.IGNORECASE)


_DATE_TAGS = word_set("span div p li em small td h6 abbr b")


_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/_-])")


def read_byline(page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates) -> None:
    """Who wrote it: JSON-LD, meta, then marked-up elements."""
    sites = {fold(site) for site in found.values("site")}

    def add(names: list[str], source: str, strict: bool = False) -> None:
        cleaned: list[str] = []
        for name in names[:12]:
            said = clean_name(unescaped(name))
            if (
                not said
                or re.match(r"https?:|www\.|@", said)
                or len(said) > 120
                or fold(said) in ("admin", "administrator", "unknown", "editor", "guest")
            ):
                continue
            if strict and not is_name(said):
                continue
            if fold(said) not in [fold(other) for other in cleaned]:
                cleaned.append(said)
        if cleaned and (len(cleaned) > 1 or fold(cleaned[0]) not in sites or source == "json-ld"):
            found.add("byline", ", ".join(cleaned), source)

    for thing in items:
        if is_article(thing):
            names = list(texts_of(thing.get("author") or thing.get("creator"), "name"))
            add([name for name in names if fold(name) not in sites] or names, "json-ld")
    for name in (
        "author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "parsely-author",
        "sailthru.author",
        "byl",
        "citation_author",
        "article:author",
        "og:author",
        "twitter:data1",
    ):
        values = metas.get(name, [])
        if name == "twitter:data1" and "written by" not in " ".join(metas.get("twitter:label1", [])).lower():
            continue
        add(values, "meta", strict=name in ("article:author", "twitter:data1"))
    for element in _byline_elements(page):
        if _outside(element):
            continue
        said = element.get("content") or " ".join(" ".join(element.itertext()).split())
        if said and len(said) <= 120:
            add([said], "element", strict=True)


def _byline_elements(page: HtmlElement) -> list[HtmlElement]:
    """Elements marked up as the byline, the surest first, few of each kind."""
    kinds: list[list[HtmlElement]] = [[] for _ in range(4 + len(_BYLINE_CLASSES))]
    for element in page.iter(etree.Element):
        marked = element.get("itemprop")
        if marked == "author":
            named = next((part for part in element.iter() if part.get("itemprop") == "name"), None)
            kinds[0 if named is not None else 1].append(named if named is not None else element)
        if element.tag == "a" and element.get("rel") == "author":
            kinds[2].append(element)
        names = (element.get("class") or "").split()
        for place, wanted in enumerate(_BYLINE_CLASSES):
            if names and not set(names).isdisjoint(wanted):
                kinds[3 + place].append(element)
        words = {word for name in names[:6] for word in re.split(r"[-_]+", name.lower())}
        if words & _BYLINE_WORDS and not words & _NOT_BYLINE_WORDS:
            kinds[-1].append(element)
    return [element for kind in kinds for element in kind[:3]]


def _outside(element: HtmlElement) -> bool:
    """Whether an element stands in an aside, a footer, the navigation or a comment."""
    return any(
        ancestor.tag in ("aside", "footer", "nav") or "comment" in (ancestor.get("class") or "").lower()
        for ancestor in element.iterancestors()
    )


def read_dates(
    page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates, url: str
) -> None:
    """When it was published and changed."""

    def add(name: str, value: str, source: str) -> None:
        date = parse_date(value.strip())
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
    for name in (
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
        "publish-date",
        "publish_date",
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
    ):
        for value in metas.get(name, [])[:1]:
            add("published", value, "meta")
    for name in (
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
    ):
        for value in metas.get(name, [])[:1]:
            add("modified", value, "meta")
    for element in page.iter("time"):
        names = " ".join(filter(None, (element.get("itemprop"), element.get("class"), element.get("pubdate")))).lower()
        value = element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
        changed = "modified" in names or "updated" in names
        marked = (
            "published" in names or "pubdate" in names or element.get("pubdate") is not None or "entry-date" in names
        )
        if _outside(element):
            continue
        if changed:
            add("modified", value, "time")
        elif marked or len(found.by_field.get("published", [])) < 1:
            add("published", value, "time")
    for element in page.xpath("//*[@itemprop='datePublished' or @itemprop='dateCreated']")[:2]:
        add("published", element.get("content") or element.get("datetime") or "".join(element.itertext()), "itemprop")
    for element in page.xpath("//*[@itemprop='dateModified']")[:2]:
        add("modified", element.get("content") or element.get("datetime") or "".join(element.itertext()), "itemprop")
    if not found.best("published"):
        _date_elements(page, found)
    match = _URL_DATE.search(url)
    if match:
        found.add("published", "-".join(part for part in match.groups() if part), "url")


def _date_elements(page: HtmlElement, found: Candidates) -> None:
    """A date in an element that is named for it, in document order."""
    looked = 0
    for element in page.iter(*_DATE_TAGS):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) < 5 or not _DATE_CLASS.search(names):
            continue
        said = " ".join("".join(element.itertext()).split()) if len(element) < 12 else ""
        if not 6 <= len(said) <= 160 or _outside(element):
            continue
        looked += 1
        if looked > 60:
            return
        date = find_date(said)
        if date and "1990" <= date[0][:4] <= "2099":
            found.add("modified" if date[1] else "published", date[0], "element")
            if not date[1]:
                return
