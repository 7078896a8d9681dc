"""Which parts of a message are read: its text may come in several pieces, and each piece in several forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from readlater.language.safe import safe_line, safe_text
from readlater.pages.forms.mime import MAX_DEPTH, MimePart, children, text_of

MAX_PIECES = 100
"""Pieces of a message above which the others are left out."""

MAX_COMPARED = 8
"""Pages of a message that its texts are compared with."""

MAX_PARTS = 1000
"""Parts of a container above which the others are left out."""

SAME = 0.7
"""Share of a text's words in a page from which on it is the same message in another form."""

PAGES = ("text/html", "application/xhtml+xml")

_FOOTER = re.compile(r"\s*(?:_{5,}|-{5,}|-- ?$)", re.MULTILINE)
"""How the lines begin that a mailing list puts behind every message."""

_TAG = re.compile(r"<[^<>]{0,4000}>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The pieces of a message in the order they are read.

    Attributes:
        rich: HTML where there is some, else text, and the pictures between them.
        plain: text only.
    """

    rich: tuple[MimePart, ...] = ()
    plain: tuple[MimePart, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether a piece is HTML."""
        return any(part.kind in PAGES for part in self.rich)


def bodies(whole: MimePart, depth: int = 0) -> Bodies:
    """The pieces of a message, by what its containers say of their parts.

    Those of ``multipart/alternative`` say the same, those of ``multipart/related`` belong to the first that is read,
    and all others follow upon each other: mail programs send a text before a picture and one behind it as two parts.
    """
    if not whole.kind.startswith("multipart/"):
        return _leaf(whole)
    if depth >= MAX_DEPTH:
        return Bodies()
    pieces = [one for one in (bodies(part, depth + 1) for part in children(whole)[:MAX_PARTS]) if one.rich or one.plain]
    if whole.kind == "multipart/alternative":
        pages = [one for one in pieces if one.has_page]
        texts = [one for one in pieces if one.plain]
        rich = next(iter([*pages, *pieces]), Bodies()).rich
        return Bodies(rich, min(texts, key=lambda one: one.has_page).plain if texts else ())
    if whole.kind == "multipart/related":
        return next((one for one in pieces if one.has_page or one.plain), Bodies())
    return _following(pieces)


def markup_of(pieces: tuple[MimePart, ...]) -> str:
    """The pieces as one page."""
    return "\n".join(_markup(part) for part in pieces)


def is_picture(part: MimePart) -> bool:
    """Whether a part is a picture that stands between the texts and that nothing refers to."""
    named = part.filename and not part.identity
    return bool(named) and part.kind.startswith("image/") and part.disposition == "inline"


def _leaf(part: MimePart) -> Bodies:
    if part.disposition == "attachment" or not part.body.strip():
        return Bodies()
    if part.kind in PAGES or is_picture(part):
        return Bodies((part,))
    return Bodies((part,), (part,)) if part.kind == "text/plain" else Bodies()


def _following(pieces: list[Bodies]) -> Bodies:
    """The pieces one behind the other, without files, lines of a mailing list, and what is said twice."""
    pieces = pieces[:MAX_PIECES]
    shown = [part for one in pieces for part in one.rich if part.kind in PAGES]
    pages = [set(_WORD.findall(_said(part))) for part in shown[:MAX_COMPARED]]
    rich: list[MimePart] = []
    plain: list[MimePart] = []
    for one in pieces:
        if plain or any(part.kind in PAGES for part in rich):
            first = next(iter(one.plain or one.rich))
            if not is_picture(first) and (first.filename or _FOOTER.match(text_of(first)[:200])):
                continue
        plain += one.plain
        if one.has_page or not any(_is_within(part, pages) for part in one.plain):
            rich += one.rich
    return Bodies(tuple(rich[:MAX_PIECES]), tuple(plain[:MAX_PIECES]))


def _is_within(part: MimePart, pages: list[set[str]]) -> bool:
    """Whether a page says what a text says."""
    words = set(_WORD.findall(text_of(part).casefold()))
    return any(len(words & page) >= SAME * len(words) for page in pages)


def _said(part: MimePart) -> str:
    return _TAG.sub(" ", text_of(part)).casefold()


def _markup(part: MimePart) -> str:
    if part.kind in PAGES:
        return text_of(part)
    if is_picture(part):
        name = safe_line(part.filename)[:200]
        return f'<p><img src="cid:{quote(name)}" alt="{escape(name)}"></p>'
    paragraphs = re.split(r"\n\s*\n", safe_text(text_of(part)).strip())
    return "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
