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

_KOREAN = """
    있다 없다 했다 하는 있는 이라고 라고 대한 위해 따르면 것으로 것이다 밝혔다 말했다 통해 이번 이다 한다 이라
    다는 것이 것은 것을 들어 하고 에서 으로 까지 부터 니다 습니 었다 았다 였다 된다 되는 이었 하지 지만 그리
    리고 그런 런데 그러 러나 때문 문에 않는 않다 않았 아니 니라 처럼 보다 라는 면서 려고 어서 아서 해서
"""
_JAPANESE = """
    もの こと ため それ これ ある いる する した して です ます という ない なる
"""
_CHINESE = """
    没有 沒有 有一 一个 一個 一点 一些 一次 一种 一样 一直 有人 有些 以后 以前 之后 之前 时候 自己 他们 我们
    你们 这个 那个 这些 那些 这样 那样 这里 那里 这一 那一 因为 所以 但是 可是 不过 如果 虽然 只是 只有 还有
    还是 就是 不是 也是 都是 而是 可以 可能 不能 不会 不要 知道 觉得 已经 现在 起来 出来 下来 上来 过来 进来
    回来 出去 什么 怎么 所有 每个 其实 其中 然后 开始 不再 很多 更多 之一
"""
_ARABIC = """
    الناس الاخر الاخرى وهو وهي وهذا وهذه ذلك فلا ولا لكن ولكن كما بعض بين حتى
"""
_ADDED = {
    language: frozenset(words.split())
    for language, words in (("ko", _KOREAN), ("ja", _JAPANESE), ("zh", _CHINESE), ("ar", _ARABIC))
}
"""What the lists lack: they know words, and the bigrams of spaceless scripts need the pieces that every text has."""

FUNCTION_CHARACTERS = frozenset("的了是着吗呢吧啊么們们")
"""Chinese characters that carry grammar: a bigram with one of them straddles words and tells nothing."""


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
    listed_too = _ADDED.get(language, frozenset())
    if language == "ar":  # and, then: written together with the next word
        words.update(f"{and_}{word}" for and_ in "وف" for word in words | listed_too if len(word) > 2)
    return frozenset(words - _KEPT.get(language, frozenset())) | listed_too
