"""What to search for when no article has all the words of a query: the articles that have most of them.

A question in plain words is such a query. Its words are joined by OR, and BM25 tells which articles are nearest; the
commonest of them, which tell next to nothing and cost most, are left out in a large library.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from readlater.language.terms import bigrams, runs
from readlater.library import matching
from readlater.model import And, Node, Or, Phrase, Query, Word

FEWEST = 3
"""Words that a query has at least; of one or two, an article with only one of them is not what is looked for. Two
characters of a script without spaces count as a word."""

HITS = 20_000
"""In how many articles, added up, the words that are searched for may stand."""


def query(connection: sqlite3.Connection, wanted: Query) -> Query | None:
    """The query for articles with some of the words of ``wanted`` and all else that it asks for; None if it is short.

    Words that no article has are left out; so are, in a large library, the commonest.
    """
    parts = wanted.root.parts if isinstance(wanted.root, And) else (wanted.root,)
    pieces = dict.fromkeys(piece for part in parts if isinstance(part, Word | Phrase) for piece in _pieces(part))
    if sum(0.5 if spaceless else 1.0 for _, spaceless in pieces) < FEWEST:
        return None
    counted = sorted((_frequency(connection, piece.text), place) for place, (piece, _) in enumerate(pieces))
    nodes = [piece for piece, _ in pieces]
    chosen: list[Node] = []
    room = HITS
    for count, place in counted:
        if count and (count <= room or not chosen):
            chosen.append(nodes[place])
            room -= count
    if not chosen:
        return None
    rest = [part for part in parts if not isinstance(part, Word | Phrase)]
    return Query(And((Or(tuple(chosen)), *rest)), wanted.sort)


def _pieces(part: Word | Phrase) -> Iterator[tuple[Word | Phrase, bool]]:
    """The words and bigrams of a word, and whether they are of a script without spaces; a phrase stays whole."""
    if isinstance(part, Phrase):
        yield part, False
        return
    for run in runs(part.text):
        if not run.spaceless:
            yield Word(run.surface), False
        elif len(run.surface) > 1:  # one character alone is a beginning, which tells too little
            for pair in bigrams(run.surface):
                yield Word(pair), True


def _frequency(connection: sqlite3.Connection, text: str) -> int:
    return min(
        (matching.frequency(connection, term) for term in matching.terms(connection, text, guess=True)), default=0
    )
