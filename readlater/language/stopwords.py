"""Stop words: words so common that they say nothing about what a text is about.

They are left out of keywords and of the vectors of similar readings, never out of search. The lists are those of
stopwords-iso (MIT), loaded when first asked for, once per language.
"""

from __future__ import annotations

from functools import lru_cache

from readlater.language.terms import runs

_TELLING = """
    microsoft computer computers world system information state fire bill html year years us uk web www com states usa
    money work works number numbers research room men member members home
"""
_KEPT = {"en": frozenset(_TELLING.split())}
"""Words on the list of stopwords-iso that do tell what an article is about."""

_KOREAN = "있다 없다 했다 하는 있는 이라고 라고 대한 위해 따르면 것으로 것이다 밝혔다 말했다 통해 이번"
_ADDED = {"ko": frozenset(_KOREAN.split()), "ja": frozenset(("もの", "こと", "ため", "それ", "これ"))}


@lru_cache(maxsize=128)
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language; texts of unknown language get the English ones.

    Entries with an apostrophe count in their parts (``don't``: ``don``, ``t``), as the analyser parts them; entries of
    several words (Vietnamese has many) are left out.
    """
    import stopwordsiso

    language = language or "en"
    language = "no" if language in ("nb", "nn") else language
    listed = stopwordsiso.stopwords(language) if stopwordsiso.has_lang(language) else ()
    words: set[str] = set()
    for entry in listed:
        if " " not in entry:
            surfaces = [run.surface for run in runs(entry)]
            if len(surfaces) == 1 or "'" in entry or "’" in entry:
                words.update(surfaces)
    return frozenset(words - _KEPT.get(language, frozenset())) | _ADDED.get(language, frozenset())
