"""The title of an HTML page, without the name of its site."""

from __future__ import annotations

import re
from typing import Any

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.lines import tokens
from readlater.pages.clues.people import find_site
from readlater.pages.clues.vocabulary import fold
from readlater.pages.metadata.structured import Candidates, is_article, texts_of, type_of, unescaped
from readlater.pages.urls import host_label

MAX_TITLE = 2000
"""Characters of a title that are looked at."""

_SEPARATOR = re.compile(r"\s+(?:[|·•»«›‹:⋆~/\\]|[-–—]|::)\s+|\s*[|｜»«]\s*|(?<=\S)\s*[_＿]\s*(?=\S)")


_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/(?:index\.(?:html?|php))?|(?:https?:)?//[^/?#]+|\./")


_NOT_TITLES = frozenset(
    {"home", "index", "untitled", "document", "untitled document", "no title", "startseite", "главная"}
)


_PRINTED = frozenset(
    {
        *("print", "print version", "print view", "print page", "print article", "print this article", "printable"),
        *("printable version", "printer friendly", "printer-friendly", "printer friendly version"),
        *("printer-friendly version", "druckversion", "druckansicht", "drucken", "version imprimable", "imprimer"),
        *("imprimir", "versión para imprimir", "versão para impressão", "stampa", "versione stampabile"),
        *("afdrukken", "printversie", "версия для печати", "печать", "打印", "打印本页", "印刷用ページ", "인쇄"),
    }
)
"""What the title of a version for printing says of itself."""


def read_title(page: HtmlElement, metas: dict[str, list[str]], items: list[dict[str, Any]], found: Candidates) -> None:
    """The title without the site's name: a lone ``<h1>`` that says what the head says, else the head's."""
    heads: list[tuple[str, str]] = []
    for name, source in (
        ("og:title", "og"),
        ("twitter:title", "twitter"),
        ("dc.title", "dc"),
        ("dcterms.title", "dc"),
        ("citation_title", "citation"),
    ):
        heads += [(value, source) for value in metas.get(name, [])[:1]]
    for thing in items:
        if is_article(thing) and "webpage" not in type_of(thing).lower():
            heads += [(value, "json-ld") for value in texts_of(thing.get("headline"))][:1]
    element = page.find(".//title")
    if element is not None:
        heads.append(("".join(element.itertext()), "title"))
    heads = [(safe_line(unescaped(value[:MAX_TITLE])), source) for value, source in heads if value.strip()]
    sites = {fold(site) for site in found.values("site")} | {fold(host_label(found.best("url")))}
    sites.discard("")
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in page.iter("h1")]
    headings = [text for text in headings if text and len(text) <= 300 and not _is_site(text, sites)]
    stripped = [(without_site(value, sites, headings), source) for value, source in heads]
    stripped = [(value, source) for value, source in stripped if fold(value) not in _NOT_TITLES]
    known = {token for value, _ in stripped for token in tokens(value)}
    agreeing = [text for text in dict.fromkeys(headings) if _agrees(text, known)]
    if len(agreeing) == 1 or (agreeing and any(fold(agreeing[0]) == fold(value) for value, _ in stripped)):
        found.add("title", agreeing[0], "h1")
    elif not stripped and headings:
        found.add("title", headings[0], "h1")
    for value, source in stripped:
        found.add("title", value, source)
    if not found.best("title"):
        for heading in page.iter("h2"):
            found.add("title", " ".join("".join(heading.itertext()).split())[:300], "h2")
            break


def site_in_title(page: HtmlElement) -> str:
    """The part of ``<title>`` that is the site's name, since a link to the home page or a copyright line says it too.

    Empty if there is no such part.
    """
    element = page.find(".//title")
    said = safe_line(unescaped("".join(element.itertext())[:MAX_TITLE])) if element is not None else ""
    parts = [part.strip() for part in _SEPARATOR.split(said) if part and part.strip()]
    ends = {_letters(part): part for part in (parts[:1] + parts[-1:]) if len(parts) > 1 and len(part) <= 60}
    ends.pop("", None)
    if not ends:
        return ""
    for link in page.iter("a"):
        if _HOME.fullmatch((link.get("href") or "").strip()) or link.get("rel") == "home":
            pictures = [image.get("alt") or "" for image in link.iter("img")]
            for name in ("".join(link.itertext()), link.get("title") or "", link.get("aria-label") or "", *pictures):
                if _letters(name) in ends:
                    return ends[_letters(name)]
    body = page.find("body")
    for text in body.xpath(".//text()[contains(., '©')]")[:5] if body is not None else ():
        site = find_site(safe_line("".join(text.getparent().itertext())))
        if site and _letters(site[0]) in ends:
            return ends[_letters(site[0])]
    return ""


