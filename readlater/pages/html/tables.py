"""Tables: which ones hold data, and their cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

from readlater.model import Block, BlockKind, Span
from readlater.pages.clues.wordset import word_set
from readlater.pages.html.runs import joined

MAX_COLUMNS = 60
"""Columns of a table; what stands to the right of them is put into the last one."""

MAX_ROWS = 3000
"""Rows of a table; further ones are tables of their own."""

_LAYOUT = word_set("h1 h2 h3 h4 h5 h6 blockquote article section figure table form iframe video hr")

Cell = tuple[str, tuple[Span, ...]]


def rows_of(table: HtmlElement) -> list[tuple[HtmlElement, bool]]:
    """The rows of a table itself (not of tables within) in order, each with whether it stands in its head."""
    rows: list[tuple[HtmlElement, bool]] = []
    for child in table:
        if child.tag == "tr":
            rows.append((child, False))
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend((row, child.tag == "thead") for row in child if row.tag == "tr")
    return rows


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data; one that only arranges the page (layout) is unwrapped into its parts."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = rows_of(table)
    if not rows:
        return False
    if any(
        element.tag in _LAYOUT for cell in table.iter("td", "th") for element in cell.iterdescendants(etree.Element)
    ):
        return False
    widths = [sum(_span(cell, "colspan") for cell in cells_of(row)) for row, _ in rows]
    if max(widths, default=0) < 2:
        return False
    if table.find("caption") is not None or table.find("thead") is not None or table.find(".//th") is not None:
        return True
    if len(rows) < 2:
        return False
    lengths = [len("".join(cell.itertext()).strip()) for row, _ in rows for cell in cells_of(row)]
    filled = [length for length in lengths if length]
    paragraphs = sum(1 for _ in table.iter("p", "li"))
    long_cells = sum(length > 300 for length in filled)
    regular = widths.count(max(widths)) >= 0.6 * len(widths)
    return bool(filled) and regular and not long_cells and paragraphs <= 2 * len(rows)


def read_tables(table: HtmlElement, cell_text: Callable[[HtmlElement], Cell]) -> list[Block]:
    """The blocks of a data table: one, unless it is very long. ``cell_text`` makes the text and spans of one cell."""
    grid: list[list[Cell]] = []
    header_rows = 0
    carried: dict[int, int] = {}
    for row, in_head in rows_of(table):
        elements = cells_of(row)
        cells = _row(elements, carried, cell_text)
        if not any(text for text, _ in cells):
            continue
        is_header = in_head or (bool(elements) and all(element.tag == "th" for element in elements))
        if is_header and header_rows == len(grid):
            header_rows += 1
        grid.append(cells)
    if header_rows == len(grid):
        header_rows = min(1, max(0, len(grid) - 1))
    blocks = [_block(grid[:MAX_ROWS], min(header_rows, MAX_ROWS))] if grid else []
    for start in range(MAX_ROWS, len(grid), MAX_ROWS):
        blocks.append(_block(grid[start : start + MAX_ROWS], 0))
    return blocks


def _row(elements: list[HtmlElement], carried: dict[int, int], cell_text: Callable[[HtmlElement], Cell]) -> list[Cell]:
    """The cells of one row; ``carried`` says for how many more rows cells from above reach into each column."""
    cells: list[Cell] = []
    beyond: list[Cell] = []

    def carry() -> None:
        while carried.get(len(cells), 0) > 0:
            carried[len(cells)] -= 1
            cells.append(("", ()))

    for element in elements:
        carry()
        content = cell_text(element)
        if len(cells) >= MAX_COLUMNS:
            beyond.append(content)
            continue
        down = _span(element, "rowspan") - 1
        for shift in range(min(_span(element, "colspan"), MAX_COLUMNS - len(cells))):
            if down > 0:
                carried[len(cells)] = down
            cells.append(content if shift == 0 else ("", ()))
    carry()
    if beyond:
        cells[-1] = joined([cells[-1], *beyond], " ")[:2]
    return cells


def _block(grid: list[list[Cell]], header_rows: int) -> Block:
    """Rows of cells as a block."""
    lines: list[Cell] = []
    places: list[list[tuple[int, int]]] = []
    for cells in grid:
        text, spans, where = joined(cells, "\t")
        lines.append((text, spans))
        places.append(where)
    text, spans, starts = joined(lines, "\n")
    shifted = tuple(
        tuple((start + line_start, end + line_start) for start, end in where)
        for where, (line_start, _) in zip(places, starts, strict=True)
    )
    return Block(BlockKind.TABLE, text, spans=spans, cells=shifted, header_rows=header_rows)


def _span(cell: HtmlElement, name: str) -> int:
    match = re.match(r"\s*(\d{1,3})", cell.get(name) or "")
    return min(max(int(match.group(1)), 1), MAX_COLUMNS) if match else 1
