"""The statistics: a calendar of what was read, with a cursor over its days, and below it all that can be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.strip import Strip

from readlater.tui.counted import Counted, Manner, Measure, Period
from readlater.tui.screens.scrolled import ScrolledLines, ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.statistics_lines import around_day, below_day, targets
from readlater.tui.widgets.lines import ROLES, Line, Piece, Role, in_ascii, plain, target_at

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.tui.counting import Counting
    from readlater.tui.keymap import Keymap

_SHADES = (0.45, 0.30, 0.50, 0.75, 1.0)
"""How much of the colour the sign of each level has (of the first, that of the text)."""

_GROUNDS = (0.0, 0.10, 0.22, 0.42, 0.80)
"""And how much its background."""

_PERIODS = 5
"""Times that are named in the heading, if there is room."""

_TITLE, _PERIOD = 30, 7
"""Cells of the heading without them, and of each: ``  2025 ``."""

_CHART = Role("accent", share=0.85, line=True)


class StatisticsLines(ScrolledLines):
    """The lines, with a cursor on a day or on something that can be gone to."""

    def __init__(self, config: Config) -> None:
        super().__init__(ascii=config.ascii)
        self.counted: Counted | None = None
        self._below: tuple[tuple[Counted, Manner], list[Line]] | None = None
        self.chosen = ""
        """What the cursor is on below the calendar, as a target; empty: it is on a day."""

    def put(self, counted: Counted) -> None:
        """Shows this."""
        self.counted = counted
        lines = self.make(self.size.width)
        self.show(lines)
        if self.chosen and self.chosen not in targets(lines):
            self.chosen = ""

    def make(self, width: int) -> Sequence[Line]:
        """All lines; those below the day are kept while the cursor moves: a key is to cost no more than 3 ms."""
        if self.counted is None:
            return ()
        manner = Manner(width - 1, self._ascii)  # beside them is the bar that scrolls
        made_of = replace(self.counted, cursor=self.counted.today, read=None), manner
        if self._below is None or self._below[0] != made_of:
            self._below = made_of, below_day(self.counted, manner)
        return [*around_day(self.counted, manner), *self._below[1]]

    @property
    def targets(self) -> list[str]:
        """What can be gone to below the calendar."""
        return targets(self._lines)

    def choose(self, target: str) -> None:
        """Moves the cursor there, into sight; empty: back to the day of the calendar."""
        self.chosen = target
        if self.counted is not None:
            wanted = target or f"day:{self.counted.cursor.isoformat()}"
            lines = (number for number, line in enumerate(self._lines) if any(one.target == wanted for one in line))
            self._reveal(next(lines, 0))
        self.refresh()

    def _reveal(self, line: int) -> None:
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if not top <= line < top + height:
            # From the very top, if the line is then in sight: there are the numbers.
            self.scroll_to(y=0 if line < height else line - height // 2, animate=False, immediate=True)

    def target(self, x: int, y: int) -> str:
        """What stands in that cell."""
        number = y + int(self.scroll_offset.y)
        return target_at(self._lines[number], x) if number < len(self._lines) else ""

    # --- drawing

    @cached_property
    def _heat_styles(self) -> dict[str, Style]:
        return {}

    def notify_style_update(self) -> None:
        """Another theme: other shades."""
        super().notify_style_update()
        self._heat_styles.clear()

    def _style(self, piece: Piece) -> Style:
        if piece.role in ROLES:
            return self.role_style(piece.role, bool(piece.target) and piece.target == self.chosen)
        style = self._heat_styles.get(piece.role)
        if style is None:
            style = self._heat_styles[piece.role] = self._make_heat(piece.role)
        return style

    def _make_heat(self, role: str) -> Style:
        """The style of a shade, of a chart, or of the day under the cursor."""
        if role == "here":
            return self.role_style("strong") + Style(reverse=True)
        if role == "chart":
            return self._make_style(_CHART, False)
        level = int(role[-1])
        background, colour = self.background_colors[1], Color.parse(self.app.theme_variables["accent"])
        if background.ansi is not None or colour.ansi is not None or not level:
            name = "accent" if level else "foreground"
            return self._make_style(Role(name, share=1.0 if level > 2 else _SHADES[0], line=True), False)
        return Style.from_color(
            background.blend(colour, _SHADES[level], alpha=1.0).rich_color,
            background.blend(colour, _GROUNDS[level], alpha=1.0).rich_color,
        )

    def render_line(self, y: int) -> Strip:
        """One line."""
        number = y + int(self.scroll_offset.y)
        line = self._lines[number] if number < len(self._lines) else ()
        text = in_ascii if self._ascii else plain
        segments = [Segment(text(piece.text), self._style(piece)) for piece in line]
        return Strip(segments).adjust_cell_length(self.size.width, self.role_style(""))


class StatisticsScreen(ScrolledScreen[str]):
    """The statistics, full-screen; dismissed with what is to be gone to (``day:2026-11-21``…), or nothing."""

    AUTO_FOCUS = "StatisticsLines"

    def __init__(
        self, room: Counting, keymap: Keymap, config: Config, counted: Counted, periods: Sequence[Period]
    ) -> None:
        lines = StatisticsLines(config)
        super().__init__(
            lines,
            (),
            (),
            SideKeys(keymap, also={"screen.next-pane": Act.TURN}, own={Act.MEASURE: "mM"}),
            ascii=config.ascii,
        )
        self._shown = lines
        self._room = room
        self._ascii = config.ascii
        self.counted = counted
        self.periods = [*periods]

    def on_mount(self) -> None:
        """Shows what is known."""
        self.put(self.counted)

    def put(self, counted: Counted) -> None:
        """Shows this."""
        self.counted = counted
        self._shown.put(counted)
        self.show_heading([Piece(" Statistics   ", "strong"), *self._periods()])
        self._tell_keys()

    def _periods(self) -> list[Piece]:
        """The times around the one that is looked at."""
        most = min(_PERIODS, max(2, (self.app.size.width - _TITLE) // _PERIOD))
        here = self.periods.index(self.counted.period)
        first = max(0, min(here - most // 2, len(self.periods) - most))
        pieces = []
        for number, period in enumerate(self.periods[first : first + most], first):
            text = f"[{period.title}]" if number == here else f" {period.title} "
            target = "" if number == here else Act.NEXT if number > here else Act.PREVIOUS
            pieces.append(Piece(text, "current" if number == here else "dim", target))
        more = "..." if self._ascii else "…"
        if first + most < len(self.periods):
            pieces.append(Piece(f" {more}", "dim", Act.NEXT))
        return pieces

    def _tell_keys(self) -> None:
        below = bool(self._shown.chosen)
        period = self.periods.index(self.counted.period)
        told = [
            (Act.OPEN, "go there" if below else "the day's articles", below or self._is_day_read),
            (Act.CLOSE, "close", True),
            (Act.TURN, "to the days" if below else "to what is below", bool(self._shown.targets)),
            (Act.MEASURE, f"{_next(self.counted.measure)}", bool(self.counted.days)),
            (Act.NEXT, "year before", period + 1 < len(self.periods)),
            (Act.PREVIOUS, "year after", period > 0),
        ]
        self.show_keys([(act, does) for act, does, fits in told if fits and self._keys.key(act)], "move")

    @property
    def _is_day_read(self) -> bool:
        """Whether anything was read on the day under the cursor."""
        return self.counted.cursor in (self.counted.days or {})

    # --- keys

    def done(self, act: Act) -> bool:
        """Moves over days, chooses another year or measure, goes to what is under the cursor, closes."""
        if act is Act.CLOSE:
            self.dismiss("")
        elif act is Act.OPEN:
            self.go(self._shown.chosen or f"day:{self.counted.cursor.isoformat()}")
        elif act is Act.TURN:
            self._turn()
        elif act is Act.MEASURE:
            self.put(replace(self.counted, measure=_next(self.counted.measure)))
        elif act in (Act.NEXT, Act.PREVIOUS):
            self._other_period(1 if act is Act.NEXT else -1)
        else:
            return self._moved(act)
        return True

    def _moved(self, act: Act) -> bool:
        if self._shown.chosen:
            step = {Act.DOWN: 1, Act.UP: -1, Act.RIGHT: 1, Act.LEFT: -1}.get(act, 0)
            if step:
                every = self._shown.targets
                at = every.index(self._shown.chosen) + step
                if 0 <= at < len(every):
                    self._shown.choose(every[at])
            return bool(step)
        days = {Act.DOWN: 1, Act.UP: -1, Act.RIGHT: 7, Act.LEFT: -7}.get(act, 0)
        if days:
            self.move_to(self.counted.cursor + timedelta(days=days))
        elif act in (Act.TOP, Act.BOTTOM):
            period = self.counted.period
            self.move_to(period.since if act is Act.TOP else min(period.until, self.counted.today))
        return bool(days) or act in (Act.TOP, Act.BOTTOM)

    def move_to(self, day: date) -> None:
        """Moves the cursor to a day; to another year if it is in there."""
        period = self.counted.period
        if day > self.counted.today:
            return
        if not period.since <= day <= period.until:
            other = next((one for one in self.periods if one.year > 0 and one.since <= day <= one.until), None)
            if other is not None:
                self._room.choose(other, day)
            return
        self._shown.chosen = ""
        self.put(replace(self.counted, cursor=day, read=None))
        self._shown.choose("")
        self._room.count_day()

    def _other_period(self, step: int) -> None:
        at = self.periods.index(self.counted.period) + step
        if 0 <= at < len(self.periods):
            self._room.choose(self.periods[at])

    def _turn(self) -> None:
        every = self._shown.targets
        self._shown.choose("" if self._shown.chosen or not every else every[0])
        self._tell_keys()

    def go(self, target: str) -> None:
        """Leaves for what is under the cursor; a day on which nothing was read is not left for."""
        if target.startswith("day:") and not self._is_day_read:
            return
        self.dismiss(target)

    # --- mouse

    def on_click(self, event: events.Click) -> None:
        """Moves to what was clicked; where the cursor is already, goes there."""
        offset = event.get_content_offset(self._shown) if event.widget is self._shown else None
        target = self._shown.target(offset.x, offset.y) if offset is not None else ""
        if not target:
            return
        event.stop()
        if target.startswith("day:"):
            day = date.fromisoformat(target.removeprefix("day:"))
            if day == self.counted.cursor and not self._shown.chosen:
                self.go(target)
            else:
                self.move_to(day)
        elif target == self._shown.chosen:
            self.go(target)
        else:
            self._shown.choose(target)
            self._tell_keys()


def _next(measure: Measure) -> Measure:
    every = [*Measure]
    following: Measure = every[(every.index(measure) + 1) % len(every)]
    return following
