"""A source of an import made into tasks, one page after the other: archives are opened while they are read.

Nothing here holds more than one page of an archive; the next one is unpacked when somebody asks for it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from readlater.errors import PageError
from readlater.exchange.prepare import Task, read_limited, without_name
from readlater.exchange.sources import Source, printable, why_unreadable
from readlater.model import LedgerLine, Outcome

if TYPE_CHECKING:
    from readlater.pages.containers import Member

WITHIN = " › "
"""What stands in the ledger between an archive and a page in it."""

_PIECE = 2**20

Step = Task | LedgerLine
"""What is to be done for an item of the ledger, or its line if there is nothing to do."""

Known = Callable[[bytes], list[tuple[str, str]]]
"""UUID and title of the articles of a page, by the SHA-256 of its bytes, if it need not be read again."""


@dataclass(frozen=True, slots=True)
class Expander:
    """Makes tasks.

    Attributes:
        as_format: see `Task`.
        size_limit: the most bytes that a page may have.
        known: says which pages need not be read again.
        stdin: what standard input is.
    """

    as_format: str | None
    size_limit: int
    known: Known
    stdin: BinaryIO

    def steps(self, source: Source) -> Iterator[Step]:
        """What there is to do for a source: for an archive one step after the other, as they are asked for."""
        if source.problem is not None:
            yield source.problem
        elif source.path is None:
            yield from self._stream(source.item, "", self.stdin)
        else:
            try:
                yield from self._file(source.item, str(source.path))
            except OSError as error:
                yield LedgerLine(source.item, Outcome.FAILED, message=why_unreadable(error))

    def _file(self, item: str, path: str) -> Iterator[Step]:
        with open(path, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                yield from self._stream(item, path, file)
                return
            head = file.read(_head_size())
            if _is_container(head):
                file.seek(0)
                yield from self._members(item, os.path.basename(printable(path)), file)
                return
            lines = self._lines(item, self._address(head, file))
        if lines:
            yield from lines
        else:
            yield Task(item, path, None, self.as_format, self.size_limit)

    def _stream(self, item: str, path: str, stream: BinaryIO) -> Iterator[Step]:
        """The pages of a stream that can't be read twice."""
        head = read_limited(stream, _head_size() - 1)
        name = os.path.basename(printable(path))
        if _is_container(head):
            with TemporaryFile(prefix="readlater-") as file:
                file.write(head)
                while piece := stream.read(_PIECE):
                    file.write(piece)
                file.seek(0)
                yield from self._members(item, name, file)
            return
        data = head + read_limited(stream, self.size_limit - len(head))
        yield from self._page(Task(item, "", data, self.as_format, self.size_limit, name=name))

    def _members(self, item: str, name: str, file: BinaryIO) -> Iterator[Step]:
        """The pages of an archive; of a damaged one those before the damage, and a line that says so."""
        for found in _found(item, name, file):
            if isinstance(found, LedgerLine):
                yield found
            else:
                yield from self._member(f"{item}{WITHIN}{printable(found.name)}", found)

    def _member(self, item: str, member: Member) -> Iterator[Step]:
        if member.problem:
            yield LedgerLine(item, Outcome.FAILED, message=member.problem)
            return
        yield from self._page(
            Task(
                item,
                "",
                member.data,
                self.as_format,
                self.size_limit,
                name=member.name,
                url=member.url,
                saved=member.saved,
                charset=member.charset,
                parts=member.parts,
            )
        )

    def _page(self, task: Task) -> Iterator[Step]:
        """A page that is at hand."""
        assert task.data is not None
        if len(task.data) <= self.size_limit and (lines := self._lines(task.item, sha256(task.data).digest())):
            yield from lines
        else:
            yield task

    def _address(self, head: bytes, file: BinaryIO) -> bytes:
        """The SHA-256 of a file; empty if it is larger than a page may be. It is read piece by piece."""
        digest = sha256(head)
        size = len(head)
        while size <= self.size_limit and (piece := file.read(_PIECE)):
            digest.update(piece)
            size += len(piece)
        return digest.digest() if size <= self.size_limit else b""

    def _lines(self, item: str, address: bytes) -> list[LedgerLine]:
        """The lines of a page that is in the library; none if it has to be read."""
        known = self.known(address) if address else []
        several = len(known) > 1
        return [
            LedgerLine(
                f"{item}#{number}" if several else item,
                Outcome.MERGED,
                uuid,
                title,
                f"already in the library (the same file as “{title}”)" if title else "already in the library",
            )
            for number, (uuid, title) in enumerate(known, 1)
        ]


def _found(item: str, name: str, file: BinaryIO) -> Iterator[Member | LedgerLine]:
    from readlater.pages.containers import members

    some = False
    try:
        for member in members(file, name):
            some = True
            yield member
    except Exception as error:  # whatever a damaged archive does to its reader, the other files are to be imported
        if isinstance(error, PageError):
            reason = without_name(str(error), name)
        else:
            reason = f"the archive can't be read on: {' '.join(str(error).split()) or type(error).__name__}"
        after = " (the pages before that were imported)" if some else ""
        yield LedgerLine(item, Outcome.FAILED, message=reason + after)
    else:
        if not some:
            yield LedgerLine(item, Outcome.SKIPPED, message="an archive without pages")


def _head_size() -> int:
    from readlater.pages.containers.opening import HEAD

    return HEAD


def _is_container(head: bytes) -> bool:
    from readlater.pages.containers import container_form

    return bool(container_form(head))
