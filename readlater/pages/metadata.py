"""What an HTML page says about itself: title, byline, site, dates, language, address, tags.

Every field keeps its ranked candidates with their source; the best is the value. Dates and names are never invented:
what no source gives stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from readlater.language.dates import parse_time
from readlater.language.safe import safe_line
from readlater.model import Found
from readlater.pages.authorship import read_byline
from readlater.pages.dating import read_dates
from readlater.pages.lines import tokens
from readlater.pages.structured import Candidates, is_article, metas_of, texts_of, things_of, type_of, unescaped
from readlater.pages.surroundings import lines_by_title
from readlater.pages.titles import read_title, site_in_title
from readlater.pages.urls import canonical_url, host_label
from readlater.pages.vocabulary import fold

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S+?)\s*-->", re.IGNORECASE)
_SINGLEFILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile(.{0,4000}?)-->", re.IGNORECASE | re.DOTALL
)


@dataclass(slots=True)
class Metadata:
    """The fields of a draft as the page's head, comments and marked-up parts give them; ``base`` resolves its links."""

    url: str = ""
    base: str = ""
    title: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    direction: str = ""
    summary: str = ""
    lead_image: str = ""
    tags: tuple[str, ...] = ()
    saved: datetime | None = None
    found: dict[str, tuple[Found, ...]] = field(default_factory=dict)


def read_metadata(page: HtmlElement, markup: str, url: str = "") -> Metadata:
    """The metadata of a page.

    ``markup`` is its source (its comments name where it was saved from); ``url`` is known from outside and wins.
    """
    found = Candidates()
    metas = metas_of(page)
    items = list(things_of(page))
    saved = _read_saved(markup[: 64 * 1024], found, url)
    base = _read_url(page, metas, items, found)
    _read_names(metas, items, found, base)
    if not found.best("site"):
        found.add("site", site_in_title(page), "title")
    read_title(page, metas, items, found)
    near = lines_by_title(page, found.best("title"))
    read_byline(page, metas, items, found, near)
    read_dates(page, metas, items, found, found.best("url"), near)
    _read_rest(page, metas, items, found, base)
    meta = Metadata(base=base, saved=saved)
    for name in (
        "url",
        "title",
        "byline",
        "site",
        "published",
        "modified",
        "language",
        "direction",
        "summary",
        "lead_image",
    ):
        setattr(meta, name, found.best(name))
    meta.tags = tuple(found.values("tags")[:30])
    meta.found = {name: tuple(entries[:8]) for name, entries in found.by_field.items() if entries and name != "tags"}
    return meta


def _read_saved(head: str, found: Candidates, url: str) -> datetime | None:
    """The URL and date of the comments that browsers and SingleFile write."""
    if canonical_url(url):
        found.add("url", url, "given")
    match = _SINGLEFILE.search(head)
    if match:
        address = re.search(r"^\s*url:\s*(\S+)", match.group(1), re.MULTILINE)
        if address and canonical_url(address.group(1)):
            found.add("url", address.group(1), "singlefile")
        date = re.search(r"^\s*saved date:\s*(.+?)\s*$", match.group(1), re.MULTILINE)
        if date:
            return parse_time(re.sub(r"\s*\([^()]*\)\s*$", "", date.group(1)))
    match = _SAVED_FROM.search(head)
    if match and canonical_url(match.group(1)):
        found.add("url", match.group(1), "saved-from")
    return None


