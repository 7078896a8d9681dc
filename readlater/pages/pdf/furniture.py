"""What stands on every page and is no text: running heads, feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter

from readlater.pages.pdf.layout import Line, Page

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be furniture."""

_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pág\.?|página|стр\.?|第)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?\s*(?:页|頁|ページ)?\W*",
    re.IGNORECASE,
)


def without_furniture(pages: list[Page]) -> list[str]:
    """Takes furniture out of the pages, in place, and gives each of its texts once; page numbers are given up."""
    rows = [_edges(page) for page in pages]
    counts = Counter(key for row in rows for key in {_key(line) for line in row})
    often = max(3, round(0.3 * len(pages)))
    heights = {key.rpartition("@")[2] for key, count in counts.items() if count >= often}
    taken: dict[str, str] = {}
    for page, row in zip(pages, rows, strict=True):
        edge = {id(line): _key(line) for line in row}
        kept = []
        for line in page.lines:
            key = edge.get(id(line))
            if key is None or not (
                counts[key] >= often
                # the head of a short chapter: where other chapters have theirs, with the page's number
                or ("#" in key and key.rpartition("@")[2] in heights and _is_outermost(line, row))
                or (len(pages) > 1 and _is_number(line, page))
            ):
                kept.append(line)
            elif not _NUMBER.fullmatch(line.text):
                taken.setdefault(key, line.text)
        page.lines = kept
        for text in page.aside:
            taken.setdefault(text, text)
    return list(taken.values())


def _edges(page: Page) -> list[Line]:
    """The highest and the lowest lines of a page."""
    if len(page.lines) <= 2 * _EDGE:
        ordered = sorted(page.lines, key=lambda line: -line.base)
        return [ordered[0], ordered[-1]] if len(ordered) > 2 else ordered
    ordered = sorted(page.lines, key=lambda line: -line.base)
    return [*ordered[:_EDGE], *ordered[-_EDGE:]]


def _is_outermost(line: Line, row: list[Line]) -> bool:
    """Whether nothing stands above a line, or nothing below it."""
    return line.base >= max(other.base for other in row) or line.base <= min(other.base for other in row)


def _key(line: Line) -> str:
    """What is the same on every page: the text without numbers, and the height."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold()) + f"@{round(line.base / 12)}"


def _is_number(line: Line, page: Page) -> bool:
    """Whether a line is a page number in the margin."""
    if not _NUMBER.fullmatch(line.text):
        return False
    return line.base < 0.1 * page.height or line.base > 0.92 * page.height
