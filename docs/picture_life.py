"""A reader's life with the sample pages, for the pictures: what was saved when, read, marked, put off and searched for.

What was done goes through the library, by a clock that is set to when it was done. Only the
readings, and when articles were saved, are written as they are.
"""

from __future__ import annotations

import math
import random
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readlater.library import Library
    from readlater.model import Block

CATEGORIES = {
    "alliance": "world",
    "astronomy": "nature/sky",
    "coffee": "food/coffee",
    "fermentation": "food/bread",
    "night-trains": "travel",
    "storage": "tech/disks",
    "typography": "tech/type",
    "urban-trees": "nature/trees",
}
"""Folder of the sample pages → the category that its pages are put into."""

TAGS = {
    "fsync": "durability",
    "sqlite": "sqlite, durability",
    "category:food/bread sourdough": "baking",
    "category:food/coffee": "coffee",
    "category:travel berth": "sleeper",
    "category:nature/sky telescope": "telescopes",
    "category:nature/trees heat": "heat, city",
    "category:tech/type line": "reading",
}
"""Query → the tags of what it finds."""

SEARCHES = {
    "Ten minutes": "is:unread minutes:<=10 sort:longest",
    "Other languages": "-lang:en -is:archived",
    "databases/durability": "fsync OR checkpoint sort:newest",
    "databases/sqlite": "sqlite OR wal",
}
"""Name → query of the searches that were saved."""

DEAR = {
    "title:letter": "2025-06-21T09:14",
    "title:promises": "2026-01-18T22:40",
    "title:measure": "2026-01-04T20:18",
    "title:wakes": "2026-03-12T22:46",
}
"""Query of an article → when it was made a favourite."""

DONE = {
    "title:collimation": "2025-04-12T21:13",
    "title:checkpoint": "2025-05-03T22:18",
    "title:lavado": "2025-07-13T08:47",
    "title:pruning": "2025-08-05T18:53",
}
"""Query of an article → when it was archived."""

READ = {
    "title:collimation": "2025-04-12T21:10",
    "title:checkpoint": "2025-05-03T22:15",
    "title:letter": "2025-06-21T09:12",
    "title:lavado": "2025-07-13T08:44",
    "title:pruning": "2025-08-05T18:50",
    "title:grinder": "2025-08-24T07:55 2026-03-01T09:30",
    "title:altitude": "2025-09-02T20:30 2026-02-15T21:20",
    "title:kinds title:delete": "2025-09-20T23:02",
    "title:starter title:rise": "2025-10-04T10:40",
    "title:cabbage": "2025-10-26T19:25",
    "title:cold title:kitchen": "2025-11-08T08:20",
    "title:hex": "2025-12-06T21:40 2026-03-08T21:50",
    "title:checksums": "2025-12-20T22:05",
    "title:measure": "2026-01-04T20:15",
    "title:convoy": "2026-02-07T07:30",
    "title:cooler": "2026-02-22T13:10",
    "title:wakes": "2026-03-12T22:44",
}
"""Query of an article → when it was read to its end."""

IN_PARTS = {
    "title:promises": "2025-11-02T23:05 18, 2025-11-03T07:40 41, 2026-01-18T22:31 100, 2026-03-06T21:12 100",
    "title:berth title:61": "2026-03-09T22:50 12, 2026-03-13T22:20 46",
    "title:one title:sky": "2026-02-28T07:31 22, 2026-03-11T21:05 58",
    "title:index": "2026-03-10T12:40 35",
    "title:light title:enough": "2026-01-25T23:10 20",
}
"""Query of an article → the sittings with it, and as far as where each went, in per cent."""

