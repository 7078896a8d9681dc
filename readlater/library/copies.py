"""Copies: the same article saved twice, syndicated, or cut short at a paywall.

What has the same address or the very same text never becomes a second article (`readlater.library.identity`). The
others are found among the articles nearest by keywords: two are taken for copies if much of the shorter text stands in
the longer one, by `readlater.language.shingles`. Nothing is merged by itself; the pairs are kept in the table ``copy``
until the reader unites them or says that they are two articles.

Series are the trap: columns and notices that share a frame, and stories that go on. So a shingle that stands in several
further articles near by says nothing about a pair, and a text with whole passages of its own is no copy; unless the two
texts are as good as the same or have one title.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from readlater.language.shingles import Shingle, containment, own_passages, shingles
from readlater.library import noted, rows
from readlater.model import ArticleRow, Copy

CERTAIN = 0.75
"""Containment from which an article is called saved already…"""

LIKELY = 0.5
"""…and from which it looks like a copy. In between lie also stories that go on, with a new headline."""

LOOKED = 8
"""How many of the nearest articles are compared: several of them may be copies, or show what a series has in common."""

NEAR = 0.4
"""Cosine below which no text is read to be compared; of copies cut to their first 40 % it is at least .6."""

SAME = 0.97
"""Containment from which two texts are as good as the same: no series has so long a frame."""

SEVERAL = 2
"""A shingle that stands in so many further articles is part of a frame."""

LEAST = 16
"""Shingles of the shorter text below which nothing is said…"""

SHORT = 48
"""…and below which the title has to be the same: notices of a site are as long. It is some 50 words."""

WHOLE = 0.25
"""How much of the longer text the shorter one has, at least, for the one to be called saved already: a short text that
stands in a digest is no more than like it."""

NEWS = 0.2
"""How much of the shorter text may be passages of its own: more, and it is the next story, not an edited copy."""

_TITLE_LETTERS = 10  # of a title that may be a part of the other one, which has the name of a site in it

UNITED = -1
"""``copy.dismissed`` of two articles that became one; the one in the trash is the one that was given up. See
`readlater.library.schema.COPIES` for its other values."""

DUPLICATE = (
    "id IN (SELECT copy.article_id FROM copy CROSS JOIN article AS twin ON twin.id = copy.other_id"
    " WHERE copy.dismissed = 0 AND twin.deleted IS NULL"
    " UNION SELECT copy.other_id FROM copy CROSS JOIN article AS twin ON twin.id = copy.article_id"
    " WHERE copy.dismissed = 0 AND twin.deleted IS NULL)"
)
"""The condition that an article has a copy outside the trash."""


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as it is compared."""

    title: str
    text: str
    shingles: frozenset[Shingle]


def look(connection: sqlite3.Connection, article_id: int) -> dict[int, float]:
    """The copies of an article, in the trash or not, with the containment of each: at least `LIKELY`.

    Most articles have none, and no text is read for them. A page that is no article has none.
    """
    nearest = _nearest(connection, article_id, LOOKED)
    wanted = {other for other, cosine in nearest if cosine >= NEAR}
    wanted.update(other for other, _, _ in _pairs(connection, article_id))
    if not wanted:
        return {}
    texts = _texts(connection, [article_id, *sorted(wanted)])
    mine = texts.pop(article_id, None)
    if mine is None:
        return {}
    contained = {number: containment(mine.shingles, other.shingles) for number, other in texts.items()}
    likely = {number: raw for number, raw in contained.items() if raw >= LIKELY}
    if not likely:
        return {}
    further = _texts(connection, [other for other, _ in nearest if other not in wanted])
    texts |= further
    contained |= {number: containment(mine.shingles, other.shingles) for number, other in further.items()}
    found = {number: _weighed(mine, number, raw, texts, contained) for number, raw in likely.items()}
    return {number: share for number, share in found.items() if share >= LIKELY}


