"""Words that two texts share in scripts that put no spaces between words, and in Korean."""

from __future__ import annotations

import re
from collections import Counter

from readlater.language.scripts import CJK, HAN, HANGUL, HIRAGANA, KATAKANA, SPACELESS_RUN
from readlater.language.units import THAI_FINAL, THAI_GRAMMAR, THAI_OPEN

_PLACES = 6  # of a bigram in each text that are compared
_PLACES_THAI = 4  # for which it takes longer
_REACH = 12  # characters before and after it
_LONGEST = 10  # characters of a word

_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_JAPANESE = re.compile(f"[{HAN}]{{2,{_LONGEST}}}|[{KATAKANA}]{{3,20}}")
_IS_HANGUL = re.compile(f"[{HANGUL}]")
_HANGUL_WORD = re.compile(f"[{HANGUL}]+")
_IS_CJK = re.compile(f"[{CJK}]")

_PARTICLES = (
    "(?:에서는|에서도|으로는|으로도|으로써|로부터|까지|부터|처럼|보다|에서|에게|에는|에도|으로|들|이라고|라고|라는|이라는|이라|이며|이고|이다|이었다"
    "|[은는이가을를의에와과도로만])+"
)
_PARTICLES_AT_END = re.compile(_PARTICLES + "$")
_ONLY_PARTICLES = re.compile(_PARTICLES)
_VERBAL = re.compile("(?:하|되|했|됐|된|될|할|한|함|됨|시키)$")  # what makes a verb of a noun
_CHINESE_LOOSE = "的了是着吗呢吧啊么們们和与及在为有对从以而或被把将也就都于这那其之所个等中上下到"
_CHINESE_EDGES = re.compile(f"^[{_CHINESE_LOOSE}该每各此并但]+|[{_CHINESE_LOOSE}]+$")
_NO_BEGINNING = re.compile(
    "^[\u0e2f-\u0e3a\u0e45-\u0e4e\u0eb0-\u0eb9\u0ebb\u0ebc\u0ec6-\u0ecd\u102b-\u103e\u17b6-\u17d3]+"
)
_NO_END = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]+$")
_DEPENDENT = frozenset(map(chr, (*range(0x0E30, 0x0E3B), 0x0E45, *range(0x0E47, 0x0E4F))))
_LEADING = frozenset(map(chr, range(0x0E40, 0x0E45)))
_THAI = re.compile("[\u0e01-\u0e4e]")
_LEAST_THAI = 4


class Runs:
    """A text that is asked for the words around bigrams."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.japanese = _KANA.search(text) is not None
        self.known: dict[str, list[tuple[str, str]]] = {}
        """Bigram → what stands around its first places."""

    def words_with(self, bigram: str, pattern: re.Pattern[str]) -> list[str]:
        """The words that ``pattern`` finds around the first places of a bigram, the most frequent first."""
        words: Counter[str] = Counter()
        for position in self.places(bigram):
            start = max(0, position - _REACH)
            for found in pattern.finditer(self.text, start, position + _REACH):
                if found.start() <= position and position + len(bigram) <= found.end():
                    words[found[0]] += 1
        return [word for word, _ in words.most_common()]

    def places(self, bigram: str) -> list[int]:
        """Where the bigram stands first."""
        found: list[int] = []
        position = self.text.find(bigram)
        while position >= 0 and len(found) < _PLACES:
            found.append(position)
            position = self.text.find(bigram, position + 1)
        return found


def shared_word(bigram: str, first: Runs, second: Runs) -> str:
    """The word around ``bigram`` that stands in both texts; empty if none can be told from its surroundings.

    Korean: what two words begin with alike, without particles. Japanese: a run of kanji or of katakana. Chinese and the
    scripts of South-East Asia: what most places of the bigram have in common.
    """
    if len(bigram) < 2:
        return ""
    if _IS_HANGUL.match(bigram):
        return _korean(bigram, first, second)
    if _IS_CJK.match(bigram) and (first.japanese or second.japanese):
        return _japanese(bigram, first, second)
    word = _common(bigram, first, second)
    if _IS_CJK.match(bigram):
        word = _CHINESE_EDGES.sub("", word)
        return word if 2 <= len(word) <= _LONGEST else ""
    word = _NO_END.sub("", THAI_FINAL.sub("", _NO_BEGINNING.sub("", word)))
    return word if len(word) >= _LEAST_THAI and not THAI_OPEN.search(word) else ""


def _korean(bigram: str, first: Runs, second: Runs) -> str:
    theirs = second.words_with(bigram, _HANGUL_WORD)
    for word in first.words_with(bigram, _HANGUL_WORD):
        for other in theirs:
            common = word[: _alike(word, other)]
            bare = _VERBAL.sub("", _PARTICLES_AT_END.sub("", common))
            if len(bare) > 1 and bigram in common and (bare != common or _is_noun(bare, (word, other))):
                return bare
    return ""


def _is_noun(bare: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words is ``bare`` alone, or with particles: else it is likely the beginning of a verb."""
    rests = [word[len(bare) :] for word in words]
    return bare[-1] != "다" and any(not rest or _ONLY_PARTICLES.fullmatch(rest) for rest in rests)


