"""What programs that save pages write into them: where a page was saved from, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

from readlater.language.dates import parse_time
from readlater.pages.urls import canonical_url

HEAD = 64 * 1024
"""Characters of a page in which most of these marks stand."""

_SINGLEFILE = re.compile(
    r"<!--\s*(?:Page saved with|Archive processed by) SingleFile(.{0,4000}?)-->", re.IGNORECASE | re.DOTALL
)
_BROWSER = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S+?)\s*-->", re.IGNORECASE)
_MONOLITH = re.compile(r"<!--\s*Saved from (\S{1,4000}) at (.{1,60}?) using monolith\b", re.IGNORECASE)
_HTTRACK = re.compile(
    r"<!--\s*Mirrored from (\S{1,4000}) by HTTrack Website Copier(?:[^,>]{0,100}),?([^>]{0,60}?)\s*-->", re.IGNORECASE
)
_PRINTED = re.compile(
    r"(?:>|\n)[^<>\n]{0,40}\b(?:url|address|article|source|permalink|page|online|adresse|artikel|quelle|lien|fuente|artículo|"
    r"indirizzo|articolo|endereço|artigo|адрес|источник)\b[^<>\n]{0,30}:?\s{0,9}(?:<[^<>]{0,300}>\s{0,9}){0,4}"
    r"(https?://[^\s<>\"']{8,1000})\s{0,9}<",
    re.IGNORECASE,
)
"""The line of a version for printing that names the address of the article."""

_META = re.compile(r"""<meta\b((?:[^"'>]|"[^"]*"|'[^']*'){0,4000})>""", re.IGNORECASE)
_ROOT = re.compile(r"""<html\b((?:[^"'>]|"[^"]*"|'[^']*'){0,8000})>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

PRINTED = 1024 * 1024
"""Characters of a page above which it is no version for printing."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a page was saved from, when (None if the program does not say it), and which program it was."""

    url: str
    time: datetime | None
    source: str


def saved_by(markup: str) -> Saved | None:
    """What the program that saved a page wrote into it, or None. ``url`` is empty if it is no web address."""
    first: Saved | None = None
    for found in _found(markup[:HEAD], _savepage(markup)):
        if found.url:
            return Saved(found.url, found.time or (first.time if first else None), found.source)
        first = first or found
    return first if first and first.time else _printed(markup)


def _printed(markup: str) -> Saved | None:
    """The address that a version for printing names, if its head names none."""
    if "window.print(" not in markup or len(markup) > PRINTED or re.search(r"\bcanonical\b|og:url", markup[:HEAD]):
        return None
    found = {address for one in _PRINTED.finditer(markup) if (address := _address(one.group(1).rstrip(".,)")))}
    deep = [address for address in found if urlsplit(address).path.strip("/") or urlsplit(address).query]
    return Saved(deep[0], None, "printed") if len(deep) == 1 else None


def _savepage(markup: str) -> str:
    """The tags of Save Page WE, which stand at the end of the head, behind all styles; or an empty string."""
    place = markup.find("savepage-url")
    return markup[max(0, place - 8000) : place + 16_000] if place >= 0 else ""


def _found(head: str, savepage: str) -> Iterator[Saved]:
    """Every mark of a program that is there; those that give a time come first."""
    match = _SINGLEFILE.search(head)
    if match:
        address = re.search(r"^\s*url:\s*(\S+)", match.group(1), re.MULTILINE)
        date = re.search(r"^\s*saved date:\s*(.+?)\s*$", match.group(1), re.MULTILINE)
        yield _saved(address.group(1) if address else "", date.group(1) if date else "", "singlefile")
    match = _MONOLITH.search(head)
    if match:
        yield _saved(match.group(1), match.group(2), "monolith")
    if savepage:
        named: dict[str, str] = {}
        for tag in _META.finditer(savepage):
            attributes = _attributes(tag.group(1))
            named.setdefault(attributes.get("name", "").lower(), attributes.get("content", ""))
        yield _saved(named.get("savepage-url", ""), named.get("savepage-date", ""), "savepage")
    match = _ROOT.search(head) if "data-scrapbook-" in head else None
    if match:
        attributes = _attributes(match.group(1))
        yield Saved(
            _address(attributes.get("data-scrapbook-source", "")),
            _digits(attributes.get("data-scrapbook-create", "")),
            "scrapbook",
        )
    match = _BROWSER.search(head)
    if match:
        yield _saved(match.group(1), "", "saved-from")
    match = _HTTRACK.search(head)
    if match:
        # HTTrack leaves the scheme out.
        named_as = match.group(1)
        yield _saved(named_as if "://" in named_as else f"https://{named_as}", match.group(2), "httrack")


def _saved(url: str, date: str, source: str) -> Saved:
    # JavaScript adds the zone's name in brackets.
    return Saved(_address(url), parse_time(re.sub(r"\s*\([^()]*\)\s*$", "", date.strip(" ,"))), source)


def _address(url: str) -> str:
    """The address as it stands there if it is one of the web: a page may come from a file, too."""
    url = unescape(url).strip()
    return url if canonical_url(url) else ""


def _digits(value: str) -> datetime | None:
    """The time of ``20200131235959000``, which is in UTC."""
    match = re.fullmatch(r"(\d{14})\d{0,6}", value.strip())
    if not match:
        return None
    try:
        return datetime.strptime(match.group(1), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag by lower-case name."""
    return {
        match.group(1).lower(): unescape(match.group(2) or match.group(3) or match.group(4) or "")
        for match in _ATTRIBUTE.finditer(tag)
    }
