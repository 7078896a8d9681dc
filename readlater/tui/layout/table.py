"""Tables: columns as wide as they need or as the line allows, their cells wrapped.

A table that is too wide for lines between its columns is set without; one that is too wide for that too, as a list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from readlater.model import Block
from readlater.tui.layout import bidi
from readlater.tui.layout.display import Display
from readlater.tui.layout.pieces import Box, Options, Piece, Roles
from readlater.tui.plain import plain
from readlater.tui.wrap import SOFT_HYPHEN, cells, is_single, wrap

_NUMBER = re.compile(
    r"[\s+\-−–±~≈<>$€£¥₩]*\d[\d\s.,:/'’\xa0\u202f]*\s*(%|‰|°C|°F|[kKMGT]?i?B|[munk]?[smgWVAl]|kg|km|ms|€|\$)?"
)
_LEAST = 6
"""Cells that a column of longer texts has at least."""
_WORD = 12
"""Cells of a word that is not broken to make a table narrower."""
_LONGEST = 16
"""Cells of a word, as far as that counts for the width of a column."""
_SPACE = 2
"""Cells between columns without lines between them."""
_MANY = 4
"""Columns that are many: they rather go without lines than with cells broken."""
_LABEL = 0.4
"""The share of the line that the headings of a table set as a list may take before its cells."""

_BREAKS = {ord("\n"): " ", ord("\t"): " "}
"""What stands between cells and between the lines of one."""

Range = tuple[int, int]


class TableBox(Box):
    """A table with its columns side by side; the first is at the right if it runs from right to left."""

    ordered = True

    def __init__(self, display: Display, options: Options, *, right: bool = False) -> None:
        self._display = display
        self._turned = right
        self._mixed = bidi.has_right(display.text)
        self._options = options
        block = display.block
        self._cells: list[list[Range]] = []
        self._columns = max(map(len, block.cells), default=0)
        self._header = min(block.header_rows, len(block.cells))
        self._rows: list[tuple[int, str, int]] = []
        """Table row, what the line is (``t`` top, ``m`` between, ``b`` bottom, ``c`` cells), line within the cells."""
        self._starts: list[int] = []
        self._single = is_single(display.text.translate(_BREAKS))
        lined, spaced = 3 * self._columns + 1, _SPACE * (self._columns - 1)
        natural, least = self._measure(options.room - spaced)
        need = _need(natural, least)
        self._lined = need + lined <= options.room
        if self._columns > _MANY and sum(natural) + lined > options.room >= sum(natural) + spaced:
            self._lined = False  # then no cell is broken
        self.fits = self._lined or need + spaced <= options.room
        """Whether the columns can be read at this width."""
        if not self.fits:
            return
        self._widths = _fit(natural, least, options.room - (lined if self._lined else spaced))
        self._wrapped = [
            [
                _wrap(display.text, start, end, width, single=self._single)
                for (start, end), width in zip(row, self._widths, strict=False)
            ]
            for row in self._cells
        ]
        self._numeric = [self._is_numeric(column) for column in range(self._columns)]
        self._order = range(self._columns)[:: -1 if right else 1]
        tall = any(len(lines) > 1 for row in self._wrapped[self._header :] for lines in row)
        if self._lined:
            self._add("t", 0)
        for index, row in enumerate(self._wrapped):
            if index and (tall or index == self._header):
                self._add("m", index)
            for number in range(max(1, *map(len, row)) if row else 1):
                self._add("c", index, number)
        if self._lined:
            self._add("b", len(self._wrapped) - 1)
        self.height = len(self._rows)

    def line(self, row: int) -> list[Piece]:
        """A line of the table: its lines, or the cells of a row."""
        index, kind, number = self._rows[row]
        sign = self._options.marks.table
        if kind != "c" and not self._lined:
            lines = (" " * _SPACE).join(sign[0] * self._widths[column] for column in self._order)
            return [Piece(lines, ("table-line",))] if index == self._header else []
        if kind != "c":
            at = {"t": 2, "m": 5, "b": 8}[kind]
            first, joint, last = sign[at], sign[at + 1], sign[at + 2]
            lines = joint.join(sign[0] * (self._widths[column] + 2) for column in self._order)
            return [Piece(first + lines + last, ("table-line",))]
        roles: Roles = ("table-header",) if index < self._header else ()
        between = Piece(f" {sign[1]} " if self._lined else " " * _SPACE, ("table-line",))
        marked = self._mixed and not self._options.reorder
        pieces = [Piece(sign[1] + " " if self._lined else "", ("table-line",))]
        for column in self._order:
            if len(pieces) > 1:
                pieces.append(between)
            content, right = self._cell(index, column, number, roles)
            space = Piece(" " * max(0, self._widths[column] - sum(cells(piece.text) for piece in content)))
            if marked:
                # The terminal orders what is in the cells, never across them.
                mark = bidi.RIGHT if right else bidi.LEFT
                content = [bidi.LEFT, mark, *content, mark, bidi.LEFT]
            pieces += [space, *content] if right or self._numeric[column] else [*content, space]
        return [*pieces, Piece(f" {sign[1]}" if self._lined else "", ("table-line",))]

    def _cell(self, index: int, column: int, number: int, roles: Roles) -> tuple[list[Piece], bool]:
        """A line of a cell, and whether the cell runs from right to left."""
        row = self._wrapped[index]
        lines = row[column] if column < len(row) else []
        if number >= len(lines):
            return [], self._turned
        cell = self._cells[index][column]
        right = self._turned
        if self._mixed:
            own = bidi.runs_right(self._display.text[slice(*cell)], self._options.direction)
            right = self._turned if own is None else own
        return self._display.line(*lines[number], roles, right=right, paragraph=cell), right

    def offset_at(self, row: int) -> int:
        """Where the first cell of the table's row begins."""
        return self._display.to_source(self._starts[row])

    def end_at(self, row: int) -> int:
        """Where the cells of the table's row end, once its last line is seen."""
        if row + 1 >= self.height:
            return len(self._display.block.text)
        return self.offset_at(row + 1)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        shown = self._display.to_shown(offset)
        if not shown:
            return 0
        index = max(0, bisect_right([row[0][0] if row else 0 for row in self._cells], shown) - 1)
        best = 0
        for at, (table_row, kind, number) in enumerate(self._rows):
            if table_row > index:
                break
            if table_row == index and kind == "c":
                best = best if best and self._rows[best][0] == index else at
                for lines in self._wrapped[index]:
                    if number < len(lines) and lines[number][0] <= shown < max(lines[number][1], lines[number][0] + 1):
                        return at
        return best

    def _add(self, kind: str, index: int, number: int = 0) -> None:
        row = self._cells[index] if self._cells else []
        start = row[0][0] if row else 0
        self._rows.append((index, kind, number))
        self._starts.append(max(start, self._starts[-1]) if self._starts else 0)

    def _range(self, cell: Range) -> Range:
        """A cell in the shown text, without the white space around it."""
        start, end = self._display.to_shown(cell[0]), self._display.to_shown(cell[1])
        text = self._display.text
        if start < end and " " < text[start] < "\x7f" and " " < text[end - 1] < "\x7f":
            return start, end
        while start < end and (text[end - 1].isspace() or text[end - 1] == SOFT_HYPHEN):
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    def _measure(self, room: int) -> tuple[list[int], list[int]]:
        """For every column the cells its longest line and its longest word take; where every cell stands.

        It stops where the columns can't have the room that they need any more: a table of thousands of rows is measured
        while somebody waits for it.
        """
        natural = [1] * self._columns
        least = [1] * self._columns
        measure = len if self._single else cells
        for index, row in enumerate(self._display.block.cells):
            self._cells.append([self._range(cell) for cell in row])
            for column, (start, end) in enumerate(self._cells[-1]):
                if self._single and end - start <= least[column]:
                    continue
                text = self._display.text[start:end]
                if self._single and "\n" not in text:
                    natural[column] = max(natural[column], end - start)
                else:
                    natural[column] = max(natural[column], *map(measure, text.split("\n")))
                if least[column] < _LONGEST:
                    least[column] = max(least[column], min(_LONGEST, max(map(measure, text.split()), default=1)))
            if index % _MANY == 0 and _need(natural, least) > room:
                break
        return natural, least

    def _is_numeric(self, column: int) -> bool:
        """Whether all cells of the column's body are numbers, which are set to the right."""
        filled = False
        for row in self._cells[self._header :]:
            text = self._display.text[slice(*row[column])] if column < len(row) else ""
            if text.strip() not in ("", "-", "–", "—"):
                filled = True
                if not _NUMBER.fullmatch(text):
                    return False
        return filled


