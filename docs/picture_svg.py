"""A screen as SVG, cell by cell: Rich's own export leaves gaps between the rows and can't show eighths of blocks.

Lines and blocks are drawn as rectangles, for a font's are never as high as a row; text is laid out by the font.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from rich.cells import split_graphemes
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

WIDE, HIGH = 10, 20
"""A cell, in pixels."""

_FONT = 'font-family="DejaVu Sans Mono, Noto Sans Mono CJK SC, Noto Sans CJK SC, monospace"'
_SIZE = WIDE / 0.602
"""DejaVu's letters are 0.602 em wide."""

_MARGIN, _BAR = 10, 34
_ANSI = (
    *("#1c1f24", "#d16969", "#8fb573", "#d0a85c", "#6f9fd8", "#b48ead", "#6fb3b8", "#c9c5bc"),
    *("#5c626d", "#e58a8a", "#a9cf8d", "#e6c37c", "#8fbaf0", "#cfa8cb", "#8fd0d4", "#f2efe8"),
)
"""The terminal's own colours, where a theme leaves them to it."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BLOCKS = {"▏": 1 / 8, "▎": 2 / 8, "▍": 3 / 8, "▌": 4 / 8, "▋": 5 / 8, "▊": 6 / 8, "▉": 7 / 8, "█": 1.0}
_HEIGHTS = {sign: number / 8 for number, sign in enumerate("▁▂▃▄▅▆▇█", 1)}
_LINES = {"─": "lr", "│": "ud", "┬": "lrd", "┴": "lru", "┼": "lrud", "├": "udr", "┤": "udl"}
_LINES |= {"┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu"}


def svg(strips: Sequence[Iterable[Segment]], columns: int, title: str, ground: str, text: str) -> str:
    """The screen in a window.

    Args:
        strips: its rows.
        columns: its width.
        title: of the window.
        ground: the background of what has none.
        text: the colour of text that has none.
    """
    width, height = columns * WIDE + 2 * _MARGIN, len(strips) * HIGH + _BAR + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" {_FONT} font-size="{_SIZE:.3f}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#2b2d31"/>',
        f'<text x="{width / 2}" y="23" fill="#b9b6ae" text-anchor="middle" font-size="14">{escape(title)}</text>',
        *(f'<circle cx="{20 + 18 * n}" cy="17" r="5.5" fill="#5a5d63"/>' for n in range(3)),
        f'<rect x="{_MARGIN}" y="{_BAR}" width="{columns * WIDE}" height="{len(strips) * HIGH}" fill="{ground}"/>',
    ]
    for row, strip in enumerate(strips):
        x, y = _MARGIN, _BAR + row * HIGH
        grounds: list[str] = []
        signs: list[str] = []
        for segment in strip:
            fore, back = _colours(segment.style, text, ground)
            if back != ground:
                grounds.append(_rect(x, y, segment.cell_length * WIDE, HIGH, back))
            signs += _run(segment.text, segment.style, x, y, fore)
            x += segment.cell_length * WIDE
        parts += [*grounds, *signs]
    return "\n".join([*parts, "</svg>"])


def _run(text: str, style: Style | None, x: float, y: float, colour: str) -> list[str]:
    """The signs of a text in one style: words are one piece each, wide signs and drawn ones stand by themselves.

    What runs from right to left is one piece with its spaces, to be ordered as a terminal that can do so does.
    """
    parts: list[str] = []
    left, word, start = x, "", x
    backwards = False
    spans, _ = split_graphemes(text)
    for first, last, cells in [*spans, (len(text), len(text), 0)]:
        sign = text[first:last]
        drawn = _drawn(sign, x, y, colour)
        single = drawn is not None or (cells > 1 and len(sign) == 1)
        if word and (not sign or single or (sign == " " and not backwards)):
            parts.append(_text(word.rstrip(), style, start, y, colour))
            word, backwards = "", False
        if drawn is not None:
            parts += drawn
        elif single:
            parts.append(_text(sign, style, x, y, colour, wide=True))
        elif sign.strip() or word:
            start = start if word else x
            word += sign
            backwards = backwards or bool(_RIGHT_TO_LEFT.search(sign))
        x += cells * WIDE
    if style is not None and style.underline and text.strip():
        parts.append(_rect(left, y + HIGH - 2.5, x - left, 1, colour))
    if style is not None and style.strike:
        parts.append(_rect(left, y + HIGH / 2, x - left, 1, colour))
    return parts


def _text(text: str, style: Style | None, x: float, y: float, colour: str, *, wide: bool = False) -> str:
    weight = ' font-weight="bold"' if style is not None and style.bold else ""
    slant = ' font-style="italic"' if style is not None and style.italic else ""
    size = f' font-size="{2 * WIDE - 1}"' if wide else ""
    return f'<text x="{x:g}" y="{y + 15:g}" fill="{colour}"{weight}{slant}{size}>{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _drawn(sign: str, x: float, y: float, colour: str) -> list[str] | None:
    """A line or a block as rectangles; None for what the font has to draw."""
    if sign in _BLOCKS:
        return [_rect(x, y, WIDE * _BLOCKS[sign], HIGH, colour)]
    if sign in _HEIGHTS:
        high = HIGH * _HEIGHTS[sign]
        return [_rect(x, y + HIGH - high, WIDE, high, colour)]
    if sign not in _LINES:
        return None
    middle, centre = y + HIGH / 2 - 0.5, x + WIDE / 2 - 0.5
    found = {
        "l": _rect(x, middle, WIDE / 2 + 0.5, 1, colour),
        "r": _rect(centre, middle, WIDE / 2 + 0.5, 1, colour),
        "u": _rect(centre, y, 1, HIGH / 2 + 0.5, colour),
        "d": _rect(centre, middle, 1, HIGH / 2 + 0.5, colour),
    }
    return [found[side] for side in _LINES[sign]]


def _colours(style: Style | None, text: str, ground: str) -> tuple[str, str]:
    """What the two colours of a style look like."""
    if style is None:
        return text, ground
    fore, back = _colour(style.color, text), _colour(style.bgcolor, ground)
    if style.reverse:
        fore, back = back, fore
    return (_mixed(fore, back) if style.dim else fore), back


def _colour(colour: Color | None, usual: str) -> str:
    if colour is None or colour.is_default:
        return usual
    if colour.triplet is not None:
        return colour.triplet.hex
    assert colour.number is not None
    return _ANSI[colour.number] if colour.number < 16 else colour.get_truecolor().hex


def _mixed(one: str, other: str) -> str:
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(0.6 * a + 0.4 * b):02x}" for a, b in pairs)
