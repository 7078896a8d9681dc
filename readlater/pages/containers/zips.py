"""Zip archives of pages: what a person packed, what a web clipper writes, archives within archives.

Entries are read into memory, never written to disk: their names are labels and lead nowhere.
"""

from __future__ import annotations

import contextlib
import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from readlater.errors import PageError
from readlater.language.safe import safe_line
from readlater.pages.containers.beside import Beside, has_pictures, is_companion_of, is_page_name, is_resource
from readlater.pages.containers.clippings import Clipping, find_clippings
from readlater.pages.containers.member import MAX_MEMBER, MAX_MEMBERS, Budget, Member, SpentError, TooLargeError
from readlater.pages.forms.packed import EPUB, OFFICE, PROGRAM, WACZ, kind_of_names

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1

_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError, OverflowError)
"""What the standard library raises for entries that are not what they say."""


def zip_members(file: BinaryIO, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    """The pages of a zip archive, in the order of its directory.

    Raises:
        PageError: it has no readable directory, or too many entries.
    """
    archive = Archive(file, name, budget)
    kind = kind_of_names(archive.entries)
    if kind == WACZ:
        from readlater.pages.containers.wacz import wacz_members

        return wacz_members(archive)
    if kind == EPUB:  # one whose beginning did not say so
        return _whole(file, name, budget)
    if kind in (OFFICE, PROGRAM):
        raise PageError(f"{name}: readlater does not read {kind}; save the page as HTML or text.")
    return _pages(archive, depth)


class Archive:
    """A zip archive's entries by path, and their bytes within the limits."""

    def __init__(self, file: BinaryIO, name: str, budget: Budget) -> None:
        self.name = name
        self.budget = budget
        try:
            self._zip = zipfile.ZipFile(file)
            infos = self._zip.infolist()
        except (*_DAMAGE, NotImplementedError, RuntimeError, UnicodeError, KeyError, IndexError) as error:
            raise PageError(f"{name} is damaged or cut off: its list of files can't be read; copy it again.") from error
        if len(infos) > MAX_MEMBERS:
            raise PageError(f"{name} has more than {MAX_MEMBERS:,} files; divide it.")
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            path = _path(info)
            if path and not path.endswith("/") and (info.file_size or path not in self.entries):
                self.entries[path] = info  # a program that packed a file twice had it the second time

    def read(self, path: str, limit: int = MAX_MEMBER) -> bytes:
        """The bytes of an entry.

        Raises:
            PageError: the entry can't be read; the message is the reason alone.
            SpentError: the whole archive is too large.
        """
        info = self.entries[path]
        if info.flag_bits & _ENCRYPTED:
            raise PageError("locked with a password; unpack it first")
        try:
            with self._zip.open(info) as stream:
                return self.budget.read(stream.read, info.compress_size, limit)
        except SpentError:
            raise
        except TooLargeError as error:
            raise PageError(str(error)) from error
        except (NotImplementedError, RuntimeError) as error:
            raise PageError("packed in a way that readlater does not read; unpack it first") from error
        except _DAMAGE as error:
            raise PageError("damaged in the archive") from error

    def open(self, path: str) -> BinaryIO:
        """An entry as a seekable stream, for archives within the archive.

        Raises:
            PageError: the entry can't be read; the message is the reason alone.
        """
        info = self.entries[path]
        if info.flag_bits & _ENCRYPTED:
            raise PageError("locked with a password; unpack it first")
        try:
            return self._zip.open(info)  # type: ignore[return-value]
        except (NotImplementedError, RuntimeError, *_DAMAGE) as error:
            raise PageError("can't be unpacked") from error


def _pages(archive: Archive, depth: int) -> Iterator[Member]:
    """The pages among the entries; those of an archive within it too, but not of one within that."""
    clippings, claimed = find_clippings(archive)
    beside = Beside(archive)
    page_names = {_stem(path) for path in archive.entries if is_page_name(path)}
    for number, path in enumerate(archive.entries, 1):
        if path in claimed or is_resource(path) or is_companion_of(path, page_names):
            continue
        label = safe_line(path) or f"file {number}"
        try:
            data = archive.read(path)
            if not data.strip():
                continue
            yield from _expanded(archive, label, data, clippings.get(path), beside, path, depth)
        except SpentError as error:
            yield Member(label, b"", problem=str(error))
            return
        except PageError as error:
            yield Member(label, b"", problem=str(error))


def _expanded(
    archive: Archive, label: str, data: bytes, clipping: Clipping | None, beside: Beside, path: str, depth: int
) -> Iterator[Member]:
    """An entry as a page, or the pages of one that is an archive itself."""
    from readlater.pages.containers.opening import HEAD, container_form, open_members

    if container_form(data[:HEAD]):
        if depth:
            raise PageError("an archive in an archive in an archive; unpack it first")
        for member in open_members(io.BytesIO(data), label, archive.budget, depth + 1):
            yield member.within(label)
        return
    parts = beside.parts(path, data) if has_pictures(path) else ()
    if clipping is None:
        yield Member(label, data, parts=parts)
    else:
        yield Member(label, data, url=clipping.url, saved=clipping.saved, charset=clipping.charset, parts=parts)


def _whole(file: BinaryIO, name: str, budget: Budget) -> Iterator[Member]:
    """The file itself as its only page."""
    file.seek(0)
    try:
        yield Member(safe_line(posixpath.basename(name)) or "page", budget.read(file.read))
    except TooLargeError as error:
        yield Member(safe_line(posixpath.basename(name)) or "page", b"", problem=str(error))


def _path(info: zipfile.ZipInfo) -> str:
    """An entry's path with forward slashes; a name without the mark of UTF-8 may be UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return re.sub(r"^(?:\./)+", "", name.replace("\\", "/"))


def _stem(path: str) -> str:
    return path[: path.rindex(".")]