def _read_url(page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates) -> str:
    """The page's address in the order of trust; returns the base of its links."""
    known = found.best("url")
    tag = next(page.iter("base"), None)
    base_href = (tag.get("href") or "").strip() if tag is not None else ""

    def add(value: str, source: str) -> None:
        try:
            whole = urljoin(known or base_href, value.strip())
        except ValueError:
            return
        canonical = canonical_url(whole)
        if not canonical:
            return
        home = urlsplit(canonical).path in ("", "/") and not urlsplit(canonical).query
        others = [entry for entry in found.values("url") if urlsplit(canonical_url(entry)).path not in ("", "/")]
        found.add("url" if not (home and others) else "home", whole, source)

    canonicals = [
        link.get("href") or "" for link in page.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    candidates = [(value, "canonical") for value in canonicals[:3]] + [
        (value, "og") for value in metas.get("og:url", [])[:2]
    ]
    for thing in items:
        if is_article(thing):
            candidates += [(value, "json-ld") for value in texts_of(thing.get("mainEntityOfPage"), "@id", "url")]
            candidates += [(value, "json-ld") for value in texts_of(thing.get("url"), "@id")]
    # An address that is only the home page is a mistake of the template if any other one is more.
    deep = [entry for entry in candidates if urlsplit(canonical_url(entry[0]) or "https://x/").path != "/"]
    for value, source in deep + [entry for entry in candidates if entry not in deep]:
        add(value, source)
    found.by_field.pop("home", None)
    if base_href and not found.best("url") and canonical_url(base_href):
        found.add("url", base_href, "base")
    address = found.best("url")
    try:
        return urljoin(address, base_href) if base_href else address
    except ValueError:
        return address


def _read_names(metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates, base: str) -> None:
    """The name of the site."""
    host = host_label(base)
    for name in (
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "dcterms.publisher",
        "citation_journal_title",
        "twitter:app:name:iphone",
    ):
        for value in metas.get(name, [])[:1]:
            if len(value) <= 80 and not re.match(r"https?://", value):
                found.add("site", re.sub(r"^@", "", value), name.split(":")[0] if ":" in name else name)
    for thing in items:
        if is_article(thing):
            for value in texts_of(thing.get("publisher"), "name"):
                if len(value) <= 80:
                    found.add("site", value, "json-ld")
    for thing in items:
        if re.search(r"website|newsmediaorganization|organization", type_of(thing), re.IGNORECASE):
            for value in texts_of(thing.get("name")):
                if len(value) <= 60:
                    found.add("site", value, "json-ld")
    if host:
        entries = found.by_field.get("site", [])
        entries.sort(key=lambda entry: "." in entry.value and host in entry.value.lower())


def _read_rest(
    page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates, base: str
) -> None:
    """Language, direction, description, picture and tags."""
    body = page.find("body")
    for element in (page, body):
        if element is not None:
            found.add(
                "language",
                _language(
                    element.get("lang")
                    or element.get("{http://www.w3.org/XML/1998/namespace}lang")
                    or element.get("xml:lang")
                    or ""
                ),
                "lang",
            )
            direction = (element.get("dir") or "").lower()
            if direction in ("ltr", "rtl"):
                found.add("direction", direction, "dir")
    for thing in items:
        if is_article(thing):
            for value in texts_of(thing.get("inLanguage"), "name", "alternateName"):
                found.add("language", _language(value), "json-ld")
    for name in ("content-language", "language", "dc.language", "dcterms.language", "og:locale"):
        for value in metas.get(name, [])[:1]:
            found.add("language", _language(value), name)
    title = fold(found.best("title"))
    for name in (
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.description",
        "dcterms.abstract",
    ):
        for value in metas.get(name, [])[:1]:
            if is_summary(value, title, {fold(site) for site in found.values("site")}):
                found.add("summary", value, name)
    for thing in items:
        if is_article(thing):
            for value in texts_of(thing.get("description") or thing.get("abstract")):
                if is_summary(value, title, set()):
                    found.add("summary", value, "json-ld")
    for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail"):
        for value in metas.get(name, [])[:1]:
            _add_image(found, value, base, name)
    for thing in items:
        if is_article(thing):
            for value in list(texts_of(thing.get("image"), "url", "contentUrl", "@id"))[:2]:
                _add_image(found, value, base, "json-ld")
    for name in ("article:tag", "og:article:tag", "keywords", "news_keywords", "citation_keywords", "parsely-tags"):
        for value in metas.get(name, [])[:40]:
            _add_tags(found, re.split(r"[,;，、；]", value), name)
    for thing in items:
        if is_article(thing):
            for value in texts_of(thing.get("keywords"), "name"):
                _add_tags(found, re.split(r"[,;，、]", value), "json-ld")
    _add_tags(found, ["".join(link.itertext()) for link in page.xpath("//a[@rel='tag']")[:30]], "rel-tag")


def is_summary(text: str, title: str, sites: set[str]) -> bool:
    """Whether a description describes the article: it says more than the title and is no slogan of a few words."""
    said = fold(unescaped(text))
    if not said or said == title or said in sites or (title and title in said and len(said) < len(title) + 25):
        return False
    words = tokens(said)
    cjk = sum(not word.isascii() and len(word) == 1 for word in words)
    return (len(words) >= 8 or cjk >= 15) and not re.search(r"^(?:https?:|www\.)|\{\{|<[a-z]+", text.strip())


def _add_image(found: Candidates, value: str, base: str, source: str) -> None:
    try:
        url = urljoin(base, value.strip())
    except ValueError:
        return
    if re.match(r"https?://", url) and not re.search(
        r"(?:logo|default|placeholder|favicon|blank)[^/]{0,20}\.(?:png|jpe?g|gif|svg|webp)(?:$|\?)", url, re.IGNORECASE
    ):
        found.add("lead_image", url, source)


def _add_tags(found: Candidates, tags: list[str], source: str) -> None:
    known = {fold(tag) for tag in found.values("tags")}
    for tag in tags[:40]:
        said = safe_line(unescaped(tag)).strip(" #\"'")
        if 2 <= len(said) <= 40 and len(said.split()) <= 5 and fold(said) not in known:
            known.add(fold(said))
            found.add("tags", said, source)


def _language(value: str) -> str:
    """A language tag as BCP 47 writes it, in lower case, or an empty string."""
    value = value.strip().split(",")[0].replace("_", "-").lower()
    names = {
        "english": "en",
        "deutsch": "de",
        "german": "de",
        "français": "fr",
        "french": "fr",
        "español": "es",
        "spanish": "es",
        "日本語": "ja",
        "한국어": "ko",
        "русский": "ru",
        "中文": "zh",
    }
    value = names.get(value, value)
    return (
        value
        if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}", value) and not value.startswith(("und", "mul", "zxx"))
        else ""
    )
