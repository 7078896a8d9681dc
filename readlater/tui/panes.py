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

DRAWER_BESIDE_LIST = 120
"""From this many columns the drawer may stand before the list; with fewer it takes its place while it has the keys."""

OUTLINE_BESIDE_LIST = 170
"""From this many columns the outline may stand between list and reader; with fewer it takes the list's place."""

LEAST_READER = 30
"""Columns that the reader keeps, however wide the others are wanted."""

_ENOUGH_READER = 64
"""Columns that the reader keeps when the outline comes between it and the list."""

_ENOUGH_BESIDE_DRAWER = 48
"""Columns that the reader keeps between drawer, list and sidebar; with fewer one of the two at the sides gives way."""

LEAST: Mapping[Pane, int] = MappingProxyType({Pane.DRAWER: 16, Pane.LIST: 20, Pane.OUTLINE: 16, Pane.SIDEBAR: 20})
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
    """How wide drawer, list, outline or sidebar are in a window of ``columns`` if nobody wants them otherwise.

    An outline or drawer in the list's place is as wide as the list: the text does not move when they change places.
    """
    if pane is Pane.DRAWER and beside_list:
        return 28 if columns < 160 else 30 if columns < 200 else min(40, 32 + (columns - 200) // 10)
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
    drawer: bool = False,
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
        drawer: whether the drawer is to stay before the list where there is room for that; with less room it is there
            only while it has the keys. Where the reader would have too little between drawer and sidebar, the sidebar
            gives way, or the drawer while the sidebar has the keys.
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
    if drawer or focus is Pane.DRAWER:
        if width >= DRAWER_BESIDE_LIST:
            return _with_drawer(width, focus, right, outline=outline, headings=headings, chosen=chosen)
        if focus is Pane.DRAWER:
            return _with_widths(width, (Pane.DRAWER, Pane.READER), chosen)
    return _with_list(width, focus, right, outline=outline, headings=headings, chosen=chosen)


def _with_drawer(
    width: int, focus: Pane, right: tuple[Pane, ...], *, outline: bool, headings: bool, chosen: Widths
) -> Arrangement:
    """The drawer before the list, or what stands in its place; beside the sidebar only if the reader has enough."""
    takes_its_place = outline and focus is not Pane.LIST and (headings or focus is Pane.OUTLINE)
    left = (Pane.DRAWER, Pane.OUTLINE if takes_its_place and focus is not Pane.DRAWER else Pane.LIST)
    plan = _with_widths(width, (*left, Pane.READER, *right), chosen)
    if right and width - sum(columns for _, columns in plan.widths) < _ENOUGH_BESIDE_DRAWER:
        if focus is Pane.SIDEBAR:
            return _with_list(width, focus, right, outline=outline, headings=headings, chosen=chosen)
        return _with_widths(width, (*left, Pane.READER), chosen)
    return plan


def _with_list(
    width: int, focus: Pane, right: tuple[Pane, ...], *, outline: bool, headings: bool, chosen: Widths
) -> Arrangement:
    """List, outline, or both, before the reader."""
    if outline and width >= OUTLINE_BESIDE_LIST:
        plan = _with_widths(width, (Pane.LIST, Pane.OUTLINE, Pane.READER, *right), chosen)
        if width - sum(columns for _, columns in plan.widths) >= _ENOUGH_READER:
            return plan
    takes_its_place = outline and focus is not Pane.LIST and (headings or focus is Pane.OUTLINE)
    return _with_widths(width, (Pane.OUTLINE if takes_its_place else Pane.LIST, Pane.READER, *right), chosen)


def _with_widths(width: int, shown: tuple[Pane, ...], chosen: Widths) -> Arrangement:
    """These panes, as wide as was chosen, or as usual, and less where the reader would have too little."""
    wanted = {
        pane: max(LEAST[pane], chosen.get(pane) or usual_width(pane, width, beside_list=stands_beside(pane, shown)))
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


def stands_beside(pane: Pane, shown: tuple[Pane, ...]) -> bool:
    """Whether an outline stands beside the list, or a drawer beside that or an outline, and not in the list's place."""
    return Pane.LIST in shown or (pane is Pane.DRAWER and Pane.OUTLINE in shown)


def most_columns(plan: Arrangement, pane: Pane, width: int) -> int:
    """The most columns that a pane of an arrangement can have while the others keep theirs."""
    others = sum(columns for one, columns in plan.widths if one is not pane)
    return max(LEAST[pane], width - LEAST_READER - others)
