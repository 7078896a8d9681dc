"""What workers do in the tests of the workers and of the import: by the name of the task."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from dataclasses import replace
from pathlib import Path

from readlater.exchange.packing import Packed, Rescue, pack_page
from readlater.exchange.prepare import Refused, Task
from readlater.model import Outcome


def handle(task: Task) -> Refused:
    """``ok`` is done, ``slow`` takes a little, ``pid`` tells the process, ``huge`` needs much memory.

    For the others see `misbehave`.
    """
    name = task.item.split("-")[0]
    misbehave(name)
    if name == "slow":
        time.sleep(0.3)
    if name == "huge":
        bytearray(450_000_000)
    return Refused(Outcome.SKIPPED, str(os.getpid()) if name in ("pid", "huge") else task.item)


def misbehave(name: str) -> None:
    """Does what no page should be able to make a reader do."""
    if name == "hang":  # without computing
        while True:
            time.sleep(1)
    if name == "compute":
        while True:
            pass
    if name == "stuck":  # in C code that never looks up: no signal handler of Python's would ever run
        re.match(r"(a+)+$", "a" * 64 + "b")
    if name == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "crash":
        ctypes.string_at(0)
    if name == "eat":
        eaten = []
        while True:
            eaten.append(bytes(64 * 2**20))
    if name == "bug":
        raise ZeroDivisionError("oh\nno")


def pack(task: Task | Rescue) -> Packed | Refused:
    """In the place of `pack_page`: a file called ``crash.html`` crashes its reader, and so on."""
    if isinstance(task, Task):
        misbehave(Path(task.path).stem.partition("-")[0])
    return pack_page(task)


def break_twice(task: Task | Rescue) -> Packed | Refused:
    """Crashes whatever it is given."""
    misbehave("crash")
    return pack_page(task)


def two_of_each(task: Task | Rescue) -> Packed | Refused:
    """Finds two articles in each file, the second of which has a name."""
    packed = pack_page(task)
    assert isinstance(packed, Packed)
    [(name, article)] = packed.articles
    draft = replace(article.new.draft, title=f"{article.new.draft.title}, again")
    uuid = article.uuid[:-4] + "0000"
    again = replace(article, new=replace(article.new, draft=draft), uuid=uuid, content=None)
    return Packed(((name, article), ("second", again)))
