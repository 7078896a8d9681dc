"""The history: every change that can be undone or done again, the newest first, and where between them we are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Size
from textual.strip import Strip

from readlater.model.values import dataclass
from readlater.tui.formatting import ago, moment, number, plural
from readlater.tui.screens.cursor_lines import FAR, CursorLines
from readlater.tui.screens.scrolled import ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Line, Piece, fit, plain

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library.undo import Action
    from readlater.tui.journal import Journal
    from readlater.tui.keymap import Keymap

_AGO = 13
_MOMENT = 20
_WIDE = 100
"""Cells from which on the date stands beside how long ago it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: an action; a text about the one above; where we are (``here``); or, of none of these, the beginning."""

    action: Action | None = None
    text: str = ""
    here: bool = False

    @property
    def can_be_chosen(self) -> bool:
        """Whether the cursor can stand on it."""
        return not self.here and not self.text


def history_rows(actions: Sequence[Action], opened: int, titles: Sequence[str], count: int) -> list[Row]:
    """The lines of the history: what is undone, where we are, what is done, the beginning."""
    if not actions:
        return []
    rows: list[Row] = []
    placed = False
    for action in actions:
        if not action.undone and not placed:
            rows.append(Row(here=True))
            placed = True
        rows.append(Row(action))
        if action.id == opened:
            rows += [Row(text=title or "untitled") for title in titles]
            if count > len(titles):
                rows.append(Row(text=f"and {number(count - len(titles))} more" if titles else _nothing(count)))
            elif not titles:
                rows.append(Row(text="no article"))
    if not placed:
        rows.append(Row(here=True))
    return [*rows, Row()]


def _nothing(count: int) -> str:
    return f"{plural(count, 'article')}, deleted for ever"


class HistoryLines(CursorLines):
    """The lines."""

    def __init__(self, config: Config) -> None:
        super().__init__(ascii=config.ascii)
        self._zone = config.zone
        self._now = datetime.now(UTC)
        self._rows: list[Row] = []

    def put(self, rows: list[Row], cursor: int) -> None:
        """Shows these lines with the cursor on one of them."""
        self._rows, self._now = rows, datetime.now(UTC)
        self._cursor = max(0, min(cursor, len(rows) - 1))
        self.virtual_size = Size(self.size.width, len(rows))
        self.move(0)
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The line under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    def can_be_chosen(self, line: int) -> bool:
        """Whether a change stands there, or where we are."""
        return self._rows[line].can_be_chosen

    def move(self, step: int) -> None:
        """Moves the cursor by so many lines, to one that can be chosen."""
        if not self._rows:
            return
        last = len(self._rows) - 1
        wanted = max(0, min(last, self._cursor + step))
        onward = -1 if step < 0 else 1
        order = [*range(wanted, last + 1), *range(wanted, -1, -1)]
        if onward < 0:
            order = [*range(wanted, -1, -1), *range(wanted, last + 1)]
        self._cursor = next((line for line in order if self._rows[line].can_be_chosen), 0)
        self._reveal()
        self.refresh()

    def _first_shown(self) -> int:
        """The line that says where we are stands above the first one that can be chosen."""
        return 0 if self._cursor <= 1 else self._cursor

    def render_line(self, y: int) -> Strip:
        """One line."""
        index, width = y + int(self.scroll_offset.y), self.size.width
        if not self._rows:
            text = "Nothing has been changed yet. What you change stands here, and can be undone."
            return self.draw([Piece(f" {fit(text, width - 2, self._ellipsis)}", "dim")] if y == 1 else (), width)
        if index >= len(self._rows):
            return self.draw((), width)
        here = index == self._cursor and self.has_focus
        return self.draw(self.line(self._rows[index], width, cursor=here), width, cursor=here)

    @property
    def _ellipsis(self) -> str:
        return "..." if self._ascii else "…"

    def line(self, row: Row, width: int, *, cursor: bool) -> Line:
        """A line of the history in pieces."""
        mark = Piece((">" if self._ascii else "▌") if cursor else " ", "accent")
        if row.here:
            dash = "-" if self._ascii else "─"
            text = " now "
            return [
                Piece(dash * 3, "accent"),
                Piece(text, "strong"),
                Piece(dash * max(0, width - len(text) - 3), "accent"),
            ]
        if row.text:
            bullet = "- " if self._ascii else "· "
            return [Piece(" " * 6), Piece(bullet + fit(plain(row.text), width - 9, self._ellipsis), "dim")]
        if row.action is None:
            return [mark, Piece("   before all of these", "dim")]
        action = row.action
        sign = ("x" if self._ascii else "↶") if action.undone else ("." if self._ascii else "✓")
        when = ago(action.at, self._now, self._zone)
        pieces = [mark, Piece(f"{sign} ", "dim" if action.undone else "accent"), Piece(f"{when:<{_AGO}}", "dim")]
        if width >= _WIDE:
            pieces.append(Piece(f"{moment(action.at, self._zone):<{_MOMENT}}", "dim"))
        if action.undone:
            pieces.append(Piece("undone  ", "dim"))
        room = width - sum(cell_len(piece.text) for piece in pieces) - 1
        return [*pieces, Piece(fit(plain(action.label), room, self._ellipsis), "dim" if action.undone else "")]


class HistoryScreen(ScrolledScreen[None]):
    """The history, full-screen. Enter goes to the state after a change; what it takes is undone, or done again."""

    AUTO_FOCUS = "HistoryLines"

    def __init__(self, journal: Journal, keymap: Keymap, config: Config, actions: Sequence[Action]) -> None:
        lines = HistoryLines(config)
        super().__init__(lines, (), (), SideKeys(keymap), ascii=config.ascii)
        self._history = lines
        self._journal = journal
        self._ascii = config.ascii
        self._actions = actions
        self._opened = 0
        self._named: tuple[int, Sequence[str]] = (0, ())

    def on_mount(self) -> None:
        """Shows the list with the cursor on the last change."""
        self._put_heading("")
        self._tell_keys(busy=False)
        self._put(next((line for line, row in enumerate(self._rows()) if row.here), 0) + 1)

    def _rows(self) -> list[Row]:
        count, titles = self._named
        return history_rows(self._actions, self._opened, titles, count)

    def _put(self, cursor: int | None = None) -> None:
        self._history.put(self._rows(), self._history.cursor if cursor is None else cursor)

    def _put_heading(self, text: str, role: str = "accent") -> None:
        undone = sum(action.undone for action in self._actions)
        facts = plural(len(self._actions), "change")
        if undone:
            facts += f", {number(undone)} undone"
        self.show_heading([Piece(" History", "strong"), Piece(f"   {text or facts}", role if text else "dim")])

    def _tell_keys(self, *, busy: bool) -> None:
        if busy:
            self.show_keys([(Act.CLOSE, "stop")])
            return
        told = ((Act.OPEN, "go there"), (Act.CLOSE, "close"), (Act.UNDO, "undo"), (Act.REDO, "redo"))
        self.show_keys([*((act, does) for act, does in told if self._keys.key(act)), (Act.RIGHT, "articles")])

    # --- told by the journal

    def tell(self, text: str, *, busy: bool = False) -> None:
        """Says what goes on."""
        self._put_heading(text)
        self._tell_keys(busy=busy)

    def renew(self, actions: Sequence[Action], text: str) -> None:
        """Shows the history as it now is, the cursor on the change that it was on."""
        row = self._history.row
        before = row.action.id if row is not None and row.action is not None else 0
        self._actions = actions
        rows = self._rows()
        found = [line for line, one in enumerate(rows) if one.action is not None and one.action.id == before]
        self._history.put(rows, found[0] if found else self._history.cursor)
        self.tell(text)

    # --- keys

    def done(self, act: Act) -> bool:
        """Goes to a state, undoes, redoes, shows what it was about, closes."""
        if act is Act.CLOSE:
            if not self._journal.stop():
                self._journal.closed()
                self.dismiss(None)
        elif act is Act.OPEN:
            self._go()
        elif act is Act.UNDO:
            self._journal.go([action for action in self._actions if not action.undone][:1], ())
        elif act is Act.REDO:
            self._journal.go((), [action for action in self._actions if action.undone][-1:])
        elif act is Act.RIGHT:
            self._open()
        elif act is Act.LEFT:
            self._opened = 0
            self._put()
        else:
            return False
        return True

    def on_cursor_lines_clicked(self) -> None:
        """Goes there."""
        self._go()

    def scrolled(self, act: Act) -> bool:
        """Moves the cursor."""
        step = {**self.steps(), Act.TOP: -FAR, Act.BOTTOM: FAR}.get(act, 0)
        if step:
            self._history.move(step)
        return bool(step)

    def _go(self) -> None:
        """To the state right after the change under the cursor; from the beginning's line to that before all."""
        row = self._history.row
        if row is None:
            return
        action = row.action
        if action is not None and action.undone:
            redo = [one for one in reversed(self._actions) if one.undone and one.id <= action.id]
            self._journal.go((), redo)
            return
        undo = [one for one in self._actions if not one.undone and (action is None or one.id > action.id)]
        if undo:
            self._journal.go(undo, ())
        else:
            self.tell("this is how it is now")

    def _open(self) -> None:
        """Shows which articles the change under the cursor was about."""
        row = self._history.row
        if row is None or row.action is None:
            return
        action = row.action

        def named(count: int, titles: Sequence[str]) -> None:
            if self.is_attached:
                self._opened, self._named = action.id, (count, titles)
                rows = self._rows()
                found = [line for line, one in enumerate(rows) if one.action is not None and one.action.id == action.id]
                self._history.put(rows, found[0] if found else 0)

        self._journal.name_articles(action, named)
