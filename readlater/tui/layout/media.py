"""Boxes of pictures and films: the picture itself where it can be shown, else a sign and what it is called.

How many rows a picture takes is known from its size, before it is drawn: the lines below it never move for that.
"""

from __future__ import annotations

from typing import Protocol

from readlater.model import Block
from readlater.tui.layout.pieces import Box, Options, Piece
from readlater.tui.plain import plain
from readlater.tui.wrap import cells, fit, wrap

PICTURE = "picture:"
"""How the target of a picture begins; the rest is what the article calls it."""

_LINES = 4
"""Lines that an alternative text may take."""

Frame = tuple[int, int]
"""The columns and rows that a picture takes."""


class Album(Protocol):
    """The pictures of an article, as far as they are known."""

    def frame(self, source: str, columns: int, rows: int) -> Frame | None:
        """The cells that a picture takes of so many; None if it isn't shown."""

    def row(self, source: str, frame: Frame, row: int) -> list[Piece] | None:
        """A row of a picture, its pieces with it as their target; None if it isn't drawn yet, which is then seen to."""

    def facts(self, source: str) -> str:
        """What is to be known of a picture that isn't shown: its size, or why not; empty if nothing is."""


class MediaBox(Box):
    """A picture with its alternative text below it; or, not shown, a sign, the text and where it comes from.

    Args:
        block: the picture or film.
        options: how it is laid out.
        video: whether it is a film.
        repeated: whether its text stands in the caption that follows.
    """

    def __init__(self, block: Block, options: Options, *, video: bool, repeated: bool) -> None:
        self._block = block
        album = None if video else options.album
        self._album = album
        self._frame = album.frame(block.source, options.width, options.picture_rows) if album is not None else None
        self._target = _target(block.source, video=video)
        self._sign = (options.marks.video if video else options.marks.image) + " "
        self._lead = " " * cells(self._sign) if self._frame is None else ""
        room = options.width - cells(self._lead)
        text = "" if repeated else plain(block.text)
        if self._frame is None:
            text = text or ("Video" if video else "Image")
        self._texts = [text[start:end] for start, end in wrap(text, room)][:_LINES] if text else []
        if len(self._texts) == _LINES:
            self._texts[-1] = fit(self._texts[-1] + " " * room, room, options.marks.ellipsis).rstrip()
        self._about = ""
        if self._frame is None:
            between = " - " if options.ascii else " · "
            facts = album.facts(block.source) if album is not None else ""
            facts = facts.replace("×", "x") if options.ascii else facts
            for about in (facts, _origin(block.source, saved=not facts)):
                longer = self._about + (between + about if about else "")
                if cells(self._texts[-1]) + cells(longer) <= room:
                    self._about = longer
        self._rows = self._frame[1] if self._frame is not None else 0
        self.height = self._rows + len(self._texts)

    def line(self, row: int) -> list[Piece]:
        """A row of the picture, or a line of the alternative text."""
        if row < self._rows and self._frame is not None and self._album is not None:
            drawn = self._album.row(self._block.source, self._frame, row)
            if drawn is None:
                return [Piece(self._sign, ("image-sign",), target=self._target)] if row == 0 else []
            return drawn
        row -= self._rows
        pieces = []
        if self._lead:
            pieces.append(Piece(self._sign if row == 0 else self._lead, ("image-sign",), target=self._target))
        pieces.append(Piece(self._texts[row], ("image",), target=self._target))
        if row == len(self._texts) - 1 and self._about:
            pieces.append(Piece(self._about, ("image-origin",)))
        return pieces


def _target(source: str, *, video: bool) -> str:
    """What a click means: a picture is shown large, a film is opened where it is."""
    if not video:
        return PICTURE + source if source else ""
    return source if source.lower().startswith(("http://", "https://")) else ""


def _origin(source: str, *, saved: bool) -> str:
    """Where a picture comes from, in a word or two: a host; or, if that is to be said, the page as it was saved."""
    scheme, _, rest = source.partition(":")
    if scheme.lower() in ("http", "https"):
        host = plain(rest.lstrip("/").split("/", 1)[0].rsplit("@", 1)[-1]).lower()
        return host.removeprefix("www.")
    return "saved with the page" if saved and scheme.lower() in ("data", "cid", "part") else ""
