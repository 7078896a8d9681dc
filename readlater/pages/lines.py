"""Lines of a pasted text and what can be seen of each without knowing its language."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from readlater.pages.people import find_byline, is_date_line
from readlater.pages.vocabulary import (
    CHROME,
    COMMENTS,
    COOKIES,
    CREDIT,
    ENDINGS,
    INLINE_LINK,
    LEGAL,
    NEWSROOM,
    SIGNUP,
    SOURCE,
    fold,
)

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_END = re.compile(
    r"[.!?…。！？｡؟۔।॥։።](?:[\"'”’»“」』)\]）】]|\[\d{1,3}\]|\s?\d{1,2}$)*(?:\s?[(（][^()（）]{1,30}[)）]\s?\d{0,8})?$"
)
_ABBREVIATED = re.compile(r"(?:\.\.\.|…|\b(?:etc|inc|ltd|co|corp|jr|sr|vs|no|st)\.)$", re.IGNORECASE)
_INNER_END = re.compile(r"[.!?…؟۔।][\"'”’»)\]]*\s|[。！？｡]")
_COMMA = re.compile(r"[,，、،；;]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\U00020000-\U0003fffd]|[^\W_]+")
_MARKER = re.compile(r"^(?:(?P<bullet>[-*•·▪◦‣●■□◆◇▲△▶►–—])|(?P<number>\d{1,3}[.)]|[a-zA-Z][.)]|[①-⑳]))\s+(?=\S)")
_COOKIE = re.compile(r"[cCçÇ]ook|OOK|çerez|쿠키|クッキー|куки|الارتباط")
_CREDIT_SIGN = re.compile(
    r"[\[(（【<［〈/|:：=，]|[Bb][Yy] |^Image|^(?:Getty|Reuters|AFP|EPA|PA |Shutter|Alamy)", re.IGNORECASE
)
_CLOCK = re.compile(r"(?<!\d)[0-2]?\d[:：.][0-5]\d(?:\s?(?:[AaPp]\.?[Mm]\.?|Uhr|JST|KST|GMT|UTC))?$")
_NUMBERS = re.compile(r"^[\W\d_]*$")
_COUNT = re.compile(r"[\s(（\[]*\d[\d.,kKmM]*\s*(?:개|건|件|条|條)?[)）\]]?\s*$|^\s*[(（\[]?\d[\d.,kKmM]*[)）\]]?\s+")
_AGO = re.compile(
    r"\b\d+\s*(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b|\d+\s*(?:초|분|시간|일|개월|년)\s*전|\d+\s*(?:秒|分|時間|小时|小時|日|天|か月|个月|年)前|"
    r"\b(?:vor|hace|il y a)\s+\d+\s+\w+|\d+\s+\S+\s+назад|(?:منذ|قبل)\s+\d*\s*\S+|"
    r"\b\d+\s*min(?:ute)?s?\s+read\b|\b\d{1,2}\s?min(?:uten|utes|utos|uti)?\b\.?$|\b\d+\s*(?:shares?|views?|comments?|likes?|replies)\b",
    re.IGNORECASE,
)


_BOX_COST = 2.5
"""What a box of controls between paragraphs takes off an article's score, however many lines it has."""


@dataclass(slots=True)
class Line:
    """One line with its measurable features.

    ``width`` is in columns (a CJK character takes two); ``ends`` says whether it ends as a sentence does, ``inner``
    how many sentences end within it; ``gap`` whether an empty line stands before it; ``mark`` is its list marker.
    """

    text: str
    width: int
    words: int
    ends: bool
    inner: int
    commas: int
    gap: bool
    mark: str = ""
    chrome: bool = False
    legal: bool = False
    ending: bool = False
    comments: bool = False
    credit: bool = False
    meta: bool = False
    score: float = 0.0
    repeat: bool = False
    copied: bool = False
    """Whether the text says it again further down, together with its neighbours."""
    outside: bool = False
    """Whether it stands within the article without being part of it (a card, a box)."""

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: sentences, or long with commas."""
        if self.chrome or self.legal or self.ending or self.credit:
            return False
        if self.ends:
            return self.width >= 30 and self.words >= 4
        return (self.inner > 0 and self.width >= 70) or (self.commas >= 2 and self.width >= 70) or self.width >= 140


def width(text: str) -> int:
    """The columns that ``text`` takes in a terminal."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def tokens(text: str) -> list[str]:
    """Words in lower case; every character of scripts without spaces is one."""
    return _TOKEN.findall(text.casefold())


