"""What lines are made of, the signs that decorate them, and what every box can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from readlater.model.values import dataclass

if TYPE_CHECKING:
    from readlater.tui.layout.media import Album

TITLE = -1
"""The block number of what stands above the article."""

Roles = tuple[str, ...]
"""Names of styles, from the outermost to the innermost; later ones win. ``Token.…`` names a kind of code token, and
``#rrggbb`` or ``#rrggbb#rrggbb`` (alone) the colours of a picture's cells: of the character, and of its ground."""


class Piece(NamedTuple):
    """Text in one style.

    Attributes:
        text: what is painted.
        roles: its styles.
        start: offset into the block's text, -1 for decoration.
        end: end of it there. If ``end - start == len(text)``, characters of both correspond one by one.
        target: where a link leads, or empty.
    """

    text: str
    roles: Roles = ()
    start: int = -1
    end: int = -1
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the text: its title, a line of facts, a note such as why there is no text, and what to do."""

    title: str
    byline: str = ""
    note: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of decoration."""

    bullets: tuple[str, ...]
    quote: str
    rule: str
    heavy: str
    code_bar: str
    code_wrap: str
    image: str
    video: str
    section: str
    ellipsis: str
    cut: str
    table: str
    """Eleven characters: horizontal, vertical, then the corners and joints, row by row."""


UNICODE_SIGNS = Signs(("•", "◦", "▪"), "▎", "─", "━", "▏", "↪", "▧", "▶", "· · ·", "…", "┊", "─│╭┬╮├┼┤╰┴╯")
ASCII_SIGNS = Signs(("*", "-", "+"), "|", "-", "=", "|", ">", "[image]", "[video]", "* * *", "...", ":", "-|+++++++++")


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is laid out.

    Attributes:
        width: cells of a line of text.
        room: cells that code and tables may take, at least ``width``.
        ascii: decorate with ASCII only.
        signs: mark with characters what otherwise only a background shows (inline code, keys, marked text).
        bars: mark the panels of code with a bar, where backgrounds aren't to be seen.
        show_cut: show the blocks that are no part of the body.
        spacing: lines from one line of running text to the next.
        reorder: put text that runs from right to left into its visual order, for a terminal that doesn't.
        direction: the article's, ``rtl`` or ``ltr``, or empty if it is not known.
        album: its pictures, if they are to be shown or something is known of them.
        picture_rows: the most rows that a picture takes.
    """

    width: int = 72
    room: int = 72
    ascii: bool = False
    signs: bool = False
    bars: bool = False
    show_cut: bool = False
    spacing: int = 1
    reorder: bool = False
    direction: str = ""
    album: Album | None = None
    picture_rows: int = 0

    @property
    def marks(self) -> Signs:
        """The characters to decorate with."""
        return ASCII_SIGNS if self.ascii else UNICODE_SIGNS


class Box(ABC):
    """A block laid out in lines. Rows count from 0; offsets are into the block's text.

    Attributes:
        height: how many rows.
        ordered: whether its pieces are in visual order already where that is asked for (`Options.reorder`).
    """

    height: int = 0
    ordered: bool = False

    @abstractmethod
    def line(self, row: int) -> list[Piece]:
        """The pieces of a row, from left to right, at most `Options.room` cells in all."""

    def offset_at(self, row: int) -> int:
        """Where in the block's text the row begins; never less than for the row above."""
        return 0

    def end_at(self, row: int) -> int:
        """Where in the block's text the row ends."""
        return 0

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        return 0
