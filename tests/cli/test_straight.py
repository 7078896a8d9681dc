"""The short way to the screen, past the parser of the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from readlater.start import screen_folder
from tests.cli.running import ROOT, Cli


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        ([], ""),
        (["--library", "here"], "here"),
        (["--library=here"], "here"),
        (["--library", "list"], "list"),
        (["--library"], None),
        (["--library", " "], None),
        (["--library="], None),
        (["--library", "here", "list"], None),
        (["--help"], None),
        (["list"], None),
    ],
)
def test_which_arguments_mean_the_screen(arguments: list[str], folder: str | None) -> None:
    assert screen_folder(arguments) == folder


def test_without_a_terminal_it_says_what_works(cli: Cli) -> None:
    command = [sys.executable, "-m", "readlater", "--library", str(cli.library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("readlater: the screen needs a terminal")
    assert done.stderr.count("\n") == 1
