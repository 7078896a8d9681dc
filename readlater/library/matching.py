"""Words and phrases of a query as expressions of FTS5, by way of the vocabulary.

What is typed is looked up in ``vocab``, which knows the stems under which each word is indexed, whatever its language:
so a query needs no stemmer and finds inflected forms, and a beginning of a word is completed to the most frequent ones.
Every term stands in double quotes, so nothing that is typed can be an operator.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from readlater.language.scripts import SPACELESS_RUN
from readlater.language.terms import Run, bigrams, query_stems, runs
from readlater.library import postings
from readlater.library.postings import TERMS_PER_CHUNK
from readlater.library.vectors import uint32s

COMPLETIONS = 30
"""How many completions of a beginning are searched while typing: enough for the first page to be nearly always that of
all."""

_COMPLETIONS_OF_A_LETTER = 12  # the most frequent words with it fill any page many times over
_EARLIEST = 64  # bigrams with a character that are compared: of these the most frequent are nearly always among them

_ALTERNATIVES = 16  # of one phrase, whose words may each have several stems
_ODD_STEMS = 100  # stems that don't begin as their words do, for one beginning
_SHORTEST, _ENDING = 4, 3  # letters that a stem of an unknown word has at least, and that its ending has at most
_SHORT_ENDING = 2  # letters of a beginning at the end of a phrase that stand for too many words
_LAST = "\U0010ffff"
_NASAL_END = re.compile("(?<=.)[ङञणनम]्?$")
"""A letter of Hindi that is written, and folded, as a point on the one before it once the next letter is there."""


@dataclass(frozen=True, slots=True)
class Term:
    """One run of a word or phrase: the stems that it may be indexed under, in phrases of bigrams, or its beginning."""

    alternatives: tuple[str, ...]
    """Each is one token, or several that stand next to each other, separated by spaces."""
    beginning: str = ""
    """Any token that begins so will do, too; empty: none."""
    cut: bool = False
    """Not all that the word may stand for is asked for: there are more completions, or its end was left out."""


def terms(
    connection: sqlite3.Connection, text: str, *, prefix: bool = False, guess: bool = False, complete: bool = False
) -> list[Term]:
    """The terms of a word or phrase; empty if it holds no letter or digit.

    Args:
        connection: to the library.
        text: as it was typed.
        prefix: the last run may be the beginning of a longer word.
        guess: words that are not in the vocabulary are stemmed (as English), for their other forms may be there.
        complete: a beginning stands for all words that begin so, however long that takes; else for the most frequent,
            and one of a letter or two at the end of a phrase is left out, as long as something stands before it.
    """
    found = list(runs(text))
    if prefix and not complete and len(found) > 1 and _is_short(found[-1]):
        *before, last = terms(connection, text[: found[-1].start])
        return [*before, replace(last, cut=True)]
    # In a phrase only all completions are enough: which of them follows the words before it, nobody knows.
    every = complete or len(found) > 1
    return [
        _pieces(connection, run, every, run is found[-1])
        if run.spaceless
        else _term(connection, run, prefix and run is found[-1], guess, every)
        for run in found
    ]


def _is_short(run: Run) -> bool:
    return not run.spaceless and len(run.surface) <= _SHORT_ENDING


def _pieces(connection: sqlite3.Connection, run: Run, every: bool, last: bool) -> Term:
    """A run of a script without spaces: its bigrams side by side, or what begins with its only character."""
    surface = run.surface
    if len(surface) > 1 or not last:
        return Term((" ".join(bigrams(surface)),))
    if every:
        return Term((), surface)
    found = _bigrams_with(connection, surface)[:_COMPLETIONS_OF_A_LETTER]
    return Term((surface, *(bigram for _, bigram in found)), cut=True)


def _term(connection: sqlite3.Connection, run: Run, prefix: bool, guess: bool, every: bool) -> Term:
    surface = run.surface
    stems = [stem for (stem,) in connection.execute("SELECT stem FROM vocab WHERE surface = ?", (surface,))]
    beginning, cut = "", False
    if prefix and every and (stems or completions(connection, surface, 1) or _stems_with(connection, surface)):
        # The stem of nearly every word begins as the word does; the others are named one by one.
        beginning = surface
        stems += _odd_stems(connection, surface)
    elif prefix:
        limit = COMPLETIONS if len(surface) > 1 else _COMPLETIONS_OF_A_LETTER
        more = completions(connection, surface, limit + 1)
        cut = len(more) > limit
        stems += more[:limit]
    if prefix and (nasal := _NASAL_END.search(surface)):
        stems += completions(connection, surface[: nasal.start()] + "ं")
    if not stems and guess:
        stems = query_stems(surface)
    if not stems and prefix and not every:
        stems = _stems_with(connection, surface)
    if not beginning and not (stems and any(_is_known(connection, stem) for stem in stems)):
        stems = _within(connection, surface)
    return Term(tuple(dict.fromkeys(stems or ([] if beginning else [surface]))), beginning, cut)


def _bigrams_with(connection: sqlite3.Connection, character: str) -> list[tuple[int, str]]:
    """Bigrams that begin with a character, the most frequent first, with the number of articles that have them.

    Of all these those that came into the library first; the most frequent are nearly always among them.
    """
    found = connection.execute(
        "SELECT stem, id FROM term WHERE stem > ? AND stem < ? ORDER BY id LIMIT ?",
        (character, character + _LAST, _EARLIEST),
    ).fetchall()
    counts = postings.frequencies(connection, (number for _, number in found))
    return sorted(((counts.get(number, 0), stem) for stem, number in found), reverse=True)


def _odd_stems(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """The stems of words with this beginning that do not begin so themselves: ``studi`` of ``study``."""
    rows = connection.execute(
        "SELECT stem FROM vocab WHERE surface >= ?1 AND surface < ?2 AND (stem < ?1 OR stem >= ?2)"
        " GROUP BY stem ORDER BY sum(df) DESC, stem LIMIT ?3",
        (beginning, beginning + _LAST, _ODD_STEMS),
    )
    return [stem for (stem,) in rows]


def _stems_with(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """Stems with this beginning where no word has it: ``كتا`` where all that stands is ``الكتاب``, the book."""
    rows = connection.execute(
        "SELECT DISTINCT stem FROM vocab WHERE stem >= ? AND stem < ? LIMIT ?",
        (beginning, beginning + _LAST, COMPLETIONS),
    )
    return [stem for (stem,) in rows]


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
        "SELECT stem FROM vocab WHERE surface >= ? AND surface < ? ORDER BY df DESC, surface LIMIT ?",
        (beginning, beginning + _LAST, limit),
    )
    return [stem for (stem,) in rows]


def spread(connection: sqlite3.Connection, beginning: str) -> int:
    """In how many articles the words with a beginning stand, added up: what it costs to search for all of them."""
    if SPACELESS_RUN.match(beginning):
        return sum(count for count, _ in _bigrams_with(connection, beginning))
    found = connection.execute(
        "SELECT total(df) FROM vocab WHERE surface >= ? AND surface < ?", (beginning, beginning + _LAST)
    ).fetchone()
    return int(found[0])


def expression(found: Sequence[Term]) -> str:
    """The FTS5 expression for terms that stand next to each other; ``found`` is not empty."""
    *before, last = found
    # A product of a few stems for each word: enough of it to hold the usual ones, which come first.
    starts = list(islice(product(*(one.alternatives for one in before)), _ALTERNATIVES))
    if not before:
        ends = list(map(_quoted, last.alternatives))
        return _either([*ends, *([_quoted(last.beginning) + " *"] if last.beginning else [])])
    phrases = [
        _quoted(" ".join((*start, end))) for start, end in islice(product(starts, last.alternatives), _ALTERNATIVES)
    ]
    if last.beginning:
        phrases += [_quoted(" ".join((*start, last.beginning))) + " *" for start in starts]
    return _either(phrases)


def _either(expressions: Sequence[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\0", " ").replace('"', '""') + '"'


def frequency(connection: sqlite3.Connection, term: Term) -> int:
    """In about how many articles a term stands: at least as often as it does."""
    total = spread(connection, term.beginning) if term.beginning else 0
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
    end = -1
    for run in runs(phrase):
        glued = run.start == end  # two scripts side by side
        if parts:
            parts.append(r"[\W_]*" if glued else r"[\W_]+")
        word = re.escape(run.surface)
        # What stands before it is looked at last, so that the search for the phrase is one for a plain string.
        parts.append(word if run.spaceless else rf"{word}(?<!\w{word})(?!\w)" if not glued else rf"{word}(?!\w)")
        end = run.end
    return re.compile("".join(parts))
