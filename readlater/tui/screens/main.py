"""The main screen: it wires; what it does is in browsing, reading, changing and relating, its panes are in paned."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from textual import events, on

from readlater.errors import ReadlaterError
from readlater.tui import formatting
from readlater.tui.browsing import Browsing
from readlater.tui.changing import Changing
from readlater.tui.commands import (
    HINTS_OF_NOTHING,
    HINTS_OF_NOTHING_FOUND,
    HINTS_OF_SEARCH,
    HINTS_OF_SELECTION,
    HINTS_OF_TRASH,
    Pane,
)
from readlater.tui.dispatch import Dispatch
from readlater.tui.due import tell_due
from readlater.tui.keymap import Keymap
from readlater.tui.moving import Moving
from readlater.tui.panes import LEAST
from readlater.tui.reading import Desk
from readlater.tui.rooms import Rooms
from readlater.tui.screens.paned import PanedScreen
from readlater.tui.screens.working import Working
from readlater.tui.views import TRASH
from readlater.tui.widgets.article_list import ArticleList
from readlater.tui.widgets.edge import Edge
from readlater.tui.widgets.lines import LineWidget
from readlater.tui.widgets.reader_view import ReaderView
from readlater.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from textual import getters

    from readlater.config import Config
    from readlater.library import Library
    from readlater.tui.app import ReadlaterApp
    from readlater.tui.background import Background
    from readlater.tui.watching import Watching


class MainScreen(Rooms, Working, PanedScreen):
    """The screen over a library: its panes, and what carries out what keys and clicks ask for."""

    if TYPE_CHECKING:  # Textual's own way of saying which app it is, which at run time would be a circle of imports
        app = getters.app(ReadlaterApp)

    def __init__(self, library: Library, config: Config, keymap: Keymap, background: Background) -> None:
        kept = library.setting
        widths = {pane: kept(f"screen.{pane}-width") for pane in LEAST}
        measure, align, spacing = kept("screen.measure"), kept("screen.align"), kept("screen.spacing")
        super().__init__(
            config,
            keymap,
            measure=int(measure) if measure.isdecimal() else config.width,
            align=align if align in ("centre", "left") else config.align,
            spacing=int(spacing) if spacing in ("1", "2", "3") else config.spacing,
            sidebar=kept("screen.sidebar", "on") == "on",
            outline=kept("screen.outline") == "on",
            drawer=kept("screen.drawer") == "on",
            chosen={pane: int(width) for pane, width in widths.items() if _is_width(width)},
        )
        self.library = library
        self.background = background
        self.browsing = Browsing(self)
        self.desk = Desk(self)
        self.changing = Changing(self)
        self.moving = Moving(self)
        self.dispatch = Dispatch(self)
        self.watching: Watching | None = None
        self._last = 0
        self._leaving = False
        self._beyond_title = False

    def on_mount(self) -> None:
        """Shows what was shown last."""
        setting = self.library.setting
        last = setting("screen.last")
        self._last = int(last) if last.isdigit() else 0
        self.browsing.start(setting("screen.view"), setting("screen.sort"), self._last, setting("screen.group"))
        self._arrange()
        self.articles.focus()
        self._pane_changed()
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        """What the first paint does not wait for."""
        self.browsing.start_rest(self._last)
        if self.outline_wanted:
            self.need_outline()
            self.rearrange()
        if self.drawer_wanted:
            self.need_drawer()
            self.rearrange()
            self.shelving.begin()
        self.work(self._complete_foot, "complete")
        self.work(partial(tell_due, self), "review-told")
        if not self.library.read_only:
            self.work(self._renew_index, "index", exclusive=False)
        if self.config.watch and not self.library.read_only:
            from readlater.tui.watching import Watching

            self.watching = Watching(self, self.config.watch)
            self.work(self.watching.run, "watch", exclusive=False)

    async def _complete_foot(self) -> None:
        """Adds what asks at the foot, imported on a thread: Textual's field alone is ten milliseconds."""
        await self.background.apart(partial(import_module, "readlater.tui.widgets.prompt_bar"))
        await self.background.apart(partial(import_module, "readlater.tui.widgets.choice_bar"))
        await self.foot.complete()

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

    # --- what the panes are called

    @property
    def list_title(self) -> tuple[str, str]:
        """What the list shows, and in which order."""
        return self.browsing.title, self.browsing.aside

    @property
    def reader_title(self) -> str:
        """Where the article in the reader is from; its title, once that is no longer in sight."""
        article = self.desk.article
        if article is None:
            return ""
        if self._beyond_title:
            return article.title or article.url
        return article.site or article.category or "Article"

    @property
    def position(self) -> str:
        """Where the reader is: in the article, or in the list; empty if that is not known."""
        if self.pane is Pane.DRAWER:
            return self.shelving.position
        if self.in_list:
            index, count = self.articles.index, len(self.articles.source)
            text = f"{formatting.number(index + 1)} of {formatting.number(count)}" if count else "nothing here"
            selected = len(self.articles.selection)
            return f"{text} · {formatting.number(selected)} selected" if selected else text
        article = self.desk.article
        if article is None:
            return ""
        return formatting.position(self.reader.percent, article.minutes, self.config.reading_speed)

    @property
    def at_cursor(self) -> bool:
        """Whether the article that is looked at is the one under the list's cursor."""
        return self.in_list or self.desk.shown_id in (0, self.articles.current_id)

    def show_titles(self) -> None:
        """Writes the titles of the panes; what the outline lists belongs to the article that they name."""
        self.follow_in_outline()
        self.follow_in_drawer()
        super().show_titles()

    @property
    def hinted(self) -> tuple[str, ...]:
        """The commands of which the foot of the screen tells: in the list, those that its state asks for."""
        if not self.in_list:
            return super().hinted
        if not len(self.articles.source):
            return HINTS_OF_NOTHING_FOUND if self.browsing.is_left else HINTS_OF_NOTHING
        if len(self.articles.selection):
            return HINTS_OF_SELECTION
        if self.browsing.view is TRASH:
            return HINTS_OF_TRASH
        return HINTS_OF_SEARCH if self.browsing.is_left else super().hinted

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
        if self.reader.pointed is not None and not self.foot.is_open:
            speaking = self.made("speaking")
            spoken = speaking is not None and speaking.holds(self.reader.pointed)
            if not spoken and not self.dispatch.is_part(event.key, event.character):  # y q copies what is marked
                self.reader.stop_pointing()
        if self.foot.is_open:
            if self.foot.take_early(event):
                event.stop()
            return
        if self._take_key(event.key, event.character):
            event.stop()
            event.prevent_default()

    def _take_key(self, key: str, character: str | None) -> bool:
        return self.desk.hold(key, character) or self.browsing.hold(key, character) or self.dispatch.key(key, character)

    def press_kept(self, keys: Iterable[tuple[str, str | None]]) -> None:
        """Presses keys that were kept until what they are for was there; what one asks, the next ones answer."""
        for key, character in keys:
            if self.foot.is_open:
                self.foot.take_early(events.Key(key, character))
            else:
                self._take_key(key, character)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click: somebody is reading. What `PanedScreen` does about it comes after this, too."""
        self.desk.touch()

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
        elif kind == "pane":
            self.go_to(Pane(name))
        elif kind == "take":
            self.foot.take(int(name))
        elif kind == "type":
            self.app.post_message(events.Key(name, name if len(name) == 1 else None))
        elif kind == "press":
            self.dispatch.press(name)
        else:
            self.perform("list.search" if kind == "search" else message.target)

    @on(ArticleList.Moved)
    def _cursor_moved(self, message: ArticleList.Moved) -> None:
        self.show_position()
        self.browsing.searching.tell_why(message.id)
        if self.in_list or not self.desk.is_open:
            self.desk.preview(message.id)

    @on(ArticleList.Selected)
    def _selection_changed(self) -> None:
        self.show_position()

    @on(ArticleList.Chosen)
    def _article_chosen(self, message: ArticleList.Chosen) -> None:
        self.desk.open(message.id)

    @on(ReaderView.Moved)
    def _reader_moved(self, message: ReaderView.Moved) -> None:
        self.desk.moved(message)
        self.moving.moved()
        if self._beyond_title != self.reader.beyond_title:
            self._beyond_title = not self._beyond_title
            super().show_titles()
        self.follow_in_outline()

    @on(ReaderView.LinkChosen)
    def _link_chosen(self, message: ReaderView.LinkChosen) -> None:
        self.hints.open(message.target, message.mark)

    @on(ReaderView.BadgeChosen)
    def _badge_chosen(self, message: ReaderView.BadgeChosen) -> None:
        self.hints.choose(message.number)

    @on(ReaderView.BadgesLeft)
    def _badges_left(self) -> None:
        self.hints.end()
        if (highlighting := self.made("highlighting")) is not None:
            highlighting.left()

    @on(ReaderView.HighlightChosen)
    def _highlight_chosen(self, message: ReaderView.HighlightChosen) -> None:
        self.highlighting.choose(message.highlight)

    @on(events.TextSelected)
    def _text_selected(self) -> None:
        if self.reader.text_selection is not None or self.made("highlighting") is not None:
            self.highlighting.selected()

    @on(Edge.Dragged)
    def _edge_dragged(self, message: Edge.Dragged) -> None:
        self.sizing.drag(message.edge.pane, message.column, done=message.done)

    @on(Edge.Reset)
    def _edge_reset(self, message: Edge.Reset) -> None:
        self.sizing.usual(message.edge.pane)

    @on(Sidebar.Chosen)
    def _item_chosen(self, message: Sidebar.Chosen) -> None:
        self.relating.choose(message.item)

    @on(Sidebar.SectionChanged)
    def _section_changed(self) -> None:
        self.show_titles()

    def follow(self, url: str) -> None:
        """Opens an address in the web browser; a picture of the article on a screen of its own."""
        if url.startswith("picture:"):
            self.picturing.open(url.partition(":")[2])
        else:
            self.sharing.follow(url)

    def point_at(self, article_id: int) -> None:
        """Moves the cursor of the list to an article, if it is in the list."""
        index = self.articles.source.index_of(article_id)
        if index >= 0 and index != self.articles.index:
            self.articles.jump(index)

    # --- what changed

    def after_change(self, ids: Sequence[int]) -> None:
        """Articles were changed here: lines, counts, and the article that is shown, if it is one of them."""
        if not self.is_attached:
            return
        self.browsing.refresh()
        self.renew_drawer()
        if not ids or self.desk.shown_id in ids:
            self.desk.refresh()

    def refresh_all(self) -> None:
        """The library was changed, here or elsewhere: everything is shown as it now is."""
        self.browsing.refresh()
        self.renew_drawer()
        self.desk.refresh()

    async def finish(self) -> None:
        """Ends what is going on before the program ends."""
        self._leaving = True
        for name in ("adding", "importing", "refreshing", "speaking", "sharing", "picturing"):
            if (part := self.made(name)) is not None:
                part.stop()
        if self.watching is not None:
            self.watching.end()
        with contextlib.suppress(ReadlaterError):
            await self.desk.finish()
            await self._keep_cursor()

    async def _keep_cursor(self) -> None:
        """Keeps where the cursor of the list is, for the next start; a search is not kept, nor the place in it."""
        here = str(self.articles.current_id or "")

        def keep(library: Library) -> None:
            if library.setting("screen.last") != here:
                library.set_setting("screen.last", here)

        if here and not self.browsing.text and not self.library.read_only:
            await self.background.write(keep)


def _is_width(text: str) -> bool:
    return text.isdecimal() and 0 < int(text[:5]) < 1000
