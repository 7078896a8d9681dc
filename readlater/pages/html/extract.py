"""HTML pages: from markup to draft, stage by stage."""

from __future__ import annotations

import copy
from dataclasses import replace

from lxml.html import HtmlElement

from readlater.model import BlockKind, Document, Draft, Found, Span, SpanKind
from readlater.pages.clues.lines import count_words
from readlater.pages.clues.people import find_byline
from readlater.pages.clues.vocabulary import fold
from readlater.pages.extractors import extractor
from readlater.pages.forms.frames import with_frames
from readlater.pages.forms.kept import Kept, kept_here, settle_pictures
from readlater.pages.html.aside import hide_rest, part_from_asides, without_asides
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.choose import choose
from readlater.pages.html.clean import clean, weigh
from readlater.pages.html.ending import find_ending
from readlater.pages.html.parse import parse
from readlater.pages.html.tidy import tidy
from readlater.pages.html.verdict import verdict
from readlater.pages.html.voters import VOTERS
from readlater.pages.html.writer import Candidate, is_text
from readlater.pages.metadata.reading import Metadata, read_metadata

EXTRACTOR = extractor("html")

EDGES = 200
"""Characters that a heading may have beside the title that it says."""


def read_html(markup: str, form: str, url: str = "", kept: Kept | None = None) -> Draft:
    """The draft of an HTML page; ``url`` is where it comes from, if that is known from outside.

    ``kept`` says which of its pictures were saved with it, if that can't be seen from the markup. A page without an
    article has ``failed`` set to the reason.
    """
    markup = with_frames(markup)
    page = parse(markup)
    meta = read_metadata(page, markup, url)
    base = meta.base
    settle_pictures(page, kept or kept_here(markup, base))
    blocks, candidates, decided = _candidates(page, base, meta.title)
    title = meta.title
    byline = meta.byline or _byline_near_title(candidates, title) or meta.owner
    if byline and not meta.byline:
        meta.found["byline"] = (Found(byline, "site" if byline == meta.owner else "text"),)
    tidy(candidates, title, byline)
    hide_rest(blocks)
    document = _document(blocks, page_url=meta.version or meta.url)
    draft = Draft(
        document=document,
        format=form,
        extractor=EXTRACTOR,
        url=meta.url if meta.version else "",
        url_original=meta.version or meta.url,
        title=title,
        byline=byline,
        site=meta.site,
        published=meta.published,
        published_approximate=meta.published_approximate,
        modified=meta.modified,
        language=meta.language,
        direction=meta.direction,
        summary=meta.summary,
        lead_image=meta.lead_image,
        tags=meta.tags,
        created=meta.saved,
        found=meta.found | {"extraction": (Found(decided, "vote"),)},
    )
    failed = verdict(page, document.blocks, title, meta.version or meta.url)
    return replace(draft, failed=failed) if failed else draft


def _candidates(page: HtmlElement, base: str, title: str) -> tuple[list[Candidate], list[Candidate], str]:
    """All blocks of the page; those of them that may be the article, with the decision on each; and who decided."""
    own = copy.deepcopy(page)
    clean(own, weigh(own))
    plain = without_asides(own)
    blocks = _measured(BlockBuilder(base).build(own))
    candidates = part_from_asides(own, blocks)
    votes = [voter(plain, candidates) for voter in VOTERS]
    decided = choose(candidates, votes, title)
    find_ending(candidates)
    return blocks, candidates, decided


def _measured(candidates: list[Candidate]) -> list[Candidate]:
    for candidate in candidates:
        candidate.words = count_words(candidate.block.text) if is_text(candidate) else 0
    return candidates


def _byline_near_title(candidates: list[Candidate], title: str) -> str:
    """The byline that stands in the text by the title or by the beginning of the body; empty if there is none."""
    wanted = fold(title)
    texts = [candidate.block.text for candidate in candidates]
    headings = [
        place
        for place, text in enumerate(texts)
        if wanted and len(text) <= 2 * len(title) + EDGES and fold(text) == wanted
    ]
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


__all__ = ["EXTRACTOR", "Metadata", "read_html"]
