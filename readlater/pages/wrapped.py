"""Text whose lines were broken at a margin, made into paragraphs again.

A line was broken by a margin if and only if the first word of the next line would not have fitted on it any more. Where
that holds for most neighbouring lines, it is what made the lines, and those that would have had room end a paragraph.
"""

from __future__ import annotations

import re

from readlater.pages.lines import list_marker, width

_CJK_START = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_MAX_MARGIN = 140
_MIN_MARGIN = 30


def join_wrapped(text: str) -> str:
    """``text`` with hard-wrapped paragraphs on one line each; text that was not wrapped comes back as it is."""
    lines = [line.rstrip() for line in text.split("\n")]
    margin = _margin(lines)
    if not margin:
        return text
    known = set(re.findall(r"\w+", text.casefold())) if "-\n" in text else set()
    out: list[str] = []
    previous = ""
    for line in lines:
        stripped = line.strip()
        joins = out and previous and stripped and _full(previous, stripped, margin) and not list_marker(stripped)[0]
        if joins:
            out[-1] = _joined(out[-1], stripped, known)
        else:
            out.append(stripped)
        previous = line if stripped else ""
    return "\n".join(out)


def _margin(lines: list[str]) -> int:
    """The margin in columns at which the lines were broken, or 0."""
    widths = [width(line) for line in lines]
    breakable = [
        size for line, size in zip(lines, widths, strict=True) if " " in line.strip() or _CJK_START.search(line)
    ]
    if not breakable:
        return 0
    longest = max(breakable)
    if not _MIN_MARGIN <= longest <= _MAX_MARGIN:
        return 0
    pairs = full = 0
    for index in range(len(lines) - 1):
        line, after = lines[index], lines[index + 1].strip()
        if not line.strip() or not after or widths[index] < longest * 0.4:
            continue
        pairs += 1
        full += _full(line, after, longest)
    return longest if full >= 3 and full >= 0.6 * pairs else 0


def _full(line: str, after: str, margin: int) -> bool:
    """Whether the first word of ``after`` would not have fitted on ``line``."""
    if _CJK_START.match(after):
        return width(line) + 4 > margin  # one more character, and one for marks that may not begin a line
    return width(line) + 1 + width(after.split(None, 1)[0]) > margin


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
