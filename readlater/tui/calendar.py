"""The calendar of a year: a column for each week, a line for each weekday, a sign for how much was read.

How much is told twice, by sign and by shade, so that it is seen without colours, too. The steps are quarters of the
days on which anything was read: a calm year has its dark days as well as a busy one. No Textual here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from readlater.language.days import SHORT_WEEKDAYS
from readlater.library.activity import level, steps, told_steps
from readlater.model.values import dataclass
from readlater.tui.formatting import MONTHS
from readlater.tui.widgets.lines import Line, Piece

GUTTER = 5
"""Cells before the first week."""

SIGNS = "·░▒▓█"
ASCII_SIGNS = ".:=*#"
LEVELS = len(SIGNS)

_WIDEST = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the days of a calendar stand.

    Attributes:
        first: the Monday of the first week that is shown.
        weeks: how many are.
        cell: cells of a week.
    """

    first: date
    weeks: int
    cell: int

    def monday(self, column: int) -> date:
        """The Monday of the week that stands in this column."""
        return self.first + timedelta(weeks=column)


def grid(since: date, until: date, cursor: date, width: int) -> Grid:
    """The calendar from ``since`` to ``until`` in so many cells; of a narrow one the weeks around the cursor."""
    first, last = (day - timedelta(days=day.weekday()) for day in (since, until))
    weeks = (last - first).days // 7 + 1
    cell = max(1, min(_WIDEST, (width - GUTTER - 1) // weeks))
    room = max(1, (width - GUTTER - 1) // cell)
    if room < weeks:
        at = (cursor - first).days // 7
        # The cursor in the last quarter, as what was read lately is looked at most.
        start = max(0, min(weeks - room, at - room * 3 // 4))
        return Grid(first + timedelta(weeks=start), room, cell)
    return Grid(first, weeks, cell)


def month_line(shown: Grid, since: date, until: date) -> Line:
    """The names of the months, each above the week in which it begins; in another year, that of the year."""
    text = " " * GUTTER
    for column in range(shown.weeks):
        days = [shown.monday(column) + timedelta(days=number) for number in range(7)]
        begun = next((day for day in days if day.day == 1 and since <= day <= until), None)
        at = GUTTER + column * shown.cell
        if begun is not None and len(text) <= at and at + 3 <= GUTTER + shown.weeks * shown.cell + 2:
            another = begun.month == 1 and since.year != until.year
            text = text.ljust(at) + (str(begun.year) if another else MONTHS[begun.month - 1]) + " "
    return [Piece(text.rstrip(), "dim")]


def calendar_lines(
    values: Mapping[date, float],
    shown: Grid,
    since: date,
    until: date,
    cursor: date | None,
    *,
    ascii: bool = False,  # noqa: A002
) -> list[Line]:
    """The seven lines of days; each day is a piece of the role ``heat-0`` to ``heat-4`` whose target is its date."""
    marks = steps(values.values())
    signs = ASCII_SIGNS if ascii else SIGNS
    wide = min(2, shown.cell)
    gap = " " * (shown.cell - wide)
    mondays = [shown.monday(column) for column in range(shown.weeks)]
    found: list[Line] = []
    for weekday in range(7):
        after = timedelta(days=weekday)
        line = [Piece(f" {SHORT_WEEKDAYS[weekday]} " if weekday % 2 == 0 else " " * GUTTER, "dim")]
        for monday in mondays:
            day = monday + after
            if not since <= day <= until:
                line.append(Piece(" " * shown.cell))
                continue
            much, target = level(values.get(day, 0.0), marks), f"day:{day.isoformat()}"
            if day == cursor:
                line.append(Piece("[]" if wide == 2 else "@" if ascii else "◆", "here", target))
            else:
                # A sign of a day without reading is faint enough to stand alone.
                text = signs[much] * wide if much else signs[0].ljust(wide)
                line.append(Piece(text, f"heat-{much}", target))
            if gap:
                line.append(Piece(gap, "", target))
        found.append(line)
    return found


def legend(values: Mapping[date, float], unit: str, *, ascii: bool = False) -> Line:  # noqa: A002
    """What the signs mean."""
    signs = ASCII_SIGNS if ascii else SIGNS
    marks = steps(values.values())
    if not marks[2]:
        return [Piece(f"{' ' * GUTTER}{signs[0]} none", "dim")]
    pieces = [Piece(" " * GUTTER), Piece(signs[0], "heat-0"), Piece(" none   ", "dim")]
    for much, most in told_steps(marks):
        pieces += [Piece(signs[much] * 2, f"heat-{much}"), Piece(f" to {most:,}   ", "dim")]
    return [*pieces, Piece(signs[4] * 2, "heat-4"), Piece(f" more {unit}", "dim")]


def weeks_of(values: Mapping[date, float], shown: Grid) -> list[float]:
    """What the weeks of a calendar amount to."""
    first = shown.first.toordinal()
    found = [0.0] * shown.weeks
    for day, value in values.items():
        week = (day.toordinal() - first) // 7
        if 0 <= week < shown.weeks:
            found[week] += value
    return found
