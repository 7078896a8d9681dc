"""Stage five: which candidates are kept, by what the voters say of them.

The steps, in their order:

1. `hear`: a vote for a fragment is not counted.
2. `agree`: what all counted votes take is kept. The first and the last prose of it are the ends of the span.
3. `fill_span`: within the span one vote is enough.
4. `extend_span`: outside it one vote is enough for much prose in one piece.
5. `follow_on`: short paragraphs and lists right behind the last prose are kept if they are its neighbours in the tree.
6. `take_pictures`: pictures go with a vote that can see them.
7. `missed_head`: if all of that lies behind the list of other articles, the article is what stands before it.
8. `fill_gaps`: link-poor prose between kept blocks is kept, whoever took it.
9. `drop_labels`: the label of a list of links that is not kept is dropped.
10. `drop_last_headings`: a heading with nothing kept behind it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from readlater.model import BlockKind
from readlater.pages.clues.vocabulary import COMMENTS, ENDINGS, fold
from readlater.pages.html.voters import Vote, prose_weight
from readlater.pages.html.writer import Candidate, is_text

FRAGMENT = 0.6
"""A vote with less than this share of the other's prose is a fragment: voters miss much more often than they
take too much."""

NOTHING = 0.2
"""If even the largest vote has less than this share of the page's densest prose, the article was not found."""

LINKS = 0.5
"""Share of link text above which a block is more of a link than of the text."""

LONG = 60.0
RUN = 200.0
"""Prose of one block, and of neighbouring blocks, that one vote is enough for outside the span."""

NEAR = 3
"""How many rejected blocks may stand between kept ones and be looked at as a gap."""

PICTURES = 12
"""Blocks between kept ones above which the pictures among them are a gallery or teasers."""

LABEL = 6
"""Words that the label of a list has at most."""

HEAD = 40.0
"""Prose between the title and the first list of other articles from which that is an article."""


def choose(candidates: Sequence[Candidate], votes: Sequence[Vote], title: str) -> str:
    """Marks the candidates that are the article; returns the names of the votes that decided."""
    heard = hear(votes)
    first, last = agree(candidates, heard)
    if len(heard) > 1:
        named = frozenset[int]().union(*(vote.places for vote in heard))
        fill_span(candidates, heard, range(first, last + 1))
        extend_span(candidates, named, range(first))
        extend_span(candidates, named, range(last + 1, len(candidates)))
    follow_on(candidates, frozenset[int]().union(*(vote.places for vote in votes)))
    take_pictures(candidates, heard)
    decided = "+".join(vote.name for vote in heard)
    if missed_head(candidates, title):
        decided = "heading"
    fill_gaps(candidates)
    drop_labels(candidates)
    drop_last_headings(candidates)
    return decided


def hear(votes: Sequence[Vote]) -> list[Vote]:
    """The votes that count; the last one, the widest, only where the others found next to nothing."""
    *others, widest = votes
    most = max((vote.prose for vote in others), default=0.0)
    if most < NOTHING * widest.prose:
        return [widest]
    return [vote for vote in others if vote.places and vote.prose >= FRAGMENT * most] or [widest]


def agree(candidates: Sequence[Candidate], heard: Sequence[Vote]) -> tuple[int, int]:
    """Keeps what all votes take; returns the places of the first and the last prose of it (0 and -1: there is none)."""
    agreed = frozenset.intersection(*(vote.places for vote in heard))
    for place, candidate in enumerate(candidates):
        candidate.keep = place in agreed
    prose = sorted(place for place in agreed if prose_weight(candidates[place]))
    return (prose[0], prose[-1]) if prose else (0, -1)


def fill_span(candidates: Sequence[Candidate], heard: Sequence[Vote], span: range) -> None:
    """Keeps what one vote takes between the ends of the article.

    Blocks that are mostly links need the vote of one that looks at text: one that looks at elements takes the links
    with the element that they stand in.
    """
    for place in span:
        takers = [vote for vote in heard if place in vote.places]
        if takers and (is_poor(candidates[place]) or not all(vote.sees for vote in takers)):
            candidates[place].keep = True


def is_poor(candidate: Candidate) -> bool:
    """Whether a block has few links for what it is: the cells of a table with a head may well all be links."""
    return candidate.links <= LINKS or (candidate.block.kind is BlockKind.TABLE and candidate.block.header_rows > 0)


def extend_span(candidates: Sequence[Candidate], named: frozenset[int], places: Iterable[int]) -> None:
    """Keeps what one vote takes before or behind the span if it is much prose in one piece.

    There stand the parts that one voter cut off, and the teasers, biographies and notices that it took too much: the
    latter are short.
    """
    run: list[Candidate] = []

    def end() -> None:
        weights = [prose_weight(candidate) for candidate in run]
        if sum(weights) >= RUN or max(weights, default=0.0) >= LONG:
            for candidate in run:
                candidate.keep = True
        run.clear()

    for place in places:
        candidate = candidates[place]
        if not is_text(candidate):
            continue
        if candidate.keep or (place in named and candidate.links <= LINKS):
            run.append(candidate)
        else:
            end()
    end()


