"""What workers do in the tests of the workers: by the name of the task."""

from __future__ import annotations

import os
import signal
import time

from readlater.exchange.prepare import Refused, Task
from readlater.model import Outcome


def handle(task: Task) -> Refused:
    """``ok`` is done, ``hang`` never ends, ``die`` is killed, ``slow`` takes a little, ``pid`` tells the process."""
    name = task.item.split("-")[0]
    if name == "hang":
        while True:
            time.sleep(1)
    if name == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "slow":
        time.sleep(0.3)
    return Refused(Outcome.SKIPPED, str(os.getpid()) if name == "pid" else task.item)
