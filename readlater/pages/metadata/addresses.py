"""Where an HTML page comes from: its address, in the order of trust, and the article that a version of it stands for.

What is known from outside or was written down when the page was saved wins over what the page's template says: of
real pages some name another site of their publisher as canonical, and some their home page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from readlater.pages.clues.wordset import word_set
from readlater.pages.metadata.structured import Candidates, is_article, texts_of, type_of
from readlater.pages.urls import canonical_url as uncached
from readlater.pages.urls import host_of

canonical_url = lru_cache(maxsize=64)(uncached)
"""A page names its few addresses again and again."""

_AMP_PATH = re.compile(r"/amp(?:/|$)|\.amp(?:\.html?)?$|/amp\.html?$|^/amp/", re.IGNORECASE)
_PRINT_PATH = re.compile(
    r"/(?:print|printable|print-?version|printer-?friendly|drucken|druckversion|imprimir|imprimer|stampa)(?:[/.]|$)",
    re.IGNORECASE,
)
_PRINT_NAMES = word_set("print printable printview printversion printpage printerfriendly drucken imprimir")
_OTHER_HOST = re.compile(r"^(?:amp|m|mobile|touch|print)\d?\.", re.IGNORECASE)
_AMP_CACHE = re.compile(r"(?:^|\.)(?:ampproject\.(?:org|net)|google\.[a-z.]{2,6}|bing-amp\.com)$", re.IGNORECASE)


def read_address(
    page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates
) -> tuple[str, str]:
    """The page's address in the order of trust, as candidates; returns the base of its links and where it lay.

    The second is empty unless the page is the AMP, print or mobile version of an article of the same site that it
    names: then the article's address is the best one, and this is that of the version.
    """
    known = found.best("url")
    tag = next(page.iter("base"), None)
    base_href = (tag.get("href") or "").strip() if tag is not None else ""
    named = _named(page, metas, items, known or base_href)
    deep = [entry for entry in named if not _is_home(entry[0])]
    version = _is_version(page, known) and bool(known)
    article = next((url for url, source in deep if source == "canonical" and _same_site(known, url)), "")
    if version and article and canonical_url(article) != canonical_url(known):
        entries = found.by_field["url"]
        found.add("url", article, "canonical")
        entries.sort(key=lambda entry: entry.source != "canonical")
    else:
        article = ""
    for url, source in deep:
        found.add("url", url, source)
    homes = [entry for entry in named if _is_home(entry[0])]
    if not found.best("url") and not _has_article(metas, items):
        for url, source in homes:
            found.add("url", url, source)
    if base_href and not found.best("url") and canonical_url(base_href) and not homes:
        found.add("url", base_href, "base")
    address = known or found.best("url") or next((url for url, _ in homes), "")
    return _joined(address, base_href) if base_href else address, known if article else ""


def _named(
    page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], base: str
) -> list[tuple[str, str]]:
    """The web addresses that the page gives as its own, whole, each with its source."""
    canonical = [
        link.get("href") or "" for link in page.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    og = metas.get("og:url", [])[:2]
    data: list[str] = []
    for thing in items:
        if is_article(thing):
            data += texts_of(thing.get("mainEntityOfPage"), "@id", "url")
            data += texts_of(thing.get("url"), "@id")
    others = [value for value in (*og, *data) if canonical_url(value)]
    base = base or next(iter(others), "")
    agreed = {canonical_url(value) for value in others}
    links = [_joined(base, value.strip()) for value in canonical[:4] if value.strip()]
    # Of several that differ, one is another plugin's mistake: that which the page also says elsewhere is right.
    links.sort(key=lambda url: canonical_url(url) not in agreed)
    named = [(url, "canonical") for url in links]
    named += [(_joined(base, value.strip()), "og") for value in og]
    named += [(_joined(base, value.strip()), "json-ld") for value in data[:4]]
    return [(url, source) for url, source in named if re.search(r"[.:\]]", urlsplit(canonical_url(url)).netloc)]


def _joined(base: str, value: str) -> str:
    """An address made whole; one without its scheme (``www.example.org/x``) is not taken for a path."""
    if canonical_url(value):
        return value if re.match(r"[a-zA-Z]+:", value) else f"https://{value.removeprefix('//')}"
    try:
        return urljoin(base, value)
    except ValueError:
        return ""


def _is_home(url: str) -> bool:
    """Whether an address is that of a site as a whole."""
    parts = urlsplit(canonical_url(url))
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def _has_article(metas: dict[str, list[str]], items: list[dict[str, Any]]) -> bool:
    """Whether the page says that it is one article: then the address of the home page can't be its own."""
    return "article" in " ".join(metas.get("og:type", [])).lower() or any(
        is_article(thing) and not re.search(r"webpage|faqpage", type_of(thing), re.IGNORECASE) for thing in items
    )


def _is_version(page: HtmlElement, url: str) -> bool:
    """Whether the page is the AMP, print or mobile version of an article, by its markup or its address."""
    if page.get("amp") is not None or page.get("⚡") is not None or page.get("amp4email") is not None:
        return True
    try:
        parts = urlsplit(url)
        query = {name.lower(): value.lower() for name, value in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError:
        return False
    host = parts.hostname or ""
    if _OTHER_HOST.match(host) or _AMP_CACHE.search(host):
        return True
    if _AMP_PATH.search(parts.path) or _PRINT_PATH.search(parts.path):
        return True
    if "amp" in query or not _PRINT_NAMES.isdisjoint(query):
        return True
    return any(value in ("amp", "print", "printable") for value in query.values())


def _same_site(version: str, article: str) -> bool:
    """Whether both addresses are of one site; those of a cache of AMP pages name the site in their path."""
    first, second = (_OTHER_HOST.sub("", host_of(url)) for url in (version, article))
    if not first or not second:
        return False
    if first == second or first.endswith(f".{second}") or second.endswith(f".{first}"):
        return True
    return bool(_AMP_CACHE.search(first)) and second in version