def follow_on(candidates: Sequence[Candidate], named: frozenset[int]) -> None:
    """Keeps what goes on right behind the last kept text without a link, if any voter takes it.

    It must stand beside prose of the article: a list in the same element, a paragraph of the same make. The libraries
    look for prose, and miss short lines where no prose follows.
    """
    kept = [place for place, candidate in enumerate(candidates) if candidate.keep and is_text(candidate)]
    prose = [candidate.element for candidate in candidates if candidate.keep and prose_weight(candidate)]
    parents = {element.getparent() for element in prose}
    makes = {(element.getparent(), element.tag, element.get("class")) for element in prose}
    for place in range(kept[-1] + 1, len(candidates)) if kept else ():
        candidate = candidates[place]
        if not is_text(candidate):
            continue
        if candidate.links or place not in named:
            return
        element = candidate.element
        if candidate.block.kind is BlockKind.ITEM:
            lists = [above for above in element.iterancestors("ul", "ol") if above.getparent() in parents]
            candidate.keep = bool(lists)
        else:
            candidate.keep = (element.getparent(), element.tag, element.get("class")) in makes
        if not candidate.keep:
            return


def take_pictures(candidates: Sequence[Candidate], heard: Sequence[Vote]) -> None:
    """Keeps the pictures, videos and rules near the text that a vote takes that can see them, and those right within.

    Right within the text is what stands between two kept blocks of it with hardly anything else between them.
    """
    seen = frozenset[int]().union(*(vote.places for vote in heard if vote.sees))
    kept = [place for place, candidate in enumerate(candidates) if candidate.keep and is_text(candidate)]
    if not kept:
        return
    for place in seen:
        if not is_text(candidates[place]) and kept[0] - NEAR <= place <= kept[-1] + NEAR:
            candidates[place].keep = True
    for before, after in pairwise(kept):
        gap = candidates[before + 1 : after]
        texts = sum(is_text(candidate) and not _is_caption(candidate) for candidate in gap)
        if len(gap) <= PICTURES and texts < NEAR:
            for candidate in gap:
                candidate.keep = candidate.keep or not is_text(candidate)


def _is_caption(candidate: Candidate) -> bool:
    return candidate.block.kind is BlockKind.CAPTION


def missed_head(candidates: Sequence[Candidate], title: str) -> bool:
    """Corrects votes that fell on other articles of the page; returns whether it did.

    If what stands between the title and the first list of other articles (or comments) is prose, and none of it was
    chosen, it is kept instead of what was.
    """
    wanted = fold(title)
    start = next(
        (
            place
            for place, candidate in enumerate(candidates)
            if candidate.block.kind is BlockKind.HEADING and wanted and fold(candidate.block.text) == wanted
        ),
        None,
    )
    if start is None:
        return False
    section: list[Candidate] = []
    for candidate in candidates[start + 1 :]:
        said = fold(candidate.block.text) if len(candidate.block.text) <= 60 else ""
        if said and (said in ENDINGS or said in COMMENTS) and sum(map(prose_weight, section)) >= HEAD:
            break
        section.append(candidate)
    else:
        return False
    if sum(map(prose_weight, section)) < HEAD or any(candidate.keep and candidate.words for candidate in section):
        return False
    for candidate in candidates:
        candidate.keep = False
    for candidate in section:
        candidate.keep = candidate.links <= LINKS
    return True


def fill_gaps(candidates: Sequence[Candidate]) -> None:
    """Keeps link-poor prose that stands between kept blocks, and headings, pictures and lists among them."""
    kept = [index for index, candidate in enumerate(candidates) if candidate.keep and is_text(candidate)]
    for before, after in pairwise(kept):
        gap = candidates[before + 1 : after]
        if not gap:
            continue
        # One entry of a kept list may be a link; a list that is one link is of another article.
        ends = {candidates[before].block.kind, candidates[after].block.kind}
        item = len(gap) == 1 and gap[0].block.kind is BlockKind.ITEM and BlockKind.ITEM in ends
        poor = item or all(is_poor(candidate) for candidate in gap if is_text(candidate))
        if poor and (len(gap) <= NEAR or sum(map(prose_weight, gap)) >= LONG):
            for candidate in gap:
                candidate.keep = True


def drop_labels(candidates: Sequence[Candidate]) -> None:
    """Drops the few words above links that are not kept, if they and the links are all that their element holds."""
    for label, link in pairwise(candidates):
        if not label.keep or label.words > LABEL or link.keep or link.links <= LINKS or not is_text(link):
            continue
        above = list(link.element.iterancestors())
        box = label.element if label.element in above else label.element.getparent()
        if box is None or box not in above:
            continue
        if not any(other.keep and other is not label and box in other.element.iterancestors() for other in candidates):
            label.keep = False


def drop_last_headings(candidates: Sequence[Candidate]) -> None:
    """Drops headings that nothing kept follows."""
    for candidate in reversed(candidates):
        if candidate.keep and candidate.block.kind is BlockKind.HEADING:
            candidate.keep = False
        elif candidate.keep and candidate.block.kind is not BlockKind.RULE:
            return
