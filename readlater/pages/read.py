"""The door of this package: the bytes of a saved page become draft articles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import islice, pairwise

from readlater.errors import PageError
from readlater.language.detect import detect_language, direction
from readlater.language.safe import safe_line, safe_text
from readlater.language.tags import cased_tag
from readlater.model import Block, BlockKind, Document, Draft, Found, Span
from readlater.pages import sniff as forms
from readlater.pages.clues.lines import count_words
from readlater.pages.decode import decode
from readlater.pages.forms.gzipped import unpacked
from readlater.pages.urls import canonical_url, host_of, without_credentials

MAX_BYTES = 256 * 1024 * 1024
"""Bytes of a file above which it is no saved page."""

MAX_TEXT_BYTES = 24 * 1024 * 1024
"""Bytes of a plain text above which it is no article."""

OPENINGS, OPENING_WORDS, MAX_OPENING = 5, 8, 2000
"""Paragraphs among which the opening is looked for, words that it has, and characters of it that are told."""

_EMPTY = "There is no text on the page"


def read_page(
    data: bytes,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    saved: datetime | None = None,
    as_format: str | None = None,
    item: str = "",
) -> list[Draft]:
    """The articles in a saved page; one for ordinary pages, several for an export or a book of several articles.

    Args:
        data: the bytes of the file.
        name: its name, for messages; the content decides what it is.
        url: where it was saved from, if that is known from outside; it wins over what the page says.
        charset: the character set that came with it from outside (a server's header).
        saved: when it was saved, if that is known from outside; used where the page does not say it.
        as_format: one of `readlater.pages.sniff.FORMATS`, to read the page as that whatever it looks like.
        item: the name of one article (`Draft.item`), to have that alone.

    Returns:
        Drafts with safe text. A page without an article has ``failed`` set and an empty document.

    Raises:
        PageError: the file is empty, damaged, too large, of a form that readlater does not read, or without ``item``.
    """
    what = name or "The page"
    if len(data) > MAX_BYTES:
        raise PageError(
            f"{what} is larger than {MAX_BYTES // 1024 // 1024} MB; save the page again without its videos."
        )
    if as_format is not None and as_format not in forms.FORMATS:
        raise PageError(f"{as_format!r} is no form of page; use one of: {', '.join(forms.FORMATS)}.")
    data = unpacked(data, what)
    form = as_format or forms.sniff(data, name)
    try:
        drafts = _read(data, form, what, url, charset)
    except (RecursionError, MemoryError) as error:
        raise PageError(f"{what} is too deeply nested to be read; save the page as text.") from error
    if not drafts:
        raise PageError(f"{what} has no text; save the page again.")
    several = len(drafts) > 1
    if item and several:
        drafts = [draft for draft in drafts if draft.item == item]
        if not drafts:
            raise PageError(f"{what} has no article called {item!r}.")
    # What is known from outside is the address of the whole, not of each article in it.
    return [_finished(draft, "" if several else url, saved) for draft in drafts]


def _read(data: bytes, form: str, what: str, url: str, charset: str) -> list[Draft]:
    """The drafts of a page of a known form, not yet finished."""
    if form in (forms.HTML, forms.SINGLEFILE, forms.SAVED):
        from readlater.pages.html.extract import read_html

        return [read_html(decode(data, charset).text, form, url)]
    if form == forms.MHTML:
        from readlater.pages.forms.mhtml import read_mhtml

        return [read_mhtml(data, what)]
    if form in _BINARY:
        return _BINARY[form](data, what)
    if len(data) > MAX_TEXT_BYTES:
        raise PageError(f"{what} is larger than {MAX_TEXT_BYTES // 1024 // 1024} MB of text; divide it.")
    text = safe_text(decode(data, charset).text)
    if form == forms.MARKDOWN:
        from readlater.pages.markdown import read_markdown

        return [read_markdown(text)]
    if form == forms.TRACKER:
        return _tracked(text)
    return [_pasted(text, forms.TEXT)]


def _mail(data: bytes, what: str) -> list[Draft]:
    from readlater.pages.forms.mail import read_mail

    return read_mail(data, what)


def _webarchive(data: bytes, what: str) -> list[Draft]:
    from readlater.pages.forms.webarchive import read_webarchive

    return read_webarchive(data, what)


def _epub(data: bytes, what: str) -> list[Draft]:
    from readlater.pages.epub import read_epub

    return read_epub(data, what)


def _pdf(data: bytes, what: str) -> list[Draft]:
    from readlater.pages.pdf import read_pdf

    return read_pdf(data, what)


_BINARY = {forms.MAIL: _mail, forms.WEBARCHIVE: _webarchive, forms.EPUB: _epub, forms.PDF: _pdf}
"""Form → what reads its bytes; imported when there is such a page, since most imports have none."""


def _pasted(text: str, form: str) -> Draft:
    """The draft of a pasted text."""
    from readlater.pages.pasted.text import EXTRACTOR, read_text

    pasted = read_text(text)
    return Draft(
        document=pasted.document,
        format=form,
        extractor=EXTRACTOR,
        url_original=pasted.url,
        title=pasted.title,
        byline=pasted.byline,
        site=pasted.site,
        published=pasted.published,
        modified=pasted.modified,
        found=pasted.found,
    )


def _tracked(text: str) -> list[Draft]:
    """The drafts of a tracker's export: what the tracker says wins over what the text says."""
    from readlater.pages.pasted.tracker import split_records

    drafts: list[Draft] = []
    for record in split_records(text):
        draft = _pasted(record.text, forms.TRACKER)
        found = dict(draft.found)
        for field, value in (("url", record.url), ("published", record.published)):
            if value:
                found[field] = (
                    Found(value, "tracker"),
                    *(other for other in found.get(field, ()) if other.value != value),
                )
        host = host_of(record.url)
        if host:
            found["host"] = (Found(host, "tracker"), *(other for other in found.get("host", ()) if other.value != host))
        drafts.append(
            replace(
                draft,
                uuid=record.uuid,
                category_id=record.category_id,
                url_original=record.url or draft.url_original,
                published=record.published or draft.published,
                created=record.created,
                updated=record.updated,
                last_read=record.last_read,
                read_count=record.read_count or 0,
                summary=record.summary,
                similar_titles=tuple(record.similar),
                found={name: entries for name, entries in found.items() if entries},
            )
        )
    return drafts


def _finished(draft: Draft, url: str, saved: datetime | None) -> Draft:
    """The draft with every string made safe, its URL canonical, its language and direction filled in."""
    document = Document(tuple(_safe_block(block) for block in draft.document.blocks))
    if draft.failed:
        document = Document()
    text = document.text
    found = {
        name: tuple(Found(without_credentials(safe_line(entry.value)), entry.source) for entry in entries)
        for name, entries in draft.found.items()
    }
    opening = _opening(document, draft.title)
    if opening:
        found["summary"] = (*found.get("summary", ()), Found(opening, "text"))
    failed = draft.failed or ("" if text.strip() else _EMPTY)
    original = without_credentials(safe_line(url or draft.url_original))
    language = cased_tag(re.sub(r"[^a-zA-Z0-9-].*$", "", safe_line(draft.language))[:35].strip("-"))
    language = language or detect_language(text[:20_000])
    return replace(
        draft,
        document=document if not failed else Document(),
        url=canonical_url(safe_line(draft.url)) or canonical_url(original),
        url_original=original if canonical_url(original) else "",
        title=safe_line(draft.title)[:1000],
        byline=safe_line(draft.byline)[:500],
        site=safe_line(draft.site)[:200],
        published=safe_line(draft.published),
        modified=safe_line(draft.modified),
        language=language,
        direction=draft.direction if draft.direction in ("ltr", "rtl") else direction(language, text[:5000]),
        summary=safe_line(draft.summary),
        lead_image=safe_line(draft.lead_image),
        tags=tuple(dict.fromkeys(tag for tag in (safe_line(tag)[:100] for tag in draft.tags) if tag)),
        category_id=safe_line(draft.category_id),
        uuid=safe_line(draft.uuid),
        created=draft.created or saved,
        similar_titles=tuple(title for title in map(safe_line, draft.similar_titles) if title),
        failed=failed,
        found=found,
    )


def _opening(document: Document, title: str) -> str:
    """The first paragraph of the body that is more than a few words, which stands for a text that nobody summarised."""
    paragraphs = (
        safe_line(block.text)
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH and block.cut is None and block.text.strip()
    )
    said = [text for text in islice(paragraphs, OPENINGS) if text != title]
    return next((text for text in said if count_words(text) >= OPENING_WORDS), said[0] if said else "")[:MAX_OPENING]


def _safe_block(block: Block) -> Block:
    """The block with safe strings; spans and cells follow where characters were taken out of the text."""
    text = safe_text(block.text)
    source, anchor, marker, language = map(safe_line, (block.source, block.anchor, block.marker, block.language))
    targets = tuple(safe_line(span.target) for span in block.spans)
    if (
        text == block.text
        and (source, anchor, marker, language) == (block.source, block.anchor, block.marker, block.language)
        and all(target == span.target for target, span in zip(targets, block.spans, strict=True))
    ):
        return block
    where = _mapping(block, text)
    spans = tuple(
        Span(where[span.start], where[span.end], span.kind, target)
        for span, target in zip(block.spans, targets, strict=True)
        if where[span.end] > where[span.start]
    )
    cells = tuple(tuple((where[start], where[end]) for start, end in row) for row in block.cells)
    safe = "".join(safe_text(piece) for piece in _pieces(block)) if text != block.text else text
    return replace(
        block, text=safe, spans=spans, cells=cells, source=source, anchor=anchor, marker=marker, language=language
    )


def _cuts(block: Block) -> list[int]:
    """All offsets that spans and cells of the block point at, and both ends."""
    cuts = {0, len(block.text)}
    cuts.update(offset for span in block.spans for offset in (span.start, span.end))
    cuts.update(offset for row in block.cells for cell in row for offset in cell)
    return sorted(cuts)


def _pieces(block: Block) -> list[str]:
    """The text between those offsets."""
    cuts = _cuts(block)
    return [block.text[start:end] for start, end in pairwise(cuts)]


def _mapping(block: Block, text: str) -> dict[int, int]:
    """Offsets of the block's text → offsets of the safe text."""
    cuts = _cuts(block)
    if text == block.text:
        return {cut: cut for cut in cuts}
    where = {0: 0}
    position = 0
    for cut, piece in zip(cuts[1:], _pieces(block), strict=True):
        position += len(safe_text(piece))
        where[cut] = position
    return where
