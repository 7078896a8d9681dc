"""``readlater stats``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from readlater.cli.output import line, plural, print_fields, print_json, terminal_width
from readlater.cli.session import Session, pass_session
from readlater.config import STANDARD_SPEED

if TYPE_CHECKING:
    from readlater.library.activity import Day
    from readlater.library.backlog import Week
    from readlater.library.habits import Amount, Habits
    from readlater.library.statistics import Statistics

Pace = Callable[[float], float]
"""Minutes as they are counted → minutes at another pace."""

_WEEKS = 53
_SIGNS, _ASCII_SIGNS = "·░▒▓█", ".:=*#"
_GUTTER = 4
_NAMED, _MOST_READ = 5, 3
"""Names of a kind, and articles, that are told; --json has all ten."""


@click.command("stats", short_help="What the library and your reading amount to.")
@click.option("--year", type=click.IntRange(1, 9998), metavar="YEAR", help="What was read in that year only.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@pass_session
def stats_command(session: Session, year: int | None, as_json: bool) -> None:
    """Counts articles, words, readings and the time spent: totals, a calendar of the days, streaks, your pace.

    What waits to be read, and how that changed, is told, too; and which categories, sites and articles you read most,
    and at which hours. With --year only what was read in that year is counted; what the library holds, your pace and
    your streaks are as of now.
    """
    library = session.library
    today = datetime.now(UTC).astimezone(session.config.zone).date()
    since, until = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    found = library.statistics()
    days = library.activity(since, until)
    habits = library.habits(since, until)
    backlog = library.backlog()
    pace = session.config.minutes

    def own(minutes: float) -> float:
        """At the reader's own pace once it is known."""
        return minutes * STANDARD_SPEED / found.pace if found.pace else pace(minutes)

    if as_json:
        record = _record(found, pace, own)
        record |= _reading_record(days, habits, backlog, year, today, own)
        if year:
            record |= _sums(days)
        print_json(record)
        return
    ascii_ = session.config.ascii
    print_fields([*_library_fields(found, pace, own), *_reading_fields(found, days, habits, year, ascii_)])
    shown = {day.date: day.minutes for day in days}
    first = date(year, 1, 1) if year else today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    last = min(today, date(year, 12, 31)) if year else today
    if shown and first <= last:
        line("")
        for text in calendar(shown, first, last, terminal_width(), ascii=ascii_):
            line(text)


# --- as text


def _library_fields(found: Statistics, pace: Pace, own: Pace) -> list[tuple[str, str]]:
    counts = found.counts
    states = f"{counts.unread:,} unread, {counts.reading:,} reading, {counts.read:,} read, {counts.archived:,} archived"
    if counts.snoozed:
        states += f", {counts.snoozed:,} snoozed"
    return [
        ("Articles", f"{counts.total:,} ({states})"),
        ("Favourites", f"{counts.favourite:,}"),
        ("Trash", f"{counts.trashed:,}"),
        ("Highlights", f"{found.highlights:,}"),
        ("Words", f"{found.words:,} ({_hours(pace(found.minutes))})"),
        (
            "Waiting",
            f"{plural(found.waiting, 'article')}, {_hours(own(found.minutes_waiting))}"
            + (" at your pace" if found.pace else ""),
        ),
    ]


def _reading_fields(
    found: Statistics, days: Sequence[Day], habits: Habits, year: int | None, ascii_: bool
) -> list[tuple[str, str]]:
    readings, minutes, words, finished = (
        sum(day.readings for day in days),
        sum(day.minutes for day in days),
        sum(day.words for day in days),
        sum(day.finished for day in days),
    )
    rate = f", {round(100 * habits.finish_rate)} % of the articles opened" if habits.finish_rate is not None else ""
    streak = found.streaks
    most_read = [one for one in habits.most_read[:_MOST_READ] if one.times > 1]
    times = "x" if ascii_ else "×"
    return [
        (f"Read in {year}" if year else "Read", f"{plural(readings, 'sitting')}, {_hours(minutes)}, {words:,} words"),
        ("Finished", f"{finished:,}{rate}" if habits.opened else ""),
        ("Read counts", f"{found.read_count:,}" if not year else ""),
        ("Pace", f"{found.pace:,} words a minute" if found.pace else ""),
        ("Streak", f"{plural(streak.current, 'day')}, the longest {streak.longest:,}" if streak.longest else ""),
        ("Categories", _names(habits.categories) or (_counts(found.categories) if not year else "")),
        ("Sites", _names(habits.sites) or (_counts(found.sites) if not year else "")),
        ("Most read", "; ".join(f"{_short(one.title, ascii_)} {times}{one.times}" for one in most_read)),
        # In ASCII the calendar has to do.
        ("Last 30 days", _sparkline([minutes for _, _, minutes in found.days]) if not (year or ascii_) else ""),
    ]


def _short(title: str, ascii_: bool) -> str:
    return title if len(title) <= 50 else title[:49].rstrip() + ("..." if ascii_ else "…")


def _names(amounts: Sequence[Amount]) -> str:
    return ", ".join(f"{one.name} {_hours(one.minutes)}" for one in amounts[:_NAMED] if one.minutes)


def _counts(names: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in names)


