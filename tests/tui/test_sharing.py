"""What the screen asks of the system, and what a command printed as lines."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest

from readlater.errors import ReadlaterError
from readlater.tui import outside
from readlater.tui.lending import shell
from readlater.tui.printed import Printed


def program(folder: Path, name: str, code: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{code}\n")
    os.chmod(path, 0o755)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of our own, and no display."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "cat").symlink_to("/bin/cat")
    monkeypatch.setenv("PATH", str(folder))
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "TMUX", "STY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return folder


# --- the clipboard


def test_the_first_clipboard_program_that_works_is_taken(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert outside.copy("bees") == ""
    program(bin_folder, "xclip", "exit 1")
    program(bin_folder, "tmux", f'cat > {tmp_path}/copied; echo "$@" > {tmp_path}/arguments')
    assert outside.copy("bees") == ""  # there is neither a display nor a tmux around us
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("TMUX", "/tmp/x,1,0")
    assert outside.copy("bees 蜂") == "tmux"
    assert (tmp_path / "copied").read_text() == "bees 蜂"
    assert (tmp_path / "arguments").read_text() == "load-buffer -w -\n"


def test_screen_passes_on_what_is_wrapped_in_pieces_it_takes() -> None:
    assert outside.wrapped_for_screen("bees", {}) == ""
    assert outside.wrapped_for_screen("bees", {"STY": "1", "TMUX": "x"}) == ""
    wrapped = outside.wrapped_for_screen("bees " * 500, {"STY": "1.pts-0"})
    parts = re.findall(r"\x1bP(.*?)\x1b\\", wrapped, re.DOTALL)
    assert all(len(part) < 760 for part in parts)
    assert "".join(f"\x1bP{part}\x1b\\" for part in parts) == wrapped
    sequence = "".join(parts)
    assert sequence.startswith("\x1b]52;c;")
    assert base64.b64decode(sequence[7:-1]).decode() == "bees " * 500


# --- the browser


def test_addresses_of_the_web_and_of_mail_only() -> None:
    for address in ("https://a.example", "HTTP://a.example", "mailto:a@b.example"):
        assert outside.checked(address) == address
    for address in ("file:///etc/passwd", "javascript:x", "https://a.example/ b", "mailto:a b", "https://a\x1b[2J", ""):
        with pytest.raises(ReadlaterError):
            outside.checked(address)


@pytest.mark.parametrize(
    ("browser", "command"),
    [
        ("firefox", ["firefox", "https://a.example"]),
        ("!w3m %s", ["w3m", "https://a.example"]),
        ("chromium '--app=%s' -x", ["chromium", "--app=https://a.example", "-x"]),
    ],
)
def test_the_command_of_a_browser(browser: str, command: list[str]) -> None:
    assert outside.browser_command(browser, "https://a.example") == command


@pytest.mark.parametrize("browser", ["'", "!", "! "])
def test_a_browser_that_is_none(browser: str) -> None:
    with pytest.raises(ReadlaterError, match="browser"):
        outside.browser_command(browser, "https://a.example")


def test_without_a_browser_the_address_is_told_and_one_for_the_terminal(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> object:
        raise outside.webbrowser.Error("no browser")

    monkeypatch.setattr(outside.webbrowser, "get", none)
    with pytest.raises(outside.NoBrowserError) as failed:
        outside.open_page("https://a.example")
    assert failed.value.instead == ""
    assert "https://a.example" in str(failed.value)
    program(bin_folder, "lynx", "")
    with pytest.raises(outside.NoBrowserError) as failed:
        outside.open_page("https://a.example")
    assert failed.value.instead == "lynx"
    assert 'browser = "!lynx %s"' in str(failed.value)
    with pytest.raises(ReadlaterError, match=r"'nobrowser' can't be started .*: https://a.example"):
        outside.open_page("https://a.example", "nobrowser")


def test_the_shell_outlives_ctrl_c(tmp_path: Path) -> None:
    import signal
    import subprocess

    command = "sh -c 'kill -INT $PPID; exit 5'"
    process = subprocess.run(shell(command), check=False, stdin=subprocess.DEVNULL)
    assert process.returncode == 5
    assert subprocess.run(["sh", "-c", command + "; :"], check=False).returncode == -signal.SIGINT


# --- what a command printed


def printed(*parts: bytes, width: int = 20) -> list[str]:
    text = Printed()
    text.wrap(width)
    for number, part in enumerate(parts):
        text.add(part, last=number == len(parts) - 1)
    before = list(text.lines)
    text.wrap(width)
    assert text.lines == before  # whether wrapped as it came or afterwards
    return before


def test_lines_come_whole_whatever_the_pieces() -> None:
    data = "eins\nzwei drei Bienen fliegen weit\n\n蜂蜜".encode()
    whole = printed(data)
    assert whole == ["eins", "zwei drei Bienen", "fliegen weit", "", "蜂蜜"]
    for at in range(len(data)):
        assert printed(data[:at], data[at:]) == whole
    assert printed(b"") == []


def test_nothing_that_a_terminal_would_obey_is_left() -> None:
    data = b"\x1b[31mred\x1b[0m\x1b]0;title\x07 \x9b5m\xc2\x9b2J\x1b\n\x1bP1;2qx\x1b\\ok\xff\n" + "\u202eabc\n".encode()
    text = Printed()
    text.add(data, last=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text.text)
    assert text.text.startswith("red")
    assert "ok\ufffd" in text.text


def test_tabs_overprinting_and_progress() -> None:
    assert printed(b"a\tb\n") == ["a       b"]
    assert printed(b"N\x08NA\x08AM\x08ME _\x08x\n") == ["NAME x"]
    assert printed(b"10 %\r50 %\r100 %\ndone\r\n") == ["100 %", "done"]


def test_a_line_without_an_end_is_shown_before_it_ends() -> None:
    text = Printed()
    text.wrap(100)
    text.add(b"x" * 50)
    assert text.lines == []
    text.add(b"x" * 100_000)
    assert len(text.lines) > 600
