"""Text whose lines were broken at a margin, made into paragraphs again.

A line was broken by a margin if and only if the first word of the next line would not have fitted on it any more. Where
that holds for most neighbouring lines, it is what made the lines, and those that would have had room end a paragraph.
Lines beyond the margin (tables, code, menus set side by side) are no witnesses against it: they were not broken.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from readlater.pages.clues.lines import ends_sentence, is_rule, list_marker, width

_CJK = r"\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef"
_CJK_START = re.compile(rf"[{_CJK}]")
_QUOTED = re.compile(r"^\s*(?:>\s?)+(?=\S)")
_MAX_MARGIN = 140
_MIN_MARGIN = 30

_LEAST = 3
"""Broken lines without which there is no margin."""

_NEAR = 0.6
"""Share of the margin that a line fills at least to be a witness for or against it."""

_ENDED = 0.5
"""Share of sentence ends among broken lines, at most."""

_SMALL = 0.4
"""Share of small letters among those with which broken lines go on, at least."""

_BROKEN = 0.04
"""Share of the text that stands in broken lines at least."""

_UNBROKEN = 0.25
"""Share of the text that may stand in lines beyond the margin."""


def join_wrapped(text: str) -> str:
    """``text`` with hard-wrapped paragraphs on one line each; text that was not wrapped comes back as it is."""
    lines = [line.rstrip() for line in text.split("\n")]
    margin = _margin(lines)
    if not margin:
        return text
    known = set(re.findall(r"\w+", text.casefold())) if "-\n" in text else set()
    out: list[str] = []
    previous, before_size = "", 0
    for line in lines:
        stripped, size = line.strip(), width(line)
        bare = _unquoted(line) if out and previous else ""
        if bare and _QUOTED.match(line) and not _QUOTED.match(previous):
            bare = ""
        fills = bool(bare) and before_size <= margin and size <= margin
        if fills and before_size + _needed(bare) > margin and not list_marker(bare)[0] and not is_rule(previous):
            out[-1] = _joined(out[-1], bare, known)
        else:
            out.append(stripped)
        previous, before_size = (line, size) if stripped else ("", 0)
    return "\n".join(out)


def _unquoted(line: str) -> str:
    """A line without the ``>`` that mail puts before quoted lines."""
    return _QUOTED.sub("", line).strip()


def _margin(lines: list[str]) -> int:
    """The margin in columns at which the lines were broken, or 0.

    Every pair of neighbouring lines speaks for the margins from the width of the first to where the next line's first
    word would have ended. The margin that most of them speak for is taken, if few lines of about its width speak
    against it.
    """
    spoken = [0] * (_MAX_MARGIN + 2)
    sizes = [width(line) for line in lines]
    pairs: list[int] = []
    for (line, size), (after, _) in pairwise(zip(lines, sizes, strict=True)):
        bare = _unquoted(after)
        if not bare or size > _MAX_MARGIN or not (" " in line.strip() or _CJK_START.search(line)):
            continue
        if size < _MIN_MARGIN * _NEAR or is_rule(line) or list_marker(bare)[0]:
            continue
        pairs.append(size)
        first, beyond = max(size, _MIN_MARGIN), min(size + _needed(bare), _MAX_MARGIN + 1)
        if first < beyond:
            spoken[first] += 1
            spoken[beyond] -= 1
    votes = list(accumulate(spoken))
    margin = max(range(_MIN_MARGIN, _MAX_MARGIN + 1), key=lambda columns: (votes[columns], columns))
    witnesses = sum(_NEAR * margin <= size <= margin for size in pairs)
    unbroken = sum(size for size, line in zip(sizes, lines, strict=True) if size > margin and not is_rule(line))
    if votes[margin] < _LEAST or votes[margin] < 0.6 * witnesses:
        return 0
    return margin if unbroken <= _UNBROKEN * sum(sizes) and _made_lines(lines, margin, sum(sizes)) else 0


def _made_lines(lines: list[str], margin: int, total: int) -> bool:
    """Whether it was the margin that broke the lines that fill it: they go on in the middle of sentences."""
    broken = [(line, _unquoted(after)) for line, after in pairwise(lines) if _is_broken(line, after, margin)]
    if len(broken) * margin < _BROKEN * total:
        return False
    # Paragraphs that happen to be of one length end with their sentences, and items of a list begin with capitals.
    ended = sum(ends_sentence(line) for line, _ in broken)
    cased = [after[0] for _, after in broken if after[0].lower() != after[0].upper()]
    return ended <= _ENDED * len(broken) and sum(letter.islower() for letter in cased) >= _SMALL * len(cased)


def _is_broken(line: str, after: str, margin: int) -> bool:
    """Whether ``line`` goes on in the line ``after``."""
    bare, size = _unquoted(after), width(line)
    return bool(bare) and _MIN_MARGIN * _NEAR <= size <= margin < size + _needed(bare)


def _needed(bare: str) -> int:
    """The columns that the beginning of a line would have taken at the end of the line above it."""
    if _CJK_START.match(bare):
        return 4  # one more character, and one for marks that may not begin a line
    return 1 + width(bare.split(None, 1)[0])


def _joined(before: str, after: str, known: set[str]) -> str:
    """Two parts of a paragraph as one."""
    if _CJK_START.match(after) and _CJK_START.match(before[-1:]):
        return before + after
    if before.endswith("-") and re.search(r"[^\W\d_]-$", before) and after[:1].islower():
        match = re.search(r"(\w+)-$", before)
        rest = re.match(r"\w+", after)
        if match and rest and (match.group(1) + rest.group()).casefold() in known:
            return before[:-1] + after
        return before + after
    return f"{before} {after}"
