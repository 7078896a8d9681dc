"""E-mail newsletters: one message with an article in it.

A message is written for its reader from the first line to the last, so nothing is voted on as in a web page: all of it
is the article, but what mail programs and senders put around it: the line before the text that only an inbox shows,
pixels that count, the ways to unsubscribe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from readlater.errors import PageError
from readlater.language.safe import safe_line, safe_text
from readlater.model import Block, BlockKind, Cut, Document, Draft, Found
from readlater.pages.clues.lines import count_words
from readlater.pages.extractors import extractor
from readlater.pages.forms.bodies import markup_of
from readlater.pages.forms.letter import Letter, address_of, is_clear, list_name, looks_like_mail, open_letter, sender
from readlater.pages.forms.mailwords import ABOUT_SENDING, FORWARDED, IN_BROWSER, QUOTED, QUOTED_HEADER, UNSUBSCRIBE
from readlater.pages.forms.mime import MimePart, header_time, text_of
from readlater.pages.urls import host_label

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from readlater.pages.html.writer import Candidate

FOOTER = 0.5
"""Share of a message's words that must stand before what is taken for its end."""

SHORT = 30
"""Words above which a paragraph is the text, and no line of its head any more."""

BUTTON = 3
"""Words of a link above which it is no button any more."""

SIGNATURE = 60
"""Words that may stand below the two hyphens with which a signature begins."""

_SIGNATURE = re.compile(r"--|—|–")
_SENDER = re.compile(r"^(.{2,60}?)\s+(?:from|at|via|von|de chez|par|@|[|·•–—])\s+(\S.{1,60})$", re.IGNORECASE)
_PIXEL_STYLE = re.compile(
    r"(?:^|;)\s*(?:(?:max-)?(?:width|height)\s*:\s*[0-3](?:px)?\s*(?:;|$|!)|display\s*:\s*none)", re.IGNORECASE
)
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$|format=|fm=|/image", re.IGNORECASE)


def read_mail(data: bytes, what: str = "The page") -> list[Draft]:
    """The draft of a message.

    Raises:
        PageError: there is no text in it.
    """
    letter = open_letter(data)
    draft: Draft | None = None
    if letter.html:
        draft = _read_html(markup_of(letter.html))
    if letter.text and (draft is None or not draft.document.text.strip()):
        draft = _read_text("\n\n".join(map(_unflowed, letter.text)))
    if draft is None or not draft.document.text.strip():
        if not letter.attached:
            raise PageError(f"{what} is a message without a text in it.")
        files = ", ".join(letter.attached[:5])
        raise PageError(f"{what} is a message without a text in it (attached: {files}); save what is attached to it.")
    return [_with_headers(draft, letter)]


def _with_headers(draft: Draft, letter: Letter) -> Draft:
    """The draft with what the message's headers say."""
    headers = letter.whole.headers
    first, document = _without_forwarding(draft.document)
    sent = header_time(first.get("date", "")) or header_time(headers.get("date", ""))
    name, address = sender(first.get("from", "") or headers.get("from", ""))
    listed = list_name(headers.get("list-id", ""))
    split = _SENDER.match(name)
    author = split.group(1) if split else name
    site = listed or (split.group(2) if split else "") or (name if draft.byline else "")
    site = site or host_label(address.rpartition("@")[2])
    byline = draft.byline or (author if author.casefold() != site.casefold() else "")
    url, url_source = address_of(headers, letter.subject, draft.url_original)
    published = sent.isoformat(timespec="seconds") if sent else draft.published
    found = dict(draft.found)
    for field, value, source in (
        ("title", letter.subject, "subject"),
        ("byline", byline, "text" if draft.byline else "from"),
        ("site", site, "list-id" if listed else "from"),
        ("published", published, "date"),
        ("url", url, url_source),
    ):
        if value:
            found[field] = (Found(value, source), *(one for one in found.get(field, ()) if one.value != value))
    if letter.attached:
        found["attachments"] = tuple(Found(one, "not read") for one in letter.attached[:20])
    return replace(
        draft,
        document=_without_title(document, letter.subject),
        title=letter.subject or draft.title,
        byline=byline,
        site=site,
        published=published,
        url_original=url,
        created=letter.received or header_time(headers.get("date", "")),
        found=found,
    )


