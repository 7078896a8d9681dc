"""Words as they are stored and compared: folded, and cut to their stems by the rules of their language."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable

from readlater.language.scripts import MARKS

_ALGORITHMS = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "eo": "esperanto", "et": "estonian", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "fa": "persian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "es": "spanish",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Language code → Snowball algorithm."""

_OTHER_SCRIPTS = "ar hy el hi ne fa ru ta yi ur he th lo km my ja ko zh uk bg mk be ka am bn gu pa te kn ml mr si bo mn"
_NON_LATIN = frozenset(_OTHER_SCRIPTS.split())
"""Languages not written in Latin letters: Latin words in them are mostly English."""

_INVISIBLE = str.maketrans("", "", "'’ʼʻ\u00ad\u200d\u0640")
_SAME = {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
             "ё": "е", "ґ": "г", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
             "ـ": None, "ʼ": None, "ʻ": None, "\u00ad": None, "\u200d": None, "_": None, "ँ": "ं", "़": None,
             "ऩ": "न", "ऱ": "र", "ऴ": "ळ"}  # fmt: skip
_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐"
_SAME |= {chr(ord(zero) + value): str(value) for zero in _ZEROS for value in range(10)}
_LETTERS = str.maketrans(_SAME)
# Latin and Greek accents, Hebrew points, Arabic vowel signs, enclosing marks, variation selectors.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u180b-\u180d\u180f\u20d0-\u20f0\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_NOT_WORD = re.compile(rf"[^\w{MARKS}]+")
# A nasal before a consonant of its own kind, which Hindi and its neighbours write as a letter or as a point.
_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
# Kana, unified Han, Hangul syllables and Thai: folding leaves them as they are, and they come in long runs.
_AS_THEY_ARE = re.compile("[\u3005-\u3007\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uac00-\ud7a3\u0e01-\u0e4e]+")
_SIGNS = {"+": "plusplus", "#": "sharp"}
"""What stands for the signs in the names of programming languages."""

_CACHE_LIMIT = 40_000


def fold(surface: str) -> str:
    """Return ``surface`` as it is stored and compared: NFKC, case-folded, without accents or invisible characters.

    Idempotent. Holds letters, digits and marks only, so it may be empty. й and ї stay: they are letters of their own.
    """
    if surface.isascii():
        folded = surface.lower()
        return folded if folded.isalnum() else _NOT_WORD.sub("", folded.translate(_LETTERS))
    if _AS_THEY_ARE.fullmatch(surface):
        return surface
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", surface).casefold())
    # NFKC takes SARA AM apart, which no one who writes Thai or Lao does.
    folded = folded.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3").translate(_LETTERS)
    if not unicodedata.is_normalized("NFD", folded) or _ACCENTS.search(folded):
        # й and ї come apart under NFD like é does; they are put aside meanwhile.
        parts = [part if part in "йї" else _strip(part) for part in re.split("([йї])", folded)]
        folded = "".join(parts).translate(_LETTERS)
    if "्" in folded:
        folded = _NASAL.sub("ं", folded)
    bare = _NOT_WORD.sub("", folded)
    return bare if bare == folded else fold(bare)  # what stood apart may compose now


def _strip(text: str) -> str:
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def surface_of(word: str) -> str:
    """Return the folded surface of a word as it stands in a text, without its possessive ``'s``; ``C++`` in letters."""
    if word[-1:] in _SIGNS:
        return fold(word.rstrip("+#")) + _SIGNS[word[-1]]
    if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
        word = word[:-2]
    return fold(word)


class _Local(threading.local):
    """What a thread keeps: stemmers may not be shared between threads, and neither are the caches in front of them."""

    def __init__(self) -> None:
        self.stemmers: dict[str, Callable[[str], str]] = {}
        self.words: dict[str, dict[str, tuple[str, str]]] = {}


_local = _Local()


def _identity(word: str) -> str:
    return word


def _stemmer(algorithm: str) -> Callable[[str], str]:
    """The stemming function of a Snowball algorithm; the identity for one that is not installed."""
    stem = _local.stemmers.get(algorithm)
    if stem is None:
        import Stemmer

        stem = Stemmer.Stemmer(algorithm).stemWord if algorithm in Stemmer.algorithms() else _identity
        _local.stemmers[algorithm] = stem
    return stem


def _algorithm(word: str, language: str) -> str:
    """The algorithm that suits a case-folded word in a text of ``language``, or empty."""
    first = word[0]
    if first < "\u0370":
        if language in _NON_LATIN or not language:
            return "english" if word.isascii() else ""
        return _ALGORITHMS.get(language, "")
    if first < "\u0400":
        return "greek"
    if first < "\u0530":
        return _for(language, ("ru", "sr"), "russian")
    if first < "\u0590":
        return "armenian"
    if "\u0600" <= first < "\u0780":
        return _for(language, ("ar", "fa"), "arabic")
    if "\u0900" <= first < "\u0980":
        return _for(language, ("hi", "ne"), "hindi")
    return _for(language, ("ta", "yi"), "")


def _for(language: str, own: tuple[str, ...], foreign: str) -> str:
    """The algorithm of ``language`` if its script is this one; ``foreign`` for words in texts of another script."""
    if language in own:
        return _ALGORITHMS[language]
    return "" if language in _NON_LATIN else foreign


def stem_word(word: str, language: str) -> tuple[str, str]:
    """Return (folded surface, folded stem) of one word as it stands in a text of ``language``; both may be empty.

    Words with digits and words whose stem would vanish are their own stem.
    """
    surface = surface_of(word)
    if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
        word = word[:-2]
    if (
        not surface
        or word[-1] in _SIGNS
        or (not surface.isalpha() and any(character.isdigit() for character in surface))
    ):
        return surface, surface
    if surface.isascii() and word.isascii():
        cased = surface
    else:
        if language in ("tr", "az"):
            word = word.replace("İ", "i").replace("I", "ı")
        # Stemmers know the accents of their language, so they see the word before these are folded.
        cased = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold()).translate(_INVISIBLE)
    algorithm = _algorithm(cased, language)
    if not algorithm:
        return surface, surface
    return surface, fold(_stemmer(algorithm)(cased)) or surface


def stem_words(words: list[str], language: str) -> list[tuple[str, str]]:
    """`stem_word` for every word of a list, remembered per thread and language."""
    known = _local.words.setdefault(language, {})
    if len(known) > _CACHE_LIMIT:
        known.clear()
    try:
        return [known[word] for word in words]
    except KeyError:
        for word in set(words):
            if word not in known:
                known[word] = stem_word(word, language)
        return [known[word] for word in words]
