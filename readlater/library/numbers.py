"""Fields of numbers, and of minutes, as conditions in SQL over ``article``; see `readlater.library.facts`."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from readlater.model import Field

Condition = tuple[str, tuple[float, ...]]
"""SQL, and its parameters."""

_MINUTES = {
    "minutes": ("+article.minutes", ""),
    "left": ("article.minutes * (1 - article.progress)", "article.state <> 'read' AND "),
}
"""Fields of minutes: what is compared, and of which articles alone."""
_NUMBERS = {
    "words": "+article.word_count",
    "read": "+article.read_count",
    "progress": "round(article.progress * 100)",
}
FIELDS = frozenset((*_MINUTES, *_NUMBERS))
"""The fields that `condition` understands."""


def condition(field: Field) -> Condition:
    """What such a field says of an article.

    Raises:
        ValueError: its value is no number.
    """
    low, high = field.value, field.upper
    if field.operator == "..":
        ends = [float(text) if text else None for text in (low, high)]
        if ends[0] is not None and ends[1] is not None and ends[1] < ends[0]:
            ends.reverse()
        tests = [(sign, end) for sign, end in zip((">=", "<="), ends, strict=True) if end is not None]
    else:
        tests = [("=" if field.operator == ":" else field.operator, float(low))]
    if field.name in _MINUTES:
        return _minutes(tests, *_MINUTES[field.name])
    column = _NUMBERS[field.name]
    if field.name == "words" and field.operator == ":":
        column = column.removeprefix("+")  # so few have just that number that their index serves
    return f"({' AND '.join(f'{column} {sign} ?' for sign, _ in tests)})", tuple(bound for _, bound in tests)


def _minutes(tests: Iterable[tuple[str, float]], column: str, only: str) -> Condition:
    """Minutes are compared as they are shown: rounded, one at least where there is anything to read."""
    parts: list[tuple[str, float]] = []
    for sign, number in tests:
        if sign in (">", ">=", "="):
            parts += _at_least(floor(number) + 1 if sign == ">" else ceil(number))
        if sign in ("<", "<=", "="):
            parts += _at_most(ceil(number) - 1 if sign == "<" else floor(number))
    if not parts:
        return (f"({only}1)" if only else "1"), ()
    compared = " AND ".join(f"{column} {sign} ?" for sign, _ in parts)
    return f"({only}{compared})", tuple(bound for _, bound in parts)


def _at_least(shown: int) -> list[tuple[str, float]]:
    if shown <= 0:
        return []
    # Halves are rounded to the even number, as Python shows them.
    return [(">", 0)] if shown == 1 else [(">" if shown % 2 else ">=", shown - 0.5)]


def _at_most(shown: int) -> list[tuple[str, float]]:
    return [("<=", min(shown, 0))] if shown < 1 else [("<" if shown % 2 else "<=", shown + 0.5)]
