"""The panel that says which keys may follow the one that was pressed, or which letters are marks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size

from readlater.tui.keymap import key_label
from readlater.tui.widgets.lines import Line, LineWidget, Piece, fit

_PART_OF_SCREEN = 3
"""The panel takes at most this part of the rows."""

_WIDEST = 44
_GAP = 2


class WhichKey(LineWidget):
    """A title and the keys, column by column, each with what it does; a click presses it."""

    DEFAULT_CSS = """
    WhichKey { height: auto; background: $panel; }
    """

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._title = ""
        self._keys: Sequence[tuple[str, str]] = ()

    def show(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        """Shows the keys: (key, what it does)."""
        self._title, self._keys = title, keys
        self.display = True
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The title and as many rows as the keys need, if there is room for them."""
        most = self._most(viewport.height)
        return 1 + min(self._layout(width, most)[1], most)

    @staticmethod
    def _most(height: int) -> int:
        """Rows that the keys may take on a screen so high."""
        return max(1, height // _PART_OF_SCREEN - 1)

    def _layout(self, width: int, most: int) -> tuple[int, int, int, int]:
        """Columns, rows, and the cells of a key and of what it does.

        As many columns as fit; of long texts, such as titles, only as many as are needed, so that more can be read.
        """
        if not self._keys:
            return 1, 0, 0, 0
        count = len(self._keys)
        key = max(cell_len(key_label(key, ascii=self._ascii)) for key, _ in self._keys)
        longest = max(cell_len(does) for _, does in self._keys)
        beside = key + 2 + _GAP
        columns = max(1, min(width // (min(longest, _WIDEST) + beside), count))
        if longest > _WIDEST:
            columns = min(columns, -(-count // most))
        return columns, -(-count // columns), key, max(4, min(longest, width // columns - beside))

    def lines(self, width: int) -> list[Line]:
        """The title, then the keys; what there is no room for is counted in the title."""
        most = self._most(self.app.size.height)
        columns, rows, key_width, does_width = self._layout(width, most)
        shown = self._keys
        more = ""
        if rows > most:
            rows = most
            shown = self._keys[: rows * columns]
            more = f" {len(self._keys) - len(shown)} more"
        ellipsis = "..." if self._ascii else "…"
        leave = " esc leaves "
        title = fit(f" {self._title}", width - len(leave) - len(more), ellipsis)
        gap = " " * max(0, width - cell_len(title) - len(more) - len(leave))
        lines: list[Line] = [
            [Piece(title, "current"), Piece(more, "dim"), Piece(gap), Piece(leave, "dim", "press:escape")]
        ]
        for row in range(rows):
            line: list[Piece] = []
            for key, does in shown[row::rows]:
                label = key_label(key, ascii=self._ascii)
                text = fit(does, does_width, ellipsis)
                pad = " " * (does_width - cell_len(text) + _GAP)
                line += [
                    Piece(" " + " " * (key_width - cell_len(label))),
                    Piece(f"{label} ", "key", f"press:{key}"),
                    Piece(text + pad, "", f"press:{key}"),
                ]
            lines.append(line)
        return lines