class TableListBox(Box):
    """A table too wide for the line: every row as a list of headings and cells.

    A cell stands beside its heading, or below it if that is long; the first, if its column has no heading, above all.
    """

    def __init__(self, display: Display, options: Options) -> None:
        self._display = display
        self._width = options.width
        self._rows: list[tuple[str, Roles, int, int, Roles]] = []
        """What stands before a line of a cell and its style; where in the text the line begins and ends; its style."""
        block: Block = display.block
        text = display.text
        header: list[str] = []
        if 0 < block.header_rows < len(block.cells):
            header = [plain(text[display.to_shown(a) : display.to_shown(b)]) for a, b in block.cells[0]]
        self._single = is_single(text.translate(_BREAKS))
        self._labels: dict[str, tuple[list[str], str, str, int]] = {}
        most = int(options.width * _LABEL)
        self._column = max((width for label in header if (width := cells(label)) <= most), default=0)
        for index, row in enumerate(block.cells[block.header_rows :] or block.cells):
            if index:
                self._rows.append((options.marks.rule * 3, ("table-line",), 0, 0, ()))
            for column, (start, end) in enumerate(row):
                a, b = display.to_shown(start), display.to_shown(end)
                if text[a:b].strip():
                    label = header[column] if column < len(header) else ""
                    self._add(label, a, b, titled=not column and not label, lonely=not header)
        self.height = max(1, len(self._rows))
        self._starts = list(accumulate((start for _lead, _style, start, _end, _roles in self._rows), max))
        if self._starts:
            self._starts[0] = 0

    def _add(self, label: str, start: int, end: int, *, titled: bool, lonely: bool) -> None:
        """The lines of a cell."""
        text, roles = self._display.text, ("table-header",)
        if titled:
            for s, e in _wrap(text, start, end, self._width, single=self._single):
                self._rows.append(("", (), s, e, () if lonely else roles))
            return
        if label not in self._labels:
            self._labels[label] = self._before(label, lonely)
        above, lead, hang, width = self._labels[label]
        if above:
            self._rows += [(line, roles, 0, 0, ()) for line in above]
        for s, e in _wrap(text, start, end, width, single=self._single):
            self._rows.append((lead, roles, s, e, ()))
            lead = hang

    def _before(self, label: str, lonely: bool) -> tuple[list[str], str, str, int]:
        """What stands above a cell, before its first line and before the others, and how wide the cell may be."""
        above: list[str] = []
        lead = label + " " * (self._column - cells(label) + _SPACE)
        if cells(label) > self._column or lonely:
            above = [label[s:e] for s, e in wrap(label, self._width)] if label else []
            lead = "  "
        return above, lead, " " * cells(lead), self._width - cells(lead)

    def line(self, row: int) -> list[Piece]:
        """A heading, a line of a cell, or the line between two rows."""
        if not self._rows:
            return []
        lead, style, start, end, roles = self._rows[row]
        return [Piece(lead, style), *self._display.pieces(start, end, roles)]

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return self._display.to_source(self._starts[row]) if self._rows else 0

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text."""
        return self.offset_at(row + 1) if row + 1 < len(self._rows) else len(self._display.block.text)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        return max(0, bisect_right(self._starts, self._display.to_shown(offset)) - 1)


def _wrap(text: str, start: int, end: int, width: int, *, single: bool) -> list[Range]:
    """The lines of a cell; most cells of a long table are one, which is seen without looking at their letters."""
    if start >= end:
        return []
    if single and end - start <= width and text.find("\n", start, end) < 0:
        return [(start, end)]
    return [(start + a, start + b) for a, b in wrap(text[start:end], width)]


def _need(natural: list[int], least: list[int]) -> int:
    """The cells that columns need to be read."""
    return sum(min(most, max(_LEAST, min(word, _WORD))) for most, word in zip(natural, least, strict=True))


def _fit(natural: list[int], least: list[int], room: int) -> list[int]:
    """Widths of columns that together take at most ``room``: what they'd like, else their words, else equal shares."""
    if sum(natural) <= room:
        return natural
    if sum(least) <= room:
        widths = list(least)
        spare = room - sum(least)
        wish = [n - m for n, m in zip(natural, least, strict=True)]
        # The narrow wishes are granted whole before the wide ones share what is left.
        for left, column in zip(
            range(len(widths), 0, -1), sorted(range(len(widths)), key=wish.__getitem__), strict=True
        ):
            given = min(wish[column], spare // left)
            widths[column] += given
            spare -= given
        return widths
    widths = [max(3, room * m // sum(least)) for m in least]
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths
