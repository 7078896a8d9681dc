"""A page read together with the files that were saved with it: the folder beside it, or what it is packed with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from readlater.model import Draft, Part

if TYPE_CHECKING:
    from readlater.exchange.companions import Frames

_HTML = frozenset({"html", "singlefile", "saved-page"})
_BESIDE = frozenset({"markdown"})
"""Other forms of pages that name pictures by where they lie beside them."""

_FRAME = re.compile(rb"<i?frame\b", re.IGNORECASE)


def read_with_files(
    data: bytes,
    form: str,
    *,
    name: str = "",
    url: str = "",
    charset: str = "",
    saved: datetime | None = None,
    path: Path | None = None,
    parts: Sequence[Part] = (),
) -> tuple[list[Draft], tuple[Part, ...]]:
    """The articles in a page, and the files that are to be kept with it.

    Args:
        data: the page.
        form: of the page, one of `readlater.pages.sniff.FORMATS`.
        name: see `readlater.pages.read.read_page`, as for the next three.
        url: where it was saved from.
        charset: its character set.
        saved: when it was saved.
        path: where the page lies, if it is a file; what it refers to is looked for beside it.
        parts: files that came with it.

    Raises:
        PageError: see `readlater.pages.read.read_page`.
    """
    from readlater.exchange.companions import companion_parts
    from readlater.pages.read import read_page

    if form not in _HTML:
        drafts = read_page(data, name=name, url=url, charset=charset, saved=saved, as_format=form)
        beside = companion_parts(path, drafts) if path is not None and form in _BESIDE else ()
        return _named(drafts, parts), (*parts, *beside)

    from readlater.exchange.companions import Frames
    from readlater.pages.forms.kept import PART
    from readlater.pages.forms.polyglot import packed_page

    packed = packed_page(data)
    page = packed.data if packed is not None else data
    frames = Frames(path, parts)
    if _FRAME.search(page):
        page, charset = _with_frames(page, charset, frames)
    drafts = read_page(page, name=name, url=url, charset=charset, saved=saved, as_format=form)
    drafts = _named(drafts, parts)
    if packed is not None:
        drafts = _named(drafts, [Part(PART + one, "", b"") for one in packed.pictures])
    kept = {part.name: part for part in (*parts, *frames.used.values())}
    if path is not None:
        for part in companion_parts(path, drafts):
            kept.setdefault(part.name, part)
    return drafts, tuple(kept.values())


def _named(drafts: list[Draft], parts: Sequence[Part]) -> list[Draft]:
    from readlater.exchange.companions import with_parts

    return with_parts(drafts, [part.name for part in parts]) if parts else drafts


def _with_frames(page: bytes, charset: str, frames: Frames) -> tuple[bytes, str]:
    """The page with the articles of its frames, and its character set then."""
    from readlater.pages.decode import decode
    from readlater.pages.forms.frames import with_frames

    markup = decode(page, charset).text
    spliced = with_frames(markup, frames.finder)
    if spliced == markup:
        frames.used.clear()
        return page, charset
    return spliced.encode("utf-8", "replace"), "utf-8"
