"""The list of articles: two lines each, drawn only where it is seen, at a cost that doesn't grow with the library."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from readlater.model import ArticleRow
from readlater.tui.formatting import DEFAULT_SPEED
from readlater.tui.widgets.article_lines import ASCII, LINES, UNICODE, LineOptions, article_line, message_line
from readlater.tui.widgets.article_looks import look_of
from readlater.tui.widgets.looks import look_style
from readlater.tui.widgets.row_source import Fetch, RowSource, fetch_nothing
from readlater.tui.widgets.scrolling import Scrolling
from readlater.tui.widgets.selection import Selection, Targets, rebased

_STRIPS_KEPT = 512


class ArticleList(Scrolling, can_focus=True, inherit_bindings=False):
    """A list of articles with a cursor.

    It has no keys of its own: whoever uses it binds keys to its methods. A click moves the cursor, another one on the
    same article opens it, a click with Ctrl selects, one with Shift selects all up to there.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleList {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    class Moved(Message):
        """The cursor is on another article, or the article at another position.

        Attributes:
            id: the article, 0 if the list is empty.
            index: its position from 0, -1 if the list is empty.
        """

        def __init__(self, article_list: ArticleList, article_id: int, index: int) -> None:
            super().__init__()
            self.article_list = article_list
            self.id = article_id
            self.index = index

    class Chosen(Message):
        """The reader wants to open an article.

        Attributes:
            id: the article.
        """

        def __init__(self, article_list: ArticleList, article_id: int) -> None:
            super().__init__()
            self.article_list = article_list
            self.id = article_id

    class Selected(Message):
        """Something was selected with the mouse, or no longer."""

        def __init__(self, article_list: ArticleList) -> None:
            super().__init__()
            self.article_list = article_list

    def __init__(
        self,
        *,
        empty_text: str = "",
        ascii: bool = False,  # noqa: A002
        speed: int = DEFAULT_SPEED,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._empty_text = empty_text
        self._signs = ASCII if ascii else UNICODE
        self._speed = speed
        self._fetch: Fetch = fetch_nothing
        self._source = RowSource(array("q"), self._fetch)
        self._index = -1
        self._selection = Selection(self._source.ids)
        self._anchor = 0
        self._clicked = 0
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(_STRIPS_KEPT)
        self._styles: dict[tuple[str, bool, bool], Style] = {}
        self._painted_width = 0
        self._year = date.today().year

    # --- what is shown

    def set_fetch(self, fetch: Fetch) -> None:
        """Set where rows come from; used from the next `show` on, and at once for rows not yet fetched."""
        self._fetch = fetch
        self._source = RowSource(self._source.ids, fetch)
        self._strips.clear()
        self.refresh()

    def show(self, ids: array[int], *, keep: int | None = None, selection: Selection | None = None) -> None:
        """Show these articles.

        Args:
            ids: the articles' numbers in order.
            keep: the article to keep the cursor on, at the same height of the screen; if it isn't there any more, the
                cursor stays about where it was. None: the cursor goes to the first article.
            selection: what is selected of them, if the caller knows (None: what was, and is still there).
        """
        before = (self.current_id, self._index)
        offset = self._index * LINES - self.scroll_offset.y
        self._source = RowSource(ids, self._fetch)
        self._selection = rebased(self._selection.chosen(), ids) if selection is None else selection
        self._strips.clear()
        count = len(ids)
        self._index = -1 if not count else 0
        if count and keep is not None:
            found = self._source.index_of(keep, max(0, before[1]))
            self._index = found if found >= 0 else max(0, min(before[1], count - 1))
        self.set_extent(Size(self._width, count * LINES))
        top = self._index * LINES - offset if keep is not None and before[1] >= 0 else 0
        self._scroll_to(y=max(0, min(top, self.max_scroll_y)), animate=False, force=True)
        self._reveal()
        self.refresh()
        if (self.current_id, self._index) != before:
            self.post_message(self.Moved(self, self.current_id, self._index))

    @property
    def source(self) -> RowSource:
        """The rows behind the list."""
        return self._source

    @property
    def empty_text(self) -> str:
        """What is shown when the list is empty; may be set."""
        return self._empty_text

    @empty_text.setter
    def empty_text(self, text: str) -> None:
        self._empty_text = text
        if not len(self._source):
            self.refresh()

    def patch(self, row: ArticleRow) -> None:
        """Show an article as it is now."""
        if self._source.patch(row):
            self._repaint(row.id)

    @property
    def in_sight(self) -> range:
        """The positions of the articles in the window."""
        first = int(self.scroll_offset.y) // LINES
        return range(first, min(len(self._source), first + self._window // LINES + 2))

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Fetch these articles' rows anew (None: all) and show them as they are now."""
        self._source.forget(ids)
        self._strips.clear()
        self.refresh()

    # --- the cursor

    @property
    def index(self) -> int:
        """The cursor's position from 0; -1 in an empty list."""
        return self._index

    @property
    def current_id(self) -> int:
        """The article under the cursor; 0 in an empty list."""
        return self._source.ids[self._index] if 0 <= self._index < len(self._source) else 0

    @property
    def current_row(self) -> ArticleRow | None:
        """The row under the cursor; None in an empty list and for an article that is gone."""
        return self._source.row(self._index)

    def move(self, n: int) -> None:
        """Move the cursor ``n`` articles down, up if negative."""
        self.jump(self._index + n)

    def jump(self, index: int) -> None:
        """Move the cursor to a position, counted from 0; to the nearest end if there is none such."""
        self._jump(index)

    def _jump(self, index: int, around: int = 1) -> None:
        """Move the cursor; scroll so that ``around`` articles above and below it are in sight too."""
        count = len(self._source)
        if not count:
            return
        index = max(0, min(index, count - 1))
        if index == self._index:
            self._reveal(around)
            return
        old, self._index = self._index, index
        for changed in (old, index):
            self.refresh_lines(changed * LINES, LINES)
        self._reveal(around)
        self.post_message(self.Moved(self, self.current_id, index))

    def page(self, n: int) -> None:
        """Move the cursor ``n`` windows down, up if negative."""
        self.jump(self._index + n * max(1, self._window // LINES - 1))

    def first(self) -> None:
        """Move the cursor to the first article."""
        self.jump(0)

    def last(self) -> None:
        """Move the cursor to the last article."""
        self.jump(len(self._source) - 1)

    def choose(self) -> None:
        """Open the article under the cursor."""
        if self.current_id:
            self.post_message(self.Chosen(self, self.current_id))

    # --- selection

    @property
    def selection(self) -> Selection:
        """What is selected."""
        return self._selection

    @property
    def selected(self) -> set[int]:
        """The selected articles; may be set. For few: `selection` knows how many there are, and which."""
        return set(self._selection.chosen().ids())

    @selected.setter
    def selected(self, ids: Iterable[int]) -> None:
        self._selection.put(ids)
        self.refresh()

    @property
    def targets(self) -> Targets:
        """What a command acts on: the selected articles, else the one under the cursor."""
        here = frozenset((self.current_id,) if self.current_id else ())
        return self._selection.chosen() if self._selection else Targets(self._source.ids, False, here)

    def toggle_selected(self, count: int = 1) -> None:
        """Select the article under the cursor, or no longer; and with it as many below as make ``count``."""
        if self.current_id:
            self._anchor = self.current_id
            ids = self._source.ids[self._index : self._index + count]
            self._selection.select(ids, self.current_id not in self._selection)
            self.refresh_lines(self._index * LINES, LINES * len(ids))

    def select_range(self) -> bool:
        """Select all from the article that was toggled last to the cursor; whether there is such a one."""
        anchor = self._source.index_of(self._anchor, self._index) if self._anchor else -1
        if anchor < 0 or not self._selection:
            return False
        first, last = sorted((anchor, self._index))
        if last - first + 1 == len(self._source):
            self._selection.select_all()
        else:
            self._selection.select(self._source.ids[first : last + 1])
        self.refresh()
        return True

    def select_all(self) -> None:
        """Select all that is listed."""
        self._selection.select_all()
        self.refresh()

    def clear_selected(self) -> None:
        """Select nothing."""
        self._selection.clear()
        self.refresh()

    # --- painting

    def _reveal(self, around: int = 1) -> None:
        """Scroll as little as shows the cursor, with ``around`` articles above and below it where there is room."""
        if self._index < 0:
            return
        top, window = self.scroll_offset.y, self._window
        around = around * LINES if window >= 4 * LINES else 0
        first, last = self._index * LINES, self._index * LINES + LINES
        if first - around < top:
            top = first - around
        elif last + around > top + window:
            top = last + around - window
            top += -top % LINES  # no article begins above the window's top
        top = max(0, min(top, self.max_scroll_y))
        if top != self.scroll_offset.y:
            self._scroll_to(y=top, animate=False, force=True)

    def _repaint(self, article_id: int) -> None:
        """Paint an article's lines anew if they are in the window."""
        for key in [key for key in self._strips.keys() if key[0] == article_id]:  # noqa: SIM118 - no mapping
            self._strips.discard(key)
        for index in self.in_sight:
            if self._source.ids[index] == article_id:
                self.refresh_lines(index * LINES, LINES)

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, with the cursor in sight."""
        if self._width != self._painted_width:
            self._painted_width = self._width
            self._strips.clear()
        self.set_extent(Size(self._width, len(self._source) * LINES))
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old theme, or with the focus elsewhere."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Paint the cursor as one that has the keys, or as one that has not."""
        super().watch_has_focus(has_focus)
        for key in [key for key in self._strips.keys() if key[2]]:  # noqa: SIM118 - no mapping
            self._strips.discard(key)
        self._styles = {key: style for key, style in self._styles.items() if not key[1]}

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        width = self._width
        if not len(self._source):
            return self._render_empty(y, width)
        index, line = divmod(y + self.scroll_offset.y, LINES)
        if index >= len(self._source):
            return Strip.blank(width, self._style("", False, False))
        article_id = self._source.ids[index]
        key = (article_id, line, index == self._index, article_id in self._selection)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._render_strip(index, key, width)
        return strip

    def _render_strip(self, index: int, key: tuple[int, int, bool, bool], width: int) -> Strip:
        _id, line, cursor, selected = key
        options = LineOptions(width, self._signs, self._year, self._speed)
        parts = article_line(self._source.row(index), line, options, cursor=cursor, selected=selected)
        segments = [Segment(text, self._style(role, cursor, selected)) for text, role in parts if text]
        return Strip(segments).adjust_cell_length(width, self._style("", cursor, selected))

    def _render_empty(self, y: int, width: int) -> Strip:
        """A line of the message that stands in an empty list."""
        style = self._style("empty", False, False)
        text = message_line(self._empty_text, y, width, self._window)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _style(self, role: str, cursor: bool, selected: bool) -> Style:
        key = (role, cursor, selected)
        style = self._styles.get(key)
        if style is None:
            focused, ansi = self.has_focus, self.app.native_ansi_color
            roles = [name for name, on in (("selected", selected), ("cursor", cursor), (role, bool(role))) if on]
            style = self._styles[key] = look_style(
                self, [look for name in roles if (look := look_of(name, focused, ansi))]
            )
        return style

    # --- mouse

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the article, open it if it was the last one clicked, select it with Ctrl."""
        offset = event.get_content_offset(self)
        index = (offset.y + self.scroll_offset.y) // LINES if offset is not None else -1
        if not 0 <= index < len(self._source):
            return
        event.stop()
        before = self.current_id
        again = self._clicked == self._source.ids[index] and index == self._index
        self._jump(index, around=0)  # what was clicked stays under the mouse
        self._clicked = self.current_id
        if event.ctrl or event.meta:
            self.toggle_selected()
            self.post_message(self.Selected(self))
        elif event.shift:
            if not self._selection:
                self._anchor = before
                self._selection.select((before,))
            self.select_range()
            self.post_message(self.Selected(self))
        elif again:
            self._clicked = 0
            self.choose()
