"""All that is worked out about an article when it is saved."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from readlater.language import keywords
from readlater.language.detect import choose_language
from readlater.language.stemming import stem_words
from readlater.language.stopwords import FUNCTION_CHARACTERS, stop_words
from readlater.language.summary import summarise
from readlater.language.terms import ANALYSER_VERSION, bigrams, fold, stretches
from readlater.language.units import units
from readlater.language.words import measure
from readlater.model import Analysis, BlockKind, Draft

_BREAK = re.compile(r"[.,;:!?()\[\]{}\"“”„«»‹›…\n—–|/\\•·、。，；：！？「」『』（）《》〈〉【】؟،؛।]+")
MOST_WORDS, MOST_CHARACTERS = 150_000, 1_500_000
"""Where keywords are looked for: a longer text says in a novel's length what it is about."""

_TITLE_WEIGHT = 2
_WITH_ENGLISH = frozenset(("", "ja", "zh", "ko", "th", "ru", "ar", "el", "he", "hi", "fa", "uk", "bg", "ur"))


class _Terms:
    """The terms of one text: words between marks of punctuation, and runs of scripts without spaces."""

    def __init__(self, text: str, language: str) -> None:
        self.segments: list[list[keywords.Token]] = []
        self.runs: list[str] = []
        self.bigrams: list[str] = []
        self.stems: list[str] = []
        self.known: dict[str, keywords.Token] = {}
        known = self.known
        said: list[str] = []
        for spaceless, words in stretches(text, _BREAK):
            if spaceless:
                self.runs.append(words[0])
                pairs_of = bigrams(fold(words[0]))
                self.bigrams += pairs_of
                self.stems += pairs_of
                continue
            said += words
            try:
                tokens = [known[word] for word in words]
            except KeyError:
                new = [word for word in dict.fromkeys(words) if word not in known]
                known |= {word: (word, *pair) for word, pair in zip(new, stem_words(new, language), strict=True)}
                tokens = [known[word] for word in words]
            segment = [token for token in tokens if token[2]]
            self.segments.append(segment)
            self.stems += [token[2] for token in segment]
        self.tokens = Counter({known[word]: count for word, count in Counter(said).items() if known[word][2]})


def analyse(draft: Draft, *, summary: bool = True, keyword_candidates: bool = True) -> Analysis:
    """Return what `Analysis` says about ``draft``: language, length, stems, keyword candidates and a summary.

    Pure: the same draft and `ANALYSER_VERSION` give the same analysis. Without ``summary`` what the index has no use
    for is left out, which takes a third less time: the summary is empty, words and minutes are 0. Without
    ``keyword_candidates`` there are none, which takes another third less: enough to take an article out of the index.
    """
    text = draft.document.text
    language = choose_language(draft.language, f"{draft.title}\n{text}")
    stop = _stop_words(language)
    title, byline, body = (_Terms(part, language) for part in (draft.title, draft.byline, text))
    extent = measure(text if summary else "")
    return Analysis(
        version=ANALYSER_VERSION,
        language=language,
        word_count=extent.words,
        minutes=extent.minutes,
        title_stems=" ".join(title.stems),
        byline_stems=" ".join(byline.stems),
        text_stems=" ".join(body.stems),
        counts=_counts(title, body, stop),
        surfaces=_surfaces(title, byline, body),
        candidates=keywords.candidates(
            title.segments,
            _beginning(body.segments),
            units([*title.runs, *body.runs], language) if title.runs or body.runs else [],
            stop,
            f"{text}\n{draft.title}"[:MOST_CHARACTERS],
            language,
        )
        if keyword_candidates
        else (),
        summary=summarise(_prose(draft) or text, draft.title, language=language, known=body.known) if summary else "",
    )


@lru_cache(maxsize=64)
def _stop_words(language: str) -> frozenset[str]:
    """The stop words of a language, and the English ones where Latin words are mostly English."""
    return stop_words(language) | (stop_words("en") if language in _WITH_ENGLISH else frozenset())


def _beginning(segments: list[list[keywords.Token]]) -> list[list[keywords.Token]]:
    """The segments of the first `MOST_WORDS` words."""
    taken: list[list[keywords.Token]] = []
    room = MOST_WORDS
    for segment in segments:
        if room <= 0:
            break
        taken.append(segment[:room] if len(segment) > room else segment)
        room -= len(segment)
    return taken


def _prose(draft: Draft) -> str:
    """The text without its headings and code: a summary is made of sentences."""
    left_out = (BlockKind.HEADING, BlockKind.CODE, BlockKind.TABLE)
    return "\n\n".join(block.text for block in draft.document.body() if block.kind not in left_out)


def _counts(title: _Terms, body: _Terms, stop: frozenset[str]) -> dict[str, int]:
    """Stem → how often, title twice, without stop words, single letters and numbers below 1000."""
    counts: Counter[str] = Counter()
    for terms, weight in ((title, _TITLE_WEIGHT), (body, 1)):
        for (_, surface, stem), count in terms.tokens.items():
            if surface not in stop and _tells(surface):
                counts[stem] += count * weight
        for stem, count in Counter(terms.bigrams).items():
            if stem not in stop and FUNCTION_CHARACTERS.isdisjoint(stem):
                counts[stem] += count * weight
    return dict(counts)


def _tells(surface: str) -> bool:
    """Whether a word can tell what an article is about: ``10`` and ``000`` would be shared by all."""
    if surface.isdigit():
        return len(surface) > 3
    return len(surface) > 1 or not surface.isascii()


def _surfaces(*parts: _Terms) -> frozenset[tuple[str, str]]:
    pairs = {(surface, stem) for terms in parts for _, surface, stem in terms.tokens}
    for terms in parts:
        pairs.update((stem, stem) for stem in terms.bigrams)
    return frozenset(pairs)
