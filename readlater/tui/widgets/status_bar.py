"""The last line of the screen: where the reader is, what happened, and which keys help here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from readlater.tui.plain import clean
from readlater.tui.widgets.lines import Line, LineWidget, Piece, fit, line_width

MESSAGE_SECONDS = 6.0
"""How long a message stays, unless the next one comes first."""

_LEAST_FOR_HINTS, _LEAST_WHERE_NARROW = 36, 14
_NARROW = 100
_LEAST_FOR_PASSAGE = 24
_MOST_FOR_PASSAGE = 110
"""Cells: what a passage leaves for the hints (in a window below `_NARROW` for the first of them only), below which
there is none, and above which it is hard to read."""


class StatusBar(LineWidget):
    """``37 % · 3 min left                 ⏎ read  / search  ? all keys``; a message takes the position's place."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._position = ""
        self._work: dict[object, str] = {}
        self._message = ""
        self._role = ""
        self._hints: tuple[tuple[str, str, str], ...] = ()
        self._serial = 0
        self._line: Line = ()
        self._passage: tuple[str, Sequence[tuple[int, int]]] = ("", ())
        self._tells_passage = True

    @property
    def message(self) -> str:
        """The message that is shown, or empty."""
        return self._message

    def show_position(self, text: str, *, passage: bool = True) -> None:
        """Shows where the reader is; ``passage``: whether the one of `show_passage` has to do with that."""
        if (text, passage) != (self._position, self._tells_passage):
            self._position, self._tells_passage = text, passage
            self.refresh()

    def show_work(self, text: str, job: object = "") -> None:
        """Shows what goes on in the background, beside the position; it gives way to messages.

        Of several jobs at once the one is shown that began first; a job ends with an empty text.
        """
        if text != self._work.get(job, ""):
            if text:
                self._work[job] = text
            else:
                del self._work[job]
            self.refresh()

    def show_line(self, line: Line) -> None:
        """Shows a line in the place of everything else; none: everything else again."""
        if line or self._line:
            self._line = line
            self.refresh()

    def show_passage(self, text: str, marks: Sequence[tuple[int, int]]) -> None:
        """Shows a passage beside the position, its ``marks`` (start, end) brighter; none for no text."""
        if (text, marks) != self._passage:
            self._passage = (text, marks)
            self.refresh()

    def show_hints(self, hints: Sequence[tuple[str, str, str]]) -> None:
        """Shows keys: (key, what it does, command id), the most useful first; as many as fit."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def tell(self, text: str, *, keep: bool = False) -> None:
        """Shows a message; ``keep`` until something else is told."""
        self._say(text, "accent", keep)

    def warn(self, text: str) -> None:
        """Shows what went wrong."""
        self._say(text, "error", False)

    def clear(self) -> None:
        """Takes the message away."""
        if self._message:
            self._say("", "", True)

    def _say(self, text: str, role: str, keep: bool) -> None:
        text = " ".join(text.split())
        if self._ascii:
            text = text.replace(" → ", " -> ")
            text = f"{text[:-1]}..." if text.endswith("…") else text
        self._message = text
        self._role = role
        self._serial += 1
        self.refresh()
        if text and not keep:
            serial = self._serial
            self.set_timer(MESSAGE_SECONDS, lambda: self.clear() if serial == self._serial else None)

    def lines(self, width: int) -> list[Line]:
        """One line: message or position on the left, hints on the right."""
        if self._line:
            return [self._line]
        ellipsis = "..." if self._ascii else "…"
        if self._message:
            left = [Piece(f" {fit(self._message, width - 2, ellipsis)} ", self._role)]
        else:
            left = [Piece(f" {fit(self._position, width - 2, ellipsis)} ")]
            if self._work:
                work = next(iter(self._work.values()))
                left.append(Piece(fit(f" {work} ", width - line_width(left), ellipsis), "accent"))
            elif self._passage[0] and self._tells_passage:
                hints = _LEAST_FOR_HINTS if width >= _NARROW else _LEAST_WHERE_NARROW
                room = min(width - line_width(left) - hints, _MOST_FOR_PASSAGE)
                left += passage_pieces(*self._passage, room, ellipsis)
        room = width - line_width(left)
        right: list[Piece] = []
        used = 0
        for key, does, command in self._fitting(room):
            right += [Piece(key, "key", command), Piece(f" {does}   ", "dim", command)]
            used += cell_len(key) + cell_len(does) + 4
        if right:
            right[-1] = Piece(right[-1].text[:-2], "dim", right[-1].target)
            used -= 2
        return [[*left, Piece(" " * max(0, room - used)), *right]]

    def _fitting(self, room: int) -> list[tuple[str, str, str]]:
        """The hints that fit: the last one (help) before all others, then as many as there is room for, in order."""
        fitting: list[tuple[str, str, str]] = []
        room += 2
        for hint in [*self._hints[-1:], *self._hints[:-1]]:
            width = cell_len(hint[0]) + cell_len(hint[1]) + 4
            if width <= room:
                room -= width
                fitting.append(hint)
        return [*fitting[1:], *fitting[:1]] if self._hints[-1:] == tuple(fitting[:1]) else fitting


def passage_pieces(text: str, marks: Sequence[tuple[int, int]], width: int, ellipsis: str) -> list[Piece]:
    """A passage in at most ``width`` cells, from a little before its first mark on; none if that is too little."""
    if width < _LEAST_FOR_PASSAGE:
        return []
    text = clean(text)
    start = 0
    if marks and cell_len(text[: marks[0][1]]) > width // 2:
        start = text.rfind(" ", 0, max(0, marks[0][0] - width // 4)) + 1
    pieces = [Piece(" " + (ellipsis if start else ""), "dim")]
    room = width - line_width(pieces) - 1
    at = start
    for first, last in (*marks, (len(text), len(text))):
        if last <= at:
            continue
        for part, role in ((text[at : max(at, first)], "dim"), (text[max(at, first) : last], "strong")):
            shown = fit(part, room, ellipsis)
            pieces.append(Piece(shown, role))
            room -= cell_len(shown)
            if shown != part or room <= 0:
                return [*pieces, Piece(" ")]
        at = last
    return [*pieces, Piece(" ")]
