"""What the sidebar says about an article, as lines: the trail, similar readings, summary, statistics, details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rich.cells import cell_len

from readlater.model import Article, Reading
from readlater.tui import formatting
from readlater.tui.widgets import sidebar_relating as relating
from readlater.tui.widgets import sidebar_trail as trail
from readlater.tui.widgets.lines import Piece, fit, line_width, wrap
from readlater.tui.widgets.sidebar_parts import About, Lines, Manner, Perform

_LABEL = 11
_MOST_LINES = 6
_READINGS = 3


def similar_title(about: About) -> str:
    """``Similar Readings (5 items)``."""
    count = len(about.similar or ()) + len(about.missing)
    return f"Similar Readings ({formatting.plural(count, 'item')})"


def about_lines(about: About, manner: Manner) -> Lines:
    """All sections; the first one's title is left to the rule above the pane."""
    out = Lines(manner.ellipsis)
    inner = replace(manner, width=max(8, manner.width - 2))
    if about.copies:
        out.sections.append((0, "Copies"))
        relating.copies(out, about, inner)
        _section(out, similar_title(about), manner)
    else:
        out.sections.append((0, similar_title(about)))
    trail.trail(out, about, inner)
    trail.suggested(out, about, inner)
    relating.similar(out, about, inner)
    relating.suggestions(out, about.suggestions, inner)
    _section(out, "Summary", manner)
    relating.summary(out, about, inner)
    relating.keywords(out, about, inner)
    _section(out, "Statistics", manner)
    _statistics(out, about, inner)
    _section(out, "Details", manner)
    _details(out, about.article, inner)
    return out


def _section(out: Lines, title: str, manner: Manner) -> None:
    out.add()
    out.sections.append((len(out.lines), title))
    dash = "-" if manner.ascii else "─"
    title = fit(title, max(4, manner.width - 3), manner.ellipsis)
    rest = max(0, manner.width - cell_len(title) - 3)
    out.add(Piece(dash, "rule"), Piece(f" {title} ", "strong"), Piece(dash * rest, "rule"))


def _pair(out: Lines, label: str, value: str, manner: Manner, role: str = "", item: int = -1) -> None:
    if not value:
        return
    for number, line in enumerate(wrap(value, manner.width - _LABEL, _MOST_LINES, manner.ellipsis)):
        name = label if not number else ""
        out.add(Piece(f" {name:<{_LABEL}}", "dim"), Piece(line, role), item=item)


def _field(out: Lines, label: str, value: str, manner: Manner, command: str, role: str = "") -> None:
    """A line that can be chosen: it edits what it says."""
    item = out.item(Perform(command))
    _pair(out, label, value or "none", manner, role if value else "dim", item)


def _statistics(out: Lines, about: About, manner: Manner) -> None:
    article = about.article
    _pair(out, "Words", formatting.number(article.word_count), manner)
    _pair(out, "Time", formatting.minutes(article.minutes, manner.speed), manner)
    _pair(out, "Read count", formatting.number(article.read_count), manner)
    _pair(out, "State", formatting.state_words(article), manner)
    if about.highlights:
        _keyed(out, "Highlights", formatting.number(about.highlights), manner, "highlight.here")
    _readings(out, about.readings, manner)


def _readings(out: Lines, readings: Sequence[Reading], manner: Manner) -> None:
    """The last sittings, the latest first; how to see the others."""
    for number, reading in enumerate(reversed(readings[-_READINGS:])):
        _pair(out, "" if number else "Readings", _reading_words(reading, manner), manner)
    if len(readings) > _READINGS:
        more = f"and {formatting.number(len(readings) - _READINGS)} more"
        _keyed(out, "", more, manner, "article.readings")


def _reading_words(reading: Reading, manner: Manner) -> str:
    """``Nov 20, 2026 14:02, 12 min, to 43 %``; one that took no time was marked by hand."""
    when = formatting.moment(reading.started, manner.zone)
    if not reading.active_seconds:
        return f"{when}, marked read"
    minutes = round(reading.active_seconds / 60)
    return f"{when}, {f'{minutes} min' if minutes else '< 1 min'}, to {round(100 * reading.progress_to)} %"


def _keyed(out: Lines, label: str, value: str, manner: Manner, command: str) -> None:
    """A line that can be chosen, with the key that does the same."""
    key = manner.keys.get(command, "")
    _pair(out, label, value, manner, item=out.item(Perform(command)))
    if key and line_width(out.lines[-1]) + cell_len(key) + 2 <= manner.width:
        out.lines[-1].append(Piece(f"  {key}", "key"))


def _details(out: Lines, article: Article, manner: Manner) -> None:
    _pair(out, "ID", article.uuid, manner)
    _field(out, "Category", article.category_id, manner, "article.category")
    _field(out, "Tags", ", ".join(article.tags), manner, "article.tags")
    _field(out, "Author", article.byline, manner, "article.byline")
    _field(out, "Site", article.site, manner, "article.site")
    _field(out, "URL", article.url, manner, "article.url", "link")
    _field(out, "Date", formatting.published(article), manner, "article.published")
    if article.snoozed is not None and article.snoozed > datetime.now(UTC):
        _keyed(out, "Snoozed", f"until {formatting.moment(article.snoozed, manner.zone)}", manner, "article.snooze")
    _pair(out, "Created", formatting.moment(article.created, manner.zone), manner)
    _pair(out, "Updated", formatting.moment(article.updated, manner.zone), manner)
    _pair(out, "Last read", formatting.moment(article.last_read, manner.zone), manner)
    _pair(out, "Language", article.language, manner)
    _pair(out, "Note", article.note, manner)
