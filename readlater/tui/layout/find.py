"""Find in a text as a reader means it: without regard to case and accents, unless the words looked for have them."""

from __future__ import annotations

import re
import time
import unicodedata
from bisect import bisect_left, bisect_right
from math import inf

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670\u0640\xad\u200b-\u200d]"
)
"""Accents, points and vowel marks that the same word is often written without, and what is never seen."""
_CHUNK = 4000
"""Characters that are folded at a time."""
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


class _Folded:
    """A text as it is compared, made bit by bit; only the characters that change are looked at one by one.

    Attributes:
        at: where in the folded text that begins what one character became, if that is none or several; in order.
        source: where in the text the character stands.
        lengths: what it became has so many characters.
    """

    def __init__(self, text: str, case: bool, accents: bool) -> None:
        self._rest = text
        self._done = 0
        self._case = case
        self._folds = _Folds(case, accents)
        self._parts: list[str] = []
        self._text = ""
        self.at: list[int] = []
        self.source: list[int] = []
        self.lengths: list[int] = []
        self._longer = 0

    @property
    def text(self) -> str:
        """The folded text, all of it."""
        self.proceed(inf)
        return self._text

    def proceed(self, seconds: float) -> bool:
        """Fold some more; whether all is folded."""
        until = time.perf_counter() + seconds
        while self._done < len(self._rest):
            self._fold(self._rest[self._done : self._done + _CHUNK])
            self._done += _CHUNK
            if time.perf_counter() >= until:
                return self._done >= len(self._rest)
        if self._parts:
            self._text = "".join(self._parts)
            self._parts = []
        return True

    def _fold(self, text: str) -> None:
        if not self._case:
            lower = text.lower()
            text = lower if len(lower) == len(text) else text
        if text.isascii():
            self._parts.append(text)
            return
        folds = self._folds
        changed = [character for character in set(text) if folds[character] != character]
        last = 0
        for match in re.finditer(f"[{re.escape(''.join(changed))}]", text) if changed else ():
            start = match.start()
            became = folds[match[0]]
            self._parts += (text[last:start], became)
            last = start + 1
            if len(became) != 1:
                self.at.append(self._done + start + self._longer)
                self.source.append(self._done + start)
                self.lengths.append(len(became))
                self._longer += len(became) - 1
        self._parts.append(text[last:])

    def source_of(self, offset: int) -> int:
        """Where in the text the character stands of which this one of the folded text is."""
        before = bisect_right(self.at, offset) - 1
        if before < 0:
            return offset
        beyond = offset - self.at[before] - self.lengths[before]
        return self.source[before] + (1 + beyond if beyond >= 0 else 0)

    def end_of(self, offset: int) -> int:
        """Where in the text a match ends whose last character is this one; accents belong to the letter before."""
        end = self.source_of(offset) + 1
        follows = bisect_left(self.source, end)
        while follows < len(self.source) and self.source[follows] == end and not self.lengths[follows]:
            follows += 1
            end += 1
        return end


class Finder:
    """Finds words in one text; what it works out for the text is kept for the next search."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[tuple[bool, bool], _Folded] = {}

    def prepare(self, seconds: float) -> bool:
        """Work some more for the first search, which a long text would else keep waiting; whether all is done."""
        return self._fold(False, False).proceed(seconds)

    def find(self, words: str) -> list[tuple[int, int]]:
        """(start, end) of every place where the words stand, with any white space between them; none for no words."""
        words = unicodedata.normalize("NFC", words)
        case = words != words.lower()
        plain = _Folds(True, False)
        accents = any(plain[character] != _Folds(True, True)[character] for character in set(words))
        folds = _Folds(case, accents)
        parts = [part for word in words.split() if (part := "".join(map(folds.__getitem__, word)))]
        if not parts:
            return []
        folded = self._fold(case, accents)
        found = re.finditer(r"\s+".join(map(re.escape, parts)), folded.text)
        if not folded.at:
            return [match.span() for match in found]
        return [(folded.source_of(match.start()), folded.end_of(match.end() - 1)) for match in found]

    def _fold(self, case: bool, accents: bool) -> _Folded:
        return self._folded.setdefault((case, accents), _Folded(self._text, case, accents))
