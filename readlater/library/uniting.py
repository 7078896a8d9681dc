"""Of two articles that are the same one stays: it gets what the reader did with the other, which goes to the trash.

Nothing is counted twice and nothing is lost, also when the trash is emptied: readings are moved, the imported counts
added up, tags united, notes joined, highlights copied and found again in the text that is kept. A field goes over where
the kept article lacks it, or where the reader set it by hand only in the other. It is one action, which can be undone.
"""

from __future__ import annotations

import sqlite3
import uuid

from readlater.errors import NotFoundError, UsageError
from readlater.library import anchors, copies, indexing, noted, readings, tags
from readlater.library.columns import Value, set_column
from readlater.library.packing import Step
from readlater.library.steps import (
    Anchored,
    Highlighted,
    MovedReadings,
    NotedTitles,
    Paired,
    SetField,
    SwappedDocument,
    Tagged,
)
from readlater.model import SummarySource

Done = tuple[str, list[Step]]

_FIELDS = (
    "title", "byline", "site", "category_id", "language", "direction", "published", "modified", "lead_image",
    "original",
)  # fmt: skip
"""The columns that the kept article takes where it has nothing."""

_BODY = ("word_count", "minutes", "failed", "content_hash", "original", "language", "direction")
"""The columns that go with a text."""

_DOCUMENT = ("format", "extractor", "structure", "text")

_SOURCES = (
    None, SummarySource.TEXT.value, SummarySource.PAGE.value, SummarySource.COMMAND.value, SummarySource.READER.value,
)  # fmt: skip
"""Where summaries come from, the best last."""

_COLUMNS = (
    "title, byline, site, url, category_id, language, direction, published, published_approximate, modified, created,"
    " word_count, minutes, archived, favourite, deleted, read_base, last_read_base, unread_since, failed,"
    " summary_source, note, edited, content_hash, original, format, extractor, structure, text, url_original,"
    " lead_image, summary"
)

_Fields = dict[str, Value]


def unite(connection: sqlite3.Connection, keep: int, drop: int, now: int, *, take_text: bool = False) -> Done:
    """Unites two articles, within the caller's transaction; returns label and steps.

    Args:
        connection: of the transaction.
        keep: the article that stays.
        drop: the one that goes to the trash.
        now: the time.
        take_text: keep the text of the one that goes; so it is anyway if the other one is a page without an article.

    Raises:
        NotFoundError: an article does not exist.
        UsageError: they are the same one, or one is in the trash.
    """
    kept, given = _fields(connection, keep), _fields(connection, drop)
    if keep == drop:
        raise UsageError("An article can't be merged into itself: name two.")
    for number, fields in ((keep, kept), (drop, given)):
        if fields["deleted"] is not None:
            raise UsageError(f"{_named(fields, number)} is in the trash; restore it first.")
    return _Uniting(connection, keep, drop, kept, given, now).run(take_text)


def not_copies(connection: sqlite3.Connection, first: int, second: int, now: int) -> Done:
    """Notes that two articles are different ones, however much alike.

    Raises:
        NotFoundError: an article does not exist.
        UsageError: it is one article.
    """
    titles = [_named(_fields(connection, number), number) for number in (first, second)]
    if first == second:
        raise UsageError("An article is no copy of itself: name two.")
    step = _paired(connection, first, second, now)
    step.redo(connection, now)
    steps: list[Step] = [step] if step.before != now else []
    return f"noted that {titles[0]} and {titles[1]} are two articles", steps


