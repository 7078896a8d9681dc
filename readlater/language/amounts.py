"""Numbers and days in a query: what stands behind ``words:`` or ``saved:``, as comparisons in one form."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from readlater.language.days import day_value
from readlater.language.fields import FieldInfo, Kind

_OPERATOR = re.compile("<=|>=|<|>|=|≤|≥")
_SAME = {"=": ":", "≤": "<=", "≥": ">="}
_NUMBER = re.compile(
    r"(\d{1,9}(?:\.\d{1,3})?)\s?(k|%|m|mins?|minutes?|h|hours?|times|x|words?)?", re.ASCII | re.IGNORECASE
)
_HYPHEN = re.compile(r"(\d[\d.k]*)\s?[-–—]\s?(\d.*)", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:to|until)\s+", re.IGNORECASE)
_TOKEN = re.compile(r'\s*[^\s"()]+')
_LEADING = re.compile(r"[<>=]*(?:last|this|past|previous|current|next|-?\d{1,4}|\d\d?-[a-z]+)", re.IGNORECASE)
_MOST_TOKENS = 7  # "1 march 2024 to 3 march 2024"
_LONGEST = 80
_UNITS: dict[str, frozenset[str]] = {
    "words": frozenset(("k", "word", "words")),
    "minutes": frozenset(("m", "min", "mins", "minute", "minutes", "h", "hour", "hours")),
    "left": frozenset(("m", "min", "mins", "minute", "minutes", "h", "hour", "hours")),
    "read": frozenset(("x", "times")),
    "progress": frozenset("%"),
}


class Comparison(NamedTuple):
    """``operator`` is one of ``: < <= > >= ..``; ``upper`` the end of a range. An empty day: there is none."""

    operator: str
    value: str
    upper: str = ""


def compared(text: str, field: FieldInfo) -> Comparison | None:
    """The comparison that ``text`` is for a field of numbers or days; None if it is none."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if field.absent and text.lower() in (field.absent, "none", "never"):
        return Comparison(":", "")
    one: Callable[[str], str | None] = day_value
    if field.kind is Kind.NUMBER:
        one = _number(field.name)
        if text.lower() == "never" and field.name == "read":
            return Comparison(":", "0")
        if text.endswith("+") and (least := one(text[:-1])) is not None:
            return Comparison(">=", least)
        if hyphen := _HYPHEN.fullmatch(text):
            text = f"{hyphen[1]}..{hyphen[2]}"
    if sign := _OPERATOR.match(text):
        value = one(text[sign.end() :].strip())
        return None if value is None else Comparison(_SAME.get(sign[0], sign[0]), value)
    return _range(text, one) if ".." in text or _BETWEEN.search(text) else _single(text, one)


def _single(text: str, one: Callable[[str], str | None]) -> Comparison | None:
    value = one(text)
    return None if value is None else Comparison(":", value)


def _range(text: str, one: Callable[[str], str | None]) -> Comparison | None:
    first, _, second = _BETWEEN.sub("..", text, count=1).partition("..")
    ends: list[str] = []
    for end in (first.strip(), second.lstrip(".").strip()):
        value = one(end) if end else ""
        if value is None:
            return None
        ends.append(value)
    return Comparison("..", ends[0], ends[1]) if any(ends) else None


def _number(name: str) -> Callable[[str], str | None]:
    units = _UNITS.get(name, frozenset())

    def one(text: str) -> str | None:
        found = _NUMBER.fullmatch(text)
        if found is None or (found[2] and found[2].lower() not in units):
            return None
        unit = (found[2] or "").lower()
        factor = 1000 if unit == "k" else 60 if unit.startswith("h") else 1
        return format((Decimal(found[1]) * factor).normalize(), "f")

    return one


def spoken(text: str, start: int, field: FieldInfo) -> int:
    """Where the longest number or day ends that begins at ``start``; one may be of several words. 0: nowhere."""
    best = 0
    end = start
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, end)
        if token is None or token.end() - start > _LONGEST:
            break
        end = token.end()
        if compared(text[start:end], field) is not None:
            best = end
    return best


def leading(text: str) -> bool:
    """Whether ``text`` may be the first word of a day of several."""
    return _LEADING.fullmatch(text) is not None
