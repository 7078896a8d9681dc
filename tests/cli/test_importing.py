"""import: the ledger, its sums, bad input, events, and what can go wrong with the library."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from readlater.library import connections
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
        check(event, LINE | {"done": int, "total": int})
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


def test_a_library_that_is_busy(filled: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.5)
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


def many(cli: Cli, count: int) -> Path:
    for number in range(count):
        cli.page(f"{number:03}.md", article(f"Number {number}", f"the number {number} and also {number * 37}"))
    return cli.folder / "pages"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_keeps_what_was_done_and_going_on_skips_it(cli: Cli, number: signal.Signals) -> None:
    pages = many(cli, 300)
    process = cli.process("import", pages, "--json-lines")
    assert process.stdout is not None
    assert process.stderr is not None
    seen = [json.loads(process.stdout.readline()) for _ in range(3)]
    process.send_signal(number)
    rest = process.stdout.read().decode().splitlines()
    err = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    assert process.wait(timeout=30) == 128 + number
    events = seen + [json.loads(line) for line in rest]
    done = [event for event in events if event["event"] == "item"]
    assert events[-1]["event"] == "end"
    assert events[-1]["total"] == len(done) < 300
    assert err.startswith(f"readlater: stopped after {len(done)} of 300 items; ")
    assert err.count("\n") == 1, err
    assert {event["uuid"] for event in done} == {one["id"] for one in cli("list", "--json", "--limit", "0").json}
    again = cli("import", pages, "--json").json
    assert (again["total"], again["merged"], again["new"]) == (300, len(done), 300 - len(done))
    skipped = [line["message"] for line in again["lines"] if "the same file" in line["message"]]
    assert len(skipped) == len(done)


def children(pid: int) -> list[int]:
    """All processes that a process has started, and they."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):
                if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                    found += [int(folder.name), *children(int(folder.name))]
    return found


def workers(pid: int) -> list[int]:
    """The processes in which an import reads pages: those that its children made."""
    return [grandchild for child in children(pid) for grandchild in children(child)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_killing_workers_and_then_the_import_leaves_no_process_and_a_whole_library(cli: Cli) -> None:
    pages = many(cli, 300)
    process = cli.process("import", pages, "--json-lines", "--workers", "2")
    assert process.stdout is not None
    told = []
    seen: set[int] = set()
    for line in process.stdout:
        event = json.loads(line)
        if event["event"] == "item":
            told.append(event)
        if len(told) in (20, 60):
            for pid in workers(process.pid)[:1]:
                seen.add(pid)
                os.kill(pid, signal.SIGKILL)
        if len(told) == 150:
            break
    seen |= set(children(process.pid))
    process.kill()
    process.stdout.close()
    process.stderr.close()
    process.wait()
    deadline = time.monotonic() + 15
    while any(" Z " not in stat for pid in seen if (stat := status(pid))):
        assert time.monotonic() < deadline, "a process outlived the import"
        time.sleep(0.05)
    assert len({event["uuid"] for event in told}) == 150
    assert all(event["outcome"] == "new" for event in told)
    broken = [event for event in told if event["message"]]
    assert len(broken) <= 2, "a worker that is killed costs the page that it was at"
    assert cli("doctor", "--json").json["findings"] == []
    again = cli("import", pages, "--json").json
    assert again["new"] + again["merged"] == 300
    titles = {one["title"] for one in cli("list", "--json", "--limit", "0").json}
    assert titles == {f"Number {number}" for number in range(300)}, (
        "a page that was only kept is read when it comes again"
    )


def status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""


def test_the_watch_as_a_program(cli: Cli) -> None:
    folder = cli.page("a.md", article("Bread", "flour")).parent
    process = cli.process("import", "--watch", folder, "--json-lines")
    assert process.stdout is not None
    events = iter(json.loads(line) for line in process.stdout)

    def following() -> dict[str, Any]:
        return next(event for event in events if event["event"] in ("item", "watching"))

    assert {following()["event"], following()["event"]} == {"item", "watching"}
    cli.page("b.md", article("Lights", "lamps"))
    assert following()["title"] == "Lights"
    process.send_signal(signal.SIGINT)
    assert list(events)[-1]["event"] == "end"
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 0
    assert {one["title"] for one in cli("list", "--json").json} == {"Bread", "Lights"}


def test_the_watch_for_people(cli: Cli) -> None:
    folder = cli.page("a.md", article("Bread", "flour")).parent
    process = cli.process("import", "--watch", folder, bufsize=0)
    assert process.stdout is not None
    assert process.stdout.readline().split() == [b"new", b"Bread"]
    process.terminate()
    out, err = process.communicate(timeout=30)
    assert out.decode().splitlines()[-1] == "1 item = 1 new + 0 merged + 0 skipped + 0 failed"
    assert f"watching {folder}; Ctrl-C ends it" in err.decode()


def test_what_can_not_be_watched(cli: Cli) -> None:
    page = cli.page("a.md", article("Bread", "flour"))
    assert "takes folders" in cli.fails("import", "--watch", page, code=2)
    assert "takes folders" in cli.fails("import", "--watch", "-", code=2)
    assert "--dry-run" in cli.fails("import", "--watch", "--dry-run", page.parent, code=2)


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
