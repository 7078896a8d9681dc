"""A book of chapters or a bundle of articles? A bundle's chapters each say where on the web they come from.

There is no sign of bundles that all programs share. What they have in common: in the head of a chapter, in its heading,
in a line by its beginning or in its last line stands the article's address, another one in each chapter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from readlater.language.dates import parse_date, parse_time
from readlater.language.safe import safe_line
from readlater.pages.clues.people import find_byline, is_name
from readlater.pages.clues.vocabulary import fold
from readlater.pages.epub.chapters import Chapter
from readlater.pages.urls import canonical_url

LEAST_ARTICLES = 2

LEAST_SHARE = 0.7
"""How much of the text has to stand in chapters with an address of their own."""

COVER_WORDS = 80
"""Words below which a chapter with an address is a page before the article, not the article."""

_FIRST_LINES = 8
_LAST_LINES = 4
_LEAVES = "p|h1|h2|h3|h4|h5|h6|li|dd|dt|div|td|span|footer|header|small|address"
_SOURCE_NAMES = ("dc.source", "dc:source", "dcterms.source", "source", "article:url", "og:url", "url", "dc.identifier")
_AUTHOR_NAMES = ("author", "dc.creator", "dc:creator", "dcterms.creator", "article:author")
_DATE_NAMES = ("dc.date", "dc:date", "dcterms.date", "date", "article:published_time", "dcterms.issued", "published")


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.replace("\n", "|").split("|") if word.strip())


_LABELS = _words(
    """source|original|original article|original link|view original|read original|read the original|url|link|address
permalink|web link|website|open|open original|view article|view online|read online|article url|quelle|originalartikel
original ansehen|adresse|source originale|lien|voir l'original|article original|fuente|enlace|ver original|fonte
originale|vedi originale|ссылка|источник|оригинал|原文|原文链接|来源|出典|元記事|원문|출처|المصدر"""
)
_AUTHOR_LABELS = _words(
    """author|authors|by|written by|published by|autor|autoren|autorin|veröffentlicht von|von|auteur|auteurs|publié par
par|publicado por|por|autore|autori|pubblicato da|di|автор|作者|著者|저자|الكاتب"""
)
_DATE_LABELS = _words(
    """published|published on|published at|date|publication date|veröffentlicht|veröffentlicht am|datum|publié le
date de publication|publicado|publicado el|fecha|pubblicato il|data|опубликовано|дата|发布日期|日期|公開日|게시일"""
)
_SAVED_LABELS = _words(
    """added|added on|added at|saved|saved on|saved at|hinzugefügt am|gespeichert am|gespeichert|ajouté le|enregistré le
