"""Killed while it unites articles, or uniting in two programs at once: no reading is lost or counted twice."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from readlater.errors import ReadlaterError
from readlater.library import Library
from tests.factories import draft
from tests.faults import children

ROUNDS = 8
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = ("harbour", "mole", "quay", "pier", "lamp", "keeper", "storm", "tide", "rope", "anchor", "sail", "hull", "deck")


def story(seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(f"{chosen.choice(WORDS)}{chosen.randrange(40)}" for _ in range(160)) + "."


def filled(folder: Path, pairs: int) -> list[tuple[int, int]]:
    """Pairs of an article, read once, and a copy of it, read twice."""
    found = []
    with Library.open(folder) as library:
        for number in range(pairs):
            text = story(number)
            keep = library.add(draft(f"Kept {number}", text, url=f"https://one.example.org/{number}")).id
            drop = library.add(draft(f"Given {number}", text[:500], url=f"https://two.example.org/{number}")).id
            for day, article in enumerate((keep, drop, drop)):
                sitting = library.begin_reading(article, now=START + timedelta(days=day))
                sitting.progress(9, 0.95, True, START + timedelta(days=day, seconds=8))
                sitting.finish(START + timedelta(days=day, seconds=9))
            found.append((keep, drop))
    return found


def united(folder: Path, pairs: list[tuple[int, int]]) -> int:
    """How many of the pairs are united; each is so wholly or not at all."""
    with Library.open(folder) as library:
        assert library.statistics().readings == 3 * len(pairs)
        count = 0
        for keep, drop in pairs:
            gone = library.row(drop).deleted is not None
            expected = (3, 0) if gone else (1, 2)
            assert (library.row(keep).read_count, library.row(drop).read_count) == expected
            assert bool(library.copies(keep)) is not gone
            count += gone
        return count


def uniting(folder: Path, pairs: list[tuple[int, int]]) -> Callable[[Callable[[str], None]], None]:
    """Unites all pairs, then takes it all back, again and again."""

    def work(acknowledge: Callable[[str], None]) -> None:
        with Library.open(folder) as library:
            for turn in itertools.count():
                for keep, drop in pairs:
                    if turn % 2:
                        library.undo()
                    else:
                        library.unite(keep, drop)
                    acknowledge(f"{turn} {keep}")

    return work


def test_killed_while_uniting(tmp_path: Path) -> None:
    random.seed(7)
    pairs = filled(tmp_path / "l", 4)
    for _ in range(ROUNDS):
        child = children.start(uniting(tmp_path / "l", pairs))
        child.wait_for(1)
        time.sleep(random.uniform(0, 0.1))
        lines = child.kill()
        assert not [line for line in lines if line.startswith("!")]
        left = united(tmp_path / "l", pairs)
        with Library.open(tmp_path / "l") as library:
            for _ in range(left):
                library.undo()
        assert united(tmp_path / "l", pairs) == 0


def test_two_at_once(tmp_path: Path) -> None:
    """Both unite the same pairs, one of them the other way round: of each pair exactly one of the two does it."""
    pairs = filled(tmp_path / "l", 6)

    def work(swap: bool) -> Callable[[Callable[[str], None]], None]:
        def unite(acknowledge: Callable[[str], None]) -> None:
            with Library.open(tmp_path / "l") as library:
                for keep, drop in pairs:
                    try:
                        library.unite(*((drop, keep) if swap else (keep, drop)))
                        acknowledge(f"{keep} done")
                    except ReadlaterError:
                        acknowledge(f"{keep} refused")

        return unite

    one, other = children.start(work(False)), children.start(work(True))
    lines = one.end() + other.end()
    for keep, drop in pairs:
        assert sorted(line for line in lines if line.startswith(f"{keep} ")) == [f"{keep} done", f"{keep} refused"]
        with Library.open(tmp_path / "l") as library:
            rows = [library.row(number) for number in (keep, drop)]
            assert sorted((row.read_count, row.deleted is not None) for row in rows) == [(0, True), (3, False)]
            assert library.statistics().readings == 3 * len(pairs)


def test_articles_that_are_saved_at_once_know_each_other(tmp_path: Path) -> None:
    """Two programs save copies of the same stories: the later of each pair says so."""
    Library.open(tmp_path / "l").close()

    def work(name: str) -> Callable[[Callable[[str], None]], None]:
        def save(acknowledge: Callable[[str], None]) -> None:
            with Library.open(tmp_path / "l") as library:
                for number in range(8):
                    text = story(number)[: 700 if name == "a" else 2000]
                    library.add(draft(f"{name} {number}", text, url=f"https://{name}.example.org/{number}"))

        return save

    writers = [children.start(work(name)) for name in "ab"]
    assert [writer.end() for writer in writers] == [[], []]
    with Library.open(tmp_path / "l") as library:
        assert len(library.all_copies()) == 8
