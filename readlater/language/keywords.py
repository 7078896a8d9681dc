"""Keywords: candidates found once, when an article is saved; ranked by the library's current document frequencies.

A candidate is a stem, a phrase of two or three stems, or, in scripts without spaces, a unit that reads as a word
(`readlater.language.units`). Its score is ``(1 + ln count) × idf × (1 + 1 / log2(3 + first / 10))``, ``first`` being
the position of its first occurrence in words; measured best of the simple methods on seven keyword sets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from math import log, log2

from readlater.language.terms import bigrams, fold
from readlater.language.units import Unit
from readlater.model import Candidate, Keyword

CANDIDATE_LIMIT = 100
_PHRASE_BONUS = 0.15
_HALF = 0.5
_LONGEST = 3
_HYPHENS = ("-", "‐", "‑")

Token = tuple[str, str, str]
"""(word as it stands, folded surface, stem)."""


def displays(tokens: Counter[Token]) -> dict[str, str]:
    """Return for every stem its most frequent spelling; of equally frequent ones that in small letters."""
    spellings: dict[str, tuple[int, bool, str]] = {}
    for (word, _, stem), count in tokens.items():
        shown = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
        new = (count, shown.islower(), shown)
        if stem and (stem not in spellings or new > spellings[stem]):
            spellings[stem] = new
    return {stem: shown for stem, (_, _, shown) in spellings.items()}


def candidates(
    segments: Sequence[Sequence[Token]],
    units: Sequence[Unit],
    shown: dict[str, str],
    stop: frozenset[str],
    text: str,
) -> tuple[Candidate, ...]:
    """Return the possible keywords, at most `CANDIDATE_LIMIT`, the most promising first.

    Args:
        segments: the words between two marks of punctuation, in order; phrases don't cross them.
        units: what reads as words in scripts without spaces.
        shown: stem → spelling, as `displays` gives it.
        stop: folded stop words; no candidate holds one.
        text: where ``segments`` come from; phrases are shown as they stand there.
    """
    stretches = _stretches(segments, stop)
    single: dict[str, list[int]] = {}
    for position, tokens in stretches:
        for offset, (_, surface, stem) in enumerate(tokens):
            if not surface[0].isdigit():
                single.setdefault(stem, [0, position + offset])[0] += 1
    counts, places = _phrases(stretches)
    wording = {key: tuple(token[0] for token in tokens) for key, (_, tokens) in places.items()}
    found = [Candidate(shown.get(stem, stem), (stem,), count, first) for stem, (count, first) in single.items()]
    found += [Candidate(" ".join(wording[key]), key, counts[key], first) for key, (first, _) in places.items()]
    found += [
        Candidate(unit.text, tuple(bigrams(fold(unit.text))), unit.times, unit.first)
        for unit in units
        if fold(unit.text) not in stop
    ]
    found.sort(key=lambda candidate: (-_weight(candidate), candidate.first, candidate.surface))
    whole = (_as_it_stands(candidate, wording, text) for candidate in found)
    return tuple(islice((candidate for candidate in whole if candidate), CANDIDATE_LIMIT))


def _stretches(segments: Sequence[Sequence[Token]], stop: frozenset[str]) -> list[tuple[int, list[Token]]]:
    """What stands between stop words and marks of punctuation, with its position in words."""
    stretches: list[tuple[int, list[Token]]] = []
    position = 0
    for segment in segments:
        tokens: list[Token] = []
        for token in segment:
            position += 1
            if token[1] in stop or len(token[1]) < 2:
                tokens = []
            else:
                if not tokens:
                    stretches.append((position, tokens))
                tokens.append(token)
    return stretches


def _phrases(
    stretches: list[tuple[int, list[Token]]],
) -> tuple[Counter[tuple[str, ...]], dict[tuple[str, ...], tuple[int, Sequence[Token]]]]:
    """How often each sequence of two to four stems occurs, and of the repeated ones without numbers the first place."""
    counts: Counter[tuple[str, ...]] = Counter()
    several = [(position, tokens, [token[2] for token in tokens]) for position, tokens in stretches if len(tokens) > 1]
    for size in (2, 3, 4):
        for _, _, stems in several:
            if len(stems) >= size:
                counts.update(zip(*(stems[i:] for i in range(size)), strict=False))
    repeated = {key for key, count in counts.items() if count > 1 and not any(stem.isdigit() for stem in key)}
    places: dict[tuple[str, ...], tuple[int, Sequence[Token]]] = {}
    if repeated:
        for position, tokens, stems in several:
            for size in (2, 3, 4):
                for i in range(len(stems) - size + 1):
                    key = tuple(stems[i : i + size])
                    if key in repeated and key not in places:
                        places[key] = (position + i, tokens[i : i + size])
    return counts, places


def _as_it_stands(candidate: Candidate, wording: dict[tuple[str, ...], tuple[str, ...]], text: str) -> Candidate | None:
    """The candidate as the text writes it; None if it begins or ends within a compound or has over three words.

    A compound with hyphens is one word here: "President Kassym-Jomart Tokayev" is a phrase of three.
    """
    words = wording.get(candidate.stems)
    if words is None or len(words) < 2:
        return candidate
    found = re.search(r"[^\w\n]{1,3}".join(map(re.escape, words)), text)
    if not found:
        return candidate
    if text[max(0, found.start() - 1) : found.start()] in _HYPHENS or text[found.end() : found.end() + 1] in _HYPHENS:
        return None
    if len(found[0].split()) > _LONGEST:
        return None
    return Candidate(" ".join(found[0].split()), candidate.stems, candidate.count, candidate.first)


def _weight(candidate: Candidate) -> float:
    """How promising a candidate is before anything is known of the other articles."""
    weight = (1 + log(candidate.count)) * (1 + 1 / log2(3 + candidate.first / 10))
    return weight * (1 + _PHRASE_BONUS * candidate.surface.count(" "))


def rank(
    found: Collection[Candidate], document_frequency: Callable[[str], int], total: int, limit: int = 10
) -> list[Keyword]:
    """Return the best keywords, the most telling first; none is a part of another.

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
        (_weight(one) * sum(map(inverse.__getitem__, one.stems)) / len(one.stems) if one.stems else 0.0, one)
        for one in found
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].first, pair[1].surface))
    best: list[tuple[float, Candidate]] = []
    taken: set[str] = set()
    for score, candidate in scored:
        if len(candidate.stems) == 1:
            # Half of all candidates: one stem is a part of what holds it, and takes nothing's place.
            if candidate.stems[0] not in taken and len(best) < limit:
                best.append((score, candidate))
                taken.update(candidate.stems)
            continue
        stems = set(candidate.stems)
        shared = [len(stems & set(other.stems)) / min(len(stems), len(set(other.stems))) for _, other in best]
        rivals = [i for i, part in enumerate(shared) if part > _HALF]
        if not rivals:
            if len(best) < limit:
                best.append((score, candidate))
                taken |= stems
            continue
        # A phrase takes the place of its words if these stand mostly in it: "alliance" becomes "military alliance".
        weaker = [best[i][1] for i in rivals]
        if all(len(other.stems) < len(stems) and candidate.count >= _HALF * other.count for other in weaker):
            best[rivals[0]] = (best[rivals[0]][0], candidate)
            for i in reversed(rivals[1:]):
                del best[i]
            taken = {stem for _, other in best for stem in other.stems}
    return [Keyword(candidate.surface, score) for score, candidate in best]
