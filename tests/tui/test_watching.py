"""Watched folders while the screen is open."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.tui import watching
from readlater.tui.importing import Pace
from tests.cli.running import article
from tests.tui.driving import driving


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


async def test_a_saved_page_appears_while_the_cursor_stays(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "START_AFTER", 0.0)
    monkeypatch.setattr(watching, "PAUSES", (0.0,))
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "before.md").write_text(article("Before", "what was there"))
    async with driving(library, watch=(str(folder),)) as driver:
        watched = driver.main.watching
        assert watched is not None
        await driver.until(lambda: len(driver.main.articles.source) == 4, 30)
        assert "+1 saved: Before" in driver.rows[-1]
        await driver.press("g", "j", "j")
        chosen = driver.main.articles.current_id
        assert chosen
        (folder / "new.md").write_text(article("Newcomer", "what came"))
        await driver.until(lambda: len(driver.main.articles.source) == 5, 30)
        assert "+1 saved: Newcomer" in driver.rows[-1]
        assert driver.main.articles.current_id == chosen
        first = watched.pid
        os.kill(first, signal.SIGKILL)
        await driver.until(lambda: watched.pid not in (0, first), 30)
        (folder / "later.md").write_text(article("Later", "what came last"))
        await driver.until(lambda: len(driver.main.articles.source) == 6, 30)
        last = watched.pid
        assert is_running(last)
        await driver.app.action_quit()
        await driver.until(lambda: not is_running(last), 30)
    assert sorted(path.name for path in folder.iterdir()) == ["before.md", "later.md", "new.md"]


async def test_without_folders_nothing_is_started(library: Library) -> None:
    async with driving(library) as driver:
        assert driver.main.watching is None


def test_the_pace_of_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("readlater.tui.importing.time.monotonic", lambda: now)
    pace = Pace()
    pace.begin(3000)
    assert pace.words() == "0 of 3,000 pages"
    now += 2
    pace.count(60, 3000)
    assert pace.words() == "60 of 3,000 pages · 30/s · 2 min left"
    now += 98
    pace.count(2900, 3000)
    assert pace.words() == "2,900 of 3,000 pages · 29/s · 3 s left"
    pace.count(3000, 3000)
    assert pace.words().startswith("3,000 of 3,000 pages · ")
    assert "left" not in pace.words()
