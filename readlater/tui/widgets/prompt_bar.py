"""The line at the foot of the screen in which something is typed: a search, tags, a title, a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from readlater.model import Completion
from readlater.tui.widgets.lines import Line, LineWidget, Piece, fit

Complete = Callable[[str], Sequence[str | Completion]]
"""Gives for what was typed the texts that it may become, the likeliest first."""


_MOST_OFFERS = 12


class _Side(LineWidget):
    """A text beside the field, which takes the width it needs."""

    def __init__(self, role: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._role = self._shown = role
        self._text = ""

    def show(self, text: str, role: str = "") -> None:
        """Shows the text; ``role`` replaces the usual one."""
        wider = cell_len(text) != cell_len(self._text)
        self._text = text
        self._shown = role or self._role
        self.refresh(layout=wider)

    def get_content_width(self, container: object, viewport: object) -> int:
        """As wide as the text."""
        return cell_len(self._text)

    def lines(self, width: int) -> list[Line]:
        """The text."""
        return [[Piece(fit(self._text, width), self._shown)]]


class _Field(Input):
    """The field. What its prompt does with a key is done at once, before the key that was typed after it comes.

    Textual tells of an entered text by a message, and gives the keys to another widget by one more: what is pasted or
    typed in one burst with Enter in it would all be taken by the field.
    """

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paints the field: Textual lays out the screen at every letter, but its width does not hang on its text."""
        return super().refresh(*regions, repaint=repaint, layout=False, recompose=recompose)

    async def _on_key(self, event: events.Key) -> None:
        prompt = self.parent
        assert isinstance(prompt, PromptBar)
        if prompt.take_key(event):
            event.stop()
            event.prevent_default()
        elif not prompt.kind:
            event.prevent_default()
            event.stop()
            prompt.pass_on(event)
        else:
            await super()._on_key(event)


