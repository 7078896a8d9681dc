"""Several fetches at once, but few of one host: its server is to notice nothing."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from readlater.errors import FetchError
from readlater.pages.fetch import Fetched

AT_ONCE = 4
OF_ONE_HOST = 2
OPEN = 16
"""Pages that are fetched and not yet done with, at most."""

Arrived = tuple[int, Fetched | FetchError]


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to fetch: its number, its host, and what fetches it."""

    number: int
    host: str
    fetch: Callable[[], Fetched]


class Fetches:
    """Fetches on threads of its own, in the order given; a context manager that begins no more when it is left.

    The threads are left behind with the program: a server that takes its time holds nobody up.
    """

    def __init__(self, errands: Sequence[Errand]) -> None:
        self._pending = list(errands)
        self._busy: Counter[str] = Counter()
        self._open = 0
        self._changed = threading.Condition()
        self._arrived: SimpleQueue[Arrived] = SimpleQueue()

    def __enter__(self) -> Self:
        for number in range(min(AT_ONCE, len(self._pending))):
            threading.Thread(target=self._run, name=f"fetch {number}", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._pending.clear()
            self._changed.notify_all()

    def arrived(self, seconds: float) -> list[Arrived]:
        """What has come, waiting at most so long for something; in whatever order."""
        found: list[Arrived] = []
        with contextlib.suppress(Empty):
            found.append(self._arrived.get(timeout=seconds) if seconds else self._arrived.get_nowait())
            while True:
                found.append(self._arrived.get_nowait())
        return found

    def done(self) -> None:
        """One that has arrived is done with."""
        with self._changed:
            self._open -= 1
            self._changed.notify_all()

    def _run(self) -> None:
        while (errand := self._next()) is not None:
            self._arrived.put((errand.number, _outcome(errand)))
            with self._changed:
                self._busy[errand.host] -= 1
                self._changed.notify_all()

    def _next(self) -> Errand | None:
        """The first that may begin; waits for one; None when there are no more."""
        with self._changed:
            while self._pending:
                errand = next((one for one in self._pending if self._busy[one.host] < OF_ONE_HOST), None)
                if errand is not None and self._open < OPEN:
                    self._pending.remove(errand)
                    self._busy[errand.host] += 1
                    self._open += 1
                    return errand
                self._changed.wait()
            return None


def _outcome(errand: Errand) -> Fetched | FetchError:
    """What fetching comes to. An error that nobody foresaw is one address that was not fetched, not the end."""
    try:
        return errand.fetch()
    except FetchError as error:
        return error
    except Exception as error:
        if os.environ.get("READLATER_DEBUG"):
            import traceback

            traceback.print_exception(error)
        text = " ".join(f"{type(error).__name__}: {error}".split())
        return FetchError(f"a bug in readlater: {text}", passing=True)
