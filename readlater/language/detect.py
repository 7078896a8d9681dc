"""Which language a text is in: by script, and among languages that share a script by their commonest words.

Statistical detectors need models of megabytes; for articles of a paragraph or more, the share of words that are among a
language's fifty commonest tells the languages here apart. Short or mixed texts give no answer rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from readlater.language.scripts import HANGUL, HIRAGANA, KATAKANA, MARKS
from readlater.language.tables import COMMON_WORDS, TELLING_LETTERS

_SAMPLE = 6_000  # characters looked at: some thousand words
_MINIMUM_SHARE = 0.12  # of the words of a text that are common words of the language that wins
_MINIMUM_LEAD = 1.1  # over the second
_TELLING_WEIGHT = 6.0  # how much a letter found in few languages weighs beside common words
_WORD = re.compile(rf"[^\W\d_][\w{MARKS}]*(?:['’][^\W\d_]+)*")

# Script → (first, last code point) and what it stands for: a language, or a group that shares it.
_SCRIPTS = {
    "kana": f"[{HIRAGANA}{KATAKANA}]",
    "hangul": f"[{HANGUL}]",
    "han": "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]",
    "latin": "[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]",
    "cyrillic": "[\u0400-\u052f]",
    "arabic": "[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]",
    "devanagari": "[\u0900-\u097f]",
    "el": "[\u0370-\u03ff\u1f00-\u1fff]",
    "he": "[\u05d0-\u05ea]",
    "th": "[\u0e01-\u0e3a\u0e40-\u0e4e]",
    "lo": "[\u0e81-\u0ece]",
    "km": "[\u1780-\u17d3]",
    "my": "[\u1000-\u109f]",
    "hy": "[\u0531-\u0587]",
    "ka": "[\u10a0-\u10ff\u1c90-\u1cbf]",
    "am": "[\u1200-\u137f]",
    "bn": "[\u0980-\u09ff]",
    "pa": "[\u0a00-\u0a7f]",
    "gu": "[\u0a80-\u0aff]",
    "ta": "[\u0b80-\u0bff]",
    "te": "[\u0c00-\u0c7f]",
    "kn": "[\u0c80-\u0cff]",
    "ml": "[\u0d00-\u0d7f]",
    "si": "[\u0d80-\u0dff]",
    "bo": "[\u0f00-\u0fff]",
}
_ONE_SCRIPT = re.compile("|".join(f"(?P<{name}>{cls}+)" for name, cls in _SCRIPTS.items()))
_RIGHT_TO_LEFT = frozenset(["ar", "fa", "ur", "he", "yi", "ps", "ckb", "sd", "ug", "dv", "arc"])
_STRONG_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG_LTR = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]")

# A declared language of the same family is believed: these pairs are told apart by little.
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "da no nb nn sv", "cs sk", "hr sr bs sl", "id ms", "pt gl es ca", "bg mk", "ru uk be", "fa ar ur ps ckb",
        "zh ja", "hi mr ne", "nl af", "et fi",
    )
)  # fmt: skip


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of ``text``, or "" if it is too short or too mixed to be sure.

    Two words are enough in a script that one language has to itself, some ten in others.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _by_words(sample, "latin")
    sizes: Counter[str] = Counter()
    for found in _ONE_SCRIPT.finditer(sample):
        name = found.lastgroup or ""
        # A CJK character carries as much as two or three letters.
        weight = 2.5 if name in ("kana", "hangul", "han") else 1.0
        sizes[name] += int(weight * (found.end() - found.start()))
    if not sizes:
        return ""
    east = sizes["kana"] + sizes["han"]
    total = sum(sizes.values())
    if sizes["hangul"] * 2 > total:
        return "ko" if sizes["hangul"] >= 5 else ""
    if east * 2 > total:
        if east < 8:
            return ""
        return "ja" if sizes["kana"] * 12 > east else "zh"
    script, size = sizes.most_common(1)[0]
    if size * 2 <= total:
        return ""
    if script in ("latin", "cyrillic", "arabic", "devanagari"):
        return _by_words(sample, script)
    return script if size >= 6 else ""


@lru_cache(maxsize=8)
def _languages_of(script: str) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Common word → what it says (less the more languages of ``script`` share it) and whose it is."""
    owners: dict[str, list[str]] = {}
    for language, common in COMMON_WORDS[script].items():
        for word in common:
            owners.setdefault(word, []).append(language)
    return {word: (len(languages) ** -0.5, tuple(languages)) for word, languages in owners.items()}


def _by_words(text: str, script: str) -> str:
    """The language of ``script`` whose common words and letters of its own are most of ``text``."""
    words = Counter(_WORD.findall(text.replace("\u0130", "i").lower()))
    total = sum(words.values())
    if total < 4:
        return ""
    owners = _languages_of(script)
    shares = dict.fromkeys(COMMON_WORDS[script], 0.0)
    scores = shares.copy()
    for word in words.keys() & owners.keys():
        weight, languages = owners[word]
        times = words[word] / total
        for language in languages:
            shares[language] += times
            scores[language] += times * weight
    if not text.isascii():
        letters = sum(map(len, words.elements()))
        for language in scores.keys() & TELLING_LETTERS.keys():
            telling = TELLING_LETTERS[language]
            extra = _TELLING_WEIGHT * sum(map(text.count, telling)) / letters / len(telling) ** 0.5
            shares[language] += extra
            scores[language] += extra
    best, second = sorted(scores, key=lambda language: (-scores[language], language))[:2]
    needed = _MINIMUM_SHARE + 1.0 / total  # the shorter the text the surer it has to be
    lead = _MINIMUM_LEAD + 3.0 / total
    return best if shares[best] >= needed and scores[best] >= lead * scores[second] else ""


def choose_language(declared: str, text: str) -> str:
    """Return the language of an article: what the page declares unless its text plainly says otherwise, else detected.

    Pages often keep their template's ``en``. ``declared`` may be a BCP 47 tag (``pt-BR``); the answer is a bare code.
    """
    code = declared.replace("_", "-").split("-")[0].strip().lower()
    code = code if code.isascii() and code.isalpha() and len(code) in (2, 3) else ""
    detected = detect_language(text)
    if not code or not detected or any(code in family and detected in family for family in _FAMILIES):
        return code or detected
    return detected


def direction(language: str, text: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``: by the letters of ``text``, or by ``language`` if it has none."""
    sample = text[:_SAMPLE]
    right, left = len(_STRONG_RTL.findall(sample)), len(_STRONG_LTR.findall(sample))
    if right + left:
        return "rtl" if right > left else "ltr"
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
