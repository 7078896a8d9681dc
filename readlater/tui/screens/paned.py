"""The panes of the main screen: list, reader and sidebar as far as there is room, their titles, which has the keys.

What they show is not known here: `MainScreen` says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from readlater.tui.commands import HINTS, Pane
from readlater.tui.keymap import Keymap, key_label
from readlater.tui.panes import Arrangement, arrange
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.foot import Foot
from readlater.tui.widgets.header import Header, PaneTitle, TitleRule
from readlater.tui.widgets.reader_view import ReaderView
from readlater.tui.widgets.sidebar import Sidebar
from readlater.tui.widgets.sidebar_lines import similar_title
from readlater.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.tui.widgets.welcome import Welcome

WELCOME_KEYS = {"app.samples": "list.sort", "app.import": "app.import", "app.help": "app.help", "app.quit": "app.quit"}
"""The commands that an empty library offers, and the command whose key does it there."""

SIDEBAR_KEYS = ("article.accept", "article.merge", "article.not-copy")
"""The commands whose keys the sidebar tells."""


class PanedScreen(Screen[None]):
    """List, reader and sidebar side by side as far as there is room; one line above, one below.

    Args:
        config: the settings.
        keymap: which key does what.
        measure: the widest line of the reader, in columns.
        sidebar: whether the sidebar is wanted where there is room for it.
    """

    AUTO_FOCUS = None

    def __init__(self, config: Config, keymap: Keymap, *, measure: int, sidebar: bool) -> None:
        super().__init__(id="main", classes="-ascii" if config.ascii else None)
        self.config = config
        self.keymap = keymap
        ascii_ = config.ascii
        self.header = Header(ascii=ascii_, id="header")
        self.rule = TitleRule(ascii=ascii_, id="rule")
        self.articles = ArticleList(ascii=ascii_, id="list")
        self.reader = ReaderView(measure=measure, ascii=ascii_, id="reader")
        keys = {command: keymap.label(command, ascii=ascii_) for command in SIDEBAR_KEYS}
        self.sidebar = Sidebar(ascii=ascii_, zone=config.zone, speed=config.reading_speed, keys=keys, id="sidebar")
        for joined in (self.reader, self.sidebar):  # already here: a class that comes later is another styling
            joined.add_class("-joined", update=False)
        self.foot = Foot(self._foot_closed, ascii=ascii_, id="foot")
        self.pane = Pane.LIST
        self.zen = False
        self.sidebar_wanted = sidebar
        self._welcome: Welcome | None = None
        self._empty = False
        self._columns = 0
        self._arranged: Arrangement | None = None

    def compose(self) -> ComposeResult:
        """Few widgets, already arranged: what changes when they are styled and laid out makes that twice the work."""
        self._arrange()
        yield self.header
        yield self.rule
        with Horizontal(id="panes"):
            yield self.articles
            yield self.reader
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
    def empty(self) -> bool:
        """Whether the library is empty and the welcome is shown."""
        return self._empty

    def _widget(self, pane: Pane) -> ArticleList | ReaderView | Sidebar:
        if pane is Pane.LIST:
            return self.articles
        return self.reader if pane is Pane.READER else self.sidebar

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
        return self._plan.shown

    @property
    def _plan(self) -> Arrangement:
        columns = self._columns or self.app.size.width
        return arrange(columns, self.pane, sidebar=self.sidebar_wanted, zen=self.zen)

    def _arrange(self) -> None:
        plan = self._plan
        if plan != self._arranged:
            self._arranged = plan
            for pane in Pane:
                widget = self._widget(pane)
                widget.display = pane in plan.shown
                widget.set_class(pane is not plan.shown[0], "-joined")
            self.articles.styles.width = plan.list_width or "1fr"
            self.sidebar.styles.width = plan.sidebar_width or "1fr"
        self.show_titles()

    def arrange_panes(self) -> None:
        """Shows the panes that there is room for, after something changed."""
        self._arrange()
        self._widget(self.pane).focus(scroll_visible=False)
        self._pane_changed()

    def _pane_changed(self) -> None:
        hints = [
            (self.keymap.label(command, ascii=self.config.ascii), self.hint(command), command)
            for command in HINTS[self.pane]
        ]
        self.status.show_hints([] if self._empty else [hint for hint in hints if hint[0]])
        self.show_titles()
        self.show_position()

    def on_resize(self, event: events.Resize) -> None:
        """Another size: other panes."""
        self._columns = event.size.width
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click or another way of giving the keys to a pane."""
        for pane in Pane:
            if event.widget is self._widget(pane) and pane is not self.pane:
                self.pane = pane
                self._arrange()
                self._pane_changed()

    def show_titles(self) -> None:
        """Writes the titles of the panes."""
        plan = self._plan
        titles = []
        x = 0
        for pane in plan.shown:
            focused = pane is self.pane and not self._empty
            if pane is Pane.LIST:
                title, aside = self.list_title
                titles.append(PaneTitle(x, title, focused, aside))
                x += plan.list_width or self._columns
            elif pane is Pane.READER:
                titles.append(PaneTitle(x, self.reader_title, focused))
                x = self._columns - plan.sidebar_width
            else:
                titles.append(PaneTitle(x, self._sidebar_title(), focused))
        self.rule.show(*(titles if not self._empty else [PaneTitle(0, "Welcome")]))

    def _sidebar_title(self) -> str:
        if self.sidebar.about is None:
            return "Similar Readings"
        return self.sidebar.section or similar_title(self.sidebar.about)

    def show_position(self) -> None:
        """Writes where the reader is: in the article, or in the list."""
        text = "an empty library" if self._empty else self.position
        if text:
            self.status.show_position(text)

    def show_welcome(self, empty: bool) -> None:
        """Shows the welcome in the place of the panes while the library is empty."""
        if empty == self._empty:
            return
        self._empty = empty
        if self._welcome is None:
            self._welcome = self._make_welcome()
            self.mount(self._welcome, before=self.foot)
        self._welcome.display = empty
        self.query_one("#panes").display = not empty
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
