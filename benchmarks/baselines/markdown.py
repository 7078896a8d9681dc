"""Textual's own Markdown widget as an article reader: ``J`` shows the next text.

Arguments: the words of a text and how many texts.
"""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from benchmarks.texts import article_text


class Reader(App[None]):
    """One Markdown widget in a scrolling container."""

    BINDINGS: ClassVar = [("J", "next", "Next")]

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._texts = texts
        self._index = 0

    def compose(self) -> ComposeResult:
        """The widget with the first text."""
        with VerticalScroll():
            yield Markdown(self._texts[0])

    async def action_next(self) -> None:
        """Shows the next text."""
        self._index = (self._index + 1) % len(self._texts)
        await self.query_one(Markdown).update(self._texts[self._index])


if __name__ == "__main__":
    words, count = int(sys.argv[1]), int(sys.argv[2])
    Reader([article_text(number, words) for number in range(count)]).run()
