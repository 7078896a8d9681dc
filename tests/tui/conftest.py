"""A library for every test of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library
from tests.tui.driving import make_library
from tests.tui.pictures import picture_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of three articles."""
    with make_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library with an article of pictures, in a terminal whose cells have a size that is known."""
    monkeypatch.setattr("readlater.tui.graphics.cell_size", lambda: (10, 20))
    with picture_library(tmp_path / "library") as library:
        yield library