def shingles(words: list[str], size: int = 4) -> set[tuple[str, ...]]:
    """All runs of ``size`` neighbouring words."""
    if len(words) < size:
        return {tuple(words)} if words else set()
    return set(zip(*(words[shift:] for shift in range(size)), strict=False))


def count_words(text: str) -> int:
    """Words for the purposes of comparing lines: a CJK character counts for half a word."""
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]", text))
    return len(_WORD.findall(text)) if not wide else wide // 2 + len(re.findall(r"[a-zA-Z0-9가-힣]+", text))


def list_marker(text: str) -> tuple[str, str]:
    """A line's list marker (``•`` or ``1.``) and what follows it; both parts empty and whole if it has none."""
    match = _MARKER.match(text)
    if not match:
        return "", text
    return ("•" if match.group("bullet") else match.group("number")), text[match.end() :]


def measure(text: str, gap: bool = False) -> Line:
    """A line with its features; its score and repetition depend on its neighbours and are set later."""
    mark, rest = list_marker(text)
    line = Line(
        text=text,
        width=width(text),
        words=count_words(text),
        ends=bool(_END.search(text)),
        inner=len(_INNER_END.findall(text)),
        commas=len(_COMMA.findall(text)),
        gap=gap,
        mark=mark,
    )
    if line.width > 400:
        return line
    folded = fold(rest)
    plain = fold(_COUNT.sub("", rest))
    if line.width <= 60 and not (mark and mark != "•" and line.ends):
        line.comments = plain in COMMENTS or folded in COMMENTS
        line.ending = plain in ENDINGS or folded in ENDINGS
        line.chrome = not folded or folded in CHROME or plain in CHROME or bool(_NUMBERS.match(text))
        if not line.chrome and not line.ends:
            line.chrome = _is_menu(text) and not is_date_line(text)
    line.ending = line.ending or (line.width <= 200 and bool(NEWSROOM.search(text)))
    line.legal = bool(LEGAL.search(text)) and line.width <= 300 and (line.inner <= 3)
    if not line.legal and line.width <= 260 and line.inner <= 4 and _COOKIE.search(text):
        line.legal = bool(COOKIES.search(text))
    line.credit = line.width <= 260 and bool(_CREDIT_SIGN.search(text)) and bool(CREDIT.search(text))
    if not (line.legal or line.chrome) and line.width <= 200:
        line.chrome = (line.inner <= 1 and bool(SIGNUP.search(text))) or (
            line.width <= 160 and bool(INLINE_LINK.match(text))
        )
    if line.width <= 110 and not line.chrome and not (line.ends and line.width > 80):
        ago = _AGO.search(text)
        line.meta = is_date_line(text) or bool(ago and line.words <= 12) or (find_byline(text) is not None)
        line.meta = line.meta or (line.width <= 45 and not line.ends and bool(_CLOCK.search(text)))
        line.meta = line.meta or (line.width <= 60 and not line.ends and bool(SOURCE.match(text)))
    return line


def _is_menu(text: str) -> bool:
    """Whether a line is several controls or sections side by side."""
    parts = [part for part in re.split(r"\s*[|·•›»>/\t]\s*|\s{2,}|\s(?=[|›»])", text) if part.strip()]
    if len(parts) >= 2:
        known = sum(fold(part) in CHROME or not fold(part) for part in parts)
        if known * 2 >= len(parts):
            return True
        if len(parts) >= 4 and sum(count_words(part) for part in parts) <= 2.5 * len(parts):
            return True
    words = [fold(word) for word in text.split()]
    return len(words) >= 2 and all(not word or word in CHROME for word in words)


def score(lines: list[Line]) -> None:
    """Sets every line's score: positive for prose, negative for what stands around it.

    Isolated prose (no prose near it on either side) counts less than half, a repeated line nothing.
    """
    for line in lines:
        line.score = _own_score(line)
    previous: list[Line] = []
    _lists_and_headings(lines)
    _boxes(lines)
    for index, line in enumerate(lines):
        if line.repeat:
            line.score = min(line.score, 0.0)
        elif line.prose:
            following = [other for other in lines[index + 1 : index + 12] if not other.mark][:2]
            headed = bool(previous) and _plain(previous[-1]) and previous[-1].width <= 60 and len(previous) > 3
            near = (previous if headed and previous[0].prose and previous[1].prose else previous[-2:]) + following
            if not any(other.prose for other in near) and any(
                other.chrome or other.ending or other.meta for other in near
            ):
                line.score *= 0.45
        if not line.mark:
            previous = [*previous[-3:], line]


