"""The files that a browser saved beside a page: the pictures of its article, and the pages of its frames.

Only what the page refers to is read, only from the folder that was saved with it (or, for a page that does not know
its address, from beside it), and only pictures, by their content.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from readlater.model import BlockKind, Document, Draft, Part
from readlater.pages.forms.kept import COMPANION, PART

if TYPE_CHECKING:
    from readlater.pages.forms.frames import Finder, Frame

MAX_PICTURE = 10 * 2**20
"""Bytes of one picture."""

MAX_PICTURES = 200
MAX_TOGETHER = 40 * 2**20
"""Bytes of all that is kept beside a page."""

_FRAME_NAMES = (".html", ".htm", ".xhtml", ".xht")


def picture_sources(drafts: Iterable[Draft]) -> list[str]:
    """The addresses of all pictures of articles, also of those in cut blocks, each once, in order."""
    found: dict[str, None] = {}
    for draft in drafts:
        for block in draft.document.blocks:
            if block.kind is BlockKind.IMAGE and block.source:
                found.setdefault(block.source)
        if draft.lead_image:
            found.setdefault(draft.lead_image)
    return list(found)


def companion_parts(path: Path, drafts: Sequence[Draft]) -> tuple[Part, ...]:
    """The pictures beside a page that its articles refer to, named as the articles call them.

    The lead image, which pages name by its address on the web, is looked for by its file name.
    """
    from readlater.pages.forms.pictures import picture_kind

    folder = companion_folder(path)
    leads = {draft.lead_image for draft in drafts}
    found: list[Part] = []
    room = MAX_TOGETHER
    for source in picture_sources(drafts):
        if source.startswith(PART):
            places = list(_places(path, source.removeprefix(PART)))
        elif source in leads and folder is not None:
            name = unquote(re.split(r"[?#]", source)[0].rpartition("/")[2])
            places = [(folder, folder / name)] if "." in name else []
        else:
            continue
        for root, place in places:
            data = _read(root, place, min(MAX_PICTURE, room))
            mime = picture_kind(data)[0] if data else ""
            if data and mime:
                found.append(Part(source, mime, data))
                room -= len(data)
                break
        if len(found) >= MAX_PICTURES or room <= 0:
            break
    return tuple(found)


def companion_folder(path: Path) -> Path | None:
    """The folder that a browser saved beside a page, or None."""
    try:
        with os.scandir(path.parent) as scan:
            names = [entry.name for entry in scan if entry.name.startswith(path.stem) and entry.is_dir()]
    except (OSError, ValueError):
        return None
    for name in sorted(names):
        match = COMPANION.search(name)
        if match and name[: match.start()] == path.stem:
            return path.parent / name
    return None


class Frames:
    """Finds the pages of a page's frames: files of its companion folder, or parts that were kept of them before."""

    def __init__(self, path: Path | None, parts: Sequence[Part]) -> None:
        self._path = path
        self._kept = {part.name: part for part in parts}
        self.used: dict[str, Part] = {}
        """The frames that were asked for, to be kept with the page."""

    @property
    def finder(self) -> Finder:
        """For `readlater.pages.forms.frames.with_frames`."""
        return self._find

    def _find(self, address: str, base: str) -> Frame | None:
        from readlater.pages.decode import decode
        from readlater.pages.forms.frames import Frame

        address = urljoin(base, address) if base else address
        name = PART + address
        part = self._kept.get(name) or self._beside(name, address)
        if part is None:
            return None
        self.used[name] = part
        return Frame(decode(part.data).text, address)

    def _beside(self, name: str, address: str) -> Part | None:
        if self._path is None or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", address):
            return None
        for root, place in _places(self._path, address):
            if place.name.lower().endswith(_FRAME_NAMES) and root != self._path.parent:
                data = _read(root, place, MAX_PICTURE)
                if data:
                    return Part(name, "text/html", data)
        return None


def with_parts(drafts: Sequence[Draft], names: Iterable[str]) -> list[Draft]:
    """The drafts with the pictures that came with the page called by the names of these (``part:…``).

    A page that knows its address on the web has joined its relative ones to that.
    """
    written = [name.removeprefix(PART) for name in names if name.startswith(PART)]
    return [_renamed(draft, written) for draft in drafts]


def _renamed(draft: Draft, written: Sequence[str]) -> Draft:
    names: dict[str, str] = {}
    for one in written:
        try:
            whole = urljoin(draft.url_original, one).replace(" ", "%20")
        except ValueError:
            continue
        names[whole] = PART + one
    blocks = tuple(
        replace(block, source=names[block.source]) if block.kind is BlockKind.IMAGE and block.source in names else block
        for block in draft.document.blocks
    )
    return draft if blocks == draft.document.blocks else replace(draft, document=Document(blocks))


def _places(path: Path, written: str) -> Iterator[tuple[Path, Path]]:
    """Where a file may be that a page calls so, each with the folder that it must not lie outside of."""
    bare = re.split(r"[?#]", written)[0]
    seen: set[str] = set()
    for way in (written, unquote(written), bare, unquote(bare)):
        for one in (way, way.replace("\\", "/")):
            relative = re.sub(r"\A(?:\./+)+", "", one)
            if not relative or relative in seen or "\0" in relative or relative.startswith("/"):
                continue
            seen.add(relative)
            top, slash, _ = relative.partition("/")
            root = path.parent / top if slash and COMPANION.search(top) else path.parent
            yield root, path.parent / relative


def _read(root: Path, place: Path, limit: int) -> bytes | None:
    """The bytes of a file within a folder; None if it lies elsewhere, is no file, or is larger than the limit."""
    try:
        within = os.path.realpath(root)
        if os.path.dirname(within) != os.path.realpath(root.parent):
            return None  # the folder itself is a link to somewhere else
        real = os.path.realpath(place)
        if os.path.commonpath([within, real]) != within:
            return None
        handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK)  # opening a pipe would wait for ever
        with open(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or not 0 < status.st_size <= limit:
                return None
            return file.read(limit)
    except (OSError, ValueError):
        return None
