"""Boxes of running text: paragraphs, headings, list items, notes and what stands above the article."""

from __future__ import annotations

from bisect import bisect_right

from readlater.model import Block
from readlater.tui.layout.display import Display
from readlater.tui.layout.pieces import Box, Heading, Options, Piece, Roles
from readlater.tui.plain import plain
from readlater.tui.wrap import balanced, cells, fit, wrap


class TextBox(Box):
    """Wrapped text, with what hangs to the left of its first line and of the others.

    Args:
        display: the text.
        width: cells for the text itself.
        roles: its styles.
        lead: pieces before the first line.
        hang: pieces before every other line, as wide as ``lead``.
        balance: whether the lines should be about equally long.
    """

    def __init__(
        self,
        display: Display,
        width: int,
        roles: Roles = (),
        lead: tuple[Piece, ...] = (),
        hang: tuple[Piece, ...] = (),
        *,
        balance: bool = False,
    ) -> None:
        self._display = display
        self._roles = roles
        self._lead = lead
        self._hang = hang
        self._lines = balanced(display.text, width) if balance else wrap(display.text, width)
        self.height = len(self._lines)

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row."""
        start, end = self._lines[row]
        return [*(self._hang if row else self._lead), *self._display.pieces(start, end, self._roles)]

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return self._display.to_source(self._lines[row][0])

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text; the space at which the line was broken is part of it."""
        if row + 1 < self.height:
            return self._display.to_source(self._lines[row + 1][0])
        return len(self._display.block.text)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        at = bisect_right(self._lines, self._display.to_shown(offset), key=lambda line: line[0]) - 1
        return max(0, at)

    @property
    def widest(self) -> int:
        """The cells of the longest line."""
        return max(cells(self._display.text[start:end]) for start, end in self._lines)


class HeadingBox(TextBox):
    """A heading: the first two levels stand out by colour, the first by a line under it as well."""

    def __init__(self, display: Display, options: Options) -> None:
        level = min(max(display.block.level, 1), 6)
        roles: Roles = (f"heading-{level}",) if level <= 3 else ("heading-small",)
        super().__init__(display, options.width, roles, balance=True)
        self._rule: str | None = None
        if level == 1:
            self._rule = options.marks.heavy * min(options.width, self.widest)
            self.height += 1

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row; under a heading of the first level the last row is a line."""
        if self._rule is not None and row == self.height - 1:
            return [Piece(self._rule, ("heading-rule",))]
        return super().line(row)

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return super().offset_at(min(row, len(self._lines) - 1))

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text."""
        return len(self._display.block.text) if row >= len(self._lines) - 1 else super().end_at(row)


class TitleBox(Box):
    """What stands above the article: title, facts, note, advice, and a short line that closes it."""

    def __init__(self, heading: Heading, options: Options) -> None:
        self._lines: list[Piece] = []
        title = plain(heading.title)
        for start, end in balanced(title, options.width) if title else []:
            self._lines.append(Piece(title[start:end], ("title",)))
        between = " - " if options.ascii else " · "
        self._lines += [Piece(line, ("byline",)) for line in _by_parts(plain(heading.byline), options.width, between)]
        note = plain(heading.note)
        self._lines += [Piece(note[start:end], ("note",)) for start, end in wrap(note, options.width) if note]
        self._lines += [Piece(line, ("byline",)) for line in _by_parts(plain(heading.advice), options.width, between)]
        self._lines.append(Piece(options.marks.rule * options.width, ("title-rule",)))
        self.height = len(self._lines) + 2

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row; the first and the last are empty."""
        return [self._lines[row - 1]] if 0 < row <= len(self._lines) else []


def _by_parts(text: str, width: int, between: str) -> list[str]:
    """Facts in lines, as many of them in each as fit; what stands between them begins and ends no line."""
    lines: list[str] = []
    for part in text.split(between) if text else ():
        if lines and cells(lines[-1]) + cells(between) + cells(part) <= width:
            lines[-1] += between + part
        else:
            lines += [part[start:end] for start, end in wrap(part, width)]
    return lines


class RuleBox(Box):
    """A thematic break: a sign in the middle of the line."""

    height = 1

    def __init__(self, options: Options) -> None:
        sign = options.marks.section
        self._piece = Piece(" " * ((options.width - cells(sign)) // 2) + sign, ("rule",))

    def line(self, row: int) -> list[Piece]:
        """The sign."""
        return [self._piece]


class MediaBox(Box):
    """A picture or film that a terminal doesn't show: a sign, its alternative text and where it comes from."""

    def __init__(self, block: Block, options: Options, *, video: bool, repeated: bool) -> None:
        sign = options.marks.video if video else options.marks.image
        text = "" if repeated else plain(block.text)
        text = text or ("Video" if video else "Image")
        self._lead = sign + " "
        room = options.width - cells(self._lead)
        self._target = block.source if block.source.lower().startswith(("http://", "https://")) else ""
        self._texts = [text[start:end] for start, end in wrap(text, room)][:4]
        if len(self._texts) == 4:
            self._texts[3] = fit(self._texts[3] + " " * room, room, options.marks.ellipsis).rstrip()
        self._origin = _origin(block.source)
        between = " - " if options.ascii else " · "
        if self._origin and cells(self._texts[-1]) + cells(between) + cells(self._origin) <= room:
            self._origin = between + self._origin
        else:
            self._origin = ""
        self.height = len(self._texts)

    def line(self, row: int) -> list[Piece]:
        """The sign or the space below it, and a line of the alternative text."""
        lead = self._lead if row == 0 else " " * cells(self._lead)
        pieces = [Piece(lead, ("image-sign",)), Piece(self._texts[row], ("image",), target=self._target)]
        if row == self.height - 1 and self._origin:
            pieces.append(Piece(self._origin, ("image-origin",)))
        return pieces


def _origin(source: str) -> str:
    """Where a picture comes from, in a word or two: a host, or the page as it was saved."""
    scheme, _, rest = source.partition(":")
    if scheme.lower() in ("http", "https"):
        host = plain(rest.lstrip("/").split("/", 1)[0].rsplit("@", 1)[-1]).lower()
        return host.removeprefix("www.")
    return "saved with the page" if scheme.lower() in ("data", "cid", "part") else ""
