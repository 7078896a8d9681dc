"""Find in a text as a reader means it: without regard to case and accents, unless the words looked for have them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670\u0640\xad\u200b-\u200d]"
)
"""Accents, points and vowel marks that the same word is often written without, and what is never seen."""
_ALIKE = {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-",
          "–": "-", "—": "-", "−": "-", "…": "...", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}  # fmt: skip


class _Folds(dict[str, str]):
    """What each character is compared as."""

    def __init__(self, case: bool, accents: bool) -> None:
        super().__init__()
        self._case = case
        self._accents = accents

    def __missing__(self, character: str) -> str:
        folded = _ALIKE.get(character, character)
        if not "\uac00" <= folded <= "\ud7a3" and not "\u3040" <= folded <= "\u30ff":
            folded = unicodedata.normalize("NFKD", folded)
        if not self._accents:
            folded = _MARKS.sub("", folded)
        if not self._case:
            folded = folded.casefold()
        self[character] = folded
        return folded


class Finder:
    """Finds words in one text; what it works out for the text is kept for the next search."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[tuple[bool, bool], tuple[str, list[int] | None]] = {}

    def find(self, words: str) -> list[tuple[int, int]]:
        """(start, end) of every place where the words stand, with any white space between them; none for no words."""
        words = unicodedata.normalize("NFC", words)
        case = words != words.lower()
        plain = _Folds(True, False)
        accents = any(plain[character] != _Folds(True, True)[character] for character in set(words))
        folds = _Folds(case, accents)
        parts = [folded for word in words.split() if (folded := "".join(map(folds.__getitem__, word)))]
        if not parts:
            return []
        folded, sums = self._fold(case, accents)
        found = re.finditer(r"\s+".join(map(re.escape, parts)), folded)
        if sums is None:
            return [match.span() for match in found]
        places: list[tuple[int, int]] = []
        for match in found:
            end = bisect_right(sums, match.end() - 1)
            while end < len(self._text) and sums[end + 1] == sums[end]:
                end += 1  # accents that follow belong to the last letter
            places.append((bisect_right(sums, match.start()) - 1, end))
        return places

    def _fold(self, case: bool, accents: bool) -> tuple[str, list[int] | None]:
        """The folded text and where in it each character of the text begins; None: at its own offset."""
        key = (case, accents)
        if key not in self._folded:
            if self._text.isascii():
                self._folded[key] = (self._text if case else self._text.lower(), None)
            else:
                parts = list(map(_Folds(case, accents).__getitem__, self._text))
                folded = "".join(parts)
                same = len(folded) == len(parts) and all(map(len, parts))
                self._folded[key] = (folded, None if same else [0, *accumulate(map(len, parts))])
        return self._folded[key]
