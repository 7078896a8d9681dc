"""What an empty library shows: what this is, and the first things to do."""

from __future__ import annotations

from rich.cells import cell_len

from readlater.tui.widgets.lines import Line, LineWidget, Piece, line_width, wrap


class Welcome(LineWidget):
    """A few centred lines; the keys in them can be clicked."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; display: none; }
    """

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._keys: dict[str, str] = {}

    def show_keys(self, keys: dict[str, str]) -> None:
        """Sets how the keys of the commands that it names are written (command id → key)."""
        self._keys = keys
        self.refresh()

    def lines(self, width: int) -> list[Line]:
        """The text, centred in the widget."""
        column = max(10, min(58, width - 4))
        block: list[Line] = [[Piece("Your library is empty.", "current")], []]
        text = (
            "Every page you mean to read later can live here: it is kept whole, found by any of its words, "
            "and read without the web, in this terminal."
        )
        block += [[Piece(line)] for line in wrap(text, column)]
        block.append([])
        indent = max((cell_len(key) for key in self._keys.values()), default=0) + 4
        for command, does in (
            ("app.samples", "try it with the sample pages"),
            ("app.add", "add a page by its address"),
            ("app.import", "import saved files or folders"),
            ("app.help", "all keys"),
            ("app.quit", "quit"),
        ):
            key = self._keys.get(command, "")
            for number, line in enumerate(wrap(does, max(4, column - indent))):
                gap = " " * (indent - 2 - (0 if number else cell_len(key)))
                head = Piece(f"  {'' if number else key}{gap}", "key", command)
                block.append([head, Piece(line, "", command)])
        block.append([])
        hint = (
            "To save a page: paste its address here, or save it in the browser (as a whole, or with an extension such "
            "as SingleFile) and import the file. A text that was copied can be imported, too."
        )
        block += [[Piece(line, "dim")] for line in wrap(hint, column)]
        height = self.size.height
        if len(block) > height:  # a small window: what can be done matters most
            block = [line for line in block if line]
            block = block[: max(0, height)] if height >= 10 else [line for line in block if any(p.target for p in line)]
        left = max(0, (width - max((line_width(line) for line in block), default=0)) // 2)
        above = max(0, (height - len(block)) // 2 - (1 if height > 20 else 0))
        return [*([()] * above), *([Piece(" " * left), *line] for line in block)]
