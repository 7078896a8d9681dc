"""The edges of a pasted article: what stands right above, within and right below it without being part of it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from readlater.model import Cut
from readlater.pages.clues.lines import Line
from readlater.pages.clues.people import find_byline, is_name
from readlater.pages.clues.vocabulary import SIGNUP, SUBSCRIBE, fold
from readlater.pages.pasted.signed import first_words

_BRACKET_END = re.compile(r"[(（\[［]([^()（）\[\]［］]{2,60})[)）\]］]\.?$")
_ABOUT_WRITER = re.compile(
    r"aut[oe]r|auteur|writer|firma|bio|автор|글쓴이|기자|書いた人|著者|作者|الكاتب|yazar", re.IGNORECASE
)
_BOX = 9
"""Lines of a card or box that stands between two paragraphs."""


def head_cut(lines: list[Line], index: int, title_at: int) -> Cut | None:
    """Why a line between title and body is no sub-heading of the article, or None if it may be one.

    A picture's line ends in brackets that say whose it is; controls come behind the sub-headings, not before them; a
    short line right behind the byline says who that is.
    """
    line = lines[index]
    before = lines[title_at + 1 : index]
    neighbours = [*before[-1:], *lines[index + 1 : index + 2]]
    if any(said_with_credit(line.text, other.text) for other in neighbours):
        return Cut.CAPTION
    if before and before[-1].credit and re.search(r"[,，:：]$", before[-1].text):
        return Cut.CAPTION
    bracket = _BRACKET_END.search(line.text)
    if bracket and len(bracket.group(1).split()) <= 6:
        return Cut.CAPTION
    if line.ends:
        return None
    dated = any(other.meta for other in before)
    if any(other.chrome or other.ending or other.comments for other in before):
        return Cut.CHROME if dated or line.words < 12 else None
    if not dated:
        return None
    follows_name = before[-1].meta and find_byline(before[-1].text) is not None and line.words <= 5
    to_controls = lines[index + 1].chrome if index + 1 < len(lines) else False
    return Cut.CHROME if follows_name or to_controls or line.width < 30 else None


def said_with_credit(one: str, other: str) -> bool:
    """Whether two lines are the same sentence, once with the name of the photographer behind it."""
    short, long = sorted((one, other), key=len)
    return bool(re.search(r"[.。]$", short)) and long.startswith(short) and 0 <= len(long) - len(short) <= 60


def resumed(lines: list[Line], start: int, end: int) -> int:
    """Where the body really ends, if it goes on below a card or box that cut it off.

    A paragraph below takes the article up again if it speaks of the same things (a quarter of its longer words).
    Behind a single heading a long paragraph does so, too. What stands between is marked as outside.
    """
    known = set(first_words(" ".join(line.text for line in lines[start:end])))
    while True:
        for index in range(end, min(end + _BOX, len(lines))):
            line = lines[index]
            if line.comments or line.legal or line.repeat:
                return end
            words = set(first_words(line.text))
            if line.prose and line.ends and line.width >= 60 and len(words) >= 4:
                box_of_one = (
                    index == end + 1
                    and lines[end].ending
                    and line.inner >= 1
                    and line.width >= 100
                    and not _ABOUT_WRITER.search(lines[end].text)
                )
                if index == end or not (box_of_one or len(words & known) >= max(2, 0.25 * len(words))):
                    return end
                for other in lines[end:index]:
                    other.outside = True
                end = index + 1
                break
        else:
            return end


def last_line(lines: list[Line], start: int, end: int, name: str) -> int:
    """Where the body ends without the writer's biography, a plea for subscriptions or a question to the reader.

    A biography begins with the writer's name; a plea speaks of subscribing above a button that says the same (and a
    paragraph above it that shares no words with the article is its beginning).
    """
    end = _before_biography(lines, start, end, name)
    first_end, pleaded = end, False
    while end - start >= 3:
        line = lines[end - 1]
        after = lines[first_end] if first_end < len(lines) else None
        biography = bool(name) and line.width <= 300 and fold(line.text).startswith(fold(name) + " ")
        button = after is not None and after.width <= 30 and bool(SUBSCRIBE.search(after.text))
        plea = button and line.width <= 300 and bool(SUBSCRIBE.search(line.text))
        preface = pleaded and line.width <= 300 and not _speaks_of(line, lines[start : end - 1])
        question = line.text.endswith(("?", "？")) and line.inner == 0 and line.words <= 8
        question = (
            question and after is not None and not after.prose and not line.text.startswith(('"', "“", "«", "„", "「"))
        )
        left_over = end < first_end and not (line.ends or line.prose or line.mark or line.text.endswith(":"))
        if not (biography or plea or preface or question or left_over):
            break
        end, pleaded = end - 1, plea
    return end


def _before_biography(lines: list[Line], start: int, end: int, name: str) -> int:
    """Where a heading with the writer's name stands above a paragraph that begins with it, in the body's later part."""
    said = fold(name)
    if len(said) < 5:
        return end
    for index in range(start + max(2, (end - start) // 3), end - 1):
        heading, text = fold(lines[index].text), fold(lines[index + 1].text)
        if said in heading and lines[index].words <= len(said.split()) + 2 and text.startswith(said + " "):
            return index
    return end


def below_dateline(lines: list[Line], start: int, end: int) -> int:
    """Where the body begins if the byline or the date stands below its first lines: those are sub-headings or boxes."""
    for index in range(min(start + 9, end - 3), start, -1):
        above = sum(line.prose and line.inner > 0 for line in lines[start:index])
        if (
            lines[index].meta
            and not lines[index].ends
            and above <= 2
            and any(line.prose for line in lines[start:index])
        ):
            below = sum(line.prose for line in lines[index + 1 : end])
            return index + 1 if below >= 3 and below > 2 * above else start
    return start


def _speaks_of(line: Line, body: list[Line]) -> bool:
    """Whether a tenth of the longer words of a line stand in the body, too."""
    words = set(first_words(line.text))
    known = set(first_words(" ".join(other.text for other in body)))
    return len(words & known) > 0.1 * len(words)


def mark_boxes(lines: list[Line], start: int, end: int, title: str) -> None:
    """Marks lines within the body that are no part of it: captions behind a picture's credit, controls said twice."""
    said = Counter(line.text for line in lines)
    calls = [at for at in range(start, end) if lines[at].chrome and SIGNUP.search(lines[at].text)]
    # A box for a newsletter: from its call to its last control.
    for first, last in pairwise(calls):
        for other in lines[first : last + 1] if last - first < _BOX else []:
            other.outside = other.outside or not (other.ends and other.inner)
    if start < end and (signed := _BRACKET_END.search(lines[start].text)) and end - start > 2:
        lines[start].outside = len(signed.group(1).split()) in (2, 3) and is_name(signed.group(1))
    for index in range(start + 1, end):
        line, before = lines[index], lines[index - 1]
        if line.ends or line.prose or line.mark or line.width > 90:
            continue
        credited = before.credit and not before.ends and not _BRACKET_END.search(before.text) and ":" not in before.text
        beside = before.chrome or before.outside or (index + 1 < end and lines[index + 1].chrome)
        again = said[line.text] > 1 and not line.copied and fold(line.text) != fold(title)
        if credited or (beside and again):
            line.outside = True
