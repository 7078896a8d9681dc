"""The trail: every place that was gone to in this session, the ways that were left aside, and which of them is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.strip import Strip

from readlater.tui.formatting import ago, plural
from readlater.tui.plain import plain
from readlater.tui.screens.cursor_lines import FAR, CursorLines
from readlater.tui.screens.scrolled import ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Line, Piece, fit
from readlater.tui.widgets.sidebar_relating import state

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.model import ArticleRow
    from readlater.tui.keymap import Keymap
    from readlater.tui.tracing import Place
    from readlater.tui.trail import Row, Visit

_AGO = 12
_SHARE = 6
_STATE = 12
_NAMED = 45  # percent of what is left of a line that titles may take
_DEEPEST = 6
"""Ways that were left aside within each other are set in so many times at most."""

_WIDE = 100
"""Cells from which on the words at a place stand beside the title, and the state of the article."""

_NARROW = 60
"""Cells below which it is not said when a place was gone to."""


class TrailLines(CursorLines):
    """The places."""

    def __init__(
        self, rows: Sequence[Row], here: Visit | None, known: Mapping[int, ArticleRow], config: Config
    ) -> None:
        super().__init__(ascii=config.ascii)
        self._zone = config.zone
        self._now = datetime.now(UTC)
        self._rows = rows
        self._here = here
        self._known = known
        self._places: Mapping[Visit, Place] = {}
        self._cursor = next((line for line, row in enumerate(rows) if row.visit is here), len(rows) - 1)

    @property
    def visit(self) -> Visit:
        """The place under the cursor."""
        return self._rows[self._cursor].visit

    def put_places(self, places: Mapping[Visit, Place]) -> None:
        """Says of the places how far into their articles they are."""
        self._places = places
        self.refresh()

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """One line."""
        index, width = y + int(self.scroll_offset.y), self.size.width
        if index >= len(self._rows):
            return self.draw((), width)
        cursor = index == self._cursor and self.has_focus
        return self.draw(self._line(index, width, cursor=cursor), width, cursor=cursor)

    def _line(self, index: int, width: int, *, cursor: bool) -> Line:
        """A place: a sign where the reader is, when, how far into the article, its title, and the words there."""
        row, ellipsis = self._rows[index], "..." if self._ascii else "…"
        visit, here = row.visit, row.visit is self._here
        mark = (">" if self._ascii else "▌") if cursor else " "
        sign = ("*" if self._ascii else "●") if here else " "
        when = "here" if here else ago(visit.time, self._now, self._zone)
        place = self._places.get(visit)
        share = f"{round(100 * place.share):>3} %" if place is not None else ""
        quiet = "dim" if row.depth or self._lies_ahead(index) else ""
        pieces = [
            Piece(mark, "accent"),
            Piece(f"{sign} ", "current"),
            Piece(f"{fit(when, _AGO - 1, ellipsis):<{_AGO}}" if width >= _NARROW else "", "current" if here else "dim"),
            Piece(f"{share:<{_SHARE}} ", "dim"),
            Piece(self._branch(row), "rule"),
        ]
        room = max(4, width - sum(cell_len(piece.text) for piece in pieces) - 1)
        article = self._known.get(visit.step.article)
        if article is None:
            return [*pieces, Piece(fit(f"{visit.title} (no longer in the library)", room, ellipsis), "dim")]
        title = plain(article.title or article.url) or "Untitled"
        if width < _WIDE:
            again = self._again(index)
            text = f"“{place.words}”" if again and place is not None and place.words else title
            return [*pieces, Piece(fit(text, room, ellipsis), "dim" if again else quiet or ("strong" if here else ""))]
        branch = cell_len(self._branch(row))
        named = (room + branch) * _NAMED // 100 - branch  # what stands behind the titles stands below each other
        again = self._again(index)
        name = fit(("same article" if self._ascii else "〃 same article") if again else title, named - 2, ellipsis)
        words = fit(place.words, room - named - _STATE, ellipsis) if place is not None else ""
        return [
            *pieces,
            Piece(name, quiet or ("dim" if again else "strong" if here else "")),
            Piece(" " * (named - cell_len(name))),
            Piece(f"{fit(state(article), _STATE - 1, ellipsis):<{_STATE}}{words}", "dim"),
        ]

    def _again(self, index: int) -> bool:
        """Whether the line above is another place of the same article on the same way."""
        row = self._rows[index]
        before = self._rows[index - 1] if index else None
        return (
            before is not None
            and row.visit.back is before.visit
            and (before.visit.step.article == row.visit.step.article and before.depth == row.depth)
        )

    def _branch(self, row: Row) -> str:
        """What leads from the line above to a way that was left aside."""
        if not row.depth:
            return ""
        first = row.visit.back is not None and row.visit in row.visit.back.others
        sign = ("`- " if self._ascii else "└ ") if first else "  "
        return "  " * (min(row.depth, _DEEPEST) - 1) + sign

    def _lies_ahead(self, index: int) -> bool:
        """Whether a place lies forward of where the reader is."""
        here = next((line for line, row in enumerate(self._rows) if row.visit is self._here), len(self._rows))
        return index > here


class TrailScreen(ScrolledScreen["Visit | None"]):
    """The trail, full-screen; Enter goes to the place under the cursor."""

    AUTO_FOCUS = "TrailLines"

    def __init__(
        self,
        rows: Sequence[Row],
        here: Visit | None,
        known: Mapping[int, ArticleRow],
        keymap: Keymap,
        config: Config,
    ) -> None:
        lines = TrailLines(rows, here, known, config)
        articles = len({row.visit.step.article for row in rows})
        facts = f"   {plural(len(rows), 'place')} in {plural(articles, 'article')}"
        aside = sum(1 for row in rows if row.depth)
        facts += f", {aside} left aside" if aside else ""
        super().__init__(
            lines,
            [Piece(" The trail", "strong"), Piece(facts, "dim")],
            [(Act.OPEN, "go there"), (Act.CLOSE, "close")],
            SideKeys(keymap, also={"move.trail": Act.CLOSE}),
            ascii=config.ascii,
        )
        self._trail = lines

    def put_places(self, places: Mapping[Visit, Place]) -> None:
        """Says of the places how far into their articles they are."""
        self._trail.put_places(places)

    def done(self, act: Act) -> bool:
        """Goes to a place, or closes."""
        if act is Act.CLOSE:
            self.dismiss(None)
        elif act is Act.OPEN:
            self.dismiss(self._trail.visit)
        else:
            return False
        return True

    def on_cursor_lines_clicked(self) -> None:
        """Goes there."""
        self.dismiss(self._trail.visit)

    def scrolled(self, act: Act) -> bool:
        """Moves the cursor."""
        step = {**self.steps(), Act.TOP: -FAR, Act.BOTTOM: FAR}.get(act, 0)
        if step:
            self._trail.move(step)
        return bool(step)
