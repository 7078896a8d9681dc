"""What a reader changes: each function does it, within the caller's transaction, and returns label and steps.

A label says what was done, in the past tense, fit for a status line and for the journal. No steps: nothing changed.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from readlater.errors import NotFoundError, UsageError
from readlater.language.moments import spoken_time
from readlater.language.safe import safe_line, safe_text
from readlater.library import categories, indexing, readings, tags
from readlater.library.columns import INDEXED_COLUMNS, Value, batches, existing, grouped, set_column, touch
from readlater.library.packing import Step
from readlater.library.steps import MarkedRead, NamedCategory, SetField, Tagged
from readlater.library.times import from_ms, to_ms
from readlater.model import SummarySource

Done = tuple[str, list[Step]]

EDITABLE = (
    "title", "byline", "site", "url", "published", "modified", "language", "direction", "summary", "note", "lead_image",
)  # fmt: skip
"""The fields that `edit` knows."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


_CALLED = {"byline": "author", "url": "address", "published": "date", "modified": "date of change"}
"""What labels call the fields whose names nobody says."""


def edit(connection: sqlite3.Connection, ids: Sequence[int], fields: dict[str, str], now: int) -> Done:
    """Sets fields of articles.

    Raises:
        UsageError: a field is unknown, or a value is not one that it can have.
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    values = {name: _clean(connection, ids, name, value) for name, value in fields.items()}
    stale = ids if not values.keys().isdisjoint(INDEXED_COLUMNS) else []
    indexing.forget(connection, stale)
    steps: list[Step] = []
    for name, value in values.items():
        steps += _set(connection, name, value, ids, now)
        if name == "published":
            steps += _set(connection, "published_approximate", 0, ids, now)
        if name == "summary":
            steps += _set(connection, "summary_source", SummarySource.READER.value if value else None, ids, now)
    changed = {number for step in steps for number in step.touched()}
    for edited, group in grouped(connection, "edited", sorted(changed)).items():
        names = " ".join(sorted({*str(edited).split(), *values}))
        steps += _set(connection, "edited", names, group, now)
    indexing.renew(connection, stale)
    shown = ", ".join(_CALLED.get(name, name.replace("_", " ")) for name in values)
    return f"edited the {shown} of {_articles(connection, ids)}", steps


def set_summary(connection: sqlite3.Connection, article_id: int, text: str, now: int) -> Done:
    """Puts the summary that the reader's command made in the place of the present one.

    Raises:
        UsageError: the summary is empty.
        NotFoundError: there is no such article.
    """
    ids = _existing(connection, (article_id,))
    summary = safe_line(text)
    if not summary:
        raise UsageError("A summary can't be empty.")
    steps = _set(connection, "summary", summary, ids, now)
    steps += _set(connection, "summary_source", SummarySource.COMMAND.value, ids, now)
    return f"summarised {_articles(connection, ids)}", steps


def set_category(connection: sqlite3.Connection, ids: Sequence[int], category: str, now: int) -> Done:
    """Puts articles into a category, made if need be; ``""`` takes them out of theirs.

    Raises:
        UsageError: the path has an empty part.
        NotFoundError: an article does not exist.
    """
    path = categories.clean(category)
    ids = _existing(connection, ids)
    steps = _set(connection, "category_id", path or None, ids, now)
    what = _articles(connection, ids)
    return (f"moved {what} to {path}" if path else f"took {what} out of its category"), steps


def rename_category(connection: sqlite3.Connection, category: str, new: str, name: str, now: int) -> Done:
    """Moves a category and all below it to another path, and gives it a name (empty: as it is).

    Raises:
        NotFoundError: there is no such category.
        UsageError: the new path has an empty part, is empty, or lies within the category itself.
    """
    old, path = categories.clean(category), categories.clean(new) or categories.clean(category)
    old_name = categories.name_of(connection, old)
    if old_name is None:
        raise NotFoundError(f"There is no category {category!r}.")
    if path.startswith(f"{old}/"):
        raise UsageError(f"The category {old} can't be moved into itself ({path}).")
    steps: list[Step] = []
    condition, parameters = categories.within(old)
    if path != old:
        for (inner,) in connection.execute(
            f"SELECT DISTINCT category_id FROM article WHERE {condition} ORDER BY category_id", parameters
        ).fetchall():
            numbers = connection.execute("SELECT id FROM article WHERE category_id = ?", (inner,)).fetchall()
            moved = path + inner[len(old) :]
            steps.append(_name(connection, moved, categories.name_of(connection, inner) or "", inner, now))
            steps += _set(connection, "category_id", moved, [number for (number,) in numbers], now)
    wanted = safe_line(name)
    if not wanted and path != old:
        wanted = categories.default_name(path) if old_name == categories.default_name(old) else old_name
    before = categories.name_of(connection, path)
    if wanted and wanted != before:
        categories.ensure(connection, path, now)
        step = NamedCategory(path, before, wanted)
        step.redo(connection, now)
        steps.append(step)
    steps = [step for step in steps if not (isinstance(step, NamedCategory) and step.before == step.after)]
    return f"renamed the category {old} to {path}" if path != old else f"named the category {path} {wanted}", steps


def tag(connection: sqlite3.Connection, ids: Sequence[int], names: Iterable[str], now: int) -> Done:
    """Gives articles tags.

    Raises:
        UsageError: a name is empty.
        NotFoundError: an article does not exist.
    """
    return _tagged(connection, ids, names, True, now)


def untag(connection: sqlite3.Connection, ids: Sequence[int], names: Iterable[str], now: int) -> Done:
    """Takes tags from articles.

    Raises:
        UsageError: a name is empty.
        NotFoundError: an article does not exist.
    """
    return _tagged(connection, ids, names, False, now)


def retag(
    connection: sqlite3.Connection, ids: Sequence[int], added: Sequence[str], removed: Sequence[str], now: int
) -> Done:
    """Gives articles tags and takes others from them.

    Raises:
        UsageError: a name is empty.
        NotFoundError: an article does not exist.
    """
    lost, gained = _tagged(connection, ids, removed, False, now), _tagged(connection, ids, added, True, now)
    steps = [*lost[1], *gained[1]]
    if lost[1] and gained[1]:
        return f"changed the tags of {_articles(connection, ids)}", steps
    return (lost if lost[1] else gained)[0], steps


def rename_tag(connection: sqlite3.Connection, old: str, new: str, now: int) -> Done:
    """Gives a tag another name; where there is one of that name already, the two become one.

    Raises:
        NotFoundError: there is no such tag.
        UsageError: the new name is empty.
    """
    name, wanted = tags.clean([old])[0], tags.clean([new])[0]
    number = tags.find(connection, name)
    if number is None:
        raise NotFoundError(f"There is no tag {name!r}.")
    rows = connection.execute("SELECT article_id FROM article_tag WHERE tag_id = ? ORDER BY 1", (number,)).fetchall()
    ids = [article for (article,) in rows]
    stood = connection.execute("SELECT name FROM tag WHERE id = ?", (number,)).fetchone()[0]
    if stood == wanted:
        return f"renamed the tag {stood} to {wanted}", []
    # First the loss: a name that differs by its capitals alone is the same tag.
    steps = _tagged(connection, ids, [stood], False, now)[1] + _tagged(connection, ids, [wanted], True, now)[1]
    return f"renamed the tag {stood} to {wanted}", steps


def flag(connection: sqlite3.Connection, ids: Sequence[int], column: str, on: bool, now: int) -> Done:
    """Sets or clears ``archived`` or ``favourite`` of articles.

    Raises:
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    steps = _set(connection, column, int(on), ids, now)
    if column == "archived" and on:  # what is put away for good has nothing to come back for
        steps += _set(connection, "snoozed", None, _put_off(connection, ids), now)
    words = {
        ("archived", True): "archived {}",
        ("archived", False): "took {} out of the archive",
        ("favourite", True): "made {} a favourite" if len(ids) == 1 else "made {} favourites",
        ("favourite", False): "made {} no favourite" if len(ids) == 1 else "made {} no favourites",
    }
    return words[column, on].format(_articles(connection, ids)), steps


