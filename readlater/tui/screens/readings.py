"""The readings of an article: every sitting with it, when it was, how long, from where to where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from readlater.library.habits import FASTEST
from readlater.tui.counted import hours
from readlater.tui.formatting import moment, number, plural
from readlater.tui.screens.scrolled import ScrolledLines, ScrolledScreen
from readlater.tui.side_keys import Act, SideKeys
from readlater.tui.widgets.lines import Line, Piece, fit, plain, wrap

if TYPE_CHECKING:
    from readlater.config import Config
    from readlater.model import Article, Reading
    from readlater.tui.keymap import Keymap

_WIDE = 96
"""Cells from which on a sitting is told in one line."""

_TRACK = 20
_LEAST_TRACK = 6
_WHEN = 20

_TOO_SHORT = 5
"""Seconds of which no pace is told."""


def reading_lines(article: Article, readings: Sequence[Reading], width: int, config: Config) -> list[Line]:
    """The readings in lines, the latest first, and above them what they amount to."""
    title = plain(article.title) or "untitled"
    lines: list[Line] = [(), *([Piece(f" {line}", "strong")] for line in wrap(title, max(8, width - 2)))]
    facts = [plural(article.word_count, "word"), f"read {number(article.read_count)}×"]
    seconds = sum(one.active_seconds for one in readings)
    if readings:
        facts.append(f"{plural(len(readings), 'sitting')}, {hours(seconds / 60)}")
    pace = _pace(sum(one.words for one in readings), seconds)
    if pace is not None and pace <= FASTEST:
        facts.append(f"{number(pace)} words a minute")
    lines += [*([Piece(f" {line}", "dim")] for line in wrap(" · ".join(facts), max(8, width - 2))), ()]
    if not readings:
        return [
            *lines,
            [Piece(" It was not read yet." if not article.read_count else " It was read elsewhere.", "dim")],
        ]
    devices = {one.device for one in readings}
    for one in reversed(readings):
        lines += _reading_lines(one, width, config, device=len(devices) > 1)
    lines.append(())
    if article.read_count > sum(one.counted for one in readings):
        elsewhere = article.read_count - sum(one.counted for one in readings)
        lines.append([Piece(f" It was read {number(elsewhere)}× elsewhere, before it was imported.", "dim")])
    return lines


def _reading_lines(one: Reading, width: int, config: Config, *, device: bool) -> list[Line]:
    ascii_ = config.ascii
    sign = ("x" if ascii_ else "✓") if one.counted else " "
    when = moment(one.started, config.zone)
    if not one.active_seconds and one.started == one.ended:
        facts = "marked read by hand"
        return [[Piece(f" {sign} ", "accent"), Piece(f"{when:<{_WHEN}}"), Piece(facts, "dim")]]
    span = f"{round(100 * one.progress_from):>3} to {round(100 * one.progress_to):>3} %"
    pace = _pace(one.words, one.active_seconds)
    facts = f"{hours(one.active_seconds / 60):>12}{number(one.words):>8} words"
    if pace is not None:
        facts += f"{number(pace):>6} a minute" if pace <= FASTEST else "   leafed through"
    facts += f"   {plain(one.device)}" if device else ""
    head = [Piece(f" {sign} ", "accent"), Piece(f"{when:<{_WHEN}}")]
    drawn = _track(one.progress_from, one.progress_to, min(_TRACK, width - 3 - _WHEN - cell_len(span) - 3), ascii_)
    track = [*drawn, Piece(f"  {span}" if drawn else span)]
    if width >= _WIDE:
        room = width - 3 - _WHEN - _TRACK - 4 - cell_len(span)
        return [[*head, *track, Piece(fit(facts, room, "..." if ascii_ else "…"), "dim")]]
    return [[*head, *track], [Piece("   " + fit(facts.strip(), width - 4), "dim")]]


def _track(start: float, end: float, cells: int, ascii_: bool) -> list[Piece]:
    """The article as a line of so many cells, with the part of it that a sitting went through; none for too few."""
    if cells < _LEAST_TRACK:
        return []
    low, high = sorted((round(start * cells), round(end * cells)))
    low = min(low, cells - 1)
    high = max(high, low + 1)
    rest, read = ("-", "#") if ascii_ else ("─", "━")
    return [Piece(rest * low, "rule"), Piece(read * (high - low), "accent"), Piece(rest * (cells - high), "rule")]


def _pace(words: int, seconds: float) -> int | None:
    """Words a minute; None where there is too little to tell."""
    return round(words * 60 / seconds) if words and seconds >= _TOO_SHORT else None


class ReadingLines(ScrolledLines):
    """The readings, scrolled."""

    def __init__(self, article: Article, readings: Sequence[Reading], config: Config) -> None:
        super().__init__(ascii=config.ascii)
        self._article, self._readings, self._config = article, readings, config

    def make(self, width: int) -> Sequence[Line]:
        """The readings in lines."""
        return reading_lines(self._article, self._readings, width, self._config)


class ReadingsScreen(ScrolledScreen[None]):
    """The readings of an article, full-screen."""

    AUTO_FOCUS = "ReadingLines"

    def __init__(self, article: Article, readings: Sequence[Reading], keymap: Keymap, config: Config) -> None:
        super().__init__(
            ReadingLines(article, readings, config),
            [Piece(" Readings", "strong")],
            [(Act.CLOSE, "close")],
            SideKeys(keymap),
            ascii=config.ascii,
        )

    def done(self, act: Act) -> bool:
        """Closes."""
        if act is Act.CLOSE:
            self.dismiss(None)
        return act is Act.CLOSE
