"""Which panes a window of a given size shows, and how wide they are. No Textual here."""

from __future__ import annotations

from readlater.model.values import dataclass
from readlater.tui.commands import Pane

TWO_PANES = 80
"""From this many columns the list stands beside the reader."""

THREE_PANES = 120
"""From this many columns the sidebar may stand there too."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The panes that are shown, from left to right, and the columns that list and sidebar take (0: all there are)."""

    shown: tuple[Pane, ...]
    list_width: int = 0
    sidebar_width: int = 0


def arrange(width: int, focus: Pane, *, sidebar: bool, zen: bool) -> Arrangement:
    """The panes for a window of ``width`` columns.

    The pane with the keys is always shown. ``sidebar`` is whether the reader wants the sidebar to stay where there is
    room for three panes; with less room it is there only while it has the keys, and takes the list's place.
    """
    if zen and focus is not Pane.SIDEBAR:
        return Arrangement((Pane.READER,))
    if width < TWO_PANES:
        return Arrangement((focus,))
    list_width = max(32, min(46, width * 3 // 10))
    sidebar_width = 32 if width < 140 else 38 if width < 180 else 44
    if width >= THREE_PANES and (sidebar or focus is Pane.SIDEBAR) and not zen:
        return Arrangement((Pane.LIST, Pane.READER, Pane.SIDEBAR), list_width, sidebar_width)
    if focus is Pane.SIDEBAR:
        return Arrangement((Pane.READER, Pane.SIDEBAR), 0, sidebar_width)
    return Arrangement((Pane.LIST, Pane.READER), list_width)
