"""Which theme the screen has: the first one, and the one that is chosen with all of them in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.errors import ConfigError
from readlater.tui.themes import ANSI_DARK, ANSI_LIGHT, COLOURLESS, DEFAULT_THEME, HIGH_CONTRAST, OUR_THEMES

if TYPE_CHECKING:
    from textual.theme import Theme

    from readlater.tui.app import ReadlaterApp
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.widgets.choice_bar import Choice


def first_theme(app: ReadlaterApp) -> tuple[str, str]:
    """The theme to begin with, and what has to be said about it.

    That is the theme of the configuration if it names one, or the one chosen for this library, or our own. A terminal
    without colours, or with sixteen of them, gets the theme of the terminal's own colours instead: what is mixed for
    millions can't be read in so few.

    Raises:
        ConfigError: the theme that the configuration names is not there, or its file is not understood.
    """
    name, note = _wanted(app)
    return fitting_theme(app, name), note


def fitting_theme(app: ReadlaterApp, name: str) -> str:
    """The theme, or in its place that of the terminal's own colours where others can't be shown."""
    if app.no_color:
        app.register_theme(COLOURLESS)
        return COLOURLESS.name
    theme = app.available_themes[name]
    if theme.ansi or app.console.color_system not in (None, "standard"):
        return name
    return ANSI_DARK if theme.dark else ANSI_LIGHT


def _wanted(app: ReadlaterApp) -> tuple[str, str]:
    origin = app.config.origins.get("theme", "default")
    known = app.available_themes
    if origin != "default":
        name = app.config.theme
        if name not in known:
            app.register_theme(_own(app, name, f"{origin}: "))
        return name, ""
    name = app.library.setting("screen.theme")
    if not name or name in known:
        return name or DEFAULT_THEME, ""
    try:
        app.register_theme(_own(app, name, ""))
    except ConfigError as error:
        return DEFAULT_THEME, str(error)
    return name, ""


def _own(app: ReadlaterApp, name: str, origin: str) -> Theme:
    """A theme that the reader wrote; raises ConfigError."""
    from readlater.tui.user_themes import load_theme, theme_names

    names = theme_names(app.config.folder)
    if name not in names:
        known = ", ".join([*app.available_themes, *names])
        raise ConfigError(f"{origin}there is no theme '{name}'; there are {known}")
    return load_theme(app.config.folder, name, app.available_themes)


def choose_theme(screen: MainScreen) -> None:
    """Asks for the colours; the screen has those on which the cursor is."""
    app = screen.app
    if app.no_color:
        screen.status.tell("there are no colours: the variable NO_COLOR is set")
        return
    loaded: list[Theme | ConfigError] = []
    if app.config.folder is not None and (app.config.folder / "themes").is_dir():
        from readlater.tui.user_themes import load_themes

        # A few small files, read here: the next key is already for the list of choices.
        loaded = list(load_themes(app.config.folder, app.built_in_themes))
    own = [theme for theme in loaded if not isinstance(theme, ConfigError)]
    for theme in own:
        app.register_theme(theme)
    _ask(screen, own, [str(error) for error in loaded if isinstance(error, ConfigError)])


def _ask(screen: MainScreen, own: list[Theme], wrong: list[str]) -> None:
    app = screen.app
    before = app.theme

    def point(name: str) -> None:
        app.theme = name

    def take(name: str) -> None:
        app.theme = name
        screen.remember("theme", name)

    choices = theme_choices(list(app.built_in_themes.values()), own)
    screen.foot.choose("Theme", choices, before, chosen=take, pointed=point, left=lambda: point(before))
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        screen.status.warn(f"{wrong[0]}{more}")


def theme_choices(builtin: list[Theme], own: list[Theme]) -> list[Choice]:
    """The themes in order: ours, the reader's own, those of Textual; each with what it is."""
    from readlater.tui.widgets.choice_bar import Choice

    ours = [theme.name for theme in OUR_THEMES]
    rest = sorted((theme for theme in builtin if theme.name not in ours), key=lambda theme: theme.name)
    choices = [Choice(theme.name, theme.name, _about(theme)) for theme in OUR_THEMES]
    choices += [Choice(theme.name, theme.name, f"{_about(theme)} · your own") for theme in own]
    choices += [Choice(theme.name, theme.name, f"{_about(theme)} · Textual's") for theme in rest]
    return choices


def _about(theme: Theme) -> str:
    parts = ["dark" if theme.dark else "light"]
    if theme.name in HIGH_CONTRAST:
        parts.append("high contrast")
    elif theme.ansi:
        parts.append("the terminal's own colours")
    elif theme.name == "night":
        parts.append("dim and warm")
    return " · ".join(parts)
