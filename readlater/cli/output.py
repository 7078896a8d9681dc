"""Printing: JSON, tables and lines, for a terminal or for a pipe.

On a terminal tables are drawn by rich, in colour and fitted to its width. In a pipe they are plain aligned text that
nothing is cut from. Nothing that is printed here is ever understood as markup.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console

MOST = 2**31 - 1
"""The largest number that a --limit may be: SQLite and all else can count so far."""

GAP = "  "
"""Between two columns of a table."""

_WIDEST = 120
"""Columns that a cell is padded to in a pipe, at most: one long address must not push the rest of all lines away."""

_LEAST = 4
"""Columns of a terminal that are left of the narrowest cell."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    right: bool = False
    """Whether its cells are set to the right, as numbers are."""
    style: str = ""
    """The rich style on a terminal."""
    shrink: bool = False
    """Whether its cells may be cut on a terminal that is too narrow; others keep their width."""
    least: int = 0
    """The width of the terminal, in columns, from which on it is shown."""


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def console(*, stderr: bool = False) -> Console:
    """A rich console without markup, highlighting and emoji codes; colours only as the terminal and NO_COLOR allow."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)


def line(text: str = "") -> None:
    """Prints a line of text."""
    print(text)


def note(text: str) -> None:
    """Prints a remark to standard error, where it is in no script's way."""
    print(f"readlater: {text}", file=sys.stderr)


def raw(data: bytes) -> None:
    """Writes bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_json(value: Any) -> None:
    """Prints an object, indented."""
    print(_dumps(value, indent=2))


def print_json_array(records: Iterable[Any]) -> None:
    """Prints an array with one record a line, written as the records come."""
    separator = "["
    for record in records:
        print(separator, _dumps(record), sep="\n", end="")
        separator = ","
    print("[]" if separator == "[" else "\n]")


def print_json_line(value: Any) -> None:
    """Prints an object on one line, at once and in one piece: Ctrl-C must not part a line from its end."""
    sys.stdout.write(_dumps(value) + "\n")
    sys.stdout.flush()


def _dumps(value: Any, indent: int | None = None) -> str:
    import json

    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent)


def cells(text: str) -> int:
    """How many terminal cells ``text`` takes: 2 for East Asian wide characters, 0 for combining ones, else 1."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(one) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, heading: bool = True) -> None:
    """Prints a table: drawn on a terminal, plain aligned text in a pipe."""
    if is_terminal():
        _draw_table(columns, rows, heading)
        return
    shown = [tuple(column.title for column in columns), *rows] if heading else rows
    widths = [max((min(_WIDEST, cells(row[at])) for row in shown), default=0) for at in range(len(columns))]
    for row in shown:
        print(GAP.join(map(_padded, row, widths, columns)).rstrip())


def _padded(text: str, width: int, column: Column) -> str:
    space = " " * (width - cells(text))
    return space + text if column.right else text + space


def _draw_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], heading: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    shown = [at for at, column in enumerate(columns) if column.least <= screen.width]
    titles = [[column.title for column in columns]] if heading else []
    natural = [max((cells(row[at]) for row in [*titles, *rows]), default=0) for at in shown]
    widths = _fitted(natural, [columns[at].shrink for at in shown], screen.width - len(GAP) * (len(shown) - 1))
    table = Table(box=None, show_header=heading, header_style="bold", pad_edge=False, padding=(0, len(GAP), 0, 0))
    for at, width in zip(shown, widths, strict=True):
        table.add_column(
            Text(columns[at].title),
            justify="right" if columns[at].right else "left",
            style=columns[at].style,
            width=width,
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(row[at]) for at in shown))
    screen.print(table)


def _fitted(widths: list[int], shrink: list[bool], available: int) -> list[int]:
    """Widths that fit: as long as they don't, the widest of the columns that may shrink becomes narrower."""
    widths = list(widths)
    while sum(widths) > available:
        widest = max((at for at, may in enumerate(shrink) if may), key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
    return widths


def print_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Prints name and value pairs as two columns; those without a value are left out, long values are wrapped."""
    pairs = [(name, value) for name, value in fields if value]
    if is_terminal():
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in pairs:
            table.add_row(Text(name), Text(value))
        console().print(table)
        return
    width = max((cells(name) for name, _ in pairs), default=0)
    for name, value in pairs:
        print(f"{name}{' ' * (width - cells(name))}{GAP}{value}".rstrip())


def terminal_width(default: int = 80) -> int:
    """Columns of the terminal, or of ``COLUMNS``; ``default`` if neither is known."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or default
    except (OSError, ValueError, AttributeError):
        width = os.environ.get("COLUMNS", "")
        return int(width) if width.isdecimal() and int(width) else default


def plural(count: int, one: str, many: str = "") -> str:
    """``1 article``, ``1,924 articles``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
