"""Lines in the place of the status line: what a text may become, what is wrong with it, which keys may follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlater.tui.keymap import key_label
from readlater.tui.widgets.lines import Line, Piece, fit, line_width

if TYPE_CHECKING:
    from readlater.model import Completion

_ROOM_FOR_HELP = 60
_BEFORE_TAKEN = 3
"""Offers that stay in sight before the one that was taken."""


def offer_line(offers: Sequence[Completion], taken: int, width: int) -> Line:
    """What a text may become, on one line: ``war 12  water 3``, and on the right what the first one is."""
    line: list[Piece] = []
    named = offers[max(0, taken)].help if offers else ""
    about = f" {named} " if named and width >= _ROOM_FOR_HELP else ""
    room = width - cell_len(about)
    start = max(0, taken - _BEFORE_TAKEN)
    for number, one in enumerate(offers[start:], start):
        text = _last_part(one.text)
        count = "" if one.count is None else f" {one.count:,}"
        if line_width(line) + cell_len(text) + cell_len(count) + 2 > room:
            break
        role = "current" if number == taken else ""
        target = f"take:{number}"
        line += [Piece(f" {text}", role, target), Piece(f"{count} ", "dim", target)]
    if line and about:
        line.append(Piece(" " * (room - line_width(line))))
        line.append(Piece(about, "dim"))
    return line


def _last_part(text: str) -> str:
    """A name of several that are parted by commas, or of a path: the one that is being completed."""
    return text.rsplit(",", 1)[-1].strip() or text


def caret_line(text: str, column: int, width: int, ellipsis: str = "…") -> Line:
    """``^ what is wrong`` with the caret in a column, the words before it where there is more room."""
    column = max(0, min(column, width - 1))
    if column + 2 + cell_len(text) <= width or column < width // 2:
        return [Piece(" " * column), Piece("^ ", "key"), Piece(fit(text, width - column - 2, ellipsis), "error")]
    shown = fit(text, column - 1, ellipsis)
    return [Piece(" " * (column - 1 - cell_len(shown))), Piece(shown, "error"), Piece(" ^", "key")]


def key_line(title: str, keys: Sequence[tuple[str, str]], width: int, *, ascii: bool = False) -> Line:  # noqa: A002
    """Which keys may follow, on one line: as many as fit, and whether there are more."""
    line = [Piece(f" {title}", "strong")]
    more = waiting_line(ascii=ascii)
    for number, (key, does) in enumerate(keys):
        pieces = [
            Piece(f"  {key_label(key, ascii=ascii)} ", "key", f"press:{key}"),
            Piece(does, "dim", f"press:{key}"),
        ]
        last = number == len(keys) - 1
        if line_width([*line, *pieces, *(() if last else more)]) > width:
            return [*line, *more]
        line += pieces
    return line if keys else [*line, *more]


def waiting_line(*, ascii: bool = False) -> Line:  # noqa: A002
    """That a key is waited for."""
    return [Piece(" ..." if ascii else " …", "dim")]
