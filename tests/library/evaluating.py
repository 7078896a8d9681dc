"""What a query means, told in plain Python over the articles themselves: the measure of the compiler of queries."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import floor
from pathlib import Path
from typing import Any

from readlater.library import Library, NewArticle
from readlater.library.times import to_ms
from readlater.model import And, Article, Field, Highlight, Node, Not, Or, Original, Phrase, Query, Sort, Word
from tests.factories import draft
from tests.language import queries

DAY = timedelta(days=1)
ARTICLES = 40


@dataclass(frozen=True)
class Record:
    """An article and all that a query can ask of it."""

    article: Article
    text: str
    highlights: tuple[Highlight, ...]
    has_twin: bool
    read_on: tuple[date, ...]
    """The days of the sittings and of the last reading."""

    @property
    def columns(self) -> dict[str, str]:
        marked = [piece for one in sorted(self.highlights, key=lambda one: one.uuid) for piece in (one.quote, one.note)]
        notes = "\n".join(filter(None, (self.article.note, *marked)))
        return {"title": self.article.title, "author": self.article.byline, "note": notes, "text": self.text}


# --- a library of everything


def generated(folder: Path, seed: int) -> Library:
    """A library of articles that differ in all that can be asked for."""
    chance = random.Random(seed)
    library = Library.open(folder, zone=UTC)
    now = datetime.now(UTC).replace(microsecond=0)
    added = library.add_all([_article(chance, number, now) for number in range(ARTICLES)])
    ids = [one.id for one in added]
    for number in ids:
        _read(chance, library, number, now)
        if chance.random() < 0.3:
            library.add_highlight(number, 0, 9, chance.choice(("", "zorb plim", "murk")))
        if chance.random() < 0.2:
            library.edit([number], note=_words(chance, 1, 4))
    library.archive([one for one in ids if chance.random() < 0.3])
    library.favourite([one for one in ids if chance.random() < 0.3])
    library.rename_category("Art", name="Fine Tech")
    library.delete([one for one in ids if chance.random() < 0.15])
    with library._database.write() as connection:
        for _ in range(6):
            pair = sorted(chance.sample(ids, 2))
            connection.execute(
                "INSERT OR REPLACE INTO copy VALUES (?, ?, 0.9, ?)",
                (pair[1], pair[0], chance.choice((0, 0, 0, 1700000000000))),
            )
        for (number,) in connection.execute("SELECT id FROM highlight").fetchall():
            marked = now - timedelta(days=chance.choice((0, 1, 8, 40, 300)), minutes=number)
            connection.execute(
                "UPDATE highlight SET created = ?, colour = ? WHERE id = ?",
                (to_ms(marked), chance.choice(("", "green", "blue", "pink")), number),
            )
        for number in chance.sample(ids, 12):
            until = now + timedelta(days=chance.choice((-30, -1, 1, 2, 9)), minutes=number)
            connection.execute("UPDATE article SET snoozed = ? WHERE id = ?", (to_ms(until), number))
    return library


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(queries.WORDS) for _ in range(chance.randint(least, most)))


def _article(chance: random.Random, number: int, now: datetime) -> NewArticle:
    text = _words(chance, 3, 12)
    if chance.random() < 0.2:
        text += f" {chance.choice(queries.RUNS)}。"
    if chance.random() < 0.3:
        text += "\n\n" + "filler " * chance.choice((40, 595, 900))
    saved = now - timedelta(
        days=chance.choice((0, 1, 2, 5, 7, 8, 14, 20, 35, 100, 200, 400, 800)), minutes=chance.randint(0, 900)
    )
    published = (now - timedelta(days=chance.randint(0, 900))).date().isoformat()
    fields: dict[str, Any] = {
        "url": f"https://{chance.choice(queries.HOSTS)}/{number}?x.example/" if chance.random() < 0.8 else "",
        "byline": chance.choice(queries.BYLINES),
        "site": chance.choice(queries.SITES),
        "category_id": chance.choice(queries.CATEGORIES),
        "tags": tuple(tag for tag in queries.TAGS if chance.random() < 0.2),
        "language": chance.choice(queries.LANGUAGES),
        "published": chance.choice(
            ("", "2024", "2024-02", "2024-02-29", published, published[:7], f"{published}T08:00:00+02:00")
        ),
        "created": saved,
        "failed": "a login wall" if chance.random() < 0.1 else "",
    }
    if chance.random() < 0.3:
        fields |= {
            "read_count": chance.randint(1, 4),
            "last_read": now - timedelta(days=chance.choice((0, 1, 6, 30, 300))),
        }
    original = Original(f"<p>{number}".encode(), "text/html") if chance.random() < 0.5 else None
    return NewArticle(draft(_words(chance, 1, 3), f"{text}\n\nNumber {number}.", **fields), original)


def _read(chance: random.Random, library: Library, number: int, now: datetime) -> None:
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        began = now - timedelta(days=chance.choice((0, 1, 3, 7, 40, 400)), minutes=10)
        sitting = library.begin_reading(number, now=began)
        sitting.progress(0, chance.choice((0.1, 0.296, 0.5, 0.505, 1.0)), True, began)
        sitting.finish(began + timedelta(seconds=chance.choice((6, 30, 400))))


def records(library: Library) -> list[Record]:
    """All articles, the trash too, with what belongs to them."""
    ids = [*library.ids(), *library.ids(Query(Field("is", ":", "trashed")))]
    deleted = {number: library.article(number).deleted for number in ids}
    with library._database.read() as connection:
        pairs = connection.execute("SELECT article_id, other_id FROM copy WHERE dismissed = 0").fetchall()
    twins = {one for first, second in pairs for one, other in ((first, second), (second, first)) if not deleted[other]}
    return [
        Record(
            library.article(number),
            library.text(number),
            tuple(library.highlights(number)),
            number in twins,
            _read_on(library, number),
        )
        for number in sorted(ids)
    ]


def _read_on(library: Library, number: int) -> tuple[date, ...]:
    last = library.article(number).last_read
    return (*(one.started.date() for one in library.readings(number)), *([last.date()] if last else []))


# --- what a query means


class Meaning:
    """Evaluates queries over records.

    ``near``: the articles near to those of these numbers, the nearest first.
    """

    def __init__(self, records: list[Record], near: Callable[[list[int]], list[int]], now: datetime) -> None:
        self.records = records
        self.near = near
        self.today = now.date()

    def found(self, query: Query) -> list[int]:
        """The numbers of the articles that fit, in order."""
        trash = asks_for_trash(query.root, True)
        fitting = [one for one in self.records if (trash or one.article.deleted is None) and self.fits(query.root, one)]
        parts = query.root.parts if isinstance(query.root, And) else (query.root,)
        similar = next((part for part in parts if isinstance(part, Field) and part.name == "similar"), None)
        if similar is not None and query.sort in (None, Sort.RANK):
            near = self.near_to(similar)
            return sorted((one.article.id for one in fitting), key=near.index)
        return [one.article.id for one in sorted(fitting, key=lambda one: _order(one, query.sort))]

    def near_to(self, field: Field) -> list[int]:
        keys = field.value.split(",")
        return self.near([one.article.id for key in keys for one in self.records if one.article.uuid.startswith(key)])

    def fits(self, node: Node, record: Record) -> bool:
        match node:
            case Not():
                return not self.fits(node.part, record)
            case And():
                return all(self.fits(part, record) for part in node.parts)
            case Or():
                return any(self.fits(part, record) for part in node.parts)
            case Word() | Phrase():
                return any(stands(column, node.text, node.prefix) for column in record.columns.values())
        return self.field(node, record)

    def field(self, field: Field, record: Record) -> bool:
        a, value = record.article, field.value
        beginning = field.operator == "*"
        match field.name:
            case "author" if not value:
                return a.byline == ""
            case "title" | "author" | "text" | "note":
                return stands(record.columns[field.name], value, beginning)
            case "site":
                return a.site.lower() == value.lower() if field.operator == "=" else _at_site(a, value)
            case "category":
                return _in_category(a, value, beginning, below=field.operator != "=")
            case "colour":
                colours = tuple(one.colour or "yellow" for one in record.highlights)
                return _same_name(value, beginning, colours)
            case "tag":
                return _same_name(value, beginning, a.tags) if value else not a.tags
            case "lang":
                return a.language == value or (bool(value) and a.language.startswith(f"{value}-"))
            case "is" | "has":
                return _state(record, value)
            case "similar":
                return a.id in self.near_to(field)
            case "saved":
                return self.on(field, a.created.date())
            case "readon" | "marked" | "snoozed":
                days = {
                    "readon": record.read_on,
                    "marked": tuple(one.created.date() for one in record.highlights),
                    "snoozed": (a.snoozed.date(),) if a.snoozed else (),
                }[field.name]
                return any(self.on(field, day) for day in days) if value or field.operator != ":" else not days
            case "left" if str(a.state) == "read":
                return False
            case "lastread":
                return (
                    a.last_read is None
                    if not value and field.operator == ":"
                    else self.on(field, a.last_read and a.last_read.date())
                )
            case "published":
                return a.published == "" if not value and field.operator == ":" else self.published(field, a.published)
        amount = {
            "words": a.word_count,
            "minutes": max(1, round(a.minutes)) if a.minutes > 0 else 0,
            "left": max(1, round(left)) if (left := a.minutes * (1 - a.progress)) > 0 else 0,
            "read": a.read_count,
            "progress": floor(a.progress * 100 + 0.5),
        }[field.name]
        return _compare(field, amount, float)

    def on(self, field: Field, day: date | None) -> bool:
        """Whether a day fits."""
        if day is None:
            return False
        if field.operator == "..":
            ends = [span(value, self.today) if value else None for value in (field.value, field.upper)]
            if ends[0] and ends[1] and ends[1][0] < ends[0][0]:
                ends.reverse()
            return (ends[0] is None or day >= ends[0][0]) and (ends[1] is None or day < ends[1][1])
        first, after = span(field.value, self.today)
        if field.operator == ":":
            return day >= first and (day < after or bool(re.fullmatch(r"\d+[dwmy]", field.value)))
        return {"<": day < first, "<=": day < after, ">": day >= after, ">=": day >= first}[field.operator]

    def published(self, field: Field, published: str) -> bool:
        """Whether a date that may be known to the month or year fits: as text, as far as the asked one goes."""
        if not published:
            return False

        def ends(value: str) -> tuple[str, str]:
            first, after = span(value, self.today)
            whole_months = first.day == after.day == 1
            size = 10 if not whole_months else 4 if first.month == after.month == 1 else 7
            return first.isoformat()[:size], after.isoformat()[:size]

        if field.operator == "..":
            both = [ends(value) if value else None for value in (field.value, field.upper)]
            if both[0] and both[1] and both[1][0] < both[0][0]:
                both.reverse()
            return (both[0] is None or published >= both[0][0]) and (both[1] is None or published < both[1][1])
        first, after = ends(field.value)
        if field.operator == ":":
            return published >= first and (published < after or bool(re.fullmatch(r"\d+[dwmy]", field.value)))
        return {"<": published < first, "<=": published < after, ">": published >= after, ">=": published >= first}[
            field.operator
        ]


def asks_for_trash(node: Node, wanted: bool) -> bool:
    """Whether articles in the trash are looked at: somewhere they are asked for, and not negated."""
    if isinstance(node, Not):
        return asks_for_trash(node.part, not wanted)
    if isinstance(node, And | Or):
        return any(asks_for_trash(part, wanted) for part in node.parts)
    return wanted and isinstance(node, Field) and (node.name, node.value) == ("is", "trashed")


def stands(text: str, wanted: str, beginning: bool) -> bool:
    """Whether words stand next to each other in a text, the last one perhaps as a beginning."""
    tokens, sought = _tokens(text), _tokens(wanted)
    if len(sought) == 1 and not sought[0].isascii():
        return any(sought[0] in token for token in tokens)
    for start in range(len(tokens) - len(sought) + 1):
        part = tokens[start : start + len(sought)]
        if part[:-1] == sought[:-1] and (part[-1].startswith(sought[-1]) if beginning else part[-1] == sought[-1]):
            return True
    return False


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]+", plain(text))


def plain(text: str) -> str:
    """Without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _same_name(value: str, beginning: bool, names: tuple[str, ...]) -> bool:
    wanted = plain(value)
    return any(plain(name).startswith(wanted) if beginning else plain(name) == wanted for name in names)


