"""The lines that stand about the title of an HTML page: there it says who wrote it and when, in whatever markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.pages.clues.lines import count_words, tokens
from readlater.pages.clues.vocabulary import fold
from readlater.pages.clues.wordset import word_set

BEFORE = 3
"""Lines before the title that are looked at."""

EDGES = 16
"""Characters that a heading may have before and behind what it shares with the title."""

AFTER = 10
"""Lines behind it."""

PROSE = 15
"""Words from which a line is a paragraph; behind the title one is passed over, the standfirst."""

STANDFIRST = 60
"""Words above which a paragraph is no standfirst."""

_TITLE_TAGS = ("h1", "h2", "h3", "legend")
_INLINE = word_set(
    "a abbr b bdi bdo button cite code em font i kbd label mark q s small span strong sub sup time u wbr"
)
_SKIPPED = word_set("script style noscript template svg select nav form textarea iframe object head")


_ASIDE = word_set("aside nav")
_COMMENT = word_set("comment comments commentlist")


def is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in an aside, the page's footer, the navigation or a comment.

    The footer of an ``<article>`` is the place that HTML names for its author and date.
    """
    footer = False
    for ancestor in element.iterancestors():
        if ancestor.tag in _ASIDE:
            return True
        if ancestor.tag == "article":
            footer = False
        footer = footer or ancestor.tag == "footer"
        if ancestor.tag == "body":
            return footer
        names = (ancestor.get("class") or "").lower()
        if "comment" in names and not _COMMENT.isdisjoint(re.split(r"[\s_-]+", names)):
            return True
    return footer


@dataclass(slots=True)
class Near:
    """A line by the title, with the links in it as pairs of text and address."""

    text: str
    links: list[tuple[str, str]] = field(default_factory=list)


def lines_by_title(page: HtmlElement, title: str) -> list[Near]:
    """The lines about the heading that is the title, those behind it first; none if the page has no such heading."""
    out: list[Near] = []
    for heading in _headings(page, title)[:2]:
        out += _after(heading)
        out += _before(heading)
    return out


def _headings(page: HtmlElement, title: str) -> list[HtmlElement]:
    """The elements that are the title: headings that say it, else one that says nearly it, else any that says it."""
    wanted = fold(title)
    if not wanted:
        return []
    said = [(" ".join("".join(element.itertext()).split()), element) for element in page.iter(*_TITLE_TAGS)]
    headings = [element for text, element in said if abs(len(text) - len(title)) <= EDGES and fold(text) == wanted]
    if headings:
        return sorted(headings, key=lambda element: element.tag != "h1")
    words = set(tokens(title))
    if len(words) >= 4:
        for text, element in said:
            own = set(tokens(text)) if len(text) < 3 * len(wanted) + 20 and element.tag != "h3" else set()
            if len(own & words) * 10 >= 7 * max(len(own), len(words)) and not is_aside(element):
                return [element]
    if len(wanted) >= 12:
        for element in page.iter("p", "div", "span", "strong", "h4"):
            text = element.text
            if text and abs(len(text.strip()) - len(title)) <= 8 and fold(text) == wanted and not is_aside(element):
                return [element]
    return []


def _after(heading: HtmlElement) -> list[Near]:
    """The lines behind a heading, to the beginning of the text."""
    lines: list[Near] = []
    paragraphs = 0
    for line in islice(_lines(_pieces_after(heading)), AFTER):
        words = count_words(line.text)
        if words >= PROSE:
            paragraphs += 1
            if paragraphs > 1 or words > STANDFIRST:
                break
            continue
        lines.append(line)
    return lines


def _before(heading: HtmlElement) -> list[Near]:
    """The lines before a heading, in the elements that hold it, the nearest first."""
    lines: list[Near] = []
    element: HtmlElement | None = heading
    for _ in range(4):
        if element is None or element.tag in ("body", "main", "article") or len(lines) >= BEFORE:
            break
        for sibling in islice(element.itersiblings(preceding=True), BEFORE):
            if not isinstance(sibling.tag, str) or len("".join(sibling.itertext())) > 2000:
                break
            lines += reversed(list(_lines(iter(_pieces(sibling)))))
        element = element.getparent()
    return [line for line in lines[:BEFORE] if count_words(line.text) < PROSE]


Piece = tuple[str, str] | None
"""Text and the address that it is linked to, or the end of a line."""


def _pieces(element: HtmlElement, address: str = "") -> Iterator[Piece]:
    """What is written in an element."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    if element.tag not in _INLINE:
        yield None
    address = (element.get("href") or "") if element.tag == "a" else address
    if element.text:
        yield element.text, address
    for child in element:
        yield from _pieces(child, address)
        if child.tag == "span":
            yield " ", ""  # parts of a row that only style keeps apart
        if child.tail:
            yield child.tail, address
    if element.tag not in _INLINE:
        yield None


def _pieces_after(element: HtmlElement) -> Iterator[Piece]:
    """What is written behind an element, to the end of the page."""
    node: HtmlElement | None = element
    yield None
    while node is not None and node.tag != "body":
        if node.tail:
            yield node.tail, ""
        for sibling in node.itersiblings():
            yield from _pieces(sibling)
            if sibling.tail:
                yield sibling.tail, ""
        yield None
        node = node.getparent()


def _lines(pieces: Iterator[Piece]) -> Iterator[Near]:
    """The pieces as lines that have anything in them."""
    parts: list[str] = []
    links: list[tuple[str, str]] = []
    for piece in pieces:
        if piece is not None:
            parts.append(piece[0])
            if piece[1]:
                links.append((safe_line(piece[0]), piece[1]))
            continue
        text = safe_line("".join(parts))
        if text:
            yield Near(text, [link for link in links if link[0]])
        parts, links = [], []
    text = safe_line("".join(parts))
    if text:
        yield Near(text, [link for link in links if link[0]])
