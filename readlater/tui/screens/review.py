"""The review: highlights of the past, one at a time, with room around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from readlater.model import HIGHLIGHT_COLOURS, Marked
from readlater.tui.formatting import ago
from readlater.tui.screens.marked_screen import MarkedScreen
from readlater.tui.screens.scrolled import ScrolledLines
from readlater.tui.side_keys import Act
from readlater.tui.widgets.highlight_lines import COLOUR_ROLES, as_set, colour_of, one_line
from readlater.tui.widgets.lines import Line, Piece, wrap

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.tui.keymap import Keymap
    from readlater.tui.remembering import Remembering

_MEASURE = 66
"""Cells of a line: about as many as those of a book."""

_ABOVE = 0.38
"""How much of the room that is left lies above a highlight: a little above the middle it looks as if in the middle."""

_TOLD = (
    (Act.OPEN, "go there"),
    (Act.NOTE, "note"),
    (Act.COLOUR, "colour"),
    (Act.COPY, "copy"),
    (Act.SIMILAR, "similar"),
    (Act.DELETE, "delete"),
    (Act.CLOSE, "close"),
)
_NEXT = (Act.DOWN, Act.RIGHT, Act.PAGE_DOWN, Act.HALF_DOWN)
_PREVIOUS = (Act.UP, Act.LEFT, Act.PAGE_UP, Act.HALF_UP)


class ReviewLines(ScrolledLines):
    """One highlight in the middle of the screen, or a text in its place."""

    def __init__(self, config: Config) -> None:
        super().__init__(ascii=config.ascii)
        self._zone = config.zone
        self._marked: Marked | None = None
        self._text = ""

    def put(self, marked: Marked | None, text: str = "") -> None:
        """Shows a highlight, or the text."""
        self._marked, self._text = marked, text
        self.show(self.make(self.size.width))
        self.scroll_to(y=0, animate=False, immediate=True)

    def make(self, width: int) -> Sequence[Line]:
        """What is shown, with room around it."""
        measure = max(16, min(_MEASURE, width - 6))
        lines = self._highlight(measure) if self._marked is not None else self._told(measure)
        indent = Piece(" " * max(0, (width - measure - 2) // 2))
        above = max(1, int((self.size.height - len(lines)) * _ABOVE))
        return [*([()] * above), *([indent, *line] for line in lines)]

    def _told(self, measure: int) -> list[Line]:
        return [[Piece(f"  {line}", "dim")] for line in wrap(self._text, measure)]

    def _highlight(self, measure: int) -> list[Line]:
        marked = self._marked
        assert marked is not None
        highlight = marked.highlight
        bar = Piece("| " if self._ascii else "▎ ", COLOUR_ROLES.get(colour_of(marked), COLOUR_ROLES["yellow"]))
        lines: list[Line] = [[bar, Piece(line, "strong")] for line in wrap(as_set(highlight.quote), measure)]
        if highlight.note:
            lines += [(), *([Piece("  "), Piece(line, "note")] for line in wrap(highlight.note, measure))]
        lines.append(())
        title = one_line(marked.title or marked.url or "Untitled")
        lines += [[Piece(f"  {line}")] for line in wrap(title, measure)]
        from_whom = " · ".join(dict.fromkeys(one_line(fact) for fact in (marked.byline, marked.site) if fact))
        lines += [[Piece(f"  {line}", "dim")] for line in wrap(from_whom, measure) if line]
        colour = colour_of(marked)
        told = f"marked {ago(highlight.created, datetime.now(UTC), self._zone)}"
        if colour != HIGHLIGHT_COLOURS[0]:
            told += f" · {colour}"
        if highlight.seen is not None:
            told += f" · seen {ago(highlight.seen, datetime.now(UTC), self._zone)}"
        return [*lines, *([Piece(f"  {line}", "dim")] for line in wrap(told, measure))]


class ReviewScreen(MarkedScreen):
    """Highlights to be seen again. Who goes on from one has seen it; whoever leaves in the middle finds the rest."""

    AUTO_FOCUS = "ReviewLines"

    def __init__(self, remembering: Remembering, keymap: Keymap, config: Config, due: Sequence[Marked]) -> None:
        self._shown = ReviewLines(config)
        super().__init__(self._shown, remembering, keymap, config)
        self._all = due
        """All that this review began with: what is removed from it and brought back is shown again."""
        self._due = [*due]
        self._at = 0
        self._ended = False

    def on_mount(self) -> None:
        """Shows the first one."""
        self._show()

    @property
    def marked(self) -> Marked | None:
        """The highlight that is shown; None at the end."""
        return None if self._ended else self._due[self._at]

    def _show(self, said: str = "", role: str = "accent") -> None:
        pieces = [Piece(" Review", "strong")]
        if self._ended:
            self._shown.put(None, self._farewell())
        else:
            self._shown.put(self.marked)
            pieces.append(Piece(f"   {self._at + 1} of {len(self._due)}", "dim"))
        self.show_heading([*pieces, Piece(f"   {said}", role)] if said else pieces)
        self.tell_keys()

    def _farewell(self) -> str:
        more = self._keys.label(Act.DOWN, ascii=self._ascii)
        return f"That was all for today. {more} shows more."

    def tell_keys(self) -> None:
        """Says what the keys do."""
        if self._ended:
            self.show_keys([(Act.DOWN, "more"), (Act.CLOSE, "close")], "")
            return
        last = self._at == len(self._due) - 1
        told = [(Act.DOWN, "done" if last else "next"), *([(Act.UP, "previous")] if self._at else [])]
        self.show_keys([*told, *_TOLD], "")

    # --- told by the room

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Says what was done, or what went wrong."""
        self._show(text, "error" if wrong else "accent")

    def renew(self, text: str) -> None:
        """Shows the highlight as it now is; one that is gone is passed over, one that came back is shown."""
        before = {one.highlight.uuid for one in self._due}
        self._due = self._remembering.again(self._all)
        back = [at for at, one in enumerate(self._due) if one.highlight.uuid not in before]
        self._at = back[0] if back else max(0, min(self._at, len(self._due) - 1))
        self._ended = not back and (self._ended or not self._due)
        self._show(text)

    def load(self) -> None:
        """Nothing more is to be looked up."""

    def go_on(self, due: Sequence[Marked]) -> None:
        """Shows further ones."""
        if not due:
            self._shown.put(None, "There are no more: all highlights were seen today.")
            return
        self._all, self._due, self._at, self._ended = due, [*due], 0, False
        self._show()

    # --- keys

    def done(self, act: Act) -> bool:
        """What is this screen's own."""
        marked = self.marked
        if act is Act.CLOSE:
            self._close()
        elif act in (Act.UNDO, Act.REDO):
            self._remembering.undo(self, forward=act is Act.REDO)
        elif marked is None:
            if act in _NEXT:
                self._remembering.more(self)
            elif act in _PREVIOUS and self._due:
                self._ended = False
                self._show()
            elif act is Act.OPEN:
                self.dismiss(None)
            else:
                return False
        elif act in _NEXT:
            self._next(marked)
        elif act in _PREVIOUS:
            self._at = max(0, self._at - 1)
            self._show()
        else:
            if act in (Act.OPEN, Act.SIMILAR):
                self._remembering.see(marked)
            return self.do(act, marked)
        return True

    def _next(self, marked: Marked) -> None:
        self._remembering.see(marked)
        self._ended = self._at == len(self._due) - 1
        self._at += not self._ended
        self._show()

    def _close(self) -> None:
        """Closes; who reads the last one to its end has seen it."""
        marked = self.marked
        if marked is not None and self._at == len(self._due) - 1:
            self._remembering.see(marked)
        self.dismiss(None)
