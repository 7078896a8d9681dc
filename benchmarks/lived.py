"""What a reader of some years leaves in a library of generated articles: readings, highlights, lists, snoozed articles.

``python -m benchmarks.make_library --readings 50000 --highlights 20000`` adds them, also to a library that was made
before. They lie in the four years up to today, so that the calendar of a benchmark's library is a full one:

* Days differ: weekends, moods of weeks, journeys without a book; one day in nine has no reading at all. Sittings are
  at breakfast, at noon, and most of them in the evening.
* Most articles are read soon after they were saved, some long after; a few are read again and again. Half of the
  sittings end at the end of the article, the rest somewhere before; some of those are gone on with later.
* The pace is 210 words a minute at first and 260 in the end, more or less by a quarter.
* Highlights are sentences of articles that were read, some to each; three in ten have a note.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import sys
import time
import uuid
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from readlater.library import Library
from readlater.library.noting import noted
from readlater.library.passages import folded
from readlater.library.times import to_ms

VERSION = 1
"""Raised when what is made here changes."""

YEARS = 4
_DAY = 24 * 3600 * 1000
_DEVICE = "benchmark"
_NAMESPACE = uuid.UUID("3d5fd9a2-6d9f-4c55-8d0c-0a4a1f0f9d8e")
_SENTENCE = re.compile(r"[^.!?。]{25,260}[.!?。]")
_CONTEXT = 48
_TOGETHER = 200
"""Articles whose highlights are added in one transaction."""

_HOURS = (0.4, 0.1, 0, 0, 0, 0.3, 1, 4, 4, 2, 1, 1, 4, 3, 1, 1, 1, 2, 3, 5, 8, 9, 7, 3)
_WEEKDAYS = (0.9, 0.9, 1.0, 0.9, 0.8, 1.3, 1.6)
_COLOURS = ("", "", "", "", "", "green", "green", "blue", "pink", "purple")
_NOTES = (
    "To be tried at home.", "Compare the other one.", "Is this still so?", "For the talk.", "Disagree, but well said.",
    "The number to remember.", "Ask Clara.", "This is the reason for fsync.", "Quote this.", "Not proved at all.",
)  # fmt: skip
_SEARCHES = (
    ("Short and unread", "is:unread minutes:<10"), ("Long reads", "is:unread words:>2000 sort:oldest"),
    ("News/NHK", "category:nhk is:unread"), ("News/Le Monde", "category:lemonde"), ("Technology", "category:tech"),
    ("Technology/Weekly", "category:tech/lwn is:unread"), ("By Clara", "byline:clara"), ("German", "lang:de is:unread"),
    ("Half read", "is:reading"), ("Favourites", "is:favourite"), ("Tagged", "#tag3"), ("Old", "saved:2014"),
)  # fmt: skip


def add(folder: Path, readings: int, marked: int, seed: int = 1, *, quiet: bool = False) -> None:
    """Adds so many readings and highlights to the library in ``folder``, unless they were added before."""
    note = folder / "lived.json"
    wanted = {"version": VERSION, "readings": readings, "highlights": marked, "seed": seed}
    if note.exists() and json.loads(note.read_text()) == wanted:
        return
    began = time.monotonic()
    with Library.open(folder) as library:
        life = _Life(library, Random(seed), datetime.now(UTC))
        life.read(readings)
        _tell(quiet, began, f"{readings:,} readings")
        life.put_off()
        for done in life.mark(marked):
            _tell(quiet, began, f"{done:,} of {marked:,} highlights", end="")
    with sqlite3.connect(folder / "library.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    note.write_text(json.dumps(wanted))
    _tell(quiet, began, f"{folder}: lived with")


def _tell(quiet: bool, began: float, what: str, end: str = "\n") -> None:
    if not quiet:
        sys.stderr.write(f"\r{what} after {time.monotonic() - began:,.0f} s   {end}")
        sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class _Articles:
    """All articles in the order of saving, as columns."""

    ids: list[int]
    saved: list[int]
    words: list[int]
    lengths: list[int]


class _Life:
    """Four years of reading."""

    def __init__(self, library: Library, random: Random, now: datetime) -> None:
        self._database = library._database
        self._random = random
        self._until = now
        self._since = now - timedelta(days=round(365.25 * YEARS))
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, created, word_count, length(text) FROM article JOIN document ON article_id = id"
                " WHERE deleted IS NULL ORDER BY created, id"
            ).fetchall()
        self._articles = _Articles(*([row[column] for row in rows] for column in range(4)))
        self._again = random.sample(range(len(rows)), min(len(rows), 40))
        self._begun: dict[int, float] = {}
        self._finished: dict[int, int] = {}

    def read(self, count: int) -> None:
        """Adds so many readings, in one transaction."""
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO reading (uuid, article_id, device, started, ended, active_seconds,"
                " progress_from, progress_to, place, place_quote, counted, words)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
                self._sittings(count),
            )

    def _sittings(self, count: int) -> Iterator[tuple[object, ...]]:
        random = self._random
        for number, when in enumerate(sorted(self._times(count))):
            article, before = self._choose(when)
            words, length = self._articles.words[article], self._articles.lengths[article]
            reached = 1.0 if random.random() < 0.6 else before + (1 - before) * random.uniform(0.1, 0.9)
            read = round((reached - before) * words)
            passed = (when - to_ms(self._since)) / (_DAY * 365.25 * YEARS)
            pace = (210 + 50 * passed) * random.lognormvariate(0, 0.22)
            seconds = max(6.0, 60 * read / pace)
            counted = reached >= 0.9
            if counted:
                self._begun.pop(article, None)
                self._finished[article] = when
            else:
                self._begun[article] = reached
            yield (
                str(uuid.uuid5(_NAMESPACE, str(number))), self._articles.ids[article], _DEVICE, when,
                when + round(seconds * random.uniform(1000, 1250)), round(seconds, 1), round(before, 4),
                round(reached, 4), int(length * reached * 0.95), int(counted), read,
            )  # fmt: skip

    def _times(self, count: int) -> list[int]:
        """When the sittings begin: UTC, in milliseconds."""
        random = self._random
        days = (self._until - self._since).days
        weights, mood, away = [], 0.0, 0
        for day in range(days):
            mood = 0.93 * mood + random.gauss(0, 0.25)
            away = away - 1 if away else random.randint(4, 12) if random.random() < 0.008 else 0
            weekday = _WEEKDAYS[(self._since + timedelta(days=day)).weekday()]
            weights.append(0 if away or random.random() < 0.06 else weekday * math.exp(mood + random.gauss(0, 0.35)))
        chosen = random.choices(range(days), cum_weights=[*accumulate(weights)], k=count)
        hours = random.choices(range(24), weights=_HOURS, k=count)
        first = to_ms(self._since.replace(hour=0, minute=0, second=0, microsecond=0))
        latest = to_ms(self._until) - 3600 * 1000
        return [
            min(latest, first + day * _DAY + hour * 3600 * 1000 + random.randrange(3600 * 1000))
            for day, hour in zip(chosen, hours, strict=True)
        ]

    def _choose(self, when: int) -> tuple[int, float]:
        """An article that was saved before, and where its reader is in it."""
        random, articles = self._random, self._articles
        if self._begun and random.random() < 0.2:
            article = next(reversed(self._begun))
            return article, self._begun.pop(article)
        known = max(1, bisect_right(articles.saved, when))
        if random.random() < 0.03:
            article = self._again[int(len(self._again) * random.random() ** 3)]
            if article < known:
                return article, 0.0
        if random.random() < 0.75:
            article = max(0, known - 1 - int(random.expovariate(1 / 4000)))
        else:
            article = random.randrange(known)
        return article, self._begun.pop(article, 0.0)

    def put_off(self) -> None:
        """Keeps some searches, and puts some unread articles off until some day soon."""
        random, now = self._random, to_ms(self._until)
        with self._database.write() as connection:
            unread = connection.execute("SELECT id FROM article WHERE state = 'unread' AND deleted IS NULL").fetchall()
            some = random.sample(unread, min(len(unread) // 10, 200))
            connection.executemany(
                "UPDATE article SET snoozed = ? WHERE id = ?",
                [(now + random.randint(-20, 60) * _DAY, number) for (number,) in some],
            )
            connection.executemany(
                "INSERT OR IGNORE INTO saved_search (uuid, name, query, created, updated) VALUES (?, ?, ?, ?, ?)",
                [(str(uuid.uuid5(_NAMESPACE, name)), name, query, now, now) for name, query in _SEARCHES],
            )

    def mark(self, count: int) -> Iterator[int]:
        """Adds so many highlights; gives how many there are, now and then."""
        random = self._random
        finished = [*self._finished.items()]
        random.shuffle(finished)
        done = 0
        for start in range(0, len(finished), _TOGETHER):
            part = dict(finished[start : start + _TOGETHER])
            by_id = {self._articles.ids[article]: when for article, when in part.items()}
            with self._database.write() as connection, noted(connection, by_id):
                for number, when in by_id.items():
                    rows = [*self._passages(connection, number, when)][: count - done]
                    connection.executemany(
                        'INSERT OR IGNORE INTO highlight (uuid, article_id, start, "end", quote, prefix, suffix, note,'
                        " colour, created, updated, seen, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        rows,
                    )
                    done += len(rows)
            yield done
            if done >= count:
                return

    def _passages(self, connection: sqlite3.Connection, number: int, when: int) -> Iterator[tuple[object, ...]]:
        """Sentences of an article, as rows of highlights."""
        random = self._random
        (text,) = connection.execute("SELECT text FROM document WHERE article_id = ?", (number,)).fetchone()
        sentences = [*_SENTENCE.finditer(text)]
        wanted = min(len(sentences), 1 + int(random.expovariate(1 / 4)))
        for found in sorted(random.sample(sentences, wanted), key=lambda found: found.start()):
            start, end = found.span()
            start += len(found[0]) - len(found[0].lstrip())
            quote = text[start:end]
            note = random.choice(_NOTES) if random.random() < 0.3 else ""
            created = when + random.randrange(10 * 60 * 1000)
            seen = created + random.randint(2, 300) * _DAY if random.random() < 0.3 else None
            yield (
                str(uuid.uuid5(_NAMESPACE, f"{number}/{start}")), number, start, end, quote,
                text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT], note, random.choice(_COLOURS),
                created, created, seen if seen is None or seen < to_ms(self._until) else None,
                folded(quote, note),
            )  # fmt: skip
