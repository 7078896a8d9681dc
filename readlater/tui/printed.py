"""What a command printed, as lines: decoded as it comes, without what a terminal would obey, broken to a width."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder

from readlater.language.safe import safe_text
from readlater.tui.plain import clean
from readlater.tui.wrap import wrap

_TAB = 8
_OVERSTRUCK = re.compile(r"[^\n]\x08")
"""How manual pages are made bold and underlined for printers."""

_LONGEST = 1 << 16
"""Characters without a line end from which a line is broken, so that it is shown before it ends."""

_PIECE = 1 << 14


class Printed:
    """Text that grows, and its lines at a width. Not to be used by two threads at once."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._texts: list[str] = []
        self._width = 0
        self.lines: list[str] = []
        """The lines, wrapped; only ever appended to, and replaced by `wrap`."""

    @property
    def count(self) -> int:
        """How many lines were printed, however they are broken."""
        return len(self._texts)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self._texts) + "\n" * bool(self._texts)

    def add(self, data: bytes, *, last: bool = False) -> None:
        """Adds what was printed; ``last``: nothing will follow."""
        # In pieces: a regular expression lets no other thread run, and this one need not hold up the screen.
        for at in range(0, len(data), _PIECE):
            self._add(data[at : at + _PIECE], last=False)
        if last:
            self._add(b"", last=True)

    def _add(self, data: bytes, *, last: bool) -> None:
        text = self._rest + self._decode(data, last)
        whole, end, self._rest = text.rpartition("\n")
        if (last or len(self._rest) > _LONGEST) and self._rest:
            whole, end, self._rest = whole + end + self._rest, "\n", ""
        if end:
            for line in _cleaned(whole):
                self._texts.append(line)
                if self._width:
                    self.lines += _wrapped(line, self._width)

    def wrap(self, width: int) -> None:
        """Breaks all of it to a width."""
        self._width = width
        self.lines = [part for line in self._texts for part in _wrapped(line, width)]


def _cleaned(text: str) -> list[str]:
    """Lines as they are at last: without what was overprinted, and without control sequences."""
    if "\x08" in text:
        text = _OVERSTRUCK.sub("", text)
    if "\r" in text:
        text = "\n".join(_last_print(line) for line in text.split("\n"))
    return [clean(line.expandtabs(_TAB)) for line in safe_text(text).split("\n")]


def _last_print(line: str) -> str:
    """A line that was printed several times, each over the one before, as progress is: the last."""
    return line.rstrip("\r").rpartition("\r")[2]


def _wrapped(line: str, width: int) -> list[str]:
    return [line[start:end] for start, end in wrap(line, width)] if len(line) > width // 2 else [line]
