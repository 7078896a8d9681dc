"""Looking: rows of the list, whole articles, ids in an order, counts."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, pairwise
from typing import Any

from readlater.errors import AmbiguousError, NotFoundError
from readlater.library.times import from_ms, maybe_from_ms, now_ms
from readlater.model import Article, ArticleRow, Counts, Sort, State, SummarySource

ORDERS = {
    Sort.NEWEST: "created DESC, id DESC",
    Sort.OLDEST: "created, id",
    Sort.PUBLISHED: "published DESC, id DESC",
    Sort.LAST_READ: "last_read DESC, id DESC",
    Sort.TITLE: "title COLLATE NOCASE, id DESC",
    Sort.SHORTEST: "word_count, id DESC",
    Sort.LONGEST: "word_count DESC, id DESC",
    Sort.MOST_READ: "read_count DESC, id DESC",
    Sort.SITE: "site COLLATE NOCASE, id DESC",
    Sort.RANK: "created DESC, id DESC",  # without words to rank by
    # The rest is sorted each time: from the index `schema.FACTS`, or from the few articles that have what it goes by.
    Sort.LEFT: "state = 'read', minutes * (1 - progress), id DESC",
    Sort.MARKED: "(SELECT max(created) FROM highlight WHERE article_id = article.id) DESC, created DESC, id DESC",
    Sort.SNOOZED: "CASE WHEN article.id IN (SELECT id FROM article WHERE snoozed IS NOT NULL) THEN snoozed"
    " ELSE 9e15 END, created DESC, id DESC",
}
"""For every sort but the random one its ``ORDER BY``, most with an index of their own: ``id DESC`` is the index read
backwards."""

_ROW = (
    "id, uuid, title, byline, site, url, category_id, published, created, last_read, word_count, minutes, read_count,"
    " progress, state, archived, favourite, deleted, failed, snoozed"
)
_STATES = {state.value: state for state in State}
_BATCH = 500
_HAS_JSON = sqlite3.sqlite_version_info >= (3, 38)  # before, it could be left out when SQLite was built

_COUNTED = {
    **{state.value: f"deleted IS NULL AND archived = 0 AND state = '{state}'" for state in State},
    "archived": "deleted IS NULL AND archived = 1",
    "trashed": "deleted IS NOT NULL",
}
_COUNTS = "SELECT {}, (SELECT count(*) FROM article INDEXED BY article_favourite WHERE {})".format(
    ", ".join(f"(SELECT count(*) FROM article WHERE {where})" for where in _COUNTED.values()),
    "deleted IS NULL AND favourite = 1",
)

_MIN_PREFIX = 4
_MOST_NAMES = 5000

_PRIME = 2_147_483_629  # below 2^31, so that its square fits into SQLite's integers
_seed = int.from_bytes(os.urandom(3), "big")


def shuffle() -> None:
    """Makes another random order, for all libraries of this process; until then it stays the same."""
    global _seed
    _seed = int.from_bytes(os.urandom(3), "big")


def order_by(sort: Sort) -> str:
    """The ``ORDER BY`` of a sort."""
    if sort is not Sort.RANDOM:
        return ORDERS[sort]
    # Squares modulo a prime: neighbours by number lie nowhere near each other.
    number = f"((article.id + {_seed}) * 48271 % {_PRIME})"
    return f"{number} * {number} % {_PRIME}, article.id"


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[ArticleRow]:
    """The rows of these articles in this order; those that are gone are left out."""
    found: dict[int, ArticleRow] = {}
    for start in range(0, len(ids), _BATCH):
        part = [*ids[start : start + _BATCH]]
        marks = ",".join("?" * len(part))
        for values in connection.execute(f"SELECT {_ROW} FROM article WHERE id IN ({marks})", part).fetchall():
            found[values[0]] = _row(values)
    return [found[number] for number in ids if number in found]


def row(connection: sqlite3.Connection, article_id: int) -> ArticleRow:
    """The row of one article.

    Raises:
        NotFoundError: no such article.
    """
    found = rows(connection, (article_id,))
    if not found:
        raise NotFoundError(f"There is no article number {article_id}.")
    return found[0]


def known_originals(
    connection: sqlite3.Connection, addresses: Iterable[bytes], extractors: Collection[str] | None
) -> dict[bytes, list[tuple[str, str]]]:
    """UUID and title of the articles of those originals that need not be read again; see `Library.known_originals`."""
    known: dict[bytes, list[tuple[str, str]]] = {}
    for address in addresses:
        found = connection.execute(
            "SELECT uuid, title, deleted, failed, extractor FROM article JOIN document ON article_id = article.id"
            " WHERE original = ? ORDER BY article.id",
            (address,),
        ).fetchall()
        if found and all(
            deleted is None and not failed and (extractors is None or extractor in extractors)
            for _, _, deleted, failed, extractor in found
        ):
            known[address] = [(uuid, title) for uuid, title, *_ in found]
    return known


def article(connection: sqlite3.Connection, article_id: int) -> Article:
    """Everything about an article but its text.

    Raises:
        NotFoundError: no such article.
    """
    from readlater.library import categories, tags

    cursor = connection.execute(
        "SELECT article.*, format, extractor, url_original, lead_image, summary"
        " FROM article JOIN document ON article_id = article.id WHERE article.id = ?",
        (article_id,),
    )
    values = cursor.fetchone()
    if values is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    a = dict(zip((column[0] for column in cursor.description), values, strict=True))
    category = a["category_id"] or ""
    return Article(
        id=a["id"],
        uuid=a["uuid"],
        url=a["url"] or "",
        url_original=a["url_original"] or a["url"] or "",
        title=a["title"],
        byline=a["byline"],
        site=a["site"],
        category_id=category,
        category=(categories.name_of(connection, category) or "") if category else "",
        tags=tags.of(connection, article_id),
        language=a["language"],
        direction=a["direction"],
        published=a["published"],
        published_approximate=bool(a["published_approximate"]),
        modified=a["modified"],
        created=from_ms(a["created"]),
        updated=from_ms(a["updated"]),
        last_read=maybe_from_ms(a["last_read"]),
        read_count=a["read_count"],
        word_count=a["word_count"],
        minutes=a["minutes"],
        progress=a["progress"],
        place=a["place"],
        place_quote=a["place_quote"],
        state=_STATES[a["state"]],
        archived=bool(a["archived"]),
        favourite=bool(a["favourite"]),
        deleted=maybe_from_ms(a["deleted"]),
        failed=a["failed"],
        summary=a["summary"],
        summary_source=SummarySource(a["summary_source"] or SummarySource.TEXT),
        note=a["note"],
        lead_image=a["lead_image"],
        extractor=a["extractor"],
        original=(a["original"] or b"").hex(),
        snoozed=maybe_from_ms(a["snoozed"]),
    )


def ids(
    connection: sqlite3.Connection, where: str, parameters: Sequence[object], sort: Sort, limit: int | None
) -> array[int]:
    """The ids of the articles that meet a condition, in the order of ``sort``, at most ``limit``."""
    statement = f"SELECT id FROM article WHERE {where} ORDER BY {order_by(sort)}"
    if limit is not None:
        statement += " LIMIT ?"
        parameters = (*parameters, limit)
    if _HAS_JSON and (limit is None or limit > _BATCH):
        import json  # the first page, for which the screen waits, needs none

        # One row with all ids takes half the time of a row for each. An ORDER BY under an aggregate that depends on
        # the order is never optimised away.
        text = connection.execute(f"SELECT json_group_array(id) FROM ({statement})", parameters).fetchone()[0]
        return array("q", json.loads(text))
    return array("q", chain.from_iterable(connection.execute(statement, parameters).fetchall()))


def ids_with(
    connection: sqlite3.Connection,
    where: str,
    parameters: Sequence[object],
    sort: Sort,
    column: str,
    limit: int | None = None,
) -> tuple[list[int], list[Any]]:
    """The ids like `ids`, and beside them the values of a column of ``article`` (trusted SQL).

    It is quick where the column stands in the index of the order: any of `schema.FACTS` by the time of saving, and the
    column itself of an order by one.
    """
    statement = f"SELECT id, {column} AS value FROM article WHERE {where} ORDER BY {order_by(sort)}"
    if limit is not None:
        statement += " LIMIT ?"
        parameters = (*parameters, limit)
    if _HAS_JSON:
        import json

        found = connection.execute(
            f"SELECT json_group_array(id), json_group_array(value) FROM ({statement})", parameters
        ).fetchone()
        return json.loads(found[0]), json.loads(found[1])
    rows = connection.execute(statement, parameters).fetchall()
    return [number for number, _ in rows], [value for _, value in rows]


def find_id(connection: sqlite3.Connection, key: str) -> int:
    """The article whose UUID is ``key`` or begins with it (4 hex digits at least, with or without hyphens).

    Raises:
        NotFoundError: none, or ``key`` is no beginning of a UUID.
        AmbiguousError: several.
    """
    digits = key.strip().lower().replace("-", "")
    if not _MIN_PREFIX <= len(digits) <= 32 or not all(digit in "0123456789abcdef" for digit in digits):
        raise NotFoundError(f"{key!r} is no article ID: give the ID or at least its first {_MIN_PREFIX} hex digits.")
    bounds = (0, 8, 12, 16, 20, 32)
    parts = [digits[start:end] for start, end in pairwise(bounds) if digits[start:end]]
    prefix = "-".join(parts)
    found = connection.execute(
        "SELECT id, uuid, title FROM article WHERE uuid >= ? AND uuid < ? ORDER BY uuid LIMIT 3", (prefix, prefix + "g")
    ).fetchall()
    if not found:
        raise NotFoundError(f"There is no article with the ID {key}.")
    if len(found) > 1:
        some = ", ".join(f"{uuid[:13]} “{title[:40]}”" for _, uuid, title in found)
        raise AmbiguousError(f"Several articles have an ID that begins with {key}: {some}. Give more digits.")
    return int(found[0][0])


def ids_at(connection: sqlite3.Connection, urls: Iterable[str]) -> dict[str, int]:
    """The articles outside the trash at these canonical URLs, by URL."""
    import json

    return dict(
        connection.execute(
            "SELECT url, id FROM article WHERE url IN (SELECT value FROM json_each(?)) AND deleted IS NULL",
            (json.dumps(list(urls)),),
        ).fetchall()
    )


def counts(connection: sqlite3.Connection) -> Counts:
    """How many articles are in each state at present: each is a part of an index, and counted as one."""
    numbers = dict(zip((*_COUNTED, "favourite"), connection.execute(_COUNTS).fetchone(), strict=True))
    numbers["snoozed"] = 0
    for state, count in connection.execute(
        "SELECT state, count(*) FROM article WHERE snoozed > ? AND +deleted IS NULL AND +archived = 0 GROUP BY +state",
        (now_ms(),),
    ).fetchall():
        numbers[state] -= count
        numbers["snoozed"] += count
    return Counts(**numbers)


def changed_since(connection: sqlite3.Connection, since: int) -> list[int]:
    """The articles whose row was written at or after that millisecond, the latest first."""
    return [
        number
        for (number,) in connection.execute(
            "SELECT id FROM article WHERE changed >= ? ORDER BY changed DESC, id DESC", (since,)
        ).fetchall()
    ]


def _row(values: tuple[Any, ...]) -> ArticleRow:
    number, uuid, title, byline, site, url, category, published, created, last_read, words, minutes, count = values[:13]
    progress, state, archived, favourite, deleted, failed, snoozed = values[13:]
    return ArticleRow(
        number, uuid, title, byline, site, url or "", category or "", published, from_ms(created),
        maybe_from_ms(last_read), words, minutes, count, progress, _STATES[state], archived == 1, favourite == 1,
        maybe_from_ms(deleted), failed, maybe_from_ms(snoozed),
    )  # fmt: skip


def names(connection: sqlite3.Connection, field: str) -> list[tuple[str, int]]:
    """The values of a column that names something, with their number of articles, the most used first.

    Raises:
        ValueError: it is no such column.
    """
    if field not in ("byline", "site", "category_id"):
        raise ValueError(f"{field} names nothing")
    # From the index `schema.FACTS`, without a row of the table.
    return connection.execute(
        f"SELECT {field}, count(*) FROM article WHERE deleted IS NULL AND {field} <> '' GROUP BY {field}"
        f" ORDER BY count(*) DESC, {field} LIMIT ?",
        (_MOST_NAMES,),
    ).fetchall()
