"""Why articles are similar: the keywords that they share, spelled as they stand in both texts."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice, pairwise
from math import ceil

from readlater.language.scripts import SPACELESS_RUN
from readlater.language.stemming import fold, stem_words
from readlater.language.stopwords import stop_words
from readlater.language.terms import pieces
from readlater.language.unfit import unfit_stems
from readlater.library.marking import whole_words, words_around
from readlater.library.spaceless import Runs, shared_word

SHARED = 6
"""How many shared keywords are given with a similar reading."""

CONSIDERED = 24
"""Of how many shared stems they are made: some have no spelling in common."""

_READ, _SEARCHED = 12_000, 60_000  # characters of the first text that are read word by word, and of the others
_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}
_SPARE = 4  # further words, as some become one phrase
_WITHOUT = 3  # keywords given if none of them tells much
_CONJUNCTIONS = "وف"
_SAME_BEGINNING = 0.7  # of the shorter of two words: then they are taken for two forms of one
_LEAST = 4  # letters of a word that is shown although the other text has it only as part of a longer form
_ENDING, _PREFIX = 4, 3  # letters by which such a form may be longer


class Told:
    """What an article, several, or any text say: their words as they are spelled."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """``texts``: each with its language."""
        self.text = ""
        self.counts: Counter[str] = Counter()
        self.pairs: set[tuple[str, str]] = set()
        """The words that follow each other."""
        self.syllables: dict[str, set[tuple[str, str]]] = {}
        """Vietnamese syllable → the pairs that it is of."""
        self.spellings: dict[str, list[str]] = {}
        """Stem → the words that have it."""
        for text, language in texts:
            self._read(text[:_READ], language)
        self.runs = Runs(self.text)

    def _read(self, text: str, language: str) -> None:
        self.text = f"{self.text}\n{text}"
        counts: Counter[str] = Counter()
        # Words of plain letters are told much faster by what lies between them.
        parts = [(False, text.translate(_BETWEEN).split())] if text.isascii() else pieces(text)
        for spaceless, words in parts:
            if not spaceless:
                counts.update(words)
                self.pairs.update(pairwise(words))
        if language == "vi":
            stop = stop_words(language)
            for pair in self.pairs:
                if not any(fold(syllable) in stop or syllable.isdigit() for syllable in pair) and _is_pair(*pair):
                    for syllable in pair:
                        self.syllables.setdefault(syllable, set()).add(pair)
        for word in [word for word in counts if word[-2:] in ("'s", "’s")]:
            counts[word[:-2]] += counts.pop(word)
        for word, (_, stem) in zip(counts, stem_words(list(counts), language), strict=True):
            spellings = self.spellings.setdefault(stem, [])
            if word not in spellings:
                spellings.append(word)
        self.counts += counts


class _Other:
    """The text of a similar article."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.runs = Runs(text)
        self.language = language
        self.unfit = unfit_stems(language)
        self._known: dict[str, bool] = {}

    def holds(self, word: str) -> bool:
        """Whether ``word`` stands in the text as a whole word."""
        known = self._known.get(word)
        if known is None:
            known = f" {word} " in self.text or next(whole_words(self.text, word), None) is not None
            self._known[word] = known
        return known

    def part_of(self, word: str, stem: str) -> bool:
        """Whether a word of this stem has ``word`` in it."""
        return any(
            self.stem_of(self.text[start:end]) == stem
            for start, end in islice(words_around(self.text, word), 3)
            if end - start <= len(word) + _ENDING + _PREFIX
        )

    def stem_of(self, word: str) -> str:
        """The stem of a word of the text."""
        return stem_words([word], self.language)[0][1]


def of_text(text: str, language: str) -> Told:
    """What a text says."""
    return Told([(text, language)])


def of_articles(connection: sqlite3.Connection, ids: Collection[int]) -> Told:
    """What articles say together: titles and texts."""
    return Told(_texts(connection, ids).values())


