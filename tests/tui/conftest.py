"""A library for every test of the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library
from tests.tui.driving import make_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of three articles."""
    with make_library(tmp_path / "library") as opened:
        yield opened