class PromptBar(Horizontal):
    """A label, a field, and a note beside it; hidden until `ask`."""

    DEFAULT_CSS = """
    PromptBar {
        height: 1;
        display: none;
        background: $panel;
        & > _Side { height: 1; width: auto; max-width: 40%; padding: 0 1; }
        & > #prompt-note { max-width: 60%; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & > Input:focus { border: none; background-tint: transparent 0%; }
    }
    """

    class Typed(Message):
        """The text changed."""

        def __init__(self, kind: str, value: str) -> None:
            super().__init__()
            self.kind = kind
            self.value = value

    class Offered(Message):
        """What the text may become has changed, or which of it was taken."""

    class Moved(Message):
        """An arrow key was pressed: what the prompt filters should move by ``lines``."""

        def __init__(self, kind: str, lines: int) -> None:
            super().__init__()
            self.kind = kind
            self.lines = lines

    def __init__(
        self,
        *,
        entered: Callable[[str], object],
        left: Callable[[], object],
        pass_on: Callable[[events.Key], object],
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``entered`` gets the text at Enter, ``left`` is called when the prompt is given up.

        ``pass_on`` gets the keys that come to the field after that: they were typed for what has the keys then.
        """
        super().__init__(id=id)
        self._entered, self._left, self.pass_on = entered, left, pass_on
        self._kind = ""
        self._complete: Complete | None = None
        self._offers: Sequence[Completion] = ()
        self._taken = -1
        self._typed = ""
        self._quiet = ""
        self._ahead = 0

    def compose(self) -> ComposeResult:
        """Label, field, note."""
        yield _Side("key", id="prompt-label")
        yield _Field(id="prompt-field", compact=True, select_on_focus=False)
        yield _Side("dim", id="prompt-note")

    @property
    def field(self) -> Input:
        """The field."""
        return self.query_one(Input)

    @property
    def kind(self) -> str:
        """What is asked for; empty while the prompt is hidden."""
        return self._kind

    @property
    def offers(self) -> Sequence[Completion]:
        """What the text may become."""
        return self._offers

    @property
    def taken(self) -> int:
        """Which of the offers stands in the field now; -1: none."""
        return self._taken

    @property
    def is_cycling(self) -> bool:
        """Whether the field holds an offer that the next Tab replaces by the next one."""
        return self._taken >= 0

    def ask(
        self, kind: str, label: str, value: str = "", *, complete: Complete | None = None, placeholder: str = ""
    ) -> None:
        """Opens the prompt. ``kind`` comes back in its messages; Tab takes what ``complete`` proposes, or `offer`."""
        self._kind = kind
        self._complete = complete
        self._offers, self._taken = (), -1
        self._quiet = value
        self._ahead = len(value)
        self.query_one("#prompt-label", _Side).show(label)
        field = self.field
        field.cursor_blink = False
        field.placeholder = placeholder
        field.value = value
        field.cursor_position = len(value)
        self.display = True
        self.note("")
        self._propose(value)
        field.focus()

    def type_ahead(self, text: str) -> None:
        """Takes what was typed before the field had the keys: it stands before what the field got meanwhile."""
        field, at = self.field, self._ahead
        cursor = field.cursor_position + len(text)
        field.value = field.value[:at] + text + field.value[at:]
        field.cursor_position = cursor
        self._ahead += len(text)

    def renew(self) -> None:
        """Asks anew what the text may become: more is known now."""
        if self._kind and not self.is_cycling:
            self._propose(self.field.value)

    def close(self) -> None:
        """Hides the prompt."""
        self._kind = ""
        self._complete = None
        self.display = False

    def note(self, text: str, *, wrong: bool = False) -> None:
        """Shows a note beside the field."""
        self.query_one("#prompt-note", _Side).show(text, "error" if wrong else "")

    def column(self, position: int) -> int:
        """The cell of the line, from 0, in which the character at ``position`` of the field's text is shown."""
        field = self.field
        return field.region.x - self.region.x + cell_len(field.value[:position]) - int(field.scroll_offset.x)

    def offer(self, offers: Sequence[Completion]) -> None:
        """Offers what the text, as it now is, may become: Tab takes one after the other, → at the end the first."""
        self._typed = self.field.value
        self._offers = [one for one in offers if _completed(self._typed, one) != self._typed]
        self._taken = -1
        self.post_message(self.Offered())

    def take(self, number: int) -> None:
        """Puts an offer into the field."""
        if not 0 <= number < len(self._offers):
            return
        one = self._offers[number]
        self._taken = number if len(self._offers) > 1 and not one.text.endswith((":", "/")) else -1
        field = self.field
        field.value = _completed(self._typed, one)
        field.cursor_position = one.start + len(one.text)
        self.post_message(self.Offered())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes on what was typed."""
        event.stop()
        if not self._kind or event.value == self._quiet:
            return
        self._quiet = "\x00"
        if self.is_cycling and event.value != _completed(self._typed, self._offers[self._taken]):
            self._taken = -1
        if not self.is_cycling:
            self._propose(event.value)
        self.post_message(self.Typed(self._kind, event.value))

    def take_key(self, event: events.Key) -> bool:
        """Escape gives up, Enter is the end, Tab completes, arrows move what is filtered; the rest is the field's."""
        if not self._kind:
            return False
        if event.key == "enter":
            self._entered(self.field.value)
        elif event.key in ("escape", "ctrl+g"):
            self._left()
        elif event.key in ("tab", "shift+tab"):
            if self._offers:
                step = 1 if event.key == "tab" else -1
                first = 0 if step > 0 else len(self._offers) - 1
                self.take((self._taken + step) % len(self._offers) if self.is_cycling else first)
        elif event.key == "right" and self._offers and self._at_end and not self.is_cycling:
            self.take(0)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            lines = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key]
            self.post_message(self.Moved(self._kind, lines))
        elif event.key == "backspace" and not self.field.value:
            self._left()
        else:
            return False
        return True

    @property
    def _at_end(self) -> bool:
        field = self.field
        return bool(field.value) and field.cursor_position == len(field.value)

    def _propose(self, value: str) -> None:
        if self._complete is not None:
            offers = self._complete(value)[:_MOST_OFFERS]
            self.offer([Completion(one, 0, len(value)) if isinstance(one, str) else one for one in offers])


def _completed(text: str, one: Completion) -> str:
    """A text with an offer taken."""
    return text[: one.start] + one.text + text[one.end :]
