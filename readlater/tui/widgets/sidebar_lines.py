"""What the sidebar says about an article, as lines: similar readings, summary, statistics, details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from rich.cells import cell_len

from readlater.model import Article, Keyword, Similar
from readlater.model.values import dataclass
from readlater.tui import formatting
from readlater.tui.widgets.lines import Piece, wrap

_LABEL = 11
_INDENT = 3
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class About:
    """What is known about the article that is shown; ``similar`` is None while it is being looked for."""

    article: Article
    similar: Sequence[Similar] | None = None
    noted: Sequence[tuple[str, int | None]] = ()
    keywords: Sequence[Keyword] = ()

    @property
    def missing(self) -> list[str]:
        """The titles that the page named as similar and that are not in the library."""
        return [title for title, article_id in self.noted if article_id is None]


class Lines:
    """Lines, the number of the similar reading that each belongs to (-1: none), and where sections begin."""

    def __init__(self) -> None:
        self.lines: list[list[Piece]] = []
        self.items: list[int] = []
        self.sections: list[tuple[int, str]] = []

    def add(self, *pieces: Piece, item: int = -1) -> None:
        """Adds a line."""
        self.lines.append(list(pieces))
        self.items.append(item)

    def section_at(self, line: int) -> str:
        """The title of the section that the line is in."""
        return next((title for start, title in reversed(self.sections) if start <= line), "")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the lines are written: columns, ASCII only, the reader's time zone and pace."""

    width: int
    ascii: bool = False
    zone: tzinfo | None = None
    speed: int = formatting.DEFAULT_SPEED

    @property
    def ellipsis(self) -> str:
        """What stands for what was cut."""
        return "..." if self.ascii else "…"


def similar_title(about: About) -> str:
    """``Similar Readings (5 items)``."""
    count = len(about.similar or ()) + len(about.missing)
    return f"Similar Readings ({formatting.plural(count, 'item')})"


def about_lines(about: About, manner: Manner) -> Lines:
    """All sections; the first one's title is left to the rule above the pane."""
    out = Lines()
    inner = replace(manner, width=max(8, manner.width - 2))
    out.sections.append((0, similar_title(about)))
    _similar(out, about, inner)
    _section(out, "Summary", manner)
    _summary(out, about.article, inner)
    _section(out, "Statistics", manner)
    _statistics(out, about.article, inner)
    _section(out, "Details", manner)
    _details(out, about, inner)
    return out


def _section(out: Lines, title: str, manner: Manner) -> None:
    out.add()
    out.sections.append((len(out.lines), title))
    dash = "-" if manner.ascii else "─"
    rest = max(0, manner.width - cell_len(title) - 3)
    out.add(Piece(dash, "rule"), Piece(f" {title} ", "strong"), Piece(dash * rest, "rule"))


def _similar(out: Lines, about: About, manner: Manner) -> None:
    if about.similar is None:
        out.add(Piece(f" Looking for them{manner.ellipsis}", "dim"))
        return
    width = manner.width - _INDENT + 1
    for number, similar in enumerate(about.similar):
        if number:
            out.add()
        digit = str(number + 1) if number < 9 else " "
        title = wrap(similar.row.title or similar.row.url, width, 2, manner.ellipsis)
        out.add(Piece(f" {digit} ", "key"), Piece(title[0]), item=number)
        for line in title[1:]:
            out.add(Piece(" " * _INDENT), Piece(line), item=number)
        where = similar.row.site or similar.row.category_id
        facts = [part for part in (where, formatting.day(similar.row.published)) if part]
        if similar.score > 0:
            bar = formatting.bar(similar.score, 5, ascii=manner.ascii)
            line = wrap(" · ".join(facts), width - 6, 1, manner.ellipsis)[0]
            out.add(Piece(" " * _INDENT), Piece(bar, "accent"), Piece(f" {line}", "dim"), item=number)
        elif facts:
            out.add(Piece(" " * _INDENT), Piece(wrap(" · ".join(facts), width, 1)[0], "dim"), item=number)
        for line in wrap(", ".join(similar.shared), width, 2, manner.ellipsis) if similar.shared else ():
            out.add(Piece(" " * _INDENT), Piece(line, "keyword"), item=number)
        if similar.noted:
            out.add(Piece(" " * _INDENT), Piece("named by the page", "dim"), item=number)
    if about.missing:
        if about.similar:
            out.add()
        for line in wrap("Named by the page, not in the library:", manner.width, 2):
            out.add(Piece(f" {line}", "dim"))
        for title_ in about.missing:
            bullet = "- " if manner.ascii else "· "
            for number, line in enumerate(wrap(title_, width, 2, manner.ellipsis)):
                out.add(Piece(f" {bullet}" if not number else " " * _INDENT, "dim"), Piece(line, "dim"))
    elif not about.similar:
        out.add(Piece(" None yet.", "dim"))


def _summary(out: Lines, article: Article, manner: Manner) -> None:
    if not article.summary:
        out.add(Piece(" None.", "dim"))
        return
    for line in wrap(article.summary, manner.width):
        out.add(Piece(f" {line}"))
    out.add(Piece(f" {formatting.SUMMARY_SOURCES[article.summary_source]}", "dim"))


def _pair(out: Lines, label: str, value: str, manner: Manner, role: str = "") -> None:
    if not value:
        return
    for number, line in enumerate(wrap(value, manner.width - _LABEL, _MOST_LINES, manner.ellipsis)):
        name = label if not number else ""
        out.add(Piece(f" {name:<{_LABEL}}", "dim"), Piece(line, role))


def _statistics(out: Lines, article: Article, manner: Manner) -> None:
    _pair(out, "Words", formatting.number(article.word_count), manner)
    _pair(out, "Minutes", formatting.minutes(article.minutes, manner.speed), manner)
    _pair(out, "Read count", formatting.number(article.read_count), manner)
    _pair(out, "Last read", formatting.moment(article.last_read, manner.zone), manner)
    _pair(out, "State", formatting.state_words(article), manner)


def _details(out: Lines, about: About, manner: Manner) -> None:
    article = about.article
    _pair(out, "ID", article.uuid, manner)
    _pair(out, "Category", article.category_id, manner)
    _pair(out, "Tags", ", ".join(article.tags), manner)
    _pair(out, "Author", article.byline, manner)
    _pair(out, "Site", article.site, manner)
    _pair(out, "URL", article.url, manner, "link")
    _pair(out, "Date", formatting.published(article), manner)
    _pair(out, "Created", formatting.moment(article.created, manner.zone), manner)
    _pair(out, "Updated", formatting.moment(article.updated, manner.zone), manner)
    _pair(out, "Last read", formatting.moment(article.last_read, manner.zone), manner)
    _pair(out, "Language", article.language, manner)
    _pair(out, "Keywords", ", ".join(keyword.text for keyword in about.keywords), manner, "keyword")
    _pair(out, "Note", article.note, manner)
