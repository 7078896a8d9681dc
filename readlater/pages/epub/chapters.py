"""The chapters of a book: from XHTML files to blocks, their pictures, links and notes tied together."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urldefrag, urljoin

from lxml import etree
from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.model import Block, BlockKind, Cut, Span, SpanKind
from readlater.pages.decode import decode
from readlater.pages.html.blocks import BlockBuilder
from readlater.pages.html.parse import parse
from readlater.pages.html.shapes import normalise

BASE = "http://book.invalid/"
"""What stands for the root of the file while addresses are resolved; no such host can exist."""

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_EMPTY = re.compile(
    rf"""<(?!(?:{_VOID})\b)([a-zA-Z][\w.:-]*+)((?:[^<>"'/]|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)/>""", re.IGNORECASE
)
_PREFIXED = re.compile(r"<(/?)(?:x?html|h|xh):(?=[a-zA-Z])", re.IGNORECASE)
_SVG_IMAGE = re.compile(
    r"""<(?:svg:)?image\b[^<>]{0,2000}?\b(?:xlink:)?href\s*=\s*["']([^"'<>]{1,2000})["'][^<>]*>""", re.IGNORECASE
)
_NUMBER = "data-rl-chapter"


@dataclass(slots=True)
class Chapter:
    """A chapter: its path in the file, its number, what the table of contents calls it, and its markup and tree."""

    path: str
    number: int
    listed: str
    is_contents: bool
    markup: str
    tree: HtmlElement


def read_chapter(data: bytes, path: str, number: int, listed: str, is_contents: bool) -> Chapter:
    """A chapter of the bytes of its file."""
    markup = as_html(decode(data).text)
    return Chapter(path, number, listed, is_contents, markup, parse(markup))


def as_html(text: str) -> str:
    """XHTML as HTML: what XML alone allows is written out, for a parser that knows only the other."""
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    text = _PREFIXED.sub(r"<\1", text)
    # Drawings are left out later; a picture that one was drawn around (as of covers) is none.
    text = _SVG_IMAGE.sub(r'</svg><img src="\1" alt=""/><svg>', text)
    return _EMPTY.sub(r"<\1\2></\1>", text)


def blocks_of(chapters: list[Chapter], *, titled: bool = True) -> list[Block]:
    """The blocks of several chapters as one document.

    Links from one to another and notes that stand in another chapter lead to their place in the document. A chapter
    that has no heading gets the one of the table of contents (if ``titled``); a table of contents is hidden.
    """
    known = {chapter.path: chapter.number for chapter in chapters}
    book = parse("<html><body></body></html>")
    body = book.find("body")
    for chapter in chapters:
        section = body.makeelement("section", {_NUMBER: str(chapter.number)})
        section.extend(_content(chapter, known))
        body.append(section)
    grouped: dict[int, list[Block]] = {chapter.number: [] for chapter in chapters}
    normalise(book)
    for candidate in BlockBuilder(BASE).build(book):
        grouped[_chapter_of(candidate.element, chapters[0].number)].append(_settled(candidate.block))
    blocks: list[Block] = []
    for chapter in chapters:
        blocks += _titled(chapter, grouped[chapter.number], titled and len(chapters) > 1)
    return blocks


def _titled(chapter: Chapter, blocks: list[Block], titled: bool) -> list[Block]:
    """The blocks of a chapter, with a heading if it has none of its own."""
    if not blocks:
        return []
    if chapter.is_contents:
        return [replace(block, cut=block.cut or Cut.CHROME) for block in blocks]
    if titled and chapter.listed and not _has_heading(blocks):
        blocks = [Block(BlockKind.HEADING, chapter.listed, level=2), *blocks]
    if not blocks[0].anchor:
        blocks[0] = replace(blocks[0], anchor=_anchor(chapter.number, ""))
    return blocks


def _chapter_of(element: HtmlElement, default: int) -> int:
    """The number of the chapter that an element stands in."""
    place: HtmlElement | None = element
    while place is not None:
        number = place.get(_NUMBER)
        if number is not None:
            return int(number)
        place = place.getparent()
    return default


def _anchor(number: int, name: str) -> str:
    """A name of a place that is unique in the whole book."""
    return f"c{number}-{name}" if name else f"c{number}"


def _content(chapter: Chapter, known: dict[str, int]) -> list[HtmlElement]:
    """What a chapter's body holds: the names of its places made unique, links to chapters local, pictures absolute."""
    body = copy.deepcopy(chapter.tree.find("body"))
    base = BASE + quote(chapter.path)
    for element in body.iter(etree.Element):
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name:
            element.set("id", _anchor(chapter.number, name))
        kind = element.get("epub:type") or ""
        if "noteref" in kind:
            element.set("class", f"{element.get('class') or ''} noteref".strip())
        if element.tag == "a":
            _make_local(element, base, known)
        elif element.tag == "img" and element.get("src"):
            element.set("src", _joined(base, element.get("src") or ""))
    if (body.text or "").strip():
        first = body.makeelement("p")
        first.text = body.text
        return [first, *body]
    return list(body)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _make_local(link: HtmlElement, base: str, known: dict[str, int]) -> None:
    href = (link.get("href") or "").strip()
    if not href:
        return
    address, fragment = urldefrag(_joined(base, href))
    if not address.startswith(BASE):
        return
    number = known.get(unquote(address[len(BASE) :]))
    if number is None:
        link.attrib.pop("href")
    else:
        link.set("href", "#" + _anchor(number, unquote(fragment)))


def _settled(block: Block) -> Block:
    """The block with pictures named by their path in the file, and without links into the file that lead nowhere."""
    source = block.source
    if source.startswith(BASE):
        source = "part:" + safe_line(unquote(source[len(BASE) :]))
    spans = tuple(span for span in block.spans if not _leads_nowhere(span))
    return replace(block, source=source, spans=spans) if source != block.source or spans != block.spans else block


def _leads_nowhere(span: Span) -> bool:
    return span.kind is SpanKind.LINK and (not span.target or span.target.startswith(BASE))


def _has_heading(blocks: list[Block]) -> bool:
    """Whether a chapter begins with a heading of its own."""
    texts = [block for block in blocks if block.text and block.kind is not BlockKind.IMAGE]
    return any(block.kind is BlockKind.HEADING for block in texts[:3])
