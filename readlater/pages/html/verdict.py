"""Why a page is no article: its last stage, when it is known what could be taken for its text.

A false alarm costs a reader an article, a miss only some chrome on the screen: so what a page says of its own kind
(``og:type``, JSON-LD) is a hint at most, a page with prose of its own is an article whatever else it is, and the
beginning of an article before a wall is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from readlater.model import Block, BlockKind, Cut, SpanKind
from readlater.pages.clues.lines import count_words
from readlater.pages.html import notices
from readlater.pages.metadata.structured import is_article, metas_of, things_of, type_of
from readlater.pages.metadata.surroundings import is_aside
from readlater.pages.urls import host_of

LEAST_WORDS = 12
"""A page with fewer words of body may be an empty shell."""

PROSE = 20
"""Words from which a block is prose."""

ENOUGH = 400
"""Words of body from which a page is an article, unless they are those of teasers."""

HEADED = 6
"""Headings that are links to other pages from which these may be teasers."""

LONG = 60
"""Words of a paragraph from which it is more than what a list says of one of its pages."""

TOLD = 900
"""Characters below a linked heading that may be about the page that it leads to."""

LEAST_OWN = 60
"""Words of prose of its own that make an article of any page."""

MAX_TEXT = 6000
"""Characters of a page that are looked at for what walls say."""

TEASERS = 10
"""Links to other articles that make a list of a page without prose."""

MAX_PARTS = 2000
"""Elements of a page without text that are looked at."""

MISSING = "The page was not found where it was saved; save the article from where it is now."
REFUSED = "The server refused the page or was out of order; save it again when the article is on the screen."
WALL = "The page shows only a notice for browsers; save it again when the article is on the screen."
CONSENT = "The page asks for consent to cookies; answer it in a browser and save the page again."
LOGIN = "The page asks to log in; save it again from a browser that is logged in."
PAYWALL = "The page keeps the article for subscribers; save it again from a browser that is logged in."
FOR_SALE = "The site is gone: its name is for sale or out of use; look for the article in a web archive."
VIDEO = "The page is a video or a recording with hardly any text; open it in a browser."
SEARCH = "The page is what a search found, not an article; open one of its links and save that."
LIST = "The page is a list of other pages, not an article; open one of its links and save that."
PICTURES = "The page has pictures but no text."
BARE = "The page has no text but its title; save it with the article on the screen."
SHELL = "The page is an empty shell: its text is loaded by scripts; save it with the article on the screen."

_REFUSED = re.compile(
    r"40[13]|429|451|5\d\d|forbidden|denied|unauthori|server|gateway|unavailable|maintenance|suspended|too many|"
    r"timed? ?out|verweigert|refusé|interdit|denegado|negato|negado|запрещ|拒|거부|维护|メンテ|점검|error|wrong"
)
_SEPARATOR = re.compile(r"\s+[|·•»«›:–—-]+\s+|\s*[|｜»«]\s*|:\s+")
_PLAYER = re.compile(
    r"/embed/|/embed\?|player|/video|videoid|brightcove|jwplayer|audio|podcast|soundcloud|/v/\w", re.IGNORECASE
)
_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies|ie|ia|ía)|topics?|themen|thema|archives?|authors?|search|suche|recherche|buscar|rubrik|"
    r"rubrique|section|page/\d+|latest|newest)(?:/|$)",
    re.IGNORECASE,
)
_SEARCH_NAMES = frozenset({"q", "s", "query", "search", "keyword", "keywords", "wd"})
_LIST_TYPES = re.compile(r"collectionpage|searchresultspage|itemlist|profilepage", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_ARTICLE_TYPES = re.compile(r"article|posting|report|recipe|story|howto|review", re.IGNORECASE)


@dataclass(slots=True)
class _Look:
    """What is measured of a page once and asked for by several rules.

    ``prose`` are the words of its paragraphs, ``own`` those that do not stand below the linked heading of another page.
    """

    page: HtmlElement
    title: str
    url: str
    body: list[Block]
    words: int
    prose: int
    own: int

    def text(self) -> str:
        """What stands on the page, or at its beginning: walls and notices are short."""
        body = self.page.find("body")
        said: list[str] = []
        room = MAX_TEXT
        for element in body.iter(etree.Element) if body is not None else ():
            hidden = element.tag in ("script", "style", "template")
            for piece in (None if hidden else element.text, element.tail):
                if piece and piece.strip():
                    said.append(piece.strip()[:room])
                    room -= len(said[-1]) + 1
            if room <= 0:
                break
        return " ".join(" ".join(said).split())


def verdict(page: HtmlElement, blocks: Sequence[Block], title: str, url: str = "") -> str:
    """The reason why a page is no article, with what to do about it, or an empty string if it is one.

    ``page`` is its tree, ``blocks`` are those of the document that was made of it.
    """
    body = [block for block in blocks if block.is_body]
    headings = [heading for heading in page.iter(*_HEADINGS) if _link_of(heading) is not None]
    if len(headings) < HEADED and _has_words(body, ENOUGH):
        return ""
    words = sum(map(_size, body))
    prose = [block for block in body if _is_prose(block)]
    if sum(size for size in map(_size, prose) if size >= LONG) >= ENOUGH // 2:
        return ""
    told = _told(headings) if len(headings) >= HEADED else ""
    own = [block for block in prose if not told or " ".join(block.text.split()) not in told]
    look = _Look(page, title, url, body, words, sum(map(_size, prose)), sum(map(_size, own)))
    if look.own >= LEAST_OWN:
        return ""
    return _error(look) or _for_sale(look) or _wall(look) or _list(look) or _video(look) or _empty(look, blocks)


def _size(block: Block) -> int:
    return count_words(block.text)


def _has_words(body: Sequence[Block], least: int) -> bool:
    """Whether the blocks have so many words: most articles have, and then nothing else need be measured."""
    words = 0
    for block in body:
        words += count_words(block.text)
        if words >= least:
            return True
    return False


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of text, rather than a list of links or a label."""
    if block.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH):
        return True
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    return count_words(block.text) >= PROSE and linked * 2 < len(block.text)


