"""Tables: columns as wide as they need or as the line allows, cells wrapped, or set as a list where nothing fits."""

from __future__ import annotations

import re
from bisect import bisect_right

from readlater.model import Block
from readlater.tui.layout.display import Display
from readlater.tui.layout.pieces import Box, Options, Piece, Roles
from readlater.tui.plain import plain
from readlater.tui.wrap import SOFT_HYPHEN, cells, wrap

_NUMBER = re.compile(
    r"[\s+\-−–±~≈<>$€£¥₩]*\d[\d\s.,:/'’\xa0\u202f]*\s*(%|‰|°C|°F|[kKMGT]?i?B|[munk]?[smgWVAl]|kg|km|ms|€|\$)?"
)
_LEAST = 6
"""Cells below which columns can't be read any more: the rows are set as lists instead."""

Range = tuple[int, int]


class TableBox(Box):
    """A table with lines around its cells."""

    def __init__(self, display: Display, options: Options) -> None:
        self._display = display
        self._options = options
        block = display.block
        self._cells = [[self._range(cell) for cell in row] for row in block.cells]
        self._columns = max(map(len, self._cells), default=0)
        self._header = min(block.header_rows, len(self._cells))
        self._rows: list[tuple[int, str, int]] = []
        """Table row, what the line is (``t`` top, ``m`` between, ``b`` bottom, ``c`` cells), line within the cells."""
        self._starts: list[int] = []
        natural, least = self._measure()
        chrome = 3 * self._columns + 1
        self._widths = _fit(natural, least, options.room - chrome)
        self._wrapped = [
            [[(start + a, start + b) for a, b in wrap(self._display.text[start:end], width)] if end > start else []
             for (start, end), width in zip(row, self._widths, strict=False)]
            for row in self._cells
        ]  # fmt: skip
        self._right = [self._is_numeric(column) for column in range(self._columns)]
        tall = any(len(lines) > 1 for row in self._wrapped[self._header :] for lines in row)
        self._add("t", 0)
        for index, row in enumerate(self._wrapped):
            if index and (tall or index == self._header):
                self._add("m", index)
            for number in range(max(1, *map(len, row)) if row else 1):
                self._add("c", index, number)
        self._add("b", len(self._wrapped) - 1)
        self.height = len(self._rows)

    @classmethod
    def fits(cls, display: Display, options: Options) -> bool:
        """Whether the columns can be read at this width."""
        columns = max(map(len, display.block.cells), default=0)
        return columns * (_LEAST + 3) + 1 <= options.room

    def line(self, row: int) -> list[Piece]:
        """A line of the table: its lines, or the cells of a row."""
        index, kind, number = self._rows[row]
        sign = self._options.marks.table
        if kind != "c":
            at = {"t": 2, "m": 5, "b": 8}[kind]
            left, joint, right = sign[at], sign[at + 1], sign[at + 2]
            return [Piece(left + joint.join(sign[0] * (width + 2) for width in self._widths) + right, ("table-line",))]
        pieces = [Piece(sign[1] + " ", ("table-line",))]
        roles: Roles = ("table-header",) if index < self._header else ()
        for column, width in enumerate(self._widths):
            lines = self._wrapped[index][column] if column < len(self._wrapped[index]) else []
            start, end = lines[number] if number < len(lines) else (0, 0)
            content = self._display.pieces(start, end, roles)
            space = " " * max(0, width - sum(cells(piece.text) for piece in content))
            if self._right[column]:
                pieces += [Piece(space), *content]
            else:
                pieces += [*content, Piece(space)]
            pieces.append(Piece(f" {sign[1]} " if column + 1 < len(self._widths) else f" {sign[1]}", ("table-line",)))
        return pieces

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
        while start < end and (text[end - 1].isspace() or text[end - 1] == SOFT_HYPHEN):
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    def _measure(self) -> tuple[list[int], list[int]]:
        """For every column the cells its longest line and its longest word take."""
        natural = [1] * self._columns
        least = [1] * self._columns
        for row in self._cells:
            for column, (start, end) in enumerate(row):
                text = self._display.text[start:end]
                natural[column] = max(natural[column], *map(cells, text.split("\n")))
                least[column] = max(least[column], min(16, max(map(cells, text.split()), default=1)))
        return natural, least

    def _is_numeric(self, column: int) -> bool:
        """Whether all cells of the column's body are numbers, which are set to the right."""
        texts = [
            self._display.text[slice(*row[column])] for row in self._cells[self._header :] if column < len(row)
        ]  # fmt: skip
        filled = [text for text in texts if text.strip() not in ("", "-", "–", "—")]
        return bool(filled) and all(_NUMBER.fullmatch(text) for text in filled)


class TableListBox(Box):
    """A table too wide for the line: every row as a list of ``heading: cell``."""

    def __init__(self, display: Display, options: Options) -> None:
        self._display = display
        self._rows: list[tuple[str, int, int, Roles]] = []
        block: Block = display.block
        text = display.text
        header: list[str] = []
        if 0 < block.header_rows < len(block.cells):
            header = [plain(text[display.to_shown(a) : display.to_shown(b)]) for a, b in block.cells[0]]
        for index, row in enumerate(block.cells[block.header_rows :] or block.cells):
            if index:
                self._rows.append((options.marks.rule * 3, 0, 0, ("table-line",)))
            for column, (start, end) in enumerate(row):
                a, b = display.to_shown(start), display.to_shown(end)
                if not text[a:b].strip():
                    continue
                label = header[column] if column < len(header) else ""
                if label:
                    self._rows += [(label[s:e], 0, 0, ("table-header",)) for s, e in wrap(label, options.width)]
                for s, e in wrap(text[a:b], options.width - 2):
                    self._rows.append(("  ", a + s, a + e, ()))
        self.height = max(1, len(self._rows))
        self._starts: list[int] = []
        for _label, start, _end, _roles in self._rows:
            self._starts.append(max(start, self._starts[-1]) if self._starts else 0)

    def line(self, row: int) -> list[Piece]:
        """A heading, a line of a cell, or the line between two rows."""
        if not self._rows:
            return []
        lead, start, end, roles = self._rows[row]
        return [Piece(lead, roles), *self._display.pieces(start, end, ())]

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return self._display.to_source(self._starts[row]) if self._rows else 0

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text."""
        return self.offset_at(row + 1) if row + 1 < len(self._rows) else len(self._display.block.text)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        return max(0, bisect_right(self._starts, self._display.to_shown(offset)) - 1)


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
