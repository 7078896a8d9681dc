"""The highlights of the article that the reader shows, painted as the library has them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Document, Highlight
    from readlater.tui.screens.main import MainScreen


class ShownHighlights:
    """Looks them up beside the keys.

    Attributes:
        article: the article that they are of.
        all: what is painted, those included whose passage is no longer in the text.
        writing: how many changes of them are painted already and still being written.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._document: Document | None = None
        self.article = 0
        self.all: Sequence[Highlight] = ()
        self.writing = 0

    def show(self, article_id: int) -> None:
        """Paints those of the article that was just shown, or may have been changed: what is known of them at once."""
        document = self._screen.reader.document
        if article_id != self.article or document is not self._document:
            self.article, self._document, self.all = article_id, document, ()
            if (highlighting := self._screen.made("highlighting")) is not None:
                highlighting.forget()
        elif self.all:
            self._screen.reader.show_highlights(self.all)
        self.look_up()

    def look_up(self) -> None:
        """Paints them as they now are."""
        self._screen.work(partial(self._look_up, self.article), "highlights")

    async def _look_up(self, article_id: int) -> None:
        def look(library: Library) -> list[Highlight]:
            return library.highlights(article_id)

        found = await self._screen.background.read(look)
        if article_id == self.article and found != self.all and not self.writing:
            self.paint(found)

    def paint(self, highlights: Sequence[Highlight]) -> None:
        """Paints these, if the reader still shows their article."""
        self.all = highlights
        if self._screen.desk.shown_id == self.article:
            self._screen.reader.show_highlights(highlights)
