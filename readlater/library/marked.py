"""Highlights of all articles: those that a query finds, in order, and what is to be known of each.

Words and phrases are looked for in the passage and the note on it, as they stand there: a part of a word is enough; and
in the title of its article, as everywhere.
``marked:``, ``colour:``, ``note:``, ``has:note`` and ``has:highlight`` are about the highlight, every other field is
about its article.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from readlater.library import filters, highlights
from readlater.library.columns import batches
from readlater.library.facts import NEVER, Facts, Sql, opposite
from readlater.library.passages import folded_text
from readlater.model import And, Field, Marked, Node, Not, Or, Phrase, Query, Sort, Word, kept_colour

_FROM = "highlight CROSS JOIN article ON article.id = highlight.article_id"
"""In this order: a highlight's article is one step in the table of articles, not the other way round."""

_ORDERS = {
    Sort.RANDOM: "random()",
    Sort.OLDEST: "highlight.created, highlight.id",
    Sort.TITLE: 'article.title COLLATE NOCASE, article.id, highlight.start, highlight."end", highlight.id',
    Sort.SITE: "article.site COLLATE NOCASE, article.id, highlight.start, highlight.id",
}
_NEWEST = "highlight.created DESC, highlight.id DESC"
_OF_ARTICLE = 'highlight.start, highlight."end", highlight.id'

_OF_HIGHLIGHT = {("has", "note"): "highlight.note <> ''", ("has", "highlight"): "1"}
_SEARCHED = "iif(highlight.folded = '', lower(highlight.quote || ' ' || highlight.note), highlight.folded)"
"""What is searched of a highlight. An older readlater that was open while the library was brought up to date does not
fold what it writes; that is found as far as SQLite itself can fold it."""

_LEAST_OF_TITLE = 3
_THROUGH_INDEX = ("title", "author", "text", "similar")
"""Fields of which the tables beside the index know nothing."""


def ids(
    connection: sqlite3.Connection,
    query: Query,
    *,
    now: datetime,
    zone: tzinfo | None,
    limit: int | None = None,
    article: int = 0,
) -> array[int]:
    """The numbers of the highlights that a query finds: the newest first, or as it says; of one article in its order.

    Highlights of articles in the trash come only if it asks for these.

    Raises:
        QueryError: a field has a value that it can't have.
    """
    condition = _condition(connection, query, now, zone, article)
    order = _OF_ARTICLE if article and query.sort is None else _ORDERS.get(query.sort or Sort.NEWEST, _NEWEST)
    rows = connection.execute(
        f"SELECT highlight.id FROM {_FROM} WHERE {condition.text} ORDER BY {order} LIMIT ?",
        (*condition.params, -1 if limit is None else limit),
    )
    return array("q", [number for (number,) in rows.fetchall()])


def values(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Marked]:
    """The highlights of these numbers, in this order, by number; those that are gone are left out."""
    columns = ", ".join(f'highlight."{name}"' for name in highlights.NAMES)
    found: dict[int, Marked] = {}
    for marks, part in batches(numbers):
        rows = connection.execute(
            f"SELECT highlight.id, article.uuid, title, byline, site, url, category_id, {columns} FROM {_FROM}"
            f" WHERE highlight.id IN ({marks})",
            part,
        ).fetchall()
        for number, uuid, title, byline, site, url, category, *row in rows:
            highlight = highlights.highlight_of(row)
            found[number] = Marked(highlight, uuid, title, byline, site, url or "", category or "")
    return {number: found[number] for number in numbers if number in found}


def _condition(connection: sqlite3.Connection, query: Query, now: datetime, zone: tzinfo | None, article: int) -> Sql:
    """What a query says, as SQL over highlights and their articles."""
    said = _Compiler(connection, now, zone).node(query.root)
    parts = [Sql("highlight.article_id = ?", (article,))] if article else []
    if not any(field.name == "is" and field.value == "trashed" for field in _fields(query.root)):
        parts.append(Sql("article.deleted IS NULL"))
    return _joined([*parts, said], " AND ")


@dataclass(frozen=True)
class _Compiler:
    connection: sqlite3.Connection
    now: datetime
    zone: tzinfo | None

    def node(self, node: Node) -> Sql:
        match node:
            case Word() | Phrase():
                return self.words(node)
            case Field():
                return self.field(node)
            case Not():
                return opposite(self.node(node.part))
            case And():
                return _joined([self.node(part) for part in node.parts], " AND ") if node.parts else Sql("1")
            case Or():
                return _joined([self.node(part) for part in node.parts], " OR ")

    def words(self, node: Word | Phrase) -> Sql:
        """What is marked, noted, or in a title; few letters are in so many titles that these say nothing."""
        text = folded_text(node.text)
        within = Sql(f"instr({_SEARCHED}, ?) > 0", (text,))
        if text.isascii() and len(text) < _LEAST_OF_TITLE:
            return within
        title = Query(Field("title", "*" if node.prefix else ":", node.text))
        match = filters.compile(self.connection, title, now=self.now, zone=self.zone, complete=False).match
        # Said of the highlight's own row, so that no article is looked at for a highlight that does not fit.
        titled = Sql("highlight.article_id IN (SELECT rowid FROM search WHERE search MATCH ?)", (match,))
        return _joined([within, titled], " OR ") if match else within

    def field(self, field: Field) -> Sql:
        """What a field says of a highlight, or of its article."""
        if (known := _OF_HIGHLIGHT.get((field.name, field.value))) is not None:
            return Sql(known)
        if field.name == "note":
            return self.note(field.value)
        if field.name == "colour":
            return Sql("highlight.colour = ?", (kept_colour(field.value),))
        facts = Facts(self.connection, self.now, self.zone)
        if field.name == "marked":  # every highlight was; none of them "never"
            return facts.day(field, "highlight.created") if field.value or field.operator == ".." else NEVER
        if field.name in _THROUGH_INDEX:
            compiled = filters.compile(self.connection, Query(field), now=self.now, zone=self.zone)
            return Sql(f"({compiled.where})", compiled.params)
        return facts.condition(field)

    def note(self, text: str) -> Sql:
        """The notes are read one by one: passage and note are searched as one text, and few passages have a note."""
        wanted = folded_text(text)
        rows = self.connection.execute(
            f"SELECT id, note FROM highlight WHERE note <> '' AND instr({_SEARCHED}, ?) > 0", (wanted,)
        ).fetchall()
        found = [number for number, note in rows if wanted in folded_text(note)]
        return Sql("highlight.id IN (SELECT value FROM json_each(?))", (json.dumps(found),))


def _joined(parts: Sequence[Sql], sign: str) -> Sql:
    return Sql(f"({sign.join(part.text for part in parts)})", tuple(param for part in parts for param in part.params))


def _fields(node: Node) -> Iterator[Field]:
    match node:
        case Field():
            yield node
        case Not():
            yield from _fields(node.part)
        case And() | Or():
            for part in node.parts:
                yield from _fields(part)
        case _:
            return
