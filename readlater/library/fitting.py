"""How well a title fits what was typed of it, and which of its letters do: no SQL, one title at a time.

Titles and what is typed are compared folded (`fold_titles`): in small letters, without accents and punctuation, words
parted by one space. How a title fits (`Fit`) counts before how well it does so: one that begins with what was typed is
before one in which only words do, whatever else speaks for the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum

from readlater.language.scripts import CJK, SOUTH_EAST, VARIANTS, WORD_CHARACTER
from readlater.language.stemming import surface_of
from readlater.library.spelling import distance
from readlater.model.values import dataclass

LONGEST = 300
"""Characters of a title that are compared: what is longer is a text that somebody took for a title."""

MOST_TYPED = 64
"""Folded characters of what was typed that count."""

LETTERS_OF_A_SLIP = 4
"""Letters of a typed word for each slip that is forgiven in it."""

MOST_SLIPS = 2

LEAST_SCATTERED = 3
"""Letters that have to be typed before they are looked for one by one."""

_APOSTROPHES = "'’ʼ"
_TOKEN = re.compile(
    rf"[A-Za-z](?:\+\+|#)(?![\w+#])|{WORD_CHARACTER}+(?:[{_APOSTROPHES}]{WORD_CHARACTER}{{1,2}}(?!{WORD_CHARACTER}))?"
)
"""A word: ``don't`` is one, ``l'été`` two, ``C++`` and ``C#`` are names."""
_CLUSTER = re.compile(
    rf".[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e{VARIANTS}]*", re.DOTALL
)
"""A letter with the marks on it."""
_SPACELESS = re.compile(f"[{CJK}{SOUTH_EAST}]")

_SIGNS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"})

Span = tuple[int, int]


class Way(IntEnum):
    """How a title fits; what is higher comes first."""

    SCATTERED = 0
    """It has the letters in order, each in a word whose first letter is one of them, but few of them together."""
    SLIPS = 1
    """Its words are those that were typed but for slips."""
    GATHERED = 2
    """It has the letters in order and most of them together, such as the beginnings of its words: ``lihoke``."""
    WITHIN = 3
    """The words stand somewhere within its own."""
    INITIALS = 4
    """Words of it, one after the other, begin with the letters."""
    ANY_ORDER = 5
    """The words begin words of it."""
    IN_ORDER = 6
    """And in the order in which they were typed."""
    BEGINNING = 7
    """It begins so."""
    WHOLE = 8
    """It is what was typed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a title fits: ``quality`` is from 0 to 1, ``spans`` are (start, end) of the letters in the folded title."""

    way: Way
    quality: float
    spans: tuple[Span, ...]


# --- folding


def fold_title(title: str) -> str:
    """A title as it is compared."""
    if title.isascii():
        return fold_titles((title,))[0]
    return _fold(title)


def fold_titles(titles: Sequence[str]) -> list[str]:
    """Titles as they are compared, in order; those of ASCII letters, which most are, at a third of the price."""
    titles = [title[:LONGEST] for title in titles]
    simple = [title for title in titles if title.isascii() and _is_simple(title)]
    folded = iter("\n".join(" ".join(title.split()) for title in simple).lower().translate(_SIGNS).split("\n"))
    return [
        " ".join(next(folded).split()) if title.isascii() and _is_simple(title) else _fold(title) for title in titles
    ]


def _is_simple(title: str) -> bool:
    """Whether every sign in it parts words."""
    return "'" not in title and "#" not in title and "++" not in title


def _fold(title: str) -> str:
    words = (surface_of(word) for word in _TOKEN.findall(title[:LONGEST].replace("_", " ")))
    return " ".join(word for word in words if word)


def aligned(title: str) -> tuple[str, list[Span]]:
    """A title folded, and for each character of that the (start, end) in the title of what it was made of."""
    folded: list[str] = []
    places: list[Span] = []
    for found in _TOKEN.finditer(title[:LONGEST].replace("_", " ")):
        word = surface_of(found[0])
        if not word:
            continue
        if folded:
            folded.append(" ")
            places.append((found.start(), found.start()))
        folded.append(word)
        parts = [
            (surface_of(cluster[0]), (found.start() + cluster.start(), found.start() + cluster.end()))
            for cluster in _CLUSTER.finditer(found[0])
        ]
        if "".join(part for part, _ in parts) == word:
            places += [place for part, place in parts for _ in part]
        else:  # letters that fold to something else together than each by itself
            places += [found.span()] * len(word)
    return "".join(folded), places


