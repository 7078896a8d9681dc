"""Keywords: candidates found once, when an article is saved; ranked by the library's current document frequencies.

A candidate is a word, a phrase of two or three words, or, in scripts without spaces, a unit that reads as a word
(`readlater.language.units`). Its score is ``(1 + ln count) × (1 + 1.5 / log2(3 + first / 10)) × idf``, ``first`` being
the position of its first occurrence in words and ``idf`` the mean of its stems'; names, what stands in the title and
phrases count a little more. A part of a better keyword is one itself unless it hardly stands outside of it: as people
who choose keywords do, who take both *trade* and *trade deal*. Leaving out all that overlap costs a sixth of F1@10.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log, log2

from readlater.language.terms import bigrams, fold
from readlater.language.unfit import is_adverb, unfit_stems
from readlater.language.units import Unit
from readlater.model import Candidate, Keyword

CANDIDATE_LIMIT = 100
_POSITION = 1.5
_PHRASE_BONUS = 0.15
_NAME_BONUS = 0.2
_TITLE_BONUS = 1.15
_SYLLABLE = 0.3  # Vietnamese puts a space after every syllable: most single ones are pieces of words
_UNKNOWN_CASE = 0.25  # the share of capitals of a word that never stands in the middle of a sentence
_ONCE_WITHIN = 300  # words from the beginning in which a phrase need not be repeated
_OUTSIDE = 0.2  # of its occurrences, that a part of a better keyword must have outside of it
_HALF = 0.5
_LONGEST, _LONGEST_NAME = 3, 5
_TITLE_CASE = 0.6  # the share of capitals from which on those of a title mean nothing
_HYPHENS = ("-", "‐", "‑")

Token = tuple[str, str, str]
"""(word as it stands, folded surface, stem)."""

_LISTED = """
    of de du des da do dos das del della dello dei degli di la las los le van von der den ter zu zum zur ten e y i och
    og af av fi ibn bin al el the