def _names(look: _Look) -> list[str]:
    """What the page calls itself: its title and headings whole, and their parts between separators."""
    element = look.page.find(".//title")
    said = [look.title, "".join(element.itertext()) if element is not None else ""]
    said += ["".join(heading.itertext()) for heading in list(look.page.iter("h1"))[:2]]
    whole = [" ".join(text.split())[:200] for text in said if text.strip()]
    return [*whole, *(part.strip() for text in whole for part in _SEPARATOR.split(text) if part.strip())]


def _error(look: _Look) -> str:
    """A page that is not there: by its title, if it has little prose, or by the text of one that has hardly any."""
    for name in _names(look):
        if len(name) <= 120 and (notices.ERROR_NUMBER.fullmatch(name) or notices.ERROR.search(name)):
            return REFUSED if _REFUSED.search(name.lower()) and "not found" not in name.lower() else MISSING
    if look.words < 40 and look.prose < 30:
        for block in look.body[:4]:
            if notices.ERROR.search(block.text[:200]) or notices.ERROR_NUMBER.fullmatch(block.text[:60]):
                return MISSING
    return ""


def _for_sale(look: _Look) -> str:
    """A name without a site."""
    if look.words >= 150 or look.own >= 40:
        return ""
    text = look.text()
    return FOR_SALE if len(text) < 4000 and notices.FOR_SALE.search(f"{look.title} {text}") else ""


def _wall(look: _Look) -> str:
    """A page to log in, to pay, to consent or to prove that one is no robot, with nothing of the article before it."""
    if look.words >= 120:
        return ""
    text = look.text()
    behind = [block for block in look.body if not _is_notice(block.text)]
    left = sum(count_words(block.text) for block in behind if _is_prose(block))
    password = bool(look.page.xpath("boolean(//input[@type='password'])"))
    if password and (look.words < LEAST_WORDS * 4 or notices.LOGIN.search(look.title)) and left < 40:
        return LOGIN
    if left >= PROSE or any(block.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH) for block in look.body):
        return ""
    start = f"{look.title} {text[:3000]}"
    if notices.WALL.search(start) and (look.words < LEAST_WORDS * 3 or len(behind) < len(look.body)):
        return WALL
    if notices.PAYWALL.search(start):
        return PAYWALL
    if (
        notices.CONSENT.search(start)
        and look.words < LEAST_WORDS * 6
        and len(behind) < len(look.body) + (not look.body)
    ):
        return CONSENT
    if len(look.title) <= 60 and notices.LOGIN.search(look.title) and look.words < LEAST_WORDS * 3:
        return LOGIN
    return ""


def _is_notice(text: str) -> bool:
    """Whether a block is what a wall says."""
    return any(pattern.search(text[:600]) for pattern in (notices.WALL, notices.PAYWALL, notices.CONSENT)) or bool(
        len(text) < 120 and notices.LOGIN.search(text)
    )


def _video(look: _Look) -> str:
    """A player and a short description."""
    if look.words >= 80 or look.prose >= 60:
        return ""
    metas = metas_of(look.page)
    named = bool(re.search(r"video|music|audio", " ".join(metas.get("og:type", [])), re.IGNORECASE))
    kinds = [type_of(thing) for thing in things_of(look.page)]
    named = named or any(re.search(r"^(?:video|audio|music|podcast)", kind, re.IGNORECASE) for kind in kinds)
    players = [part for part in look.page.iter("video", "audio", "iframe", "embed", "object") if not is_aside(part)]
    players = [
        part
        for part in players
        if part.tag in ("video", "audio") or _PLAYER.search(f"{part.get('src') or ''} {part.get('data-src') or ''}")
    ]
    built = any(block.kind is BlockKind.VIDEO for block in look.body)
    return VIDEO if (players and (named or look.words < 40)) or (named and (built or look.words < 40)) else ""


