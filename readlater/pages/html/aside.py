"""What stands in the article without being part of it: it is hidden in the document, not lost.

Two stages meet here. Cleaning marks what its name gives away as readers' comments, a biography or a list of other
articles, instead of taking it out: no voter sees it, and no candidate is made of it. When the article is chosen and
tidied, the last stage decides what of the page is hidden in the document: those parts, and the blocks within the
article's own element that nobody kept. The rest of the page (navigation, advertisements, other articles) is left out.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml.html import HtmlElement

from readlater.model import BlockKind, Cut
from readlater.pages.clues.wordset import word_set
from readlater.pages.html.voters import find_home, prose_weight
from readlater.pages.html.writer import Candidate, cut, is_text

ASIDE = "data-rl-aside"
"""The attribute that says why an element is no part of the article: the value of a `Cut`."""

HOME = 0.9
"""Share of the article that its own element holds."""

MOST = 1.0
"""Text of the article's own element that nobody kept, as a share of the article, above which that is not its own."""

MAX_BLOCKS = 400
"""Blocks of comments, biographies and lists of other articles that are hidden; what comes after them is left out."""

_REASONS = {
    **dict.fromkeys(word_set("comments! comments comment commentlist respond disqus"), Cut.COMMENT),
    **dict.fromkeys(("bio", "authorbio", "aboutauthor", "author bio", "about author"), Cut.BIOGRAPHY),
    **dict.fromkeys(
        (
            *word_set("related relatedposts relatedarticles recommended recommendations readmore readnext upnext"),
            *("related posts", "related articles", "related stories", "read more", "read next", "more from", "up next"),
        ),
        Cut.ACTION,
    ),
}
_CONTROLS = ("script", "style", "svg", "select", "textarea", "input", "button", "form", "nav", "template", "noscript")


def mark_aside(element: HtmlElement, reason: str) -> bool:
    """Marks an element as a part of the page beside the article; false if ``reason`` does not say that it is one."""
    why = _REASONS.get(reason)
    if why is None:
        return False
    for control in list(element.iter(*_CONTROLS)):
        if control is not element:
            control.drop_tree()
    element.set(ASIDE, why.value)
    return True


def without_asides(root: HtmlElement) -> HtmlElement:
    """A copy of the tree without what is marked."""
    tree = copy.deepcopy(root)
    for element in tree.xpath(f"//*[@{ASIDE}]"):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def part_from_asides(root: HtmlElement, blocks: Sequence[Candidate]) -> list[Candidate]:
    """The candidates: the blocks of the tree that are not in marked elements. Those that are get their cut."""
    why = {inner: Cut(element.get(ASIDE)) for element in root.xpath(f"//*[@{ASIDE}]") for inner in element.iter()}
    for block in blocks:
        if block.element in why:
            cut(block, why[block.element])
    return [block for block in blocks if block.block.cut is None]


def hide_rest(blocks: Sequence[Candidate]) -> None:
    """Keeps in the document, hidden, what belongs to the article's surroundings in the page.

    ``blocks`` are all blocks of the page, in its order. A block that has a cut already and is not kept was set aside by
    an earlier stage.
    """
    body = [place for place, block in enumerate(blocks) if block.keep and is_text(block)]
    home = find_home([(block, _weight(block)) for block in blocks], HOME)
    if not body or home is None:
        return
    first, last = body[0], body[-1]
    inside = set(home.iter()) if home.tag not in ("html", "body") else set[HtmlElement]()
    near = [
        block
        for place, block in enumerate(blocks)
        if not block.keep
        and (first < place < last or block.element in inside)
        and block.block.kind is not BlockKind.RULE
    ]
    unnamed = [block for block in near if block.block.cut is None]
    if _length(unnamed) <= MOST * _length([block for block in blocks if block.keep]):
        for block in unnamed:
            block.keep = True
            cut(block, _why(block))
    named = [block for block in near if block.block.cut is not None]
    named += [block for block in blocks[last + 1 :] if _is_about_article(block) and block.element not in inside]
    for block in named[:MAX_BLOCKS]:
        block.keep = True


def _weight(block: Candidate) -> float:
    return prose_weight(block) if block.keep and block.block.cut is None else 0.0


def _length(blocks: Sequence[Candidate]) -> int:
    return sum(len(block.block.text) for block in blocks)


def _is_about_article(block: Candidate) -> bool:
    """Whether a block that was set aside belongs to the article wherever it stands behind it."""
    return not block.keep and block.block.cut in (Cut.COMMENT, Cut.BIOGRAPHY)


def _why(block: Candidate) -> Cut:
    """The reason for hiding a block that nobody kept."""
    if block.block.kind is BlockKind.CAPTION:
        return Cut.CAPTION
    return Cut.ACTION if block.links > 0.5 else Cut.CHROME
