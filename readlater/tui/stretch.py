"""A passage that is being marked: it goes from part to part, or one of its ends does."""

from __future__ import annotations

from readlater.tui.parts import Parts, Range, Unit


class Stretch:
    """The passage, in offsets of `Document.text`.

    It goes about the text as a whole (``is_held`` false) until it is held; from then on one of its ends goes.

    Attributes:
        parts: the parts of the text.
        unit: by which it last went.
    """

    def __init__(self, parts: Parts, passage: Range, unit: Unit = Unit.SENTENCE) -> None:
        self.parts = parts
        self.unit = unit
        self._passage = passage
        self._anchor: Range | None = None
        self._end = passage[1]
        """Where the end that goes is, while it is held."""

    @property
    def is_held(self) -> bool:
        """Whether only one of its ends goes."""
        return self._anchor is not None

    @property
    def passage(self) -> Range:
        """(start, end) as it would be marked; both the same if there is nothing of the text."""
        return self.parts.whole(*self._range)

    @property
    def _range(self) -> Range:
        if self._anchor is None:
            return self._passage
        return min(self._anchor[0], self._end), max(self._anchor[1], self._end)

    @property
    def caret(self) -> int:
        """The place that goes, which is to be in sight: the first or the last character of the passage."""
        start, end = self._range
        return start if self._anchor is None or self._goes_back else max(start, end - 1)

    @property
    def _goes_back(self) -> bool:
        """Whether it is the beginning that goes."""
        return self._anchor is not None and self._end < self._anchor[0]

    def hold(self) -> None:
        """Holds the passage: all of it stays in it, and its end goes."""
        self._anchor, self._end = self._passage, self._passage[1]

    def hold_start(self) -> None:
        """Holds only where the passage begins: its end goes, back as well."""
        self._anchor, self._end = (self._passage[0],) * 2, self._passage[1]

    def release(self) -> None:
        """Lets all of it go about again, from the end that went."""
        place = self.caret
        self._anchor = None
        self._passage = self.parts.at(self.unit, place) or self._passage

    def swap(self) -> None:
        """The other end goes."""
        start, end = self._range
        self._anchor, self._end = ((start, start), end) if self._goes_back else ((end, end), start)

    def move(self, unit: Unit, step: int) -> bool:
        """To the next part of this kind, or the one before; whether there is one."""
        self.unit = unit
        if self._anchor is not None:
            return self._move_end(unit, step, *self._anchor)
        start = self._passage[0]
        found = self.parts.after(unit, start) if step > 0 else self.parts.before(unit, start)
        if found is None:
            return False
        self._passage = found
        return True

    def go_to(self, place: int, unit: Unit = Unit.WORD) -> None:
        """To the part of this kind that holds a place."""
        self.unit = unit
        found = self.parts.at(unit, place)
        if found is None:
            return
        if self._anchor is None:
            self._passage = found
        elif place < self._anchor[0]:
            self._end = found[0]
        else:
            self._end = max(found[1], self._anchor[1])

    def _move_end(self, unit: Unit, step: int, first: int, last: int) -> bool:
        end = self._end
        if step > 0 and end < first:
            found = self.parts.after(unit, end)
            self._end = last if found is None or found[0] >= first else found[0]
            moved = self._end != end
        elif step > 0:
            further = self.parts.end_after(unit, max(end, last))
            self._end, moved = (end, False) if further is None else (further, True)
        elif end > last:
            back = self.parts.end_before(unit, end)
            self._end = last if back is None or back <= last else back
            moved = True
        else:
            found = self.parts.before(unit, min(end, first))
            self._end, moved = (end, False) if found is None else (found[0], True)
        if self._range[0] == self._range[1]:  # a passage of nothing is none
            self._end, moved = end, False
        return moved
