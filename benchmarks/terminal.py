"""A program under a pseudo-terminal, timed from outside: what the person in front of it would see and wait for.

The terminal answers the queries that Textual sends, so that every frame comes bracketed as a synchronised update
(``CSI ? 2026 h`` … ``l``); the end of such a bracket is the moment when a real terminal shows the frame.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path

FRAME_START = b"\x1b[?2026h"
FRAME_END = b"\x1b[?2026l"
_TICKS = os.sysconf("SC_CLK_TCK")
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


class Terminal:
    """A running program of ``columns`` × ``rows``; use it as a context manager, which ends the program."""

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 40, environ: dict[str, str] | None = None
    ) -> None:
        self.output = bytearray()
        self.started = time.monotonic()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # the child
            variables = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
            variables |= environ or {}
            for name in ("COLUMNS", "LINES"):  # the window decides
                variables.pop(name, None)
            os.execvpe(command[0], list(command), variables)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the program, if it still runs."""
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def send(self, keys: str) -> None:
        """Types ``keys``."""
        os.write(self._fd, keys.encode())

    def pump(self, seconds: float) -> bool:
        """Reads what arrives within ``seconds`` at most; returns as soon as something came, with True."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            return False
        if not data:
            return False
        self.output += data
        self._answer(data)
        return True

    def pump_for(self, seconds: float) -> None:
        """Reads what arrives in the next ``seconds``."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)

    def _answer(self, data: bytes) -> None:
        if b"\x1b[?2026$p" in data:
            os.write(self._fd, b"\x1b[?2026;2$y")
        if b"\x1b[?2048$p" in data:
            os.write(self._fd, b"\x1b[?2048;0$y")
        if b"\x1b[c" in data or b"\x1b[0c" in data:
            os.write(self._fd, b"\x1b[?62;22c")
        if b"\x1b[6n" in data:
            os.write(self._fd, b"\x1b[1;1R")

    def wait_for(self, text: str, since: int = 0, timeout: float = 60.0) -> float:
        """Waits until a whole frame after byte ``since`` of the output holds ``text``.

        Returns:
            Seconds on the monotonic clock when that frame had arrived.

        Raises:
            TimeoutError: if it didn't come within ``timeout`` seconds.
        """
        wanted = text.encode()
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            plain = _ESCAPES.sub(b"", bytes(self.output[since:]))
            if wanted in plain and self.output.rfind(FRAME_END) > self.output.rfind(FRAME_START):
                return time.monotonic()
            self.pump(0.05)
        raise TimeoutError(f"{text!r} did not appear")

    def wait_frame(self, since: int, timeout: float = 10.0) -> float:
        """Waits for the end of the first frame after byte ``since``; returns the monotonic time of its arrival."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.output.find(FRAME_END, since) >= 0:
                return time.monotonic()
            self.pump(0.05)
        raise TimeoutError("no frame was painted")

    def settle(self, quiet: float = 0.25, timeout: float = 20.0) -> float:
        """Reads until nothing came for ``quiet`` seconds; returns the monotonic time of the last byte."""
        last = time.monotonic()
        end = last + timeout
        while time.monotonic() < end:
            if self.pump(quiet):
                last = time.monotonic()
            elif time.monotonic() - last >= quiet:
                break
        return last

    def cpu(self) -> float:
        """CPU seconds (user and system) that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def rss(self) -> float:
        """Resident memory of the program in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def wait_end(self, timeout: float = 10.0) -> float:
        """Waits until the program has ended; returns the monotonic time."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.pump(0.01)
            done, _ = os.waitpid(self.pid, os.WNOHANG)
            if done:
                return time.monotonic()
        raise TimeoutError("the program did not end")
