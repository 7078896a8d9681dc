"""The two lines that stand for an article in the list, as pieces of text with the names of their styles."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from readlater.model import ArticleRow, State
from readlater.model.values import dataclass
from readlater.tui import formatting
from readlater.tui.plain import plain
from readlater.tui.wrap import cells, fit, wrap

_LEAST_FOR_MORE = 12
"""Cells of text below which flags and progress give way to the title and the facts."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARK = "\u200e"
"""Left-to-right mark, of no width: numbers after it don't become part of right-to-left text before it."""

Part = tuple[str, str]
"""Text and the name of its style."""


@dataclass(frozen=True, slots=True)
class ListSigns:
    """The characters that show state, so that it never depends on colour."""

    cursor: str
    unread: str
    reading: str
    read: str
    failed: str
    favourite: str
    archived: str
    selected: str
    between: str
    times: str
    ellipsis: str
    bars: str
    snoozed: str
    rule: str


UNICODE = ListSigns("▌", "●", "◐", "✓", "✗", "★", "▣", "◆", " · ", "×", "…", "▁▂▃▄▅▆▇█", "☾", "─")
ASCII = ListSigns(">", "o", "~", ".", "!", "*", "#", "+", " - ", "x", "...", "", "z", "-")


@dataclass(frozen=True, slots=True)
class LineOptions:
    """How lines are made: their cells, their signs, today's year (left out of dates), the reader's words a minute.

    What a heading says already, of ``headings``, is not said again below it.
    """

    width: int
    signs: ListSigns
    year: int
    speed: int = formatting.DEFAULT_SPEED
    headings: frozenset[str] = frozenset()


def article_line(
    row: ArticleRow | None, line: int, options: LineOptions, *, cursor: bool, selected: bool
) -> list[Part]:
    """One of the two lines of an article, exactly ``options.width`` cells wide.

    Args:
        row: the article; None for one that is gone.
        line: 0 for the title, 1 for the facts below it.
        options: how it is made.
        cursor: whether the cursor is on it.
        selected: whether it is selected.
    """
    signs = options.signs
    lead: Part = (signs.cursor if cursor else " ", "cursor-bar")
    room = max(0, options.width - 4)
    if row is None:
        text = "no longer in the library" if line == 0 else ""
        return [lead, ("  ", ""), (_padded(fit(text, room, signs.ellipsis), room), "missing"), (" ", "")]
    if line == 0:
        sign = _state_sign(row, signs)
        flags = _flags(row, signs) if room >= _LEAST_FOR_MORE else []
        taken = sum(cells(text) for text, _role in flags)
        shown = fit(title_of(row), room - taken, signs.ellipsis)
        space = room - taken - cells(shown)
        role = (
            "title-read"
            if row.state is State.READ
            else "title-unread"
            if row.state is State.UNREAD
            else "title-reading"
        )
        return [lead, sign, (" ", ""), (_closed(shown), role), (" " * space, ""), *flags, (" ", "")]
    mark: Part = (signs.selected if selected else " ", "selected-mark")
    progress = _progress(row, signs) if room >= _LEAST_FOR_MORE else ""
    facts = _facts(row, room - (cells(progress) + 1 if progress else 0), options)
    space = room - cells(facts) - cells(progress)
    role = "failed" if row.failed else "facts"
    return [lead, mark, (" ", ""), (facts, role), (" " * space, ""), (progress, "progress"), (" ", "")]


def group_line(title: str, count: int, options: LineOptions) -> list[Part]:
    """The heading of a group, exactly ``options.width`` cells wide: ``Today ───────── 12``."""
    signs = options.signs
    number = formatting.number(count)
    room = max(0, options.width - 2)
    if room < cells(number) + _LEAST_FOR_MORE:
        number = ""
    left = room - (cells(number) + 1 if number else 0)
    name = _closed(fit(plain(title), max(0, left - 1), signs.ellipsis))
    space = left - cells(name)
    rule = " " + signs.rule * (space - 1) if space > 0 else ""
    return [
        (" ", ""),
        (name, "group"),
        (rule, "group-rule"),
        (f" {number}" if number else "", "group-count"),
        (" ", ""),
    ]


