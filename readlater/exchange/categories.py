"""Which category an imported article goes into."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from readlater.model import Draft
from readlater.pages.urls import host_label


def category_for(draft: Draft, *, given: str = "", rules: Mapping[str, str] | None = None) -> str:
    """The category id of a draft, or ``""``.

    In this order: what the user gave; what the page's own program kept; the first of the ``rules`` (host pattern →
    category) that fits the page's host; the short name of the host (``https://www3.nhk.or.jp/…`` → ``nhk``).
    """
    if given or draft.category_id:
        return given or draft.category_id
    host = host_of(draft)
    if not host:
        return ""
    for pattern, category in (rules or {}).items():
        if host_fits(host, pattern):
            return category
    return host_label(draft.url or f"https://{host}/")


def host_of(draft: Draft) -> str:
    """The host of the draft's URL, else the one that the page's text names, in lower case; ``""`` if neither."""
    host = urlsplit(draft.url).hostname if draft.url else None
    if host:
        return host
    named = draft.found.get("host", ())
    return named[0].value.strip().lower() if named else ""


def host_fits(host: str, pattern: str) -> bool:
    """Whether a host fits a pattern of ``[categories]``.

    ``example.org`` fits the host and ``www.`` before it; ``*.example.org`` fits it and everything below it; other
    patterns are shell patterns over the whole host.
    """
    pattern = pattern.strip().lower()
    host = host.lower()
    if host == pattern or host == f"www.{pattern}" or f"*.{host}" == pattern:
        return True
    return fnmatchcase(host, pattern)
