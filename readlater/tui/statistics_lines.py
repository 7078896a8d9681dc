"""What the statistics screen says, as lines: numbers, the calendar, weeks, hours, what waits, what was read.

Each part is made of what is known by then; what is still counted leaves a line that says so. No Textual here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlater.language.days import SHORT_WEEKDAYS
from readlater.language.moments import written_day
from readlater.tui import calendar, charts
from readlater.tui.counted import Counted, Manner, Measure, Period, hours
from readlater.tui.formatting import DEFAULT_SPEED, MONTHS, number, plural
from readlater.tui.widgets.lines import Line, Piece, plain

if TYPE_CHECKING:
    from readlater.library.backlog import Week
    from readlater.library.habits import Amount, Habits, MostRead, ReadOn

WIDE = 100
"""Cells from which on two parts stand beside each other."""

_MOST_OF_DAY = 5
"""Articles of a day that are named at once."""

_MONTHS_OF_PACE = 24

_NAMES = 22
_HEIGHT = 5
_COUNTING = "counting…"


def statistics_lines(counted: Counted, manner: Manner) -> list[Line]:
    """The whole screen."""
    return [*around_day(counted, manner), *below_day(counted, manner)]


def around_day(counted: Counted, manner: Manner) -> list[Line]:
    """What changes with the cursor, and what stands above that."""
    lines: list[Line] = [(), *numbers(counted, manner), *calendar_part(counted, manner)]
    if counted.days is not None and not counted.days:
        lines += [(), [Piece(f" Nothing was read {_when(counted.period)}. What you read is counted here.", "dim")]]
    else:
        lines += day_part(counted, manner)
    return [charts.cut(line, manner.width, manner.ellipsis) for line in lines]


def below_day(counted: Counted, manner: Manner) -> list[Line]:
    """What stays as it is when the cursor moves."""
    lines = [*clock_part(counted, manner), *backlog_part(counted, manner)]
    if counted.habits is not None and counted.habits.opened:
        lines += [
            *amounts_part(counted.habits, counted.measure, manner),
            *most_read_part(counted.habits.most_read, manner),
        ]
    lines += [*pace_part(counted, manner), ()]
    return [charts.cut(line, manner.width, manner.ellipsis) for line in lines]


def _when(period: Period) -> str:
    return f"in {period.year}" if period.year > 0 else "in the last twelve months"


def _heading(title: str, aside: str = "") -> list[Line]:
    return [(), [Piece(f" {title}", "strong"), Piece(f"   {aside}" if aside else "", "dim")]]


def numbers(counted: Counted, manner: Manner) -> list[Line]:
    """The numbers at the top."""
    found: list[tuple[str, str]] = []
    if counted.days is not None:
        every = [*counted.days.values()]
        found += [
            (hours(sum(day.minutes for day in every)), "of reading"),
            (number(sum(day.words for day in every)), "words"),
            (number(sum(day.finished for day in every)), "finished"),
            (number(len(every)), "days with reading"),
        ]
    if counted.habits is not None and counted.habits.finish_rate is not None:
        found.append((f"{round(100 * counted.habits.finish_rate)} %", "finish rate"))
    if counted.totals is not None:
        totals = counted.totals
        if totals.pace is not None:
            found.append((number(totals.pace), "words a minute"))
        if totals.streaks.longest:
            found.append((plural(totals.streaks.current, "day"), f"streak · best {number(totals.streaks.longest)}"))
        found.append((hours(at_pace(totals.minutes_waiting, counted)), f"waiting · {number(totals.waiting)}"))
    return charts.tiles(found, manner.width) if found else [[Piece(f" {_COUNTING}", "dim")], (), ()]


def at_pace(minutes: float, counted: Counted) -> float:
    """Minutes at the standard pace as minutes at the reader's own, or at the one that was set."""
    own = counted.totals.pace if counted.totals is not None else None
    return minutes * DEFAULT_SPEED / (own or counted.speed)


def shown_grid(counted: Counted, width: int) -> calendar.Grid:
    """Where the days of the calendar stand."""
    return calendar.grid(counted.period.since, counted.period.until, counted.cursor, width)


