"""What an HTML page says about itself besides title, writer and dates: its site, language, description, picture, tags.

Of each field all candidates are kept with their source, the best first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.language.tags import cased_tag
from readlater.pages.clues.lines import tokens
from readlater.pages.clues.people import is_company
from readlater.pages.clues.vocabulary import COOKIES, fold
from readlater.pages.metadata.marks import Marks
from readlater.pages.metadata.structured import Candidates, is_article, texts_of, type_of, unescaped
from readlater.pages.urls import host_label

MAX_KEYWORDS = 15
"""Keywords of a ``<meta>`` element above which they are there for search engines, not for readers."""

MAX_PICTURES = 2000
"""Pictures of a page that are looked at for the first one of the article."""

_SITE_NAMES = (
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
)
_DESCRIPTIONS = (
    "og:description",
    "description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
    "twitter:description",
    "sailthru.description",
    "parsely-description",
    "weibo:article:description",
    "weibo:webpage:description",
    "citation_abstract",
)
_IMAGES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "image",
    "thumbnail",
)
_SECTIONS = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "sailthru.section",
    "dc.subject.section",
    "articlesection",
    "section",
)
_TAGS = (
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "citation_keywords",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "dcterms.subject",
)
_LANGUAGES = {
    "english": "en",
    "deutsch": "de",
    "german": "de",
    "français": "fr",
    "french": "fr",
    "español": "es",
    "spanish": "es",
    "italiano": "it",
    "italian": "it",
    "日本語": "ja",
    "japanese": "ja",
    "한국어": "ko",
    "korean": "ko",
    "русский": "ru",
    "russian": "ru",
    "中文": "zh",
    "chinese": "zh",
    "العربية": "ar",
    "arabic": "ar",
    # Countries that are written where the language is asked for, and that are no languages themselves.
    "cn": "zh",
    "jp": "ja",
    "kr": "ko",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ua": "uk",
    "vn": "vi",
    # Names that languages had in older lists.
    "iw": "he",
    "in": "id",
    "ji": "yi",
}
_MORE = re.compile(
    r"^(?:read|learn|find out|see|click)\b.{0,12}\b(?:more|here|now)\b.{0,40}$"
    r"|^(?:just another|another) .{0,40}\b(?:site|weblog|blog)\b"
    r"|^(?:weiterlesen|mehr lesen|lire la suite|leer más|leggi tutto|читать далее|続きを読む|阅读全文|더보기)",
    re.IGNORECASE,
)
"""Descriptions that are those of a template."""

_COOKIE = ("cookie", "куки", "쿠키", "クッキー", "ملفات", "çerez")
_NO_PICTURE = re.compile(
    r"(?:logo|default|placeholder|favicon|blank|avatar|spacer|pixel)[^/]{0,20}\.(?:png|jpe?g|gif|svg|webp)(?:$|\?)",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+|[a-z]{9,}")
"""A name written as in an address, or run together."""

_SLOGAN = re.compile(r"\s*[|｜»·•:]\s*|\s+[-–—]\s+")
_CUT_OFF = re.compile(r"(?:\.\.\.|…|&hellip;|→|&rarr;|\[[^\]]*\])\W*$")
LONGEST_ABSTRACT = 300
"""Characters above which what data calls a description is the beginning of the text."""

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SECTION_TYPES = re.compile(r"article|posting|report|recipe|story", re.IGNORECASE)


def read_site(metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates, address: str) -> None:
    """The name of the site, as it calls itself; never made from its address.

    Where it calls itself *The Valley Post – all that happens* and its publisher *The Valley Post*, that is the name.
    """
    _name_site(metas, ("og:site_name",), found)
    publishers = [
        safe_line(unescaped(value))
        for thing in items
        if is_article(thing)
        for value in texts_of(thing.get("publisher"), "name")
        if len(value) <= 80
    ]
    for value in publishers:
        found.add("site", value, "json-ld")
    _name_site(metas, _SITE_NAMES, found)
    for thing in items:
        if re.search(r"website|newsmediaorganization|organization", type_of(thing), re.IGNORECASE):
            for value in texts_of(thing.get("name")):
                if len(value) <= 60:
                    found.add("site", value, "json-ld")
    host = host_label(address)
    entries = found.by_field.get("site", [])
    entries.sort(key=lambda entry: _is_poor(entry.value, host))
    parts = {fold(part) for part in _SLOGAN.split(found.best("site"))}
    entries.sort(key=lambda entry: len(parts) < 2 or fold(entry.value) not in parts or entry.value not in publishers)


def _name_site(metas: dict[str, list[str]], names: Sequence[str], found: Candidates) -> None:
    """Adds the names of the site that ``<meta>`` elements give."""
    for name in names:
        for value in metas.get(name, [])[:1]:
            if len(value) <= 80 and not re.match(r"https?://", value):
                found.add("site", re.sub(r"^@", "", value), name.split(":")[0])


def _is_poor(name: str, host: str) -> bool:
    """Whether any other name goes before: its address, a word as in addresses (``valley-post``), or its company."""
    if " " not in name and ((host and "." in name and host in name.lower()) or _SLUG.fullmatch(name)):
        return True
    return is_company(name)


def read_language(
    page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates
) -> None:
    """The declared language and direction: what the document's element says goes before what its data says.

    The direction is that of the inmost element about the article that has one: templates are ``ltr`` as they come.
    """
    article = next(page.iter("article"), None)
    inmost = article if article is not None else next(page.iter("main", "h1"), page)
    for element in (inmost, *inmost.iterancestors()):
        direction = (element.get("dir") or "").strip().lower()
        if direction in ("ltr", "rtl"):
            found.add("direction", direction, "dir")
    for element in (page, page.find("body"), article):
        if element is None:
            continue
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            found.add("language", language_tag(element.get(name) or ""), "lang")
    for name in ("content-language", "language", "dc.language", "dcterms.language", "inlanguage"):
        for value in metas.get(name, [])[:1]:
            found.add("language", language_tag(value), name)
    for thing in items:
        if is_article(thing):
            for value in texts_of(thing.get("inLanguage"), "name", "alternateName"):
                found.add("language", language_tag(value), "json-ld")
    for value in metas.get("og:locale", [])[:1]:
        found.add("language", language_tag(value), "og:locale")


def language_tag(value: str) -> str:
    """A language tag as BCP 47 writes it, or an empty string."""
    value = re.split(r"[,;.\s(]", value.strip() + " ", maxsplit=1)[0].replace("_", "-").lower().strip("-")
    first, hyphen, rest = value.partition("-")
    value = _LANGUAGES.get(first, first) + hyphen + rest
    known = re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}", value)
    return cased_tag(value) if known and not value.startswith(("und", "mul", "zxx")) else ""


def read_summary(metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates) -> None:
    """The page's own description, if it describes the article: not its title again, not the slogan of its site.

    The data of the article goes before what is made for previews, but not where it is the text's beginning, cut off.
    """
    title = fold(found.best("title"))
    sites = {fold(site) for site in found.values("site")}
    slogans = {
        fold(unescaped(value))
        for thing in items
        if re.search(r"website|organization", type_of(thing), re.IGNORECASE)
        for key in ("description", "slogan")
        for value in texts_of(thing.get(key))
    }
    abstracts = [
        (value, "json-ld")
        for thing in items
        if is_article(thing)
        for value in texts_of(thing.get("description") or thing.get("abstract"))
    ]
    candidates = [one for one in abstracts if len(one[0]) <= LONGEST_ABSTRACT and not _CUT_OFF.search(one[0])]
    candidates += [(value, name) for name in _DESCRIPTIONS for value in metas.get(name, [])[:2]]
    for value, source in candidates + abstracts:
        said = _MARKUP.sub(" ", unescaped(value)) if "<" in unescaped(value) else value
        if is_summary(said, title, sites | slogans):
            found.add("summary", said, source)


def is_summary(text: str, title: str, sites: set[str]) -> bool:
    """Whether a description describes the article: it says more than the title and is no slogan of a few words.

    ``title`` and ``sites`` (names and slogans of the site) are folded.
    """
    said = fold(unescaped(text))
    if not said or said == title or said in sites or (title and title in said and len(said) < len(title) + 25):
        return False
    if _MORE.search(said) or (len(said) < 200 and _is_consent(said) and not _is_consent(title)):
        return False
    words = tokens(said)
    cjk = sum(not word.isascii() and len(word) == 1 for word in words)
    return (len(words) >= 8 or cjk >= 15) and not re.search(r"^(?:https?:|www\.)|\{\{|<[a-z]+", text.strip())


def _is_consent(said: str) -> bool:
    """Whether a text asks for consent to cookies; the word itself is looked for first, since that costs nothing."""
    return any(word in said for word in _COOKIE) and COOKIES.search(said) is not None


def read_pictures(
    page: HtmlElement,
    metas: dict[str, list[str]],
    items: list[dict[str, Any]],
    found: Candidates,
    base: str,
    marks: Marks,
) -> None:
    """The lead image: what the page names as such, else its first big picture."""
    for name in _IMAGES:
        for value in metas.get(name, [])[:1]:
            _add_image(found, value, base, name)
    for thing in items:
        if is_article(thing):
            for key in ("image", "thumbnailUrl"):
                for value in list(texts_of(thing.get(key), "url", "contentUrl", "@id"))[:2]:
                    _add_image(found, value, base, "json-ld")
    for link in marks.properties.get("image_src", [])[:1]:
        _add_image(found, link.get("href") or "", base, "image_src")
    for element in [image for part in marks.properties.get("image", [])[:2] for image in part.iter("img")]:
        _add_image(found, element.get("src") or element.get("data-src") or "", base, "itemprop")
    if found.best("lead_image"):
        return
    for image in islice(filter(_is_framed, islice(page.iter("img"), MAX_PICTURES)), 12):
        width, height = (int(image.get(name) or 0) if (image.get(name) or "").isdigit() else 0 for name in _SIZES)
        framed = image.getparent().tag in ("figure", "picture")
        if (width >= 400 and height != 1) or (not width and framed):
            _add_image(found, image.get("src") or image.get("data-src") or "", base, "img")
            break


def _is_framed(image: HtmlElement) -> bool:
    """Whether a picture stands in an element that is made for the article or for its pictures."""
    return next(image.iterancestors("article", "main", "figure"), None) is not None


_SIZES = ("width", "height")


def _add_image(found: Candidates, value: str, base: str, source: str) -> None:
    try:
        url = urljoin(base, value.strip())
    except ValueError:
        return
    if re.match(r"https?://", url) and not _NO_PICTURE.search(url):
        found.add("lead_image", url, source)


def read_tags(metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates, marks: Marks) -> None:
    """The section of the site that the page belongs to, and the tags that it offers.

    Keywords for search engines are taken only where there are no others, and not if there are many.
    """
    articles = [thing for thing in items if _SECTION_TYPES.search(type_of(thing))]
    sections = [(value, name) for name in _SECTIONS for value in metas.get(name, [])[:1]]
    sections += [(value, "json-ld") for thing in articles for value in list(texts_of(thing.get("articleSection")))[:2]]
    for value, source in sections:
        said = safe_line(unescaped(value)).strip(" #\"'/")
        if 2 <= len(said) <= 60 and not re.match(r"https?:", said):
            found.add("category", said, source)
    for name in _TAGS:
        for value in metas.get(name, [])[:40]:
            _add_tags(found, re.split(r"[,;，、；]", value), name)
    for thing in articles or [thing for thing in items if is_article(thing)]:
        for value in texts_of(thing.get("keywords"), "name"):
            _add_tags(found, re.split(r"[,;，、]", value), "json-ld")
    _add_tags(found, ["".join(link.itertext()) for link in marks.properties.get("tag", [])[:30]], "rel-tag")
    if not found.best("tags"):
        keywords = [word for value in metas.get("keywords", [])[:2] for word in re.split(r"[,;，、；]", value)]
        if len({word.strip().casefold() for word in keywords}) <= MAX_KEYWORDS:
            _add_tags(found, keywords, "keywords")


def _add_tags(found: Candidates, tags: list[str], source: str) -> None:
    known = {fold(tag) for tag in found.values("tags")} | {fold(site) for site in found.values("site")}
    for tag in tags[:40]:
        said = safe_line(unescaped(tag)).strip(" #\"'")
        if 2 <= len(said) <= 40 and len(said.split()) <= 5 and ":" not in said and fold(said) not in known:
            known.add(fold(said))
            found.add("tags", said, source)