def calendar(
    minutes: Mapping[date, float],
    since: date,
    until: date,
    width: int,
    *,
    ascii: bool = False,  # noqa: A002
) -> list[str]:
    """The days from ``since`` to ``until`` in lines: a column for each week, as many of the last as fit."""
    from readlater.language.days import SHORT_MONTHS, SHORT_WEEKDAYS
    from readlater.library.activity import level, steps, told_steps

    signs = _ASCII_SIGNS if ascii else _SIGNS
    marks = steps(value for day, value in minutes.items() if since <= day <= until)
    monday = since - timedelta(days=since.weekday())
    weeks = (until - monday).days // 7 + 1
    if (room := max(1, width - _GUTTER)) < weeks:
        monday, weeks = monday + timedelta(weeks=weeks - room), room
    head = " " * _GUTTER
    rows = [f"{name:<{_GUTTER}}" if number % 2 == 0 else " " * _GUTTER for number, name in enumerate(SHORT_WEEKDAYS)]
    for week in range(weeks):
        for number in range(7):
            day = monday + timedelta(weeks=week, days=number)
            rows[number] += signs[level(minutes.get(day, 0.0), marks)] if since <= day <= until else " "
            if day.day == 1 and since <= day <= until and len(head) <= _GUTTER + week:
                head = head.ljust(_GUTTER + week) + f"{SHORT_MONTHS[day.month - 1]} "
    legend = f"{' ' * _GUTTER}{signs[0]} none"
    if marks[2]:
        legend += "".join(f"  {signs[much]} to {most}" for much, most in told_steps(marks))
        legend += f"  {signs[4]} more minutes"
    return [head.rstrip(), *(row.rstrip() for row in rows), "", legend]


def _hours(minutes: float) -> str:
    """``45 min``, ``12 h 30 min``."""
    whole = round(minutes)
    return f"{whole} min" if whole < 60 else f"{whole // 60:,} h {whole % 60} min"


def _sparkline(values: list[float]) -> str:
    """A bar for each day that had any, or nothing at all."""
    highest = max(values, default=0.0)
    if not highest:
        return ""
    bars = "▁▂▃▄▅▆▇█"
    return "".join("·" if not value else bars[min(int(value / highest * 8), 7)] for value in values)


# --- as JSON


def _record(found: Statistics, pace: Pace, own: Pace) -> dict[str, Any]:
    """What the library holds, and all that was ever read."""
    counts, streaks = found.counts, found.streaks
    return {
        "articles": counts.total,
        "unread": counts.unread,
        "reading": counts.reading,
        "read": counts.read,
        "archived": counts.archived,
        "snoozed": counts.snoozed,
        "favourite": counts.favourite,
        "trashed": counts.trashed,
        "words": found.words,
        "minutes": round(pace(found.minutes), 1),
        "minutes_unread": round(own(found.minutes_unread), 1),
        "waiting": found.waiting,
        "minutes_waiting": round(own(found.minutes_waiting), 1),
        "read_count": found.read_count,
        "readings": found.readings,
        "finished": found.finished,
        "words_read": found.words_read,
        "minutes_reading": round(found.minutes_reading, 1),
        "highlights": found.highlights,
        "pace": found.pace,
        "streak": streaks.current,
        "longest_streak": streaks.longest,
        "longest_streak_ended": streaks.ended.isoformat() if streaks.ended else None,
        "categories": [{"id": name, "count": count} for name, count in found.categories],
        "sites": [{"name": name, "count": count} for name, count in found.sites],
    }


def _reading_record(
    days: Sequence[Day],
    habits: Habits,
    backlog: Sequence[Week],
    year: int | None,
    today: date,
    own: Pace,
) -> dict[str, Any]:
    """What was read: of a year each day, else of all time, and each of the last 30 days."""
    from readlater.library.activity import Day, month_of, together, week_of

    known = {day.date: day for day in days}
    first = date(year, 1, 1) if year else today - timedelta(days=29)
    last = min(today, date(year, 12, 31)) if year else today
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    rate = habits.finish_rate
    return {
        "year": year,
        "days": [_amount(known.get(day) or Day(day)) for day in every],
        "weeks": [_amount(week) for week in together(days, week_of)][-_WEEKS:],
        "months": [_amount(month) for month in together(days, month_of)],
        "hours": [round(minutes, 1) for minutes in habits.hours],
        "weekdays": [round(minutes, 1) for minutes in habits.weekdays],
        "opened": habits.opened,
        "opened_finished": habits.finished,
        "finish_rate": round(rate, 4) if rate is not None else None,
        "read_categories": [{"id": one.name} | _spent(one) for one in habits.categories],
        "read_sites": [{"name": one.name} | _spent(one) for one in habits.sites],
        "most_read": [
            {
                "id": one.uuid,
                "title": one.title,
                "site": one.site,
                "times": one.times,
                "readings": one.readings,
                "words": one.words,
                "minutes": round(one.minutes, 1),
            }
            for one in habits.most_read
        ],
        "backlog": [
            {
                "date": week.start.isoformat(),
                "saved": week.saved,
                "finished": week.finished,
                "articles": week.articles,
                "minutes": round(own(week.minutes), 1),
            }
            for week in backlog
        ],
    }


def _sums(days: Sequence[Day]) -> dict[str, Any]:
    """The totals of a year, in the place of those of all time."""
    return {
        "readings": sum(day.readings for day in days),
        "finished": sum(day.finished for day in days),
        "words_read": sum(day.words for day in days),
        "minutes_reading": round(sum(day.minutes for day in days), 1),
    }


def _amount(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "readings": day.readings,
        "articles": day.articles,
        "finished": day.finished,
        "words": day.words,
        "minutes": round(day.minutes, 1),
    }


def _spent(one: Amount) -> dict[str, Any]:
    return {"readings": one.readings, "words": one.words, "minutes": round(one.minutes, 1)}