def _in_category(a: Article, value: str, beginning: bool, *, below: bool) -> bool:
    if not value:
        return a.category_id == ""
    if not a.category_id:
        return False
    wanted = plain(value.strip("/"))
    named = a.category if a.category_id == "Art" else ""
    paths = [path for path in (a.category_id, named) if path]
    if _same_name(value.strip("/"), beginning, tuple(paths)):
        return True
    return below and plain(a.category_id).startswith(f"{wanted}/")


def _at_site(a: Article, value: str) -> bool:
    if not value:
        return a.site == ""
    wanted = plain(value)
    wanted = wanted.split("://")[-1].split("/")[0].removeprefix("www.")
    host = a.url.split("://")[-1].split("/")[0].replace(":", ".")
    labels = f".{wanted.strip('.').replace(':', '.')}."
    if "." in wanted:
        return labels in f".{plain(a.site)}." or (a.url != "" and labels in f".{host}.")
    whole = f".{a.url.split('://')[-1].split('/')[0].split(':')[0]}."
    return plain(value) in plain(a.site) or (a.url != "" and labels in whole and not whole.endswith(labels))


def _state(record: Record, value: str) -> bool:
    a = record.article
    if value in ("unread", "reading", "read"):
        return str(a.state) == value
    return {
        "archived": a.archived,
        "favourite": a.favourite,
        "failed": a.failed != "",
        "duplicate": record.has_twin,
        "trashed": a.deleted is not None,
        "snoozed": a.snoozed is not None and a.snoozed > datetime.now(UTC),
        "highlight": bool(record.highlights),
        "note": a.note != "" or any(one.note for one in record.highlights),
        "original": a.original != "",
        "summary": a.summary != "",
    }[value]


