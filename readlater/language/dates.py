"""Dates as people and programs write them, in many languages, read without guessing.

What a text does not say stays unsaid: ``January 2022`` is ``2022-01``, and ``03/04/2022``, when nobody says which comes
first, is ``2022``. Impossible dates are no dates. Tables of names are in `readlater.language.months`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from readlater.language.months import AFTERNOON, ERAS, MORNING, ZONES, fold_date, month_table

_LOOKED_AT = 500  # characters of a line that are searched
_AROUND = 60  # characters that may stand around a date when the text is to be one
_YEARS = range(1500, 2200)  # below are the years of other calendars (1400 is 2021 in Iran)
_BUDDHIST = range(2400, 2700)
_EPOCH_FROM = datetime(1990, 1, 1, tzinfo=UTC)

_WORD = r"[^\s\d.,/()\-:|·'\"]+(?:[.'][^\s\d.,/()\-:|]+)*"
_MONTH = rf"(?P<month>{_WORD}(?:[ ](?!\d){_WORD})??(?:/{_WORD}(?:[ ]{_WORD})?)?)\.?"
_DAY = r"(?<![\d.,:/-])(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|eme|o|a|ος|η)?(?![\d:])"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_SHORT_YEAR = r"(?P<year>\d{4}(?!\d)|'?\d{2}(?![\d:]))"
_OF = r"(?:(?:of|the|de|del|di|da|d'|van|τησ|ngay)[ ])?"
_GAP = r"[\s.,/\-]*"

_FULL = tuple(
    re.compile(pattern)
    for pattern in (
        # 2022-01-14 · 2022/01/14 · 2022. 1. 14. · 2022:01:14
        r"(?<![\d.,])(?P<year>\d{4})\s?[-/.:]\s?(?P<number>\d{1,2})\s?[-/.:]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})(?=\d{4}(?:\d\d)?(?!\d))",
        # 2022年1月14日 · 令和4年1月14日 · 2022년 1월 14일
        r"(?P<era>明治|大正|昭和|平成|令和|民[國国])?\s?(?<!\d)(?P<year>\d{1,4}|元)\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]"
        r"\s?(?P<day>\d{1,2})\s?[日일号號]?(?!\d)",
        # 14 tháng 1 năm 2022 · 14 thg 1, 2022
        r"(?<!\d)(?P<day>\d{1,2})[ ](?:thang|thg)\.?[ ](?P<number>\d{1,2})(?:,|[ ]nam)?[ ](?P<year>\d{4})(?!\d)",
        # Fri Jan 14 08:51:00 UTC 2022
        rf"{_MONTH}\s+{_DAY}\s+(?P<clock>\d\d?:\d\d(?::\d\d)?)\s+(?P<zone>[a-z]{{2,5}}|[+-]\d{{4}})?\s*{_YEAR}",
        # 14 January 2022 · 14. Januar 2022 · 14 de enero de 2022 · 14-Jan-22 · 14/Jan/2022
        rf"{_DAY}{_GAP}{_OF}{_MONTH}{_GAP}{_OF}{_SHORT_YEAR}",
        # January 14, 2022
        rf"(?<![^\W\d]){_MONTH}{_GAP}{_OF}{_DAY},?\s*{_OF}{_YEAR}",
        # 2022. január 14. · 2022-Jan-14
        rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}",
    )
)
_NUMERIC = re.compile(r"(?<![\d.,:/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])(?!\s?[./-]\s?\d)")
_PARTIAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d./-])(?P<year>\d{4})[-/](?P<number>\d{1,2})(?![\d/.-])",
        r"(?P<era>明治|大正|昭和|平成|令和|民[國国])?\s?(?<!\d)(?P<year>\d{1,4}|元)\s?[年년](?:\s?(?P<number>\d{1,2})\s?[月월])?",
        r"(?<![\d./])(?P<number>\d{1,2})[/.](?P<year>\d{4})(?![\d/.])",
        rf"(?<![^\W\d]){_MONTH}{_GAP}{_OF}{_YEAR}",
        rf"(?<!\d){_YEAR}{_GAP}{_MONTH}",
    )
)
_ONLY_YEAR = re.compile(r"[\W_]*(\d{4})[\W_]*")
_NUMBER = re.compile(r"\d{9,17}(?:\.\d+)?")
_HAN_NUMBER = re.compile("[零一二三四五六七八九十]+(?=[年月日時时点點分])")
_COMMENT = re.compile(r"(?<=[+-]\d{4})\s*\([^()]*\)")  # GMT-0800 (Pacific Standard Time)

_HALF = r"a\.?\s?m\b\.?|p\.?\s?m\b\.?"
_OFFSET = r"(?P<offset>z\b|(?:(?:gmt|utc)\s?)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[a-zмск]{2,5}\b)?"
_CLOCK = re.compile(
    r"(?<![\d.,/-])(?P<hour>\d{1,2})"
    r"(?:\s?(?:[:h時时点點시]|(?P<dot>\.))\s?(?P<minute>\d{2}|\d(?=\s?[分분])|半)(?!\d)\s?[分분]?"
    r"(?:\s?[:.초]?\s?(?P<second>\d{2})(?![\d:])[秒초]?(?:[.,]\d+)?)?"
    rf"|(?P<bare>\s?(?:h\b|[時时点點시]|uhr\b)|(?=\s?(?:{_HALF}))))"
    rf"\s?(?P<half>{_HALF}|πμ|μμ|π\.μ\.|μ\.μ\.|(?:ص|م|صباحا|مساء|पूर्वाह्न|अपराह्न)(?!\w))?(?P<uhr>\s?uhr\b)?\s?\(?{_OFFSET}"
)
_COMPACT_CLOCK = re.compile(r"t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:\.\d+)?\s?" + _OFFSET)
_DOT_TIMES = ("kl", "klo", "uhr", "ore", "pukul", "jam", "um", "at")


@dataclass(frozen=True, slots=True)
class _When:
    """A date found, from ``start`` to ``end`` of the folded text; month and day are 0 if unknown."""

    start: int
    end: int
    year: int
    month: int = 0
    day: int = 0
    clock: str = ""


@dataclass(frozen=True, slots=True)
class _Moment:
    """A time of day found beside a date, whether it says the seconds, and from where to where both stand."""

    time: datetime
    seconds: bool
    start: int
    end: int


def parse_date(text: str, *, dayfirst: bool | None = None, within: bool = False) -> str:
    """Return the date that ``text`` is, as far as it says; "" if it is none.

    The answer is ISO 8601, cut where knowledge ends: ``2022``, ``2022-01``, ``2022-01-14``, ``2022-01-14T08:51`` or
    ``2022-01-14T08:51:00+09:00``. Years of other calendars are not converted, but for Japanese eras and Thai years.

    Args:
        text: a date in any usual form and language, perhaps with a label (``Published: Jan. 14, 2022 at 5 p.m.``).
        dayfirst: whether ``03/04/2022`` is the third of April. If None, such a date gives its year only.
        within: look for the first date in a line of any length; then bare years are not taken for dates.
    """
    found = _find(text, dayfirst, within)
    if found is None:
        return ""
    when, moment = found
    if moment is not None:
        return moment.time.isoformat(timespec="seconds" if moment.seconds else "minutes")
    return "-".join([f"{when.year:04}", *(f"{part:02}" for part in (when.month, when.day) if part)])


def parse_time(text: str, *, dayfirst: bool | None = None) -> datetime | None:
    """Return the moment that ``text`` names; naive if it gives no offset, at midnight if it gives a day only.

    None for partial and impossible dates. Plain numbers are epochs (`from_epoch`).
    """
    found = _find(text, dayfirst, False)
    if found is None:
        return None
    when, moment = found
    if moment is not None:
        return moment.time
    return datetime(when.year, when.month, when.day) if when.day else None


def from_epoch(number: float) -> datetime | None:
    """Return the moment of an epoch in UTC: seconds, milli- or microseconds since 1970, or microseconds since 1601.

    The unit is told by the size (≥ 10^16 WebKit, ≥ 10^14 µs, ≥ 10^11 ms). None before 1990 or after tomorrow.
    """
    try:
        if number >= 1e16:
            moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=number)
        else:
            scale = 1e6 if number >= 1e14 else 1e3 if number >= 1e11 else 1
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(number * 1e6 / scale))
    except (OverflowError, ValueError):
        return None
    return moment if _EPOCH_FROM <= moment <= datetime.now(UTC) + timedelta(days=1) else None


def day_first(language: str) -> bool | None:
    """Return whether ``language`` (a BCP 47 tag) writes ``3/4/2022`` for the third of April; None if that varies."""
    code, _, region = language.lower().replace("_", "-").partition("-")
    if code == "en":
        return {"us": False, "": None, "ca": None, "ph": False}.get(region, True)
    return None if not code or code in ("zh", "ja", "ko", "hu", "lt", "fa") else True


def _find(text: str, dayfirst: bool | None, within: bool) -> tuple[_When, _Moment | None] | None:
    """The first date in ``text`` and its moment, if it gives a time of day."""
    folded = fold_date(text[:_LOOKED_AT]).strip()
    if not any(character.isdigit() for character in folded) and not _HAN_NUMBER.search(folded):
        return None
    folded = " ".join(_COMMENT.sub("", _HAN_NUMBER.sub(_han_number, folded)).split())
    first = _first(folded, dayfirst)
    if first is None and _NUMBER.fullmatch(folded):
        epoch = from_epoch(float(folded))
        whole = (0, len(folded))
        return (_When(*whole, epoch.year), _Moment(epoch, True, *whole)) if epoch else None
    if first is None:
        first = _first_partial(folded, dayfirst)
    if first is None:
        if within:
            return None
        only = _ONLY_YEAR.fullmatch(folded)
        return (_When(*only.span(1), int(only[1])), None) if only and int(only[1]) in _YEARS else None
    moment = _moment(folded, first) if first.day else None
    both = moment or first
    if not within and both.start + len(folded) - both.end > _AROUND:
        return None
    return first, moment


def _han_number(found: re.Match[str]) -> str:
    """A number in Chinese characters as digits: 二零二二 → 2022, 十四 → 14, 二十 → 20."""
    digits = "零一二三四五六七八九"
    text = found[0]
    if "十" not in text:
        return "".join(str(digits.index(character)) for character in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text
    return str((digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0))


def _first(text: str, dayfirst: bool | None) -> _When | None:
    """The leftmost full date; of those that begin together the longest."""
    found = [when for pattern in _FULL for when in _matches(pattern, text)]
    found += _numeric(text, dayfirst)
    return min((when for when in found if when.day), key=lambda when: (when.start, -when.end), default=None)


def _first_partial(text: str, dayfirst: bool | None) -> _When | None:
    found = [when for pattern in _PARTIAL for when in _matches(pattern, text)]
    found += [when for when in _numeric(text, dayfirst) if not when.day]
    return min(found, key=lambda when: (when.start, -when.end), default=None)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[_When]:
    """Every possible date that ``pattern`` finds; overlapping ones too, since a wrong word may hide a right one."""
    position = 0
    while (found := pattern.search(text, position)) is not None:
        position = found.start() + 1
        groups = found.groupdict()
        year = _year(groups["year"], groups.get("era"), text)
        if "month" in groups:
            month, skipped = _month(groups["month"])
        else:
            month, skipped = int(groups.get("number") or 0), 0
        day = int(groups.get("day") or 0)
        if ("month" in groups or groups.get("number")) and not 1 <= month <= 12:
            continue
        if year and _exists(year, month, day if "day" in groups else None):
            clock = " ".join(filter(None, (groups.get("clock"), groups.get("zone"))))
            yield _When(found.start() + skipped, found.end(), year, month, day, clock)
            return


def _month(words: str) -> tuple[int, int]:
    """The month that one or two words name, and how many characters stand before its name; 0 if none."""
    table = month_table()
    words = words.rstrip(".")
    for name in (words, words.split("/")[0]):
        if name in table:
            return table[name], 0
    for part in re.split(r"[ /']", words)[::-1]:
        if part.rstrip(".") in table:
            return table[part.rstrip(".")], words.rfind(part)
    return 0, 0


def _year(text: str, era: str | None, whole: str) -> int:
    """The year of the common era, or 0 if it is none that may be taken for one."""
    number = 1 if text == "元" else int(text.lstrip("'"))
    if era:
        return ERAS[era] + number if 0 < number < 130 else 0
    if len(text.lstrip("'")) == 2 and text != "元":
        return 1900 + number if number >= 70 else 2000 + number
    if number in _BUDDHIST and re.search("[\u0e01-\u0e5b]", whole):
        return number - 543
    return number if number in _YEARS else 0


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month or 1, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _numeric(text: str, dayfirst: bool | None) -> Iterator[_When]:
    """Dates such as 14.01.2022: day first with full stops and hyphens, with strokes as ``dayfirst`` says."""
    for found in _NUMERIC.finditer(text):
        first, second = int(found[1]), int(found[3])
        year = _year(found[4], None, text)
        if not year or (len(found[4]) == 2 and found[2] != "." and dayfirst is None):
            continue
        orders = [(first, second), (second, first)]
        if found[2] == "." or (found[2] == "-" and dayfirst is None) or dayfirst:
            orders = orders[:1] if _exists(year, second, first) and 1 <= second <= 12 else orders[1:]
        elif dayfirst is False:
            orders = orders[1:] if 1 <= first <= 12 and _exists(year, first, second) else orders[:1]
        possible = {(day, month) for day, month in orders if 1 <= month <= 12 and _exists(year, month, day)}
        if found[2] == "." and not (1 <= second <= 12 and _exists(year, second, first)):
            continue
        if len(possible) == 1:
            day, month = possible.pop()
            yield _When(found.start(), found.end(), year, month, day)
        elif possible:
            yield _When(found.start(), found.end(), year)


def _moment(text: str, when: _When) -> _Moment | None:
    """The time of day that stands beside a full date: within it, after it, or before it."""
    if when.clock:
        found = _CLOCK.match(when.clock)
        return _at(when, found, "", when.start, when.end) if found else None
    compact = _COMPACT_CLOCK.match(text, when.end)
    if compact:
        moment = _at(when, compact, "", when.start, compact.end())
        if moment:
            return moment
    after = re.match(r"[^\d]{0,24}", text[when.end :])
    gap = after[0] if after else ""
    found = _CLOCK.match(text, when.end + len(gap))
    if found and _is_clock(found, gap):
        moment = _at(when, found, gap, when.start, found.end())
        if moment:
            return moment
    for found in _CLOCK.finditer(text, max(0, when.start - 40), when.start):
        between = text[found.end() : when.start]
        if len(between) <= 16 and not any(character.isdigit() for character in between) and _is_clock(found, ""):
            moment = _at(when, found, text[: found.start()][-8:], found.start(), when.end)
            if moment:
                return moment
    return None


def _is_clock(found: re.Match[str], gap: str) -> bool:
    """Whether a match is a time of day: with a full stop for a colon only beside a word that says so."""
    if not found["dot"] or found["half"] or found["uhr"] or _zone(found["offset"] or ""):
        return True
    words = re.findall(r"[^\W\d]+", gap)
    return any(word in _DOT_TIMES for word in words)


def _at(when: _When, found: re.Match[str], gap: str, start: int, end: int) -> _Moment | None:
    """The moment that a date and a time of day make; None if there is no such time of day."""
    groups = found.groupdict()
    hour = int(groups["hour"])
    minute = 30 if groups["minute"] == "半" else int(groups["minute"] or 0)
    second = int(groups["second"] or 0)
    half = _half(groups.get("half") or "", gap)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    zone = _zone(groups.get("offset") or "")
    time = datetime(when.year, when.month, when.day, hour, minute, min(second, 59), tzinfo=zone)
    return _Moment(time, groups["second"] is not None, start, end)


def _half(marker: str, gap: str) -> str:
    """``am``, ``pm`` or "": by the marker after the time, or by the words before it."""
    if marker:
        if marker[0] in "apπ" or marker[0] == "μ":
            return "pm" if marker[0] in "pμ" else "am"
        return "am" if marker in MORNING else "pm"
    if any(word in gap for word in MORNING if len(word) > 1):
        return "am"
    return "pm" if any(word in gap for word in AFTERNOON if len(word) > 1) else ""


def _zone(text: str) -> timezone | None:
    """The time zone that ``text`` names: Z, an offset such as +0900 or GMT-8, an abbreviation; None if unknown."""
    if not text:
        return None
    offset = re.fullmatch(r"(?:gmt|utc)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", text)
    if offset:
        size = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-size if offset[1] == "-" else size)) if size < 24 * 60 else None
    minutes = ZONES.get(text)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