def snooze(
    connection: sqlite3.Connection, ids: Sequence[int], until: datetime | None, now: int, zone: tzinfo | None
) -> Done:
    """Puts articles off until a time, or brings them back (None); out of the archive, too.

    Raises:
        NotFoundError: an article does not exist.
        UsageError: the time is over.
    """
    ids = _existing(connection, ids)
    if until is None:
        steps = _set(connection, "snoozed", None, _put_off(connection, ids), now)
        return f"brought {_articles(connection, ids)} back", steps
    when = to_ms(until, zone)
    if when <= now:
        raise UsageError(f"An article can't be put off until a time that is over ({spoken_time(from_ms(when), zone)}).")
    steps = _set(connection, "snoozed", when, ids, now) + _set(connection, "archived", 0, ids, now)
    return f"put {_articles(connection, ids)} off until {spoken_time(from_ms(when), zone)}", steps


def mark_read(connection: sqlite3.Connection, ids: Sequence[int], now: int) -> Done:
    """Adds a counted reading to each article that is not read.

    Raises:
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    groups = grouped(connection, "state", ids)
    unread = sorted(number for state, group in groups.items() if state != "read" for number in group)
    uuids = tuple(readings.mark_all(connection, unread, now))
    steps: list[Step] = [MarkedRead(uuids, tuple(unread), now)] if unread else []
    return f"marked {_articles(connection, ids)} read", steps


def mark_unread(connection: sqlite3.Connection, ids: Sequence[int], now: int) -> Done:
    """Makes articles unread: what was read up to now no longer makes them read. Readings and their count stay.

    Raises:
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    groups = grouped(connection, "state", ids)
    read = sorted(number for state, group in groups.items() if state != "unread" for number in group)
    steps = _set(connection, "unread_since", 1 + max(now, _last(connection, read)), read, now)
    return f"marked {_articles(connection, ids)} unread", steps