def _japanese(bigram: str, first: Runs, second: Runs) -> str:
    words = first.words_with(bigram, _JAPANESE)
    theirs = second.words_with(bigram, _JAPANESE)
    for word in words:
        if word in theirs:
            return word
    for word in words:
        for other in theirs:
            short, long = sorted((word, other), key=len)
            if short in long:
                return short
    return ""


def _common(bigram: str, first: Runs, second: Runs) -> str:
    """What surrounds most pairs of places, one in each text, alike; the longest of several."""
    found: Counter[str] = Counter()
    thai = _THAI.match(bigram) is not None
    theirs = _surroundings(bigram, second)
    for before, after in _surroundings(bigram, first):
        for their_before, their_after in theirs:
            left, right = _alike(before, their_before), _alike(after, their_after)
            if thai:  # no syllable is parted
                right -= after[right : right + 1] in _DEPENDENT or their_after[right : right + 1] in _DEPENDENT
                left -= before[left : left + 1] in _LEADING or their_before[left : left + 1] in _LEADING
            if left >= 0 and right >= 0:
                found[before[:left][::-1] + bigram + after[:right]] += 1
    return max(found, key=lambda word: (found[word], len(word)), default="")


def _surroundings(bigram: str, text: Runs) -> list[tuple[str, str]]:
    """What stands around the first places of a bigram; remembered, as one text is compared with several."""
    found = text.known.get(bigram)
    if found is None:
        found = text.known[bigram] = _around_all(bigram, text)
    return found


def _around_all(bigram: str, text: Runs) -> list[tuple[str, str]]:
    """What stands around the first places of a bigram; of Thai up to the next word of grammar."""
    thai = _THAI.match(bigram) is not None
    places = text.places(bigram)[: _PLACES_THAI if thai else _PLACES]
    found = [_around(text.text, place, len(bigram)) for place in places]
    if not thai:
        return found
    cut: list[tuple[str, str]] = []
    for before, after in found:
        start = 0
        for grammar in THAI_GRAMMAR.finditer(before[::-1] + bigram + after):
            if grammar.end() <= len(before):
                start = grammar.end()
            elif grammar.start() < len(before) + len(bigram):
                break  # the bigram is a piece of it
            else:
                end = grammar.start() - len(before) - len(bigram)
                cut.append((before[: len(before) - start], after[:end]))
                break
        else:
            cut.append((before[: len(before) - start], after))
    return cut


def _around(text: str, place: int, size: int) -> tuple[str, str]:
    """What stands before a place (read backwards) and after it, within its run."""
    end = place + size
    after = SPACELESS_RUN.match(text, end, end + _REACH)
    before = SPACELESS_RUN.match(text[max(0, place - _REACH) : place][::-1])
    return before[0] if before else "", after[0] if after else ""


def _alike(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    size = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        size += 1
    return size