def message_line(text: str, row: int, width: int, height: int) -> str:
    """A row of a message that stands in the middle of an empty list, without the spaces at its end."""
    room = max(4, width - 4)
    lines = [fit(text[start:end], room) for start, end in wrap(text, room)]
    row -= max(0, (height - len(lines)) // 3)
    line = lines[row] if 0 <= row < len(lines) else ""
    return " " * max(0, (width - cells(line)) // 2) + line


def title_of(row: ArticleRow) -> str:
    """The title on one line; the URL or a word for it where there is none."""
    return plain(row.title) or plain(row.url) or "Untitled"


def _state_sign(row: ArticleRow, signs: ListSigns) -> Part:
    if row.failed:
        return signs.failed, "sign-failed"
    sign = {State.UNREAD: signs.unread, State.READING: signs.reading, State.READ: signs.read}[row.state]
    return sign, f"sign-{row.state.value}"


def _flags(row: ArticleRow, signs: ListSigns) -> list[Part]:
    flags: list[Part] = []
    if row.favourite:
        flags.append((" " + signs.favourite, "favourite"))
    if row.archived:
        flags.append((" " + signs.archived, "archived"))
    if _is_snoozed(row):
        flags.append((" " + signs.snoozed, "snoozed"))
    return flags


def _is_snoozed(row: ArticleRow) -> bool:
    """Whether it is put off still."""
    return row.snoozed is not None and row.snoozed > datetime.now(UTC)


def _progress(row: ArticleRow, signs: ListSigns) -> str:
    """How far an article that is being read has come: a bar as high as the share, and the share."""
    if row.state is not State.READING or row.failed:
        return ""
    share = min(max(row.progress, 0.0), 1.0)
    bar = signs.bars[min(int(share * len(signs.bars)), len(signs.bars) - 1)] + " " if signs.bars else ""
    return f"{bar}{round(100 * share)}%"


def _facts(row: ArticleRow, room: int, options: LineOptions) -> str:
    """``category · date · minutes · ×count``, as much of it as fits: the category is cut first, then the date goes.

    Until when an article is put off goes last.
    """
    signs = options.signs
    between = signs.between
    if row.failed:
        return _closed(fit(plain(row.failed), room, signs.ellipsis))
    category = plain(next((name for name in (row.category_id, row.site) if name and name not in options.headings), ""))
    day = _day(row, options.year)
    rest = [_minutes(row, options.speed)] if row.word_count or row.minutes else []
    if row.read_count:
        rest.append(f"{signs.times}{row.read_count}")
    for parts in ([day, *rest], [day] if _is_snoozed(row) else rest):
        tail = between.join(part for part in parts if part)
        left = room - cells(tail) - (cells(between) if tail else 0)
        if category and left >= min(cells(category), 6):
            head = _closed(fit(category, left, signs.ellipsis))
            return f"{head}{between}{tail}" if tail else head
        if not category and cells(tail) <= room:
            return tail
    return fit(between.join(part for part in rest if part), room, signs.ellipsis)


def _minutes(row: ArticleRow, speed: int) -> str:
    """``5 min``; of what is half read those that are left."""
    if row.state is not State.READING:
        return formatting.minutes(row.minutes, speed)
    return f"{formatting.minutes(row.minutes * (1 - row.progress), speed)} left"


def _day(row: ArticleRow, year: int) -> str:
    """The date of publication, else that of saving, of what is put off until when; this year is left out."""
    if row.snoozed is not None and _is_snoozed(row):
        return f"until {formatting.day(_local(row.snoozed).isoformat())}".removesuffix(f", {year}")
    published = row.published or _local(row.created).isoformat()
    return formatting.day(published).removesuffix(f", {year}")


def _local(time: datetime) -> date:
    return time.astimezone().date()


def _closed(text: str) -> str:
    """The text, with a mark after it if it runs from right to left."""
    return text + _MARK if _RIGHT_TO_LEFT.search(text) else text


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - cells(text))
