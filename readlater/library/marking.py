"""Finding words in a text as it stands, without analysing it: for snippets and for naming what two texts share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from readlater.language.scripts import HANGUL, HIRAGANA, KATAKANA, SPACELESS_RUN
from readlater.language.stemming import fold

_CONTEXTS = 5
_HIRAGANA_ENDS = re.compile(f"^[{HIRAGANA}]+(?=[^{HIRAGANA}])|(?<=[^{HIRAGANA}])[{HIRAGANA}]+$")
_FRAGMENT = re.compile("^[ーァィゥェォッャュョヮ々]+|[ァィゥェォッャュョヮ]+$")  # what no word begins or ends with
_TELLS_LITTLE = re.compile(f"[{HIRAGANA}]+|[{KATAKANA}]{{1,2}}")
_IS_HANGUL = re.compile(f"[{HANGUL}]")


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


@lru_cache(maxsize=64)
def pattern(words: frozenset[str], beginnings: frozenset[str], runs: frozenset[str]) -> re.Pattern[str] | None:
    """What finds in a folded text the whole ``words``, words with these ``beginnings``, and ``runs`` anywhere."""
    parts = []
    if words:
        parts.append(rf"(?:{_either(words)})(?!\w)")
    if beginnings:
        parts.append(rf"(?:{_either(beginnings)})\w*")
    if not parts and not runs:
        return None
    whole = [rf"(?<!\w)(?:{'|'.join(parts)})"] if parts else []
    return re.compile("|".join(whole + ([_either(runs)] if runs else [])))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def common_word(bigram: str, first: str, second: str) -> str:
    """The longest string around ``bigram`` that most of its places in two folded texts agree in.

    For scripts without spaces: 카자흐스탄 for 카자 where one text has 카자흐스탄은 and the other 카자흐스탄의.
    Empty if that is no word that tells anything, such as Japanese endings.
    """
    sides = [_contexts(bigram, text) for text in (first, second)]
    if not all(sides):
        return ""
    found = bigram
    for forward in (True, False):
        lines = [[right if forward else left for left, right in side] for side in sides]
        while True:
            character = _agreed(lines)
            if not character:
                break
            found = found + character if forward else character + found
            lines = [[line[1:] for line in side if line.startswith(character)] for side in lines]
    if not _IS_HANGUL.match(found):
        found = _FRAGMENT.sub("", _HIRAGANA_ENDS.sub("", found))
    return found if len(found) > 1 and not _TELLS_LITTLE.fullmatch(found) else ""


def _agreed(sides: list[list[str]]) -> str:
    """The character that more than half of the lines on each side go on with, or empty."""
    counts: dict[str, int] = {}
    for line in sides[0]:
        if line:
            counts[line[0]] = counts.get(line[0], 0) + 1
    for character, count in counts.items():
        other = sum(line.startswith(character) for line in sides[1])
        if 2 * count > len(sides[0]) and 2 * other > len(sides[1]):
            return character
    return ""


def _contexts(bigram: str, text: str) -> list[tuple[str, str]]:
    """What stands before (read backwards) and after the places of ``bigram``, within its run."""
    contexts: list[tuple[str, str]] = []
    position = text.find(bigram)
    while position >= 0 and len(contexts) < _CONTEXTS:
        end = position + len(bigram)
        after = SPACELESS_RUN.match(text[position : position + 16])
        right = after[0][len(bigram) :] if after else ""
        before = SPACELESS_RUN.match(text[max(0, end - 16) : end][::-1])
        left = before[0][len(bigram) :] if before else ""
        contexts.append((left, right))
        position = text.find(bigram, end)
    return contexts
