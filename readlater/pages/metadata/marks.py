"""The elements of an HTML page that are marked up for something: found in one walk, since pages have thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

_WRITER = ("author", "byline", "writer", "contributor", "reporter", "writtenby", "dateline")
_DATE = ("date", "time", "publish", "posted", "byline", "meta")
_WRITES, _DATES = 1, 2
_PROPERTIES = etree.XPath("//*[@itemprop or @property or @rel]")


@dataclass(slots=True)
class Marks:
    """Elements in document order.

    Attributes:
        writers, dates: those whose class (or id, if there is none) may say that they hold a byline or a date.
        properties: those with ``itemprop``, ``property`` or ``rel``, by each of their names; RDFa's prefix left out.
    """

    writers: list[tuple[HtmlElement, str]] = field(default_factory=list)
    dates: list[tuple[HtmlElement, str]] = field(default_factory=list)
    properties: dict[str, list[HtmlElement]] = field(default_factory=dict)


def _kind(names: str) -> int:
    """What a class may say, in a plain loop: pages have hundreds of long ones."""
    kind = 0
    for part in _WRITER:
        if part in names:
            kind = _WRITES
            break
    for part in _DATE:
        if part in names:
            return kind | _DATES
    return kind


def marks_of(page: HtmlElement, elements: Sequence[HtmlElement]) -> Marks:
    """The marked elements of a page, of which ``elements`` are all."""
    marks = Marks()
    known: dict[str, int] = {}
    for element in elements:
        names = element.get("class") or element.get("id")
        if not names:
            continue
        mark = known.get(names)
        if mark is None:
            mark = known[names] = _kind(names.lower())
        if mark & _WRITES:
            marks.writers.append((element, names))
        if mark & _DATES:
            marks.dates.append((element, names))
    for element in cast("list[HtmlElement]", _PROPERTIES(page)):
        said = f"{element.get('itemprop') or ''} {element.get('property') or ''} {element.get('rel') or ''}"
        for name in said.lower().split():
            marks.properties.setdefault(name.removeprefix("schema:"), []).append(element)
    return marks
