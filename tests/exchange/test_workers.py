"""The worker processes: none of them can stop the import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlater.exchange.prepare import Refused, Task
from readlater.exchange.workers import AHEAD, Workers, cores
from readlater.model import Outcome
from tests.exchange.handlers import handle

ROOT = Path(__file__).resolve().parent.parent.parent


def run(names: list[str], *, count: int = 2, time_limit: float = 20.0) -> dict[str, Refused]:
    tasks = ((number, Task(name, name, None, None, 1)) for number, name in enumerate(names))
    found: dict[int, Refused] = {}
    with Workers(count, time_limit=time_limit, handler=handle) as workers:
        for result in workers.results(tasks):
            if result is not None:
                number, refused = result
                assert number not in found, "a task has one result"
                assert isinstance(refused, Refused)
                found[number] = refused
    assert sorted(found) == list(range(len(names))), "every task has a result"
    return {names[number]: refused for number, refused in found.items()}


def test_everything_is_done_by_several_processes() -> None:
    found = run([f"pid-{number}" for number in range(30)])
    pids = {refused.message for refused in found.values()}
    assert str(os.getpid()) not in pids
    assert len(pids) == 2


def test_a_worker_that_dies_costs_one_page() -> None:
    names = [f"ok-{number}" for number in range(6)] + ["die-1"] + [f"ok-{number}" for number in range(6, 12)]
    found = run(names)
    assert found["die-1"].outcome is Outcome.FAILED
    assert "killed" in found["die-1"].message
    assert all(refused.message == name for name, refused in found.items() if name != "die-1")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("hang-1", "not done after 1 second"),
        ("compute-1", "not done after 0.25 seconds of computing"),
        ("stuck-1", "not done after 0.25 seconds of computing"),
        ("crash-1", "the process that read it died"),
        ("die-1", "the process that read it was killed; perhaps there was not enough memory"),
    ],
)
def test_a_bad_page_costs_itself_and_the_rest_goes_on(name: str, why: str) -> None:
    names = [name, *(f"ok-{number}" for number in range(12))]
    found = run(names, time_limit=0.25)
    # Where it gets less than a quarter of the time that passes, the clock comes first.
    late = ["not done after 1 second"] if "computing" in why else []
    assert found[name] in [Refused(Outcome.FAILED, one, broke=True) for one in (why, *late)]
    assert all(refused.message == one for one, refused in found.items() if one != name)


def test_a_page_that_needs_too_much_memory_does_not_take_it() -> None:
    names = ["eat-1", *(f"ok-{number}" for number in range(4))]
    found = run(names, count=1)
    assert found["eat-1"].outcome is Outcome.FAILED
    assert all(refused.message == one for one, refused in found.items() if one != "eat-1")


def test_a_worker_that_has_become_large_is_replaced() -> None:
    names = ["pid-1", "huge-1", "pid-2", "pid-3", "pid-4"]
    found = run(names, count=1)
    assert found["pid-1"] == found["huge-1"]
    assert found["pid-2"] != found["pid-1"]
    assert found["pid-2"] == found["pid-4"]


def test_a_worker_that_was_stopped_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readlater.exchange.workers.GRACE", 0.0)
    with Workers(1, time_limit=0.05, handler=handle) as workers:
        workers.give(0, Task("ok-0", "", None, None, 1))
        while workers.is_busy:
            list(workers.collect(0.1))
        [pid] = workers.pids
        os.kill(pid, signal.SIGSTOP)
        workers.give(1, Task("ok-1", "", None, None, 1))
        found = []
        while workers.is_busy:
            found += workers.collect(0.1)
    assert [(number, refused.outcome) for number, refused in found] == [(1, Outcome.FAILED)]


def test_no_more_tasks_are_asked_for_than_there_is_room() -> None:
    asked = 0

    def tasks() -> Iterator[tuple[int, Task]]:
        nonlocal asked
        for number in range(40):
            asked += 1
            yield number, Task(f"ok-{number}", "", None, None, 1)

    done = 0
    with Workers(2, time_limit=20, handler=handle) as workers:
        for result in workers.results(tasks()):
            done += result is not None
            assert asked <= done + 2 * AHEAD + 1
    assert done == 40


def test_all_pages_die() -> None:
    found = run([f"die-{number}" for number in range(4)], count=1)
    assert {refused.outcome for refused in found.values()} == {Outcome.FAILED}


def test_workers_leave_when_their_parent_is_killed() -> None:
    script = (
        "import os, sys, signal\n"
        "from readlater.exchange.prepare import Task\n"
        "from readlater.exchange.workers import Workers\n"
        "from tests.exchange.handlers import handle\n"
        "if __name__ == '__main__':\n"
        "    tasks = ((n, Task(f'pid-{n}', '', None, None, 1)) for n in range(10**9))\n"
        "    seen = set()\n"
        "    with Workers(2, time_limit=60, handler=handle) as workers:\n"
        "        for result in workers.results(tasks):\n"
        "            if result and result[1].message not in seen:\n"
        "                seen.add(result[1].message)\n"
        "                print(result[1].message, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = [int(process.stdout.readline()) for _ in range(2)]
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 15
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="not on this system")
def test_cores_are_those_that_may_be_used() -> None:
    assert cores() == len(os.sched_getaffinity(0))
