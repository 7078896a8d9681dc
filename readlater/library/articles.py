"""Adding articles: new ones, and those that turn out to be in the library already."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from readlater.language.descriptions import without_boilerplate
from readlater.library import categories, copies, documents, identity, index, ledger, merging, noted, originals, tags
from readlater.library.adding import Added, NewArticle
from readlater.library.packing import Step
from readlater.library.prepared import Prepared
from readlater.library.times import now_ms, to_ms
from readlater.model import Analysis, Document, LedgerLine, Outcome


def prepare(new: NewArticle) -> Prepared:
    """Works out everything that needs no library: analysis, identity, packed document."""
    analysis = new.analysis
    if analysis is None:
        from readlater.language.analysis import analyse

        analysis = analyse(new.draft)
    new = replace(new, draft=without_boilerplate(new.draft, analysis))
    text = new.draft.document.text
    content = identity.content_hash(text)
    return Prepared(
        new=new,
        analysis=analysis,
        content=content,
        uuid=identity.article_uuid(new.draft, content, new.original),
        structure=documents.pack(new.draft.document),
        text=text,
        address=None if new.original is None else originals.digest(new.original.data),
    )


def pack(new: NewArticle) -> Prepared:
    """`prepare`, with the original compressed and without what the store needs no more of page and draft.

    It is small to send from one process to another, and all that is left to do with it is to write it down.
    """
    prepared = prepare(new)
    document = Document()
    document.__dict__["text"] = prepared.text
    draft = replace(new.draft, document=document, found={}, original=None)
    return replace(
        prepared,
        new=replace(new, draft=draft, original=None, analysis=None),
        packed=None
        if new.original is None or prepared.address is None
        else originals.compress(new.original, prepared.address),
    )


def originals_of(connection: sqlite3.Connection, items: Sequence[Prepared]) -> list[tuple[Prepared, str]]:
    """Those of these articles that bring originals, each with the UUID that it has or gets in the library."""
    found: list[tuple[Prepared, str]] = []
    for item in items:
        if item.address is None:
            continue
        same = identity.find_same(connection, item.new.draft, item.uuid, item.content, item.address)
        uuid = item.uuid
        if same is not None:
            uuid = connection.execute("SELECT uuid FROM article WHERE id = ?", (same[0],)).fetchone()[0]
        found.append((item, uuid))
    return found


def compressed(items: Sequence[tuple[Prepared, str]]) -> list[originals.Compressed]:
    """What `originals_of` gave, as it will be stored."""
    ready: list[originals.Compressed] = []
    for item, uuid in items:
        packed = item.packed
        if packed is None and item.new.original is not None and item.address is not None:
            packed = originals.compress(item.new.original, item.address)
        if packed is not None:
            ready.append(replace(packed, article_uuid=uuid))
    return ready


def add_all(
    connection: sqlite3.Connection, items: Sequence[Prepared], zone: tzinfo | None
) -> tuple[list[Added], list[Step]]:
    """Adds articles and writes their ledger lines, within the caller's transaction.

    Returns what became of each, in order, and the steps of the merges that belong to no import (an import's stand in
    its ledger).
    """
    now = now_ms()
    added: list[Added] = []
    changes: list[list[Step]] = []
    waiting: list[tuple[int, Analysis]] = []  # new articles that are not in the index yet: cheaper together
    for item in items:
        same = identity.find_same(connection, item.new.draft, item.uuid, item.content, item.address)
        if same is None:
            number = _insert(connection, item, zone, now)
            waiting.append((number, item.analysis))
            one = Added(item.uuid, number, Outcome.NEW, "")
            changed: list[Step] = []
        else:
            number, why = same
            if any(number == other for other, _ in waiting):
                index.add_all(connection, waiting)
                waiting.clear()
            one, changed = _merge(connection, number, why, item, zone, now)
        added.append(one)
        changes.append(changed)
    index.add_all(connection, waiting)
    added = _with_copies(connection, added, changes)
    for item, one, changed in zip(items, added, changes, strict=True):
        if item.new.run:
            _write_line(connection, item, one, changed)
    unlisted = [changed for item, changed in zip(items, changes, strict=True) if not item.new.run]
    return added, [step for changed in unlisted for step in changed]


def _with_copies(
    connection: sqlite3.Connection, added: Sequence[Added], changes: Sequence[Sequence[Step]]
) -> list[Added]:
    """Looks which new articles are copies of others, or of each other: then the later one says so."""
    new = [one.id for one in added if one.outcome is Outcome.NEW]
    retold = {number for changed in changes for step in changed for number in step.retold(connection)}
    if not copies.renew(connection, [*new, *sorted(retold.difference(new))]):
        return list(added)
    found = {number: tuple(copy for copy in copies.of(connection, number) if copy.row.id < number) for number in new}
    return [
        replace(one, message=copies.message(found[one.id]), copies=found[one.id])
        if one.outcome is Outcome.NEW and found[one.id]
        else one
        for one in added
    ]


def _insert(connection: sqlite3.Connection, item: Prepared, zone: tzinfo | None, now: int) -> int:
    draft, analysis = item.new.draft, item.analysis
    created = now if draft.created is None else to_ms(draft.created, zone)
    category = categories.tidy(draft.category_id)
    if category:
        categories.ensure(connection, category, now)
    summary, source = merging.summary_of(connection, draft, analysis)
    number = connection.execute(
        "INSERT INTO article (uuid, url, title, title_key, byline, site, category_id, language, direction, published,"
        " modified, created, updated, changed, word_count, minutes, read_base, last_read_base, failed, summary_source,"
        " content_hash, original, published_approximate)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.uuid,
            draft.url or None,
            draft.title,
            noted.title_key(draft.title),
            draft.byline,
            draft.site,
            category or None,
            analysis.language or draft.language,
            draft.direction,
            draft.published,
            draft.modified,
            created,
            created if draft.updated is None else to_ms(draft.updated, zone),
            now,
            analysis.word_count,
            analysis.minutes,
            merging.read_count_of(draft),
            None if draft.last_read is None else to_ms(draft.last_read, zone),
            draft.failed,
            source,
            item.content,
            item.address,
            int(draft.published_approximate),
        ),
    ).lastrowid
    assert number is not None
    connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            draft.format,
            draft.extractor,
            analysis.version,
            "" if draft.url_original == draft.url else draft.url_original,
            draft.lead_image,
            summary,
            item.structure,
            item.text,
        ),
    )
    for tag in tags.tidy(draft.tags):
        tags.add(connection, tag, (number,))
    if draft.similar_titles:
        noted.add(connection, number, draft.similar_titles)
    return number


def _merge(
    connection: sqlite3.Connection, number: int, why: str, item: Prepared, zone: tzinfo | None, now: int
) -> tuple[Added, list[Step]]:
    keeper = copies.united_with(connection, number)
    if keeper is not None:
        number = keeper
    uuid, title = connection.execute("SELECT uuid, title FROM article WHERE id = ?", (number,)).fetchone()
    merged = merging.merge(connection, number, item, zone, now, body=keeper is None)
    into = "as" if keeper is None else "as what was merged into"
    message = f"already in the library ({why} {into} “{title}”)" if title else f"already in the library ({why})"
    if merged.what:
        message += f"; {', '.join(merged.what)}"
    return Added(uuid, number, Outcome.MERGED, message), merged.steps


def _write_line(connection: sqlite3.Connection, item: Prepared, added: Added, changed: list[Step]) -> None:
    title = connection.execute("SELECT title FROM article WHERE id = ?", (added.id,)).fetchone()[0]
    line = LedgerLine(item.new.item, added.outcome, added.uuid, title, added.message)
    ledger.write(connection, item.new.run, line, changed)
