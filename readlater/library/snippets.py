"""Passages that show why an article was found, with the words of the query marked.

The words are found in two steps: a regular expression over the folded text says quickly where to look, and the analyser
reads the passage that is shown, so that what is marked is what is indexed, in every script.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from readlater.errors import NotFoundError
from readlater.language.terms import runs
from readlater.library import matching
from readlater.library.marking import fold_in_place
from readlater.model import And, Field, Node, Or, Phrase, Query, Word

_MARKS = 200  # places of a text that are looked at
_CHUNK = 20_000  # characters that are folded at once
_TRIED = 20  # places whose passage is looked at if the best one doesn't hold the words after all
_ENOUGH = 40  # places after which no further chunk is read
_LONGEST_WORD = 24  # characters within which a passage is moved to the next space
_SPELLED_APART = re.compile(
    "[+#ßẞæÆœŒøØłŁđĐ'’ʼʻ\u00ad\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u0901\u093c\u094d\ufb00-\ufb06\uff66-\uff9f]"
)
"""Characters that are folded to none or to two, or with their neighbours: the quick search may miss words with them."""
_AROUND = 80  # characters beside a passage that are read with it: a word may begin or end there
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage on one line, where in it (start, end) the words of the query stand, and what it is from.

    ``source`` is ``text``, or where the words are only there ``note``, ``highlight`` (the note on one), ``title``,
    ``byline`` or ``keywords``.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    source: str = "text"


@dataclass(slots=True)
class _Words:
    """What is looked for, folded."""

    whole: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    pieces: set[str] = field(default_factory=set)
    """Of scripts without spaces: they may stand anywhere."""
    phrases: list[re.Pattern[str]] = field(default_factory=list)

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """What finds the words in a text from `fold_in_place`: first whole words only, then wherever they may stand.

        Where one script meets another, or vowels are signs, Python knows too little of where words end.
        """
        pieces = [_either(self.pieces)] if self.pieces else []
        parts = [f"(?:{_either(self.whole)})(?!\\w)"] if self.whole else []
        parts += [_either(self.beginnings)] if self.beginnings else []
        if parts:
            yield re.compile("|".join([rf"(?<!\w)(?:{'|'.join(parts)})", *pieces]))
        if parts or pieces:
            yield re.compile(_either(self.whole | self.beginnings | self.pieces))

    def marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text the words stand: exactly what the index holds them for."""
        for run in runs(text):
            if not run.spaceless:
                if run.surface in self.whole or any(map(run.surface.startswith, self.beginnings)):
                    yield run.start, run.end
            elif len(run.surface) != run.end - run.start:
                if any(piece in run.surface for piece in self.pieces):
                    yield run.start, run.end
            elif self.pieces:
                for place in re.finditer(_either(self.pieces), run.surface):
                    yield run.start + place.start(), run.start + place.end()


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def snippet(connection: sqlite3.Connection, article_id: int, query: Query, width: int = 160) -> Snippet:
    """Returns the passage of an article that holds most of the query's words, about ``width`` characters.

    The beginning of the text if neither that nor a note, highlight, title, byline or keyword holds any of them. An
    ellipsis stands where the text goes on.

    Raises:
        NotFoundError: there is no such article.
    """
    row = connection.execute(
        "SELECT text, note, title, byline FROM document JOIN article ON id = article_id WHERE article_id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise NotFoundError(f"There is no article number {article_id}.")
    text, note, title, byline = row
    wanted = list(_wanted(query.root))
    words = _words(connection, wanted, "text")
    if (found := _passage(text, words, width)) is not None:
        return found
    for source, column, other in (
        ("note", "note", note),
        *(("highlight", "note", marked) for marked in _marked(connection, article_id)),
        ("title", "title", title),
        ("byline", "author", byline),
        ("keywords", "", ", ".join(_keywords(connection, article_id))),
    ):
        words = _words(connection, wanted, column)
        if other and (found := _passage(other, words, width, source)) is not None:
            return found
    return _cut(text, 0, width, _Words(), "text")


def _marked(connection: sqlite3.Connection, article_id: int) -> list[str]:
    """What is written about an article's highlights, and the passages themselves: they may be gone from its text."""
    rows = connection.execute(
        'SELECT note, quote FROM highlight WHERE article_id = ? ORDER BY start, "end", id', (article_id,)
    ).fetchall()
    return [text for texts in zip(*rows, strict=True) for text in texts if text]


def _keywords(connection: sqlite3.Connection, article_id: int) -> list[str]:
    rows = connection.execute("SELECT text FROM keyword WHERE article_id = ? ORDER BY rank", (article_id,)).fetchall()
    return [text for (text,) in rows]


def _wanted(node: Node) -> Iterator[tuple[str, str, bool, bool]]:
    """What articles are found by: its field (empty: any), its text, whether it is a beginning, whether a phrase."""
    match node:
        case Word():
            yield "", node.text, node.prefix, False
        case Phrase():
            yield "", node.text, node.prefix, True
        case Field() if node.name in ("title", "author", "text", "note"):
            yield node.name, node.value, node.operator == "*", " " in node.value
        case And() | Or():
            for part in node.parts:
                yield from _wanted(part)
        case _:
            return


def _words(connection: sqlite3.Connection, wanted: Sequence[tuple[str, str, bool, bool]], column: str) -> _Words:
    """The words that may stand in a part of an article, in all forms that are indexed alike."""
    words = _Words()
    for only, text, prefix, phrase in wanted:
        if only and only != column:
            continue
        pieces = list(runs(text))
        if phrase and len(pieces) > 1:
            words.phrases.append(matching.literally(text))
        for run in pieces:
            if run.spaceless:
                words.pieces.add(run.surface)
                continue
            if prefix and run is pieces[-1]:
                words.beginnings.add(run.surface)
            words.whole.add(run.surface)
            for term in matching.terms(connection, run.surface, guess=True):
                words.whole.update(matching.surfaces(connection, term))
    return words


def _passage(text: str, words: _Words, width: int, source: str = "text") -> Snippet | None:
    """The passage with most of the words; None if it holds none."""
    for place in _places(text, words.phrases[:1]):
        shown = _cut(text, max(0, place.start() - width // 3), width, words, source)
        if shown.marks:
            return shown
    for pattern in words.patterns():
        found = list(_found(text, pattern))
        starts = [_best_start(found, width), *(max(0, start - width // 3) for start, _ in found[:_TRIED])]
        for start in dict.fromkeys(starts if found else ()):
            shown = _cut(text, start, width, words, source)
            if shown.marks:
                return shown
    if _SPELLED_APART.search(text):
        first = next(words.marks(text), None)
        if first is not None:
            return _cut(text, max(0, first[0] - width // 3), width, words, source)
    return None


def _places(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        if place := pattern.search(fold_in_place(text)):
            yield place


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the pattern is found, until there are enough places to choose the best passage from."""
    count = start = 0
    while start < len(text) and count < _ENOUGH:
        end = min(len(text), start + _CHUNK)
        while end < len(text) and end > start + _CHUNK - 200 and not text[end - 1].isspace():
            end -= 1
        for place in pattern.finditer(fold_in_place(text[start:end])):
            yield start + place.start(), start + place.end()
            count += 1
            if count == _MARKS:
                return
        start = end


def _best_start(found: Sequence[tuple[int, int]], width: int) -> int:
    """Where the passage with the most places begins: a third of the room is left before the first of them."""
    best, most = 0, 0
    for index, (start, _) in enumerate(found):
        count = sum(1 for _, end in found[index : index + 12] if end <= start + width * 2 // 3)
        if count > most:
            best, most = max(0, start - width // 3), count
    return best


def _cut(text: str, start: int, width: int, words: _Words, source: str) -> Snippet:
    """The passage that begins at about ``start``, with the words in it marked."""
    start = min(start, max(0, len(text) - width))
    if start > 0:
        start = _word_start(text, start)
    end = min(len(text), start + width)
    if end < len(text):
        end = _word_end(text, start, end)
    before = _ELLIPSIS if start > 0 else ""
    after = _ELLIPSIS if end < len(text) else ""
    # Character for character, so that the marks stay where they are.
    passage = "".join(" " if character.isspace() else character for character in text[start:end])
    around = max(0, start - _AROUND)
    shift = around - start
    marks = [
        (max(0, first + shift) + len(before), min(end - start, last + shift) + len(before))
        for first, last in words.marks(text[around : end + _AROUND])
        if last + shift > 0 and first + shift < end - start
    ]
    return Snippet(before + passage + after, tuple(marks), source)


def _word_start(text: str, position: int) -> int:
    """The next beginning of a word; ``position`` if there is none near, as in scripts without spaces."""
    for place in range(position, min(position + _LONGEST_WORD, len(text))):
        if text[place - 1].isspace():
            return place
    return position


def _word_end(text: str, start: int, position: int) -> int:
    for place in range(position, max(start, position - _LONGEST_WORD), -1):
        if text[place].isspace():
            return place
    return position
