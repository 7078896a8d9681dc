"""The short way to the screen, past the parser of the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from readlater.start import screen_folders
from tests.cli.running import ROOT, Cli


@pytest.mark.parametrize(
    ("arguments", "folders"),
    [
        ([], (None, None)),
        (["--library", "here"], ("here", None)),
        (["--library=here"], ("here", None)),
        (["--library", "list"], ("list", None)),
        (["--config-dir", "there"], (None, "there")),
        (["--config-dir=there", "--library", "here"], ("here", "there")),
        (["--library=a=b", "--config-dir=c=d"], ("a=b", "c=d")),
        (["--config-dir", "--keys"], (None, "--keys")),
        (["--library", "here", "--library", "there"], None),
        (["--config-dir", ""], None),
        (["--config-dir"], None),
        (["--keys"], None),
        (["--library"], None),
        (["--library", " "], None),
        (["--library="], None),
        (["--library", "here", "list"], None),
        (["--help"], None),
        (["list"], None),
    ],
)
def test_which_arguments_mean_the_screen(arguments: list[str], folders: tuple[str | None, str | None] | None) -> None:
    assert screen_folders(arguments) == folders


def test_without_a_terminal_it_says_what_works(cli: Cli) -> None:
    command = [sys.executable, "-m", "readlater", "--library", str(cli.library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("readlater: the screen needs a terminal")
    assert done.stderr.count("\n") == 1
