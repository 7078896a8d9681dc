"""Stage four: who says which blocks are the article.

A voter gets the page and returns the numbers of the elements that it takes for the article; a further voter needs only
to do the same and be named in `VOTERS`.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import strip_attributes, strip_elements, tostring
from lxml.html import HtmlElement

from readlater.model import BlockKind
from readlater.pages.html.parse import ID
from readlater.pages.html.writer import Candidate

_NUMBER = re.compile(rf'{ID}="(\d+)"')
_TWEETS = re.compile(r"twitter|tweet|instagram", re.IGNORECASE)

MAX_BLOCKS = 20_000
MAX_TEXT = 1_500_000
"""Blocks, and characters of text, above which readability is not asked: it would take seconds."""

DESCENT = 0.75
"""Share of the prose of an element that one child must hold for the search for the article to go on in it."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What a voter takes for the article: the numbers of its elements; and how many words of candidates they hold."""

    name: str
    numbers: frozenset[int]
    words: int


def readability_vote(page: HtmlElement, candidates: Sequence[Candidate]) -> Vote:
    """What readability-lxml takes for the article. An empty vote if it fails on the page."""
    from readability.readability import Document, Unparseable

    class Numbers(Document):  # type: ignore[misc]
        """Keeps the numbers of the elements; its cleaning of attributes is not needed."""

        def get_clean_html(self) -> str:
            return str(tostring(self.html, encoding="unicode", method="html"))

    if len(candidates) > MAX_BLOCKS or sum(len(candidate.block.text) for candidate in candidates) > MAX_TEXT:
        return Vote("readability", frozenset(), 0)
    tree = copy.deepcopy(page)
    # What its rules never look at costs it time.
    strip_elements(tree, "script", "style", "link", "meta", "noscript", "template", "svg", with_tail=False)
    strip_attributes(tree, "href", "srcset", "onclick", "target", "title", "data-src", "data-srcset")
    # Its rules drop quoted posts for their class names.
    for element in tree.iter("blockquote", "div", "p", "figure"):
        names = element.get("class")
        if names and _TWEETS.search(names):
            element.set("class", _TWEETS.sub("", names))
    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    try:
        html = Numbers(tree).summary()
    except (Unparseable, ValueError, TypeError, AttributeError, RecursionError, IndexError, AssertionError):
        return Vote("readability", frozenset(), 0)
    numbers = frozenset(map(int, _NUMBER.findall(html)))
    return Vote("readability", numbers, _words(candidates, numbers))


def density_vote(page: HtmlElement, candidates: Sequence[Candidate]) -> Vote:
    """The smallest element that holds most of the page's prose, found from the top down.

    Prose is link-poor text of some length. This misses nothing and tells little apart: it serves where readability
    returns a fragment.
    """
    weights: dict[HtmlElement, float] = {}
    own: dict[HtmlElement, float] = {}
    for candidate in candidates:
        weight = prose_weight(candidate)
        if weight <= 0:
            continue
        element: HtmlElement | None = candidate.element
        own[candidate.element] = own.get(candidate.element, 0.0) + weight
        while element is not None:
            weights[element] = weights.get(element, 0.0) + weight
            element = element.getparent()
    best = next((candidate.element.getroottree().getroot() for candidate in candidates[:1]), None)
    if best is None or not weights:
        return Vote("density", frozenset(), 0)
    while True:
        children = [child for child in best if child in weights]
        if not children:
            break
        heaviest = max(children, key=lambda child: weights[child])
        if weights[heaviest] < DESCENT * weights[best] or heaviest.tag in ("p", "li", "td", "pre", "tr"):
            break
        best = heaviest
    inside = set(best.iter())
    numbers = frozenset(candidate.number for candidate in candidates if candidate.element in inside)
    return Vote("density", numbers, _words(candidates, numbers))


def prose_weight(candidate: Candidate) -> float:
    """How much a block speaks for the article being where it stands: its words, if they are prose."""
    if candidate.block.kind in (BlockKind.CAPTION, BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE, BlockKind.HEADING):
        return 0.0
    if candidate.links > 0.4 or candidate.words < 8:
        return 0.0
    return min(float(candidate.words), 150.0) * (1.0 - candidate.links)


def _words(candidates: Sequence[Candidate], numbers: frozenset[int]) -> int:
    return sum(candidate.words for candidate in candidates if candidate.number in numbers)


VOTERS = (readability_vote, density_vote)
"""The voters, the most trusted first."""
