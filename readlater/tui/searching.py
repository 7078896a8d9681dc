"""The search line: what is typed, what it may become, what is wrong with it, and how its results are ordered."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from readlater.errors import QueryError
from readlater.model import And, Completion, Field, Node, Or, Phrase, Query, Sort, Word
from readlater.tui import formatting
from readlater.tui.views import SORTS, View

if TYPE_CHECKING:
    from array import array

    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

ONE_LETTER_PAUSE = 0.06
"""Seconds without a key before a search for a single letter is run; a longer one is run at once, and interrupted."""

SPELLING_PAUSE = 0.25
"""Seconds without a key before something better is looked for in the place of words that are nowhere."""

WHY_PAUSE = 0.05
"""Seconds that the cursor rests on an article before the passage is looked up for which it was found."""

FOUND_WHILE_TYPING = 200
FOUND_AT_MOST = 5000
"""Results of a search that the list holds: while typing, and when Enter asked for all."""

_PROPOSED = 12
_OPENING = '("“„'
"""What a part of a query begins with that is wrong until it is closed."""
_AT = re.compile(r",? (at|before) position \d+")
"""What the mark below the place says already."""


def has_rank(node: Node) -> bool:
    """Whether a query's results can be ordered by how well they fit: it asks for words, or for similar articles."""
    if isinstance(node, Word | Phrase):
        return True
    if isinstance(node, Field):
        return node.name in ("text", "note", "similar")
    if isinstance(node, And | Or):
        return any(has_rank(part) for part in node.parts)
    return False


def has_words(node: Node) -> bool:
    """Whether a query asks for words, which then stand somewhere in what it finds."""
    if isinstance(node, Field):
        return node.name in ("text", "note")
    if isinstance(node, And | Or):
        return any(has_words(part) for part in node.parts)
    return isinstance(node, Word | Phrase)


class Found:
    """What a search found.

    Attributes:
        ids: the articles in order.
        total: how many there are in all; None: more than are here.
        nearest: no article has all the words; these have the most of them.
        instead: queries that would find something, where this one found nothing.
    """

    def __init__(self, ids: array[int], total: int | None, nearest: bool = False, instead: Sequence[str] = ()) -> None:
        self.ids = ids
        self.total = total
        self.nearest = nearest
        self.instead = instead

    @property
    def words(self) -> str:
        """``1,204 found``, ``200+ found``, ``20 nearest``."""
        if self.nearest:
            return f"{formatting.number(len(self.ids))} nearest"
        if self.total is None:
            return f"{formatting.number(len(self.ids))}+ found"
        return f"{formatting.number(self.total)} found"


def _look_up(library: Library, *, query: Query, text: str, order: Sort | None, usual: Sort) -> Found:
    if not text or query.sort is not None or not has_rank(query.root):
        ids = library.ids(query, query.sort or usual)
        return Found(ids, len(ids))
    if order is None:
        result = library.search(query, limit=FOUND_WHILE_TYPING, typing=True)
    else:
        result = library.search(query, limit=FOUND_AT_MOST, sort=order)
    total = result.total
    if total is None and len(result.ids) < FOUND_WHILE_TYPING:
        total = len(result.ids)
    instead = library.spelling(text) if order is not None and not len(result.ids) else ()
    return Found(result.ids, total, result.partial, instead)


class Searching:
    """The search of the list. `Browsing` owns one and shows what it finds."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.text = ""
        """The query as typed; empty when nothing is searched."""
        self.order: Sort | None = None
        """The order of the results; None while the query is being typed: the first ones soon."""
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

    def look_up(self, query: Query, usual: Sort) -> Callable[[Library], Found]:
        """What looks up, in the thread that searches, what the list shows for a query; ``usual``: the list's order."""
        return partial(_look_up, query=query, text=self.text, order=self.order, usual=usual)

    @property
    def pause(self) -> float:
        """Seconds to wait for the next key before searching."""
        return ONE_LETTER_PAUSE if len(self.text.strip()) == 1 else 0.0

    @property
    def rank(self) -> str:
        """What the order by how well the results fit is called; empty if they have none."""
        if not self.text.strip():
            return ""
        from readlater.language.query import parse

        query = parse(self.text, typing=True)
        if query.sort is not None or not has_rank(query.root):
            return ""
        return "best match first" if has_words(query.root) else "most similar first"

    @property
    def order_words(self) -> str:
        """In which order the results are, empty when it is the list's own."""
        rank = self.rank
        if not rank or self.order is None:
            return rank and "as you type"
        return SORTS.get(self.order, rank)

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
        self._screen.foot.point_out(_AT.sub("", str(error)), error.position)

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
        self._screen.focus_pane_list()
        # The article stays under the cursor if it is found, too; else the cursor is on the best one.
        self._screen.browsing.load(keep=self._screen.articles.current_id)

    def take_instead(self) -> bool:
        """Searches for what was probably meant; whether there is such a thing."""
        if self.found is None or not self.found.instead:
            return False
        self.search_for(self.found.instead[0])
        return True

    # --- why an article was found

    def tell_why(self, article_id: int) -> None:
        """Shows in the status line where in an article the words stand, once the cursor rests on it."""
        if not self._screen.foot.is_open and article_id and self.order is not None and self.text:
            self._screen.work(partial(self._tell_why, article_id), "why")
        else:
            self._screen.status.show_passage("", ())

    async def _tell_why(self, article_id: int) -> None:
        status = self._screen.status
        query = self.query(self._screen.browsing.view)
        if not has_words(query.root):
            status.show_passage("", ())
            return
        await asyncio.sleep(WHY_PAUSE)
        width = max(40, self._screen.size.width)
        snippet = await self._screen.background.read(lambda library: library.snippet(article_id, query, width))
        if article_id == self._screen.articles.current_id:
            status.show_passage(snippet.text, snippet.marks)
