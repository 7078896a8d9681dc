"""Bars, columns and tiles made of characters; of ``#`` where there is only ASCII.

They are our own, as the screen needs: plotext draws more and better axes, but into one figure for the whole program,
with colours of its own, and takes 130 ms to import. No Textual here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from readlater.tui.layout import bidi
from readlater.tui.widgets.lines import Line, Piece, fit, line_width

_UPWARD = " ▁▂▃▄▅▆▇█"


def bar(share: float, width: int, *, ascii: bool = False) -> tuple[str, str]:  # noqa: A002
    """A line of ``width`` cells: the part that is full, and the rest. A share above 0 (to 1) can be seen."""
    halves = 0 if share <= 0 else min(width * 2, max(1, round(share * width * 2)))
    if ascii:
        full = (halves + 1) // 2
        return "#" * full, "." * (width - full)
    full, half = divmod(halves, 2)
    return "━" * full + "╸" * half, "─" * (width - full - half)


def columns(values: Sequence[float], height: int, *, top: float = 0, ascii: bool = False) -> list[str]:  # noqa: A002
    """A column for each value, one cell wide, in so many lines of text, the highest first; ``top``: a full one."""
    top = max(top, max(values, default=0.0))
    eighths = [0 if top <= 0 or value <= 0 else max(1, round(value / top * height * 8)) for value in values]
    lines = []
    for line in range(height - 1, -1, -1):
        parts = [max(0, min(8, one - line * 8)) for one in eighths]
        lines.append(
            "".join(("#" if part >= 4 or (part and not line) else " ") if ascii else _UPWARD[part] for part in parts)
        )
    return lines


def widened(text: str, cell: int, gap: int = 0) -> str:
    """The text with each character ``cell`` times, and so many spaces behind it."""
    return "".join(character * cell + " " * gap for character in text)


def resampled(values: Sequence[float], count: int) -> list[float]:
    """The values spread or drawn together to so many: each is that of the moment in which its share ends."""
    if not values:
        return [0.0] * count
    return [values[min(len(values) - 1, ((number + 1) * len(values) - 1) // count)] for number in range(count)]


def padded(line: Line, width: int) -> Line:
    """The line with spaces up to a width."""
    room = width - line_width(line)
    return [*line, Piece(" " * room)] if room > 0 else line


def name_in(text: str, width: int, ellipsis: str = "…") -> str:
    """A name in exactly so many cells; what follows one from right to left does not become part of it."""
    short = fit(text, width, ellipsis)
    mark = bidi.LEFT.text if bidi.has_right(short) else ""
    return short + mark + " " * (width - cell_len(short))


def cut(line: Line, width: int, ellipsis: str = "…") -> Line:
    """The line, cut with an ellipsis if it is wider."""
    if line_width(line) <= width:
        return line
    pieces: list[Piece] = []
    for piece in line:
        cells = cell_len(piece.text)
        if cells >= width:
            return [*pieces, Piece(fit(piece.text + ellipsis, width, ellipsis), piece.role, piece.target)]
        pieces.append(piece)
        width -= cells
    return pieces


def beside(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Lines beside others, which begin in the column ``width``."""
    return [[*padded(one or (), width), *(other or ())] for one, other in zip_longest(left, right)]


def bars(
    values: Iterable[tuple[str, float, str, str]],
    width: int,
    name_width: int,
    *,
    role: str = "accent",
    most: float = 0,
    ascii: bool = False,  # noqa: A002
    ellipsis: str = "…",
) -> list[Line]:
    """A bar for each (name, value, how the value is written, target), all in lines of at most ``width`` cells.

    ``most`` is the value of a full bar, if that is more than the greatest value.
    """
    every = [*values]
    told = max((cell_len(text) for _, _, text, _ in every), default=0)
    room = max(4, width - name_width - told - 3)
    most = max(most, max((value for _, value, _, _ in every), default=0.0))
    found: list[Line] = []
    for name, value, text, target in every:
        full, rest = bar(value / most if most else 0, room, ascii=ascii)
        found.append(
            [
                Piece(f" {name_in(name, name_width, ellipsis)} ", "", target),
                Piece(full, role, target),
                Piece(rest, "rule", target),
                Piece(f" {text:>{told}}", "dim", target),
            ]
        )
    return found


def tiles(numbers: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Numbers, each with what it is below it, side by side in as many lines as it takes."""
    wide = max((max(cell_len(value), cell_len(label)) for value, label in numbers), default=0) + 2
    each = max(1, (width - 1) // max(1, wide))
    across = -(-len(numbers) // -(-len(numbers) // each)) if numbers else 1  # as many in each row
    wide = max(wide, min((width - 1) // across, wide + 8))
    found: list[Line] = []
    for start in range(0, len(numbers), across):
        row = numbers[start : start + across]
        found.append([Piece(" "), *(Piece(value + " " * (wide - cell_len(value)), "current") for value, _ in row)])
        found.append([Piece(" "), *(Piece(label + " " * (wide - cell_len(label)), "dim") for _, label in row)])
        found.append(())
    return found