"""
_CONNECTORS = frozenset(_LISTED.split())
"""Small words within names: *Bank of England*, *Simone de Beauvoir*."""

_CONTENT, _CONNECTOR, _NAME_PART, _NUMBER, _LETTER = 1, 2, 3, 4, 5
"""What a word may be in a phrase; 0: it ends one. A part of a name is a stop word that is written with a capital."""


def displays(middle: Counter[Token], tokens: Counter[Token]) -> dict[str, str]:
    """Return for every stem its most frequent spelling; of equally frequent ones that in small letters.

    Args:
        middle: how often words stand where a capital means something; what is there goes before
        tokens: how often words stand anywhere.
    """
    shown: dict[str, str] = {}
    for counted in (middle, tokens):
        best: dict[str, tuple[int, bool, str]] = {}
        for (word, _, stem), count in counted.items():
            if stem not in shown:
                bare = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
                new = (count, bare.islower(), bare)
                if stem not in best or new > best[stem]:
                    best[stem] = new
        shown.update((stem, spelling) for stem, (_, _, spelling) in best.items() if stem)
    return shown


class _Case:
    """Which words are names: how often each stem stands with a capital where an ordinary word would have none."""

    def __init__(self, middle: Counter[Token]) -> None:
        self._high: dict[str, int] = {}
        self._all: dict[str, int] = {}
        for (word, _, stem), count in middle.items():
            self._all[stem] = self._all.get(stem, 0) + count
            if word[0].isupper():
                self._high[stem] = self._high.get(stem, 0) + count

    def share(self, stem: str) -> float:
        """0 to 1; how much of a name a word is."""
        count = self._all.get(stem)
        return self._high.get(stem, 0) / count if count else _UNKNOWN_CASE


class _Finder:
    """Finds the candidates in the segments of one text, which are the words between two marks of punctuation."""

    def __init__(
        self, title: Sequence[Sequence[Token]], body: Sequence[Sequence[Token]], stop: frozenset[str], language: str
    ) -> None:
        middle = Counter(chain.from_iterable(segment[1:] for segment in body))
        everywhere = Counter(chain.from_iterable(chain(title, body)))
        self.shown = displays(middle, everywhere)
        self.case = _Case(middle)
        self.stop = stop
        self.unfit = unfit_stems(language)
        self.language = language
        self.names = language != "de"  # where every noun has a capital, capitals make no name
        self.roles = {token: self._role(token) for token in everywhere}
        titles, position = _stretches(title, self.roles, 0)
        bodies, _ = _stretches(body, self.roles, position)
        self.once = bodies if _all_capitals(title) else titles + bodies
        self.stretches = titles + bodies
        self.worded = bodies + titles  # a title may write all words with a capital
        self.title = {token[2] for _, tokens in titles for token in tokens}

    def _role(self, token: Token) -> int:
        word, surface, stem = token
        if surface[0].isdigit():
            if surface.isdigit():
                return _NUMBER if len(surface) <= 4 else 0
            return _CONTENT if len(word) <= 4 and word[1].isupper() else 0  # 5G, 3D
        if len(surface) < 2:
            return _LETTER if surface.isascii() else 0
        if surface not in self.stop:
            if word == "us":  # not the country
                return 0
            return 0 if word == surface and is_adverb(word, self.language) else _CONTENT
        if word[0].isupper():
            return _NAME_PART if self.names and len(surface) > 2 and self.case.share(stem) > _HALF else 0
        return _CONNECTOR if surface in _CONNECTORS else 0

    def words(self) -> Iterable[Candidate]:
        """The single words."""
        found: dict[str, list[int]] = {}
        for position, tokens in self.stretches:
            for offset, token in enumerate(tokens):
                if self.roles[token] == _CONTENT:
                    found.setdefault(token[2], [0, position + offset])[0] += 1
        for stem, (count, first) in found.items():
            if stem not in self.unfit:
                weight = _weight(count, first) * (1 + _NAME_BONUS * self.case.share(stem))
                if self.language == "vi" and self.case.share(stem) < _HALF:
                    weight *= _SYLLABLE
                yield Candidate(self.shown[stem], (stem,), count, first, self._titled((stem,), weight))

    def phrases(self, text: str) -> Iterable[Candidate]:
        """The phrases that are repeated; of the first words also those that fill all between two stop words."""
        several = [
            (position, tokens, tuple(token[2] for token in tokens))
            for position, tokens in self.worded
            if len(tokens) > 1
        ]
        counts = _repetitions([stems for _, _, stems in several])
        wording: dict[tuple[str, ...], list[Token]] = {}
        first: dict[tuple[str, ...], int] = {}
        for position, tokens in self.once:
            if position < _ONCE_WITHIN and len(tokens) == 2:
                counts.setdefault(tuple(token[2] for token in tokens), 1)
        for position, tokens, stems in several:
            for start, end in _spans(len(stems)):
                key = stems[start:end]
                if key in counts and not (start and self.roles[tokens[start - 1]] == _NAME_PART):
                    if key not in wording or (wording[key][0][0][0].isupper() and tokens[start][0][0].islower()):
                        wording[key] = tokens[start:end]
                    first[key] = min(first.get(key, position + start), position + start)
        for key, tokens in wording.items():
            if self._is_phrase(tokens):
                shown = _as_it_stands([token[0] for token in tokens], text)
                if shown:
                    count = counts[key]
                    share = sum(map(self.case.share, key)) / len(key)
                    weight = _weight(count, first[key]) * (1 + _NAME_BONUS * share)
                    weight *= 1 + _PHRASE_BONUS * shown.count(" ")
                    yield Candidate(shown, key, count, first[key], self._titled(key, weight))

    def _titled(self, key: tuple[str, ...], weight: float) -> float:
        return weight * _TITLE_BONUS if self.title.issuperset(key) else weight

    def _is_phrase(self, tokens: Sequence[Token]) -> bool:
        """Whether words can make a phrase, by what begins and ends it: no *Tuesday afternoon*, but *Black Friday*."""
        roles = [self.roles[token] for token in tokens]
        if _CONTENT not in roles or roles[0] in (_CONNECTOR, _NUMBER) or roles[-1] in (_CONNECTOR, _LETTER):
            return False
        if roles[-1] == _NUMBER and not tokens[-2][0][0].isupper():
            return False
        if any(token[2] in self.unfit and token[0][0].islower() for token in tokens[1:-1]):
            return False
        if tokens[0][2] in self.unfit and (roles[-1] == _NUMBER or not tokens[1][0][0].isupper()):
            return False
        if len(tokens) == 2 and tokens[0][1] + tokens[1][1] in self.unfit:
            return False
        return tokens[-1][2] not in self.unfit or tokens[-1][0][0].isupper()


def candidates(
    title: Sequence[Sequence[Token]],
    body: Sequence[Sequence[Token]],
    units: Sequence[Unit],
    stop: frozenset[str],
    text: str,
    language: str = "",
) -> tuple[Candidate, ...]:
    """Return the possible keywords, at most `CANDIDATE_LIMIT`, the most promising first.

    Args:
        title: the words of the title, those between two marks of punctuation together; phrases don't cross these.
        body: the words of the text, likewise.
        units: what reads as words in scripts without spaces.
        stop: folded stop words; no candidate is one.
        text: where the words come from; phrases are shown as they stand there.
        language: ISO 639-1 code.
    """
    finder = _Finder(title, body, stop, language)
    addresses = _in_addresses(text)
    found = [one for one in chain(finder.words(), finder.phrases(text)) if not addresses.issuperset(one.stems)]
    found += [
        Candidate(unit.text, tuple(bigrams(folded)), unit.times, unit.first, _weight(unit.times, unit.first))
        for unit in units
        if (folded := fold(unit.text)) not in stop and folded not in finder.unfit
    ]
    found.sort(key=lambda candidate: (-candidate.weight, candidate.first, candidate.surface))
    return tuple(found[:CANDIDATE_LIMIT])


def _all_capitals(title: Iterable[Sequence[Token]]) -> bool:
    """Whether a title writes most of its words with a capital."""
    words = [token[0] for segment in title for token in segment]
    return sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)


def _stretches(
    segments: Iterable[Sequence[Token]], roles: dict[Token, int], position: int
) -> tuple[list[tuple[int, list[Token]]], int]:
    """What stands between stop words and marks of punctuation, with its position, and the position after all."""
    stretches: list[tuple[int, list[Token]]] = []
    for segment in segments:
        tokens: list[Token] = []
        for place, token in enumerate(segment):
            role = roles[token]
            if role == _CONTENT or (role and _goes_on(role, tokens, segment[place + 1 : place + 3], roles)):
                if role == _LETTER:
                    tokens = []  # it can only begin a phrase: X-ray
                if not tokens:
                    stretches.append((position + place, tokens))
                tokens.append(token)
            else:
                tokens = []
        position += len(segment)
    return stretches, position


def _goes_on(role: int, before: list[Token], after: Sequence[Token], roles: dict[Token, int]) -> bool:
    """Whether a word that is no content is a part of a phrase, by what stands around it."""
    if role == _LETTER:
        return bool(after) and roles[after[0]] == _CONTENT
    if role == _NUMBER:
        return bool(before)
    named = bool(after) and after[0][0][0].isupper() and roles[after[0]] in (_CONTENT, _NAME_PART)
    after_name = bool(before) and (before[-1][0][0].isupper() or roles[before[-1]] == _CONNECTOR)
    if role == _NAME_PART:
        return named or after_name
    if not after_name:
        return False
    # A connector, perhaps of two: University of the Arts, Juan de la Cosa.
    return named or (len(after) > 1 and roles[after[0]] == _CONNECTOR and after[1][0][0].isupper())


def _repetitions(stretches: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The sequences of two to five stems that stand more than once, and how often."""
    counts: Counter[tuple[str, ...]] = Counter()
    for stems in stretches:
        counts.update(pairwise(stems))
    longer = [stems for stems in stretches if len(stems) > 2]
    for size in range(3, _LONGEST_NAME + 1):
        for stems in longer:
            for i in range(len(stems) - size + 1):
                if counts[stems[i : i + size - 1]] > 1:  # else the whole is not repeated either
                    counts[stems[i : i + size]] += 1
    return {key: count for key, count in counts.items() if count > 1}


