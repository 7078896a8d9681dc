"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many processes again as there are cores: nearly half of the tests' time is waiting for other programs."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def shared_pages() -> Path:
    """The folder of real saved pages beside the checkout; the test is skipped where it is not there."""
    folder = SHARED / "pages"
    if not folder.is_dir():
        pytest.skip("the real saved pages are not here")
    return folder


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes this machine's own library or configuration."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("READLATER_LIBRARY", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    # Nor does it matter in which terminal the tests are run.
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "TMUX", "STY", "ZELLIJ", "TERM_PROGRAM", "KITTY_WINDOW_ID", "KONSOLE_VERSION"):
        monkeypatch.delenv(name, raising=False)
