"""Names that stand alone: a writer above or below an article without any word that says so."""

from __future__ import annotations

import re

from readlater.pages.clues.lines import Line
from readlater.pages.clues.people import clean_name, find_byline, is_date_line, is_name, is_role
from readlater.pages.clues.vocabulary import CHROME, COMMENTS, ENDINGS, fold

_LABELLED = re.compile(r"^[^\W\d_]{3,14}\s?[:：]\s?(?=\S)")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_CONTROL_WORDS = frozenset(
    word for phrase in CHROME | ENDINGS | COMMENTS for word in phrase.split() if len(word) > 3 and not word.isdigit()
)
_SCRIPTS = r"\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff"
_LONG = re.compile(rf"(?:(?![{_SCRIPTS}])[^\W\d_]){{5,}}|[가-힣]{{2,}}")
_UNSPACED = re.compile(rf"[{_SCRIPTS}]{{2,}}")
_FAR = 3
"""Lines between a name and the date or the role that goes with it."""


def lone_names(lines: list[Line], title_at: int | None, start: int, end: int) -> list[str]:
    """Names of people that stand alone near the title's date or right below the body, the likeliest first.

    ``start`` and ``end`` are the body's place. A line is a name if it has two to four capitalised words (or two to
    four words of Arabic) and the body does not speak of them; above the body it stands near a date or a role.
    """
    said = " ".join(fold(line.text) for line in lines[start : max(start, end - 1)] if not line.credit)
    names: list[str] = []
    if title_at is not None:
        head = range(title_at + 1, min(start, title_at + 16))
        names += [_name(lines, index, said) for index in head if _beside_date(lines, index, title_at, start)]
    for index in range(end, min(end + 2, len(lines))):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if not lines[index].chrome and (after is None or after.words > 3 or after.chrome or after.meta or after.legal):
            names.append(_name(lines, index, said) if not _ARABIC.search(lines[index].text) else "")
    return [name for name in dict.fromkeys(names) if name]


def _beside_date(lines: list[Line], index: int, title_at: int, start: int) -> bool:
    """Whether a date or a role stands near a line, or right below it for a script that has no capitals."""
    below = lines[index + 1 : min(start, index + 1 + _FAR)]
    if _ARABIC.search(lines[index].text):
        return bool(below) and is_date_line(below[0].text)
    above = lines[max(title_at + 1, index - _FAR) : index]
    return any(is_date_line(line.text) or is_role(line.text) for line in (*below, *above))


def _name(lines: list[Line], index: int, said: str) -> str:
    """The name that a line consists of, or an empty string."""
    line = lines[index]
    text = _LABELLED.sub("", line.text)
    if line.ends or line.credit or line.legal or fold(line.text) in ENDINGS or not 5 <= line.width <= 45:
        return ""
    words = text.split()
    if not 2 <= len(words) <= 4 or not is_name(text) or is_role(text) or find_byline(text):
        return ""
    if "/" in text or _is_phrase(words, lines):
        return ""
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\d&]", text) or fold(text) in said:
        return ""
    return clean_name(text)


def _is_phrase(words: list[str], lines: list[Line]) -> bool:
    """Whether words are no name: half are written small elsewhere on the page, or they stand in controls or twice."""
    text = " ".join(line.text for line in lines)
    capitalised = [word for word in words if len(word) > 3 and word.lower() != word]
    small = sum(bool(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)) for word in capitalised)
    control = any(word in _CONTROL_WORDS for word in map(fold, words))
    heading = " ".join(words).isupper() and sum(line.text == " ".join(words) for line in lines) > 1
    return control or heading or 2 * small >= len(words)


def first_words(text: str) -> tuple[str, ...]:
    """The first five letters of the longer words of a text: inflected forms of a word mostly share them.

    Of scripts without spaces, all pairs of neighbouring characters (of Thai, all runs of four).
    """
    words = [word[:5] for word in _LONG.findall(text.casefold())]
    for run in _UNSPACED.findall(text):
        size = 4 if run[0] < "\u2000" else 2
        words += [run[at : at + size] for at in range(len(run) - size + 1)]
    return tuple(words)