@lru_cache(maxsize=256)
def _spans(size: int) -> tuple[tuple[int, int], ...]:
    """Start and end of every sequence of two to five of so many words."""
    return tuple((i, i + length) for length in range(2, _LONGEST_NAME + 1) for i in range(size - length + 1))


def _as_it_stands(words: Sequence[str], text: str) -> str:
    """The phrase as the text writes it; "" if it begins or ends within a compound or is too long.

    That is over three words, of a name five. A compound with hyphens is one word here: "President Kassym-Jomart
    Tokayev" is a phrase of three. Connectors don't count. A single letter belongs to a phrase by hyphen only: *X-ray*.
    """
    found = " ".join(words)
    start = text.find(found)
    if start < 0:
        match = re.search(r"[^\w\n]{1,3}".join(map(re.escape, words)), text)
        if not match:
            return "" if len(words[0]) == 1 else found
        start, found = match.start(), match[0]
    end = start + len(found)
    if text[max(0, start - 1) : start] in _HYPHENS or text[end : end + 1] in _HYPHENS:
        return ""
    if len(words[0]) == 1 and found[1] not in _HYPHENS:
        return ""
    apart = found.split()
    counted = [word for word in apart if word not in _CONNECTORS]
    longest = _LONGEST_NAME if all(word[0].isupper() for word in counted) else _LONGEST
    if len(counted) > longest or not all(word == "&" or any(map(str.isalnum, word)) for word in apart):
        return ""
    return " ".join(apart)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w.-]+\.(?:com|org|net|html?|php)\b\S*")


