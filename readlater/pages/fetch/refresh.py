"""Pages that are nothing but a way to another: ``<meta http-equiv="refresh" content="0; url=…">``."""

from __future__ import annotations

import re
from html.parser import HTMLParser

MOST_SECONDS = 5
"""A page that waits longer is one to be read meanwhile."""
MOST_BYTES = 2**15
MOST_LETTERS = 300
"""Of text; a page with more is a page."""

_CONTENT = re.compile(r"""(?i)^\s*(\d+)(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?["']?\s*([^"']+)""")
_UNSEEN = frozenset(("script", "style", "title", "template"))


def refresh_target(data: bytes, charset: str) -> str:
    """Where a page sends its readers at once, as it is written there; empty if the page is anything else."""
    if len(data) > MOST_BYTES or b"refresh" not in data.lower():
        return ""
    reader = _Reader()
    try:
        reader.feed(data.decode(charset or "utf-8", "replace"))
    except LookupError:
        reader.feed(data.decode("utf-8", "replace"))
    return reader.target if reader.letters <= MOST_LETTERS else ""


def target_of(content: str) -> str:
    """The address in the ``content`` of a refresh (or a ``Refresh`` header), if it goes there at once."""
    match = _CONTENT.match(content)
    return match[2].strip() if match and int(match[1][:6]) <= MOST_SECONDS else ""


class _Reader(HTMLParser):
    """Finds the refresh, and counts the letters that a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.target = ""
        self.letters = 0
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv", "").strip().lower() == "refresh" and not self.target:
            self.target = target_of(values.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.letters += sum(character.isalnum() for character in data)
