"""Several fetches at once, few of one host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from readlater.errors import FetchError
from readlater.exchange.parallel import AT_ONCE, OF_ONE_HOST, OPEN, Arrived, Errand, Fetches
from readlater.pages.fetch import Fetched

PAGE = Fetched(b"page", "", "", "text/html", "", datetime(2022, 1, 14, tzinfo=UTC))


def collected(fetches: Fetches, count: int) -> list[Arrived]:
    found: list[Arrived] = []
    while len(found) < count:
        arrived = fetches.arrived(5)
        assert arrived, f"only {len(found)} of {count} came"
        found += arrived
        for _ in arrived:
            fetches.done()
    return found


def test_few_at_once_and_fewer_of_one_host() -> None:
    lock = threading.Lock()
    busy: dict[str, int] = {"": 0}
    most: dict[str, int] = {}

    def errand(host: str) -> Callable[[], Fetched]:
        def fetch() -> Fetched:
            with lock:
                for name in (host, ""):
                    busy[name] = busy.get(name, 0) + 1
                    most[name] = max(most.get(name, 0), busy[name])
            time.sleep(0.01)
            with lock:
                for name in (host, ""):
                    busy[name] -= 1
            return PAGE

        return fetch

    errands = [Errand(at, host, errand(host)) for at, host in enumerate(["a"] * 8 + ["b"] * 4 + ["c", "d", "e"])]
    with Fetches(errands) as fetches:
        assert sorted(at for at, _ in collected(fetches, 15)) == list(range(15))
    assert most["a"] == most["b"] == OF_ONE_HOST
    assert most[""] <= AT_ONCE


def test_only_so_many_pages_wait_to_be_taken() -> None:
    done = threading.Event()
    begun: list[int] = []

    def errand(at: int) -> Callable[[], Fetched]:
        def fetch() -> Fetched:
            begun.append(at)
            if len(begun) == OPEN:
                done.set()
            return PAGE

        return fetch

    errands = [Errand(at, str(at), errand(at)) for at in range(3 * OPEN)]
    with Fetches(errands) as fetches:
        assert done.wait(5)
        time.sleep(0.05)
        assert len(begun) == OPEN
        assert len(collected(fetches, 3 * OPEN)) == 3 * OPEN


def test_what_fails_comes_as_its_error_and_a_bug_keeps_the_address() -> None:
    def gone() -> Fetched:
        raise FetchError("gone")

    def bug() -> Fetched:
        raise ZeroDivisionError("by zero")

    with Fetches([Errand(0, "a", gone), Errand(1, "b", bug)]) as fetches:
        errors = dict(collected(fetches, 2))
    assert str(errors[0]) == "gone"
    assert str(errors[1]) == "a bug in readlater: ZeroDivisionError: by zero"
    assert [error.passing for error in errors.values() if isinstance(error, FetchError)].count(True) == 1


def test_leaving_begins_no_more() -> None:
    go = threading.Event()
    begun: list[int] = []

    def errand(at: int) -> Callable[[], Fetched]:
        def fetch() -> Fetched:
            begun.append(at)
            go.wait(5)
            return PAGE

        return fetch

    with Fetches([Errand(at, "a", errand(at)) for at in range(9)]) as fetches:
        while len(begun) < OF_ONE_HOST:
            time.sleep(0.001)
    go.set()
    assert len(fetches.arrived(5)) >= 1
    assert len(begun) == OF_ONE_HOST
