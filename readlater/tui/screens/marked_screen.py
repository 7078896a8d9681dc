"""What the screens that show highlights have in common: their keys, the line in which something is typed, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult

from readlater.model import HIGHLIGHT_COLOURS
from readlater.tui.keymap import key_label
from readlater.tui.notes import field_of, note_of
from readlater.tui.screens.scrolled import ScrolledLines, ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.highlight_lines import colour_of
from readlater.tui.widgets.lines import LineWidget, Piece
from readlater.tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.model import Marked
    from readlater.tui.keymap import Keymap
    from readlater.tui.remembering import Remembering

NOTE = "note"
"""What the prompt is called in which a note is typed."""


class MarkedScreen(ScrolledScreen[None]):
    """A screen over highlights, of which one is the present one."""

    def __init__(self, lines: ScrolledLines, remembering: Remembering, keymap: Keymap, config: Config) -> None:
        keys = SideKeys(
            keymap,
            also={"article.delete": Act.DELETE, "list.similar": Act.SIMILAR, "screen.next-pane": Act.TURN},
            own={Act.NOTE: "nN", Act.COLOUR: "cC", Act.COPY: "yY", Act.DELETE: "dD", Act.SIMILAR: "M", Act.UNDO: "uU"},
            without=(Act.NEXT, Act.PREVIOUS, Act.OUTSIDE),
        )
        super().__init__(lines, (), (), keys, ascii=config.ascii)
        self._ascii = config.ascii
        self._remembering = remembering
        self.prompt = PromptBar(entered=self.entered, left=self.left, pass_on=self._pass_on, id="marked-prompt")
        """The line in which something is typed."""
        self._changing: Marked | None = None

    def compose(self) -> ComposeResult:
        """Head, lines, what is typed, and foot."""
        yield self._head
        yield self._lines
        yield self.prompt
        yield self._foot

    @property
    def marked(self) -> Marked | None:
        """The present highlight; None if there is none."""
        raise NotImplementedError

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Says what was done, or what went wrong."""
        raise NotImplementedError

    def tell_keys(self) -> None:
        """Says what the keys do."""
        raise NotImplementedError

    def renew(self, text: str) -> None:
        """Shows the highlights as they now are, and says what was done."""
        raise NotImplementedError

    def load(self) -> None:
        """Looks up anew which there are."""
        raise NotImplementedError

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """A digit is a colour; while something is typed, all keys are for that. The rest is the base class's."""
        if self.prompt.kind and self.prompt.field.has_focus:
            event.prevent_default()
        elif self._take_early(event) or self._take_digit(event.character or ""):
            event.stop()
            event.prevent_default()

    def _pass_on(self, event: events.Key) -> None:
        """A key that came to the field when nothing was typed any more: it was typed for the list."""
        if not self._take_digit(event.character or ""):
            super().on_key(event)

    def _take_early(self, event: events.Key) -> bool:
        """Takes a key that was typed for the prompt before that had the keys; whether it was one for it."""
        if not self.prompt.kind:
            return False
        if event.key == "enter":
            self.entered(self.prompt.field.value)
        elif event.key in ("escape", "ctrl+g"):
            self.left()
        elif event.key == "backspace":
            self.prompt.field.action_delete_left()
        elif event.is_printable and event.character:
            self.prompt.type_ahead(event.character)
        return event.key != "ctrl+q"

    def _take_digit(self, digit: str) -> bool:
        if not (digit.isdecimal() and digit.isascii() and 1 <= int(digit) <= len(HIGHLIGHT_COLOURS)):
            return False
        self.colour(HIGHLIGHT_COLOURS[int(digit) - 1])
        return True

    def do(self, act: Act, marked: Marked) -> bool:
        """What can be done to the present highlight; whether it was that."""
        if act is Act.NOTE:
            if self._remembering.refuses(self):
                return True
            self._changing = marked
            value = field_of(marked.highlight.note)
            self.prompt.ask(NOTE, NOTE, value, placeholder="what you think of it; empty: no note")
            self.tell_typing("leave")
        elif act is Act.COLOUR:
            colour = colour_of(marked)
            at = HIGHLIGHT_COLOURS.index(colour) if colour in HIGHLIGHT_COLOURS else -1
            self.colour(HIGHLIGHT_COLOURS[(at + 1) % len(HIGHLIGHT_COLOURS)])
        elif act is Act.DELETE:
            self._remembering.remove(self, marked)
        elif act is Act.COPY:
            self._remembering.copy(self, marked)
        elif act in (Act.OPEN, Act.SIMILAR):
            self.dismiss(None)
            (self._remembering.open if act is Act.OPEN else self._remembering.similar)(marked)
        else:
            return False
        return True

    def colour(self, colour: str) -> None:
        """Gives the present highlight a colour."""
        if (marked := self.marked) is not None:
            self._remembering.change(self, marked, colour=colour)

    # --- what is typed

    def entered(self, text: str) -> None:
        """A note was typed."""
        marked, self._changing = self._changing, None
        self.end_prompt()
        if marked is not None:
            self._remembering.change(self, marked, note=note_of(text))

    def left(self) -> None:
        """Nothing is typed any more."""
        self.end_prompt()

    def tell_typing(self, leave: str) -> None:
        """Says what ends the typing; ``leave``: what Escape does."""
        pieces: list[Piece] = [Piece(" ")]
        for act, key, does in ((Act.OPEN, "enter", "accept"), (Act.CLOSE, "escape", leave)):
            pieces += [Piece(f"{key_label(key, ascii=self._ascii)} ", "key", act), Piece(f"{does}   ", "dim", act)]
        self._foot.show(pieces)

    @on(LineWidget.Clicked)
    def _told_clicked(self, message: LineWidget.Clicked) -> None:
        """A click on a key of the foot while something is typed, or on what a query may become."""
        kind, _, number = message.target.partition(":")
        if not self.prompt.kind:
            return
        message.stop()
        message.prevent_default()
        if kind == "take":
            self.prompt.take(int(number))
        elif message.target == Act.OPEN:
            self.entered(self.prompt.field.value)
        else:
            self.left()

    def end_prompt(self) -> None:
        """Gives the keys back."""
        self.prompt.close()
        self._lines.focus()
        self.tell_keys()
