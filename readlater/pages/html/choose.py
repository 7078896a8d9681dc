"""Stage five: which candidates are kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from readlater.model import BlockKind
from readlater.pages.html.voters import Vote, prose_weight
from readlater.pages.html.writer import Candidate, is_text
from readlater.pages.vocabulary import COMMENTS, ENDINGS, fold

ABSTAIN = 0.4
"""A first vote with less than this share of the second's prose is a fragment and does not count."""

NEAR = 3
"""How many rejected blocks may stand between kept ones and be looked at as a gap."""


def choose(candidates: Sequence[Candidate], votes: Sequence[Vote], title: str) -> str:
    """Marks the candidates that are the article; returns the name of the vote that decided."""
    first, second = votes[0], votes[1]
    decided = first
    prose_first = _prose(candidates, first)
    prose_second = _prose(candidates, second)
    if prose_first < ABSTAIN * prose_second:
        decided = second
    for candidate in candidates:
        candidate.keep = candidate.number in decided.numbers
    if _missed_head(candidates, title):
        decided = Vote("heading", decided.numbers, decided.words)
    _fill_gaps(candidates)
    _follow_headings(candidates)
    return decided.name


def _prose(candidates: Sequence[Candidate], vote: Vote) -> float:
    return sum(prose_weight(candidate) for candidate in candidates if candidate.number in vote.numbers)


def _missed_head(candidates: Sequence[Candidate], title: str) -> bool:
    """Corrects a vote that fell on other articles of the page.

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
        if said and (said in ENDINGS or said in COMMENTS) and sum(map(prose_weight, section)) >= 40:
            break
        section.append(candidate)
    else:
        return False
    if sum(map(prose_weight, section)) < 40 or any(candidate.keep and candidate.words for candidate in section):
        return False
    for candidate in candidates:
        candidate.keep = False
    for candidate in section:
        candidate.keep = candidate.links <= 0.5
    return True


def _fill_gaps(candidates: Sequence[Candidate]) -> None:
    """Keeps link-poor prose that stands between kept blocks, and headings, pictures and lists among them."""
    kept = [index for index, candidate in enumerate(candidates) if candidate.keep and is_text(candidate)]
    for before, after in pairwise(kept):
        gap = candidates[before + 1 : after]
        if not gap:
            continue
        item = len(gap) == 1 and gap[0].block.kind is BlockKind.ITEM
        poor = item or all(candidate.links <= 0.5 for candidate in gap if is_text(candidate))
        if (len(gap) <= NEAR and poor) or (sum(prose_weight(candidate) for candidate in gap) >= 60 and poor):
            for candidate in gap:
                candidate.keep = True


def _follow_headings(candidates: Sequence[Candidate]) -> None:
    """Drops headings that nothing kept follows; headings and pictures just before the first kept block stay out."""
    waiting: list[Candidate] = []
    for candidate in candidates:
        if candidate.block.kind is BlockKind.HEADING and candidate.keep:
            waiting.append(candidate)
        elif candidate.keep and candidate.block.kind is not BlockKind.RULE:
            waiting.clear()
    for candidate in waiting:
        candidate.keep = False
