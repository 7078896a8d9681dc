"""One sitting with one article, from opening it to leaving it: what becomes a reading, and whether it counts.

A sitting counts once, when the reader has come to `END` of the article, having moved there or stayed `SETTLED` seconds;
or has spent half of the article's minutes on it. Time without a key for `IDLE` seconds is not reading. It is recorded
when it lasted over `SETTLED` seconds or counts. Reading times and the share of the text follow the reading habits that
the article's minutes are computed with (see `readlater.language.words`).

The words of a sitting are those that were on the screen, once each; of an article that was begun before those that
follow, and those that the reader went back to. What was jumped over is not read, nor what passed faster than `FASTEST`.

The open sitting is saved cheaply now and then. If its program is killed, the next one to open the library makes a
reading of what was saved.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from readlater.errors import NotFoundError, UsageError
from readlater.library import readings
from readlater.library.connections import Database
from readlater.library.times import now_ms, to_ms
from readlater.model import Reading

END = 0.9
SETTLED = 5.0
IDLE = 120.0
QUOTE = 48
"""Code points kept from where the reader is, by which the place is found again in another extraction."""

ABANDONED = 24 * 3600 * 1000
"""Milliseconds after which the sitting of a program on another machine is taken for ended."""

FASTEST = 1000
"""Words a minute: what passes faster was not read. Most adults read at 175 to 300 (Brysbaert 2019)."""

COUNTING = ("end", "open", "manual")
"""What counts: coming to the end (or half the time), opening it for over `SETTLED` seconds, or marking it read only."""

_COLUMNS = (
    "uuid", "article_id", "device", "process", "started", "seen", "active_seconds", "progress_from", "progress_to",
    "place", "place_quote", "counted",
)  # fmt: skip
_SAVE = f"INSERT OR REPLACE INTO sitting ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})"


@dataclass
class _Clock:
    """Tells the time of a sitting: as given, else the present; never backwards."""

    last: datetime

    def tick(self, now: datetime | None) -> datetime:
        """The time now."""
        now = now or datetime.now(UTC)
        if now.tzinfo is None:
            now = now.astimezone()
        self.last = max(self.last, now)
        return self.last


def _found_again(text: str, place: int, quote: str) -> int:
    """The place in the text, which may be another than the one that was read: then the quote says where it is."""
    if not quote or text.startswith(quote, place):
        return place
    from readlater.library.anchors import Text

    found = Text(text).find(quote, near=place / max(1, len(text)))
    return found[0] if found else min(place, len(text))


class Sitting:
    """An open sitting. Made by `Library.begin_reading`; ended by `finish`, or by closing the library.

    Attributes:
        article_id: the article.
        place: offset into the text where the reader is; at first where the last reading ended.
        finished: whether it has ended.
    """

    def __init__(self, database: Database, article_id: int, now: datetime | None, count: str) -> None:
        if count not in COUNTING:
            raise UsageError(f"count_reading is {count!r}; it can be one of {', '.join(COUNTING)}.")
        with database.read() as connection:
            row = connection.execute(
                "SELECT progress, place, place_quote, minutes, word_count, text"
                " FROM article JOIN document ON article_id = article.id WHERE article.id = ?",
                (article_id,),
            ).fetchone()
        if row is None:
            raise NotFoundError(f"There is no article number {article_id}.")
        self.article_id = article_id
        self._database = database
        self._progress_from, place, quote, self._minutes, self._word_count, self._text = row
        self.place = _found_again(self._text, place, quote)
        self._count = count
        self._uuid = str(uuid.uuid4())
        start = now or datetime.now(UTC)
        self._started = start if start.tzinfo is not None else start.astimezone()
        self._clock = _Clock(self._started)
        self._touched = self._started
        self._active = 0.0
        self._progress = float(self._progress_from)
        self._reached = 0.0
        self._settled_reach = 0.0
        self._opened_place = self.place
        self._opened_at_end = False
        self._went_up = False
        self._unread_from = self._progress_from
        self._shown: list[tuple[float, float]] = []
        self._saved: dict[str, Any] | None = None
        self.finished = False

    @property
    def counted(self) -> bool:
        """Whether it counts as it is now."""
        if self._count == "manual":
            return False
        if self._count == "open":
            return self._lasted() > SETTLED
        # An article that was left at its end opens at its end: to see that again is not to read it again.
        shown = self._reached >= END and self._progress_from < END and self._lasted() >= SETTLED
        there = shown or self._settled_reach >= END
        return there or (self._minutes > 0 and self._active >= self._minutes * 60 / 2)

    @property
    def active_seconds(self) -> float:
        """Seconds of reading so far, idle time left out."""
        return self._active

    @property
    def words(self) -> int:
        """How many words it went through so far."""
        share = sum(end - start for start, end in self._shown)
        return min(round(share * int(self._word_count)), round(self._lasted() / 60 * FASTEST))

    def touch(self, now: datetime | None = None) -> None:
        """A key was pressed: the time since the last one was reading, unless it was too long."""
        time = self._clock.tick(now)
        gap = (time - self._touched).total_seconds()
        if gap <= IDLE:
            self._active += gap
        self._touched = time

    def progress(self, place: int, reached: float, moved: bool, now: datetime | None = None) -> None:
        """Where the reader is now.

        Args:
            place: offset into the text of the top line.
            reached: how much of the text, 0 to 1, lies above the bottom of the window.
            moved: whether a key brought the reader there (and not the opening of the article).
            now: the time; the present if None.
        """
        reached = min(1.0, max(0.0, reached))
        if moved:
            self.touch(now)
            if self._reads_on(place):
                self._settled_reach = max(self._settled_reach, reached)
        else:
            self._clock.tick(now)
            self._opened_at_end = self._opened_at_end or (reached >= END <= self._progress_from)
        self._reached = max(self._reached, reached)
        self._progress = reached
        self.place = min(max(0, place), len(self._text))
        top = self.place / max(1, len(self._text))
        if moved and self.place < self._opened_place:
            self._unread_from = min(self._unread_from, top)
        self._show(max(top, self._unread_from), reached)

    def _show(self, top: float, bottom: float) -> None:
        """Adds what stands in the window, in shares of the text, to what was on the screen."""
        if top >= bottom:
            return
        apart = [span for span in self._shown if span[1] < top or span[0] > bottom]
        met = [span for span in self._shown if span[1] >= top and span[0] <= bottom]
        self._shown = [*apart, (min([top, *(span[0] for span in met)]), max([bottom, *(span[1] for span in met)]))]

    def _reads_on(self, place: int) -> bool:
        """Whether somebody who moved there may have read what was reached.

        An article that was left at its end opens at its end. Who goes up from there has not read the end again, before
        having come down to it again.
        """
        self._went_up = self._went_up or place < self._opened_place
        return not self._opened_at_end or (self._went_up and place >= self._opened_place)

    def save(self, now: datetime | None = None) -> None:
        """Saves the open sitting, without waiting for the disk; does nothing if nothing happened since."""
        if self.finished or self._database.read_only:
            return
        self._clock.tick(now)
        row = self._row()
        if self._saved is not None and {**row, "seen": 0} == {**self._saved, "seen": 0}:
            return
        with self._database.write(durable=False) as connection:
            connection.execute(_SAVE, row)
        self._saved = row

    def finish(self, now: datetime | None = None) -> Reading | None:
        """Ends the sitting; returns the reading that it became, or None if it was too short (or ended before)."""
        if self.finished:
            return None
        self.touch(now)
        self.finished = True
        if self._database.read_only:
            return None
        row = self._row()
        worth = self._lasted() > SETTLED or self.counted
        if not worth and self._saved is None:
            return None
        with self._database.write() as connection:
            recorded = _record(connection, row, self.words) if worth else False
            connection.execute("DELETE FROM sitting WHERE uuid = ?", (self._uuid,))
            found = readings.of(connection, self.article_id) if recorded else []
        return next((reading for reading in found if reading.uuid == self._uuid), None)

    def _lasted(self) -> float:
        return (self._clock.last - self._started).total_seconds()

    def _row(self) -> dict[str, Any]:
        return {
            "uuid": self._uuid,
            "article_id": self.article_id,
            "device": readings.this_device(),
            "process": this_process(),
            "started": to_ms(self._started),
            "seen": to_ms(self._clock.last),
            "active_seconds": round(self._active, 3),
            "progress_from": self._progress_from,
            "progress_to": self._progress,
            "place": self.place,
            "place_quote": self._text[self.place : self.place + QUOTE],
            "counted": int(self.counted),
        }


def recover(database: Database, left: list[tuple[str, int]]) -> int:
    """Makes readings of the sittings whose program is gone, if any of those ``left`` (process, last save) is one.

    Returns how many sittings were ended.
    """
    now = now_ms()
    if not any(is_gone(process, now - seen) for process, seen in left):
        return 0
    with database.write() as connection:
        return _recover(connection, now)


def _recover(connection: sqlite3.Connection, now: int) -> int:
    ended = 0
    for values in connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM sitting").fetchall():
        row = dict(zip(_COLUMNS, values, strict=True))
        if not is_gone(row["process"], now - row["seen"]):
            continue
        if row["counted"] or row["seen"] - row["started"] > SETTLED * 1000:
            _record(connection, row)
        connection.execute("DELETE FROM sitting WHERE uuid = ?", (row["uuid"],))
        ended += 1
    return ended


def _record(connection: sqlite3.Connection, row: dict[str, Any], words: int | None = None) -> bool:
    """Adds the reading of a sitting; False if its article was purged meanwhile.

    Where it was united with another one meanwhile, the reading is that one's. ``words``: see `readings.add`.
    """
    from readlater.library import copies

    row = {**row, "article_id": copies.united_with(connection, row["article_id"]) or row["article_id"]}
    if connection.execute("SELECT 1 FROM article WHERE id = ?", (row["article_id"],)).fetchone() is None:
        return False
    # Marked read by hand in the middle of the sitting: that was its one count.
    marked = connection.execute(
        "SELECT 1 FROM reading WHERE article_id = ? AND counted = 1 AND active_seconds = 0 AND started = ended"
        " AND started >= ? AND uuid NOT IN (SELECT uuid FROM reading_void)",
        (row["article_id"], row["started"]),
    ).fetchone()
    readings.add(
        connection,
        uuid=row["uuid"],
        article_id=row["article_id"],
        device=row["device"],
        started=row["started"],
        ended=max(row["seen"], row["started"] + 1),  # only a mark has no length: see `marked` above
        active_seconds=row["active_seconds"],
        progress_from=row["progress_from"],
        progress_to=row["progress_to"],
        place=row["place"],
        place_quote=row["place_quote"],
        counted=bool(row["counted"]) and not marked,
        words=words,
    )
    return True


@cache
def this_process() -> str:
    """Names this program so that another one can tell whether it still runs: device, process id, time of its start."""
    return f"{readings.this_device()}:{os.getpid()}:{_start_of(os.getpid())}"


def is_gone(process: str, age: int) -> bool:
    """Whether the program named so has ended; of another device's program only its silence (``age``, ms) can tell."""
    device, pid, start = process.rsplit(":", 2)
    if device != readings.this_device():
        return age > ABANDONED
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    # The number may belong to another program by now.
    return start != _start_of(int(pid))


def _start_of(pid: int) -> str:
    """When a process began, in the system's own count (Linux: field 22 of ``/proc/PID/stat``); empty if unknown.

    Also for one that was killed and that nobody asked how it ended: it has its number still, and does nothing more.
    """
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    return "" if fields[0] in ("Z", "X") else fields[19]
