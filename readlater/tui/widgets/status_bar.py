"""The last line of the screen: where the reader is, what happened, and which keys help here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from readlater.tui.widgets.lines import Line, LineWidget, Piece, fit, line_width

MESSAGE_SECONDS = 6.0
"""How long a message stays, unless the next one comes first."""


class StatusBar(LineWidget):
    """``37 % · 3 min left                 ⏎ read  / search  ? all keys``; a message takes the position's place."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._position = ""
        self._message = ""
        self._role = ""
        self._hints: tuple[tuple[str, str, str], ...] = ()
        self._serial = 0

    @property
    def message(self) -> str:
        """The message that is shown, or empty."""
        return self._message

    def show_position(self, text: str) -> None:
        """Shows where the reader is."""
        if text != self._position:
            self._position = text
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
        self._message = " ".join(text.split())
        self._role = role
        self._serial += 1
        self.refresh()
        if text and not keep:
            serial = self._serial
            self.set_timer(MESSAGE_SECONDS, lambda: self.clear() if serial == self._serial else None)

    def lines(self, width: int) -> list[Line]:
        """One line: message or position on the left, hints on the right."""
        if self._message:
            text = fit(self._message, width - 2, "..." if self._ascii else "…")
            left = [Piece(f" {text} ", self._role)]
        else:
            left = [Piece(f" {fit(self._position, width - 2)} ")]
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
