"""Whether an older version of readlater made the index.

The row ``analyser`` of ``index_state`` holds the version of the analyser that made the index, or 0 where a migration
has emptied it. Such an index stays in use until `Library.rebuild` has made it anew: opening a library never waits for
that. Articles that are saved meanwhile are analysed as they are now, and once more by the rebuild.
"""

from __future__ import annotations

import sqlite3

from readlater.language.version import ANALYSER_VERSION


def articles(connection: sqlite3.Connection) -> int:
    """How many articles there are, if an older version of readlater made the index; else 0."""
    row = connection.execute("SELECT value FROM index_state WHERE name = 'analyser'").fetchone()
    made_by = 1 if row is None else row[0]  # nobody wrote it down in the beginning
    if made_by >= ANALYSER_VERSION:
        return 0
    count: int = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    return count
