"""Which category and tags an article gets by the site that it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from readlater.model import Draft
from readlater.pages.urls import host_label

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Suggestion

CategoryRules = Mapping[str, str]
"""Host pattern → category: the table ``[categories]`` of the settings."""

TagRules = Mapping[str, Sequence[str]]
"""Host pattern → tags: the table ``[tags]`` of the settings."""


def category_for(draft: Draft, *, given: str = "", rules: CategoryRules | None = None) -> str:
    """The category id of a draft, or ``""``.

    In this order: what the user gave; what the page's own program kept; the first of the ``rules`` that fits the page's
    host; the short name of the host (``https://www3.nhk.or.jp/…`` → ``nhk``).
    """
    if given or draft.category_id:
        return given or draft.category_id
    host = host_of(draft)
    if not host:
        return ""
    return ruled_category(host, rules or {}) or host_label(draft.url or f"https://{host}/")


def tags_for(draft: Draft, *, given: Iterable[str] = (), rules: TagRules | None = None) -> tuple[str, ...]:
    """The tags of a draft: its own, those that the user gave, and those of all ``rules`` that fit the page's host."""
    host = host_of(draft) if rules else ""
    return tuple(dict.fromkeys((*draft.tags, *given, *ruled_tags(host, rules or {}))))


def ruled_category(host: str, rules: CategoryRules) -> str:
    """The category that the first of the rules that fits a host gives, or ``""``."""
    return next((category for pattern, category in rules.items() if host and host_fits(host, pattern)), "")


def ruled_tags(host: str, rules: TagRules) -> tuple[str, ...]:
    """The tags that all of the rules that fit a host give."""
    fitting = (tags for pattern, tags in rules.items() if host and host_fits(host, pattern))
    return tuple(dict.fromkeys(tag for tags in fitting for tag in tags))


def suggestions(library: Library, article_id: int, categories: CategoryRules, tags: TagRules) -> list[Suggestion]:
    """What the rules and the similar readings suggest for an article; what a rule says comes first, with confidence 1.

    A rule that was made after an article was saved is suggested like this; see `apply_rules`. Where a rule names a
    category nothing else is suggested as one.
    """
    from readlater.model import Suggestion

    found = library.suggestions(article_id)
    if not categories and not tags:
        return found
    article = library.article(article_id)
    host = _host(article.url)
    ruled: list[Suggestion] = []
    if category := ruled_category(host, categories):
        found = [one for one in found if one.kind != "category"]
        if article.category_id != category and _is_unsorted(article.category_id, article.url):
            ruled.append(Suggestion("category", category, 1.0, 0))
    mine = {tag.casefold() for tag in article.tags}
    mine |= {name for kind, name in library.refused(article_id) if kind == "tag"}
    new = [tag for tag in ruled_tags(host, tags) if tag.casefold() not in mine]
    named = {tag.casefold() for tag in new}
    ruled += [Suggestion("tag", tag, 1.0, 0) for tag in new]
    ruled += [one for one in found if one.kind == "category" or one.value.casefold() not in named]
    return sorted(ruled, key=lambda one: one.kind)  # the category first; the order is kept otherwise


def apply_rules(
    library: Library, ids: Sequence[int], categories: CategoryRules, tags: TagRules, *, everything: bool = False
) -> str:
    """Sorts articles by the rules, as one action that can be undone; returns what was done.

    Articles that are in a category of the reader's choice keep it unless ``everything``: only those without one, and
    those whose category is only the name of their site, are moved. Tags are added to all.
    """
    moved: dict[str, list[int]] = {}
    tagged: dict[str, list[int]] = {}
    for start in range(0, len(ids), 1000):
        for row in library.rows(ids[start : start + 1000]):
            host = _host(row.url)
            category = ruled_category(host, categories)
            if category and row.category_id != category and (everything or _is_unsorted(row.category_id, row.url)):
                moved.setdefault(category, []).append(row.id)
            for tag in ruled_tags(host, tags):
                tagged.setdefault(tag, []).append(row.id)
    return library.sort_into(moved, tagged)


def _is_unsorted(category: str, url: str) -> bool:
    """Whether an article has no category, or the one that it gets by its host alone."""
    return not category or category == host_label(url)


def host_of(draft: Draft) -> str:
    """The host of the draft's URL, else the one that the page's text names, in lower case; ``""`` if neither."""
    host = _host(draft.url)
    if host:
        return host
    named = draft.found.get("host", ())
    return named[0].value.strip().lower() if named else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "") if url else ""


def host_fits(host: str, pattern: str) -> bool:
    """Whether a host fits a pattern of ``[categories]`` or ``[tags]``.

    ``example.org`` fits the host and ``www.`` before it; ``*.example.org`` fits it and everything below it; other
    patterns are shell patterns over the whole host.
    """
    pattern = pattern.strip().lower()
    host = host.lower()
    if host == pattern or host == f"www.{pattern}" or f"*.{host}" == pattern:
        return True
    return fnmatchcase(host, pattern)
