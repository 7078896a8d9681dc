"""Two articles become one: nothing is lost, nothing counted twice, and all of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import NotFoundError, UsageError
from readlater.library import Library
from readlater.model import State, SummarySource
from tests.factories import draft

_BOATS = ("ketch", "cutter", "dinghy", "lugger", "yawl", "barge", "trawler", "punt", "sloop", "gig", "skiff", "tender")
_TOWNS = ("Arne", "Brede", "Colm", "Dunes", "Esker", "Fell", "Garth", "Holm", "Inver", "Jura", "Kyle", "Lorn")
LONG = "\n\n".join(
    f"Part {n} tells of {town} with its {boat}, which lay {n} nights at the {town} quay before any {boat} crew came."
    for n, (boat, town) in enumerate(zip(_BOATS, _TOWNS, strict=True))
)
CUT = LONG[:500]
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def two(library: Library) -> tuple[int, int]:
    """An article, and the same one cut short, which another site has."""
    return pair(library)


def pair(library: Library, **fields: Any) -> tuple[int, int]:
    keep = library.add(draft("Harbours", LONG, url="https://one.example.org/h", site="One")).id
    drop = library.add(draft("Of harbours", CUT, url="https://two.example.org/h", byline="Ann", **fields)).id
    assert [copy.row.id for copy in library.copies(keep)] == [drop]
    return keep, drop


def read(library: Library, number: int, reached: float = 0.95, days: int = 0) -> None:
    start = START + timedelta(days=days)
    sitting = library.begin_reading(number, now=start)
    sitting.progress(int(reached * len(library.text(number)) / 2), reached, True, start + timedelta(seconds=6))
    sitting.finish(start + timedelta(seconds=8))


def snapshot(library: Library, ids: tuple[int, ...]) -> list[Any]:
    """What a reader can see of articles, but for times of change and the names of readings and highlights."""
    seen: list[Any] = []
    for number in ids:
        article = library.article(number)
        fields = {name: getattr(article, name) for name in article.__slots__ if name != "updated"}
        readings = [
            (one.started, one.ended, one.progress_to, one.place, one.counted) for one in library.readings(number)
        ]
        marks = [(one.start, one.end, one.quote, one.note) for one in library.highlights(number)]
        copies = [(copy.row.id, copy.certain) for copy in library.copies(number)]
        seen.append((fields, library.text(number), readings, marks, copies, library.noted_similar(number)))
    return [*seen, library.statistics().readings, library.statistics().minutes_reading]


def test_readings_move_and_count_once(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    read(library, keep)
    read(library, drop, days=1)
    read(library, drop, reached=0.5, days=2)
    before = snapshot(library, two)
    assert library.unite(keep, drop) == "merged “Of harbours” into “Harbours”"
    row = library.row(keep)
    assert (row.read_count, row.state) == (2, State.READ)
    assert [one.started for one in library.readings(keep)] == [START + timedelta(days=n) for n in range(3)]
    assert library.readings(drop) == []
    assert library.row(drop).read_count == 0
    assert library.statistics().readings == 3
    assert library.row(keep).progress < 0.4  # half of the first third
    library.undo()
    assert snapshot(library, two) == before
    library.redo()
    assert library.row(keep).read_count == 2
    library.undo()
    assert snapshot(library, two) == before


def test_nothing_is_lost_when_the_trash_is_emptied(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    read(library, drop)
    library.tag([drop], "sea")
    library.add_highlight(drop, 0, 10, "mine")
    library.unite(keep, drop)
    library.purge_trash(0)
    with pytest.raises(NotFoundError):
        library.row(drop)
    assert library.row(keep).read_count == 1
    assert library.statistics().readings == 1
    assert library.article(keep).tags == ("sea",)
    assert [one.note for one in library.highlights(keep)] == ["mine"]
    with pytest.raises(NotFoundError, match="deleted for ever: highlighted “"):
        library.undo()
    assert library.row(keep).read_count == 1  # there is no other article to give it back to
    assert library.check() == []


def test_imported_counts_add_up(library: Library) -> None:
    keep, drop = pair(library, read_count=3, last_read=START)
    library.unite(keep, drop)
    assert (library.row(keep).read_count, library.row(keep).last_read) == (3, START)
    assert (library.row(drop).read_count, library.row(drop).last_read) == (0, None)
    library.undo()
    assert (library.row(keep).read_count, library.row(drop).read_count) == (0, 3)


def test_a_mark_can_still_be_taken_back(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.mark_read([drop])
    library.unite(keep, drop)
    assert library.row(keep).state is State.READ
    library.undo()
    assert library.row(drop).state is State.READ
    library.undo()
    assert library.row(drop).state is State.UNREAD
    assert library.statistics().readings == 0


def test_a_mark_done_again_goes_over_again(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.mark_read([drop])
    library.unite(keep, drop)
    for _ in range(2):
        library.undo()
    for _ in range(2):
        library.redo()
    assert library.article(keep).read_count == 1
    assert library.readings(drop) == []


def test_the_later_mark_of_unread_counts(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    read(library, keep)
    read(library, drop, days=1)
    library.mark_unread([drop])
    library.unite(keep, drop)
    assert library.row(keep).state is State.UNREAD
    assert library.row(keep).read_count == 2


def test_an_open_sitting_becomes_a_reading_of_what_stays(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    sitting = library.begin_reading(drop, now=START)
    sitting.progress(0, 0.95, True, START + timedelta(seconds=30))
    library.unite(keep, drop)
    sitting.finish(START + timedelta(seconds=40))
    assert library.row(keep).read_count == 1
    assert library.readings(drop) == []


def test_marks_tags_and_notes(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.archive([keep])
    library.favourite([drop])
    library.tag([keep], "sea", "both")
    library.tag([drop], "Both", "boats")
    library.edit([keep], note="First.")
    library.edit([drop], note="Second.")
    library.set_category([drop], "tech/ships")
    before = snapshot(library, two)
    library.unite(keep, drop)
    article = library.article(keep)
    assert (article.archived, article.favourite) == (False, True)
    assert article.tags == ("boats", "both", "sea")
    assert article.note == "First.\n\nSecond."
    assert article.category_id == "tech/ships"
    assert (article.title, article.byline, article.site) == ("Harbours", "Ann", "One")
    assert article.url == "https://one.example.org/h"
    assert library.row(drop).deleted is not None
    library.undo()
    assert snapshot(library, two) == before


def test_what_is_there_stays(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.set_category([keep], "sea")
    library.set_category([drop], "land")
    library.edit([keep], byline="Bob", title="By hand")
    library.edit([drop], title="By another hand", site="Two")
    library.unite(keep, drop)
    article = library.article(keep)
    assert (article.category_id, article.byline, article.title, article.site) == ("sea", "Bob", "By hand", "Two")


def test_what_was_written_by_hand_goes_over(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.edit([drop], title="A better title", summary="In my words.")
    library.unite(keep, drop)
    article = library.article(keep)
    assert (article.title, article.summary, article.summary_source) == (
        "A better title",
        "In my words.",
        SummarySource.READER,
    )


def test_the_address_goes_to_what_has_none(library: Library) -> None:
    keep = library.add(draft("Harbours", LONG)).id
    drop = library.add(draft("Of harbours", CUT, url="https://two.example.org/h")).id
    library.unite(keep, drop)
    assert (library.row(keep).url, library.row(drop).url) == ("https://two.example.org/h", "")
    library.undo()
    assert (library.row(keep).url, library.row(drop).url) == ("", "https://two.example.org/h")


def test_highlights_are_found_again(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    text = library.text(drop)
    both = text.index("Part 2")
    library.add_highlight(keep, both, both + 6)
    library.add_highlight(drop, both, both + 6)
    library.add_highlight(drop, 20, 40, "a thought")
    library.unite(keep, drop)
    assert [(one.quote, one.note) for one in library.highlights(keep)] == [(text[20:40], "a thought"), ("Part 2", "")]
    for one in library.highlights(keep):
        assert library.text(keep)[one.start : one.end] == one.quote
    library.undo()
    assert len(library.highlights(keep)) == 1
    assert len(library.highlights(drop)) == 2


def test_a_highlight_that_is_not_in_the_other_text_keeps_its_quote(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    at = library.text(keep).index("Part 11")
    library.add_highlight(keep, at, at + 7, "the end")
    library.unite(drop, keep)
    [one] = library.highlights(drop)
    assert (one.quote, one.note, one.end - one.start) == ("Part 11", "the end", 0)


def test_take_text(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two[1], two[0]
    library.add_highlight(keep, 5, 15)
    read(library, keep)
    before = snapshot(library, (keep, drop))
    library.unite(keep, drop, take_text=True)
    assert library.text(keep) == library.text(drop)
    assert library.row(keep).word_count == library.row(drop).word_count
    assert library.row(keep).title == "Of harbours"
    [one] = library.highlights(keep)
    assert library.text(keep)[one.start : one.end] == one.quote
    assert library.check() == []
    library.undo()
    assert snapshot(library, (keep, drop)) == before
    assert library.check() == []


def test_a_page_without_an_article_takes_the_text(library: Library) -> None:
    keep = library.add(draft("h.html", "", url="https://one.example.org/h", failed="nothing was found")).id
    drop = library.add(draft("Harbours", LONG)).id
    library.unite(keep, drop)
    article = library.article(keep)
    assert (article.title, article.failed) == ("Harbours", "")
    assert library.text(keep) == library.text(drop)


def test_three_copies(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    third = library.add(draft("Harbours too", f"{LONG}\n\nWrite to us.", url="https://three.example.org/h")).id
    read(library, third)
    library.unite(drop, third)
    library.unite(keep, drop)
    assert library.row(keep).read_count == 1
    added = library.add(draft("Harbours too", f"{LONG}\n\nWrite to us.", url="https://three.example.org/h"))
    assert added.id == keep
    assert library.text(keep) == LONG.replace("\n\n", "\n") or "Write to us" not in library.text(keep)
    assert library.row(third).deleted is not None


def test_three_copies_are_three_again(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    third = library.add(draft("Harbours too", f"{LONG}\n\nWrite to us.", url="https://three.example.org/h")).id
    read(library, third)
    before = snapshot(library, (keep, drop, third))
    library.unite(drop, third)
    library.unite(keep, drop)
    for _ in range(2):
        library.undo()
    assert snapshot(library, (keep, drop, third)) == before
    for _ in range(2):
        library.redo()
    assert [library.row(number).read_count for number in (keep, drop, third)] == [1, 0, 0]


def test_restored_by_hand_it_is_an_article_of_its_own(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    read(library, drop)
    library.unite(keep, drop)
    library.restore([drop])
    assert library.add(draft("Of harbours", CUT, url="https://two.example.org/h")).id == drop
    library.unite(keep, drop)
    assert library.row(keep).read_count == 1


def test_refusals(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    with pytest.raises(NotFoundError):
        library.unite(keep, 999)
    with pytest.raises(UsageError, match="itself"):
        library.unite(keep, keep)
    library.delete([drop])
    for one, other in (two, (drop, keep)):
        with pytest.raises(UsageError, match="“Of harbours” is in the trash"):
            library.unite(one, other)
    with pytest.raises(UsageError, match="itself"):
        library.not_copies(keep, keep)


def mark_the_end(library: Library, number: int) -> None:
    end = len(library.text(number))
    library.add_highlight(number, end - 20, end - 2)


Change = Callable[[Library, int], object]

CHANGES: dict[str, Change] = {
    "read": read,
    "half": lambda library, number: read(library, number, reached=0.5, days=number),
    "mark read": lambda library, number: library.mark_read([number]),
    "mark unread": lambda library, number: library.mark_unread([number]),
    "archive": lambda library, number: library.archive([number]),
    "favourite": lambda library, number: library.favourite([number]),
    "tag": lambda library, number: library.tag([number], "sea", f"tag {number}"),
    "category": lambda library, number: library.set_category([number], f"place/{number}"),
    "note": lambda library, number: library.edit([number], note=f"note {number}"),
    "title": lambda library, number: library.edit([number], title=f"title {number}"),
    "no address": lambda library, number: library.edit([number], url=""),
    "summary": lambda library, number: library.edit([number], summary=f"summary {number}"),
    "highlight": lambda library, number: library.add_highlight(number, 10, 30, f"mark {number}"),
    "far highlight": mark_the_end,
}  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    done=st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.booleans()), max_size=8),
    swap=st.booleans(),
    take=st.booleans(),
)
def test_uniting_and_undoing_leaves_all_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, bool]], swap: bool, take: bool
) -> None:
    with Library.open(tmp_path_factory.mktemp("u") / "l") as library:
        two = pair(library)
        for name, first in done:
            CHANGES[name](library, two[0] if first else two[1])
        keep, drop = two[::-1] if swap else two
        before = snapshot(library, two)
        library.unite(keep, drop, take_text=take)
        united = snapshot(library, two)
        assert sum(len(one[2]) for one in united[:2]) == sum(len(one[2]) for one in before[:2])
        assert united[2:] == before[2:]
        counts = [one[0]["read_count"] for one in before[:2]]
        assert library.row(keep).read_count == sum(counts)
        assert library.check() == []
        library.undo()
        assert snapshot(library, two) == before
        library.redo()
        again = snapshot(library, two)
        assert [one[0] | {"deleted": None} for one in again[:2]] == [one[0] | {"deleted": None} for one in united[:2]]
        library.undo()
        assert snapshot(library, two) == before
        assert library.check() == []


def test_it_survives_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        two = pair(library)
        read(library, two[1])
        before = snapshot(library, two)
        library.unite(*two)
    with Library.open(tmp_path / "l") as library:
        library.undo()
        assert snapshot(library, two) == before


def test_a_merge_is_final_once_what_was_given_up_is_gone(library: Library, two: tuple[int, int]) -> None:
    keep, drop = two
    library.tag([drop], "sea")
    library.unite(keep, drop)
    library.purge_trash(0, now=datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(NotFoundError, match="deleted for ever: tagged"):
        library.undo()
    assert library.article(keep).tags == ("sea",)
