"""What is wrong with a library, a sentence each; nothing if all is well. The checks read everything there is."""

from __future__ import annotations

import sqlite3

from readlater.errors import ForeignLibraryError
from readlater.library import documents, identity, index, originals, outdated

_NAMED = 5
"""How many examples a finding names."""


RESTORE = "Restore a backup of library.db."


def check(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the tables of the library; ends with `RESTORE` where nothing else needs to be looked at."""
    findings = [
        f"The database is damaged: {message}."
        for (message,) in connection.execute("PRAGMA integrity_check(20)").fetchall()
        if message != "ok"
    ]
    if findings:
        return [*findings, RESTORE]
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_NAMED):
        findings.append(f"Row {number} of {table} refers to a row of {parent} that is not there.")
    return findings + _articles(connection)


def check_index(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the search index; within a write transaction. `Library.rebuild` mends all of it."""
    findings = []
    if outdated.articles(connection):
        findings.append("An older readlater made the search index: it may miss articles.")
    unsearchable, unlisted, unnamed = connection.execute(
        "SELECT (SELECT count(*) FROM vector WHERE article_id NOT IN (SELECT id FROM search_docsize)),"
        " (SELECT count(DISTINCT article_id) FROM keyword WHERE article_id NOT IN (SELECT id FROM article)),"
        " (SELECT count(*) FROM vocab WHERE df < 1 OR surface = '' OR stem = '')"
    ).fetchone()
    if unsearchable:
        findings.append(f"{_count(unsearchable)} can't be found by {_their(unsearchable)} words.")
    if unlisted:
        findings.append(f"The index holds keywords of {_count(unlisted)} that the library doesn't.")
    if unnamed:
        findings.append("The vocabulary of the search index is damaged.")
    return findings + index.check(connection)


def _articles(connection: sqlite3.Connection) -> list[str]:
    findings = _named(
        "have no document",
        connection,
        "SELECT uuid FROM article WHERE id NOT IN (SELECT article_id FROM document)",
    )
    damaged: list[str] = []
    last = 0
    while found := connection.execute(
        "SELECT article.id, uuid, content_hash, structure, text FROM article JOIN document ON article_id = article.id"
        " WHERE article.id > ? ORDER BY article.id LIMIT 200",
        (last,),
    ).fetchall():
        for number, uuid, content, structure, text in found:
            last = number
            try:
                documents.unpack(structure, text)
            except ForeignLibraryError:
                damaged.append(uuid)
            else:
                if identity.content_hash(text) != content:
                    damaged.append(uuid)
    if damaged:
        findings.append(_sentence("have a damaged document", damaged))
    return findings


def check_originals(connection: sqlite3.Connection, kept: sqlite3.Connection | None) -> list[str]:
    """What is wrong with the originals, ``kept``; None if their file is missing."""
    named = dict(connection.execute("SELECT original, uuid FROM article WHERE original IS NOT NULL").fetchall())
    if kept is None:
        return [f"The file of originals is missing: {_count(len(named))} had one."] if named else []
    findings = [
        f"The originals are damaged: {message}."
        for (message,) in kept.execute("PRAGMA integrity_check(20)").fetchall()
        if message != "ok"
    ]
    if findings:
        return [*findings, "Restore a backup of originals.db."]
    there = {address for (address,) in kept.execute("SELECT hash FROM original").fetchall()}
    missing = [uuid for address, uuid in named.items() if address not in there]
    if missing:
        findings.append(_sentence("have lost their original", missing))
    damaged = [address.hex() for address in originals.damaged(kept)]
    if damaged:
        findings.append(f"{len(damaged)} originals are damaged: {', '.join(damaged[:_NAMED])}.")
    return findings


def _named(what: str, connection: sqlite3.Connection, query: str) -> list[str]:
    found = [uuid for (uuid,) in connection.execute(query).fetchall()]
    return [_sentence(what, found)] if found else []


def _sentence(what: str, uuids: list[str]) -> str:
    more = "" if len(uuids) <= _NAMED else f" and {len(uuids) - _NAMED} more"
    return f"{_count(len(uuids))} {what}: {', '.join(uuids[:_NAMED])}{more}."


def _their(number: int) -> str:
    return "its" if number == 1 else "their"


def _count(number: int) -> str:
    return "1 article" if number == 1 else f"{number} articles"
