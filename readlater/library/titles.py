"""All titles in memory, to find any of them by a part of it at every key.

What is searched is text: the folded titles in blocks of UTF-8, a line for each, of which a search finds places as fast
as memory is read. Only the titles found so are compared one by one (`fitting`). Ways to fit are looked for from the
best to the worst, and no further once there is enough: nobody wants to see what fits badly behind what fits well.

A hundred thousand titles are eight megabytes, so this is read when somebody wants to jump, and let go afterwards. It
can be searched while it is read: the newest articles come first.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import accumulate
from typing import NamedTuple

from readlater.errors import InterruptedQueryError
from readlater.library import fitting
from readlater.library.connections import Database
from readlater.library.fitting import LEAST_SCATTERED, Fit, Typed, Way, slips_in
from readlater.library.times import now_ms
from readlater.model import State, TitleMatch

BLOCK = 2000
"""Titles of a block: no step of a search holds up another thread for longer than one of these takes, 0.2 ms."""

ENOUGH = 100
"""Titles that are found at most, unless more are asked for."""

_FEW = 10
"""Titles after which no worse way to fit is tried."""

_MOST = 500
"""Titles that are compared of those that fit in one way: the newest."""

_MOST_SCATTERED = 250
_MOST_OF_SLIPS = 150
_NEAR_WORDS = 4
"""Words of titles that may be meant by a typed one with slips in it."""

_FIRST = 2
"""Letters of a word that are first ones: a slip is seldom among them, and then hardly another one follows."""

_BYTES_OF_FIRST = 16
"""Bytes of these letters and two more at most, in whatever script."""

_LONGEST_INITIALS = 8
_MOST_KNOWN = 10_000
"""Titles that are remembered for the next key."""

_SAMPLE = 3
"""Blocks in which it is counted which word is rare."""

_LATELY = 30 * 24 * 3600 * 1000
"""Milliseconds since the last reading in which an article is likelier to be looked for."""

_UNREAD, _READ_LATELY = 1, 2
_FOR_UNREAD, _FOR_READ_LATELY, _FOR_NEW = 0.03, 0.03, 0.04
"""What is added to the quality of a fit, which is from 0 to 1: so little that it decides among equals."""

_ROWS = (
    f"SELECT id, created, CASE title WHEN '' THEN coalesce(url, '') ELSE title END,"
    f" (state = '{State.UNREAD}') * {_UNREAD} + (coalesce(last_read, 0) > ?) * {_READ_LATELY}"
    " FROM article WHERE deleted IS NULL AND (created, id) < (?, ?) ORDER BY created DESC, id DESC LIMIT ?"
)
_TITLES = "SELECT id, CASE title WHEN '' THEN coalesce(url, '') ELSE title END FROM article WHERE id IN ({})"
_END_OF_TIME = 2**62


class _Block(NamedTuple):
    """Some titles: ``text`` has for each a line feed, a space and its words; they begin at ``starts``."""

    first: int
    text: bytes
    starts: array[int]
    ids: array[int]
    flags: bytes

    def line(self, number: int) -> bytes:
        """A title between line feeds, with a space before each of its words."""
        return self.text[self.starts[number] : self.starts[number + 1] + 1]


class _Known(NamedTuple):
    """All titles in which something was found when there were so many blocks: what says more is in some of these."""

    text: str
    blocks: int
    lines: Sequence[tuple[_Block, int]]


class _Memory(NamedTuple):
    """What earlier keys found: white space before a text → where it stands, name of a pattern → where it matches."""

    places: dict[str, _Known]
    matches: dict[str, _Known]


def always() -> bool:
    """Goes on."""
    return True


class Titles:
    """The titles of a library outside the trash, once `read` has read them; see `Library.titles`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._blocks: list[_Block] = []
        self._words = b""
        self._memory = _Memory({}, {})
        self.complete = False
        """Whether all of them are here."""

    def __len__(self) -> int:
        """How many are here."""
        blocks = self._blocks
        return blocks[-1].first + len(blocks[-1].ids) if blocks else 0

    def read(self, going_on: Callable[[], bool] = always) -> None:
        """Reads the titles, the newest first: in a thread, 0.4 s for 100,000. Ends early if nobody waits any more.

        Raises:
            LibraryError: they can't be read.
        """
        created, number, since = _END_OF_TIME, 0, now_ms() - _LATELY
        while going_on():
            with self._database.read() as connection:  # a connection is held for no longer than a block takes
                rows = connection.execute(_ROWS, (since, created, number, BLOCK)).fetchall()
            if rows:
                number, created = rows[-1][:2]
                self._add(rows)
            if len(rows) < BLOCK:
                self.complete = True
                return

    def _add(self, rows: Sequence[tuple[int, int, str, int]]) -> None:
        lines = [f"\n {line}".encode() for line in fitting.fold_titles([row[2] for row in rows])]
        self._blocks.append(
            _Block(
                len(self),
                b"".join([*lines, b"\n"]),
                array("I", accumulate(map(len, lines), initial=0)),
                array("q", (row[0] for row in rows)),
                bytes(row[3] for row in rows),
            )
        )

    # --- finding

    def find(self, text: str, limit: int = ENOUGH, going_on: Callable[[], bool] = always) -> list[TitleMatch]:
        """The titles that fit what was typed, the best first; of equals the new, unread and lately read ones.

        Args:
            text: what was typed; nothing finds nothing.
            limit: how many at most.
            going_on: asked every 0.2 ms whether somebody still waits.

        Raises:
            InterruptedQueryError: nobody does.
            LibraryError: the library can't be read.
        """
        typed = Typed(text)
        if not typed.words:
            return []
        search = _Search(tuple(self._blocks), self._memory, typed, going_on)
        for look in (search.beginnings, search.words, search.initials, search.within):
            look()
            if len(search.found) >= _FEW:
                break
        if not search.found or (len(typed.words) == 1 and len(search.found) < _FEW):
            search.scattered()
        if not any(fit.way > Way.SCATTERED for _, fit in search.found.values()) and any(map(slips_in, typed.words)):
            search.with_slips(self._vocabulary(going_on))
        best = nlargest(limit, search.found.items(), key=lambda item: (item[1][0], -item[0]))
        return self._matches([(search.id_of(number), score, fit) for number, (score, fit) in best])

    def _matches(self, found: Sequence[tuple[int, float, Fit]]) -> list[TitleMatch]:
        ids = [number for number, _, _ in found]
        with self._database.read() as connection:
            titles = dict(connection.execute(_TITLES.format(",".join("?" * len(ids))), ids).fetchall())
        matches: list[TitleMatch] = []
        for number, score, fit in found:
            if (title := titles.get(number)) is not None:
                folded, places = fitting.aligned(title)
                fits = all(end <= len(folded) for _, end in fit.spans)  # the title may be another one by now
                matches.append(TitleMatch(number, title, fitting.marks(places, fit.spans) if fits else (), score))
        return matches

    def _vocabulary(self, going_on: Callable[[], bool]) -> bytes:
        """The different words of all titles, each between line feeds: half a megabyte for 70,000."""
        if self._words:
            return self._words
        complete, words = self.complete, set[bytes]()
        for block in tuple(self._blocks):
            if not going_on():
                raise InterruptedQueryError("The search was given up.")
            words.update(block.text.split())
        made = b"\n".join([b"", *words, b""])
        if complete:
            self._words = made
        return made


