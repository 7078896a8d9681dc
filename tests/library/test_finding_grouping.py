"""Lists in groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from readlater.language.query import parse
from readlater.library import Library, NewArticle
from readlater.library.times import to_ms
from readlater.model import Grouped, Grouping, Query, Sort
from tests.factories import draft

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 30, 12, tzinfo=ZONE)
"""The day after the clocks were set forward."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("groups") / "library"
    with Library.open(folder, zone=ZONE) as library:
        library.add_all(
            [
                NewArticle(
                    draft(
                        f"Title {(n * 7) % 30:02}",
                        f"Text number {n}.",
                        created=NOW - timedelta(hours=5 * n, minutes=30),
                        site=("Nature", "nature", "Écho", "")[n % 4],
                        category_id=("tech", "tech/storage", "", "Art")[n % 4],
                        published=("2026-03-30", "2026-03", "2025", "", "2026-03-29T23:00:00+01:00")[n % 5],
                        last_read=NOW - timedelta(days=n % 3) if n % 2 else None,
                        read_count=n % 2,
                    )
                )
                for n in range(30)
            ]
        )
        library.rename_category("tech", name="Technology")
        yield library


def groups(library: Library, found: Grouped) -> dict[str, list[int]]:
    """Each group with its articles; the shape that every list in groups has is tested on the way."""
    starts = [start for _, start in found.groups]
    assert starts == sorted(set(starts))
    assert starts[:1] == [0][: len(found.ids)]
    titles = [title for title, _ in found.groups]
    assert len(set(titles)) == len(titles)
    ends = [*starts[1:], len(found.ids)]
    return {title: list(found.ids[start:end]) for title, start, end in zip(titles, starts, ends, strict=True)}


@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("sort", [None, *Sort])
def test_groups_are_the_list_in_another_order(library: Library, by: Grouping, sort: Sort | None) -> None:
    for query in (None, Query(), parse("-is:archived is:unread"), parse("text -category:art")):
        found = groups(library, library.grouped(query, sort, by, now=NOW))
        listed = list(library.ids(query, sort))
        assert sorted(number for ids in found.values() for number in ids) == sorted(listed)
        for ids in found.values():
            assert ids == sorted(ids, key=listed.index)


def test_days_are_those_of_the_reader(library: Library) -> None:
    found = groups(library, library.grouped(None, None, Grouping.DAY, now=NOW))
    assert list(found)[:4] == ["Today", "Yesterday", "Sat 28 Mar 2026", "Fri 27 Mar 2026"]
    for title, ids in found.items():
        days = {row.created.astimezone(ZONE).date() for row in library.rows(ids)}
        assert len(days) == 1, title
    # 23 hours long, and its articles are those of its own hours.
    assert {row.created.astimezone(ZONE).day for row in library.rows(found["Yesterday"])} == {29}
    oldest = groups(library, library.grouped(None, Sort.OLDEST, Grouping.DAY, now=NOW))
    assert list(oldest) == list(found)[::-1]
    by_title = groups(library, library.grouped(None, Sort.TITLE, Grouping.DAY, now=NOW))
    assert list(by_title) == list(found)
    assert [sorted(ids) for ids in by_title.values()] == [sorted(ids) for ids in found.values()]


def test_days_of_reading_and_of_publication(library: Library) -> None:
    read = groups(library, library.grouped(None, Sort.LAST_READ, Grouping.DAY, now=NOW))
    assert list(read) == ["Today", "Yesterday", "Sat 28 Mar 2026", "Never read"]
    assert all(row.last_read is None for row in library.rows(read["Never read"]))
    published = groups(library, library.grouped(None, Sort.PUBLISHED, Grouping.DAY, now=NOW))
    assert list(published) == ["Today", "Yesterday", "March 2026", "2025", "No date"]


def test_days_of_marking_and_of_coming_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", zone=ZONE) as library:
        library.add_all([NewArticle(draft(f"Title {n}", f"Text number {n}.", created=NOW)) for n in range(6)])
        for number, days in ((2, 0), (4, 3)):
            with patch("readlater.library.changing.now_ms", lambda days=days: to_ms(NOW - timedelta(days=days))):
                library.add_highlight(number, 0, 4)
        marked = groups(library, library.grouped(None, Sort.MARKED, Grouping.DAY, now=NOW))
        assert {title: len(ids) for title, ids in marked.items()} == {"Today": 1, "Fri 27 Mar 2026": 1, "Not marked": 4}

        start = datetime.now(ZONE) + timedelta(days=2)
        library.snooze([1], start)
        library.snooze([5, 6], start - timedelta(days=1))
        put_off = groups(library, library.grouped(None, Sort.SNOOZED, Grouping.DAY, now=start - timedelta(days=2)))
        assert next(iter(put_off)) == "Tomorrow"
        assert list(put_off)[2:] == ["Not put off"]
        assert [len(ids) for ids in put_off.values()] == [2, 1, 3]


def test_names(library: Library) -> None:
    categories = groups(library, library.grouped(None, None, Grouping.CATEGORY, now=NOW))
    assert list(categories) == ["Art", "Technology", "Technology/storage", "No category"]
    sites = groups(library, library.grouped(None, None, Grouping.SITE, now=NOW))
    assert list(sites) == ["Écho", "Nature", "No site"]
    assert len(sites["Nature"]) == 16
    assert list(library.grouped(parse("-site:none"), Sort.TITLE, Grouping.SITE).groups) == [
        ("Écho", 0),
        ("Nature", 7),
    ]


def test_the_beginning_of_a_list_and_an_empty_one(library: Library) -> None:
    whole = library.grouped(None, None, Grouping.DAY, now=NOW)
    first = library.grouped(None, None, Grouping.DAY, now=NOW, limit=9)
    assert first.ids == whole.ids[:9]
    assert first.groups == tuple(group for group in whole.groups if group[1] < 9)
    for by in Grouping:
        assert library.grouped(parse("nothing"), None, by).groups == ()
    near = library.grouped(parse(f"similar:{library.row(3).uuid}"), Sort.RANK, Grouping.SITE, now=NOW)
    assert set(near.ids) == set(library.ids(parse(f"similar:{library.row(3).uuid}")))


def test_a_day_without_zone_is_the_systems(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.add(draft("T", "Text.", created=datetime.now(UTC)))
        assert library.grouped(None, None, Grouping.DAY).groups == (("Today", 0),)
