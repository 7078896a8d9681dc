"""Text to lines: where to break, measured in terminal cells, never inside a character as a reader sees it.

All functions give offsets into the text they were given, so that nothing is copied before it is painted. Widths are
those of `rich.cells`, by which Textual measures what it sends to the terminal. Text of single-cell characters takes a
short way that costs about a microsecond a line; everything else is measured once per paragraph.

The rules are a small part of UAX #14 that reads well in a terminal: lines break at spaces, after hyphens and dashes
between letters, at soft hyphens, and between Chinese and Japanese characters, though no line begins with closing
punctuation, a small kana or a mark of length, nor ends with an opening bracket (kinsoku). Korean breaks at its
spaces. Thai and Lao, which have none between words, break before a leading vowel, which always begins a syllable. A
word longer than the line breaks after the punctuation of a URL if it can, else between characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size, split_graphemes

SOFT_HYPHEN = "\xad"

_SINGLE = re.compile("[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a"
                     "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2199\u2200-\u22ff\u2500-\u25fc]")  # fmt: skip
"""Finds the first character that may not be one cell wide."""
_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""Characters that make one visible character of several."""

_SPACES = frozenset(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
_GLUE = frozenset("\xa0\u202f\u2007\u2060")
_NO_START = frozenset(
    "!%),.:;?]}¢°·’”›»…‥‐–—、。〃々〉》」』】〕〗〙〛〜〟〻゛゜ゝゞー・ヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "！％），．：；？］｝｠｡｣､･ｧｨｩｪｫｬｭｮｯｰ゠～￠・‼⁇⁈⁉"
)
"""What no line begins with, as far as the character before it stays with it."""
_NO_END = frozenset("([{‘“‹«‚„〈《「『【〔〖〘〝（［｛｟｢＄￡￥$£€¥")
"""What no line ends with."""
_SPACED_AFTER = frozenset(":;!?»%")
"""Marks that French sets after a space, from which they must not be parted."""
_DASHES = "-‐–—…"
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_URL_BREAKS = frozenset("/?&=#-_.,;:%+@")


class _Widths(dict[str, int]):
    """Cells of each character that was ever measured."""

    def __missing__(self, character: str) -> int:
        width = 1 if character == "\t" else get_character_cell_size(character)
        self[character] = width
        return width


_widths = _Widths({SOFT_HYPHEN: 0})


def is_single(text: str) -> bool:
    """Whether every character of the text is known to take one cell."""
    return text.isprintable() if text.isascii() else _SINGLE.search(text) is None


def char_widths(text: str) -> list[int]:
    """Cells of every code point; in a visible character of several, the first has all and the others none."""
    if _JOINED.search(text) is None:
        return list(map(_widths.__getitem__, text))
    widths = [0] * len(text)
    spans, _total = split_graphemes(text)
    flag = False
    for start, _end, cells in spans:
        character = text[start]
        if "\U0001f1e6" <= character <= "\U0001f1ff" and not flag and start + 1 < len(text):
            # Two regional indicators are one flag: its first half takes the cells of both.
            if "\U0001f1e6" <= text[start + 1] <= "\U0001f1ff":
                widths[start] = 2 * cells
                flag = True
                continue
        elif flag:
            flag = False
            continue
        widths[start] = 0 if character == SOFT_HYPHEN else cells
    at = text.find("\t")
    while at >= 0:
        widths[at] = 1
        at = text.find("\t", at + 1)
    return widths


def cells(text: str) -> int:
    """The width of a text in cells as it is painted: soft hyphens take none, a tab one."""
    if is_single(text):
        return len(text)
    if SOFT_HYPHEN in text or "\t" in text:
        return sum(char_widths(text))
    return cell_len(text)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Break a text into lines of at most ``width`` cells (two at least).

    Returns:
        (start, end) of every line, without the space at which it was broken; an empty line where the text has one.
        Only white space stands between one line's end and the next one's start. A line that ends with a soft hyphen
        has room for the hyphen to be painted.
    """
    width = max(2, width)
    lines: list[tuple[int, int]] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        if stop - start <= width and is_single(text[start:stop]):
            lines.append((start, stop))
        elif is_single(text[start:stop] if start or end >= 0 else text):
            _wrap_single(text, start, stop, width, lines)
        else:
            _wrap_any(text, start, stop, width, lines)
        if end < 0:
            return lines
        start = end + 1


def balanced(text: str, width: int) -> list[tuple[int, int]]:
    """Like `wrap`, with lines of about the same length: for titles, which should not end in one lonely word."""
    lines = wrap(text, width)
    if not 1 < len(lines) <= 6:
        return lines
    low, high = width // 2, width
    while low < high:
        middle = (low + high) // 2
        if len(wrap(text, middle)) > len(lines):
            low = middle + 1
        else:
            high = middle
    return wrap(text, high)


def chop(text: str, width: int, later: int | None = None) -> list[tuple[int, int]]:
    """Break one line of code into pieces of at most ``width`` cells, ``later`` for all but the first.

    Pieces end after a space if one is in their last third. Nothing is lost between them.
    """
    width = max(2, width)
    later = max(2, width if later is None else later)
    single = is_single(text)
    if single and len(text) <= width:
        return [(0, len(text))]
    sums = range(len(text) + 1) if single else [0, *accumulate(char_widths(text))]
    pieces: list[tuple[int, int]] = []
    start = 0
    room = width
    while True:
        end = start + room if single else max(bisect_right(sums, sums[start] + room) - 1, start + 1)
        if end >= len(text):
            pieces.append((start, len(text)))
            return pieces
        space = text.rfind(" ", start + 2 * (end - start) // 3, end)
        if space >= 0 and text[start : space + 1].strip():
            end = space + 1
        pieces.append((start, end))
        start = end
        room = later


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text if it fits into ``width`` cells, else as much of its beginning as does, with an ellipsis."""
    if width <= 0:
        return ""
    if is_single(text):
        if len(text) <= width:
            return text
    elif cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room < 0:
        return ellipsis[:width]
    sums = [0, *accumulate(char_widths(text))]
    return text[: bisect_right(sums, room) - 1].rstrip() + ellipsis


def _wrap_single(text: str, start: int, stop: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Break ``text[start:stop]``, all of single cells, onto ``lines``."""
    dashes = [dash for dash in _DASHES if text.find(dash, start, stop) >= 0]
    rfind = text.rfind
    add = lines.append
    position = start
    while stop - position > width:
        limit = position + width
        cut = limit if text[limit] == " " else rfind(" ", position + 1, limit)
        while cut > position and (text[cut + 1 : cut + 2] in _SPACED_AFTER or text[cut - 1] == "«"):
            cut = rfind(" ", position + 1, cut)
        for dash in dashes:
            at = rfind(dash, max(cut, position) + 1, limit)
            if at > cut and _splits_word(text, at, stop):
                cut = at + 1
        if cut <= position or not text[position:cut].strip(" "):
            cut = _break_word(text, position, limit)
        end = cut
        while end > position and text[end - 1] == " ":
            end -= 1
        add((position, end))
        position = cut
        while position < stop and text[position] == " ":
            position += 1
        if position >= stop:
            return
    add((position, stop))


def _splits_word(text: str, at: int, stop: int) -> bool:
    """Whether a line may end after the dash at ``at``: between letters, or after a long dash that follows a word."""
    if at + 1 >= stop or text[at + 1] in _NO_START or text[at + 1] in _DASHES:
        return False
    before = text[at - 1] if at else ""
    if text[at] in "-‐":
        return before.isalpha() and text[at + 1].isalpha() and (at < 2 or text[at - 2].isalnum())
    return not before.isspace() and (text[at] == "—" or text[at + 1].isalpha()) and before not in _NO_END


def _break_word(text: str, position: int, limit: int) -> int:
    """Where to break a word that is longer than a line: after a URL's punctuation in the line's last half, if any."""
    for cut in range(limit, position + (limit - position) // 2, -1):
        if text[cut - 1] in _URL_BREAKS and text[cut : cut + 1].isalnum():
            return cut
    return limit


def _wrap_any(text: str, start: int, stop: int, width: int, lines: list[tuple[int, int]]) -> None:
    """Break ``text[start:stop]``, of characters of any width, onto ``lines``."""
    part = text[start:stop]
    widths = char_widths(part)
    sums = [0, *accumulate(widths)]
    size = len(part)
    position = 0
    while sums[size] - sums[position] > width:
        limit = bisect_right(sums, sums[position] + width) - 1
        if limit <= position:  # not even one character fits: it is given a line of its own
            limit = bisect_right(sums, sums[position] + widths[position], position + 1) - 1
        cut = limit
        while cut > position and not _may_break(
            part, widths, cut, cut == limit and sums[cut] - sums[position] >= width
        ):
            cut -= 1
        if cut <= position or not part[position:cut].strip():
            cut = limit
            for at in range(limit, position + (limit - position) // 2, -1):
                if part[at - 1] in _URL_BREAKS and part[at : at + 1].isalnum():
                    cut = at
                    break
            while part[cut - 1] == SOFT_HYPHEN and cut - 1 > position and sums[cut] - sums[position] >= width:
                cut -= 1  # there is no cell for the hyphen
        end = cut
        while end > position and part[end - 1] in _SPACES:
            end -= 1
        lines.append((start + position, start + end))
        position = cut
        while position < size and part[position] in _SPACES and not _carries(part, widths, position):
            position += 1
        if position >= size:
            return
    lines.append((start + position, stop))


def _carries(text: str, widths: list[int], at: int) -> bool:
    """Whether an accent stands on the space at ``at``, which is then no space between words."""
    return at + 1 < len(text) and widths[at + 1] == 0 and text[at + 1] != SOFT_HYPHEN


def _may_break(text: str, widths: list[int], at: int, full: bool) -> bool:
    """Whether a line may end before ``text[at]``; ``full`` when it has no cell left for a hyphen."""
    after = text[at]
    if widths[at] == 0 and after != SOFT_HYPHEN:
        return False
    last = at - 1
    before = text[last]
    if before == SOFT_HYPHEN:
        return not full and last > 0
    if after in _SPACES:
        following = text[at + 1 : at + 2]
        return before != "«" and not (following and following in _SPACED_AFTER)
    if before in _SPACES:
        return before == "\u3000" or text[last - 1 : last] != "«" if after not in _SPACED_AFTER else False
    while last > 0 and widths[last] == 0:
        last -= 1
    before = text[last]
    if after in _NO_START or before in _NO_END or after in _GLUE or before in _GLUE or after == SOFT_HYPHEN:
        return False
    if _is_ideograph(before, widths[last]) or _is_ideograph(after, widths[at]):
        return True
    if after in _LEADING_VOWELS:
        return True
    if before in _DASHES:
        return _splits_word(text, last, len(text))
    return False


def _is_ideograph(character: str, width: int) -> bool:
    """Whether lines may break on both sides of it: a wide character that is no Hangul syllable."""
    return width == 2 and not "\uac00" <= character <= "\ud7a3"
