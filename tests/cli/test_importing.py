"""import: the ledger, its sums, bad input, events, and what can go wrong with the library."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import Cli, article
from tests.cli.schema import COUNTS, LINE, check

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def test_the_ledger_has_a_line_for_every_item_and_its_sums_add_up(cli: Cli) -> None:
    page = cli.page("a.md", article("Bread", "flour"))
    cli.page("b.md", article("Lights", "lamps"))
    (cli.folder / "pages" / "c.png").write_bytes(PNG)
    (cli.folder / "pages" / "d.html").write_bytes(b"")
    (cli.folder / "pages" / "e.bin").write_bytes(b"\0\1\2\3" * 1000)
    found = cli("import", cli.folder / "pages", page, cli.folder / "gone.html", "--json", code=1).json
    check(found, COUNTS | {"lines": [LINE]})
    lines = {Path(line["item"]).name: line for line in found["lines"]}
    assert [line["outcome"] for line in found["lines"]] == [
        "new",
        "new",
        "skipped",
        "skipped",
        "skipped",
        "merged",
        "failed",
    ]
    assert found["total"] == len(found["lines"]) == 7
    assert found["total"] == found["new"] + found["merged"] + found["skipped"] + found["failed"]
    assert "images" in lines["c.png"]["message"]
    assert "empty" in lines["d.html"]["message"]
    assert "binary" in lines["e.bin"]["message"]
    assert lines["gone.html"]["message"] == "there is no such file or folder"
    assert not any(line["message"].startswith(Path(line["item"]).name) for line in found["lines"])
    assert lines["b.md"]["uuid"] == cli.id_of("Lights")


def test_the_ledger_for_people(cli: Cli) -> None:
    cli.page("a.md", article("Bread", "flour"))
    (cli.folder / "pages" / "c.png").write_bytes(PNG)
    lines = cli("import", cli.folder / "pages").out.splitlines()
    assert lines[0].split() == ["new", str(cli.folder / "pages" / "a.md"), "Bread"]
    assert lines[1].startswith("skipped ")
    assert lines[-1] == "2 items = 1 new + 0 merged + 1 skipped + 0 failed"


def test_the_same_again_adds_nothing(filled: Cli) -> None:
    before = filled("list", "--json", "--full").out
    found = filled("import", filled.folder / "pages", "--json").json
    assert (found["new"], found["merged"], found["total"]) == (0, 3, 3)
    assert filled("list", "--json", "--full").out == before


def test_standard_input(cli: Cli) -> None:
    found = cli("import", "-", "--json", stdin=article("Bread", "flour")).json
    assert [(line["item"], line["outcome"], line["title"]) for line in found["lines"]] == [("-", "new", "Bread")]
    found = cli("import", "-", "--json", stdin="", code=1).json
    assert [line["outcome"] for line in found["lines"]] == ["skipped"]


def test_category_tags_and_form(cli: Cli) -> None:
    page = cli.page("a.md", article("Bread", "flour", tags="[own]"))
    cli("import", page, "--category", "home/baking", "--tag", "kept", "--tag", "slow", "--tag", "kept")
    [found] = cli("list", "--json").json
    assert found["category_id"] == "home/baking"
    assert sorted(found["tags"]) == ["kept", "own", "slow"]
    assert cli("import", cli.page("b.md", article("X", "y")), "--as", "TEXT", "--json").json["new"] == 1
    assert "did you mean 'markdown'?" in cli.fails("import", page, "--as", "markdow", code=2)


def test_categories_by_rule(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "config" / "readlater" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[categories]\n'*.example.com' = 'kitchen/all'\n")
    cli("import", cli.page("a.md", article("Bread", "flour", source="https://www.example.com/b")))
    assert cli("list", "--json").json[0]["category_id"] == "kitchen/all"


def test_a_dry_run_does_nothing_and_says_what_would_be_done(cli: Cli) -> None:
    cli.page("a.md", article("Bread", "flour"))
    cli.page("b.md", article("Bread", "flour"))
    found = cli("import", cli.folder / "pages", "--dry-run", "--json").json
    assert (found["run"], found["dry_run"], found["new"], found["merged"]) == (0, True, 1, 1)
    assert not cli.library.exists()
    cli("import", cli.folder / "pages" / "a.md")
    cli.page("c.md", article("Lights", "lamps"))
    found = cli("import", cli.folder / "pages", "--dry-run", "--json").json
    assert (found["new"], found["merged"]) == (1, 2)
    assert len(cli("list", "--json").json) == 1
    assert "a dry run: nothing was stored" in cli("import", cli.folder / "pages", "--dry-run").out


def test_events_one_a_line(cli: Cli) -> None:
    cli.page("a.md", article("Bread", "flour"))
    (cli.folder / "pages" / "c.png").write_bytes(PNG)
    events = [json.loads(line) for line in cli("import", cli.folder / "pages", "--json-lines").out.splitlines()]
    assert events[0] == {"event": "start", "total": 2}
    for event in events[1:3]:
        assert event.pop("event") == "item"
        check(event, LINE)
    assert events[3].pop("event") == "end"
    check(events[3], COUNTS)
    assert events[3]["total"] == 2
    assert len(events) == 4


@pytest.mark.parametrize("form", ["--json", "--json-lines"])
def test_what_there_is_nothing_of_is_a_failure(cli: Cli, tmp_path: Path, form: str) -> None:
    (tmp_path / "nothing").mkdir()
    done = cli("import", tmp_path / "nothing", form, code=1)
    assert "a folder without pages" in done.out


def test_import_needs_a_path(cli: Cli) -> None:
    assert "name what to import" in cli.fails("import", code=2)


def test_many_pages_in_several_processes(cli: Cli) -> None:
    for number in range(30):
        cli.page(f"{number:02}.md", article(f"Number {number}", f"the number {number} and also {number * 37}"))
    (cli.folder / "pages" / "10.png").write_bytes(PNG)
    done = cli.run("import", cli.folder / "pages", "--json")
    assert done.code == 0, done.err
    found = done.json
    assert (found["new"], found["skipped"], found["total"]) == (30, 1, 31)
    names = [Path(line["item"]).name for line in found["lines"]]
    assert sorted(names) == sorted([*(f"{number:02}.md" for number in range(30)), "10.png"])
    assert done.err == "", "no bar without a terminal"


def test_undo_takes_an_import_back(filled: Cli) -> None:
    filled("undo")
    assert filled("list", "--json").json == []
    filled("redo")
    assert len(filled("list", "--json").json) == 3


def test_a_library_that_is_busy(filled: Cli) -> None:
    page = filled.page("d.md", article("Late", "waiting"))
    other = sqlite3.connect(filled.library / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        line = filled.fails("import", page)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "another program" in line.lower() or "busy" in line.lower() or "locked" in line.lower()
    assert filled("import", page, "--json").json["new"] == 1


def test_a_library_of_a_newer_program(filled: Cli) -> None:
    with sqlite3.connect(filled.library / "library.db") as connection:
        connection.execute("PRAGMA user_version = 9999")
    assert "newer" in filled.fails("list", "--json")


def test_a_library_that_is_another_file(cli: Cli) -> None:
    cli.library.mkdir()
    (cli.library / "library.db").write_text("not a database, but long enough to be looked at " * 10)
    cli.fails("list")
    assert (cli.library / "library.db").read_text().startswith("not a database")


def test_a_library_where_a_file_is(cli: Cli) -> None:
    cli.library.write_text("x")
    cli.fails("list")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_folder_that_may_not_be_written(cli: Cli, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        cli.fails("list")
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    cli = Cli(Path("/proc/readlater"))
    cli.fails("list")


def test_ctrl_c_keeps_what_was_done(cli: Cli) -> None:
    for number in range(300):
        cli.page(f"{number:03}.md", article(f"Number {number}", f"the number {number} and also {number * 37}"))
    process = cli.process("import", cli.folder / "pages", "--json-lines")
    assert process.stdout is not None
    assert process.stderr is not None
    seen = [json.loads(process.stdout.readline()) for _ in range(3)]
    process.send_signal(signal.SIGINT)
    rest = process.stdout.read().decode().splitlines()
    err = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    assert process.wait(timeout=30) == 130
    events = seen + [json.loads(line) for line in rest]
    done = [event for event in events if event["event"] == "item"]
    assert events[-1]["event"] == "end"
    assert events[-1]["total"] == len(done) < 300
    assert err.startswith(f"readlater: stopped after {len(done)} of 300 items; ")
    assert err.count("\n") == 1, err
    assert {event["uuid"] for event in done} <= {one["id"] for one in cli("list", "--json", "--limit", "0").json}


def test_a_kill_loses_nothing_that_was_told(cli: Cli) -> None:
    for number in range(200):
        cli.page(f"{number:03}.md", article(f"Number {number}", f"the number {number} and also {number * 37}"))
    process = cli.process("import", cli.folder / "pages", "--json-lines", stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "item":
            told.append(event["uuid"])
        if len(told) == 60:
            process.kill()
            break
    told += [
        json.loads(line)["uuid"]
        for line in process.stdout.read().splitlines()
        if b'"item"' in line and line.endswith(b"}")
    ]
    process.stdout.close()
    process.wait()
    assert len(told) >= 60
    kept = {one["id"] for one in cli("list", "--json", "--limit", "0").json}
    assert set(told) <= kept
    assert cli("doctor", "--json").json["findings"] == []
    again = cli.run("import", cli.folder / "pages", "--json").json
    assert again["total"] == 200
    assert again["merged"] >= len(told)
    assert len(cli("list", "--json", "--limit", "0").json) == 200
