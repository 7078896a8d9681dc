"""A summary made of the article's own sentences.

A sentence is worth how near it is to the centre of the article (the sum of ``1 + ln`` frequencies of its terms, by
inverse sentence frequency), divided by its length^0.35; the earlier and the more of the title's terms it holds the
better. Sentences are taken greedily while they fit and given in the order of the text. On news this summary beats
TextRank, LexRank, LSA and the first sentences by ROUGE.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log

from readlater.language.sentences import sentences
from readlater.language.stemming import stem_words
from readlater.language.stopwords import stop_words
from readlater.language.terms import bigrams, fold, pieces

LIMIT = 300
_MOST = 400  # sentences looked at: an article is about what it says in its first pages
_LENGTH_POWER = 0.35
_POSITION = 0.5
_TITLE = 0.3
_SHORT = 25
_SPACE_AFTER_CJK = re.compile("([。！？｡][」』）】]*) ")


def summarise(text: str, title: str = "", limit: int = LIMIT, *, language: str = "") -> str:
    """Return at most ``limit`` characters of whole sentences of ``text`` in their order, or "" if it has none.

    If no sentence fits, the best one is cut at a word and ends with ``…``. Lines without a full stop (headings, list
    items) count little; a repeated title is left out.
    """
    spans = sentences(text, _MOST)
    if not spans:
        return ""
    title_folded = fold(title)
    parts = [" ".join(text[start:end].split()) for start, end in spans]
    order = [i for i, part in enumerate(parts) if fold(part) != title_folded] or list(range(len(parts)))
    terms = _terms(parts, language)
    scores = _scores(parts, order, terms, set(_terms([title], language)[0]) if title else set(), limit)
    chosen: list[int] = []
    room = limit
    for index in sorted(order, key=lambda i: -scores[i]):
        length = len(parts[index]) + bool(chosen)
        if length <= room and parts[index] not in (parts[i] for i in chosen):
            chosen.append(index)
            room -= length
    if not chosen:
        return cut(parts[max(order, key=lambda i: scores[i])], limit)
    return _SPACE_AFTER_CJK.sub(r"\1", " ".join(parts[index] for index in sorted(chosen)))


def _terms(parts: list[str], language: str) -> list[list[str]]:
    stop = stop_words(language)
    found: list[list[str]] = []
    for part in parts:
        terms: list[str] = []
        for spaceless, words in pieces(part):
            if spaceless:
                terms += bigrams(fold(words[0]))
            else:
                terms += [stem for surface, stem in stem_words(words, language) if stem and surface not in stop]
        found.append(terms)
    return found


def _scores(
    parts: list[str], order: list[int], terms: list[list[str]], title: set[str], limit: int
) -> dict[int, float]:
    """The worth of each sentence of ``order``; the centre's part is at most 1."""
    frequency = Counter(term for i in order for term in terms[i])
    spread = Counter(term for i in order for term in set(terms[i]))
    count = len(order)
    weight = {term: (1 + log(n)) * (log((1 + count) / (1 + spread[term])) + 1) for term, n in frequency.items()}
    central = {i: sum(weight[term] for term in set(terms[i])) / max(1, len(terms[i])) ** _LENGTH_POWER for i in order}
    highest = max(central.values()) or 1.0
    scores: dict[int, float] = {}
    for rank, i in enumerate(order):
        score = central[i] / highest + _POSITION / (1 + rank)
        if title:
            score += _TITLE * len(title & set(terms[i])) / len(title)
        part = parts[i]
        if len(part) < _SHORT or part.endswith(("?", "？", "؟")):
            score *= 0.5
        if not part.endswith(tuple(".!…。！？।۔»”\"'’」)")):
            score *= 0.5
        if len(part) > limit:
            score *= 0.3
        scores[i] = score
    return scores


def cut(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut at a word so that it has at most ``limit`` characters with its ``…``."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    if limit < 2:
        return "…"[:limit]
    kept = text[: limit - 1]
    space = kept.rfind(" ")
    if space > limit // 2:
        kept = kept[:space]
    return kept.rstrip(" ,;:–—-") + "…"
