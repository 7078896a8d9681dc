"""Painting the lines of the list: each once, until it looks otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip
from textual.widget import Widget

from readlater.model import ArticleRow
from readlater.tui.widgets.article_lines import (
    ASCII,
    UNICODE,
    LineOptions,
    Part,
    article_line,
    group_line,
    message_line,
)
from readlater.tui.widgets.article_looks import look_of
from readlater.tui.widgets.list_places import HEADING
from readlater.tui.widgets.looks import look_style

_STRIPS_KEPT = 512

Key = tuple[int, int, bool, bool]
"""Which line of which article, whether the cursor is on it, whether it is selected. Of a heading: minus its number."""


class ArticlePainter:
    """Makes and keeps the lines of a list.

    Args:
        widget: the list, in whose theme they are painted.
        ascii: whether the signs are ASCII.
        speed: words a minute, by which minutes are told.
    """

    def __init__(self, widget: Widget, *, ascii: bool, speed: int) -> None:  # noqa: A002
        self._widget = widget
        self._signs = ASCII if ascii else UNICODE
        self._speed = speed
        self._strips: LRUCache[Key, Strip] = LRUCache(_STRIPS_KEPT)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._year = date.today().year
        self._headings: frozenset[str] = frozenset()

    # --- what is kept

    def forget(self) -> None:
        """Makes all lines anew: other articles, another width."""
        self._strips.clear()

    def set_headings(self, titles: Iterable[str]) -> None:
        """Makes all lines anew, below these headings."""
        self._headings = frozenset(titles)
        self.forget()

    def forget_theme(self) -> None:
        """Makes all lines anew in other colours."""
        self._strips.clear()
        self._styles.clear()

    def forget_article(self, article_id: int) -> None:
        """Makes the lines of an article anew."""
        self._discard(lambda key: key[0] == article_id)

    def forget_cursor(self) -> None:
        """Makes the lines under the cursor anew, which look otherwise with the focus elsewhere."""
        self._discard(lambda key: key[2])
        self._styles = {key: style for key, style in self._styles.items() if not key[1]}

    def _discard(self, chosen: Callable[[Key], bool]) -> None:
        for key in [key for key in self._strips.keys() if chosen(key)]:  # noqa: SIM118 - no mapping
            self._strips.discard(key)

    # --- lines

    def article(self, row: Callable[[], ArticleRow | None], key: Key, width: int) -> Strip:
        """A line of an article, whose ``row`` is asked for only if the line is not kept."""
        strip = self._strips.get(key)
        if strip is None:
            _id, line, cursor, selected = key
            parts = article_line(row(), line, self._options(width), cursor=cursor, selected=selected)
            strip = self._strips[key] = self._strip(parts, width, cursor, selected)
        return strip

    def heading(self, group: int, title: str, count: int, width: int) -> Strip:
        """The heading of a group of so many articles."""
        key = (-1 - group, HEADING, False, False)
        strip = self._strips.get(key)
        if strip is None:
            parts = group_line(title, count, self._options(width))
            strip = self._strips[key] = self._strip(parts, width, False, False)
        return strip

    def message(self, text: str, y: int, width: int, height: int) -> Strip:
        """A line of the message that stands in an empty list."""
        style = self._style("empty", False, False)
        return Strip([Segment(message_line(text, y, width, height), style)]).adjust_cell_length(width, style)

    def blank(self, width: int) -> Strip:
        """A line below the last article."""
        return Strip.blank(width, self._style("", False, False))

    def _options(self, width: int) -> LineOptions:
        return LineOptions(width, self._signs, self._year, self._speed, self._headings)

    def _strip(self, parts: list[Part], width: int, cursor: bool, selected: bool) -> Strip:
        segments = [Segment(text, self._style(role, cursor, selected)) for text, role in parts if text]
        return Strip(segments).adjust_cell_length(width, self._style("", cursor, selected))

    def _style(self, role: str, cursor: bool, selected: bool) -> Style:
        key = (role, cursor, selected)
        style = self._styles.get(key)
        if style is None:
            focused, ansi = self._widget.has_focus, self._widget.app.native_ansi_color
            roles = [name for name, on in (("selected", selected), ("cursor", cursor), (role, bool(role))) if on]
            looks = [look for name in roles if (look := look_of(name, focused, ansi))]
            style = self._styles[key] = look_style(self._widget, looks)
        return style
