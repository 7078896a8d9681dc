"""Themes that a reader wrote: a file ``themes/NAME.toml`` beside ``config.toml``, read when it is needed and checked.

A whole one::

    base = "ink"              # the theme whose colours hold where none is given; else "ink", or "paper" if not dark
    dark = true
    contrast = 4.5            # what text has at least against what is below it, 1 to 21 (7 is level AAA of the WCAG)
    primary = "#8ab4d8"       # likewise secondary, accent, warning, error, success,
    background = "#101418"    # foreground, background, surface, panel

    [variables]               # variables of Textual's themes, for what is not said above
    border = "#3a4049"
    highlight-yellow = "#d9a514"  # and -green, -blue, -pink, -purple
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import Theme

from readlater.config import nearest
from readlater.errors import ConfigError
from readlater.tui.themes import INK, OUR_THEMES, PAPER
from readlater.tui.widgets.looks import CONTRAST_VARIABLE, OWN_VARIABLES

COLOURS = (
    "primary",
    "secondary",
    "accent",
    "warning",
    "error",
    "success",
    "foreground",
    "background",
    "surface",
    "panel",
)
"""What a file may give a colour."""

_KEYS = (*COLOURS, "dark", "base", "contrast", "variables")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_COLOUR_AND_SHARE = re.compile(r"(.+?)(?:\s+(100|\d{1,2})%)?")
_ATTRIBUTES = frozenset({"none", "bold", "dim", "italic", "underline", "reverse", "strike", "not"})
_LARGEST = 1 << 16
_HOW = "colours are written #rrggbb, rgb(r,g,b), hsl(h,s%,l%) or by a name of CSS such as tomato"


def folder_of(config_folder: Path | None) -> Path | None:
    """The folder of the themes in the folder of the configuration."""
    return None if config_folder is None else config_folder / "themes"


def theme_names(config_folder: Path | None) -> list[str]:
    """The names of all files of themes, good or not; none where there is no such folder."""
    folder = folder_of(config_folder)
    if folder is None:
        return []
    try:
        return sorted(path.stem for path in folder.glob("*.toml") if _NAME.fullmatch(path.stem))
    except OSError:
        return []


def load_theme(config_folder: Path | None, name: str, known: Mapping[str, Theme]) -> Theme:
    """A theme of the reader's own.

    Args:
        config_folder: the folder of the configuration.
        name: the theme's name, which is that of its file.
        known: the themes there are without it, on which it may be based.

    Raises:
        ConfigError: there is no such file, or something in it is not understood; names both, and what is possible.
    """
    folder = folder_of(config_folder)
    path = (folder or Path()) / f"{name}.toml"
    if folder is None or not _NAME.fullmatch(name):
        raise ConfigError(f"there is no theme '{name}'")
    if name in known:
        raise ConfigError(f"{path}: '{name}' is the name of a theme that is there already; give the file another one")
    return _theme(name, _read(path), path, known)


def load_themes(config_folder: Path | None, known: Mapping[str, Theme]) -> Iterator[Theme | ConfigError]:
    """All themes of the reader's own; for each that is not understood the error that says why."""
    for name in theme_names(config_folder):
        try:
            yield load_theme(config_folder, name, known)
        except ConfigError as error:
            yield error


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror or error}") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{path}: is too large for a theme")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error or 'too deep'}") from error


def _theme(name: str, found: dict[str, Any], path: Path, known: Mapping[str, Theme]) -> Theme:
    for key in found:
        if key not in _KEYS:
            raise ConfigError(f"{path}: a theme has no '{key}'{nearest(key, _KEYS)}")
    dark = found.get("dark")
    if dark is not None and not isinstance(dark, bool):
        raise ConfigError(f"{path}: 'dark' must be true or false, not {dark!r}")
    base = _base(found, dark, path, known)
    colours = {key: _colour(found[key], f"{path}: '{key}'", base.ansi) for key in COLOURS if key in found}
    variables = dict(base.variables)
    if {"foreground", "background"} & colours.keys() and not base.ansi:
        # Those of the base were made for its own colours; the name of the contrast is no colour.
        variables = {key: value for key, value in variables.items() if key == CONTRAST_VARIABLE}
        variables |= _derived(base, colours)
    variables |= _contrast(found, path)
    boost = None if "background" in colours else base.boost
    given: dict[str, Any] = {**colours, "boost": boost}
    made = replace(base, name=name, **given)
    if dark is not None:
        made = replace(made, dark=dark)
    return replace(made, variables=variables | _variables(found, path, made))