def _weighed(mine: _Text, number: int, raw: float, others: dict[int, _Text], contained: dict[int, float]) -> float:
    """The containment of a pair, without the frame of a series if the two might be parts of one."""
    other = others[number]
    least = min(len(mine.shingles), len(other.shingles))
    titled = same_title(mine.title, other.title)
    if least < LEAST or (least < SHORT and not titled and mine.title and other.title):
        return 0.0
    if raw >= SAME or titled:
        return raw
    shorter, longer = sorted((mine, other), key=lambda one: len(one.shingles))
    if raw < CERTAIN and own_passages(shorter.text, longer.shingles) > NEWS:
        return 0.0
    frame = _frame(
        third.shingles
        for one, third in others.items()
        if one != number
        and contained[one] < SAME
        and not same_title(third.title, mine.title)
        and not same_title(third.title, other.title)
        and containment(third.shingles, other.shingles) < SAME
    )
    if not frame:
        return raw
    first, second = mine.shingles - frame, other.shingles - frame
    return containment(first, second) if min(len(first), len(second)) >= LEAST else 0.0


def _frame(texts: Iterable[Set[Shingle]]) -> set[Shingle]:
    """The shingles that stand in several of the texts."""
    counts: Counter[Shingle] = Counter()
    for text in texts:
        counts.update(text)
    return {shingle for shingle, count in counts.items() if count >= SEVERAL}


def same_title(first: str, second: str) -> bool:
    """Whether two titles are the same but for marks, capitals and the name of a site; of none it can't be said."""
    one, other = sorted((noted.folded(first), noted.folded(second)), key=len)
    return bool(one) and (one == other or (len(one) >= _TITLE_LETTERS and one in other))


def _texts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, _Text]:
    """The articles with a text, as they are compared."""
    marks = ",".join("?" * len(ids))
    found = connection.execute(
        f"SELECT id, title, text FROM article JOIN document ON article_id = id WHERE id IN ({marks}) AND failed = ''",
        ids,
    ).fetchall()
    return {number: _Text(title, text, shingles(text)) for number, title, text in found}


def _nearest(connection: sqlite3.Connection, article_id: int, limit: int) -> list[tuple[int, float]]:
    from readlater.library import similar

    return similar.nearest(connection, article_id, limit, alike=True)


def keep(connection: sqlite3.Connection, article_id: int, found: Mapping[int, float]) -> None:
    """Makes these the pairs of an article, but for articles that are gone; what the reader said of a pair stays."""
    stale = [other for other, _, dismissed in _pairs(connection, article_id) if dismissed == 0 and other not in found]
    connection.executemany(
        "DELETE FROM copy WHERE article_id = ? AND other_id = ?", [_pair(article_id, other) for other in stale]
    )
    connection.executemany(
        "INSERT INTO copy (article_id, other_id, containment)"
        " SELECT later.id, earlier.id, ?3 FROM article AS later, article AS earlier"
        " WHERE later.id = ?1 AND earlier.id = ?2"
        " ON CONFLICT DO UPDATE SET containment = excluded.containment",
        [(*_pair(article_id, other), containment) for other, containment in found.items()],
    )


def renew(connection: sqlite3.Connection, ids: Iterable[int]) -> int:
    """Looks for the copies of articles whose text is new, within the caller's transaction; returns how many were found.

    The articles are in the index by now.
    """
    having = 0
    for number in ids:
        found = look(connection, number)
        keep(connection, number, found)
        having += len(found)
    return having


def open_pairs(connection: sqlite3.Connection, article_id: int) -> int:
    """In how many pairs an article is of which the reader has said nothing."""
    return sum(dismissed == 0 for _, _, dismissed in _pairs(connection, article_id))


