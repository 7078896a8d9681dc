"""The first two lines of the screen: the views with their counts, and the titles of the panes."""

from __future__ import annotations

from rich.cells import cell_len

from readlater.model import Counts
from readlater.model.values import dataclass
from readlater.tui.formatting import number
from readlater.tui.views import BY_NAME, VIEWS, View
from readlater.tui.widgets.lines import Line, LineWidget, Piece, fit, line_width

NAME = "readlater"


class Header(LineWidget):
    """``readlater  Inbox 42  Unread 40 …           is:unread csto · 12 found``; the views can be clicked."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._view: View = VIEWS[0]
        self._counts: Counts | None = None
        self._query = ""
        self._found = ""

    def show(self, view: View, counts: Counts | None, query: str = "", found: str = "") -> None:
        """Shows the view that is open, how much each view holds, and the query with what it found."""
        new = (view, counts, query, found)
        if new != (self._view, self._counts, self._query, self._found):
            self._view, self._counts, self._query, self._found = new
            self.refresh()

    def lines(self, width: int) -> list[Line]:
        """One line: name and views on the left, the query on the right; what has no room is left out."""
        right = self._right(width)
        room = width - line_width(right) - (2 if right else 0)
        views = list(VIEWS) if self._view in VIEWS else [self._view, *VIEWS]
        named = True
        left = self._left(views, named)
        while line_width(left) > room and (named or len(views) > 1):
            if named:
                named = False
            else:
                views.remove(next(view for view in reversed(views) if view is not self._view))
            left = self._left(views, named)
        gap = max(0, width - line_width(left) - line_width(right))
        return [[*left, Piece(" " * gap), *right]]

    def _left(self, views: list[View], named: bool) -> list[Piece]:
        line = [Piece(f" {NAME} ", "strong")] if named else []
        for view in views:
            held = view.count(self._counts) if self._counts else None
            count = "" if held is None else number(held)
            current = view is self._view
            target = f"view:{view.name}" if view.name in BY_NAME else "pane:list"
            line.append(Piece(" "))
            line.append(Piece(view.title, "current" if current else "", target))
            line.append(Piece(f" {count} " if count else " ", "accent" if current else "dim", target))
        return line

    def _right(self, width: int) -> list[Piece]:
        if not self._query or width < 40:
            return []
        found = f" · {self._found}" if self._found else ""
        query = fit(self._query, max(8, width // 2 - cell_len(found)), "..." if self._ascii else "…")
        return [Piece("/ ", "key", "search"), Piece(query, "strong", "search"), Piece(f"{found} ", "dim", "search")]


@dataclass(frozen=True, slots=True)
class PaneTitle:
    """A pane's title in the rule: the column where the pane begins, what it is called, whether it has the keys.

    ``target`` is what a click on it means, ``aside_target`` a click on the words beside it, if that is something else.
    """

    x: int
    text: str
    focused: bool = False
    aside: str = ""
    target: str = ""
    aside_target: str = ""


class TitleRule(LineWidget):
    """The rule over the panes with their titles in it: ``─ Inbox · newest first ──┬─ … ─┬─ Similar Readings ──``."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ascii = ascii
        self._titles: tuple[PaneTitle, ...] = ()

    def show(self, *titles: PaneTitle) -> None:
        """Shows these titles, from left to right."""
        if titles != self._titles:
            self._titles = titles
            self.refresh()

    def lines(self, width: int) -> list[Line]:
        """The rule."""
        dash, joint, mark = ("-", "+", ">") if self._ascii else ("─", "┬", "▌")
        line: list[Piece] = []
        for number_, title in enumerate(self._titles):
            end = self._titles[number_ + 1].x if number_ + 1 < len(self._titles) else width
            start = title.x
            if number_:
                line.append(Piece(joint, "rule"))
                start += 1
            room = end - start
            target = title.target
            if not title.text or room < 4:
                line.append(Piece(dash * max(0, room), "rule", target))
                continue
            before = mark if title.focused else dash
            text = fit(title.text, room - 3, "..." if self._ascii else "…")
            aside = f" · {title.aside}" if title.aside else ""
            if cell_len(text) + cell_len(aside) > room - 3:
                aside = ""
            line.append(Piece(before, "accent" if title.focused else "rule", target))
            line.append(Piece(text if title.focused else f" {text}", "current" if title.focused else "strong", target))
            used = 1 + cell_len(text) + (0 if title.focused else 1) + cell_len(aside)
            line.append(Piece(f"{aside} ", "dim", title.aside_target if aside else target))
            line.append(Piece(dash * max(0, room - used - 1), "rule", target))
        return [line]
