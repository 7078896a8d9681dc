"""The part of the `Library` that relates articles to each other: similar readings, what to read next, keywords."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from readlater.library import rows
from readlater.library.core import Core
from readlater.library.times import now_ms, to_ms

if TYPE_CHECKING:
    from readlater.library.similar import Neighbour
    from readlater.model import ArticleRow, Copy, Keyword, NextReading, Similar, Suggestion

_LOOKED = 20
"""Articles of which copies are looked for between two writes: some 50 ms."""


class Relating(Core):
    """What an article is about, and which others are about the same."""

    def similar(self, article_id: int, limit: int = 5) -> list[Similar]:
        """The similar readings of an article, the nearest first, each with what is shared.

        Articles that its page names as similar come too, marked as noted.
        """
        from readlater.library import noted, similar
        from readlater.model import Similar

        with self._database.read() as connection:
            found = similar.similar(connection, article_id, limit)
            named = [number for _, number in noted.resolved(connection, article_id) if number is not None]
            near = {neighbour.id for neighbour in found}
            others = rows.rows(connection, [number for number in named if number not in near])
            listed = _listed(connection, found, frozenset(named))
        return listed + [Similar(row, 0.0, (), True) for row in others]

    def similar_to(self, ids: Sequence[int], limit: int = 5) -> list[Similar]:
        """The similar readings of several articles together, the nearest first; these and their copies are left out.

        What is shared is shared with any of them.
        """
        from readlater.library import similar

        with self._database.read() as connection:
            return _listed(connection, similar.similar_to(connection, ids, limit))

    def similar_to_text(self, text: str, limit: int = 5, *, title: str = "", language: str = "") -> list[Similar]:
        """The articles nearest to a text that need not be in the library, such as a passage of one.

        ``language`` is its ISO 639-1 code, empty: it is told from the text. None are found for a text without words.
        """
        from readlater.language.analysis import analyse
        from readlater.library import similar
        from readlater.model import Block, BlockKind, Document, Draft

        document = Document((Block(BlockKind.PARAGRAPH, text),))
        analysis = analyse(
            Draft(document, "", "", title=title, language=language), summary=False, keyword_candidates=False
        )
        whole = f"{title}\n{text}" if title else text
        with self._database.read() as connection:
            found = similar.similar_to_text(connection, analysis.counts, whole, analysis.language, limit)
            return _listed(connection, found)

    def next_readings(
        self, limit: int = 10, among: Collection[int] | None = None, now: datetime | None = None
    ) -> list[NextReading]:
        """The unread articles nearest to what was lately finished, marked or favoured, the best guess first.

        Each with the article that it owes most to. Archived articles, those put off, and copies of what was read are
        left out. Empty while nothing was read, marked or favoured. Some 80 ms at 100,000 articles.

        Args:
            limit: how many at most.
            among: only some of these; None: of all.
            now: for tests; None: the present.
        """
        from readlater.library import onward
        from readlater.model import NextReading

        with self._database.read() as connection:
            found = onward.onward(connection, now_ms() if now is None else to_ms(now, self.zone), limit, among)
            numbers = {number for one in found for number in (one.id, one.lead.id)}
            known = {row.id: row for row in rows.rows(connection, list(numbers))}
        return [
            NextReading(known[one.id], known[one.lead.id], one.lead.kind, one.score, one.shared)
            for one in found
            if one.id in known and one.lead.id in known
        ]

    def why_similar(self, ids: Sequence[int], other: int) -> Similar | None:
        """How near an article is to several others together, and what is shared; None if that is next to nothing."""
        from readlater.library import similar

        with self._database.read() as connection:
            found = similar.compare(connection, ids, other)
            return None if found is None else next(iter(_listed(connection, [found])), None)

    def keywords(self, article_id: int, limit: int = 10) -> list[Keyword]:
        """The keywords of an article, the most telling first."""
        from readlater.library import keywords

        with self._database.read() as connection:
            return keywords.of(connection, article_id, limit)

    def keywords_of(self, ids: Sequence[int], limit: int = 20) -> list[Keyword]:
        """What sets several articles apart from the rest of the library, the most telling first."""
        from readlater.library import keywords

        with self._database.read() as connection:
            return keywords.of_selection(connection, ids, limit)

    def suggestions(self, article_id: int) -> list[Suggestion]:
        """The category and the tags that an article should probably have, by its similar readings; only confident ones.

        The category first, then the surest tag. Nothing that the article has, or that the reader took away from it.
        """
        from readlater.library import suggesting

        with self._database.read() as connection:
            return suggesting.suggestions(connection, article_id)

    def refused(self, article_id: int) -> set[tuple[str, str]]:
        """What the reader took away from an article: (``category`` or ``tag``, its name in small letters)."""
        from readlater.library import suggesting

        with self._database.read() as connection:
            return suggesting.refused(connection, article_id)

    def copies(self, article_id: int) -> list[Copy]:
        """The articles that may be the same as this one, the surest first, unless the reader has said what they are.

        Copies in the trash are left out.
        """
        from readlater.library import copies

        with self._database.read() as connection:
            return copies.of(connection, article_id)

    def all_copies(self) -> list[tuple[ArticleRow, list[Copy]]]:
        """All articles that have copies, in groups, the latest group first: the article to be kept, and its copies.

        To be kept is the longest one; of several as long, the oldest.
        """
        from readlater.library import copies

        with self._database.read() as connection:
            return copies.groups(connection)

    def look_for_copies(self, ids: Sequence[int], progress: Callable[[int], None] | None = None) -> int:
        """Looks for copies of these articles, and keeps what it finds; new articles have been looked at when added.

        Others may write meanwhile. It may be broken off at any time, by an exception out of ``progress``, too: what was
        found by then is kept.

        Args:
            ids: the articles.
            progress: told how many of them are done.

        Returns:
            How many of the articles have copies that the reader has not spoken about, in the trash or not.
        """
        from readlater.library import copies

        having = 0
        for start in range(0, len(ids), _LOOKED):
            part = ids[start : start + _LOOKED]
            with self._database.read() as connection:
                found = {number: copies.look(connection, number) for number in part}
                known = {number for number in part if copies.open_pairs(connection, number)}
            changed = [number for number in part if found[number] or number in known]
            if changed:
                with self._database.write(durable=False) as connection:
                    for number in changed:
                        copies.keep(connection, number, found[number])
                    having += sum(bool(copies.open_pairs(connection, number)) for number in changed)
            if progress is not None:
                progress(start + len(part))
        return having

    def noted_similar(self, article_id: int) -> list[tuple[str, int | None]]:
        """The titles that the article's page lists as similar, each with the article of that title, if there is one."""
        from readlater.library import noted

        with self._database.read() as connection:
            return noted.resolved(connection, article_id)


def _listed(
    connection: sqlite3.Connection, found: Sequence[Neighbour], noted: Collection[int] = frozenset()
) -> list[Similar]:
    """The rows of similar articles with what is known of their likeness."""
    from readlater.model import Similar

    near = {neighbour.id: neighbour for neighbour in found}
    return [
        Similar(row, near[row.id].score, near[row.id].shared, row.id in noted)
        for row in rows.rows(connection, list(near))
    ]