# -- the HTML of a message


def _read_html(markup: str) -> Draft:
    """The draft of a message's HTML: all of it, but what is hidden, counts, or is about the sending itself."""
    from readlater.pages.clues.people import find_byline, is_date_line
    from readlater.pages.html.blocks import BlockBuilder
    from readlater.pages.html.clean import clean, weigh
    from readlater.pages.html.parse import parse
    from readlater.pages.html.writer import cut
    from readlater.pages.metadata.reading import read_metadata

    page = parse(markup)
    _drop_pixels(page)
    meta = read_metadata(page, "", "")
    link = _browser_link(page)
    clean(page, weigh(page))
    candidates = BlockBuilder(meta.base or link).build(page)
    for candidate in candidates:
        if candidate.block.kind is BlockKind.CAPTION:
            cut(candidate, Cut.CAPTION)
        elif _is_button(candidate):
            cut(candidate, Cut.ACTION)
    blocks = _without_margins([candidate.block for candidate in candidates])
    bylines = (find_byline(block.text) for block in blocks[:12] if len(block.text) < 100)
    byline = next((one for one in bylines if one is not None), None)
    for place, block in enumerate(blocks[:12]):
        if block.is_body and len(block.text) < 100 and (find_byline(block.text) or is_date_line(block.text)):
            blocks[place] = replace(block, cut=Cut.CHROME)
    return Draft(
        document=Document(tuple(blocks)),
        format="mail",
        extractor=extractor("mail"),
        url_original=link,
        title=meta.title,
        byline=byline.name if byline else "",
        language=meta.language,
        direction=meta.direction,
        found={name: entries for name, entries in meta.found.items() if name == "language"},
    )


def _is_button(candidate: Candidate) -> bool:
    """Whether a block is nothing but a link of a few words: ``Read more``, ``Share``. Longer ones are headlines."""
    block = candidate.block
    return block.kind is BlockKind.PARAGRAPH and candidate.links >= 0.9 and count_words(block.text) <= BUTTON


def _drop_pixels(page: HtmlElement) -> None:
    """Takes the pictures away that nobody is to see, in place."""
    for image in list(page.iter("img")):
        source = image.get("src") or ""
        small = any(re.match(r"\s*[0-3](?:px)?\s*$", image.get(name) or "") for name in ("width", "height"))
        bare = not any(image.get(name) for name in ("alt", "width", "height", "style"))
        counts = bare and source[:4] == "http" and not _PICTURE_NAME.search(source)
        if small or counts or not source or _PIXEL_STYLE.search(image.get("style") or ""):
            image.drop_tree()


def _browser_link(page: HtmlElement) -> str:
    """The address of the message as a page of the web, if it names a clear one."""
    for link in page.iter("a"):
        href = (link.get("href") or "").strip()
        if href[:4].lower() != "http":
            continue
        said = " ".join("".join(link.itertext()).split())
        around = link.getparent()
        if len(said) <= 25 and not IN_BROWSER.search(said) and around is not None:
            said = " ".join("".join(around.itertext()).split())  # "Trouble reading this? View it in a browser: here"
        if len(said) <= 100 and IN_BROWSER.search(said) and is_clear(href):
            return safe_line(href)
    return ""


# -- the text of a message


def _unflowed(part: MimePart) -> str:
    """The text of a plain part, with the lines that were broken for sending (RFC 3676) joined."""
    text = safe_text(text_of(part))
    if part.parameter("format").lower() != "flowed":
        return text
    gap = "" if part.parameter("delsp").lower() == "yes" else " "
    out: list[str] = []
    flows = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if flows and line:
            out[-1] = out[-1].rstrip(" ") + gap + line
        else:
            out.append(line)
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(out)


