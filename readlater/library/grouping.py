"""Lists in groups: by day, category or site. Within a group the order is the list's own."""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any

from readlater.language.days import MONTHS
from readlater.language.moments import spoken_day
from readlater.library import rows, selecting
from readlater.library.facts import folded
from readlater.library.times import from_ms, midnight
from readlater.model import Grouped, Grouping, Query, Sort

NO_CATEGORY, NO_SITE, NO_DATE = "No category", "No site", "No date"
NEVER_READ, NOT_MARKED, NOT_SNOOZED = "Never read", "Not marked", "Not put off"
"""The groups of what has none; they come last."""

_TIMES = {
    Sort.LAST_READ: "last_read",
    Sort.PUBLISHED: "published",
    Sort.MARKED: "(SELECT max(created) FROM highlight WHERE article_id = article.id)",
    Sort.SNOOZED: "snoozed",
}
"""The orders that have days of their own; with every other one the days are those of saving."""

_TIMELESS = {Sort.LAST_READ: NEVER_READ, Sort.MARKED: NOT_MARKED, Sort.SNOOZED: NOT_SNOOZED}
"""The groups of what has no time of such an order."""

Buckets = dict[Any, list[int]]


def grouped(
    connection: sqlite3.Connection,
    query: Query | None,
    sort: Sort | None,
    by: Grouping,
    now: datetime,
    zone: tzinfo | None,
    limit: int | None = None,
) -> Grouped:
    """The articles of a query in groups.

    Days come newest first (oldest first if that is the order), by the time of saving, or of what the order is by: the
    last reading, publication, the last highlight, or the return of what is put off, which comes soonest first;
    categories and sites by name. What has none of it comes last.

    Args:
        connection: to the library.
        query: what to find; None: all.
        sort: the order within groups; None: the query's, else the newest first.
        by: what makes a group.
        now: an aware time, whose day is today.
        zone: in which days begin and end; None: the system's.
        limit: only so many of the first articles of the order are grouped: for days, the beginning of the whole.

    Raises:
        QueryError: the query holds a value that its field can't have.
    """
    order = sort or (query.sort if query else None) or Sort.NEWEST
    column = {Grouping.DAY: _TIMES.get(order, "created"), Grouping.CATEGORY: "category_id", Grouping.SITE: "site"}[by]
    chosen = selecting.choose(connection, query, order, zone, first_page=bool(limit))
    ids, values = _listed(connection, chosen, order, column, limit)
    if chosen.near and order is Sort.RANK:
        place = {number: at for at, number in enumerate(chosen.near)}
        pairs = sorted(zip(ids, values, strict=True), key=lambda pair: place.get(pair[0], len(place)))
        ids, values = [number for number, _ in pairs], [value for _, value in pairs]
    today = now.astimezone(zone).date()
    if by is Grouping.CATEGORY:
        return _joined(_by_category(connection, _buckets(ids, values)))
    if by is Grouping.SITE:
        return _joined(_by_site(ids, values))
    if column == "published":
        return _joined(_by_publication(_buckets(ids, [value[:10] for value in values]), today))
    title = partial(spoken_day, today=today)
    timeless = _TIMELESS.get(order, "")
    if order in (Sort.NEWEST, Sort.LAST_READ, Sort.MARKED):
        return _runs(ids, values, title, zone, timeless)
    if order in (Sort.OLDEST, Sort.SNOOZED):
        return _runs(ids, values, title, zone, timeless, rising=True)
    return _joined(_by_day(ids, values, title, zone))


def _listed(
    connection: sqlite3.Connection, chosen: selecting.Chosen, order: Sort, column: str, limit: int | None
) -> tuple[list[int], list[Any]]:
    """The articles in order, each with its value of a column."""
    if order in (Sort.NEWEST, Sort.OLDEST) or _TIMES.get(order) == column:
        return rows.ids_with(connection, chosen.where, chosen.params, order, column, limit)
    # The values stand in the index of another order.
    ids = rows.ids(connection, chosen.where, chosen.params, order, limit)
    known = dict(zip(*rows.ids_with(connection, chosen.plain, chosen.params, Sort.NEWEST, column), strict=True))
    found = [number for number in ids if number in known]
    return found, [known[number] for number in found]


def _buckets(ids: Sequence[int], values: Sequence[Any]) -> Buckets:
    """The articles of each value, in the order given."""
    found: Buckets = {value: [] for value in dict.fromkeys(values)}
    for number, value in zip(ids, values, strict=True):
        found[value].append(number)
    return found


