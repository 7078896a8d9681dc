"""The lines of the sidebar about other articles and about what is said in this one; see `sidebar_lines`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from readlater.model import ArticleRow, Copy, State, Suggestion
from readlater.tui import formatting
from readlater.tui.plain import clean
from readlater.tui.widgets.lines import Piece, fit, plain, wrap
from readlater.tui.widgets.sidebar_parts import (
    About,
    Accept,
    FilterBy,
    Lines,
    Manner,
    OpenArticle,
    Perform,
    Range,
    ShowPassage,
)
from readlater.tui.wrap import wrap as wrap_cells

_INDENT = 3
_BAR = 5
_LABEL = 11


def copies(out: Lines, about: About, manner: Manner) -> None:
    """The articles that may be the same as this one; a line opens each."""
    for number, copy in enumerate(about.copies):
        if number:
            out.add()
        item = out.item(OpenArticle(copy.row.id))
        for line in wrap(f"{_copy_words(copy)} “{copy.row.title or copy.row.url}”", manner.width, 3, manner.ellipsis):
            out.add(Piece(f" {line}"), item=item)
        facts = f"{copy.row.created:%Y-%m-%d} · {round(copy.containment * 100)} % the same"
        out.add(Piece(" "), Piece(fit(facts, manner.width, manner.ellipsis), "dim"), item=item)
    commands = (("article.merge", "merge"), ("article.not-copy", "not a copy"))
    pieces = [
        Piece(f"{manner.keys.get(command, '')} {title}".strip(), "key", str(out.item(Perform(command))))
        for command, title in commands
    ]
    out.flow(pieces, manner.width)


def _copy_words(copy: Copy) -> str:
    return "Already saved:" if copy.certain else "Looks like a copy of"


def state(row: ArticleRow) -> str:
    """An article's state in a word: ``unread``, ``43 % read``, ``read``."""
    return f"{round(row.progress * 100)} % read" if row.state is State.READING else row.state.value


def reading_words(row: ArticleRow, speed: int) -> str:
    """An article's state and how long it takes: ``unread · 4 min``, ``43 % · 2 min left``, ``read · 4 min``."""
    if not row.minutes:
        return state(row)
    if row.state is State.READING:
        return f"{round(row.progress * 100)} % · {formatting.minutes(row.minutes * (1 - row.progress), speed)} left"
    return f"{row.state.value} · {formatting.minutes(row.minutes, speed)}"


def similar(out: Lines, about: About, manner: Manner) -> None:
    """The similar readings: how similar each is, its state and length, and the keywords that are shared."""
    if about.similar is None:
        out.add(Piece(f" Looking for them{manner.ellipsis}", "dim"))
        return
    width = manner.width - _INDENT + 1
    for number, one in enumerate(about.similar):
        if number:
            out.add()
        item = out.similar(OpenArticle(one.row.id))
        digit = str(number + 1) if number < 9 else " "
        title = wrap(one.row.title or one.row.url, width, 2, manner.ellipsis)
        out.add(Piece(f" {digit} ", "key"), Piece(title[0], _title_role(one.row)), item=item)
        for line in title[1:]:
            out.add(Piece(" " * _INDENT), Piece(line, _title_role(one.row)), item=item)
        if one.score > 0:
            bar = formatting.bar(one.score, _BAR, ascii=manner.ascii)
            facts = _facts(one.row, width - _BAR - 1, manner)
            out.add(Piece(" " * _INDENT), Piece(bar, "accent"), Piece(f" {facts}", "dim"), item=item)
        else:
            out.add(Piece(" " * _INDENT), Piece(_facts(one.row, width, manner), "dim"), item=item)
        first = len(out.lines)
        out.flow([Piece(plain(word), "keyword") for word in one.shared], width, _INDENT, 2)
        out.whole[first:] = [item] * (len(out.lines) - first)
        if one.noted:
            out.add(Piece(" " * _INDENT), Piece("named by the page", "dim"), item=item)
    _missing(out, about, manner)


def _title_role(row: ArticleRow) -> str:
    return "dim" if row.state is State.READ else ""


def _facts(row: ArticleRow, width: int, manner: Manner) -> str:
    """``unread · 4 min · NHK · Jan 14, 2022``: first the date gives way, to its year, then wholly; the site is cut."""
    where = plain(row.site or row.category_id)
    dates = (formatting.day(row.published), row.published[:4], "")
    how = reading_words(row, manner.speed)
    texts = [" · ".join(part for part in (how, where, date) if part) for date in dates]
    return next((text for text in texts if cell_len(text) <= width), wrap(texts[-1], width, 1, manner.ellipsis)[0])


def _missing(out: Lines, about: About, manner: Manner) -> None:
    width = manner.width - _INDENT + 1
    if not about.missing:
        if not about.similar:
            out.add(Piece(" None yet.", "dim"))
        return
    if about.similar:
        out.add()
    for line in wrap("Named by the page, not in the library:", manner.width, 2, manner.ellipsis):
        out.add(Piece(f" {line}", "dim"))
    for title in about.missing:
        bullet = "- " if manner.ascii else "· "
        for number, line in enumerate(wrap(title, width, 2, manner.ellipsis)):
            out.add(Piece(f" {bullet}" if not number else " " * _INDENT, "dim"), Piece(line, "dim"))


def suggestions(out: Lines, suggested: Sequence[Suggestion], manner: Manner) -> None:
    """What the similar readings suggest, a line for each: ``C Category? tech · 92 %``; the key accepts the first."""
    if suggested:
        out.add()
    width = manner.width - _INDENT + 1
    for number, one in enumerate(suggested):
        key = manner.keys.get("article.accept", "")[:1] if not number else ""
        label = f"{one.kind.capitalize()}? "
        share = f" · {round(one.confidence * 100)} %" if one.support else " · by your rule"
        value = fit(one.value, max(4, width - len(label) - len(share)), manner.ellipsis)
        pieces = [Piece(f" {key or ' '} ", "key"), Piece(label, "dim"), Piece(value), Piece(share, "dim")]
        out.add(*pieces, item=out.item(Accept(one)))


def summary(out: Lines, about: About, manner: Manner) -> None:
    """The summary, of which each sentence that stands in the text leads there; below it where it comes from."""
    article = about.article
    if not article.summary:
        out.add(Piece(" None.", "dim"))
        return
    text = clean(article.summary)
    numbered = [(span, str(out.item(ShowPassage(*place)))) for span, place in sorted(about.places)]
    for start, end in wrap_cells(text, manner.width):
        out.add(Piece(" "), *_cut(text, start, end, numbered))
    out.add(Piece(f" {formatting.SUMMARY_SOURCES[article.summary_source]}", "dim"))


def _cut(text: str, start: int, end: int, numbered: Sequence[tuple[Range, str]]) -> list[Piece]:
    """A line of a text in pieces: those of its numbered ranges have the number as their target."""
    pieces = []
    at = start
    for (first, last), number in numbered:
        first, last = max(first, at), min(last, end)
        if first < last:
            pieces += [Piece(text[at:first]), Piece(text[first:last], "", number)]
            at = last
    return [piece for piece in (*pieces, Piece(text[at:end])) if piece.text]


def keywords(out: Lines, about: About, manner: Manner) -> None:
    """The keywords, by each of which the list can be filtered."""
    if not about.keywords:
        return
    out.add()
    out.add(Piece(f" {'Keywords':<{_LABEL}}", "dim"))
    pieces = [Piece(plain(word.text), "keyword", str(out.item(FilterBy(word.text)))) for word in about.keywords]
    out.flow(pieces, manner.width, first=_LABEL)
