"""What a page says about itself in forms made for programs: ``<meta>`` elements and JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from readlater.language.safe import safe_line
from readlater.model import Found

MAX_JSON = 2 * 1024 * 1024
"""Characters of JSON-LD that are looked at."""


_ARTICLE_TYPES = re.compile(r"article|posting|report|review|recipe|story|webpage|howto|qapage|faqpage", re.IGNORECASE)


class Candidates:
    """Ranked candidates by field: best first, each value once."""

    def __init__(self) -> None:
        self.by_field: dict[str, list[Found]] = {}

    def add(self, name: str, value: object, source: str) -> None:
        """Adds a candidate, if it is a text with anything in it."""
        if not isinstance(value, str):
            return
        said = safe_line(unescaped(value))[:4000]
        entries = self.by_field.setdefault(name, [])
        if said and all(entry.value != said for entry in entries):
            entries.append(Found(said, source))

    def best(self, name: str) -> str:
        """The best value, or an empty string."""
        entries = self.by_field.get(name)
        return entries[0].value if entries else ""

    def values(self, name: str) -> list[str]:
        """All values, best first."""
        return [entry.value for entry in self.by_field.get(name, [])]


def unescaped(text: str) -> str:
    """Text whose character references were escaped twice, read once more."""
    if "&" in text and re.search(
        r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|ndash|mdash|hellip);", text, re.IGNORECASE
    ):
        return html.unescape(text)
    return text


_DUBLIN = re.compile(r"^(dc|dcterms)[:.]")
"""The names of Dublin Core, which are written with a full stop or with a colon."""


def metas_of(page: HtmlElement) -> dict[str, list[str]]:
    """``<meta>`` contents by lower-case name, property or itemprop."""
    metas: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                metas.setdefault(_DUBLIN.sub(r"\1.", name), []).append(content)
    return metas


def things_of(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The things described in JSON-LD, articles first."""
    things: list[dict[str, Any]] = []
    budget = MAX_JSON
    for element in page.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        text = (element.text or "").strip().rstrip(";")
        text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^<!--|-->$", "", text)
        budget -= len(text)
        if budget < 0:
            break
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        _collect(data, things, 0)
    _resolve(things)
    things.sort(key=lambda thing: not _ARTICLE_TYPES.search(type_of(thing)) or "webpage" in type_of(thing).lower())
    yield from things


def _collect(data: object, things: list[dict[str, Any]], depth: int) -> None:
    if depth > 6 or len(things) > 200:
        return
    if isinstance(data, list):
        for part in data[:200]:
            _collect(part, things, depth + 1)
    elif isinstance(data, dict):
        if "@graph" in data:
            _collect(data["@graph"], things, depth + 1)
        if "@type" in data:
            things.append(data)
        for key in ("mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (dict, list)):
                _collect(data[key], things, depth + 1)


def _resolve(things: list[dict[str, Any]]) -> None:
    """Puts things in the place of mere references to them (``{"@id": …}``), where they say who wrote or published."""
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and "name" in thing}
    for thing in things:
        for key in ("author", "creator", "publisher"):
            value = thing.get(key)
            if isinstance(value, dict):
                thing[key] = _referred(value, by_id)
            elif isinstance(value, list):
                thing[key] = [_referred(part, by_id) if isinstance(part, dict) else part for part in value[:50]]


def _referred(value: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    known = value.get("@id")
    return by_id.get(known, value) if "name" not in value and isinstance(known, str) else value


def type_of(thing: dict[str, Any]) -> str:
    """The type or types of a thing as one text."""
    kind = thing.get("@type")
    return (
        " ".join(part for part in kind if isinstance(part, str))
        if isinstance(kind, list)
        else kind
        if isinstance(kind, str)
        else ""
    )


def is_article(thing: dict[str, Any]) -> bool:
    """Whether a thing is an article or the page that holds it."""
    return bool(_ARTICLE_TYPES.search(type_of(thing)))


def texts_of(value: object, *keys: str) -> Iterator[str]:
    """The strings of a JSON-LD value: itself, its parts, or the ``keys`` of the things in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value[:50]:
            yield from texts_of(part, *keys)
    elif isinstance(value, dict):
        for key in keys:
            if key in value:
                yield from texts_of(value[key], "name", "url", "@value")
                break
