"""Words and phrases of a query as expressions of FTS5, by way of the vocabulary.

What is typed is looked up in ``vocab``, which knows the stems under which each word is indexed, whatever its language:
so a query needs no stemmer and finds inflected forms, and a beginning of a word is completed to the most frequent ones.
Every term stands in double quotes, so nothing that is typed can be an operator.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from readlater.language.terms import Run, bigrams, query_stems, runs
from readlater.library.postings import TERMS_PER_CHUNK
from readlater.library.vectors import uint32s

COMPLETIONS = 30
"""How many completions of a beginning are searched: enough for the first page to be nearly always that of all."""

_COMPLETIONS_OF_A_LETTER = 12  # the most frequent words with it fill any page many times over

_ALTERNATIVES = 16  # of one phrase, whose words may each have several stems
_SHORTEST, _ENDING = 4, 3  # letters that a stem of an unknown word has at least, and that its ending has at most
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Term:
    """One run of a word or phrase: the stems that it may be indexed under, in phrases of bigrams, or its beginning."""

    alternatives: tuple[str, ...]
    """Each is one token, or several that stand next to each other, separated by spaces."""
    prefix: bool = False
    """The alternative is the beginning of a token (a single character of a script without spaces)."""


def terms(connection: sqlite3.Connection, text: str, *, prefix: bool = False, guess: bool = False) -> list[Term]:
    """The terms of a word or phrase; empty if it holds no letter or digit.

    Args:
        connection: to the library.
        text: as it was typed.
        prefix: the last run may be the beginning of a longer word.
        guess: words that are not in the vocabulary are stemmed (as English), for their other forms may be there.
    """
    found = list(runs(text))
    return [_term(connection, run, prefix and run is found[-1], guess) for run in found]


def _term(connection: sqlite3.Connection, run: Run, prefix: bool, guess: bool) -> Term:
    surface = run.surface
    if run.spaceless:
        return Term((" ".join(bigrams(surface)),), prefix=len(surface) == 1)
    stems = [stem for (stem,) in connection.execute("SELECT stem FROM vocab WHERE surface = ?", (surface,))]
    if prefix:
        stems += completions(connection, surface, COMPLETIONS if len(surface) > 1 else _COMPLETIONS_OF_A_LETTER)
    if not stems and guess:
        stems = query_stems(surface)
    if not stems or not any(_is_known(connection, stem) for stem in stems):
        stems = _within(connection, surface)
    return Term(tuple(dict.fromkeys(stems or [surface])))


def _is_known(connection: sqlite3.Connection, stem: str) -> bool:
    return connection.execute("SELECT 1 FROM vocab WHERE stem = ? LIMIT 1", (stem,)).fetchone() is not None


def _within(connection: sqlite3.Connection, surface: str) -> list[str]:
    """The longest stem that an unknown word begins with and that lacks only an ending.

    So ``withdraws`` finds ``withdraw`` where no article has that form, and the hits don't vanish while it is typed.
    """
    for end in range(len(surface) - 1, max(_SHORTEST, len(surface) - _ENDING) - 1, -1):
        if _is_known(connection, surface[:end]):
            return [surface[:end]]
    return []


def completions(connection: sqlite3.Connection, beginning: str, limit: int = COMPLETIONS) -> list[str]:
    """The stems of the most frequent words with this beginning."""
    rows = connection.execute(
        "SELECT stem FROM vocab WHERE surface >= ? AND surface < ? ORDER BY df DESC LIMIT ?",
        (beginning, beginning + _LAST, limit),
    )
    return [stem for (stem,) in rows]


def expression(found: Sequence[Term]) -> str:
    """The FTS5 expression for terms that stand next to each other; ``found`` is not empty."""
    if len(found) == 1:
        return _either([_quoted(one) + " *" * found[0].prefix for one in found[0].alternatives])
    # A product of a few stems for each word: enough of it to hold the usual ones, which come first.
    phrases = islice(product(*(one.alternatives for one in found)), _ALTERNATIVES)
    return _either([_quoted(" ".join(phrase)) + " *" * found[-1].prefix for phrase in phrases])


def _either(expressions: Sequence[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\0", " ").replace('"', '""') + '"'


def frequency(connection: sqlite3.Connection, term: Term) -> int:
    """In about how many articles a term stands: at least as often as it does."""
    total = 0
    for alternative in term.alternatives:
        parts = alternative.split(" ")
        total += min(_stem_frequency(connection, part) for part in parts[:8])
    return total


def _stem_frequency(connection: sqlite3.Connection, stem: str) -> int:
    found = connection.execute("SELECT sum(df) FROM vocab WHERE stem = ?", (stem,)).fetchone()[0]
    if found:
        return int(found)
    row = connection.execute(
        "SELECT term.id, term_df.df FROM term JOIN term_df ON chunk = term.id / ? WHERE stem = ?",
        (TERMS_PER_CHUNK, stem),
    ).fetchone()
    return 0 if row is None else uint32s(row[1])[row[0] % TERMS_PER_CHUNK]


def surfaces(connection: sqlite3.Connection, term: Term) -> Iterator[str]:
    """The words of the vocabulary that are indexed under a term's stems."""
    for stem in term.alternatives:
        yield from (surface for (surface,) in connection.execute("SELECT surface FROM vocab WHERE stem = ?", (stem,)))


def literally(phrase: str) -> re.Pattern[str]:
    """What finds the phrase, word for word, in a text from `readlater.library.marking.fold_in_place`."""
    parts: list[str] = []
    end = 0
    for run in runs(phrase):
        if parts:
            parts.append(r"[\W_]*" if run.start == end else r"[\W_]+")
        word = re.escape(run.surface)
        parts.append(word if run.spaceless else rf"(?<!\w){word}(?!\w)" if run.start != end else word)
        end = run.end
    return re.compile("".join(parts))
