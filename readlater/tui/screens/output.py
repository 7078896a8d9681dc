"""What a command prints, on a screen of its own, to be scrolled while the command still runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.exchange.piping import Piped
from readlater.tui.background import Background
from readlater.tui.formatting import number, plural
from readlater.tui.printed import Printed
from readlater.tui.screens.scrolled import Keys, ScrolledLines, ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Line, Piece

if TYPE_CHECKING:
    from readlater.tui.keymap import Keymap

_PAUSE = 0.05
"""Seconds between two looks at what was printed: a screen need not be faster."""


class _OutputLines(ScrolledLines):
    """The lines; they are wrapped on a thread, a megabyte takes a while."""

    def __init__(self, wrap: Callable[[int], object], *, ascii: bool = False) -> None:  # noqa: A002
        super().__init__(ascii=ascii)
        self._wrap = wrap

    def make(self, width: int) -> Sequence[Line] | None:
        """They come later."""
        self._wrap(width - 2)
        return None


class _Lines(Sequence[Line]):
    """Lines of text as lines of pieces, made when they are looked at."""

    def __init__(self, texts: list[str], count: int) -> None:
        self._texts = texts
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Line:  # type: ignore[override]
        return (Piece(" " + self._texts[index]),)


class OutputScreen(ScrolledScreen[None]):
    """Shows what a command prints. The key that closes stops it first, while it runs; ``y`` copies what it printed."""

    def __init__(
        self,
        piped: Piped,
        background: Background,
        copy: Callable[[str], object],
        keymap: Keymap,
        *,
        ascii: bool = False,  # noqa: A002
    ) -> None:
        keys = SideKeys(keymap, own={Act.COPY: "yYc"})
        super().__init__(_OutputLines(self._resized, ascii=ascii), (), (), keys, ascii=ascii)
        self._piped = piped
        self._background = background
        self._copy = copy
        self._ascii = ascii
        self._printed = Printed()
        self._width = self._wrapped = 0
        self._taken = 0
        self._whole = self._listening = False
        self._changed = asyncio.Event()

    def on_mount(self) -> None:
        """Begins to listen."""
        self._tell()
        self._listen()

    def _listen(self) -> None:
        self._listening = True
        self.run_worker(self._follow(), group="output")

    def changed(self) -> None:
        """The command has printed something, or has ended."""
        self._changed.set()

    def _resized(self, width: int) -> None:
        self._width = width
        self._changed.set()
        if self.is_mounted and not self._listening:
            self._listen()

    async def _follow(self) -> None:
        """Takes what is printed until the command has ended, and wraps it anew when the width changes."""
        while True:
            ended = self._piped.ended
            data, self._taken = self._piped.taken(self._taken)
            wider, self._wrapped = self._wrapped != self._width, self._width
            last, self._whole = ended and not self._whole, ended
            if data or wider or last:
                width = self._wrapped if wider else 0
                await self._background.apart(partial(self._add, data, width, last=last))
                if not self.is_attached:
                    return
                self._lines.show(_Lines(self._printed.lines, len(self._printed.lines)))
            self._tell()
            if not ended and not self._piped.ended:
                await self._changed.wait()
                self._changed.clear()
                await asyncio.sleep(_PAUSE)
            elif ended and self._wrapped == self._width:
                self._listening = False
                return

    def _add(self, data: bytes, width: int, *, last: bool) -> None:
        self._printed.add(data, last=last)
        if width:
            self._printed.wrap(width)

    def _tell(self) -> None:
        piped = self._piped
        heading = [Piece(f" {piped.command}", "strong"), Piece(f"   {self._state()}", _role(piped))]
        self.show_heading(heading)
        keys: Keys = [(Act.CLOSE, "stop it")] if not piped.ended else [(Act.CLOSE, "close"), (Act.COPY, "copy")]
        self.show_keys(keys)

    def _state(self) -> str:
        piped = self._piped
        facts: list[str] = []
        if not piped.ended:
            facts.append("stopping" if piped.stopped else "running")
        elif piped.stopped:
            facts.append("stopped")
        elif piped.code:
            facts.append(ending(piped))
        if piped.printed or not piped.ended:
            facts.append(plural(self._printed.count, "line"))
        else:
            facts.append("it printed nothing")
        if piped.left_out:
            facts.append(f"{number(piped.left_out)} bytes more are not shown")
        return (" - " if self._ascii else " · ").join(facts)

    def done(self, act: Act) -> bool:
        """Stops, closes, copies."""
        if act is Act.CLOSE:
            if self._piped.ended or self._piped.stopped:
                self.dismiss(None)
            else:
                self._piped.stop()
            self._tell()
        elif act is Act.COPY and self._piped.ended:
            self._copy(self._printed.text)
            self.dismiss(None)
        else:
            return False
        return True


def ending(piped: Piped) -> str:
    """How a command ended that failed: ``exit code 2: what it said``."""
    code = piped.code or 0
    how = f"exit code {code}" if code > 0 else "it was killed"
    return f"{how}: {piped.said}" if piped.said else how


def _role(piped: Piped) -> str:
    return "error" if piped.ended and piped.code and not piped.stopped else "dim"
