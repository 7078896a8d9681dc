"""Articles as the input of shell commands."""

from __future__ import annotations

import json
import threading
from datetime import UTC
from pathlib import Path

import pytest

from readlater.errors import NotFoundError, UsageError
from readlater.exchange.piping import MOST_ARTICLES, MOST_OUTPUT, Piped, chunks, environment, rendered
from readlater.library import Library
from readlater.model import Original
from tests.exchange.test_speaking import alive, until
from tests.factories import draft

PAGE = b"<html><title>Bees</title><p>Bees in winter.</p></html>"


def run(command: str, data: bytes = b"") -> Piped:
    piped = Piped(command, lambda: None)
    piped.run(chunks(data), {"READLATER_TITLE": "T"})
    return piped


@pytest.fixture
def hive(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library", zone=UTC)
    library.add(draft("Bees", "Bees in winter.", url="https://hive.example/1"), Original(PAGE, "text/html"))
    library.add(draft("Wasps", "Wasps in summer."))
    return library


def test_the_forms(hive: Library) -> None:
    assert rendered(hive, [1], "text") == b"Bees in winter.\n"
    assert rendered(hive, [1], "original") == PAGE
    assert rendered(hive, [1], "html").startswith(b"<!DOCTYPE html>")
    assert rendered(hive, [1], "markdown").startswith(b"---\n")
    assert json.loads(rendered(hive, [1], "json"))["text"] == "Bees in winter."


def test_several_articles(hive: Library) -> None:
    assert rendered(hive, [2, 1], "text") == b"Wasps\n\nWasps in summer.\n\n\nBees\n\nBees in winter.\n"
    markdown = rendered(hive, [1, 2], "markdown").decode()
    assert markdown.startswith("# Bees\n\n")
    assert "hive.example/1" in markdown
    assert "\n# Wasps\n\nWasps in summer.\n" in markdown
    assert [json.loads(line)["title"] for line in rendered(hive, [1, 2], "json").splitlines()] == ["Bees", "Wasps"]
    for form in ("html", "original"):
        with pytest.raises(UsageError, match="one article at a time"):
            rendered(hive, [1, 2], form)
    with pytest.raises(UsageError, match="too many"):
        rendered(hive, [1] * (MOST_ARTICLES + 1), "text")
    with pytest.raises(NotFoundError, match="page of 'Wasps' was not kept"):
        rendered(hive, [2], "original")


def test_what_a_command_is_told(hive: Library) -> None:
    told = environment(hive, [1])
    assert (told["READLATER_COUNT"], told["READLATER_TITLE"]) == ("1", "Bees")
    assert told["READLATER_URL"] == "https://hive.example/1"
    assert environment(hive, [1, 2]) == {"READLATER_COUNT": "2"}


def test_a_shell_runs_it() -> None:
    piped = run('tr a-z A-Z | sed "s/^/$READLATER_TITLE: /"', b"bees\nwasps\n")
    assert piped.taken(0) == (b"T: BEES\nT: WASPS\n", 1)
    assert (piped.code, piped.ended, piped.stopped, piped.left_out) == (0, True, False, 0)


def test_a_command_that_fails() -> None:
    piped = run("echo first; no-such-command-here")
    assert piped.code == 127
    assert "no-such-command-here" in piped.said
    assert piped.taken(0)[0] == b"first\n"
    assert run(r"printf '\n\033[31mred\007 \033]0;title\007' >&2; exit 2").said == "red"


def test_a_command_that_does_not_read_its_input() -> None:
    piped = run("echo done", b"x" * 5_000_000)
    assert (piped.code, piped.taken(0)[0]) == (0, b"done\n")


def test_much_output_is_read_to_its_end_and_kept_in_part(tmp_path: Path) -> None:
    piped = run(f"head -c 10000000 /dev/zero | tr '\\0' x; touch {tmp_path / 'after'}")
    assert len(piped.taken(0)[0]) == MOST_OUTPUT
    assert piped.left_out == 10_000_000 - MOST_OUTPUT
    assert (tmp_path / "after").exists()


def test_what_stays_in_the_background_is_left_alone_and_not_waited_for(tmp_path: Path) -> None:
    piped = run(f"sleep 60 & echo $! > {tmp_path / 'pid'}; echo done")
    assert (piped.code, piped.taken(0)[0]) == (0, b"done\n")
    pid = int((tmp_path / "pid").read_text())
    assert alive(pid)
    piped.kill()
    assert alive(pid)
    import os
    import signal

    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("trap", ["", "trap '' TERM; "])
def test_it_can_be_stopped_even_if_it_does_not_want_to(tmp_path: Path, trap: str) -> None:
    pids = tmp_path / "pids"
    piped = Piped(
        f"{trap}sleep 60 & echo $! $$ > {pids}.new; mv {pids}.new {pids}; while :; do wait; done", lambda: None
    )
    thread = threading.Thread(target=piped.run, args=([], {}))
    thread.start()
    until(pids.exists)
    piped.stop()
    thread.join(20)
    assert piped.ended
    assert piped.stopped
    until(lambda: not any(alive(int(pid)) for pid in pids.read_text().split()))


def test_it_is_killed_at_once_when_the_program_ends(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    piped = Piped(f"trap '' TERM HUP INT; echo $$ > {pid}.new; mv {pid}.new {pid}; sleep 60; sleep 60", lambda: None)
    thread = threading.Thread(target=piped.run, args=([], {}))
    thread.start()
    until(pid.exists)
    piped.kill()
    thread.join(20)
    assert piped.ended
    assert not alive(int(pid.read_text()))


def test_one_that_was_stopped_before_it_began_is_not_run(tmp_path: Path) -> None:
    piped = Piped(f"touch {tmp_path / 'ran'}", lambda: None)
    piped.stop()
    piped.run([], {})
    assert piped.ended
    assert not (tmp_path / "ran").exists()
