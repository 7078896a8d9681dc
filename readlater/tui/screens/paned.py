"""The panes of the main screen as far as there is room, their titles, and which of them has the keys.

What they show is not known here: `MainScreen` says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from readlater.tui.commands import HINTS, Pane
from readlater.tui.keymap import Keymap, key_label
from readlater.tui.panes import OUTLINE_BESIDE_LIST, USUAL, Arrangement, Widths, arrange
from readlater.tui.screens.beside import Beside
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.edge import Edge
from readlater.tui.widgets.foot import Foot
from readlater.tui.widgets.header import Header, PaneTitle, TitleRule
from readlater.tui.widgets.reader_view import ReaderView
from readlater.tui.widgets.sidebar import Sidebar
from readlater.tui.widgets.sidebar_lines import similar_title
from readlater.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.tui.widgets.drawer import Drawer
    from readlater.tui.widgets.outline_pane import OutlinePane
    from readlater.tui.widgets.welcome import Welcome

WELCOME_KEYS = {"app.samples": "list.sort"} | {one: one for one in ("app.add", "app.import", "app.help", "app.quit")}
"""The commands that an empty library offers, and the command whose key does it there."""

SIDEBAR_KEYS = (
    "article.accept",
    "article.merge",
    "article.not-copy",
    "article.readings",
    "article.snooze",
    "highlight.here",
    "move.back",
    "move.forward",
)
"""The commands whose keys the sidebar tells."""

ROWS_FOR_RULE = 5
ROWS_FOR_HEADER = 7
"""Rows from which the titles of the panes and the views stand above them: in a lower window the text needs them."""


class PanedScreen(Beside, Screen[None]):
    """Drawer, list, outline, reader and sidebar side by side as far as there is room; two lines above, one below.

    Args:
        config: the settings.
        keymap: which key does what.
        measure: the widest line of the reader, in columns.
        align: where in its pane the text stands, ``centre`` or ``left``.
        spacing: lines from one line of text to the next.
        sidebar: whether the sidebar is wanted where there is room for it.
        outline: whether the outline is wanted while an article is read.
        drawer: whether the drawer is wanted where there is room for it.
        chosen: the widths of the panes that are not as usual.
    """

    AUTO_FOCUS = None
    BLANK = True  # covered by what stands on it
    # Textual paints the whole screen anew when another widget gets the keys; our panes paint what changes with that.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(
        self,
        config: Config,
        keymap: Keymap,
        *,
        measure: int,
        align: str = "centre",
        spacing: int = 1,
        sidebar: bool,
        outline: bool = False,
        drawer: bool = False,
        chosen: Widths = USUAL,
    ) -> None:
        super().__init__(id="main", classes="-ascii" if config.ascii else None)
        self.config = config
        self.keymap = keymap
        ascii_ = config.ascii
        self.header = Header(ascii=ascii_, id="header")
        self.rule = TitleRule(ascii=ascii_, id="rule")
        self.articles = ArticleList(ascii=ascii_, id="list")
        self._begin_beside()
        self.reader = ReaderView(
            measure=measure,
            align=align,
            spacing=spacing,
            reorder=config.bidi == "reorder",
            ascii=ascii_,
            id="reader",
        )
        keys = {command: keymap.label(command, ascii=ascii_) for command in SIDEBAR_KEYS}
        self.sidebar = Sidebar(ascii=ascii_, zone=config.zone, speed=config.reading_speed, keys=keys, id="sidebar")
        self.edges = {pane: Edge(pane, ascii=ascii_) for pane in (Pane.LIST, Pane.SIDEBAR)}
        self.foot = Foot(self._foot_closed, keymap, ascii=ascii_, id="foot")
        self.pane = Pane.LIST
        self.zen = False
        self.sidebar_wanted = sidebar
        self.outline_wanted = outline
        self.drawer_wanted = drawer
        self.chosen: Widths = chosen
        self._welcome: Welcome | None = None
        self._empty = False
        self._columns = self._rows = 0
        self._hinted: tuple[str, ...] = ()
        self._arranged: tuple[Arrangement, bool, bool] | None = None

    def compose(self) -> ComposeResult:
        """Few widgets, already arranged: what changes when they are styled and laid out makes that twice the work."""
        outlined = self.outline_wanted and self.columns >= OUTLINE_BESIDE_LIST
        if outlined:
            self._make_outline()
        self._arrange()
        yield self.header
        yield self.rule
        with self._panes:
            yield self.articles
            yield self.edges[Pane.LIST]
            if self.outline is not None:
                yield self.outline
                yield self.edges[Pane.OUTLINE]
            yield self.reader
            yield self.edges[Pane.SIDEBAR]
            yield self.sidebar
        yield self.foot

    # --- what `MainScreen` knows

    @property
    def list_title(self) -> tuple[str, str]:
        """What the list shows, and in which order."""
        raise NotImplementedError

    @property
    def reader_title(self) -> str:
        """Where the article in the reader is from."""
        raise NotImplementedError

    @property
    def position(self) -> str:
        """Where the reader is: in the article, or in the list; empty if that is not known."""
        raise NotImplementedError

    def hint(self, command: str) -> str:
        """What the foot of the screen calls a command here."""
        raise NotImplementedError

    @property
    def status(self) -> StatusBar:
        """The status line."""
        return self.foot.status

    def _foot_closed(self) -> None:
        """Nothing is asked any more: the pane has the keys again."""
        if not self._empty:
            self._widget(self.pane).focus(scroll_visible=False)
        self._pane_changed()

    # --- panes

    @property
    def in_list(self) -> bool:
        """Whether commands for articles are for those of the list (else for the one in the reader)."""
        return self.pane is Pane.LIST

    @property
    def at_cursor(self) -> bool:
        """Whether the article that is looked at is the one under the list's cursor."""
        return True

    @property
    def empty(self) -> bool:
        """Whether the library is empty and the welcome is shown."""
        return self._empty

    @property
    def all_panes(self) -> list[Pane]:
        """The panes that there are, from left to right."""
        there = {
            Pane.DRAWER: self.drawer_wanted and self.drawer is not None,
            Pane.OUTLINE: self.outline_wanted and self.outline is not None and bool(self.outline.entries),
        }
        return [pane for pane in Pane if there.get(pane, True)]

    def show_continuations(self, title: str, choices: Sequence[tuple[str, str]], *, at_once: bool = False) -> None:
        """Says which keys may follow, (key, what it does), after a short pause or ``at_once``."""
        self.foot.show_keys(title, choices, at_once=at_once)

    def _widget(self, pane: Pane) -> ArticleList | Drawer | OutlinePane | ReaderView | Sidebar:
        if pane is Pane.LIST:
            return self.articles
        if pane is Pane.DRAWER:
            return self.need_drawer()
        if pane is Pane.OUTLINE:
            return self.need_outline()
        return self.reader if pane is Pane.READER else self.sidebar

    @property
    def _widgets(self) -> list[tuple[Pane, Widget]]:
        made = {Pane.DRAWER: self.drawer is not None, Pane.OUTLINE: self.outline is not None}
        return [(pane, self._widget(pane)) for pane in Pane if made.get(pane, True)]

    def go_to(self, pane: Pane) -> None:
        """Gives a pane the keys, and the screen if there is not room for all."""
        if pane is not self.pane:
            self.pane = pane
            self._arrange()
        self._widget(pane).focus(scroll_visible=False)
        self._pane_changed()

    def focus_pane_list(self) -> None:
        """Goes to the list."""
        self.zen = False
        self.go_to(Pane.LIST)

    def focus_pane_reader(self) -> None:
        """Goes to the reader."""
        self.go_to(Pane.READER)

    @property
    def shown_panes(self) -> tuple[Pane, ...]:
        """The panes that are on the screen, from left to right."""
        return self.plan.shown

    @property
    def columns(self) -> int:
        """The columns of the window."""
        return self._columns or self.app.size.width

    @property
    def plan(self) -> Arrangement:
        """Which panes are to be on the screen, and how wide."""
        return arrange(
            self.columns,
            self.pane,
            sidebar=self.sidebar_wanted,
            zen=self.zen,
            outline=self.outline_wanted and self.outline is not None,
            headings=self.outline is not None and bool(self.outline.entries),
            drawer=self.drawer_wanted,
            chosen=self.chosen,
        )

    def _arrange(self) -> None:
        rows = self._rows or self.app.size.height
        plan = self.plan
        arranged = (plan, rows >= ROWS_FOR_HEADER and not self.zen, rows >= ROWS_FOR_RULE and not self.zen)
        if arranged != self._arranged:
            self._arranged = arranged
            _, self.header.display, self.rule.display = arranged
            alone = len(plan.shown) == 1
            if self.drawer_wanted:  # until it is made, its room is kept: the others don't move when it comes
                awaited = self.drawer is None and Pane.DRAWER in plan.shown
                self._panes.styles.padding = (0, 0, 0, plan.width(Pane.DRAWER) + 1 if awaited else 0)
            for pane, widget in self._widgets:
                shown = widget.display = pane in plan.shown
                if pane is not Pane.READER:
                    self.edges[pane].display = shown and not alone
                    # The line between two panes is a column of the right one, but a widget of its own.
                    columns = plan.width(pane) - (1 if shown and pane is not plan.shown[0] else 0)
                    widget.styles.width = "1fr" if alone else columns
        self.show_titles()

    def rearrange(self) -> None:
        """Shows the panes that there is room for, after what they hold changed; the keys stay where they are."""
        self._arrange()

    def arrange_panes(self) -> None:
        """Shows the panes that there is room for, after something changed."""
        self._arrange()
        self._widget(self.pane).focus(scroll_visible=False)
        self._pane_changed()

    def _pane_changed(self) -> None:
        self.show_hints()
        self.show_titles()
        self.show_position()

    @property
    def hinted(self) -> tuple[str, ...]:
        """The commands of which the foot of the screen tells, the most useful first."""
        return HINTS[self.pane]

    def show_hints(self) -> None:
        """Tells the keys that help here."""
        self._hinted = self.hinted
        keys = [(self.keymap.label(one, ascii=self.config.ascii), self.hint(one), one) for one in self._hinted]
        self.status.show_hints([] if self._empty else [hint for hint in keys if hint[0]])

    def on_resize(self, event: events.Resize) -> None:
        """Another size: other panes."""
        self._columns, self._rows = event.size
        self._arrange()
        self.call_after_refresh(self.foot.renew_keys)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click elsewhere while something is asked: what is asked must not stay there without the keys."""
        if self.foot.is_open and not self.foot.region.contains(*event.screen_offset):
            self.foot.give_way()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click or another way of giving the keys to a pane."""
        for pane, widget in self._widgets:
            # Only of the one that has the keys still: the next key may have given them to another.
            if event.widget is widget is self.focused and pane is not self.pane:
                self.pane = pane
                self._arrange()
                self._pane_changed()

    def show_titles(self) -> None:
        """Writes the titles of the panes."""
        plan = self.plan
        titles = []
        for pane in plan.shown:
            text, aside = self._title(pane)
            focused = pane is self.pane and not self._empty
            target = "list.sort" if pane is Pane.LIST else ""
            titles.append(PaneTitle(plan.left(pane, self.columns), text, focused, aside, f"pane:{pane}", target))
        self.rule.show(*(titles if not self._empty else [PaneTitle(0, "Welcome")]))

    def _title(self, pane: Pane) -> tuple[str, str]:
        if pane is Pane.LIST:
            return self.list_title
        if pane is Pane.DRAWER:
            return "Library", ""
        if pane is Pane.OUTLINE:
            return "Outline", "words" if self.need_outline().shows_words(self.plan.width(pane) or self.columns) else ""
        return self.reader_title if pane is Pane.READER else self._sidebar_title(), ""

    def _sidebar_title(self) -> str:
        if self.sidebar.about is None:
            return "Similar Readings"
        return self.sidebar.section or similar_title(self.sidebar.about)

    def show_position(self) -> None:
        """Writes where the reader is: in the article, or in the list."""
        if self.hinted is not self._hinted and not self.foot.is_open:
            self.show_hints()
        text = "an empty library" if self._empty else self.position
        if text:
            self.status.show_position(text, passage=self.at_cursor)

    def show_welcome(self, empty: bool) -> None:
        """Shows the welcome in the place of the panes while the library is empty."""
        if empty == self._empty:
            return
        self._empty = empty
        if self._welcome is None:
            self._welcome = self._make_welcome()
            self.mount(self._welcome, before=self.foot)
        self._welcome.display = empty
        self._panes.display = not empty
        if empty:
            self.set_focus(None)
        else:
            self.go_to(Pane.LIST)
        self._pane_changed()

    def _make_welcome(self) -> Welcome:
        from readlater.tui.widgets.welcome import Welcome

        ascii_ = self.config.ascii
        keys = {command: self.keymap.label(key, ascii=ascii_) for command, key in WELCOME_KEYS.items()}
        welcome = Welcome(ascii=ascii_, id="welcome")
        enter = key_label("enter", ascii=ascii_)
        welcome.show_keys({**keys, "app.samples": f"{enter} {keys['app.samples']}".strip()})
        return welcome
