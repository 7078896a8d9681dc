"""The palette: every command by name, and articles by a part of their title, ranked by the same rules."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from readlater.errors import InterruptedQueryError, ReadlaterError
from readlater.tui.commands import COMMANDS, Command
from readlater.tui.widgets.lines import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readlater.library import Library
    from readlater.library.titles import Titles
    from readlater.tui.jumping import Offer
    from readlater.tui.screens.main import MainScreen

_ARTICLES = 8
_LEAST = 2
"""Letters before articles are looked for."""

_BY_ID = 2.0
"""How much worse it is to fit a command's id than its title, in ways to fit."""

_TO_COMMANDS = 0.2
"""What puts a command before an article that fits as well."""


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
        """The commands whose titles or ids fit."""
        await self._main.background.apart(partial(import_module, "readlater.library.fitting"))  # 20 ms the first time
        from readlater.library.fitting import Typed, aligned, marks

        typed = Typed(query)
        for command in COMMANDS:
            if not command.palette:
                continue
            title, places = aligned(command.title)
            fit, by_id = typed.fit(title), typed.fit(command.id.replace(".", " ").replace("-", " "))
            score = max(
                fit.way + fit.quality if fit is not None else 0.0,
                by_id.way + by_id.quality - _BY_ID if by_id is not None else 0.0,
            )
            if score > 0:
                shown = _marked(self, command.title, marks(places, fit.spans) if fit is not None else ())
                perform = partial(self._main.perform, command.id)
                yield Hit(score + _TO_COMMANDS, shown, perform, command.title, self._help(command))


class ArticleProvider(Provider):
    """Articles by a part of their title, as the list of `readlater.tui.jumping` finds them.

    The titles are read at the first letters, and let go when the palette closes.
    """

    _titles: Titles | None = None
    _asked = 0

    async def search(self, query: str) -> Hits:
        """The articles that fit best."""
        if len(query.strip()) < _LEAST:
            return
        main = cast("MainScreen", self.screen)
        self._asked += 1
        try:
            found = await main.background.read(partial(self._find, query, self._asked))
        except ReadlaterError:
            return
        for offer, score in found:
            row, title = offer.row, plain(offer.row.title or offer.row.url)
            where = " · ".join(part for part in ("article", row.site or row.category_id) if part)
            yield Hit(score, _marked(self, title, offer.marks), partial(main.desk.open, row.id), title, _text(where))

    async def shutdown(self) -> None:
        """Lets the titles go."""
        self._asked += 1
        self._titles = None

    def _find(self, query: str, asked: int, library: Library) -> list[tuple[Offer, float]]:
        from readlater.tui.jumping import offers_of

        def going_on() -> bool:
            return self._asked == asked

        titles = self._titles
        if titles is None:
            titles = library.titles()
            titles.read(going_on)
            if titles.complete and going_on():
                self._titles = titles
        try:
            found = titles.find(query, _ARTICLES, going_on)
        except InterruptedQueryError:
            return []
        scores = {match.id: match.score for match in found}
        return [(offer, scores[offer.row.id]) for offer in offers_of(library, found)]


def _marked(provider: Provider, title: str, spans: Sequence[tuple[int, int]]) -> Any:
    """A title with what fits in it in the palette's style for that."""
    shown, style = Content(plain(title)), provider.match_style
    if style is not None:
        for start, end in spans:
            shown = shown.stylize(style, start, end)
    return shown
