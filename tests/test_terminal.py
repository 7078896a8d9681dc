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


def imported(folder: Path, page: str) -> Path:
    """The folder with a library in it into which a page was imported."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    library = folder / "library"
    command = [sys.executable, "-m", "readlater", "--library", str(library), "import", str(folder / "page.html")]
    subprocess.run(command, check=True, capture_output=True)
    return library


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one long article, to be copied."""
    return imported(tmp_path_factory.mktemp("terminal"), PAGE)


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    """A library with one long article."""
    return Path(shutil.copytree(made, tmp_path / "library"))


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


LINKS = """<!doctype html><html lang="en"><head><title>The pilot of Ravnsund</title></head><body><article>
<h1>The pilot of Ravnsund</h1>
<p>The pilot knew <a href="https://example.org/lighthouse">the lighthouse</a> and
<a href="https://nowhere.example/ferry">the ferry</a> better than the keeper did, who wrote it down every evening.</p>
<h2>The first winter</h2><p>In the first winter the ice came early and stayed until the herring were gone again.</p>
<h2>The second winter</h2><p>In the second winter nothing froze but the pilot's beard, and the keeper's ink.</p>
</article></body></html>"""


@pytest.fixture(scope="session")
def made_linked(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with one article more, which has links and headings; to be copied."""
    folder = tmp_path_factory.mktemp("linked")
    shutil.copytree(made, folder / "library")
    return imported(folder, LINKS)


@pytest.fixture
def linked(made_linked: Path, tmp_path: Path) -> Path:
    """The library with one article more, which has links and headings."""
    return Path(shutil.copytree(made_linked, tmp_path / "library"))


@pytest.mark.parametrize("tmux", [(80, 24)], indirect=True)
def test_links_outline_and_what_follows_a_prefix(tmux: Tmux, linked: Path) -> None:
    start(tmux, linked)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "the ice came early" in shown)
    tmux.keys("f")
    tmux.wait(lambda shown: "esc" in shown.splitlines()[-1])
    tmux.keys("Escape")
    tmux.wait(lambda shown: "space page" in shown.splitlines()[-1])  # Escape and O at once are another key
    tmux.keys("O")
    tmux.wait(lambda shown: shown.count("The second winter") == 2)
    tmux.keys("O")
    tmux.wait(lambda shown: shown.count("The second winter") == 1)
    tmux.keys("y")
    tmux.wait(lambda shown: "Markdown" in shown)
    tmux.keys("m")
    tmux.wait(lambda shown: "copied" in shown)
    tmux.keys("Q")
    tmux.wait(lambda shown: "copied" not in shown)


@pytest.mark.parametrize("tmux", [(40, 12), (300, 100)], indirect=True)
def test_everything_is_selected_archived_and_taken_back(tmux: Tmux, linked: Path) -> None:
    start(tmux, linked)
    tmux.keys("*")
    tmux.wait(lambda shown: "2 articles selected" in shown)
    tmux.keys("a")
    tmux.wait(lambda shown: "Inbox 0" in shown)
    tmux.keys("u")
    tmux.wait(lambda shown: "Inbox 2" in shown and "lighthouse" in shown)
    tmux.keys("Q")
    tmux.wait(lambda shown: "Inbox" not in shown)


@pytest.mark.parametrize("tmux", [(80, 24)], indirect=True)  # no summary beside it
def test_a_killed_program_comes_back_to_the_place(tmux: Tmux, library: Path) -> None:
    start(tmux, library)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "Paragraph 0" in shown)
    tmux.keys("Space", "Space")
    before = tmux.wait(lambda shown: "Paragraph 0:" not in shown and "Paragraph" in shown)
    place = next(word for word in before.split("Paragraph ")[1:] if word[:1].isdigit()).split(":")[0]
    time.sleep(4.5)  # less than five seconds are no reading
    tmux.keys("j")
    time.sleep(1.5)  # the place is saved a second after a movement
    tmux.run("respawn-pane", "-k", "sh")
    start(tmux, library)
    tmux.keys("Enter")
    tmux.wait(lambda shown: f"Paragraph {place}:" in shown and "Paragraph 0:" not in shown)
    tmux.keys("Q")


def _runs(pid: int) -> bool:
    """Whether a process runs; one that only waits for somebody to take note of its end does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs the process table as files")
@pytest.mark.parametrize("keys", [(), ("Enter",), ("H",)])
def test_a_closed_terminal_ends_the_program(tmux: Tmux, library: Path, keys: tuple[str, ...]) -> None:
    tmux.keys(f"exec {sys.executable} -m readlater --library {library}", "Enter")
    tmux.wait(lambda shown: "lighthouse" in shown and "python" not in shown)
    pid = int(tmux.run("display", "-p", "#{pane_pid}"))
    if keys:
        tmux.keys(*keys)
        tmux.wait(lambda shown: "newest first" not in shown or "Paragraph 0" in shown)
    assert _runs(pid)
    tmux.close()
    end = time.monotonic() + 10
    while _runs(pid):
        assert time.monotonic() < end, "it goes on without a terminal"
        time.sleep(0.1)


@pytest.mark.parametrize("environ", ["NO_COLOR=1", "TERM=linux", "LC_ALL=C", "TERM=xterm-16color", "READLATER_ASCII=1"])
def test_poor_terminals(tmux: Tmux, library: Path, environ: str) -> None:
    tmux.keys(f"{environ} {sys.executable} -m readlater --library {library}", "Enter")
    tmux.wait(lambda shown: "lighthouse" in shown and "python" not in shown)
    tmux.keys("Enter")
    shown = tmux.wait(lambda shown: "Paragraph 0" in shown)
    if environ in ("LC_ALL=C", "READLATER_ASCII=1"):
        assert shown.isascii(), shown
    if environ == "NO_COLOR=1":
        assert "38;2" not in tmux.run("capture-pane", "-p", "-e")
    tmux.keys("Q")
    tmux.wait(lambda shown: "Paragraph" not in shown)


def test_an_address_that_is_pasted_is_asked_about(tmux: Tmux, library: Path) -> None:
    start(tmux, library)
    tmux.run("set-buffer", "https://example.org/pasted")
    tmux.run("paste-buffer", "-p")
    tmux.wait(lambda shown: "https://example.org/pasted" in shown)
    tmux.keys("Escape")
    tmux.wait(lambda shown: "https://example.org/pasted" not in shown)
    tmux.keys("Q")


def test_a_presets_keys_work_in_a_real_terminal(tmux: Tmux, library: Path, tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "config.toml").write_text('[keys]\npreset = "vim"\n', encoding="utf-8")
    command = f"{sys.executable} -m readlater --config-dir {tmp_path / 'settings'} --library {library}"
    tmux.keys(command, "Enter")
    tmux.wait(lambda shown: "lighthouse" in shown and "python" not in shown)
    tmux.keys("Enter")
    tmux.wait(lambda shown: "Paragraph 0" in shown)
    tmux.keys("G")
    tmux.wait(lambda shown: "good light" in shown)
    tmux.keys("g", "g")
    tmux.wait(lambda shown: "Paragraph 0" in shown)
    tmux.keys("Z", "Z")
    tmux.wait(lambda shown: "Paragraph" not in shown)
