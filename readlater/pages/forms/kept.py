"""Which of a picture's addresses is the one whose bytes were saved with the page.

A picture has many: its own, those for scripts to load later, a set for screens of all sizes. Most lead to the web, but
one may be that of a file beside the page or of a part of the same file. That one is kept, and only that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from readlater.language.safe import safe_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PART = "part:"
"""What the address of a file beside the page begins with; as the page wrote it follows."""

COMPANION = re.compile(
    r"(?i)[ _.-](?:files|file|dateien|fichiers|ficheiros|archivos|arquivos|bestanden|pliki|soubory|s[uú]bory|filer|"
    r"tiedostot|elemei|fails|fitxers|fajlovi|datoteke|dosyalar|ファイル|файлы|файли|файлове)$"
)
"""How browsers, in the languages they speak, end the name of the folder that holds a saved page's images."""

MAX_TAGS = 2000
"""Tags of a page that are looked at for the folder."""

Kept = Callable[[str], str]
"""From a picture's address as the page has it to the one that its saved bytes are found by; empty if there are none."""

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-image",
    "data-actualsrc",
    "data-hi-res-src",
    "data-url",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PLACEHOLDER = re.compile(
    r"(?:^|[/\\_-])(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|lazy|grey|gray)[^/\\]*\.(?:gif|png|svg|jpg)$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]{1,9})[wx])?\s*(?:,|$)")
_RESOURCE_TAG = re.compile(
    r"<(?:img|script|link|source|iframe|frame|embed|input|video|audio|image|td|table|body|div)(?=\s)", re.IGNORECASE
)
_RESOURCE = re.compile(
    r"""[^>]{0,4000}?\s(?:src|href|background|poster)\s*=\s*"""
    r"""(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\#?]")


def settle_pictures(page: HtmlElement, kept: Kept) -> None:
    """Leaves each picture whose bytes were saved with that one address, in place."""
    for image in page.iter("img", "amp-img"):
        for address in _addresses(image):
            source = kept(address)
            if source:
                image.set("src", source)
                for name in (*_LAZY, *_SETS):
                    image.attrib.pop(name, None)
                break


def _addresses(image: HtmlElement) -> Iterator[str]:
    """All addresses of a picture, its own first; of a set the largest first."""
    own = (image.get("src") or "").strip()
    if own and not _PLACEHOLDER.search(own.split("?", 1)[0]):
        yield own
    for name in _LAZY:
        value = (image.get(name) or "").strip()
        if value:
            yield value
    holders = [(image, name) for name in _SETS]
    parent = image.getparent()
    if parent is not None and parent.tag == "picture":
        holders += [(source, name) for source in parent.iterfind("source") for name in _SETS[:2]]
    for element, name in holders:
        value = element.get(name) or ""
        pieces = [(_number(one.group(2)), one.group(1)) for one in _PIECE.finditer(value[:8192])]
        for _, address in sorted(pieces, key=lambda piece: -piece[0]):
            yield address


def _number(text: str | None) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def kept_here(markup: str, base: str) -> Kept:
    """What is kept of the pictures of a page that is one file, perhaps with a folder of files beside it.

    Large pictures within the markup are known by the short names that `readlater.pages.guard` gives them. Of a page
    without an address (``base``), every relative one can only be that of a file beside it.
    """
    folder = companion_folder(markup)

    def kept(address: str) -> str:
        if address.startswith("data:"):
            return address if ";sha256=" in address[:100] else ""
        if address.startswith(PART):
            return address
        if _ABSOLUTE.match(address) or (base and not (folder and _top(address) == folder)):
            return ""
        return PART + safe_line(address)

    return kept


def companion_folder(markup: str) -> str:
    """The name of the folder beside a page into which its addresses lead, or an empty string if there is none.

    A browser that saves a page as a whole rewrites every address: what is still relative leads into that one folder.
    """
    counts: dict[str, int] = {}
    relative = 0
    for start in islice(_RESOURCE_TAG.finditer(markup), MAX_TAGS):
        match = _RESOURCE.match(markup, start.end())
        if match is None:
            continue
        address = unescape(match.group(1) or match.group(2) or match.group(3)).strip()
        if not address or _ABSOLUTE.match(address):
            continue
        relative += 1
        top = _top(address)
        if top and COMPANION.search(top):
            counts[top] = counts.get(top, 0) + 1
    if not counts:
        return ""
    name, count = max(counts.items(), key=lambda entry: entry[1])
    return name if count >= 0.8 * relative else ""


def _top(address: str) -> str:
    """The first folder of a relative address, by its name on the disk; empty for a file beside the page."""
    path = re.sub(r"\A(?:\.[/\\]+)+", "", address.split("?", 1)[0].split("#", 1)[0])
    pieces = re.split(r"[/\\]+", path)
    return unquote(pieces[0]) if len(pieces) > 1 and pieces[0] not in ("", "..") else ""