class _Uniting:
    def __init__(
        self, connection: sqlite3.Connection, keep: int, drop: int, kept: _Fields, given: _Fields, now: int
    ) -> None:
        self.connection = connection
        self.keep = keep
        self.drop = drop
        self.kept = kept
        self.given = given
        self.now = now
        self.steps: list[Step] = []

    def run(self, take_text: bool) -> Done:
        takes = (take_text or bool(self.kept["failed"])) and self.given["text"] != self.kept["text"]
        indexing.forget(self.connection, (self.keep,))
        self._readings()
        if takes:
            self._text()
        self._columns(takes)
        self._tags()
        self._highlights(str((self.given if takes else self.kept)["text"]))
        self._put_away()
        indexing.renew(self.connection, (self.keep,))
        if takes:
            copies.renew(self.connection, (self.keep,))
        return f"merged {_named(self.given, self.drop)} into {_named(self.kept, self.keep)}", self.steps

    def _do(self, step: Step) -> None:
        self.steps.append(step.redo(self.connection, self.now))

    def _set(self, number: int, column: str, before: Value, after: Value) -> None:
        if before != after:
            set_column(self.connection, column, (number,), after, self.now, only_where=before)
            self.steps.append(SetField(column, before, after, (number,)))

    def _readings(self) -> None:
        """The readings, the counts that were imported, and when it was marked unread."""
        uuids = tuple(reading.uuid for reading in readings.of(self.connection, self.drop))
        if uuids:
            self._do(MovedReadings(self.drop, self.keep, uuids))
        kept, given = self.kept, self.given
        count = min(2**31 - 1, _number(kept["read_base"]) + _number(given["read_base"]))
        self._set(self.keep, "read_base", kept["read_base"], count)
        self._set(self.drop, "read_base", given["read_base"], 0)
        for column in ("last_read_base", "unread_since"):
            later = max((one for one in (kept[column], given[column]) if isinstance(one, int)), default=None)
            self._set(self.keep, column, kept[column], later)
        self._set(self.drop, "last_read_base", given["last_read_base"], None)

    def _text(self) -> None:
        """Puts the text of the other article in the place of the kept one's; highlights and place are found again."""
        old, new = str(self.kept["text"]), str(self.given["text"])
        self.steps.append(
            SwappedDocument(self.keep, {name: self.given[name] for name in _DOCUMENT}).undo(self.connection, self.now)
        )
        found = anchors.Text(new)
        moved: list[tuple[str, int, int, int, int]] = []
        for name, start, end, quote, prefix, suffix in self.connection.execute(
            'SELECT uuid, start, "end", quote, prefix, suffix FROM highlight WHERE article_id = ?', (self.keep,)
        ).fetchall():
            moved.append((name, start, end, *_place(found, old, start, quote, prefix, suffix)))
        _, place, progress = readings.standing(self.connection, self.keep)
        again = anchors.place_again(old, new, place) if place else 0
        further = min(1.0, max(0.0, progress + again / max(1, len(new)) - place / max(1, len(old))))
        self._do(Anchored(self.keep, tuple(moved), (place, again), (progress, progress if progress >= 1 else further)))

    def _columns(self, takes: bool) -> None:
        kept, given = self.kept, self.given
        wanted: _Fields = {name: given[name] for name in _FIELDS if given[name] and not kept[name]}
        by_hand = set(str(given["edited"]).split()) - set(str(kept["edited"]).split()) - {"url", "note"}
        wanted |= {name: given[name] for name in by_hand if given[name]}
        if given["published"] and (not kept["published"] or "published" in by_hand):
            wanted["published_approximate"] = given["published_approximate"]
        if takes:
            wanted |= {name: given[name] for name in _BODY if given[name] or name in ("failed", "content_hash")}
            if kept["failed"] and given["title"] and "title" not in str(kept["edited"]).split():
                wanted["title"] = given["title"]
        wanted |= self._summary(takes)
        edited = set(str(kept["edited"]).split()) | (by_hand & wanted.keys())
        wanted["edited"] = " ".join(sorted(edited))
        wanted["favourite"] = max(_number(kept["favourite"]), _number(given["favourite"]))
        wanted["archived"] = min(_number(kept["archived"]), _number(given["archived"]))
        wanted["created"] = min(_number(kept["created"]), _number(given["created"]))
        wanted["note"] = _joined(str(kept["note"]), str(given["note"]))
        for name, value in wanted.items():
            self._set(self.keep, name, kept[name], value)
        if given["url"] and not kept["url"] and "url" not in str(kept["edited"]).split():
            self._set(self.drop, "url", given["url"], None)
            self._set(self.keep, "url", None, given["url"])
            if given["url_original"]:
                self._set(self.keep, "url_original", kept["url_original"], given["url_original"])

    def _summary(self, takes: bool) -> _Fields:
        """The better of the two summaries; sentences of the text go with the text."""
        rank = [_rank(fields["summary_source"]) for fields in (self.kept, self.given)]
        if rank[1] > rank[0] or (takes and rank[0] == rank[1] == _rank(SummarySource.TEXT.value)):
            return {name: self.given[name] for name in ("summary", "summary_source")}
        return {}

    def _tags(self) -> None:
        for name in tags.of(self.connection, self.drop):
            if tags.add(self.connection, name, (self.keep,)):
                self.steps.append(Tagged(name, True, (self.keep,)))
        titles = self.connection.execute(
            "SELECT title FROM noted WHERE article_id = ? ORDER BY position", (self.drop,)
        ).fetchall()
        added = noted.add(self.connection, self.keep, [title for (title,) in titles])
        if added:
            self.steps.append(NotedTitles(self.keep, tuple(added)))

    def _highlights(self, text: str) -> None:
        """Copies the highlights to where their quotes stand in ``text``; one that isn't there keeps its quote."""
        cursor = self.connection.execute("SELECT * FROM highlight WHERE article_id = ? ORDER BY start", (self.drop,))
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        notes: dict[tuple[int, int], set[str]] = {}
        for start, end, note in self.connection.execute(
            'SELECT start, "end", note FROM highlight WHERE article_id = ?', (self.keep,)
        ).fetchall():
            notes.setdefault((start, end), {""}).add(note)
        found = anchors.Text(text)
        for row in rows:
            start, end = _place(
                found, str(self.given["text"]), row["start"], row["quote"], row["prefix"], row["suffix"]
            )
            if start < end and row["note"] in notes.get((start, end), ()):
                continue  # the same passage was marked in both
            del row["id"]
            row |= {"uuid": str(uuid.uuid4()), "article_id": self.keep, "start": start, "end": end}
            self._do(Highlighted(row, True))

    def _put_away(self) -> None:
        self._set(self.drop, "deleted", None, self.now)
        self._do(_paired(self.connection, self.keep, self.drop, copies.UNITED))


