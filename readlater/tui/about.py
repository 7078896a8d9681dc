"""What there is to be known about an article: beside it, above it where it is no article, and in a new text of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from readlater.tui import formatting
from readlater.tui.widgets.sidebar_parts import About

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.library import Library
    from readlater.model import Article
    from readlater.tui.keymap import Keymap

SIMILAR_LIMIT = 5
KEYWORDS = 8
"""How many similar readings and keywords the sidebar shows."""


def about(library: Library, *, article: Article, text: str, config: Config) -> About:
    """What the sidebar shows of an article; in a thread."""
    from readlater.exchange import categories
    from readlater.language import summary

    suggested = categories.suggestions(library, article.id, config.categories, config.tags)
    return About(
        article,
        library.similar(article.id, SIMILAR_LIMIT),
        library.noted_similar(article.id),
        library.keywords(article.id, KEYWORDS),
        library.copies(article.id),
        sorted(suggested, key=lambda one: one.kind != "category"),
        summary.places(article.summary, text),
        library.readings(article.id),
        len(library.highlights(article.id)),
    )


def places_again(places: Iterable[int], old: str, new: str) -> dict[int, int]:
    """Where places in an article's old text are in its new one; in a thread."""
    from readlater.library.anchors import place_again

    return {place: place_again(old, new, place) if place else 0 for place in places}


def advice(article: Article, keymap: Keymap, *, ascii: bool) -> str:  # noqa: A002
    """The keys that help where the page is no article, or in the trash."""
    if not article.failed and article.deleted is None:
        return ""
    if article.deleted is not None:
        delete = keymap.label("article.delete", ascii=ascii)
        return f"{delete} restores it" if delete else ""
    does = [("article.refresh", "fetches it" if formatting.was_never_fetched(article) else "tries again")]
    if article.url:
        does.append(("article.browser", "opens it in the browser"))
    does.append(("article.delete", "deletes it"))
    keys = [(keymap.label(command, ascii=ascii), what) for command, what in does]
    return (" - " if ascii else " · ").join(f"{key} {what}" for key, what in keys if key)