class _Search:
    """Looks for the titles that fit in each of the ways.

    ``found`` is title (the newest is 0) → score and fit.
    """

    def __init__(self, blocks: Sequence[_Block], memory: _Memory, typed: Typed, going_on: Callable[[], bool]) -> None:
        self._blocks = blocks
        self._known, self._matched = memory
        self._typed = typed
        self._going_on = going_on
        self._total = max(1, sum(len(block.ids) for block in blocks))
        self.found: dict[int, tuple[float, Fit]] = {}

    def id_of(self, number: int) -> int:
        """The article of a title."""
        block = self._blocks[number // BLOCK]
        return block.ids[number - block.first]

    # --- the ways

    def beginnings(self) -> None:
        """Titles that begin so; the one that is so, however old it is."""
        if self._take(self._places(f"\n {self._typed.phrase}")) >= _MOST:
            self._take(self._places(f"\n {self._typed.phrase}\n"))

    def words(self) -> None:
        """Titles with words that begin so."""
        typed = self._typed
        if typed.spaceless:
            self._take(self._places(typed.phrase))
            return
        wanted = [f" {word}" for word in typed.words]
        if len(wanted) == 1:
            self._take(self._places(wanted[0]))
            return
        self._take_with_all(wanted, min(wanted, key=self._frequency))

    def initials(self) -> None:
        """Titles with words one after the other that begin with the letters."""
        letters = self._typed.letters
        if len(self._typed.words) == 1 and 2 <= len(letters) <= _LONGEST_INITIALS:
            self._take(self._matching("initials", letters, fitting.initials_pattern(letters)))

    def within(self) -> None:
        """Titles in which the words stand."""
        words = self._typed.words
        if len(self._typed.letters) < 2:
            return
        self._take(self._places(self._typed.phrase))
        if len(words) > 1 and len(self._typed.letters) >= LEAST_SCATTERED:
            self._take_with_all(words, max(words, key=len))

    def scattered(self) -> None:
        """Titles with the letters in order, beginning at the start of a word."""
        if len(self._typed.letters) >= LEAST_SCATTERED:
            pattern = fitting.scattered_pattern(self._typed.words)
            lines = self._matching("scattered", self._typed.phrase, pattern)
            self._take(lines, _MOST_SCATTERED, self._typed.fit_letters)

    def with_slips(self, vocabulary: bytes) -> None:
        """Titles with words that are nearly those that were typed, given all `Titles._vocabulary`."""
        typed = self._typed
        # A word that no title has must be wrong; if there is none such, the longest one says most.
        anchor = min(typed.words, key=lambda word: (f"\n{word}".encode() in vocabulary, -len(word)))
        if not slips_in(anchor):
            anchor = max(typed.words, key=len)
        for word in _near_words(typed, anchor, vocabulary):
            self._take(self._places(f" {word}"), _MOST_OF_SLIPS)

    # --- looking

    def _frequency(self, text: str) -> int:
        """How often a text stands in the newest titles."""
        wanted = text.encode()
        return sum(block.text.count(wanted) for block in self._blocks[:_SAMPLE])

    def _take_with_all(self, texts: Sequence[str], rarest: str) -> None:
        """Compares the titles in which all of these texts stand; they are looked for by one of them."""
        wanted = [text.encode() for text in texts]
        self._take(
            (block, number)
            for block, number in self._places(rarest)
            if all(text in block.line(number) for text in wanted)
        )

    def _take(
        self,
        lines: Iterable[tuple[_Block, int]],
        most: int = _MOST,
        compare: Callable[[str], Fit | None] | None = None,
    ) -> int:
        """Compares these titles with what was typed (by ``compare``, if not in every way); how many there were."""
        compare, count = compare or self._typed.fit, 0
        for block, line in lines:
            number = block.first + line
            known = self.found.get(number)
            if known is None or known[1].way is Way.SCATTERED:
                fit = compare(block.line(line)[2:-1].decode())
                if fit is not None:
                    self.found[number] = (self._score(fit, number, block.flags[line]), fit)
            count += 1
            if count >= most:
                break
        return count

    def _score(self, fit: Fit, number: int, flags: int) -> float:
        bonus = _FOR_NEW * (1 - number / self._total)
        bonus += _FOR_UNREAD * bool(flags & _UNREAD) + _FOR_READ_LATELY * bool(flags & _READ_LATELY)
        return fit.way + 0.9 * fit.quality + bonus

    def _places(self, text: str) -> Iterator[tuple[_Block, int]]:
        """The titles in which a text stands (line feed and space before the first word), the newest first."""
        wanted = text.encode()
        for known in self._known.values():
            if known.text in text and known.blocks == len(self._blocks):
                yield from ((block, line) for block, line in known.lines if wanted in block.line(line))
                return
        lines: list[tuple[_Block, int]] = []
        for block in self._blocks:
            if not self._going_on():
                raise InterruptedQueryError("The search was given up.")
            at = block.text.find(wanted)
            while at >= 0:
                line = bisect_right(block.starts, at) - 1
                lines.append((block, line))
                yield block, line
                at = block.text.find(wanted, block.starts[line + 1])
        # Whoever takes all of them types on, and what is typed then stands in some of these.
        self._known[text[: len(text) - len(text.lstrip())]] = _Known(text, len(self._blocks), lines)

    def _matching(self, name: str, text: str, pattern: str) -> Sequence[tuple[_Block, int]]:
        """The titles in which a pattern is found that was made of a text: of a longer one, it is found in fewer."""
        compiled = re.compile(pattern.encode())
        known = self._matched.get(name)
        if known is not None and text.startswith(known.text) and known.blocks == len(self._blocks):
            lines = [(block, line) for block, line in known.lines if compiled.search(block.line(line))]
        else:
            lines = []
            for block in self._blocks:
                if not self._going_on():
                    raise InterruptedQueryError("The search was given up.")
                found = {bisect_right(block.starts, one.start()) - 1: None for one in compiled.finditer(block.text)}
                lines += [(block, line) for line in found]
        if len(lines) <= _MOST_KNOWN:
            self._matched[name] = _Known(text, len(self._blocks), lines)
        return lines


def _near_words(typed: Typed, word: str, vocabulary: bytes) -> list[str]:
    """The words of titles whose beginnings differ least from a typed one, the nearest first; itself if it is one.

    A slip may be among the first letters if all that follows is right, or after them.
    """
    others = {word} if f"\n{word}".encode() in vocabulary else set[str]()
    patterns = [rf"\n({re.escape(word[:_FIRST])}[^\n]*)"]
    ends = word[_FIRST + 1 :]
    if len(ends) > 1:
        longest = _FIRST + 2 if word.isascii() else _BYTES_OF_FIRST
        patterns.append(rf"\n([^\n]{{{_FIRST},{longest}}}{re.escape(ends)}[^\n]*)")
    for pattern in patterns:
        others.update(other.decode() for other in re.findall(pattern.encode(), vocabulary))
    near = [
        (slips, abs(len(other) - len(word)), other)
        for other in others
        if (slips := typed.slips(word, other)) <= slips_in(word)
    ]
    return [other for _, _, other in sorted(near)[:_NEAR_WORDS]]