añadido el|guardado el|aggiunto il|salvato il|добавлено|сохранено|添加时间|保存日時|추가일"""
)


@dataclass(slots=True)
class Article:
    """One article of a bundle: its chapters, and what they say of it. The first may be a page before it (a cover)."""

    chapters: list[Chapter]
    url: str
    title: str
    byline: str
    published: str
    saved: datetime | None
    has_cover: bool = False


@dataclass(slots=True)
class _Look:
    """What a chapter looks like."""

    chapter: Chapter
    words: int
    candidates: list[str] = field(default_factory=list)
    url: str = ""
    is_list: bool = False


def divided(chapters: list[Chapter]) -> list[Article]:
    """The articles of a bundle; none if the chapters are those of a book."""
    looks = [_look(chapter) for chapter in chapters]
    often = Counter(url for look in looks for url in dict.fromkeys(look.candidates))
    for look in looks:
        # An address that several chapters have is the program's or the site's.
        look.url = next((url for url in look.candidates if often[url] == 1), "")
    groups = _groups([look for look in looks if not look.is_list])
    named = [group for group in groups if group[0].url]
    total = sum(look.words for group in groups for look in group)
    share = sum(look.words for group in named for look in group) / max(total, 1)
    if len(named) < LEAST_ARTICLES or share < LEAST_SHARE:
        return []
    return [_article(group) for group in groups if group[0].url or sum(look.words for look in group) >= COVER_WORDS]


def _groups(looks: list[_Look]) -> list[list[_Look]]:
    """The chapters that belong together: one with an address, and what follows as its continuation."""
    groups: list[list[_Look]] = []
    for look in looks:
        last = groups[-1] if groups else None
        follows = last is not None and not look.url and _goes_on(last, look)
        if follows and last is not None:
            last.append(look)
        else:
            groups.append([look])
    return groups


def _goes_on(group: list[_Look], look: _Look) -> bool:
    """Whether a chapter without an address is the text behind a cover, or goes on with what was too long for a file."""
    if group[0].url and sum(one.words for one in group) < COVER_WORDS:
        return True
    return not look.chapter.listed


def _look(chapter: Chapter) -> _Look:
    body = chapter.tree.find("body")
    text = " ".join(body.itertext())
    words = len(re.findall(r"\w+", text)) + len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text)) // 2
    look = _Look(chapter, words, is_list=chapter.is_contents or _is_list(body, text))
    if not look.is_list:
        look.candidates = list(dict.fromkeys(filter(_is_article, map(canonical_url, _addresses(chapter.tree, body)))))
    return look


def _is_list(body: HtmlElement, text: str) -> bool:
    """Whether a chapter is a list of links into the book."""
    links = [link for link in body.iter("a") if not re.match(r"[a-zA-Z][\w+.-]*:", link.get("href") or "x:")]
    linked = sum(len("".join(link.itertext()).split()) for link in links)
    return len(links) >= 2 and linked >= 0.6 * len(text.split())


def _is_article(url: str) -> bool:
    """Whether an address can be that of an article: a home page is not."""
    pieces = urlsplit(url)
    return bool(url) and (len(pieces.path) > 1 or bool(pieces.query))


# -- where the address may stand


def _addresses(tree: HtmlElement, body: HtmlElement) -> Iterator[str]:
    """Possible addresses of a chapter, the surest first."""
    yield from _in_head(tree, _SOURCE_NAMES)
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield link.get("href") or ""
    lines = _lines(body)
    for line in lines[:_FIRST_LINES]:
        if line.tag in ("h1", "h2", "h3"):
            yield from _lone_link(line, anything=True)
    for line in lines[:_FIRST_LINES]:
        yield from _lone_link(line, anything=False)
    for line in reversed(lines[-_LAST_LINES:]):
        yield from _lone_link(line, anything=False)


def _in_head(tree: HtmlElement, names: tuple[str, ...]) -> Iterator[str]:
    values = {
        (meta.get("name") or meta.get("property") or "").strip().lower(): meta.get("content") or ""
        for meta in tree.iter("meta")
    }
    return (values[name] for name in names if values.get(name))


def _lines(body: HtmlElement) -> list[HtmlElement]:
    """The innermost elements with text that stand on lines of their own, in order."""
    found = []
    wanted = _LEAVES.split("|")
    for element in body.iter(*wanted):
        if element.tag == "span" and element.getparent().tag in wanted:
            continue
        if any(child.tag in wanted and child.tag != "span" for child in element):
            continue
        if "".join(element.itertext()).strip():
            found.append(element)
    return found


def _lone_link(line: HtmlElement, *, anything: bool) -> Iterator[str]:
    """The address of the only link of a line, if it says that it is the address (or whatever it says)."""
    links = [link for link in line.iter("a") if re.match(r"https?://", (link.get("href") or "").strip(), re.IGNORECASE)]
    if len(links) != 1:
        text = "".join(line.itertext()).strip()
        if not links and re.fullmatch(r"(?:[^:\n]{1,30}:\s*)?https?://\S{4,2000}", text):
            yield text[text.index("http") :]
        return
    href = (links[0].get("href") or "").strip()
    said = safe_line("".join(links[0].itertext()))
    around = safe_line("".join(line.itertext()))
    if anything or _names_address(said, around, href):
        yield href


def _names_address(said: str, around: str, href: str) -> bool:
    """Whether a link's text is its address, its host or a word such as "source", in a line with little else."""
    if fold(said) in _LABELS:
        return len(around) <= len(said) + 60
    try:
        host = (urlsplit(href).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    bare = re.sub(r"^https?://(?:www\.)?", "", said.strip(), flags=re.IGNORECASE).rstrip("/…. ")
    if not bare or " " in bare:
        return False
    is_address = bool(re.sub(r"^https?://(?:www\.)?", "", href, flags=re.IGNORECASE).startswith(bare))
    return (is_address and len(around) <= len(said) + 200) or (
        bare.casefold() == host.casefold() and len(around) <= len(said) + 60
    )


# -- what a chapter says of its article


def _article(group: list[_Look]) -> Article:
    chapters = [look.chapter for look in group]
    first = chapters[0]
    url = group[0].url
    has_cover = bool(url) and len(chapters) > 1 and group[0].words < COVER_WORDS
    titles = [chapter.listed for chapter in (chapters[1:] if has_cover else chapters[:1]) if chapter.listed]
    heading = _heading(first)
    title = heading or next(iter(titles), "")
    said: dict[str, str] = {}
    for name, value in _said(first):
        said.setdefault(name, value)
    byline = next((name for name in _in_head(first.tree, _AUTHOR_NAMES) if name.strip()), "") or said.get("byline", "")
    published = next((date for date in map(parse_date, _in_head(first.tree, _DATE_NAMES)) if date), "")
    published = published or parse_date(said.get("published", ""))
    return Article(chapters, url, title, safe_line(byline), published, parse_time(said.get("saved", "")), has_cover)


def _heading(chapter: Chapter) -> str:
    lines = _lines(chapter.tree.find("body"))[:_FIRST_LINES]
    return next((safe_line("".join(line.itertext())) for line in lines if line.tag in ("h1", "h2", "h3")), "")


def _said(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """The author and the dates that stand by the beginning of a chapter, as ``label: value`` or as a byline."""
    lines = [safe_line("".join(line.itertext())) for line in _lines(chapter.tree.find("body"))[: _FIRST_LINES * 2]]
    pairs = [(label, value.strip()) for label, colon, value in (line.partition(":") for line in lines) if colon]
    pairs += pairwise(lines)
    for name, labels in (("byline", _AUTHOR_LABELS), ("published", _DATE_LABELS), ("saved", _SAVED_LABELS)):
        value = next((value for label, value in pairs if fold(label) in labels and _fits(name, value)), "")
        if value:
            yield name, value
    for line in lines[:_FIRST_LINES]:
        found = find_byline(line) if len(line) <= 200 else None
        if found:
            yield "byline", found.name
            return


def _fits(name: str, value: str) -> bool:
    """Whether a value is one of a field."""
    if name == "byline":
        return 2 <= len(value) <= 100 and (is_name(value) or "," in value)
    return bool(parse_date(value))
