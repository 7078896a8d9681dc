"""Which language a text is in: by script, and among languages that share a script by their commonest words.

Statistical detectors need models of megabytes; the share of words that are among a language's hundred commonest, or end
as its words do, tells the languages here apart from a sentence on. Short or mixed texts give no answer rather than a
wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from readlater.language.scripts import HANGUL, HIRAGANA, KATAKANA, MARKS
from readlater.language.tables import COMMON_WORDS, TELLING_LETTERS, WORD_ENDINGS

_SAMPLE = 6_000  # characters looked at: some thousand words
_BEGINNING = 600  # characters that must agree with the declared language for the rest not to be looked at
_MINIMUM_SHARE = 0.09  # of the words of a text that are common words of the language that wins
_MINIMUM_LEAD = 1.1  # over the second, if that is no close relative
_TELLING_WEIGHT = 6.0  # how much a letter found in few languages weighs beside common words
_ENDING_WEIGHT = 0.4  # how much the ending of a word weighs beside a common word
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
    "hebrew": "[\u05d0-\u05ea\u05f0-\u05f2]",
    "th": "[\u0e01-\u0e3a\u0e40-\u0e4e]",
    "lo": "[\u0e81-\u0ece]",
    "km": "[\u1780-\u17d3]",
    "my": "[\u1000-\u109f]",
    "hy": "[\u0531-\u0587]",
    "ka": "[\u10a0-\u10ff\u1c90-\u1cbf]",
    "ethiopic": "[\u1200-\u137f]",
    "bengali": "[\u0980-\u09ff]",
    "pa": "[\u0a00-\u0a7f]",
    "gu": "[\u0a80-\u0aff]",
    "ta": "[\u0b80-\u0bff]",
    "te": "[\u0c00-\u0c7f]",
    "kn": "[\u0c80-\u0cff]",
    "ml": "[\u0d00-\u0d7f]",
    "si": "[\u0d80-\u0dff]",
    "bo": "[\u0f00-\u0fff]",
}
_USUALLY = {"hebrew": "he", "bengali": "bn", "ethiopic": "am"}
"""Scripts that one of their languages has nearly to itself: it is meant unless another shows itself."""

_ONE_SCRIPT = re.compile("|".join(f"(?P<{name}>{cls}+)" for name, cls in _SCRIPTS.items()))
_RIGHT_TO_LEFT = frozenset(["ar", "fa", "ur", "he", "yi", "ps", "ckb", "sd", "ug", "dv", "arc"])
_STRONG_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STRONG_LTR = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]")

# These are told apart by little, so a declared language is believed rather than a detected relative.
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "da no nb nn", "no nb nn sv", "cs sk", "hr sr bs sh sl", "id ms", "pt gl es ca", "bg mk", "ru uk be",
        "ar fa ur ps ckb sd ug", "hi mr ne", "nl af", "et fi", "tr az", "kk ky", "bn as",
    )
)  # fmt: skip

_PLAIN_WORDS, _PLAIN_LEAD = 40, 1.4
"""How many words a text needs, and how much more must speak for the detected of two relatives than for the declared."""

_DETECTED_AS = {"nb": "no", "nn": "no", "bs": "hr", "sh": "hr"}
"""Codes of languages whose texts are taken for those of another code."""

_SHORTER = {
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "fil": "tl", "cmn": "zh", "yue": "zh", "ara": "ar", "arb": "ar",
    "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh", "dan": "da", "deu": "de", "ger": "de",
    "ell": "el", "gre": "el", "eng": "en", "spa": "es", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "msa": "ms",
    "may": "ms", "nld": "nl", "dut": "nl", "nor": "no", "nob": "nb", "nno": "nn", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "srp": "sr", "swe": "sv", "tam": "ta", "tha": "th", "tur": "tr",
    "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip
"""Older and longer codes → ISO 639-1."""


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
        # A CJK character carries as much as two or three letters. Latin letters stand in texts of all scripts, as names
        # and as code; others hardly ever stand in a Latin one.
        weight = 2.5 if name in ("kana", "hangul", "han") else 0.4 if name == "latin" else 1.0
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
    if script in _USUALLY:
        return _by_words(sample, script) or (_USUALLY[script] if size >= 6 else "")
    if script in COMMON_WORDS:
        return _by_words(sample, script)
    return script if size >= 6 else ""


_Owners = dict[str, tuple[float, tuple[str, ...]]]


@lru_cache(maxsize=8)
def _languages_of(script: str) -> tuple[_Owners, _Owners]:
    """Common word, and ending → what it says (less the more languages of ``script`` share it) and whose it is."""
    return _owners(COMMON_WORDS[script]), _owners(WORD_ENDINGS.get(script, {}))


def _owners(table: dict[str, frozenset[str]]) -> _Owners:
    owners: dict[str, list[str]] = {}
    for language, entries in table.items():
        for entry in entries:
            owners.setdefault(entry, []).append(language)
    return {entry: (len(languages) ** -0.5, tuple(languages)) for entry, languages in owners.items()}


def _by_words(text: str, script: str) -> str:
    """The language of ``script`` whose common words, endings and letters of its own are most of ``text``."""
    words = _words(text)
    total = words.total()
    if total < 4:
        return ""
    shares, scores = _weigh(text, words, script)
    best, second = sorted(scores, key=lambda language: (-scores[language], language))[:2]
    needed = _MINIMUM_SHARE + 0.7 / total  # the shorter the text the surer it has to be
    lead = 1.0 + 0.2 / total if _related(best, second) else _MINIMUM_LEAD + 2.5 / total
    return best if shares[best] >= needed and scores[best] >= lead * scores[second] else ""


def _words(text: str) -> Counter[str]:
    """The words of a text in small letters, and how often each stands there."""
    return Counter(_WORD.findall(text.replace("\u0130", "i").lower().replace("’", "'")))


def _weigh(text: str, words: Counter[str], script: str) -> tuple[dict[str, float], dict[str, float]]:
    """Language of ``script`` → the share of words that speak for it; and the same with shared words weighing less."""
    total = words.total()
    shares = dict.fromkeys(COMMON_WORDS[script], 0.0)
    scores = shares.copy()
    common, endings = _languages_of(script)
    for word, times in words.items():
        weight, languages = common.get(word) or (0.0, ())
        for language in languages:
            shares[language] += times / total
            scores[language] += times * weight / total
        if languages or len(word) < 4:
            continue
        counted = _ENDING_WEIGHT * times / total
        weight, languages = _ending(word, endings)
        for language in languages:
            shares[language] += counted
            scores[language] += counted * weight
    if not text.isascii():
        letters = max(1, sum(map(len, words.elements())))
        for language in scores.keys() & TELLING_LETTERS.keys():
            telling = TELLING_LETTERS[language]
            extra = _TELLING_WEIGHT * sum(map(text.count, telling)) / letters / len(telling) ** 0.5
            shares[language] += extra
            scores[language] += extra
    return shares, scores


def _ending(word: str, endings: _Owners) -> tuple[float, tuple[str, ...]]:
    """What the longest known ending of a word says, and whose it is."""
    for length in (5, 4, 3, 2):
        if len(word) > length and (found := endings.get(word[-length:])):
            return found
    return 0.0, ()


def _related(first: str, second: str) -> bool:
    return any(first in family and second in family for family in _FAMILIES)


def choose_language(declared: str, text: str) -> str:
    """Return the language of an article: what the page declares unless its text plainly says otherwise, else detected.

    Pages often keep their template's ``en``. A declared language that can't be detected is believed, as is one that is
    a close relative of the detected one, unless a long text says plainly which of the two it is. ``declared`` may be a
    BCP 47 tag (``pt-BR``) or an older or longer code (``iw``, ``eng``); the answer is a bare ISO 639-1 code if there is
    one.
    """
    code = language_code(declared)
    if code and detect_language(text[:_BEGINNING]) == _DETECTED_AS.get(code, code):
        return code
    detected = detect_language(text)
    if not code or not detected or code == detected:
        return code or detected
    if _related(code, detected):
        return detected if _plainly(detected, _DETECTED_AS.get(code, code), text) else code
    return detected if code in _detectable() or detected not in COMMON_WORDS["latin"] else code


def language_code(tag: str) -> str:
    """Return the bare code of a language tag, in its shortest form; ``""`` if it is none."""
    code = tag.replace("_", "-").split("-")[0].strip().lower()
    code = _SHORTER.get(code, code)
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) and code != "und" else ""


@lru_cache(maxsize=1)
def _detectable() -> frozenset[str]:
    """All codes that `detect_language` may return, and those that it takes for one of them."""
    tables = {language for group in COMMON_WORDS.values() for language in group}
    return frozenset({*tables, *_DETECTED_AS, "ja", "zh", "ko", *(name for name in _SCRIPTS if len(name) == 2)})


def _plainly(detected: str, declared: str, text: str) -> bool:
    """Whether a text of some length is in one language and not in its close relative."""
    for script, languages in COMMON_WORDS.items():
        if detected in languages and declared in languages:
            words = _words(text[:_SAMPLE])
            _, scores = _weigh(text[:_SAMPLE], words, script)
            return words.total() >= _PLAIN_WORDS and scores[detected] >= _PLAIN_LEAD * scores[declared]
    return False


def direction(language: str, text: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``: by the letters of ``text``, or by ``language`` if it has none."""
    sample = text[:_SAMPLE]
    right, left = len(_STRONG_RTL.findall(sample)), len(_STRONG_LTR.findall(sample))
    if right + left:
        return "rtl" if right > left else "ltr"
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
