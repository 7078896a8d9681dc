"""The terminal's input without polling: Textual's driver looks ten times a second whether it should stop."""

from __future__ import annotations

import contextlib
import os
import selectors
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_LOOK = 0.01
"""Seconds between looks at the parser while it waits whether an escape is the key or the beginning of a sequence."""


class WaitingDriver(LinuxDriver):
    """A driver whose thread sleeps until a key comes or the program ends, which then need not wait for it."""

    _wake = -1

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
