"""A command line over a fresh library, and over one with articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from readlater.library import Library
from tests.cli.running import Cli, article


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line over a library that does not exist yet."""
    return Cli(tmp_path)


@pytest.fixture
def empty(cli: Cli) -> Cli:
    """The command line over a library without articles."""
    Library.open(cli.library).close()
    return cli


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three saved pages and the library that they were imported into, to be copied."""
    cli = Cli(tmp_path_factory.mktemp("three"))
    cli.page("a.md", article("Lighthouses", "lighthouses, lamps and keepers", source="https://sea.example.org/lights"))
    cli.page(
        "b.md",
        article("Harbours", "harbours, lighthouses and keepers", tags="[coast]", source="https://sea.example.org/h"),
    )
    cli.page(
        "c.md",
        article("Bread", "flour, yeast and ovens", author="Ann Baker", source="https://www.kitchen.example.com/b"),
    )
    cli("import", cli.folder / "pages")
    return cli.folder


@pytest.fixture
def filled(cli: Cli, three: Path) -> Cli:
    """The command line over a library of three articles: Lighthouses, Harbours (like it), Bread."""
    shutil.copytree(three, cli.folder, dirs_exist_ok=True)
    return cli