def _joined(groups: Iterator[tuple[str, list[int]]]) -> Grouped:
    """Groups one behind the other; those of the same title are one."""
    ids: array[int] = array("q")
    titles: list[tuple[str, int]] = []
    for title, members in groups:
        if not titles or titles[-1][0] != title:
            titles.append((title, len(ids)))
        ids.extend(members)
    return Grouped(ids, tuple(titles))


# --- by name


def _by_category(connection: sqlite3.Connection, buckets: Buckets) -> Iterator[tuple[str, list[int]]]:
    names: dict[str, str] = dict(connection.execute("SELECT id, name FROM category").fetchall())

    def path(category: str) -> list[str]:
        parts = category.split("/")
        return [names.get("/".join(parts[: depth + 1]), part) for depth, part in enumerate(parts)]

    found = [([folded(part) for part in path(key)], key) for key in buckets if key]
    for _, key in sorted(found):
        yield "/".join(path(key)), buckets[key]
    for key in (None, ""):
        if key in buckets:
            yield NO_CATEGORY, buckets[key]


def _by_site(ids: Sequence[int], sites: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Sites by name; written with capitals or not, it is one, called as most of its articles call it."""
    count = Counter(sites)
    spellings: dict[bytes, str] = {}
    for site in sorted(count, key=lambda site: (-count[site], site)):
        spellings.setdefault(_without_case(site), site)
    if len(spellings) < len(count):
        called = {site: spellings[_without_case(site)] for site in count}
        sites = [called[site] for site in sites]
    buckets = _buckets(ids, sites)
    for site in sorted(filter(None, buckets), key=lambda site: (folded(site), site)):
        yield site, buckets[site]
    if "" in buckets:
        yield NO_SITE, buckets[""]


def _without_case(text: str) -> bytes:
    """A name as the library's indexes compare it: without the capitals of ASCII."""
    return text.encode("utf-8", "replace").lower()


# --- by day


def _by_publication(buckets: Buckets, today: date) -> Iterator[tuple[str, list[int]]]:
    """Dates of publication, the latest first: days, and months and years of which no more is known."""
    for key in sorted((key for key in buckets if key), reverse=True):
        yield _publication(key, today), buckets[key]
    if "" in buckets:
        yield NO_DATE, buckets[""]


def _publication(text: str, today: date) -> str:
    try:
        year, *parts = (int(part) for part in text.split("-"))
        if len(parts) == 2:
            return spoken_day(date(year, *parts), today)
        return f"{MONTHS[parts[0] - 1].capitalize()} {year}" if parts else str(year)
    except (ValueError, IndexError):
        return text


def _runs(
    ids: list[int],
    times: list[int | None],
    title: Callable[[date], str],
    zone: tzinfo | None,
    timeless: str,
    *,
    rising: bool = False,
) -> Grouped:
    """Groups of a list that is sorted by time, the latest first, or the first (``rising``): each day's end is searched.

    What has no time stands behind.
    """
    known = bisect_left(times, True, key=lambda value: value is None)
    groups: list[tuple[str, int]] = []
    at = 0
    while at < known:
        day = from_ms(times[at] or 0).astimezone(zone).date()
        groups.append((title(day), at))
        if rising:
            over = midnight(day + timedelta(days=1), zone)
            at = bisect_left(times, over, at + 1, known, key=lambda value: value or 0)
        else:  # milliseconds rise when they are negated
            at = bisect_left(times, 1 - midnight(day, zone), at + 1, known, key=lambda value: -(value or 0))
    if known < len(ids):
        groups.append((timeless, known))
    return Grouped(array("q", ids), tuple(groups))


def _by_day(
    ids: list[int], times: list[int], title: Callable[[date], str], zone: tzinfo | None
) -> Iterator[tuple[str, list[int]]]:
    """Groups of a list that is sorted by something else, the latest day first."""
    midnights: list[int] = []
    last = max(times, default=0)
    day = from_ms(min(times, default=0)).astimezone(zone).date()
    days: list[date] = []
    while not midnights or midnights[-1] <= last:
        days.append(day)
        midnights.append(midnight(day, zone))
        day += timedelta(days=1)
    found = _buckets(ids, [bisect_right(midnights, at) for at in times])
    for place in sorted(found, reverse=True):
        yield title(days[place - 1]), found[place]
