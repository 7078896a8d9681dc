"""Code: on a panel, as wide as it needs where there is room, coloured once it is seen."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING

from readlater.model import Block
from readlater.tui.layout.pieces import Box, Options, Piece
from readlater.tui.plain import clean
from readlater.tui.wrap import SOFT_HYPHEN, cells, char_widths, chop, is_single

if TYPE_CHECKING:
    from pygments.lexer import Lexer  # type: ignore[import-untyped]

TAB = 4
_PAD = 2
LONGEST_COLOURED = 200_000
"""Code points: colouring takes up to three milliseconds a thousand, so that it is done bit by bit."""

_tokens: dict[tuple[str, str], list[tuple[int, str]]] = {}
_TOKENS_KEPT = 64
_lexers: dict[str, Lexer | None] = {}


def _expand(text: str) -> tuple[str, list[int] | None]:
    """A line with its tabs as spaces, and for every character of it its offset in the line; None: they are the same."""
    if "\t" not in text:
        return text, None
    shown: list[str] = []
    source: list[int] = []
    column = 0
    for offset, (character, width) in enumerate(zip(text, char_widths(text), strict=True)):
        if character == "\t":
            count = TAB - column % TAB
            shown.append(" " * count)
            source += [offset] * count
            column += count
        else:
            shown.append(character)
            source.append(offset)
            column += width
    source.append(len(text))
    return "".join(shown), source


class CodeBox(Box):
    """A block of code.

    Long lines are broken at the panel's edge and go on after a sign. Colour is not worked out before `colour` is
    called, so that the first sight of an article doesn't wait for it.
    """

    def __init__(self, block: Block, options: Options) -> None:
        self._block = block
        self._options = options
        text = clean_code(block.text)
        self._rows: list[tuple[int, int, int, str, list[int] | None]] = []
        """(line's offset in the text, start and end within the shown line, shown line, its offsets)"""
        shown_lines: list[tuple[int, str, list[int] | None]] = []
        offset = 0
        widest = 0
        for source_line in text.split("\n"):
            shown, source = _expand(source_line)
            shown_lines.append((offset, shown, source))
            offset += len(source_line) + 1
            widest = max(widest, len(shown) if is_single(shown) else cells(shown))
        while len(shown_lines) > 1 and not shown_lines[-1][1].strip():
            shown_lines.pop()
        pad = _PAD if options.width >= 20 else 1
        self._panel = min(max(options.width, widest + 2 * pad), options.room)
        self._pad = pad
        self._room = room = max(6, self._panel - 2 * pad)
        for at, shown, source in shown_lines:
            for start, end in chop(shown, room, room - 2 - _indent(shown, room)):
                self._rows.append((at, start, end, shown, source))
        self._starts = [self._source(row[0], row[1], row[4]) for row in self._rows]
        self._label = block.language if not options.bars else ""
        self._edge = 0 if options.bars else 1
        self.height = len(self._rows) + 2 * self._edge
        self.wants_colour = bool(block.language) and len(text) <= LONGEST_COLOURED and not options.signs
        self._text = text
        self._lexing: Iterator[tuple[int, str]] | None = None
        self._lexed: list[tuple[int, str]] = []

    def line(self, row: int) -> list[Piece]:
        """The pieces of a row, padded to the panel's width."""
        row -= self._edge
        if not 0 <= row < len(self._rows):
            label = f"{self._label} " if row < 0 and cells(self._label) + 2 < self._panel else ""
            return [
                Piece(" " * (self._panel - cells(label)), ("code-block",)),
                Piece(label, ("code-block", "code-label")),
            ]
        at, start, end, shown, source = self._rows[row]
        bar = self._options.marks.code_bar if self._options.bars else ""
        pieces = [Piece(bar + " " * (self._pad - len(bar)), ("code-block", "code-wrap"))]
        if start:
            lead = self._options.marks.code_wrap + " " + " " * _indent(shown, self._room)
            pieces.append(Piece(lead, ("code-block", "code-wrap")))
        pieces += self._coloured(at, start, end, shown, source)
        used = sum(cells(piece.text) for piece in pieces)
        pieces.append(Piece(" " * max(0, self._panel - used), ("code-block",)))
        return pieces

    @property
    def is_ready(self) -> bool:
        """Whether `colour` can begin without what `prepare` does, which takes longer than a frame."""
        return not self._block.language or self._block.language in _lexers

    def prepare(self) -> None:
        """Load what knows the code's language; may be called in a thread."""
        _lexer(self._block.language)

    def colour(self, seconds: float = inf) -> bool:
        """Work for so long on the colours of the code, if Pygments knows its language; whether lines look new.

        While there is more to do, `wants_colour` stays true.
        """
        if not self.wants_colour:
            return False
        key = (self._block.language, self._text)
        if key not in _tokens:
            until = time.perf_counter() + seconds
            if self._lexing is None:
                self._lexing = _lex(self._text, self._block.language)
            for token in self._lexing:
                self._lexed.append(token)
                if time.perf_counter() >= until:
                    return False
            if len(_tokens) >= _TOKENS_KEPT:
                _tokens.clear()
            _tokens[key] = self._lexed
        self.wants_colour = False
        self._lexing, self._lexed = None, []
        return bool(_tokens[key])

    def offset_at(self, row: int) -> int:
        """Where the row begins in the block's text."""
        return self._starts[min(max(0, row - self._edge), len(self._rows) - 1)]

    def end_at(self, row: int) -> int:
        """Where the row ends in the block's text."""
        row = max(0, row - self._edge)
        return self._starts[row + 1] if row + 1 < len(self._starts) else len(self._block.text)

    def row_of(self, offset: int) -> int:
        """The row that shows this offset."""
        return max(0, bisect_right(self._starts, offset) - 1) + self._edge if offset else 0

    @staticmethod
    def _source(at: int, offset: int, source: list[int] | None) -> int:
        return at + (offset if source is None else source[offset])

    def _coloured(self, at: int, start: int, end: int, shown: str, source: list[int] | None) -> list[Piece]:
        """The text of a row, cut where its colour changes."""
        first, last = self._source(at, start, source), self._source(at, end, source)
        tokens = _tokens.get((self._block.language, self._text)) if self._block.language else None
        if not tokens:
            return self._plain(at, start, end, shown, source, ("code-block",))
        pieces: list[Piece] = []
        index = max(0, bisect_right(tokens, first, key=lambda token: token[0]) - 1)
        position = start
        while position < end and index < len(tokens):
            stop = tokens[index + 1][0] if index + 1 < len(tokens) else last
            until = position
            while until < end and self._source(at, until, source) < stop:
                until = min(end, until + 1) if source is not None else min(end, stop - at)
            if until > position:
                pieces += self._plain(at, position, until, shown, source, ("code-block", tokens[index][1]))
                position = until
            index += 1
        return pieces

    def _plain(
        self, at: int, start: int, end: int, shown: str, source: list[int] | None, roles: tuple[str, ...]
    ) -> list[Piece]:
        if source is None:
            return [Piece(shown[start:end], roles, at + start, at + end)] if start < end else []
        pieces: list[Piece] = []
        while start < end:  # a tab is a piece of its own: the characters beside it are those of the text, one by one
            stop = start + 1
            while stop < end and source[stop] == source[start]:
                stop += 1
            if stop == start + 1:
                while stop < end and source[stop] < source[stop + 1]:
                    stop += 1
            pieces.append(Piece(shown[start:stop], roles, at + source[start], at + source[stop - 1] + 1))
            start = stop
        return pieces


def _indent(line: str, room: int) -> int:
    """How far the rest of a line that was broken is indented: as the line itself, but never beyond a third."""
    return min(len(line) - len(line.lstrip(" ")), room // 3)


def clean_code(text: str) -> str:
    """The text without control characters but tabs and newlines, soft hyphens made plain; of the same length."""
    return "\t".join(clean(part) for part in text.split("\t")).replace(SOFT_HYPHEN, "-")


def _lexer(language: str) -> Lexer | None:
    """What knows a language; None if Pygments doesn't."""
    if language not in _lexers:
        from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
        from pygments.util import ClassNotFound  # type: ignore[import-untyped]

        try:
            _lexers[language] = get_lexer_by_name(language, stripnl=False, ensurenl=False)
        except ClassNotFound:
            _lexers[language] = None
    return _lexers[language]


def _lex(text: str, language: str) -> Iterator[tuple[int, str]]:
    """(offset, token type) wherever the type changes; nothing if the language is not known."""
    lexer = _lexer(language)
    if lexer is not None:
        for offset, token, _value in lexer.get_tokens_unprocessed(text):
            yield offset, str(token)
