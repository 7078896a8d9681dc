"""What an import is given, made into a list of single pages: files, folders with all below them, standard input."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readlater.language.safe import safe_text
from readlater.model import LedgerLine, Outcome
from readlater.pages.forms.kept import COMPANION
from readlater.pages.urls import is_web_url

STDIN = "-"
"""The path that stands for standard input, and its name in the ledger."""

_HTML_NAMES = (".html", ".htm", ".xhtml", ".xht")


@dataclass(frozen=True, slots=True)
class Source:
    """One page to import.

    Attributes:
        item: its name in the ledger: the path as given, or as found below a given folder, made `printable`.
        path: the file; None for standard input.
        problem: set instead when there is nothing to read: the line for the ledger.
    """

    item: str
    path: Path | None = None
    problem: LedgerLine | None = None


def sources(paths: Sequence[str | Path]) -> list[Source]:
    """All pages that the paths mean, in the order given; those of a folder sorted by name, its own files first.

    In folders these are passed over: what is hidden (a name that begins with a dot), ``__MACOSX``, and the companion
    folder that a browser saves beside a page (``NAME_files`` when there is a ``NAME.html``). A folder that symbolic
    links reach twice is walked once. A path that isn't there, can't be read, or holds no file becomes a problem.
    """
    found: list[Source] = []
    walked: set[tuple[int, int]] = set()
    for path in paths:
        if str(path) == STDIN:
            found.append(Source(STDIN))
            continue
        if not str(path).strip():  # an empty variable of a script, and not the folder it runs in
            found.append(_failed(str(path), "an empty name: name a file or folder ('.' is this folder)"))
            continue
        before = len(found)
        given = Path(path)
        try:
            is_folder = stat.S_ISDIR(os.stat(given).st_mode)
        except OSError as error:
            is_address = is_web_url(str(path))
            found.append(
                _failed(str(path), "a web address: use readlater add" if is_address else why_unreadable(error))
            )
            continue
        except ValueError:  # a null character
            found.append(_failed(str(path), "no file has such a name"))
            continue
        if not is_folder:
            found.append(Source(printable(path), given))
            continue
        found.extend(_walk(given, walked))
        if len(found) == before:
            found.append(_problem(str(path), Outcome.SKIPPED, "a folder without pages"))
    return found


def _walk(folder: Path, walked: set[tuple[int, int]]) -> Iterator[Source]:
    """The files of a folder and of all folders below it; without recursion, for trees of any depth."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            status = os.stat(current)
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            with os.scandir(current) as scan:
                entries = sorted((entry for entry in scan if _is_wanted(entry.name)), key=lambda e: natural(e.name))
        except OSError as error:
            yield _failed(str(current), why_unreadable(error))
            continue
        files = [entry for entry in entries if not _is_folder(entry)]
        pages = {entry.name[: entry.name.rindex(".")] for entry in files if entry.name.lower().endswith(_HTML_NAMES)}
        for entry in files:
            yield _file(current / entry.name)
        folders = [entry.name for entry in entries if _is_folder(entry) and not _is_companion(entry.name, pages)]
        pending.extend(current / name for name in reversed(folders))


def _file(path: Path) -> Source:
    """A file of a folder; a broken link, a device, a pipe or a socket is a problem."""
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        reason = "a link to nothing" if path.is_symlink() else why_unreadable(error)
        return _problem(str(path), Outcome.SKIPPED if path.is_symlink() else Outcome.FAILED, reason)
    if not stat.S_ISREG(mode):
        return _problem(str(path), Outcome.SKIPPED, "not a file but a device, pipe or socket")
    return Source(printable(path), path)


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and name != "__MACOSX"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_companion(folder: str, pages: set[str]) -> bool:
    """Whether a folder holds the images and scripts of a page saved beside it."""
    match = COMPANION.search(folder)
    return match is not None and folder[: match.start()] in pages


def printable(path: str | Path) -> str:
    r"""A path that can be stored and shown on one line: what is no text in it, or would be obeyed, as ``\x1b``.

    A file name is any bytes: undecodable ones (Python's lone surrogates) can't be written anywhere, and control
    characters must not reach the terminal.
    """
    return "".join(one if safe_text(one) == one and one not in "\n\t" else _escaped(one) for one in str(path))


def _escaped(character: str) -> str:
    code = ord(character)
    # A byte that is no text in the system's encoding: see PEP 383.
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else ascii(character)[1:-1]


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which ``page 2`` comes before ``page 10``; isascii keeps digits that int() does not know out."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part]


def _failed(item: str, message: str) -> Source:
    return _problem(item, Outcome.FAILED, message)


def _problem(item: str, outcome: Outcome, message: str) -> Source:
    item = printable(item)
    return Source(item, problem=LedgerLine(item, outcome, message=message))


def why_unreadable(error: OSError) -> str:
    """Why a path can't be used, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, IsADirectoryError):
        return "is a folder: 'readlater import' reads all that is in it"
    return f"can't be read: {error.strerror or error}"
