"""What is marked in an article: what was found, what the reader was led to, and highlights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from readlater.model import Highlight
from readlater.tui.layout.pieces import TITLE
from readlater.tui.widgets.reader_highlights import Highlights
from readlater.tui.widgets.reader_window import Range, ReaderWindow

_BESIDE = 2
"""Lines that stay in sight above and below the place that is brought into the window."""

_MOST_WITHOUT_TEXT = 200
"""Lines that may lie between two of the text: a picture, what is hidden and shown."""


class MarkedReader(ReaderWindow, inherit_bindings=False):
    """A window over an article in which passages are found, pointed at and highlighted."""

    # --- find

    def find(self, text: str) -> int:
        """Find words in the article, mark them all and go to the first below the top line; nothing for no words.

        Case and accents count only if ``text`` has any.

        Returns:
            How many places there are.
        """
        return self._find([text])

    def find_words(self, words: Iterable[str]) -> int:
        """The same for several words, wherever one of them begins."""
        return self._find([word for word in words if word.strip()], at_beginnings=True)

    def _find(self, texts: Sequence[str], *, at_beginnings: bool = False) -> int:
        self._clear_matches()
        self._repaint()
        if self._document is None or not any(text.strip() for text in texts):
            return 0
        finder = self._make_finder(self._document)
        found = finder.find(texts[0]) if len(texts) == 1 else self._any_of(finder.find, texts)
        if at_beginnings:
            text = self._document.text
            found = [match for match in found if not text[max(0, match[0] - 1) : match[0]].isalnum()]
        self._painter.matches = found
        if found:
            below = bisect_left(found, self._place, key=lambda match: match[0])
            self._go_to_match(below if below < len(found) else 0)
        return len(found)

    @staticmethod
    def _any_of(find: Callable[[str], list[Range]], texts: Sequence[str]) -> list[Range]:
        """Where one of several words stands, in order; where two share letters, the first of them."""
        matches: list[Range] = []
        for start, end in sorted({match for text in texts for match in find(text)}):
            if not matches or start >= matches[-1][1]:
                matches.append((start, end))
        return matches

    def point_at(self, start: int, end: int) -> None:
        """Go to a passage of `Document.text`, unless it is in sight, and mark it until `stop_pointing`."""
        layout = self._layout_lines
        if layout is None:
            return
        self.mark_passage(start, end)
        first, last = layout.row_of(start), layout.row_of(max(start, end - 1))
        top, height = self.scroll_offset.y, self._window
        if first < top or last >= top + height:
            self._move_to(first - height // 3)

    def mark_passage(self, start: int, end: int) -> None:
        """Mark a passage of `Document.text` until `stop_pointing`, wherever it is."""
        self._painter.pointed = (start, end)
        self._repaint()

    @property
    def pointed(self) -> Range | None:
        """(start, end) of the passage that is marked by `point_at`."""
        return self._painter.pointed

    def shows(self, start: int, end: int) -> bool:
        """Whether some of a passage of `Document.text` is in the window."""
        layout, top = self._layout_lines, self.scroll_offset.y
        if layout is None:
            return False
        return layout.row_of(start) < top + self._window and layout.row_of(max(start, end - 1)) >= top

    def stop_pointing(self) -> None:
        """Mark the passage no more."""
        if self._painter.pointed is not None:
            self._painter.pointed = None
            self._repaint()

    @property
    def matches(self) -> int:
        """How many places the last `find` found."""
        return len(self._painter.matches)

    @property
    def match(self) -> int:
        """The number of the current match, from 1; 0 if there is none."""
        return self._painter.current + 1

    @property
    def match_place(self) -> int:
        """Where in `Document.text` the current match begins; -1 if there is none."""
        return self._painter.matches[self._painter.current][0] if self._painter.current >= 0 else -1

    @property
    def match_range(self) -> Range | None:
        """(start, end) of the current match in `Document.text`; None if there is none."""
        return self._painter.matches[self._painter.current] if self._painter.current >= 0 else None

    def next_match(self, step: int = 1) -> int:
        """Go ``step`` matches on, back if negative, round the ends; its number from 1, 0 if there is none."""
        return self._go_to_match(self._painter.current + step)

    def _go_to_match(self, number: int) -> int:
        layout = self._layout_lines
        if not self._painter.matches or layout is None:
            return 0
        self._painter.current = number % len(self._painter.matches)
        self._repaint()
        row = layout.row_of(self._painter.matches[self._painter.current][0])
        top, height = self.scroll_offset.y, self._window
        if not top <= row < top + height:
            self._move_to(row - height // 3)
        return self._painter.current + 1

    # --- highlights

    @property
    def highlights(self) -> Highlights:
        """The marked passages."""
        return self._painter.highlights

    def show_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Paint these as the marked passages."""
        self._painter.highlights = Highlights(highlights)
        self._repaint()

    # --- a passage that is being marked

    @property
    def marking(self) -> Range | None:
        """(start, end) of the passage that `show_marking` paints."""
        return self._painter.marking

    def show_marking(self, passage: Range | None, caret: int = -1) -> None:
        """Paint a passage as being marked, with the place in it that goes; None: no longer. Only its lines change."""
        before = self._painter.marking, self._painter.caret
        self._painter.marking, self._painter.caret = passage, caret
        for start, end in _changed(before, (passage, caret)):
            self._repaint_between(start, end)

    def bring(self, place: int) -> None:
        """Go so far that a place is in the window, with a line beside it if there is one."""
        layout = self._layout_lines
        if layout is None:
            return
        row, height = layout.row_of(place), self._window
        top, beside = self.scroll_offset.y, _BESIDE if height > 2 * _BESIDE else 0
        if row < top + beside:
            self._move_to(row - beside)
        elif row >= top + height - beside:
            self._move_to(row - height + 1 + beside)

    def cell_of(self, place: int) -> int:
        """The cell of its line at which a place is painted."""
        from readlater.tui.layout import caret

        return caret.cell_of(self._layout_lines, place)[1] if self._layout_lines is not None else 0

    def place_beside(self, place: int, lines: int, cell: int) -> int | None:
        """The place so many lines below (above if negative) that is painted nearest to a cell; the furthest there is.

        Lines that show nothing of the text, such as empty ones, are stepped over. None if there is none.
        """
        from readlater.tui.layout import caret

        layout = self._layout_lines
        if layout is None:
            return None
        y, step, found = layout.row_of(place), 1 if lines > 0 else -1, None
        for _ in range(abs(lines)):
            for further in range(y + step, y + step * _MOST_WITHOUT_TEXT, step):
                if not 0 <= further < layout.height:
                    break
                here = caret.place_at(layout, further, cell)
                if here is not None:
                    row = layout.row_of(here)  # what was laid out for it may have given the line another number
                    y, found = row if (row - y) * step > 0 else further, here
                    break
            else:
                break
        return found

    def line_of(self, place: int) -> Range | None:
        """(start, end) of what of the text is painted in the line of a place."""
        from readlater.tui.layout import caret

        layout = self._layout_lines
        return caret.line_at(layout, layout.row_of(place)) if layout is not None else None

    def _highlight_under(self, y: int, cell: int) -> Highlight | None:
        """The highlight at a cell of a line, or that whose sign stands before the line; None: there is none."""
        from readlater.tui.layout import caret

        layout = self._layout_lines
        if layout is None or not len(self.highlights):
            return None
        if cell < 0:
            line = caret.line_at(layout, y)
            on_line = self.highlights.between(*line) if line is not None else []
            noted = (one for one in on_line if line is not None and one.note and one.start >= line[0])
            return next(noted, None) if cell >= -2 else None
        place = caret.place_under(layout, y, cell)
        return self.highlights.at(place) if place is not None else None

    def _repaint_between(self, start: int, end: int) -> None:
        """Paint the lines in the window anew that show something between two places."""
        layout = self._layout_lines
        if layout is None:
            return
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self._window - 1
        first, last = max(top, layout.row_of(start)), min(bottom, layout.row_of(max(start, end - 1)))
        blocks = layout.document.blocks
        if any(block != TITLE and blocks[block].cells for block in map(layout.block_at, (first, last))):
            first, last = top, bottom  # cells side by side: what is later in the text may stand further up
        for y in range(first, last + 1):
            self._strips.discard(y)
        if first <= last:
            self.refresh_lines(first, last - first + 1)


def _changed(before: tuple[Range | None, int], after: tuple[Range | None, int]) -> list[Range]:
    """Between which places something else is to be seen."""
    (old, was), (new, now) = before, after
    changed = [(place, place + 1) for place in (was, now) if place >= 0 and was != now]
    if old is None or new is None or old[1] <= new[0] or new[1] <= old[0]:
        return [*changed, *(one for one in (old, new) if one is not None and old != new)]
    ends = ((old[0], new[0]), (old[1], new[1]))
    return [*changed, *((min(pair), max(pair)) for pair in ends if pair[0] != pair[1])]
