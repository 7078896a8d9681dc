"""Pictures that lie in a web archive beside the pages, found by their addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

from readlater.model import Part
from readlater.pages.containers.beside import MAX_PART, MAX_PARTS, MAX_PARTS_BYTES

MAX_KEPT = 64 * 1024 * 1024
"""Bytes of pictures that are held while an archive is read; those beyond stay in it."""

_MAX_COUNT = 5000
_LEAST = 400
"""Bytes below which a picture is a spacer or a counter."""

_ADDRESS = re.compile(
    rb"""\b(?:src|data-src|data-original|data-lazy-src|srcset|data-srcset|content)\s{0,9}=\s{0,9}(?:"([^"<>]{1,8000})"|'([^'<>]{1,8000})')""",
    re.IGNORECASE,
)


class Pictures:
    """The pictures of an archive, within the limits."""

    def __init__(self) -> None:
        self._kept: dict[str, Part] = {}
        self._room = MAX_KEPT

    def keep(self, url: str, mime: str, read: Callable[[int], bytes]) -> None:
        """Keeps a picture if there is room; ``read`` gives its bytes."""
        if self._room <= 0 or len(self._kept) >= _MAX_COUNT:
            return
        data = b""
        limit = min(MAX_PART, self._room)
        try:
            while len(data) <= limit and (piece := read(256 * 1024)):
                data += piece
        except Exception:  # each kind of packing has errors of its own
            return
        if _LEAST <= len(data) <= limit:
            self._kept[url] = Part(url, mime, data)
            self._room -= len(data)

    def of_page(self, markup: bytes, url: str) -> tuple[Part, ...]:
        """The pictures that a page refers to, named by their absolute addresses."""
        if not self._kept:
            return ()
        found: dict[str, Part] = {}
        room = MAX_PARTS_BYTES
        for match in _ADDRESS.finditer(markup):
            for address in _addresses(unescape((match.group(1) or match.group(2)).decode("utf-8", "replace"))):
                part = self._kept.get(_joined(url, address))
                if part is None or part.name in found or len(part.data) > room:
                    continue
                found[part.name] = part
                room -= len(part.data)
                if len(found) >= MAX_PARTS:
                    return tuple(found.values())
        return tuple(found.values())


def _addresses(value: str) -> list[str]:
    """The addresses of an attribute, which may be a set of them."""
    pieces = [piece.split()[0] for piece in re.split(r",\s+", value) if piece.strip()]
    return list(dict.fromkeys([value.strip(), *pieces]))


def _joined(url: str, address: str) -> str:
    try:
        return urljoin(url, address).split("#", 1)[0]
    except ValueError:
        return ""
