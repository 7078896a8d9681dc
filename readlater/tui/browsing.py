"""The list: which view, order and query it shows, and keeping it true when something changes."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import QueryError, ReadlaterError
from readlater.model import And, ArticleRow, Counts, Field, Node, Not, Or, Phrase, Query, Sort, State, Word
from readlater.tui import formatting
from readlater.tui.views import ALL, BY_NAME, SORTS, VIEWS, View

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

TYPING_PAUSE = 0.08
"""Seconds without a key before a search that is being typed is run."""

FIRST_PAGE = 64
"""Articles that are looked up before the first paint; the rest follows from a thread."""

FOUND_WHILE_TYPING = 200
FOUND_AT_MOST = 5000
"""Results of a search that the list holds: while typing, and when Enter asked for the best order."""


def has_words(node: Node) -> bool:
    """Whether a query asks for words (then it has a rank) or only for fields."""
    if isinstance(node, Word | Phrase):
        return True
    if isinstance(node, Field):
        return node.name == "text"
    if isinstance(node, And | Or):
        return any(has_words(part) for part in node.parts)
    return isinstance(node, Not) and has_words(node.part)


class Browsing:
    """What the list shows. The screen owns one; commands and messages call it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.view: View = VIEWS[0]
        self.sort: Sort = Sort.NEWEST
        self.text = ""
        """The query as typed; empty when nothing is searched."""
        self.counts: Counts | None = None
        self._ranked = False
        self._found = ""

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
        self._screen.articles.selected = set()
        self._screen.focus_pane_list()
        self.load(keep=0)

    def choose_sort(self) -> None:
        """Asks for the order of the list."""
        from readlater.tui.widgets.choice_bar import Choice

        orders = [Choice(sort.value, title) for sort, title in SORTS.items()]
        self._screen.foot.choose("Order of the list", orders, self.sort.value, chosen=self._set_sort)

    def _set_sort(self, value: str) -> None:
        self.sort = Sort(value)
        self._screen.remember("sort", value)
        self._ranked = False
        self.load()

    # --- loading

    def load(self, *, keep: int | None = None, pause: float = 0.0) -> None:
        """Looks up what the list shows, in a thread; ``keep``: the article to stay on (0: none, None: the current)."""
        self._screen.work(partial(self._load, keep, pause), "load")

    async def _load(self, keep: int | None, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        try:
            query = self._query()
        except QueryError as error:
            self._screen.foot.note(str(error), wrong=True)
            return
        ranked, sort = self._ranked, self.sort
        searched = query.sort is None and bool(self.text) and has_words(query.root)

        def look(library: Library) -> tuple[array[int], int]:
            if searched:
                limit = FOUND_AT_MOST if ranked else FOUND_WHILE_TYPING
                result = library.search(query, limit=limit, typing=not ranked)
                return result.ids, len(result.ids) if result.total is None else result.total
            ids = library.ids(query, query.sort or sort)
            return ids, len(ids)

        ids, total = await self._screen.background.search(look)
        self._show(ids, total, keep)

    def _query(self) -> Query:
        """The view's articles that answer to what is typed; raises QueryError when that can't be understood."""
        if not self.text.strip():
            return self.view.query()
        from readlater.language.query import parse

        if self._ranked:
            parse(self.text)  # says what is wrong with it; while it is being typed, nothing is
        # The last word stays a beginning after Enter, so that what was found while typing does not vanish.
        return self.view.query(parse(self.text, typing=True))

    def _show(self, ids: array[int], total: int, keep: int | None) -> None:
        articles = self._screen.articles
        before, index = articles.current_id, articles.index
        articles.empty_text = self._empty_text()
        stay = before if keep is None else keep
        articles.show(ids, keep=stay or None)
        if keep is None and before and articles.current_id != before and len(ids):
            articles.jump(min(max(0, index), len(ids) - 1))
        self._found = f"{formatting.number(total)} found" if self.text else ""
        self._screen.foot.note(self._found)
        self.show_titles()
        self._screen.show_position()
        if not len(ids):
            self._screen.desk.nothing()

    def _empty_text(self) -> str:
        if not self.text:
            return self.view.empty
        if self.view is ALL:
            return "Nothing found."
        key = self._screen.keymap.label("list.all") or "the palette"
        return f"Nothing found in {self.view.title}. {key} looks everywhere."

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
        return "best first" if self._ranked and self.text else SORTS[self.sort]

    # --- searching

    def search(self) -> None:
        """Opens the search line."""
        self._screen.focus_pane_list()
        self._screen.foot.ask(
            "/",
            self.text,
            typed=self._typed,
            entered=self._entered,
            left=self.clear,
            moved=self._screen.articles.move,
            placeholder='words, "a phrase", tag:name, is:unread, words:<2000',
        )

    def _typed(self, text: str) -> None:
        self.text, self._ranked = text, False
        self.load(keep=0, pause=TYPING_PAUSE)

    def _entered(self, text: str) -> None:
        self.text, self._ranked = text.strip(), True
        try:
            self._query()
        except QueryError as error:
            self._screen.foot.note(str(error), wrong=True)
            return
        self._screen.foot.close_prompt()
        self.load(keep=0)

    def clear(self) -> bool:
        """Ends the search; whether there was one."""
        self._screen.foot.close_prompt()
        if not self.text:
            return False
        self.text, self._ranked = "", False
        self.load()
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

    def refresh_row(self, article_id: int) -> None:
        """Shows one line of the list as the library now has it."""
        self._screen.work(partial(self._refresh_row, article_id), f"row-{article_id}")

    async def _refresh_row(self, article_id: int) -> None:
        for row in await self._screen.background.read(lambda library: library.rows([article_id])):
            self._screen.articles.patch(row)
