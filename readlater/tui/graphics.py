"""How a terminal shows pictures: which way it knows, and the sequences for it.

No terminal is asked: an answer would come in the midst of what is typed. The environment says enough.

Kitty's way, in a terminal that knows its *Unicode placeholders*: a picture is sent once and has a number. Then cells
that hold a certain character show a part of it: the character's colour is the number, its combining marks are row and
column. So pictures scroll, are covered and are cut as text is, and nothing else has to know of them.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from functools import lru_cache

WAYS = ("kitty", "sixel", "half", "off")
"""How pictures are shown: by kitty's protocol, as sixels, as half blocks of two colours, or not."""

CHUNK = 4096
"""Bytes of base64 that kitty takes in one sequence."""

CELL = (10, 20)
"""Pixels of a cell where the terminal doesn't tell."""

_PLACEHOLDER = "\U0010eeee"
_MARKS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac "
    "5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 "
    "747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 "
    "1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 "
    "20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 "
    "aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244"
)
"""The combining marks that count rows and columns, as kitty's protocol lists them: 0, 1, 2…"""

MOST_CELLS = 297
"""Rows, and columns, that can be counted so."""


def way(wanted: str, environ: Mapping[str, str], colours: str | None, *, plain: bool) -> str:
    """How pictures are shown: one of `WAYS`.

    Args:
        wanted: the setting: one of `WAYS`, or ``auto``.
        environ: the environment.
        colours: what Rich calls the terminal's colours: ``truecolor``, ``256``, ``standard``; None for none.
        plain: whether the screen is in ASCII or without colours.
    """
    if plain or wanted == "off" or colours is None:
        return "off"
    if wanted != "auto":
        return wanted
    return _detected(environ) if colours == "truecolor" else "off"


def _detected(environ: Mapping[str, str]) -> str:
    """What a terminal can do that has all colours."""
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")) or program == "tmux":
        return "half"  # what is outside would need sequences handed through, and would not know where they belong
    if environ.get("TEXTUAL_DRIVER") or environ.get("ZELLIJ"):
        return "half"  # in a browser, whatever terminal the server was started from; in another multiplexer
    if term in ("xterm-kitty", "xterm-ghostty") or program == "ghostty":
        return "kitty"
    if environ.get("KITTY_WINDOW_ID") and term.startswith("xterm") and not program:
        return "kitty"
    if program in ("WezTerm", "iTerm.app", "mintty") or term.startswith(("foot", "mlterm", "contour", "yaft")):
        return "sixel"
    konsole = environ.get("KONSOLE_VERSION", "")
    return "sixel" if konsole.isdigit() and int(konsole) >= 220400 else "half"


def cell_size() -> tuple[int, int]:
    """Width and height of a cell in pixels, as the system says of the terminal; `CELL` where it doesn't."""
    import fcntl
    import struct
    import sys
    import termios

    try:
        answer = fcntl.ioctl(sys.__stdout__ or 1, termios.TIOCGWINSZ, bytes(8))
        rows, columns, width, height = struct.unpack("4H", answer)
    except (OSError, ValueError):
        rows = columns = width = height = 0
    if not (rows and columns and width >= 2 * columns and height >= 2 * rows):
        web = os.environ.get("TEXTUAL_CELL_WIDTH", ""), os.environ.get("TEXTUAL_CELL_HEIGHT", "")
        if all(one.isdigit() and 2 <= int(one) <= 200 for one in web):
            return int(web[0]), int(web[1])
        return CELL
    return width // columns, height // rows


def natural(cell: tuple[int, int]) -> float:
    """How many of the screen's pixels a page's pixel is, as wide as a cell is: more than one where they are fine."""
    return max(1.0, cell[0] / CELL[0])


def fitted(size: tuple[int, int], columns: int, rows: int, cell: tuple[int, int], enlarge: float) -> tuple[int, int]:
    """The columns and rows that a picture takes, its proportions kept.

    Args:
        size: its pixels.
        columns: the most columns.
        rows: the most rows.
        cell: the pixels of a cell.
        enlarge: how many times its natural size it may be.
    """
    width, height = max(1, size[0]), max(1, size[1])
    scale = min(columns * cell[0] / width, rows * cell[1] / height, enlarge)
    return (
        max(1, min(columns, round(width * scale / cell[0]))),
        max(1, min(rows, round(height * scale / cell[1]))),
    )


# --- kitty


def number_colour(number: int) -> str:
    """The colour that stands for a picture's number (24 bits)."""
    return f"#{number & 0xFFFFFF:06x}"


@lru_cache(1)
def _marks() -> tuple[str, ...]:
    found: list[str] = []
    for part in _MARKS.split():
        first, _, last = part.partition("-")
        found += [chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)]
    return tuple(found)


def placeholders(row: int, columns: int) -> str:
    """The cells that show a row of a picture."""
    marks = _marks()
    return "".join(f"{_PLACEHOLDER}{marks[row]}{marks[column]}" for column in range(columns))


def sent(number: int, png: bytes, columns: int, rows: int) -> str:
    """The sequences that give a picture to the terminal, to be shown by `placeholders` of so many columns and rows."""
    data = base64.standard_b64encode(png).decode()
    chunks = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)] or [""]
    keys = f"a=T,U=1,q=2,f=100,t=d,i={number},c={columns},r={rows},"
    out = []
    for at, chunk in enumerate(chunks):
        more = int(at + 1 < len(chunks))
        out.append(f"\x1b_G{keys if at == 0 else 'q=2,'}m={more};{chunk}\x1b\\")
    return "".join(out)


def deleted(number: int) -> str:
    """The sequence that makes the terminal forget a picture."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def at(column: int, row: int, sequence: str) -> str:
    """A sequence to be obeyed at a cell of the screen (counted from 0), after which the cursor is where it was."""
    return f"\x1b7\x1b[{row + 1};{column + 1}H{sequence}\x1b8"
