"""What is marked in an article: what was found, what the reader was led to, and highlights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from readlater.tui.widgets.reader_window import Range, ReaderWindow


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
    def highlights(self) -> list[Range]:
        """(start, end) of the marked passages, offsets into `Document.text`; may be set."""
        return list(self._painter.highlights)

    @highlights.setter
    def highlights(self, ranges: Iterable[Range]) -> None:
        self._painter.highlights = sorted(ranges)
        self._repaint()
