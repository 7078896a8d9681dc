"""One file made ready for the library: its bytes read, understood and analysed. Runs in a worker process or here."""

from __future__ import annotations

import os
import signal
import stat
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from readlater.errors import PageError
from readlater.exchange.sources import printable
from readlater.model import Analysis, Draft, Original, Outcome, Part

MIMES = {
    "html": "text/html",
    "singlefile": "text/html",
    "saved-page": "text/html",
    "mhtml": "multipart/related",
    "mail": "message/rfc822",
    "webarchive": "application/x-webarchive",
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "markdown": "text/markdown",
}
"""Format → media type of the original; everything else is ``text/plain``."""

FILE_TIME_FORMATS = frozenset({"saved-page", "webarchive"})
"""Forms that a browser wrote the moment the page was saved and that hold no date: the file's own time is a fair guess.

For others it would be made up: a file that was copied, unpacked or checked out has the time of that.
"""


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked to do.

    Attributes:
        item: name in the ledger.
        path: the file to read; empty when ``data`` is given.
        data: the page itself: from standard input, a server, or an archive.
        as_format: one of `readlater.pages.sniff.FORMATS` in place of looking at the content, or None.
        size_limit: the most bytes that a page may have.
        name: what the page is called within its archive; it serves messages and sniffing.
        url: where the page was saved from, if that is known from outside.
        saved: when, if that is known from outside.
        charset: the character set that came with it from outside, or empty.
        etag, last_modified: what the server said of this version.
        parts: files that came with it.
    """

    item: str
    path: str
    data: bytes | None
    as_format: str | None
    size_limit: int
    name: str = ""
    url: str = ""
    saved: datetime | None = None
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A page that can go into the library: one article, or several, each with its analysis and its original."""

    articles: tuple[tuple[Draft, Analysis, Original], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that can't, and why: skipped (there is nothing for us in it) or failed (there should have been).

    ``broke``: it was readlater that failed (a limit, a crash, a bug), and a later version may read the page.
    """

    outcome: Outcome
    message: str
    broke: bool = False


def prepare(task: Task) -> Ready | Refused:
    """Reads, extracts and analyses one page. An error that nobody foresaw is a failed page, not the import's end."""
    try:
        return _prepare(task)
    except RecursionError:
        return Refused(Outcome.FAILED, "the page is nested too deeply", broke=True)
    except MemoryError:
        return Refused(Outcome.FAILED, "the page needs more memory than there is", broke=True)
    except Exception as error:
        if os.environ.get("READLATER_DEBUG"):
            import traceback

            traceback.print_exception(error)
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return Refused(Outcome.FAILED, f"a bug in readlater: {text}", broke=True)


class _TooLong(BaseException):
    """The page took too long. No `Exception`: code that falls back when a parser fails must not catch it."""


def prepare_in_time(task: Task, limit: float) -> Ready | Refused:
    """`prepare`, but a page that takes longer than ``limit`` seconds has failed.

    The clock is the process's alarm, which only the main thread may set; elsewhere there is no limit. A worker process
    is what stops everything, also a parser that does not come back from C.
    """
    if threading.current_thread() is not threading.main_thread():
        return prepare(task)

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            return prepare(task)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TooLong:
        return Refused(Outcome.FAILED, f"not done after {limit:.0f} seconds")
    finally:
        signal.signal(signal.SIGALRM, before)


def _prepare(task: Task) -> Ready | Refused:
    from readlater.exchange.reading import read_with_files
    from readlater.language.analysis import analyse
    from readlater.pages.sniff import sniff

    name = task.name or os.path.basename(printable(task.path))
    time = task.saved
    data = task.data
    if data is None:
        try:
            with open(task.path, "rb") as file:
                status = os.fstat(file.fileno())
                data = read_limited(file, task.size_limit)
        except OSError as error:
            return Refused(Outcome.FAILED, f"can't be read: {error.strerror or error}")
        if time is None and stat.S_ISREG(status.st_mode):
            time = datetime.fromtimestamp(status.st_mtime, UTC)
    if len(data) > task.size_limit:
        return Refused(
            Outcome.FAILED, f"larger than {task.size_limit // 2**20} MB; save the page again without its videos"
        )
    form = task.as_format
    if form is None:
        try:
            form = sniff(data, name)
        except PageError as error:
            return Refused(Outcome.SKIPPED, without_name(str(error), name))
    saved = time if task.saved or form in FILE_TIME_FORMATS else None
    try:
        drafts, parts = read_with_files(
            data,
            form,
            name=name,
            url=task.url,
            charset=task.charset,
            saved=saved,
            path=Path(task.path) if task.path and task.data is None else None,
            parts=task.parts,
        )
    except PageError as error:
        return Refused(Outcome.FAILED, without_name(str(error), name))
    if not drafts:
        return Refused(Outcome.SKIPPED, "no article in it")
    first = drafts[0]
    whole = Original(
        data=data,
        mime=MIMES.get(first.format, "text/plain"),
        name=name,
        url=first.url_original or first.url,
        charset=task.charset,
        fetched=first.created or saved,
        etag=task.etag,
        last_modified=task.last_modified,
        parts=parts,
    )
    return Ready(tuple((draft, analyse(draft), draft.original or whole) for draft in drafts))


def read_limited(file: BinaryIO, limit: int) -> bytes:
    """All bytes of a file, or one more than ``limit`` if there are more (a device may never end)."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0:
        part = file.read(min(left, 2**20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def without_name(message: str, name: str) -> str:
    """A message of `readlater.pages` without the file's name at its head: in the ledger the name stands before it."""
    if not name or not message.startswith(name):
        return message
    return message[len(name) :].lstrip(": ") or message
