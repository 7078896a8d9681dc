"""What every line of a pasted text counts for its being the article's, by itself and by what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from readlater.pages.clues.asides import CODE, REPLIES, SAID, TAGS
from readlater.pages.clues.lines import Line
from readlater.pages.clues.vocabulary import CHROME, SIGNUP, fold

_CELL = re.compile(r"\s?[│|\t]\s?")
_NUMBERED = re.compile(r"^(\d{1,2})[.)）、]\s?(?=\D)")
_FIGURE = re.compile(r"(?:^|\s)[$€£+-]?\d[\d.,]*%?(?=\s|$)")

_BOX_COST = 2.5
"""What a box of controls between paragraphs takes off an article's score, however many lines it has."""

_FIGURES = 3
"""Numbers on a line that make it the row of a table."""

_ROW = 0.1
"""What such a row counts."""

_LIST = 3
"""Numbered lines that make a list."""

_ITEM = 1.0
"""What a numbered line counts."""

_BETWEEN = 6
"""Lines from one numbered line to the next."""

_COMMENT = 0.25
"""What prose counts among comments."""

_OFTEN = 3
"""How often a short line stands on a page that is a control."""

_FAR = 12
"""Lines above a control for a reply in which the comment begins."""


def score(lines: list[Line]) -> None:
    """Sets every line's score: positive for prose, negative for what stands around it.

    Isolated prose (no prose near it on either side) counts less than half, a repeated line nothing.
    """
    _mark_controls(lines)
    for line in lines:
        line.score = _own_score(line)
    previous: list[Line] = []
    _lists_and_tables(lines)
    _lists_and_headings(lines)
    _boxes(lines)
    for index, line in enumerate(lines):
        if line.repeat:
            line.score = min(line.score, 0.0)
        elif line.prose:
            following = [other for other in lines[index + 1 : index + 12] if not other.mark][:2]
            headed = bool(previous) and _plain(previous[-1]) and previous[-1].width <= 60 and len(previous) > 3
            near = (previous if headed and previous[0].prose and previous[1].prose else previous[-2:]) + following
            if not any(other.prose for other in near) and any(
                other.chrome or other.ending or other.meta for other in near
            ):
                line.score *= 0.45
        if not line.mark:
            previous = [*previous[-3:], line]
    for line in lines[_first_comment(lines) :]:
        if line.score > 0:
            line.score *= _COMMENT


def _mark_controls(lines: list[Line]) -> None:
    """Marks lines of keywords, and short ones of which half the words are controls that stand there over and over."""
    for before, line in pairwise(lines):
        tags = TAGS.match(line.text) or (TAGS.match(before.text) and before.width <= 30 and not line.ends)
        if tags and line.width <= 300 and line.inner <= 1 and not line.comments:
            line.chrome = True
    said = Counter(line.text for line in lines if line.width <= 40)
    for line in lines:
        if line.width <= 40 and not line.ends and said[line.text] >= _OFTEN:
            words = [fold(word) for word in line.text.split()]
            line.chrome = line.chrome or 2 * sum(word in CHROME for word in words) >= len(words)


def _first_comment(lines: list[Line]) -> int:
    """Where readers' comments begin: the first of several lines that say who said what, or above several replies."""
    said = [index for index, line in enumerate(lines) if line.width <= 110 and SAID.search(line.text)]
    replies = [index for index, line in enumerate(lines) if line.chrome and fold(line.text) in REPLIES]
    first = said[0] if len(said) > 1 else len(lines)
    if len(replies) > 1:
        above = range(replies[0], max(-1, replies[0] - _FAR), -1)
        first = min(first, next((index for index in above if lines[index].meta), replies[0]))
    return first


def _plain(line: Line) -> bool:
    """Whether a line is neither prose nor anything that is known to stand around an article."""
    return not (line.prose or line.is_around)


def _lists_and_headings(lines: list[Line]) -> None:
    """Short lines that belong to the prose around them cost little: sub-headings, and lists behind a colon."""
    in_list = 0
    for index, line in enumerate(lines):
        plain = _plain(line)
        if in_list and plain and not line.ends:
            line.score = max(line.score, -0.1)
            in_list -= 1
            continue
        in_list = 0
        if re.search(r"[:：]$", line.text) and (line.prose or (plain and line.words >= 3)):
            listed = next((at for at, other in enumerate(lines[index + 1 : index + 16]) if not _plain(other)), 0)
            if listed and lines[index + 1 + listed].prose:
                in_list = listed
                line.score = max(line.score, 0.2)
        elif plain and line.copied:
            line.score = max(line.score, 0.3)
        elif plain and 0 < index < len(lines) - 1 and lines[index - 1].prose and lines[index + 1].prose:
            line.score = max(line.score, -0.2)
        elif (
            plain
            and 1 < index < len(lines) - 1
            and lines[index - 2].prose
            and lines[index + 1].prose
            and lines[index - 1].chrome
        ):
            line.score = max(line.score, -0.4)


def _boxes(lines: list[Line]) -> None:
    """A box for a newsletter between paragraphs costs the same however many lines it has."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not (lines[end].prose and lines[end].inner):
            end += 1
        box = lines[start:end]
        if 2 <= len(box) <= 10 and any(SIGNUP.search(line.text) for line in box):
            total = sum(line.score for line in box)
            if total < -_BOX_COST and not any(line.comments or line.ending or "©" in line.text for line in box):
                for line in box:
                    line.score *= -_BOX_COST / total
        start = end + 1


def _own_score(line: Line) -> float:
    if line.rule:
        return -0.7 if line.words == 0 else -0.2
    if line.comments or line.ending:
        return -5.0
    if line.legal:
        return -4.0
    if line.chrome:
        return -2.0 if line.width <= 40 else -1.0
    if line.meta:
        return -0.7
    if line.credit:
        return -0.5
    if line.prose:
        return min(line.width, 600) / 60 if line.ends or line.inner else min(line.width, 600) / 90
    if line.mark and line.words >= 2:
        return 0.2 if line.width >= 60 else -0.1
    if line.ends and line.words >= 2:
        return 0.2
    return -max(0.3, 1.2 - line.width / 100) if not line.cut_off else -0.6


def _lists_and_tables(lines: list[Line]) -> None:
    """Numbered lists, rows of tables and code cost nothing: what stands around an article has none of them."""
    for line in lines:
        if line.prose or line.comments or line.ending or line.legal:
            continue
        row = len(_CELL.findall(line.text)) >= 2
        if row or (CODE.search(line.text) and not line.chrome and line.width <= 200):
            line.score = max(line.score, -0.1)
        if not line.is_around and len(_FIGURE.findall(line.text)) >= _FIGURES:
            line.score = max(line.score, _ROW)
    place = 0
    while place < len(lines):
        run = _numbered(lines, place)
        if len(run) >= _LIST:
            for index in range(run[0], run[-1] + 1):
                listed = index in run
                if not (lines[index].ending or lines[index].comments or lines[index].legal):
                    lines[index].score = max(lines[index].score, _ITEM if listed else -0.2)
        place = run[-1] + 1 if run else place + 1


def _numbered(lines: list[Line], start: int) -> list[int]:
    """The places of lines from ``start`` on that are numbered 1, 2, 3 and so on with few lines between them."""
    found: list[int] = []
    wanted, index = 1, start
    while index < len(lines) and index - (found[-1] if found else start) <= _BETWEEN:
        number = _NUMBERED.match(lines[index].text)
        if number and int(number.group(1)) == wanted:
            found.append(index)
            wanted += 1
        elif not found:
            break
        index += 1
    return found
