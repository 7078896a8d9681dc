"""HTML pages: from markup to draft, stage by stage."""

from __future__ import annotations

import copy
import re
from dataclasses import replace

from lxml.html import HtmlElement

from readlater.model import BlockKind, Cut, Document, Draft, Found, Span, SpanKind
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.choose import choose
from readlater.pages.html.clean import clean, weigh
from readlater.pages.html.ending import find_ending
from readlater.pages.html.parse import parse
from readlater.pages.html.tidy import tidy
from readlater.pages.html.voters import VOTERS
from readlater.pages.html.writer import Candidate, is_text
from readlater.pages.lines import count_words
from readlater.pages.metadata import Metadata, read_metadata
from readlater.pages.people import find_byline
from readlater.pages.vocabulary import fold

EXTRACTOR = "html/1"

LEAST_WORDS = 12
"""A page with fewer words of body is looked at as a shell or a login wall."""

_WALL = re.compile(
    r"\b(?:enable|activate|turn on|requires?)\b.{0,30}\bjavascript\b|\bjavascript\b.{0,30}\b(?:disabled|"
    r"required|enable)|checking (?:your|if the) (?:browser|connection)|"
    r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|access denied|"
    r"attention required|just a moment|"
    r"自动程序|ロボット|Проверка браузера|자바스크립트",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    (
        r"\b(?:log ?in|sign ?in|anmelden|einloggen|connexion|connectez|iniciar sesión|войти|вход)\b|로그인|"
        r"ログイン|登录|登入|تسجيل الدخول"
    ),
    re.IGNORECASE,
)


def read_html(markup: str, form: str, url: str = "") -> Draft:
    """The draft of an HTML page; ``url`` is where it comes from, if that is known from outside.

    A page without an article has ``failed`` set to the reason.
    """
    page = parse(markup)
    meta = read_metadata(page, markup, url)
    base = meta.base
    candidates, decided = _candidates(page, base, meta.title)
    title = meta.title
    byline = meta.byline or _byline_near_title(candidates, title)
    tidy(candidates, title)
    document = _document(candidates, page_url=meta.url)
    draft = Draft(
        document=document,
        format=form,
        extractor=EXTRACTOR,
        url_original=meta.url,
        title=title,
        byline=byline,
        site=meta.site,
        published=meta.published,
        modified=meta.modified,
        language=meta.language,
        direction=meta.direction,
        summary=meta.summary,
        lead_image=meta.lead_image,
        tags=meta.tags,
        created=meta.saved,
        found=meta.found | {"extraction": (Found(decided, "vote"),)},
    )
    failed = _failure(page, draft)
    return replace(draft, failed=failed) if failed else draft


def _candidates(page: HtmlElement, base: str, title: str) -> tuple[list[Candidate], str]:
    """The candidate blocks of the page with the decision on each, and who decided."""
    own = copy.deepcopy(page)
    clean(own, weigh(own))
    candidates = _measured(BlockBuilder(base).build(own))
    votes = [voter(page, candidates) for voter in VOTERS]
    decided = choose(candidates, votes, title)
    find_ending(candidates)
    return candidates, decided


def _measured(candidates: list[Candidate]) -> list[Candidate]:
    for candidate in candidates:
        candidate.words = count_words(candidate.block.text) if is_text(candidate) else 0
    return candidates


def _byline_near_title(candidates: list[Candidate], title: str) -> str:
    """The byline that stands in the text by the title or by the beginning of the body; empty if there is none."""
    wanted = fold(title)
    headings = [place for place, candidate in enumerate(candidates) if wanted and fold(candidate.block.text) == wanted]
    first = next(
        (place for place, candidate in enumerate(candidates) if candidate.keep and candidate.words >= 12), None
    )
    for start, end in [(place, place + 8) for place in headings[:2]] + [
        (first - 3, first + 2) for first in [first] if first
    ]:
        for candidate in candidates[max(0, start) : end]:
            text = candidate.block.text
            byline = find_byline(text.split("\n", 1)[0]) if len(text) <= 400 else None
            if byline:
                return byline.name
    return ""


def _document(candidates: list[Candidate], page_url: str) -> Document:
    """The kept candidates as a document; links within the page become anchors."""
    blocks = []
    for candidate in candidates:
        if not candidate.keep:
            continue
        block = candidate.block
        if block.spans:
            block = replace(block, spans=_local(block.spans, page_url))
        blocks.append(block)
    while blocks and blocks[-1].kind is BlockKind.RULE:
        blocks.pop()
    return Document(tuple(blocks))


def _local(spans: tuple[Span, ...], page_url: str) -> tuple[Span, ...]:
    """The spans with links to places of the page itself as ``#anchor``, and without links that lead nowhere."""
    prefix = page_url.split("#", 1)[0] + "#"
    out = []
    for span in spans:
        if span.kind is SpanKind.LINK:
            if not span.target:
                continue
            if len(prefix) > 8 and span.target.startswith(prefix):
                span = replace(span, target=span.target[len(prefix) - 1 :])
        out.append(span)
    return tuple(out)


def _failure(page: HtmlElement, draft: Draft) -> str:
    """Why the page is no article, or an empty string."""
    body = [block for block in draft.document.blocks if block.is_body]
    words = sum(count_words(block.text) for block in body)
    if words >= LEAST_WORDS * 5:
        return ""
    element = page.find("body")
    everything = " ".join(" ".join(element.itertext()).split())[:20_000] if element is not None else ""
    password = bool(page.xpath("boolean(//input[@type='password'])"))
    if password and (words < LEAST_WORDS * 4 or _LOGIN.search(draft.title)):
        return "The page asks to log in; save it again from a browser that is logged in."
    if words < LEAST_WORDS * 3 and _WALL.search(everything[:3000]):
        return "The page shows only a notice for browsers; save it again when the article is on the screen."
    if not body and any(block.cut is Cut.CAPTION or block.kind is BlockKind.IMAGE for block in draft.document.blocks):
        return "The page has pictures but no text."
    built = any(block.kind in (BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH) for block in body)
    if words < LEAST_WORDS and not built and not any(len(block.text) > 30 for block in body):
        return "The page is an empty shell: its text is loaded by scripts; save it with the article on the screen."
    return ""


__all__ = ["EXTRACTOR", "Metadata", "read_html"]
