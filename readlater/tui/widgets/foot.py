"""The foot of the screen: the status line and, in its place or above it, what asks the reader for something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical

from readlater.model.values import dataclass
from readlater.tui.keymap import key_label
from readlater.tui.widgets.lines import Piece, fit, line_width
from readlater.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from readlater.model import Completion
    from readlater.tui.widgets.choice_bar import Choice, ChoiceBar
    from readlater.tui.widgets.lines import Line
    from readlater.tui.widgets.prompt_bar import Complete, PromptBar


_ROOM_FOR_HELP = 60
_BEFORE_TAKEN = 3
"""Offers that stay in sight before the one that was taken."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """What becomes of what is being typed."""

    entered: Callable[[str], object]
    typed: Callable[[str], object] | None = None
    left: Callable[[], object] | None = None
    moved: Callable[[int], object] | None = None
    offers: bool = False


@dataclass(frozen=True, slots=True)
class _Choosing:
    """What becomes of what is being chosen."""

    chosen: Callable[[str], object]
    pointed: Callable[[str], object] | None = None
    left: Callable[[], object] | None = None


def offer_line(offers: Sequence[Completion], taken: int, width: int) -> Line:
    """What a text may become, on one line: ``war 12  water 3``, and on the right what the first one is."""
    line: list[Piece] = []
    named = offers[max(0, taken)].help if offers else ""
    about = f" {named} " if named and width >= _ROOM_FOR_HELP else ""
    room = width - cell_len(about)
    start = max(0, taken - _BEFORE_TAKEN)
    for number, one in enumerate(offers[start:], start):
        text = _last_part(one.text)
        count = "" if one.count is None else f" {one.count:,}"
        if line_width(line) + cell_len(text) + cell_len(count) + 2 > room:
            break
        role = "current" if number == taken else ""
        target = f"take:{number}"
        line += [Piece(f" {text}", role, target), Piece(f"{count} ", "dim", target)]
    if line and about:
        line.append(Piece(" " * (room - line_width(line))))
        line.append(Piece(about, "dim"))
    return line


def _last_part(text: str) -> str:
    """A name of several that are parted by commas, or of a path: the one that is being completed."""
    return text.rsplit(",", 1)[-1].strip() or text


def caret_line(text: str, column: int, width: int, ellipsis: str = "…") -> Line:
    """``^ what is wrong`` with the caret in a column, the words before it where there is more room."""
    column = max(0, min(column, width - 1))
    if column + 2 + cell_len(text) <= width or column < width // 2:
        return [Piece(" " * column), Piece("^ ", "key"), Piece(fit(text, width - column - 2, ellipsis), "error")]
    shown = fit(text, column - 1, ellipsis)
    return [Piece(" " * (column - 1 - cell_len(shown))), Piece(shown, "error"), Piece(" ^", "key")]


class Foot(Vertical):
    """Status line, prompt and choices; at most one of the two latter is open."""

    DEFAULT_CSS = """
    Foot { height: auto; }
    """

    def __init__(self, closed: Callable[[], object], *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        """``closed`` is called when prompt or choices were closed, to give the keys back."""
        super().__init__(id=id)
        self.status = StatusBar(ascii=ascii, id="status")
        self._ascii = ascii
        self._bars: tuple[ChoiceBar, PromptBar] | None = None
        self._give_back = closed
        self._enter = key_label("enter", ascii=ascii)
        self._asking: _Asking | None = None
        self._choosing: _Choosing | None = None
        self._early = ""

    def compose(self) -> ComposeResult:
        """The status line; choices and prompt come above it with `complete`."""
        yield self.status

    async def complete(self) -> tuple[ChoiceBar, PromptBar]:
        """Adds what the first paint does not need: choices over prompt over status line."""
        if self._bars is None:
            from readlater.tui.widgets.choice_bar import ChoiceBar
            from readlater.tui.widgets.prompt_bar import PromptBar

            bars = ChoiceBar(ascii=self._ascii, id="choices"), PromptBar(id="prompt")
            await self.mount_all(bars, before=self.status)
            self._bars = bars
        return self._bars

    def _when_complete(self, work: Callable[[], object]) -> None:
        """Does what needs the bars: now, or in the moment in which they are there."""
        if self._bars is not None:
            work()
            return

        async def later() -> None:
            await self.complete()
            if self.is_open:
                work()

        self.run_worker(later(), group="complete", exclusive=False)

    @property
    def choices(self) -> ChoiceBar:
        """The list from which something is chosen."""
        assert self._bars is not None
        return self._bars[0]

    @property
    def prompt(self) -> PromptBar:
        """The line in which something is typed."""
        assert self._bars is not None
        return self._bars[1]

    @property
    def is_open(self) -> bool:
        """Whether something is being asked."""
        return self._asking is not None or self._choosing is not None

    def ask(
        self,
        label: str,
        value: str,
        *,
        entered: Callable[[str], object],
        typed: Callable[[str], object] | None = None,
        left: Callable[[], object] | None = None,
        moved: Callable[[int], object] | None = None,
        complete: Complete | None = None,
        placeholder: str = "",
        offers: bool = False,
    ) -> None:
        """Asks for a line of text; what it may become is offered in the status line below it.

        Args:
            label: what for.
            value: what the field holds at first.
            entered: gets the text after Enter; the prompt stays open until `close_prompt`.
            typed: gets it after every key.
            left: called when the prompt was given up.
            moved: gets the lines by which an arrow key should move what the prompt filters.
            complete: proposes texts.
            placeholder: what an empty field says.
            offers: whether what the text may become is looked up by the one who asks, and given to `offer`.
        """
        self.close_choices()
        self._asking = _Asking(entered, typed, left, moved, offers)
        self.status.clear()
        tab = [("tab", "complete", "")] if offers or complete is not None else []
        self.status.show_hints([*tab, (self._enter, "accept", ""), ("esc", "leave", "")])
        self._early = ""

        def show() -> None:
            self.prompt.ask(label, label, value, complete=complete, placeholder=placeholder)
            self.prompt.type_ahead(self._early)

        self._when_complete(show)

    def type_ahead(self, character: str) -> None:
        """Takes a character that was typed for the prompt before its field had the keys."""
        if self._asking is None:
            return
        if self._bars is None:
            self._early += character
        else:
            self.prompt.type_ahead(character)

    def close_prompt(self) -> None:
        """Ends the asking."""
        if self._asking is not None:
            self._asking = None
            if self._bars is not None:
                self.prompt.close()
            self.status.show_line(())
            self._give_back()

    def note(self, text: str, *, wrong: bool = False) -> None:
        """A note beside what is being typed; what is wrong is told in the status line if nothing is."""
        if self._bars is not None and self._asking is not None and (self._asking.typed is not None or wrong):
            self.prompt.note(text, wrong=wrong)
        elif wrong:
            self.status.warn(text)

    # --- what the text may become, and what is wrong with it

    @property
    def offers(self) -> bool:
        """Whether a text is being typed that can be completed by `offer`."""
        return self._asking is not None and self._asking.offers and self._bars is not None

    def offer(self, offers: Sequence[Completion]) -> None:
        """Offers what the text that is being typed may become."""
        if self.offers:
            self.prompt.offer(offers)

    def take(self, number: int) -> None:
        """Puts an offer into the field, as Tab does."""
        if self._asking is not None and self._bars is not None:
            self.prompt.take(number)

    def on_prompt_bar_offered(self) -> None:
        """Shows what the text may become below it."""
        if self._asking is not None:
            self.status.show_line(offer_line(self.prompt.offers, self.prompt.taken, self.size.width))

    def point_out(self, text: str, position: int) -> None:
        """Says what is wrong with the text that is being typed, with a mark below where it is."""
        if self._bars is None or self._asking is None:
            self.status.warn(text)
        else:
            ellipsis = "..." if self._ascii else "…"
            self.status.show_line(caret_line(text, self.prompt.column(position), self.size.width, ellipsis))

    def on_prompt_bar_typed(self, message: PromptBar.Typed) -> None:
        """Passes on what was typed."""
        if self._asking is not None and self._asking.typed is not None:
            self._asking.typed(message.value)

    def on_prompt_bar_entered(self, message: PromptBar.Entered) -> None:
        """Passes on what was entered."""
        if self._asking is not None:
            self._asking.entered(message.value)

    def on_prompt_bar_moved(self, message: PromptBar.Moved) -> None:
        """Moves what the prompt filters."""
        if self._asking is not None and self._asking.moved is not None:
            self._asking.moved(message.lines)

    def on_prompt_bar_left(self) -> None:
        """Ends the asking without an answer."""
        asking = self._asking
        self.close_prompt()
        if asking is not None and asking.left is not None:
            asking.left()

    def choose(
        self,
        title: str,
        choices: Sequence[Choice],
        current: str = "",
        *,
        chosen: Callable[[str], object],
        pointed: Callable[[str], object] | None = None,
        left: Callable[[], object] | None = None,
    ) -> None:
        """Asks for one of several things.

        Args:
            title: what they are.
            choices: the things.
            current: the value on which the cursor is at first.
            chosen: gets the value that was chosen.
            pointed: gets the value that the cursor came upon.
            left: called when nothing was chosen.
        """
        self.close_prompt()
        self._choosing = _Choosing(chosen, pointed, left)
        self.status.clear()
        self.status.show_hints([(self._enter, "choose", ""), ("q", "leave", "")])
        self._when_complete(lambda: self.choices.ask(title, title, choices, current))

    def close_choices(self) -> None:
        """Ends the choosing."""
        if self._choosing is not None:
            self._choosing = None
            if self._bars is not None:
                self.choices.close()
            self._give_back()

    def on_choice_bar_pointed(self, message: ChoiceBar.Pointed) -> None:
        """Shows what the choice would do."""
        if self._choosing is not None and self._choosing.pointed is not None:
            self._choosing.pointed(message.value)

    def on_choice_bar_chosen(self, message: ChoiceBar.Chosen) -> None:
        """Does what was chosen."""
        choosing = self._choosing
        self.close_choices()
        if choosing is None:
            return
        if message.value:
            choosing.chosen(message.value)
        elif choosing.left is not None:
            choosing.left()
