"""The search line: what is typed, what it may become, what is wrong with it, and how its results are ordered."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING, cast

from readlater.errors import QueryError
from readlater.model import Completion, Query, Sort
from readlater.tui.found import Found, LookUp, has_rank, has_words
from readlater.tui.views import BY_NAME, SORTS, View

if TYPE_CHECKING:
    from readlater.model import Grouping
    from readlater.tui.listed import Listed
    from readlater.tui.screens.main import MainScreen

ONE_LETTER_PAUSE = 0.06
"""Seconds without a key before a search for a single letter is run; a longer one is run at once, and interrupted."""

SPELLING_PAUSE = 0.25
"""Seconds without a key before something better is looked for in the place of words that are nowhere."""

WHY_PAUSE = 0.05
"""Seconds that the cursor rests on an article before the passage is looked up for which it was found."""

_PROPOSED = 12
_OPENING = '("“„'
"""What a part of a query begins with that is wrong until it is closed."""
_AT = re.compile(r",? (at|before) position \d+")


def without_place(error: QueryError) -> str:
    """What is wrong with a query, without the place, which a mark below it tells."""
    return _AT.sub("", str(error))


class Searching:
    """The search of the list. `Browsing` owns one and shows what it finds."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.text = ""
        """The query as typed; empty when nothing is searched."""
        self.order: Sort | None = None
        """The order of the results; None while the query is being typed: the first ones soon."""
        self.list_order: Sort | None = None
        """The order that was chosen for a list with one of its own; None: that one."""
        self.found: Found | None = None
        self.doubt: QueryError | None = None
        """What is wrong with a query that is being typed, unless that may still come right."""
        self.began = 0
        """The article on which the cursor was when the search began."""

    # --- the query

    def query(self, view: View) -> Query:
        """The view's articles that answer to what is typed.

        Raises:
            QueryError: the query can't be understood; of one that is being typed, a part that is finished.
        """
        if not self.text.strip():
            return view.query()
        from readlater.language.query import parse

        self.doubt = None
        try:
            parse(self.text)
        except QueryError as error:
            if self.order is not None or self._is_finished(error.position):
                raise
            if self.text[error.position : error.position + 1] not in _OPENING:
                self.doubt = error
        # The last word stays a beginning after Enter, so that what was found while typing does not vanish.
        return view.query(parse(self.text, typing=True))

    def look_up(self, view: View, usual: Sort, grouping: Grouping | None) -> LookUp:
        """What looks up, in the thread that searches, what the list shows; ``usual``: the order of the list.

        Raises:
            QueryError: the query can't be understood.
        """
        query, ranked, own = self.query(view), self._is_ranked(view), self._own(view)
        order: Sort | None = own or usual
        if ranked:
            order = self.order if self.text.strip() else self.list_order or Sort.RANK
        if view.name in BY_NAME:
            return LookUp(query, self.text, order, ranked, grouping)
        listed = cast("Listed", view)
        if listed.given is not None:  # in the order that they were given in, unless another one was chosen
            return LookUp(query, self.text, own or Sort.RANK, ranked, given=listed.given)
        return LookUp(query, self.text, order, ranked, grouping, () if own else listed.parts)

    def _typed_query(self) -> Query:
        """What is typed as a query; nothing while nothing is."""
        if not self.text.strip():
            return Query()
        from readlater.language.query import parse

        return parse(self.text, typing=True)

    def _is_ranked(self, view: View) -> bool:
        """Whether what is shown can be ordered by how well it fits, and no order stands in the query itself."""
        typed = self._typed_query()
        return typed.sort is None and (has_rank(typed.root) or (view.sort is None and has_rank(view.root)))

    def _own(self, view: View) -> Sort | None:
        """The order that was chosen for what is searched, that stands in the query, or that the view has."""
        typed = self._typed_query()
        chosen = self.order if self.text.strip() and self.order is not Sort.RANK else None
        return chosen or typed.sort or self.list_order or view.sort

    @property
    def pause(self) -> float:
        """Seconds to wait for the next key before searching."""
        return ONE_LETTER_PAUSE if len(self.text.strip()) == 1 else 0.0

    def rank(self, view: View) -> str:
        """What the order by how well the results fit is called; empty if they have none."""
        if not self._is_ranked(view):
            return ""
        typed = self._typed_query()
        return "best match first" if has_words(typed.root) or has_words(view.root) else "most similar first"

    def has_own_order(self, view: View) -> bool:
        """Whether an order that is chosen now is that of what is searched, and not that of the list."""
        return bool(self.text.strip()) and (self._is_ranked(view) or self._typed_query().sort is not None)

    def order_of(self, view: View, usual: Sort) -> Sort:
        """The order of the list as a value; `Sort.RANK` for the one that it has by itself."""
        own = self._own(view)
        if view.aside and own is None:
            return Sort.RANK
        if not self._is_ranked(view):
            return own or usual
        return (self.order if self.text.strip() else self.list_order) or Sort.RANK

    def order_words(self, view: View, usual: Sort) -> str:
        """In which order the list is; ``usual``: its own."""
        own = self._own(view)
        if view.aside and own is None:
            return view.aside
        rank = self.rank(view)
        if not rank:
            return SORTS[own or usual]
        if self.text.strip() and self.order is None:
            return "as you type"
        return SORTS.get(self.order_of(view, usual), rank)

    def end(self) -> None:
        """Nothing is searched any more."""
        self.text, self.order, self.found = "", None, None

    # --- the line

    def ask(self) -> None:
        """Opens the search line."""
        screen = self._screen
        self._note_beginning()
        screen.focus_pane_list()
        screen.foot.ask(
            "/",
            self.text,
            typed=self._typed,
            entered=self._entered,
            left=screen.browsing.clear,
            moved=screen.articles.move,
            placeholder='words, "a phrase", tag:name, is:unread, words:<2000',
            offers=True,
        )
        self.offer()

    def _note_beginning(self) -> None:
        if not self.text:
            self.began = self._screen.articles.current_id

    def _typed(self, text: str) -> None:
        self.text, self.order = text, None
        if not text.strip():
            self.found = None
        self._screen.browsing.load(keep=0, pause=self.pause)

    def _entered(self, text: str) -> None:
        self.text, self.order = text.rstrip(), Sort.RANK
        try:
            self.query(self._screen.browsing.view)
        except QueryError as error:
            self.wrong(error)
            return
        self._screen.foot.close_prompt()
        self._screen.browsing.load(keep=0)

    def wrong(self, error: QueryError) -> None:
        """Says what is wrong with the query, below the place where it is; the list stays as it is."""
        self._screen.foot.point_out(without_place(error), error.position)

    def _is_finished(self, position: int) -> bool:
        """Whether the part of the query that begins at ``position`` is not being typed any more."""
        part = self.text[position:].lstrip()
        return " " in part and part[0] not in _OPENING

    # --- what it may become

    def offer(self) -> None:
        """Looks up what the query may become and offers it."""
        self._screen.work(self._offer, "offer")

    async def offer_when_shown(self) -> None:
        """What follows when the results of a query that is being typed are on the screen."""
        foot = self._screen.foot
        if foot.offers and not foot.prompt.is_cycling:
            await self._offer()

    async def _offer(self) -> None:
        foot = self._screen.foot
        prompt = (await foot.complete())[1]
        text, cursor = prompt.field.value, prompt.field.cursor_position
        offered = await self._screen.background.search(lambda library: library.completions(text, cursor))
        if not offered and self.found is not None and not len(self.found.ids):
            offered = await self._corrections(text)
        if foot.offers and prompt.field.value == text:
            foot.offer(offered[:_PROPOSED])

    async def _corrections(self, text: str) -> list[Completion]:
        await asyncio.sleep(SPELLING_PAUSE)
        corrected = await self._screen.background.search(lambda library: library.spelling(text))
        return [Completion(one, 0, len(text), "did you mean?") for one in corrected]

    # --- searches that are not typed

    def search_for(self, text: str) -> None:
        """Searches for a text that was not typed, as if Enter had ended it."""
        self._note_beginning()
        self.text, self.order = text, Sort.RANK
        similar = text.startswith("similar:")
        if similar:
            self._screen.browsing.to_view()  # a short list holds little of what is similar
        self._screen.focus_pane_list()
        # The article stays under the cursor if it is found, too; else, and of what is similar, it is on the best one.
        self._screen.browsing.load(keep=0 if similar else self._screen.articles.current_id)

    def take_instead(self) -> bool:
        """Searches for what was probably meant; whether there is such a thing."""
        if self.found is None or not self.found.instead:
            return False
        self.search_for(self.found.instead[0])
        return True

    # --- why an article was found

    def tell_why(self, article_id: int) -> None:
        """Shows in the status line why an article is in the list, once the cursor rests on it.

        That is a passage in which the words stand, or what the list itself tells of it.
        """
        screen = self._screen
        view = screen.browsing.view
        notes = None if view.name in BY_NAME else cast("Listed", view).notes
        searched = self.order is not None if self.text else has_words(view.root)
        if article_id and searched and not screen.foot.is_open:
            screen.work(partial(self._tell_why, article_id), "why")
        else:
            screen.status.show_passage(notes.get(article_id, "") if notes else "", ())

    async def _tell_why(self, article_id: int) -> None:
        status = self._screen.status
        query = self.query(self._screen.browsing.view)
        if not has_words(query.root):
            await self._screen.relating.tell_likeness(article_id, query.root)
            return
        await asyncio.sleep(WHY_PAUSE)
        width = max(40, self._screen.size.width)
        snippet = await self._screen.background.read(lambda library: library.snippet(article_id, query, width))
        if article_id == self._screen.articles.current_id:
            status.show_passage(snippet.text, snippet.marks)
