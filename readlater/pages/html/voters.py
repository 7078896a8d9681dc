"""Stage four: who says which blocks are the article.

A voter gets the page and its candidates and returns the places of those that it takes for the article. Three voters
look at the page in ways that have little to do with each other: readability-lxml scores elements by their names and
their commas, trafilatura follows the layouts of sites and takes what is left, and our own vote looks at nothing but
where the mass of prose is. A further voter needs only to do the same and be named in `VOTERS`.

A voter that fails on a page abstains. Nothing that goes wrong in a library costs the page.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.etree import strip_attributes, strip_elements, tostring
from lxml.html import HtmlElement

from readlater.model import BlockKind
from readlater.pages.clues.lines import shingles, tokens
from readlater.pages.html.parse import ID
from readlater.pages.html.writer import Candidate, is_text

MAX_BLOCKS = 20_000
MAX_TEXT = 1_500_000
MAX_ELEMENTS = 30_000
"""Blocks, characters of text, and elements above which the libraries are not asked: it would take seconds."""

DESCENT = 0.75
"""Share of the prose of an element that one child must hold for the search for the article to go on in it."""

WIDE = 0.98
"""The same for pages that no other voter looks at: there is nobody to say what that misses."""

SAID = 0.5
"""Share of a block's runs of four words that must stand in a text for the block to be in it."""

MAX_NAMES = 200
"""Characters of class names that readability looks at: utility classes run to thousands."""

