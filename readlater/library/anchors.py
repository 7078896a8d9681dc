"""Finding a passage again in a text that was made anew.

A passage is known by its offset, its quote, and what stood around it. The quote decides; the context and then the
distance choose between several places. Where the quote itself changed a little (another spelling of spaces, marks or
quotation signs, a link's number that is gone), letters and digits alone are compared; where more of it changed, its
first and last letters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

END_LETTERS = 24
"""Letters at either end of a long quote by which it is found when its middle changed."""

STRETCH = 1.5
"""How much longer or shorter a passage may have become that is found by its ends."""

MOST = 200
"""Places of one quote that are looked at."""


class Text:
    """A text in which passages are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quote: str, *, near: float, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
        """Where a passage stands now: start and end, code points; None if it is no longer there.

        Args:
            quote: the passage.
            near: about where, 0 to 1 of the text.
            prefix: what stood before it.
            suffix: what stood behind it.
        """
        if not quote.strip():
            return None
        exact = list(_places(self.text, quote))
        if exact:
            start = self._best(exact, len(quote), near, prefix, suffix)
            return start, start + len(quote)
        letters, origins = self._letters
        wanted, _ = _only_letters(quote)
        if not wanted:
            return None
        found = list(_places(letters, wanted))
        if found:
            spans = {origins[at]: origins[at + len(wanted) - 1] + 1 for at in found}
            start = self._best(list(spans), len(quote), near, prefix, suffix)
            return start, spans[start]
        return self._by_ends(wanted, near)

    def _by_ends(self, wanted: str, near: float) -> tuple[int, int] | None:
        """The place where a passage begins and ends as it did, with something else between."""
        if len(wanted) < 3 * END_LETTERS:
            return None
        letters, origins = self._letters
        spans: list[tuple[int, int]] = []
        for start in _places(letters, wanted[:END_LETTERS]):
            least, most = int(len(wanted) / STRETCH), int(len(wanted) * STRETCH)
            end = letters.rfind(wanted[-END_LETTERS:], start + least - END_LETTERS, start + most)
            if end >= 0:
                spans.append((origins[start], origins[end + END_LETTERS - 1] + 1))
        goal = near * len(self.text)
        return min(spans, key=lambda span: abs(span[0] - goal), default=None)

    def _best(self, starts: list[int], length: int, near: float, prefix: str, suffix: str) -> int:
        goal = near * len(self.text)

        def rank(start: int) -> tuple[int, float]:
            before = self.text[max(0, start - len(prefix)) : start]
            after = self.text[start + length : start + length + len(suffix)]
            same = _common(before[::-1], prefix[::-1]) + _common(after, suffix)
            return -same, abs(start - goal)

        return min(starts, key=rank)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        return _only_letters(self.text)


def _only_letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, folded, and for each where it stands in the text."""
    letters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        folded = unicodedata.normalize("NFKC", character).casefold()
        for one in folded:
            if one.isalnum():
                letters.append(one)
                origins.append(at)
    return "".join(letters), origins


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    for _ in range(MOST):
        if at < 0:
            return
        yield at
        at = text.find(wanted, at + 1)


def _common(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning, white space aside."""
    count = 0
    for a, b in zip("".join(one.split()), "".join(other.split()), strict=False):
        if a != b:
            break
        count += 1
    return count


def place_again(old: str, new: str, place: int) -> int:
    """Where the reader's place in the old text lies in the new one.

    It is the place of the line that begins there, else that of the nearest text before or behind it that is still
    there, else as far along as it was.
    """
    if not old or not new:
        return 0
    if old == new:
        return place
    found = Text(new)
    starts = list(accumulate((len(line) + 1 for line in old.split("\n")), initial=0))
    lines = old.split("\n")
    first = max(0, bisect_right(starts, place) - 1)
    for distance in range(40):
        for at in (first + distance, first - distance) if distance else (first,):
            if not 0 <= at < len(lines) or len(lines[at].strip()) < 20:
                continue
            begin = place if at == first else starts[at]
            quote = old[begin : begin + 60] if len(old[begin : begin + 60].strip()) >= 20 else lines[at]
            again = found.find(quote, near=begin / len(old))
            if again:
                return again[0]
    return min(len(new), round(place / len(old) * len(new)))