def _in_addresses(text: str) -> frozenset[str]:
    """The words of web and mail addresses that stand nowhere else in the text, folded."""
    if "://" not in text and "www." not in text and "@" not in text:
        return frozenset()
    from readlater.language.terms import stems

    within = {stem for found in _ADDRESS.findall(text) for stem in stems(found)}
    return frozenset(within.difference(stems(_ADDRESS.sub(" ", text)))) if within else frozenset()


def _weight(count: int, first: int) -> float:
    """How promising a candidate is by how often and how early it stands."""
    return (1 + log(count)) * (1 + _POSITION / log2(3 + first / 10))


def rank(
    found: Collection[Candidate], document_frequency: Callable[[str], int], total: int, limit: int = 10
) -> list[Keyword]:
    """Return the best keywords, the most telling first.

    Args:
        found: the candidates of one article.
        document_frequency: stem → how many articles have it (0 if unknown).
        total: how many articles there are.
        limit: how many keywords at most.
    """
    inverse: dict[str, float] = {}
    for stem in {stem for candidate in found for stem in candidate.stems}:
        inverse[stem] = log((1 + total) / (1 + min(document_frequency(stem), total))) + 1  # smoothed: never 0
    scored = [
        (one.weight * sum(map(inverse.__getitem__, one.stems)) / len(one.stems), one) for one in found if one.stems
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].first, pair[1].surface))
    best: list[tuple[float, Candidate]] = []
    for score, candidate in scored:
        if len(best) >= limit:
            break
        _take(best, score, candidate)
    return [Keyword(candidate.surface, score) for score, candidate in best]


def _take(best: list[tuple[float, Candidate]], score: float, candidate: Candidate) -> None:
    """Puts a candidate among the best, in the place of parts of it that hardly stand alone, or leaves it out."""
    stems = set(candidate.stems)
    replaced: list[int] = []
    for place, (_, other) in enumerate(best):
        shared = stems.intersection(other.stems)
        if not shared:
            continue
        if candidate.stems == other.stems:
            return
        if _within(candidate.stems, other.stems):
            if not _stands_alone(candidate, other):
                return
        elif _within(other.stems, candidate.stems):
            if not _stands_alone(other, candidate):
                replaced.append(place)
        elif len(shared) > _HALF * min(len(stems), len(set(other.stems))):
            return
    if not replaced:
        best.append((score, candidate))
        return
    best[replaced[0]] = (best[replaced[0]][0], candidate)
    for place in reversed(replaced[1:]):
        del best[place]


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


def _stands_alone(part: Candidate, whole: Candidate) -> bool:
    """Whether enough of a part's occurrences lie outside of the whole."""
    return part.count - whole.count >= _OUTSIDE * part.count


def query_for(keyword: str) -> str:
    """Return the query that finds what has a keyword: the word, in quotation marks if it is more than a word."""
    plain = keyword.isalnum() and keyword not in ("OR", "AND", "NOT")
    return keyword if plain else '"' + keyword.replace('"', "") + '"'
