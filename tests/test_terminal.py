"""The program in a real terminal: tmux starts it, types, and reads the screen. Skipped where tmux is not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.xdist_group("terminal"),  # one at a time: they wait for real seconds
]

TITLE = "The lighthouse at Ravnsund"
LOG = "the keeper wrote down the wind, the ships that passed and what the sea gave back."
PARAGRAPHS = "\n".join(f"<p>Paragraph {number}: {LOG}</p>" for number in range(60))
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>
{PARAGRAPHS}
<p>The log says only: good light.</p></article></body></html>"""


class Tmux:
    """One tmux server with one window, in which a shell runs."""

    def __init__(self, columns: int, rows: int, folder: Path) -> None:
        self._name = f"readlater-{uuid.uuid4().hex[:8]}"
        self._folder = folder
        self.run("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), "sh")

    def run(self, *arguments: str) -> str:
        """A tmux command's output. The runner's own COLUMNS and LINES must not reach it: the window decides."""
        command = ["tmux", "-L", self._name, *arguments]
        environ = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=self._folder, env=environ, timeout=20
        )
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Types keys by tmux's names."""
        self.run("send-keys", *keys)

    def screen(self) -> str:
        """What the window shows."""
        return self.run("capture-pane", "-p")

    def wait(self, holds: Callable[[str], bool], seconds: float = 20.0) -> str:
        """The screen as soon as ``holds`` is true of it; fails with the screen otherwise."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.screen()
            if holds(shown):
                return shown
            time.sleep(0.1)
        pytest.fail(f"the screen never showed what was waited for:\n{self.screen()}")

    def close(self) -> None:
        """Ends the server and all that runs in it."""
        subprocess.run(["tmux", "-L", self._name, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one long article."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    folder = tmp_path / "library"
    command = [sys.executable, "-m", "readlater", "--library", str(folder), "import", str(tmp_path / "page.html")]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def tmux(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tmux]:
    """A terminal of the size given by the test's parameter."""
    columns, rows = getattr(request, "param", (120, 40))
    terminal = Tmux(columns, rows, tmp_path)
    yield terminal
    terminal.close()


def start(tmux: Tmux, library: Path) -> None:
    """Opens the library and waits for its list."""
    tmux.keys(f"{sys.executable} -m readlater --library {library}", "Enter")
    tmux.wait(lambda shown: "lighthouse" in shown and "python" not in shown)


@pytest.mark.parametrize("tmux", [(40, 12), (80, 24), (120, 40), (200, 50)], indirect=True)
def test_read_to_the_end_quit_and_come_back(tmux: Tmux, library: Path) -> None:
    start(tmux, library)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "Paragraph 0" in shown)
    tmux.keys("G")
    tmux.wait(lambda shown: "good light" in shown)
    tmux.keys("Q")
    tmux.wait(lambda shown: "good light" not in shown)
    start(tmux, library)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "good light" in shown)
    tmux.keys("Q")


def test_resize_while_reading(tmux: Tmux, library: Path) -> None:
    start(tmux, library)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "Paragraph 0" in shown)
    for columns, rows in ((60, 20), (20, 6), (200, 50), (80, 24)):
        tmux.run("resize-window", "-x", str(columns), "-y", str(rows))
        time.sleep(0.4)
        assert "Traceback" not in tmux.screen()
    tmux.wait(lambda shown: "Paragraph" in shown)
    tmux.keys("Q")
    tmux.wait(lambda shown: "Paragraph" not in shown)


def test_another_program_adds_an_article(tmux: Tmux, library: Path, tmp_path: Path) -> None:
    start(tmux, library)
    second = tmp_path / "second.html"
    second.write_text(PAGE.replace("lighthouse", "harbour").replace("keeper", "pilot"), encoding="utf-8")
    command = [sys.executable, "-m", "readlater", "--library", str(library), "import", str(second)]
    subprocess.run(command, check=True, capture_output=True)
    tmux.wait(lambda shown: "harbour" in shown, seconds=5)
    tmux.keys("Q")