MARKED = (
    ("2025-08-24T07:58", "title:grinder", "So a grinder doesn't", "in what is smaller.", "", "That explains the dust."),
    ("2025-09-02T20:31", "title:altitude", "a coffee tree has no altimeter", "is temperature", "", ""),
    ("2025-09-20T23:04", "title:kinds title:delete", "A deleted row is like", "free, and warm.", "purple", ""),
    ("2025-11-08T08:21", "title:cold title:kitchen", "In my kitchen, in January", "has been mixed.", "", ""),
    ("2025-12-06T21:44", "title:hex", "So a commit is nothing", "I find that beautiful.", "green", ""),
    ("2025-12-06T21:47", "title:hex", "There is no repair step", "what can be verified.", "", ""),
    (
        "2025-12-20T22:07",
        "title:checksums",
        "So the backup job should be",
        "reading them anyway.",
        "blue",
        "Ours does not. Ask Ana before the next rotation.",
    ),
    ("2026-01-04T20:16", "title:measure", "The length of a line is called", "does so much.", "green", ""),
    ("2026-01-18T22:33", "title:promises", "A write that returned is a rumour.", "Nobody has looked.", "", ""),
    (
        "2026-01-18T22:38",
        "title:promises",
        "An error from fsync isn't",
        "about those bytes.",
        "pink",
        "The sentence to put above the desk.",
    ),
    ("2026-02-22T13:12", "title:cooler", "“I'd rather have", "that live.”", "", ""),
    ("2026-03-11T21:07", "title:one title:sky", "Woke everyone. I've thought", "most sermons.", "purple", ""),
    ("2026-03-13T22:25", "title:berth title:61", "Luxury is when", "a household.", "", ""),
)
"""When, in which article, from which words to which ones, the colour, and the note."""

HOURS = (0.4, 0.1, 0, 0, 0, 0.3, 1, 4, 4, 2, 1, 1, 4, 3, 1, 1, 1, 2, 3, 5, 8, 9, 7, 3)
"""How often is read in each hour of the day: over breakfast, at noon, in the evening."""

YEAR = 820
"""More articles, for a picture of a whole year's reading."""


@dataclass(frozen=True)
class Sitting:
    """A reading: of which article, when it began, from where to where, and how long it took in seconds."""

    article: int
    begun: datetime
    start: float
    end: float
    seconds: float


def live(library: Library, now: datetime, at: Callable[[datetime], None]) -> None:
    """Makes a library of the sample pages, sorted into `CATEGORIES`, one that somebody lives with.

    Args:
        library: the library.
        now: the end of it.
        at: sets the clock by which things are done.
    """
    from readlater.language.query import parse

    dice = random.Random(11)

    def one(query: str) -> int:
        return library.ids(parse(query))[0]

    evenings = [now - timedelta(days=1.4 + 560 * (number / 21) ** 1.5) for number in range(22)]
    saved = {number: dice.choice(evenings) for number in library.ids()}
    _save(library, saved | {one("title:afternoon"): now - timedelta(hours=10)})
    sittings = [_whole(library, one(query), _at(when), dice) for query, times in READ.items() for when in times.split()]
    for query, parts in IN_PARTS.items():
        start = 0.0
        for when, percent in (part.split() for part in parts.split(", ")):
            sittings.append(_part(_whole(library, one(query), _at(when), dice), start, int(percent) / 100))
            start = sittings[-1].end % 1
    _read(library, sittings, dice)

    done: list[tuple[datetime, Callable[[], object]]] = []
    for number, (query, tags) in enumerate(TAGS.items()):
        tagged = partial(library.tag, list(library.ids(parse(query))), *tags.split(", "))
        done.append((now - timedelta(days=300 - 9 * number), tagged))
    for number, (name, query) in enumerate(SEARCHES.items()):
        done.append((now - timedelta(days=160 - 40 * number), partial(library.save_search, name, query)))
    for when, query, first, last, colour, note in MARKED:
        done.append((_at(when), partial(_mark, library, one(query), (first, last), colour, note)))
    done += [(_at(when), partial(library.favourite, [one(query)])) for query, when in DEAR.items()]
    done += [(_at(when), partial(library.archive, [one(query)])) for query, when in DONE.items()]
    week = now.replace(hour=9, minute=0) + timedelta(days=7)
    done.append((now - timedelta(hours=13), partial(library.snooze, [one("title:roast")], week)))
    for moment, do in sorted(done, key=lambda one: one[0]):
        at(moment)
        do()
    at(now)


def fill_a_year(library: Library, now: datetime) -> None:
    """Adds articles made of the paragraphs of the sample pages, and a year and a half of reading them."""
    from readlater.model import BlockKind, Document, Draft

    dice = random.Random(5)
    samples = [(library.article(number), library.document(number).blocks) for number in library.ids()]
    paragraphs: dict[tuple[str, str], list[Block]] = {}
    for article, blocks in samples:
        some = paragraphs.setdefault((article.category_id, article.language), [])
        some += [block for block in blocks if block.kind is BlockKind.PARAGRAPH and len(block.text) > 60]
    liked = {category: 0.3 + dice.random() ** 2 for category in CATEGORIES.values()}
    saved: dict[int, datetime] = {}
    for _ in range(YEAR):
        like = dice.choices(samples, [liked[article.category_id] for article, _ in samples])[0][0]
        some = paragraphs[like.category_id, like.language]
        chosen = tuple(dice.choice(some) for _ in range(2 + int(dice.lognormvariate(2.6, 0.6))))
        title = re.split(r"(?<=[^A-Z]{2})[.:;?!。؟।—,،、]", chosen[0].text)[0]
        draft = Draft(Document(chosen), "text", "text/1", title=title, language=like.language)
        address = f"https://example.org/{uuid.UUID(int=dice.getrandbits(128))}"
        number = library.add(replace(draft, url=address, site=like.site, category_id=like.category_id)).id
        saved[number] = now - timedelta(days=0.5 + dice.random() * 560)
    _save(library, saved)
    _read(library, list(_year(library, now, dice)), dice)


