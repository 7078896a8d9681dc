"""What follows the text: notes, which belong to it, and readers' comments, which do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from readlater.model import BlockKind, Cut, SpanKind
from readlater.pages.clues.vocabulary import fold
from readlater.pages.clues.wordset import word_set
from readlater.pages.html.voters import prose_weight
from readlater.pages.html.writer import Candidate, cut, is_text

LINKS = 0.8
"""Share of link text from which a block is nothing but a link."""

BEFORE = 0.6
"""Share of the prose that must stand before what is taken for the end of the article."""

_NUMBER = r"\d{1,3}(?:[.,]?\d{3})*"
_COUNT = re.compile(
    rf"^{_NUMBER}(?![.\d)])\s*(?:개의|개|件の|件|条|條|則)?\s*|"
    rf"\s*[(\[（]?(?<!\d){_NUMBER}\s*(?:개|件|条|條|則)?[)\]）]?$"
)
_COMMENT_WORDS = word_set(
    "comment comments reply replies kommentar kommentare comentario comentarios "
    "comentário comentários commentaire commentaires commento commenti комментарий комментария комментариев "
    "комментарии reactie reacties komentarz komentarze komentarzy yorum تعليق تعليقات 댓글 コメント 评论 評論 留言"
)
_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RULE, BlockKind.IMAGE})
Kind = tuple[str, str]
"""The name and the class of an element."""


def find_ending(candidates: Sequence[Candidate]) -> None:
    """Keeps the notes of the text that is kept, and no comments after it."""
    _set_aside(candidates, _comments(candidates), Cut.COMMENT)
    _set_aside(candidates, _after_other_articles(candidates), Cut.ACTION)
    _keep_notes(candidates)


def _set_aside(candidates: Sequence[Candidate], start: int | None, why: Cut) -> None:
    """Sets aside what was kept from a place on, notes apart."""
    for candidate in candidates[start:] if start is not None else ():
        if candidate.keep and candidate.block.kind is not BlockKind.FOOTNOTE:
            candidate.keep = False
            cut(candidate, why)


def _comments(candidates: Sequence[Candidate]) -> int | None:
    """Where a heading with a number of comments stands behind the text, if there is one."""
    total = sum(prose_weight(candidate) for candidate in candidates if candidate.keep)
    before = 0.0
    for place, candidate in enumerate(candidates):
        text = candidate.block.text
        if total and before >= BEFORE * total and len(text) <= 40 and _counts_comments(text):
            return place
        before += prose_weight(candidate) if candidate.keep else 0.0
    return None


def _counts_comments(text: str) -> bool:
    """Whether a text says how many comments there are: ``2 comments``, ``Kommentare (3)``, ``댓글 3개``."""
    said, numbers = _COUNT.subn("", text.strip(), count=1)
    return bool(numbers) and fold(said) in _COMMENT_WORDS


def _after_other_articles(candidates: Sequence[Candidate]) -> int | None:
    """Where the links to other articles begin, if what follows them is made of other elements than the text is.

    They are a heading and nothing but links behind it. Within an article the text goes on after such a block as it was
    before: in elements of the same name and class.
    """
    total = sum(prose_weight(candidate) for candidate in candidates if candidate.keep)
    prose: dict[Kind, float] = {}
    before = 0.0
    first = None
    for place, candidate in enumerate(candidates):
        if before >= BEFORE * total:
            first = place
            break
        if candidate.keep and prose_weight(candidate):
            before += prose_weight(candidate)
            prose[_kind(candidate)] = prose.get(_kind(candidate), 0.0) + prose_weight(candidate)
    if first is None or not total:
        return None
    known = {kind for kind, weight in prose.items() if weight >= 0.1 * before}
    kept = [place for place, candidate in enumerate(candidates) if candidate.keep and is_text(candidate)]
    last = max((place for place in kept if not _is_foreign(candidates[place], known)), default=-1)
    for place in range(max(first, last + 1), kept[-1] + 1 if kept else 0):
        if _is_label(candidates[place]) and _links_follow(candidates[place + 1 : place + 13]):
            return place
    return None


def _is_label(candidate: Candidate) -> bool:
    """Whether a block may be the heading of a list of links."""
    return candidate.block.kind is BlockKind.HEADING and candidate.links < LINKS and candidate.words <= 12


def _links_follow(candidates: Sequence[Candidate]) -> bool:
    texts = [candidate for candidate in candidates if is_text(candidate)]
    return bool(list(takewhile(lambda candidate: candidate.links >= LINKS, texts)))


def _is_foreign(candidate: Candidate, known: set[Kind]) -> bool:
    """Whether a block is of another make than the paragraphs of the text."""
    if candidate.block.kind not in _PLAIN:
        return False
    return candidate.element.tag != "p" if candidate.words < 8 else _kind(candidate) not in known


def _kind(candidate: Candidate) -> Kind:
    return str(candidate.element.tag), candidate.element.get("class") or ""


def _keep_notes(candidates: Sequence[Candidate]) -> None:
    """Keeps the notes that the kept text refers to, wherever they stand, with the heading or rule above them."""
    cited = {
        candidate.block.text[span.start : span.end].strip("[]() ")
        for candidate in candidates
        if candidate.keep and candidate.block.kind is not BlockKind.FOOTNOTE
        for span in candidate.block.spans
        if span.kind is SpanKind.NOTE
    }
    if not cited:
        return
    for place, candidate in enumerate(candidates):
        if candidate.block.kind is not BlockKind.FOOTNOTE or candidate.keep:
            continue
        if candidate.block.marker and candidate.block.marker not in cited:
            continue
        candidate.keep = True
        above = candidates[place - 1] if place else candidate
        if above.block.kind in (BlockKind.HEADING, BlockKind.RULE) and not above.links:
            above.keep = True