def _compare(field: Field, amount: float, number: Callable[[str], float]) -> bool:
    if field.operator == "..":
        ends = [number(value) if value else None for value in (field.value, field.upper)]
        if ends[0] is not None and ends[1] is not None and ends[1] < ends[0]:
            ends.reverse()
        return (ends[0] is None or amount >= ends[0]) and (ends[1] is None or amount <= ends[1])
    wanted = number(field.value)
    return {
        ":": amount == wanted,
        "<": amount < wanted,
        "<=": amount <= wanted,
        ">": amount > wanted,
        ">=": amount >= wanted,
    }[field.operator]


def span(value: str, today: date) -> tuple[date, date]:
    """The first day of what was named, and the first one behind it; found by walking over the calendar."""

    def back(fits: Callable[[date], bool], day: date) -> date:
        while not fits(day):
            day -= DAY
        return day

    def month_of(day: date) -> tuple[date, date]:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1)

    def year_of(year: int) -> tuple[date, date]:
        return date(year, 1, 1), date(year + 1, 1, 1)

    monday = back(lambda day: day.weekday() == 0, today)
    match value:
        case "2024":
            return year_of(2024)
        case "2024-02":
            return month_of(date(2024, 2, 1))
        case "2024-02-29":
            return date(2024, 2, 29), date(2024, 3, 1)
        case "this-week":
            return monday, monday + 7 * DAY
        case "last-week":
            return monday - 7 * DAY, monday
        case "this-month":
            return month_of(today)
        case "last-month":
            return month_of(today.replace(day=1) - DAY)
        case "this-year":
            return year_of(today.year)
        case "last-year":
            return year_of(today.year - 1)
        case "march":
            return month_of(back(lambda day: day.month == 3, today))
        case "last-march":
            return month_of(back(lambda day: day.month == 3 and month_of(day)[1] <= today, today))
        case "winter" | "last-winter":
            december = back(lambda day: day.month == 12, today).replace(day=1)
            spring = date(december.year + 1, 3, 1)
            if value == "last-winter" and spring > today:
                december, spring = date(december.year - 1, 12, 1), date(spring.year - 1, 3, 1)
            return december, spring
        case "autumn-2023":
            return date(2023, 9, 1), date(2023, 12, 1)
        case "weekend":
            saturday = back(lambda day: day.weekday() == 5, today)
            return saturday, saturday + 2 * DAY
        case "last-weekend":
            saturday = back(lambda day: day.weekday() == 5 and day + DAY < today, today)
            return saturday, saturday + 2 * DAY
        case "next-week":
            return monday + 7 * DAY, monday + 14 * DAY
    first = {
        "today": today,
        "0d": today,
        "yesterday": today - DAY,
        "tomorrow": today + DAY,
        "7d": today - 7 * DAY,
        "2w": today - 14 * DAY,
        "monday": monday,
        "last-friday": back(lambda day: day.weekday() == 4, today - DAY),
        "9999y": date.min,
    }.get(value)
    if first is None:
        months = {"6m": 6, "1y": 12}[value]
        first = today.replace(day=1)
        for _ in range(months):
            first = (first - DAY).replace(day=1)
        first = first.replace(day=min(today.day, (month_of(first)[1] - DAY).day))
    return first, first + DAY


