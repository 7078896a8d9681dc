"""Rich styles out of component classes, one laid over the other, as line-API widgets need them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, names: Iterable[str]) -> Style:
    """The style of a widget's text with these component classes over it, the last one on top.

    Unlike `Widget.get_component_rich_style` this lets translucent colours shine through to what is below them, and
    shows what is translucent in the terminal's own colours, which can't be mixed, as dim.
    """
    background = widget.background_colors[1]
    color = widget.colors[3]
    style = widget.text_style
    for name in names:
        styles = widget.get_component_styles(name)
        if styles.has_rule("background") and styles.background.a:
            background = background + styles.background
        if styles.has_rule("auto_color") and styles.auto_color:
            color = background.get_contrast_text(styles.color.a)
        elif styles.has_rule("color") and styles.color.a:
            color = styles.color
        style = style + styles.text_style
    faint = color.ansi is not None and color.a < 1
    shown = color if color.ansi is not None else background + color if background.ansi is None else color
    style = style + Style.from_color(shown.rich_color, background.rich_color)
    return style + Style(dim=True) if faint else style
