"""Drawer and outline: the panes beside list and reader, which are made when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal

from readlater.tui.commands import Pane
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.edge import Edge
from readlater.tui.widgets.reader_view import ReaderView

if TYPE_CHECKING:
    from textual.screen import Screen

    from readlater.config import Config
    from readlater.tui.outlining import Outlining
    from readlater.tui.panes import Arrangement
    from readlater.tui.shelving import Shelving
    from readlater.tui.widgets.drawer import Drawer
    from readlater.tui.widgets.outline_pane import OutlinePane

    Base = Screen[None]
else:
    Base = object  # every class of Textual's own kind takes a third of a millisecond to make


class Panes(Horizontal):
    """What the panes stand in; they cover it, so that it is never painted itself."""

    BLANK = True


class Beside(Base):
    """The part of the main screen that makes these panes and hears what they say.

    The first paint does not wait for them; an outline that is in it is made with the others.
    """

    if TYPE_CHECKING:
        config: Config
        articles: ArticleList
        reader: ReaderView
        edges: dict[Pane, Edge]
        outlining: Outlining
        shelving: Shelving
        _arranged: tuple[Arrangement, bool, bool] | None

        def show_position(self) -> None:
            """Writes where the reader is."""

    def _begin_beside(self) -> None:
        """Before anything is shown: what they stand in, and neither of them."""
        self._panes = Panes(id="panes")
        self.drawer: Drawer | None = None
        self.outline: OutlinePane | None = None

    # --- making them

    def _make_outline(self) -> OutlinePane:
        from readlater.tui.widgets.outline_pane import OutlinePane

        self.outline = OutlinePane(ascii=self.config.ascii, id="outline")
        self.edges[Pane.OUTLINE] = Edge(Pane.OUTLINE, ascii=self.config.ascii)
        return self.outline

    def need_outline(self) -> OutlinePane:
        """The outline, which is made and put into its place if need be."""
        if self.outline is None:
            self._put(self._make_outline(), Pane.OUTLINE, self.reader)
        assert self.outline is not None
        return self.outline

    def need_drawer(self) -> Drawer:
        """The drawer, which is made and put into its place if need be."""
        if self.drawer is None:
            from readlater.tui.widgets.drawer import Drawer

            self.drawer = Drawer(ascii=self.config.ascii, id="drawer")
            self.edges[Pane.DRAWER] = Edge(Pane.DRAWER, ascii=self.config.ascii)
            self._put(self.drawer, Pane.DRAWER, self.articles)
        return self.drawer

    def _put(self, widget: Drawer | OutlinePane, pane: Pane, before: ArticleList | ReaderView) -> None:
        edge = self.edges[pane]
        widget.display = edge.display = False
        self._panes.mount(widget, edge, before=before)
        self._arranged = None

    # --- keeping them true

    def follow_in_outline(self) -> None:
        """Keeps the outline true, if there is one."""
        if self.outline is not None:
            self.outlining.follow()

    def follow_in_drawer(self) -> None:
        """Marks in the drawer what the list shows, if there is one."""
        if self.drawer is not None:
            self.shelving.follow()

    def renew_drawer(self) -> None:
        """Counts anew what stands in the drawer, if there is one."""
        if self.drawer is not None:
            self.shelving.renew()

    # --- what they say

    def on_outline_pane_chosen(self, message: OutlinePane.Chosen) -> None:
        """Goes to a heading."""
        self.outlining.go(message.entry.offset)

    def on_drawer_chosen(self, message: Drawer.Chosen) -> None:
        """Shows what was chosen in the list."""
        self.shelving.show(message.node)

    def on_drawer_moved(self) -> None:
        """Says what is under the cursor of the drawer."""
        self.show_position()

    def on_drawer_turned(self) -> None:
        """Remembers what is folded."""
        self.shelving.keep_turned()