def _base(found: dict[str, Any], dark: bool | None, path: Path, known: Mapping[str, Theme]) -> Theme:
    base = found.get("base")
    if base is None:
        if dark is None and "background" in found:
            dark = _parsed(found["background"], f"{path}: 'background'").brightness < 0.5
        return PAPER if dark is False else INK
    possible = {theme.name: theme for theme in OUR_THEMES} | dict(known)
    if not isinstance(base, str) or base not in possible:
        raise ConfigError(f"{path}: 'base' must be one of {', '.join(possible)}, not {base!r}")
    return possible[base]


def _derived(base: Theme, colours: Mapping[str, str]) -> dict[str, str]:
    """The variables that our own themes set by hand, mixed from the colours of this one."""
    below = Color.parse(colours.get("background") or base.background or "black")
    above = Color.parse(colours.get("foreground") or base.foreground or below.get_contrast_text(1.0).hex)
    first = Color.parse(colours.get("primary") or base.primary)

    def mixed(share: float, other: Color = above) -> str:
        return below.blend(other, share, alpha=1.0).hex6

    return {
        "border": mixed(0.25),
        "border-blurred": mixed(0.15),
        "block-cursor-background": mixed(0.25, first),
        "block-cursor-foreground": above.hex6,
        "block-cursor-text-style": "none",
        "input-selection-background": mixed(0.35, first),
        "scrollbar": mixed(0.2),
        "scrollbar-hover": mixed(0.35),
        "scrollbar-active": first.hex6,
        **dict.fromkeys(
            ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active"), below.hex6
        ),
    }


def _contrast(found: dict[str, Any], path: Path) -> dict[str, str]:
    contrast = found.get("contrast")
    if contrast is None:
        return {}
    if isinstance(contrast, bool) or not isinstance(contrast, int | float) or not 1 <= contrast <= 21:
        raise ConfigError(f"{path}: 'contrast' must be a number from 1 to 21, not {contrast!r}")
    return {CONTRAST_VARIABLE: f"{contrast:g}"}


def _variables(found: dict[str, Any], path: Path, theme: Theme) -> dict[str, str]:
    table = found.get("variables", {})
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: 'variables' must be a table, not {table!r}")
    # What colours are made into is no variable to be set: it would be set behind the back of the colour.
    known = sorted(
        {*theme.to_color_system().generate(), *INK.variables, *OWN_VARIABLES} - {*COLOURS, CONTRAST_VARIABLE}
    )
    for key, value in table.items():
        where = f"{path}: variable '{key}'"
        if key not in known:
            raise ConfigError(f"{path}: there is no variable '{key}'{_near(key, known)}")
        if key.endswith("-style"):
            if not isinstance(value, str) or not value.split() or not set(value.split()) <= _ATTRIBUTES:
                raise ConfigError(f"{where} must be made of {', '.join(sorted(_ATTRIBUTES))}, not {value!r}")
        elif key.endswith("-opacity") or "contrast" in key:
            if not isinstance(value, str) or not re.fullmatch(r"(100|\d{1,2})%|0?\.\d+|1|0", value):
                raise ConfigError(f'{where} must be a share such as "60%", not {value!r}')
        else:
            shared = _COLOUR_AND_SHARE.fullmatch(value) if isinstance(value, str) else None
            _colour(shared[1] if shared else value, where, theme.ansi)
    return dict(table)


def _near(key: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(key.lower(), known, 3, 0.5)
    return f"; did you mean '{close[0]}'?" if close else "; those of Textual's themes are possible, such as 'border'"


def _colour(value: Any, where: str, ansi: bool) -> str:
    """The colour as Textual takes it, if the theme may have it."""
    parsed = _parsed(value, where)
    own = parsed.ansi is not None
    if own != ansi:
        if ansi:
            raise ConfigError(
                f"{where} must be a colour of the terminal such as ansi_blue, as in the base; not {value!r}"
            )
        raise ConfigError(f'{where}: colours of the terminal can\'t be mixed with others; say base = "ansi-dark"')
    return str(value).strip() if own else parsed.hex6


def _parsed(value: Any, where: str) -> Color:
    if not isinstance(value, str):
        raise ConfigError(f"{where} must be a colour in quotes, not {value!r}; {_HOW}")
    text = value.strip()
    try:
        if text in ("auto", "transparent", "initial") or text.startswith(("auto ", "$")):
            raise ValueError(text)
        parsed = Color.parse(text)
    except (ColorParseError, ValueError, OverflowError) as error:
        raise ConfigError(f"{where} is no colour: {value!r}; {_HOW}") from error
    if parsed.a != 1:
        raise ConfigError(f"{where}: a colour of a theme can't be translucent: {value!r}")
    return parsed