def of(connection: sqlite3.Connection, article_id: int) -> list[Copy]:
    """The copies of an article of which the reader has said nothing, the surest first; none that is in the trash."""
    found = {other: share for other, share, dismissed in _pairs(connection, article_id) if dismissed == 0}
    if not found:
        return []
    mine, *others = rows.rows(connection, [article_id, *sorted(found, key=found.__getitem__, reverse=True)])
    return [_copy(mine, row, found[row.id]) for row in others if row.deleted is None]


def groups(connection: sqlite3.Connection) -> list[tuple[ArticleRow, list[Copy]]]:
    """All articles outside the trash that have copies, in groups; the group of the latest article comes first.

    Of each group the article that had better be kept, the longest or of several as long the oldest, and the others as
    its copies, the surest first. The containment of one that is no copy of it, but of one of its copies, is of that.
    """
    pairs = connection.execute(
        "SELECT article_id, other_id, containment FROM copy JOIN article AS later ON later.id = article_id"
        " JOIN article AS earlier ON earlier.id = other_id"
        " WHERE dismissed = 0 AND later.deleted IS NULL AND earlier.deleted IS NULL"
    ).fetchall()
    group: dict[int, set[int]] = {}
    shares: dict[int, dict[int, float]] = {}
    for first, second, share in pairs:
        shares.setdefault(first, {})[second] = shares.setdefault(second, {})[first] = share
        joined = group.get(first, {first}) | group.get(second, {second})
        group.update(dict.fromkeys(joined, joined))
    told = sorted({max(members): members for members in group.values()}.items(), reverse=True)
    return [_group(rows.rows(connection, sorted(members)), shares) for _, members in told]


def _group(members: Sequence[ArticleRow], shares: Mapping[int, Mapping[int, float]]) -> tuple[ArticleRow, list[Copy]]:
    longest = max(row.word_count for row in members)
    kept = next(row for row in members if row.word_count >= 0.9 * longest)
    others = [
        _copy(kept, row, shares[kept.id].get(row.id) or max(shares[row.id].values()))
        for row in members
        if row.id != kept.id
    ]
    return kept, sorted(others, key=lambda copy: (-copy.containment, copy.row.id))


def _copy(mine: ArticleRow, other: ArticleRow, share: float) -> Copy:
    shorter, longer = sorted((mine.word_count, other.word_count))
    return Copy(other, share, share >= CERTAIN and shorter >= WHOLE * longer)


def message(copies: Sequence[Copy]) -> str:
    """What the ledger says of a new article with these copies; empty if there are none."""
    if not copies:
        return ""
    best = copies[0]
    title = f"“{best.row.title}” ({best.row.uuid[:8]})" if best.row.title else best.row.uuid[:8]
    if best.certain:
        return f"already saved as {title}; 'readlater duplicates' shows both"
    return f"looks like a copy of {title}; 'readlater duplicates' shows both"


def united_with(connection: sqlite3.Connection, article_id: int) -> int | None:
    """The article that one in the trash was united with; None if it was not, or is not in the trash."""
    seen: set[int] = set()
    following = [article_id]
    while following:
        number = following.pop()
        seen.add(number)
        row = connection.execute("SELECT deleted FROM article WHERE id = ?", (number,)).fetchone()
        if row is not None and row[0] is None:
            return number if number != article_id else None
        following += [
            other for other, _, dismissed in _pairs(connection, number) if dismissed == UNITED and other not in seen
        ]
    return None


def _pair(first: int, second: int) -> tuple[int, int]:
    """The key of a pair: the article that was saved later comes first."""
    return max(first, second), min(first, second)


def _pairs(connection: sqlite3.Connection, article_id: int) -> list[tuple[int, float, int]]:
    """What is kept of an article's pairs: the other one, the containment, ``dismissed``."""
    return connection.execute(
        "SELECT other_id, containment, dismissed FROM copy WHERE article_id = ?1"
        " UNION ALL SELECT article_id, containment, dismissed FROM copy WHERE other_id = ?1",
        (article_id,),
    ).fetchall()
