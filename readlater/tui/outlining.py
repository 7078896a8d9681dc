"""The outline: the headings of the article in a pane beside it, and going from heading to heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readlater.tui.commands import Pane
from readlater.tui.widgets.outline_pane import Entry

if TYPE_CHECKING:
    from readlater.model import Document
    from readlater.tui.screens.main import MainScreen

_Headings = Sequence[tuple[int, str, int]]

NO_HEADINGS = "This article has no headings."


class Outlining:
    """Shows the outline, keeps it true, and goes where it says."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._document: Document | None = None
        self._headings: _Headings = ()
        self._jumped: tuple[Document | None, int, int] = (None, -1, 0)
        """The heading that was gone to last: of which document, the line of the window then, its offset."""

    # --- showing and hiding

    def toggle(self) -> None:
        """Shows the outline and goes into it; in it: hides it."""
        screen = self._screen
        if screen.pane is Pane.OUTLINE:
            self.hide()
        elif screen.reader.outline():
            screen.outline_wanted = True
            screen.need_outline()
            self.follow()
            screen.go_to(Pane.OUTLINE)
            screen.need_outline().point_at_current()
            screen.remember("outline", "on")
        elif Pane.OUTLINE in screen.shown_panes:
            self.hide()
        else:
            screen.status.tell("this article has no headings")

    def hide(self) -> None:
        """Hides the outline; the reader has the keys."""
        screen = self._screen
        screen.outline_wanted = False
        screen.go_to(Pane.READER)
        screen.arrange_panes()
        screen.remember("outline", "off")

    def follow(self) -> None:
        """Shows the headings of the article in the reader, and marks the one that is being read."""
        screen = self._screen
        pane, reader = screen.outline, screen.reader
        if pane is None:
            return
        headings = reader.outline() if reader.document is not None else []
        if reader.document is not self._document or headings != self._headings:
            self._document, self._headings = reader.document, headings
            pane.show(self._entries(), empty_text=NO_HEADINGS if reader.document is not None else "")
            screen.rearrange()
        pane.follow(self._marked())

    def _entries(self) -> list[Entry]:
        """The headings with how deep they are, and the words from each to the next that is not below it."""
        if self._document is None:
            return []
        length = len(self._document.text)
        article = self._screen.desk.article
        words = article.word_count if article is not None else 0
        levels = sorted({level for level, _, _ in self._headings})
        ends = [length] * (len(levels) + 1)  # per depth: where the section ends that begins there
        entries = []
        for level, text, offset in reversed(self._headings):
            depth = levels.index(level)
            share = (ends[depth] - offset) / length if length else 0.0
            entries.append(Entry(depth, " ".join(text.split()), offset, round(words * share)))
            ends[depth:] = [offset] * (len(ends) - depth)
        return entries[::-1]

    # --- going

    def choose(self) -> None:
        """Goes to the heading under the cursor and gives the keys to the reader."""
        self._screen.need_outline().choose()

    def go(self, offset: int) -> None:
        """Goes to a heading, as a step from which ``[`` comes back."""
        screen = self._screen
        if not screen.desk.is_open:
            screen.desk.open(screen.desk.shown_id, place=offset)
        else:
            screen.focus_pane_reader()
            screen.desk.travelling.jump(offset)
        self._note(offset)

    def step(self, n: int) -> None:
        """Goes ``n`` headings down, up if negative: above the first one is the beginning of the article."""
        screen, reader = self._screen, self._screen.reader
        offsets = [offset for _, _, offset in reader.outline()]
        if not offsets:
            screen.status.tell("this article has no headings")
            return
        here = self._here
        first = bisect_right(offsets, here) if n > 0 else bisect_left(offsets, here)
        at = min(first + n - 1, len(offsets) - 1) if n > 0 else first + n
        if n > 0 and first == len(offsets):
            screen.status.tell("no heading below")
        elif at >= 0:
            reader.go_to(offsets[at])
            self._note(offsets[at])
        elif reader.scroll_offset.y > 0:
            reader.top()
            self._note(0)
        else:
            screen.status.tell("no heading above")

    def _note(self, offset: int) -> None:
        """Remembers which heading was gone to: at the end of an article it may not come to the top of the window."""
        reader = self._screen.reader
        self._jumped = (reader.document, int(reader.scroll_offset.y), offset)
        self.follow()

    @property
    def _jump(self) -> int | None:
        """The heading that was gone to last, until the window moves."""
        reader = self._screen.reader
        document, y, offset = self._jumped
        return offset if document is reader.document and y == int(reader.scroll_offset.y) else None

    @property
    def _here(self) -> int:
        """Where the reader is among the headings."""
        return self._screen.reader.place if self._jump is None else self._jump

    def _marked(self) -> int:
        """Where the marked heading is: that of the top line, at the end of what was scrolled the last one."""
        reader = self._screen.reader
        if self._jump is None and reader.at_end and reader.max_scroll_y > 0 and self._document is not None:
            return len(self._document.text)
        return self._here