def calendar_part(counted: Counted, manner: Manner) -> list[Line]:
    """The calendar, and below it its weeks."""
    period, shown = counted.period, shown_grid(counted, manner.width)
    until = min(period.until, counted.today)
    values = {day.date: counted.measure.of(day) for day in (counted.days or {}).values()}
    lines: list[Line] = [
        calendar.month_line(shown, period.since, period.until),
        *calendar.calendar_lines(values, shown, period.since, until, counted.cursor, ascii=manner.ascii),
    ]
    if counted.days is None:
        return [*lines, [Piece(f"     {_COUNTING}", "dim")]]
    lines += [_day_line(counted), calendar.legend(values, f"{counted.measure} a day", ascii=manner.ascii)]
    if not values:
        return lines
    weeks = calendar.weeks_of(values, shown)
    top = max(weeks)
    columns = charts.columns(weeks, _HEIGHT, ascii=manner.ascii)
    average = sum(values.values()) / max(1, ((until - period.since).days + 1) / 7)
    lines += _heading(f"{str(counted.measure).capitalize()} a week", f"{number(round(average))} on average")
    for line, text in enumerate(columns):
        label = _short(top) if line == 0 else "0" if line == _HEIGHT - 1 else ""
        # The weeks stand right below those of the calendar.
        drawn = charts.widened(text, max(1, shown.cell - 1), min(1, shown.cell - 1))
        lines.append([Piece(f"{label:>{calendar.GUTTER - 1}} ", "dim"), Piece(drawn, "chart")])
    return lines


def _short(value: float) -> str:
    """A number in four cells at most: ``950``, ``12k``."""
    return f"{round(value)}" if value < 10_000 else f"{round(value / 1000)}k"


def _day_line(counted: Counted) -> Line:
    """The day under the cursor."""
    day = (counted.days or {}).get(counted.cursor)
    facts = "nothing was read"
    if day is not None:
        facts = f"{plural(day.articles, 'article')} · {plural(day.words, 'word')} · {hours(day.minutes)}"
    return [
        Piece(f"{' ' * calendar.GUTTER}{written_day(counted.cursor)}", "strong"),
        Piece(f"   {facts}", "dim"),
        *_month_pieces(counted),
    ]


def _month_pieces(counted: Counted) -> list[Piece]:
    """The month of the day under the cursor, to be gone to, unless nothing was read in it."""
    first = counted.cursor.replace(day=1)
    known = counted.days or {}
    month = (first + timedelta(days=later) for later in range(31))
    days = [known[day] for day in month if day in known and day.month == first.month]
    if not days:
        return []
    much = sum(map(counted.measure.of, days))
    told = hours(much) if counted.measure is Measure.MINUTES else f"{number(round(much))} {counted.measure}"
    amount = f": {told}" if counted.period.since <= first else ""
    return [Piece("   "), Piece(f"{MONTHS[first.month - 1]}{amount}", "link", f"month:{first:%Y-%m}")]


def day_part(counted: Counted, manner: Manner) -> list[Line]:
    """What was read on the day under the cursor, in always as many lines: nothing below it leaps with the cursor."""
    read = counted.read or ()
    lines: list[Line] = [] if read or counted.read is None else [[Piece("   nothing", "dim")]]
    some = read if len(read) <= _MOST_OF_DAY else read[: _MOST_OF_DAY - 1]
    lines += [_read_line(one, manner) for one in some]
    if len(read) > len(some):
        more = f"   and {number(len(read) - len(some))} more"
        lines.append([Piece(more, "dim", f"list:{counted.cursor.isoformat()}")])
    return [*_heading(f"Read on {written_day(counted.cursor)}"), *lines, *([()] * (_MOST_OF_DAY - len(lines)))]


def _read_line(one: ReadOn, manner: Manner) -> Line:
    sign = ("x" if manner.ascii else "✓") if one.finished else " "
    span = f"{round(100 * one.progress_from)} to {round(100 * one.progress_to)} %"
    return _article_line(f" {sign} ", one, f"{hours(one.minutes):>12}{span:>14}", manner)


