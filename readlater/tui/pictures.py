"""The pictures of one article: what is known of them, and those that were drawn, row by row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from readlater.exchange.darkroom import Found
from readlater.model import BlockKind, Document
from readlater.tui import graphics
from readlater.tui.layout.media import Frame
from readlater.tui.layout.pieces import Piece

MOST_DRAWN = 24
"""Drawn pictures that are kept; those that were looked at longest ago are drawn again."""

LEAST_PIXELS = 24
"""A picture with a side shorter than this is a sign or a tracker: in the text it is named and not shown."""

_ENLARGED = 2.0
"""How many times its size on a page a picture of half blocks may be in the text: each of its dots is large."""

Rows = Sequence[Sequence[Piece]]


class Asked(NamedTuple):
    """A picture in a size: its number, columns and rows."""

    number: int
    columns: int
    rows: int


class PictureAlbum:
    """The pictures of an article, each once, in their order.

    Attributes:
        key: the article's number.
        sources: what the article calls them.
        texts: their alternative texts.
        found: what is known of them, once it is.
        inline: whether they are shown in the text.
        way: how they are shown, one of `graphics.WAYS`.
        cell: the pixels of a cell.
        wanted: called when a picture should be drawn, with whether it is in sight.
    """

    def __init__(self, key: int, document: Document, way: str, cell: tuple[int, int]) -> None:
        texts: dict[str, str] = {}
        for block in document.blocks:
            if block.kind is BlockKind.IMAGE and block.source:
                texts[block.source] = texts.get(block.source) or block.text
        self.key = key
        self.sources = tuple(texts)
        self.texts = tuple(texts.values())
        self.found: list[Found] = []
        self.inline = False
        self.way = way
        self.cell = cell
        self.wanted: Callable[[Asked, bool], object] = lambda _asked, _now: None
        self._numbers = {source: number for number, source in enumerate(self.sources)}
        self._frames: dict[int, Frame] = {}
        self._drawn: OrderedDict[Asked, Rows] = OrderedDict()
        self._hopeless: set[int] = set()

    def number_of(self, source: str) -> int:
        """The number of a picture; -1 if the article has none that it calls so."""
        return self._numbers.get(source, -1)

    def of(self, source: str) -> Found | None:
        """What is known of a picture; None if nothing is yet."""
        number = self.number_of(source)
        return self.found[number] if 0 <= number < len(self.found) else None

    @property
    def kept(self) -> list[int]:
        """The numbers of those that were saved with the page."""
        return [number for number, one in enumerate(self.found) if one.kept]

    # --- in the text (see `readlater.tui.layout.media.Album`)

    def frame(self, source: str, columns: int, rows: int) -> Frame | None:
        """The cells that a picture takes of so many; None if it isn't shown."""
        one = self.of(source)
        number = self.number_of(source)
        if one is None or not self.inline or self.way == "off" or one.error or not one.kept:
            return None
        if number in self._hopeless or min(one.width, one.height) < LEAST_PIXELS or columns < 4 or rows < 2:
            return None
        most = graphics.natural(self.cell) * (1.0 if self.way == "kitty" else _ENLARGED)
        columns, rows = min(columns, graphics.MOST_CELLS), min(rows, graphics.MOST_CELLS)
        made = graphics.fitted((one.width, one.height), columns, rows, self.cell, most)
        self._frames[number] = made
        return made

    def row(self, source: str, frame: Frame, row: int) -> list[Piece] | None:
        """A row of a picture; None if it isn't drawn yet, which is then seen to, and the next one is."""
        number = self.number_of(source)
        asked = Asked(number, *frame)
        drawn = self._drawn.get(asked)
        if drawn is None and number not in self._hopeless:
            self.wanted(asked, True)
        if row == 0:
            following = min((other for other in self._frames if other > number), default=-1)
            if following >= 0 and following not in self._hopeless:
                after = Asked(following, *self._frames[following])
                if after not in self._drawn:
                    self.wanted(after, False)
        if drawn is None:
            return None
        self._drawn.move_to_end(asked)
        return list(drawn[row]) if row < len(drawn) else None

    def facts(self, source: str) -> str:
        """What is to be known of a picture that isn't shown: its size, or why not; empty if nothing is."""
        one = self.of(source)
        if one is None:
            return ""
        if not one.kept:
            return "not kept"
        if one.width:
            return f"{one.width}×{one.height}"
        return one.kind or "can't be shown"

    # --- drawing

    def put(self, asked: Asked, rows: Rows) -> list[Asked]:
        """Keeps a drawn picture; gives those that are given up for it."""
        old = self._frames.get(asked.number, asked[1:])
        given_up = [one for one in self._drawn if one.number == asked.number and one[1:] not in (old, asked[1:])]
        self._drawn[asked] = rows
        given_up += list(self._drawn)[: max(0, len(self._drawn) - len(given_up) - MOST_DRAWN)]
        for one in given_up:
            self._drawn.pop(one, None)
        return given_up

    def has(self, asked: Asked) -> bool:
        """Whether a picture was drawn in this size."""
        return asked in self._drawn

    def give_up(self, number: int, why: str) -> None:
        """Takes note that a picture can't be drawn."""
        self._hopeless.add(number)
        self.found[number] = self.found[number]._replace(error=why, width=0, height=0)

    def forget_drawn(self) -> None:
        """Draws all of them anew, as soon as they are seen."""
        self._drawn.clear()


def half_rows(pixels: bytes, columns: int, rows: int, target: str = "") -> list[list[Piece]]:
    """A picture as rows of half blocks, from three bytes for each of ``columns`` times twice ``rows`` colours."""
    width = columns * 3
    made = []
    for row in range(rows):
        upper = pixels[2 * row * width : (2 * row + 1) * width]
        lower = pixels[(2 * row + 1) * width : (2 * row + 2) * width]
        line: list[Piece] = []
        for colours, same in groupby(upper[at : at + 3] + lower[at : at + 3] for at in range(0, width, 3)):
            role = f"#{colours[:3].hex()}#{colours[3:].hex()}"
            line.append(Piece("▀" * len(list(same)), (role,), target=target))
        made.append(line)
    return made


def kitty_rows(number: int, columns: int, rows: int, target: str = "") -> list[list[Piece]]:
    """A picture as rows of the cells that kitty shows it in."""
    role = (graphics.number_colour(number),)
    return [[Piece(graphics.placeholders(row, columns), role, target=target)] for row in range(rows)]
