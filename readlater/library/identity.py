"""Which article is the same as which: on this device and on every other."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
import uuid

from readlater.library.noted import title_key
from readlater.model import Draft, Original

_NOT_LETTERS = re.compile(r"[\W_]+")

CERTAIN_LETTERS = 400
"""From this many letters (some 80 words) the same text at two addresses is the same article; shorter ones may be a
notice that a site shows in the place of many articles."""


def letters(text: str) -> str:
    """The letters and digits of a text, case-folded: what stays the same however a page was saved and laid out."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def content_hash(text: str) -> bytes | None:
    """SHA-256 of the `letters` of a text; None if it has none."""
    found = letters(text)
    return hashlib.sha256(found.encode()).digest() if found else None


def given_uuid(draft: Draft) -> str:
    """The UUID that the draft's source gave it, in the usual spelling; empty if none or no UUID."""
    try:
        return str(uuid.UUID(draft.uuid)) if draft.uuid else ""
    except ValueError:
        return ""


def article_uuid(draft: Draft, content: bytes | None, original: Original | None) -> str:
    """The UUID of a new article: as given; else by its canonical URL; else by its text: the same on every device.

    A page with neither URL nor text is known by its bytes, else by its title.
    """
    given = given_uuid(draft)
    if given:
        return given
    if draft.url:
        name = draft.url
    elif content is not None:
        name = f"readlater:text:{content.hex()}"
    elif original is not None:
        name = f"readlater:original:{hashlib.sha256(original.data).hexdigest()}"
    else:
        name = f"readlater:title:{letters(draft.title)}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def find_same(
    connection: sqlite3.Connection, draft: Draft, article: str, content: bytes | None, original: bytes | None
) -> tuple[int, str] | None:
    """The article that is already in the library as this draft, and why it is the same; None if there is none.

    Looked for by UUID, then by canonical URL, then by content, and last by the bytes of its original (``original`` is
    their SHA-256), which stay the same when a later reader makes another text of them. One file may hold several
    articles, so then the title has to be the same too, unless all that is there is a page that could only be kept. An
    article in the trash is found too.
    """
    row = connection.execute("SELECT id FROM article WHERE uuid = ?", (article,)).fetchone()
    if row:
        return row[0], "the same ID" if given_uuid(draft) else ("the same address" if draft.url else "the same text")
    if draft.url:
        row = connection.execute("SELECT id FROM article WHERE url = ?", (draft.url,)).fetchone()
        if row:
            return row[0], "the same address"
    return _same_text(connection, draft, content) or _same_bytes(connection, draft, original)


def _same_bytes(connection: sqlite3.Connection, draft: Draft, original: bytes | None) -> tuple[int, str] | None:
    if original is None:
        return None
    row = connection.execute(
        "SELECT id FROM article WHERE original = ? AND failed != '' AND content_hash IS NULL AND url IS NULL",
        (original,),
    ).fetchone()
    if row:
        return row[0], "the same page"
    if draft.url or not title_key(draft.title):
        return None
    row = connection.execute(
        "SELECT id FROM article WHERE original = ? AND title_key = ? AND url IS NULL ORDER BY id",
        (original, title_key(draft.title)),
    ).fetchone()
    return (row[0], "the same page") if row else None


def _same_text(connection: sqlite3.Connection, draft: Draft, content: bytes | None) -> tuple[int, str] | None:
    if content is None or draft.failed:
        return None
    rows = connection.execute(
        "SELECT id, url FROM article WHERE content_hash = ? AND failed = '' ORDER BY id", (content,)
    ).fetchall()
    for number, url in rows:
        if not url or not draft.url or len(letters(draft.document.text)) >= CERTAIN_LETTERS:
            return number, "the same text"
    return None