def _article_line(sign: str, one: ReadOn | MostRead, facts: str, manner: Manner) -> Line:
    """A line about an article, all of which can be clicked."""
    target = f"article:{one.id}"
    room = max(8, manner.width - cell_len(sign) - cell_len(facts) - 2)
    site = f" · {plain(one.site)}" if one.site else ""
    title = charts.name_in(f"{plain(one.title) or 'untitled'}{site}", room, manner.ellipsis)
    return [
        Piece(sign, "accent", target),
        Piece(title, "", target),
        Piece(facts, "dim", target),
    ]


def _two(left: list[Line], right: list[Line], manner: Manner) -> list[Line]:
    """Two parts beside each other where there is room, else one below the other."""
    return charts.beside(left, right, manner.width // 2) if manner.width >= WIDE else [*left, *right]


def _half(manner: Manner) -> Manner:
    return replace(manner, width=manner.width // 2 - 2) if manner.width >= WIDE else manner


def clock_part(counted: Counted, manner: Manner) -> list[Line]:
    """The hours of the day and the days of the week."""
    if counted.habits is None or not any(counted.habits.hours):
        return []
    habits, half = counted.habits, _half(manner)
    every = sum(habits.hours)
    best = max(range(24), key=lambda hour: habits.hours[hour])
    left = _heading("Hours of the day", f"most at {best}:00")
    wide = 2 if half.width >= 54 else 1
    for text in charts.columns(habits.hours, _HEIGHT, ascii=manner.ascii):
        left.append([Piece(" " * calendar.GUTTER), Piece(charts.widened(text, 1, wide - 1), "chart")])
    scale = "".join(f"{hour:<{6 * wide}}" for hour in (0, 6, 12, 18))
    left.append([Piece(" " * calendar.GUTTER + scale, "dim")])
    right = _heading("Days of the week")
    right += charts.bars(
        (
            (name, minutes, f"{round(100 * minutes / every)} %", "")
            for name, minutes in zip(SHORT_WEEKDAYS, habits.weekdays, strict=True)
        ),
        half.width,
        4,
        role="chart",
        ascii=manner.ascii,
    )
    return _two(left, right, manner)


def backlog_part(counted: Counted, manner: Manner) -> list[Line]:
    """What waits, and how that grew and shrank."""
    weeks = counted.backlog
    if not weeks or counted.totals is None:
        return []
    minutes = [at_pace(week.minutes, counted) for week in weeks]
    unit, per = ("hours", 60) if max(minutes) >= 180 else ("minutes", 1)
    values = [value / per for value in minutes]
    lines = _heading(f"What waits to be read, in {unit}", _trend(counted, weeks, minutes))
    low, high = min(values), max(values)
    # A backlog of a hundred hours that grows by one is a line without this.
    floor = 0.0 if low < high / 2 else max(0.0, low - (high - low) / 4)
    gutter = max(calendar.GUTTER, len(f"{high:,.0f}") + 2)
    wide = max(10, min(manner.width - gutter - 2, 2 * len(values)))
    columns = charts.columns(
        [value - floor for value in charts.resampled(values, wide)], _HEIGHT, ascii=manner.ascii, top=high - floor
    )
    for line, text in enumerate(columns):
        label = f"{high:,.0f}" if line == 0 else f"{floor:,.0f}" if line == _HEIGHT - 1 else ""
        lines.append([Piece(f"{label:>{gutter - 1}} ", "dim"), Piece(text, "chart")])
    first, last = (f"{MONTHS[week.start.month - 1]} {week.start.year}" for week in (weeks[0], weeks[-1]))
    lines.append([Piece(" " * gutter + first + " " * max(1, wide - len(first) - len(last)) + last, "dim")])
    return lines


def _trend(counted: Counted, weeks: Sequence[Week], minutes: Sequence[float]) -> str:
    """How it changed in four weeks, and how long it would take."""
    recent = weeks[-5:]
    facts = []
    if len(recent) > 1:
        change = minutes[-1] - minutes[-len(recent)]
        saved = sum(week.saved for week in recent[1:])
        finished = sum(week.finished for week in recent[1:])
        more = "more" if change >= 0 else "less"
        facts.append(f"{hours(abs(change))} {more} in four weeks: {number(saved)} saved, {number(finished)} read")
    since = counted.today - timedelta(days=27)
    if counted.days is not None and counted.period.until >= counted.today:
        lately = sum(day.minutes for day in counted.days.values() if day.date >= since) / 28
        if lately >= 1 and minutes[-1]:
            daily = f"{lately:.1f}".removesuffix(".0") if lately < 10 else number(round(lately))
            facts.append(f"{_long(minutes[-1] / lately)} at your {daily} min a day")
    return " · ".join(facts)


def _long(days: float) -> str:
    """``12 days``, ``9 weeks``, ``3.5 years``."""
    if days < 21:
        return plural(max(1, round(days)), "day")
    return plural(round(days / 7), "week") if days < 7 * 104 else f"{days / 365.25:.1f} years"


def amounts_part(habits: Habits, measure: Measure, manner: Manner) -> list[Line]:
    """Categories and sites, in what the calendar shows."""
    half = _half(manner)
    parts = [
        [*_heading(title), *_amount_lines(amounts, kind, measure, half)]
        for title, amounts, kind in (("Categories", habits.categories, "category"), ("Sites", habits.sites, "site"))
        if amounts
    ]
    if len(parts) == 2:
        return _two(parts[0], parts[1], manner)
    return parts[0] if parts else []


def _amount_lines(amounts: Sequence[Amount], kind: str, measure: Measure, manner: Manner) -> list[Line]:
    def told(one: Amount) -> tuple[float, str]:
        if measure is Measure.MINUTES:
            return one.minutes, hours(one.minutes)
        return (one.words, number(one.words)) if measure is Measure.WORDS else (one.readings, number(one.readings))

    return charts.bars(
        ((plain(one.name), *told(one), f"{kind}:{one.name}") for one in amounts),
        manner.width,
        min(_NAMES, max(10, manner.width // 3)),
        role="chart",
        ascii=manner.ascii,
        ellipsis=manner.ellipsis,
    )


def most_read_part(articles: Sequence[MostRead], manner: Manner) -> list[Line]:
    """The articles that were read most."""
    if not articles:
        return []
    lines = _heading("Most read")
    for one in articles:
        times = f"{'x' if manner.ascii else '×'}{one.times}"
        facts = f"{plural(one.readings, 'sitting'):>13}{hours(one.minutes):>13}"
        lines.append(_article_line(f" {times:>5}  ", one, facts, manner))
    return lines


def pace_part(counted: Counted, manner: Manner) -> list[Line]:
    """Words a minute, month by month."""
    months: dict[date, tuple[int, float]] = {}
    for day in (counted.days or {}).values():
        if day.minutes and day.words:
            first = day.date.replace(day=1)
            words, minutes = months.get(first, (0, 0.0))
            months[first] = (words + day.words, minutes + day.minutes)
    if len(months) < 2:
        return []
    latest = sorted(months.items())[-_MONTHS_OF_PACE:]
    found = [
        (f"{MONTHS[first.month - 1]} {first.year}", words / minutes, number(round(words / minutes)), "")
        for first, (words, minutes) in latest
    ]
    half = _half(manner)
    rows = -(-len(found) // 2) if manner.width >= WIDE else len(found)
    top = max(value for _, value, _, _ in found)
    # Both halves against the same measure.
    both = [
        charts.bars(found[part:][:rows], half.width, 9, role="chart", ascii=manner.ascii, most=top)
        for part in (0, rows)
    ]
    return [*_heading("Words a minute, month by month"), *_two(both[0], both[1], manner)]


def targets(lines: Sequence[Line]) -> list[str]:
    """What can be gone to but the days, in the order of the lines; what stands on the left first."""
    found = [piece.target for line in lines for piece in line if piece.target and not piece.target.startswith("day:")]
    return [*dict.fromkeys(found)]