def _list(look: _Look) -> str:
    """A front page, a list, a tag, what a search found: many links to articles, little prose of its own."""
    things = list(things_of(look.page))
    metas = metas_of(look.page)
    if _says_article(metas, things) and look.own >= 30:
        return ""
    links = _teasers(look)
    search = any(notices.SEARCH.search(name) for name in _names(look)[:2])
    if search and links >= TEASERS // 2:
        return SEARCH
    if links >= TEASERS and _is_hinted(look, metas, things):
        return LIST
    # Without any such sign, only a page that has nothing else: some articles are lists of things with a link each.
    return LIST if look.prose < 40 and links >= (3 * TEASERS if look.url else TEASERS) else ""


def _says_article(metas: dict[str, list[str]], things: Sequence[dict[str, object]]) -> bool:
    kinds = " ".join(metas.get("og:type", [])).lower()
    return "article" in kinds or any(is_article(thing) and _ARTICLE_TYPES.search(type_of(thing)) for thing in things)


def _is_hinted(look: _Look, metas: dict[str, list[str]], things: Sequence[dict[str, object]]) -> bool:
    """Whether address or data speak for a list; a home page counts only if its own data does not call it otherwise."""
    try:
        parts = urlsplit(look.url)
        names = {name.lower() for name, _ in parse_qsl(parts.query)}
    except ValueError:
        return False
    home = bool(parts.netloc) and parts.path in ("", "/", "/index.html", "/index.php") and not parts.query
    listed = any(_LIST_TYPES.search(type_of(thing)) for thing in things)
    return home or listed or bool(_LIST_PATH.search(parts.path)) or not _SEARCH_NAMES.isdisjoint(names)


def _teasers(look: _Look) -> int:
    """How many other pages the page leads to by what can be the title of an article."""
    host = host_of(look.url)
    targets: set[str] = set()
    for link in look.page.iter("a"):
        target = (link.get("href") or "").split("#", 1)[0].strip()
        if not target or target in targets or target.lower().startswith(("javascript:", "mailto:", "tel:")):
            continue
        said = " ".join("".join(link.itertext()).split())
        if not 4 <= count_words(said) <= 60 or len(said) < 12 or _stands_aside(link):
            continue
        if (
            not host
            or "//" not in target
            or host_of(target) == host
            or link.getparent().tag in ("h1", "h2", "h3", "h4")
        ):
            targets.add(target)
    return len(targets)


def _stands_aside(link: HtmlElement) -> bool:
    return is_aside(link) or any(ancestor.tag in ("p", "nav", "footer", "td") for ancestor in link.iterancestors())


def _link_of(heading: HtmlElement) -> HtmlElement | None:
    """The link in a heading, or about it."""
    link = next(heading.iter("a"), None)
    around = (heading.getparent(), heading.getparent().getparent()) if heading.getparent() is not None else ()
    return link if link is not None else next((part for part in around if part is not None and part.tag == "a"), None)


def _told(headings: Sequence[HtmlElement]) -> str:
    """What stands by linked headings: the short texts about the pages that they lead to."""
    told = []
    for heading in headings:
        node = heading
        for _ in range(4):
            parent = node.getparent()
            if parent is None or parent.tag == "body" or len("".join(parent.itertext())) > TOLD:
                break
            node = parent
        pieces = [node]
        if node is heading:
            pieces = list(takewhile(lambda part: part.tag not in _HEADINGS, islice(heading.itersiblings(), 4)))
        text = " ".join(" ".join("".join(part.itertext()) for part in pieces).split())
        if len(text) <= TOLD:
            told.append(text)
    return "\n".join(told)


def _empty(look: _Look, blocks: Sequence[Block]) -> str:
    """A page without text."""
    if not look.body and any(block.cut is Cut.CAPTION or block.kind is BlockKind.IMAGE for block in blocks):
        return PICTURES
    built = any(block.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH) for block in look.body)
    if look.words < LEAST_WORDS and not built and not any(len(block.text) > 30 for block in look.body):
        return BARE if _is_bare(look.page) else SHELL
    return ""


def _is_bare(page: HtmlElement) -> bool:
    """Whether a page has a heading, and no empty element into which scripts would put a text below it."""
    body = page.find("body")
    elements = list(islice(body.iter(etree.Element), MAX_PARTS)) if body is not None else []
    headed = any(part.tag in _HEADINGS and "".join(part.itertext()).strip() for part in elements)
    return headed and not any(
        len(part) == 0 and not (part.text or "").strip() and (part.get("id") or "-" in str(part.tag))
        for part in elements
    )