def _place(found: anchors.Text, old: str, start: int, quote: str, prefix: str, suffix: str) -> tuple[int, int]:
    """Where a passage of the text ``old`` stands now; if nowhere, an empty one about where it would be."""
    along = start / max(1, len(old))
    place = found.find(quote, near=along, prefix=prefix, suffix=suffix)
    return place or (min(len(found.text), round(along * len(found.text))),) * 2


def _paired(connection: sqlite3.Connection, first: int, second: int, after: int) -> Paired:
    """The step that notes something about a pair, whether it was known or not."""
    pair = (max(first, second), min(first, second))
    row = connection.execute(
        "SELECT containment, dismissed FROM copy WHERE article_id = ? AND other_id = ?", pair
    ).fetchone()
    return Paired(*pair, row[0] if row else 0.0, row[1] if row else None, after)


def _fields(connection: sqlite3.Connection, number: int) -> _Fields:
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM article JOIN document ON article_id = id WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {number}.")
    return dict(zip(_COLUMNS.replace(",", "").split(), row, strict=True))


def _joined(first: str, second: str) -> str:
    if second in first:
        return first
    return second if first in second else f"{first}\n\n{second}"


def _number(value: Value) -> int:
    return int(value or 0)


def _rank(source: Value) -> int:
    return _SOURCES.index(source) if source in _SOURCES else len(_SOURCES)


def _named(fields: _Fields, number: int) -> str:
    title = str(fields["title"])
    if not title:
        return f"article number {number}"
    return f"“{title if len(title) <= 60 else title[:59].rstrip() + '…'}”"