_NUMBER = re.compile(rf'{ID}="(\d+)"')
_TWEETS = re.compile(r"twitter|tweet|instagram", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNREAD = ("href", "srcset", "onclick", "target", "title", "data-src", "data-srcset")


@dataclass(frozen=True, slots=True)
class Vote:
    """What a voter takes for the article: the places of candidates, and how much prose they are.

    ``sees`` says whether the voter can take pictures, since it chooses elements and not text. A vote without places is
    an abstention.
    """

    name: str
    places: frozenset[int] = frozenset()
    prose: float = 0.0
    sees: bool = True


Voter = Callable[[HtmlElement, Sequence[Candidate]], Vote]


def vote_of(name: str, candidates: Sequence[Candidate], taken: Iterable[bool], sees: bool = True) -> Vote:
    """The vote for those candidates of which ``taken`` is true."""
    places = frozenset(place for place, is_taken in enumerate(taken) if is_taken)
    return Vote(name, places, sum(prose_weight(candidates[place]) for place in places), sees)


def readability_vote(page: HtmlElement, candidates: Sequence[Candidate]) -> Vote:
    """What readability-lxml takes for the article: precise on the pages of newspapers, often a fragment elsewhere."""
    if _is_too_large(page, candidates):
        return Vote("readability")
    try:
        numbers = readability_numbers(page)
    except Exception as error:
        return _abstention("readability", error)
    return vote_of("readability", candidates, (candidate.number in numbers for candidate in candidates))


def trafilatura_vote(page: HtmlElement, candidates: Sequence[Candidate]) -> Vote:
    """What trafilatura takes for the article, by its text: it finds articles of more kinds than readability.

    It makes a tree of its own, in which our numbers are lost; so a block is its if half of the block's runs of four
    words stand in its text, or, for a shorter block, if that is a line of the text.
    """
    if _is_too_large(page, candidates):
        return Vote("trafilatura", sees=False)
    try:
        text = trafilatura_text(page)
    except Exception as error:
        return _abstention("trafilatura", error)
    lines = [tokens(line) for line in text.split("\n")]
    whole = {tuple(line) for line in lines}
    runs = shingles([token for line in lines for token in line])
    taken = (is_text(candidate) and _is_said(candidate.block.text, whole, runs) for candidate in candidates)
    return vote_of("trafilatura", candidates, taken, sees=False)


def density_vote(page: HtmlElement, candidates: Sequence[Candidate]) -> Vote:
    """The smallest element that holds most of the page's prose, found from the top down.

    Prose is link-poor text of some length. This misses nothing and tells little apart: it serves where the libraries
    find next to nothing.
    """
    share = WIDE if _is_too_large(page, candidates) else DESCENT
    home = find_home([(candidate, prose_weight(candidate)) for candidate in candidates], share)
    if home is None:
        return Vote("density")
    inside = set(home.iter())
    return vote_of("density", candidates, (candidate.element in inside for candidate in candidates))


VOTERS: tuple[Voter, ...] = (readability_vote, trafilatura_vote, density_vote)
"""The voters, the widest last."""


def readability_numbers(page: HtmlElement) -> frozenset[int]:
    """The numbers of the elements that readability keeps of a page."""
    from readability.readability import Document

    class Numbers(Document):  # type: ignore[misc]
        """Keeps the numbers of the elements, and does none of the cleaning that `_readable` has done."""

        def _parse(self, tree: HtmlElement) -> HtmlElement:
            return copy.deepcopy(tree)

        def get_clean_html(self) -> str:
            return str(tostring(self.html, encoding="unicode", method="html"))

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    return frozenset(map(int, _NUMBER.findall(Numbers(_readable(page)).summary())))


def _readable(page: HtmlElement) -> HtmlElement:
    """A copy of the page as readability wants it, without what its rules never look at and what costs it time."""
    tree = copy.deepcopy(page)
    strip_elements(tree, "script", "style", "link", "meta", "noscript", "template", "svg", with_tail=False)
    strip_attributes(tree, *_UNREAD)
    for element in tree.xpath("//*[@hidden] | //*[@style]"):
        parent = element.getparent()
        if parent is not None and (element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")):
            element.drop_tree()
    # Its rules drop quoted posts for their class names.
    for element in tree.iter("blockquote", "div", "p", "figure"):
        names = element.get("class")
        if names and _TWEETS.search(names):
            element.set("class", _TWEETS.sub("", names))
    for element in tree.xpath(f"//*[string-length(@class) > {MAX_NAMES}]"):
        element.set("class", element.get("class")[:MAX_NAMES])
    return tree


def trafilatura_text(page: HtmlElement) -> str:
    """The text that trafilatura makes of a page, without readers' comments.

    It is asked to miss little and not to ask others (readability is one of those, and has a vote here): this is both
    better and faster than what it does by default.
    """
    from trafilatura import bare_extraction

    tree = copy.deepcopy(page)
    strip_elements(tree, "style", "svg", "template", with_tail=False)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(tree, fast=True, favor_recall=True, include_comments=False)
    return str(getattr(found, "text", None) or "")


def _is_said(text: str, whole: set[tuple[str, ...]], runs: set[tuple[str, ...]]) -> bool:
    words = tokens(text)
    if len(words) < 4:
        return tuple(words) in whole
    own = shingles(words)
    return len(own & runs) >= SAID * len(own)


def _is_too_large(page: HtmlElement, candidates: Sequence[Candidate]) -> bool:
    return (
        len(candidates) > MAX_BLOCKS
        or sum(len(candidate.block.text) for candidate in candidates) > MAX_TEXT
        or next(islice(page.iter(), MAX_ELEMENTS, None), None) is not None
    )


def _abstention(name: str, error: Exception) -> Vote:
    logging.getLogger(__name__).debug("%s failed: %r", name, error)
    return Vote(name)


def find_home(weighed: Sequence[tuple[Candidate, float]], share: float) -> HtmlElement | None:
    """The deepest element that holds the weighed candidates, but for a rest: every step down keeps ``share`` of them.

    None if nothing has a weight.
    """
    weights: dict[HtmlElement, float] = {}
    top: HtmlElement | None = None
    for candidate, weight in weighed:
        if weight <= 0:
            continue
        element: HtmlElement | None = candidate.element
        while element is not None:
            weights[element] = weights.get(element, 0.0) + weight
            top = element
            element = element.getparent()
    if top is None:
        return None
    while True:
        heaviest = max((child for child in top if child in weights), key=lambda child: weights[child], default=None)
        if heaviest is None or weights[heaviest] < share * weights[top] or heaviest.tag in _LEAVES:
            return top
        top = heaviest


_LEAVES = ("p", "li", "td", "pre", "tr")


def prose_weight(candidate: Candidate) -> float:
    """How much a block speaks for the article being where it stands: its words, if they are prose."""
    if candidate.block.kind in (BlockKind.CAPTION, BlockKind.IMAGE, BlockKind.VIDEO, BlockKind.RULE, BlockKind.HEADING):
        return 0.0
    if candidate.links > 0.4 or candidate.words < 8:
        return 0.0
    return min(float(candidate.words), 150.0) * (1.0 - candidate.links)
