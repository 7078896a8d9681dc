"""The drawer at the left: showing and hiding it, what it opens, and its numbers, counted beside the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from readlater.tui.commands import Pane
from readlater.tui.formatting import plural
from readlater.tui.listed import SAVED, of_query
from readlater.tui.shelf_tree import Kind, make_tree, nodes_of, with_query
from readlater.tui.wrap import fit

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen
    from readlater.tui.shelf_tree import Node
    from readlater.tui.shelf_writing import ShelfWriting

RENEW_PAUSE = 0.1
"""Seconds that the drawer waits before it counts anew: a key that is held changes something every time."""

_MOST_TURNED = 500
"""Folded lines that are remembered."""


class Shelving:
    """Shows the drawer, keeps it true, and shows what is chosen in it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._stale = True
        self._counting = False
        self._listed = ""
        self._wanted = ""
        """The key of what the cursor goes to as soon as it is there."""
        self._instead = ""
        """The key of what the list shows in the place of what it shows now, as soon as it is there."""
        self._writing: ShelfWriting | None = None

    # --- showing and hiding

    def toggle(self) -> None:
        """Shows the drawer and goes into it; in it: hides it."""
        screen = self._screen
        if screen.pane is Pane.DRAWER:
            screen.drawer_wanted = False
            screen.go_to(Pane.LIST)
            screen.arrange_panes()
        else:
            screen.zen = False
            screen.drawer_wanted = True
            self.begin()
            screen.need_drawer().point_at_current()
            self._point_at_wanted()
            screen.go_to(Pane.DRAWER)
            screen.arrange_panes()
        screen.remember("drawer", "on" if screen.drawer_wanted else "off")

    def begin(self) -> None:
        """Makes the drawer, if need be, with what needs no library; what does, comes from a thread."""
        drawer = self._screen.need_drawer()
        if not drawer.sections:
            turned = self._screen.library.setting("screen.drawer-turned")
            drawer.show(make_tree(None), set(turned.split("\n")) - {""})
        self.renew()

    def leave(self) -> None:
        """Goes to the list; the drawer stays where there is room for it."""
        self._screen.go_to(Pane.LIST)

    # --- what it holds

    def renew(self) -> None:
        """Counts anew, once the keys rest and if the drawer can be seen; else when it is shown again."""
        self._stale = True
        if not self._counting and Pane.DRAWER in self._screen.shown_panes:
            self._counting = True
            self._screen.work(self._renew, "shelves", exclusive=False)

    async def _renew(self) -> None:
        """One count at a time: what changes meanwhile is counted by the next one."""
        screen = self._screen
        key = screen.keymap.label("list.save-search", ascii=screen.config.ascii)
        try:
            pause = 0.0
            while self._stale and not screen.leaving:
                await asyncio.sleep(pause)
                self._stale = False
                tree = await screen.background.read(lambda library: make_tree(library.shelves(), key))
                screen.need_drawer().show(tree)
                self._follow_name()
                self.follow(anew=True)
                self._point_at_wanted()
                screen.show_position()
                pause = RENEW_PAUSE
            self._wanted = self._instead = ""
        finally:
            self._counting = False

    def follow(self, *, anew: bool = False) -> None:
        """Marks what the list shows now; what was not counted while the drawer was hidden, is counted now."""
        drawer, listed = self._screen.drawer, self._screen.browsing.listed
        if drawer is not None and (anew or listed != self._listed):
            self._listed = listed
            drawer.mark(with_query(drawer.sections, listed))
        if self._stale and not anew:
            self.renew()

    def point_at(self, key: str) -> None:
        """Moves the cursor to what was just made or renamed, when it is there."""
        self._wanted = key

    def _point_at_wanted(self) -> None:
        if self._wanted and self._screen.need_drawer().point_at(self._wanted):
            self._wanted = ""

    def show_instead(self, key: str) -> None:
        """What the list shows was renamed, and will have this key."""
        self._instead = key

    def _follow_name(self) -> None:
        """Shows the same in the list by the name that it has now."""
        browsing = self._screen.browsing
        nodes = list(nodes_of(self._screen.need_drawer().sections))
        renamed = next((node for node in nodes if self._instead and node.key == self._instead), None)
        if renamed is None and browsing.view.name.startswith(SAVED):
            same = [node for node in nodes if node.kind is Kind.SEARCH and node.query == browsing.listed]
            if all(f"{SAVED}{node.name}" != browsing.view.name for node in same):
                renamed = next(iter(same), None)
        if renamed is not None:
            self._instead = ""
            browsing.view = of_query(_title(renamed), renamed.query, _remembered(renamed))
            if browsing.view.name:
                self._screen.remember("view", browsing.view.name)
            browsing.load()

    def keep_turned(self) -> None:
        """Remembers what is folded."""
        turned = sorted(self._screen.need_drawer().turned)[:_MOST_TURNED]
        self._screen.remember("drawer-turned", "\n".join(turned))

    @property
    def position(self) -> str:
        """What is under the cursor, for the foot of the screen."""
        node = self._screen.need_drawer().node
        if node is None or not node.query:
            return node.title if node is not None else ""
        count = plural(node.count, "article") if node.count is not None else ""
        text = " · ".join(part for part in (count, node.help or node.title) if part)
        return fit(text, max(24, self._screen.columns // 2), "..." if self._screen.config.ascii else "…")

    # --- what is done with a line

    def _is_inside(self) -> bool:
        """Whether the drawer has the keys; if a command was chosen from elsewhere, it is shown before it is obeyed."""
        inside = self._screen.pane is Pane.DRAWER
        if not inside:
            self.toggle()
        return inside

    def open(self) -> None:
        """Shows what is under the cursor in the list."""
        if self._is_inside():
            self._screen.need_drawer().choose()

    def show(self, node: Node) -> None:
        """Shows what a line stands for in the list; one that only holds others is folded, or no longer."""
        drawer = self._screen.need_drawer()
        if node.kind in (Kind.SECTION, Kind.FOLDER, Kind.MORE):
            drawer.turn()
        elif node.query:
            self._instead = ""
            self._screen.browsing.show_list(_title(node), node.query, name=_remembered(node))
            self.follow()

    def fold(self) -> None:
        """Hides or shows what is below the line under the cursor."""
        if self._is_inside():
            self._screen.need_drawer().turn()

    def out(self) -> None:
        """Hides what is below the line, or goes to what it stands in."""
        self._screen.need_drawer().out()

    def into(self) -> None:
        """Shows what is below the line, if that is hidden; else what it stands for in the list."""
        if not self._screen.need_drawer().into():
            self.open()

    def filter(self) -> None:
        """Asks for words: only lines with these are shown, and Enter opens the one under the cursor."""
        self._is_inside()
        drawer, foot = self._screen.need_drawer(), self._screen.foot

        def entered(_: str) -> None:
            drawer.end_filter(stay=True)
            foot.close_prompt()
            if drawer.node is not None and drawer.node.query:  # what only holds others was found to be looked into
                self.open()

        foot.ask(
            "find",
            "",
            entered=entered,
            typed=drawer.filter,
            left=partial(drawer.end_filter, stay=False),
            moved=drawer.move,
            placeholder="a list, category, tag or site",
        )

    # --- what is written

    @property
    def writing(self) -> ShelfWriting:
        """What writes: made when it is first needed."""
        if self._writing is None:
            from readlater.tui.shelf_writing import ShelfWriting

            self._writing = ShelfWriting(self._screen)
        return self._writing

    def save(self) -> None:
        """Keeps what the list shows as a search with a name."""
        self.writing.save()

    def rename(self) -> None:
        """Gives what is under the cursor another name."""
        self._with_node(lambda node: self.writing.rename(node))

    def edit(self) -> None:
        """Changes what a saved search looks for."""
        self._with_node(lambda node: self.writing.edit(node))

    def delete(self) -> None:
        """Deletes a saved search, or a folder of them."""
        self._with_node(lambda node: self.writing.delete(node))

    def _with_node(self, act: Callable[[Node], object]) -> None:
        if self._is_inside() and (node := self._screen.need_drawer().node) is not None:
            act(node)


def _title(node: Node) -> str:
    """What the list is called that shows this."""
    return {Kind.TAG: f"#{node.name}", Kind.SEARCH: node.name}.get(node.kind, node.title)


def _remembered(node: Node) -> str:
    """The name by which the list is remembered that shows this; empty: it is not."""
    return {Kind.LIST: node.name, Kind.SEARCH: f"{SAVED}{node.name}"}.get(node.kind, "")
