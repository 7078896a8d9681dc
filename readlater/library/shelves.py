"""What stands in the drawer: built-in lists, saved searches, categories, tags, sites, each with its number."""

from __future__ import annotations

import sqlite3
from datetime import tzinfo

from readlater.language.lists import LISTS
from readlater.language.query import parse
from readlater.library import categories, searches, tags, tallying
from readlater.model import Shelves


def shelves(connection: sqlite3.Connection, zone: tzinfo | None) -> Shelves:
    """All of it; days are meant in ``zone`` (None: the system's)."""
    kept = searches.every(connection)
    queries = [parse(one.query) for one in LISTS]
    numbers = tallying.counts(connection, [*queries, *(searches.understood(one.query) for one in kept)], zone)
    known = categories.counted(connection)
    sites = _sites(connection)
    total = sum(number for _, number in sites)
    in_categories = sum(one.count for one in known if "/" not in one.id)
    return Shelves(
        smart=tuple((one.name, number or 0) for one, number in zip(LISTS, numbers, strict=False)),
        searches=tuple(searches.numbered(kept, numbers[len(LISTS) :])),
        categories=tuple(known),
        tags=tuple(tags.counted(connection)),
        sites=tuple((site, number) for site, number in sites if site),
        loose=(total - in_categories, total - _tagged(connection)),
    )


def _sites(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The sites (and ``""``) with their number of articles, the most frequent first; capitals make no difference."""
    rows = connection.execute(
        "SELECT site, count(*) FROM article WHERE deleted IS NULL GROUP BY site COLLATE NOCASE"
    ).fetchall()
    return sorted(rows, key=lambda row: (-row[1], row[0].casefold()))


def _tagged(connection: sqlite3.Connection) -> int:
    """How many articles have a tag; the trash left out."""
    number: int = connection.execute(
        "SELECT (SELECT count(*) FROM (SELECT DISTINCT article_id FROM article_tag))"
        " - (SELECT count(*) FROM article WHERE deleted IS NOT NULL"
        "    AND EXISTS (SELECT 1 FROM article_tag WHERE article_id = article.id))"
    ).fetchone()[0]
    return number
