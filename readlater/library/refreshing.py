"""Extracting articles again: the new document in the place of the old one, and what the reader did carried over.

What the reader set by hand stays; so do category, tags, dates of saving and everything about reading. Highlights and
the reader's place are found again by their quotes. A new extraction that finds no article where there was one is not
taken.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from readlater.errors import NotFoundError
from readlater.library import anchors, index, indexing, merging
from readlater.library.columns import Value, set_column
from readlater.library.packing import Step
from readlater.library.steps import Anchored, SetField, SwappedDocument
from readlater.model import Analysis, Draft, FieldChange, Original, Refreshed, RefreshOutcome, SummarySource

if TYPE_CHECKING:
    from readlater.library.prepared import Prepared

_FIELDS = ("title", "byline", "site", "language", "direction", "published", "modified", "lead_image")
"""The fields that follow the page, unless the reader set them."""

_COLUMNS = (
    "uuid, title, byline, site, url, language, direction, published, published_approximate, modified, lead_image,"
    " word_count, minutes, failed, summary, summary_source, content_hash, original, edited, place, progress,"
    " format, extractor, structure, text"
)

_TOLD = ("title", "byline", "site", "url", "language", "published", "modified", "lead_image", "summary", "failed")
"""The fields whose change is told."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """An article and what became of its page now; ``original`` is the page if it is a newer version of it."""

    id: int
    draft: Draft
    analysis: Analysis
    original: Original | None = None


def refresh(
    connection: sqlite3.Connection, number: int, item: Prepared, now: int, *, dry: bool = False
) -> tuple[Refreshed, list[Step]]:
    """Puts a new extraction in the place of an article's document, within the caller's transaction.

    With ``dry`` nothing is changed and the result says what would be.

    Raises:
        NotFoundError: there is no such article.
    """
    return _Refresh(connection, number, item, now).run(dry)


class _Refresh:
    def __init__(self, connection: sqlite3.Connection, number: int, item: Prepared, now: int) -> None:
        self.connection = connection
        self.number = number
        self.item = item
        self.draft = item.new.draft
        self.now = now
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM article JOIN document ON article_id = article.id WHERE article.id = ?", (number,)
        ).fetchone()
        if row is None:
            raise NotFoundError(f"There is no article number {number}.")
        self.old: dict[str, Value] = dict(zip(_COLUMNS.replace(",", "").split(), row, strict=True))
        self.steps: list[Step] = []

    def run(self, dry: bool) -> tuple[Refreshed, list[Step]]:
        result = Refreshed(
            str(self.old["uuid"]), str(self.old["title"]), RefreshOutcome.SAME, extractor=str(self.old["extractor"])
        )
        if self.draft.failed and not self.old["failed"]:
            message = f"the article stays as it was, for now nothing is found in its page: {self.draft.failed}"
            return replace(result, outcome=RefreshOutcome.KEPT, message=message), []
        wanted = self._wanted()
        changes = {name: value for name, value in wanted.items() if value != self.old[name]}
        swaps = (self.item.text, self.item.structure) != (self.old["text"], self.old["structure"])
        if not swaps and not changes.keys() - {"original"}:
            if not dry:
                self._same()
            return replace(result, extractor=self.draft.extractor), []
        passages, lost = self._anchored() if self.item.text != self.old["text"] else (None, ())
        if not dry:
            self._apply(changes, swaps, passages)
        moved = self.item.text != self.old["text"]
        result = replace(
            result,
            title=str(changes.get("title", self.old["title"])),
            outcome=RefreshOutcome.CHANGED,
            fields=tuple(
                FieldChange(name, str(self.old[name] or ""), str(changes[name] or ""))
                for name in _TOLD
                if name in changes
            ),
            before=str(self.old["text"]) if moved else "",
            after=self.item.text if moved else "",
            words_before=int(self.old["word_count"] or 0),
            words_after=self.item.analysis.word_count,
            extractor=self.draft.extractor,
            highlights=len(passages.highlights) - len(lost) if passages else 0,
            lost=lost,
        )
        return result, self.steps

    def _wanted(self) -> dict[str, Value]:
        """The columns as the new extraction has them, where it has something to say."""
        edited = str(self.old["edited"]).split()
        draft, analysis = self.draft, self.item.analysis
        offered: dict[str, Value] = {name: getattr(draft, name) for name in _FIELDS}
        offered["language"] = analysis.language or draft.language
        wanted: dict[str, Value] = {name: value for name, value in offered.items() if value and name not in edited}
        if draft.published and "published" not in edited:
            wanted["published_approximate"] = int(draft.published_approximate)
        if draft.url and not self.old["url"] and "url" not in edited:
            taken = self.connection.execute("SELECT 1 FROM article WHERE url = ?", (draft.url,)).fetchone()
            if not taken:
                wanted["url"] = draft.url
        wanted |= {
            "failed": draft.failed,
            "word_count": analysis.word_count,
            "minutes": analysis.minutes,
            "content_hash": self.item.content,
        }
        if self.item.address is not None:
            wanted["original"] = self.item.address
        if self.old["summary_source"] not in (SummarySource.READER.value, SummarySource.COMMAND.value):
            wanted["summary"], wanted["summary_source"] = merging.summary_of(
                self.connection, draft, analysis, self.number
            )
        return wanted

    def _anchored(self) -> tuple[Anchored | None, tuple[str, ...]]:
        """Highlights and place in the new text, and the quotes of highlights that are not in it."""
        old, new = str(self.old["text"]), self.item.text
        rows = self.connection.execute(
            'SELECT uuid, start, "end", quote, prefix, suffix FROM highlight WHERE article_id = ? ORDER BY start',
            (self.number,),
        ).fetchall()
        text = anchors.Text(new)
        moved: list[tuple[str, int, int, int, int]] = []
        lost: list[str] = []
        for uuid, start, end, quote, prefix, suffix in rows:
            along = start / len(old) if old else 0.0
            found = text.find(quote, near=along, prefix=prefix, suffix=suffix)
            if found is None:
                lost.append(quote)
                # Where it would stand, and empty: its quote says what it was.
                found = (min(len(new), round(along * len(new))),) * 2
            moved.append((uuid, start, end, *found))
        place, progress = int(self.old["place"] or 0), float(self.old["progress"] or 0)
        again, further = place, progress
        if place and old and new:
            again = anchors.place_again(old, new, place)
            further = min(1.0, max(0.0, progress + again / len(new) - place / len(old))) if progress < 1 else progress
        if not moved and again == place and further == progress:
            return None, ()
        return Anchored(self.number, tuple(moved), (place, again), (progress, further)), tuple(lost)

    def _apply(self, changes: dict[str, Value], swaps: bool, passages: Anchored | None) -> None:
        stale = swaps or not changes.keys().isdisjoint({"title", "byline", "language"})
        if stale:
            indexing.forget(self.connection, (self.number,))
        for name, value in changes.items():
            set_column(self.connection, name, (self.number,), value, self.now, only_where=self.old[name])
            self.steps.append(SetField(name, self.old[name], value, (self.number,)))
        if swaps or self.draft.extractor != self.old["extractor"]:
            new: dict[str, Value] = {
                "format": self.draft.format,
                "extractor": self.draft.extractor,
                "structure": self.item.structure,
                "text": self.item.text,
            }
            self.steps.append(SwappedDocument(self.number, new).undo(self.connection, self.now))
        if passages is not None:
            self.steps.append(passages.redo(self.connection, self.now))
        if stale:
            self._index(changes)

    def _index(self, changes: dict[str, Value]) -> None:
        """Puts the article into the index: by the analysis that is at hand, if it is of the fields as they now are."""
        draft, analysis = self.draft, self.item.analysis
        now = {**self.old, **changes}
        if (now["title"], now["byline"], now["language"]) == (draft.title, draft.byline, analysis.language):
            index.add_all(self.connection, [(self.number, analysis)])
            self.connection.execute(
                "UPDATE document SET analyser = ? WHERE article_id = ?", (analysis.version, self.number)
            )
        else:
            indexing.renew(self.connection, (self.number,))

    def _same(self) -> None:
        """Notes that the newer reader makes the same of it."""
        self.connection.execute(
            "UPDATE document SET extractor = ?, format = ? WHERE article_id = ?",
            (self.draft.extractor, self.draft.format, self.number),
        )
        if self.item.address is not None:
            self.connection.execute("UPDATE article SET original = ? WHERE id = ?", (self.item.address, self.number))


def outdated(connection: sqlite3.Connection, extractors: frozenset[str]) -> list[int]:
    """The articles outside the trash that no present reader has made, or that failed, and whose page was kept."""
    rows = connection.execute(
        "SELECT article.id, extractor, failed FROM article JOIN document ON article_id = article.id"
        " WHERE deleted IS NULL AND original IS NOT NULL ORDER BY article.id"
    ).fetchall()
    return [number for number, extractor, failed in rows if failed or extractor not in extractors]
