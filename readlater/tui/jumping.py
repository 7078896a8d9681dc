"""To an article by a part of its title: what is typed is looked for in a thread, and the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readlater.errors import InterruptedQueryError
from readlater.model import Sort

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.library.titles import Titles
    from readlater.model import ArticleRow, TitleMatch
    from readlater.tui.screens.jump import JumpScreen
    from readlater.tui.screens.main import MainScreen

MOST = 100
"""Articles that are offered: who does not see it among these types another letter."""


class Offer(NamedTuple):
    """An article to go to, and the (start, end) of what fits in its title."""

    row: ArticleRow
    marks: tuple[tuple[int, int], ...] = ()


class Jumping:
    """Asks for a part of a title and goes to the article that is chosen."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._shown: JumpScreen | None = None
        self._titles: Titles | None = None
        self._asked = 0

    def ask(self) -> None:
        """Opens the list of articles; letters narrow it. The titles are read meanwhile, 0.4 s for 100,000."""
        from readlater.tui.screens.jump import JumpScreen

        screen = self._screen
        self._shown = JumpScreen(self, screen.keymap, screen.config)
        screen.dispatch.divert(self._type_early)
        screen.app.push_screen(self._shown)
        screen.work(partial(self._read, self._shown), "titles")
        self.look("")

    def _type_early(self, name: str) -> bool:
        """A key that came to the main screen when the list was about to open: it is for the list."""
        shown = self._shown
        if shown is None or shown is not self._screen.app.screen:
            self._forget()
            return False
        shown.press(name)
        return True

    def pass_on(self, name: str) -> None:
        """A key that came to the list after the choice: it is for what was chosen."""
        character = " " if name == "space" else name if len(name) == 1 else None
        self._screen.press_kept([(name, character)])

    async def _read(self, shown: JumpScreen) -> None:
        """Reads the titles; what was typed before they were all there is looked for again."""
        background = self._screen.background
        titles = await background.read(lambda library: library.titles())  # importing what it needs takes 20 ms
        if self._shown is not shown:
            return
        self._titles = titles
        if shown.text:
            self.look(shown.text)
        await background.read(lambda _: titles.read(lambda: self._titles is titles))
        if self._titles is titles and shown.text:
            self.look(shown.text)

    # --- looking

    def look(self, text: str) -> None:
        """Looks for what was typed; whatever is still being looked for is given up."""
        self._asked += 1
        self._screen.work(partial(self._look, text, self._asked), "jump")

    async def _look(self, text: str, asked: int) -> None:
        titles, visited = self._titles, self._visited()

        def going_on() -> bool:
            return self._asked == asked and not self._screen.leaving

        def look(library: Library) -> tuple[list[Offer], bool] | None:
            if not text.strip():
                return _lately(library, visited), True
            return _find(library, titles, text, going_on) if titles is not None else ([], False)

        answer = await self._screen.background.read(look)
        if answer is not None and self._shown is not None and self._asked == asked:
            offers, complete = answer
            open_now = self._screen.desk.shown_id if self._screen.desk.is_open and not text.strip() else 0
            offers = [offer for offer in offers if offer.row.id != open_now]
            self._shown.show(text, offers, len(titles or ()), complete=complete)

    def _visited(self) -> list[int]:
        """The articles of the trail, the last one first."""
        visits = sorted((row.visit for row in self._screen.desk.travelling.trail.rows()), key=lambda visit: visit.time)
        return list(dict.fromkeys(visit.step.article for visit in reversed(visits)))

    # --- going

    def close(self) -> None:
        """Closes the list, and lets the titles go."""
        if (shown := self._shown) is not None:
            self._forget()
            shown.dismiss(None)

    def _forget(self) -> None:
        self._asked += 1
        self._shown = self._titles = None
        self._screen.dispatch.divert(None)
        self._screen.cancel_work("jump")

    def open(self, article_id: int) -> None:
        """Opens an article: a step of the trail, from the place in the one that is open now."""
        self.close()
        self._screen.desk.open(article_id)

    def point_at(self, article_id: int) -> None:
        """Shows an article in the list: in this one, or among all articles if it is not there."""
        self.close()
        screen = self._screen
        screen.back_to_list()
        if screen.articles.source.index_of(article_id) >= 0:
            screen.point_at(article_id)
            return
        screen.browsing.searching.end()
        screen.browsing.open_view("all", article_id)


def _lately(library: Library, visited: list[int]) -> list[Offer]:
    """Where somebody who types nothing may want to go back to: what was visited, then what was read last, then all."""
    ids = dict.fromkeys((*visited, *library.ids(sort=Sort.LAST_READ, limit=MOST)))
    return [Offer(row) for row in library.rows(list(ids)[:MOST]) if row.deleted is None]


def _find(library: Library, titles: Titles, text: str, going_on: Callable[[], bool]) -> tuple[list[Offer], bool] | None:
    """What fits, and whether all titles were looked at; None if nobody waits for it any more."""
    complete = titles.complete  # before, as more of them may come meanwhile
    try:
        return offers_of(library, titles.find(text, MOST, going_on)), complete
    except InterruptedQueryError:
        return None


def offers_of(library: Library, found: list[TitleMatch]) -> list[Offer]:
    """The articles of titles that were found; one that was deleted meanwhile is left out."""
    from readlater.tui.widgets.article_lines import title_of

    rows = {row.id: row for row in library.rows([one.id for one in found])}
    offers: list[Offer] = []
    for one in found:
        if (row := rows.get(one.id)) is not None:
            offers.append(Offer(row, one.marks if title_of(row) == one.title else ()))
    return offers
