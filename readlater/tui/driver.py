"""The terminal: its input without polling, and its output until it is gone.

Textual's driver looks ten times a second whether it should stop, and waits for ever for a terminal that was closed.
"""

from __future__ import annotations

import contextlib
import os
import selectors
from codecs import getincrementaldecoder
from typing import IO, Any, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_LOOK = 0.01
"""Seconds between looks at the parser while it waits whether an escape is the key or the beginning of a sequence."""


class Terminal:
    """The file of a terminal, which takes everything once the terminal is gone.

    A hang-up comes together with a signal to go on, at which Textual begins to write anew. The thread that writes would
    end at the first error, its queue fill up, and the program wait for room in it instead of ending.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> int:
        """Writes the text, or nothing any more."""
        if not self._gone:
            try:
                return self._file.write(text)
            except (OSError, ValueError):  # the latter: closed
                self._gone = True
        return len(text)

    def flush(self) -> None:
        """Sends what was written."""
        if not self._gone:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self._gone = True

    def fileno(self) -> int:
        """The descriptor."""
        return self._file.fileno()


class WaitingDriver(LinuxDriver):
    """A driver whose thread sleeps until a key comes or the program ends, which then need not wait for it."""

    _wake = -1

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self._file is not None:
            self._file = cast(Any, Terminal(self._file))

    def run_input_thread(self) -> None:
        """Gives what is typed to the app."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        woken, self._wake = os.pipe()
        wait: float | None = None
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(woken, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    ready = {key.fd for key, _ in selector.select(wait)}
                    if self.fileno in ready:
                        data = os.read(self.fileno, 4096)
                        if not data:
                            return
                        for event in parser.feed(decode(data)):
                            self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)
                    wait = None if parser._timeout_time is None else _LOOK
        finally:
            wake, self._wake = self._wake, -1
            os.close(wake)
            os.close(woken)

    def disable_input(self) -> None:
        """Wakes the thread, so that it sees that it should end."""
        with contextlib.suppress(OSError):
            if self._wake >= 0:
                os.write(self._wake, b"\0")  # nobody takes it out again: it wakes until the thread has ended
        super().disable_input()
