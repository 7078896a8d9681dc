"""Boxes of running text: paragraphs, headings, list items, notes and what stands above the article."""

from __future__ import annotations

from bisect import bisect_right

from readlater.tui.layout import bidi
from readlater.tui.layout.display import Display
from readlater.tui.layout.pieces import Box, Heading, Options, Piece, Roles
from readlater.tui.plain import plain
from readlater.tui.wrap import balanced, cells, wrap


class TextBox(Box):
    """Wrapped text, with what hangs before its first line and before the others.

    That is at the left, or at the right of a text that runs from right to left.

    Args:
        display: the text.
        width: cells for the text itself.
        roles: its styles.
        lead: pieces before the first line.
        hang: pieces before every other line, as wide as ``lead``.
        balance: whether the lines should be about equally long.
        spacing: rows from one line to the next; those between are empty.
        right: whether the text runs from right to left.
    """

    ordered = True

    def __init__(
        self,
        display: Display,
        width: int,
        roles: Roles = (),
        lead: tuple[Piece, ...] = (),
        hang: tuple[Piece, ...] = (),
        *,
        balance: bool = False,
        spacing: int = 1,
        right: bool = False,
    ) -> None:
        self._display = display
        self._roles = roles
        self._right = right
        self._lead = bidi.mirrored(lead, display.options) if right else lead
        self._hang = hang
        self._spacing = spacing
        self._lines = balanced(display.text, width) if balance else wrap(display.text, width)
        self.height = (len(self._lines) - 1) * spacing + 1

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row."""
        if row % self._spacing:
            return []
        number = row // self._spacing
        start, end = self._lines[number]
        pieces = self._display.line(start, end, self._roles, right=self._right)
        before = self._hang if number else self._lead
        if not self._right:
            return [*before, *pieces]
        if self._display.options.reorder:
            return [*pieces, *before]
        return [bidi.RIGHT, *pieces, bidi.RIGHT, bidi.LEFT, *before]

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text; an empty one, where the line below it begins."""
        number = min(-(-row // self._spacing), len(self._lines) - 1)
        return self._display.to_source(self._lines[number][0])

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text; the space at which the line was broken is part of it."""
        number = row // self._spacing
        if number + 1 < len(self._lines):
            return self._display.to_source(self._lines[number + 1][0])
        return len(self._display.block.text)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        at = bisect_right(self._lines, self._display.to_shown(offset), key=lambda line: line[0]) - 1
        return max(0, at) * self._spacing

    @property
    def widest(self) -> int:
        """The cells of the longest line."""
        return max(cells(self._display.text[start:end]) for start, end in self._lines)


class HeadingBox(TextBox):
    """A heading: the first two levels stand out by colour, the first by a line under it as well."""

    def __init__(self, display: Display, options: Options, *, right: bool = False) -> None:
        level = min(max(display.block.level, 1), 6)
        roles: Roles = (f"heading-{level}",) if level <= 3 else ("heading-small",)
        super().__init__(display, options.width, roles, balance=True, right=right)
        self._rule: str | None = None
        if level == 1:
            self._rule = options.marks.heavy * min(options.width, self.widest)
            self.height += 1

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row; under a heading of the first level the last row is a line."""
        if self._rule is not None and row == self.height - 1:
            return [Piece(self._rule, ("heading-rule",))]
        return super().line(row)

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return super().offset_at(min(row, len(self._lines) - 1))

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text."""
        return len(self._display.block.text) if row >= len(self._lines) - 1 else super().end_at(row)


class TitleBox(Box):
    """What stands above the article: title, facts, note, advice, and a short line that closes it.

    All of it is set where the title begins, but each line runs as it does by itself: the facts are our own words.
    """

    ordered = True

    def __init__(self, heading: Heading, options: Options) -> None:
        self._options = options
        self._lines: list[list[Piece]] = []
        title = plain(heading.title)
        between = " - " if options.ascii else " · "
        note = plain(heading.note)
        for start, end in balanced(title, options.width) if title else []:
            self._add(title[start:end], "title", bidi.runs_right(title))
        for line in _by_parts(plain(heading.byline), options.width, between):
            self._add(line, "byline")
        for start, end in wrap(note, options.width) if note else []:
            self._add(note[start:end], "note", bidi.runs_right(note))
        for line in _by_parts(plain(heading.advice), options.width, between):
            self._add(line, "byline")
        self._add(options.marks.rule * options.width, "title-rule")
        self.height = len(self._lines) + 2

    def _add(self, text: str, role: str, right: bool | None = None) -> None:
        """Adds a line."""
        pieces = [Piece(text, (role,))]
        if bidi.has_right(text):
            right = bool(bidi.runs_right(text) if right is None else right)
            if self._options.reorder:
                pieces = bidi.reordered(pieces, right=right)
            elif right:
                pieces = [bidi.RIGHT, *pieces, bidi.RIGHT]
        self._lines.append(pieces)

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row; the first and the last are empty."""
        return list(self._lines[row - 1]) if 0 < row <= len(self._lines) else []


def _by_parts(text: str, width: int, between: str) -> list[str]:
    """Facts in lines, as many of them in each as fit; what stands between them begins and ends no line."""
    lines: list[str] = []
    for part in text.split(between) if text else ():
        if lines and cells(lines[-1]) + cells(between) + cells(part) <= width:
            lines[-1] += between + part
        else:
            lines += [part[start:end] for start, end in wrap(part, width)]
    return lines


class RuleBox(Box):
    """A thematic break: a sign in the middle of the line."""

    height = 1

    def __init__(self, options: Options) -> None:
        sign = options.marks.section
        self._piece = Piece(" " * ((options.width - cells(sign)) // 2) + sign, ("rule",))

    def line(self, row: int) -> list[Piece]:
        """The sign."""
        return [self._piece]
