"""A message taken apart: which of its parts is read, and what its headers say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from readlater.language.safe import safe_line
from readlater.pages.decode import decode
from readlater.pages.forms.bodies import PAGES, bodies, is_picture
from readlater.pages.forms.mailwords import LIST_TAG, REPLY
from readlater.pages.forms.mime import MimePart, header_text, header_time, leaves, read_part
from readlater.pages.urls import canonical_url

MAX_FORWARDED = 4
"""Messages within messages that are opened."""

ENOUGH = 400
"""Bytes of a text above which a message has one of its own and is no mere envelope of another."""

_HEADER = re.compile(r"[!-9;-~]{1,60}:[^\r\n]*(?:\r\n|\n|\r|\Z)(?:[ \t][^\r\n]*(?:\r\n|\n|\r|\Z))*")
_MBOX_LINE = re.compile(rb"\A[\s\xef\xbb\xbf]{0,100}(?:(?:>?From [^\r\n]{0,1000}|(\d{1,9})[ \t]*)(?:\r\n|\n|\r))?")
"""What may stand before a message: the first line of its place in a mailbox, or its length (Apple's ``.emlx``)."""
_ENVELOPE = frozenset({"received", "return-path", "delivered-to", "message-id", "dkim-signature", "mime-version"})
_LETTER = frozenset({"from", "to", "subject", "date", "sender", "reply-to", "list-id", "list-unsubscribe"})
_REDIRECTOR = re.compile(r"^(?:click|clicks|link|links|t|trk|track|tracking|email|e|mail|go|url\d*|r)\.", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_=+-]{40,}")
_NO_NAME = re.compile(r"[\w.-]+\.[a-z]{2,}|[0-9a-fA-F.-]+|.*\b(?:mc list|list id)\b.*", re.IGNORECASE)


def looks_like_mail(head: str | bytes) -> bool:
    """Whether a file begins with the headers of a message that was sent."""
    text = decode(_message(head.encode("utf-8", "replace") if isinstance(head, str) else head)).text.lstrip("\ufeff")
    names: set[str] = set()
    position = 0
    for _ in range(200):
        match = _HEADER.match(text, position)
        if not match:
            break
        position = match.end()
        names.add(match.group().split(":", 1)[0].lower())
    return "from" in names and len(names & _LETTER) >= 2 and (bool(names & _ENVELOPE) or len(names & _LETTER) >= 4)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and what of it is read.

    Attributes:
        whole: the message with its headers.
        html: the pieces of its HTML, with the texts and pictures between them; empty if it has no HTML.
        text: the pieces of its text.
        attached: the names of its other files.
    """

    whole: MimePart
    html: tuple[MimePart, ...]
    text: tuple[MimePart, ...]
    attached: tuple[str, ...]

    @property
    def subject(self) -> str:
        """What it is about, without the marks of answers, of passing on, and of mailing lists."""
        subject = REPLY.sub("", header_text(self.whole.headers.get("subject", "")))
        return REPLY.sub("", LIST_TAG.sub("", subject))

    @property
    def received(self) -> datetime | None:
        """When it came to the reader."""
        return header_time(self.whole.headers.get("received", "").rpartition(";")[2])


def open_letter(data: bytes) -> Letter:
    """The message in a file; of one that was passed on as a file, the message within."""
    whole = read_part(_message(data))
    letter = _letter(whole)
    for _ in range(MAX_FORWARDED):
        inner = next((part for part in leaves(whole) if part.kind == "message/rfc822"), None)
        if inner is None or any(len(part.body) > ENOUGH for part in (*letter.html, *letter.text)):
            break
        whole = read_part(inner.content().lstrip(b"\r\n"))
        letter = _letter(whole)
    return letter


def _message(data: bytes) -> bytes:
    """The message in a file, without what stands around it."""
    match = _MBOX_LINE.match(data)
    if match is None:
        return data
    return data[match.end() :][: int(match.group(1)) if match.group(1) else None]


def _letter(whole: MimePart) -> Letter:
    read = bodies(whole)
    html = read.rich if read.has_page else ()
    attached = [
        safe_line(part.filename)[:200]
        for part in leaves(whole)
        if part.filename and not part.identity and _is_file(part) and not (html and is_picture(part))
    ]
    return Letter(whole, html, read.plain, tuple(attached))


def _is_file(part: MimePart) -> bool:
    return part.disposition == "attachment" or part.kind not in (*PAGES, "text/plain")


def sender(value: str) -> tuple[str, str]:
    """The name and the address in a ``From`` header."""
    from email.utils import parseaddr

    name, address = parseaddr(value[:2000])
    if not address and "<" in value:
        name, _, address = value.partition("<")
        address = address.strip("<> ")
    name = header_text(name).strip("\"' ")
    return ("" if "@" in name else name), address


def list_name(value: str) -> str:
    """The name of a mailing list, if it has one for people."""
    name = header_text(value.partition("<")[0]).strip("\"' ")
    return "" if _NO_NAME.fullmatch(name) else name


def address_of(headers: dict[str, str], subject: str, link: str) -> tuple[str, str]:
    """Where the article stands on the web and where that was found: only an address of this one article will do.

    ``link`` is the one by which the message says that it can be read in a browser. Many services name the article as
    the place to answer to; for others, that is the same for every message of the list.
    """
    for name in ("archived-at", "list-post"):
        match = re.search(r"<?\s*(https?://[^\s<>]+)", headers.get(name, ""))
        if match and is_clear(match.group(1)) and (name == "archived-at" or _is_called(match.group(1), subject)):
            return match.group(1), name
    return (link, "browser-link") if link and is_clear(link) else ("", "")


def is_clear(url: str) -> bool:
    """Whether an address is that of a page and not one that counts the click and leads elsewhere."""
    canonical = canonical_url(url)
    parts = urlsplit(canonical)
    if not canonical or (parts.path in ("", "/") and not parts.query) or _REDIRECTOR.match(parts.hostname or ""):
        return False
    segments = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))]
    return len(parts.query) <= 100 and not any(
        _TOKEN.search(one) and one.count("-") < len(one) / 14 for one in segments
    )


def _is_called(url: str, subject: str) -> bool:
    """Whether an address ends with the words of a title."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = set(re.findall(r"\w+", last.casefold()))
    return len(words) >= 2 and len(words & set(re.findall(r"\w+", subject.casefold()))) >= 0.6 * len(words)
