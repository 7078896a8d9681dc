"""Which panes a window of a given size shows, and how wide they are. No Textual here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from readlater.model.values import dataclass
from readlater.tui.commands import Pane

TWO_PANES = 80
"""From this many columns another pane stands beside the reader."""

THREE_PANES = 120
"""From this many columns the sidebar may stand there too."""

OUTLINE_BESIDE_LIST = 170
"""From this many columns the outline may stand between list and reader; with fewer it takes the list's place."""

LEAST_READER = 30
"""Columns that the reader keeps, however wide the others are wanted."""

_ENOUGH_READER = 64
"""Columns that the reader keeps when the outline comes between it and the list."""

LEAST: Mapping[Pane, int] = MappingProxyType({Pane.LIST: 20, Pane.OUTLINE: 16, Pane.SIDEBAR: 20})
"""The least columns of the panes whose width can be chosen."""

Widths = Mapping[Pane, int]
"""The widths that were chosen; a pane that is not in it is as wide as usual."""

USUAL: Widths = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The panes that are shown, from left to right, and the columns of each but the reader, which takes the rest.

    The line between two panes is a column of the right one. A pane that is alone takes all there is and has no width.
    """

    shown: tuple[Pane, ...]
    widths: tuple[tuple[Pane, int], ...] = ()

    def width(self, pane: Pane) -> int:
        """The columns of a pane; 0 for the reader and for a pane that is alone or not shown."""
        return dict(self.widths).get(pane, 0)

    def left(self, pane: Pane, columns: int) -> int:
        """The column at which a pane begins, with the line before it, in a window of ``columns``."""
        before = self.shown[: self.shown.index(pane)]
        if Pane.READER in before:
            return columns - sum(self.width(one) for one in self.shown[self.shown.index(pane) :])
        return sum(self.width(one) for one in before)


def usual_width(pane: Pane, columns: int, *, beside_list: bool = False) -> int:
    """How wide list, outline or sidebar are in a window of ``columns`` if nobody wants them otherwise.

    An outline in the list's place is as wide as the list: the text does not move when they change places.
    """
    if pane is Pane.SIDEBAR:
        return 32 if columns < 140 else 38 if columns < 180 else min(64, 44 + max(0, columns - 200) // 6)
    if pane is Pane.OUTLINE and beside_list:
        return 34 if columns < 200 else min(48, 36 + (columns - 200) // 8)
    return max(32, min(46 + max(0, columns - 200) // 5, columns * 3 // 10, 70))


def arrange(
    width: int,
    focus: Pane,
    *,
    sidebar: bool,
    zen: bool,
    outline: bool = False,
    headings: bool = True,
    chosen: Widths = USUAL,
) -> Arrangement:
    """The panes for a window of ``width`` columns.

    The pane with the keys is always shown.

    Args:
        width: the columns of the window.
        focus: the pane that has the keys.
        sidebar: whether the sidebar is to stay where there is room for three panes; with less room it is there only
            while it has the keys, and takes the list's place.
        zen: whether the reader stands alone.
        outline: whether the outline is to stay beside the reader; it takes the list's place, but not while the list
            has the keys, and stands beside the list where there is room for both.
        headings: whether the article has any; without them the list stays in its place.
        chosen: the widths that were chosen; they are kept as far as the reader keeps its own least width.
    """
    if zen and focus not in (Pane.SIDEBAR, Pane.OUTLINE):
        return Arrangement((Pane.READER,))
    if width < TWO_PANES:
        return Arrangement((focus,))
    if zen:
        return _with_widths(width, (focus, Pane.READER) if focus is Pane.OUTLINE else (Pane.READER, focus), chosen)
    right: tuple[Pane, ...] = ()
    if focus is Pane.SIDEBAR or (sidebar and width >= THREE_PANES):
        right = (Pane.SIDEBAR,)
    if right and width < THREE_PANES:
        return _with_widths(width, (Pane.READER, *right), chosen)
    outline = outline or focus is Pane.OUTLINE
    if outline and width >= OUTLINE_BESIDE_LIST:
        plan = _with_widths(width, (Pane.LIST, Pane.OUTLINE, Pane.READER, *right), chosen)
        if width - sum(columns for _, columns in plan.widths) >= _ENOUGH_READER:
            return plan
    takes_its_place = outline and focus is not Pane.LIST and (headings or focus is Pane.OUTLINE)
    return _with_widths(width, (Pane.OUTLINE if takes_its_place else Pane.LIST, Pane.READER, *right), chosen)


def _with_widths(width: int, shown: tuple[Pane, ...], chosen: Widths) -> Arrangement:
    """These panes, as wide as was chosen, or as usual, and less where the reader would have too little."""
    beside = Pane.LIST in shown
    wanted = {
        pane: max(LEAST[pane], chosen.get(pane) or usual_width(pane, width, beside_list=beside))
        for pane in shown
        if pane is not Pane.READER
    }
    excess = sum(wanted.values()) - (width - LEAST_READER)
    spare = sum(wanted.values()) - sum(LEAST[pane] for pane in wanted)
    if excess > 0 and spare > 0:  # each gives according to what it has more than its least
        wanted = {
            pane: max(LEAST[pane], columns - -(-excess * (columns - LEAST[pane]) // spare))
            for pane, columns in wanted.items()
        }
    return Arrangement(shown, tuple(wanted.items()))


def most_columns(plan: Arrangement, pane: Pane, width: int) -> int:
    """The most columns that a pane of an arrangement can have while the others keep theirs."""
    others = sum(columns for one, columns in plan.widths if one is not pane)
    return max(LEAST[pane], width - LEAST_READER - others)
