"""Which container a file is, and its pages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from readlater.errors import PageError
from readlater.pages.containers.member import Budget, Member
from readlater.pages.forms.packed import EPUB, OFFICE, PROGRAM, zip_kind

HEAD = 64 * 1024
"""How many bytes tell a container."""

ZIP = "zip"
WACZ = "wacz"
WARC = "warc"
MBOX = "mbox"

_WARC = re.compile(rb"WARC/\d\.\d|filedesc://")
_MBOX = re.compile(rb"From [^\r\n]{1,300}\r?\n(?:>?[!-9;-~]{1,60}:[^\r\n]*\r?\n)")


def container_form(head: bytes) -> str:
    """The form of a container by its first `HEAD` bytes (``zip``, ``wacz``, ``warc``, ``mbox``); empty if it is none.

    An EPUB, an office document and a single packed page are no containers.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = zip_kind(head)
        return "" if kind in (EPUB, OFFICE, PROGRAM) else WACZ if kind == WACZ else ZIP
    if head.startswith(b"\x1f\x8b"):
        return WARC if _WARC.match(_gunzipped(head)) else ""
    if _WARC.match(head):
        return WARC
    if _MBOX.match(head):
        return MBOX
    return ""


def members(file: BinaryIO, name: str) -> Iterator[Member]:
    """The pages of a container one after the other, what can't be read among them as a `Member` with a problem.

    Args:
        file: the container, seekable and at its start.
        name: what it is called, for messages.

    Raises:
        PageError: it is damaged as a whole, or no container.
    """
    yield from open_members(file, name or "The archive", Budget(), 0)


def open_members(file: BinaryIO, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    """`members`, for a container that may lie in another one (``depth``) with which it shares the budget."""
    head = file.read(HEAD)
    file.seek(0)
    form = container_form(head)
    if form in (ZIP, WACZ):
        from readlater.pages.containers.zips import zip_members

        return zip_members(file, name, budget, depth)
    if form == WARC:
        from readlater.pages.containers.warc import warc_members

        return warc_members(file, name, budget)
    if form == MBOX:
        from readlater.pages.containers.mbox import mbox_members

        return mbox_members(file, budget)
    raise PageError(f"{name} is no archive of pages that readlater knows.")


def _gunzipped(head: bytes) -> bytes:
    """The beginning of what a gzip file holds."""
    try:
        return zlib.decompressobj(31).decompress(head, 4096)
    except zlib.error:
        return b""
