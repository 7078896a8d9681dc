"""The main screen: it wires; what it does is in browsing, reading, changing and relating, its panes are in paned."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import events, on

from readlater.errors import InterruptedQueryError, ReadlaterError
from readlater.tui import formatting
from readlater.tui.browsing import Browsing
from readlater.tui.changing import Changing
from readlater.tui.dispatch import Dispatch
from readlater.tui.keymap import Keymap
from readlater.tui.reading import Desk
from readlater.tui.screens.paned import PanedScreen
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.lines import LineWidget
from readlater.tui.widgets.reader_view import ReaderView
from readlater.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library import Library
    from readlater.tui.adding import Adding
    from readlater.tui.background import Background
    from readlater.tui.importing import Importing
    from readlater.tui.refreshing import Refreshing
    from readlater.tui.relating import Relating
    from readlater.tui.watching import Watching

Job = Callable[[], Awaitable[object]]
"""Work to be awaited, begun when it is called: a job that is cancelled before it began leaves nothing behind."""


class MainScreen(PanedScreen):
    """The screen over a library: its panes, and what carries out what keys and clicks ask for."""

    def __init__(self, library: Library, config: Config, keymap: Keymap, background: Background) -> None:
        measure = library.setting("screen.measure")
        super().__init__(
            config,
            keymap,
            measure=int(measure) if measure.isdecimal() else config.width,
            sidebar=library.setting("screen.sidebar", "on") == "on",
        )
        self.library = library
        self.background = background
        self.browsing = Browsing(self)
        self.desk = Desk(self)
        self.changing = Changing(self)
        self.dispatch = Dispatch(self)
        self.watching: Watching | None = None
        self._last = 0
        self._leaving = False

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
        if not self.library.read_only:
            self.work(self._renew_index, "index", exclusive=False)
        if self.config.watch and not self.library.read_only:
            from readlater.tui.watching import Watching

            self.watching = Watching(self, self.config.watch)
            self.work(self.watching.run, "watch", exclusive=False)

    async def _renew_index(self) -> None:
        """Brings an index that an older version made up to date, beside the keys."""
        if not await self.background.read(lambda library: library.outdated_index()):
            return
        from readlater.tui.indexing import Indexing

        await Indexing(self).run()

    @property
    def leaving(self) -> bool:
        """Whether the program is about to end."""
        return self._leaving

    # --- made when they are first needed

    @cached_property
    def relating(self) -> Relating:
        """What is done about similar readings, keywords, suggestions and copies."""
        from readlater.tui.relating import Relating

        return Relating(self)

    @cached_property
    def adding(self) -> Adding:
        """What adds web pages."""
        from readlater.tui.adding import Adding

        return Adding(self)

    @cached_property
    def importing(self) -> Importing:
        """What imports."""
        from readlater.tui.importing import Importing

        return Importing(self)

    @cached_property
    def refreshing(self) -> Refreshing:
        """What extracts articles again."""
        from readlater.tui.refreshing import Refreshing

        return Refreshing(self)

    # --- what the panes are called

    @property
    def list_title(self) -> tuple[str, str]:
        """What the list shows, and in which order."""
        return self.browsing.title, self.browsing.aside

    @property
    def reader_title(self) -> str:
        """Where the article in the reader is from."""
        article = self.desk.article
        return "" if article is None else article.site or article.category or "Article"

    @property
    def position(self) -> str:
        """Where the reader is: in the article, or in the list; empty if that is not known."""
        if self.in_list:
            index, count = self.articles.index, len(self.articles.source)
            text = f"{formatting.number(index + 1)} of {formatting.number(count)}" if count else "nothing here"
            selected = len(self.articles.selected)
            return f"{text} · {selected} selected" if selected else text
        article = self.desk.article
        if article is None:
            return ""
        return formatting.position(self.reader.percent, article.minutes, self.config.reading_speed)

    def hint(self, command: str) -> str:
        """What the foot of the screen calls a command here."""
        return self.dispatch.hint(command)

    def back_to_list(self) -> None:
        """Leaves the article and goes to the list."""
        self.desk.leave()
        self.focus_pane_list()

    # --- keys and clicks

    def on_key(self, event: events.Key) -> None:
        """A key that no field took: a command, or part of a count before one."""
        self.desk.touch()
        self.reader.stop_pointing()
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
        elif kind == "take":
            self.foot.take(int(name))
        else:
            self.perform("list.search" if kind == "search" else message.target)

    @on(ArticleList.Moved)
    def _cursor_moved(self, message: ArticleList.Moved) -> None:
        self.show_position()
        self.browsing.searching.tell_why(message.id)
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
    def _item_chosen(self, message: Sidebar.Chosen) -> None:
        self.relating.choose(message.item)

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
        for made in ("adding", "importing", "refreshing"):
            if made in self.__dict__:
                getattr(self, made).stop()
        if self.watching is not None:
            self.watching.end()
        with contextlib.suppress(ReadlaterError):
            await self.desk.finish()