def _plain(line: Line) -> bool:
    """Whether a line is neither prose nor anything that is known to stand around an article."""
    return not (line.prose or line.chrome or line.legal or line.ending or line.comments or line.credit or line.meta)


def _lists_and_headings(lines: list[Line]) -> None:
    """Short lines that belong to the prose around them cost little: sub-headings, and lists behind a colon."""
    in_list = 0
    for index, line in enumerate(lines):
        plain = _plain(line)
        if in_list and plain and not line.ends:
            line.score = max(line.score, -0.1)
            in_list -= 1
            continue
        in_list = 0
        if re.search(r"[:：]$", line.text) and (line.prose or (plain and line.words >= 3)):
            listed = next((at for at, other in enumerate(lines[index + 1 : index + 16]) if not _plain(other)), 0)
            if listed and lines[index + 1 + listed].prose:
                in_list = listed
                line.score = max(line.score, 0.2)
        elif plain and line.copied:
            line.score = max(line.score, 0.3)
        elif plain and 0 < index < len(lines) - 1 and lines[index - 1].prose and lines[index + 1].prose:
            line.score = max(line.score, -0.2)
        elif (
            plain
            and 1 < index < len(lines) - 1
            and lines[index - 2].prose
            and lines[index + 1].prose
            and lines[index - 1].chrome
        ):
            line.score = max(line.score, -0.4)


def _boxes(lines: list[Line]) -> None:
    """A box for a newsletter between paragraphs costs the same however many lines it has."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not (lines[end].prose and lines[end].inner):
            end += 1
        box = lines[start:end]
        if 2 <= len(box) <= 10 and any(SIGNUP.search(line.text) for line in box):
            total = sum(line.score for line in box)
            if total < -_BOX_COST and not any(line.comments or line.ending or "©" in line.text for line in box):
                for line in box:
                    line.score *= -_BOX_COST / total
        start = end + 1


def _own_score(line: Line) -> float:
    if line.comments or line.ending:
        return -5.0
    if line.legal:
        return -4.0
    if line.chrome:
        return -2.0 if line.width <= 40 else -1.0
    if line.meta:
        return -0.7
    if line.credit:
        return -0.5
    if line.prose:
        return min(line.width, 600) / 60 if line.ends or line.inner else min(line.width, 600) / 90
    if line.mark and line.words >= 2:
        return 0.2 if line.width >= 60 else -0.1
    if line.ends and line.words >= 2:
        return 0.2
    return -0.6 if line.width >= 60 else -1.0


def mark_repeats(lines: list[Line], least: int = 40) -> None:
    """Marks lines that say again what stood before.

    A line of at least ``least`` columns is a repeat if it, or nine tenths of its four-word runs, stood in earlier
    lines; shorter lines are, if they stand next to a repeat in the same order as the first time.
    """
    seen: dict[str, int] = {}
    runs: set[tuple[str, ...]] = set()
    firsts: list[int] = []
    counts = Counter(fold(line.text) for line in lines)
    for index, line in enumerate(lines):
        key = fold(line.text)
        first = seen.setdefault(key, index) if key else index
        firsts.append(first)
        if line.width < least:
            continue
        if first != index:
            line.repeat = True
            continue
        own = shingles(tokens(line.text))
        if len(own) >= 6 and len(own & runs) >= 0.9 * len(own):
            line.repeat = True
        elif line.prose:
            runs |= own
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for index in order:
            line = lines[index]
            first = firsts[index]
            if line.repeat or first == index or counts[fold(line.text)] > 6:
                continue
            before = index > 0 and lines[index - 1].repeat and firsts[index - 1] in (first - 1, index - 1)
            after = index + 1 < len(lines) and lines[index + 1].repeat and firsts[index + 1] in (first + 1, index + 1)
            if before or after:
                line.repeat = True
    for index in range(1, len(lines) - 1):
        if lines[index].repeat and (firsts[index - 1] + 1 == firsts[index] or firsts[index + 1] - 1 == firsts[index]):
            near = lines[max(0, index - 5) : index + 6]
            paragraphs = sum(other.repeat and other.prose for other in near)
            lines[firsts[index]].copied = firsts[index] != index and 2 * paragraphs >= min(6, len(near) // 2)
