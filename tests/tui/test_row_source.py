"""Rows by position: fetched a page at a time, forgotten when unused, replaced when changed."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from readlater.model import ArticleRow, State
from readlater.tui.widgets.row_source import PAGE, PAGES_KEPT, RowSource

MOMENT = datetime(2026, 1, 14, 8, 51, tzinfo=UTC)


def article(number: int) -> ArticleRow:
    return ArticleRow(
        number, f"uuid-{number}", f"Title {number}", "", "Site", "https://example.org/", "nhk", "2022-01-14", MOMENT,
        None, 225, 1.0, 0, 0.0, State.UNREAD, False, False, None, "",
    )  # fmt: skip


class Rows:
    """Rows as a library gives them, with a note of what was asked for."""

    def __init__(self, gone: Sequence[int] = ()) -> None:
        self.asked: list[list[int]] = []
        self.gone = set(gone)

    def __call__(self, ids: Sequence[int]) -> list[ArticleRow]:
        self.asked.append(list(ids))
        return [article(number) for number in ids if number not in self.gone]


def source(count: int, rows: Rows) -> RowSource:
    return RowSource(array("q", range(1000, 1000 + count)), rows)


def test_rows_are_fetched_a_page_at_a_time_and_once() -> None:
    rows = Rows()
    many = source(100_000, rows)
    assert len(many) == 100_000
    for index in (0, 1, PAGE - 1, 0):
        row = many.row(index)
        assert row is not None
        assert row.id == 1000 + index
    assert rows.asked == [list(range(1000, 1000 + PAGE))]
    assert many.row(99_999) == article(100_999)
    assert len(rows.asked) == 2
    assert len(rows.asked[1]) == 100_000 % PAGE


def test_beyond_the_ends_there_is_no_row() -> None:
    rows = Rows()
    few = source(3, rows)
    assert few.row(-1) is None
    assert few.row(3) is None
    assert rows.asked == []


def test_a_gone_article_has_no_row_and_moves_no_other() -> None:
    few = source(5, Rows(gone=[1002]))
    assert few.row(2) is None
    assert few.row(3) == article(1003)


def test_the_pages_used_last_are_kept() -> None:
    rows = Rows()
    many = source(PAGE * (PAGES_KEPT + 2), rows)
    for page in range(PAGES_KEPT):
        many.row(page * PAGE)
    many.row(0)
    many.row(PAGES_KEPT * PAGE)  # one more than are kept: the second page is the one least recently used
    asked = len(rows.asked)
    many.row(0)
    assert len(rows.asked) == asked
    many.row(PAGE)
    assert len(rows.asked) == asked + 1


def test_a_changed_row_takes_the_place_of_the_old_one() -> None:
    rows = Rows()
    few = source(3, rows)
    changed = replace(article(1001), state=State.READ)
    assert not few.patch(changed), "nothing was fetched yet that could be replaced"
    few.row(0)
    assert few.patch(changed)
    assert few.row(1) == changed
    assert len(rows.asked) == 1


def test_what_is_forgotten_is_fetched_again() -> None:
    rows = Rows()
    many = source(3 * PAGE, rows)
    many.row(0)
    many.row(PAGE)
    many.forget([1000])
    many.row(0)
    many.row(PAGE)
    assert len(rows.asked) == 3
    many.forget()
    many.row(0)
    many.row(PAGE)
    assert len(rows.asked) == 5


def test_articles_are_found_near_and_far() -> None:
    many = source(1000, Rows())
    assert many.index_of(1500) == 500
    assert many.index_of(1500, near=499) == 500
    assert many.index_of(1000, near=900) == 0
    assert many.index_of(1) == -1
    assert source(0, Rows()).index_of(1, near=5) == -1
