"""The lines of a page of paper: their text, where they stand, how large they are."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from readlater.language.safe import safe_text

HYPHEN = "\u00ad"
"""What a line ends with that was divided within a word."""

_DIVIDED = "\ufffe"
"""What the library puts in place of a hyphen at a line's end, and of the line's end."""

_MAX_LINES = 2000
_SPLIT = re.compile(r"(\r\n|\n|\ufffe)")
_WIDE = 0.5
"""Part of the page's width above which a line may be one of two columns side by side."""

_GUTTER = 1.6
"""Width of a gap within a line, in the size of its letters, that may part two columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text (with `HYPHEN` at its end if a word goes on), its left, right and base, and its letters."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False


@dataclass(slots=True)
class Page:
    """The lines of a page in reading order; ``aside`` are those beside the text, such as turned ones."""

    number: int
    width: float
    height: float
    lines: list[Line]
    aside: list[str] = field(default_factory=list)


def page_of(document: Any, index: int) -> Page:
    """A page of an opened document."""
    page = document[index]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            reader = _Reader(text_page)
            found = Page(index, width, height, [])
            for text, start in reader.pieces():
                reader.add_line(found, text, start)
        finally:
            text_page.close()
    finally:
        page.close()
    found.lines = _in_columns(found.lines)
    return found


class _Reader:
    """Asks the library for the letters of a page."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as raw

        self.raw = raw
        self.page = text_page
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def pieces(self) -> list[tuple[str, int]]:
        """The lines of the page, each with the index of its first letter."""
        pieces: list[tuple[str, int]] = []
        position = 0
        parts = _SPLIT.split(self.page.get_text_range())
        for text, end in zip(parts[::2], [*parts[1::2], ""], strict=True):
            if text.strip() and len(pieces) < _MAX_LINES:
                pieces.append((text + (HYPHEN if end == _DIVIDED else ""), position))
            position += _units(text + end)
        return pieces

    def add_line(self, page: Page, text: str, start: int) -> None:
        """Adds a line, or the two that stand side by side in it."""
        plain = text.rstrip(HYPHEN)
        first = start + _units(plain[: len(plain) - len(plain.lstrip())])
        last = start + _units(plain.rstrip()) - 1
        if self.raw.FPDFText_GetCharAngle(self.page, first) % 3.1416 > 0.1:
            page.aside.append(safe_text(plain).strip())
            return
        line = self._line(text, first, last)
        if line.right - line.left > _WIDE * page.width:
            gap = self._widest_gap(plain, start, line.size)
            if gap is not None:
                left = self._line(plain[:gap], first, start + _units(plain[:gap].rstrip()) - 1)
                after = gap + len(plain[gap:]) - len(plain[gap:].lstrip())
                right = self._line(text[after:], start + _units(plain[:after]), last)
                page.lines += [left, right]
                return
        page.lines.append(line)

    def _line(self, text: str, first: int, last: int) -> Line:
        left, _, bottom = self._box(first)
        _, right, _ = self._box(last)
        size = self._usual_size(first, last)
        bold = self._is_bold(first) and self._is_bold(last) and self._is_bold((first + last) // 2)
        said = safe_text(text.rstrip(HYPHEN)).strip(" \t\r\n") + (HYPHEN if text.endswith(HYPHEN) else "")
        return Line(said, left, right, bottom, size, bold)

    def _box(self, index: int) -> tuple[float, float, float]:
        """Left, right and base of a letter."""
        left, right, bottom, top = self._numbers
        self.raw.FPDFText_GetCharBox(self.page, index, left, right, bottom, top)
        sides = left.value, right.value
        x, y = self._numbers[:2]
        self.raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        return sides[0], sides[1], y.value

    def _usual_size(self, first: int, last: int) -> float:
        """The size of most letters between two: a line may hold code or a raised number."""
        sizes = [self._size(index) for index in (first, (first + last) // 2, last)]
        if len(set(sizes)) > 1:
            sizes += [self._size(first + (last - first) * part // 6) for part in (1, 2, 4, 5)]
        return Counter(sizes).most_common(1)[0][0]

    def _size(self, index: int) -> float:
        """The size of a letter on the page: a font of size 1 may be drawn enlarged."""
        size = max(self.raw.FPDFText_GetFontSize(self.page, index), 0.1)
        matrix = self.raw.FS_MATRIX()
        if self.raw.FPDFText_GetMatrix(self.page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        return round(float(size), 1)

    def _is_bold(self, index: int) -> bool:
        if self.raw.FPDFText_GetFontWeight(self.page, index) >= 600:
            return True
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self.page, index, name, 128, flags)
        return bool(re.search(rb"bold|black|heavy|[-,]bd\b|cmbx", name.value, re.IGNORECASE))

    def _widest_gap(self, text: str, start: int, size: float) -> int | None:
        """Where a line has a gap as wide as that between columns, and only one."""
        if self.raw.FPDFText_CountRects(self.page, start, _units(text)) < 2:
            return None  # it was written in one go
        gaps: list[int] = []
        for match in re.finditer(r"(?<=\S)[ \t]+(?=\S)", text):
            _, before, _ = self._box(start + _units(text[: match.start()]) - 1)
            after, _, _ = self._box(start + _units(text[: match.end()]))
            if after - before > _GUTTER * size:
                gaps.append(match.start())
        return gaps[0] if len(gaps) == 1 else None


def _units(text: str) -> int:
    """How many letters the library counts in a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _in_columns(lines: list[Line]) -> list[Line]:
    """The lines in reading order, where two columns were written row by row; other gaps within a line are closed."""
    pairs = [
        (index, one, other)
        for index, (one, other) in enumerate(pairwise(lines))
        if one.base == other.base and other.left - one.right > _GUTTER * one.size and other.left > one.left
    ]
    starts = Counter(round(other.left / 6) for _, _, other in pairs)
    wanted, count = starts.most_common(1)[0] if starts else (0, 0)
    words = [text for _, one, other in pairs for text in (one.text, other.text)]
    is_prose = bool(words) and sum(map(len, words)) / len(words) >= 18
    if count < 8 or count < 0.6 * len(pairs) or not is_prose:
        return _closed(lines, {index for index, _, _ in pairs})
    gutter = wanted * 6 - 9
    out: list[Line] = []
    held: list[Line] = []
    for line in lines:
        if line.left >= gutter:
            held.append(line)
        elif line.right > gutter + 9:  # across both columns: what stands above it comes first
            out += [*held, line]
            held = []
        else:
            out.append(line)
    return out + held


def _closed(lines: list[Line], gaps: set[int]) -> list[Line]:
    """The lines with those of one row made one again."""
    out: list[Line] = []
    for index, line in enumerate(lines):
        if index - 1 in gaps and out:
            out[-1] = replace(out[-1], text=f"{out[-1].text}  {line.text}", right=line.right)
        else:
            out.append(line)
    return out
