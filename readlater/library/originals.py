"""The originals: pages as they were saved, compressed, by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from readlater.errors import LibraryError
from readlater.library.times import maybe_from_ms, now_ms, to_ms
from readlater.model import Original

LEVEL = 6
"""Of zlib. On saved pages as small as zstd at its level 3."""


def digest(data: bytes) -> bytes:
    """The address of an original."""
    return hashlib.sha256(data).digest()


@dataclass(frozen=True, slots=True)
class Compressed:
    """An original as it will be stored: with its address and the UUID of its article."""

    original: Original
    address: bytes
    article_uuid: str
    codec: str
    data: bytes


def compressed(items: Iterable[tuple[Original, bytes, str]]) -> list[Compressed]:
    """Originals, given with their `digest` and the UUID of their article, made ready before a transaction begins."""
    ready: list[Compressed] = []
    for original, address, uuid in items:
        data = zlib.compress(original.data, LEVEL)
        smaller = len(data) < len(original.data)
        ready.append(Compressed(original, address, uuid, *(("zlib", data) if smaller else ("none", original.data))))
    return ready


def add(connection: sqlite3.Connection, items: Iterable[Compressed], zone: tzinfo | None = None) -> None:
    """Keeps originals; one that is there already stays as it is. Naive times are local to ``zone``."""
    now = now_ms()
    connection.executemany(
        "INSERT OR IGNORE INTO original"
        " (hash, article_uuid, url, fetched, added, mime, name, charset, codec, size, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                item.address,
                item.article_uuid,
                item.original.url,
                None if item.original.fetched is None else to_ms(item.original.fetched, zone),
                now,
                item.original.mime,
                item.original.name,
                item.original.charset,
                item.codec,
                len(item.original.data),
                item.data,
            )
            for item in items
        ],
    )


def get(connection: sqlite3.Connection, address: bytes) -> Original | None:
    """The original with that address, its bytes proved by their hash; None if there is none.

    Raises:
        LibraryError: the bytes are damaged.
    """
    row = connection.execute(
        "SELECT codec, data, mime, name, url, charset, fetched FROM original WHERE hash = ?", (address,)
    ).fetchone()
    if row is None:
        return None
    codec, data, mime, name, url, charset, fetched = row
    try:
        data = zlib.decompress(data) if codec == "zlib" else data
    except zlib.error:
        data = b""
    if digest(data) != address:
        raise LibraryError(f"The original {address.hex()} is damaged. Restore originals.db from a backup.")
    return Original(data=data, mime=mime, name=name, url=url, charset=charset, fetched=maybe_from_ms(fetched))


def remove(connection: sqlite3.Connection, addresses: Iterable[bytes]) -> None:
    """Forgets originals for ever (articles purged from the trash)."""
    connection.executemany("DELETE FROM original WHERE hash = ?", [(address,) for address in addresses])


def addresses_of(connection: sqlite3.Connection, uuids: Iterable[str]) -> list[bytes]:
    """The addresses of all originals that were saved for these articles, replaced ones too."""
    found: list[bytes] = []
    for uuid in uuids:
        found += [row[0] for row in connection.execute("SELECT hash FROM original WHERE article_uuid = ?", (uuid,))]
    return found


def damaged(connection: sqlite3.Connection) -> Iterator[bytes]:
    """The addresses of originals whose bytes no longer have the hash that they had."""
    last = 0
    while rows := connection.execute(
        "SELECT id, hash, codec, data FROM original WHERE id > ? ORDER BY id LIMIT 16", (last,)
    ).fetchall():
        for number, address, codec, data in rows:
            last = number
            try:
                whole = zlib.decompress(data) if codec == "zlib" else data
            except zlib.error:
                whole = b""
            if digest(whole) != address:
                yield address
