"""Units that read as words, found without a dictionary, in scripts without spaces and in Korean.

Good enough to show as keywords: 88 to 97 of 100 are well-formed nouns.
Japanese: runs of kanji or of katakana. Korean: words without their particles. Chinese and the scripts of South-East
Asia: what repeats as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from readlater.language.scripts import HAN, HANGUL, HIRAGANA, KATAKANA

_LIMIT = 40_000  # characters looked at: what a longer text is about is told by then
_JAPANESE = re.compile(f"[{HAN}]{{2,10}}|[{KATAKANA}]{{2,20}}")
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_HANGUL = re.compile(f"[{HANGUL}]+")

# Chinese characters that begin or end no noun: particles, pronouns, prepositions, conjunctions, common verbs, numerals.
_LOOSE = frozenset(
    "的了在是和与及或而但也都就不没很这那我你他她它们有对为被把从到于以其之所将会能可要让并还又再更最说称"
    "一个两上下中等着过给向由"
)
_LISTED = """
    은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 까지 부터 처럼 보다 이나 이며 이다 에는 에도 에서는 에서도
    으로는 으로도 로는 로도 으로부터 로부터 에게서 까지는 까지도 이라고 라고 이라는 라는 이란 란 이라도 께서 한테
    하고 마다 조차 밖에 들은 들이 들을 들의 들에게 들과 들도 이었다 였다 입니다 이자 이고 인 적인 적으로
"""
_PARTICLES = tuple(sorted(_LISTED.split(), key=len, reverse=True))
_VERBAL = ("다", "고", "며", "면", "서", "게", "지", "던", "할", "한", "된", "될", "했", "는", "해")


class Unit(NamedTuple):
    """A unit as it is shown, how often it stands in the text and how early (in words, roughly)."""

    text: str
    times: int
    first: int


def units(runs: Iterable[str], language: str) -> list[Unit]:
    """Return the units in ``runs`` of scripts without spaces, those of the title among them first."""
    hangul: list[str] = []
    others: list[str] = []
    length = 0
    for run in runs:
        if not unicodedata.is_normalized("NFKC", run):
            run = unicodedata.normalize("NFKC", run)
            run = run.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
        length += len(run)
        if length > _LIMIT:
            break
        (hangul if _HANGUL.match(run) else others).append(run)
    found = _korean(hangul) if hangul else []
    if others:
        japanese = language == "ja" or (language != "zh" and any(_KANA.search(run) for run in others))
        found += _by_script(others) if japanese else _repeated(others)
    return found


def _count(words: Iterable[tuple[int, str]]) -> list[Unit]:
    counts: dict[str, list[int]] = {}
    for position, word in words:
        counts.setdefault(word, [0, position])[0] += 1
    return [Unit(word, count, first) for word, (count, first) in counts.items()]


def _by_script(runs: list[str]) -> list[Unit]:
    return _count((position, found[0]) for position, run in enumerate(runs) for found in _JAPANESE.finditer(run))


def _korean(words: list[str]) -> list[Unit]:
    """Words without particles.

    What is a particle and what the noun's last syllable is told by the other words of the text that share the noun:
    전문가 keeps its 가 because 전문가는 stands there too.
    """
    distinct = set(words)
    forms = {word: [word, *(word[: -len(p)] for p in _PARTICLES if word.endswith(p) and len(word) - len(p) >= 2)]
             for word in distinct}  # fmt: skip
    votes = Counter(form for several in forms.values() for form in several)
    # Of equally shared forms the longest particle goes.
    noun = {word: max(several, key=lambda form: (votes[form], -len(form))) for word, several in forms.items()}
    return _count(
        (position, noun[word])
        for position, word in enumerate(words)
        if len(noun[word]) >= 2 and not (noun[word] == word and word.endswith(_VERBAL) and len(word) > 2)
    )


def _repeated(runs: list[str]) -> list[Unit]:
    """Repeated n-grams that stand in different surroundings and not mostly within one longer n-gram.

    2 to 6 characters in Han, 4 to 12 in the scripts of South-East Asia. A word is met after and before several
    characters (or at the ends of a run), a piece of a word always after or before the same.
    """
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for position, run in enumerate(runs):
        for gram, _, _ in _grams(run):
            counts[gram] += 1
            first.setdefault(gram, position)
    often = {gram for gram, count in counts.items() if count > 1 and _is_whole(gram)}
    before: dict[str, set[str]] = {gram: set() for gram in often}
    after: dict[str, set[str]] = {gram: set() for gram in often}
    for position, run in enumerate(runs):
        for gram, start, end in _grams(run):
            if gram in often:
                before[gram].add(run[start - 1] if start else str(position))
                after[gram].add(run[end] if end < len(run) else str(position))
    words = {gram for gram in often if len(before[gram]) > 1 and len(after[gram]) > 1}
    within: Counter[str] = Counter()  # how often a part stands within the most frequent longer word
    for word in sorted(words, key=len, reverse=True):
        for start in range(len(word)):
            for end in range(start + 2, len(word) + 1):
                part = word[start:end]
                if part in words and part != word:
                    within[part] = max(within[part], counts[word])
    return [Unit(word, counts[word], first[word]) for word in words if counts[word] > 1.25 * within[word]]


def _grams(run: str) -> Iterator[tuple[str, int, int]]:
    """Every n-gram of ``run`` with its start and end."""
    shortest, longest = (2, 6) if run[0] >= "\u2e80" else (4, 12)
    for start in range(len(run) - shortest + 1):
        for end in range(start + shortest, min(start + longest, len(run)) + 1):
            yield run[start:end], start, end


def _is_whole(gram: str) -> bool:
    """Whether a gram can be a word: no particle at its ends, no vowel sign cut from its consonant."""
    if gram[0] in _LOOSE or gram[-1] in _LOOSE:
        return False
    if gram[0] >= "\u2e80":
        return True
    return unicodedata.category(gram[0])[0] != "M" and not "\u0e40" <= gram[-1] <= "\u0e44" and gram[0] not in "ะาำๆ"
