"""What kinds of things are fetched: pages, and what may be one. Pictures, films and programs are refused by name."""

from __future__ import annotations

import re

from readlater.errors import FetchError
from readlater.pages.clues.wordset import word_set

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.8,application/xml;q=0.7,text/plain;q=0.7,*/*;q=0.5"
"""The ``Accept`` header."""

_PAGES = word_set(
    "text/html application/xhtml+xml text/plain text/markdown text/x-markdown application/pdf application/x-pdf "
    "application/epub+zip multipart/related message/rfc822 application/x-mimearchive application/x-webarchive "
    "application/xml text/xml"
)
_UNSAID = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "unknown/unknown")
)
"""What servers say when they don't know: the content shows what it is."""

_NAMES = {
    "image": "a picture",
    "video": "a film",
    "audio": "a sound",
    "font": "a font",
    "application/json": "data",
    "application/zip": "an archive: download it and import it",
    "application/rss+xml": "a feed: add the addresses of its pages",
    "application/atom+xml": "a feed: add the addresses of its pages",
}


def media_type(content_type: str) -> tuple[str, str]:
    """The media type of a ``Content-Type`` header in lower case, and its character set; empty where it says none."""
    mime = content_type.partition(";")[0].strip().lower()
    charset = re.search(r"""(?i);\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", content_type)
    return mime, charset[1] if charset else ""


def check_kind(mime: str) -> None:
    """Raises FetchError for what is no page."""
    if mime in _PAGES or mime in _UNSAID:
        return
    name = _NAMES.get(mime) or _NAMES.get(mime.partition("/")[0])
    raise FetchError(f"no page but {name} ({mime})" if name else f"no page but {mime[:60]}")
