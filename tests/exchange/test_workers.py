"""The worker processes: none of them can stop the import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readlater.exchange.prepare import Refused, Task
from readlater.exchange.workers import Workers, cores
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
    assert "died" in found["die-1"].message
    assert all(refused.message == name for name, refused in found.items() if name != "die-1")


def test_a_worker_that_hangs_costs_one_page_and_the_rest_goes_on() -> None:
    names = ["hang-1", *(f"ok-{number}" for number in range(12))]
    found = run(names, time_limit=1.0)
    assert found["hang-1"] == Refused(Outcome.FAILED, "not done after 1 seconds")
    assert all(refused.message == name for name, refused in found.items() if name != "hang-1")


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
