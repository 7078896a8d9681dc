"""The program on the screen: themes, the watch over the library, the way in and the way out."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, LineFilter, NoColor
from textual.scrollbar import ScrollBar, ScrollBarRender

from readlater.errors import ReadlaterError
from readlater.tui.background import Background
from readlater.tui.keymap import Keymap
from readlater.tui.screens.main import MainScreen
from readlater.tui.themes import OUR_THEMES
from readlater.tui.theming import first_theme
from readlater.tui.tidying import Tidying
from readlater.tui.warming import WARM_AFTER, warm
from readlater.tui.widgets.looks import OWN_VARIABLES

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.theme import Theme

    from readlater.config import Config
    from readlater.library import Library

SWITCH_SECONDS = 0.001
"""How long a thread may keep the interpreter: a fifth of Python's own, so that keys don't wait for background work."""

_COLOURLESS: Sequence[LineFilter] = (NoColor(),)


class AsciiScrollBarRender(ScrollBarRender):
    """A scrollbar whose ends are on whole cells: the eighths of a block are no ASCII."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class ReadlaterApp(App[None]):
    """readlater in the terminal.

    Args:
        library: the open library; it stays open when the app ends.
        config: the settings.

    Raises:
        ConfigError: the keys or the theme of the configuration can't be understood.
    """

    TITLE = "readlater"
    CSS_PATH = "app.tcss"
    # What Textual tells by colours that the terminal's own sixteen, or none, may not tell.
    CSS = """
    ReadlaterApp:ansi .input--cursor { text-style: reverse; color: ansi_default; background: ansi_default; }
    ReadlaterApp:nocolor .input--selection { text-style: underline; }
    ReadlaterApp:nocolor .option-list--option-highlighted { text-style: reverse; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, library: Library, config: Config) -> None:
        self.keymap = Keymap(config.keys)
        super().__init__()
        if "ctrl+q" not in self.keymap.keys("app.quit"):  # who gave it another meaning meant it
            self._bindings.key_to_bindings.pop("ctrl+q", None)
        self.animation_level = "none"
        ScrollBar.renderer = AsciiScrollBarRender if config.ascii else ScrollBarRender
        self.library = library
        self.config = config
        self.background = Background(library)
        self.tidying = Tidying()
        self._leaving = False
        for theme in OUR_THEMES:
            self.register_theme(theme)
        self._built_in = dict(self.available_themes)
        # Before anything is styled: to set it later is to style everything twice.
        theme_name, self._about_theme = first_theme(self)
        self.set_reactive(App.theme, theme_name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Our own where Textual has one for Unix terminals, which polls; the one it says elsewhere."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from readlater.tui.driver import WaitingDriver

        return WaitingDriver

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        self.main = MainScreen(self.library, self.config, self.keymap, self.background)
        return self.main

    def on_mount(self) -> None:
        """Watches the library, and ends in order when the system says so."""
        self.main.run_worker(self._watch(), group="watch")
        self.set_timer(WARM_AFTER, self._warm)
        if self._about_theme:
            self.call_after_refresh(self.main.status.warn, self._about_theme)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), lambda: self.run_action_later("quit"))

    @property
    def built_in_themes(self) -> dict[str, Theme]:
        """The themes that are there without those that the reader wrote."""
        return self._built_in

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that don't set them."""
        return dict(OWN_VARIABLES)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those that the theme needs, which Textual knows of themes only that are chosen after the start.

        Without colour it is one that leaves none: Textual's would make greys of them.
        """
        if self.no_color:
            return _COLOURLESS
        filters = super().get_line_filters()
        if self.native_ansi_color:
            return [one for one in filters if not isinstance(one, ANSIToTruecolor)]
        return filters

    def _warm(self) -> None:
        """Imports what keys will need, then lets garbage be collected: what is there by then is none."""
        self.background.aside(warm, self.tidying.begin)

    async def _watch(self) -> None:
        """Shows what other programs write to the library."""
        touched = asyncio.Event()
        self.background.watch(touched.set)
        seen = None
        while not self.background.closed:
            with contextlib.suppress(ReadlaterError):
                version = await self.background.version()
                if seen is not None and version != seen:
                    self.main.refresh_all()
                seen = version
            await touched.wait()
            touched.clear()

    def write_to_terminal(self, sequence: str) -> None:
        """Gives the terminal a sequence that Textual knows nothing of; in tests there is no terminal."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    # --- what Textual would do itself

    def run_action_later(self, name: str) -> None:
        """Runs one of the app's actions after the message that asks for it."""
        self.call_later(self.run_action, name)

    def action_help(self) -> None:
        """Shows help."""
        from readlater.tui.screens.help import HelpScreen

        def chosen(command: str | None) -> None:
            if command:
                self.main.perform(command)

        self.push_screen(HelpScreen(self.keymap, ascii=self.config.ascii), chosen)

    def action_palette(self) -> None:
        """Shows the palette."""
        from textual.command import CommandPalette

        from readlater.tui.palette import ArticleProvider, RegistryProvider

        if self.screen is self.main:
            self.push_screen(
                CommandPalette([RegistryProvider, ArticleProvider], placeholder="a command, or words of a title")
            )

    def action_help_quit(self) -> None:
        """Ctrl+C where no pane took it: says how to quit."""
        self.main.status.tell(f"{self.keymap.label('app.quit')} quits")

    async def action_quit(self) -> None:
        """Ends the reading that goes on, then the program."""
        if self._leaving:
            return
        self._leaving = True
        await self.main.finish()
        self.exit()

    def close(self) -> None:
        """Ends the threads; safe to call twice."""
        self.tidying.end()
        self.background.close()


def run(library: Library, config: Config) -> None:
    """Opens the library in the terminal and returns when the reader quits. The library stays open.

    Raises:
        ConfigError: the keys or the theme of the configuration can't be understood.
    """
    switch = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    app = ReadlaterApp(library, config)
    gc.freeze()
    gc.disable()
    try:
        app.run(mouse=config.mouse)
    finally:
        gc.enable()
        app.close()
        sys.setswitchinterval(switch)