def _order(record: Record, sort: Sort | None) -> tuple[Any, ...]:
    """What articles are sorted by: of equal ones the newest comes first."""
    a = record.article
    newest = (-a.created.timestamp(), -a.id)
    marked = max((one.created.timestamp() for one in record.highlights), default=0.0)
    read = (0, -a.last_read.timestamp()) if a.last_read else (1, 0.0)
    keys: dict[Sort | None, tuple[Any, ...]] = {
        Sort.OLDEST: (a.created, a.id),
        Sort.PUBLISHED: (tuple(-ord(c) for c in a.published.ljust(30, "\0")), -a.id),
        Sort.LAST_READ: (*read, -a.id),
        Sort.TITLE: (a.title.lower(), -a.id),
        Sort.SHORTEST: (a.word_count, -a.id),
        Sort.LONGEST: (-a.word_count, -a.id),
        Sort.MOST_READ: (-a.read_count, -a.id),
        Sort.SITE: (a.site.lower().encode(), -a.id),
        Sort.LEFT: (str(a.state) == "read", a.minutes * (1 - a.progress), -a.id),
        Sort.MARKED: (-marked, *newest),
        Sort.SNOOZED: (a.snoozed.timestamp() if a.snoozed else 9e15, *newest),
    }
    return keys.get(sort, newest)
