"""The drawer: lists, saved searches, categories, tags and sites as a tree, each with its number."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from readlater.tui.formatting import number
from readlater.tui.shelf_tree import Kind, Node, Row, nodes_of, rows
from readlater.tui.widgets.line_pane import LinePane
from readlater.tui.widgets.lines import Line, Piece, fit

_INDENT = 2
_DEEPEST = 5
"""Levels that are indented; what is further down stands below these."""

_LEAST_TITLE = 8
"""Columns that a title keeps: with less its number is not told."""


class Drawer(LinePane, can_focus=True, inherit_bindings=False):
    """The tree, a line for each."""

    class Chosen(Message):
        """The reader wants to see what is under the cursor."""

        def __init__(self, node: Node) -> None:
            super().__init__()
            self.node = node

    class Turned(Message):
        """Something was folded, or is no longer."""

    class Moved(Message):
        """The cursor is elsewhere."""

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(ascii=ascii, id=id)
        self._tree: Sequence[Node] = ()
        self._turned: frozenset[str] = frozenset()
        self._sought = ""
        self._rows: list[Row] = []
        self._current = ""
        self._found = ""
        """The key of what was found by a filter: it stays, though it may be one of those that there is no room for."""
        self._before = ""
        """The key of what the cursor was on before the drawer was filtered."""

    # --- what is shown

    @property
    def sections(self) -> Sequence[Node]:
        """The sections."""
        return self._tree

    @property
    def rows(self) -> Sequence[Row]:
        """The lines that there are to be seen."""
        return self._rows

    @property
    def turned(self) -> Set[str]:
        """The keys of what is not folded, or not shown, as usual."""
        return self._turned

    @property
    def count(self) -> int:
        """How many lines there are to be seen."""
        return len(self._rows)

    @property
    def node(self) -> Node | None:
        """What is under the cursor."""
        return self._rows[self._cursor].node if self._rows else None

    @property
    def current(self) -> str:
        """The key of the line that the list shows; empty: it is none of these."""
        return self._current

    @property
    def sought(self) -> str:
        """The words by which the drawer is filtered; empty if it is not."""
        return self._sought

    def show(self, tree: Sequence[Node], turned: Set[str] | None = None) -> None:
        """Shows a tree; the cursor stays on what it is on, and ``turned`` as it is if it is not given."""
        if not self._tree:
            self._cursor = 1  # below the heading
        self._tree = tree
        if turned is not None:
            self._turned = frozenset(turned)
        self._lay_out()

    def mark(self, key: str) -> None:
        """Marks the line that the list shows, by its key; empty: none of them."""
        if key != self._current:
            self._current = key
            self._lay_out()

    def filter(self, words: str) -> None:
        """Shows only what holds these words, the cursor on the first such line; empty: everything again."""
        if words == self._sought:
            return
        before = self._key
        if not self._sought.strip():
            self._before = before
        self._sought = words
        self._lay_out(before if not words.strip() else "")
        if words.strip():
            self._jump(next((at for at, row in enumerate(self._rows) if self._holds(row.node)), 0))

    def end_filter(self, *, stay: bool) -> None:
        """Shows everything again, with the cursor where it is (``stay``: unfolded), or where it was before."""
        if not self._sought:
            return
        key = self._key if stay else self._before
        self._sought = ""
        if stay:
            self._found = key
            self._unfold(key)
        self._lay_out(key)

    def _holds(self, node: Node) -> bool:
        return bool(node.sought) and all(word in node.sought for word in self._sought.casefold().split())

    @property
    def _key(self) -> str:
        return self._rows[self._cursor].node.key if self._rows else ""

    def _lay_out(self, key: str | None = None) -> None:
        """Makes the lines anew, with the cursor on the one of this key, if it is there (None: the present one)."""
        key = self._key if key is None else key
        self._rows = rows(self._tree, self._turned, self._sought, {self._current, self._found} - {""})
        self._cursor = self._row_of(key)
        self._cursor = self._near(max(0, min(self._cursor, len(self._rows) - 1)), 1)
        self._size_lines()
        self._reveal()
        self.refresh()

    # --- folding

    def turn(self) -> None:
        """Hides or shows what is below the line under the cursor; where there is nothing: the part it stands in."""
        row = self._rows[self._cursor] if self._rows else None
        if row is None or self._sought:
            return
        if row.folded is None and row.node.kind is not Kind.MORE:
            self._jump(self._above())
            row = self._rows[self._cursor]
        self._turn(row.node.key)

    def out(self) -> None:
        """Hides what is below the line; where nothing is to be hidden: to the line that it stands in."""
        row = self._rows[self._cursor] if self._rows else None
        if row is None:
            return
        if row.folded is False and not self._sought:
            self._turn(row.node.key)
        else:
            self._jump(self._above())

    def into(self) -> bool:
        """Shows what is below the line, if it is hidden; whether it was."""
        row = self._rows[self._cursor] if self._rows else None
        if row is None or not row.folded or self._sought:
            return False
        self._turn(row.node.key)
        return True

    def _turn(self, key: str) -> None:
        self._turned = self._turned ^ {key}
        self._lay_out()
        self.post_message(self.Turned())

    def _unfold(self, key: str) -> None:
        """Shows a line, whatever it stands in."""

        def way(nodes: Sequence[Node]) -> list[Node] | None:
            for node in nodes:
                if node.key == key:
                    return []
                if (rest := way(node.parts)) is not None:
                    return [node, *rest]
            return None

        if hidden := {node.key for node in way(self._tree) or ()} & self._turned:
            self._turned -= hidden
            self.post_message(self.Turned())

    def _above(self) -> int:
        """The number of the line that the one under the cursor stands in; its own at the top."""
        depth = self._rows[self._cursor].depth
        for at in range(self._cursor - 1, -1, -1):
            if self._rows[at].depth < depth and self._rows[at].node.kind is not Kind.GAP:
                return at
        return self._cursor

    # --- the cursor

    def point_at_current(self) -> None:
        """Moves the cursor to the line that the list shows, if it is one of these."""
        self._jump(self._row_of(self._current))

    def point_at(self, key: str) -> bool:
        """Moves the cursor to the line of this key, out of what is folded; whether it is there."""
        if all(node.key != key for node in nodes_of(self._tree)):
            return False
        self._unfold(key)
        self._lay_out(key)
        self.post_message(self.Moved())
        return True

    def _row_of(self, key: str) -> int:
        """The number of the line of this key; that of the one under the cursor if it is not among them."""
        return next((at for at, row in enumerate(self._rows) if row.node.key == key), self._cursor)

    def choose(self) -> bool:
        """Chooses the line under the cursor; whether there is one."""
        node = self.node
        if node is not None:
            self.post_message(self.Chosen(node))
        return node is not None

    def _moved(self) -> None:
        self.post_message(self.Moved())

    def _near(self, at: int, way: int) -> int:
        """A line on which the cursor can stand: this one, or the next one that way."""
        return at + way if self._rows and self._rows[at].node.kind is Kind.GAP else at

    # --- painting

    def render_line(self, y: int) -> Strip:
        """A line of the tree."""
        width = self._width
        index = y + int(self.scroll_offset.y)
        if index >= len(self._rows):
            return self.draw((), width)
        cursor = self.has_focus and index == self._cursor
        return self.draw(self._line(self._rows[index], width, cursor), width, cursor=cursor)

    def _line(self, row: Row, width: int, cursor: bool) -> Line:
        node = row.node
        if node.kind is Kind.GAP:
            return ()
        bar, shown, hidden, mark, ellipsis = (">", "-", "+", "*", "...") if self._ascii else ("▌", "▾", "▸", "•", "…")
        current = bool(self._current) and node.key == self._current
        arrow = {None: " ", False: shown, True: hidden}[row.folded]
        indent = " " * (_INDENT * min(row.depth, _DEEPEST))
        count = number(node.count) if node.count is not None else ""
        room = width - 1 - len(indent) - 2 - 1
        if count and room - len(count) - 1 < _LEAST_TITLE:
            count = ""
        text = fit(node.title, max(1, room - (len(count) + 1 if count else 0)), ellipsis)
        role = "current" if current else _ROLES.get(node.kind, "dim" if node.count == 0 else "")
        return [
            Piece(bar if cursor else " ", "accent"),
            Piece(f"{indent}{arrow}", "dim"),
            Piece(mark if current else " ", "current"),
            Piece(text, role),
            Piece(" " * max(1, room - cell_len(text) - len(count))),
            Piece(count, "current" if current else "dim"),
        ]

    # --- mouse

    def on_click(self, event: events.Click) -> None:
        """Shows what was clicked; a click on the sign before it folds."""
        offset = event.get_content_offset(self)
        index = offset.y + int(self.scroll_offset.y) if offset is not None else -1
        if offset is None or not 0 <= index < len(self._rows) or self._rows[index].node.kind is Kind.GAP:
            return
        event.stop()
        self._jump(index)
        row = self._rows[index]
        if row.folded is not None and offset.x <= 2 + _INDENT * min(row.depth, _DEEPEST):
            self.turn()
        else:
            self.choose()


_ROLES = {Kind.SECTION: "strong", Kind.MORE: "dim", Kind.NOTE: "dim", Kind.NONE: "dim"}
"""How lines are painted that are no names."""
