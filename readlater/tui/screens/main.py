"""The main screen: list, reader and sidebar. It wires; what they do is in browsing, reading, changing and importing."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from readlater.errors import InterruptedQueryError, ReadlaterError
from readlater.tui import formatting
from readlater.tui.browsing import Browsing
from readlater.tui.changing import Changing
from readlater.tui.commands import HINTS, Pane
from readlater.tui.dispatch import Dispatch
from readlater.tui.keymap import Keymap, key_label
from readlater.tui.panes import Arrangement, arrange
from readlater.tui.reading import Desk
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.foot import Foot
from readlater.tui.widgets.header import Header, PaneTitle, TitleRule
from readlater.tui.widgets.lines import LineWidget
from readlater.tui.widgets.reader_view import ReaderView
from readlater.tui.widgets.sidebar import Sidebar
from readlater.tui.widgets.sidebar_lines import similar_title
from readlater.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library import Library
    from readlater.tui.adding import Adding
    from readlater.tui.background import Background
    from readlater.tui.importing import Importing
    from readlater.tui.refreshing import Refreshing
    from readlater.tui.watching import Watching
    from readlater.tui.widgets.welcome import Welcome

Job = Callable[[], Awaitable[object]]
"""Work to be awaited, begun when it is called: a job that is cancelled before it began leaves nothing behind."""

WELCOME_KEYS = {"app.samples": "list.sort", "app.import": "app.import", "app.help": "app.help", "app.quit": "app.quit"}
"""The commands that an empty library offers, and the command whose key does it there."""


class MainScreen(Screen[None]):
    """List, reader and sidebar side by side as far as there is room; one line above, one below."""

    AUTO_FOCUS = None

    def __init__(self, library: Library, config: Config, keymap: Keymap, background: Background) -> None:
        super().__init__(id="main", classes="-ascii" if config.ascii else None)
        self.library = library
        self.config = config
        self.keymap = keymap
        self.background = background
        ascii_ = config.ascii
        self.header = Header(ascii=ascii_, id="header")
        self.rule = TitleRule(ascii=ascii_, id="rule")
        self.articles = ArticleList(ascii=ascii_, id="list")
        measure = library.setting("screen.measure")
        self.reader = ReaderView(
            measure=int(measure) if measure.isdecimal() else config.width, ascii=ascii_, id="reader"
        )
        self.sidebar = Sidebar(ascii=ascii_, zone=config.zone, speed=config.reading_speed, id="sidebar")
        for joined in (self.reader, self.sidebar):  # already here: a class that comes later is another styling
            joined.add_class("-joined", update=False)
        self.foot = Foot(self._foot_closed, ascii=ascii_, id="foot")
        self.browsing = Browsing(self)
        self.desk = Desk(self)
        self.changing = Changing(self)
        self.dispatch = Dispatch(self)
        self.pane = Pane.LIST
        self.zen = False
        self.sidebar_wanted = library.setting("screen.sidebar", "on") == "on"
        self._welcome: Welcome | None = None
        self._adding: Adding | None = None
        self._importing: Importing | None = None
        self.watching: Watching | None = None
        self._refreshing: Refreshing | None = None
        self._empty = False
        self._columns = 0
        self._arranged: Arrangement | None = None
        self._last = 0
        self._leaving = False

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

    def on_mount(self) -> None:
        """Shows what was shown last."""
        setting = self.library.setting
        last = setting("screen.last")
        self._last = int(last) if last.isdigit() else 0
        self.browsing.start(setting("screen.view"), setting("screen.sort"), self._last)
        self._arrange()
        self.articles.focus()
        self._pane_changed()
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        """What the first paint does not wait for."""
        self.browsing.start_rest(self._last)
        self.work(self.foot.complete, "complete")
        if self.config.watch and not self.library.read_only:
            from readlater.tui.watching import Watching

            self.watching = Watching(self, self.config.watch)
            self.work(self.watching.run, "watch", exclusive=False)

    @property
    def adding(self) -> Adding:
        """What adds web pages; made when it is first needed."""
        if self._adding is None:
            from readlater.tui.adding import Adding

            self._adding = Adding(self)
        return self._adding

    @property
    def importing(self) -> Importing:
        """What imports; made when it is first needed."""
        if self._importing is None:
            from readlater.tui.importing import Importing

            self._importing = Importing(self)
        return self._importing

    @property
    def refreshing(self) -> Refreshing:
        """What extracts articles again; made when it is first needed."""
        if self._refreshing is None:
            from readlater.tui.refreshing import Refreshing

            self._refreshing = Refreshing(self)
        return self._refreshing

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

    def back_to_list(self) -> None:
        """Leaves the article and goes to the list."""
        self.desk.leave()
        self.focus_pane_list()

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
            (self.keymap.label(command, ascii=self.config.ascii), self.dispatch.hint(command), command)
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
                titles.append(PaneTitle(x, self.browsing.title, focused, self.browsing.aside))
                x += plan.list_width or self._columns
            elif pane is Pane.READER:
                titles.append(PaneTitle(x, self._reader_title(), focused))
                x = self._columns - plan.sidebar_width
            else:
                titles.append(PaneTitle(x, self._sidebar_title(), focused))
        self.rule.show(*(titles if not self._empty else [PaneTitle(0, "Welcome")]))

    def _reader_title(self) -> str:
        article = self.desk.article
        if article is None:
            return ""
        return article.site or article.category or "Article"

    def _sidebar_title(self) -> str:
        if self.sidebar.about is None:
            return "Similar Readings"
        return self.sidebar.section or similar_title(self.sidebar.about)

    def show_position(self) -> None:
        """Writes where the reader is: in the article, or in the list."""
        if self._empty:
            self.status.show_position("an empty library")
        elif self.in_list:
            index, count = self.articles.index, len(self.articles.source)
            text = f"{formatting.number(index + 1)} of {formatting.number(count)}" if count else "nothing here"
            selected = len(self.articles.selected)
            self.status.show_position(f"{text} · {selected} selected" if selected else text)
        elif self.desk.article is not None:
            total = self.desk.article.minutes
            self.status.show_position(formatting.position(self.reader.percent, total, self.config.reading_speed))

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

    # --- keys and clicks

    def on_key(self, event: events.Key) -> None:
        """A key that no field took: a command, or part of a count before one."""
        self.desk.touch()
        if self.foot.is_open:
            if event.is_printable and event.character:
                self.foot.type_ahead(event.character)
                event.stop()
            return
        if self.dispatch.key(event.key, event.character):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Something pasted where nothing is being typed: an address is added."""
        event.stop()
        self.desk.touch()
        if not self.foot.is_open:
            self.adding.paste(event.text)

    def perform(self, command: str) -> None:
        """Carries out a command by its id."""
        self.dispatch.perform(command)

    @on(LineWidget.Clicked)
    def _clicked(self, message: LineWidget.Clicked) -> None:
        kind, _, name = message.target.partition(":")
        if kind == "view":
            self.browsing.open_view(name)
        else:
            self.perform("list.search" if kind == "search" else message.target)

    @on(ArticleList.Moved)
    def _cursor_moved(self, message: ArticleList.Moved) -> None:
        self.show_position()
        if self.in_list or not self.desk.is_open:
            self.desk.preview(message.id)

    @on(ArticleList.Chosen)
    def _article_chosen(self, message: ArticleList.Chosen) -> None:
        self.desk.open(message.id)

    @on(ReaderView.Moved)
    def _reader_moved(self, message: ReaderView.Moved) -> None:
        self.desk.moved(message)

    @on(ReaderView.LinkChosen)
    def _link_chosen(self, message: ReaderView.LinkChosen) -> None:
        self.follow(message.target)

    @on(Sidebar.Chosen)
    def _similar_chosen(self, message: Sidebar.Chosen) -> None:
        self.desk.open(message.id)

    @on(Sidebar.SectionChanged)
    def _section_changed(self) -> None:
        self.show_titles()

    def follow(self, url: str) -> None:
        """Opens an address in the web browser."""
        self.changing.follow(url)

    def point_at(self, article_id: int) -> None:
        """Moves the cursor of the list to an article, if it is in the list."""
        index = self.articles.source.index_of(article_id)
        if index >= 0 and index != self.articles.index:
            self.articles.jump(index)

    # --- work

    def work(self, job: Job, group: str, *, exclusive: bool = True) -> None:
        """Starts a job and awaits it beside the keys; what goes wrong is told in the status line.

        A newer job of the same ``group`` cancels the older, unless it is not ``exclusive``.
        """
        guarded: Any = partial(self._guarded, job)  # not yet a coroutine, which would be left behind if cancelled now
        self.run_worker(guarded, group=group, exclusive=exclusive)

    async def _guarded(self, job: Job) -> None:
        try:
            await job()
        except InterruptedQueryError:
            return
        except ReadlaterError as error:
            self.status.warn(str(error))
        except Exception:
            if not self._leaving and self.app.is_running:
                raise
            # The widgets are gone already, and nobody would see what this was for.

    def cancel_work(self, group: str) -> None:
        """Gives up a job."""
        self.workers.cancel_group(self, group)

    def remember(self, name: str, value: str) -> None:
        """Keeps a setting of the screen with the library, if that can be written."""
        if self.library.read_only:
            return
        self.work(
            lambda: self.background.write(lambda library: library.set_setting(f"screen.{name}", value)),
            "remember",
            exclusive=False,
        )

    # --- what changed

    def after_change(self, ids: Sequence[int]) -> None:
        """Articles were changed here: lines, counts, and the article that is shown, if it is one of them."""
        if not self.is_attached:
            return
        self.browsing.refresh()
        if not ids or self.desk.shown_id in ids:
            self.desk.refresh()

    def refresh_all(self) -> None:
        """The library was changed, here or elsewhere: everything is shown as it now is."""
        self.browsing.refresh()
        self.desk.refresh()

    async def finish(self) -> None:
        """Ends what is going on before the program ends."""
        self._leaving = True
        if self._adding is not None:
            self._adding.stop()
        if self._importing is not None:
            self._importing.stop()
        if self._refreshing is not None:
            self._refreshing.stop()
        if self.watching is not None:
            self.watching.end()
        with contextlib.suppress(ReadlaterError):
            await self.desk.finish()
