"""The command itself: help, version, wrong use, errors, pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import readlater
from readlater.cli import main
from readlater.cli.group import COMMANDS, explain
from readlater.errors import LibraryError, UsageError
from readlater.library import Library
from tests.cli.running import ROOT, Cli


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(option: str) -> None:
    done = CliRunner().invoke(main, [option])
    assert done.exit_code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: readlater {name}")
    assert "\x08" not in done.stdout


def test_every_command_has_a_short_help_that_fits_a_line() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.short_help


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"readlater {readlater.__version__}\n"


def test_the_screen_needs_a_terminal(cli: Cli) -> None:
    assert "the screen needs a terminal" in cli.fails(code=2)
    assert not cli.library.exists()


def test_an_unknown_command_names_the_nearest(cli: Cli) -> None:
    assert cli.fails("serach", code=2) == "there is no command 'serach'; did you mean 'search'?"
    assert "'readlater --help' lists them" in cli.fails("zzz", code=2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["list", "--jsn"], "--json"),
        (["list", "--limit", "many"], "'many' is not a valid integer"),
        (["list", "--limit", "-1"], "-1 is not in the range"),
        (["list", "--sort", "age"], "'age' is not one of 'newest'"),
        (["show"], "missing argument 'ID'; 'readlater show --help' says what is possible"),
        (["list", "--library", "x"], "--library goes before the command: readlater --library DIR list"),
    ],
)
def test_wrong_use_is_one_line(cli: Cli, arguments: list[str], says: str) -> None:
    assert says in cli.fails(*arguments, code=2)


def test_an_empty_library_option(cli: Cli) -> None:
    done = CliRunner().invoke(main, ["--library", "", "list"])
    assert (done.exit_code, done.stderr) == (2, "readlater: --library needs the name of a folder\n")


def test_the_library_can_be_named_by_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READLATER_LIBRARY", str(tmp_path / "elsewhere"))
    Library.open(tmp_path / "elsewhere").close()
    done = CliRunner().invoke(main, ["list", "--json"])
    assert (done.exit_code, done.stdout) == (0, "[]\n")


def test_the_library_is_in_the_data_folder_otherwise(tmp_path: Path) -> None:
    Library.open(tmp_path / "share" / "readlater" / "library").close()
    done = CliRunner().invoke(main, ["list", "--json"])
    assert (done.exit_code, done.stdout) == (0, "[]\n")


def test_errors_on_purpose_are_their_message() -> None:
    assert explain(LibraryError("the library is gone")) == ("the library is gone", 1)
    assert explain(UsageError("no")) == ("no", 2)


def test_errors_of_the_system_name_the_file() -> None:
    assert explain(FileNotFoundError(2, "No such file or directory", "/x")) == ("/x: No such file or directory", 1)


def test_an_unforeseen_error_is_one_line_that_says_it_is_a_bug(empty: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("some\nthing")

    monkeypatch.setattr("readlater.library.Library.counts", fail)
    monkeypatch.setattr("readlater.library.Library.statistics", fail)
    line = empty.fails("stats")
    assert line.startswith("this is a bug in readlater: KeyError:")
    monkeypatch.setenv("READLATER_DEBUG", "1")
    done = empty("stats", code=1)
    assert "Traceback" in done.err


def test_an_error_can_not_command_the_terminal(cli: Cli) -> None:
    done = cli("extract", "gone\x1b]0;title\x07\x9b2J\n.html", code=1)
    assert done.err == "readlater: gone .html: there is no such file or folder\n"


def test_a_mistake_in_the_configuration_is_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "config" / "readlater" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("widht = 3")
    assert cli.fails("list", code=2) == f"{file}: there is no setting 'widht'; did you mean 'width'?"


def test_a_reader_that_goes_away_is_no_error(filled: Cli) -> None:
    read, write = os.pipe()
    os.close(read)
    process = filled.process("list", "--json", "--full", stdout=write)
    os.close(write)
    _, err = process.communicate(timeout=30)
    assert err == b""
    assert process.returncode == 141


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(filled: Cli, closed: str) -> None:
    command = f'"{sys.executable}" -m readlater --library "{filled.library}" list {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=ROOT, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_that_the_terminal_can_not_write_is_shown_escaped(filled: Cli) -> None:
    filled("edit", filled.id_of("Bread"), "--title", "Brød 面包")
    done = filled.run("list", env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert "Br\\xf8d \\u9762\\u5305" in done.out
    assert "Brød 面包" in {one["title"] for one in filled.run("list", "--json", env={"PYTHONIOENCODING": "ascii"}).json}


def test_ctrl_c_is_one_line(cli: Cli) -> None:
    process = cli.process("import", "-", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"x")
    process.stdin.flush()
    wait_for(cli.library / "library.db")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert err.startswith(b"readlater: stopped after 0 of 1 item;")
    assert err.count(b"\n") == 1
    assert out == b"0 items = 0 new + 0 merged + 0 skipped + 0 failed\n"


def wait_for(path: Path) -> None:
    import time

    for _ in range(400):
        if path.exists():
            time.sleep(0.5)
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} did not come")


def test_python_m_readlater_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "readlater", "--version"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"readlater {readlater.__version__}\n")
