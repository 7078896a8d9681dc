"""stats, doctor, config, demo."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readlater.library import Library
from readlater.library.connections import file_lock
from tests.cli.running import Cli, article
from tests.library.older import make_stale, to_version_2


def test_stats(filled: Cli) -> None:
    filled("mark", filled.id_of("Bread"))
    found = filled("stats", "--json").json
    assert (found["articles"], found["unread"], found["read"], found["read_count"]) == (3, 2, 1, 1)
    assert found["words"] == sum(one["word_count"] for one in filled("list", "--json").json)
    assert len(found["days"]) == 30
    assert {"date", "readings", "minutes"} < set(found["days"][0])
    shown = filled("stats").out
    assert "3 (2 unread, 0 reading, 1 read, 0 archived)" in shown


def test_stats_of_an_empty_library(empty: Cli) -> None:
    assert empty("stats", "--json").json["articles"] == 0
    assert "Articles" in empty("stats").out


def test_doctor_finds_nothing_wrong(filled: Cli) -> None:
    found = filled("doctor", "--json").json
    assert found["findings"] == []
    assert found["articles"] == 3
    assert found["bytes"]["library.db"] > 0
    assert "All is well." in filled("doctor").out
    assert filled("doctor", "--rebuild", "--json").json["rebuilt"] is True
    assert filled("search", "yeast", "--json").json


def test_doctor_finds_damage(filled: Cli) -> None:
    with sqlite3.connect(filled.library / "library.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE document SET text = 'x' || text WHERE article_id = 1")
    done = filled("doctor", code=1)
    assert "! " in done.out
    assert "finding" in done.err


def test_doctor_rebuild_can_be_stopped(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: Library, progress: Callable[[int, int], None]) -> None:
        progress(1, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "rebuild", stopped)
    done = filled("doctor", "--rebuild", code=130)
    assert done.out == ""
    assert done.err.endswith("stopped: the index is as it was before\n")


def test_doctor_finds_an_index_of_an_older_version(filled: Cli) -> None:
    make_stale(filled.library)
    done = filled("doctor", code=1)
    assert "An older readlater made the search index" in done.out
    assert filled("doctor", "--rebuild", "--json").json["findings"] == []


def test_the_index_of_an_older_version_is_brought_up_to_date(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    to_version_2(filled.library)
    done = filled("search", "yeast", "--json")
    assert done.json
    assert done.err == "", "so few need no word"
    monkeypatch.setattr("readlater.cli.indexing.SILENT", 0.0)
    make_stale(filled.library)
    done = filled("search", "yeast", "--json")
    assert done.json
    assert done.err.splitlines() == [
        "readlater: bringing the search index of 3 articles up to date…",
        "readlater: the search index is up to date",
    ]
    assert filled("list").err == ""


def test_two_programs_meet_an_older_index(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    make_stale(filled.library)
    with file_lock(filled.library / "index.lock", wait=False):
        done = filled("search", "yeast", "--json")
    assert done.json, "the old index is used"
    assert "another program is bringing the search index up to date" in done.err
    assert filled("doctor", code=1).out


def test_config_shows_values_and_where_they_come_from(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(cli("config", "--path").out.strip())
    assert file == tmp_path / "config" / "readlater" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("width = 60\n[categories]\n'*.nhk.or.jp' = 'nhk'\n")
    monkeypatch.setenv("READLATER_TRASH_DAYS", "7")
    found = cli("config", "--json").json
    assert found["width"] == {"value": 60, "from": str(file)}
    assert found["trash_days"] == {"value": 7, "from": "READLATER_TRASH_DAYS"}
    assert found["library"] == {"value": str(cli.library), "from": "--library"}
    assert found["mouse"] == {"value": True, "from": "default"}
    assert found["categories"]["value"] == {"*.nhk.or.jp": "nhk"}
    assert cli("config", "--path", "--json").json == {"path": str(file)}
    shown = cli("config").out
    assert "*.nhk.or.jp = nhk" in shown
    assert not cli.library.exists(), "looking at the settings makes no library"


def test_config_keys(cli: Cli, tmp_path: Path) -> None:
    found = {one["id"]: one for one in cli("config", "--keys", "--json").json}
    assert found["article.archive"]["keys"]
    file = tmp_path / "config" / "readlater" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[keys]\narticle.archive = 'ctrl+x'\n")
    changed = {one["id"]: one for one in cli("config", "--keys", "--json").json}
    assert changed["article.archive"]["keys"] == ["ctrl+x"]
    assert changed["article.archive"]["default"] == found["article.archive"]["keys"]
    assert "article.archive" in cli("config", "--keys").out
    file.write_text("[keys]\narticle.archve = 'x'\n")
    assert "did you mean 'article.archive'?" in cli.fails("config", "--keys", code=2)
    assert "did you mean 'article.archive'?" in cli("config", code=2).err


def test_demo_without_a_terminal_lists_what_it_made(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("demo", env={"TMPDIR": str(tmp_path)})
    assert done.code == 0, done.err
    assert done.out.startswith("A library of ")
    assert len(done.out.splitlines()) > 40
    assert not list(tmp_path.glob("readlater-demo-*")), "the throw-away library is gone"
    assert not cli.library.exists(), "the real library is not touched"


def test_demo_can_be_kept(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.page("a.md", article("Bread", "flour"))
    monkeypatch.setattr("readlater.exchange.samples.sample_folder", lambda: cli.folder / "pages")
    done = cli("demo", "--keep", tmp_path / "kept")
    assert done.out.startswith(f"A library of 1 sample article, made in {tmp_path / 'kept'}:\n")
    assert done.err.endswith(f"open it with: readlater --library {tmp_path / 'kept'}\n")
    assert (tmp_path / "kept" / "library.db").exists()
    assert "needs the name of a folder" in cli.fails("demo", "--keep", "", code=2)


def test_demo_that_is_ended_cleans_up(cli: Cli, tmp_path: Path) -> None:
    process = cli.process("demo", env={"TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(400):
        if list(tmp_path.glob("readlater-demo-*/library/library.db")):
            break
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert not list(tmp_path.glob("readlater-demo-*"))
