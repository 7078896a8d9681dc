"""Articles given to a shell command: which form, which command, and what it printed."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from readlater.tui import formatting
from readlater.tui.outside import TERMINAL_MARK

if TYPE_CHECKING:
    from readlater.exchange.piping import Piped
    from readlater.library import Library
    from readlater.model import ArticleRow
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.screens.output import OutputScreen

_FORMS = (
    ("text", "Text", "the words alone"),
    ("markdown", "Markdown", "with the fields as front matter"),
    ("html", "HTML", "one file that needs nothing else"),
    ("json", "JSON", "an object on a line: all fields, text, similar readings, keywords"),
    ("original", "The kept page", "byte for byte as it was saved"),
)
_REMEMBERED = 20
SOON = 0.3
"""Seconds that a command has to end without a screen being opened for it, if it prints nothing."""


class Piping:
    """Asks for a command, runs it with articles as its input and shows what it prints."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        setting = screen.library.setting
        self._form = setting("screen.pipe-form", "text")
        try:
            known = json.loads(setting("screen.pipe-commands", "[]"))
        except ValueError:
            known = []
        self._commands = [one for one in known if isinstance(one, str)] if isinstance(known, list) else []
        self._running: set[Piped] = set()

    def ask(self, rows: Sequence[ArticleRow]) -> None:
        """Asks for the form, then for the command."""
        from readlater.tui.widgets.choice_bar import Choice

        if not rows:
            return
        what = "the article" if len(rows) == 1 else formatting.plural(len(rows), "article")
        forms = _FORMS if len(rows) == 1 else [one for one in _FORMS if one[0] not in ("html", "original")]
        self._screen.foot.choose(
            f"Pipe {what} as",
            [Choice(*one) for one in forms],
            self._form,
            chosen=partial(self._ask_command, rows),
        )

    def _ask_command(self, rows: Sequence[ArticleRow], form: str) -> None:
        foot = self._screen.foot
        at = 0

        def move(lines: int) -> None:
            """Through the commands that were given before."""
            nonlocal at
            at = max(-1, min(len(self._commands) - 1, at + (1 if lines < 0 else -1)))
            field = foot.prompt.field
            field.value = self._commands[at] if at >= 0 else ""
            field.cursor_position = len(field.value)

        self._form = form
        foot.ask(
            f"{form} |",
            self._commands[0] if self._commands else "",
            entered=partial(self._entered, rows, form),
            moved=move,
            complete=lambda typed: [one for one in self._commands if one.startswith(typed)] if typed else (),
            placeholder="a shell command, such as wc -w; with ! before it, it gets the terminal: !less",
        )

    def _entered(self, rows: Sequence[ArticleRow], form: str, command: str) -> None:
        command = command.strip()
        if not command.removeprefix(TERMINAL_MARK).strip():
            self._screen.foot.note("type a command, such as wc -w", wrong=True)
            return
        self._screen.foot.close_prompt()
        self._remember(form, command)
        self._screen.work(partial(self._run, rows, form, command), "pipe", exclusive=False)

    def _remember(self, form: str, command: str) -> None:
        self._commands = [command, *(one for one in self._commands if one != command)][:_REMEMBERED]
        self._screen.remember("pipe-form", form)
        self._screen.remember("pipe-commands", json.dumps(self._commands, ensure_ascii=False))

    async def _run(self, rows: Sequence[ArticleRow], form: str, command: str) -> None:
        from readlater.exchange.piping import environment, rendered

        screen = self._screen
        ids = [row.id for row in rows]
        config = screen.config

        def prepare(library: Library) -> tuple[bytes, dict[str, str]]:
            import_module("readlater.tui.screens.output")  # will be needed; here it holds up no key

            data = rendered(library, ids, form, zone=config.zone, minutes=config.minutes)
            return data, environment(library, ids)

        data, told = await screen.background.read(prepare)
        if command.startswith(TERMINAL_MARK):
            from readlater.tui.lending import lend, shell

            code = lend(screen.app, shell(command.removeprefix(TERMINAL_MARK).strip()), data, told)
            if code:
                screen.status.warn(f"{command}: exit code {code}")
            return
        await self._pipe(command, data, told)

    async def _pipe(self, command: str, data: bytes, told: dict[str, str]) -> None:
        from readlater.exchange.piping import Piped, chunks

        screen = self._screen
        loop = asyncio.get_running_loop()
        stirred = asyncio.Event()
        shown: OutputScreen | None = None

        def stir() -> None:
            stirred.set()
            if shown is not None:
                shown.changed()

        def changed() -> None:
            with contextlib.suppress(RuntimeError):  # the program has ended before the command
                loop.call_soon_threadsafe(stir)

        piped = Piped(command, changed)
        self._running.add(piped)
        try:
            running = asyncio.ensure_future(screen.background.apart(partial(piped.run, chunks(data), told)))
            printing = asyncio.ensure_future(stirred.wait())
            await asyncio.wait([running, printing], timeout=SOON, return_when=asyncio.FIRST_COMPLETED)
            if not piped.printed:  # what stirred was no output: perhaps that it is about to end
                await asyncio.wait([running], timeout=SOON)
            printing.cancel()
            if piped.printed or not running.done():
                from readlater.tui.screens.output import OutputScreen

                shown = OutputScreen(
                    piped,
                    screen.background,
                    screen.sharing.copy_output,
                    screen.keymap,
                    ascii=screen.config.ascii,
                )
                screen.app.push_screen(shown)
            await running
        except asyncio.CancelledError:
            piped.kill()
            raise
        finally:
            self._running.discard(piped)
        self._tell(piped)

    def _tell(self, piped: Piped) -> None:
        from readlater.tui.screens.output import ending

        name = piped.command
        if piped.stopped:
            self._screen.status.tell(f"stopped: {name}")
        elif piped.code:
            self._screen.status.warn(f"{name}: {ending(piped)}")
        elif not piped.printed:
            self._screen.status.tell(f"done, it printed nothing: {name}")

    def stop(self) -> None:
        """Ends all commands that still run."""
        for piped in list(self._running):
            piped.kill()
