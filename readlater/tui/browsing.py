"""The list: which view, order and query it shows, and keeping it true when something changes."""

from __future__ import annotations

import asyncio
import contextlib
from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import QueryError, ReadlaterError
from readlater.model import ArticleRow, Counts, Sort, State
from readlater.tui.searching import Found, Searching
from readlater.tui.views import ALL, BY_NAME, SORTS, VIEWS, View
from readlater.tui.widgets.selection import Selection, rebased

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

FIRST_PAGE = 64
"""Articles that are looked up before the first paint; the rest follows from a thread."""


class Browsing:
    """What the list shows. The screen owns one; commands and messages call it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.view: View = VIEWS[0]
        self.sort: Sort = Sort.NEWEST
        self.searching = Searching(screen)
        self.counts: Counts | None = None
        self._partial = True

    @property
    def text(self) -> str:
        """The query as typed; empty when nothing is searched."""
        return self.searching.text

    # --- what the screen starts with

    def start(self, view: str, sort: str, last: int) -> None:
        """Shows the remembered view with the article that was last open; the first page at once, the rest later."""
        self.view = BY_NAME.get(view, VIEWS[0])
        self.sort = Sort(sort) if sort in set(SORTS) else Sort.NEWEST
        articles = self._screen.articles
        articles.set_fetch(self._fetch)
        articles.empty_text = self.view.empty
        articles.show(self._screen.library.ids(self.view.query(), self.sort, FIRST_PAGE), keep=last or None)
        self.show_titles()

    def start_rest(self, last: int) -> None:
        """Looks up the rest of the list and the counts, once the first page is painted."""
        self.load(keep=last)
        self.refresh_counts()

    def _fetch(self, ids: Sequence[int]) -> list[ArticleRow]:
        """A page of rows, on the UI's thread: 0.1 ms. A library that can't be read says so and shows nothing."""
        try:
            return self._screen.library.rows(ids)
        except ReadlaterError as error:
            self._screen.status.warn(str(error))
            return []

    # --- views and orders

    def open_view(self, name: str) -> None:
        """Shows a view; a search stays and now looks in there."""
        self.view = BY_NAME[name]
        self._screen.remember("view", name)
        self._screen.articles.clear_selected()
        self._screen.focus_pane_list()
        # Something at once: the next key is already for the articles of this view, and not for those of the last one.
        self._partial = True
        self._screen.articles.empty_text = ""
        self._screen.articles.show(self._first_page())
        self.show_titles()
        self.load()

    def _first_page(self) -> array[int]:
        """The first articles of the view, on the UI's thread, where that takes 4 ms at most."""
        if not self.text and self.sort not in (Sort.LAST_READ, Sort.MOST_READ):
            with contextlib.suppress(ReadlaterError):
                return self._screen.library.ids(self.view.query(), self.sort, FIRST_PAGE)
        return array("q")

    def choose_sort(self) -> None:
        """Asks for the order of the list."""
        from readlater.tui.widgets.choice_bar import Choice

        orders = [Choice(sort.value, title) for sort, title in SORTS.items()]
        current = self.sort
        if rank := self.searching.rank:
            orders.insert(0, Choice(Sort.RANK.value, rank))
            current = self.searching.order or Sort.RANK
        self._screen.foot.choose("Order of the list", orders, current.value, chosen=self._set_sort)

    def _set_sort(self, value: str) -> None:
        if self.searching.rank:
            self.searching.order = Sort(value)  # of what is searched now; the list's own stays
        else:
            self.sort = Sort(value)
            self._screen.remember("sort", value)
        self.load()

    # --- loading

    def load(self, *, keep: int | None = None, pause: float = 0.0) -> None:
        """Looks up what the list shows, in a thread; ``keep``: the article to stay on (0: none, None: the current)."""
        self._screen.work(partial(self._load, keep, pause), "load")

    async def _load(self, keep: int | None, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        searching, sort = self.searching, self.sort
        selection = self._screen.articles.selection
        targets, serial = selection.chosen(), selection.serial
        whole = self._partial and targets.everything and not targets.some
        try:
            query = searching.query(self.view)
            look_up = searching.look_up(query, sort)

            def look(library: Library) -> tuple[Found, Selection]:
                found = look_up(library)
                selected = rebased(targets, found.ids)
                if whole:
                    selected.select_all()  # all was meant, and not only what had been looked up
                return found, selected

            found, selected = await self._screen.background.search(look)
        except QueryError as error:
            searching.wrong(error)
            return
        if searching.doubt is not None and not len(found.ids):
            searching.wrong(searching.doubt)
            return
        now = self._screen.articles.selection
        self._show(found, keep, selected if now is selection and now.serial == serial else None)
        await searching.offer_when_shown()

    def _show(self, found: Found, keep: int | None, selected: Selection | None) -> None:
        articles = self._screen.articles
        self._partial = False
        before, index = articles.current_id, articles.index
        self.searching.found = found if self.text else None
        articles.empty_text = self._empty_text()
        # An article that was asked for and is not there: the first one, which is the best of a search.
        stay = before if keep is None else keep if keep in found.ids else 0
        articles.show(found.ids, keep=stay or None, selection=selected)
        if keep is None and before and articles.current_id != before and len(found.ids):
            articles.jump(min(max(0, index), len(found.ids) - 1))
        self._screen.foot.note(self._found)
        self.show_titles()
        self._screen.show_position()
        self.searching.tell_why(articles.current_id)
        if found.nearest:
            self._screen.status.tell("no article has all of these words; these have the most of them")
        if not len(found.ids):
            self._screen.desk.nothing()

    @property
    def _found(self) -> str:
        return self.searching.found.words if self.searching.found is not None else ""

    def _empty_text(self) -> str:
        if not self.text:
            return self.view.empty
        keymap, ascii_ = self._screen.keymap, self._screen.config.ascii
        instead = self.searching.found.instead if self.searching.found is not None else ()
        if instead:
            key = keymap.label("list.open", ascii=ascii_)
            return f"Nothing found.\nDid you mean: {instead[0]}\n{key} searches for that."
        if self.view is ALL:
            return "Nothing found."
        return f"Nothing found in {self.view.title}.\n{keymap.label('list.all') or 'The palette'} looks everywhere."

    def show_titles(self) -> None:
        """Writes header and titles anew."""
        self._screen.header.show(self.view, self.counts, self.text, self._found)
        self._screen.show_titles()

    @property
    def title(self) -> str:
        """What the list shows: ``Inbox``."""
        return self.view.title

    @property
    def aside(self) -> str:
        """In which order: ``newest first``."""
        return self.searching.order_words or SORTS[self.sort]

    # --- searching

    def search(self) -> None:
        """Opens the search line."""
        self.searching.ask()

    def clear(self) -> bool:
        """Ends the search; whether there was one."""
        self._screen.foot.close_prompt()
        if not self.text:
            return False
        self.searching.end()
        # Where nothing was found there is nothing to stay on: back to where the search began.
        self.load(keep=None if self._screen.articles.current_id else self.searching.began)
        return True

    # --- moving to what is not read

    def next_unread(self, step: int) -> bool:
        """Moves to the next (or previous) article that is not read; whether there is one."""
        articles = self._screen.articles
        source, index = articles.source, articles.index + step
        while 0 <= index < len(source):
            row = source.row(index)
            if row is not None and row.state is State.UNREAD:
                articles.jump(index)
                return True
            index += step
        self._screen.status.tell("no more unread articles here")
        return False

    # --- changes

    def refresh_counts(self) -> None:
        """Counts the views anew."""
        self._screen.work(self._count, "counts")

    async def _count(self) -> None:
        self.counts = await self._screen.background.read(lambda library: library.counts())
        self._screen.header.show(self.view, self.counts, self.text, self._found)
        self._screen.show_welcome(self.counts.total + self.counts.trashed == 0)

    def refresh(self) -> None:
        """Shows the list as the library now is; cursor and selection stay."""
        self._screen.articles.forget()
        self.load()
        self.refresh_counts()