def shared(
    connection: sqlite3.Connection, first: Told, strongest: Mapping[int, Sequence[tuple[int, bool]]]
) -> dict[int, tuple[str, ...]]:
    """Article → the keywords that ``first`` shares with it, at most `SHARED`, the strongest first.

    ``strongest``: article → ids of the terms that it shares, the strongest first, and whether they tell something; the
    others are for when these have no spelling in common. Every keyword stands in both texts, letter by letter (but for
    capitals, where nothing else is shared); none is a part of another.
    """
    stems = _stems(connection, {term for terms in strongest.values() for term, _ in terms})
    texts = _texts(connection, strongest)
    return {
        number: _explained(
            [(stems[term], tells) for term, tells in terms if term in stems],
            first,
            _Other(*texts.get(number, ("", ""))),
        )
        for number, terms in strongest.items()
    }


def _explained(stems: Sequence[tuple[str, bool]], first: Told, second: _Other) -> tuple[str, ...]:
    """The keywords of stems that tell something; else some of what else is shared, rather than nothing.

    Of a bigram that cannot be said: rare words have common ones.
    """
    telling = [stem for stem, tells in stems if tells or SPACELESS_RUN.match(stem)]
    found = _keywords(telling, first, second, second.unfit)
    if not found:
        everything = [stem for stem, _ in stems]
        found = _keywords(everything, first, second, second.unfit)[:_WITHOUT]
        found = found or tuple(_in_other_case(everything, first, second))
    return found


def _keywords(stems: Sequence[str], first: Told, second: _Other, unfit: frozenset[str]) -> tuple[str, ...]:
    words: list[str] = []
    for stem in stems:
        spaceless = SPACELESS_RUN.match(stem) is not None
        if stem in unfit:
            continue
        if spaceless and any(stem in word for word in words):
            continue  # another piece of the same word
        word = _run(stem, first, second) if spaceless else _spelling(stem, first, second)
        if word and not ((spaceless or " " in word) and _is_unfit(word, unfit)):
            words.append(word)
            if len(words) == SHARED + _SPARE:
                break
    phrases = _phrases(words, first, second)
    found: list[str] = []
    for word in words:
        keyword = phrases.get(word, word)
        if not any(_same(keyword, other) for other in found):
            found.append(keyword)
            if len(found) == SHARED:
                break
    return tuple(found)


def _is_unfit(word: str, unfit: frozenset[str]) -> bool:
    """Whether a word, or all but the first or last character of one without spaces, says nothing."""
    word = fold(word)
    return word in unfit or word[1:] in unfit or word[:-1] in unfit


def _same(word: str, other: str) -> bool:
    """Whether one is a part of the other, or both are forms of one word by how they begin: *ormanı*, *ormanın*."""
    word, other = word.lower(), other.lower()
    if word in other or other in word:
        return True
    if SPACELESS_RUN.match(word):
        return False
    if " " in word or " " in other:
        return " " not in word and any(_same(word, part) for part in other.split(" "))
    word, other = fold(word), fold(other)
    size = max(_LEAST, ceil(_SAME_BEGINNING * min(len(word), len(other))))
    return len(word) >= size and word[:size] == other[:size]


def _in_other_case(stems: Sequence[str], first: Told, second: _Other) -> list[str]:
    """Words that the other text has only in capitals or without them, for articles that share nothing else."""
    if second.language == "vi":
        return []  # syllables
    folded = _Other(second.text.lower(), second.language)
    words = (word for stem in stems for word in first.spellings.get(stem, ()) if _telling(word))
    return list(islice((word for word in words if folded.holds(word.lower())), SHARED))


def _run(bigram: str, first: Told, second: _Other) -> str:
    """The word of a script without spaces around a bigram that stands in both texts; empty if there is none."""
    word = shared_word(bigram, first.runs, second.runs)
    return word if word in first.text and word in second.text else ""


def _spelling(stem: str, first: Told, second: _Other) -> str:
    """The most usual spelling of a stem that stands in both texts; empty if there is none that can be shown."""
    words = first.spellings.get(stem, ())
    words = [word for word in words if _telling(word)]
    if first.syllables and second.language == "vi":
        return max((_word_of(syllable, first, second) for syllable in words), key=len, default="")
    both = [word for word in words if second.holds(word)]
    if len(both) > 1:
        best = max(both, key=lambda word: (first.counts[word] + second.text.count(word), word))
        return _without_conjunction(best, first, second)
    return _without_conjunction(both[0], first, second) if both else _common_part(words, stem, second)


def _without_conjunction(word: str, first: Told, second: _Other) -> str:
    """An Arabic word without the *and* or *then* that is written together with it, if it stands alone elsewhere."""
    if word[0] in _CONJUNCTIONS and len(word) > _LEAST and (word[1:] in first.counts or second.holds(word[1:])):
        return word[1:]
    return word


