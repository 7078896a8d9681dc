"""Selecting articles of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readlater.tui.formatting import plural

if TYPE_CHECKING:
    from readlater.tui.screens.main import MainScreen


class Selecting:
    """Selects; what is selected, the commands for articles act on."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def toggle(self) -> None:
        """Selects the article under the cursor, or no longer, and goes on; with a number as many as that."""
        articles, times = self._screen.articles, self._screen.dispatch.times
        articles.toggle_selected(times)
        articles.move(times)
        self._screen.show_position()

    def range(self) -> None:
        """Selects everything from the article that was selected last to this one."""
        articles = self._screen.articles
        if not articles.select_range() and articles.current_id:
            articles.selection.select((articles.current_id,), False)
            articles.toggle_selected()
            self._screen.status.tell("selected from here; again at the other end selects all in between")
        self._screen.show_position()

    def all(self) -> None:
        """Selects everything that the list shows, or nothing."""
        articles = self._screen.articles
        if articles.selection.is_everything:
            articles.clear_selected()
        elif len(articles.source):
            articles.select_all()
            self._screen.status.tell(f"{plural(len(articles.source), 'article')} selected")
        self._screen.show_position()
