"""A library for every journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.library import Library
from tests.journeys.linking import drafts
from tests.tui.driving import make_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of three articles."""
    with make_library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Library]:
    """A library with an article of many links, opened first, and one to which one of them leads."""
    with make_library(tmp_path / "library", drafts()) as library:
        yield library


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was given."""
    given: list[str] = []
    monkeypatch.setattr("readlater.tui.outside.subprocess.Popen", lambda command, **_: given.append(command[-1]))
    return given


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the clipboard was given."""
    given: list[str] = []
    monkeypatch.setattr("textual.app.App.copy_to_clipboard", lambda _, text: given.append(text))
    return given
