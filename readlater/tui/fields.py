"""What is typed into the fields of an article: read, completed, and what is wrong with it. No Textual here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from readlater.errors import QueryError
from readlater.model import Completion
from readlater.model.values import dataclass

_UNFINISHED = re.compile(r"/\s*(?:/|$)|^\s*/")
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\s*")
_NUMBERS = re.compile(r"\s*(\d{1,2})([-/])(\d{1,2})\2\d{2,4}\s*")  # with points the day always comes first

Named = Sequence[tuple[str, int]]
"""Names that the library has, with the number of their articles, the most used first."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field that is typed: how it is called, whether several articles can get the same value, how it is read."""

    label: str
    several: bool
    read: Callable[[str], str]
    placeholder: str = ""


def read_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def read_title(text: str) -> str:
    """A title: there must be one.

    Raises:
        QueryError: it is empty.
    """
    if not text.strip():
        raise QueryError("an article needs a title", 0)
    return read_line(text)


def read_category(text: str) -> str:
    """A category.

    Raises:
        QueryError: a part of its path is empty.
    """
    if text.strip() and (found := _UNFINISHED.search(text)):
        raise QueryError("a part of the path is missing: write tech or tech/storage", found.start())
    return "/".join(" ".join(part.split()) for part in text.split("/")) if text.strip() else ""


def read_url(text: str) -> str:
    """A web address in the form in which the library keeps it; ``example.org/a`` is one, too.

    Raises:
        QueryError: it is none.
    """
    from readlater.pages.typed import typed_url
    from readlater.pages.urls import canonical_url

    if not text.strip():
        return ""
    typed = typed_url(text.strip())
    if not typed:
        space = re.search(r"\S(\s)", text)
        raise QueryError("no web address: https://…", space.start(1) if space else 0)
    return canonical_url(typed)


def read_date(text: str, today: date | None = None) -> str:
    """A day, month or year in any usual form: ``2024-03-05``, ``5 March 2024``, ``March 2024``, ``yesterday``.

    Raises:
        QueryError: it is none, or it may be two.
    """
    from readlater.language.dates import parse_date
    from readlater.language.days import date_span, day_value

    if not text.strip():
        return ""
    iso = _ISO.fullmatch(text)
    if iso and not 1 <= int(iso[2]) <= 12:
        raise QueryError("there is no such month", iso.start(2))
    if iso and iso[3]:
        try:
            date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            raise QueryError("that month has no such day", iso.start(3)) from None
    either = _NUMBERS.fullmatch(text)
    if either and max(int(either[1]), int(either[3])) <= 12 and int(either[1]) != int(either[3]):
        raise QueryError("day or month first? write 2024-03-05, or 5 March 2024", either.start(1))
    if said := parse_date(text, dayfirst=True):
        return said
    value = day_value(text)
    if value is not None:
        today = today or date.today()
        first, last = date_span(value, today)
        if last - first == timedelta(days=1):
            return first.isoformat()
    raise QueryError("no day that is understood: 2024-03-05, 5 March 2024, March 2024, yesterday", 0)


KINDS: dict[str, FieldKind] = {
    "title": FieldKind("title", False, read_title),
    "byline": FieldKind("author", True, read_line, "a name; empty: none"),
    "site": FieldKind("site", True, read_line, "a name; empty: none"),
    "published": FieldKind("date", True, read_date, "2024-03-05, 5 March 2024, yesterday…; empty: unknown"),
    "url": FieldKind("address", False, read_url, "https://…; empty: none"),
    "category": FieldKind("category", True, read_category, "a name; a/b lies within a; empty: none"),
}
"""The fields by the names that the library has for them."""


def split_names(text: str) -> list[str]:
    """Names separated by commas, each once, in order."""
    return list(dict.fromkeys(name for name in (read_line(part) for part in text.split(",")) if name))


def complete_name(text: str, names: Named) -> list[Completion]:
    """What a name that is being typed may become: names that begin with it, then those that hold it somewhere."""
    typed = text.strip().casefold()
    first = [one for one in names if one[0].casefold().startswith(typed)]
    inside = [one for one in names if typed in one[0].casefold() and not one[0].casefold().startswith(typed)]
    return [Completion(name, 0, len(text), count=count) for name, count in first + inside]


def complete_names(text: str, names: Named) -> list[Completion]:
    """The same for the last of several names with commas between them; a minus before it stays."""
    head, _, last = text.rpartition(",")
    start = len(text) - len(last.lstrip())
    start += text[start : start + 1] == "-"
    taken = {name.casefold() for name in split_names(head)}
    free = [one for one in names if one[0].casefold() not in taken]
    offers = complete_name(text[start:], free)
    return [Completion(one.text, start, len(text), count=one.count) for one in offers]
