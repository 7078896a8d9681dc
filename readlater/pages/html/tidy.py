"""Stage six: what stands in the article but is no part of it is cut (kept in the document, hidden).

The repeated title, captions, calls to action, byline and date lines at the top, near copies of what stood before, the
writer's biography at the end, and headings that are left without a section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from readlater.model import BlockKind, Cut
from readlater.pages.clues.lines import Line, measure, shingles, tokens, width
from readlater.pages.clues.people import find_byline, is_date_line
from readlater.pages.clues.vocabulary import CHROME, COMMENTS, ENDINGS, INLINE_LINK, fold
from readlater.pages.html.writer import Candidate, cut, is_text

HEAD = 14
TAIL = 12
"""Blocks at the beginning and at the end of the article where bylines, biographies and notices stand."""

MAX_MEASURED = 3000
"""Text blocks from which on those in the middle are not looked at closely: nothing but time would be gained."""

MAX_COMPARED = 1_500_000
"""Characters above which only what is said again word for word is looked for."""

LONG, SHORT = 2000, 200
"""Characters from which a text is compared as it stands, and up to which it may say what a control or a title says."""

SENTENCE = 12
"""Words from which a block that ends as a sentence is one."""

_ENDS = frozenset('.!?…。！？:”"’)')
_KEPT_KINDS = frozenset({BlockKind.CODE, BlockKind.TABLE, BlockKind.MATH})
_LISTED = frozenset({BlockKind.ITEM, BlockKind.HEADING, BlockKind.TERM, BlockKind.DEFINITION, *_KEPT_KINDS})
_CONTROLS = CHROME | ENDINGS | COMMENTS
_BIO = re.compile(
    r"^(?:about (?:the|this) (?:author|writer)|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3} (?:is|was) (?:an? |"
    r"the )?(?:[\w-]+ ){0,5}"
    r"(?:writer|reporter|editor|journalist|columnist|correspondent|author|contributor|fellow|professor|analyst|"
    r"producer|staff|director|president|founder|co-founder|manager|consultant|strategist|specialist|host|creator|"
    r"freelancer|blogger|CEO|CTO)\b)|"
    r"^(?:follow|contact|email|reach|write to) [A-Z@]|\bcan be reached at\b|\bon Twitter(?: at)? @|"
    r"\bfollow (?:him|her|them) (?:on|at)\b|"
    r"^@\w+$|^(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram|linkedin)\.com/\S+$|^\S+@\S+\.\w+$",
)
_NOTICE = re.compile(
    r"\b(?:requires?|enable|activate) javascript\b|\bjavascript (?:is )?(?:disabled|required)\b", re.IGNORECASE
)
_POINTED = re.compile(r"\s*(?:»|>>|👉|➡|→|▶|►|☞|📌|🔗)")
_DISCLOSURE = re.compile(
    r"^as an? [\w ]{3,20} (?:associate|affiliate|partner),? (?:we|i) (?:may )?earn\b|"
    r"\b(?:we|i) (?:may )?(?:earn|receive|get|make) (?:an? )?(?:small )?(?:affiliate |referral )?"
    r"(?:commission|fee)s?\b|"
    r"\bmay (?:earn|get|receive) (?:us )?(?:an? )?(?:small )?(?:affiliate )?(?:commission|share of)\b",
    re.IGNORECASE,
)
_CORRESPONDENCE = re.compile(
    r"^(?:(?:additional )?reporting by|edited by|editing by|written by|with files from|source:|sources:|"
    r"via:?|\(?(?:reporting|writing|editing) by|"
    r"this (?:article|story|post) (?:was|first|originally)|"
    r"[^.]{1,200} contributed (?:to this (?:report|story|article)|reporting)|"
    r"originally published|a version of this|read (?:more|the full)|"
    r"for more information|click here|to (?:learn|read|find out) more|(?:have|got) a (?:tip|story)|do you have)\b",
    re.IGNORECASE,
)


def tidy(candidates: Sequence[Candidate], title: str, byline: str = "") -> None:
    """Cuts blocks of the kept candidates; those that are not kept are not looked at."""
    kept = [candidate for candidate in candidates if candidate.keep and candidate.block.cut is None]
    texts = [candidate for candidate in kept if is_text(candidate)]
    middle = range(HEAD, len(texts) - TAIL)
    lines = {
        id(candidate): _measured(candidate, place in middle, MAX_MEASURED < place < middle.stop)
        for place, candidate in enumerate(texts)
    }
    for candidate in kept:
        if candidate.block.kind is BlockKind.CAPTION:
            cut(candidate, Cut.CAPTION)
    _head(_left(kept), lines, title)
    for candidate in _left(kept):
        _by_form(candidate, lines[id(candidate)])
    _repeats(_left(kept), lines)
    _tail(_left(kept), lines, byline)
    _dangling(kept)


def _measured(candidate: Candidate, in_middle: bool, is_far: bool) -> Line:
    """What can be seen of a block as a line.

    Most blocks are sentences, items and headings without links amid others. Those are text, if they are not what
    controls say, and are not looked at any closer, which would take more time than all else in this stage. Nor are
    those that stand far within a page of very many blocks (``is_far``).
    """
    text = " ".join(candidate.block.text.split())
    if in_middle and (is_far or not candidate.links) and candidate.words:
        ends = text[-1] in _ENDS
        listed = candidate.block.kind in _LISTED and (len(text) > SHORT or fold(text) not in _CONTROLS)
        if is_far or listed or (ends and candidate.words >= SENTENCE):
            return Line(text, width(text), candidate.words, ends=ends, inner=0, commas=0, gap=False)
    return measure(text) if len(text) <= MAX_COMPARED else Line(text, len(text), candidate.words, True, 1, 1, False)


def _left(kept: Sequence[Candidate]) -> list[Candidate]:
    """The text blocks that are still part of the body."""
    return [candidate for candidate in kept if candidate.block.cut is None and is_text(candidate)]


def _head(kept: Sequence[Candidate], lines: dict[int, Line], title: str) -> None:
    """Cuts the title and what stands by it: byline, date, sharing, reading time."""
    wanted = fold(title)
    wanted_tokens = set(tokens(title))
    for place, candidate in enumerate(kept[:HEAD]):
        line = lines[id(candidate)]
        is_heading = candidate.block.kind is BlockKind.HEADING
        is_short = len(candidate.block.text) <= 2 * len(title) + SHORT
        said = fold(candidate.block.text) if is_short else ""
        own = set(tokens(candidate.block.text)) if is_heading else set[str]()
        if (
            wanted
            and (
                said == wanted
                or (
                    is_heading
                    and place < 6
                    and own
                    and len(own & wanted_tokens) >= 0.8 * max(len(own), len(wanted_tokens))
                )
            )
        ) or (
            is_heading
            and candidate.block.level == 1
            and place < 3
            and wanted
            and len(own & wanted_tokens) >= 0.5 * len(own)
        ):
            cut(candidate, Cut.REPETITION)
        elif candidate.block.kind in _KEPT_KINDS:
            continue
        elif place < 8 and line.width <= 110 and not is_heading and (is_date_line(line.text) or _is_byline(line)):
            cut(candidate, Cut.CHROME)
        elif line.prose and line.width > 200:
            break


def _is_byline(line: Line) -> bool:
    byline = find_byline(line.text)
    return byline is not None and not byline.inline and line.words <= 14


def _by_form(candidate: Candidate, line: Line) -> None:
    """Cuts a block that its form or its words give away as chrome, a credit or a call to action."""
    kind = candidate.block.kind
    if kind in _KEPT_KINDS or kind is BlockKind.FOOTNOTE:
        return
    if (
        (not line.words and kind is not BlockKind.ITEM)
        or (_NOTICE.search(line.text) and line.width <= 120)
        or (line.legal and line.width <= 240)
    ):
        cut(candidate, Cut.CHROME)
    elif line.chrome and line.words >= 6 and _BIO.search(line.text):
        cut(candidate, Cut.BIOGRAPHY)
    elif (
        (line.chrome or line.ending or line.comments)
        and (kind is not BlockKind.HEADING or line.ending or line.comments)
        and not _only_begins_like_a_link(candidate, line)
    ):
        cut(candidate, Cut.ACTION)
    elif line.credit and line.width <= 160 and kind is not BlockKind.HEADING:
        cut(candidate, Cut.CAPTION)
    elif _leads_elsewhere(candidate, line) or (line.width <= 300 and _DISCLOSURE.search(line.text)):
        cut(candidate, Cut.ACTION)


def _leads_elsewhere(candidate: Candidate, line: Line) -> bool:
    """Whether a block is little more than a link to another page, by its share of link text or by its beginning."""
    links = candidate.links
    if links > 0.3 and line.width <= 200 and _POINTED.match(line.text):
        return True
    if candidate.block.kind is not BlockKind.PARAGRAPH:
        return False
    if links > 0.85 and line.width <= 160 and line.words >= 1 and (not line.ends or links > 0.95):
        return True
    return links > 0.3 and line.width <= 200 and bool(_CORRESPONDENCE.match(line.text))


def _only_begins_like_a_link(candidate: Candidate, line: Line) -> bool:
    """Whether a sentence without a link (``Watch the water boil.``) only begins like a line that leads elsewhere."""
    return line.ends and line.words >= 6 and not candidate.links and bool(INLINE_LINK.match(line.text))


def _repeats(kept: Sequence[Candidate], lines: dict[int, Line]) -> None:
    """Cuts prose that was said before, word for word or nearly, and short blocks that repeat next to it.

    What stands three times or more is part of how the article is made (a question asked of everyone, a recipe).
    """
    texts = (candidate.block.text for candidate in kept)
    keys = [fold(text) if len(text) <= LONG else text for text in texts]
    counts = Counter(keys)
    seen: dict[str, int] = {}
    runs: Counter[tuple[str, ...]] = Counter()
    alike: dict[int, set[tuple[str, ...]]] = {}
    firsts = []
    repeats: set[int] = set()
    is_long = sum(map(len, keys)) > MAX_COMPARED
    for place, (candidate, key) in enumerate(zip(kept, keys, strict=True)):
        line = lines[id(candidate)]
        first = seen.setdefault(key, place)
        firsts.append(first)
        if candidate.block.kind in _KEPT_KINDS or counts[key] > 2 or not (line.prose or line.width >= 60):
            continue
        if first != place:
            repeats.add(place)
            continue
        if is_long:
            continue
        own = shingles(tokens(candidate.block.text))
        if line.words >= 20 and sum(run in runs for run in own) >= 0.85 * len(own):
            alike[place] = own
        runs.update(own)
    repeats.update(place for place, own in alike.items() if sum(runs[run] > 2 for run in own) < 0.5 * len(own))
    for place, first in enumerate(firsts):
        before = place - 1 in repeats and firsts[place - 1] == first - 1
        after = place + 1 in repeats and firsts[place + 1] == first + 1
        if first != place and (before or after):
            repeats.add(place)
    for place in repeats:
        cut(kept[place], Cut.REPETITION)


def _tail(kept: Sequence[Candidate], lines: dict[int, Line], byline: str) -> None:
    """Cuts biography, correspondence and links to other articles from the end upwards."""
    total = sum(line.words for line in lines.values()) or 1
    removed = 0
    names = [tokens(name) for name in re.split(r",|&| and ", byline)]
    for candidate in reversed(kept):
        line = lines[id(candidate)]
        kind = candidate.block.kind
        if kind in _KEPT_KINDS or kind is BlockKind.FOOTNOTE or removed + line.words > 0.3 * total:
            break
        if kind is BlockKind.HEADING:
            cut(candidate, Cut.ACTION)
        elif line.width <= 900 and (_BIO.search(line.text) or _is_about(line, names)):
            cut(candidate, Cut.BIOGRAPHY)
        elif (line.width <= 300 and _CORRESPONDENCE.match(line.text)) or (
            candidate.links > 0.6 and line.width <= 200 and not (line.ends and candidate.links < 0.8)
        ):
            cut(candidate, Cut.ACTION)
        elif line.meta and line.width <= 110:
            cut(candidate, Cut.CHROME)
        else:
            break
        removed += line.words


def _is_about(line: Line, names: list[list[str]]) -> bool:
    """Whether a line begins with the writer's name, as what is said of writers below their articles does."""
    words = tokens(line.text[:100])
    return any(len(name) >= 2 and len(words) > len(name) and words[: len(name)] == name for name in names)


def _dangling(kept: Sequence[Candidate]) -> None:
    """Cuts headings behind which nothing of their section is left."""
    body = [
        candidate for candidate in kept if candidate.block.cut is None and candidate.block.kind is not BlockKind.RULE
    ]
    for place, candidate in enumerate(body):
        if candidate.block.kind is not BlockKind.HEADING:
            continue
        following = body[place + 1] if place + 1 < len(body) else None
        if following is None:
            cut(candidate, Cut.ACTION)
