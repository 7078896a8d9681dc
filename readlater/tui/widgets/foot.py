"""The foot of the screen: the status line and, in its place or above it, what asks the reader for something."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from readlater.model.values import dataclass
from readlater.tui.commands import Pane
from readlater.tui.keymap import Keymap, key_label
from readlater.tui.widgets.foot_lines import caret_line, key_line, offer_line
from readlater.tui.widgets.lines import Piece
from readlater.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from readlater.model import Completion
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.side_keys import SideKeys
    from readlater.tui.widgets.choice_bar import Choice, ChoiceBar
    from readlater.tui.widgets.prompt_bar import Complete, PromptBar
    from readlater.tui.widgets.which_key import WhichKey


PAUSE = 0.25
"""Seconds after a key that begins others until the panel tells which may follow."""

LOW = 16
"""Rows of a screen below which there is no room for the panel."""

_ENTERED = "\n"
"""How Enter is kept among the characters that were typed early."""


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


class Foot(Vertical):
    """Status line, prompt and choices; at most one of the two latter is open."""

    DEFAULT_CSS = """
    Foot { height: auto; }
    """

    def __init__(self, closed: Callable[[], object], keymap: Keymap, *, ascii: bool = False, id: str) -> None:  # noqa: A002
        """``closed`` is called when prompt or choices were closed, to give the keys back."""
        super().__init__(id=id)
        self._keymap = keymap
        self.status = StatusBar(ascii=ascii, id="status")
        self._ascii = ascii
        self._bars: tuple[ChoiceBar, PromptBar] | None = None
        self._completing = asyncio.Lock()
        self._give_back = closed
        self._enter = key_label("enter", ascii=ascii)
        self._asking: _Asking | None = None
        self._pointed = False
        """Whether the line below the prompt says what is wrong with the text."""
        self._choosing: _Choosing | None = None
        self._early = ""
        self._which_key: WhichKey | None = None
        self._offered: Timer | None = None
        self._following: tuple[str, Sequence[tuple[str, str]]] | None = None

    def compose(self) -> ComposeResult:
        """The status line; choices and prompt come above it with `complete`."""
        yield self.status

    async def complete(self) -> tuple[ChoiceBar, PromptBar]:
        """Adds what the first paint does not need: choices over prompt over status line."""
        async with self._completing:  # a key may ask for them while they are being added
            if self._bars is None:
                from readlater.tui.widgets.choice_bar import ChoiceBar
                from readlater.tui.widgets.prompt_bar import PromptBar

                prompt = PromptBar(entered=self._entered, left=self._left, pass_on=self._pass_on, id="prompt")
                bars = ChoiceBar(self._keys, ascii=self._ascii, id="choices"), prompt
                await self.mount_all(bars, before=self.status)
                self._bars = bars
        return self._bars

    @cached_property
    def _keys(self) -> SideKeys:
        """What the keys mean in a list of choices."""
        from readlater.tui.side_keys import SideKeys

        return SideKeys(self._keymap, Pane.LIST)

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
        self._give_up_keys()
        self.close_choices()
        self._asking = _Asking(entered, typed, left, moved, offers)
        self.status.clear()
        tab = [("tab", "complete", "type:tab")] if offers or complete is not None else []
        self.status.show_hints([*tab, (self._enter, "accept", "type:enter"), ("esc", "leave", "type:escape")])
        self._early = ""

        def show() -> None:
            self.prompt.ask(label, label, value, complete=complete, placeholder=placeholder)
            text, entered, rest = self._early.partition(_ENTERED)
            self.prompt.type_ahead(text)
            if entered:
                self._entered(self.prompt.field.value)
            for character in rest:
                self._pass_on(events.Key("enter" if character == _ENTERED else character, character))

        self._when_complete(show)

    def take_early(self, event: events.Key) -> bool:
        """Takes a key that was typed for prompt or choices before these had the keys; whether it was one for them."""
        character = _ENTERED if event.key == "enter" else event.character if event.is_printable else None
        if self._asking is not None and event.key in ("escape", "ctrl+g"):
            self._left()
            return True
        if self._choosing is not None and self._bars is not None and event.key != "ctrl+q":
            self.choices.on_key(event)
            return True
        if self._asking is None or not character:
            return False
        if self._bars is None:
            self._early += character
        elif character == _ENTERED:
            self._entered(self.prompt.field.value)
        else:
            self.prompt.type_ahead(character)
        return True

    def _pass_on(self, event: events.Key) -> None:
        """A key that came to the prompt when it was closed: it was typed for the pane that has the keys now."""
        cast("MainScreen", self.screen).on_key(event)

    def renew_offers(self) -> None:
        """Offers anew what the text that is being typed may become: more is known now."""
        if self._asking is not None and self._bars is not None:
            self.prompt.renew()

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

    # --- which keys may follow

    def _give_up_keys(self) -> None:
        """Something is asked, because of a click or a paste perhaps: what was begun with keys is not gone on with."""
        cast("MainScreen", self.screen).dispatch.give_up()

    def show_keys(self, title: str, keys: Sequence[tuple[str, str]], *, at_once: bool = False) -> None:
        """Shows which keys may follow, (key, what it does), in a panel above the status line.

        It comes after a short pause, in which who knows the key has typed it, or ``at_once``. On a low screen the
        status line tells the keys.
        """
        self.hide_keys()
        self._following = title, keys
        low = self.app.size.height < LOW
        self.status.show_line(key_line(title, keys if low else (), self.app.size.width, ascii=self._ascii))
        if low:
            return
        pause = 0.0 if at_once else PAUSE
        if pause:
            self._offered = self.set_timer(pause, lambda: self._open_keys(title, keys))
        else:
            self._open_keys(title, keys)

    def renew_keys(self) -> None:
        """Shows them for another size of the screen."""
        if self._following is not None and self._offered is None:
            self.show_keys(*self._following, at_once=True)

    def _open_keys(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        from readlater.tui.widgets.which_key import WhichKey

        self._offered = None
        if self._which_key is None:
            self._which_key = WhichKey(ascii=self._ascii, id="which-key")
            self.mount(self._which_key, before=self.status)
        self._which_key.show(title, keys)
        self.status.show_line([Piece(" press one of these keys", "dim")])  # the panel has the title now

    def hide_keys(self) -> None:
        """Shows no more which keys may follow."""
        if self._offered is not None:
            self._offered.stop()
            self._offered = None
        self._following = None
        if self._which_key is not None:
            self._which_key.display = False
        self.status.show_line(())

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
        self._pointed = False
        if self._asking is not None:
            self.status.show_line(offer_line(self.prompt.offers, self.prompt.taken, self.size.width))

    def point_out(self, text: str, position: int) -> None:
        """Says what is wrong with the text that is being typed, with a mark below where it is."""
        if self._bars is None or self._asking is None:
            self.status.warn(text)
        else:
            ellipsis = "..." if self._ascii else "…"
            self.status.show_line(caret_line(text, self.prompt.column(position), self.size.width, ellipsis))
            self._pointed = True

    def on_prompt_bar_typed(self, message: PromptBar.Typed) -> None:
        """Passes on what was typed; what was wrong with the text before is not said of this one."""
        if self._pointed and not self.offers:  # where something is offered, that takes the place of it
            self._pointed = False
            self.status.show_line(())
        if self._asking is not None and self._asking.typed is not None:
            self._asking.typed(message.value)

    def _entered(self, value: str) -> None:
        """Passes on what was entered."""
        if self._asking is not None:
            self._asking.entered(value)

    def on_prompt_bar_moved(self, message: PromptBar.Moved) -> None:
        """Moves what the prompt filters."""
        if self._asking is not None and self._asking.moved is not None:
            self._asking.moved(message.lines)

    def _left(self) -> None:
        """Ends the asking without an answer."""
        asking = self._asking
        self.close_prompt()
        if asking is not None and asking.left is not None:
            asking.left()

    def give_way(self) -> None:
        """Something else was clicked: leaves choices, takes a text that was at work already; any other stays."""
        if self._choosing is not None:
            choosing = self._choosing
            self.close_choices()
            if choosing.left is not None:
                choosing.left()
        elif self._asking is not None and self._bars is not None:
            if self._asking.typed is not None:
                self._entered(self.prompt.field.value)
            else:
                self.prompt.field.focus()

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
        self._give_up_keys()
        self.close_prompt()
        self._choosing = _Choosing(chosen, pointed, left)
        self.status.clear()
        from readlater.tui.side_keys import Act

        keys = self._keys
        narrow, leave = (keys.label(act, ascii=self._ascii) for act in (Act.SEARCH, Act.CLOSE))
        target = f"type:{keys.key(Act.SEARCH)}"
        hints = ((self._enter, "choose", "type:enter"), (narrow, "narrow", target), (leave, "leave", "type:escape"))
        self.status.show_hints(hints)
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
        if choosing is not None:
            if message.value:
                choosing.chosen(message.value)
            elif choosing.left is not None:
                choosing.left()
        for key in self.choices.take_late():
            self._pass_on(key)
