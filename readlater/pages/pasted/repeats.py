"""Which lines of a pasted text say again what stood before."""

from __future__ import annotations

from collections import Counter

from readlater.pages.clues.lines import Line, shingles, tokens
from readlater.pages.clues.vocabulary import fold

_OFTEN = 3
"""How often a line stands on a page that belongs there every time: a question, a label."""


def mark_repeats(lines: list[Line], least: int = 40) -> None:
    """Marks lines that say again what stood before.

    A line of at least ``least`` columns is a repeat if it, or nine tenths of its four-word runs, stood in earlier
    lines; shorter lines are, if they stand next to a repeat in the same order as the first time.
    """
    seen: dict[str, int] = {}
    runs: set[tuple[str, ...]] = set()
    firsts: list[int] = []
    counts = Counter(fold(line.text) for line in lines)
    for index, line in enumerate(lines):
        key = fold(line.text)
        first = seen.setdefault(key, index) if key else index
        firsts.append(first)
        if line.width < least:
            continue
        if first != index:
            line.repeat = True
            continue
        own = shingles(tokens(line.text))
        if len(own) >= 6 and len(own & runs) >= 0.9 * len(own):
            line.repeat = True
        elif line.prose:
            runs |= own
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for index in order:
            line = lines[index]
            first = firsts[index]
            if line.repeat or first == index or counts[fold(line.text)] > 6:
                continue
            before = index > 0 and lines[index - 1].repeat and firsts[index - 1] in (first - 1, index - 1)
            after = index + 1 < len(lines) and lines[index + 1].repeat and firsts[index + 1] in (first + 1, index + 1)
            if before or after:
                line.repeat = True
    _keep_refrains(lines, counts)
    for index in range(1, len(lines) - 1):
        if lines[index].repeat and (firsts[index - 1] + 1 == firsts[index] or firsts[index + 1] - 1 == firsts[index]):
            near = lines[max(0, index - 5) : index + 6]
            paragraphs = sum(other.repeat and other.prose for other in near)
            lines[firsts[index]].copied = firsts[index] != index and 2 * paragraphs >= min(6, len(near) // 2)


def _keep_refrains(lines: list[Line], counts: Counter[str]) -> None:
    """Takes back the mark of lines that are said over and over among others that are not: questions, labels."""
    for index, line in enumerate(lines):
        if line.repeat and line.ends and counts[fold(line.text)] >= _OFTEN:
            beside = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
            line.repeat = any(other.repeat and counts[fold(other.text)] < _OFTEN for other in beside)
