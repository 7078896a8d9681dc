"""Lists: their orders, their plans, and the counts beside them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from readlater.errors import NotFoundError
from readlater.language.query import parse
from readlater.library import Library, NewArticle, rows
from readlater.library.connections import connect
from readlater.model import Category, Counts, Sort, State
from tests.factories import draft

START = datetime(2024, 1, 1, tzinfo=UTC)


INDEXED = [one for one in Sort if one not in (Sort.LEFT, Sort.MARKED, Sort.SNOOZED, Sort.RANDOM)]
"""The orders that have an index of their own."""


@pytest.fixture
def filled(library: Library) -> Library:
    """Forty articles that differ in everything a list can be sorted by, with equals among them."""
    library.add_all(
        [
            NewArticle(
                draft(
                    f"{'Aa' if n % 3 else 'b'} title {n % 5}",
                    "word " * (5 + n % 7) + f"end{n}",
                    site=f"Site {n % 4}" if n % 9 else "",
                    published=f"20{10 + n % 6}" if n % 5 else "",
                    created=START + timedelta(hours=n % 11),
                    read_count=n % 3,
                    last_read=START + timedelta(days=n % 4) if n % 3 else None,
                    category_id=("", "news", "news/asia", "tech")[n % 4],
                    tags=(("odd",) if n % 2 else ()) + ("all",),
                )
            )
            for n in range(40)
        ]
    )
    return library


KEYS = {
    Sort.NEWEST: lambda row: (-row.created.timestamp(), -row.id),
    Sort.OLDEST: lambda row: (row.created.timestamp(), row.id),
    Sort.TITLE: lambda row: (row.title.lower(), -row.id),
    Sort.SHORTEST: lambda row: (row.word_count, -row.id),
    Sort.LONGEST: lambda row: (-row.word_count, -row.id),
    Sort.MOST_READ: lambda row: (-row.read_count, -row.id),
    Sort.SITE: lambda row: (row.site.lower(), -row.id),
    Sort.LAST_READ: lambda row: (-(row.last_read.timestamp() if row.last_read else 0), -row.id),
    Sort.PUBLISHED: lambda row: (-int(row.published or 0), -row.id),
    Sort.RANK: lambda row: (-row.created.timestamp(), -row.id),
    Sort.LEFT: lambda row: (row.state is State.READ, row.minutes * (1 - row.progress), -row.id),
    Sort.SNOOZED: lambda row: (row.snoozed is None, row.snoozed or START, -row.created.timestamp(), -row.id),
    Sort.MARKED: lambda row: (-MARKED.index(row.id) if row.id in MARKED else 1, -row.created.timestamp(), -row.id),
}
MARKED = [9, 4, 30]
"""The articles with highlights, the last marked last."""


@pytest.mark.parametrize("sort", KEYS)
def test_every_order(filled: Library, sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    if sort is Sort.MARKED:
        for at, number in enumerate(MARKED):
            monkeypatch.setattr("readlater.library.changing.now_ms", lambda at=at: at)
            filled.add_highlight(number, 0, 4)
    if sort is Sort.SNOOZED:
        now = datetime.now(UTC)
        filled.snooze([7], now + timedelta(days=2))
        filled.snooze([3, 31], now + timedelta(days=1))
    everything = filled.rows(range(1, 41))
    assert list(filled.ids(sort=sort)) == [row.id for row in sorted(everything, key=KEYS[sort])]
    assert list(filled.ids(sort=sort, limit=7)) == list(filled.ids(sort=sort))[:7]


@pytest.mark.parametrize("sort", INDEXED)
@pytest.mark.parametrize("condition", ["", " AND archived = 0", " AND state = 'unread'", " AND category_id = 'news'"])
def test_a_list_needs_no_sorting(library: Library, sort: Sort, condition: str) -> None:
    if condition and sort not in (Sort.NEWEST, Sort.OLDEST, Sort.RANK):
        condition = ""
    connection = connect(library.folder / "library.db")
    plan = connection.execute(
        f"EXPLAIN QUERY PLAN SELECT id FROM article WHERE deleted IS NULL{condition} ORDER BY {rows.ORDERS[sort]}"
    ).fetchall()
    connection.close()
    text = " ".join(line[3] for line in plan)
    assert "COVERING INDEX" in text
    assert "TEMP B-TREE" not in text


def test_the_random_order_stays_until_it_is_shuffled(filled: Library) -> None:
    first = list(filled.ids(sort=Sort.RANDOM))
    assert sorted(first) == list(range(1, 41))
    assert first not in (sorted(first), sorted(first, reverse=True))
    filled.delete([first[0]])
    assert list(filled.ids(sort=Sort.RANDOM)) == first[1:]
    filled.undo()
    orders = {tuple(first)}
    for _ in range(3):
        filled.shuffle()
        orders.add(tuple(filled.ids(sort=Sort.RANDOM)))
    assert len(orders) == 4
    assert len({order[0] for order in orders}) > 1


def plan_of(library: Library, statement: str) -> str:
    connection = connect(library.folder / "library.db")
    try:
        return " ".join(line[3] for line in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "SELECT archived, state, count(*) FROM article WHERE deleted IS NULL GROUP BY archived, state",
            "article_shelf",
        ),
        ("SELECT id FROM article WHERE changed >= 5 ORDER BY changed DESC, id DESC", "article_changed"),
        (
            "SELECT id FROM article WHERE deleted IS NULL AND archived = 0 AND state = 'read' ORDER BY created",
            "article_shelf",
        ),
        ("SELECT id FROM article WHERE title_key = 5 AND deleted IS NULL", "article_title_key"),
        ("SELECT id FROM article WHERE content_hash = x'00'", "article_content"),
        ("SELECT 1 FROM article WHERE original = x'00'", "article_original"),
        ("SELECT * FROM reading WHERE article_id = 3 ORDER BY started", "reading_article"),
    ],
)
def test_what_is_looked_up_often_has_an_index(library: Library, statement: str, expected: str) -> None:
    plan = plan_of(library, statement)
    assert expected in plan
    assert "TEMP B-TREE" not in plan


def test_the_trash_is_left_out_unless_asked_for(filled: Library) -> None:
    filled.delete([3, 4])
    assert not {3, 4} & set(filled.ids())
    assert not {3, 4} & set(filled.ids(parse("title")))
    assert set(filled.ids(parse("is:trashed"))) == {3, 4}
    filled.restore([3])
    assert set(filled.ids(parse("is:trashed"))) == {4}


def test_archived_articles_are_listed_unless_left_out(filled: Library) -> None:
    filled.archive([5])
    assert 5 in filled.ids()
    assert 5 not in filled.ids(parse("-is:archived"))


def test_the_query_may_say_the_order(filled: Library) -> None:
    assert filled.ids(parse("sort:longest")) == filled.ids(sort=Sort.LONGEST)
    assert filled.ids(parse("sort:longest"), sort=Sort.TITLE) == filled.ids(sort=Sort.TITLE)


def test_rows_keep_the_order_asked_for_and_leave_out_what_is_gone(filled: Library) -> None:
    assert [row.id for row in filled.rows([7, 99, 2, 7])] == [7, 2, 7]
    assert filled.rows([]) == []
    assert len(filled.rows(list(range(1, 41)) * 40)) == 1600
    with pytest.raises(NotFoundError):
        filled.row(99)
    with pytest.raises(NotFoundError):
        filled.article(99)


def test_counts(filled: Library) -> None:
    filled.archive([1, 2])
    filled.favourite([2, 3])
    filled.delete([4])
    counts = filled.counts()
    assert counts == Counts(unread=12, reading=0, read=25, archived=2, favourite=2, trashed=1)
    assert counts.total == 39


def test_categories_roll_up(filled: Library) -> None:
    assert filled.categories() == [
        Category("news", "news", 20),
        Category("news/asia", "asia", 10),
        Category("tech", "tech", 10),
    ]
    filled.rename_category("news", "world/news", name="World news")
    assert filled.categories() == [
        Category("tech", "tech", 10),
        Category("world", "world", 20),
        Category("world/news", "World news", 20),
        Category("world/news/asia", "asia", 10),
    ]
    filled.undo()
    assert [category.id for category in filled.categories()] == ["news", "news/asia", "tech"]
    filled.redo()
    assert filled.categories()[2] == Category("world/news", "World news", 20)
    assert filled.check() == []


def test_tags_are_counted(filled: Library) -> None:
    assert filled.tags() == [("all", 40), ("odd", 20)]
    filled.tag([1], "ODD", "new")
    assert filled.tags() == [("all", 40), ("odd", 21), ("new", 1)]
    filled.untag([1], "New")
    assert ("new", 1) not in filled.tags()
    filled.delete([1])
    assert filled.tags() == [("all", 39), ("odd", 20)]


def test_what_changed_since(filled: Library) -> None:
    before = datetime.now(UTC)
    filled.mark_read([4])
    filled.tag([9], "x")
    assert filled.changed_since(before) == [9, 4]
    assert len(filled.changed_since(START)) == 40


def test_the_version_changes_when_another_writes(library: Library) -> None:
    first = library.version()
    library.set_setting("a", "1")
    assert library.version() == first
    with Library.open(library.folder) as other:
        other.set_setting("a", "2")
    assert library.version() != first
    assert library.setting("a") == "2"
    assert library.setting("b", "nothing") == "nothing"


def test_statistics(filled: Library) -> None:
    filled.mark_read([1])
    filled.delete([40])
    now = datetime.now(UTC)
    for back in (0, 1, 2, 4):
        began = now - timedelta(days=back, seconds=100)
        one = filled.begin_reading(2, now=began)
        one.progress(0, 0.5, True, began + timedelta(seconds=60))
        one.finish(began + timedelta(seconds=60))
    statistics = filled.statistics(now)
    assert statistics.counts == filled.counts()
    assert statistics.words == sum(row.word_count for row in filled.rows(filled.ids()))
    assert statistics.readings == 5
    assert statistics.minutes_reading == pytest.approx(4)
    assert statistics.categories[0] == ("news", 10)
    assert dict(statistics.sites)["Site 1"] == 9
    assert len(statistics.days) == 30
    assert statistics.days[-1][0] == now.astimezone().date()
    assert sum(count for _, count, _ in statistics.days) == 5
    assert statistics.streaks.current == 3
    assert filled.statistics(now + timedelta(days=1)).streaks.current == 3
    assert filled.statistics(now + timedelta(days=2)).streaks.current == 0


def test_statistics_of_an_empty_library(library: Library) -> None:
    statistics = library.statistics()
    assert (statistics.words, statistics.readings, statistics.streaks.current) == (0, 0, 0)


def test_the_file_can_be_read_with_any_sqlite(filled: Library) -> None:
    connection = sqlite3.connect(filled.folder / "library.db")
    assert connection.execute("SELECT count(*) FROM article WHERE state = 'read'").fetchone() == (26,)
    connection.close()


def test_articles_by_their_addresses(library: Library) -> None:
    kept = library.add(draft("Kept", "one text", url="https://example.org/kept")).id
    gone = library.add(draft("Gone", "another text", url="https://example.org/gone")).id
    library.delete([gone])
    urls = ["https://example.org/kept", "https://example.org/gone", "https://example.org/never"]
    assert library.ids_at(urls) == {"https://example.org/kept": kept}
    assert library.ids_at([]) == {}
