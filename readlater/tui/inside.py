"""Which links of the article that is shown lead to articles of the library; looked up beside the keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Document
    from readlater.tui.screens.main import MainScreen


class Inside:
    """The articles of the library to which links lead."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.articles: dict[str, int] = {}
        """The articles to which links of the text lead, by the links' targets."""

    async def look_up(self, document: Document) -> None:
        """Looks up where the links of an article lead, and has those into the library painted otherwise."""
        found = await self._screen.background.read(lambda library: _linked(library, document))
        if self._screen.reader.document is document:
            self.articles = found
            self._screen.reader.known_targets = frozenset(found)

    async def article_at(self, target: str) -> int:
        """The article to which a link leads; 0 if that is not in the library. The trash is not."""
        known = self.articles.get(target)
        if known is None:
            found = await self._screen.background.read(lambda library: _find(library, [target]))
            known = found.get(target, 0)
        return known


def _linked(library: Library, document: Document) -> dict[str, int]:
    """The articles to which the links of another lead; in a thread."""
    from readlater.tui.link_places import web_targets

    targets = web_targets(document)
    return _find(library, targets) if targets else {}


def _find(library: Library, targets: Iterable[str]) -> dict[str, int]:
    """The articles at these addresses, in whatever form; in a thread."""
    wanted = {target: url for target in targets if (url := _canonical(target))}
    ids = library.ids_at({url for canonical in wanted.values() for url in (canonical, _twin(canonical))})
    articles = {target: ids.get(url) or ids.get(_twin(url), 0) for target, url in wanted.items()}
    return {target: article for target, article in articles.items() if article}


@lru_cache(4096)
def _canonical(url: str) -> str:
    """The form by which the library knows an address; kept, for an article is looked at again and again."""
    from readlater.pages.urls import canonical_url

    return canonical_url(url)


def _twin(url: str) -> str:
    """The same address by the other of http and https: a page that is linked to by one is often saved by the other."""
    scheme, _, rest = url.partition(":")
    return f"{'http' if scheme == 'https' else 'https'}:{rest}"
