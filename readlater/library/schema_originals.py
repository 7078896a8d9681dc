"""The tables of ``originals.db``, as plain DDL; the rules are those of `readlater.library.schema`."""

from __future__ import annotations

APPLICATION_ID = 0x52644C6F
"""``RdLo``: how ``file`` and `readlater.library.connections` know a file of originals."""

VERSION = 2
"""``user_version`` of such a file whose migrations have all run; the number of migrations."""

TABLES = (
    """
CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,                         -- SHA-256 of the bytes as they were saved
    article_uuid TEXT NOT NULL,                        -- with url and fetched: enough to make the library anew
    url TEXT NOT NULL,
    fetched INTEGER,
    added INTEGER NOT NULL,
    mime TEXT NOT NULL,
    name TEXT NOT NULL,
    charset TEXT NOT NULL,
    codec TEXT NOT NULL CHECK (codec IN ('zlib', 'none')),
    size INTEGER NOT NULL,                             -- of the bytes as they were saved
    data BLOB NOT NULL
) STRICT
""",
    "CREATE INDEX original_article ON original(article_uuid)",
)
"""The tables of ``originals.db`` as they were first made."""

PARTS = (
    "ALTER TABLE original ADD COLUMN etag TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE original ADD COLUMN last_modified TEXT NOT NULL DEFAULT ''",
    """
CREATE TABLE part (                                    -- files that were saved beside a page
    id INTEGER PRIMARY KEY,
    original BLOB NOT NULL REFERENCES original(hash) ON DELETE CASCADE,
    name TEXT NOT NULL,                                -- what the article's image blocks call it
    mime TEXT NOT NULL,
    hash BLOB NOT NULL,                                -- SHA-256 of its bytes
    codec TEXT NOT NULL CHECK (codec IN ('zlib', 'none')),
    size INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (original, name)
) STRICT
""",
)
"""Since version 2: parts, and what a server said of a page."""
