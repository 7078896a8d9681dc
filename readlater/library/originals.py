"""The originals: pages as they were saved, compressed, by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo

from readlater.errors import LibraryError
from readlater.library.times import maybe_from_ms, now_ms, to_ms
from readlater.model import Original, Part

LEVEL = 6
"""Of zlib. On saved pages as small as zstd at its level 3."""


def digest(data: bytes) -> bytes:
    """The address of an original."""
    return hashlib.sha256(data).digest()


@dataclass(frozen=True, slots=True)
class CompressedPart:
    """A part as it will be stored."""

    name: str
    mime: str
    address: bytes
    codec: str
    size: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Compressed:
    """An original as it will be stored: with its address and the UUID of its article.

    ``original`` is without its bytes and parts, which are here in their stored form alone.
    """

    original: Original
    address: bytes
    codec: str
    size: int
    data: bytes
    parts: tuple[CompressedPart, ...] = ()
    article_uuid: str = ""


def compressed(items: Iterable[tuple[Original, bytes, str]]) -> list[Compressed]:
    """Originals, given with their `digest` and the UUID of their article, made ready before a transaction begins."""
    return [replace(compress(original, address), article_uuid=uuid) for original, address, uuid in items]


def compress(original: Original, address: bytes) -> Compressed:
    """An original, given with its `digest`, in the form in which it will be stored."""
    parts = tuple(
        CompressedPart(part.name, part.mime, digest(part.data), codec, len(part.data), data)
        for part in original.parts
        for codec, data in (_packed(part.data),)
    )
    codec, data = _packed(original.data)
    return Compressed(replace(original, data=b"", parts=()), address, codec, len(original.data), data, parts)


def _packed(data: bytes) -> tuple[str, bytes]:
    """The codec and the bytes as they are stored: compressed if that makes them smaller."""
    small = zlib.compress(data, LEVEL)
    return ("zlib", small) if len(small) < len(data) else ("none", data)


def add(connection: sqlite3.Connection, items: Iterable[Compressed], zone: tzinfo | None = None) -> None:
    """Keeps originals; of one that is there already only parts are added. Naive times are local to ``zone``."""
    now = now_ms()
    items = list(items)
    connection.executemany(
        "INSERT OR IGNORE INTO original"
        " (hash, article_uuid, url, fetched, added, mime, name, charset, codec, size, data, etag, last_modified)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                item.size,
                item.data,
                item.original.etag,
                item.original.last_modified,
            )
            for item in items
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO part (original, name, mime, hash, codec, size, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (item.address, part.name, part.mime, part.address, part.codec, part.size, part.data)
            for item in items
            for part in item.parts
        ],
    )


def get(connection: sqlite3.Connection, address: bytes) -> Original | None:
    """The original with that address and its parts, all bytes proved by their hash; None if there is none.

    Raises:
        LibraryError: the bytes are damaged.
    """
    row = connection.execute(
        "SELECT codec, data, mime, name, url, charset, fetched, etag, last_modified FROM original WHERE hash = ?",
        (address,),
    ).fetchone()
    if row is None:
        return None
    codec, data, mime, name, url, charset, fetched, etag, last_modified = row
    parts = connection.execute(
        "SELECT name, mime, codec, data, hash FROM part WHERE original = ? ORDER BY id", (address,)
    ).fetchall()
    return Original(
        data=_unpacked(codec, data, address),
        mime=mime,
        name=name,
        url=url,
        charset=charset,
        fetched=maybe_from_ms(fetched),
        etag=etag,
        last_modified=last_modified,
        parts=tuple(Part(part, kind, _unpacked(how, bytes_, proof)) for part, kind, how, bytes_, proof in parts),
    )


def _unpacked(codec: str, data: bytes, address: bytes) -> bytes:
    """The bytes as they were saved, proved by their hash.

    Raises:
        LibraryError: they are damaged.
    """
    try:
        whole = zlib.decompress(data) if codec == "zlib" else data
    except zlib.error:
        whole = b""
    if digest(whole) != address:
        raise LibraryError(f"The original {address.hex()} is damaged. Restore originals.db from a backup.")
    return whole


def validators(connection: sqlite3.Connection, address: bytes) -> tuple[str, str]:
    """The ETag and the Last-Modified date of an original, empty where the server gave none."""
    row = connection.execute("SELECT etag, last_modified FROM original WHERE hash = ?", (address,)).fetchone()
    return (row[0], row[1]) if row else ("", "")


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
    """The addresses of originals whose bytes, or those of a part, no longer have the hash that they had."""
    for table, owner in (("original", "hash"), ("part", "original")):
        last = 0
        while rows := connection.execute(
            f"SELECT id, {owner}, hash, codec, data FROM {table} WHERE id > ? ORDER BY id LIMIT 16", (last,)
        ).fetchall():
            for number, address, proof, codec, data in rows:
                last = number
                try:
                    _unpacked(codec, data, proof)
                except LibraryError:
                    yield address
