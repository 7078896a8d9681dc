"""How pieces of the list and the reader look: a role's colours and attributes in the words of the theme.

They are no component classes: each of those is a node of the DOM that Textual styles by itself, and seventy of them in
two widgets cost as much as all else until the first paint.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


class Look(NamedTuple):
    """What a role lays over what is below it; what is empty shines through.

    Attributes:
        colour: of the text: a variable of the theme, or one of the terminal's own such as ``ansi_blue``; ``auto`` is
            black or white, whichever is better read.
        share: how much of that colour, over the background.
        attributes: as Rich writes them: ``bold not underline``.
        ground: the background's colour.
        ground_share: how much of that.
    """

    colour: str = ""
    share: float = 1.0
    attributes: str = ""
    ground: str = ""
    ground_share: float = 1.0


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
    for look in looks:
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
    style = style + Style.from_color(shown.rich_color, background.rich_color)
    return style + Style(dim=True) if faint else style


def _colour(name: str, share: float, variables: Mapping[str, str]) -> Color:
    colour = Color.parse(variables.get(name, name))
    return colour if share == 1.0 else colour.multiply_alpha(share)
