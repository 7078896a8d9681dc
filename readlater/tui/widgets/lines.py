"""Lines drawn from pieces of text, each with a role (see `ROLES`) and, if it can be clicked, a target.

The header, the foot of the screen and the sidebar are made of these; no markup is ever read from a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.message import Message
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.widgets.looks import legible
from readlater.tui.widgets.straight import Straight
from readlater.tui.wrap import fit as fit_cells
from readlater.tui.wrap import wrap as wrap_cells

_IN_ASCII = str.maketrans("·×“”‘’–", "-x\"\"''-")
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its text, its role (``""``: the line's own style) and what a click on it means."""

    text: str
    role: str = ""
    target: str = ""


Line = Sequence[Piece]


def plain(text: str) -> str:
    """The text without control characters: what a terminal would obey and not show."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def in_ascii(text: str) -> str:
    """The text with signs of our own in ASCII: the words of an article stay as they are."""
    return plain(text).translate(_IN_ASCII)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, cut to ``width`` cells with an ellipsis if it is wider."""
    return fit_cells(plain(text), width, ellipsis)


def line_width(line: Line) -> int:
    """The cells that a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def wrap(text: str, width: int, limit: int = 0, ellipsis: str = "…") -> list[str]:
    """The text in lines of at most ``width`` cells (two at least); with a ``limit``, the rest is an ellipsis."""
    clean = "\n".join(plain(line) for line in text.splitlines())
    spans = wrap_cells(clean, width)
    if limit and len(spans) > limit:
        last = clean[spans[limit - 1][0] :].replace("\n", " ")
        return [clean[start:end] for start, end in spans[: limit - 1]] + [fit(last, width, ellipsis)]
    return [clean[start:end] for start, end in spans]


@dataclass(frozen=True, slots=True)
class Role:
    """How a piece is painted: a colour of the theme, how much of it and whether bold.

    A ``line`` is a rule or a bar that says nothing by itself, and may be as faint as it likes.
    """

    colour: str = "foreground"
    share: float = 1.0
    bold: bool = False
    line: bool = False


ROLES = {
    "": Role(),
    "dim": Role(share=0.58),
    "rule": Role(share=0.25, line=True),
    "strong": Role(bold=True),
    "current": Role("text-accent", bold=True),
    "accent": Role("text-accent"),
    "error": Role("text-error", bold=True),
    "key": Role("text-primary", bold=True),
    "keyword": Role("text-secondary"),
    "link": Role("text-primary"),
    "note": Role("text-secondary"),
    "found": Role("text-accent", bold=True),
    "mark-yellow": Role("highlight-yellow", line=True),
    "mark-green": Role("highlight-green", line=True),
    "mark-blue": Role("highlight-blue", line=True),
    "mark-pink": Role("highlight-pink", line=True),
    "mark-purple": Role("highlight-purple", line=True),
}
"""The roles. They are no component classes: each of those is a node of the DOM, and all of them in every one of these
widgets cost a fifth of the time to the first paint."""

_CURSOR = 0.22
"""How much of the theme's first colour a cursor has in its background: so much that every role can be read on it."""


class Drawn(Straight):
    """A widget that draws pieces."""

    _ascii = False
    """Whether signs are drawn in ASCII only."""

    @cached_property
    def _role_styles(self) -> dict[tuple[str, bool], Style]:
        return {}

    def notify_style_update(self) -> None:
        """Another theme, another class: other styles."""
        super().notify_style_update()
        self._role_styles.clear()

    def role_style(self, name: str, cursor: bool = False) -> Style:
        """The style of a role, with the cursor on it or not."""
        style = self._role_styles.get((name, cursor))
        if style is None:
            style = self._role_styles[name, cursor] = self._make_style(ROLES[name], cursor)
        return style

    def _make_style(self, role: Role, cursor: bool) -> Style:
        variables = self.app.theme_variables
        background = self.background_colors[1]
        colour = self.colors[3] if role.colour == "foreground" else Color.parse(variables[role.colour])
        if background.ansi is not None or colour.ansi is not None:  # the terminal's own colours can't be mixed
            if cursor:
                colour = self.colors[3]
            pair = Style.from_color(colour.rich_color, background.rich_color)
            return pair + Style(bold=role.bold or None, dim=role.share < 1 or None, reverse=cursor or None)
        if cursor:
            background = background.blend(Color.parse(variables["primary"]), _CURSOR)
        colour = background.blend(colour, role.share * colour.a, alpha=1.0)
        if not role.line:
            colour = legible(self.app, colour, background)
        return Style.from_color(colour.rich_color, background.rich_color) + Style(bold=role.bold or None)

    def draw(self, line: Iterable[Piece], width: int, *, cursor: bool = False) -> Strip:
        """A strip of exactly ``width`` cells."""
        text = in_ascii if self._ascii else plain
        segments = [Segment(text(piece.text), self.role_style(piece.role, cursor)) for piece in line]
        room = width - sum(segment.cell_length for segment in segments)
        if room < 0:
            return Strip(segments).adjust_cell_length(width)
        if room:
            segments.append(Segment(" " * room, self.role_style("", cursor)))
        return Strip(segments, width)


class LineWidget(Drawn):
    """A widget one or several lines high, each made of pieces; override `lines`."""

    DEFAULT_CSS = """
    LineWidget { height: 1; }
    """

    class Clicked(Message):
        """A piece with a target was clicked."""

        def __init__(self, widget: LineWidget, target: str) -> None:
            super().__init__()
            self.widget = widget
            self.target = target

        @property
        def control(self) -> LineWidget:
            """The widget that was clicked."""
            return self.widget

    def lines(self, width: int) -> list[Line]:
        """The lines for a widget of this width."""
        raise TypeError(f"{type(self).__name__} has no lines")

    def render_line(self, y: int) -> Strip:
        """One line, as wide as the widget."""
        lines = self.lines(self.size.width)
        return self.draw(lines[y] if y < len(lines) else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tells which piece was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        lines = self.lines(self.size.width)
        target = target_at(lines[offset.y], offset.x) if offset.y < len(lines) else ""
        if target:
            event.stop()
            self.post_message(self.Clicked(self, target))


def target_at(line: Line, x: int) -> str:
    """The target of the piece in this column, or empty."""
    for piece in line:
        x -= cell_len(piece.text)
        if x < 0:
            return piece.target
    return ""
