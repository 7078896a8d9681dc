"""Articles made up of invented words, with the statistics that matter: how fast a library is depends on these alone.

* Lengths are lognormal (mean 830 words), words within a language follow Zipf's law, and the vocabulary keeps growing
  with the library (Heaps' law) through names that occur once or a few times: 70,000 stems in 1,000 articles, 230,000 in
  10,000, half of them in a single article; 290 different ones an article. (Real texts, put together to as many articles
  of that length: 62,000, 200,000 and 254.)
* Articles have topics with words of their own, so an article has neighbours; words are inflected, so stems matter.
* 85 of 100 articles are in English, the rest in German, French, Spanish, Russian, Japanese, Korean and Chinese.

An article is generated together with its analysis, which is many times faster than analysing its text:
`Generator.check` proves that it is the same where the index is concerned.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from readlater.language.analysis import analyse
from readlater.language.stemming import stem_word
from readlater.language.stopwords import FUNCTION_CHARACTERS, stop_words
from readlater.language.terms import ANALYSER_VERSION, bigrams
from readlater.model import Analysis, Block, BlockKind, Candidate, Document, Draft

TOPICS = 900
_GENERAL, _TOPICAL, _TOPIC_WORDS = 9000, 24000, 160
_NAMES = 250_000
_STARTED = datetime(2014, 1, 1, 6, tzinfo=UTC)
_HOURS_BETWEEN = 1.05

_KINDS = (0.45, 0.70, 0.90, 0.96, 0.988, 1.0)
"""Shares, added up: function words, general words, words of the first and second topic, own names, all names."""

_SHARES = (("en", 85), ("de", 3), ("fr", 2), ("es", 2), ("ru", 2), ("ja", 2), ("ko", 2), ("zh", 2))
_FUNCTION_WORDS = {
    "en": "the of and to in a is that for it as was with be by on not he his are this from at which but have an",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an",
    "fr": "le de la et les des en un du une que est pour qui dans par au plus pas sur ne se ce il sont avec son ou",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le o este",
    "ru": "и в не на я что с по это он как но они к у же за из от так для бы только или мы его до вы если",
}
_SYLLABLES = {
    "latin": "ba be bi bo bra"
    " ca ce co cra da de di do dra fa fe fi fo ga ge go gra ha he ho ja jo ka ke ki la le li lo ma me mi"
    " mo na ne ni no pa pe pi po pra qua ra re ri ro sa se si so sta ta te ti to tra va ve vi vo wa we wi za ze zo",
    "cyrillic": "ба бе бо"
    " ва ве ви во га го да де ди до жа же за зе ка ке ки ко ла ле ли ло ма ме ми мо на не ни но па пе по"
    " ра ре ри ро са се си со та те ти то тра фа хо ца че ша",
}
_ENDINGS = {
    "en": ("", "s", "ed", "ing", ""),
    "de": ("", "en", "er", "ung", ""),
    "fr": ("", "s", "ment", "ation", ""),
    "es": ("", "s", "ción", "ando", ""),
    "ru": ("", "ы", "ов", "ами", ""),
}
_SITES = ("nhk", "asiae", "lemonde", "heise", "quanta", "aeon", "lwn", "nautilus", "wired", "arstechnica")
_FIRST_NAMES = ("Mina", "Jonas", "Aiko", "Lee", "Sofia", "Pavel", "Nadia", "Tom", "Ines", "Yuri", "Clara", "Omar")


@dataclass(frozen=True, slots=True)
class Generated:
    """An article, its analysis, and what its reader did with it."""

    draft: Draft
    analysis: Analysis
    archived: bool
    favourite: bool
    readings: tuple[tuple[datetime, float], ...]
    """(when, how far: 0 to 1), the earliest first."""


class _Lexicon:
    """The words of one language with spaces: (word, stem, whether it counts as a stop word), most frequent first."""

    def __init__(self, language: str) -> None:
        self.language = language
        random = Random(f"lexicon {language}")
        self.syllables = _SYLLABLES["cyrillic" if language == "ru" else "latin"].split()
        self.stop = stop_words(language)
        if language == "ru":
            self.stop |= stop_words("en")
        self.known: dict[str, tuple[str, str, bool]] = {}
        self.function = _FUNCTION_WORDS[language].split()
        words = list(dict.fromkeys(self._invented(random) for _ in range(_GENERAL + _TOPICAL)))
        self.general, self.topical = words[:_GENERAL], words[_GENERAL:]
        self.function_weights = _zipf(len(self.function))
        self.general_weights = _zipf(len(self.general))
        self.topic_weights = _zipf(_TOPIC_WORDS)

    def _invented(self, random: Random) -> str:
        word = "".join(random.choices(self.syllables, k=random.choice((2, 2, 3, 3, 4))))
        return word + random.choice(_ENDINGS[self.language])

    def topic(self, number: int) -> list[str]:
        random = Random(f"topic {self.language} {number}")
        return random.sample(self.topical, _TOPIC_WORDS)

    def name(self, number: int) -> str:
        """The name of that number: there are `_NAMES`, spelt out in syllables."""
        parts = []
        number += len(self.syllables) ** 2  # at least three syllables
        while number:
            number, digit = divmod(number, len(self.syllables))
            parts.append(self.syllables[digit])
        return "".join(parts) + "k"

    def analysed(self, word: str) -> tuple[str, str, bool]:
        """(surface, stem, whether it is left out of vectors) of a word in small letters."""
        entry = self.known.get(word)
        if entry is None:
            surface, stem = stem_word(word, self.language)
            out = surface in self.stop or (len(surface) < 2 and surface.isascii())
            entry = self.known[word] = (surface, stem, out)
            if len(self.known) > 400_000:
                self.known.clear()
        return entry


def _zipf(count: int) -> list[float]:
    return list(accumulate(1.0 / (rank + 2.7) for rank in range(count)))


class Generator:
    """Makes article after article; the article of a number is always the same."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        self._lexicons: dict[str, _Lexicon] = {}
        self._topics: dict[tuple[str, int], list[str]] = {}
        self._unspaced_words: dict[str, list[str]] = {}

    @cached_property
    def _languages(self) -> tuple[list[str], list[float]]:
        return [language for language, _ in _SHARES], list(accumulate(float(share) for _, share in _SHARES))

    def article(self, number: int) -> Generated:
        """The article of that number, from 0; later numbers were saved later."""
        random = Random(self.seed * 1_000_003 + number)
        names, weights = self._languages
        language = names[min(len(names) - 1, bisect(weights, random.random() * weights[-1]))]
        size = min(6000, max(60, round(random.lognormvariate(math.log(830) - 0.18, 0.6))))
        topics = [int(TOPICS * random.random() ** 1.6), int(TOPICS * random.random() ** 1.6)]
        write = self._spaced if language in _FUNCTION_WORDS else self._unspaced
        title, paragraphs, body = write(random, language, size, topics)
        site = f"{_SITES[topics[0] % len(_SITES)]}{topics[0] % 12 or ''}"
        created = _STARTED + timedelta(hours=_HOURS_BETWEEN * number + random.random())
        byline = f"{random.choice(_FIRST_NAMES)} Author{int(400 * random.random() ** 2)}"
        document = Document(tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs))
        published = (created - timedelta(days=random.expovariate(0.2))).date().isoformat()
        draft = Draft(
            document,
            "html",
            "html/1",
            url=f"https://{site}.example/{created:%Y/%m}/{number}",
            title=title[0],
            byline=byline,
            site=site,
            published=published if random.random() < 0.9 else "",
            language=language,
            tags=tuple(f"tag{int(60 * random.random() ** 2)}" for _ in range(random.choice((0, 0, 0, 1, 2)))),
            category_id=site if topics[0] % 3 else f"tech/{site}",
            created=created,
        )
        return Generated(
            draft,
            self._analysis(draft, language, size, title, body),
            archived=random.random() < 0.25,
            favourite=random.random() < 0.04,
            readings=self._readings(random, created),
        )

    def check(self, number: int) -> bool:
        """Whether the generated analysis of an article is, for search and similar readings, the real one."""
        made = self.article(number)
        real = analyse(made.draft)
        names = ("language", "title_stems", "byline_stems", "text_stems", "counts", "surfaces")
        return all(getattr(real, name) == getattr(made.analysis, name) for name in names)

    def _lexicon(self, language: str) -> _Lexicon:
        if language not in self._lexicons:
            self._lexicons[language] = _Lexicon(language)
        return self._lexicons[language]

    def _words(self, language: str) -> list[str]:
        """The words of two characters of a language without spaces, the most frequent first."""
        if language not in self._unspaced_words:
            random = Random(f"words {language}")
            first, count = (0xAC00, 900) if language == "ko" else (0x4E00, 1500)
            every = (chr(first + 7 * number) for number in range(count + len(FUNCTION_CHARACTERS)))
            characters = [one for one in every if one not in FUNCTION_CHARACTERS][:count]
            words = {
                "".join(characters[int(count * random.random() ** 2)] for _ in range(2)): None for _ in range(8000)
            }
            self._unspaced_words[language] = list(words)
        return self._unspaced_words[language]

    def _topic(self, language: str, number: int) -> list[str]:
        key = (language, number)
        if key not in self._topics:
            self._topics[key] = self._lexicon(language).topic(number)
        return self._topics[key]

    def _spaced(
        self, random: Random, language: str, size: int, topics: list[int]
    ) -> tuple[tuple[str, list[str]], list[str], list[str]]:
        """(title as it stands, its words), paragraphs, and all words of the body in small letters."""
        lexicon = self._lexicon(language)
        first, second = (self._topic(language, number) for number in topics)
        entities = [lexicon.name(int(_NAMES ** random.random())) for _ in range(7)]
        draw = random.random
        kinds = random.choices(range(6), cum_weights=_KINDS, k=size)
        often = Counter(kinds)
        drawn = [
            iter(random.choices(lexicon.function, cum_weights=lexicon.function_weights, k=often[0])),
            iter(random.choices(lexicon.general, cum_weights=lexicon.general_weights, k=often[1])),
            iter(random.choices(first, cum_weights=lexicon.topic_weights, k=often[2])),
            iter(random.choices(second, cum_weights=lexicon.topic_weights, k=often[3])),
            iter([entities[int(7 * draw() ** 2)] for _ in range(often[4])]),
            iter([lexicon.name(int(_NAMES ** draw())) for _ in range(often[5])]),
        ]
        words = [next(drawn[kind]) for kind in kinds]
        heading = [first[int(40 * draw())], first[int(40 * draw())], entities[0], second[int(40 * draw())]]
        heading.insert(2, lexicon.function[int(10 * draw())])
        paragraphs, start = [], 0
        while start < size:
            end = min(size, start + random.randint(30, 70))
            paragraphs.append(_sentences(words[start:end], random))
            start = end
        return (" ".join(heading).capitalize(), heading), paragraphs, words

    def _unspaced(
        self, random: Random, language: str, size: int, topics: list[int]
    ) -> tuple[tuple[str, list[str]], list[str], list[str]]:
        """The same for Japanese, Korean and Chinese; the "words" are runs between punctuation and spaces."""
        lexicon = self._words(language)
        known = [lexicon[60 * number % 5000 :][:60] for number in topics]
        ending = (
            ("는", "을", "의", "에서") if language == "ko" else ("の", "は", "を", "に") if language == "ja" else ("",)
        )
        draw = random.random
        runs: list[str] = []
        for _ in range(size // 4):
            drawn = [
                known[0][int(60 * draw() ** 2)] if draw() < 0.4 else lexicon[int(len(lexicon) * draw() ** 4)]
                for _ in range(1 if language == "ko" else 3)
            ]
            runs.append("".join(part + ending[int(len(ending) * draw())] for part in drawn))
        heading = ["".join(known[0][:2])]
        join, stop = (" ", ".") if language == "ko" else ("、", "。")
        paragraphs = [join.join(runs[start : start + 20]) + stop for start in range(0, len(runs), 20)]
        return (heading[0], heading), paragraphs, runs

    def _analysis(
        self, draft: Draft, language: str, size: int, title: tuple[str, list[str]], body: list[str]
    ) -> Analysis:
        spaced = language in _FUNCTION_WORDS
        lexicon = self._lexicon(language if spaced else "en")
        stop = stop_words(language) | lexicon.stop

        def analysed(words: list[str]) -> list[tuple[str, str, bool]]:
            if spaced:
                return [lexicon.analysed(word) for word in words]
            return [(pair, pair, pair in stop) for run in words for pair in bigrams(run)]

        heading, text = analysed(title[1]), analysed(body)
        byline = [stem_word(word, language) for word in draft.byline.split()]
        times = Counter(text)
        counts: Counter[str] = Counter()
        for (_, stem, out), count in times.items():
            if not out:
                counts[stem] += count
        for _, stem, out in heading:
            if not out:
                counts[stem] += 2
        surfaces = {(surface, stem) for surface, stem, _ in {*times, *heading}}
        best = [(count, surface, stem) for (surface, stem, out), count in times.items() if not out]
        best.sort(reverse=True)
        summary = draft.document.blocks[0].text[:300]
        return Analysis(
            version=ANALYSER_VERSION,
            language=language,
            word_count=size,
            minutes=size / 238,
            title_stems=" ".join(stem for _, stem, _ in heading),
            byline_stems=" ".join(stem for _, stem in byline),
            text_stems=" ".join(stem for _, stem, _ in text),
            counts=dict(counts),
            surfaces=frozenset(surfaces | set(byline)),
            candidates=tuple(Candidate(surface, (stem,), count, 50) for count, surface, stem in best[:40]),
            summary=summary[: summary.rfind(".") + 1] or summary,
        )

    def _readings(self, random: Random, created: datetime) -> tuple[tuple[datetime, float], ...]:
        kind = random.random()
        if kind < 0.55:
            return ()
        reached = random.uniform(0.05, 0.85) if kind < 0.60 else 1.0
        when = created + timedelta(days=random.expovariate(0.1))
        readings = [(when, reached)]
        while random.random() < 0.1:
            when += timedelta(days=random.expovariate(0.02))
            readings.append((when, 1.0))
        return tuple(readings)


def _sentences(words: list[str], random: Random) -> str:
    sentences, start = [], 0
    while start < len(words):
        end = min(len(words), start + random.randint(8, 24))
        sentences.append(" ".join(words[start:end]).capitalize() + ".")
        start = end
    return " ".join(sentences)
