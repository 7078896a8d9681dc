"""The history of changes, and going back and forth in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError, ReadlaterError
from readlater.tui.formatting import plural

if TYPE_CHECKING:
    from readlater.library.undo import Action
    from readlater.tui.screens.history import HistoryScreen
    from readlater.tui.screens.main import MainScreen

MOST = 1000
"""Actions that are listed: as many as the journal keeps."""

TITLES = 10
"""Articles of an action that are named."""


class Journal:
    """Shows what was changed, and brings the library to the state after any of these changes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._shown: HistoryScreen | None = None
        self._stopped = False
        self._going = False

    def show(self) -> None:
        """Lists the changes: at once, as the next key is already for the list; 2 ms for 1,000 of them."""
        from readlater.tui.screens.history import HistoryScreen

        try:
            actions = self._screen.library.history(MOST)
        except ReadlaterError as error:
            self._screen.status.warn(str(error))
            return
        self._shown = HistoryScreen(self, self._screen.keymap, self._screen.config, actions)
        self._screen.app.push_screen(self._shown)

    async def _load(self) -> Sequence[Action]:
        return await self._screen.background.read(lambda library: library.history(MOST))

    def closed(self) -> None:
        """The list was closed: what goes on ends after the change that it is at."""
        self._stopped = True
        self._shown = None

    # --- going

    def go(self, undo: Sequence[Action], redo: Sequence[Action]) -> None:
        """Takes these actions back, the latest first, or does these again, the earliest first; beside the keys."""
        if not self._going:
            self._going = True
            self._stopped = False
            self._screen.work(partial(self._go, undo, redo), "undo", exclusive=False)

    def stop(self) -> bool:
        """Stops going on, after the present change; whether something was going on."""
        was, self._stopped = self._going and not self._stopped, True
        return was

    async def _go(self, undo: Sequence[Action], redo: Sequence[Action]) -> None:
        background = self._screen.background
        wanted = [*undo] or [*redo]
        done, problem = 0, ""
        try:
            for number, action in enumerate(wanted, 1):
                if self._stopped or self._screen.leaving:
                    break
                verb = "undoing" if undo else "doing again"
                self._tell(
                    f"{verb} {number} of {len(wanted)}: {action.label}"
                    if len(wanted) > 1
                    else f"{verb}: {action.label}"
                )
                try:
                    if undo:
                        label = await background.write(lambda library: library.undo(wanted[-1].id - 1, wanted[0].id))
                    else:
                        label = await background.write(lambda library: library.redo(until=wanted[-1].id))
                except NotFoundError as error:  # its articles were deleted for ever
                    problem = str(error)
                    continue
                except ReadlaterError as error:
                    problem = str(error)
                    break
                if label is None:  # what nobody has seen here is not taken back; what was undone before it is final
                    problem = "stopped: something else was changed meanwhile"
                    break
                done += 1
        finally:
            self._going = False
        await self._told(done, wanted, problem, undone=bool(undo))

    async def _told(self, done: int, wanted: Sequence[Action], problem: str, *, undone: bool) -> None:
        what = "undone" if undone else "done again"
        text = f"{what}: {wanted[0].label}" if done == 1 else f"{plural(done, 'change')} {what}"
        if done < len(wanted) and not problem:
            text += " · stopped"
        if problem:
            text = f"{text} · {problem}" if done else problem
        if done and self._screen.is_attached:
            self._screen.after_change([])
        (self._screen.status.warn if problem else self._screen.status.tell)(text)
        if self._shown is not None and self._shown.is_attached:
            self._shown.renew(await self._load(), text)

    def _tell(self, text: str) -> None:
        if self._shown is not None and self._shown.is_attached:
            self._shown.tell(text, busy=True)

    # --- what an action was about

    def name_articles(self, action: Action, then: Callable[[int, Sequence[str]], object]) -> None:
        """Gives ``then`` how many articles an action was about, and the titles of the first of them."""

        async def naming() -> None:
            try:
                count, titles = await self._screen.background.read(
                    lambda library: library.action_articles(action.id, TITLES)
                )
            except ReadlaterError:
                count, titles = 0, []
            then(count, titles)

        self._screen.work(naming, "history-articles")
