"""How many words a text has, and how long it takes to read.

In scripts with spaces a word is what stands between spaces and holds a letter or digit, as a person counts:
``Jan. 14, 2022`` is three, ``well-known`` and ``https://example.org/a`` are one each. Long dashes and dots of omission
part words where no space does, too. Scripts without spaces are counted by characters (`WORDS_PER_CHARACTER`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from readlater.language.scripts import CJK, SOUTH_EAST, VARIANTS

WORDS_PER_MINUTE = 238.0
"""Silent reading of English non-fiction (Brysbaert 2019, a meta-analysis of 190 studies)."""

CJK_PER_MINUTE = 500.0
"""Characters of Chinese or Japanese per minute (the rate that Medium publishes)."""

SOUTH_EAST_PER_MINUTE = 900.0
"""Characters of Thai, Lao, Khmer or Burmese per minute, vowel signs counted; an assumption, no study is at hand."""

WORDS_PER_CHARACTER = 0.6
"""Words per Han or Kana character: measured .60 for Japanese and .59 for Chinese against dictionary segmentation."""

WORDS_PER_SOUTH_EAST_CHARACTER = 0.25
"""Words per character of Thai, Lao, Khmer or Burmese: a Thai word has about four characters, signs counted."""

_CJK = re.compile(f"[{CJK}]+[{VARIANTS}]*")
_SOUTH_EAST = re.compile(f"[{SOUTH_EAST}]+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_PARTING = ("--", "...", "—", "―", "…", "\u200b")
"""What stands between words without being a space: dashes, dots, and the space of no width."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How long a text is: spaced words, characters of Han and Kana, characters of Thai, Lao, Khmer and Burmese."""

    spaced: int
    cjk: int
    south_east: int

    @property
    def words(self) -> int:
        """All of it as one number of words."""
        return self.spaced + round(self.cjk * WORDS_PER_CHARACTER + self.south_east * WORDS_PER_SOUTH_EAST_CHARACTER)

    @property
    def minutes(self) -> float:
        """Minutes to read it at the default pace, unrounded."""
        return self.spaced / WORDS_PER_MINUTE + self.cjk / CJK_PER_MINUTE + self.south_east / SOUTH_EAST_PER_MINUTE


def measure(text: str) -> Extent:
    """Return the extent of ``text``. Characters without letters or digits (dashes, bullets) count nothing."""
    cjk = south_east = 0
    if not text.isascii():
        text, cjk = _take_out(_CJK, text)
        text, south_east = _take_out(_SOUTH_EAST, text)
    for mark in _PARTING[:2] if text.isascii() else _PARTING:
        text = text.replace(mark, " ")
    # Distinct strings are far fewer than strings, so each is looked at once.
    spaced = sum(count for word, count in Counter(text.split()).items() if _LETTER_OR_DIGIT.search(word))
    return Extent(spaced, cjk, south_east)


def _take_out(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    """Return ``text`` with every match replaced by one space, and how many characters were taken out."""
    if not pattern.search(text):
        return text, 0
    without = pattern.sub("", text)
    return pattern.sub(" ", text), len(text) - len(without)


def count_words(text: str) -> int:
    """Return how many words ``text`` has, as a person would count them."""
    return measure(text).words


def minutes(text: str) -> float:
    """Return how many minutes ``text`` takes to read at the default pace, unrounded."""
    return measure(text).minutes
