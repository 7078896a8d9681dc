"""Merging a draft into the article that it turned out to be.

Nothing that the library knows is lost or overwritten: empty fields are filled, tags united, the longer body is kept,
the earliest creation, the highest imported read count. Merging the same draft twice changes nothing the second time.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from readlater.language.descriptions import WEB_FORMATS
from readlater.library import categories, identity, indexing, noted, tags
from readlater.library.columns import Value, set_column, touch
from readlater.library.packing import Step
from readlater.library.steps import NotedTitles, SetField, SwappedDocument, Tagged
from readlater.library.times import to_ms
from readlater.model import Analysis, Draft, SummarySource

if TYPE_CHECKING:
    from readlater.library.prepared import Prepared

_COLUMNS = (
    "url, title, byline, site, category_id, language, direction, published, modified, created, word_count, minutes,"
    " read_base, last_read_base, failed, summary_source, content_hash, original, deleted, edited,"
    " published_approximate, url_original, lead_image, summary, text"
)

_UNSAID = frozenset({"original", "published_approximate"})
"""Columns whose filling is not worth a word."""


@dataclass
class Merged:
    """What a merge changed: as steps for the journal, and in words."""

    steps: list[Step] = field(default_factory=list)
    what: list[str] = field(default_factory=list)


_SITE_COMPARED = 8
"""So many of a site's newest articles are looked at for the same description."""


def summary_of(
    connection: sqlite3.Connection, draft: Draft, analysis: Analysis, number: int = 0
) -> tuple[str, str | None]:
    """The summary of a draft and where it comes from (None: it has none).

    The description of the page, unless another article of its site has the same one; else sentences of the text.
    ``number`` is the draft's own article, if it is in the library.
    """
    if draft.summary and not (analysis.summary and _is_slogan(connection, draft, number)):
        return draft.summary, SummarySource.PAGE.value
    if analysis.summary:
        return analysis.summary, SummarySource.TEXT.value
    return "", None


def _is_slogan(connection: sqlite3.Connection, draft: Draft, number: int) -> bool:
    """Whether one of the newest articles of the same site describes itself in the same words and is another text."""
    if not draft.site or draft.format not in WEB_FORMATS:
        return False
    return (
        connection.execute(
            "SELECT 1 FROM (SELECT id, title FROM article WHERE deleted IS NULL AND site = ? COLLATE NOCASE AND id <> ?"
            " ORDER BY created DESC LIMIT ?) AS newest JOIN document ON article_id = newest.id"
            " WHERE summary = ? AND newest.title <> ? LIMIT 1",
            (draft.site, number, _SITE_COMPARED, draft.summary, draft.title),
        ).fetchone()
        is not None
    )


def read_count_of(draft: Draft) -> int:
    """The read count that a draft brings, within what a library can hold."""
    return min(max(0, draft.read_count), 2**31 - 1)


def merge(
    connection: sqlite3.Connection, number: int, item: Prepared, zone: tzinfo | None, now: int, *, body: bool = True
) -> Merged:
    """Merges a draft into the article of that number, which is in the index; within the caller's transaction.

    Without ``body`` the text stays, even if the draft's is longer.
    """
    return _Merge(connection, number, item, zone, now, body).run()


