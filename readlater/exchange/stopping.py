"""Ctrl-C, and what the system says when it wants us to end: heard where nothing is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A signal said that this is to end; ``signal`` is its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number


class Stopping:
    """A context manager within which the signals raise `Stopped` in the blocks of `here`, and only there.

    One that comes elsewhere is heard when the next such block begins. Outside the main thread, which alone gets
    signals, it does nothing. Signals that are ignored (``nohup``) stay so.
    """

    def __init__(self) -> None:
        self._before: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}
        self._came = 0
        self._open = False
        self._heard = False

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        outer = self._before.get(self._came)
        self._before.clear()
        if self._came and not self._heard and isinstance(getattr(outer, "__self__", None), Stopping):
            signal.raise_signal(self._came)  # too late for us; it is heard further out

    @contextmanager
    def here(self) -> Iterator[None]:
        """Here everything may end."""
        if self._came:
            self._heard = True
            raise Stopped(self._came)
        self._open = True
        try:
            yield
        finally:
            self._open = False

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._came = number
        if self._open:
            self._open = False
            self._heard = True
            raise Stopped(number)
