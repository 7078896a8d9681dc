"""The palette: every command by name, and articles by the words of their titles."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from readlater.errors import ReadlaterError
from readlater.model import ArticleRow
from readlater.tui.commands import COMMANDS, Command
from readlater.tui.widgets.lines import plain

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.tui.screens.main import MainScreen

_ARTICLES = 8
_LEAST = 2
"""Letters before articles are looked for."""


def _text(text: str) -> Any:
    """A text that the palette shows as it is: a ``str`` it would read as markup."""
    return Content(plain(text))


class RegistryProvider(Provider):
    """The commands of the registry."""

    @property
    def _main(self) -> MainScreen:
        return cast("MainScreen", self.screen)

    def _help(self, command: Command) -> Any:
        keys = ", ".join(self._main.keymap.labels(command.id, ascii=self._main.config.ascii))
        return _text(f"{command.help}  {keys}" if keys else command.help)

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for command in sorted(COMMANDS, key=lambda one: one.area == "move"):  # of these everybody knows the keys
            if command.palette:
                perform = partial(self._main.perform, command.id)
                yield DiscoveryHit(_text(command.title), perform, command.title, self._help(command))

    async def search(self, query: str) -> Hits:
        """The commands whose titles or ids match."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            score = max(matcher.match(command.title), 0.8 * matcher.match(command.id))
            if command.palette and score > 0:
                perform = partial(self._main.perform, command.id)
                yield Hit(score, matcher.highlight(command.title), perform, command.title, self._help(command))


class ArticleProvider(Provider):
    """Articles by the words of their titles, by the library's own search: nothing is matched letter by letter."""

    async def search(self, query: str) -> Hits:
        """The articles that match best."""
        if len(query.strip()) < _LEAST:
            return
        main = cast("MainScreen", self.screen)
        try:
            rows = await main.background.search(partial(_find, query))
        except ReadlaterError:
            return
        for rank, row in enumerate(rows):
            title = row.title or row.url
            where = " · ".join(part for part in ("article", row.site or row.category_id) if part)
            yield Hit(0.5 - rank / 100, _text(title), partial(main.desk.open, row.id), plain(title), _text(where))


def _find(query: str, library: Library) -> list[ArticleRow]:
    from readlater.language.query import parse

    titled = " ".join(f"title:{word}" for word in re.findall(r"\w+", query))
    if not titled:
        return []  # signs alone: no query, which would find everything
    found = library.search(parse(titled, typing=True), limit=_ARTICLES, typing=True)
    return library.rows(found.ids[:_ARTICLES])