def marks(places: Sequence[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The (start, end) in a title of spans in it folded, given the `aligned` places; those that touch are one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if first >= last:
            continue
        start, end = places[first][0], places[last - 1][1]
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


# --- what was typed


class Typed:
    """What was typed of a title, made ready to be compared with many.

    Attributes:
        words: its words, folded.
        phrase: they with a space between them.
        letters: they without.
        spaceless: whether it begins in a script without spaces, in which words may begin anywhere.
    """

    def __init__(self, text: str) -> None:
        self.phrase = fold_title(text)[:MOST_TYPED].strip()
        self.words = self.phrase.split()
        self.letters = "".join(self.words)
        self.spaceless = bool(_SPACELESS.match(self.phrase))
        self._slips: dict[tuple[str, str], int] = {}

    def fit(self, line: str) -> Fit | None:
        """How a folded title fits; None if it does not."""
        if not self.words or not line:
            return None
        return (
            self._begins(line)
            or self._in_order(line)
            or self._any_order(line)
            or self._initials(line)
            or self._within(line)
            or self._in_letters(line)
        )

    def _in_letters(self, line: str) -> Fit | None:
        letters = self.fit_letters(line)
        if letters is not None and letters.way is Way.GATHERED:
            return letters
        return self._with_slips(line) or letters

    def _begins(self, line: str) -> Fit | None:
        if not line.startswith(self.phrase):
            return None
        way = Way.WHOLE if line == self.phrase else Way.BEGINNING
        return self._fit(way, line, [(0, len(self.phrase))])

    def _in_order(self, line: str) -> Fit | None:
        at = line.find(self.phrase) if self.spaceless else f" {line}".find(f" {self.phrase}")
        if at >= 0:  # right behind each other
            return self._fit(Way.IN_ORDER, line, [(at, at + len(self.phrase))], close=1.0)
        spans, at = [], 0
        for word in self.words:
            at = self._word_at(line, word, at)
            if at < 0:
                return None
            spans.append((at, at + len(word)))
            at += len(word)
        return self._fit(Way.IN_ORDER, line, spans)

    def _word_at(self, line: str, word: str, start: int) -> int:
        """Where a word of the title begins so, from ``start`` on; -1: nowhere."""
        if _SPACELESS.match(word):
            return line.find(word, start)
        if not start and line.startswith(word):
            return 0
        at = line.find(f" {word}", max(0, start - 1))
        return at + 1 if at >= 0 else -1

    def _any_order(self, line: str) -> Fit | None:
        if len(self.words) < 2:
            return None
        spans = self._apart(line, self._word_at)
        return self._fit(Way.ANY_ORDER, line, spans) if spans else None

    def _apart(self, line: str, place: Callable[[str, str, int], int]) -> list[Span]:
        """Where the words stand by ``place`` (line, word, from where on), apart from each other; else none."""
        spans: list[Span] = []
        for word in sorted(self.words, key=len, reverse=True):
            at = place(line, word, 0)
            while any(start < at + len(word) and at < end for start, end in spans) and at >= 0:
                at = place(line, word, at + 1)
            if at < 0:
                return []
            spans.append((at, at + len(word)))
        return spans

    def _initials(self, line: str) -> Fit | None:
        if len(self.words) > 1 or len(self.letters) < 2:
            return None
        starts = [found.start() for found in re.finditer(r"(?<!\S)\S", line)]
        at = "".join(line[start] for start in starts).find(self.letters)
        if at < 0:
            return None
        spans = [(start, start + 1) for start in starts[at : at + len(self.letters)]]
        return self._fit(Way.INITIALS, line, spans, close=len(spans) / len(starts))

    def _within(self, line: str) -> Fit | None:
        at = line.find(self.phrase)
        if at >= 0:
            return self._fit(Way.WITHIN, line, [(at, at + len(self.phrase))], close=1.0)
        spans = self._apart(line, str.find) if len(self.letters) >= LEAST_SCATTERED else []
        return self._fit(Way.WITHIN, line, spans) if spans else None

    def fit_letters(self, line: str) -> Fit | None:
        """How a folded title has the letters in order, whatever better it has; None if it does not."""
        if len(self.letters) < LEAST_SCATTERED:
            return None
        ways = [_scattered(line, self.words, starts_first) for starts_first in (True, False)]
        found = [(*_pieces(line, places), places) for places in ways if places]
        if not found:
            return None
        count, inner, places = min(found)
        gathered = inner <= 1 and 2 * count <= len(places) + 1
        fit = self._fit(Way.GATHERED, line, [(at, at + 1) for at in places])
        return Fit(
            Way.GATHERED if gathered else Way.SCATTERED, 0.3 * fit.quality + 0.7 / (count + 2 * inner), fit.spans
        )

    def _with_slips(self, line: str) -> Fit | None:
        """Every typed word is the beginning of a word of the title, but for a slip in every so many letters."""
        if len(self.letters) < LETTERS_OF_A_SLIP:
            return None
        left = [(found.start(), found[0]) for found in re.finditer(r"\S+", line)]
        spans, slips = [], 0
        for word in sorted(self.words, key=len, reverse=True):
            most = slips_in(word)
            count, place, other = min(
                ((self.slips(word, other), place, other) for place, other in left), default=(most + 1, 0, "")
            )
            if count > most:
                return None
            slips += count
            left.remove((place, other))
            spans.append((place, place + min(len(other), len(word))))
        return self._fit(Way.SLIPS, line, spans, close=1 / (1 + slips))

    def slips(self, word: str, other: str) -> int:
        """How many slips make a beginning of ``other`` of a typed word; more than it may have if it can't be."""
        if other.startswith(word):
            return 0
        known = self._slips.get((word, other))
        if known is None:
            most = slips_in(word)
            near = most and len(other) >= len(word) - most and len(set(word).difference(other)) <= most
            known = distance(word, other, most, beginning=True) if near else most + 1
            self._slips[word, other] = known
        return known

    def _fit(self, way: Way, line: str, spans: list[Span], close: float = 0.5) -> Fit:
        """How well: whole words, much of the title, near its beginning, and close together (``close``, 0 to 1)."""
        first = min(start for start, _ in spans)
        whole = sum(line[end : end + 1] in ("", " ") for _, end in spans) / len(spans)
        share = min(1.0, len(self.letters) / len(line))
        quality = 0.3 * close + 0.25 * whole + 0.3 * share + 0.15 / (1 + first / 10)
        return Fit(way, quality, tuple(spans))


def slips_in(word: str) -> int:
    """How many slips are forgiven in a typed word."""
    return min(MOST_SLIPS, len(word) // LETTERS_OF_A_SLIP)


# --- letters in order


def _scattered(line: str, words: Sequence[str], starts_first: bool) -> list[int]:
    """Where the letters of the words stand in order: each in the same word as the one before, or at a word's start.

    With ``starts_first`` the start of a later word is taken before a letter of the same one. Empty if there is no such
    way from any word.
    """
    spaced = f" {line}"
    letters = [(letter, not number) for word in words for number, letter in enumerate(word)]
    begin = spaced.find(f" {letters[0][0]}")
    while begin >= 0:
        places = [begin]
        at = begin + 2
        for letter, first in letters[1:]:
            end = spaced.find(" ", at)
            inner = -1 if first else spaced.find(letter, at, end if end >= 0 else len(spaced))
            outer = spaced.find(f" {letter}", at)
            if inner >= 0 and not (starts_first and outer >= 0):
                at = inner + 1
                places.append(inner - 1)
            elif outer >= 0:
                at = outer + 2
                places.append(outer)
            else:
                break
        else:
            return places
        begin = spaced.find(f" {letters[0][0]}", begin + 1)
    return []


def _pieces(line: str, places: Sequence[int]) -> tuple[int, int]:
    """In how many pieces letters stand, and how many of these begin within a word."""
    begins = [after for before, after in zip((-2, *places), places, strict=False) if after != before + 1]
    return len(begins), sum(at > 0 and line[at - 1] != " " for at in begins)


def scattered_pattern(words: Sequence[str]) -> str:
    """A regular expression for a `_scattered` way in lines that begin with a space; no way is tried twice.

    Whatever a title is made of, the time that it takes grows with its length only: every part is atomic.
    """
    letters = [(letter, not number) for word in words for number, letter in enumerate(word)]
    ahead = "".join(rf"{_until(letter, '')}{re.escape(letter)}" for letter, _ in letters[1:])
    ways = ("".join(_step(letter, first, way) for letter, first in letters[1:]) for way in (True, False))
    return f" {re.escape(letters[0][0])}(?={ahead})(?:{'|'.join(ways)})"


def _step(letter: str, first: bool, starts_first: bool) -> str:
    """From one letter to the next."""
    sign = re.escape(letter)
    outer = rf"[^ \n]*+(?: (?!{sign})[^ \n]*+)*+ {sign}"
    if first:
        return f"(?>{outer})"
    inner = f"{_until(letter, ' ')}{sign}"
    return f"(?>{outer}|{inner})" if starts_first else f"(?>{inner}|{outer})"


def _until(letter: str, also: str) -> str:
    r"""What stands before a letter in the same line (and word: ``also`` is a space). For text and for its UTF-8."""
    sign = re.escape(letter)
    return rf"[^{also}\n{sign}]*+" if letter.isascii() else rf"(?:(?!{sign})[^{also}\n])*+"


def initials_pattern(letters: str) -> str:
    """A regular expression for words one after the other that begin with these letters, in such lines."""
    return r"[^ \n]*+".join(f" {re.escape(letter)}" for letter in letters)