def _read_text(text: str) -> Draft:
    """The draft of a message's plain text: its paragraphs."""
    from readlater.pages.pasted.wrapped import join_wrapped

    text = re.split(r"^-- $", text, maxsplit=1, flags=re.MULTILINE)[0]
    link = next((found for line in text.split("\n") if (found := _line_link(line))), "")
    pieces = (piece.strip() for piece in re.split(r"\n\s*\n", join_wrapped(text)))
    blocks = [
        Block(BlockKind.RULE) if re.fullmatch(r"[-=_*~# ]{3,}", piece) else Block(BlockKind.PARAGRAPH, piece)
        for piece in pieces
        if piece
    ]
    return Draft(
        document=Document(tuple(_without_margins(blocks))),
        format="mail",
        extractor=extractor("mail"),
        url_original=link,
    )


def _line_link(line: str) -> str:
    """The clear address in a line that says that the message can be read in a browser."""
    match = re.search(r"https?://[^\s<>()\[\]]+", line)
    if not match or not IN_BROWSER.search(line.replace(match.group(), "")):
        return ""
    return match.group() if is_clear(match.group()) else ""


# -- what stands around the text


def _without_margins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those about the sending cut: the way to the web at the head, the ways to unsubscribe at the end."""
    words = [count_words(block.text) for block in blocks]
    start = next((place for place, count in enumerate(words) if count > SHORT), len(blocks))
    head = {
        place
        for place, block in enumerate(blocks[:start])
        if IN_BROWSER.search(block.text) or (place < len(blocks) / 2 and UNSUBSCRIBE.search(block.text))
    }
    end = _end(blocks, words, head)
    kept = [
        replace(block, cut=Cut.CHROME) if block.is_body and (place in head or place >= end) else block
        for place, block in enumerate(blocks)
    ]
    return [block for place, block in enumerate(kept) if place < end or block.text] if any(_texts(kept)) else [*blocks]


def _texts(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.is_body)


def _end(blocks: Sequence[Block], words: Sequence[int], head: set[int]) -> int:
    """The place from which on a message speaks of the sending only."""
    total = sum(words)
    before = 0
    end = len(blocks)
    for place, block in enumerate(blocks):
        if place not in head and before >= FOOTER * total and words[place] <= 120 and UNSUBSCRIBE.search(block.text):
            end = place
            break
        before += words[place]
    signature = next((place for place in range(1, end) if _SIGNATURE.fullmatch(blocks[place].text.strip())), end)
    if sum(words[signature:end]) <= SIGNATURE and any(words[:signature]):
        end = signature
    while 0 < end < len(blocks) and words[end - 1] <= 60 and ABOUT_SENDING.search(blocks[end - 1].text):
        end -= 1
    while end and blocks[end - 1].kind is BlockKind.RULE:
        end -= 1
    return end


def _without_title(document: Document, title: str) -> Document:
    """The document with the title, where the message repeats it at its head, cut."""
    wanted = safe_line(title).casefold()
    blocks = list(document.blocks)
    for place, block in enumerate(blocks[:8]):
        if wanted and block.is_body and safe_line(block.text).casefold() == wanted:
            blocks[place] = replace(block, cut=Cut.REPETITION)
            break
    return Document(tuple(blocks))


def _without_forwarding(document: Document) -> tuple[dict[str, str], Document]:
    """What the lines over a message that was passed on say of it, and the document with them cut."""
    blocks = list(document.blocks)
    said: dict[str, str] = {}
    start = next(
        (place for place, block in enumerate(blocks[:12]) if FORWARDED.match(block.text.split("\n")[0])), len(blocks)
    )
    for place in range(start, min(start + 8, len(blocks))):
        block = blocks[place]
        lines = [line for line in block.text.split("\n") if line.strip()]
        headers = [QUOTED_HEADER.match(line) for line in lines]
        if not all(header or FORWARDED.match(line) for header, line in zip(headers, lines, strict=True)):
            break
        for header in headers:
            if header and QUOTED[header.group(1).lower()]:
                said.setdefault(QUOTED[header.group(1).lower()], header.group(2).strip())
        if block.is_body:
            blocks[place] = replace(block, cut=Cut.CHROME)
    return said, Document(tuple(blocks))


__all__ = ["looks_like_mail", "read_mail"]