class _Merge:
    def __init__(
        self, connection: sqlite3.Connection, number: int, item: Prepared, zone: tzinfo | None, now: int, body: bool
    ) -> None:
        self.connection = connection
        self.number = number
        self.item = item
        self.draft = item.new.draft
        self.zone = zone
        self.now = now
        self.body = body
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM article JOIN document ON article_id = article.id WHERE article.id = ?", (number,)
        ).fetchone()
        self.old: dict[str, Value] = dict(zip(_COLUMNS.replace(",", "").split(), row, strict=True))
        self.merged = Merged()

    def run(self) -> Merged:
        wanted: dict[str, Value] = self._filled() | self._dates_and_counts()
        replaces = self._replaces_body()
        if replaces:
            wanted |= self._body_columns()
            self.merged.what.append(
                "took the article in the place of a failed page" if self.old["failed"] else "took the longer text"
            )
        wanted |= self._summary(replaces)
        changes = {name: value for name, value in wanted.items() if value != self.old[name]}
        stale = replaces or not changes.keys().isdisjoint({"title", "byline", "language"})
        if stale:
            indexing.forget(self.connection, (self.number,))
        for name, value in changes.items():
            self._set(name, value)
        if replaces:
            self._swap_document()
        if stale:
            indexing.renew(self.connection, (self.number,))
        self._tags_and_notes()
        return self.merged

    def _set(self, name: str, value: Value) -> None:
        set_column(self.connection, name, (self.number,), value, self.now, only_where=self.old[name])
        self.merged.steps.append(SetField(name, self.old[name], value, (self.number,)))

    def _filled(self) -> dict[str, Value]:
        """The fields that the article lacks and the draft has."""
        draft = self.draft
        offered: dict[str, Value] = {
            "title": draft.title,
            "byline": draft.byline,
            "site": draft.site,
            "category_id": categories.tidy(draft.category_id),
            "language": self.item.analysis.language or draft.language,
            "direction": draft.direction,
            "published": draft.published,
            "modified": draft.modified,
            "lead_image": draft.lead_image,
            "original": self.item.address,
        }
        edited = str(self.old["edited"]).split()
        lacks = {name for name in offered if not self.old[name]}
        if self.old["failed"] and not draft.failed:
            lacks.add("title")  # that of a page that was no article may be the name of its file
        filled: dict[str, Value] = {
            name: value for name, value in offered.items() if value and name in lacks and name not in edited
        }
        if "published" not in edited and draft.published and not draft.published_approximate:
            if self.old["published_approximate"]:  # one that the page states goes before a guess
                filled["published"], filled["published_approximate"] = draft.published, 0
        elif "published" in filled:
            filled["published_approximate"] = 1
        if draft.url and not self.old["url"] and "url" not in edited and not self._taken(draft.url):
            filled["url"] = draft.url
            if draft.url_original != draft.url:
                filled["url_original"] = draft.url_original
        if filled.keys() - _UNSAID - {"direction", "language"}:
            names = sorted(name.removesuffix("_id").replace("_", " ") for name in filled if name not in _UNSAID)
            self.merged.what.append("filled in " + ", ".join(names))
        return filled

    def _taken(self, url: str) -> bool:
        return self.connection.execute("SELECT 1 FROM article WHERE url = ?", (url,)).fetchone() is not None

    def _dates_and_counts(self) -> dict[str, Value]:
        draft, old = self.draft, self.old
        wanted: dict[str, Value] = {}
        if draft.created is not None:
            wanted["created"] = min(int(old["created"] or 0), to_ms(draft.created, self.zone))
        count = read_count_of(draft)
        if count > int(old["read_base"] or 0):
            wanted["read_base"] = count
            self.merged.what.append(f"read count {count}")
        if draft.last_read is not None:
            last = to_ms(draft.last_read, self.zone)
            if old["last_read_base"] is None or last > int(old["last_read_base"]):
                wanted["last_read_base"] = last
        if old["deleted"] is not None:
            wanted["deleted"] = None
            self.merged.what.append("restored from the trash")
        return wanted

    def _replaces_body(self) -> bool:
        """Whether the draft's body is the better one: an article rather than a failed page, else the longer text."""
        if not self.body:
            return False
        old_failed, new_failed = bool(self.old["failed"]), bool(self.draft.failed)
        if old_failed != new_failed:
            return old_failed
        if self.item.content == self.old["content_hash"]:
            return False
        return len(identity.letters(self.item.text)) > len(identity.letters(str(self.old["text"])))

    def _body_columns(self) -> dict[str, Value]:
        item = self.item
        columns: dict[str, Value] = {
            "word_count": item.analysis.word_count,
            "minutes": item.analysis.minutes,
            "failed": self.draft.failed,
            "content_hash": item.content,
        }
        if item.address is not None:
            columns["original"] = item.address
        return columns

    def _summary(self, replaces: bool) -> dict[str, Value]:
        """A summary by the source goes before sentences of the text; these follow the text."""
        source = self.old["summary_source"]
        if source not in (None, SummarySource.TEXT.value):
            return {}
        summary, new_source = summary_of(self.connection, self.draft, self.item.analysis, self.number)
        if new_source == SummarySource.PAGE.value:
            if not replaces:
                self.merged.what.append("took the summary")
        elif not replaces and source is not None:
            return {}
        return {"summary": summary, "summary_source": new_source}

    def _swap_document(self) -> None:
        new: dict[str, Value] = {
            "format": self.draft.format,
            "extractor": self.draft.extractor,
            "structure": self.item.structure,
            "text": self.item.text,
        }
        step = SwappedDocument(self.number, new).undo(self.connection, self.now)
        self.merged.steps.append(step)

    def _tags_and_notes(self) -> None:
        new_tags = [tag for tag in tags.tidy(self.draft.tags) if tags.add(self.connection, tag, (self.number,))]
        self.merged.steps += [Tagged(tag, True, (self.number,)) for tag in new_tags]
        if new_tags:
            self.merged.what.append("tagged " + ", ".join(new_tags))
        titles = noted.add(self.connection, self.number, self.draft.similar_titles)
        if titles:
            self.merged.steps.append(NotedTitles(self.number, tuple(titles)))
        if new_tags or titles:
            touch(self.connection, (self.number,), self.now)
