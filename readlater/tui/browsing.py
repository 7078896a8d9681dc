"""The list: which view, order and query it shows, and keeping it true when something changes."""

from __future__ import annotations

import asyncio
import contextlib
from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from readlater.errors import InterruptedQueryError, QueryError, ReadlaterError
from readlater.model import ArticleRow, Counts, Sort, State
from readlater.tui.found import Found, all_at_once, first_page
from readlater.tui.ordering import Ordering
from readlater.tui.searching import Searching
from readlater.tui.views import ALL, BY_NAME, SORTS, VIEWS, View
from readlater.tui.widgets.selection import Selection, rebased

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Grouping
    from readlater.tui.listed import Listed
    from readlater.tui.screens.main import MainScreen


class Browsing(Ordering):
    """What the list shows. The screen owns one; commands and messages call it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.view: View = VIEWS[0]
        self.sort: Sort = Sort.NEWEST
        self.grouping: Grouping | None = None
        self._left: tuple[View, int] = self.view, 0
        self.searching = Searching(screen)
        self.counts: Counts | None = None
        self._partial = True
        self._keep: int | None = None
        """The article to stay on when what is looked up is shown; a change of the library that comes meanwhile, and has
        it looked up anew, leaves that as it is."""
        self._held: list[tuple[str, str | None]] | None = []
        """The keys that wait for all of the list, of which only the first page is known; None: all is."""
        self._opening = False
        """Whether not even the first page is known, or where in the list the cursor is to stand."""

    @property
    def text(self) -> str:
        """The query as typed; empty when nothing is searched."""
        return self.searching.text

    @property
    def listed(self) -> str:
        """The query of the list that is shown in the place of a view; empty if it is a view, or none that has one."""
        return "" if self.in_view else cast("Listed", self.view).text

    @property
    def in_view(self) -> bool:
        """Whether the list shows a view, and not a list that is left for one."""
        return self.view.name in BY_NAME

    @property
    def is_left(self) -> bool:
        """Whether there is something to `leave`: a search, or a list."""
        return bool(self.text) or not self.in_view

    # --- what the screen starts with

    def start(self, view: str, sort: str, last: int, grouping: str = "") -> None:
        """Shows the remembered view with the article that was last open; the first page at once, the rest later."""
        self.view = BY_NAME.get(view) or self._kept_list(view) or VIEWS[0]
        self.sort = Sort(sort) if sort in set(SORTS) else Sort.NEWEST
        if grouping:
            from readlater.model import Grouping

            self.grouping = Grouping(grouping) if grouping in set(Grouping) else None
        articles = self._screen.articles
        articles.set_fetch(self._fetch)
        first = self._first_page()
        if not len(first.ids) and (grouping or not self.in_view or self.sort is not Sort.NEWEST):
            with contextlib.suppress(ReadlaterError):
                first = all_at_once(self._screen.library, self.searching.look_up(self.view, self.sort, self.grouping))
        articles.empty_text = self.view.empty if self.in_view and self.grouping is None else ""
        articles.show(first.ids, keep=last or None, groups=first.groups)
        self.show_titles()

    def _kept_list(self, name: str) -> View | None:
        """The list that was shown last, if it was one with a name and still exists."""
        if not name:
            return None
        from readlater.tui.listed import kept

        return kept(self._screen.library, name)

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

    def open_view(self, name: str, keep: int | None = None) -> None:
        """Shows a view, with the cursor on the article ``keep``; a search stays and now looks in there."""
        self._open(BY_NAME[name], keep)
        self._screen.remember("view", name)

    def _open(self, view: View, keep: int | None = None) -> None:
        """Shows the first page of a view or list; the keys wait if that is none, or not where the cursor will be."""
        self.view, self.searching.list_order = view, None
        self._screen.articles.clear_selected()
        self._screen.focus_pane_list()
        # Something at once: the next key is already for the articles of this view, and not for those of the last one.
        self._partial, self._keep = True, None
        self._held = self._held or []
        self._screen.articles.empty_text = ""
        first = self._first_page()
        self._opening = bool(keep) or not len(first.ids)
        self._screen.articles.show(first.ids, groups=first.groups)
        self.show_titles()
        self.load(keep=keep)

    def _first_page(self) -> Found:
        """The first articles of the view, on the UI's thread, where that takes 4 ms at most; else none."""
        if not self.text and self.in_view:
            with contextlib.suppress(ReadlaterError):
                return first_page(self._screen.library, self.view.query(), self.sort, self.grouping)
        return Found(array("q"), None)

    # --- lists in the place of a view

    def show_list(self, title: str, query: str, *, name: str = "", empty: str = "") -> None:
        """Shows what a query finds in the place of a view, under a title; what was searched is no longer.

        Searching looks in there; the key that goes back, or one of a view, leaves it.

        Args:
            title: what it is called.
            query: as it is typed, with a ``sort:`` if the list has an order of its own.
            name: by which it is remembered and shown at the next start: of a built-in list its name, of a saved search
                ``saved:`` and its name; empty: it is not remembered.
            empty: what is said if there is nothing in it.
        """
        from readlater.tui.listed import of_query

        try:
            self.open_list(of_query(title, query, name, empty))
        except QueryError as error:
            self._screen.status.warn(f"{title}: {error}")

    def show_ids(
        self, title: str, ids: Sequence[int], aside: str = "", *, notes: Mapping[int, str] | None = None
    ) -> None:
        """Shows these articles in this order in the place of a view; ``notes`` are told of the one under the cursor.

        ``aside`` says in a few words which order that is: ``nearest first``.
        """
        from readlater.tui.listed import of_ids

        self.open_list(of_ids(title, ids, aside, notes))

    def open_list(self, listed: Listed) -> None:
        """Shows a list in the place of a view, with the cursor on its first article."""
        screen = self._screen
        if self.in_view:
            self._left = self.view, self.searching.began if self.text else screen.articles.current_id
        screen.desk.leave()
        screen.foot.close_prompt()
        self.searching.end()
        self._open(listed, 0)
        if listed.name:
            screen.remember("view", listed.name)

    def leave(self) -> bool:
        """Ends the search; without one leaves a list for the view before it. Whether there was either."""
        if self.clear():
            return True
        if self.in_view:
            return False
        view, article = self._left
        self._open(view, article)
        self._screen.remember("view", view.name)
        return True

    def to_view(self) -> None:
        """Looks again in the view before the list, if there is one; the caller loads it."""
        if not self.in_view:
            self.view, self.searching.list_order = self._left[0], None
            self._screen.remember("view", self.view.name)

    # --- loading

    def load(self, *, keep: int | None = None, pause: float = 0.0) -> None:
        """Looks up what the list shows, in a thread; ``keep``: the article to stay on (0: none, None: the current)."""
        if keep is not None:
            self._keep = keep
        self._screen.work(partial(self._load, pause), "load")

    def hold(self, key: str, character: str | None) -> bool:
        """Keeps a key that comes before what it is for is there; False if that is not so.

        So it is while nothing is known of a list that was opened, and while all is selected of one not all known.
        """
        if self._held is None or not (self._opening or self._screen.articles.selection.is_everything):
            return False
        self._held.append((key, character))
        return True

    def _press_held(self) -> None:
        held, self._held = self._held, None
        self._screen.press_kept(held or ())

    async def _load(self, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        try:
            await self._look_up()
        except (asyncio.CancelledError, InterruptedQueryError):
            raise  # something newer is looked up
        except Exception:
            self._keep = None
            self._press_held()
            raise
        self._keep = None
        self._press_held()

    async def _look_up(self) -> None:
        searching, sort = self.searching, self.sort
        selection = self._screen.articles.selection
        targets, serial = selection.chosen(), selection.serial
        whole = self._partial and targets.everything and not targets.some
        try:
            look_up = searching.look_up(self.view, sort, self.grouping)

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
        if self._partial and now.is_everything and now.serial != serial:  # all was selected meanwhile
            selected = Selection(found.ids)
            selected.select_all()
            serial = now.serial
        self._show(found, self._keep, selected if now is selection and now.serial == serial else None)
        await searching.offer_when_shown()

    def _show(self, found: Found, keep: int | None, selected: Selection | None) -> None:
        articles = self._screen.articles
        self._partial = False
        before, index = articles.current_id, articles.index
        self.searching.found = found if self.text else None
        articles.empty_text = self._empty_text()
        # An article that was asked for and is not there: the first one, which is the best of a search.
        stay = before if keep is None else keep if keep in found.ids else 0
        if not self.text and not self.in_view:
            from readlater.tui.listed import holding

            self.view = holding(self.view, len(found.ids))
        articles.show(found.ids, keep=stay or None, selection=selected, groups=found.groups)
        if keep is None and before and articles.current_id != before and len(found.ids):
            articles.jump(min(max(0, index), len(found.ids) - 1))
        by_day = self.grouping == "day" and bool(found.groups)
        if by_day or self._screen.made("returning") is not None:
            self._screen.returning.expect_day(by_day)
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
        return self.searching.order_words(self.view, self.sort)

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
        look = self._screen.background.read
        counts, back = await look(lambda library: (library.counts(), library.back_next()))
        self.counts = counts
        if back is not None or self._screen.made("returning") is not None:
            self._screen.returning.expect(back)
        self._screen.header.show(self.view, counts, self.text, self._found)
        self._screen.show_welcome(counts.total + counts.trashed == 0)

    def refresh(self) -> None:
        """Shows the list as the library now is; cursor and selection stay."""
        self._screen.articles.forget()
        self.load()
        self.refresh_counts()
