"""What to read next: from what it follows, what is left out, and that it is not all about one subject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.model import NextReading
from tests.factories import draft

SUBJECTS = {
    "keeper": "The lighthouse keeper of {0} trims the wick and rings the bell when fog comes over the harbour of {0}.",
    "baker": "The baker of {0} feeds the sourdough at noon, and a loaf from the oven of {0} has a dark rye crust.",
    "kernel": "The kernel of {0} flushes dirty pages to the disk, and fsync waits in {0} for the journal to commit.",
}
PLACES = ("Arnholt", "Belmare", "Corvik", "Dunmore", "Estvale", "Farrow", "Glenmar", "Hestmoor")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Eight articles on each of three subjects, by turns; nothing is read."""
    with Library.open(tmp_path / "library", zone=UTC) as opened:
        for place in PLACES:
            for name, text in SUBJECTS.items():
                opened.add(draft(f"The {name} of {place}", " ".join([text.format(place)] * 3)))
        yield opened


def number_of(library: Library, title: str) -> int:
    (number,) = (row.id for row in library.rows(library.ids()) if row.title == title)
    return number


def subjects(found: list[NextReading]) -> list[str]:
    return [one.row.title.split()[1] for one in found]


def test_from_what_was_finished(library: Library) -> None:
    assert library.next_readings() == []
    read = number_of(library, "The keeper of Corvik")
    library.mark_read([read])
    found = library.next_readings(20)
    assert subjects(found[:7]) == ["keeper"] * 7
    assert len(found) <= 9, "what shares no more than the name of the place comes last"
    for one in found:
        assert (one.because.id, one.kind) == (read, "read")
        assert one.row.id != read
        assert 0 < one.score <= 1
        assert one.shared
        for word in one.shared:
            assert word in library.text(one.row.id)
            assert word in library.text(read)


def test_from_what_was_marked_and_what_is_liked(library: Library) -> None:
    baker, kernel = number_of(library, "The baker of Farrow"), number_of(library, "The kernel of Arnholt")
    library.add_highlight(baker, 4, 20)
    library.favourite([kernel])
    found = library.next_readings(6)
    assert {(one.because.id, one.kind) for one in found} == {(baker, "marked"), (kernel, "favourite")}
    assert set(subjects(found[:2])) == {"baker", "kernel"}, "not all of one subject"
    assert baker not in {one.row.id for one in found}


def test_what_counts_several_times_leads_first(library: Library) -> None:
    baker, keeper = number_of(library, "The baker of Farrow"), number_of(library, "The keeper of Farrow")
    library.mark_read([baker])
    library.mark_read([keeper])
    library.add_highlight(baker, 4, 20)
    assert library.next_readings(1)[0].because.id == baker
    assert subjects(library.next_readings(4)).count("keeper") >= 1


def test_what_is_left_out(library: Library) -> None:
    read = number_of(library, "The keeper of Corvik")
    library.mark_read([read])
    archived, deleted, half, later, copy = (one.row.id for one in library.next_readings(5))
    library.archive([archived])
    library.delete([deleted])
    library.mark_read([half])
    now = datetime.now(UTC)
    library.snooze([later], now + timedelta(days=2))
    again = library.add(draft("The keeper again", library.text(copy), url="https://mirror.example.org/again")).id
    library.look_for_copies([again])
    left = {one.row.id for one in library.next_readings(20)}
    assert not left & {archived, deleted, half, later, read}
    assert len(left & {copy, again}) == 1
    assert later in {one.row.id for one in library.next_readings(20, now=now + timedelta(days=3))}


def test_only_among_some(library: Library) -> None:
    library.mark_read([number_of(library, "The keeper of Corvik")])
    wanted = [number_of(library, "The keeper of Farrow"), number_of(library, "The baker of Farrow")]
    assert [one.row.id for one in library.next_readings(10, wanted)] == wanted[:1]
    assert library.next_readings(10, []) == []


def test_many_unread_articles_are_not_told_one_by_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.mark_read([number_of(library, "The keeper of Corvik")])
    before = [one.row.id for one in library.next_readings(10)]
    monkeypatch.setattr("readlater.library.onward.FEW", 3)
    assert sorted(one.row.id for one in library.next_readings(10)) == sorted(before)


def test_why_an_article_is_like_others(library: Library) -> None:
    one, two, other = (number_of(library, f"The keeper of {place}") for place in PLACES[:3])
    found = library.why_similar([one, two], other)
    assert found is not None
    assert found.row.id == other
    assert {"lighthouse", "fog"} & set(" ".join(found.shared).split())
    assert library.why_similar([one], number_of(library, "The baker of Farrow")) is None
