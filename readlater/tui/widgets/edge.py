"""The line between two panes; it can be dragged with the mouse."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip

from readlater.tui.commands import Pane
from readlater.tui.widgets.lines import Drawn, Piece


class Edge(Drawn):
    """A line one column wide that belongs to a pane: dragging it makes that pane wider or narrower.

    It is no border: a press on a border gives the keys to the pane, and begins to select its text.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Edge { width: 1; height: 1fr; pointer: ew-resize; }
    """

    class Dragged(Message):
        """The edge was dragged to a column of the screen, or let go there (``done``)."""

        def __init__(self, edge: Edge, column: int, done: bool) -> None:
            super().__init__()
            self.edge = edge
            self.column = column
            self.done = done

        def can_replace(self, message: Message) -> bool:
            """Of many movements only the last one matters."""
            return isinstance(message, Edge.Dragged) and message.edge is self.edge and not message.done

    class Reset(Message):
        """The edge was clicked twice: the pane is to be as wide as usual."""

        def __init__(self, edge: Edge) -> None:
            super().__init__()
            self.edge = edge

    def __init__(self, pane: Pane, *, ascii: bool = False) -> None:  # noqa: A002
        """``pane``: the one that gets the width."""
        super().__init__()
        self.pane = pane
        self._ascii = ascii
        self._held = False
        self._column = 0
        self._moved = False
        self._drawn: dict[bool, Strip] = {}

    @property
    def lit(self) -> bool:
        """Whether the mouse is on it, or holds it."""
        return self._held or self.mouse_hover

    def render_line(self, y: int) -> Strip:
        """A piece of the line; a stronger one under the mouse."""
        strip = self._drawn.get(self.lit)
        if strip is None:
            plain, strong = ("|", "#") if self._ascii else ("│", "┃")
            strip = self.draw([Piece(strong, "accent") if self.lit else Piece(plain, "rule")], 1)
            self._drawn[self.lit] = strip
        return strip

    def notify_style_update(self) -> None:
        """Another theme: another colour."""
        super().notify_style_update()
        self._drawn.clear()

    def on_enter(self) -> None:
        """Shows that it can be taken."""
        self.refresh()

    def on_leave(self) -> None:
        """As it was."""
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Takes hold of the edge."""
        if event.button == 1:
            event.stop()
            self._held, self._moved, self._column = True, False, event.screen_x
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drags it."""
        if self._held and event.screen_x != self._column:
            self._moved, self._column = True, event.screen_x
            event.stop()
            self.post_message(self.Dragged(self, event.screen_x, False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Lets it go."""
        if self._held:
            event.stop()
            self._held = False
            self.release_mouse()
            self.refresh()
            if self._moved:
                self.post_message(self.Dragged(self, event.screen_x, True))

    def on_click(self, event: events.Click) -> None:
        """Twice: as wide as usual."""
        event.stop()
        if event.chain == 2 and not self._moved:
            self.post_message(self.Reset(self))