def delete(connection: sqlite3.Connection, ids: Sequence[int], now: int) -> Done:
    """Moves articles to the trash.

    Raises:
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    inside = grouped(connection, "deleted", ids).get(None, [])
    return f"moved {_articles(connection, ids)} to the trash", _set(connection, "deleted", now, inside, now)


def restore(connection: sqlite3.Connection, ids: Sequence[int], now: int) -> Done:
    """Takes articles out of the trash.

    Raises:
        NotFoundError: an article does not exist.
    """
    ids = _existing(connection, ids)
    return f"restored {_articles(connection, ids)}", _set(connection, "deleted", None, ids, now)


def _set(connection: sqlite3.Connection, column: str, value: Value, ids: Sequence[int], now: int) -> list[Step]:
    """Sets a column where it has another value; a step for each value that it had."""
    steps: list[Step] = []
    for before, group in grouped(connection, column, ids).items():
        if before != value:
            set_column(connection, column, group, value, now, only_where=before)
            steps.append(SetField(column, before, value, tuple(group)))
    return steps


def _put_off(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """Those of the articles that are put off, or were until a time that has passed."""
    off = {number for (number,) in connection.execute("SELECT id FROM article WHERE snoozed IS NOT NULL").fetchall()}
    return [number for number in ids if number in off]


def _last(connection: sqlite3.Connection, ids: Sequence[int]) -> int:
    """When the latest of all readings of articles began: where a clock ran ahead that is later than now."""
    latest = 0
    for marks, part in batches(ids):
        found = connection.execute(
            "SELECT max(coalesce((SELECT max(started) FROM reading WHERE article_id = article.id), 0),"
            f" coalesce(last_read_base, 0)) FROM article WHERE id IN ({marks}) ORDER BY 1 DESC LIMIT 1",
            part,
        ).fetchone()
        latest = max(latest, found[0] if found else 0)
    return latest


def _tagged(connection: sqlite3.Connection, ids: Sequence[int], names: Iterable[str], on: bool, now: int) -> Done:
    ids = _existing(connection, ids)
    cleaned = tags.clean(names)
    steps: list[Step] = []
    for name in cleaned:
        changed = (tags.add if on else tags.remove)(connection, name, ids)
        touch(connection, changed, now)
        if changed:
            steps.append(Tagged(name, on, tuple(changed)))
    shown = ", ".join(cleaned)
    what = _articles(connection, ids)
    return (
        f"tagged {what} with {shown}"
        if on
        else f"took the {'tag' if len(cleaned) == 1 else 'tags'} {shown} from {what}"
    ), steps


def _name(connection: sqlite3.Connection, path: str, name: str, inner: str, now: int) -> NamedCategory:
    """A category that moves takes its name along, unless it is only named after its path."""
    before = categories.name_of(connection, path)
    categories.ensure(connection, path, now)
    after = name if name != categories.default_name(inner) else categories.default_name(path)
    step = NamedCategory(path, before, before or after)
    step.redo(connection, now)
    return step


def _clean(connection: sqlite3.Connection, ids: Sequence[int], name: str, value: str) -> Value:
    if name not in EDITABLE:
        near = difflib.get_close_matches(name, EDITABLE, 1)
        raise UsageError(f"There is no field {name!r} to edit." + (f" Did you mean {near[0]!r}?" if near else ""))
    text = safe_text(value).strip() if name in ("summary", "note") else safe_line(value)
    if name in ("published", "modified") and text and not _DATE.fullmatch(text):
        raise UsageError(f"{name}: {text!r} is no date; write it as 2022, 2022-01, 2022-01-14 or 2022-01-14T08:51.")
    if name == "direction" and text not in ("", "ltr", "rtl"):
        raise UsageError(f"direction: {text!r} is neither 'ltr' nor 'rtl'.")
    if name == "language" and text and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", text):
        raise UsageError(f"language: {text!r} is no language code such as 'en' or 'ja'.")
    if name == "url" and text:
        if not re.match(r"https?://\S+$", text):
            raise UsageError(f"url: {text!r} is no web address; it begins with https:// or http://.")
        if len(ids) > 1:
            raise UsageError("url: several articles can't have the same address.")
        other = connection.execute("SELECT uuid, id FROM article WHERE url = ?", (text,)).fetchone()
        if other and other[1] not in ids:
            raise UsageError(f"url: the article {other[0]} has this address already.")
    if name == "url" and not text:
        return None
    return text


def _existing(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    wanted = sorted({int(number) for number in ids})  # in the order of the table: its pages are written once
    found = existing(connection, wanted)
    if len(found) < len(wanted):
        alive = set(found)
        missing = next(number for number in wanted if number not in alive)
        raise NotFoundError(f"There is no article number {missing}.")
    return found


def _articles(connection: sqlite3.Connection, ids: Sequence[int]) -> str:
    """Articles as a label names them: the title of one, the number of several."""
    if len(ids) != 1:
        return f"{len(ids):,} articles"
    title = connection.execute("SELECT title FROM article WHERE id = ?", (ids[0],)).fetchone()[0]
    if not title:
        return "1 article"
    return f"“{title if len(title) <= 60 else title[:59].rstrip() + '…'}”"
