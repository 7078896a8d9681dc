"""What the screen asks of the system: a web browser, a clipboard. Blocking; called from a thread."""

from __future__ import annotations

import base64
import contextlib
import os
import shlex
import shutil
import subprocess
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

from readlater.errors import ReadlaterError

MOST_FOR_TERMINAL = 74_994 * 3 // 4
"""Bytes of text that xterm, and many like it, take from a program for the clipboard."""

TERMINAL_MARK = "!"
"""What a command begins with that needs the terminal: that of the setting ``browser``, or one that is piped to."""

_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("termux-clipboard-set",)),
    # tmux ignores a program in it that asks for the clipboard (set-clipboard external); itself it asks the terminal.
    ("TMUX", ("tmux", "load-buffer", "-w", "-")),
)
_TEXT_BROWSERS = ("w3m", "elinks", "lynx", "links", "links2")
_SCREEN_LIMIT = 512
"""Bytes of one string that screen(1) passes on to the terminal, which takes 768 with all that is around it."""


class NoBrowserError(ReadlaterError):
    """There is no browser with a window of its own; ``instead`` is one for the terminal that is there, or empty."""

    def __init__(self, message: str, instead: str = "") -> None:
        super().__init__(message)
        self.instead = instead


def is_web_address(url: str) -> bool:
    """Whether the browser may be given this address: http and https only, without spaces and controls."""
    return url.lower().startswith(("http://", "https://")) and _is_one_word(url)


def _is_one_word(url: str) -> bool:
    return url.isprintable() and " " not in url


def checked(url: str) -> str:
    """The address, if it may be given to a browser: of the web, or of mail.

    Raises:
        ReadlaterError: it may not.
    """
    if not (is_web_address(url) or (url.lower().startswith("mailto:") and _is_one_word(url))):
        raise ReadlaterError(f"not opened: '{url}' is no web address (http or https)" if url else "no address is known")
    return url


def browser_command(browser: str, address: str) -> list[str]:
    """The command of the setting ``browser`` with the address in the place of ``%s``, else at its end.

    Raises:
        ReadlaterError: the setting can't be understood.
    """
    try:
        parts = shlex.split(browser.removeprefix(TERMINAL_MARK))
    except ValueError as error:
        raise ReadlaterError(f"browser: {browser!r}: {str(error).lower()}; check its quotation marks") from error
    if not parts:
        raise ReadlaterError(f"browser: {browser!r} names no program")
    command = [part.replace("%s", address) for part in parts]
    return command if "%s" in "".join(parts) else [*command, address]


def open_page(url: str, browser: str = "") -> None:
    """Opens a page in the browser.

    Args:
        url: its address.
        browser: the command to open it with, in which ``%s`` stands for the address; empty: the system's browser.

    A browser that would take over this terminal is not started.

    Raises:
        NoBrowserError: there is no browser; says what to do.
        ReadlaterError: the address is no web address, or the browser can't be started.
    """
    _open(checked(url), url, browser)


def open_file(path: Path, browser: str = "") -> None:
    """Opens a file of our own in the browser, like `open_page`."""
    _open(path.as_uri(), str(path), browser)


def _open(address: str, shown: str, browser: str) -> None:
    if browser:
        command = browser_command(browser, address)
        try:
            start_apart(command)
        except OSError as error:
            raise ReadlaterError(f"the browser '{command[0]}' can't be started ({error.strerror}): {shown}") from error
        return
    try:
        controller = webbrowser.get()
    except webbrowser.Error:
        controller = None
    if controller is None or type(controller) is webbrowser.GenericBrowser:
        raise _no_browser(shown)
    if not controller.open(address):
        raise ReadlaterError(f"the web browser could not be opened: {shown} · set `browser` in the configuration")


def start_apart(command: Sequence[str]) -> None:
    """Starts a program that has windows of its own and outlives us; OSError if it can't be started."""
    subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _no_browser(shown: str) -> NoBrowserError:
    instead = next((name for name in _TEXT_BROWSERS if shutil.which(name)), "")
    advice = (
        f'browser = "{TERMINAL_MARK}{instead} %s" in the configuration opens pages here'
        if instead
        else "set `browser` in the configuration"
    )
    return NoBrowserError(f"no web browser was found: {shown} · {advice}", instead)


def copy(text: str) -> str:
    """Gives text to the clipboard by a program, if there is one: its name, else empty (terminals are asked besides)."""
    for variable, command in _CLIPBOARDS:
        if (variable and not os.environ.get(variable)) or shutil.which(command[0]) is None:
            continue
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                command,
                input=text.encode("utf-8", "replace"),
                check=True,
                timeout=2,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return command[0]
    return ""


def wrapped_for_screen(text: str, environ: Mapping[str, str] | None = None) -> str:
    """What asks the terminal around screen(1) to put text into its clipboard; empty where there is no screen(1)."""
    environ = os.environ if environ is None else environ
    if not environ.get("STY") or environ.get("TMUX"):
        return ""
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode()}\x07"
    parts = (sequence[at : at + _SCREEN_LIMIT] for at in range(0, len(sequence), _SCREEN_LIMIT))
    return "".join(f"\x1bP{part}\x1b\\" for part in parts)
