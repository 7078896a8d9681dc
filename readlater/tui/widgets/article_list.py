"""The list of articles: two lines each, drawn only where it is seen, at a cost that doesn't grow with the library.

Where it is in groups each has a heading, and the heading of the topmost stays in sight while its articles go by.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import partial

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from readlater.model import ArticleRow
from readlater.tui.formatting import DEFAULT_SPEED
from readlater.tui.widgets.article_painter import ArticlePainter
from readlater.tui.widgets.list_places import HEADING, LINES, Places
from readlater.tui.widgets.row_source import Fetch, RowSource, fetch_nothing
from readlater.tui.widgets.scrolling import Scrolling
from readlater.tui.widgets.selection import Selection, Targets, rebased


class ArticleList(Scrolling, can_focus=True, inherit_bindings=False):
    """A list of articles with a cursor.

    It has no keys of its own: whoever uses it binds keys to its methods. A click moves the cursor, another one on the
    same article opens it, a click with Ctrl selects, one with Shift selects all up to there. A click on the
    heading of a group goes to its first article, one with Ctrl selects all of it.
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
        self._painter = ArticlePainter(self, ascii=ascii, speed=speed)
        self._fetch: Fetch = fetch_nothing
        self._source = RowSource(array("q"), self._fetch)
        self._places = Places(0)
        self._index = -1
        self._selection = Selection(self._source.ids)
        self._anchor = 0
        self._clicked = 0
        self._painted_width = 0

    # --- what is shown

    def set_fetch(self, fetch: Fetch) -> None:
        """Set where rows come from; used from the next `show` on, and at once for rows not yet fetched."""
        self._fetch = fetch
        self._source = RowSource(self._source.ids, fetch)
        self._painter.forget()
        self.refresh()

    def show(
        self,
        ids: array[int],
        *,
        keep: int | None = None,
        selection: Selection | None = None,
        groups: Sequence[tuple[str, int]] = (),
    ) -> None:
        """Show these articles.

        Args:
            ids: the articles' numbers in order.
            keep: the article to keep the cursor on, at the same height of the screen; if it isn't there any more, the
                cursor stays about where it was. None: the cursor goes to the first article.
            selection: what is selected of them, if the caller knows (None: what was, and is still there).
            groups: for each group its title and the position of its first article; none: they are in no groups.
        """
        before = (self.current_id, self._index)
        offset = self._places.top(self._index) - self.scroll_offset.y
        self._source = RowSource(ids, self._fetch)
        self._selection = rebased(self._selection.chosen(), ids) if selection is None else selection
        self._painter.set_headings(title for title, _ in groups)
        count = len(ids)
        self._places = Places(count, groups)
        self._index = -1 if not count else 0
        if count and keep is not None:
            found = self._source.index_of(keep, max(0, before[1]))
            self._index = found if found >= 0 else max(0, min(before[1], count - 1))
        self.set_extent(Size(self._width, self._places.lines))
        top = self._places.top(self._index) - offset if keep is not None and before[1] >= 0 else 0
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
        first = self._places.article_at(int(self.scroll_offset.y))
        return range(first, min(len(self._source), first + self._window // LINES + 2))

    @property
    def groups(self) -> Sequence[tuple[str, int]]:
        """For each group its title and the position of its first article; none where there are no groups."""
        return self._places.groups

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Fetch these articles' rows anew (None: all) and show them as they are now."""
        self._source.forget(ids)
        self._painter.forget()
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
            self.refresh_lines(self._places.top(changed), LINES)
        self._reveal(around)
        self.post_message(self.Moved(self, self.current_id, index))

    def page(self, n: int) -> None:
        """Move the cursor ``n`` windows down, up if negative."""
        self.jump(self._places.paged(self._index, n, self._window))

    def first(self) -> None:
        """Move the cursor to the first article."""
        self.jump(0)

    def last(self) -> None:
        """Move the cursor to the last article."""
        self.jump(len(self._source) - 1)

    def step_group(self, n: int) -> bool:
        """Move the cursor to the first article of the ``n``-th group below, above if negative; whether there is one.

        Within a group, the first step up is to its own first article.
        """
        before = self._index
        self.jump(self._places.stepped(before, n))
        return self._index != before

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
            first, last = self._index, self._index + len(ids) - 1
            self.refresh_lines(self._places.top(first), self._places.top(last) + LINES - self._places.top(first))

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
        top = self._places.revealed(self._index, around, int(self.scroll_offset.y), self._window)
        top = max(0, min(top, self.max_scroll_y))
        if top != self.scroll_offset.y:
            self._scroll_to(y=top, animate=False, force=True)

    def _repaint(self, article_id: int) -> None:
        """Paint an article's lines anew if they are in the window."""
        self._painter.forget_article(article_id)
        for index in self.in_sight:
            if self._source.ids[index] == article_id:
                self.refresh_lines(self._places.top(index), LINES)

    def on_resize(self, event: events.Resize) -> None:
        """Paint for the new width, with the cursor in sight."""
        if self._width != self._painted_width:
            self._painted_width = self._width
            self._painter.forget()
        self.set_extent(Size(self._width, self._places.lines))
        self._reveal()

    def notify_style_update(self) -> None:
        """Forget what was painted in the old theme, or with the focus elsewhere."""
        super().notify_style_update()
        self._painter.forget_theme()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Paint the cursor as one that has the keys, or as one that has not."""
        super().watch_has_focus(has_focus)
        self._painter.forget_cursor()

    def render_line(self, y: int) -> Strip:
        """A line of the window."""
        width = self._width
        if not len(self._source):
            return self._painter.message(self._empty_text, y, width, self._window)
        index, line = self._places.at(y + self.scroll_offset.y)
        if line == HEADING or (not y and self._places.lead):
            group = index if line == HEADING else self._places.group_of(index)
            return self._painter.heading(group, self.groups[group][0], self._places.size_of(group), width)
        if index >= len(self._source):
            return self._painter.blank(width)
        article_id = self._source.ids[index]
        key = (article_id, line, index == self._index, article_id in self._selection)
        return self._painter.article(partial(self._source.row, index), key, width)

    # --- mouse

    def _click_group(self, group: int, select: bool) -> None:
        """Move the cursor to a group's first article; or select all of the group, or no longer if all of it is."""
        first = self._places.first_of(group)
        if not select:
            self.jump(first)
            return
        ids = self._source.ids[first : first + self._places.size_of(group)]
        self._selection.select(ids, not all(number in self._selection for number in ids))
        self.refresh()
        self.post_message(self.Selected(self))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the article, open it if it was the last one clicked, select it with Ctrl."""
        offset = event.get_content_offset(self)
        if offset is None or not len(self._source):
            return
        index, line = self._places.at(offset.y + int(self.scroll_offset.y))
        if line == HEADING or (offset.y == 0 and self._places.lead):
            event.stop()
            self._click_group(index if line == HEADING else self._places.group_of(index), event.ctrl or event.meta)
            return
        if index >= len(self._source):
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
