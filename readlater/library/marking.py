"""Finding words in a text as it stands, without analysing it: for snippets and for naming what two texts share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from readlater.language.stemming import fold


class _Folding(dict[int, str]):
    """Code point → its folded character, where that is one character; else the character itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character)
        value = self[code] = folded if len(folded) == 1 else character
        return value


_FOLDING = _Folding()


def fold_in_place(text: str) -> str:
    """``text`` folded as the vocabulary's surfaces are, character by character: every offset stays what it was.

    The few letters that fold to two (ß, æ) stay as they are.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def is_word_character(character: str) -> bool:
    """Whether a character can be part of a word: letters, digits and the marks on them."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def whole_words(folded: str, word: str) -> Iterator[int]:
    """Where ``word`` stands as a whole word in a text from `fold_in_place`."""
    size = len(word)
    position = folded.find(word)
    while position >= 0:
        end = position + size
        if (position == 0 or not is_word_character(folded[position - 1])) and (
            end >= len(folded) or not is_word_character(folded[end])
        ):
            yield position
        position = folded.find(word, end)


def words_around(text: str, part: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end in which ``part`` stands."""
    position = text.find(part)
    while position >= 0:
        start, end = position, position + len(part)
        while start > 0 and is_word_character(text[start - 1]):
            start -= 1
        while end < len(text) and is_word_character(text[end]):
            end += 1
        yield start, end
        position = text.find(part, end)
