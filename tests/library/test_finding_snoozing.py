"""What is put off: gone from the views until its time, then back by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from readlater.errors import UsageError
from readlater.language.query import parse
from readlater.library import Library
from readlater.model import Query, Sort
from readlater.tui.views import BY_NAME, VIEWS
from tests.factories import draft


@pytest.fixture
def three(library: Library) -> list[int]:
    return [library.add(draft(f"T{n}", f"Text {n}.")).id for n in range(3)]


def shown(library: Library, view: str, more: str = "") -> set[int]:
    return set(library.ids(BY_NAME[view].query(parse(more) if more else None)))


def at(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    """Makes it later for all that asks for the milliseconds of now."""
    ms = round(when.timestamp() * 1000)
    for module in ("flags", "rows", "tallying", "changing"):
        monkeypatch.setattr(f"readlater.library.{module}.now_ms", lambda: ms)


def test_it_is_gone_until_its_time(library: Library, three: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, rest = three
    now = datetime.now(UTC)
    assert library.back_next() is None
    label = library.snooze([one, two], now + timedelta(days=1))
    assert label.startswith("put 2 articles off until ")
    library.snooze([two], now + timedelta(hours=1))
    assert shown(library, "inbox") == shown(library, "unread") == {rest}
    assert shown(library, "all") == set(three)
    assert list(library.ids(parse("is:snoozed"), Sort.SNOOZED)) == [two, one]
    assert set(library.ids(parse("is:unread"))) == set(three)
    # Who asks for what is put off sees it in a view, too.
    assert shown(library, "inbox", "is:snoozed") == {one, two}
    assert shown(library, "inbox", "-is:snoozed") == {rest}
    assert shown(library, "inbox", "text OR snoozed:never") == set(three)
    assert shown(library, "inbox", "text") == {rest}
    counts = library.counts()
    assert (counts.unread, counts.snoozed, counts.total) == (1, 2, 3)
    for view in VIEWS:
        assert view.count(counts) == library.count(view.query()) == len(library.ids(view.query())), view.name
    back = library.back_next()
    assert back is not None
    assert abs(back - now - timedelta(hours=1)) < timedelta(seconds=1)
    later = now + timedelta(hours=2)
    at(monkeypatch, later)
    assert shown(library, "inbox") == {two, rest}
    assert library.counts().snoozed == 1
    assert library.came_back(now, later) == [two]
    assert library.came_back(later, later + timedelta(days=2)) == [one]
    assert library.back_next(later) == library.row(one).snoozed


def test_bringing_back_and_undo(library: Library, three: list[int]) -> None:
    until = datetime.now(UTC) + timedelta(days=1)
    library.snooze(three[:1], until)
    assert library.snooze(three, None) == "brought 3 articles back"
    assert library.row(three[0]).snoozed is None
    assert library.snooze(three, None) == "nothing to change"
    library.undo()
    assert shown(library, "inbox") == set(three[1:])
    library.undo()
    assert shown(library, "inbox") == set(three)
    library.redo()
    assert library.article(three[0]).snoozed == library.row(three[0]).snoozed is not None


def test_archive_and_snooze_exclude_each_other(library: Library, three: list[int]) -> None:
    one = three[0]
    library.archive([one])
    library.snooze([one], datetime.now(UTC) + timedelta(days=1))
    assert not library.row(one).archived
    library.archive(three)
    assert library.row(one).snoozed is None
    assert library.count(parse("is:snoozed")) == 0
    library.undo()
    assert library.row(one).snoozed is not None
    library.undo()
    assert library.row(one).archived
    assert library.row(one).snoozed is None


def test_a_time_that_is_over_is_refused(library: Library, three: list[int]) -> None:
    with pytest.raises(UsageError, match="over"):
        library.snooze(three, datetime.now(UTC) - timedelta(minutes=1))
    assert library.row(three[0]).snoozed is None


def test_the_trash_does_not_come_back(library: Library, three: list[int]) -> None:
    now = datetime.now(UTC)
    library.snooze(three[:2], now + timedelta(days=1))
    library.delete(three[:1])
    assert library.counts().snoozed == 1
    assert library.count(parse("is:snoozed")) == 1
    assert library.came_back(now, now + timedelta(days=2)) == [three[1]]
    assert library.count(Query()) == 2
