"""Lines of a pasted text and what can be seen of each without knowing its language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readlater.pages.clues.asides import AFTERWORD, CAPTIONED, FORMS, MORE_LIKE_THIS, SHARE
from readlater.pages.clues.people import find_byline, is_date_line
from readlater.pages.clues.vocabulary import (
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
from readlater.pages.pasted.labelled import labelled_date, labelled_name

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_END = re.compile(
    r"[.!?…。！？｡؟۔।॥։።](?:[\"'”’»“」』)\]）】]|\[\d{1,3}\]|\s?\d{1,2}$)*(?:\s?[(（][^()（）]{1,30}[)）]\s?\d{0,8})?$"
)
_TEASER = re.compile(r"\S(?:\.\.\.|…|\[…\]|\[\.\.\.\])$")
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
_NO_STOPS = re.compile(r"[\u0e00-\u0eff]")
_RULE = re.compile(r"^\s*(?:[─-╿▀-▟=_*~·•#—–-]\s?){3,}\s*$")
_DRAWN = re.compile(r"(?:[─-╿▀-▟]|[=_*~·•—–-]{4})[─-╿▀-▟=_*~·•—–-]*")
_PICTURE = re.compile(r"^(?:[•*○□☆◦▪-]\s)?(?:\[[^\[\]]{0,60}\]\s*)+[•|]?$")
_AGO = re.compile(
    r"\b\d+\s*(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b|\d+\s*(?:초|분|시간|일|개월|년)\s*전|\d+\s*(?:秒|分|時間|小时|小時|日|天|か月|个月|年)前|"
    r"\b(?:vor|hace|il y a)\s+\d+\s+\w+|\d+\s+\S+\s+назад|(?:منذ|قبل)\s+\d*\s*\S+|"
    r"\b\d+\s*min(?:ute)?s?\s+read\b|\b\d{1,2}\s?min(?:uten|utes|utos|uti)?\b\.?$|\b\d+\s*(?:shares?|views?|comments?|likes?|replies)\b",
    re.IGNORECASE,
)


_UNMARKED = 60
"""Columns from which a line of Thai or Lao, which have no mark for the end of a sentence, is one."""


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
    rule: bool = False
    """Whether it only separates, or stands for a picture (``[alt]``): it says nothing about what is around it."""
    afterword: bool = False
    """Whether it may stand over what is said about the writer, or the company that the article is of."""
    cut_off: bool = False
    """Whether it is the beginning of a text that is somewhere else: one sentence that ends with dots."""
    stems: frozenset[str] | None = None
    """The beginnings of its words, once somebody has asked for them."""
    outside: bool = False
    """Whether it stands within the article without being part of it (a card, a box)."""

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: sentences, or long with commas."""
        if self.chrome or self.legal or self.ending or self.credit:
            return False
        if self.cut_off:
            return False
        if self.ends:
            return self.width >= 30 and self.words >= 4
        return (self.inner > 0 and self.width >= 70) or (self.commas >= 2 and self.width >= 70) or self.width >= 140

    @property
    def is_around(self) -> bool:
        """Whether it is known to stand around articles: controls, rights, other articles, comments, credits, dates."""
        return self.chrome or self.legal or self.ending or self.comments or self.credit or self.meta


def width(text: str) -> int:
    """The columns that ``text`` takes in a terminal."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_rule(text: str) -> bool:
    """Whether a line only separates: a rule, stars, the edge of a table."""
    return bool(_RULE.match(text))


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


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_END.search(text))


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
        width=width(text) if len(text) < 40 else width(" ".join(_DRAWN.sub(" ", text).split())),
        words=count_words(text),
        ends=bool(_END.search(text)),
        inner=len(_INNER_END.findall(text)),
        commas=len(_COMMA.findall(text)),
        gap=gap,
        mark=mark,
    )
    if line.width >= _UNMARKED and not line.ends and len(_NO_STOPS.findall(text)) > line.width / 2:
        line.ends = True
    if is_rule(text):
        line.rule = line.chrome = True
        return line
    line.cut_off = line.inner <= 1 and 50 <= line.width <= 240 and bool(_TEASER.search(text))
    if line.width > 900:
        return line
    if line.width > 400:
        line.legal = _asks_for_cookies(line)
        return line
    folded = fold(rest)
    plain = fold(_COUNT.sub("", rest))
    if line.width <= 60 and not (mark and mark != "•" and line.ends):
        line.comments = plain in COMMENTS or folded in COMMENTS
        line.ending = plain in ENDINGS or folded in ENDINGS
        line.chrome = not folded or folded in CHROME or plain in CHROME or bool(_NUMBERS.match(text))
        line.ending = line.ending or (not line.ends and bool(MORE_LIKE_THIS.match(rest)))
        line.afterword = line.width <= 48 and not line.ends and bool(AFTERWORD.match(rest))
        if not line.chrome and not line.ends:
            line.chrome = bool(SHARE.match(rest)) or (_is_menu(text) and not is_date_line(text))
    line.ending = line.ending or (line.width <= 200 and bool(NEWSROOM.search(text)))
    line.legal = line.width <= 300 and line.inner <= 3 and bool(LEGAL.search(text)) and not CAPTIONED.search(text)
    line.legal = line.legal or _asks_for_cookies(line)
    line.rule = line.words <= 8 and bool(_PICTURE.match(text)) and not is_date_line(text)
    line.chrome = line.chrome or line.rule
    line.credit = line.width <= 260 and bool(_CREDIT_SIGN.search(text)) and bool(CREDIT.search(text))
    line.credit = (
        line.credit or _is_doubled(text) or (line.width <= 400 and line.inner <= 3 and bool(CAPTIONED.search(text)))
    )
    if not (line.legal or line.chrome) and line.width <= 200:
        line.chrome = (line.inner <= 1 and bool(SIGNUP.search(text) or FORMS.search(text))) or (
            line.width <= 160 and bool(INLINE_LINK.match(text))
        )
    if line.width <= 110 and not line.chrome and not (line.ends and line.width > 80):
        ago = _AGO.search(text)
        line.meta = (
            is_date_line(text)
            or bool(labelled_name(text) or labelled_date(text))
            or bool(ago and line.words <= 12)
            or (find_byline(text) is not None)
        )
        line.meta = line.meta or (line.width <= 45 and not line.ends and bool(_CLOCK.search(text)))
        line.meta = line.meta or (line.width <= 60 and not line.ends and bool(SOURCE.match(text)))
    return line


def _asks_for_cookies(line: Line) -> bool:
    """Whether a line is of a dialog about cookies; a longer one speaks of them twice."""
    named = len(_COOKIE.findall(line.text[:1000]))
    if not named or ((line.width > 260 or line.inner > 4) and named < 2):
        return False
    return bool(COOKIES.search(line.text))


def _is_doubled(text: str) -> bool:
    """Whether a line says the same twice, as a picture's description and its title come out together."""
    half = (len(text) + 1) // 2
    return len(text) >= 30 and text[:half].strip() == text[half:].strip()


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
