"""What the screen asks of the system: a web browser, a clipboard. Blocking; called from a thread."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import webbrowser

from readlater.errors import ReadlaterError

_CLIPBOARDS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)


def is_web_address(url: str) -> bool:
    """Whether the browser may be given this address: http and https only, without spaces and controls."""
    return url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url


def open_page(url: str, browser: str = "") -> None:
    """Opens a page in the browser.

    Args:
        url: its address.
        browser: the command to open it with, in which ``%s`` stands for the address; empty: the system's browser.

    A browser that would take over this terminal is not started.

    Raises:
        ReadlaterError: the address is no web address, or there is no browser; says what to do.
    """
    if not is_web_address(url):
        raise ReadlaterError(f"not opened: '{url}' is no web address (http or https)" if url else "no address is known")
    if browser:
        command = [part.replace("%s", url) for part in shlex.split(browser)]
        if not any(url in part for part in command):
            command.append(url)
        try:
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise ReadlaterError(f"the browser '{command[0]}' can't be started: {error.strerror}") from error
        return
    try:
        controller = webbrowser.get()
    except webbrowser.Error as error:
        raise ReadlaterError("no web browser was found: set `browser` in the configuration") from error
    if type(controller) is webbrowser.GenericBrowser:
        raise ReadlaterError("the system's browser needs this terminal: set `browser` in the configuration")
    if not controller.open(url):
        raise ReadlaterError("the web browser could not be opened: set `browser` in the configuration")


def copy(text: str) -> bool:
    """Gives text to the clipboard by a program, if there is one: whether it did (terminals are asked besides)."""
    for variable, command in _CLIPBOARDS:
        if (variable and not os.environ.get(variable)) or shutil.which(command[0]) is None:
            continue
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                command,
                input=text.encode(),
                check=True,
                timeout=2,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            return True
    return False
