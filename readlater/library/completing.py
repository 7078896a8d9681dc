"""Completion of a query from what is in the library: tags, categories, sites, authors, languages, words, articles."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from readlater.language import completing
from readlater.language.completing import Place, completion
from readlater.language.fields import Kind
from readlater.language.stemming import fold
from readlater.library import categories, matching, tags
from readlater.library.facts import folded
from readlater.model import HIGHLIGHT_COLOURS, Completion

LIMIT = 12
"""How many completions are offered at most; all fields, states and orders are."""

_SAMPLE = 2000  # of the newest articles: who wrote them, in what language
_LEAST = 2  # letters of a word that is completed
_WORDS = 6
_ARTICLES = 8
_LAST = "\U0010ffff"


def completions(connection: sqlite3.Connection, text: str, cursor: int) -> list[Completion]:
    """Ways to go on with a query at the cursor, the likeliest first.

    Of values the most used come first; those that begin with what is typed come before those that hold it.
    """
    at = completing.place(text, cursor)
    if at is None:
        return []
    found = completing.known(at)
    if at.field is None:
        return found + _words(connection, at, _WORDS)
    if at.field.kind is Kind.ID:
        return _articles(connection, at)
    match at.field.name:
        case "tag":
            found = _best(at, tags.counted(connection))
        case "category":
            found = _best(at, [(one.id, one.count, one.name) for one in categories.counted(connection)])
        case "site":
            found = _best(at, _sites(connection))
        case "author":
            found = _authors(connection, at)
        case "colour":
            found = _best(at, _colours(connection))
        case "lang":
            found = _languages(connection, at)
        case "title" | "text" | "note":
            found = _words(connection, at, LIMIT)
    return found + completing.last(at)


def _best(at: Place, values: Iterable[tuple[str, int] | tuple[str, int, str]]) -> list[Completion]:
    """Of names with their counts and perhaps another name those that fit best."""
    wanted = folded(at.text)
    fitting: list[tuple[bool, int, str, str]] = []
    for name, count, *others in values:
        called = others[0] if others and others[0] != name else ""
        place = folded(name).find(wanted) if wanted else 0
        if name and (place >= 0 or folded(called).startswith(wanted)):
            fitting.append((place != 0, -count, name, called))
    return [completion(at, name, called, -count) for _, count, name, called in sorted(fitting)[:LIMIT]]


def _sites(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    # Without capitals, as the index has them: so nothing needs to be sorted.
    return connection.execute(
        "SELECT site, count(*) FROM article WHERE deleted IS NULL GROUP BY site COLLATE NOCASE"
    ).fetchall()


def _colours(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """The colours of highlights, each with how many articles have one of it."""
    rows = connection.execute("SELECT colour, count(DISTINCT article_id) FROM highlight GROUP BY colour").fetchall()
    counted = {colour or HIGHLIGHT_COLOURS[0]: count for colour, count in rows}
    return [(colour, counted.get(colour, 0)) for colour in (*HIGHLIGHT_COLOURS, *(counted.keys() - HIGHLIGHT_COLOURS))]


def _authors(connection: sqlite3.Connection, at: Place) -> list[Completion]:
    """Authors of the newest articles, and from three letters on of all whose byline has the words."""
    wanted = folded(at.text)
    params: list[object] = []
    chosen = "deleted IS NULL"
    complete = len(wanted.split(" ")[-1]) > _LEAST
    terms = matching.terms(connection, at.text, prefix=True, complete=complete) if len(wanted) > _LEAST else []
    if terms:
        chosen += " AND id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)"
        params = [f"{{byline}} : {matching.expression(terms)}", _SAMPLE]
    rows = connection.execute(
        f"SELECT byline FROM article WHERE {chosen} ORDER BY created DESC, id DESC LIMIT ?", (*params, _SAMPLE)
    ).fetchall()
    wrote = Counter(byline for (byline,) in rows if byline)
    if terms:
        found = _best(at, wrote.items()) or [completion(at, byline) for byline, _ in wrote.most_common(LIMIT)]
    else:
        found = _best(at, wrote.items())
    exact = bool(terms) and len(rows) < _SAMPLE
    return found if exact else [replace(one, count=None) for one in found]


def _languages(connection: sqlite3.Connection, at: Place) -> list[Completion]:
    """The languages of the newest articles."""
    rows = connection.execute(
        "SELECT language FROM article WHERE deleted IS NULL ORDER BY created DESC, id DESC LIMIT ?", (_SAMPLE,)
    )
    wanted = at.text.lower()
    named = [(code, completing.language_name(code)) for code, _ in Counter(one for (one,) in rows if one).most_common()]
    fitting = [(code, name) for code, name in named if code.startswith(wanted) or name.lower().startswith(wanted)]
    return [completion(at, code, name) for code, name in fitting[:LIMIT]]


def _words(connection: sqlite3.Connection, at: Place, limit: int) -> list[Completion]:
    """The most frequent words that begin so; of a phrase, its last one."""
    before, _, begun = at.text.rpartition(" ")
    beginning = fold(begun)
    if len(beginning) < _LEAST:
        return []
    rows = connection.execute(
        "SELECT surface, sum(df) FROM vocab WHERE surface >= ? AND surface < ? GROUP BY surface"
        " ORDER BY sum(df) DESC, surface LIMIT ?",
        (beginning, beginning + _LAST, limit),
    ).fetchall()
    # How often a word stands in titles alone, or how often in the trash, nobody counts.
    return [
        completion(at, f"{before} {word}".lstrip(), "", count if at.field is None else None) for word, count in rows
    ]


def _articles(connection: sqlite3.Connection, at: Place) -> list[Completion]:
    """Articles by the beginning of their ID or by words of their title, the newest first."""
    typed = at.text.strip().lower()
    condition = ""
    params: list[object] = []
    if typed and all(character in "0123456789abcdef-" for character in typed):
        condition, params = "AND uuid >= ? AND uuid < ?", [typed, typed + "g"]
    elif terms := matching.terms(connection, typed, prefix=True):
        condition = "AND id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?)"
        params = [f"{{title}} : {matching.expression(terms)}", _ARTICLES]
    rows = connection.execute(
        f"SELECT uuid, title, url FROM article WHERE deleted IS NULL {condition}"
        " ORDER BY created DESC, id DESC LIMIT ?",
        (*params, _ARTICLES),
    ).fetchall()
    return [Completion(_short(connection, uuid), at.start, at.end, title or url or "") for uuid, title, url in rows]


def _short(connection: sqlite3.Connection, uuid: str) -> str:
    """The beginning of a UUID that no other article has, 8 digits at least."""
    for length in (8, 13, 18):
        few = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM article WHERE uuid >= ? AND uuid < ? LIMIT 2)",
            (uuid[:length], uuid[:length] + "g"),
        ).fetchone()[0]
        if few == 1:
            return uuid[:length]
    return uuid
