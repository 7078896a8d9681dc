"""Killed without warning, the library keeps everything that it said it had, and nothing by halves."""

from __future__ import annotations

import itertools
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlater.library import Library, NewArticle
from readlater.model import Original
from tests.factories import draft
from tests.faults import children

ROUNDS = 20
BATCH = 4


def page(name: str) -> NewArticle:
    text = f"The article {name} about the summit. " + "Words that are the same everywhere. " * 30
    return NewArticle(
        draft(f"Title {name}", text, url=f"https://example.org/{name}"), Original(text.encode(), "text/html")
    )


def importing(folder: Path, prefix: str, *, before_commit: bool = False) -> Callable[[Callable[[str], None]], None]:
    """Imports batch after batch; acknowledges each after its commit, or (to prove the test) before it."""

    def work(acknowledge: Callable[[str], None]) -> None:
        with Library.open(folder) as library:
            run = library.start_import("pages")
            for number in itertools.count():
                names = [f"{prefix}-{number}-{n}" for n in range(BATCH)]
                pages = [page(name) for name in names]
                items = [NewArticle(p.draft, p.original, item=n, run=run) for p, n in zip(pages, names, strict=True)]
                if before_commit:
                    acknowledge(" ".join(names))
                library.add_all(items)
                if not before_commit:
                    acknowledge(" ".join(names))
                    time.sleep(0.003)  # SQLite's wait for the lock is not fair: a pause lets others in

    return work


def missing(folder: Path, acknowledged: list[str]) -> list[str]:
    """Those acknowledged articles that are not in the library, whole; and whatever the check finds."""
    with Library.open(folder) as library:
        found = {row.url.rpartition("/")[2]: row for row in library.rows(library.ids())}
        lost = [name for line in acknowledged for name in line.split() if name not in found]
        for name, row in found.items():
            original = library.original(row.id)
            if original is None or original.data.decode() != library.text(row.id) + " ":
                lost.append(f"{name} is half")
        lines = {line.item for listed in library.imports() for line in library.ledger(listed.run).lines}
        lost += [f"{name} has no line" for name in found if name not in lines]
        assert len(found) % BATCH == 0, "half a batch"
        return lost + library.check()


def test_killed_while_importing(tmp_path: Path) -> None:
    random.seed(os.getpid())
    Library.open(tmp_path).close()
    acknowledged: list[str] = []
    for number in range(ROUNDS):
        child = children.start(importing(tmp_path, str(number)))
        child.wait_for(1)
        time.sleep(random.uniform(0, 0.08))
        acknowledged += child.kill()
    assert len(acknowledged) >= ROUNDS
    assert not [line for line in acknowledged if line.startswith("!")]
    assert missing(tmp_path, acknowledged) == []


def test_the_test_of_killing_can_fail(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    for number in range(40):
        child = children.start(importing(tmp_path, str(number), before_commit=True))
        child.wait_for(1)
        if missing(tmp_path, child.kill()):
            return
    pytest.fail("nothing was lost although it was acknowledged before it was committed")


def test_killed_while_two_import_and_one_acts(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_all([page(f"old-{n}") for n in range(BATCH)])
        ids = list(library.ids())

    def acting(acknowledge: Callable[[str], None]) -> None:
        with Library.open(tmp_path) as mine:
            for number in itertools.count():
                mine.tag(ids, f"tag-{number}")
                sitting = mine.begin_reading(ids[0])
                sitting.progress(10, 0.95, True)
                sitting.save()
                sitting.finish()
                acknowledge(f"{number}")

    acknowledged: list[str] = []
    read = 0
    for number in range(5):
        writers = [children.start(importing(tmp_path, f"{number}{name}")) for name in "ab"]
        actor = children.start(acting)
        for child in (*writers, actor):
            child.wait_for(2)
        time.sleep(random.uniform(0, 0.1))
        for writer in writers:
            acknowledged += writer.kill()
        acts = actor.kill()
        assert not [line for line in acts if line.startswith("!")]
        with Library.open(tmp_path) as library:
            read += len(acts)
            row = library.row(ids[0])
            assert read <= row.read_count <= read + number + 1
            read = row.read_count
            assert {f"tag-{line}" for line in acts} <= set(library.article(ids[0]).tags)
    assert not [line for line in acknowledged if line.startswith("!")]
    with Library.open(tmp_path) as library:
        run = library.start_import("check")
        library.add_all([NewArticle(page(f"old-{n}").draft, item=f"old-{n}", run=run) for n in range(BATCH)])
    assert missing(tmp_path, acknowledged) == []


def test_killed_while_it_is_made(tmp_path: Path) -> None:
    for number in range(6):
        folder = tmp_path / str(number)

        def making(acknowledge: Callable[[str], None], folder: Path = folder) -> None:
            acknowledge("begun")
            Library.open(folder).close()

        child = children.start(making)
        child.wait_for(1)
        time.sleep(random.uniform(0, 0.03))
        child.kill()
        with Library.open(folder) as library:
            assert library.check() == []
