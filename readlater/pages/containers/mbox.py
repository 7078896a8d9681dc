"""Mailboxes: many messages in one file, each behind a line that begins with ``From``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from readlater.language.safe import safe_line
from readlater.pages.containers.member import MAX_MEMBER, Budget, Member, SpentError

_MAX_LINE = 1024 * 1024
_FROM = b"From "
_QUOTED = re.compile(rb">+From ")
_HEADER = re.compile(rb"[!-9;-~]{1,60}:|>?From ")
_SUBJECT = re.compile(rb"^subject:[ \t]*((?:[^\r\n]*)(?:\r?\n[ \t]+[^\r\n]*)*)", re.IGNORECASE | re.MULTILINE)


def mbox_members(file: BinaryIO, budget: Budget) -> Iterator[Member]:
    """The messages of a mailbox, named by number and subject."""
    for number, (lines, size) in enumerate(_messages(file), 1):
        name = f"message {number}"
        try:
            budget.spend(size)
        except SpentError as error:
            yield Member(name, b"", problem=str(error))
            return
        if size > MAX_MEMBER:
            yield Member(name, b"", problem=f"larger than {MAX_MEMBER // 2**20} MB")
            continue
        data = b"".join(lines)
        if data.strip():
            yield Member(f"{name}: {subject}" if (subject := _subject(data)) else name, data, mime="message/rfc822")


def _messages(file: BinaryIO) -> Iterator[tuple[list[bytes], int]]:
    """The lines of each message and how many bytes they were; of one that is too large, not all are kept."""
    lines: list[bytes] = []
    size = 0
    begun = False
    blank = True
    ahead = file.readline(_MAX_LINE)
    while ahead:
        line, ahead = ahead, file.readline(_MAX_LINE)
        if blank and line.startswith(_FROM) and _HEADER.match(ahead):
            if begun:
                yield lines, size
            lines, size, begun = [], 0, True
            blank = False
            continue
        blank = not line.strip()
        size += len(line)
        if size <= MAX_MEMBER:
            lines.append(line[1:] if _QUOTED.match(line) else line)
    if begun:
        yield lines, size


def _subject(data: bytes) -> str:
    """The subject of a message, decoded."""
    from readlater.pages.forms.mime import header_text

    match = _SUBJECT.search(data[: 64 * 1024].split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0])
    return safe_line(header_text(match.group(1).decode("utf-8", "replace")))[:120] if match else ""