def _word_of(syllable: str, first: Told, second: _Other) -> str:
    """The word of two or three syllables that both texts have around a Vietnamese one; a name may have but one.

    A space parts syllables there, and by itself most of them could be a piece of many words.
    """
    counts = {
        pair: min(first.text.count(pair), second.text.count(pair))
        for pair in map(" ".join, first.syllables.get(syllable, ()))
        if second.holds(pair)
    }
    if not counts:
        named = syllable.isupper() or (syllable[0].isupper() and syllable.isascii() and len(syllable) >= _LEAST)
        return syllable if named and second.holds(syllable) else ""
    best = max(counts, key=lambda pair: (counts[pair], pair))
    before, after = best.split(" ")
    longer = [f"{one} {best}" for one, other in first.syllables.get(before, ()) if other == before]
    longer += [f"{best} {other}" for one, other in first.syllables.get(after, ()) if one == after]
    for word in longer:
        if 2 * min(first.text.count(word), second.text.count(word)) >= counts[best] and second.holds(word):
            return word
    return best


def _is_pair(one: str, other: str) -> bool:
    """Whether two Vietnamese syllables can be a word by their capitals: no part of a name with a common noun."""
    if one[0].isupper() and one.isascii() and len(one) >= _LEAST:
        return other[0].isupper()
    return one[0].isupper() or other[0].islower()


def _common_part(words: Sequence[str], stem: str, second: _Other) -> str:
    """Of forms of one word that differ in the two texts, the one that is the beginning (or the end) of the other."""
    for word in words:
        if len(word) >= _LEAST and second.part_of(word, stem):
            return word
    for word in words:
        for cut in range(1, _ENDING + 1):
            for part in (word[:-cut], word[cut:]):
                if len(part) >= _LEAST and second.holds(part) and second.stem_of(part) == stem:
                    return part
    return ""


def _telling(word: str) -> bool:
    """Whether a word can be shown: numbers, and one or two small letters, say nothing."""
    return bool(_LETTER.search(word)) and (len(word) > 2 or (len(word) == 2 and word.isupper()))


def _phrases(words: Sequence[str], first: Told, second: _Other) -> dict[str, str]:
    """Word → the phrase in which both texts mostly have it, two or three of ``words`` next to each other."""
    known = frozenset(words)
    following: dict[str, list[str]] = {}
    for one in known:
        for other in known:
            if one != other and (one, other) in first.pairs and _is_phrase((one, other), first, second):
                following.setdefault(one, []).append(other)
    phrases: dict[str, str] = {}
    for one, others in following.items():
        for other in others:
            longer = [(one, other, third) for third in following.get(other, ()) if third != one]
            phrase = next((three for three in longer if _is_phrase(three, first, second)), (one, other))
            text = " ".join(phrase)
            for word in phrase:
                if len(text) > len(phrases.get(word, "")):
                    phrases[word] = text
    return phrases


def _is_phrase(words: Sequence[str], first: Told, second: _Other) -> bool:
    """Whether the words stand next to each other in both texts, in each as often as a third of the rarest of them."""
    phrase = " ".join(words)
    times, there = first.text.count(phrase), second.text.count(phrase)
    return (
        times > 0 < there
        and 3 * times >= min(first.counts[word] for word in words)
        and 3 * there >= min(second.text.count(word) for word in words)
    )


def _stems(connection: sqlite3.Connection, terms: Collection[int]) -> dict[int, str]:
    marks = ",".join("?" * len(terms))
    return dict(connection.execute(f"SELECT id, stem FROM term WHERE id IN ({marks})", tuple(terms)))


def _texts(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Article → the beginning of its title and text, and the language by whose rules it was analysed."""
    marks = ",".join("?" * len(ids))
    return {
        number: (f"{title}\n{text}", language)
        for number, title, text, language in connection.execute(
            f"SELECT v.article_id, coalesce(a.title, ''), substr(coalesce(d.text, ''), 1, {_SEARCHED}), v.language"
            " FROM vector v LEFT JOIN article a ON a.id = v.article_id"
            f" LEFT JOIN document d ON d.article_id = v.article_id WHERE v.article_id IN ({marks})",
            tuple(ids),
        )
    }