def _letters(text: str) -> str:
    """A name by its letters and digits only."""
    return re.sub(r"[\W_]+", "", fold(text))


def _agrees(text: str, known: set[str]) -> bool:
    """Whether a heading shares at least two words, and a third of its words, with what the head calls the page."""
    own = set(tokens(text))
    shared = len(own & known)
    return (shared >= 2 and shared * 3 >= len(own)) or (shared == len(own) and shared * 2 >= len(known))


def without_site(title: str, sites: set[str], headings: list[str]) -> str:
    """A title without the name of the site (or a section) before or behind it.

    ``sites`` are folded names of the site; ``headings`` the page's own: a part that is a heading is the title.
    """
    title = _unprinted(title)
    parts = [part for part in _SEPARATOR.split(title) if part and part.strip()]
    if len(parts) < 2:
        return title.strip()
    folded_headings = {fold(text) for text in headings}
    cuts = [match.span() for match in _SEPARATOR.finditer(title) if match.start() and match.end() < len(title)]
    pieces = [title[:start].strip() for start, _ in cuts] + [title[end:].strip() for _, end in cuts]
    exact = [piece for piece in pieces if fold(piece) in folded_headings and fold(piece) not in sites]
    if exact:
        # Of two parts that are headings the later one is the article's: a site's name stands at the head of its pages.
        order = {fold(text): place for place, text in enumerate(headings)}
        longest = max(exact, key=len)
        apart = [piece for piece in exact if fold(piece) not in fold(longest)]
        return max([longest, *apart], key=lambda piece: order[fold(piece)])
    while len(cuts) >= 1:
        first, last = title[: cuts[0][0]].strip(), title[cuts[-1][1] :].strip()
        if _is_site(last, sites):
            title = title[: cuts[-1][0]].strip()
        elif _is_site(first, sites):
            title = title[cuts[0][1] :].strip()
        else:
            break
        cuts = [match.span() for match in _SEPARATOR.finditer(title) if match.start() and match.end() < len(title)]
    if cuts and not sites:
        last = title[cuts[-1][1] :].strip()
        strong = re.match(r"\s*[|｜»·•]", title[cuts[-1][0] : cuts[-1][1]]) is not None
        head = title[: cuts[-1][0]].strip()
        named = not last[:1].islower()
        if (strong or (named and len(tokens(last)) <= 3)) and len(tokens(head)) >= max(4, 2 * len(tokens(last))):
            return head
    return title


def _unprinted(title: str) -> str:
    """A title without the part that says that the page is a version for printing."""
    pieces = _SEPARATOR.split(title)
    if len(pieces) < 2:
        return title
    cuts = list(_SEPARATOR.finditer(title))
    if fold(pieces[0].strip()) in _PRINTED:
        return title[cuts[0].end() :]
    return title[: cuts[-1].start()] if fold(pieces[-1].strip()) in _PRINTED else title


def _is_site(part: str, sites: set[str]) -> bool:
    """Whether a part of a title is the site's name, however it is written."""
    said = re.sub(r"[\W_]+", "", fold(part))
    if not said:
        return True
    for site in sites:
        name = re.sub(r"[\W_]+", "", site)
        if said == name or (
            len(name) >= 3
            and len(said) <= 3 * len(name) + 12
            and (said.startswith(name) or said.endswith(name))
            and len(part) <= 40
        ):
            return True
        if len(said) >= 4 and (name.startswith(said) or name.endswith(said)) and len(part.split()) <= 4:
            return True
    return bool(re.fullmatch(r"(?:www\.)?[\w-]+\.(?:com|org|net|[a-z]{2}(?:\.[a-z]{2})?)", part.strip(), re.IGNORECASE))
