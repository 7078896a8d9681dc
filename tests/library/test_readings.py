"""Readings, and everything that is derived from them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readlater.errors import NotFoundError, UsageError
from readlater.library import Library, sitting
from readlater.model import State
from tests.factories import draft

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "A word and another one, and so on until the end of it. " * 60  # 780 words: 3.3 minutes


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@pytest.fixture
def number(library: Library) -> int:
    return library.add(draft("T", TEXT)).id


def test_a_reading_to_the_end_counts(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    open_sitting.progress(0, 0.3, False, after(0))
    open_sitting.progress(500, 0.95, True, after(3))
    reading = open_sitting.finish(after(4))
    assert reading is not None
    assert reading.counted
    assert (reading.started, reading.ended) == (START, after(4))
    assert (reading.progress_from, reading.progress_to, reading.place) == (0.0, 0.95, 500)
    assert reading.place_quote == TEXT[500:548]
    row = library.row(number)
    assert (row.read_count, row.state, row.progress, row.last_read) == (1, State.READ, 0.95, after(4))
    assert library.readings(number) == [reading]
    article = library.article(number)
    assert (article.place, article.place_quote) == (500, TEXT[500:548])


def test_only_opening_counts_nothing(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    open_sitting.progress(0, 0.2, False, after(0))
    assert open_sitting.finish(after(4)) is None
    assert library.row(number).last_read is None
    open_sitting = library.begin_reading(number, now=START)
    open_sitting.progress(0, 0.2, False, after(0))
    reading = open_sitting.finish(after(6))
    assert reading is not None
    assert not reading.counted
    row = library.row(number)
    assert (row.read_count, row.state, row.last_read) == (0, State.READING, after(6))


def test_an_article_that_fits_the_window_counts_after_five_seconds(library: Library, number: int) -> None:
    for seconds, counted in ((2, None), (5, True)):
        open_sitting = library.begin_reading(number, now=START)
        open_sitting.progress(0, 1.0, False, after(0))
        reading = open_sitting.finish(after(seconds))
        assert (None if reading is None else reading.counted) is counted


def test_half_of_the_minutes_count(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    for second in range(0, 101, 20):
        open_sitting.touch(after(second))
    assert open_sitting.active_seconds == 100
    reading = open_sitting.finish(after(110))
    assert reading is not None
    assert reading.counted
    assert reading.active_seconds == 110


def test_idle_time_is_not_reading(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    open_sitting.touch(after(10))
    open_sitting.touch(after(10 + 121))
    reading = open_sitting.finish(after(140))
    assert reading is not None
    assert reading.active_seconds == 19
    assert not reading.counted


def test_reaching_the_end_twice_in_a_sitting_counts_once(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    for second in range(5):
        open_sitting.progress(0 if second % 2 else 900, 0.1 if second % 2 else 1.0, True, after(second))
    assert open_sitting.finish(after(60)) is not None
    assert open_sitting.finish(after(70)) is None
    assert library.row(number).read_count == 1


def test_who_goes_up_from_the_end_has_not_read_it_again_before_coming_down(library: Library, number: int) -> None:
    first = library.begin_reading(number, now=START)
    first.progress(900, 1.0, True, after(1))
    assert first.finish(after(2)) is not None
    again = library.begin_reading(number, now=after(10))
    again.progress(900, 1.0, False, after(10))  # it opens where it was left
    again.progress(0, 1.0, True, after(11))
    again.progress(300, 1.0, True, after(12))
    assert not again.counted
    again.progress(900, 1.0, True, after(20))
    assert again.counted
    assert again.finish(after(30)) is not None
    assert library.row(number).read_count == 2


def test_a_program_that_was_killed_and_not_waited_for_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        name = f"{sitting.readings.this_device()}:{child.pid}:{sitting._start_of(child.pid)}"
        assert not sitting.is_gone(name, 0)
        child.kill()
        status = Path(f"/proc/{child.pid}/stat")
        while status.exists() and ") Z " not in status.read_text():
            pass
        assert sitting.is_gone(name, 0)


@pytest.mark.parametrize(
    ("count", "seconds", "counted"), [("open", 6, True), ("open", 4, None), ("manual", 600, False)]
)
def test_what_counts_can_be_chosen(
    library: Library, number: int, count: str, seconds: float, counted: bool | None
) -> None:
    open_sitting = library.begin_reading(number, now=START, count=count)
    open_sitting.progress(0, 0.5, True, after(1))
    if count == "manual":
        open_sitting.progress(0, 1.0, True, after(2))
    reading = open_sitting.finish(after(seconds))
    assert (None if reading is None else reading.counted) is counted


def test_a_wrong_choice_is_refused(library: Library, number: int) -> None:
    with pytest.raises(UsageError, match="count_reading"):
        library.begin_reading(number, count="sometimes")
    with pytest.raises(NotFoundError):
        library.begin_reading(99)


def test_a_clock_that_goes_back_does_no_harm(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=after(100))
    open_sitting.progress(10, 0.95, True, after(50))
    reading = open_sitting.finish(after(0))
    assert reading is not None
    assert reading.ended >= reading.started
    assert reading.active_seconds >= 0


def test_marking_read_and_unread(library: Library, number: int) -> None:
    assert library.mark_read([number]) == "marked “T” read"
    row = library.row(number)
    assert (row.read_count, row.state) == (1, State.READ)
    library.mark_read([number])
    assert library.row(number).read_count == 1
    library.mark_unread([number])
    row = library.row(number)
    assert (row.read_count, row.state) == (1, State.UNREAD)
    library.mark_read([number])
    row = library.row(number)
    assert (row.read_count, row.state) == (2, State.READ)


def test_undoing_mark_read_voids_the_reading(library: Library, number: int) -> None:
    library.mark_read([number])
    assert library.undo() == "marked “T” read"
    row = library.row(number)
    assert (row.read_count, row.state, row.last_read) == (0, State.UNREAD, None)
    assert library.readings(number) == []
    library.redo()
    assert (library.row(number).read_count, library.row(number).state) == (1, State.READ)
    library.undo()
    assert library.row(number).read_count == 0


def test_undoing_mark_unread(library: Library, number: int) -> None:
    library.mark_read([number])
    library.mark_unread([number])
    library.undo()
    assert library.row(number).state is State.READ


def test_an_imported_read_count_is_a_base(library: Library) -> None:
    number = library.add(draft(read_count=4, last_read=datetime(2020, 1, 1, tzinfo=UTC))).id
    assert (library.row(number).read_count, library.row(number).state) == (4, State.READ)
    library.mark_unread([number])
    assert (library.row(number).read_count, library.row(number).state) == (4, State.UNREAD)
    library.mark_read([number])
    assert (library.row(number).read_count, library.row(number).state) == (5, State.READ)


def test_marking_read_within_a_sitting_is_its_one_count(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number)
    open_sitting.progress(900, 1.0, True)
    library.mark_read([number])
    reading = open_sitting.finish()
    assert reading is not None
    assert not reading.counted
    assert library.row(number).read_count == 1
    open_sitting = library.begin_reading(number)
    open_sitting.progress(900, 1.0, True)
    open_sitting.finish()
    assert library.row(number).read_count == 2


def test_marking_unread_at_the_end_of_a_sitting_stays(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number)
    open_sitting.progress(900, 1.0, True)
    open_sitting.finish()
    again = library.begin_reading(number)
    again.progress(900, 1.0, True)
    library.mark_unread([number])
    again.finish()
    assert library.row(number).state is State.UNREAD


def test_closing_the_library_ends_its_sittings(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        number = library.add(draft("T", TEXT)).id
        library.begin_reading(number).progress(900, 0.99, True)
    with Library.open(tmp_path / "l") as library:
        assert library.row(number).read_count == 1


def test_the_sitting_of_a_killed_program_becomes_a_reading(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        number = library.add(draft("T", TEXT)).id
        script = (
            "import os, sys\nfrom pathlib import Path\nfrom readlater.library import Library\n"
            "library = Library.open(Path(sys.argv[1]))\nsitting = library.begin_reading(int(sys.argv[2]))\n"
            "sitting.progress(700, 0.97, True)\nsitting.save()\nprint('saved', flush=True)\n"
            "os.kill(os.getpid(), 9)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "l"), str(number)],
            stdout=subprocess.PIPE,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        assert done.stdout == b"saved\n"
        assert library.readings(number) == []
    with Library.open(tmp_path / "l") as library:
        [reading] = library.readings(number)
        assert (reading.place, reading.progress_to, reading.counted) == (700, 0.97, True)
        assert library.row(number).state is State.READ
    with Library.open(tmp_path / "l") as library:
        assert len(library.readings(number)) == 1


def test_the_open_sitting_of_a_living_program_is_left_alone(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l") as library:
        number = library.add(draft("T", TEXT)).id
        open_sitting = library.begin_reading(number)
        open_sitting.progress(700, 0.97, True)
        open_sitting.save()
        with Library.open(tmp_path / "l") as other:
            assert other.readings(number) == []
        assert open_sitting.finish() is not None
        assert len(library.readings(number)) == 1


def test_who_is_gone() -> None:
    mine = sitting.this_process()
    device, pid, start = mine.rsplit(":", 2)
    assert not sitting.is_gone(mine, 10**12)
    assert sitting.is_gone(f"{device}:{pid}:{start}1", 0)
    assert sitting.is_gone(f"{device}:{2**22 + 1}:{start}", 0)
    assert not sitting.is_gone(f"another {device}:{pid}:{start}", 1000)
    assert sitting.is_gone(f"another {device}:{pid}:{start}", sitting.ABANDONED + 1)


def test_saving_writes_only_what_changed(library: Library, number: int) -> None:
    open_sitting = library.begin_reading(number, now=START)
    open_sitting.progress(10, 0.5, True, after(1))
    with Library.open(library.folder) as other:
        other.version()
        open_sitting.save(after(2))
        changed = other.version()
        open_sitting.save(after(3))
        assert other.version() == changed
        open_sitting.progress(20, 0.6, True, after(4))
        open_sitting.save(after(4))
        assert other.version() != changed


def test_readings_can_only_be_added(library: Library, number: int) -> None:
    library.mark_read([number])
    connection = sqlite3.connect(library.folder / "library.db")
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        connection.execute("UPDATE reading SET counted = 0")
    connection.close()


ACTS = st.lists(st.sampled_from(("read", "unread", "sit", "sit to the end", "undo", "redo")), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, base=st.integers(0, 2))
def test_what_triggers_derive_is_what_the_readings_say(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str], base: int
) -> None:
    with Library.open(tmp_path_factory.mktemp("r") / "l") as library:
        number = library.add(draft("T", TEXT, read_count=base)).id
        for act in acts:
            if act == "read":
                library.mark_read([number])
            elif act == "unread":
                library.mark_unread([number])
            elif act == "undo":
                library.undo()
            elif act == "redo":
                library.redo()
            else:
                now = datetime.now(UTC)
                one = library.begin_reading(number, now=now)
                one.progress(40, 0.95 if act == "sit to the end" else 0.4, True, now + timedelta(milliseconds=3))
                one.finish(now + timedelta(seconds=6))
        if library.row(number).deleted is not None:
            return
        readings = library.readings(number)
        row = library.row(number)
        assert row.read_count == base + sum(reading.counted for reading in readings)
        assert row.last_read == max((reading.ended for reading in readings), default=None)
        assert row.progress == (readings[-1].progress_to if readings else 0.0)
        assert library.check() == []


def test_opening_an_article_at_its_end_again_counts_nothing(library: Library) -> None:
    number = library.add(draft(text="A word and another one. " * 400)).id
    start = datetime(2026, 3, 1, 9, tzinfo=UTC)
    first = library.begin_reading(number, now=start)
    first.progress(9000, 1.0, True, start + timedelta(seconds=8))
    first.finish(start + timedelta(seconds=9))
    again = library.begin_reading(number, now=start + timedelta(hours=1))
    again.progress(9000, 1.0, False, start + timedelta(hours=1))
    again.finish(start + timedelta(hours=1, seconds=10))
    row = library.row(number)
    assert row.read_count == 1
    assert row.last_read == start + timedelta(hours=1, seconds=10)


def words_of(library: Library, number: int, *steps: tuple[int, float, float], seconds: float = 600) -> int:
    """The words of a sitting with these steps: (place, reached, seconds from its beginning)."""
    one = library.begin_reading(number, now=START)
    one.progress(*steps[0][:2], False, after(steps[0][2]))
    for place, reached, when in steps[1:]:
        one.progress(place, reached, True, after(when))
    reading = one.finish(after(seconds))
    assert reading is not None
    return reading.words


def test_words_are_those_that_were_on_the_screen(library: Library, number: int) -> None:
    length = len(TEXT)
    # The first third, and after a leap the last quarter.
    assert words_of(
        library, number, (0, 0.2, 0), (length // 6, 1 / 3, 30), (length * 3 // 4, 1.0, 60)
    ) == pytest.approx(780 * (1 / 3 + 1 / 4), abs=2)
    # All of it was left behind: only what is gone back to is read again.
    assert words_of(library, number, (length * 3 // 4, 1.0, 0), (length // 2, 0.75, 30)) == pytest.approx(
        780 / 4, abs=2
    )


def test_who_goes_on_reads_what_follows(library: Library, number: int) -> None:
    assert words_of(library, number, (0, 0.25, 0), (len(TEXT) // 4, 0.5, 60)) == 390
    # It opens where it was left, with what was read last still in sight.
    assert words_of(library, number, (len(TEXT) // 4, 0.5, 0), (len(TEXT) // 2, 0.75, 60)) == 195


def test_what_is_only_leafed_through_is_not_read(library: Library, number: int) -> None:
    assert words_of(library, number, (0, 0.5, 0), (len(TEXT) // 2, 1.0, 5), seconds=6) == 100


def test_words_go_with_a_reading_to_another_article(library: Library, number: int) -> None:
    from readlater.library import readings

    words = words_of(library, number, (0, 0.25, 0), (0, 0.25, 30))
    [before] = library.readings(number)
    other = library.add(draft("Other", "Short text of another article. " * 20, url="https://example.org/other")).id
    with library._database.write() as connection:
        readings.move(connection, [before.uuid], other, 0, lambda place: place)
    assert [one.words for one in library.readings(other)] == [words]