def _year(library: Library, now: datetime, dice: random.Random) -> Iterator[Sitting]:
    """Readings with days on which nothing is read, weeks of much and of little, and articles left half read."""
    mood = 0.0
    waiting = sorted(((library.article(number).created, number) for number in library.ids()), reverse=True)
    begun: list[tuple[int, float]] = []
    for back in range(540, -1, -1):
        mood = 0.93 * mood + dice.gauss(0, 0.28)
        if dice.random() < 0.34 - 0.2 * math.tanh(mood):
            continue
        for _ in range(min(7, 1 + int(dice.expovariate(1 / (0.7 * math.exp(mood)))))):
            hour = dice.choices(range(24), HOURS)[0]
            at = (
                now.replace(hour=0, minute=0) - timedelta(days=back) + timedelta(hours=hour, minutes=dice.random() * 60)
            )
            fresh = [place for place, (created, _) in enumerate(waiting) if created < at]
            if at >= now or not fresh:
                continue
            if begun and dice.random() < 0.2:
                number, start = begun.pop()
            else:
                number, start = waiting.pop(dice.choice(fresh[:30]))[1], 0.0
            end = 1.0 if dice.random() < 0.75 else start + (1 - start) * dice.uniform(0.2, 0.8)
            if end < 0.9:
                begun.append((number, end))
            yield _part(_whole(library, number, at, dice), start, end)


def _at(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=UTC)


def _whole(library: Library, number: int, begun: datetime, dice: random.Random) -> Sitting:
    """A reading of a whole article at this reader's pace."""
    words = library.article(number).word_count
    return Sitting(number, begun, 0.0, 1.0, max(20.0, words / (231 * dice.lognormvariate(0.0, 0.16)) * 60))


def _part(whole: Sitting, start: float, end: float) -> Sitting:
    """A part of a reading."""
    return replace(whole, start=start, end=end, seconds=whole.seconds * (end - start))


def _save(library: Library, when: dict[int, datetime]) -> None:
    """Sets when articles were saved."""
    from readlater.library.times import to_ms

    with library._database.write() as connection:
        connection.executemany(
            "UPDATE article SET created = ?, updated = ? WHERE id = ?",
            [(to_ms(moment), to_ms(moment), number) for number, moment in when.items()],
        )


def _read(library: Library, sittings: list[Sitting], dice: random.Random) -> None:
    """Writes readings; an article was saved before it was read."""
    from readlater.library import readings
    from readlater.library.times import to_ms

    with library._database.write() as connection:
        for sitting in sorted(sittings, key=lambda sitting: sitting.begun):
            begun = to_ms(sitting.begun)
            connection.execute(
                "UPDATE article SET created = min(created, ?) WHERE id = ?",
                (begun - int(dice.uniform(0.2, 20) * 86_400_000), sitting.article),
            )
            length = connection.execute("SELECT length(text) FROM document WHERE article_id = ?", (sitting.article,))
            readings.add(
                connection,
                uuid=str(uuid.UUID(int=dice.getrandbits(128))),
                article_id=sitting.article,
                device="laptop",
                started=begun,
                ended=begun + int(sitting.seconds * 1000),
                active_seconds=round(sitting.seconds, 1),
                progress_from=sitting.start,
                progress_to=sitting.end,
                place=int(length.fetchone()[0] * sitting.end) if sitting.end < 1 else 0,
                place_quote="",
                counted=sitting.end >= 0.9,
            )


def _mark(library: Library, number: int, ends: tuple[str, str], colour: str, note: str) -> None:
    """Marks what stands from the first words to the last ones."""
    text = library.document(number).text.replace("’", "'")
    start = text.index(ends[0])
    library.add_highlight(number, start, text.index(ends[1], start) + len(ends[1]), note, colour)
