"""How pieces of the list and the reader look: a role's colours and attributes in the words of the theme.

They are no component classes: each of those is a node of the DOM that Textual styles by itself, and seventy of them in
two widgets cost as much as all else until the first paint.

Whatever the theme, text can be read: a colour with too little contrast against what is below it is brought nearer to
black or white until it has enough (`legible`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.widget import Widget

LEAST_CONTRAST = 4.5
"""The contrast that text has at least: level AA of the Web Content Accessibility Guidelines."""

CONTRAST_VARIABLE = "least-contrast"
"""The variable of a theme that asks for more."""

_STEPS = 20

OWN_VARIABLES: Mapping[str, str] = {
    "highlight-yellow": "#d9a514",
    "highlight-green": "#4fa34a",
    "highlight-blue": "#3b8fd4",
    "highlight-pink": "#e0568f",
    "highlight-purple": "#9567d6",
}
"""Variables of ours that a theme may set, and what they are in one that does not: neither dark nor light."""


class Look(NamedTuple):
    """What a role lays over what is below it; what is empty shines through.

    Attributes:
        colour: of the text: a variable of the theme, or one of the terminal's own such as ``ansi_blue``; ``auto`` is
            black or white, whichever is better read.
        share: how much of that colour, over the background.
        attributes: as Rich writes them: ``bold not underline``.
        ground: the background's colour.
        ground_share: how much of that.
        line: whether this is a rule, a bar or a sign that says nothing by itself, and may be as faint as it likes.
    """

    colour: str = ""
    share: float = 1.0
    attributes: str = ""
    ground: str = ""
    ground_share: float = 1.0
    line: bool = False


Looks = Mapping[str, Look]


def look_style(widget: Widget, looks: Iterable[Look]) -> Style:
    """The style of a widget's text with these looks over it, the last one on top.

    Translucent colours let what is below them shine through; in the terminal's own colours, which can't be mixed, what
    is translucent is dim.
    """
    variables = widget.app.theme_variables
    background = widget.background_colors[1]
    color = widget.colors[3]
    style = widget.text_style
    line = False
    for look in looks:
        line = look.line or (line and not look.colour)
        if look.ground:
            background = background + _colour(look.ground, look.ground_share, variables)
        if look.colour == "auto":
            color = background.get_contrast_text(look.share)
        elif look.colour:
            color = _colour(look.colour, look.share, variables)
        if look.attributes:
            style = style + Style.parse(look.attributes)
    faint = color.ansi is not None and color.a < 1
    shown = color if color.ansi is not None else background + color if background.ansi is None else color
    if not line:
        shown = legible(widget.app, shown, background)
    style = style + Style.from_color(shown.rich_color, background.rich_color)
    return style + Style(dim=True) if faint else style


def legible(app: App[object], colour: Color, background: Color) -> Color:
    """The colour, brought so near to black or white that it can be read on the background.

    What the terminal shows counts, not what it is told: one with 256 colours takes the nearest of those. The terminal's
    own colours are left as they are, for nobody here knows them.
    """
    if colour.ansi is not None or background.ansi is not None:
        return colour
    try:
        least = float(app.theme_variables.get(CONTRAST_VARIABLE, LEAST_CONTRAST))
    except ValueError:
        least = LEAST_CONTRAST
    few = app.console.color_system in ("256", "standard")
    return _legible(colour, background, least, few)


@lru_cache(1024)
def _legible(colour: Color, background: Color, least: float, few: bool) -> Color:
    if contrast(colour, background, few=few) >= least:
        return colour
    end = max((Color(255, 255, 255), Color(0, 0, 0)), key=lambda pole: contrast(pole, background, few=few))
    best = colour
    for step in range(1, _STEPS + 1):
        best = colour.blend(end, step / _STEPS, alpha=1.0)
        if contrast(best, background, few=few) >= least:
            break
    return best


def contrast(one: Color, other: Color, *, few: bool = False) -> float:
    """The contrast of two colours from 1 to 21, as the Web Content Accessibility Guidelines count it.

    Args:
        one: a colour.
        other: another.
        few: whether they are shown as the nearest of 256 colours.
    """
    lighter, darker = sorted((_luminance(one, few), _luminance(other, few)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def _luminance(colour: Color, few: bool) -> float:
    red, green, blue = colour.rgb
    if few:
        rich = RichColor.from_rgb(red, green, blue).downgrade(ColorSystem.EIGHT_BIT)
        red, green, blue = rich.get_truecolor()
    parts = [part / 255 for part in (red, green, blue)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour(name: str, share: float, variables: Mapping[str, str]) -> Color:
    colour = Color.parse(variables.get(name) or OWN_VARIABLES.get(name, name))
    return colour if share == 1.0 else colour.multiply_alpha(share)
